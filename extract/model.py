"""The frozen objects that travel from one stage to the next.

Spans are half-open ``(start, end)`` pairs of Unicode code points. Which text a span is in is said by
the object that holds it: ``RawArticle`` and ``Repair`` speak of the raw text, everything after
normalization speaks of the normalized text until a claim is recorded.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

Span = tuple[int, int]
# Claims of lower confidence are candidates. Chosen where full F1 over held-out folds is highest; see docs/linking.md.
THRESHOLD = 0.25

Level = Literal["country", "region", "province", "city", "county", "township", "zone", "world", "foreign", "group"]
ValueKind = Literal["amount", "rate", "growth", "rank", "ratio", "category", "number"]
Bound = Literal["exact", "approx", "more_than", "at_least", "less_than", "at_most", "range"]
Precision = Literal["day", "month", "quarter", "half", "year", "years"]
Grounding = Literal["explicit", "inherited", "coreference", "publication", "implied"]
Status = Literal["actual", "target", "forecast", "policy"]
AttributionKind = Literal["report", "body", "company", "person", "media", "law", "survey", "conference"]
Role = Literal["title", "heading", "body", "boilerplate"]


# --- reading -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article besides its text; every field may be absent."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published: dt.date | None = None


@dataclass(frozen=True, slots=True)
class RawArticle:
    """An article as it was read: decoded, a byte-order mark dropped, nothing else changed.

    Attributes:
        id: the document_id of the output contract.
        text: the raw text that all spans of claims point into.
        metadata: title, publisher, author, url, date of publication, as far as the input gives them.
        encoding: the encoding that the bytes were in, or None if the text came decoded (JSON strings).
        main_text: name and version of the HTML main-text extractor, or None.
        source: the path that the article was read from, or None.
        truncated: the input ended in the middle of a character; the text is what came before.
    """

    id: str
    text: str
    metadata: Metadata = Metadata()
    encoding: str | None = None
    main_text: str | None = None
    source: str | None = None
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Reject:
    """One input that could not be read: where it stood, and why, in one line."""

    source: str
    id: str | None
    code: str
    reason: str


# --- normalization -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Edit:
    """A change that a fixer proposes to the text it was given: ``text[span]`` becomes ``replacement``."""

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Repair:
    """A change on record: which fixer, where in the raw text, what stood there and what is read."""

    kind: str
    span: Span
    before: str
    after: str


# --- structure -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the normalized text.

    Attributes:
        span: where it stands.
        clauses: spans of its clauses, split at commas, semicolons and colons; they tile the sentence.
        paragraph: index of its paragraph.
        section: index of its section; a heading opens a section and belongs to it.
        role: title, heading, body, or boilerplate (not extracted from).
    """

    span: Span
    clauses: tuple[Span, ...]
    paragraph: int
    section: int
    role: Role


class Token(NamedTuple):
    """A jieba token: its span and the part-of-speech flag of jieba's dictionary ("x" if it has none)."""

    text: str
    span: Span
    flag: str


# --- mentions ------------------------------------------------------------------------------------


class Quantity(NamedTuple):
    """A number with what it counts or measures. A tuple, as ``Token``: texts have many, and these are made in a third of the time.

    Attributes:
        span: the whole mention, with the words beside it that bound it (超过1000亿元).
        core: the number and its unit only (1000亿元).
        text: the words at ``span``.
        kind: amount, rate, growth, rank, ratio; ``number`` for a number without a unit.
        number, low, high: Decimal values in base units, as the output contract defines them.
        unit: ISO 4217 code, ``%``, ``pp``, else the simplified Chinese unit without 万/亿; None for rank and ratio.
        bound: exact, approx, more_than, at_least, less_than, at_most, range.
        rule: the id of the rule that found it.
    """

    span: Span
    core: Span
    text: str
    kind: ValueKind
    number: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    bound: Bound
    rule: str


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or period.

    Attributes:
        start, end: inclusive days, or None where they can't be known (a relative date without reference).
        precision: the grain of the words: day, month, quarter, half, year, years.
        grounding: explicit, publication (relative to the reference), coreference (同年, 同期), inherited.
        role: ``period`` for when something holds; ``base`` for what a change is measured against
            (较2020年, 比上年同期); ``since`` for an open start (2015年以来); ``until`` for 截至.
    """

    span: Span
    text: str
    start: dt.date | None
    end: dt.date | None
    precision: Precision
    grounding: Grounding
    role: Literal["period", "base", "since", "until"]
    rule: str


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the gazetteer. ``adcode`` is the GB/T 2260 code, or None where there is none."""

    name: str
    adcode: str | None
    level: Level
    members: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place in the text.

    Attributes:
        name, adcode, level: of the place it is resolved to; ``name`` is None for a reference that is not
            resolved yet (该市, 全省). A district's name has its city's before it, as in claims (杭州市西湖区).
        path: names of the divisions that it lies in, the highest first; filled for the Python API only.
        rule: ``place.official``, ``place.short``, ``place.chain``, ``place.deictic`` ...
        inside: True where the place only modifies a longer name (杭州市统计局, 中国银行): no subject by itself.
    """

    span: Span
    text: str
    name: str | None
    adcode: str | None
    level: Level
    rule: str
    members: tuple[Place, ...] = ()
    inside: bool = False
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """A named entity other than a place: PERSON, ORG, WORK (《…》), PRODUCT, EVENT, FAC.

    ``kind`` refines ORG: government, company, university, institute, media, bank, or None.
    """

    span: Span
    text: str
    label: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who the article says something from, and the span of text that is said."""

    span: Span
    text: str
    name: str
    kind: AttributionKind
    scope: Span
    rule: str


class Metric(NamedTuple):
    """What a quantity measures: the words at ``span``, and the name completed from context. A tuple, as ``Quantity``."""

    span: Span | None
    text: str | None
    name: str
    rule: str
    id: str | None = None
    canonical: str | None = None


@dataclass(frozen=True, slots=True)
class Mentions:
    """All mentions of one article, each list in the order of the text."""

    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    names: tuple[Name, ...] = ()
    attributions: tuple[Attribution, ...] = ()


# --- linking -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Linked:
    """A choice among candidates for one field of a claim: what, how it is grounded, and why."""

    value: object
    grounding: Grounding
    rule: str
    score: float = 0.0
    features: tuple[tuple[str, float], ...] = field(default=())
