"""Changes that words further off tell: of a series, of an extreme that is named first, of what a change is set against, for the better or worse.

(增加最多的是甲市，为12天; 增长30%，高于上季的27%; 浓度改善5%.) The words right before a number are read in ``quantity_context``.
"""

from __future__ import annotations

from functools import cache

import regex

from extract.data import alternatives, read_table
from extract.data.late import late_re, late_regex
from extract.model import Span

_OTHERWISE = late_regex(  # 增加9亿元、成长率达4%
    r"[，,]?\s?(?:或|即|相当于|也就是|约合)\s?(?:约|近)?|[，,、]\s?(?:成长率|增长率|增[速幅]|[涨升降跌]幅|幅度)(?:为|达到?|约|是|高达){0,2}\s?"
)
_BESIDE = late_regex(r"\s?(?:(?P<bracket>[（(])|、)\s?(?:约|近)?")  # 减少5000人（4.8%）, 增加2000家、7.1%
_ENDS = late_regex(r"\s?(?:(?P<bracket>[)）])|[，,。；;\n]|$)")
_FURTHEST = 60  # characters before a number in which a change is told
_PARTS = ("percent", "tenths")
_TOLD_BY = late_re("[多少最较首]")  # one of which stands in an extreme and before what is counted
_SENTENCE = late_regex(r"(?r)[。！？!?；;\n]")
_ONE_BY_ONE = late_regex(r"[，,]\s?(?:分别|依次)(?:约|近|达到?|为|是|高达|有){0,2}\s?")
_IN_BRACKETS = late_regex(r"\s?[)）]\s?(?:、|，|,|；|;|和|及|与|以及)?\s?(?!其中)(?:[^\P{Han}占比率]){1,12}\s?[（(]\s?")
_NEXT = late_regex(r"[，,；;]\s?(?:其次|再次|依次|第[二三四五])(?:为|是)?\p{Han}{0,12}[，,]?\s?(?:分别)?(?:达到?|为|是|约|有|[（(])\s?")
_EXTREME = r"(?:了|的|(?P<size>幅度?)|得)?(?:(?:最为?|较)(?:[多大快高少小慢猛]|显著|明显)|居首)"
_WHO = r"(?:的(?:前?[两二三四五六七八九十])?个?\p{Han}{0,4}?(?:为|是|有|包括|依次为|分别为|分别是)(?P<who>[^，,。；;：:（()）0-9]{1,24}?))?"
_LEADS = r"(?:[，,]\s?(?:分别|均|都|各)?(?:为|达到?|是|约|有|共){0,2}|\s?[（(])\s?"
_COMPARED = (
    r"(?:高于|低于|快于|慢于|大于|小于|超过|超越|不及|不如|逊于|优于|好于|高过|低过|[比较與与])[^，,。；：、]{0,20}?"
    r"(?:去年|上年|前年|同期|[年季月]|季度|月份|半年|期|平均|水平)(?:的|[（(])(?:约|近|超过?)?\s?"
)
_LATER = r"(?:率|速度|幅度?)?(?:将|会|料|有望|预计|可|亦|也|已|均|都|皆|仍|大幅|明显|略)*"
_SET_AGAINST = late_regex(rf"[^。；\n]*?{_COMPARED}")
_OF_ANOTHER = late_regex(r"(?:左右|以上)?[，,]\s?(?:也|均|都|已|大幅|明显|远|略|仍)*(?:超过|高于|低于|超|不及)[^，,。；：、\d]{1,14}的\s?")
_MORE_THAN = late_regex(
    r"[比较][^，,。；、]{1,20}?(?<![最至不更许很太减缺稀])(?P<word>[多少])(?![于数达个为年是]|出(?![生口境版院]))\p{Han}{1,2}(?:了|约|近|超过?|逾)*\s?$"
)
_BY_SO_MUCH = late_regex(
    r"(?:左右|多)?(?:的(?:速度|幅度|规模|数量))?(?:持续|不断|快速|逐年|高速|稳步)?(?:(?P<up>增加|增长|递增|上升|攀升)|减少|下降|递减|萎缩|流失)"
)
# 减少耗水30%: what is moved stands between the verb and by how much; a rate or a share would be a level (提高合格率95%).
_MOVED_BY = late_regex(
    r"(?:(?P<up>增加|提升|提高|扩大)|减少|降低|节约|节省|压减|缩短|削减)(?!到|至|为|值|率|额)了?(?:[^\P{Han}占率比重达到至为的是在和与及度盖]){2,18}?(?:约|近|逾)?\s?$"
)


@cache
def _worth() -> tuple[regex.Pattern[str], dict[str, int]]:
    """A pattern that finds, from the right, what is good or bad when there is more of it; 1 or -1 for each of these words."""
    more = {row["word"]: 1 if row["more"] == "better" else -1 for row in read_table("lexicons/worth_of_more.tsv")}
    return regex.compile(f"(?r){alternatives(list(more))}"), more


def better_when_more(text: str, at: int) -> int:
    """1 where more of what the sentence speaks of before ``at`` is better, -1 where it is worse."""
    stop = _SENTENCE.search(text, max(0, at - 2 * _FURTHEST), at)
    pattern, more = _worth()
    m = pattern.search(text, stop.end() if stop else max(0, at - 2 * _FURTHEST), at)
    return more[m.group()] if m else 1


@cache
def _told() -> tuple[regex.Pattern[str], regex.Pattern[str], dict[str, int]]:
    """Patterns for an extreme of change and for a change set against another, up to a number; the signs of the words of change."""
    rows = [row for row in read_table("lexicons/change.tsv") if row["class"] in ("verb", "noun", "quality")]
    verbs, nouns, better = (alternatives([row["word"] for row in rows if row["class"] == kind]) for kind in ("verb", "noun", "quality"))
    return (
        regex.compile(rf"(?:(?P<verb>{verbs})|(?P<noun>{nouns})|(?P<better>{better})){_EXTREME}{_WHO}{_LEADS}$"),
        regex.compile(rf"(?P<word>{verbs}|{nouns}){_LATER}{_COMPARED}$"),
        {row["word"]: 1 if row["direction"] == "+" else -1 for row in rows},
    )


def told_far(text: str, left_from: int, start: int, end: int, shape: str) -> int:
    """The sign of a change that words further off tell of the number at ``start`` to ``end``, 0 where none do.

    Args:
        left_from: where the words of its own clause begin.
        shape: of its draft.
    """
    if shape not in _PARTS and shape != "measure":
        return 0
    far = max(0, start - _FURTHEST)
    told = _TOLD_BY.search(text, far, start) is not None
    near = text[max(far, start - 5) : start]
    if not told and "以" not in near and (shape == "measure" or ("的" not in near and near[-1:] not in ("（", "("))):
        return 0
    clause = max(left_from, far)
    counted = told and (text.find("多", clause, start) >= 0 or text.find("少", clause, start) >= 0)
    if shape == "measure" and counted and (m := _MORE_THAN.search(text, clause, start)) is not None:
        return 1 if m["word"] == "多" else -1
    if text.rfind("以", max(left_from, start - 5), start) >= 0 and (m := _BY_SO_MUCH.match(text, end)) is not None:
        return 1 if m["up"] else -1
    extreme = max(text.rfind("最", far, start), text.rfind("较", far, start), text.rfind("居首", far, start)) if told else -1
    against = "的" in near[-4:] or near[-1:] in ("（", "(")
    if extreme < 0 and not against:
        return 0
    stop = _SENTENCE.search(text, far, start)
    far = stop.end() if stop else far
    of_extreme, set_against, signs = _told()
    m = of_extreme.search(text, far, start) if extreme >= far else None
    if m is not None and ((m["verb"] and not m["size"]) or shape in _PARTS):  # 增幅最大的是甲市，为5亿元 may be how much it has
        sign = signs[m["verb"] or m["noun"] or m["better"]]
        return sign * better_when_more(text, m.start()) if m["better"] else sign
    m = set_against.search(text, far, start) if against and shape in _PARTS else None
    return signs[m["word"]] if m else 0


def moved_by(left: str, after: str) -> int:
    """The sign of a change whose verb stands before what is moved (减少耗水30%，), 0 where none does; ``after``: what follows the per cent."""
    if after and after not in "，,。；;、\n）)":
        return 0
    m = _MOVED_BY.search(left)
    return 0 if m is None else 1 if m["up"] else -1


def of_another(text: str, end: int, start: int) -> bool:
    """Whether the per cent at ``start`` is the level that the one before it, which ends at ``end``, is set against: 91%，超过邻国的80%."""
    return start - end <= _FURTHEST and _OF_ANOTHER.fullmatch(text, end, start) is not None


def says_it_again(text: str, end: int, span: Span) -> bool:
    """Whether a per cent says the change in units before it, which ends at ``end``, in another way."""
    if _OTHERWISE.fullmatch(text, end, span[0]):
        return True
    opening, closing = _BESIDE.fullmatch(text, end, span[0]), _ENDS.match(text, span[1])
    return opening is not None and closing is not None and bool(opening["bracket"]) == bool(closing["bracket"])


def goes_on(text: str, end: int, start: int, shape: str) -> bool:
    """Whether a number at ``start`` is told in one series with a change that ends at ``end``: 分别为, 其次是, （…）、…（…）, 高于上季的."""
    if start - end > _FURTHEST:
        return False
    if _NEXT.fullmatch(text, end, start) or (shape in _PARTS and _ONE_BY_ONE.fullmatch(text, end, start)):
        return True
    return shape in _PARTS and (_IN_BRACKETS.fullmatch(text, end, start) or _SET_AGAINST.fullmatch(text, end, start)) is not None
