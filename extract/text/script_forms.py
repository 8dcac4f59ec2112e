"""Words and characters that a simplified text of today writes otherwise: old and regional forms, and wrong conversions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

import regex

from extract.data import alternatives, read_table
from extract.text.word_search import AnyOf

Kind = Literal["form", "wrong"]


@dataclass(frozen=True, slots=True)
class Form:
    """A row of ``data/repairs/script_forms.tsv``; ``before`` and ``after`` are what must not stand beside it."""

    standard: str
    before: regex.Pattern[str] | None
    after: regex.Pattern[str] | None

    def holds(self, text: str, start: int, end: int) -> bool:
        """Whether nothing beside the word speaks against it."""
        return not (self.before and self.before.search(text, max(0, start - 4), start)) and not (self.after and self.after.match(text, end))


@cache
def _forms(kind: Kind) -> tuple[regex.Pattern[str], dict[str, Form], AnyOf]:
    found: dict[str, Form] = {}
    for row in read_table("repairs/script_forms.tsv"):
        if row["kind"] == kind:
            before = regex.compile(f"(?:{row['before']})$") if row["before"] else None
            found[row["written"]] = Form(row["standard"], before, regex.compile(row["after"]) if row["after"] else None)
    return regex.compile(alternatives(list(found))), found, AnyOf(found)


def standard_of(kind: Kind) -> dict[str, str]:
    """The words of this kind as they are written, and the standard ones."""
    return {written: form.standard for written, form in _forms(kind)[1].items()}


def replacer(kind: Kind) -> Callable[[str], list[tuple[int, str, str]]]:
    """A function that lists the words of this kind in a text: where each begins, what stands there, what is standard."""
    pattern, forms, words = _forms(kind)

    def places(text: str) -> list[tuple[int, str, str]]:
        if not words.stand_in(text):
            return []
        return [
            (m.start(), m.group(), forms[m.group()].standard)
            for m in pattern.finditer(text)
            if forms[m.group()].standard != m.group() and forms[m.group()].holds(text, *m.span())
        ]

    return places
