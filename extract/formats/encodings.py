"""Bytes to text: which encoding they are in, and how to read what is slightly damaged."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from extract.errors import ReadError
from extract.formats import likelihood

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"), (b"PK\x03\x04", "a ZIP archive or an Office document"), (b"PK\x05\x06", "a ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"), (b"{\\rtf", "an RTF document"), (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"), (b"GIF87a", "a GIF image"), (b"GIF89a", "a GIF image"), (b"\x7fELF", "a program (ELF)"),
    (b"\x1f\x8b\x08", "gzip-compressed data without the suffix .gz"), (b"\x28\xb5\x2f\xfd", "zstd-compressed data without the suffix .zst"),
    (b"BZh", "bzip2-compressed data"), (b"\xfd7zXZ\x00", "xz-compressed data"), (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"), (b"PAR1", "a Parquet file without the suffix .parquet"), (b"SQLite format 3\x00", "an SQLite database"),
)  # fmt: skip
_BOMS: tuple[tuple[bytes, str, str], ...] = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"), (b"\x84\x31\x95\x33", "gb18030", "gb18030"), (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
)  # fmt: skip
_NAMES = {"cp950": "big5", "big5hkscs": "big5", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}
# cp950 is what files called Big5 hold in practice (～ and ‧ differ from the standard); HKSCS adds Hong Kong's characters.
_CANDIDATES = ("utf-8", "gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")
_CONTROLS = bytes((*range(9), *range(14, 26), *range(28, 32), 0x7F))
_DIVISION_SLASH = {0x2215: "／"}
_PLAUSIBLE = 9.6  # mean cost: Chinese articles lie between 6.5 and 7.6, Korean and Japanese read as Chinese from 10.2
_PLAUSIBLE_IN_SHORT = 13.5
_ENOUGH = 30
_MUCH_GARBAGE = 0.05
_CUT = 10.0  # cost of an incomplete last character: likelier than a bad byte, less likely than none


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the encoding it was in.

    Attributes:
        encoding: ``utf-8`` (ASCII too), ``utf-8-sig``, ``gb18030`` (GB2312 and GBK too), ``big5`` (with the Windows and Hong Kong
            extensions) or ``utf-16`` (either byte order, with a byte-order mark or without).
        truncated: the bytes end in the middle of a character, which is left out.
        codec: Python's name of the codec that was used; more text of the same file can be read with it.
    """

    text: str
    encoding: str
    truncated: bool
    codec: str = "utf-8"


def decode(data: bytes) -> Decoded:
    """Decodes the bytes of an article, a byte-order mark dropped and nothing else changed.

    Valid UTF-8 is read as UTF-8; other bytes as what makes the likeliest Chinese. A few bad bytes in a text that is otherwise
    clear become U+FFFD each.

    Raises:
        ReadError: ``binary`` for what is no text at all, ``encoding`` for text that none of the encodings fits.
    """
    for mark, codec, name in _BOMS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], codec, name)
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise _binary(f"it is {kind}")
    if b"\0" in data:
        return _utf16(data)
    try:
        text, cut = _read(data, "utf-8", "strict")
    except UnicodeDecodeError:
        return _likeliest(data)
    if text.isascii() and likelihood.garbage(text):  # UTF-16 can do with bytes of ASCII alone
        other, other_cut, codec = _cheapest(data, ("utf-16-le", "utf-16-be"))
        if 0 < likelihood.mean_cost(other) <= _PLAUSIBLE:
            return Decoded(other, "utf-16", other_cut, codec)
    return Decoded(_checked(text), "utf-8", cut)


def _read(data: bytes, codec: str, errors: str) -> tuple[str, bool]:
    """The text up to an incomplete last character, and whether there is one."""
    decoder = codecs.getincrementaldecoder(codec)(errors)
    text = decoder.decode(data, final=False)
    if codec == "cp950":
        text = text.translate(_DIVISION_SLASH)  # both ／ of Big5 are meant as one
    return text, bool(decoder.getstate()[0])


def _cheapest(data: bytes, codecs_: tuple[str, ...]) -> tuple[str, bool, str]:
    return min(((*_read(data, codec, "replace"), codec) for codec in codecs_), key=lambda r: likelihood.cost(r[0]) + (_CUT if r[1] else 0))


def _binary(why: str) -> ReadError:
    return ReadError(f"this is no text: {why}", code="binary", mend="give the article as text or HTML")


def _checked(text: str) -> str:
    if likelihood.garbage(text) > _MUCH_GARBAGE:
        raise _binary("it is full of control characters")
    return text


def _marked(data: bytes, codec: str, name: str) -> Decoded:
    """Bytes behind a byte-order mark, which is believed unless what follows is no text of its kind."""
    text, cut = _read(data, codec, "replace")
    if name == "utf-16":
        if b"\0" in data and likelihood.garbage(text) > _MUCH_GARBAGE:
            raise _binary("it holds NUL bytes")
    elif b"\0" in data:
        raise _binary("it holds NUL bytes")
    if not _tolerable(text):
        return _likeliest(data)
    return Decoded(_checked(text), name, cut, codec)


def _utf16(data: bytes) -> Decoded:
    """Bytes with NULs: UTF-16 without a byte-order mark, or no text."""
    text, cut, codec = _cheapest(data, ("utf-16-le", "utf-16-be"))
    if "\0" in text or likelihood.garbage(text) > 0.01 or len(text) < 2:
        raise _binary("it holds NUL bytes")
    return Decoded(text, "utf-16", cut, codec)


def _tolerable(text: str) -> bool:
    """Whether the undecodable bytes are few and isolated in a text that is otherwise clear."""
    bad = text.count("�")
    if not bad:
        return True
    wide = sum(c > "\x7f" for c in text)
    return bad <= max(3, len(text) // 50) and bad * 5 <= wide


def _likeliest(data: bytes) -> Decoded:
    """The decoding that makes the likeliest Chinese, if it makes any."""
    text, cut, codec = _cheapest(data, _CANDIDATES)
    wide = codec.startswith("utf-16")
    if not wide:
        _check_bytes(data)
    if not _tolerable(text):
        raise ReadError(
            f"its bytes are no text in UTF-8, GB18030, Big5 or UTF-16 ({text.count('�')} of {len(text)} characters are undecodable)",
            code="encoding", mend="convert it to UTF-8",
        )  # fmt: skip
    if likelihood.mean_cost(text) > (_PLAUSIBLE if wide or len(text) >= _ENOUGH else _PLAUSIBLE_IN_SHORT):
        raise ReadError("its bytes make no Chinese text in UTF-8, GB18030, Big5 or UTF-16", code="encoding", mend="convert it to UTF-8")
    return Decoded(text, _NAMES.get(codec, codec), cut, codec)


def _check_bytes(data: bytes) -> None:
    kept = data.translate(None, delete=_CONTROLS)
    if len(data) - len(kept) > _MUCH_GARBAGE * len(data):
        raise _binary("it is full of control bytes")
