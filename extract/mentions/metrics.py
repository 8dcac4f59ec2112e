"""Metrics: the noun phrase that says what a quantity measures.

Three readings of the words around a quantity, each a function from tokens to a span:

- ``before``: the noun phrase that leads to it (人工智能核心产业规模接近3500亿元);
- ``after``: the noun phrase that it counts (40多个和智能制造有关的创新平台);
- ``share``: 占…比重, with the whole that it is a share of.

Which of them holds, and what an empty or bare one (规模, 同比增长) takes from the context, is decided in
``extract.claims.metric``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from extract.data import read_table, read_words
from extract.model import Span, Token

_NOUNISH = (
    "n", "vn", "an", "j", "l", "i", "eng", "nz", "nt", "nr", "ns", "nrt", "nrfg", "g", "s", "b", "a", "x", "t", "ng", "vg", "ag", "z", "q", "m", "f",
    "k", "h",
)  # fmt: skip
_OPENERS = frozenset('（(“"‘「『《')
_CLOSERS = frozenset('）)”"’」』》')
# What 在 opens a name before: 在校生, 在园幼儿, 在建项目, but not 在校园, 在建设.
ATTACHED_IN = r"校[生学大幼]|园[幼儿孩]|建[项工房面的商线轨铁公隧桥]|营[公铁里]|库[商粮]|[职册岗编押租研孵售途]"
_SUPERLATIVES = "多少高低大小快慢长短"
_LEADING_WORDS = ("其中", "以及", *"的、及或，,：:；;。/·•-—）)」』】〕｜|■▍①②③④⑤⑥⑦⑧⑨⑩而且也则等该各了个这那")
_TRAILING_WORDS = (  # words before their characters
    "其中", "以及", "分别",
    "正式", "成功", "顺利", "首度", "首次", "再度", "一举", "实际", "虽", "虽然", "却", "仍", "仍然", "依序", "依次",
    "主要", "大多", "大部分", "多半", "广泛",
    "均列", "均居", "喜获丰收", "再获丰收",
    *"等的、和及与或，,：:；;。/（(",
)  # fmt: skip
_LEADING = regex.compile(
    rf"(?:{'|'.join(map(regex.escape, _LEADING_WORDS))}|在(?!{ATTACHED_IN})|和(?![美谐平睦])|与(?!会[人者代嘉])|其(?![他它余次])|\s)+"
)
# What a value is for one of.
_PER = "(?:[天日年月周季户吨斤升坪度亩人家件位名班次台辆所校个处]|小时|公斤|平方米|立方米|公里|公顷|人次|学期|学年|人口|米)"
# What a price is for so much of: 均价每500克3.05元.
_PER_SO_MUCH = r"每\s?\d[\d.,]{0,6}\s?[十百千万]?(?:克|公斤|千克|斤|吨|毫升|公升|升|加仑|桶|磅|盎司|千瓦时|度|平方[米呎尺]|立方米|公里|千米|米)"
_TRAILING = regex.compile(  # from the end backwards
    rf"(?r)(?:(?<![行作所转成认因有何])为|(?<![发雷马抵到传表直通送])达|(?<![人户日月年地平])均"
    rf"|{'|'.join(map(regex.escape, _TRAILING_WORDS))}|每\p{{Han}}{{0,2}}{_PER}[发拉补给缴交领送]?|{_PER_SO_MUCH}|最[{_SUPERLATIVES}]"
    r"|(?<![高初集其途空水手心大完])中|(?<![自理缘事来因])由|\s)+$"
)
_LONGEST_PER = 10  # characters of such a word: 每100平方米
_LEADS = frozenset(word[0] for word in (*_LEADING_WORDS, "在", "和", "其", "与"))
_TRAILS = frozenset(word[-1] for word in (*_TRAILING_WORDS, *_SUPERLATIVES, "中", "由", "为", "均", "达"))
_IN_PHRASE = regex.compile(r"[\p{L}\p{N}“”‘’「」《》]")
_IN_PHRASE_OR_PERCENT = regex.compile(r"[\p{L}\p{N}“”‘’「」《》%]")
_PREPOSITIONS = frozenset([
    "在", "从", "由", "据", "按", "以", "为", "被", "将", "把", "向", "于", "因", "随", "沿", "自", "当", "根据", "按照",
    "通过", "随着", "围绕", "依托", "面向", "针对", "对于", "关于", "作为", "受", "经", "经过", "除", "除了", "至", "到", "比",
    "较", "相比", "同", "跟",
])  # fmt: skip
_PREMODIFIERS = frozenset(["对", "与", "向", "面向", "对于", "针对", "和", "跟"])


@cache
def never_names() -> frozenset[str]:
    """Words that never name what a figure measures (平均水平, 目标, 超越)."""
    return frozenset(read_words("never_metrics")) | {r["verb"] for r in read_table("lexicons/compare_verbs.tsv")}


@cache
def nominal_verbs() -> frozenset[str]:
    """Verbs that stand as nouns inside metric names (出口, 投资)."""
    return frozenset(read_words("nominal_verbs"))


@cache
def light_words() -> frozenset[str]:
    """Words that lead from a metric to its value and are no part of its name."""
    return frozenset(read_words("light_verbs"))


@cache
def bare_heads() -> frozenset[str]:
    """Heads that need a modifier from the context."""
    return frozenset(read_words("bare_heads"))


@cache
def _sizes_of_heads() -> dict[str, list[int]]:
    """The lengths of the bare heads by their last character, the longest first."""
    sizes: dict[str, set[int]] = {}
    for head in bare_heads():
        sizes.setdefault(head[-1], set()).add(len(head))
    return {last: sorted(found, reverse=True) for last, found in sizes.items()}


def bare_head_in(name: str, longest: int | None = None) -> str | None:
    """The longest bare head, of at most ``longest`` characters, that a name ends with, or None."""
    most = len(name) if longest is None else longest
    for size in _sizes_of_heads().get(name[-1:], ()):
        if size <= most and name[-size:] in bare_heads():
            return name[-size:]
    return None


@cache
def _heads() -> frozenset[str]:
    return frozenset(row["head"] for row in read_table("metrics/heads.tsv")) | bare_heads()


def is_head(word: str) -> bool:
    """Whether a word is, or ends with, the head noun of a metric."""
    return word in _heads() or (len(word) > 1 and word.endswith(("率", "额", "量", "值", "费", "价", "度")))


def head_in(name: str) -> str | None:
    """The head noun that a metric's name ends with (产量, 增加值, 覆盖率), or None where it names a thing."""
    return next(
        (name[i:] for i in range(len(name)) if name[i:] in _heads()), name[-1] if name.endswith(("率", "额", "量", "值", "数", "价")) else None
    )


@cache
def _classes() -> dict[str, str]:
    return {row["head"]: row["note"].partition(":")[0] for row in read_table("metrics/heads.tsv")}


@lru_cache(maxsize=16384)
def class_of_head(name: str) -> str:
    """What the head of a name is of: sum, measure, people, price, share …; empty where it has none that is known."""
    return _classes().get(head_in(name) or "", "")


def counts(name: str) -> bool:
    """Whether a name is, or ends with, a noun for things or people that are counted (企业, 居民)."""
    return class_of_head(name) in ("people", "count")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its span, its words cleaned at the edges, and how it stands to the quantity."""

    span: Span
    text: str
    kind: str


def is_nominal(token: Token) -> bool:
    """Whether a token can stand inside a metric's noun phrase without help."""
    return _is_nominal(token.text, token.flag)


@lru_cache(maxsize=16384)
def _is_nominal(word: str, flag: str) -> bool:
    if word in light_words() or word in read_words("set_phrases"):
        return False
    if flag == "d" and word in _heads():  # 据点, 进度
        return True
    return word in nominal_verbs() or (flag.startswith(_NOUNISH) and flag not in ("uj", "ul", "ud", "uz", "ug", "uv"))


_SHORT_NOUNS = frozenset("车物土村员厂组糖屋园症罐桶")  # which jieba's dictionary holds among words of no known kind


def _is_light(token: Token) -> bool:
    if token.flag == "zg" and token.text in _SHORT_NOUNS:
        return False
    return token.flag in ("d", "ul", "uz", "ug", "ud", "uv", "y", "zg", "e", "o") or token.text in light_words()


_IN_FIGURES = ".,%、和及与一二三四五六七八九十百千万亿"
_FIGURE = regex.compile(rf"[\d{_IN_FIGURES}]+")


def is_figure(words: str) -> bool:
    """Whether words are numerals and what joins them only."""
    last = words[-1:]  # tells of most that they are none
    return (last in _IN_FIGURES or last.isdecimal()) and _FIGURE.fullmatch(words) is not None


def named(phrase: Phrase | None, kind: str) -> Phrase | None:
    """A phrase with its kind, or None where it is a single character or a figure."""
    return Phrase(phrase.span, phrase.text, kind) if phrase and len(phrase.text) > 1 and not is_figure(phrase.text) else None


def trimmed(text: str, span: Span) -> Span:
    """A span without particles and marks at its edges."""
    start, end = span
    if start < end and (text[start] in _LEADS or text[start].isspace()) and (head := _LEADING.match(text, *span)):
        start = head.end()
    may_trail = start < end and (text[end - 1] in _TRAILS or text[end - 1].isspace() or "每" in text[max(start, end - _LONGEST_PER) : end])
    if may_trail and (tail := _TRAILING.search(text, *span)):
        end = tail.start()
    return (start, end) if start < end else (span[0], span[0])


def before(text: str, tokens: Sequence[Token]) -> Phrase | None:
    """The noun phrase that ends a run of tokens, verbs that lead to the value left out.

    ``tokens`` are those between the last barrier (clause start, other quantity, subject, date) and the quantity.
    """
    end = len(tokens)
    while end > 0 and (not is_nominal(tokens[end - 1]) or _is_light(tokens[end - 1])) and tokens[end - 1].text not in _CLOSERS:
        end -= 1
    if end == 0:
        return None
    start = end
    relative = False
    depth = 0
    while start > 0:
        token = tokens[start - 1]
        if token.text in _CLOSERS:
            depth += 1
        elif token.text in _OPENERS:
            depth -= 1
            if depth < 0:
                break
        elif depth > 0:
            pass
        elif token.text == "的":
            relative = True
        elif token.text in ("、", "和", "及", "与", "以及", "或", "/", "·", "-", "—", "+", "&"):
            pass
        elif start < end and (token.text in ("可支配", "支配") or (token.text, tokens[start].text) == ("可", "支配")):
            pass  # 人均可支配收入
        elif token.text in _PREMODIFIERS and start < end:
            start -= 1
            break
        elif token.text in _PREPOSITIONS and not relative:
            break
        elif token.flag.startswith(("v", "p", "d", "r", "c", "u")) or _is_light(token):
            if not is_nominal(token):
                if relative and token.flag.startswith("v") and token.text not in light_words():
                    pass  # a verb before 的 belongs to a relative clause: 投向人工智能的产业基金
                else:
                    break
        elif token.flag == "x" and not _IN_PHRASE_OR_PERCENT.match(token.text):
            break
        start -= 1
    if start >= end:
        return None
    span = trimmed(text, (tokens[start].span[0], tokens[end - 1].span[1]))
    return Phrase(span, text[slice(*span)], "before") if span[0] < span[1] else None


def after(text: str, tokens: Sequence[Token]) -> Phrase | None:
    """The noun phrase that begins a run of tokens: what a counted quantity counts.

    ``tokens`` follow the quantity up to the end of its clause.
    """
    start = 0
    while start < len(tokens) and tokens[start].text in ("的", "以上", "左右", "多", "余"):
        start += 1
    end = start
    relative_to = _relative_end(tokens, start)
    depth = 0
    while end < len(tokens):
        token = tokens[end]
        if token.text in _OPENERS:
            depth += 1
        elif token.text in _CLOSERS:
            depth -= 1
            if depth < 0:
                break
        elif depth > 0 or end < relative_to or token.text == "的":
            pass
        elif token.text in ("、", "和", "及", "与", "以及", "或", "·", "-", "+"):
            if end + 1 >= len(tokens) or not is_nominal(tokens[end + 1]):
                break
        elif not is_nominal(token) or (token.flag == "x" and not _IN_PHRASE.match(token.text)):
            break
        end += 1
    span = trimmed(text, (tokens[start].span[0], tokens[end - 1].span[1])) if end > start else (0, 0)
    return Phrase(span, text[slice(*span)], "after") if span[0] < span[1] else None


def _relative_end(tokens: Sequence[Token], start: int) -> int:
    """Where a relative clause that opens the run ends (…的), or ``start`` where none does."""
    for i in range(start, min(len(tokens), start + 12)):
        if tokens[i].text == "的":
            return i if i + 1 < len(tokens) and is_nominal(tokens[i + 1]) else start
        if tokens[i].text in ("，", "。", "；", "：", ",", ";"):
            return start
    return start
