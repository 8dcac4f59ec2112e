"""Sources: the noun phrase that names who or what a figure is from, read backwards from the word that it ends with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

import regex

from extract.data import read_table
from extract.model import AttributionKind, Name, Span, Token

_WORK_KINDS: tuple[tuple[str, AttributionKind], ...] = (
    (r"(?:(?:公|年|财|简|季|月|通)报|报告|年鉴)(?:》|$)", "report"),
    (r"(?:法|条例|办法|规定|条款)(?:》|$)", "law"),
    (r"调查|普查|民调", "survey"),
    (r"(?:报|网)(?:》|$)|晚报|日报|周刊|杂志", "media"),
    (r"", "report"),
)
_ORG_KINDS: dict[str | None, AttributionKind] = {"company": "company", "bank": "company", "media": "media"}
_LONGEST = 8  # tokens of a source's name
_SHORTEST_SUFFIX = 2
_LONGEST_VERB = 3  # 预决算 in 预决算报告
_SHORT_WORK = 6
_LONGEST_QUOTED = 12
_FIGURES_OF = frozenset(["统计", "数据", "资料", "数字", "统计数据", "统计资料", "统计数字", "统计结果", "初步统计"])
_MODIFIERS = frozenset(["最新", "官方", "的", "一份", "一项", "权威", "相关", "有关", "上述"])
_ISSUED = frozenset(["发布", "公布", "发表", "披露", "提供", "出具", "编制", "编写", "日前", "近日", "联合", "昨日", "昨天", "今天", "刊出", "刊发"])
_NOT_IN_NAMES = frozenset("的了和与及或在从由对据于是为将把向到等也都并而但则其该这那各每，。；：、《》“”（）()「」\n 　")
_UNSAID = frozenset(["分析", "相关", "有关", "上述"])  # 分析资料 names nobody either
_NOMINAL = frozenset(["n", "ns", "nz", "nt", "nr", "b", "vn"])
_OPENS_NOTHING = regex.compile(r"(?:据|根据|按照|依据|依照|按|记者|日前|近日|昨日|今日|其中|此外|另外|例如|比如|如今|目前|一份|一项|最新)+")


@dataclass(frozen=True, slots=True)
class Source:
    """A source where it is named.

    Attributes:
        known: it is a name that the NER stage found.
        open: its name may stand short for a longer one before (商会, 《报告》).
        bare: it names nobody by itself (数据, 报告).
    """

    span: Span
    name: str
    kind: AttributionKind
    known: bool = False
    open: bool = False
    bare: bool = False


@cache
def _heads() -> dict[str, AttributionKind]:
    return {row["word"]: cast("AttributionKind", row["kind"]) for row in read_table("lexicons/source_heads.tsv")}


@cache
def _nobody() -> frozenset[str]:
    """Words that name no source by themselves."""
    return frozenset(row["word"] for row in read_table("lexicons/source_heads.tsv") if row["alone"] == "no")


@cache
def _bodies() -> frozenset[str]:
    return frozenset(
        row["suffix"] for row in read_table("names/org_suffixes.tsv") if row["kind"] in ("government", "court", "institute", "association", "media")
    )  # fmt: skip


def kind_of(name: Name) -> AttributionKind:
    """The kind of source that a name is."""
    if name.label == "WORK":
        return next(kind for pattern, kind in _WORK_KINDS if regex.search(pattern, name.text))
    return "person" if name.label == "PERSON" else _ORG_KINDS.get(name.kind, "body")


def head_kind(text: str) -> AttributionKind | None:
    """The kind of source that a phrase is by its last words, or None if they name none."""
    for size in range(min(8, len(text)), 0, -1):
        word = text[-size:]
        if word in _heads():
            return _heads()[word]
        if size >= _SHORTEST_SUFFIX and word in _bodies():
            return "body"
    if len(text) > _SHORTEST_SUFFIX and text[-1] in "局厅署委部院处办社":
        return "body"
    return None


def of_name(name: Name) -> Source:
    """The source that a name is."""
    return Source(name.span, name.text, kind_of(name), True, len(name.text) <= _SHORT_WORK and name.label == "WORK")


def _is_body(verb: str, after: str) -> bool:
    """Whether a verb is part of a body's or a work's name (入境处, 烹饪协会, 统计年鉴)."""
    return head_kind(after) == "body" or head_kind(verb + after[:1]) == "body" or verb + after in _heads()


def in_names(token: Token) -> bool:
    """Whether a token can be part of a body's name: none with a mark or a word of grammar (的, 和)."""
    return token.text not in _NOT_IN_NAMES and not regex.search(r"[\p{P}\p{S}\s\d]", token.text) and token.flag[:1] not in "pucrdm"


def _start(tokens: Sequence[Token], last: int) -> int:
    """The first token of the noun phrase that ends with a token."""
    first = last
    while first > 0 and last - first < _LONGEST:
        before = tokens[first - 1]
        marked = _NOT_IN_NAMES.intersection(before.text) and not (len(before.text) > 1 and before.flag in _NOMINAL)  # 在线, 向阳
        if marked or before.flag == "m" or before.text.isascii():
            break
        verbal = (
            before.flag[:1] in "vdpcur" and before.flag not in ("vn", "rz") and before.text not in _MODIFIERS and head_kind(before.text) != "body"
        )
        office = before.text == "办" and head_kind(tokens[first].text) == "person"  # 市供热办主任
        if verbal and not office and not (before.flag == "v" and 1 < len(before.text) <= _LONGEST_VERB and _is_body(before.text, tokens[first].text)):
            break
        first -= 1
    return first


def ending_at(text: str, tokens: Sequence[Token], last: int, names: Sequence[Name]) -> Source | None:
    """The source whose name ends with the token ``last``: a known name, or a phrase with a telling end."""
    end = tokens[last].span[1]
    ends = {end, tokens[last].span[0]} if head_kind(tokens[last].text) == "person" else {end}  # 王文助处长
    known = [n for n in names if n.span[1] in ends and (n.label == "PERSON" or (n.label in ("ORG", "WORK") and n.span[1] == end))]
    if known:
        name = max(known, key=lambda n: n.span[1] - n.span[0])
        if len(name.text) == 1:  # 李议员, 董女士
            return Source((name.span[0], end), text[name.span[0] : end], "person", True)
        return of_name(name)
    if tokens[last].text == "》":
        start = text.rfind("《", max(0, end - 60), end)
        words = text[start:end]
        return of_name(Name((start, end), words, "WORK", None)) if start >= 0 else None
    first = _start(tokens, last)
    opened = _OPENS_NOTHING.match(text, tokens[first].span[0], end)
    start = opened.end() if opened and opened.end() < end else tokens[first].span[0]
    words = text[start:end]
    kind = head_kind(words)
    if kind is None or len(words) < _SHORTEST_SUFFIX:
        return None
    if kind == "media" and first and tokens[first - 1].text == "》" and (begins := text.rfind("《", max(0, start - 20), start)) >= 0:
        return Source((begins, end), text[begins:end], kind, True)  # 《远见》杂志
    beside = _name_before(tokens, first, names)
    if beside is not None and (kind != "body" or words in _bodies()):  # 入境处资料, 工信局一位负责人
        return Source((beside.span[0], end), text[beside.span[0] : end], kind, True)
    if (
        words in _nobody()
        or (len(words) > _SHORTEST_SUFFIX and words[:2] in _UNSAID and words[2:] in _nobody())
        or (kind == "report" and words in _FIGURES_OF)
    ):
        holder = _holder(text, tokens, first, names)  # 统计局的数据显示: the data's owner
        return holder or Source((start, end), words, kind, bare=True)
    return Source((start, end), words, kind, open=words in _heads() or words in _bodies())


def quoted(text: str, tokens: Sequence[Token], first: int, last: int) -> Source | None:
    """A report named in quotation marks (“年报”显示), from the opening mark to the closing one, or None."""
    if not 0 <= first < last:
        return None
    span = (tokens[first].span[0], tokens[last].span[1])
    words = text[span[0] + 1 : span[1] - 1]
    kind = head_kind(words) if len(words) <= _LONGEST_QUOTED else None
    return Source(span, words, kind) if kind in ("report", "survey", "law") else None


def full_name(source: Source, names: Sequence[Name]) -> Source:
    """A person told by surname and title (李议员) with the name told before in full, if there is one."""
    if source.kind != "person" or not source.known or head_kind(source.name[1:]) != "person":
        return source
    longer = [n for n in names if n.label == "PERSON" and n.span[1] <= source.span[0] and len(n.text) > 1 and n.text[0] == source.name[0]]
    return Source(source.span, longer[-1].text, "person", True) if longer else source


def is_head(words: str) -> bool:
    """Whether words are a whole name of a source however short (海关, 省里)."""
    return words in _heads() and words not in _nobody()


def is_whose(words: str) -> bool:
    """Whether words speak of the figures of a body named before (统计, 数据), and are no work of their own."""
    return words in _FIGURES_OF


def _name_before(tokens: Sequence[Token], first: int, names: Sequence[Name]) -> Name | None:
    """A known organization that stands directly before a phrase, or before a number of persons."""
    at = first - 1 if first and tokens[first - 1].flag == "m" else first
    edges = {tokens[first].span[0], tokens[at].span[0]}
    return next((n for n in names if n.label in ("ORG", "WORK") and n.span[1] in edges), None)


def _holder(text: str, tokens: Sequence[Token], first: int, names: Sequence[Name]) -> Source | None:
    """Whose data, report or study it is: the source before 的, 发布的, 最新."""
    at = first - 1
    while at >= 0 and (tokens[at].text in _MODIFIERS or tokens[at].text in _ISSUED):
        at -= 1
    if at < 0 or at == first - 1 or tokens[at].text in "，。；：、\n":
        return None
    source = ending_at(text, tokens, at, names)
    return None if source is None or source.bare else source


def inside(text: str, tokens: Sequence[Token], names: Sequence[Name], span: Span) -> Source | None:
    """The source named in a stretch such as that of 据…: a work before an organization, before a phrase, before a person."""
    here = [n for n in names if span[0] <= n.span[0] and n.span[1] <= span[1]]
    for label in ("WORK", "ORG"):
        found = [n for n in here if n.label == label and n.text not in _heads() and not n.text.isascii()]  # 海关统计 is more than 海关
        found = found or [n for n in here if n.label == label and n.text.isascii()]
        if found:
            return of_name(found[-1] if label == "ORG" else found[0])
    for i in range(len(tokens) - 1, -1, -1):
        if span[0] <= tokens[i].span[0] and tokens[i].span[1] <= span[1]:
            source = ending_at(text, tokens, i, here)
            if source is not None and source.span[0] >= span[0]:
                return source
    return None
