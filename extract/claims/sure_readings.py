"""Metrics that leave no choice: told by the words of the figure itself (40金, 25死), or by one word for what befell the same things as before."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import regex

from extract.claims import shared_heads
from extract.claims.frames import Frame
from extract.claims.scoring import holding
from extract.claims.wording import Candidate
from extract.claims.words import Words, without_opening
from extract.data import alternatives, read_words
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.mentions.quantity_series import says_it_again
from extract.model import Metric

_TOLD = holding("told by its unit")  # a reading that leaves no choice
_VICTIMS = {"死": "死亡人数", "亡": "死亡人数", "伤": "受伤人数", "确诊": "确诊人数", "失踪": "失踪人数", "失联": "失联人数"}
_KIND = late_regex("死亡?|[轻重]?伤|亡|确诊|失踪|失联")
_DIED = late_regex(r"(?:[压炸烧淹撞打饿冻毒病砸累]?死|丧生|牺牲)(?:了|掉了|过)?\s?$")  # 爆炸死了4个
_PEOPLE = (None, "人", "名", "个", "位", "个人")
_PARTS = late_regex(r"\s?(?:[（(](?:其中|包括)?|[，,：:]\s?(?:其中|包括|分别[为是在]))[，,：:]?")
_SAYS = late_regex(r"[\p{L}\p{N}]")
_GAP = late_regex(
    r"[\s，,]*(?:但|而|且|其中|目前|如今|因此|所以)?(?:两者|二者|双方|两地|[两二三](?:个?省|个?市|个?国|个?县|个?区)|彼此|前后|与其|[与和跟同][^，。]{1,12}?)?(?:之间)?的?"
    r"(?:差距|差额|落差|相差|差了)(?:仅|只|已|竟然?|进一步|再|又|拉大|扩大|缩小|收窄|为|是|有|达到?|高达|约|近|将近|超过?|到|至|了){0,5}\s?"
)
_AFTER_BRACKET = late_regex(  # 兼职率（2.6%）则上升0.3个百分点
    r"[）)](?:则|也|亦|均|已|再|又|按[年季月]|同比|环比|较?上[年季月期一]{1,2}(?:同期)?|大幅|轻?微|小幅){0,4}+"
    r"(?:增加|减少|上升|下降|下跌|上涨|增长|成长|升|跌|增|减|降)了?(?:近|约|逾)?\s?"
)
_RANKED = late_regex(r"[、，]\s?(?P<item>\p{Han}{2,10}?)(?:在?(?:世界|全球|全国|亚洲))?排[名行](?:[为是居列])?")
_FROM = late_regex(
    r"[\s，,]*(?:已|将|分别)?[由从](?:(?:现行|原来|原先|目前|此前|之前|最初|上年|去年|前年|(?:民国)?\d{2,4}年(?:\d{1,2}月)?底?)的?|每\p{Han}{1,4}){0,3}\s?"
)
_TREND = late_regex(
    r"(?:近年来?|近几年来?|[近这]\d{1,2}年来?)?+(?:则|也|已|却|都|呈现?){0,2}+(?:持续|逐年|逐步|不断|连年|年年|大幅|快速|明显|缓步|稳定|一路|逐渐|逐月){1,3}+"
    r"(?:上升|下降|增加|减少|成长|增长|下滑|攀升|提高|提升|降低|走高|走低|扩大|缩小|升高|走升|滑落)(?:的?趋势)?+$"
)
_PLAN_DONE = late_regex(
    r"完成(?:了)?(?P<plan>(?:全年|年度|今年)?"
    r"(?:投资|建设|生产|销售|收购|采购|造林|播种|开工|整治|改造|用地|招商|销售)(?:计划|任务|目标){1,2})(?:数|量)?的(?:约|近|超过?)?\s?$"
)
_GREW = late_regex(
    r"[，,]?\s?(?:[同环]比|(?:比|较)(?:去年|上年|上月|上周|上季度|前年|昨[日天])?(?:同期|同月|年末|年底|末)?)?(?:净增加?|[多少][增减]|增加|减少|增长|下降|上升|上涨|下跌|[增减升降涨跌]|(?<=[比期])[多少])了?"
)
_CLAUSE_END = late_regex(r"[，。；、,;！!？?\n]")
_LONGEST_PEOPLE = 8  # characters of a noun for people
_SHARE_ALONE = late_regex(r"\s?[，,、（(]\s?其?占比(?:已|约|近|达到?|为|是|高达|超过?|接近){0,3}\s?")
_FURTHEST = 8  # figures back in which the same is told more fully
_OPENS = late_regex(r"[\s，,、；;]*(?:其中|有|另有|另|共|还有|造成|致|并){0,2}(?:的)?\s?")
_DEGREE = late_regex(r"\s?(?:(?:有|受到?)?不同程度地?|严重|轻微|部分|一般)(?:的)?")  # 1700间不同程度损坏
_ENDS = late_regex(r"(?:[了过]|的)?\s?(?=[，。；、,;\n]|$)")


@cache
def _fates() -> regex.Pattern[str]:
    return regex.compile(alternatives(read_words("fates")))


@cache
def _behind_people() -> regex.Pattern[str]:
    fate = alternatives(read_words("fates_of_people"))
    return regex.compile(rf"(?:因灾|不幸|当场|不治)?(?P<fate>{fate})(?=\s?(?:[，。；、,;：）)\d]|和\d|及\d|$|\n))")


@cache
def _before_people() -> regex.Pattern[str]:
    return regex.compile(rf"(?P<fate>{alternatives(read_words('fates_of_people'))})的\s?$")


def readings(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> list[Candidate]:
    """The only reading of a figure, or none; ``decided`` are the metrics of earlier figures, by index."""
    q = frame.quantity
    if q.rule == "quantity.medals":  # 40金: what is counted is in the words of the figure
        metal = next(c for c in q.text if c in "金银铜")
        return [Candidate(Metric(None, None, f"{metal}牌", "metric.unit"), [_TOLD])]
    if q.rule == "quantity.victims":
        return [_victims(words, frame, decided)]
    if q.kind == "amount" and q.unit in _PEOPLE and _DIED.search(words.text, frame.left[0], q.span[0]):
        return [Candidate(Metric(None, None, "死亡人数", "metric.unit"), [_TOLD])]
    same = (
        _of_plan(words, frame)
        or _so_many(words, frame)
        or _grew(words, frame, decided)
        or _counted_too(words, frame, decided)
        or _said_again(words, frame, decided)
        or _share_of_it(words, frame, decided)
        or _same_things(words, frame, decided)
        or _in_parts(words, frame, decided)
        or _befell(words, frame)
        or shared_heads.reading(words, frame)
        or _of_bracket(words, frame, decided)
        or _gap(words, frame, decided)
        or _ranked(words, frame)
        or _sets_out(words, frame)
    )
    return [Candidate(same, [_TOLD])] if same is not None else []


def _so_many(words: Words, frame: Frame) -> Metric | None:
    """The people right behind a round number without a counter, where the clause says nothing else (四川62万考生，浙江30万考生)."""
    q, text = frame.quantity, words.text
    if q.kind not in ("amount", "number") or q.unit is not None or q.text[-1:] not in "万亿":
        return None
    stop = _CLAUSE_END.search(text, q.span[1], frame.right[1])
    thing = (q.span[1], stop.start() if stop else frame.right[1])
    if not 1 < thing[1] - thing[0] <= _LONGEST_PEOPLE or not _only_places(words, (frame.left[0], q.span[0])):
        return None
    name = text[slice(*thing)]
    return Metric(thing, name, name, "metric.behind") if metrics.class_of_head(name) == "people" else None


def _of_plan(words: Words, frame: Frame) -> Metric | None:
    """How much of a plan of some work was done: 完成年度投资计划的24%."""
    q = frame.quantity
    plan = _PLAN_DONE.search(words.text, frame.left[0], q.span[0]) if q.kind == "rate" and q.unit == "%" else None
    return Metric(plan.span("plan"), plan["plan"], f"{plan['plan']}完成率", "metric.before.completed") if plan is not None else None


def _grew(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric of an amount whose growth is told right behind it: 在校生8.6万人，比上年增加2万人."""
    before = decided.get(frame.previous) if frame.previous is not None else None
    if before is None or frame.previous is None or frame.quantity.kind != "growth":
        return None
    other = words.frames[frame.previous].quantity
    grew = other.kind == "amount" and frame.quantity.unit in ("%", other.unit) and _GREW.fullmatch(words.text, other.span[1], frame.quantity.span[0])
    return Metric(before.span, before.text, before.name, "metric.previous", before.id, before.canonical) if grew else None


def _counted_too(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric of a count of the same things in another unit, behind a stroke: 成交930套/7.6万平方米."""
    before = decided.get(frame.previous) if frame.previous is not None else None
    if before is None or frame.previous is None:
        return None
    other, q = words.frames[frame.previous].quantity, frame.quantity
    stroke = words.text[other.span[1] : q.span[0]].strip() in ("/", "／")
    both = stroke and q.kind == other.kind == "amount" and q.unit != other.unit
    return Metric(before.span, before.text, before.name, "metric.previous") if both else None


def _share_of_it(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The share of what the figure right before it is: 进出口6000亿元，占比达90%."""
    before = decided.get(frame.previous) if frame.previous is not None else None
    if before is None or frame.previous is None or frame.quantity.kind != "rate" or before.name.endswith(("占比", "比重", "率")):
        return None
    alone = _SHARE_ALONE.fullmatch(words.text, words.frames[frame.previous].quantity.span[1], frame.quantity.span[0])
    return Metric(before.span, before.text, f"{before.name}占比", "metric.previous.completed") if alone is not None else None


def _said_again(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric of a change in units that a per cent says again: 减少31人、12.9%; 增加20家（4%）."""
    before = decided.get(frame.previous) if frame.previous is not None else None
    if before is None or frame.previous is None or frame.quantity.kind != "growth" or frame.quantity.unit != "%":
        return None
    other = words.frames[frame.previous].quantity
    again = other.kind == "growth" and other.unit not in ("%", "pp") and says_it_again(words.text, other.span[1], frame.quantity.span)
    return Metric(before.span, before.text, before.name, "metric.previous") if again else None


def _in_parts(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric of a whole whose parts follow by their places (受伤8人（甲市3人，乙市5人）; 失联12人，包括甲市7人、乙市5人)."""
    q, text = frame.quantity, words.text
    end = q.span[0]
    for index in range(frame.index - 1, max(-1, frame.index - _FURTHEST), -1):
        other = words.frames[index].quantity
        if other.unit != q.unit or other.kind != q.kind or other.kind != "amount" or words.frames[index].sentence != frame.sentence:
            return None
        opening = _PARTS.match(text, other.span[1], end)
        if not _only_places(words, (opening.end() if opening else other.span[1], end)):
            return None
        if opening:
            whole = decided.get(index)
            return Metric(whole.span, whole.text, whole.name, "metric.previous", whole.id, whole.canonical) if whole is not None else None
        end = other.span[0]
    return None


def _of_bracket(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric of a level in brackets that a change of it stands right behind: 兼职率（2.6%）则上升0.3个百分点."""
    before = decided.get(frame.previous) if frame.previous is not None else None
    if before is None or frame.previous is None or frame.quantity.kind != "growth":
        return None
    other = words.frames[frame.previous].quantity
    alike = other.unit == frame.quantity.unit or (other.unit == "%" and frame.quantity.unit == "pp")
    behind = alike and other.kind != "growth" and _AFTER_BRACKET.fullmatch(words.text, other.span[1], frame.quantity.span[0])
    return Metric(before.span, before.text, before.name, "metric.previous") if behind else None


def _gap(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """How far the figures told before lie apart (两省的差距扩大到4万亿元, 两者相差2元): the gap of what they measure."""
    q = frame.quantity
    if q.kind not in ("amount", "number", "growth", "rate") or _GAP.fullmatch(words.text, frame.clause_span[0], q.span[0]) is None:
        return None
    for index in range(frame.index - 1, max(-1, frame.index - _FURTHEST), -1):
        other, metric = words.frames[index], decided.get(index)
        if not words.goes_on(other.sentence, frame.sentence):
            return None
        like = other.quantity.unit == q.unit or (q.unit in ("%", "pp") and other.quantity.unit == "%")
        if like and metric is not None and other.quantity.kind in ("amount", "rate", "number"):
            return Metric(metric.span, metric.text, metric.name if metric.name.endswith("差距") else f"{metric.name}差距", "metric.previous")
    return None


def _ranked(words: Words, frame: Frame) -> Metric | None:
    """What stands between a rank and 排名 of the next one (竞争力排名第八、政府表现排名第六)."""
    if frame.previous is None or frame.quantity.kind != "rank" or words.frames[frame.previous].quantity.kind != "rank":
        return None
    item = _RANKED.fullmatch(words.text, words.frames[frame.previous].quantity.span[1], frame.quantity.span[0])
    if item is None or words.segments(item.span("item")) != [(item.span("item"), "edge")] or words.is_place(item.span("item")):
        return None
    return Metric(item.span("item"), item["item"], item["item"], "metric.before")


def _sets_out(words: Words, frame: Frame) -> Metric | None:
    """What the clause before ends with where a change from one figure to another says nothing else (停车费，由每小时2元调整为3元)."""
    if not frame.sets_out or not frame.clause or not _FROM.fullmatch(words.text, frame.clause_span[0], frame.quantity.span[0]):
        return None
    if frame.previous is not None and words.frames[frame.previous].clause >= frame.clause - 1:
        return None
    start, end = words.sentences[frame.sentence].clauses[frame.clause - 1]
    end = start + len(words.text[start:end].rstrip("，,、； "))
    trend = _TREND.search(words.text, start, end)
    parts = words.segments((start, trend.start() if trend else end))
    tokens = words.tokens(frame.sentence, parts[0][0]) if parts else []
    while tokens and tokens[-1].flag == "x":
        tokens.pop()
    phrase = metrics.named(metrics.before(words.text, tokens), "before")
    if phrase is None or phrase.span[1] != tokens[-1].span[1] or not metrics.is_head(tokens[-1].text) or metrics.counts(phrase.text):
        return None
    name = without_opening(_with_quotation(words.text, start, phrase))
    return Metric(phrase.span, phrase.text, name, "metric.topic")


def _with_quotation(text: str, start: int, phrase: metrics.Phrase) -> str:
    """The words of a phrase, with those before them of the quotation that ends in it (「台湾接单、海外生产」的比例)."""
    for opens, closes in ("「」", "“”", "『』"):
        at = text.rfind(opens, start, phrase.span[0])
        if phrase.text.count(closes) > phrase.text.count(opens) and at >= 0:
            return text[at : phrase.span[1]]
    return phrase.text


def _only_places(words: Words, span: tuple[int, int]) -> bool:
    """Whether places are all that a span says, and one is there."""
    parts = words.segments(span)
    return (any(what == "place" for _, what in parts) and not any(_SAYS.search(words.text, *part) for part, _ in parts)) or (
        words.is_place((span[0] + len(words.text[slice(*span)]) - len(words.text[slice(*span)].lstrip("，,、；; ")), span[1]))
    )


def _befell(words: Words, frame: Frame) -> Metric | None:
    """What befell people, where that stands right behind them and the clause ends, or before 的: 27人失踪, 9人死亡6人受伤, 失踪的5人."""
    q = frame.quantity
    if q.kind != "amount" or q.unit not in ("人", "名", "位"):
        return None
    fate = _behind_people().match(words.text, q.span[1]) or _before_people().search(words.text, frame.left[0], q.span[0])
    return Metric(fate.span("fate"), fate["fate"], _VICTIMS.get(fate["fate"]) or f"{fate['fate']}人数", "metric.behind") if fate is not None else None


def _victims(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Candidate:
    """死亡人数 of 25死, of whom or by what the words before say (机车骑士占19死, 车祸酿成3死); else as it was told more fully before."""
    told = _KIND.search(frame.quantity.text)
    kind = told.group() if told else "死"
    name = _VICTIMS.get(kind) or (f"{kind}人数" if len(kind) > 1 else "死亡人数")
    for segment, _ in reversed(words.segments((frame.left[0], frame.quantity.span[0]))):
        phrase = metrics.named(metrics.before(words.text, words.between(frame, segment)), "before")
        if phrase is not None:
            full = phrase.text if name[:2] in phrase.text else f"{phrase.text}{name}"
            return Candidate(Metric(phrase.span, phrase.text, full, "metric.before"), [_TOLD])
    for i in range(frame.index - 1, max(-1, frame.index - _FURTHEST), -1):
        metric = decided.get(i)
        if metric is not None and name[:2] in metric.name:
            return Candidate(Metric(metric.span, metric.text, metric.name, "metric.previous"), [_TOLD])
    return Candidate(Metric(None, None, name, "metric.unit"), [_TOLD])


def _same_things(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """房屋损坏 of 房屋倒塌5间，9间损坏; 农作物绝收面积 of 农作物受灾面积3公顷，其中绝收1公顷."""
    before = decided.get(frame.previous) if frame.previous is not None else None
    if before is None or frame.previous is None or words.frames[frame.previous].quantity.unit != frame.quantity.unit:
        return None
    text, (a, b) = words.text, frame.quantity.span
    opening = _OPENS.match(text, frame.left[0], a)
    at = opening.end() if opening else frame.left[0]
    degree = _DEGREE.match(text, b)
    own = _fates().fullmatch(text, at, a) if at < a else _fates().match(text, degree.end() if degree else b)
    if own is None or (at == a and not _ENDS.match(text, own.end())):
        return None
    other = next((m for m in _fates().finditer(before.name)), None)
    if other is None or other.group() == before.name or own.group() in before.name:
        return None
    return Metric(own.span(), own.group(), f"{before.name[: other.start()]}{own.group()}{before.name[other.end() :]}", "metric.before.completed")
