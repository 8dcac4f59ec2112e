"""Hypothesis strategies: articles, and what becomes of them on the way here."""

from __future__ import annotations

from fuzz import seeds
from fuzz.checks import KINDS
from hypothesis import strategies as st

_PIECES = tuple(seeds.texts())
_SENTENCES = tuple({s + "。" for piece in _PIECES for s in piece.split("。") if 4 < len(s) < 120})
_WORDS = tuple(word.decode("utf-8", "replace") for word in seeds.dictionary())

any_character = st.characters(codec="utf-8")
"""Any code point that a file can hold: unassigned, private and of all scripts."""

articles = st.lists(st.sampled_from(sorted(_SENTENCES)), min_size=1, max_size=12).map("".join) | st.sampled_from(_PIECES)
"""Sentences of corpus/ in any order, and pieces of its articles."""


@st.composite
def _damaged(draw: st.DrawFn) -> str:
    text = draw(articles)
    for _ in range(draw(st.integers(0, 2))):
        text = draw(st.sampled_from(seeds.DAMAGE))(text) or text
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(text)))
        gone = draw(st.integers(0, 8))
        word = draw(st.sampled_from(_WORDS) | st.text(any_character, max_size=4))
        text = text[:at] + word * draw(st.sampled_from((1, 1, 1, 2, 30))) + text[at + gone :]
    return text[:2000]


damaged = _damaged()
"""Articles damaged by up to two of the known damages, and then cut and overwritten in up to six places."""


@st.composite
def _files(draw: st.DrawFn) -> bytes:
    number = draw(st.integers(0, len(KINDS) - 1))
    data = bytearray(seeds.packed(KINDS[number], draw(damaged)))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        data[at : at + draw(st.integers(0, 6))] = draw(st.sampled_from(seeds.MARKUP) | st.binary(max_size=6))
    return bytes((number,)) + bytes(data)


files = _files()
"""Files of all kinds with damaged articles in them, some bytes of them overwritten; the first byte is the kind."""
