"""Packages that only some uses need."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from extract.errors import MissingExtraError


def needed(module: str, package: str, extra: str, purpose: str) -> Any:
    """A module of an optional package.

    Args:
        module: its name in Python.
        package: its name on PyPI.
        extra: which of our extras brings it.
        purpose: what it is for, as the error says it.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtraError(package, extra, purpose) from error
