"""What a form sends: the fields of a claim that a reviewer changed. Everything else stays as it is."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from extract.contract import Bound, Kind, Status

_LONG = 200
_FAR = 100_000_000
Place = Annotated[int, Field(ge=0, le=_FAR)]
Range = tuple[Place, Place]
Basis = Literal["yoy", "mom", "average_annual", "since", "place", "target", ""]
Source = Literal["report", "body", "company", "person", "media", "law", "survey", "conference"]
Words = Annotated[str, Field(max_length=_LONG)]
Figure = Annotated[float, Field(allow_inf_nan=False)]


class _Edit(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Selected(_Edit):
    span: Range | None = Field(default=None, description="words selected in the article, in code points")
    repaired: bool = Field(default=False, description="the span is in the repaired text")


class CityEdit(_Selected):
    """A place by its name, or by words of the article."""

    name: Words | None = None


class MetricEdit(_Selected):
    """A metric by its name, or by words of the article."""

    name: Words | None = None


class ValueEdit(_Selected):
    """A value by its words in the article, read by the extractor's rules; what is given beside them holds in place of what was read."""

    text: Words | None = Field(default=None, description="words that stand in the article")
    kind: Kind | None = None
    number: Figure | None = None
    low: Figure | None = None
    high: Figure | None = None
    unit: Words | None = Field(default=None, description="empty for none")
    bound: Bound | None = None
    basis: Basis | None = Field(default=None, description="what a growth is measured against; empty for not told")
    label: Words | None = None


class DateEdit(_Selected):
    """A period in words (2024年上半年), as days (2024-01-01..2024-06-30), or by words of the article; empty words for none."""

    words: Words | None = None


class AttributionEdit(_Selected):
    """Who says it, by name or by words of the article; an empty name for nobody."""

    name: Words | None = None
    kind: Source | None = None


class Edits(_Edit):
    """The changed fields of a claim."""

    city: CityEdit | None = None
    metric: MetricEdit | None = None
    value: ValueEdit | None = None
    date: DateEdit | None = None
    attribution: AttributionEdit | None = None
    status: Status | None = None

    @property
    def any(self) -> bool:
        """Whether anything is changed."""
        return any(getattr(self, name) is not None for name in ("city", "metric", "value", "date", "attribution", "status"))
