"""Places by the epithets and ranks around them: 反超沿海地区的浙江省会杭州; 重庆，长江上游的航运中心; 甲市排名第六，乙市排名第八."""

from __future__ import annotations

from functools import cache

import regex

from extract.data import alternatives, read_words
from extract.data.late import late_regex
from extract.mentions import gazetteer, numerals
from extract.model import Span

_FURTHEST = 24  # characters before the place
_SITUATED = r"(?:(?:沿海|内陆|邻近|相邻|周边|[东中西南北]部|南方|北方|江南|华东|老牌|传统|同省|省内|国内|隔壁)(?:地区|城市|强市|大市|重镇)?的?){1,2}"
_CAPITAL = r"\p{Han}{2,3}省会(?:城市)?"
_OF_WHICH_CAPITAL = late_regex(r"省会(?:城市)?(?=\p{Han}{2})(?!城市|是|为|有|在|的|[经之地所和与])")
_CAPITAL_IS = late_regex(r"(?:首都|首府|最大城市|第[一二三]大城市|重镇)(?P<name>\p{Han}{2,5})")


_RANK_BEFORE = late_regex(  # in 2020年，广州排名第三 too
    r"(?:(?:^|[。；;\n])\s?(?:(?:在|到|截至)?(?:\d{4}年|去年|今年)(?:\d{1,2}月)?[，,]?)?|第[一二三四五六七八九十\d]{1,3}[名位]?\s?[，,、；;])\s?$"
)
_RANK = r"第\s?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[名位]?"
_ROW_BEFORE = late_regex(rf"(?:排名?|排行|排在|位列|位居)(?:在|于)?{_RANK}\s?[，,、；;](?:\s?\p{{Han}}{{2,5}}?{_RANK}\s?[，,、；;]){{0,9}}\s?$")
_ROW_AFTER = late_regex(rf"(?:则)?{_RANK}(?=[，,。；;、\n）)]|$)")
_ONE_BEFORE = late_regex(r"第\s?(?P<rank>\d{1,3}|[一二三四五六七八九十]{1,3})[名位]?\s?[，,、；;]\s?(?:\p{Han}{1,4}的)?$")
_ITS_RANK = late_regex(r"(?:居|列|排|则)?第\s?(?P<rank>\d{1,3}|[一二三四五六七八九十]{1,3})(?:[名位]|(?=[，,。；;、\n）)]|$))")
_RANK_BEHIND = late_regex(r"(?:则|也)?排(?:名|行)(?:在|到)?(?:第|倒数)")
# 重庆，长江上游的航运中心，: what the place that opens the text is of another.
_NAMED_BEFORE = late_regex(r"(?:^|[。！？\n])\s{0,4}+(?P<name>\p{Han}{2,6})[，,]\s?$")
_IS_ITS = late_regex(
    r"(?:地区|流域|沿线|[省市])?的?(?:(?![是有为成])[\p{Han}、]){2,40}?(?:中心|枢纽|城市|基地|门户|重镇|省会|首府|大市|强市|都市|大省|强省|都会)(?:之一)?(?=[，,。])"
)

_KIND_OF = late_regex(r"[^，,。；;、的\d]{2,16}的(?:省份?|城市|市|国家|地区|县|大国|大省)(?=[，,。；;])")
_TRADE = late_regex(alternatives(read_words("trades")))
_OF_TRADE = late_regex(
    r"业|(?:总|年|人均|日)?(?:产[量能值]|里程|长度?|价格|出口|进口|销[量售]|消费|需求|市场|规模|客运|货运|运输|装机|储量|缺口|依存度|自给率|总[长里量]|票房|网络|营业|运营)"
)


def ranked_next(text: str, span: Span) -> bool:
    """Whether a place opens a sentence or follows another's rank and has its own right behind it: 甲市排名第六，乙市排名第八，丙市第九."""
    if _ROW_AFTER.match(text, span[1], span[1] + 8) and _ROW_BEFORE.search(text, max(0, span[0] - 60), span[0]):
        return True
    before, own = _ONE_BEFORE.search(text, max(0, span[0] - 14), span[0]), _ITS_RANK.match(text, span[1], span[1] + 8)
    if before and own and _counted_on(before["rank"], own["rank"]):
        return True  # 日本第四，希腊第五
    if _RANK_BEHIND.match(text, span[1], span[1] + 8) is None:
        return False
    return _RANK_BEFORE.search(text, max(0, span[0] - 16), span[0]) is not None


def _counted_on(before: str, own: str) -> bool:
    first, second = numerals.parse(before), numerals.parse(own)
    return first is not None and second is not None and second.value - first.value == 1


def is_predicate(text: str, span: Span) -> bool:
    """Whether a place is only what another, which a text or sentence opens with, is the centre of: 长江上游 of 重庆，长江上游的航运中心，."""
    if _KIND_OF.match(text, span[1], span[1] + 24) and text[max(0, span[0] - 1) : span[0]] in ("是", "属"):
        return True  # 甲省是中国产能较大的省份
    opening = _NAMED_BEFORE.search(text, max(0, span[0] - 10), span[0])
    if opening is None or not gazetteer.lookup(opening["name"]):
        return False
    return _IS_ITS.match(text, span[1], span[1] + 50) is not None


@cache
def _far(verbs: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?:{verbs})(?:了)?(?:{_CAPITAL}|{_SITUATED}(?:{_CAPITAL})?)\s?$")


def of_which_capital(text: str, end: int) -> bool:
    """Whether a name that ends there only says of what the place behind it is the capital or a chief city: 浙江 of 浙江省会杭州."""
    if _OF_WHICH_CAPITAL.match(text, end, end + 8) is not None:
        return True
    named = _CAPITAL_IS.match(text, end, end + 12)  # 印度首都德里
    return named is not None and any(gazetteer.lookup(named["name"][:n]) for n in range(2, len(named["name"]) + 1))


def compared_far(text: str, start: int, verbs: str) -> bool:
    """Whether a verb of comparison, one of the pattern ``verbs``, stands before the epithets of the place that begins there."""
    return _far(verbs).search(text, max(0, start - _FURTHEST), start) is not None


def trade(text: str, start: int, end: int) -> bool:
    """Whether words behind a nation's name, with it also a firm's (中国钢铁, 中国铁路), are a trade of which figures are told: 中国钢铁产量."""
    return _TRADE.fullmatch(text, start, end) is not None and _OF_TRADE.match(text, end) is not None
