"""zh-extract: structured claims from Chinese articles, each pointing at the characters that support it.

The public API; see the README and docs/.
"""

from __future__ import annotations

from extract.api import Extractor, find_dates, find_places, find_quantities, normalize
from extract.errors import ZhExtractError
from extract.pipeline import Result
from extract.version import __version__

__all__ = ["Extractor", "Result", "ZhExtractError", "__version__", "find_dates", "find_places", "find_quantities", "normalize"]
