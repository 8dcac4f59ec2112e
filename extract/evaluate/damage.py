"""Damage done on purpose to healthy Chinese, by kind, to measure what is repaired: the ways in which pages break."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from functools import cache

from opencc import OpenCC
from pypinyin import Style, pinyin

Damage = Callable[[str], str | None]
"""Makes a damaged copy of a sentence; None where it cannot be damaged so."""


@cache
def converter(configuration: str) -> OpenCC:
    """OpenCC's converter of a configuration: s2t, s2tw, s2hk, t2s."""
    return OpenCC(configuration)


def latin1(data: bytes) -> str:
    """Bytes read as Latin-1."""
    return data.decode("latin-1")


def windows(data: bytes) -> str:
    """Bytes read as Windows-1252 as browsers do: free places are control characters."""
    return "".join(chr(b) if b in b"\x81\x8d\x8f\x90\x9d" else bytes((b,)).decode("cp1252") for b in data)


def javascript(text: str) -> str:
    """JavaScript's ``escape``."""
    return "".join(c if re.match(r"[A-Za-z0-9@*_+\-./]", c) else f"%{ord(c):02X}" if c < "\x80" else f"%u{ord(c):04X}" for c in text)


def traditional(text: str) -> str:
    """The text in traditional characters."""
    return str(converter("s2t").convert(text))


def _encodable(damage: Callable[[str], str], encoding: str) -> Damage:
    def damaged(text: str) -> str | None:
        text = traditional(text) if encoding == "cp950" else text
        try:
            text.encode(encoding)
        except UnicodeEncodeError:
            return None
        return damage(text)

    return damaged


ENCODINGS: dict[str, Damage] = {
    "UTF-8 as Latin-1": lambda s: latin1(s.encode()),
    "UTF-8 as Windows-1252": lambda s: windows(s.encode()),
    "GBK as Latin-1": _encodable(lambda s: latin1(s.encode("gbk")), "gbk"),
    "GBK as Windows-1252": _encodable(lambda s: windows(s.encode("gbk")), "gbk"),
    "Big5 as Latin-1": _encodable(lambda s: latin1(s.encode("cp950")), "cp950"),
    "Big5 as Windows-1252": _encodable(lambda s: windows(s.encode("cp950")), "cp950"),
    "Big5 as GBK": _encodable(lambda s: s.encode("cp950").decode("gb18030"), "cp950"),
    "UTF-8 as Mac Roman": lambda s: s.encode().decode("mac_roman"),
    "UTF-8 as code page 437": lambda s: s.encode().decode("cp437"),
    "UTF-8 as Latin-1, twice": lambda s: latin1(latin1(s.encode()).encode()),
    "UTF-8 as Windows-1252, twice": lambda s: windows(windows(s.encode()).encode()),
    "GBK as Latin-1, that in UTF-8 as Latin-1": _encodable(lambda s: latin1(latin1(s.encode("gbk")).encode()), "gbk"),
}
"""Wrong decodings that keep every byte."""

ESCAPES: dict[str, Damage] = {
    "decimal references": lambda s: "".join(f"&#{ord(c)};" if c > "\x7f" else c for c in s),
    "hexadecimal references, escaped again": lambda s: "".join(f"&amp;#x{ord(c):x};" if c > "\x7f" else c for c in s),
    "bytes of an address": lambda s: "".join(f"%{b:02X}" if b > 0x7F or b == 0x25 else chr(b) for b in s.encode()),
    "escape() of JavaScript": javascript,
    "escapes of JSON": lambda s: "".join(f"\\u{ord(c):04x}" if c > "\x7f" else c for c in s),
    "escapes of JSON, escaped again": lambda s: "".join(f"\\\\u{ord(c):04x}" if c > "\x7f" else c for c in s),
}
"""Characters as escapes."""

LOSSY: dict[str, Damage] = {
    "UTF-8 as Windows-1252 with holes": lambda s: s.encode().decode("cp1252", "replace"),
    "UTF-8 as GB18030": lambda s: s.encode().decode("gb18030", "replace"),
    "UTF-8 as GBK, holes as ?": lambda s: s.encode().decode("gbk", "replace").replace("\ufffd", "?"),
    "GBK as Big5": _encodable(lambda s: s.encode("gbk").decode("cp950", "replace"), "gbk"),
    "GBK as Big5 of Hong Kong": _encodable(lambda s: s.encode("gbk").decode("big5hkscs", "replace"), "gbk"),
    "Big5 as GBK without its private area": _encodable(lambda s: s.encode("cp950").decode("gbk", "replace"), "cp950"),
}
"""Wrong decodings that lose some bytes."""


def out_of_step(text: str, at: int, hole: str) -> str:
    """Loses the first byte of the character at ``at``, as a decoder does that writes ``hole`` for what it can't read."""
    made, rest = "", text[at:].encode("gbk")[1:]
    while rest:
        size = 1 if rest[0] < 0x80 else 2 if len(rest) > 1 and 0x81 <= rest[0] <= 0xFE and 0x40 <= rest[1] <= 0xFE else 0
        made += rest[:size].decode("gb18030", "replace") if size else hole
        rest = rest[size or 1 :]
    return text[:at] + hole + made


def _misaligned(text: str) -> str | None:
    places = [m.start() for m in re.finditer(r"(?=[^\x00-\x7f]{6})", text)][1:]
    try:
        return out_of_step(text, random.Random(text).choice(places), "?") if places else None
    except UnicodeEncodeError:
        return None


def annotated(text: str, *, share: float = 1.0, style: Style = Style.TONE, brackets: Sequence[str] = "()", converted: bool = True) -> str | None:
    """Readings behind characters.

    Args:
        share: of the characters that may be annotated, how many are.
        converted: only those that the two scripts write differently may be; else any hanzi.
    """
    generator = random.Random(text)
    made, count = "", 0
    for char, old in zip(text, traditional(text), strict=False):
        wanted = "\u4e00" <= char <= "\u9fff" and (char != old or not converted) and generator.random() < share
        reading = pinyin(old, style=style)[0][0] if wanted else ""
        written = old if converted else char
        made += f"{written}{brackets[0]}{reading}{brackets[1]}" if reading and reading != old else written
        count += bool(reading)
    return made if count >= 3 and len(traditional(text)) == len(text) else None


PINYIN: dict[str, Damage] = {
    "pinyin behind converted characters": annotated,
    "pinyin in full-width brackets": lambda s: annotated(s, brackets="（）"),
    "pinyin without tones": lambda s: annotated(s, style=Style.NORMAL),
    "pinyin with digits for tones": lambda s: annotated(s, style=Style.TONE3),
    "pinyin behind a blank": lambda s: annotated(s, brackets=(" (", ")")),
    "pinyin behind random characters": lambda s: annotated(s, share=0.3, converted=False),
}
"""Readings in brackets."""

_WRONGLY = {
    "复制": "覆製", "复杂": "覆雜", "恢复": "恢覆", "修复": "修覆", "康复": "康覆", "复兴": "覆興", "覆盖": "复盖", "颠覆": "颠复", "若干": "若乾",
    "骨干": "骨乾", "主干": "主乾", "干部": "乾部", "干旱": "乾旱", "干线": "乾线", "随着": "随著", "接着": "接著", "带着": "带著", "有着": "有著",
}  # fmt: skip
_WRONG = re.compile("|".join(_WRONGLY))

SCRIPTS: dict[str, Damage] = {
    "traditional characters": traditional,
    "characters of Taiwan": lambda s: str(converter("s2tw").convert(s)),
    "characters of Hong Kong": lambda s: str(converter("s2hk").convert(s)),
    "wrong one of two characters": lambda s: _WRONG.sub(lambda m: _WRONGLY[m.group()], s),
}
"""Other scripts, and the wrong one of two characters."""


_COLUMNS = 40


def _wrapped(text: str) -> str | None:
    """Lines of at most 40 columns (a hanzi takes two), no mark at the beginning of one."""
    lines, columns = [""], 4
    for char in text:
        size = 2 if char > "\u1100" else 1
        if columns + size > _COLUMNS and char not in "，。、；：！？）”》":
            lines.append("")
            columns = 0
        lines[-1] += char
        columns += size
    return "　　" + "\n".join(lines) if len(lines) > 4 else None


_WAY = re.compile("(?<=[渠频轨赛航街])道|(?<=报)道(?!歉)")

FORMS: dict[str, Damage] = {
    "full-width digits and letters": lambda s: "".join(chr(ord(c) + 0xFEE0) if re.match("[0-9A-Za-z]", c) else c for c in s),
    "zero-width characters": "\u200b".join,
    "lines of 40 columns": _wrapped,
    "swapped words (人, 道)": lambda s: _WAY.sub("说念", s.replace("人", "东说念主")) if "人" in s else None,
}
"""Written forms, line ends, and a rewriting program's two commonest swaps."""

LOST: dict[str, Damage] = {**LOSSY, "GBK out of step": _misaligned}
RARE = ("wrong one of two characters", "lines of 40 columns")
"""Kinds for which few sentences serve, so that all are tried."""
KINDS: dict[str, tuple[str, dict[str, Damage]]] = {
    "encoding": ("reversible", ENCODINGS),
    "escapes": ("reversible", ESCAPES),
    "pinyin": ("reversible", PINYIN),
    "script": ("reversible", SCRIPTS),
    "form": ("reversible", FORMS),
    "lost bytes": ("lossy", LOST),
}
"""All kinds by group: whether the damage can be undone in full, and its kinds by name."""
