"""When two wordings mean the same metric, place or unit: the leniency of the evaluation, and nothing more.

The extractor itself never reads this module.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

# Longer or foreign names on the left are read as the name on the right before wordings are compared, in this order.
_READ_AS = {
    "国内生产总值": "生产总值",
    "地区生产总值": "生产总值",
    "经济总量": "生产总值",
    "gdp": "生产总值",
    "进出口": "外贸",
    "规上": "规模以上",
    "固投": "固定资产投资",
    "社零": "社会消费品零售",
}
# Words that say "how much" and not "of what" count for nothing.
_EMPTY = re.compile("的|数量|总数|规模(?!以上)|总量|总额|情况")
_NO_WORD = re.compile(r"[\W_]+")
# Where two wordings hold different words of one row they mean different things, however alike they look.
_OPPOSED = tuple(
    frozenset(row.split())
    for row in (
        "人均 地均", "男 女", "出生 死亡", "户籍 流动", "城镇 农村 乡村", "城市 农村",
        "收入 支出", "存款 贷款", "一般公共预算 政府性基金", "供给 需求",
        "进口 出口 外贸", "国内 境外 入境", "批发 零售", "上行 下行",
        "第一产业 第二产业 第三产业", "轻工业 重工业", "民营 国有 外资", "发电 用电",
        "新建 二手", "开工 竣工",
    )
)  # fmt: skip
_KIND_OF_PLACE = re.compile(r"(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|自治州|地区|省|市|县|区|州)$")
_UNITS = {
    "元": "CNY", "人民币": "CNY", "rmb": "CNY", "RMB": "CNY", "美元": "USD", "港元": "HKD", "港币": "HKD", "新台币": "TWD", "台币": "TWD",
    "欧元": "EUR", "日元": "JPY", "百分点": "pp", "个百分点": "pp", "percent": "%",
}  # fmt: skip
_SHORTEST = 2
_SHARE_INSIDE = 0.4
_SHARE_COMMON = 0.6


@lru_cache(maxsize=8192)
def gist(words: str) -> str:
    """A wording without signs and empty words, common synonyms made one; never empty unless the wording is."""
    text = _NO_WORD.sub("", unicodedata.normalize("NFKC", words).casefold())
    for written, read in _READ_AS.items():
        text = text.replace(written, read)
    return _EMPTY.sub("", text) or text


def _opposed(a: str, b: str) -> bool:
    for row in _OPPOSED:
        in_a, in_b = {w for w in row if w in a}, {w for w in row if w in b}
        if in_a and in_b and in_a.isdisjoint(in_b):
            return True
    return False


def same_wording(first: str | None, second: str | None) -> bool:
    """Whether two wordings name one thing: equal in gist, one inside the other, or most characters in common."""
    a, b = gist(first or ""), gist(second or "")
    if not a or not b:
        return False
    if a == b:
        return True
    if _opposed(a, b):
        return False
    inner, outer = (a, b) if len(a) <= len(b) else (b, a)
    if len(inner) >= _SHORTEST and inner in outer and len(inner) / len(outer) >= _SHARE_INSIDE:
        return True
    return 2 * (Counter(a) & Counter(b)).total() / (len(a) + len(b)) >= _SHARE_COMMON


def same_source(wanted: str, got: str) -> bool:
    """Whether two names mean one source: the same wording, or one name inside the other."""
    if same_wording(got, wanted):
        return True
    a, b = gist(wanted), gist(got)
    return a in b or (len(b) >= _SHORTEST and b in a)


def same_place(first: str, second: str) -> bool:
    """Whether two names mean one place: 成都 is 成都市, 西湖区 is 杭州市西湖区, but 吉林省 is not 吉林市."""
    if first == second:
        return True
    a, b = _KIND_OF_PLACE.sub("", first), _KIND_OF_PLACE.sub("", second)
    if a == b and (a == first or b == second):
        return True
    shorter, longer = sorted((first, second), key=len)
    return len(shorter) > _SHORTEST and longer.endswith(shorter)


def unit_of(written: str | None) -> str:
    """A unit as the contract writes it; ``-`` for none."""
    plain = unicodedata.normalize("NFKC", written) if written else "-"
    return _UNITS.get(plain, plain)
