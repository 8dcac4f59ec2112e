"""Words swapped by a rewriting program (洗稿): 东说念主工智能产业领域 → 人工智能产业规模.

Content farms run articles through a table of synonyms so that copies are not found. The tables are applied blindly and one
after the other (人 → 东道主, then 道 → 说念, so 东说念主), and cut words across their borders (驱|动力 → 驱能源).

``data/repairs/spun_words.tsv`` lists what such tables make of which words. *Certain* rows are strings that healthy Chinese
does not contain; they are always undone. *Ambiguous* rows are words that Chinese has too. They are undone only where

- the article is shown to be spun, by the certain ones: at least three, and at least one in a thousand characters,
- what stands before and after asks for the original (领域 between 产业 and 突破 is 规模), as the row says,
- the original itself does not stand in the article as often: the programs swap every occurrence of a word that is in their
  table, so an article that has 去年 itself means 前年 where it says so.

What is mended is context for its neighbours, so the article is read again until nothing is left to do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import regex

from extract.data import alternatives, read_table
from extract.data.configuration import per_configuration
from extract.model import Edit
from extract.text.offsets import OffsetMap, apply_edits
from extract.text.word_search import AnyOf

KIND = "spun-wording"
DAMAGE = True
TRUST = 0.9  # another word may have stood there

_FILE = "repairs/spun_words.tsv"
_EVIDENCE = 3  # so many certain swaps show that an article is spun …
_EVERY = 1000  # … and one in so many characters
_BEHIND, _AHEAD = 20, 50  # characters of context that a row may speak of


@dataclass(frozen=True, slots=True)
class _Side:
    """A condition on what stands before or after a word."""

    pattern: str
    wanted: bool

    def holds(self, context: str) -> bool:
        return (_compiled(self.pattern).search(context) is not None) == self.wanted


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    """There are a thousand of them, of which a text that is not spun needs none."""
    return regex.compile(pattern)


@dataclass(frozen=True, slots=True)
class Swap:
    """A row of the table: a spun word, its original, and where it may be undone.

    Attributes:
        spun: what stands in the copy.
        original: what stood in the article; empty for a word that only looks like a spun one.
        certain: no healthy text has the word in this context.
    """

    spun: str
    original: str
    certain: bool
    before: _Side | None = None
    after: _Side | None = None

    def fits(self, behind: str, ahead: str) -> bool:
        """Whether the context is one of those that the row names."""
        return (self.before is None or self.before.holds(behind)) and (self.after is None or self.after.holds(ahead))


@per_configuration()
def swaps() -> dict[str, tuple[Swap, ...]]:
    """The rows of the table by spun word, in the order of the file."""
    rows = read_table(_FILE)
    classes = {row["spun"]: row["original"] for row in rows if row["certainty"] == "class"}
    named = regex.compile(alternatives(list(classes)))

    def side(cell: str, form: str) -> _Side | None:
        if not cell:
            return None
        pattern = cell.removeprefix("!")
        while named.search(pattern):  # a class may speak of another
            pattern = named.sub(lambda m: classes[m.group()], pattern)
        return _Side(form.format(pattern), wanted=pattern == cell or not cell.startswith("!"))

    found: dict[str, list[Swap]] = defaultdict(list)
    for row in rows:
        if row["certainty"] == "class":
            continue
        before, after = side(row["before"], "(?:{})$"), side(row["after"], "^(?:{})")
        found[row["spun"]].append(Swap(row["spun"], row["original"], row["certainty"] == "certain", before, after))
    return {spun: tuple(same) for spun, same in found.items()}


@per_configuration()
def _certain() -> dict[str, tuple[Swap, ...]]:
    """The certain rows."""
    certain = {spun: tuple(row for row in rows if row.certain) for spun, rows in swaps().items()}
    return {spun: rows for spun, rows in certain.items() if rows}


def certain_words() -> tuple[str, ...]:
    """The words that healthy Chinese does not contain."""
    return tuple(_certain())


@per_configuration()
def _certain_words() -> AnyOf:
    return AnyOf(_certain())


@per_configuration()
def _all_words() -> AnyOf:
    return AnyOf(swaps())


@per_configuration()
def _bare() -> tuple[regex.Pattern[str], dict[str, str]]:
    """The words that are certain in any context, to read what lies ahead as it was."""
    words = {word: rows[0].original for word, rows in swaps().items() if rows[0].certain and not (rows[0].before or rows[0].after)}
    return regex.compile(alternatives(list(words))), words


def _is_evidence(certain: list[Edit], text: str) -> bool:
    return len(certain) >= _EVIDENCE and len(certain) * _EVERY >= len(text)


def is_spun(text: str) -> bool:
    """Whether an article is shown to be spun: by swaps that no other text has."""
    return _certain_words().stand_in(text) and _is_evidence(_undo(text, _certain()), text)


def find(text: str) -> list[Edit]:
    """Replaces the certain words, and in a spun article the ambiguous ones whose context asks for the original."""
    if not _certain_words().stand_in(text):
        return []
    certain = _repeated(text, lambda mended: _undo(mended, _certain()))
    if not _is_evidence(certain, text):
        return certain
    rows = _without(_left_alone(text))
    return _repeated(text, lambda mended: _undo(mended, rows))


def _repeated(text: str, fix: Callable[[str], list[Edit]]) -> list[Edit]:
    """Edits until nothing is left to do: a word that is mended may be the context that the next one asks for."""
    edits = fix(text)
    while edits:
        offsets = OffsetMap.identity(len(text)).edited(edits)
        found = [Edit(offsets.to_raw(e.span), e.replacement) for e in fix(apply_edits(text, edits))]
        new = [e for e in found if not any(e.span[0] < other.span[1] and other.span[0] < e.span[1] for other in edits)]
        if not new:
            break
        edits = sorted([*edits, *new], key=lambda e: e.span)
    return edits


def _undo(text: str, table: Mapping[str, tuple[Swap, ...]]) -> list[Edit]:
    """The edits for those rows whose context fits, from left to right, the longest words first."""
    words = _certain_words() if table is _certain() else _all_words()
    places = sorted((at, -len(word), word) for word in words.standing_in(text) for at in _occurrences(text, word))
    edits: list[Edit] = []
    bare, originals = _bare()
    mended, copied = "", 0  # what precedes, as it was before the swaps; how much of the text it covers
    for at, _, word in places:
        if at < copied:
            continue
        end = at + len(word)
        behind = (mended + text[copied:at])[-_BEHIND:]
        ahead = bare.sub(lambda found: originals[found.group()], text[end : end + _AHEAD])
        row = next((row for row in table[word] if row.fits(behind, ahead)), None)
        if row is None:
            continue
        if row.original:
            edits.append(Edit((at, end), row.original))
        mended, copied = behind + (row.original or row.spun), end
    return edits


def _occurrences(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _without(left: frozenset[Swap]) -> dict[str, tuple[Swap, ...]]:
    """The table without those rows."""
    return {spun: tuple(row for row in rows if row not in left) for spun, rows in swaps().items()}


def _left_alone(text: str) -> frozenset[Swap]:
    """Ambiguous rows that the article's program did not make.

    The original stands in the article at least as often as the other word; or, where a row needs a context, another word
    for the same original that needs none (寰宇 beside 世界, both for 全国): a program puts the same word each time.
    """
    ambiguous = [row for word, rows in swaps().items() if word in text for row in rows if row.original and not row.certain]
    rare = {row.original: row.spun for row in ambiguous if not (row.before or row.after)}
    return frozenset(
        row
        for row in ambiguous
        if (len(row.original) > 1 and row.original not in swaps() and text.count(row.original) >= text.count(row.spun))
        or ((row.before or row.after) and rare.get(row.original, row.spun) != row.spun)
    )


YES = [
    ("专业办事业提升值增长6%，对GDP增长的功劳率为三成。", "专业服务业增加值增长6%，对GDP增长的贡献率为三成。"),
    ("东说念主工智能赛说念", "人工智能赛道"),
    ("据报说念，产量越过30万辆。", "据报道，产量越过30万辆。"),
    (
        "东说念主口增加，来岁世界商品房销售面积预计增长5%高下，商品室庐每平素米上万元，东说念主才重点样貌落地，转化率升迁到三成，赛说念很宽。",
        "人口增加，明年全国商品房销售面积预计增长5%左右，商品住宅每平方米上万元，人才重点项目落地，转化率提升到三成，赛道很宽。",
    ),
    (
        "东说念主才重点样貌落地，赛说念很宽，商品室庐每平素米上万元，20个样貌相近的民居，建设样貌一新，重点样貌如期完工。",
        "人才重点项目落地，赛道很宽，商品住宅每平方米上万元，20个样貌相近的民居，建设样貌一新，重点项目如期完工。",
    ),
    (
        "前年，全省东说念主工智能中枢产业领域越过30亿元，占世界的比重抓续擢升，东说念主才莫得流失。",
        "去年，全省人工智能核心产业规模超过30亿元，占全国的比重持续提升，人才没有流失。",
    ),
    ("阐明统计局申诉，两市东说念主口差异为9万东说念主和8万东说念主。", "根据统计局报告，两市人口分别为9万人和8万人。"),
]
NO = [
    "前年，各领域中枢企业越过30家，占世界的比重提升。",
    "听他说念书，听说念经，小说念白很多。",
    "真金不怕火炼，不好意思，饱读诗书，心心念念。",
    "环保抓得紧，一支抓落实的队伍，狠抓续建项目。",
    "家居品牌符合手续。",
    "他平素米饭吃三碗，未来岁月里难分高下，样貌如旧，升迁到处长。",
]
