"""Metrics that the clause before a figure names and ranks: 平均支出也最高，高达107万元; 自用设备占整体比率最高，去年为59%，其次为民营22%."""

from __future__ import annotations

from collections.abc import Mapping

from extract.claims.frames import Frame
from extract.claims.words import Words, without_opening
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Metric

RULE = "metric.ranked-share"
_BY_PLACE = late_regex(
    r"(?P<base>[\p{Han}A-Za-z\d]{2,16}?)(?P<of>占[^，,。；;占]{1,14}?)的?(?P<head>比率|比重|比例|份额)(?:则|，)?以[^，,。；;占\d]{2,8}(?:占|的)?\s?$"
)
_PLACE_NEXT = late_regex(r"(?:最[多高大低少]|次之|居[首冠次]|居?第[一二三四])?[，,、；;及和]\s?(?:其次[为是]?)?")
_OF = late_regex(r"(?:则|也)?(?:占|为|有|的)?(?:约|近)?\s?$")
_FURTHEST = 4  # figures back in which the ranking begins
_RANKED = late_regex(
    r"(?P<base>[\p{Han}A-Za-z]{2,20}?)(?P<of>占[^，,。；;占]{0,14}?)的?(?P<head>比率|比重|比例|份额)(?:则|均|也|为)?(?:最[高大多]|居[冠首]|居第一|排名?第一|之冠)[，,]\s?$"
)
_TOPPED = late_regex(r"(?P<what>[\p{Han}A-Za-z]{3,16}?)(?:则|也|亦|均|又|同样|是){0,2}最[高大多低少][，,]\s?$")
_FRAME = late_regex(r"^(?:(?:则|并|又|其中|而)?以|就|从|观察)(?=\p{Han}{2})")
_ONLY_LEADS = late_regex(r"[\s，,]*(?:则|也|已|约)?(?:为|达到?|是|有|占|高达|约|近|超过?|逾)*\s?")
_NEXT = late_regex(
    r"[\s，,；;、及和]*(?:其次|再次|次之|依次|依序|另|其余)?(?:则|依次|依序|分别)?(?:[为是以])?(?P<item>[\p{Han}A-Za-z]{2,12})(?:则|也|约)?占?(?:约|近|为)?\s?"
)


def reading(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The share that the clause before tells, or the next of the same ranking, or what it says to be the highest; None for others.

    ``decided``: the metrics of earlier figures, by index.
    """
    return _share(words, frame, decided) or _topped(words, frame)


def _topped(words: Words, frame: Frame) -> Metric | None:
    """What the clause before says to be the highest or lowest, where the figure's own clause says nothing else."""
    q, text, start = frame.quantity, words.text, frame.clause_span[0]
    if q.kind not in ("amount", "rate") or not _ONLY_LEADS.fullmatch(text, start, q.span[0]):
        return None
    told = _TOPPED.search(text, max(words.sentences[frame.sentence].span[0], start - 28), start)
    if told is None or (frame.previous is not None and words.figures[frame.previous][1] > told.start("what")):
        return None
    parts = words.segments(told.span("what"))
    if not parts:
        return None
    span = parts[0][0]
    name = without_opening(text[slice(*span)])
    return Metric((span[1] - len(name), span[1]), name, name, "metric.topic") if len(name) > 2 and metrics.head_in(name) not in (None, name) else None


def _share(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    q, text = frame.quantity, words.text
    if q.kind != "rate" or q.unit != "%":
        return None
    start = words.sentences[frame.sentence].span[0]
    segment = words.segments((frame.left[0], q.span[0]))
    at = segment[0][0][0] if segment else q.span[0]
    told = _RANKED.search(text, max(start, frame.clause_span[0] - 48), frame.clause_span[0])
    first = frame.previous is None or (told is not None and words.figures[frame.previous][1] <= told.start())
    if told is not None and first and _ONLY_LEADS.fullmatch(text, at, q.span[0]):
        span = (told.start("base"), told.end("head"))
        return Metric(span, text[slice(*span)], f"{without_opening(_FRAME.sub('', told['base']))}{told['of']}{told['head']}", RULE)
    by_place = _BY_PLACE.search(text, max(start, frame.clause_span[0]), q.span[0])
    parts = words.segments(by_place.span("base")) if by_place is not None else []
    if by_place is not None and parts:  # 老年人口占总人口比率以甲县占18%最多
        span = parts[0][0]
        name = f"{without_opening(text[slice(*span)])}{by_place['of']}{by_place['head']}"
        return Metric((span[0], by_place.end("head")), text[span[0] : by_place.end("head")], name, RULE)
    near = range(max(frame.index - _FURTHEST, words.of_sentence[frame.sentence].start), frame.index)
    before = next((m for i in reversed(near) if (m := decided.get(i)) is not None and m.rule == RULE), None)
    if before is None or frame.previous is None:
        return None
    told_by = _PLACE_NEXT.match(text, words.figures[frame.previous][1], q.span[0])
    if told_by is not None and words.only_places((told_by.end(), _OF.search(text, told_by.end(), q.span[0]).start())):
        return Metric(before.span, before.text, before.name, RULE)
    item = _NEXT.fullmatch(text, words.figures[frame.previous][1], q.span[0])
    if item is None or words.is_place(item.span("item")) or words.place_within(item.span("item")) or metrics.head_in(item["item"]) is not None:
        return None
    return Metric(item.span("item"), item["item"], item["item"] + before.name[before.name.index("占") :], RULE)
