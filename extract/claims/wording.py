"""Wordings of metrics: their heads, what the unit of a figure says of them, and what a bare head takes from another name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from extract.claims import scoring
from extract.data import alternatives, read_words
from extract.mentions import metrics
from extract.model import Metric, Quantity
from extract.text.tokens import tokenize

_GROWTH_NOUNS = (
    "增速", "增幅", "涨幅", "升幅", "降幅", "跌幅", "增长率", "增长", "增量", "成长率", "增长速度", "同比", "环比", "涨势", "发展增速", "复合增长率",
    "年均增长率", "幅度", "增长幅度", "下降幅度", "上升幅度", "上涨幅度",
    "衰退幅度", "年增率", "月增率", "季增率", "年减率", "年成长率", "减幅", "成长幅度", "改善幅度", "降低幅度",
)  # fmt: skip
_NO_GROWTH = ("自然增长", "机械增长", "自然增长率", "机械增长率")  # of people: births less deaths, arrivals less departures
GROWTH_NOUN = regex.compile(rf"(?:同比|环比|按年|按季|按月|年均|年平均|平均|累计|实际|名义|实质|名目|比重|占比){{0,4}}(?:{'|'.join(_GROWTH_NOUNS)})$")
_CURRENCY = regex.compile("[A-Z]{3}")
_INCREMENT = ("增量",)
_HOW_MUCH = ("金额", "数量", "规模", "总规模", "额度", "总额", "总量", "总数", "额", "量", "数", "值")  # these say nothing of what
_SHARE_END = regex.compile(r"占[^占]*比重$|占比$")
SHARE_NAME = regex.compile(r"占[^占]*比重$")
_ADDED_WORDS = alternatives(read_words("added_words"))
_ADDED = regex.compile(rf"^(?:净|本年|当年|今年|累计)?(?:{_ADDED_WORDS}|增加)(?:了|的)?")
_WHOLE_HEAD = regex.compile(r"^(?:总量|总数|总额|总规模|总计|存量|保有量|总面积|总长|总里程|累计)")
_ADDED_BEFORE = regex.compile(rf"(?P<added>{_ADDED_WORDS})(?:了|的)?[\p{{Han}}A-Za-z“”]{{0,8}}$")
_ADDED_BEHIND = regex.compile(r"\s?(?P<added>净增|新增)(?:了|加)?(?:约|近|超过?|逾|达)?\s?$")


@dataclass(slots=True)
class Candidate:
    """One reading of what a figure measures: the metric, and its row for the linear model ``metric``."""

    metric: Metric
    row: scoring.Row

    @property
    def features(self) -> dict[str, float]:
        """Names and values of the row."""
        return scoring.merged(self.row)


def head_of(name: str) -> str | None:
    """The longest bare head that a longer name ends with, or None."""
    return metrics.bare_head_in(name, len(name) - 1)


def unit_class(q: Quantity) -> str:
    """Money, per cent, points, people, things, measure, none: what the unit says of the metric."""
    if q.unit is None:
        return q.kind if q.kind in ("rank", "ratio") else "none"
    if _CURRENCY.match(q.unit):
        return "money per unit" if "/" in q.unit else "money"
    if q.unit in ("%", "pp"):
        return q.unit
    if q.unit in ("人", "名", "位", "人次", "户"):
        return "people"
    return "things" if len(q.unit) == 1 and q.unit not in "吨米升斤亩度克" else "measure"


def flag(word: str, pos: str) -> str:
    """A coarse class of a token, by its part-of-speech flag, for features."""
    if word in ("的", "、", "和", "及", "与"):
        return word
    if word in metrics.light_words():
        return "light"
    if word in metrics.nominal_verbs():
        return "nominal verb"
    return pos[:1] if pos not in ("vn", "eng", "ns", "nr") else pos


@lru_cache(maxsize=8192)
def is_growth(name: str) -> bool:
    """Whether a name says of a growth only that it is one (同比增速)."""
    return name.endswith(_GROWTH_NOUNS) and GROWTH_NOUN.fullmatch(name) is not None


def without_growth(name: str) -> str:
    """A name without a word of growth at its end, where two characters or more are left: 地区生产总值增速 → 地区生产总值."""
    if is_growth(name) or not name.endswith(_GROWTH_NOUNS) or name.endswith(_NO_GROWTH):
        return name
    rest = str(GROWTH_NOUN.sub("", name))
    return rest if len(rest) >= 2 else name


def usual(units: Sequence[str], q: Quantity) -> bool:
    """Whether a catalogue's usual units, or its growth and ranks, allow a quantity."""
    if q.kind in ("growth", "rank") or q.unit in ("pp", None):
        return True
    return q.unit in units or (_CURRENCY.match(q.unit) is not None and any(_CURRENCY.match(u) for u in units))


def may_have(units: Sequence[str], q: Quantity) -> bool:
    """Whether a catalogue's usual units leave room for a quantity: no money where they count things, nor the other way."""
    if q.kind != "amount" or q.unit is None or not units or not all(units):
        return True
    return (_CURRENCY.match(q.unit) is not None) == any(_CURRENCY.match(u) for u in units) or q.unit in units


def renamed(metric: Metric, name: str, rule: str) -> Metric:
    """The same words read as another metric, or by another rule."""
    return Metric(metric.span, metric.text, name, rule, metric.id, metric.canonical)


def of_added(name: str, before: str, between: str) -> str:
    """A name with the word that makes it one of what came to it: 新增(境内外)上市公司15家, 上市公司新增15家.

    Args:
        before: the words of the clause before the name.
        between: the words between the name and its figure, empty where the name stands behind it.
    """
    if _ADDED.match(name):
        return name
    found = _ADDED_BEHIND.fullmatch(between) or _ADDED_BEFORE.search(before)
    return f"{found['added']}{name}" if found else name


def whole_of(name: str) -> str | None:
    """The name of the whole where a name is of what came to it (新增上市公司: 上市公司), or None."""
    stem = str(_ADDED.sub("", name))
    return stem if stem != name and len(stem) > 1 else None


_MOVED = regex.compile(r"(?<=[价格额量率数值入])(?:继续|均)?(?:上涨|下跌|上升|下降|回升|回落|持平)$")  # 16省猪肉价格下降
_ABOUT = regex.compile(  # 学生数量上, 成长动能主要来自电子产品
    r"(?<=[数量模额率积价值])[上前]$|(?<=\p{Han}{2})方面(?=[数总人规比金占增])|^(?:主要)?原因是(?:这个|该)?"
    r"|(?<=\p{Han}{2})(?:最[高低多少大小]者|来到|编列|重[回返上])$"
    r"|^\p{Han}{0,8}主要(?:来自|源自|源于|由于)于?(?!\p{Han}*的)(?=\p{Han}{2})"
)
_SAYS_NO_MORE = regex.compile(  # 地价突然暴跌60%, 下调利率, 面积稳定在3万亩, 价格比往年低
    r"(?<=[积量率值数额价模例重能力度])(?:基本|总体)?(?:保持|维持)?稳定$|(?<=\p{Han}{2})[比较](?:往年|平时|平日|平常|以往|过去|常年)$|"
    r"(?<=\p{Han}{2})(?:(?:突然|急剧|迅速|一度|随后|竟然?){0,2}(?:暴跌|暴涨|猛增|激增|骤降|骤减|飙升|大跌|大涨|狂跌|狂涨|翻番)|基本|按[年季月周旬日](?:计算?)?)$|(?<=[入值额费资产出口）)])(?:实质|名义)$"
    r"|(?<=\p{Han}{2})(?:(?:直接|目前|如今|现在|今年|就)?(?:只|仅|还)?(?<!过)剩下?|[只仅]?余下|拿下|介于)$"  # 学生只剩
    r"|(?<=\p{Han}{2})(?:(?<=[收入量额值数人])(?:历史)?[纪记]录|(?<=[数量额率人])落在|(?<=[额量值数率入])[较更最偏][大高多低小少])$"
    r"|(?<=\p{Han}{2})(?:之外|以外)$|^唯一(?=\p{Han}{2})"  # 还债之外
    r"|^(?:下调|上调|调降|调升|调低|调高)(?=\p{Han}{0,6}(?:利率|税率|费率|价格|标准|关税|比率)$)"
)
_JOINT = regex.compile(r"^(?:和(?![美谐平睦田县林政龙])|及(?!其|时|格)|与(?!会))(?=\p{Han}{2})")  # （2万）和教育的就业人数
_REALIZED = regex.compile(r"(?<=\p{Han}{2})(?:累计|共)?(?:实现|完成)(?!率|度|量|比|情况|进度|时间|日期)(?:了)?(?=\p{Han}{2})")


@lru_cache(maxsize=8192)
def _realized(name: str) -> str:
    words = str(_REALIZED.sub("", _SAYS_NO_MORE.sub("", _ABOUT.sub("", _JOINT.sub("", name)))))
    return words[:-2] + "产量" if words.endswith(("减产", "增产")) else words  # 甲县芒果减产3成


def without_realizing(metric: Metric) -> Metric:
    """A metric without what only says that it came about, or is spoken of: 规上企业实现利润, 固定资产完成投资, 研究生方面数量, 学生数量上."""
    name = _realized(metric.name)
    return metric if name == metric.name else renamed(metric, name, metric.rule)


_OF_WHOLE = regex.compile(  # 货物吞吐量中内贸3亿吨
    r"(?P<whole>\p{Han}{2,14}(?:[量额值]|收入|支出|投资|面积|贷款|存款))中(?P<part>(?!的|有|央|国|小|型|心|间|位)\p{Han}{2,8})"
)


def of_part(metric: Metric) -> Metric:
    """The metric of a part that stands behind its whole and 中: 货物吞吐量中内贸 is 内贸货物吞吐量, 工业投资中技改投资 is 技改投资."""
    m = _OF_WHOLE.fullmatch(metric.name)
    if m is None:
        return metric
    return renamed(metric, m["part"] if metrics.head_in(m["part"]) else m["part"] + m["whole"], metric.rule)


_RATE_OF_GROWTH = regex.compile(r"总?(?:增加|增长|成长|减少)率$")


def of_growth(name: str) -> str | None:
    """What a rate of growth is of (人口增加率: 人口), or None."""
    stem = str(_RATE_OF_GROWTH.sub("", name))
    return stem if stem != name and len(stem) > 1 else None


_FOREIGN = regex.compile(r"(?<=\p{Han})\s?[（(](?=[^（）()]{0,60}[a-z])[A-Za-z][ .,&'’A-Za-z-]{3,60}[)）]")  # no sign (CPI, RCEP)
_FOR_INSTANCE = regex.compile(r"(?<=\p{Han})\s?[（(](?:如(?![东皋])|例如|比如|以[^（()）]{1,12}为[主首])[^（()）]{0,24}[)）]")  # 短途市场（如日本）
_PAIRS = (("“", "”"), ("‘", "’"), ("（", "）"), ("(", ")"), ("《", "》"), ("「", "」"), ("『", "』"))


def closed(text: str, metric: Metric) -> Metric:
    """A metric whose marks come in pairs: the fellow of one is taken in where it stands beside the name, else the mark is left out.

    What brackets say again in another language goes too (营商便利度（ease of doing business）); a sign does not (居民消费价格指数（CPI）).
    """
    span, name = metric.span, str(_FOR_INSTANCE.sub("", _FOREIGN.sub("", metric.name))) if "）" in metric.name or ")" in metric.name else metric.name
    for left, right in _PAIRS:
        lacks = name.count(right) - name.count(left)
        if not lacks:
            continue
        inside = span is not None and text[slice(*span)] == name
        if inside and span is not None and lacks == 1 and span[0] and text[span[0] - 1] == left:
            span, name = (span[0] - 1, span[1]), left + name
        elif inside and span is not None and lacks == -1 and text[span[1] : span[1] + 1] == right:
            span, name = (span[0], span[1] + 1), name + right
        else:
            name = name.replace(left, "").replace(right, "")
    if name == metric.name or not name:
        return metric
    words = metric.text if span is None or span == metric.span else text[slice(*span)]
    return Metric(span, words, name, metric.rule, metric.id, metric.canonical)


@cache
def _parts_of_all() -> tuple[str, ...]:
    return read_words("parts_of_all")


@lru_cache(maxsize=8192)
def _told_of(name: str) -> str:
    """A name without a word of its share or of how it moved at its end."""
    return str(_MOVED.sub("", _SHARE_END.sub("", name)))


def in_place_of(name: str, other: str) -> str | None:
    """The name that a noun phrase makes in the place of its like in another name, or None.

    农村居民 makes 农村居民人均可支配收入 of 城镇居民人均可支配收入. Like are phrases that end with the same two characters, and
    two of two characters with the same last one (二产 by 一产增加值).
    """
    other = _told_of(other)
    if name in _parts_of_all():  # 居民消费价格上涨0.2%，其中城市上涨0.1%
        first = next((p for p in _parts_of_all() if other.startswith(p)), "")
        return name + other[len(first) :] if len(other) > len(first) + 1 else None
    if len(name) < 2 or metrics.is_head(name):
        return None
    tail = name[-2:] if len(name) > 2 else name[-1]
    if len(name) > 2 and other.startswith(tail) and len(other) > len(tail) + 1:  # 城镇居民 of 居民人均可支配收入
        return name + other[len(tail) :]
    at = other.find(tail, 1)
    end = at + len(tail)
    if at < 1 or end >= len(other) or (len(name) == 2 and at != 1) or other.startswith(name):
        return None
    return name + other[end:]


_TOTAL = regex.compile(r"总(?:收益|收入|支出|成本|产值|产量|销量|营收|额|量|值)$")


def with_head(base: str, head: str) -> str:
    """A bare head with the modifier that another metric's name has; the head of a whole (总量) takes that of the whole."""
    base = _MOVED.sub("", SHARE_NAME.sub("", base))
    if _WHOLE_HEAD.match(head):
        base = whole_of(base) or base
    if head.startswith("总") and (total := _TOTAL.search(base)) is not None:
        return f"{base[: total.start()]}{head}"  # 行业总收益…，总支出
    if head in _INCREMENT:
        return base + head  # GDP…，增量9000亿元: no GDP
    if is_growth(head):
        return base
    old = head_of(base)
    if old and metrics.counts(old) and not metrics.counts(head):
        return base + head  # 民营企业…，进出口4万亿元: theirs
    stem = base[: -len(old)] if old else base
    if head.startswith("均") and stem.endswith("均"):  # 套均总价…，均价
        return head
    return stem if stem.endswith(head) else f"{stem}{head}"


OF_ECONOMY = regex.compile(r"^(?!.*(?:人均|单位)).*(?:生产总值|GDP|经济总量)")


def measure_of(name: str) -> str | None:
    """What was measured, without of what: 营业里程 of 铁路营业里程, 被害面积 of 农作物被害面积; None where the name counts a thing."""
    head = metrics.head_in(name)
    if head is None:
        return None
    if OF_ECONOMY.search(name):
        return "增加值"  # an industry has no GDP of its own
    at = len(name) - len(head)
    if head in _HOW_MUCH:
        return name if name != head else None
    if len(head) == 1:  # 票价, 市价
        return next((t.text for t in reversed(list(tokenize(name, (0, len(name))))) if t.span[1] == len(name)), head)
    if head in metrics.bare_heads():
        last = next((t for t in tokenize(name, (0, len(name))) if t.span[1] == at), None)
        if name[max(0, at - 2) : at] in metrics.nominal_verbs():  # 贷款余额, whether it is one word or two
            return name[at - 2 :]
        if last is not None and last.flag.startswith("v"):
            return name[last.span[0] :]
    return head.removeprefix("总") if len(head) > 2 else head
