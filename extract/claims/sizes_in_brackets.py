"""Metrics around brackets: kinds of things with their size in brackets before the measure (小型单位（40平方米以下）售价), and shares in brackets."""

from __future__ import annotations

from collections.abc import Mapping

from extract.claims.frames import Frame
from extract.claims.wording import renamed
from extract.claims.words import Words, without_opening
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Metric

# What a name goes on with behind its bracket, a month in between too (甲类物业（70平方米以上） 1月份售价).
_SIZE_IN_BRACKETS = late_regex(r"[（(][^（）()\n]{0,6}\d[^（）()\n]{1,16}[)）]\s?(?:\d{1,2}月份?)?的?$")
_KIND_BEFORE = late_regex(r"(?:^|[^\p{Han}A-Za-z])(?:其中|当中|而|至于|另|其次)?(?P<kind>[\p{Han}A-Z]{2,10})\s?$")
_SIZE_BEFORE = late_regex(
    r"(?<![\d.\-至到~])(?P<size>\d{1,4}(?:\s?[-至到~]\s?\d{1,4})?\s?(?:坪|呎|平方公尺|平方米|岁)(?:（含）|\(含\))?(?:及?以上|及?以下|以内|未满)的?"
    r"|\d{1,2}\s?[-至到~]\s?\d{1,2}\s?岁的?)$"  # 20-29岁失业率
)
_SCHOOLS_BEFORE = late_regex(  # 60人以下国小, 6班（每年级1班）以下学校
    r"(?<![\d.\-至到~])(?P<size>\d{1,4}\s?[人班](?:\s?[（(][^（()）]{1,8}[)）])?(?:（含）|\(含\))?(?:及?以上|及?以下|以内|未满)的?)$"
)
_PLACES_OF_SIZE = late_regex(  # 50万-100万人城市: the size is part of the name
    r"(?<![\d.\-至到~])(?P<size>(?:\d[\d.]{0,6}\s?[万亿千百]{0,2}\s?[-—－至到~]\s?)?(?:\d[\d.]{0,6}|[百千])\s?[万亿千百]{0,2}\s?(?:(?:人口?|亿元|万元|吨)(?:（含）|\(含\))?(?:及?以[上下]|以内|规模)?|及?以[上下])的?)$"
)
_PLACES = late_regex(r"(?:人口)?(?:特?大|中等?|小)?(?:城市|城镇|县城|县|镇|乡镇|建制镇|村|社区|区县)(?:数量)?")
_PLACES_END = late_regex(r"(?:城市|城镇|县城|县|镇|乡镇|村|社区|企业|项目|公司|机构|水库|电站)$")
_KIND_WITH_SIZE = late_regex(r"(?P<kind>[\p{Han}IVXⅠⅡⅢ]{1,3}?型?[\p{Han}]{2,6})\s?[（(][^（()）]{2,16}[)）]\s?$")  # I型小城市(20万-50万人)26个
_ENDS = late_regex(r"\s?(?:[，。；、,;！!\n）)]|$)")  # nothing else is counted: 甲村（3000人）5个农家乐
_BOUND = late_regex(r"(?:及?以[上下]|以内|未满)的?")
_SCHOOL = late_regex(r"\p{Han}{0,4}(?:国小|国中|小学|中学|高中|学校|幼儿园|班级|教学点|校)数?")
_OPENS = late_regex(r"(?<=[\p{Han}A-Za-z])\s?[（(]\s?$")
_HIGHEST = late_regex(r"\s?[)）]的?(?P<head>占比|比重|比例|份额)(?:则|均|也)?(?:最[高大多低小]|居[首冠]|位居?|排|高居|名列)")
_CLOSED = late_regex(r"\s?[)）]")
_LEAST = 2  # characters of a kind
_LONGEST_KIND = 24  # characters before a name in which its kind and bracket stand
_SHARES = ("占比", "比重", "比例", "份额")
_RULE = "metric.share"


def with_kind(words: Words, frame: Frame, metric: Metric) -> Metric:
    """A metric read right behind a bracket with a size, with the kind of things before the bracket; or with the size right before it."""
    text, start = words.text, frame.clause_span[0]
    if metric.span is None or metric.rule != "metric.before" or text[slice(*metric.span)] != metric.name:
        return metric
    size = _SIZE_BEFORE.search(text, max(start, metric.span[0] - 12), metric.span[0])
    if size is None and _PLACES.fullmatch(metric.name):
        size = _PLACES_OF_SIZE.search(text, max(start, metric.span[0] - 24), metric.span[0])
    bound = _BOUND.match(metric.name)
    if size is None and _SCHOOL.fullmatch(metric.name, bound.end() if bound else 0):
        at = metric.span[0] + (bound.end() if bound else 0)
        size = _SCHOOLS_BEFORE.search(text, max(start, at - 20), at)
    if size is not None:  # 20坪以下住宅比率, 65岁以上老年人口
        span = (size.start("size"), metric.span[1])
        return Metric(span, text[slice(*span)], text[slice(*span)], metric.rule)
    size_behind = _SIZE_IN_BRACKETS.search(text, max(start, metric.span[0] - _LONGEST_KIND), metric.span[0])
    before = words.segments((start, size_behind.start())) if size_behind is not None and metrics.is_head(metric.name[-2:]) else []
    kind = _KIND_BEFORE.search(text[slice(*before[0][0])]) if before else None
    return renamed(metric, kind["kind"] + metric.name, metric.rule) if kind is not None else metric


def counted(words: Words, frame: Frame) -> Metric | None:
    """The kind of places or things that a bracket tells the size of, right before their count: I型小城市(20万-50万人)26个."""
    q, text = frame.quantity, words.text
    if q.kind != "amount" or q.unit not in ("个", "座", "家", "所", "处", "户") or not _ENDS.match(text, q.span[1]):
        return None
    start = max(words.sentences[frame.sentence].span[0], q.span[0] - 32)
    kind = _KIND_WITH_SIZE.search(text, start, q.span[0])
    if kind is None or not any(kind.end("kind") < f.quantity.span[0] < q.span[0] for f in words.frames[max(0, frame.index - 3) : frame.index]):
        return None
    parts = words.segments(kind.span("kind"))
    name = without_opening(text[slice(*parts[0][0])].rpartition("有")[2]) if parts else ""
    if len(name) < _LEAST or not _PLACES_END.search(name):
        return None
    return Metric((kind.end("kind") - len(name), kind.end("kind")), name, name, "metric.before")


def share(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The share that a per cent in brackets is, of what stands before them: 小型（40%）占比最高，然后是中型（35%）."""
    q, text = frame.quantity, words.text
    opening = _OPENS.search(text, frame.left[0], q.span[0]) if q.kind == "rate" and q.unit == "%" else None
    if opening is None:
        return None
    told = _HIGHEST.match(text, q.span[1])
    before = decided.get(frame.previous) if frame.previous is not None else None
    if told is not None:
        head = str(told["head"])
    elif before is not None and before.rule == _RULE and _CLOSED.match(text, q.span[1]) and _in_brackets(words, frame):
        head = next((h for h in _SHARES if before.name.endswith(h)), "占比")
    else:
        return None
    phrase = metrics.before(text, words.between(frame, (frame.left[0], opening.start())))
    if phrase is None or words.is_place(phrase.span):
        return None
    return Metric(phrase.span, phrase.text, f"{phrase.text}{head}", _RULE)


def _in_brackets(words: Words, frame: Frame) -> bool:
    """Whether the figure before one is closed by a bracket."""
    return frame.previous is not None and _CLOSED.match(words.text, words.frames[frame.previous].quantity.span[1]) is not None
