"""The command line: one module a command, imported when the command is used."""

from __future__ import annotations

import importlib
import io
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

import click

from extract.errors import MissingExtraError, ReadError, UsageError, WriteError, ZhExtractError
from extract.processes.garbage import collect_seldom
from extract.version import __version__

# name: module with the click command ``command``, and what the command does in one line
COMMANDS: dict[str, tuple[str, str]] = {
    "run": ("extract.cli.run", "Extract the claims of articles into JSON lines."),
    "diff": ("extract.cli.diff", "Compare the claims of two runs."),
    "explain": ("extract.cli.explain", "Show how the claims of one article came about."),
    "normalize": ("extract.cli.normalize", "Repair and normalize the text of one article."),
    "schema": ("extract.cli.schema", "Print or check the JSON Schemas of the output."),
    "eval": ("extract.cli.eval", "Score the extractor against annotated articles."),
    "query": ("extract.cli.query", "Find claims of a run, as a table or a chart."),
    "export": ("extract.cli.export", "Write the claims of a run for other programs."),
    "report": ("extract.cli.report", "Write a page that tells what a run found."),
    "check-config": ("extract.cli.check_config", "Check metrics, places and rules of your own."),
    "conflicts": ("extract.cli.conflicts", "Compare what articles say about the same thing."),
    "serve": ("extract.cli.serve", "Serve extraction, and the claims of runs, over HTTP."),
    "mcp": ("extract.cli.mcp", "Serve the same to agents by the Model Context Protocol."),
    "review": ("extract.cli.review", "Judge the claims of a run in the browser."),
    "review-users": ("extract.cli.review_users", "Manage the accounts of a reviewers' desk."),
    "review-export": ("extract.cli.review_export", "Write reviewed claims, or gold made of them."),
    "calibrate": ("extract.cli.calibrate", "Refit confidence from reviewers' decisions."),
}

FAILED, WRONG_USAGE, INTERRUPTED = 1, 2, 130
_OF_THE_CALLER = (UsageError, MissingExtraError, ReadError, WriteError)


@dataclass(slots=True)
class State:
    """What holds for a whole call: whether failures show their traceback."""

    debug: bool = False


class LazyGroup(click.Group):
    """A group whose commands are imported when used, and whose errors end in one line on standard error."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names of all commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name][0]).command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Lists the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, help) for name, (_, help) in COMMANDS.items()])

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Runs a command and exits: 0 done, 1 our failure, 2 wrong usage, 130 interrupted, or what the command says."""
        state = State()
        collect_seldom()
        prog_name = prog_name or "zh-extract"
        _speak_anyway()
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, obj=state, **extra)
        try:
            code = super().main(args, prog_name, complete_var, standalone_mode=False, obj=state, **extra)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.ctx.get_help() if error.ctx else "", err=True)
            sys.exit(WRONG_USAGE)
        except click.ClickException as error:
            path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else prog_name
            _fail(f"{_one_line(error.format_message()).rstrip('.')}; see {path} --help", error.exit_code, state)
        except (click.Abort, KeyboardInterrupt):
            _fail("interrupted", INTERRUPTED, State())
        except ZhExtractError as error:
            _fail(_one_line(str(error)), WRONG_USAGE if isinstance(error, _OF_THE_CALLER) else FAILED, state)
        except Exception as error:
            hint = "" if state.debug else "; zh-extract --debug shows where"
            _fail(f"our failure: {type(error).__name__}: {_one_line(str(error))}{hint}", FAILED, state)
        sys.exit(code if isinstance(code, int) else 0)


def _speak_anyway() -> None:
    """Lets streams that know no Chinese (LC_ALL=C, old Windows consoles) show escapes instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() not in ("utf-8", "utf8"):
            stream.reconfigure(errors="backslashreplace")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _fail(message: str, code: int, state: State) -> NoReturn:
    if state.debug:
        traceback.print_exc()
    click.echo(f"zh-extract: error: {message}", err=True)
    sys.exit(code)


@click.group("zh-extract", cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="zh-extract")
@click.option("--debug", is_flag=True, help="Show the traceback of a failure.")
@click.pass_obj
def main(state: State, debug: bool) -> None:
    """Extract claims (place, metric, value, date, source) from Chinese articles.

    Each claim points at the characters of the article that support it.

    \b
    Examples:
      zh-extract run articles/ -o results          all articles of a folder
      zh-extract run news.jsonl.gz -o results      one article a line, with metadata
      zh-extract explain articles/0001.txt         why these claims and no others
      zh-extract normalize broken.txt --diff       what of a text is damaged, and how it is repaired

    zh-extract COMMAND --help tells more about a command.
    """
    state.debug = debug
