"""Whether a figure is that of the date beside it, which another figure is compared with: 比2010年的13.4亿人增加, 与2022年人口1766万人相比."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import regex

from extract.claims.frames import Frame
from extract.claims.timing import Key
from extract.mentions import calendar as cal
from extract.mentions.date_roles import sets_out
from extract.model import DateMention, Span

_TWO_YEARS = _TWO_DATES = 2
_BEGAN = regex.compile(r"[^。；\d]{0,12}?(?:开始|启动|起步|起|推行|推出|实施|施行|开展|试点|出台|试行)[^。；\d]{0,24}[，,]\s?(?:而|但)?$")
_PREDICATE = regex.compile(r"[\s，,]*(?:即|约|就|已|也)?(?:为|达到?了?|是)[约近]?\s?")
_YEARS_GOAL = regex.compile(r"(?:全年|年度)(?:的)?(?:预期)?(?:目标|任务|计划){1,2}(?:数|值|额)?(?:约|为)?\s?$")
_PART_OF_IT = regex.compile(r"\s?的\s?[\d.]{1,8}\s?[%％]")
_AS_MUCH_AS = regex.compile(r"(?:恢复[到至]|达到?|相当于|仅[有为是]|只有|不[到足]|接近|[约就]为|回升[到至])了?\s?$")  # 达到去年的六成
_COMPARED = regex.compile(r"(?:[比较过与由从和同]|(?<!相当)于|相比)\s?$")  # not: 恢复到2019年的65%
_OF_THAT_TIME = r"(?:[^，。；、的\d增减升降涨跌提扩缩]{1,10})?的"  # 2021年高峰的, 2019年疫情前的; not: 2021年增加的
_ITS_OWN = regex.compile(rf"{_OF_THAT_TIME}[^，。]{{0,12}}")
# 与2022年年中人口1766万人相比: the noun stands between, and what is compared behind.
_NOUN = r"(?:年[中底末初])?[^，。；、的\d增减升降涨跌提扩缩多少高低]{1,8}"
_NOUN_OF_IT = regex.compile(_NOUN)
_OF_ITS_LEVEL = regex.compile(r"的(?:水平|比值|比重|比例|占比|增速|增幅|平均|均值)")  # 较去年同期58%的比值; not: 高于年初5%的预期目标
# 较112学年新生4300人、160班，减少95人: the counts of a list are all of then, and what follows says how far now is from them.
_COUNT = r"\d[\d.,]{0,14}[万亿]?\d{0,8}\p{Han}{1,2}"
_COUNTS_OF_IT = regex.compile(rf"{_NOUN}(?:{_COUNT}[、及和]){{0,3}}")
_NOW_DIFFERS = regex.compile(
    rf"(?:[、及和]{_COUNT}){{0,3}}[，,]\s?(?:则|约|共|再|又|还|净|大幅|小幅|略|微|仍|也|均){{0,2}}(?:[增减]|上升|下降|成长|衰退|[多少]了?\s?\d)"
)
SURPASSES = r"(?:(?P<above>(?<!赶)超过?|[高多]于|[高多]出)|[低少]于)"  # before a date that a figure is a gap to
_SURPASSED = regex.compile(rf"{SURPASSES}\s?$")
# 到2022年做到25%: the verb alone stands between, 国家提出的2017年90%左右: nothing does.
_TO_REACH = regex.compile(r"(?:[要须将能]|力争)?(?:达到?|做到|实现|完成|提高到|提升到|[增升降减]至|突破|超过)?[约近]?\s?")
_NOTHING = regex.compile(r"\s?")
_BACK_TO = regex.compile(r"(?:恢复|回升|回落|相当)$")  # 恢复到2019年80%
_THEN = regex.compile(r"\s?(?:相比|相较|比较|[^，。；、]{0,3}[增减升降涨跌多少高低])")
_OF_IT = regex.compile(rf"{_OF_THAT_TIME}(?:约|近|超过?)?\s?")
_THE = regex.compile(r"的(?:平均)?(?:每[日天月年人户])?[约近超过逾]{0,2}\s?")  # 逼近2016年的108万人: its own, whatever stands before the date
_OF_ITS_MEAN = regex.compile(  # 过去五年（2012-2017年）的年均增长率0.9%
    r"[)）]?\s?的?(?:年均|年平均|平均每年|平均)(?:复合)?(?:增长|成长|增加|下降|减少|衰退)?(?:率|速度|幅度|水平)?(?:约|为|达|近){0,2}\s?"
)
_IN_BRACKETS = regex.compile(r"[^，。；、\d（()）]{1,14}[（(]\s?")  # 低于2021年工业增长水平（7.4%）


# 自1月1日起将最低工资上调5%, 从5月起，票价下调两成: the day on which something is set anew, and no stretch
_SET_ANEW = regex.compile(
    r"[，,]?(?:(?:[将把对]|再次|统一)[^，。；\d]{0,16}?(?:[上下]调|提高|降低|调整|调[升降]|[上下]浮)"
    r"|[^，。；\d]{0,16}?(?:价格?|标准|税率?|工资|费|利率|津贴|补贴|补助|养老金|限额|额度|门槛)[^，。；\d]{0,6}?(?:[上下]调|提高|降低|调整|调[升降]|[上下]浮|涨))"
)


def set_anew(text: str, m: DateMention, frame: Frame) -> Key:
    """The day, month or year from which a figure is what its own clause says that it is set to (自1月1日起将最低工资上调5%); or None."""
    if m.start is None or not m.text.endswith("起"):
        return None
    found = _SET_ANEW.match(text, m.span[1], frame.quantity.span[0])
    if found is None or found.end() <= frame.clause_span[0] or text[found.end() : frame.quantity.core[0]].strip("了至到为约近超过逾 "):
        return None
    year, month, day = m.start.year, m.start.month, m.start.day
    of = cal.day(year, month, day) if "日" in m.text else cal.months(year, month, month) if "月" in m.text else cal.year(year)
    return (of.start, of.end) if of is not None else None


def of_clause_before(text: str, clauses: Sequence[Span], before: Sequence[DateMention], frame: Frame) -> Key:
    """The date that opens the clause before a figure's own that only goes on with it (2013年的登记数达到最高值，为1346万对); or None."""
    if not frame.clause or not _PREDICATE.fullmatch(text, frame.clause_span[0], frame.quantity.core[0]):
        return None
    start, end = clauses[frame.clause - 1]
    if not before or (before[-1].span[0] >= start and any(c.isdigit() for c in text[before[-1].span[1] : end])):
        return None  # another figure stands there
    opening = next((m for m in before if start <= m.span[0] < end), None)
    if opening is None or opening.role != "period" or text[start : opening.span[0]].strip(" ，,") not in ("", "而", "其中", "但"):
        return None
    return (opening.start, opening.end) if opening.start is not None and opening.end is not None else None


def goal_of_year(text: str, frame: Frame, last: Key, now: int | None) -> Key:
    """The year that a figure is the goal of, part of which was reached (为全年任务500万人的84%): the one spoken of, else the article's; or None."""
    (start, _), (a, b) = frame.clause_span, frame.quantity.span
    if not _YEARS_GOAL.search(text, start, a) or not _PART_OF_IT.match(text, b):
        return None
    told = last[1].year if last is not None else now
    year = cal.year(told) if told is not None else None
    return (year.start, year.end) if year is not None else None


def own_value(text: str, m: DateMention, frame: Frame) -> Literal["alone", "so far", "against", ""]:
    """Whether a figure behind a date is its own: ``alone`` where it can have no other period, ``so far`` where a noun stands between.

    ``against``: it is a part or multiple of what was then (不到2013年的一半).
    """
    q = frame.quantity
    if (
        q.kind == "rate"
        and _AS_MUCH_AS.search(text, max(0, m.span[0] - 5), m.span[0] + m.text.startswith(("到", "至")))
        and _THE.fullmatch(text, m.span[1], q.span[0])
        and not sets_out(text, m.span[0])
    ):
        return "against"
    if q.kind in ("amount", "rate") and m.role != "since" and _THE.fullmatch(text, m.span[1], q.span[0]):
        return "alone"
    back = _BACK_TO.search(text, max(0, m.span[0] - 2), m.span[0])
    if q.kind in ("amount", "rate") and m.role == "period" and m.rule == "date.year-part" and not back:
        words = _TO_REACH if m.text.startswith(("到", "至")) else _NOTHING
        if m.text.endswith("年") and words.fullmatch(text, m.span[1], q.span[0]):
            return "alone"
    if m.precision == "years" and _OF_ITS_MEAN.fullmatch(text, m.span[1], q.span[0]):
        return "alone"
    if m.role != "base" or not _COMPARED.search(text, max(0, m.span[0] - 3), m.span[0]):
        return ""
    if _IN_BRACKETS.fullmatch(text, m.span[1], q.span[0]) and text[q.span[1] : q.span[1] + 1] in ("）", ")"):
        return "alone"
    level = q.kind == "rate" and m.precision != "day" and _OF_ITS_LEVEL.match(text, q.span[1]) is not None
    level = level or q.kind == "amount"
    directly = level and not text[m.span[1] : q.span[0]].strip(" （(") and not is_gap(text, m, q.span)
    if directly or _is_compared_noun(text, m, frame) or _OF_IT.fullmatch(text, m.span[1], q.span[0]):
        return "alone"
    return "so far" if _ITS_OWN.fullmatch(text, m.span[1], q.span[0]) else ""


def is_gap(text: str, m: DateMention, figure: Span) -> bool:
    """Whether a figure tells by how much that of a date right before it is surpassed (超去年同期17个)."""
    if text[m.span[1] : figure[0]].strip() or text.startswith("的", figure[1]):
        return False
    return _SURPASSED.search(text, max(0, m.span[0] - 4), m.span[0]) is not None


def _is_compared_noun(text: str, m: DateMention, frame: Frame) -> bool:
    """Whether a figure is that of a noun of the date which another is compared with (与2022年人口1766万人相比)."""
    q = frame.quantity
    if q.kind != "amount":
        return False
    if _NOUN_OF_IT.fullmatch(text, m.span[1], q.span[0]) and _THEN.match(text, q.span[1]):
        return True
    return _COUNTS_OF_IT.fullmatch(text, m.span[1], q.span[0]) is not None and _NOW_DIFFERS.match(text, q.span[1]) is not None


def mean_since(before: Sequence[DateMention], last: Key) -> Key:
    """The years that a mean is of where its sentence compares a time with an earlier year (比2010年增加5万人，年均增长0.5%); or None.

    ``before``: the dates before the figure in its sentence; ``last``: the period spoken of.
    """
    base = next((m for m in reversed(before) if m.role == "base" and m.end is not None and m.start is not None), None)
    if base is None or base.end is None or last is None or last[1].year - base.end.year < _TWO_YEARS:
        return None
    years = cal.years(base.end.year + 1, last[1].year)
    return (years.start, years.end) if years is not None else None


def origin(row: Sequence[DateMention], earlier: Sequence[DateMention], last: Key, frame: Frame) -> DateMention | None:
    """The date that a change of 同期 sets out from: the last one told that is before the time spoken of.

    (2015年底有5张，比2010年多了2张；同期，医师由1.5人增至2人.)

    Args:
        row: the dates before the figure in its sentence.
        earlier: those of the sentence before.
        last: the period spoken of.
        frame: the figure.
    """
    if not frame.sets_out or frame.revised or not row or last is None or not row[-1].text.startswith(("同期", "同一时期", "同时期")):
        return None
    found = (m for m in (*reversed(row[:-1]), *reversed(earlier)) if m.end is not None and m.end < last[0])
    return next(found, None)


def begun(text: str, row: Sequence[DateMention], frame: Frame) -> DateMention | None:
    """The date at which began what a change up to a later one tells of: its first end is of then; or None.

    (2003年启动减盐行动，到2011年摄入量由9.5克降为8.1克.) ``row``: the dates before the figure in its sentence.
    """
    if not frame.sets_out or frame.revised or len(row) < _TWO_DATES or not row[-1].text.startswith(("到", "至")):
        return None
    first, last = row[-2], row[-1]
    if first.role == "base" or (first.precision == "years" and first.role != "since"):
        return None
    if first.start is None or last.start is None or first.start >= last.start:
        return None
    return first if _BEGAN.match(text, first.span[1], last.span[0]) else None


def since(m: DateMention, key: Key, frame: Frame) -> Key:
    """The period of a figure that a stretch up to now holds for; of the first end of a change the year it began in (自2010年以来，由8亿增至37亿)."""
    if key is None or not frame.sets_out or m.role != "since":
        return key
    year = cal.year(key[0].year)
    return (year.start, year.end) if year is not None else key


def in_brackets_behind(text: str, m: DateMention, frame: Frame) -> bool:
    """Whether a date stands alone in brackets right behind a figure (2147万人（2024年末）)."""
    end = frame.quantity.span[1]
    return end <= m.span[0] <= end + 3 and text[end : m.span[0]].strip(" ") in ("（", "(") and text[m.span[1] : m.span[1] + 1] in ("）", ")")
