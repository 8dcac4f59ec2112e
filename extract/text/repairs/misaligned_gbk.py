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

from dataclasses import dataclass

import regex

from extract.model import Edit, Span
from extract.text.byte_readings import LOST
from extract.text.gbk_steps import LEADS, MARKS, NUMERALS, character, is_text, read_in_step, two_bytes
from extract.text.likelihood import chain_cost, char_cost, lossy_cost, pair_cost
from extract.text.pinyin_readings import SYLLABLE, is_reading

KIND = "misaligned-gbk"
DAMAGE = True
TRUST = 0.9  # the lost byte is the likeliest one

_LOST_COST = 10.0
_SYLLABLE = rf"({SYLLABLE})[)）]"
_HOLE = regex.compile(r"[?\ufffd]")
_BRACKET = regex.compile(r"[(（]?" + _SYLLABLE)
_OWN_BRACKET = regex.compile(r"[(（]" + _SYLLABLE)
_BEHIND = regex.compile(r"([^\x00-\x7f])(?:[(（]" + _SYLLABLE + r")?$|([A-Za-z0-9%])$")
_FAR = 12  # so many characters before the hole may hold the character before it and its bracket
_CLEARLY = 3.0  # nats between the likeliest lost byte and the next: twenty times as likely
_VERY_CLEARLY = 6.0
_CLEARLY_A_MARK = 2.0
_LIKELY = 9.0  # Chinese prose has a mean cost of 4 to 7, a run out of step 10 and more
_GAIN = {(False, False): 10.0, (False, True): 6.0, (True, False): 3.0, (True, True): 3.0}  # by: U+FFFD before it; a hole behind it


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
        code = b"" if text[run.end].isascii() else two_bytes(text[run.end])
        if not code:
            break
        start, run.end = run.end, run.end + 1
        own = _OWN_BRACKET.match(text, run.end)
        if own and is_reading(text[start], own.group(1)):
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
            likely = [c for trail in range(0x40, 0xFF) if is_reading(c := character(lead, trail), bracket.group(1)) and char_cost(c) < 13]
            if likely:
                return (likely[0] if len(likely) == 1 else LOST), bracket.end(), True
        return LOST, at + 1, False
    following = text[at : at + 1]
    if "@" <= following <= "~":
        char = character(lead, ord(following))
        if char and char_cost(char) < 13:
            return char, at + 1, False
    return LOST, at, False


def _cost_behind(before: str, char: str) -> float:
    """The cost of a character; a mark may stand behind any word, so that no pair of characters has to be known."""
    return min(pair_cost(before, char), char_cost(char)) if before and char in MARKS else pair_cost(before, char)


def _lost_lead(choices: list[tuple[float, int, str]]) -> int | None:
    """The byte of the least cost, if none comes near it: for a mark of punctuation little is asked, for a numeral much."""
    choices.sort()
    if not choices:
        return None
    _, lead, char = choices[0]
    margin = choices[1][0] - choices[0][0] if len(choices) > 1 else _VERY_CLEARLY
    wanted = _CLEARLY_A_MARK if char in MARKS else _VERY_CLEARLY if char in NUMERALS else _CLEARLY
    return lead if margin >= wanted else None


def _mend(text: str, hole: int, floor: int) -> tuple[list[Edit], int] | None:
    """The edits for the damage that begins at ``hole``, and where it ends; nothing before ``floor`` is looked at."""
    m = _BEHIND.search(text, max(floor, hole - _FAR), hole)
    before = (m.group(1) or m.group(3)) if m else ""
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
    leads = _leads_by_reading(before, bracket.group(1)) if bracket else list(LEADS)
    body = run.data[:-1] if run.swallowed else run.data
    gaps = not any("\ue000" <= c <= "\uf8ff" for c in text)
    last, tail_end, by_reading = ("", run.end, False) if run.swallowed else _tail(text, run)
    behind = last.replace(LOST, "")
    lead, first, rest = None, "", read_in_step(body, "", behind, gaps)
    for _ in range(2):  # the first character tells how the next is read, and the next which the first is
        follower = rest[0][0] if rest else ""
        choices = [
            (_cost_behind(before, c) + (pair_cost(c, follower) if follower and follower != LOST else 0.0), x, c)
            for x in leads
            if is_text(c := character(x, trail))
        ]
        lead = _lost_lead(choices)
        first = character(lead, trail) if lead is not None else ""
        rest = read_in_step(body, first, behind, gaps)
    if bracket and lead is None:
        return None
    whole = [first or LOST, *rest]
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
    code = two_bytes(before) if before else b""
    return [x for x in LEADS if code and is_reading(character(code[1], x), syllable)]


def _vouched(text: str, run: _Run) -> bool:
    return not run.swallowed and _tail(text, run)[2]


def _mend_alone(text: str, hole: int, bracket: regex.Match[str], before: str) -> tuple[list[Edit], int] | None:
    """A character whose second byte is ASCII stands behind the bracket: 接?xùn)| of 接東."""
    following = text[bracket.end() : bracket.end() + 1]
    if not "@" <= following <= "~":
        return None
    choices = [(pair_cost(before, c), x, c) for x in _leads_by_reading(before, bracket.group(1)) if is_text(c := character(x, ord(following)))]
    lead = _lost_lead(choices)
    char = character(lead, ord(following)) if lead is not None else ""
    if not char or char_cost(char) >= 13:
        return None
    return [Edit((hole, bracket.end() + 1), char)], bracket.end() + 1


def _better(present: str, mended: str, before: str, vouched: bool) -> bool:
    """Whether the mended characters are clearly likelier; less is asked where a reading or U+FFFD shows that something is broken."""
    old, new = (lossy_cost(words, before, _LOST_COST) for words in (present, mended))
    kept = [c for c in mended if c != LOST]
    if any(char_cost(c) >= 16 for c in kept) or len(kept) * 2 < len(mended):
        return False
    if vouched:
        return new < old + 1.0
    gain = _GAIN[present[0] == LOST, present[-1] in "?" + LOST]
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
    ("當(dāng)?shù)谹R企業(yè)", "當(dāng)地AR企業(yè)"),
    ("積極對(duì)接?xùn)|部市場(chǎng)", "積極對(duì)接東部市場(chǎng)"),
    ("因?yàn)闆](méi)有數(shù)據(jù)", "因為沒(méi)有數(shù)據(jù)"),
    ("平稳发展?！毒迷诵星榭霰ǜ妗分赋觯?2024年", "平稳发展。《经济运行情况报告》指出\ufffd2024年"),
]
NO = [
    "这是为什么?假如把城市比作赛场,谁会领先?",
    "是?shì)",
    "谁是?璞玉浑金,瑾瑜匿瑕。",
]
