"""An article cut into stretches that are marked alike: parts of a claim in the raw text, and in the repaired one with its repairs.

Stretches follow each other without a gap. Each shows one character for each of the text's, so that a place on the page is a place in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from extract.explain.marked import shown
from extract.model import Span
from extract.review.claims.articles import Article

Part = Literal["city", "metric", "value", "date", "attribution"]
PARTS: tuple[Part, ...] = ("city", "metric", "value", "date", "attribution")
_LAYERS = ("evidences", "evidence", "attribution", "date", "metric", "city", "value")  # where parts overlap, the later one shows


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of text as it is shown.

    Attributes:
        at: where it begins, in the text that is shown.
        shown: its characters, those that a page cannot hold replaced one by one.
        part: the part of the claim that shows there, or None.
        first: whether the part begins here.
        evidence: ``evidence`` where the value's sentence is, ``evidences`` where others are that the claim needs, ``known`` where a value is of
            which there is a claim.
        repair: the repair that made it, in words; empty for none.
        gone: characters of the raw text that the repair left out just before it.
    """

    at: int
    shown: str
    part: str | None
    first: bool
    evidence: str | None
    repair: str = ""
    gone: str = ""


def spans_of(record: Mapping[str, Any]) -> list[tuple[str, Span]]:
    """The parts of a claim that stand in the text, with their raw spans; the value's sentence and other evidence among them."""
    source = record["source"]
    holders = {
        "city": record["city"], "metric": record["metric"], "value": record["value"], "date": record["date"],
        "attribution": source["attribution"], "evidence": source["evidence"],
    }  # fmt: skip
    found = [(name, (h["span"][0], h["span"][1])) for name, h in holders.items() if h is not None and h["span"] is not None]
    return found + [("evidences", (e["span"][0], e["span"][1])) for e in source["evidences"] if e["span"] is not None]


def raw_stretches(article: Article, record: Mapping[str, Any] | None, known: Sequence[Span] = ()) -> list[Stretch]:
    """The raw text with the parts of a claim, and with values of which there are claims (``known``)."""
    return list(_cut(article.text, [*(spans_of(record) if record else []), *(("known", span) for span in known)]))


def repaired_stretches(article: Article, record: Mapping[str, Any] | None) -> list[Stretch]:
    """The repaired text with the parts of a claim and every repair."""
    normalized = article.reading.normalized
    spans = [(name, normalized.offsets.from_raw(span)) for name, span in (spans_of(record) if record else [])]
    repairs = [(normalized.offsets.from_raw(r.span), r) for r in normalized.repairs]
    told = [(span, f"{r.kind}: {shown(r.before)} → {shown(r.after)}" if r.after else f"{r.kind}: {shown(r.before)}", r.before) for span, r in repairs]
    return list(_cut(normalized.text, [s for s in spans if s[1][0] < s[1][1]], told))


def _cut(text: str, spans: Sequence[tuple[str, Span]], repairs: Sequence[tuple[Span, str, str]] = ()) -> Iterator[Stretch]:
    cuts = {0, len(text), *(at for _, span in spans for at in span), *(at for span, _, _ in repairs for at in span)}
    edges = sorted(at for at in cuts if 0 <= at <= len(text))
    opened = sorted(spans, key=lambda item: item[1])
    mended = {span: words for span, words, _ in sorted(repairs) if span[0] < span[1]}
    lost: dict[int, list[str]] = {}
    for span, words, before in repairs:
        if span[0] >= span[1]:
            lost.setdefault(span[0], []).append(words if before else "")
    for start, end in pairwise(edges):
        here = [(name, span) for name, span in opened if span[0] <= start and end <= span[1]]
        top = max((item for item in here if item[0] in PARTS), key=lambda item: _LAYERS.index(item[0]), default=None)
        names = {name for name, _ in here}
        yield Stretch(
            at=start,
            shown=shown(text[start:end]),
            part=top[0] if top else None,
            first=top is not None and top[1][0] == start,
            evidence="known" if "known" in names else "evidence" if "evidence" in names else "evidences" if "evidences" in names else None,
            repair=_repair_at(mended, start, end),
            gone="; ".join(words for words in lost.get(start, ()) if words),
        )


def _repair_at(mended: Mapping[Span, str], start: int, end: int) -> str:
    return next((words for (a, b), words in mended.items() if a <= start and end <= b), "")
