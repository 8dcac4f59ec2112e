"""Names for the whole web (IRIs) of what a run tells of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+")


@dataclass(frozen=True, slots=True)
class Names:
    """Names that begin with ``base``."""

    base: str

    def of(self, kind: str, id: str) -> str:
        """The name of a thing by its kind and id, whatever characters the id holds."""
        return f"{self.base}{kind}/{quote(id, safe='')}"

    @property
    def program(self) -> str:
        """The name of zh-extract."""
        return f"{self.base}zh-extract"


def web_address(url: str | None) -> str | None:
    """An address that can stand as a link, else None: what articles give as their address need not be one."""
    return url if url is not None and _ADDRESS.fullmatch(url) else None
