"""Characters as the bytes that they were, and those bytes read in another encoding, each result with the span it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from extract.model import Span

LOST = "\ufffd"
Chars = Sequence[tuple[str, Span]]
"""Characters with the spans of the text that they stand for; those that stand for it together share a span."""

# What UTF-8 writes in two bytes: the signs of Latin-1 (any second byte) and of Windows-1252.
_SHORT = {0xC2: range(0x80, 0xC0), 0xC3: range(0x80, 0xC0), 0xC5: b"\x92\x93\xa0\xa1\xb8\xbd\xbe", 0xC6: b"\x92", 0xCB: b"\x86\x9c"}
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_HOLE = b"\xff"  # for U+FFFD: valid in none of the encodings
# What Windows puts into the private area for pairs that Big5 leaves free: first and last lead byte, pairs of these that are taken, start.
_BIG5_PRIVATE = ((0xFA, 0xFE, 0, 0xE000), (0x8E, 0xA0, 0, 0xE311), (0x81, 0x8D, 0, 0xEEB8), (0xC6, 0xC8, 63, 0xF6B1))


@lru_cache(maxsize=512)
def single_byte(char: str) -> bytes:
    """The byte of a character in Windows-1252 as web browsers read it (free places are C1 controls), or nothing."""
    if char == LOST:
        return _HOLE
    if char <= "\xff" and not "\x80" <= char <= "\x9f":
        return char.encode("latin-1")
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1") if char <= "\xff" else b""


@lru_cache(maxsize=16384)
def gbk_bytes(char: str) -> bytes:
    """The byte or two bytes of a character in GBK with its private area, or nothing."""
    if char == LOST:
        return _HOLE
    if char == "€":
        return b"\x80"
    try:
        code = char.encode("gb18030")
    except UnicodeEncodeError:
        return b""
    return code if len(code) <= 2 else b""


@lru_cache(maxsize=16384)
def big5_bytes(char: str) -> bytes:
    """The byte or two bytes of a character in Big5 as Windows has it (private area included), or nothing."""
    if char == LOST:
        return _HOLE
    try:
        return char.encode("cp950")
    except UnicodeEncodeError:
        pass
    for first, last, taken, start in _BIG5_PRIVATE:
        offset = ord(char) - start + taken
        if taken <= offset < (last - first + 1) * 157:
            row, column = divmod(offset, 157)
            return bytes((first + row, 0x40 + column if column < 63 else 0xA1 + column - 63))
    return b""


@lru_cache(maxsize=16384)
def hkscs_bytes(char: str) -> bytes:
    """The byte or two bytes of a character in Big5 with Hong Kong's characters, as web browsers have it, or nothing."""
    try:
        return _HOLE if char == LOST else char.encode("big5hkscs")
    except UnicodeEncodeError:
        return b""


def _utf8(data: bytes) -> Iterator[tuple[str, int]]:
    """Characters and their lengths; a character of which bytes are missing is U+FFFD, together with the sign put in their place."""
    at = 0
    while at < len(data):
        lead = data[at]
        need = 1 if lead < 0x80 else 2 if 0xC2 <= lead <= 0xDF else 3 if 0xE0 <= lead <= 0xEF else 4 if 0xF0 <= lead <= 0xF4 else 0
        end = at + 1
        while end < min(at + need, len(data)) and (0x80 <= data[end] <= 0xBF or (data[end] == 0xFF and end + 1 < at + need)):
            end += 1
        try:
            char = data[at:end].decode() if end - at == need else LOST
        except UnicodeDecodeError:
            char = LOST
        if end - at < need and data[end : end + 1] in (_HOLE, b"?"):
            end += 1
        yield char, end - at
        at = end


def _double(codecs: tuple[str, ...], *, holes: bool = False) -> Callable[[bytes], Iterator[tuple[str, int]]]:
    @lru_cache(maxsize=32768)
    def pair(code: bytes) -> str:
        for codec in codecs:
            try:
                char = code.decode(codec)
            except UnicodeDecodeError:
                continue
            if len(char) == 1:
                return char
        return LOST

    last = 0xFF if holes else 0xFE  # a hole may be one of the two bytes, or stand for both

    def read(data: bytes) -> Iterator[tuple[str, int]]:
        at = 0
        while at < len(data):
            wide = 0x81 <= data[at] <= last and at + 1 < len(data) and 0x40 <= data[at + 1] <= last
            size = 2 if wide else 1
            yield (pair(data[at : at + 2]) if wide else chr(data[at]) if data[at] < 0x80 else LOST), size
            at += size

    return read


ENCODERS: dict[str, Callable[[str], bytes]] = {"single-byte": single_byte, "gbk": gbk_bytes, "big5": big5_bytes, "hkscs": hkscs_bytes}
DECODERS: dict[str, Callable[[bytes], Iterator[tuple[str, int]]]] = {
    "utf-8": _utf8,
    "gbk": _double(("gbk",)),
    "big5": _double(("cp950",)),
    "hkscs": _double(("big5hkscs",)),
    "gbk with holes": _double(("gbk",), holes=True),
    "big5 with holes": _double(("cp950",), holes=True),
    "hkscs with holes": _double(("big5hkscs",), holes=True),
}


def plain(text: str, start: int = 0) -> list[tuple[str, Span]]:
    """The characters of a text, each standing for itself at its place from ``start`` on."""
    return [(c, (start + i, start + i + 1)) for i, c in enumerate(text)]


def reread(chars: Chars, written: str, meant: str) -> list[tuple[str, Span]] | None:
    """The characters that result when the bytes of ``chars`` in the encoding ``written`` are read as ``meant``.

    None where a character has no bytes in the encoding. Each result stands for the least stretch that begins and ends with it; where
    boundaries fall together only after several characters, those stand for the stretch together.
    """
    encode = ENCODERS[written]
    codes = [encode(c) for c, _ in chars]
    if not all(codes):
        return None
    ends: dict[int, int] = {}  # position in bytes -> how many characters end there
    at = 0
    for n, (code, (_, span)) in enumerate(zip(codes, chars, strict=True), 1):
        at += len(code)
        if n == len(chars) or chars[n][1] != span:
            ends[at] = n
    made: list[tuple[str, Span]] = []
    block, done, position = "", 0, 0
    for char, size in DECODERS[meant](b"".join(codes)):
        block, position = block + char, position + size
        if position in ends:
            span = (chars[done][1][0], chars[ends[position] - 1][1][1])
            made.extend((c, span) for c in block)
            block, done = "", ends[position]
    return made


def begins_utf8(char: str) -> bool:
    """Whether the bytes of a character in GBK may be the first two of a character in UTF-8."""
    code = gbk_bytes(char) if char > "\x7f" else b""
    return len(code) == 2 and 0xC2 <= code[0] <= 0xEF and 0x80 <= code[1] <= 0xBF


def _needs(lead: int) -> int:
    """How many bytes follow a first byte of UTF-8 in Chinese text or in a misreading of it; -1 for no such byte."""
    if lead < 0x80:
        return 0
    if lead in _SHORT:
        return 1
    return 2 if 0xE2 <= lead <= 0xEF else 3 if lead == 0xF0 else -1


def utf8_stream(text: str, at: int, stop: int) -> Chars:
    """The characters from ``at`` on whose bytes in GBK are UTF-8, up to a healthy one.

    Where a text holds characters of the private area, every pair of bytes was read, and only byte 80 begins none: a hole inside the
    stream is that byte, which is written as "€" (as Windows reads it). Any other hole is a lost byte.
    """
    chars: list[tuple[str, Span]] = []
    missing, kept, lead = 0, 0, 0
    complete = _PRIVATE.search(text) is not None
    for end in range(at, stop):
        char, code = text[end], gbk_bytes(text[end])
        if missing > 0 and char in "?" + LOST:
            inside = end + 1 < stop and text[end + 1] > "\x7f"
            char = "€" if complete and inside else LOST
            missing -= 1
        else:
            for byte in code:
                if missing and 0x80 <= byte <= 0xBF and byte in _SHORT.get(lead, range(0x80, 0xC0)):
                    missing, lead = missing - 1, 0
                elif missing and byte >= 0x80:
                    return _closed(chars[:kept])
                else:
                    missing, lead = (0 if byte == 0xFF else _needs(byte)), byte
                    if missing < 0:
                        return _closed(chars[:kept])
        if not code:
            break
        chars.append((char, (end, end + 1)))
        if missing == 0 or end + 1 >= stop or text[end + 1] < "\x80" or char == LOST:
            kept = len(chars)
    return _closed(chars[:kept])


def _closed(chars: list[tuple[str, Span]]) -> Chars:
    """A stream whose last byte is a hole has lost that byte."""
    if chars and chars[-1][0] == "€":
        chars[-1] = (LOST, chars[-1][1])
    return chars
