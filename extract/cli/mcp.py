"""``zh-extract mcp``: extraction and the claims of runs as tools for agents."""

from __future__ import annotations

import math
from pathlib import Path

import click

from extract.batch.work import DEFAULT_MAX_SECONDS
from extract.cli.config import config_option
from extract.cli.limits import Seconds
from extract.cli.ner import ner_option
from extract.data.configuration import current
from extract.errors import MissingExtraError


@click.command("mcp")
@click.option(
    "--run", "runs", multiple=True, metavar="OUTDIR", type=click.Path(path_type=Path), help="A run whose claims can be searched. Repeatable."
)
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="Processes that extract.")
@click.option(
    "--max-seconds", type=Seconds(), default=DEFAULT_MAX_SECONDS, metavar="SECONDS", show_default=True,
    help="Give up texts and questions that take longer; none for no limit.",
)  # fmt: skip
@ner_option
@config_option
def command(runs: tuple[Path, ...], workers: int, max_seconds: float, ner: str) -> None:
    """Serve tools to agents by the Model Context Protocol, over standard input and output.

    The tools are extract and normalize; with --run also search_claims, count_claims,
    show_evidence and list_contradictions. An agent's program starts this command itself.

    \b
    Examples:
      zh-extract mcp                 extract and normalize alone
      zh-extract mcp --run results   and search the claims of a run
    """
    try:
        from extract.agents import running
    except ImportError as error:
        raise MissingExtraError(error.name or "mcp", "mcp", "zh-extract mcp") from error
    from extract.service.tasks import Settings

    running.run(Settings(ner=ner, max_seconds=None if max_seconds == math.inf else max_seconds, configuration=current()), runs, workers=workers)
