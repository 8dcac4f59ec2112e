"""Shares and rates that a clause names in a form of its own.

Of those who have so many (有两套住房的占比), of one thing in another (房产在财富中的占比), and the one that a clause only points at (这一比例).
"""

from __future__ import annotations

from collections.abc import Mapping

from extract.claims.frames import Frame
from extract.claims.wording import SHARE_NAME
from extract.claims.words import Words, without_opening
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Metric

_LEADS = (
    r"(?:也|都|则|就|已经?|却|又|更|还|只|仅|分别|大?约|高达|多达|达到?|为|是|有|只有|仅有|仅为"
    r"|接近|超过|不到|不足|升至|降至|(?:提高|提升|上升|下降|降低|增加|回升|扩大)[到至]|在|要|将|须|力争|计划|预计|有望|进一步){0,5}\s?"
)
_HAVING = late_regex(  # 有两套住房的家庭占比为31%
    r"(?:其中|而|且)?(?P<name>(?:拥有|没有|有|无)(?:[一二三四五六七八九十\d]{1,3}(?:个|套|辆|名|位|人|处|部)(?:及以上|以上)?)?[^，。；、\d的]{1,10}的"
    r"(?:家庭|居民|人口?|企业|城市|学生|受访者|老人|农户)?(?:占比|比例|比重))" + _LEADS
)
_WITHIN = late_regex(  # 房产在家庭总财富中的占比
    r"(?P<part>\p{Han}{2,12})在(?P<whole>[^，。；、\d在]{2,14}?)(?:当中|之中|里|中)的?(?:所占的?)?(?:占比|比重|比例|份额)" + _LEADS
)
_POINTS = late_regex(r"[^，。；、\d]{0,12}?(?:这一?个?|该|此|后一个?)(?P<head>比例|比率|比值|比重|占比|数字|数据|数值|指标|份额)" + _LEADS)
_RANKED_IN = late_regex(r"(?P<name>[\p{Han}A-Z]{2,16}?)最[高低多少大小]的(?:城市|国家|省份|地区|县|市|省)")  # 生育率最低的国家，该指标
_EQUAL = late_regex(r"(?:相当于|相等于|等于|约合|折合|接近|不到|不足|超过)了?(?P<whole>[^，。；、\d]{2,20}?)的(?:约|近|将近|大约)?\s?$")
_OPENS = late_regex(r"[\s，,也则就又还大约只仅才不到]*")
_FURTHEST = 6  # figures back to the one whose metric is pointed at


def reading(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric of a per cent whose clause tells it so, or None; ``decided`` are the metrics of earlier figures, by index."""
    return _equal_to(words, frame, decided) or _pointed_at(words, frame, decided) or _of_those_with(words, frame) or _within(words, frame)


def _pointed_at(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    q = frame.quantity
    if q.kind not in ("rate", "amount", "number", "ratio"):
        return None
    own = words.segments((frame.clause_span[0], q.span[0]))[:1]  # 2025年这一比例要达到65%
    if not _POINTS.fullmatch(words.text, frame.clause_span[0], q.span[0]) and not (own and _POINTS.fullmatch(words.text, *own[0][0])):
        return None
    for index in range(frame.index - 1, max(-1, frame.index - _FURTHEST), -1):
        other, metric = words.frames[index], decided.get(index)
        if not words.goes_on(other.sentence, frame.sentence):
            break
        bare = q.unit is None and q.kind == "number" and q.text[-1:] in "万亿" and other.quantity.kind == "amount"  # 这个数字还不到50万
        if metric is not None and (bare or (other.quantity.unit == q.unit and other.quantity.kind == q.kind)):
            return Metric(metric.span, metric.text, metric.name, "metric.previous", metric.id, metric.canonical)
    start = words.sentences[frame.sentence].span[0]
    ranked = list(_RANKED_IN.finditer(words.text, start, frame.clause_span[0]))
    if not ranked:
        return None
    parts = words.segments(ranked[-1].span("name"))
    name = without_opening(words.text[slice(*parts[0][0])]).rpartition("内")[2] if parts else ""
    return Metric(parts[0][0], words.text[slice(*parts[0][0])], name, "metric.topic") if metrics.head_in(name) else None


def _equal_to(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """A share of something else that the clause's own words or the figure before are set beside (支出3亿元，相当于GDP的5%)."""
    q = frame.quantity
    share = (q.unit == "%" and q.kind == "rate") or (q.kind == "ratio" and q.rule == "quantity.fraction")
    m = _EQUAL.search(words.text, frame.clause_span[0], q.span[0]) if share else None
    wholes = words.segments(m.span("whole")) if m is not None else []
    before = decided.get(frame.previous) if frame.previous is not None else None
    if m is None or not wholes:
        return None
    whole = words.text[slice(*wholes[0][0])].strip("的同期")
    own = _subject(words, frame, m.start())
    if own is None and (before is None or not _OPENS.fullmatch(words.text, frame.clause_span[0], m.start())):
        return None
    part = own or (_bare(before.name) if before is not None else "")
    return Metric(m.span("whole"), m["whole"], f"{part}相当于{whole}比重", "metric.share") if len(whole) > 1 else None


def _bare(name: str) -> str:
    """What a share is of, behind another that it is equal to too (相当于甲省产量的1%，相当于全国产量的2%)."""
    return SHARE_NAME.sub("", name.partition("相当于")[0] or name) or name


def _subject(words: Words, frame: Frame, end: int) -> str | None:
    """The noun with a head that opens a figure's clause and ends before a place: 涉及面积相当于全市的."""
    parts = words.segments((frame.clause_span[0], end))
    if not parts or (frame.previous is not None and words.frames[frame.previous].quantity.span[1] > frame.clause_span[0]):
        return None
    said = words.text[slice(*parts[0][0])].rstrip("也约就只仅还更已大")
    phrase = metrics.before(words.text, words.tokens(frame.sentence, (parts[0][0][0], parts[0][0][0] + len(said))))
    if phrase is None or phrase.span[1] != parts[0][0][0] + len(said) or metrics.class_of_head(phrase.text) not in ("sum", "measure", "people"):
        return None
    return without_opening(phrase.text)


def _of_those_with(words: Words, frame: Frame) -> Metric | None:
    parts = words.segments((frame.clause_span[0], frame.quantity.span[0]))
    m = _HAVING.fullmatch(words.text, parts[-1][0][0], frame.quantity.span[0]) if parts and frame.quantity.unit == "%" else None
    return Metric(m.span("name"), m["name"], m["name"], "metric.before") if m is not None else None


def _within(words: Words, frame: Frame) -> Metric | None:
    """What is a share of what, where no place is the part."""
    q = frame.quantity
    m = _WITHIN.search(words.text, frame.clause_span[0], q.span[0]) if q.unit == "%" and q.kind == "rate" else None
    if m is None or m.end() != q.span[0]:
        return None
    start, end = m.span("part")
    start = next((at for at in range(end - 1, start, -1) if words.date_ends(at)), start)  # 到2035年核电在
    if len(words.segments((start, end))) != 1 or words.is_place((start, end)):
        return None
    part = without_opening(words.text[start:end])
    return Metric((start, end), part, f"{part}占{m['whole']}比重", "metric.share") if len(part) > 1 else None
