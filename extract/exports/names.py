"""Names for the whole web (IRIs) of what a run tells of."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote


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
