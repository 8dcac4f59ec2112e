"""How the claims of an article came about, for a reader: as text (``text``) and as one standalone page (``page``).

``story.tell`` turns a result into plain rows; both renderings show those, and nothing else.
"""

from __future__ import annotations

from extract.explain.page import page
from extract.explain.story import Story, tell
from extract.explain.text import lines

__all__ = ["Story", "lines", "page", "tell"]
