"""Years as words name them: 2024年, 民国113年, 去(112)年, 今年, 同年, 98年.

A year is read from its words alone (``Year``) and becomes a year of our era in its context.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

import regex

from extract.data import alternatives, load_patterns, read_table
from extract.mentions.date_reading import Context
from extract.mentions.numerals import DIGITS, parse
from extract.model import Grounding

_HAN = "〇零○一二三四五六七八九"
_ZEROS = "0OО"  # typed for 〇: 二00六年
YEAR4 = rf"(?:(?:1[6-9]|20|21)\d{{2}}|[一二][{_HAN}{_ZEROS}]{{3}})"
_AS_TYPED = str.maketrans(_ZEROS, "〇" * len(_ZEROS))
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
DAY = r"(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])"
COUNT = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
RANGE = r"\s?(?:至|到|[-－–—−~～]{1,2}|──)\s?"

# The first year of the Republic is 1912.
BEFORE_THE_REPUBLIC = 1911
_NO_SHORT, _LAST_OF_REPUBLIC = 100, 150  # 112年8月底 can be no year of ours
# Tells the century of 98年 and 24年 where the article's date is unknown.
_SOME_NOW = 2025
_LATE_IN_THE_YEAR = 11  # a month from which the new year is the next one


Origin = Literal["written", "now", "new", "named", "told", "short", "republic"]


@dataclass(frozen=True, slots=True)
class Year:
    """A year as its words have it.

    ``origin`` says what the number counts from: nothing (``written``), the article's year (``now``), the one that begins
    or has begun about its day (``new``: 新的一年), the year named last (``named``), the year told of last or else the
    article's (``told``: 上年), a century that context decides (``short``), or the Republic where the article does so
    (``republic``).
    """

    origin: Origin
    number: int

    @property
    def grounding(self) -> Grounding:
        """How a date of this year is grounded."""
        groundings: dict[str, Grounding] = {"now": "publication", "new": "publication", "named": "coreference", "told": "publication"}
        return groundings.get(self.origin, "explicit")

    def fits(self, context: Context) -> bool:
        """Whether the words are a year at all in this context; 113年 is a duration where nobody counts from 1912."""
        if self.origin == "republic":
            return context.roc
        return self.origin != "short" or self.number < _LAST_OF_REPUBLIC

    def resolve(self, context: Context) -> int | None:
        """The year of our era, or None where it can't be known."""
        if self.origin == "written":
            return self.number if self.number > 0 else None
        if self.origin == "now":
            return None if context.now is None else context.now + self.number
        if self.origin == "new":
            day = context.reference
            return None if day is None else day.year + (day.month >= _LATE_IN_THE_YEAR)
        if self.origin == "told":
            named = _told(context)
            return None if named is None else named + self.number
        if self.origin == "named":
            spoken = context.last or context.told
            told = spoken.end.year if spoken is not None else None  # in a sentence before
            named = context.named if context.named is not None else context.now if context.alone else told
            return None if named is None else named + self.number
        if self.number >= _NO_SHORT or (context.roc and 1 <= self.number <= _LAST_OF_REPUBLIC):
            return self.number + BEFORE_THE_REPUBLIC
        latest = (context.now or _SOME_NOW) + 15
        return 2000 + self.number if 2000 + self.number <= latest else 1900 + self.number


def _told(context: Context) -> int | None:
    """The year that a text speaks of: the one named in the sentence, else told last if it is not ahead, else the article's."""
    if context.named is not None:
        return context.named
    last = context.counted.end.year if context.counted is not None else None
    if last is not None and (context.now is None or last <= context.now):
        return last
    return context.now


def number(text: str) -> int:
    """The worth of a numeral as dates write them: digits one by one (二〇二四) or composed (二十); 元 is the first."""
    if text == "元":
        return 1
    if text.isdigit():
        return int(text)
    text = text.translate(_AS_TYPED)
    if len(text) > 1 and all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    found = parse(text)
    return int(found.value) if found else 0


def count(text: str) -> int:
    """How many a numeral says: two neighbours (两三, 三五) are up to the larger, not 23."""
    if len(text) == 2 and not text.isascii() and all(c in DIGITS for c in text):
        first, last = DIGITS[text[0]], DIGITS[text[1]]
        return last if first < last <= first + 2 else 0
    return number(text)


@cache
def _relative() -> dict[str, Year]:
    return {r["word"]: Year(cast("Origin", r["from"]), int(r["years"])) for r in read_table("lexicons/relative_years.tsv")}


_AFTER_SHORT = load_patterns("after_short_years").pattern
# 零八年, and 五八年 where a month or a part of the year follows: 三五年 alone is three to five years.
_TWO_HAN = (
    rf"[〇零○][{_HAN}](?=\s?年)|[五六七八九][{_HAN}](?=\s?年(?:{MONTH}月|[上下]半年|前{COUNT}个?[月季]|第?[一二三四1-4]季|[初底末]))"
    rf"|[一二][{_HAN}](?=\s?年(?:{MONTH}月份?(?![之以]?[前后内])|[上下]半年|第[一二三四1-4]季))"
    # 九八年, 七六年 are no durations: 七八年 may be seven or eight years.
    # 一六年 and 二四年 too, as papers of Hong Kong write; 一二年 and 二三年 may be so many years.
    r"|(?:(?<![统万单之唯周])一一|一[〇○零三四五六七八九]|二[〇○零一二四五])(?=年(?![级代制期间前后内来多计规龄均限]))"
    r"|(?:五[一二三四五七八九]|六[一二三四五六八九]|七[一二三四五六七九]|八[一二三四五六七八]|九[一二三四五六七八九])(?=年(?![级代制期间]))"
)
# Years of the Republic in characters (九十五年, 一百一十二年, 一一二年); a round one (九十年) is one of those only before a part of the year.
_HAN_REPUBLIC = (
    rf"(?:[七八九]十[一二三四五六七八九]|一百(?:[零〇][一二三四五六七八九]|一?十[一二三四五六七八九]|[一二]十[一二三四五六七八九])|一[〇零○一二][{_HAN}])(?=\s?年)"
    rf"|(?:[七八九]十|一百(?:一?十|二十)?)(?=\s?年(?:度|{MONTH}月|[上下]半年|前{COUNT}个?[月季]|第?[一二三四1-4]季|[初底末]))"
)

# 2024台湾灯会: the year of what comes round, without 年.
_EVENTS = load_patterns("yearly_events").pattern
# 2025上半年, 2024全年, 2025前三季度: headlines leave 年 out. Not: 2011半年报.
_OF_YEAR = rf"(?:(?:全年|[上下]半年)(?![报度期级])|(?:(?:前|第)?[一二三四]|第[1-4])季度?(?![报节])|前{COUNT}个?(?:月|季度))"

YEAR = (
    rf"(?:(?:民国\s?(?P<era_year>\d{{1,3}}|[{_HAN}十百]{{1,6}}|元)|(?:公元|西元)?(?<!公元前|西元前)(?P<year4>{YEAR4})\s?)年度?(?!代)"
    rf"|(?<!\d)(?P<year4>{YEAR4})(?=(?:[、和与及]\s?{YEAR4})+\s?(?:[两二三四五]?年))"
    rf"|(?<!\d)(?P<year4>{YEAR4})(?=[、和与及]\s?\d\d\s?年(?![间来内期]))"  # 2018、19年
    rf"|(?<=(?<!\d)(?:19|20)\d\d[、和与及])(?P<short>\d\d)\s?年(?![间来内期])"
    rf"|(?<!\d)(?P<year4>{YEAR4})(?=[两二三四五]年|[“\"「]?\p{{Han}}{{2,4}}[”\"」]?(?:假期|小?长假|黄金周|假日))"
    rf"|(?<![\d.A-Za-z-])(?P<year4>{YEAR4})(?=\s?{_OF_YEAR})"
    rf"|(?<![\d.A-Za-z-])(?P<year4>{YEAR4})(?=\s?(?:[\p{{Han}}]{{1,8}}?)?(?:{_EVENTS})(?![员场费馆所址]))"
    rf"|[今去前明本上]\s?[（(]\s?(?P<stated_year>\d{{2,4}})\s?[）)]\s?年度?"
    # 两年前年均, 来台人次年增: no year before last, none that follows
    rf"|(?!(?<=[\d一二两三四五六七八九十几多]年?)前年|前年度|(?<=人)次年[增减成])(?P<relative>{alternatives(list(_relative()))})"
    rf"|(?<![\d.第])(?:(?P<short>\d{{2,3}})\s?年(?={_AFTER_SHORT})|(?P<short>0\d)年(?!代))度?"
    rf"|(?<=[较比])(?P<short>(?![123]0)[0-2]\d)\s?年(?=的?\s?\d|同期)"  # 较17年的76%
    rf"|(?<![\d.第])(?:(?P<republic>1[0-4]\d)\s?年|(?P<republic>[7-9]\d)\s?年(?!间))(?![级代来之]|以来|历史)度?"
    rf"|(?<![{_HAN}十百千万亿第\d几数近约达])(?P<republic>{_HAN_REPUBLIC})\s?年(?![级代来之间]|以来|历史)度?"
    rf"|(?<![{_HAN}十百千万亿第\d])(?P<two_han>{_TWO_HAN})\s?年)"
)


def read_year(m: regex.Match[str]) -> Year:
    """The year that a match of ``YEAR`` names."""
    if m["era_year"]:
        value = number(m["era_year"])
        return Year("written", value + BEFORE_THE_REPUBLIC if value else 0)
    if m["stated_year"]:
        value = int(m["stated_year"])
        return Year("written", value if value > 1000 else value + BEFORE_THE_REPUBLIC)
    if m["relative"]:
        return _relative()[m["relative"]]
    if m["short"]:
        return Year("short", int(m["short"]))
    if m["republic"]:
        return Year("republic", number(m["republic"]))
    if m["two_han"]:
        value = number(m["two_han"])
        return Year("written", 2000 + value if value < 50 else 1900 + value)
    return Year("written", number(m["year4"]))
