"""Limits as people write them: sizes and times, which several commands have."""

from __future__ import annotations

import math
import re

import click

_UNITS = {"": 1, "B": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "KIB": 2**10, "MIB": 2**20, "GIB": 2**30, "K": 10**3, "M": 10**6, "G": 10**9}


class Size(click.ParamType[int]):
    """A number of bytes as people write it: ``500000``, ``20MB``, ``1.5 GiB``."""

    name = "SIZE"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number of bytes."""
        if isinstance(value, int):
            return value
        found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([A-Za-z]*)\s*", str(value))
        if found is None or found[2].upper() not in _UNITS or not (size := int(float(found[1]) * _UNITS[found[2].upper()])):
            self.fail(f"{value!r} is no size; write it as 500000, 500KB or 20MB", param, ctx)
        return size


class Seconds(click.ParamType[float]):
    """A number of seconds; ``none`` for no limit, which is told as infinity."""

    name = "SECONDS"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number of seconds."""
        if value == "none":
            return math.inf
        try:
            found = float(str(value))
        except ValueError:
            found = 0.0
        if not 0 < found < math.inf:
            self.fail(f"{value!r} is no time; write a number of seconds, or none", param, ctx)
        return found
