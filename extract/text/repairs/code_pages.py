"""UTF-8 read in a code page of another system: Mac Roman, that of DOS, or a Cyrillic one (µêÉΘâ╜, жґ©, ÊàêÈÉΩ of 成都).

So come names out of archives, texts from old Macs, and pages whose reader guessed the wrong language. Text in Greek, Russian or French
is no UTF-8 when its bytes are read so; hence a stretch is changed only if its bytes are UTF-8 and make likely Chinese.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product

import regex

from extract.model import Edit, Span
from extract.text.byte_readings import LOST
from extract.text.likelihood import chain_cost

KIND = "code-page"
DAMAGE = True
TRUST = 0.95

_PAGES = ("mac_roman", "cp437", "cp850", "cp1251", "koi8_r", "cp1250", "iso8859_2")
# Letters and signs of these pages close together; Chinese never is.
_SIGNS = r"\u0080-\u04ff\u2018-\u203a\u20a7\u20ac\u2116\u2122\u2126\u2200-\u22ff\u2310-\u25ff\ufb01\ufb02\uf8ff\ufffd"
_CHEAP = regex.compile(rf"[\u00a1-\u04ff\u2200-\u25ff\u2018-\u203a][{_SIGNS}]{{5}}")
_STRETCH = regex.compile(rf"[{_SIGNS}][{_SIGNS}\x20-\x7e]*[{_SIGNS}]")
_MARKS = "‘’“”—…·«» ◆●■▲★○©®™‰°•%-"
_FEWEST = 2  # hanzi
_LIKELY = 9.0  # nats a character; Chinese has 4 to 7
_LOSES = 0.25  # share of characters that may be lost


@lru_cache(maxsize=4096)
def _byte(char: str, page: str) -> bytes:
    if char == LOST:
        return b"\xff"
    try:
        return char.encode(page)
    except UnicodeEncodeError:
        return b""


def _pieces(stretch: str, page: str) -> list[tuple[str, int, int]] | None:
    """The characters that the bytes of a stretch are in UTF-8, each with its place; None where they are none."""
    codes = [_byte(c, page) for c in stretch]
    if not all(codes):
        return None
    data = b"".join(codes)
    pieces, at = [], 0
    while at < len(data):
        lead = data[at]
        size = 1 if lead < 0x80 else 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
        code = data[at : at + size]
        try:
            char = code.decode()
        except UnicodeDecodeError:
            if b"\xff" not in code or lead < 0xC2:
                return None
            char = LOST
        pieces.append((char, at, min(len(data), at + size)))
        at += size
    wide = [c for c, _, _ in pieces if c > "\x7f"]
    kept = [c for c in wide if c != LOST]
    if sum("\u4e00" <= c <= "\u9fff" for c in kept) < _FEWEST or len(kept) < (1 - _LOSES) * len(wide):
        return None
    return pieces if chain_cost("".join(kept)) < _LIKELY * len(kept) else None


def _trims(text: str, start: int, end: int) -> list[Span]:
    """The stretch whole, and without the marks at its ends that healthy Chinese has, too."""
    bare_start = start + len(text[start:end]) - len(text[start:end].lstrip(_MARKS))
    bare_end = start + len(text[start:end].rstrip(_MARKS))
    return list(dict.fromkeys((a, b) for a in (start, bare_start) for b in (end, bare_end) if a < b))


def find(text: str) -> list[Edit]:
    """One edit for each misread character."""
    if not _CHEAP.search(text):
        return []
    edits: list[Edit] = []
    for m in _STRETCH.finditer(text):
        for (start, end), page in product(_trims(text, *m.span()), _PAGES):
            pieces = _pieces(text[start:end], page)
            if pieces is not None:
                edits += [Edit((start + a, start + b), char) for char, a, b in pieces if text[start + a : start + b] != char]
                break
    return edits


YES = [
    ("ÊàêÈÉΩÂ∏ÇÂ¢ûÈïø5.7%„ÄÇ", "成都市增长5.7%。"),
    ("µêÉΘâ╜σ╕éσó₧Θò┐5.7%", "成都市增长5.7%"),
]
NO = [
    "Москва — столица, население 13 млн",
    "Ελλάδα και Κύπρος, ∑ ∏ ∫ ≤ ≥",
    "Le café coûte 2,50 €, déjà payé à l’hôtel « Crêpe »…",
    "┌──┬──┐│表│格│└──┴──┘",
]
