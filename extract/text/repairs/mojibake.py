"""Text whose bytes were read in the wrong encoding: æˆ\u0090éƒ½, 鎴愰兘, ³É¶¼, Θ場 of 成都.

UTF-8 read as Latin-1, Windows-1252 or GBK; GBK or Big5 read as Latin-1, Windows-1252 or as each other; and such readings one upon
another. Whole texts and stretches inside healthy ones. A stretch is turned into its bytes again, these are read in each of the other
encodings, and the likeliest Chinese of them is taken if it is Chinese at all and much likelier than what stands there. A character of
which a byte was lost becomes U+FFFD. Healthy text shows none of the signs looked for first: neighbouring signs of Latin-1, or rare
hanzi close together.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from extract.data import read_lines
from extract.model import Edit, Span
from extract.text.byte_readings import LOST, Chars, begins_utf8, plain, reread, utf8_stream
from extract.text.likelihood import char_cost, lossy_cost, pair_cost

KIND = "mojibake"
DAMAGE = True
TRUST = 0.95

_HIGH = (
    "\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201a\u201c-\u201e"
    "\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122\ufffd"
)
_LETTER = "\u0080-\u009f\u00a1-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
_SINGLE_SIGN = re.compile(f"[{_LETTER}][{_HIGH}]|[{_HIGH}][{_LETTER}]")
_SINGLE = re.compile(f"[{_HIGH}](?:[{_HIGH}\\x20-\\x7e]*[{_HIGH}])?[ ?\\x40-\\x7e]?")
_LETTERS = re.compile(f"[{_LETTER}]")
_STREAM = re.compile(r"[^\x00-\x7f](?:[^\x00-\x0a\x0d]*[^\x00-\x7f])?\?{0,2}")
_DEPTH = 3
_LOST_COST = 9.0
_LIKELY, _LIKELY_IF_SHORT, _LIKELY_UTF8 = 8.3, 7.2, 10.5  # mean cost: Chinese lies between 3 and 7.5, misread text above 10
_SHORT = 8
_GAIN, _GAIN_EACH = 12.0, 3.0
_SWITCH, _SWITCH_AT_EDGE = 8.0, 2.0
_MUCH_LOST = 0.34


# Blocks of Unicode whose characters are at home in any article.
_USUAL = (
    (0, 0x24F), (0x300, 0x36F), (0x2000, 0x206F), (0x20AC, 0x20AC), (0x2100, 0x2127), (0x2160, 0x217F), (0x2190, 0x21FF), (0x2200, 0x22FF),
    (0x2460, 0x25FF), (0x3000, 0x3029), (0xFF00, 0xFFEE),
)  # fmt: skip
_NEIGHBOURS, _CLOSE = 3, 7  # how far two, and each of three, odd signs are from the next


@cache
def _common() -> frozenset[str]:
    return frozenset("".join(read_lines("text/common_characters.txt"))).union(chr(c) for a, b in _USUAL for c in range(a, b + 1))


def _odd_lines(text: str) -> list[tuple[Span, bool]]:
    """Lines with two or three characters close together that Chinese articles seldom hold, and whether they are three."""
    odd = set(text) - _common()
    if not odd or sum(map(text.count, odd)) < 2:
        return []
    found: list[tuple[Span, bool]] = []
    start = 0
    for line in text.split("\n"):
        at = [i for i, c in enumerate(line) if c in odd]
        gaps = [b - a for a, b in pairwise(at)]
        three = any(max(two) <= _CLOSE for two in pairwise(gaps))
        if three or min(gaps, default=_CLOSE) <= _NEIGHBOURS:
            found.append(((start, start + len(line)), three))
        start += len(line) + 1
    return found


def _cost(text: str) -> float:
    return lossy_cost(text, "", _LOST_COST)


def _is_wide(char: str) -> bool:
    return "\u2e80" <= char <= "\uffee" or char in "‘’“”…—·×"


def _acceptable(before: str, after: str, utf8: bool) -> bool:
    """Whether ``after`` is Chinese, and much likelier than ``before``."""
    wide = [c for c in after if _is_wide(c)]
    hanzi = sum("\u4e00" <= c <= "\u9fff" for c in wide)
    lost = after.count(LOST) - before.count(LOST)
    if not hanzi or len(wide) < (2 if utf8 else 3) or lost > _MUCH_LOST * (len(wide) + lost):
        return False
    if any(c > "\x7f" and char_cost(c) >= 15 for c in after if c != LOST) and not utf8:
        return False
    mean = _cost("".join(wide)) / len(wide)
    bound = _LIKELY_UTF8 if utf8 else _LIKELY if len(wide) >= _SHORT else _LIKELY_IF_SHORT
    return mean <= bound and _cost(before) - _cost(after) >= _GAIN + _GAIN_EACH * (len(wide) - 2)


def _text(chars: Chars) -> str:
    return "".join(c for c, _ in chars)


def _resolve(chars: Chars, depth: int = _DEPTH) -> Chars | None:
    """The likeliest Chinese that readings of the bytes, one upon another, make of a stretch."""
    before = _text(chars)
    if _SINGLE_SIGN.search(before) and all(c <= "\x7f" or re.match(f"[{_HIGH}]", c) for c in before):
        ways = [("single-byte", "utf-8"), ("single-byte", "gbk"), ("single-byte", "big5"), ("single-byte", "hkscs")]
    else:
        ways = [("gbk", "utf-8")]
    found: list[tuple[float, Chars]] = []
    for written, meant in ways:
        made = reread(chars, written, meant)
        if made is None:
            continue
        after = _text(made)
        if after == before or (meant == "utf-8" and after.count(LOST) > 0.5 * len(after)):
            continue
        if _acceptable(before, after, meant == "utf-8"):
            found.append((_cost(after), made))
        if depth > 1 and (meant == "utf-8" or after.isascii()) and _LETTERS.search(after):
            deeper = _resolve(made, depth - 1)
            if deeper is not None:
                found.append((_cost(_text(deeper)), deeper))
    return min(found, key=lambda f: f[0])[1] if found else None


def _single_byte(text: str) -> list[Chars]:
    """Stretches of signs of Latin-1 and Windows-1252."""
    found = []
    for m in _SINGLE.finditer(text):
        if not _SINGLE_SIGN.search(m.group()):
            continue
        options = []
        for start, end in _trims(text, *m.span()):
            made = _resolve(plain(text[start:end], start))
            if made is not None:
                outside = text[m.start() : start] + text[end : m.end()]
                options.append((_cost(_text(made)) + _cost(outside), made))
        if options:
            found.append(min(options, key=lambda o: o[0])[1])
    return found


def _trims(text: str, start: int, end: int) -> list[Span]:
    """The stretch whole, and without healthy quotation marks and dashes at its ends."""
    letters = [m.start() + start for m in _LETTERS.finditer(text[start:end])]
    spans = {(start, end), (letters[0], end)}
    for last in (letters[-1] + 1, letters[-1] + 2):
        spans |= {(start, min(end, last)), (letters[0], min(end, last))}
    return sorted(spans)


def _utf8_in_gbk(text: str) -> list[Chars]:
    """Stretches of UTF-8 read as GBK. Every character that begins one is a first byte and a continuation byte of UTF-8."""
    found: list[Chars] = []
    for m in _STREAM.finditer(text):
        at, stop = m.span()
        while at < stop:
            made = None
            if begins_utf8(text[at]):
                chars = utf8_stream(text, at, stop)
                for end in range(len(chars), max(1, len(chars) - 3), -1):  # healthy characters behind it may look like UTF-8
                    made = made or _resolve(chars[:end])
            if made is None:
                at += 1
            else:
                found.append(made)
                at = made[-1][1][1]
    return found


@cache
def _other(char: str, written: str, meant: str) -> str:
    """A character of GBK read as Big5, or the other way round; nothing where that makes none."""
    made = reread([(char, (0, 1))], written, meant) if char > "\x7f" else None
    return made[0][0] if made and len(made) == 1 else ""


def _each_other(text: str, line: Span) -> list[Chars]:
    """Stretches of GBK read as Big5 and of Big5 read as GBK: the likeliest path between healthy and misread characters (Viterbi)."""
    found: list[tuple[float, Chars]] = []
    raw = text[slice(*line)]
    for written, meant in (("gbk", "big5"), ("big5", "gbk"), ("gbk", "hkscs"), ("hkscs", "gbk")):
        mapped = [c if c <= "\x7f" or c == LOST else _other(c, written, meant) for c in raw]
        stretches = [[(mapped[i], (line[0] + i, line[0] + i + 1)) for i in range(a, b)] for a, b in _misread(raw, mapped)]
        good = [s for s in stretches if _acceptable("".join(raw[c[1][0] - line[0]] for c in s), _text(s), utf8=False)]
        if good:
            found.append((sum(_cost(_text(s)) - _cost(text[s[0][1][0] : s[-1][1][1]]) for s in good), [c for s in good for c in s]))
        if LOST in raw:
            whole = reread(plain(raw.rstrip(), line[0]), written, f"{meant} with holes")
            if whole is not None and _acceptable(raw, _text(whole), utf8=False):
                found.append((_cost(_text(whole)) - _cost(raw), list(whole)))
    if not found:
        return []
    best = min(found, key=lambda f: f[0])[1]
    return [best]


def _misread(raw: str, mapped: list[str]) -> list[Span]:
    healthy, misread = 0.0, _SWITCH_AT_EDGE
    back: list[tuple[bool, bool]] = []
    before_raw = before_mapped = ""
    for char, other in zip(raw, mapped, strict=True):
        keep = _LOST_COST if char == LOST else pair_cost(before_raw, char)
        change = _LOST_COST if other == LOST else pair_cost(before_mapped, other) if other else 40.0
        from_misread, from_healthy = misread + _SWITCH < healthy, healthy + _SWITCH < misread
        back.append((from_misread, from_healthy))
        healthy, misread = min(healthy, misread + _SWITCH) + keep, min(misread, healthy + _SWITCH) + change
        before_raw, before_mapped = ("" if char == LOST else char), ("" if other == LOST else other)
    state = misread + _SWITCH_AT_EDGE < healthy
    states = []
    for from_misread, from_healthy in reversed(back):
        states.append(state)
        state = from_misread if not state else not from_healthy
    states.reverse()
    spans: list[Span] = []
    for i, changed in enumerate(states):
        if changed and raw[i] > "\x7f":
            if spans and all(states[spans[-1][1] : i]):
                spans[-1] = (spans[-1][0], i + 1)
            else:
                spans.append((i, i + 1))
    return spans


def _lines(text: str, signs: re.Pattern[str]) -> list[Span]:
    """Lines that show the signs."""
    found: list[Span] = []
    at = 0
    while m := signs.search(text, at):
        start = text.rfind("\n", 0, m.start()) + 1
        end = text.find("\n", m.end())
        at = len(text) if end < 0 else end
        found.append((start, at))
    return found


def _edits(text: str, stretches: list[Chars]) -> list[Edit]:
    """The least edits: characters that stand for one span together, runs of one for one together, none where nothing changes."""
    edits: list[Edit] = []
    for chars in stretches:
        pieces: list[tuple[str, Span]] = []
        for char, span in chars:
            if pieces and pieces[-1][1] == span:
                pieces[-1] = (pieces[-1][0] + char, span)
            else:
                pieces.append((char, span))
        for made, span in pieces:
            if text[slice(*span)] == made:
                continue
            last = edits[-1] if edits else None
            if last and last.span[1] == span[0] and len(made) == span[1] - span[0] == 1 and len(last.replacement) == last.span[1] - last.span[0]:
                edits[-1] = Edit((last.span[0], span[1]), last.replacement + made)
            else:
                edits.append(Edit(span, made))
    return edits


def find(text: str) -> list[Edit]:
    """One edit for each misread character, or for the least stretch of them that makes whole characters."""
    found: list[Chars] = []
    for start, end in _lines(text, _SINGLE_SIGN):
        found += [[(c, (a + start, b + start)) for c, (a, b) in chars] for chars in _single_byte(text[start:end])]
    for (start, end), three in _odd_lines(text):
        line = text[start:end]
        stream = [[(c, (a + start, b + start)) for c, (a, b) in chars] for chars in _utf8_in_gbk(line)]
        found += stream or (_each_other(text, (start, end)) if three else [])
    found.sort(key=lambda chars: chars[0][1])
    kept = found[:1]
    for chars in found[1:]:
        if chars[0][1][0] >= kept[-1][-1][1][1]:
            kept.append(chars)
    return _edits(text, kept)


YES = [
    ("æˆ\u0090éƒ½å¸‚2024å¹´å¢žé•¿5.7%", "成都市2024年增长5.7%"),
    ("鎴愰兘甯備汉宸ユ櫤鑳戒骇涓氳\ue749妯¤秴杩囦竴鍗冧嚎鍏�", "成都市人工智能产业规模超过一千亿\ufffd"),
    ("³É¶¼ÊÐÉú²ú×ÜÖµÔö³¤5.7%¡£", "成都市生产总值增长5.7%。"),
]
NO = [
    "Pokémon GO在São Paulo的门票为10€，气温25°C±1",
    "日本語のニュースを読んでいます。",
    "饕餮、魑魅魍魉与貔貅",
]
