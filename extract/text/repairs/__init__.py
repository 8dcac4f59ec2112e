"""Named fixers: each finds one kind of damage (or of written form) and proposes edits.

A fixer is a module with

- ``KIND``: its name in ``Repair.kind`` and in the rule reference,
- ``DAMAGE``: True if what it mends is damage (on record as a repair), False for a mere written form,
- ``find(text)``: the edits it proposes, sorted and not overlapping,
- ``TRUST``, where what it makes is likely and not certain: the share of the confidence that a claim keeps which rests on it,
- ``YES`` / ``NO``: examples (text, mended text) that must, and texts that must not, be changed; tests run them.

The order in ``FIXERS`` is the order in which an article passes them. To add a fixer, write its module and
put it where it belongs: encodings first, then characters, then words, then the structure of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, cast

from extract.model import Edit
from extract.text.repairs import (
    broken_paragraphs,
    byte_escapes,
    code_pages,
    emphasis,
    escapes,
    hard_wrap,
    injected_text,
    invisible,
    lost_characters,
    markup,
    misaligned_gbk,
    mojibake,
    pinyin_annotation,
    script,
    spun_wording,
    stray_blanks,
    width,
    wrong_conversion,
)


class Fixer(Protocol):
    """What a fixer module offers."""

    KIND: str
    DAMAGE: bool
    YES: Sequence[tuple[str, str]]
    NO: Sequence[str]

    def find(self, text: str) -> list[Edit]:
        """The edits proposed for ``text``, sorted and not overlapping."""
        ...


FIXERS: tuple[Fixer, ...] = cast(
    "tuple[Fixer, ...]",
    (
        escapes, byte_escapes, mojibake, code_pages, misaligned_gbk, lost_characters, invisible, markup, emphasis, width, pinyin_annotation,
        script, wrong_conversion, stray_blanks, injected_text, spun_wording, hard_wrap, broken_paragraphs,
    ),
)  # fmt: skip


def trust(kinds: Iterable[str]) -> float:
    """The share of its confidence that a claim keeps which rests on repairs of these kinds; 1 where all are certain."""
    return min((_TRUST[kind] for kind in kinds if kind in _TRUST), default=1.0)


_TRUST: dict[str, float] = {fixer.KIND: fixer.TRUST for fixer in FIXERS if hasattr(fixer, "TRUST")}
