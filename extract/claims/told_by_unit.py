"""Metrics that a figure's unit tells where no word beside it does: degrees, cases, people who lack water, people gained."""

from __future__ import annotations

from collections.abc import Mapping

from extract.claims.frames import Frame
from extract.claims.words import Words
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Metric, Quantity

_MEASURED = late_regex(  # 站上量到45℃, 一度飙到42度
    r"(?P<most>最[高低])?(?:量[到得]|测[到得]|录得|记录到|观测到|飙[到至升]{1,2}|冲[上到至]|蹿[到至]|升[到至]|降[到至]|跌[到至破]|热到|冷到|突破|直逼|逼近)(?:了|约|近|零下){0,2}\s?$"
)
_TEMPERATURE = late_regex(r"温|热|水|体|炉|库|机|器|油|锅|箱|室|舱|料|液")
_COLDEST, _HOTTEST = -60, 60
_EPIDEMIC = late_regex(r"(?P<what>[\p{Han}A-Z\d-]{1,12})疫情$")
_AND_BEASTS = late_regex(  # 86万人、41万头大牲畜因旱饮水困难
    r"\s?[、和及与]\s?[\d.,]{1,10}\s?万?[余多]?[头只]\s?(?:大?牲畜|牛羊|牲口)(?P<fate>(?:因旱)?(?:临时)?(?:发生|出现|存在)?饮水(?:临时)?(?:发生)?困难)"
)
_PEOPLE_OF = late_regex(r"的(?![比占])\p{Han}")
_GAINED = late_regex(
    r"[\s，,；;、]*(?:也|则|又|共|一共|总共|累计|同期|只|仅|就|却|还){0,3}(?P<way>净增|净减|净流入|净流出)(?:加|少)?了?(?:约|近|逾|超过?)?\s?"
)
_CAME = late_regex(
    r"[\s，,；;：:]*(?:那一年|当年|期间|假期|里|就|也|又|已|共|一共|总共|累计|单日|每天){0,4}(?:来了|涌[进入来]了?|迎来了?|到访|涌到)(?:约|近|超过?|逾){0,2}\s?"
)
_BY_SPACE = late_regex(  # 宅地拍出每平米4.35万元, 达到每平方米7.7万
    r"(?:每平方?米|每平|单价)(?:就|已经?|只要|仅|要|高达|达到?|突破|超过|约|近|将近){0,3}\s?$"
)
_SOLD = late_regex(r"土拍|[宅地]地|地块|地王|楼面|竞得|摘地|拿地|出让|(?P<home>新房|二手房|楼盘|住宅|房价|房子|小区|商品房|房源)")
_PRICED = late_regex(r"价(?!值)|租金|成本|费|补[贴助偿]|投资|能耗|产值|税收|收入")
_OWN_PRICE = late_regex(r"(?<!溢)价格?$")
_HOMES = late_regex(r"房子?|房屋|住房|住宅|公寓|别墅|小区|楼盘|房源|单价|项目|地段|板块|区域|价")
_CHARGED = late_regex(r"物业|[暖热]|装[修潢]|修缮|绿化|改造|维[修护]|保[洁养]|写字楼|商铺|厂房|仓库|车位|停车|电梯|[赔罚获]")  # no price of homes
_PRICES_BEFORE = 6  # figures
_CASES = "例"


def reading(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric, or None; ``decided`` are the metrics of earlier figures, by index."""
    return (
        _visitors(words, frame)
        or _degrees(words, frame)
        or _cases(words, frame)
        or _lacking_water(words, frame)
        or _people(words, frame)
        or _gained(words, frame)
        or _price_of_space(words, frame, decided)
    )


def _degrees(words: Words, frame: Frame) -> Metric | None:
    q = frame.quantity
    if q.unit != "摄氏度" or q.kind != "amount":
        return None
    m = _MEASURED.search(words.text, frame.left[0], q.span[0])
    if m is None or not _weather(q) or _TEMPERATURE.search(words.text, frame.clause_span[0], q.span[0]):
        return None
    return Metric(None, None, f"{m['most']}气温" if m["most"] else "气温", "metric.unit")


def _weather(q: Quantity) -> bool:
    """Whether a temperature can be the air's; ovens and cold stores are told of by the same words."""
    return q.number is not None and _COLDEST <= q.number <= _HOTTEST


def _visitors(words: Words, frame: Frame) -> Metric | None:
    """Who comes is a visitor, where nobody is named: 假期里来了90万人次."""
    q = frame.quantity
    m = _CAME.fullmatch(words.besides_places((frame.left[0], q.span[0]))) if q.unit == "人次" and q.kind == "amount" else None
    named = words.text[q.span[1] : q.span[1] + 1] not in "，。；、,;）)的" and q.span[1] < len(words.text)
    return Metric(None, None, "接待游客", "metric.unit") if m is not None and not named else None


def _cases(words: Words, frame: Frame) -> Metric | None:
    """The cases of an epidemic: 甲型流感疫情累计320例."""
    q = frame.quantity
    if q.unit != _CASES or q.kind not in ("amount", "growth"):
        return None
    for segment, _ in words.segments((frame.left[0], q.span[0]))[:1]:
        phrase = metrics.before(words.text, words.between(frame, segment))
        m = _EPIDEMIC.fullmatch(phrase.text) if phrase is not None else None
        if m is not None and phrase is not None:
            return Metric(phrase.span, phrase.text, f"{m['what']}病例", "metric.before.completed")
    return None


def _lacking_water(words: Words, frame: Frame) -> Metric | None:
    """People who lack water with their cattle, as droughts are told of."""
    q = frame.quantity
    if q.unit != "人" or q.kind != "amount":
        return None
    m = _AND_BEASTS.match(words.text, q.span[1])
    return Metric(m.span("fate"), m["fate"], f"{m['fate']}人口", "metric.behind.completed") if m is not None else None


def _people(words: Words, frame: Frame) -> Metric | None:
    """People who say of how large a place is: 一座只有38万人口的小城."""
    q = frame.quantity
    people = q.kind in ("amount", "number") and q.text.endswith("人口") and _PEOPLE_OF.match(words.text, q.span[1]) is not None
    return Metric((q.span[1] - 2, q.span[1]), "人口", "人口", "metric.unit") if people else None


def _gained(words: Words, frame: Frame) -> Metric | None:
    """People that a place gained or lost, where its clause says no more: 甲市净增80万人."""
    q = frame.quantity
    if q.unit != "人" or q.kind not in ("growth", "amount"):
        return None
    m = _GAINED.fullmatch(words.besides_places((frame.left[0], q.span[0])))
    if m is None or (words.text[q.span[1] : q.span[1] + 1] not in "，。；、,;）)" and q.span[1] < len(words.text)):
        return None
    return Metric(None, None, f"人口{m['way']}", "metric.before.completed")


def _price_of_space(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The price of land or homes, where the sentence tells of them and the clause only says that it is by the square metre."""
    q, text = frame.quantity, words.text
    money = q.unit == "CNY" or (q.unit is None and q.text[-1:] == "万")
    if not money or q.kind not in ("amount", "number") or not _BY_SPACE.search(text, frame.clause_span[0], q.core[0]):
        return None
    if _PRICED.search(text, frame.clause_span[0], q.core[0]) or text.startswith("的", q.span[1]):
        return None
    sold = max(_SOLD.finditer(text, words.sentences[frame.sentence].span[0], q.core[0]), key=lambda m: m.start(), default=None)
    if sold is None:
        return None
    if sold["home"] and _other_than_homes(words, frame, sold.end()):
        return None
    name = "房价" if sold["home"] else "楼面价"
    for index in range(frame.index - 1, max(-1, frame.index - 1 - _PRICES_BEFORE), -1):
        told = decided.get(index)
        if told is not None and _OWN_PRICE.search(told.name) and _goes_on(name, told.name):
            return None  # a price of its own goes on
    return Metric(None, None, name, "metric.unit")


def _other_than_homes(words: Words, frame: Frame, start: int) -> bool:
    """Whether something besides homes is told between their word and the square metre: what is paid for them, or another noun right before it."""
    base = _BY_SPACE.search(words.text, start, frame.quantity.core[0])
    between = start, base.start() if base is not None else start
    if _CHARGED.search(words.text, *between):
        return True
    tokens = words.tokens(frame.sentence, between)
    last = tokens[-1] if tokens else None
    return last is not None and last.flag in ("n", "nz", "vn") and not words.is_place(last.span) and _HOMES.search(last.text) is None


def _goes_on(name: str, told: str) -> bool:
    """Whether a price told before is one of the same: of land, or of homes."""
    return ("楼面" in told or "地价" in told) == (name == "楼面价")
