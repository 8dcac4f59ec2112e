"""``zh-extract normalize``: the repaired text of one article, and what was repaired."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from extract.cli.chosen import one_article
from extract.cli.config import config_option
from extract.cli.console import plural, printable, stdout
from extract.errors import UsageError
from extract.model import RawArticle, Span
from extract.text.normalize import normalize_text
from extract.text.offsets import NormalizedText

if TYPE_CHECKING:
    from rich.text import Text

_CONTEXT = 12  # characters shown on each side of a repair


def _record(article: RawArticle, normalized: NormalizedText) -> dict[str, Any]:
    """What ``--json`` prints: the text, what was mended in positions of the raw text, and the edits of each step in order."""
    return {
        "document_id": article.id,
        "text": normalized.text,
        "repairs": [{"kind": r.kind, "span": list(r.span), "before": r.before, "after": r.after} for r in normalized.repairs],
        "steps": [
            {"kind": step.kind, "edits": [{"span": list(e.span), "replacement": e.replacement} for e in step.edits]} for step in normalized.steps
        ],
    }


def _places(normalized: NormalizedText) -> list[tuple[Span, list[str]]]:
    """Stretches of the raw text that were mended, each with the kinds of its repairs; those that overlap, or meet and are of one kind, are one."""
    found: list[tuple[Span, list[str]]] = []
    for repair in normalized.repairs:
        end = found[-1][0][1] if found else 0
        if found and (repair.span[0] < end or (repair.span[0] == end and found[-1][1] == [repair.kind])):
            (start, end), kinds = found[-1]
            found[-1] = (start, max(end, repair.span[1])), [*kinds, *({repair.kind} - set(kinds))]
        else:
            found.append((repair.span, [repair.kind]))
    return found


def _shown(normalized: NormalizedText, *, colour: bool) -> list[Text]:
    """One line a repair: line and column, the raw words around it, what stood there and what is read, its kind."""
    from rich.text import Text

    raw = normalized.raw
    starts = [0, *(i + 1 for i, c in enumerate(raw) if c == "\n")]
    shown = []
    for (start, end), kinds in _places(normalized):
        line = bisect_right(starts, start)
        after = normalized.text[slice(*normalized.offsets.from_raw((start, end)))] if start < end else ""
        before = raw[start:end]
        left, right = raw[max(0, start - _CONTEXT) : start].split("\n")[-1], raw[end : end + _CONTEXT].split("\n")[0]
        made = Text(f"{line}:{start - starts[line - 1] + 1}".rjust(8) + "  ", style="dim")
        made.append(printable(left), style="not dim")
        if before:
            made.append(printable(before) if colour else f"[-{printable(before)}-]", style="not dim red strike")
        if after:
            made.append(printable(after) if colour else f"{{+{printable(after)}+}}", style="not dim bold green")
        made.append(printable(right), style="not dim")
        made.append("  " + ", ".join(kinds), style="dim")
        shown.append(made)
    return shown


@click.command("normalize", no_args_is_help=True)
@click.argument("file", metavar="FILE")
@click.option("--diff", "as_diff", is_flag=True, help="Show each repair where it is made, with its kind; in colour on a terminal.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: the text, the repairs, the edits of each step.")
@click.option("--document", metavar="ID", help="Which document, where the file holds several.")
@config_option
def command(file: str, as_diff: bool, as_json: bool, document: str | None) -> None:
    """Print the text of FILE (or of standard input: -) repaired, in simplified characters and half-width digits.

    \b
    Examples:
      zh-extract normalize broken.txt > readable.txt
      zh-extract normalize broken.txt --diff
      zh-extract normalize articles.jsonl --document 17 --json
    """
    if as_diff and as_json:
        raise UsageError("--diff and --json exclude each other", mend="give one of them")
    article = one_article(file, document)
    normalized = normalize_text(article.text)
    if as_json:
        lone = any("\ud800" <= c <= "\udfff" for c in normalized.raw)  # which UTF-8 cannot say
        click.echo(json.dumps(_record(article, normalized), ensure_ascii=lone))
    elif as_diff:
        console = stdout()
        for line in _shown(normalized, colour=console.is_terminal and not console.no_color):
            console.print(line, soft_wrap=True)
        counts = Counter(r.kind for r in normalized.repairs)
        listed = ", ".join(f"{kind} {n}" for kind, n in counts.most_common())
        console.print(f"{plural(len(normalized.repairs), 'repair')}{': ' if listed else ''}{listed}", style="bold", soft_wrap=True)
    else:
        text = normalized.text.encode("utf-8", "replace").decode("utf-8")
        click.echo(text, nl=not text.endswith("\n"))
