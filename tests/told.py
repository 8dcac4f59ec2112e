"""What a test asks of claims whatever their confidence."""

from __future__ import annotations

from extract import Extractor


def metrics_of(extractor: Extractor, text: str) -> dict[str, str]:
    """Names of metrics by the words of the value, of a text about 甘肃省 in 2024; the last where a value comes twice."""
    result = extractor(f"2024年甘肃省经济运行情况。{text}")
    return {c.value.text or "": c.metric.name for c in (*result.claims, *result.candidates)}
