"""Metrics that leave no choice since the figure before tells them: its growth, its share, its parts, the gap between it and another."""

from __future__ import annotations

from collections.abc import Mapping

from extract.claims import against_others, gaps, parts_by_place, reckoned, steps
from extract.claims.frames import Frame
from extract.claims.wording import in_place_of, measure_of
from extract.claims.words import Words
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.mentions.quantity_series import says_it_again
from extract.model import Metric, Quantity

_AFTER_BRACKET = late_regex(  # 兼职率（2.6%）则上升0.3个百分点
    r"[）)](?:则|也|亦|均|已|再|又|按[年季月]|同比|环比|较?上[年季月期一]{1,2}(?:同期)?|大幅|轻?微|小幅){0,4}+"
    r"(?:增加|减少|上升|下降|下跌|上涨|增长|成长|升|跌|增|减|降)了?(?:近|约|逾)?\s?"
)
_BY_PLACES = late_regex(
    r"\s*(?:若|如果)?[以按从分就依](?:照)?(?:各)?(?:行政区|县市|地区|区域|城市|地域|区县|省份|国家|国别|乡镇)(?:别)?(?:来看|来说|而言|看|划分|区分|统计|分析|观察)[，,]"
)
_ABOVE_OTHERS = late_regex(
    r"(?:左右|以上)?[，,]\s?(?:比|较|与|[高低]于|[高低]出|超过|领先|落后)(?:平均|全国|全省|全市|同期|水平){0,2}(?:要|还|明显|均|分别)?(?:[高低多少]|相差)?(?:出|了)?(?:约|近|逾)?\s?"
)
_GREW = late_regex(
    r"[，,]?\s?(?:[同环]比|(?:比|较)(?:去年|上年|上月|上周|上季度|前年|昨[日天])?(?:同期|同月|年末|年底|末)?)?(?:净增加?|[多少][增减]|[增减][收支]|增加|减少|增长|下降|上升|上涨|下跌|[增减升降涨跌]|(?<=[比期])[多少])了?"
)
_SHARE_ALONE = late_regex(r"\s?[，,、（(]\s?其?占比(?:已|约|近|达到?|为|是|高达|超过?|接近){0,3}\s?")
_ITS_GROWTH = late_regex(r"[，,、；;\s]*其?(?:同比)?(?P<word>增长速度|增长幅度|增速|增幅|涨幅|降幅|增量)[^，,。；;\d]{0,12}")
_GROWTH_NAME = late_regex(r"增长速度|增长幅度|增长率|增速|增幅|涨幅|降幅|增量$")
_BUDGET = late_regex(
    r"(?:[（(][^（()）\d]{1,12}[）)])?[，,；;\s]*(?:已|只|仅|才|仅仅|累计|共)?(?P<how>完成|为|占|达到?|超)(?:了)?(?P<budget>(?:(?:年初|年度|全年|调整|变更|本年|本级|年|预定|既定){0,3}(?:预算|目标任务|计划任务|计划|目标|任务)))(?:数|总额)?的?(?:约)?\s?"
)
_OF_BUDGET = late_regex(r"\s?的(?:约)?\s?")
_THAN_BEFORE = late_regex(  # 增长7%，较一季度回落1个百分点
    r"[，,]\s?(?:增速|增幅|涨幅|降幅|同比增速)?(?:较|比)[^，。；;\d]{0,4}[\d一二三四上下前去今]?\d{0,3}(?:年|季度|月份?|个?月|[上下]半年)?(?:同期|末|底|当月)?"
    r"(?:提高|提升|加快|回落|回升|放缓|收窄|扩大|减慢|上升|下降|快|慢|高|低)了?"
)
_OF_WHICH_RATE = late_regex(r"[，,]\s?其中[，,：:]?(?P<part>\p{Han}{2,8}?)(?:则?[为达]到?|占)?")
_CONVERTED = late_regex(  # 折换成港元大约是45亿
    r"[，,、；;\s]*(?:这|这些钱)?(?:如果)?(?:按[^，,。；\d]{1,8})?(?:大?约|大概)?(?:折合|折换|折算|换算|兑换|约合|折)(?:成|为|下来)?(?:\p{Han}{1,3}(?:[元币金镑铢盾]|卢布))?"
    r"(?:大?约|大概|差不多)?(?:是|为|有|达)?(?:大?约|近|超过?)?\s?"
)
_SO_MUCH = late_regex(r"[，,]\s?(?:已经?|总?共|只|仅)?(?:达到?|为|是|有|高达|超过?|突破|约){1,2}了?(?:约|近)?\s?")
_NO_AMOUNT = late_regex(r"比重|占比|比例|[率幅速]$")
_DONE = ("预算完成率", "计划完成率", "任务完成率", "目标完成率")
_HEADS = late_regex(r"[\s，,]*(?:人均|平均每人)(?:只有|仅有|仅|约|近|达到?|高达|为|是|有|才|就|将近|只){0,3}\s?")
_SORTS = (("CNY", "USD", "HKD", "TWD", "EUR", "JPY"), ("吨", "公斤", "千克", "斤", "克"), ("平方米", "亩", "公顷", "平方公里"), ("千瓦时", "度"))
_NEAREST = 4  # figures back to what a mean by heads is of
_FURTHEST = 8  # figures back in which the same is told more fully


def reading(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric that an earlier figure tells for this one, or None; ``decided`` are the metrics of earlier figures, by index."""
    return (
        _per_head(words, frame, decided)
        or _grew(words, frame, decided)
        or _counted_too(words, frame, decided)
        or _said_again(words, frame, decided)
        or _above_others(words, frame, decided)
        or _seen_by(words, frame, decided)
        or _share_of_it(words, frame, decided)
        or parts_by_place.reading(words, frame, decided)
        or _of_bracket(words, frame, decided)
        or gaps.reading(words, frame, decided)
        or _gap_of_growth(words, frame, decided)
        or _part_of_rate(words, frame, decided)
        or _rank_of_growth(words, frame, decided)
        or _of_budget(words, frame, decided)
        or _converted(words, frame, decided)
        or _amount_of_rank(words, frame, decided)
        or steps.next_one(words, frame, decided)
        or _reckoned(words, frame, decided)
        or against_others.reading(words, frame, decided)
    )


def _before(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> tuple[Quantity, Metric] | tuple[None, None]:
    """The figure before one in its sentence, and its metric; nothing where it has none."""
    metric = decided.get(frame.previous) if frame.previous is not None else None
    return (words.frames[frame.previous].quantity, metric) if frame.previous is not None and metric is not None else (None, None)


def _reckoned(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric of two levels whose difference a change is, where it names nothing itself (2023年378人，2022年350人，增加28人)."""
    start, end = words.frames[frame.previous].quantity.span[1] if frame.previous is not None else 0, frame.quantity.span[0]
    alone = _GREW.fullmatch(words.text, start, end) or words.text[start:end].strip() in ("（", "(", "、")
    told = reckoned.metric(words.frames, frame, decided) if alone else None
    return Metric(told.span, told.text, told.name, "metric.previous", told.id, told.canonical) if told is not None else None


def _per_head(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The mean by heads of what was told before in a unit of the same sort (粗钢产量13.7万吨，人口907万，人均15公斤)."""
    q = frame.quantity
    sort = next((i for i, units in enumerate(_SORTS) if q.unit in units), None)
    if sort is None or not _HEADS.fullmatch(words.text, frame.clause_span[0], q.core[0]):
        return None
    for index in range(frame.index - 1, max(-1, frame.index - _NEAREST), -1):
        other, metric = words.frames[index], decided.get(index)
        if other.sentence != frame.sentence:
            return None
        if metric is not None and other.quantity.unit in _SORTS[sort] and other.quantity.kind == "amount":
            name = metric.name if metric.name.startswith("人均") else f"人均{metric.name}"
            return Metric(metric.span, metric.text, name, "metric.previous.completed")
    return None


def _grew(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric of an amount whose growth is told right behind it: 在校生8.6万人，比上年增加2万人."""
    index = frame.previous
    behind = words.frames[index].quantity.span[1] if index is not None else 0
    while index is not None and (told := decided.get(index)) is not None and told.name.endswith(_DONE):
        index = words.frames[index].previous  # 收入9亿元，完成预算的98%，增长3%: the income
    before = decided.get(index) if index is not None else None
    if before is None or index is None or frame.quantity.kind != "growth":
        return None
    other = words.frames[index].quantity
    if 1 < frame.run.size == words.frames[index].run.size:
        return None  # 对A、B分别进出口9亿元、8亿元，增长3%、5%: one each
    grew = other.kind == "amount" and frame.quantity.unit in ("%", other.unit) and _GREW.fullmatch(words.text, behind, frame.quantity.span[0])
    return Metric(before.span, before.text, before.name, "metric.previous", before.id, before.canonical) if grew else None


def _counted_too(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric of a count of the same things in another unit, behind a stroke: 成交930套/7.6万平方米."""
    other, before = _before(words, frame, decided)
    if other is None or before is None:
        return None
    q = frame.quantity
    stroke = words.text[other.span[1] : q.span[0]].strip() in ("/", "／")
    both = stroke and q.kind == other.kind == "amount" and q.unit != other.unit
    return Metric(before.span, before.text, before.name, "metric.previous") if both else None


def _above_others(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The rate right before that points tell how far it lies from another place's: 老人占27.6%，比全市高4.4个百分点."""
    other, before = _before(words, frame, decided)
    if other is None or before is None or frame.quantity.unit != "pp" or other.unit != "%" or other.kind != "rate":
        return None
    said = words.besides_places((other.span[1], frame.quantity.span[0]))
    above = _ABOVE_OTHERS.fullmatch(said)
    return Metric(before.span, before.text, before.name, "metric.previous", before.id, before.canonical) if above else None


def _seen_by(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """What the sentence before counts as a whole, where one parts it by places: 共71人死亡，其中老人32人。以行政区来看，甲区12人最多."""
    start = words.sentences[frame.sentence].span[0]
    m = _BY_PLACES.match(words.text, start)
    if m is None or frame.quantity.kind != "amount" or not frame.sentence or not words.goes_on(frame.sentence - 1, frame.sentence):
        return None
    before = words.of_sentence.get(frame.sentence - 1, range(0))
    at = max(frame.left[0], m.end()) if frame.left[0] <= m.end() else frame.left[0]
    if words.besides_places((at, frame.quantity.span[0])).strip("，,、；; 各有均都为达则也以") or not before:
        return None
    first = next((i for i in before if words.frames[i].quantity.unit == frame.quantity.unit), None)
    told = decided.get(first) if first is not None and words.frames[first].quantity.kind == "amount" else None
    return Metric(told.span, told.text, told.name, "metric.previous", told.id, told.canonical) if told is not None else None


def _said_again(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric of a change in units that a per cent says again: 减少31人、12.9%; 增加20家（4%）."""
    other, before = _before(words, frame, decided)
    if other is None or before is None or frame.quantity.kind != "growth" or frame.quantity.unit != "%":
        return None
    again = other.kind == "growth" and other.unit not in ("%", "pp") and _again(words, other, frame.quantity)
    if again and frame.previous and reckoned.denies(words.frames[frame.previous - 1].quantity, other, frame.quantity):
        return None  # 产值627亿元，现价总量增加74亿元，增长2%: not of the same
    return Metric(before.span, before.text, before.name, "metric.previous") if again else None


def _again(words: Words, change: Quantity, q: Quantity) -> bool:
    """Whether a per cent says a change again: right behind it, or as a change the same way of which nothing else is told (减少30件，同比下降3%)."""
    same_way = change.number is not None and q.number is not None and (change.number < 0) == (q.number < 0)
    return says_it_again(words.text, change.span[1], q.span) or (same_way and _GREW.fullmatch(words.text, change.span[1], q.span[0]) is not None)


def _share_of_it(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The share of what the figure right before it is: 进出口6000亿元，占比达90%."""
    before = decided.get(frame.previous) if frame.previous is not None else None
    if before is None or frame.previous is None or frame.quantity.kind != "rate" or before.name.endswith(("占比", "比重", "率")):
        return None
    alone = _SHARE_ALONE.fullmatch(words.text, words.frames[frame.previous].quantity.span[1], frame.quantity.span[0])
    return Metric(before.span, before.text, f"{before.name}占比", "metric.previous.completed") if alone is not None else None


def _of_bracket(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric of a level in brackets that a change of it stands right behind: 兼职率（2.6%）则上升0.3个百分点."""
    other, before = _before(words, frame, decided)
    if other is None or before is None or frame.quantity.kind != "growth":
        return None
    alike = other.unit == frame.quantity.unit or (other.unit, frame.quantity.unit) in (("%", "pp"), (None, "人"))
    behind = alike and other.kind != "growth" and _AFTER_BRACKET.fullmatch(words.text, other.span[1], frame.quantity.span[0])
    return Metric(before.span, before.text, before.name, "metric.previous") if behind else None


def _rank_of_growth(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric of a growth with the word for it, where its rank stands right behind it (增长9%，增速全省第一)."""
    other, before = _before(words, frame, decided)
    if other is None or before is None or frame.quantity.kind != "rank":
        return None
    m = _ITS_GROWTH.fullmatch(words.text, other.span[1], frame.quantity.span[0]) if other.kind == "growth" else None
    if m is None:
        return None
    return Metric(before.span, before.text, before.name if _GROWTH_NAME.search(before.name) else before.name + m["word"], "metric.previous")


def _of_budget(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """How much of its budget the figure before it is (收入完成9亿元，为预算的98%; 完成年初预算10亿元的90%)."""
    (other, before), q = _before(words, frame, decided), frame.quantity
    if other is None or before is None or q.kind != "rate" or q.unit != "%":
        return None
    said = _BUDGET.fullmatch(words.text, other.span[1], q.span[0])
    if said is None and _OF_BUDGET.fullmatch(words.text, other.span[1], q.span[0]):
        said = _BUDGET.fullmatch(words.text, frame.clause_span[0], other.span[0])
    if said is None or other.kind not in ("amount", "number"):
        return None
    return Metric(before.span, before.text, f"{before.name}{said['budget']}完成率", "metric.previous.completed")


def _gap_of_growth(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric of a growth that points are told of right behind it (增长7%，较一季度回落1个百分点)."""
    other, before = _before(words, frame, decided)
    if other is None or before is None or frame.quantity.kind != "growth" or frame.quantity.unit != "pp":
        return None
    behind = other.kind == "growth" and other.unit == "%" and _THAN_BEFORE.fullmatch(words.text, other.span[1], frame.quantity.span[0])
    return Metric(before.span, before.text, before.name, "metric.previous", before.id, before.canonical) if behind else None


def _part_of_rate(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The rate of a part right behind that of its whole (医院病床使用率79%，其中公立医院86%)."""
    other, before = _before(words, frame, decided)
    if other is None or before is None or frame.quantity.kind != "rate":
        return None
    said = _OF_WHICH_RATE.fullmatch(words.text, other.span[1], frame.quantity.span[0]) if other.kind == "rate" else None
    if said is None or words.segments(said.span("part")) != [(said.span("part"), "edge")] or metrics.head_in(said["part"]) in metrics.bare_heads():
        return None
    measure = in_place_of(said["part"], before.name) or (said["part"] + m if (m := measure_of(before.name)) else None)
    return Metric(said.span("part"), said["part"], measure, "metric.before.completed") if measure else None


def _converted(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric of a sum that is told once more in another money (盈余7.8亿新元，折换成港元大约是45亿)."""
    other, before = _before(words, frame, decided)
    if other is None or before is None or frame.quantity.kind not in ("amount", "number") or other.kind != "amount":
        return None
    again = other.unit in _SORTS[0] or (other.unit is not None and len(other.unit) == 3 and other.unit.isascii())
    said = again and _CONVERTED.fullmatch(words.text, other.span[1], frame.quantity.span[0])
    return Metric(before.span, before.text, before.name, "metric.previous", before.id, before.canonical) if said else None


def _amount_of_rank(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """What is ranked, where its amount stands right behind the rank (产量世界第一，达到9000万吨)."""
    other, before = _before(words, frame, decided)
    if other is None or before is None or other.kind != "rank" or frame.quantity.kind != "amount" or _NO_AMOUNT.search(before.name):
        return None
    if metrics.class_of_head(before.name) not in ("sum", "measure", "people"):
        return None  # who is ranked
    said = _SO_MUCH.fullmatch(words.text, other.span[1], frame.quantity.span[0])
    return Metric(before.span, before.text, before.name, "metric.previous", before.id, before.canonical) if said else None
