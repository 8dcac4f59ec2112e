"""Addresses on the web, as articles come with them."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+")


def web_address(url: str | None) -> str | None:
    """An address that can stand as a link, else None: what articles give as their address need not be one."""
    return url if url is not None and _ADDRESS.fullmatch(url) else None
