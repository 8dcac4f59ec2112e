"""A plugin of pytest for mutation testing: no test finds in a cache what a test before it left there."""

from __future__ import annotations

import functools
import gc
from typing import Any

_caches: list[Any] = []


def pytest_collection_finish() -> None:
    """Looks for the caches of the package, once all modules are imported: in the process that those of the mutants are forked from."""
    if not _caches:
        _caches[:] = [o for o in gc.get_objects() if isinstance(o, functools._lru_cache_wrapper) and o.__module__.startswith("extract")]


def pytest_runtest_setup() -> None:
    for cache in _caches:
        cache.cache_clear()
