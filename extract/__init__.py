"""zh-extract: structured claims from Chinese articles, each pointing at the characters that support it.

The public API; see the README and docs/. Its names are imported when they are first used, so that ``import extract`` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from extract.errors import ZhExtractError
from extract.version import __version__

if TYPE_CHECKING:
    from extract.api import Extractor, find_dates, find_money, find_places, find_quantities, load_config, normalize
    from extract.config import Configuration
    from extract.contract import Claim, Document
    from extract.model import DateMention, PlaceMention, Quantity, RawArticle
    from extract.pipeline import Result
    from extract.text.offsets import NormalizedText

__all__ = [
    "Claim", "Configuration", "DateMention", "Document", "Extractor", "NormalizedText", "PlaceMention", "Quantity", "RawArticle", "Result",
    "ZhExtractError", "__version__", "find_dates", "find_money", "find_places", "find_quantities", "load_config", "normalize",
]  # fmt: skip

_HOMES = {
    "Claim": "extract.contract", "Configuration": "extract.config", "DateMention": "extract.model", "Document": "extract.contract",
    "Extractor": "extract.api", "NormalizedText": "extract.text.offsets", "PlaceMention": "extract.model", "Quantity": "extract.model",
    "RawArticle": "extract.model", "Result": "extract.pipeline", "find_dates": "extract.api", "find_money": "extract.api",
    "find_places": "extract.api",
    "find_quantities": "extract.api", "load_config": "extract.api", "normalize": "extract.api",
}  # fmt: skip


def __getattr__(name: str) -> object:
    """A public name, from the module that it lives in; kept here once it was asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """All names of the package, the ones not yet imported too."""
    return sorted({*globals(), *__all__})
