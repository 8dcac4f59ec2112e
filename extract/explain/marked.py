"""Text of an article in a page: escaped, and with the words of claims marked.

The colours are those of Okabe and Ito, which readers with any colour vision can tell apart; each part of a claim has
its own kind of line under it as well.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from html import escape

from extract.explain.story import LAYERS, Part
from extract.model import Span

NAMES: dict[Part, str] = {"city": "place", "metric": "metric", "value": "value", "date": "date", "attribution": "attribution"}
PART_STYLES = """\
.city { border-bottom: 3px solid #0072B2; background: #DCEBF5; }
.metric { border-bottom: 3px dotted #009E73; background: #DDF2EB; }
.value { border-bottom: 3px double #D55E00; background: #FBE3D3; font-weight: bold; }
.date { border-bottom: 3px dashed #CC79A7; background: #F7E6EF; }
.attribution { border-bottom: 1px solid #111; background: #F8F3C8; }
"""


def shown(text: str) -> str:
    """Text that a page can hold, one character for one: what it must not hold (controls, lone surrogates) or does not show stands as a sign."""
    return "".join(c if c == "\n" else " " if c in "\t\r" else "�" if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in text)


def clean(text: str) -> str:
    """Escaped text, as it is shown."""
    return escape(shown(text))


def marked(text: str, offset: int, parts: Iterable[tuple[Part, Span, str]]) -> str:
    """Text with the parts of claims marked; where parts overlap, that of the upper layer shows.

    Args:
        text: a stretch of raw text that begins at ``offset``.
        parts: the parts with their raw spans and where a click leads ("" for nowhere).
    """
    top: list[tuple[Part, str] | None] = [None] * len(text)
    for name, (a, b), link in sorted(parts, key=lambda p: LAYERS.index(p[0])):
        for i in range(max(0, a - offset), min(len(text), b - offset)):
            top[i] = (name, link)
    out, at = [], 0
    while at < len(text):
        end = at
        while end < len(text) and top[end] == top[at]:
            end += 1
        piece, mark = clean(text[at:end]), top[at]
        if mark is None:
            out.append(piece)
        else:
            span = f'<span class="{mark[0]}" title="{NAMES[mark[0]]}">{piece}</span>'
            out.append(f'<a href="#{mark[1]}">{span}</a>' if mark[1] else span)
        at = end
    return "".join(out)
