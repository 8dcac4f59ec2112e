"""What the words of a table's heads, first cells and captions say: a metric, a place, a period, a unit, a growth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import regex

from extract.claims import catalogue
from extract.claims.occurrences import Occurrence
from extract.data import alternatives, read_table
from extract.data.configuration import per_configuration
from extract.data.late import late_regex
from extract.mentions import calendar as cal
from extract.mentions import metrics
from extract.model import DateMention, Precision, Span
from extract.text.spans import Spans

_GROWTH = late_regex(
    r"(?:同口径|可比口径|按可比价(?:格)?|名义|实际|累计)?(?:[比较]?(?:上年|去年|上月|上季度?|同期|上年同期|去年同期)|同比|环比|年均|平均){0,4}"
    r"(?:[±+]|(?:增长|增速|增幅|涨幅|涨跌幅?|升幅|增减|增加(?!值)|增量|变化|变动)(?:率|速度?|幅度?|量|额|数|情况)?)|(?:同比|环比)$"
)
_LEVEL = regex.compile(r"自然增长率|机械增长率|自然变动率")  # rates that end like a change and are none
_NUMBERED = late_regex(
    r"^\s*(?:[#＃*]\s?|其中\s?[:：]?\s?|[一二三四五六七八九十]{1,3}、|"
    r"[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.、．]\s?(?!\d)|[-—·]\s?)+"
)
_TABLE = regex.compile(r"^\s*[（(]?(?:附?表|图)\s?[\d一二三四五六七八九十]{0,3}(?:[-—.]\d+)?\s?[:：]?\s*")
_ABOUT = late_regex(r"^(?:部分|主要|重点|历年|近年来?|分|各|按|全部|所有|的)*(?:城市|地区|市州|市|省份?|区县|县区|县|区|省区市|国家)?(?:的|分)?")
_BARE_YEAR = regex.compile(r"\s*(?P<year>(?:19|20)\d\d)\s?(?P<rest>\p{Han}*)\s*")  # 2018, 2018修订前
_BARE_PERIOD = regex.compile(r"^(?:全年|年度|年末|年底|末|底|历年|上半年|前|度)")
_CLOSING = late_regex(
    r"(?:的?(?:统计|数据|情况|对比|一览|排名|排行|分布|变化|构成|完成|汇总)?(?:表|图|榜)?|"
    r"(?:情况|数据|对比|排名|排行榜?|一览))$"
)
_NONE = regex.compile(r"[\s\p{P}\p{S}]*")
_NAME = regex.compile(r"[\p{Han}A-Za-z]{2}|\d[^\d\n]*\p{Han}")
_WORDS = regex.compile(r"[\p{Han}A-Za-z]+")
_LONGEST = 16  # characters of a metric's name in running text
_LEFT = 1  # characters beside a place that only close its name (成都市 of the gazetteer, 区)


@dataclass(frozen=True, slots=True)
class Period:
    """When the figures of a row or column hold; ``mention`` is None for a bare year."""

    key: tuple[dt.date, dt.date]
    precision: Precision
    mention: DateMention | None


@dataclass(frozen=True, slots=True)
class Head:
    """What a cell beside or above figures says of them, or a caption.

    Attributes:
        name: the words of a metric, "" where there are none.
        span: where the name stands as it is, or None.
        role: class of the word in ``lexicons/table_heads.tsv``, "" for others.
        unit: that it states in brackets, or None.
        growth: it speaks of a change.
        words: all that stands in the cell.
    """

    name: str = ""
    span: Span | None = None
    role: str = ""
    unit: str | None = None
    growth: bool = False
    place: Occurrence | None = None
    period: Period | None = None
    words: str = ""


@per_configuration()
def _unit() -> str:
    """A pattern for a unit as tables state it."""
    written = alternatives([row["written"] for row in read_table("units.tsv") if regex.search(r"\p{Han}", row["written"])])
    return rf"(?:[百千万亿]*(?:{written})(?:[/／]\p{{Han}}{{1,4}})?|[%％‰]|\p{{Han}}{{1,4}}[/／]\p{{Han}}{{1,4}})"


@per_configuration()
def _stated() -> regex.Pattern[str]:
    return regex.compile(
        rf"[（(]\s?(?:单位)?\s?[:：]?\s?(?P<unit>±?{_unit()})\s?(?:[，,][^）)]{{0,60}})?[）)]|"
        rf"单位\s?[:：]\s?(?P<caption>{_unit()})|(?P<bare>[%％‰])\s*$"
    )


@per_configuration()
def _captioned() -> regex.Pattern[str]:
    return regex.compile(rf"单位\s?[:：]\s?(?P<unit>{_unit()})")


def said_unit(words: str) -> str | None:
    """The unit that words state in brackets or behind 单位：, or None."""
    found = list(_stated().finditer(words))
    return (found[-1]["unit"] or found[-1]["caption"] or found[-1]["bare"]).lstrip("±") if found else None


def captioned_unit(words: str) -> str | None:
    """The unit that a line above figures states for all of them, or None."""
    found = _captioned().search(words)
    return str(found["unit"]) if found else None


@cache
def _roles() -> dict[str, str]:
    return {_bare(row["word"]): row["class"] for row in read_table("lexicons/table_heads.tsv")}


def _bare(words: str) -> str:
    return str(regex.sub(r"\s|[（(][^）)]{0,100}[）)]", "", words))


class Heads:
    """Reads heads of one article, whose places and dates are known."""

    def __init__(self, text: str, places: Sequence[Occurrence], dates: Sequence[DateMention]) -> None:
        self._text = text
        self._places = Spans((o for o in places if o.span and o.members == 1), lambda o: o.span or (0, 0))
        self._dates = Spans((d for d in dates if d.role != "base" and d.start is not None), lambda d: d.span)

    def cell(self, spans: Sequence[Span]) -> Head:
        """What the cells of a head say, from the upper to the lower, or the first cells of a row."""
        parts = [self._one(span) for span in spans]
        named = [p for p in parts if p.name]
        names = [p.name for p in named]
        name = "".join(a for a, b in pairwise([*names, ""]) if not b.startswith(a))
        last = parts[-1] if parts else Head()
        return Head(
            name, named[0].span if len(named) == 1 else None, next((p.role for p in reversed(parts) if p.role), "") if not name else "",
            next((p.unit for p in reversed(parts) if p.unit), None), any(p.growth for p in parts),
            next((p.place for p in reversed(parts) if p.place), None), next((p.period for p in reversed(parts) if p.period), None), last.words,
        )  # fmt: skip

    def _one(self, span: Span) -> Head:
        words = self._text[slice(*span)].strip()
        unit = said_unit(words)
        place, period, rest = self._without(span)
        name = _NUMBERED.sub("", _stated().sub("", rest)).strip(" \u3000\t|:：")
        role = _roles().get(_bare(words), "") or _roles().get(_bare(name), "")
        growth = _GROWTH.search(name) is not None and not _LEVEL.search(name)
        if growth:
            name = _GROWTH.sub("", name).strip(" \u3000的")
            role = role or "growth"
        if role == "cumulative":
            role, period = "value", None
        if role or (place and len(name) <= _LEFT) or not _NAME.search(name):
            return Head("", None, role or _roles().get(_bare(name), ""), unit, growth, place, period, words)
        if period and _BARE_PERIOD.fullmatch(name):
            name = ""
        start = self._text.find(name, *span)
        return Head(name, (start, start + len(name)) if name and start >= 0 else None, "", unit, growth, place, period, words)

    def _without(self, span: Span) -> tuple[Occurrence | None, Period | None, str]:
        """The one place and the one period in a span, and the words without them."""
        here = [o for o in self._places.touching(span) if o.span and span[0] <= o.span[0] and o.span[1] <= span[1]]
        when = [d for d in self._dates.touching(span) if span[0] <= d.span[0] and d.span[1] <= span[1]]
        place = max(here, key=lambda o: (o.span or (0, 0))[1]) if here else None
        period = None
        cuts = [o.span for o in here if o.span]
        if len(when) == 1 and when[0].start and when[0].end:
            period = Period((when[0].start, when[0].end), when[0].precision, when[0])
        cuts += [d.span for d in when]
        words = "".join(c for i, c in enumerate(self._text[slice(*span)], span[0]) if not any(a <= i < b for a, b in cuts))
        bare = None if when else _BARE_YEAR.fullmatch(words)
        found = cal.year(int(bare["year"])) if bare else None
        if bare and found:
            return place, Period((found.start, found.end), "year", None), bare["rest"]
        return place, period, words

    def caption(self, span: Span) -> Head:
        """What a line above a table says of all its figures."""
        words = self._text[slice(*span)]
        place, period, rest = self._without(span)
        name = _TABLE.sub("", _stated().sub("", rest)).strip()
        name = _CLOSING.sub("", _ABOUT.sub("", _BARE_PERIOD.sub("", name.strip(" \u3000:：的")))).strip(" \u3000的")
        growth = _GROWTH.search(name) is not None and not _LEVEL.search(name)
        if growth:
            name = _GROWTH.sub("", name).strip(" \u3000的")
        known = len(name) > 1 and (catalogue.match(name) is not None or metrics.bare_head_in(name, len(name) - 1) is not None)
        start = self._text.find(name, *span) if known else -1
        where = (start, start + len(name)) if start >= 0 else None
        unit = captioned_unit(words) or said_unit(words)
        return Head(name if known else "", where, "", unit, growth, place, period, words)

    def told(self, span: Span) -> Head:
        """What running text above a table says that its figures are: the one metric of the catalogue that it names, if it names one only."""
        found: dict[str, Span] = {}
        at = span[0]
        while at < span[1] - 1:
            ends = range(min(span[1], at + _LONGEST), at + 1, -1)
            end = next((e for e in ends if _WORDS.fullmatch(self._text, at, e) and catalogue.named(self._text[at:e])), at)
            if end > at:
                found[catalogue.plain(self._text[at:end])] = (at, end)
            at = max(end, at + 1)
        where = next(iter(found.values())) if len(found) == 1 else None
        return Head(self._text[slice(*where)], where, unit=said_unit(self._text[slice(*span)])) if where else Head()


def is_empty(words: str) -> bool:
    """Whether a cell holds nothing but marks."""
    return _NONE.fullmatch(words) is not None
