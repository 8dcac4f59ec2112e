"""Places that another is set against: several with a rate each (比日本的3.5%、越南的3.6%略低, 高于丹麦的1.2%、芬兰的1.8%), or only passed over."""

from __future__ import annotations

import regex

from extract.data import alternatives, read_table
from extract.data.configuration import per_configuration
from extract.data.late import late_regex
from extract.model import Span

_WHEN = (
    r"(?:同期|[上下]半年|全年|[去今前上]年|[上本]个?[月季]|[前首头][\d一二三两四五六七八九十]{1,2}个?[月季]度?"
    r"|第?[一二三四]季度?|\d{1,2}月份?|\d{4}年)?"
)
_RATE = rf"{_WHEN}的(?:约|近|超过?|逾)?\s?-?[\d.]{{1,9}}\s?[%％](?!的|到|至|[-—~～])"
_ITEM = rf"[^，,。；;、\d和与及]{{2,10}}{_RATE}(?:以及|[、，,和与及])\s?"
_LOWER = r"(?:[，,])?(?:都|均|皆|要|还|来得|明显|略微?|稍微?|相对|为|更){0,3}[高低快慢]"
_OWN = late_regex(_RATE)
_THAN_BEFORE = late_regex(rf"(?:比|较|相较)\s?(?:{_ITEM}){{0,9}}$")
_THAN_AFTER = late_regex(rf"{_RATE}(?:(?:以及|[、，,和与及])\s?[^，,。；;、\d和与及]{{2,10}}{_RATE}){{0,9}}{_LOWER}")
_NOT_SO_BEFORE = late_regex(r"(?:没有|不如|不及|不像|并非像|有别于|不同于)(?:[^，,。；;、\d和与及]{2,8}[、和与及]){0,5}$")
_NOT_SO_AFTER = late_regex(r"(?:[、和与及][^，,。；;、\d和与及]{2,8}?){0,5}(?:市|省|地区|等国|等地)?(?:那么|那样|这么|这样|一样|般)")
_NEXT_AFTER = late_regex(r"(?:市|省)?(?:之后|以下|后面|后头|身后)[，,]?(?:则|便|就|即|紧接着|依次|接着|分别){0,2}[是为]")  # 东莞之后即为烟台
_BY_BEFORE = late_regex(r"被(?:[^，,。；;、\d和与及]{2,8}[、和与及]){0,5}$")
_BY_AFTER = late_regex(
    r"(?:[、和与及][^，,。；;、\d和与及]{2,8}?){0,5}(?:市|省|等[市国地])?(?:超越|赶超|反超|超过|取代|甩开|追上|追平|赶上)"
)  # 被深圳超越
_PASSED_WITH_FIGURE = late_regex(  # 超越拥有60家的福州，成为第一
    r"(?:(?:超越|反超|赶超|力压|击败|次于)了?(?:仅|同样)?(?:拥有|有|增加|坐拥)?|(?:超过|多于|不及|不如)了?(?:拥有|坐拥|有|增加))(?:约|近|逾)?\s?"
    r"[\d一二三四五六七八九十][\d.,一二三四五六七八九十百千万亿]*\s?(?![%％])\p{Han}{1,8}的$"
)
_NEXT_TO_BEFORE = late_regex(r"(?:仅|只|略)?次于(?:了)?$")
_NEXT_TO_AFTER = late_regex(r"的?\s?\d[\d.,]*\s?[万亿]?\s?(?![%％倍\d.,/]|个?百分点|[位名个席])\p{Han}")  # 仅次于甲市7600元: no gap is told so
_BARE_RATE = r"\s?[\d.]{1,9}\s?[%％]"
_BARE_ITEM = rf"[^，,。；;、\d和与及]{{2,8}}{_BARE_RATE}(?:以及|[、和与及])\s?"
_BEHIND_A_RATE = r"[\d.]{1,9}\s?[%％][，,]\s?(?:均|都|也|更|却|则|明显|远|大幅|略){0,2}[高低]于了?\s?"
_ROW_BEFORE = late_regex(rf"{_BEHIND_A_RATE}(?:{_BARE_ITEM}){{0,9}}$")  # 比重35%，高于日本19%、韩国29%
_ROW_AFTER = late_regex(rf"{_BARE_RATE}(?:(?:以及|[、和与及])\s?[^，,。；;、\d和与及]{{2,8}}{_BARE_RATE})*(?=[，,。；;）)]|$)")
_RATES = late_regex(r"\d{1,6}(?:\.\d{1,4})?(?=\s?[%％])")
_LEAST = 0.4  # of a rate, so that another in its row is a level and no gap
_REACH = 130  # characters before a place in which the list begins


@per_configuration()
def _verbs() -> regex.Pattern[str]:
    rates = alternatives([r["verb"] for r in read_table("lexicons/compare_verbs.tsv") if r["rates"] == "yes"])
    return regex.compile(rf"(?:{rates})(?:了|整个)?\s?(?:{_ITEM}){{1,9}}$")


def with_its_rate(text: str, span: Span) -> bool:
    """Whether another place is set against one with a figure of its own: its rate right behind it, or its amount before it (超越拥有60家的福州)."""
    if _PASSED_WITH_FIGURE.search(text, max(0, span[0] - 30), span[0]):
        return True
    if _NEXT_TO_AFTER.match(text, span[1], span[1] + 20) and _NEXT_TO_BEFORE.search(text, max(0, span[0] - 4), span[0]):
        return True
    if _in_a_row(text, span):
        return True
    if _OWN.match(text, span[1], span[1] + 20) is None:
        return False
    start = max(0, span[0] - _REACH)
    if _verbs().search(text, start, span[0]):
        return True
    return _THAN_AFTER.match(text, span[1], span[1] + _REACH) is not None and _THAN_BEFORE.search(text, start, span[0]) is not None


def _in_a_row(text: str, span: Span) -> bool:
    """Whether two places or more with a rate each stand behind a rate that is higher or lower than theirs.

    Levels are of its size; gaps told in % for points are not (增长8%，高于全国1.2%、全省0.5%).
    """
    after = _ROW_AFTER.match(text, span[1], span[1] + _REACH)
    before = _ROW_BEFORE.search(text, max(0, span[0] - _REACH), span[0]) if after else None
    if after is None or before is None or not any(c in before.group() + after.group() for c in "、和与及"):
        return False
    first, *others = [float(n) for n in _RATES.findall(before.group() + after.group())]
    return all(first * _LEAST <= n <= first / _LEAST for n in others)


def passed_over(text: str, span: Span) -> bool:
    """Whether a place is only one that another is less than or comes behind (没有乙国和丙国那么明显, 甲市之后即为乙市, 被丙市超越)."""
    if _NEXT_AFTER.match(text, span[1], span[1] + 16) is not None:
        return True
    if _BY_AFTER.match(text, span[1], span[1] + 40) and _BY_BEFORE.search(text, max(0, span[0] - 40), span[0]):
        return True
    unlike = _NOT_SO_AFTER.match(text, span[1], span[1] + 40) is not None
    return unlike and _NOT_SO_BEFORE.search(text, max(0, span[0] - 40), span[0]) is not None
