"""What stands before a number: its sign, and what makes it part of a name.

Signs are 负3, -3 behind a word that a number follows, and -3.2% right behind a word (同比-3.2%).

A hyphen is a minus only where it can be nothing else: in 3元-5元 it joins the ends of a range, in 运-20 the parts of a name.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from extract.data import alternatives, read_table, read_words
from extract.data.late import late_re
from extract.mentions.numeral_forms import HAN_DIGIT, SCALE
from extract.mentions.units import unit_at

SIGNS = "-−–负下 +＋"  # the last characters of signs
_MINUS_BEFORE = late_re(r"(?:(?:(?<=[在为至到从由是达约近超于和与的，,。、；;：:（(“<>≤≥=\s])|^)[-−–]|(?:(?<![减背抱胜自欠担正辜肩])负|零下)[ ]*)$")
_HAN = late_re("[\u4e00-\u9fff]")
_SHARE = late_re(r"[ ]?(?:[%‰]|个?(?:百分|千分|基)点)")
_LAST_NUMERAL = late_re(rf"[0-9{HAN_DIGIT}{SCALE}几多余](?P<behind>[^0-9{HAN_DIGIT}{SCALE}几多余]*)$")
_DATED = late_re(r"[年月日号时点分季周]|季度|周岁|个百分点")
_RANGE = late_re(rf"[ ]?(?:至|到|[-–—−~～])[ ]?[-−–负]?[0-9.]+[{SCALE}]*")
_LONGEST_UNIT = 6
_MEASURED = ("money", "measure")
_PARTS_BEFORE = late_re(r"(?:[0-9A-Za-z]{1,4}[+＋]){1,40}$")
_PARTS_BEHIND = late_re(r"(?:[+＋][0-9A-Za-z]{1,4})+")
_BEFORE_MODEL = "、和与及的款型是有架机"
_VARIABLE = late_re("(?<![A-Za-z])[NXnx](?![A-Za-z])")
_SCHEME = late_re(r"[”’」』]|[\u4e00-\u9fff]{0,4}(?:模式|体系|政策|机制|格局|布局|战略|行动|方案|文件|工程|计划|架构)")


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words of change that stand right before a sign, and words for models before a hyphen."""
    changes = [row["word"] for row in read_table("lexicons/change.tsv") if len(row["word"]) > 1 and row["class"] in ("verb", "noun")]
    return (
        re.compile(rf"(?:{alternatives([*changes, '同比', '环比', '年均', '差额', '差值', '逆差', '顺差', '净流入', '净额', '利润'])})$"),
        re.compile(rf"(?:{alternatives(list(read_words('model_words')))})$"),
    )


def _of_range(text: str, at: int) -> bool:
    """Whether the characters before ``at`` end a number with its unit or a date: a hyphen there joins the ends of a range."""
    m = _LAST_NUMERAL.search(text, max(0, at - _LONGEST_UNIT - 1), at)
    if m is None:
        return False
    if not m["behind"] or _DATED.fullmatch(m["behind"]):
        return True
    found = unit_at(text, m.start("behind"))
    return found is not None and found[1] == at


def _behind_word(text: str, sign: int, end: int) -> bool:
    """Whether a hyphen right behind a word is the minus of the number that ends at ``end``.

    It is one before per cent, and before money and measures unless the word is that of a model; before anything else only
    behind a word of change.
    """
    if not _HAN.match(text, sign - 1) or not text[sign + 1].isdigit() or _of_range(text, sign):
        return False
    if (other := _RANGE.match(text, end)) is not None:
        end = other.end()
    if _SHARE.match(text, end):
        return True
    change, model = _words()
    if change.search(text, max(0, sign - 6), sign):
        return True
    found = unit_at(text, end + text.startswith(" ", end))
    return found is not None and found[0].kind in _MEASURED and not model.search(text, max(0, sign - 5), sign)


def signed(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the number at ``start`` to ``end`` starts with its sign, and the sign: 1 or -1."""
    before = text[start - 1] if start else ""
    if not before or before not in SIGNS:
        return start, 1
    if before in "+＋":
        joined = text[: start - 1][-1:].isalnum() and not (_HAN.match(text, start - 2) and _SHARE.match(text, end) and not _of_range(text, start - 1))
        return (start, 1) if joined else (start - 1, 1)
    m = _MINUS_BEFORE.search(text, max(0, start - 4), start)
    if m is not None:
        return m.start(), -1
    if before in "-−–" and start > 1 and _behind_word(text, start - 1, end):
        return start - 1, -1
    return start, 1


@cache
def _makes() -> tuple[frozenset[str], frozenset[str]]:
    """Words for models, and the characters that they end with."""
    makes = read_words("model_words")
    return frozenset(makes), frozenset(w[-1] for w in makes)


def of_model(text: str, at: int) -> bool:
    """Whether a word for a model stands right before ``at``: 波音737, and at the head of a name one of a single character (歼20)."""
    makes, last = _makes()
    if not at or text[at - 1] not in last:
        return False
    if at > 1 and any(text[at - n : at] in makes for n in (2, 3, 4)):
        return True
    return text[at - 1] in makes and (at < 2 or text[at - 2] in _BEFORE_MODEL or not _HAN.match(text, at - 2))


def said_of_change(text: str, at: int) -> bool:
    """Whether a word of change (增长, 提高了, 回落近) stands right before ``at``."""
    return _words()[0].search(text[max(0, at - 10) : at].rstrip("了约近超过逾")) is not None


def moved(text: str, at: int) -> bool:
    """Whether a word of change stands right before ``at``, or a verb of one character (涨了, 降)."""
    return _MOVED.search(text, max(0, at - 3), at) is not None or said_of_change(text, at)


_STOCKS = late_re("指数|[股沪深期恒道纳创]指|大盘|汇率")
_TOOK = late_re("[了花用等要需得费](?:整整|将近|足足|近|约)?$")
_SAID_OF_TIME = late_re(r"儿|$|[\s，。；、,;！？）)]|[才就也还后]|左右|以上")
_OTHER_WORD = "位心子评赞钟状"  # 三个点位, 两个点状项目


def counts_up(text: str, at: int) -> bool:
    """Whether points counted right behind ``at`` tell of a change or a difference: 涨了三个点, 比同行低三四个点."""
    return moved(text, at) or _APART.search(text, max(0, at - 18), at) is not None


def of_stocks(text: str, at: int) -> bool:
    """Whether the words before ``at`` speak of an index or a rate of exchange, whose points are no percentage points."""
    return _STOCKS.search(text, max(0, at - 24), at) is not None


def unit_of_points(text: str, start: int, at: int, *, more: bool) -> str | None:
    """What the 点 at ``at`` stands for that 个 counts behind a number: points of an index, hours (睡了三个多点); nothing where places or topics."""
    if text[at + 1 : at + 2] in _OTHER_WORD and at + 1 < len(text):
        return None
    if counts_up(text, start):
        return "点" if of_stocks(text, start) else "pp"
    if "." in text[start:at] and not more:
        return "pp"  # 低于全省1.7个点
    return "小时" if more and _TOOK.search(text, max(0, start - 4), start) and _SAID_OF_TIME.match(text, at + 1) else None


LEAST_POINTS = 25  # fewer 点 are hours of the day
_SAID = late_re(r"$|[\s，。；、,;！？）)至到]")


def counts_points(text: str, start: int, at: int, value: Decimal) -> bool:
    """Whether the 点 at ``at`` behind a number counts those of an index: no hour is so large, has decimals, or tells of a change (下降5点)."""
    if text.startswith("点钟", at):
        return False
    if _SAID.match(text, at + 1) and said_of_change(text, start):
        return True
    return value >= LEAST_POINTS or (value % 1 != 0 and text[start].isdigit())


_MOVED = late_re("[涨增降减升跌][了约近超逾]{0,2}$")
_APART = late_re(r"[比较][\u4e00-\u9fffA-Z]{1,12}?[高低多少][了出]?[约近]?$")
_MANY_TIMES = 3  # what a change leads to is so much larger than the change where it is no end of a range


def leads_to(text: str, at: int, change: Decimal, level: Decimal) -> bool:
    """Whether 至 joins a change that begins at ``at`` to the level it led to, and no ends of a range: 上涨15元至410元."""
    return level >= _MANY_TIMES * change and moved(text, at)


def of_scheme(text: str, start: int, end: int) -> bool:
    """Whether a number is a part of a scheme's name: 1+1+N, “1+3+5”体系."""
    left, right = _PARTS_BEFORE.search(text, max(0, start - 16), start), _PARTS_BEHIND.match(text, end)
    parts = (left.group() if left else "") + (right.group() if right else "")
    return bool(_VARIABLE.search(parts)) or _SCHEME.match(text, right.end() if right else end) is not None
