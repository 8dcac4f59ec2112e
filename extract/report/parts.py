"""The pieces that the sections of the page are made of. Whatever comes from an article goes through ``zh`` or ``clean``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from extract.analysis.scales import value_text
from extract.analysis.summaries import period_of
from extract.explain.marked import clean, marked
from extract.formats.addresses import web_address
from extract.report.documents import Stretch


def zh(text: str) -> str:
    """Chinese text in the English page."""
    return f'<span lang="zh">{clean(text)}</span>'


def amount(n: float) -> str:
    """A number with its digits in groups of three."""
    return f"{n:,.0f}"


def link(claim: Mapping[str, Any]) -> str:
    """The value of a claim, leading to its evidence."""
    return f'<a href="#e-{clean(claim["id"])}">{zh(value_text(claim["value"]) or "value")}</a>'


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Sequence[int] = (), caption: str = "") -> str:
    """A table out of cells of HTML; the first cell of a row is its head.

    Args:
        numbers: the columns that hold numbers.
    """
    body = "".join(_row(row, numbers) for row in rows)
    if not body:
        return ""
    named = "".join(f'<th scope="col"{_class(place, numbers)}>{head}</th>' for place, head in enumerate(heads))
    captioned = f"<caption>{caption}</caption>" if caption else ""
    head = f"<thead><tr>{named}</tr></thead>" if any(heads) else ""
    return f'<div class="wide"><table>{captioned}{head}<tbody>{body}</tbody></table></div>'


def _row(row: Sequence[str], numbers: Sequence[int]) -> str:
    cells = "".join(f"<td{_class(place, numbers)}>{cell}</td>" for place, cell in enumerate(row[1:], 1))
    return f'<tr><th scope="row">{row[0]}</th>{cells}</tr>'


def _class(place: int, numbers: Sequence[int]) -> str:
    return ' class="n"' if place in numbers else ""


def counted(caption: str, counts: Iterable[tuple[str, int]], total: int, *, chinese: bool = False) -> str:
    """A table of counts with a bar for the share that each has of all."""
    body = "".join(
        f'<tr><th scope="row">{zh(name) if chinese else clean(name)}</th><td class="n">{amount(n)}</td>'
        f'<td class="share"><i style="width:{100 * n / max(total, 1):.1f}%"></i></td></tr>'
        for name, n in counts
    )
    return f"<table><caption>{caption}</caption><tbody>{body}</tbody></table>" if body else ""


def figures(claims: Iterable[Mapping[str, Any]], *, places: bool) -> str:
    """The figures behind a chart as a table.

    Args:
        places: whether they are of different places.
    """
    heads = ("place" if places else "period", "value", "words", "confidence", "article")
    rows = [
        (zh(claim["city"]["name"] if places else period_of(claim)), link(claim), zh(claim["value"]["text"] or ""), f"{claim['confidence']:.2f}",
         clean(claim["document_id"]))
        for claim in claims
    ]  # fmt: skip
    return f"<details><summary>the {len(rows)} figures</summary>{table(heads, rows, numbers=(1, 3))}</details>"


def quoted(claim: Mapping[str, Any], stretch: Stretch | None) -> str:
    """The sentence of a claim with what stands around it, its words marked."""
    if stretch is None:
        return '<p class="note">The article says it nowhere in one sentence.</p>'
    parts = {name: claim[name] for name in ("city", "metric", "value", "date")} | {"attribution": claim["source"]["attribution"]}
    spans = [(name, tuple(part["span"]), "") for name, part in parts.items() if part is not None and part["span"] is not None]
    words = marked(stretch.text, stretch.offset, spans)  # type: ignore[arg-type]
    return f'<blockquote lang="zh">{"…" if stretch.before else ""}{words}{"…" if stretch.behind else ""}</blockquote>'


def source(document: Mapping[str, Any]) -> str:
    """The article that a claim is from, as a link where it has an address."""
    named = document["title"] or document["id"]
    address = web_address(document["url"])
    told = f'<a href="{clean(address)}" rel="noopener noreferrer nofollow">{zh(named)}</a>' if address else zh(named)
    return ", ".join([told, *(zh(document[field]) for field in ("publisher", "published") if document[field])])
