"""Whom trade is with, where only the first of several partners is named beside the word for it (對美國出口增加120億美元，對日本減少3億美元)."""

from __future__ import annotations

import regex

from extract.claims.frames import Frame
from extract.claims.wording import renamed
from extract.claims.words import Words
from extract.data.late import late_regex
from extract.mentions import gazetteer
from extract.model import Metric

_TRADE = r"(?:进出口|出口|进口|外销|输出|输入|贸易|投资)"
_TOLD = late_regex(rf"(?P<to>[对向自从])(?P<whom>[\p{{Han}}、]{{2,24}}?)(?P<what>{_TRADE}\p{{Han}}{{0,6}})")
_BARE = late_regex(rf"{_TRADE}(?:总?[值额量])?")
_OPENS = r"(?:[^，,：:\d]{0,8}[，,、：:]\s?)?(?:其中|此外|另外|而|但|另|同期)*[，,]?"
_WHOM = r"(?P<to>[对向自从])(?P<whom>(?:\p{Han}{2,8}?[、和与及]){0,4}?\p{Han}{2,8}?)"
_NEXT = late_regex(rf"{_OPENS}{_WHOM}(?:则|也|亦|各|分别|均|又|同样|因|由于|受惠?|[增减升跌降涨成衰下上年按同为达][^\P{{Han}}出进]?)[^\d对]{{0,40}}")
_FIRST = late_regex(rf"{_WHOM}(?P<what>{_TRADE})[^\d]{{0,30}}$")
_PARTNER = late_regex(r"[对向自从]\p{Han}{2,8}")
_STOP = regex.compile(r"[；;。]")
_AND = regex.compile(r"[、和与及]")
_REACH = 60  # characters before a figure


def named(words: Words, frame: Frame, metric: Metric, before: Metric | None) -> Metric:
    """The metric of trade with the partner that its own clause names; ``before`` is that of the figure before."""
    if frame.quantity.kind not in ("amount", "growth"):
        return metric
    run = words.frames[frame.run.first : frame.run.last]
    start = max(words.sentences[frame.sentence].span[0], run[0].quantity.span[0] - _REACH)
    last = words.frames[frame.run.first - 1] if frame.run.first else None
    if last is not None and last.sentence == frame.sentence:
        start = max(start, last.quantity.span[1])
    said = _STOP.split(words.text[start : run[0].quantity.span[0]])[-1]
    bare = before is not None and _PARTNER.fullmatch(metric.name) is not None  # 对日本则减少3亿美元
    told = _TOLD.fullmatch(before.name if bare and before is not None else metric.name)
    if told is not None and (bare or metric.rule != "metric.before"):
        new = _NEXT.fullmatch(said)
        whom = _whom(new["whom"], frame) if new is not None and new["to"] == told["to"] else None
        return metric if whom is None else renamed(metric, f"{told['to']}{whom}{told['what']}", metric.rule)
    if _BARE.fullmatch(metric.name) and len(run) > 1 and (new := _FIRST.search(said)) is not None and new["what"] == metric.name[: len(new["what"])]:
        whom = _whom(new["whom"], frame) if _AND.search(new["whom"]) else None
        return metric if whom is None else renamed(metric, f"{new['to']}{whom}{metric.name}", metric.rule)
    return metric


def _whom(said: str, frame: Frame) -> str | None:
    """The partner of a figure among those named; None where they are no places."""
    names = _AND.split(said)
    if not all(gazetteer.lookup(name) for name in names):
        return None
    return names[frame.index - frame.run.first] if len(names) == frame.run.size else said
