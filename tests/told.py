"""What a test asks of claims whatever their confidence."""

from __future__ import annotations

from extract import Claim, Extractor


def metrics_of(extractor: Extractor, text: str) -> dict[str, str]:
    """Names of metrics by the words of the value, of a text about 甘肃省 in 2024; the last where a value comes twice."""
    result = extractor(f"2024年甘肃省经济运行情况。{text}")
    return {c.value.text or "": c.metric.name for c in (*result.claims, *result.candidates)}


def place_of(extractor: Extractor, text: str, value: str) -> str:
    """The name of the place that a value is of."""
    result = extractor(text)
    return next(c.city.name for c in (*result.claims, *result.candidates) if c.value.text == value)


def claims_by_value(extractor: Extractor, text: str, published: str = "2025-03-01") -> dict[str, Claim]:
    """The claims of a text by the words of the value; the last in the text where a value comes twice."""
    result = extractor(text, published=published)
    found = sorted((*result.claims, *result.candidates), key=lambda c: c.value.span or (0, 0))
    return {c.value.text or "": c for c in found}
