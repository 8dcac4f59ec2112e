"""The recipe of data/lexicons/numeral_words.txt: ``python -m extract.training.numeral_words``.

Takes from jieba's dictionary the words that hold a numeral character and count nothing (队伍, 统一战线, 四面八方). Left out are
number words, dates and whatever reads as a number with a unit (三级, 十大); names whose numeral is not at their start stay only
where they are frequent. Words that end in a plain numeral must have four characters: of 提高一倍 no 高一 may take the 一.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from extract.data import read_words
from extract.mentions.units import table

_PATH = Path(__file__).parent.parent / "data" / "lexicons" / "numeral_words.txt"
_HEAD = """\
# Words of the general vocabulary that hold a numeral character and count nothing (队伍, 统一战线, 四面八方).
# Source: compiled by python -m extract.training.numeral_words from the dictionary of jieba (MIT licence). Words of our own field
# stand in fixed_numerals.txt; extend that one.
"""
_FORMAL = "陆伍肆拾参兆"
_PLAIN = "〇○一壹幺二两贰三叁四五六柒七捌八玖九十百佰千仟万亿廿卅"
_NUMERAL = re.compile(rf"^[第前初]?[{_PLAIN}{_FORMAL}零]+")
_ANY = re.compile(rf"[{_PLAIN}陆伍肆拾兆零]")
_COUNTING = {"m", "mq", "q", "t", "eng", "x"}
_NAMES = {"nr", "nrt", "nrfg"}
_SET_PHRASES = {"i", "l"}
_LEAST, _LEAST_NAME = 5, 60  # occurrences in the dictionary's corpus
_SHORTEST_ENDING = 4
# What makes a word read as a number of things, or as one when more characters follow (三座门店).
_COUNTED = set("个位名次年月日天周项家件种条点成倍折分大批度")
_ORDERED = set("大强期级代等甲半番")
_READ_AS_COUNTS = """
一场场 一幅幅 一座座 一条条 一棵树 三只手 三座门 三棵树 一碗水 一席话 七人制 三道沟 三间房 六间房 五支箭 两口儿 两口子 一班人
二环路 三环路 五环路 十里八乡 一人之下 万人之上 天下第一 天下第一关 翻两番 伊万 成百上千 成千上万 成千成万
数以百计 数以千计 数以万计 数以十万计 数以百万计 数以千万计 数以亿计
"""
_LOOSE = frozenset(_READ_AS_COUNTS.split())


def _counts(word: str, tag: str, units: frozenset[str]) -> bool:
    """Whether a word that begins with a numeral is a number with a unit."""
    m = _NUMERAL.match(word)
    if m is None or word[0] in _FORMAL:
        return False
    rest = word[m.end() :]
    if rest == "" or rest in units or any(rest.startswith(u) for u in units if len(u) > 1):
        return True
    if rest[0] in "个年月天小" or (rest[0] in _COUNTED and tag not in _SET_PHRASES):
        return True
    return len(word) == 2 and (rest in _ORDERED or word[0] in _PLAIN)


def chosen(lines: Iterable[str]) -> Iterator[str]:
    """The words of a dictionary (word, frequency, part of speech a line) that belong into the list."""
    units, known = frozenset(table()), set(read_words("fixed_numerals"))
    for line in lines:
        word, frequency, tag = line.split()
        least = _LEAST_NAME if tag in _NAMES else _LEAST
        if len(word) < 2 or not _ANY.search(word) or int(frequency) < least or tag in _COUNTING or word in known or word in _LOOSE:
            continue
        if tag in _NAMES and word[0] in _PLAIN + _FORMAL:
            continue
        if "分之" in word or (word[-1] in _PLAIN and len(word) < _SHORTEST_ENDING) or _counts(word, tag, units):
            continue
        yield word


def main() -> None:
    """Writes the list."""
    import jieba

    with jieba.get_dict_file() as dictionary:
        words = sorted(set(chosen(line.decode("utf-8") for line in dictionary)))
    _PATH.write_text(_HEAD + "\n".join(words) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
