"""The form of a configuration: what each table may hold. docs/configuration.md is made from these models."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from extract.model import AttributionKind, Bound, Level, Precision, ValueKind


def _words(value: str) -> str:
    if value != value.strip() or not value.strip():
        raise ValueError("it is empty or has blanks around it")
    if ";" in value or "\t" in value or "\n" in value:
        raise ValueError("it holds a semicolon, a tab or a line end")
    return value


def _distinct(values: list[str]) -> list[str]:
    twice = sorted({v for v in values if values.count(v) > 1})
    if twice:
        raise ValueError(f"it lists {twice[0]!r} twice")
    return values


def _written(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value  # a day of TOML, without quotes


def _day(value: str) -> str:
    dt.date.fromisoformat(value if len(value) > 5 else f"2024-{value}")  # 2024 has a 29 February
    if not re.fullmatch(r"(?:\d{4}-)?\d{2}-\d{2}", value):
        raise ValueError("it is no day")
    return value


Words = Annotated[str, AfterValidator(_words)]
WordList = Annotated[list[Words], AfterValidator(_distinct)]
Day = Annotated[str, BeforeValidator(_written), AfterValidator(_day)]
MetricId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
RuleId = Annotated[str, Field(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$")]
Said = Literal["amount", "rate", "growth", "rank", "ratio"]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Metric(_Table):
    """A metric of your own, or further wordings of one of ours."""

    id: MetricId = Field(description="as in `metric.id` of claims: lower-case letters, digits, hyphens; the id of one of ours adds synonyms to it")
    name: Words | None = Field(default=None, description="official name, `metric.canonical` of claims; left out for one of ours")
    synonyms: WordList = Field(default_factory=list, description="other wordings in articles, each of which means this metric and nothing else")
    english: str = Field(default="", description="English name")
    units: WordList = Field(default_factory=list, description="usual units, without 万 and 亿; money as ISO 4217 (`CNY`); a hint, not a condition")
    kinds: list[Said] = Field(default_factory=lambda: list[Said](["amount", "growth", "rank"]), description="kinds of value that it is told with")
    flow: Literal["flow", "stock", "rate"] = Field(default="flow", description="of a period, of a point in time, or a share, ratio or price")


class Place(_Table):
    """A place that our tables lack, or further names of one of ours."""

    name: Words | None = Field(default=None, description="as claims name it; left out where `code` is that of one of ours")
    code: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")] | None = Field(
        default=None, description="`city.adcode` of claims: a GB/T 2260 code, or an id of your own"
    )
    level: Level | None = Field(default=None, description="as in claims; needed for a new place")
    aliases: WordList = Field(default_factory=list, description="other names in articles")
    parent: Words | None = Field(default=None, description="the place that it lies in, by code or full name")
    members: WordList = Field(default_factory=list, description="of a region or group: its places, by code or full name")


class Unit(_Table):
    """A unit that our table lacks."""

    written: Words = Field(description="as articles write it, without 万 and 亿")
    base: Words | None = Field(default=None, description="`value.unit` of claims; itself where left out")
    kind: Literal["counter", "measure", "time", "money"] = Field(
        default="counter", alias="class", description="what it is: it counts things, measures, is a duration, or money (`base` is then ISO 4217)"
    )
    factor: Annotated[Decimal, Field(gt=0)] = Field(default=Decimal(1), description="how many of the base unit it is")


class Mended(_Table):
    """A text and what the repair makes of it."""

    text: str = Field(min_length=1, description="a text")
    mended: str = Field(min_length=1, description="how it reads when repaired")


class SpunWord(_Table):
    """A word that a rewriting program put in the place of another."""

    wrong: Words = Field(description="what stands in the copy")
    right: Words = Field(description="what stood in the article")
    before: str = Field(default="", description="a regular expression for the end of what precedes; `!` before it: must not precede")
    after: str = Field(default="", description="the same for the beginning of what follows")
    certain: bool = Field(
        default=True, description="no healthy text has the word in this context: always undone. If false, only in an article shown to be spun"
    )
    yes: list[Mended] = Field(default_factory=list, description="texts that must be mended")
    no: list[str] = Field(default_factory=list, description="texts that must be left alone")


class QuantityExample(_Table):
    """A text, the words that the rule must take, and what it must read."""

    text: str = Field(min_length=1, description="a text")
    words: str = Field(min_length=1, description="what the rule takes in it")
    number: Decimal | None = Field(default=None, description="the number in base units")
    low: Decimal | None = Field(default=None, description="the lower end")
    high: Decimal | None = Field(default=None, description="the upper end")
    unit: str | None = Field(default=None, description="the base unit")
    kind: ValueKind | None = Field(default=None, description="the kind of value")
    bound: Bound | None = Field(default=None, description="how the words bound it")


class DateExample(_Table):
    """A text, the words that the rule must take, and the days that it must read."""

    text: str = Field(min_length=1, description="a text")
    words: str = Field(min_length=1, description="what the rule takes in it")
    reference: dt.date | None = Field(default=None, description="the article's own date")
    start: dt.date | None = Field(default=None, description="the first day")
    end: dt.date | None = Field(default=None, description="the last day")


class MetricExample(_Table):
    """A text, the value in it that the rule must name, and the name."""

    text: str = Field(min_length=1, description="a text")
    words: str = Field(min_length=1, description="the value's words")
    metric: str | None = Field(default=None, description="the metric's name")


class AttributionExample(_Table):
    """A text and the source that the rule must find in it."""

    text: str = Field(min_length=1, description="a text")
    words: str = Field(min_length=1, description="the source's words")
    name: str | None = Field(default=None, description="the source's name")


class _Rule(_Table):
    id: RuleId = Field(description="in `provenance.rule` of claims; not one that begins like ours (`quantity.`, `date.`, `metric.` …)")
    pattern: str = Field(min_length=1, description="a regular expression of the module `regex`, with the placeholders of the kind")
    no: list[str] = Field(min_length=1, description="texts in which the rule must find nothing")


class QuantityRule(_Rule):
    """Words that hold a number. Placeholders: `{number}`, or `{low}` and `{high}`."""

    kind: Literal["quantity"] = Field(description="`quantity`")
    value: Said = Field(default="amount", description="the kind of value")
    unit: Words | None = Field(default=None, description="the base unit of the number")
    factor: Decimal = Field(default=Decimal(1), description="what the number is multiplied by")
    number: Decimal | None = Field(default=None, description="the number, where the words say it without a numeral")
    yes: list[QuantityExample] = Field(min_length=1, description="texts with what the rule must read")

    @model_validator(mode="after")
    def _has_number(self) -> Self:
        named = ("{number}" in self.pattern) + ("{low}" in self.pattern and "{high}" in self.pattern) + (self.number is not None)
        if named != 1:
            raise ValueError("a quantity needs exactly one of: {number} in its pattern, {low} and {high} in its pattern, a number")
        return self


class DateRule(_Rule):
    """Words that name a time. Placeholder: `{year}`, the words of a year."""

    kind: Literal["date"] = Field(description="`date`")
    start: Day = Field(description="first day, YYYY-MM-DD; MM-DD in the year that the words, else the sentence, else the article's date name")
    end: Day = Field(description="last day in the same way; an earlier month and day lies in the year after")
    precision: Precision = Field(default="day", description="the grain of the words")
    yes: list[DateExample] = Field(min_length=1, description="texts with what the rule must read")

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if len(self.start) != len(self.end):
            raise ValueError("start and end must be both YYYY-MM-DD or both MM-DD")
        if len(self.start) > 5 and self.end < self.start:
            raise ValueError("end is before start")
        return self


class MetricRule(_Rule):
    """What a figure measures. Placeholder: `{value}`, the figure; a group `(?P<metric>…)` names the metric in the article's words."""

    kind: Literal["metric"] = Field(description="`metric`")
    metric: Words | None = Field(default=None, description="the metric's name, where the words do not say it themselves")
    yes: list[MetricExample] = Field(min_length=1, description="texts with what the rule must read")

    @model_validator(mode="after")
    def _names(self) -> Self:
        if self.pattern.count("{value}") != 1:
            raise ValueError("the pattern of a metric has {value} once, where the figure stands")
        if self.metric is None and "(?P<metric>" not in self.pattern:
            raise ValueError("a metric rule needs a metric, or a group (?P<metric>…) in its pattern")
        return self


class AttributionRule(_Rule):
    """Who says what follows. The group `(?P<source>…)` holds the source; it holds to the end of the paragraph."""

    kind: Literal["attribution"] = Field(description="`attribution`")
    attribution: AttributionKind = Field(description="the kind of source, as in claims")
    name: Words | None = Field(default=None, description="the source's name, where it is not the words of the group")
    yes: list[AttributionExample] = Field(min_length=1, description="texts with what the rule must read")

    @model_validator(mode="after")
    def _names(self) -> Self:
        if "(?P<source>" not in self.pattern:
            raise ValueError("the pattern of an attribution needs a group (?P<source>…)")
        return self


Rule = QuantityRule | DateRule | MetricRule | AttributionRule
RULES: dict[str, type[Rule]] = {"quantity": QuantityRule, "date": DateRule, "metric": MetricRule, "attribution": AttributionRule}
TABLES: dict[str, type[Metric | Place | Unit | SpunWord] | None] = {
    "metrics": Metric, "places": Place, "units": Unit, "spun_words": SpunWord, "rules": None,
}  # fmt: skip


def label(entry: BaseModel) -> tuple[str, str]:
    """The name or id of an entry, and what else tells of it in a few words."""
    match entry:
        case Metric():
            return entry.id, ", ".join([*([entry.name] if entry.name else []), *entry.synonyms])
        case Place():
            return entry.name or entry.code or "", ", ".join([*([entry.level] if entry.level else []), *entry.aliases])
        case Unit():
            return entry.written, f"{entry.factor.normalize():f} {entry.base or entry.written}"
        case SpunWord():
            return entry.wrong, entry.right
        case QuantityRule() | DateRule() | MetricRule() | AttributionRule():
            return entry.id, f"{entry.kind} {entry.pattern}"
    return "", ""
