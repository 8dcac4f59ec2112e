"""Rates told as so many in a thousand: 婴儿死亡率为每千活产3.9人，较上年每千活产减少0.2人. What they measure is the rate and not the base."""

from __future__ import annotations

from extract.claims.frames import Frame
from extract.claims.words import Words, without_opening
from extract.data.late import late_regex
from extract.model import Metric

_BASE = late_regex(
    r"(?:换算|折算|相当于)?每\s?(?:\d[\d,]{0,8}|[一二三四五六七八九十百千万]{1,3})\s?[万千百]?\s?[名位个]?(?:常住|户籍)?(?:活产(?:婴儿)?|人口|妇女|育龄妇女|女性|婴儿|新生儿|儿童|居民|人)中?"
    r"(?:死亡|增加|减少|上升|下降|上涨|约|近|为|有|达|仅|只|就){0,3}\s?$"
)
_RATE = late_regex(
    r"(?:(?P<of>\p{Han}{2,8})[（(][^（()）]{1,20}[）)])?(?P<name>(?!比率|比例|概率|机率|频率|效率|汇率|利率|税率)(?:(?![从由自较比与为是达，])\p{Han}){1,12}率)(?!先)"
)
_NAMES_ITSELF = late_regex(r"\s?(?!上升|下降|上涨|下跌|升|降|增|减|提高|以[上下内])[\p{L}]")  # 约3名全科医生: the thing stands behind
_UNITS = ("人", "名", "例", "件", "位", "对", "宗", "起")


def reading(words: Words, frame: Frame) -> Metric | None:
    """The rate that is told last before a figure with its base right before it, or None."""
    q, text = frame.quantity, words.text
    base = _BASE.search(text, frame.clause_span[0], q.span[0]) if q.unit in _UNITS and q.kind in ("amount", "growth") else None
    if base is None or _NAMES_ITSELF.match(text, q.span[1]):
        return None
    start = words.sentences[frame.sentence].span[0]
    last = max(_RATE.finditer(text, start, base.start()), key=lambda m: m.start(), default=None)
    if last is None or any(end >= last.end() and words.frames[i].quantity.span[0] < base.start() for end, i in words.values.items()):
        return None  # 城镇化率89%，每千居民…
    name = without_opening(next((text[slice(*part)] for part, _ in words.segments(last.span("name"))), last["name"]))
    span = last.end("name") - len(name), last.end("name")
    of = next((text[slice(*part)] for part, _ in words.segments(last.span("of"))), "") if last["of"] else ""
    of = of.lstrip("年月日") if text[last.start() - 1 : last.start()].isdigit() else of
    whole = without_opening(of) + name if of and name == last["name"] else name
    return Metric(span, text[slice(*span)], whole, "metric.before.completed") if len(whole) > 2 else None
