"""All that the finders read in whole sentences of many genres: nothing missed, nothing read too much (data/sentences.txt)."""

from __future__ import annotations

from pathlib import Path

import pytest

import extract
from extract.model import Quantity

_FILE = Path(__file__).parent / "data" / "sentences.txt"
_TODAY = "2025-07-20"


def _sentences() -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            found[-1][1].append(line.strip())
        elif line and not line.startswith("#"):
            found.append((line, []))
    return found


def _value(q: Quantity) -> str:
    if q.number is not None:
        return format(q.number.normalize(), "f")[:24]
    return "~".join(format(end.normalize(), "f") for end in (q.low, q.high) if end is not None)


def _read(text: str) -> list[str]:
    quantities = [f"{q.text}={_value(q)} {q.unit or '-'} {q.kind} {q.bound}" for q in extract.find_quantities(text)]
    dates = [f"{d.text}={d.start}..{d.end} {d.role}" for d in extract.find_dates(text, reference=_TODAY)]
    places = [f"{p.text}={p.name or '-'} {p.adcode or '-'}" for p in extract.find_places(text)]
    return quantities + dates + places


@pytest.mark.parametrize(("text", "expected"), _sentences(), ids=[s[:16] for s, _ in _sentences()])
def test_a_sentence_is_read_as_a_careful_reader_does(text: str, expected: list[str]) -> None:
    assert _read(text) == expected


def test_there_are_sentences_of_many_kinds() -> None:
    assert len(_sentences()) > 150
