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

_SHARES = regex.compile(
    r"(?<!占比)(?:占比)++$|(?:年初|年度|全年|调整|变更|本年|本级|年|预定|既定){0,3}+(?:预算|目标任务|计划任务|计划|目标|任务)完成率$"
)  # of a base that is a share itself
_SHARE_IN_NAME = regex.compile(r"占|比[重例率]|率|份额|程度$|满意度|指数")
_SHARES_FOLLOW = regex.compile(
    r"(?P<head>占比|比重|份额)(?:分别|依次|则|也|都|均|亦|再|更|已|续){0,2}(?:约?为|达到?|是|高达|约|有|[增升降减]至|[增升降减]到|(?:提升|上升|提高|增加|下降|降低|回落|扩大)[到至])?\s?$"
)
_PARTNER = regex.compile(  # 东盟为我国第一大贸易伙伴，占我国外贸总值的15%
    r"(?P<whom>[\p{Han}“”]{2,8}?)(?:仍|依然|继续|已|连续\d+年|保持|成)*(?:是|为)[\p{Han}]{0,6}(?:第[一二三四五六七八九十]|最)大(?:的)?贸易伙伴[，,]\s?$"
)
_INDUSTRY = regex.compile(  # 旅游业是当地的支柱产业，占GDP的60%
    r"(?<!\p{Han})(?P<what>[\p{Han}]{1,8}(?:业|产业|经济))(?:一直|历来|已经?|仍|依然)?(?:是|为|作为|成为)[^，,。；;\d]{2,24}[，,](?:[^，,。；;\d占]{2,10}[，,])?(?:其|已|约)?$"
)
_LISTED = regex.compile(r"[、和与及]")
_RATIO_HEAD = regex.compile(r"之?比(?:例|值)?(?:约|已|由|从)?(?:为|是|达到?|[高低]至|降[到至]|缩小[到至])?(?:了|约)?\s?$")
_BARE = regex.compile(r"(?:[^占]{0,30}[就则仅只约共已])?占[\p{Han}A-Z]{2,20}(?:比[重例]|份额)")
_SHARE_CHANGES = regex.compile(r"\p{Han}(?P<head>占比|比重|份额)(?:则|也|已)?[由从][^，。；、]{0,24}$")  # 产值占比从35%升至77%
_WHOLE_OPENING = regex.compile(r"^(?:到|了)")


def whose(name: str) -> str:
    """What a share or the done part of a plan is of (实际利用外资全年任务完成率: 实际利用外资); other names as they are."""
    return _SHARES.sub("", name) or name


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
    if frame.run.size > 1 and "分别" in words.text[start : span[1]]:  # 分别占项目数和总投资的70%、74%
        wholes = _LISTED.split(whole)
        whole = wholes[frame.index - frame.run.first] if len(wholes) == frame.run.size else whole
    bases: list[tuple[str, str]] = []
    if (partner := _PARTNER.search(words.text, max(words.sentences[frame.sentence].span[0], start - 40), start)) is not None:
        bases.append(("own", f"对{partner['whom']}进出口"))
    elif (industry := _INDUSTRY.search(words.text, max(words.sentences[frame.sentence].span[0], start - 48), start)) is not None:
        bases.append(("own", industry["what"]))
    for segment, _ in words.segments((start, span[0])):
        phrase = metrics.before(words.text, words.between(frame, segment))
        if phrase is not None and not SO_MANY_PLACES.fullmatch(phrase.text):
            bases.append(("own", phrase.text))
            break
    if bases or not _behind_its_own(words, frame, previous, span[0]):
        bases += [("previous", c.metric.name) for c in previous[:2]]
        bases += [("topic", c.metric.name) for c in topics[:2]]
    else:  # 技改投资下降3%，占投资比重18%
        bases = [("previous", previous[0].metric.name)]
    for order, (source, base) in enumerate(bases):
        stem = _SHARES.sub("", SHARE_NAME.sub("", base)) or base
        name = f"{without_opening(stem)}占{whole}比重" if whole else f"{stem}占比"
        row = [holding(f"share of {source}", f"share order {min(order, 2)}")]
        yield Candidate(Metric(span, words.text[slice(*span)].strip(), name, "metric.share"), row)


def _behind_its_own(words: Words, frame: Frame, previous: Sequence[Candidate], at: int) -> bool:
    """Whether nothing stands between the figure before and 占, and that figure has no share itself."""
    if frame.previous is None or not previous or _SHARE_IN_NAME.search(previous[0].metric.name):
        return False
    return not words.text[words.frames[frame.previous].quantity.span[1] : at].strip("，,；; ")


def without_bare(frame: Frame, found: list[Candidate]) -> list[Candidate]:
    """The readings without a bare 占常住人口的比重, where one says what has the share, as a figure before in its sentence may."""
    if frame.previous is None:
        return found
    share = next((c.metric.span for c in found if c.metric.rule == "metric.share" and c.metric.span), None)
    if share is None:
        return found
    inside = [
        c
        for c in found
        if c.metric.rule.startswith("metric.before") and c.metric.span and share[0] < c.metric.span[0] and c.metric.span[1] <= share[1]
    ]
    return [c for c in found if c not in inside and (c.metric.rule != "metric.before" or not _BARE.fullmatch(c.metric.name))]


def called(text: str, frames: Sequence[Frame], frame: Frame, metric: Metric) -> Metric:
    """The metric of a per cent that the words before its list call a share (企业主要分布在甲市、乙市，占比分别为3%、2%), with that word."""
    q = frame.quantity
    if q.kind == "ratio" and metric.span is not None and _RATIO_HEAD.match(text, metric.span[1], q.span[0]):
        return metric if metric.name.endswith("比") else renamed(metric, f"{metric.name}比", metric.rule)  # 城乡居民收入比为2.4:1
    if q.kind != "rate" or q.unit != "%" or _SHARE_IN_NAME.search(metric.name):
        return metric
    first = frames[frame.run.first]
    m = _SHARES_FOLLOW.search(text, first.clause_span[0], first.quantity.span[0]) if first.sentence == frame.sentence else None
    m = m or _SHARE_CHANGES.search(text, frame.clause_span[0], q.span[0])
    return metric if m is None else renamed(metric, f"{metric.name}{m['head']}", metric.rule)
