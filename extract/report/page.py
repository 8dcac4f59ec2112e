"""The report as one page: no script, nothing loaded from elsewhere, every character of an article escaped."""

from __future__ import annotations

from collections.abc import Callable

from extract.explain.marked import clean
from extract.report import sections
from extract.report.gathering import Gathered
from extract.report.parts import amount
from extract.report.style import STYLE

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page(found: Gathered, *, title: str, drawn: bool = True) -> str:
    """The whole page, as HTML to be written in UTF-8. The same run gives the same page.

    Args:
        drawn: whether it has charts; without them it has their figures alone.

    Raises:
        MissingExtraError: it is to have charts, and what draws them is not installed.
    """
    told: list[tuple[str, str, Callable[[Gathered], str]]] = [
        ("read", "What was read", sections.read),
        ("repaired", "What was repaired", sections.repaired),
        ("claims", "Claims by place and metric", sections.claims),
        ("time", "Over time", lambda f: sections.over_time(f, drawn=drawn)),
        ("ranking", "Places side by side", lambda f: sections.side_by_side(f, drawn=drawn)),
        ("contradictions", "Contradictions", sections.contradictions),
        ("doubtful", "The least certain claims", sections.doubtful),
        ("evidence", "Evidence", sections.evidence),
    ]
    contents = "".join(f'<a href="#{id}">{name}</a>' for id, name, _ in told)
    body = "".join(f'<section aria-labelledby="{id}"><h2 id="{id}">{name}</h2>{section(found)}</section>\n' for id, name, section in told)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><meta name="referrer" content="no-referrer">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{clean(title)}</title><style>{STYLE}</style></head><body>\n"
        f'<header><h1>{clean(title)}</h1><p class="note">{_about(found)}</p><ul class="tiles">{_tiles(found)}</ul></header>\n'
        f'<nav aria-label="Contents">{contents}</nav>\n<main>\n{body}</main></body></html>\n'
    )


def _tiles(found: Gathered) -> str:
    first, last = found.days
    reached = f"{first[:4]}–{last[:4]}" if first and last else "–"
    repaired = found.documents.statuses["repaired"]
    tiles = [
        (amount(found.documents.total), "articles"), (amount(repaired), "of them repaired"), (amount(found.total), "claims"),
        (amount(found.places), "places"), (amount(found.metrics), "metrics"), (reached, "years told of"),
        (amount(found.contradictory), "contradictions"),
    ]  # fmt: skip
    return "".join(f"<li><b>{number}</b><span>{name}</span></li>" for number, name in tiles)


def _about(found: Gathered) -> str:
    version = found.manifest.get("version")
    told = [f"zh-extract {clean(str(version))}" if version else "zh-extract", f"{amount(found.documents.characters)} characters read"]
    candidates = (found.manifest.get("candidates") or {}).get("total")
    if candidates:
        told.append(f"{amount(candidates)} doubtful candidates are not in this report")
    if not found.wanted.everything:
        told.append(f"claims chosen by {clean(found.wanted.told())}")
    return "; ".join(told)
