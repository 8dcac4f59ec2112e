"""Names of shares: 占…比重 with what has the share, and a per cent that the words before its list call a share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extract.claims.frames import Frame
from extract.claims.naming import SO_MANY_PLACES
from extract.claims.scoring import holding
from extract.claims.wording import SHARE_NAME, Candidate, renamed
from extract.claims.words import Words, without_opening
from extract.mentions import metric_shares, metrics
from extract.model import Metric

_SHARES = regex.compile(r"(?<!占比)(?:占比)++$")  # of a base that is a share itself
_SHARE_IN_NAME = regex.compile(r"占|比[重例率]|率|份额|程度$|满意度|指数")
_SHARES_FOLLOW = regex.compile(
    r"(?P<head>占比|比重|份额)(?:分别|依次|则|也|都|均|亦|再|更|已|续){0,2}(?:约?为|达到?|是|高达|约|有|[增升降减]至|[增升降减]到|(?:提升|上升|提高|增加|下降|降低|回落|扩大)[到至])?\s?$"
)
_WHOLE_OPENING = regex.compile(r"^(?:到|了)")


def readings(words: Words, frames: Sequence[Frame], frame: Frame, previous: Sequence[Candidate], topics: Sequence[Candidate]) -> Iterator[Candidate]:
    """占…比重, with the noun phrase before it or the metric spoken of as what has the share."""
    q = frame.quantity
    if q.kind not in ("rate", "growth", "ratio") or q.unit not in ("%", "pp", None):
        return
    start = words.start(frame)
    first = frames[frame.run.first]  # 占全省的54%和41%: one whole for both
    found = metric_shares.share(words.text, (start, (first if first.sentence == frame.sentence else frame).quantity.span[0]))
    if found is None:
        return
    span, whole = found
    whole = _WHOLE_OPENING.sub("", whole).rpartition("占")[2]
    bases: list[tuple[str, str]] = []
    for segment, _ in words.segments((start, span[0])):
        phrase = metrics.before(words.text, words.between(frame, segment))
        if phrase is not None and not SO_MANY_PLACES.fullmatch(phrase.text):
            bases.append(("own", phrase.text))
            break
    bases += [("previous", c.metric.name) for c in previous[:2]]
    bases += [("topic", c.metric.name) for c in topics[:2]]
    for order, (source, base) in enumerate(bases):
        stem = _SHARES.sub("", SHARE_NAME.sub("", base)) or base
        name = f"{without_opening(stem)}占{whole}比重" if whole else f"{stem}占比"
        row = [holding(f"share of {source}", f"share order {min(order, 2)}")]
        yield Candidate(Metric(span, words.text[slice(*span)].strip(), name, "metric.share"), row)


def called(text: str, frames: Sequence[Frame], frame: Frame, metric: Metric) -> Metric:
    """The metric of a per cent that the words before its list call a share (企业主要分布在甲市、乙市，占比分别为3%、2%), with that word."""
    q = frame.quantity
    if q.kind != "rate" or q.unit != "%" or _SHARE_IN_NAME.search(metric.name):
        return metric
    first = frames[frame.run.first]
    m = _SHARES_FOLLOW.search(text, first.clause_span[0], first.quantity.span[0]) if first.sentence == frame.sentence else None
    return metric if m is None else renamed(metric, f"{metric.name}{m['head']}", metric.rule)
