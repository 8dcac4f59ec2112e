"""A quantity as a claim has it: its kind, unit and sign by the metric and the words around it.

A mention says what stands in its own words (200亿元, 21.91万, 5.8%). That it is a gap to another place (高出美国200亿元), a change (减少21.91万),
a growth like the one before it (GDP增长7.9%，南京为5.8%) or money (营收900亿) only its clause and metric tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extract.claims import catalogue, growth_goes_on, wording
from extract.claims.date_bases import SURPASSES
from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence
from extract.claims.tables import Cell
from extract.data import alternatives, read_words
from extract.data.late import late_regex
from extract.mentions import metrics, quantities
from extract.mentions.quantity_context import moves
from extract.model import Metric, Quantity

_YUAN = late_regex("人民币|￥|¥|RMB")
_GREAT = late_regex("[万亿兆]")
_NOT_MONEY = late_regex("占|比重|数量|人数|户数|家数")
_SHARE = late_regex("占|比重|比例|率")
_SHARES = late_regex(r"占|恢复[到至]|回到|相当于|完成|执行|兑现|实现|达到?[^，]{1,9}的|任务|计划|进度|目标|比重|比例|份额|超过?[^，]{0,6}的|[%％]的")
_OF_SOMETHING = late_regex(r"(?:[仅只]有?|是|为|达到?|相当于?|恢复[到至])[^，。；]{1,10}的(?:约|近|超过?|将近|大约)?\s?$")  # 只有香港的六成
_MONEY_METRIC = late_regex(alternatives(read_words("money_metrics")))
_MOVES = late_regex(r"同比|环比|上升|提高|下降|降低|减少|增加(?!率)|回升|回落|[比较]")
_ABOVE = late_regex(r"(?:高出|高于|多出|多于|领先|超过|超出)(?:了)?$")
_BELOW = late_regex(r"(?:低于|少于|低出|落后于?)(?:了)?$")
_GAP_THEN = late_regex(rf"{SURPASSES}(?:[去上前]年|(?:19|20)\d\d年|(?<!\d)\d{{2,3}}年)(?:同期|同月|同季|全年|年?[底末])?\s?$")
_GAP_BEHIND = late_regex(
    r"[比较](?:同期|去年|上年)?[\p{Han}]{0,10}的(?:约|近)?\d[\d,.]{0,12}[万亿千百]{0,3}\p{Han}{1,4}?(?:还|要|更|足足)?(?:(?P<above>多|高)|少|低)出?了?(?:约|近|逾|超过?)?\s?$"
)
_OVER_PLAN = late_regex(r"超过?了?原?(?:定)?(?:计划|预算|目标|预期)\p{Han}{0,4}(?<!的)(?:约|近|达)?\s?$")  # 超过原计划投资数41%
_FORESEEN = late_regex(r"(?:[（(][A-Z]{2,5}[)）])?(?:的?(?:预测|预估|预期|预计)值?)?$")  # 经济成长率(GDP)预测
_END_OF_CHANGE = late_regex(
    r"[\p{Han}]{1,5}[到至](?:(?:19|20)\d\d年)?[底末]?的?(?:约|近|逾|超过?)?(?P<end>\d[\d,.]{0,12}[万亿千]{0,3}(?:[美欧日港澳加韩]元|英镑|卢比|卢布|新台币|万?人次?|元))"
)
_LEVEL = late_regex(r"(?:整体|总体)?(?:平均\p{Han}{0,6}?)?(?:水平|均值|平均值)?(?:约|近|整整)?\s?")
_GROWTH_OF_OTHER = late_regex(
    r"的?(?:增速|增幅|涨幅|增长率)?[，,]?\s?(?:也|均|都|且)?(?:远远?|明显|显著|大幅|大大|略)?(?:[高低快慢]于|跑赢)(?:同期)?(?P<place>\p{Han}{2,12})的(?:约|近)?\s?"
)
_OF_GROWTH = late_regex(r"增速|增长|成长|年[增减]|衰退|增[长加]目标|(?:经济|GDP)目标|[涨跌增降]幅|幅度")
_GROWTH_IN_BRACKETS = late_regex(r"(?:增速|增幅|涨幅|升幅|增长率|成长率)\s?[（(]\s?$")  # 快于GDP增速（3%）
# Goals of growth, which say no share of a goal (完成目标的85%).
_GOAL = late_regex(
    r"的?(?:(?:预期)?(?:增长|增速)的?(?:预期)?目标|(?<=经济|GDP|投资|消费|总值|总额|增加值)的?(?:预期)?目标)(?:值|增速)?(?!的?(?:任务|\d|[一二三四五六七八九]成))"
)
_PLACE = late_regex(r"[1-9]\d{0,2}")
_HAN = late_regex(r"\s?\p{Han}")
_ORDERED = late_regex(r"(?:排名|名列|位列|排行|排位)(?:在?全(?:国|省|市|球|台)|世界|亚洲)?\s?$")
_PLACE_BEFORE = late_regex(
    r"(?:(?:进步|退步|跃升|滑落|跌落?|下[滑跌]|前进)(?:到|至|为)|(?:排名|名次|位次)[^，。；、\d]{0,8}(?:从|由|到|至|为|居|列))(?:全球|全国|世界|亚洲)?的?(?:(?:19|20)\d\d年的?)?\s?$"
)
_TO_PLACE = late_regex(
    r"(?:左右)?[^，。；、\d]{0,3}(?:升|进步|前进|提升|下滑|滑落|退步|降|跌)(?:到|至|为)[^，。；、\d]{0,4}(?:(?:19|20)\d\d年的?)?(?:第\s?[\d一二三四五六七八九十]|[1-9]\d{0,2}[名位](?=[，。；、,;\s）)]|$))"
)
_IN_ORDER = late_regex(r"排[名行位]|名次|位次|名列|榜|进步|退步|跃升|第\s?[\d一二三四五六七八九十]")
_BEHIND = 16  # characters in which the place that it leads to is told
_MOVED = late_regex(r"(?:(?P<on>前进|进步|跃进)|倒退|退步|后退)了?(?:约|近|整整)?\s?$")
_BESIDE = 40  # characters before a clause that can say that a change is told
_BALANCE = late_regex(r"自然(?:增长|增加|变动)率|机械增长率")  # levels that may be below zero, and no changes


def in_claim(
    text: str, frame: Frame, metric: Metric, currency: str, *, stated: str | None, cell: Cell | None, before: Quantity | None,
    places: Sequence[Occurrence],
) -> Quantity:  # fmt: skip
    """The quantity of a frame as a claim about a metric has it.

    Args:
        currency: what 元 without another word means there.
        stated: the unit that a caption or the head of a column gives to bare numbers.
        cell: where the quantity stands in a table.
        before: the quantity before it in the same sentence.
        places: those of its sentence.
    """
    q = frame.quantity
    if q.kind == "number" and stated is not None:
        with_unit = quantities.find(q.text + stated)
        if len(with_unit) == 1 and with_unit[0].span == (0, len(q.text + stated)):
            found = with_unit[0]
            q = q._replace(number=found.number, low=found.low, high=found.high, unit=found.unit, kind=found.kind)
    growth = cell.growth if cell is not None else _only_growth(text, frame, metric, before) or _as_growth(text, frame, before, places)
    if growth and q.kind in ("rate", "amount"):
        q = q._replace(kind="growth")
    if cell is None and (sign := _change(text, frame, places) or growth_goes_on.sign(text, frame, before, places)):
        q = _times(q, Decimal(sign))._replace(kind="growth")
    if q.kind == "rate" and q.unit == "%" and _OVER_PLAN.search(text, frame.clause_span[0], q.span[0]):
        q = q._replace(kind="growth")
    if q.unit is not None and q.unit.startswith("CNY") and currency != "CNY" and not _YUAN.search(q.text):
        q = q._replace(unit=currency + q.unit[3:])
    if q.kind == "growth" and _is_level(text, frame, metric):
        q = q._replace(kind="rate")
    if frame.quantity.kind == "number" and q.unit is None and (unit := _unit_of_end(text, frame, currency)) is not None:
        q = q._replace(kind="amount", unit=unit)
    if frame.quantity.kind == "number" and q.unit is None:
        money = _GREAT.search(q.text) and _MONEY_METRIC.search(metric.name) and not _NOT_MONEY.search(metric.name)
        q = q._replace(kind="amount" if q.kind == "number" else q.kind, unit=currency if money else None)
    if q.unit in ("名", "位") and q.kind == "amount" and (moved := _MOVED.search(text, frame.left[0], q.span[0])):
        q = _times(q, Decimal(1 if moved["on"] else -1))._replace(kind="growth")  # 排名前进12名
    if _is_rank(text, frame, metric):
        q = q._replace(kind="rank", unit=None)
    if q.rule == "quantity.fraction" and q.kind == "ratio" and _SHARE.search(metric.name):
        q = _times(q, Decimal(100))._replace(kind="rate", unit="%")
    return q


def _as_growth(text: str, frame: Frame, before: Quantity | None, places: Sequence[Occurrence]) -> bool:
    """Whether a per cent is the growth of another place that the one before it is set against (增长9%，高于甲国的4%)."""
    q = frame.quantity
    if before is None or before.kind != "growth" or before.unit != "%" or q.kind != "rate" or q.unit != "%" or (before.number or 0) < 0:
        return False
    m = _GROWTH_OF_OTHER.fullmatch(text, before.span[1], q.span[0])
    return m is not None and any(o.span == m.span("place") for o in places)


def _unit_of_end(text: str, frame: Frame, currency: str) -> str | None:
    """The unit that the other end of a change has, for the one it sets out from (由1460亿增至1900亿美元); None where it has none."""
    end = _END_OF_CHANGE.match(text, frame.quantity.span[1]) if frame.sets_out else None
    found = quantities.find(end["end"]) if end is not None else []
    if end is None or len(found) != 1 or found[0].kind != "amount" or found[0].span[1] != len(end["end"]):
        return None
    return currency if found[0].unit == "CNY" and not _YUAN.search(end["end"]) else found[0].unit


def _is_rank(text: str, frame: Frame, metric: Metric) -> bool:
    """Whether a bare number or so many 名 is a place in an order: 排名11; 从第14名进步到6名, and the 23名 that leads to 第8名."""
    q, start = frame.quantity, frame.clause_span[0]
    if q.kind == "number" and q.unit is None:
        return _ORDERED.search(text, start, q.span[0]) is not None and _PLACE.fullmatch(q.text) is not None and not _HAN.match(text, q.span[1])
    if q.kind not in ("amount", "number") or q.unit not in ("名", "位"):
        return False
    if q.unit == "位" and metrics.class_of_head(metric.name) == "people":
        return False  # 院士由96位降至80位
    if q.unit == "名" and not _IN_ORDER.search(text, max(0, start - _BESIDE), q.span[1] + _BEHIND):
        return False  # 教师由120名降至98名
    return _PLACE_BEFORE.search(text, start, q.span[0]) is not None or _TO_PLACE.match(text, q.span[1]) is not None


def _is_level(text: str, frame: Frame, metric: Metric) -> bool:
    """Whether a per cent with a sign is a level below or above zero (自然增长率-8.7‰), and no change of one."""
    return frame.quantity.unit == "%" and _BALANCE.search(metric.name) is not None and not _MOVES.search(text, frame.left[0], frame.quantity.core[0])


def _times(q: Quantity, factor: Decimal) -> Quantity:
    """A quantity with number and bounds times a factor; a negative one turns the bounds round."""
    number, low, high = (None if v is None else v * factor for v in (q.number, q.low, q.high))
    return q._replace(number=number, low=low if factor > 0 else high, high=high if factor > 0 else low)


def _change(text: str, frame: Frame, places: Sequence[Occurrence]) -> int:
    """The sign of a change that only the words around a figure tell, 0 where it is none: a bare number behind 减少, money behind 高出美国."""
    q = frame.quantity
    if q.kind == "number":
        return moves(text, frame.left[0], q.span[0])
    if q.kind != "amount":
        return 0
    gap = _GAP_THEN.search(text, frame.clause_span[0], q.span[0])
    if gap is not None and not text.startswith("的", q.span[1]):
        return 1 if gap["above"] else -1  # 新开工77个，超去年同期17个
    behind = _GAP_BEHIND.search(text, frame.clause_span[0], q.span[0])
    if behind is not None and frame.previous is not None:
        return 1 if behind["above"] else -1  # 比甲省的1亿吨多出3500万吨
    near = [o for o in places if o.span is not None and frame.left[0] <= o.start and o.end <= q.span[0]]
    if not near or not _LEVEL.fullmatch(text, near[-1].end, q.span[0]):
        return 0
    start = near[-1].start
    return 1 if _ABOVE.search(text, max(0, start - 4), start) else -1 if _BELOW.search(text, max(0, start - 4), start) else 0


def _only_growth(text: str, frame: Frame, metric: Metric, before: Quantity | None) -> bool:
    """Whether a per cent can only be a growth: the one before it is (GDP增长7.9%，南京为5.8%), its metric has no rate, no word says a share."""
    q = frame.quantity
    if q.kind != "rate" or q.unit != "%":
        return False
    if _GROWTH_IN_BRACKETS.search(text, max(0, q.core[0] - 8), q.core[0]):
        return True
    grows = before is not None and before.kind == "growth" and before.unit == "%"
    if not grows and not _OF_GROWTH.search(text, max(0, frame.clause_span[0] - _BESIDE), q.core[0]):
        return False
    entry = catalogue.match(_FORESEEN.sub("", _GOAL.sub("", metric.name)))
    if entry is None or not entry.only_grows or _OF_SOMETHING.search(text, frame.clause_span[0], q.span[0]):
        return False
    return not _SHARES.search(_GOAL.sub("", text[frame.clause_span[0] : q.span[1] + 1]))


def without_wrong_id(metric: Metric, q: Quantity) -> Metric:
    """A metric without an id of the catalogue whose unit the figure cannot have: 外商投资企业1.1万亿元 is no number of enterprises."""
    entry = catalogue.entry(metric.id) if metric.id is not None else None
    return metric if entry is None or wording.may_have(entry.units, q) else metric._replace(id=None, canonical=None)
