"""GBK read one byte out of step: 當(dāng)?shù)谹I企業 of 當(dāng)地AI企業.

Where a lead byte of GBK is lost, it stands as "?" (or U+FFFD), and the bytes behind it pair up wrongly until the next ASCII byte. That
happens on pages whose converter wrote readings in brackets into the middle of a character: it took the second byte of one character
and the first of the next for a character of its own (的B5C4 … 當AE94 地B5D8 holds 94B5, 數), and "(shù)" parted 地 into B5, which was
lost together with the bracket, and D8, which took the A behind it along.

The run is encoded as GBK again, the lost byte is put in front, and the bytes are decoded in step. A reading beside the lost byte tells
it exactly; else it is the one that makes the likeliest Chinese by far. The last byte of a run may be lost too: its character is
U+FFFD, as is one that no evidence tells. All this only if the text becomes much likelier Chinese. In a chain of characters each that
was read anew stands for the one that held its first byte.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import regex
from pypinyin import Style, pinyin

from extract.model import Edit, Span
from extract.text.likelihood import chain_cost, char_cost, pair_cost
from extract.text.tokens import word_cost

KIND = "misaligned-gbk"
DAMAGE = True

_LOST = "\ufffd"
_LOST_COST = 10.0
_SYLLABLE = r"([a-zɡü\u00e0-\u01dc\u1e3f\u0300-\u036f]{1,8})[)）]"
_HOLE = regex.compile(r"[?\ufffd]")
_BRACKET = regex.compile(r"[(（]?" + _SYLLABLE)
_OWN_BRACKET = regex.compile(r"[(（]" + _SYLLABLE)
_BEHIND = regex.compile(r"([^\x00-\x7f])(?:[(（]" + _SYLLABLE + ")?$")
_FAR = 12  # so many characters before the hole may hold the character before it and its bracket
_LEADS = range(0x81, 0xFF)
_CLEARLY = 3.0  # nats between the likeliest lost byte and the next: twenty times as likely
_VERY_CLEARLY = 6.0
_CLEARLY_A_MARK = 2.0
_CLEARLY_A_WORD = 2.0
_LIKELY = 9.0  # Chinese prose has a mean cost of 4 to 7, a run out of step 10 and more
_GAIN = {(False, False): 10.0, (False, True): 6.0, (True, False): 3.0, (True, True): 3.0}  # by: U+FFFD before it; a hole behind it
_GAP_GAIN = 0.0
_DOUBTFUL = 12.0  # a character that fits both sides better than this is no gap
_DOUBTFUL_AT_END = 7.0
_NO_WORD = 21.0  # a character that fits neither side this badly is none of the text
_PRIVATE = (*range(0xAA, 0xB0), *range(0xF8, 0xFF))  # first bytes of the private area
_MARKS = "，。、；：！？（）“”《》"
_NUMERALS = "〇零一二三四五六七八九十百千万萬亿億兆两兩半"


@lru_cache(maxsize=8192)
def _bytes(char: str) -> bytes:
    """The two bytes of a character in GBK (with its private area), or nothing."""
    try:
        code = char.encode("gb18030")
    except UnicodeEncodeError:
        return b""
    return code if len(code) == 2 else b""


@lru_cache(maxsize=65536)
def _char(lead: int, trail: int) -> str:
    """The character of two bytes of GBK, or nothing where the standard has none."""
    try:
        return bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return ""


def _plain(syllable: str) -> str:
    decomposed = unicodedata.normalize("NFD", syllable.replace("ɡ", "g").replace("v", "ü"))
    return "".join(c for c in decomposed if not unicodedata.combining(c) or c == "\u0308")


@lru_cache(maxsize=8192)
def _reads(char: str, syllable: str) -> bool:
    return bool(char) and "\u4e00" <= char <= "\u9fff" and _plain(syllable) in {_plain(r) for r in pinyin(char, style=Style.TONE, heteronym=True)[0]}


def _cost(text: str, before: str) -> float:
    """Chain cost in which a lost character costs as much as any."""
    total = 0.0
    for char in text:
        total += _LOST_COST if char == _LOST else pair_cost("" if before == _LOST else before, char)
        before = char
    return total


@dataclass(slots=True)
class _Run:
    """What stands behind a hole: pieces of text, each with the bytes it brings, and how the run ends."""

    pieces: list[Span]
    data: bytes
    end: int
    swallowed: bool = False  # the last character holds an ASCII character as its second byte
    brackets: bool = False


def _run(text: str, at: int) -> _Run:
    run = _Run([], b"", at)
    while run.end < len(text):
        code = b"" if text[run.end].isascii() else _bytes(text[run.end])
        if not code:
            break
        start, run.end = run.end, run.end + 1
        own = _OWN_BRACKET.match(text, run.end)
        if own and _reads(text[start], own.group(1)):
            run.end, run.brackets = own.end(), True
        run.pieces.append((start, run.end))
        run.data += code
        if code[1] < 0x80:
            run.swallowed = True
            break
    return run


def _tail(text: str, run: _Run) -> tuple[str, int, bool]:
    """The run's last character, whose first byte is known: itself or U+FFFD, where it ends, and whether a reading vouches for it."""
    lead, at = run.data[-1], run.end
    if _HOLE.match(text, at):
        bracket = _BRACKET.match(text, at + 1)
        if bracket:
            likely = [c for trail in range(0x40, 0xFF) if _reads(c := _char(lead, trail), bracket.group(1)) and char_cost(c) < 13]
            if likely:
                return (likely[0] if len(likely) == 1 else _LOST), bracket.end(), True
        return _LOST, at + 1, False
    following = text[at : at + 1]
    if "@" <= following <= "~":
        char = _char(lead, ord(following))
        if char and char_cost(char) < 13:
            return char, at + 1, False
    return _LOST, at, False


def _is_text(char: str) -> bool:
    """Whether it may be guessed: a common hanzi or a mark. A figure is never guessed."""
    return bool(char) and (char in _MARKS or ("\u4e00" <= char <= "\u9fff" and char_cost(char) < 13))


def _lost_lead(choices: list[tuple[float, int, str]]) -> int | None:
    """The byte of the least cost, if none comes near it: for a mark of punctuation little is asked, for a numeral much."""
    choices.sort()
    if not choices:
        return None
    _, lead, char = choices[0]
    margin = choices[1][0] - choices[0][0] if len(choices) > 1 else _VERY_CLEARLY
    wanted = _CLEARLY_A_MARK if char in _MARKS else _VERY_CLEARLY if char in _NUMERALS else _CLEARLY
    return lead if margin >= wanted else None


@lru_cache(maxsize=4096)
def _parted(lead: int, trail: int) -> tuple[list[str], list[str]]:
    """Characters that may have stood before and behind a gap: of each the outer byte is known."""
    return [c for t in _PRIVATE if _is_text(c := _char(lead, t))], [c for x in _LEADS[0x20:] if _is_text(c := _char(x, trail))]


def _gap(lead: int, trail: int, before: str, after: str) -> tuple[float, str]:
    """The least cost of two characters whose inner bytes are lost, and these two; U+FFFD where no word is clearly the likeliest.

    The inner bytes made a character of GBK's private area, which no font shows and many programs drop. With half of each
    known, only a common word is evidence (基于 of BB…DA).
    """
    firsts, seconds = _parted(lead, trail)
    words = [(cost, a + b) for a in firsts for b in seconds if (cost := word_cost(a + b)) is not None]
    pairs = sorted((cost + _fit(before, w[0]) + _fit(w[1], after), w) for cost, w in words)
    if not pairs:
        return _NO_WORD, _LOST + _LOST
    margin = pairs[1][0] - pairs[0][0] if len(pairs) > 1 else _CLEARLY
    sure = margin >= _CLEARLY_A_WORD and not set(pairs[0][1]) & set(_NUMERALS)
    return min(_NO_WORD, pairs[0][0] + (char_cost(after) if after else 0.0)), pairs[0][1] if sure else _LOST + _LOST


def _fit(before: str, char: str) -> float:
    """How much less likely a character becomes behind another; negative where they go together."""
    return pair_cost(before, char) - char_cost(char) if char else 0.0


def _read_in_step(data: bytes, first: str, behind: str, gaps: bool) -> list[str]:
    """The characters of a run from its second byte on, each or two with a gap between them; ``first`` and ``behind`` stand around them."""
    chars = [_char(data[i], data[i + 1]) or _LOST for i in range(1, len(data) - 1, 2)]
    found, last = [], first
    for i, char in enumerate(chars):
        after = chars[i + 1] if i + 1 < len(chars) else behind
        here = (
            2 * _NO_WORD if "\uff10" <= char <= "\uff5a" and char not in _MARKS else pair_cost(last, char) + (pair_cost(char, after) if after else 0)
        )
        if gaps and char != _LOST and here > (_DOUBTFUL if after else _DOUBTFUL_AT_END):
            cost, pair = _gap(data[2 * i + 1], data[2 * i + 2], last, after)
            if here - cost > _GAP_GAIN:
                char = pair
        found.append(char)
        last = char[-1].replace(_LOST, "")
    return found


def _mend(text: str, hole: int, floor: int) -> tuple[list[Edit], int] | None:
    """The edits for the damage that begins at ``hole``, and where it ends; nothing before ``floor`` is looked at."""
    m = _BEHIND.search(text, max(floor, hole - _FAR), hole)
    before = m.group(1) if m else ""
    bracket = _BRACKET.match(text, hole + 1)
    run = _run(text, bracket.end() if bracket else hole + 1)
    if not run.data:
        return _mend_alone(text, hole, bracket, before) if bracket else None
    if (
        not bracket
        and (len(run.pieces) < 2 or chain_cost(text[run.pieces[0][0] : run.pieces[-1][1]]) < 8 * len(run.pieces))
        and not _vouched(text, run)
    ):
        return None
    trail = run.data[0]
    leads = _leads_by_reading(before, bracket.group(1)) if bracket else list(_LEADS)
    body = run.data[:-1] if run.swallowed else run.data
    gaps = not any("\ue000" <= c <= "\uf8ff" for c in text)
    last, tail_end, by_reading = ("", run.end, False) if run.swallowed else _tail(text, run)
    behind = last.replace(_LOST, "")
    lead, first, rest = None, "", _read_in_step(body, "", behind, gaps)
    for _ in range(2):  # the first character tells how the next is read, and the next which the first is
        follower = rest[0][0] if rest else ""
        choices = [
            (pair_cost(before, c) + (pair_cost(c, follower) if follower and follower != _LOST else 0.0), x, c)
            for x in leads
            if _is_text(c := _char(x, trail))
        ]
        lead = _lost_lead(choices)
        first = _char(lead, trail) if lead is not None else ""
        rest = _read_in_step(body, first, behind, gaps)
    if bracket and lead is None:
        return None
    whole = [first or _LOST, *rest]
    end, vouched = run.end, bool(bracket)
    if run.swallowed:
        whole.append(chr(run.data[-1]))
    else:
        end = tail_end
        whole.append(last)
        vouched = vouched or by_reading
    pieces = [(hole, bracket.end() if bracket else hole + 1), *run.pieces]
    pieces[-1] = (pieces[-1][0], end)
    present = text[hole] + "".join(text[a] for a, _ in run.pieces) + text[run.end : end][:1]
    if not _better(present, "".join(whole), before, vouched):
        return None
    return _edits(text, pieces, whole), end


def _leads_by_reading(before: str, syllable: str) -> list[int]:
    """First bytes that, behind the last byte of the character before, made the character with this reading."""
    code = _bytes(before) if before else b""
    return [x for x in _LEADS if code and _reads(_char(code[1], x), syllable)]


def _vouched(text: str, run: _Run) -> bool:
    return not run.swallowed and _tail(text, run)[2]


def _mend_alone(text: str, hole: int, bracket: regex.Match[str], before: str) -> tuple[list[Edit], int] | None:
    """A character whose second byte is ASCII stands behind the bracket: 接?xùn)| of 接東."""
    following = text[bracket.end() : bracket.end() + 1]
    if not "@" <= following <= "~":
        return None
    choices = [(pair_cost(before, c), x, c) for x in _leads_by_reading(before, bracket.group(1)) if _is_text(c := _char(x, ord(following)))]
    lead = _lost_lead(choices)
    char = _char(lead, ord(following)) if lead is not None else ""
    if not char or char_cost(char) >= 13:
        return None
    return [Edit((hole, bracket.end() + 1), char)], bracket.end() + 1


def _better(present: str, mended: str, before: str, vouched: bool) -> bool:
    """Whether the mended characters are clearly likelier; less is asked where a reading or U+FFFD shows that something is broken."""
    old, new = _cost(present, before), _cost(mended, before)
    kept = [c for c in mended if c != _LOST]
    if any(char_cost(c) >= 16 for c in kept) or len(kept) * 2 < len(mended):
        return False
    if vouched:
        return new < old + 1.0
    gain = _GAIN[present[0] == _LOST, present[-1] in "?" + _LOST]
    return old - new > gain and new / len(mended) < _LIKELY


def _edits(text: str, pieces: list[Span], whole: list[str]) -> list[Edit]:
    """One edit for each stretch of pieces of one character each that become one character each, one for any other piece."""
    edits: list[Edit] = []
    joined = False
    for span, made in zip(pieces, whole, strict=True):
        single = span[1] - span[0] == len(made) == 1
        if single and joined:
            edits[-1] = Edit((edits[-1].span[0], span[1]), edits[-1].replacement + made)
        elif text[slice(*span)] != made:
            edits.append(Edit(span, made))
        joined = single and bool(edits) and edits[-1].span[1] == span[1]
    return edits


def find(text: str) -> list[Edit]:
    """Reads each run out of step in step again."""
    edits: list[Edit] = []
    floor = 0
    for m in _HOLE.finditer(text):
        hole = m.start()
        following = text[hole + 1 : hole + 2]
        if hole < floor or following.isspace() or (following.isascii() and not _BRACKET.match(text, hole + 1)):
            continue
        mended = _mend(text, hole, floor)
        if mended:
            edits.extend(mended[0])
            floor = mended[1]
    return edits


YES = [
    ("當(dāng)?shù)谹I企業(yè)", "當(dāng)地AI企業(yè)"),
    ("積極對(duì)接?xùn)|部市場(chǎng)", "積極對(duì)接東部市場(chǎng)"),
    ("因?yàn)闆](méi)有產(chǎn)業(yè)", "因為沒(méi)有產(chǎn)業(yè)"),
    ("平稳发展?！毒迷诵星榭霰ǜ妗分赋觯?2024年", "平稳发展。《经济运行情况报告》指出\ufffd2024年"),
]
NO = [
    "这是为什么?假如把城市比作赛场,谁会领先?",
    "是?shì)",
    "谁是?璞玉浑金,瑾瑜匿瑕。",
]
