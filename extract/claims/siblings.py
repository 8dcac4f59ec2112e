"""Figures told for two sorts of days, seasons or people: 住房率平日2成、假日4成; 男性平均寿命76岁，女性82岁.

The second takes the name of the first with its own word in the place of the other's.
"""

from __future__ import annotations

from collections.abc import Mapping

from extract.claims.frames import Frame
from extract.claims.words import Words
from extract.data import alternatives, read_words
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Metric

_GROUPS = tuple(line.split(";") for line in read_words("two_sorts"))
_WORDS = alternatives([word for group in _GROUPS for word in group])
_OWN = late_regex(
    rf"[\s，,、；;]*(?:和|与|及|而|但|则|另外|其中)?(?P<part>{_WORDS})(?P<head>\p{{Han}}{{1,3}}率)?(?:部分|方面|追加|编列|预算数?|总额|追加预算){{0,2}}(?:则|也|却|更|仍|的)?(?:是|为|有|达到?|约|近|逾|仅|只|[从由自])*\s?"
)
_LAST = late_regex(rf"(?P<name>[\p{{Han}}]{{2,10}}[率数量价额])(?P<part>{_WORDS})(?:则|也|仅|只|约|近|为|是|达|有)*\s?$")
_SEASON = late_regex(r"(?:暑假|寒假|暑期|春节|国庆)(?:期间)?")
_MOST_BACK = 3  # figures back


def reading(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric, or None; ``decided`` are the metrics of earlier figures, by index."""
    return _turned(words, frame) or _other(words, frame, decided)


def _turned(words: Words, frame: Frame) -> Metric | None:
    """The word behind the name, put before it: 住房率平日2成."""
    if frame.quantity.kind not in ("rate", "amount", "growth"):
        return None
    parts = words.segments((frame.left[0], frame.quantity.span[0]))
    m = _LAST.search(words.text, *parts[0][0]) if parts else None
    if m is None or metrics.head_in(m["name"]) is None or m["part"] in m["name"]:
        return None
    season = _SEASON.match(m["name"])
    opening = season.group() if season is not None else ""
    name = opening + m["part"] + m["name"][len(opening) :]
    return Metric((m.start("name"), m.end("part")), m["name"] + m["part"], name, "metric.before.completed")


def _other(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The other sort, where its word is all that the text says between two figures."""
    q, parts = frame.quantity, words.segments((frame.left[0], frame.quantity.span[0]))
    own = _OWN.fullmatch(words.text, *parts[0][0]) if parts else None
    if own is None:
        return None
    group = next(g for g in _GROUPS if own["part"] in g)
    for index in range(frame.index - 1, max(-1, frame.index - 1 - _MOST_BACK), -1):
        other, told = words.frames[index], decided.get(index)
        if told is None or not words.goes_on(other.sentence, frame.sentence):
            return None
        before = next((word for word in group if word in told.name), None)
        if before is not None and other.quantity.unit == q.unit and told.name.endswith(own["head"] or ""):
            return Metric(own.span("part"), own["part"], told.name.replace(before, own["part"], 1), "metric.before.completed")
    return None
