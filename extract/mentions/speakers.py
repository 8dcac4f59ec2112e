"""Who speaks a turn of a transcript: the label before a colon that opens a line (麦敬邦议员：, 【同期声】糖业局负责人：, 王：, 答：).

Presenters and askers (主持人：, 女：, 记者：, 问：) and bracketed cues (【正文】) name no source, but end the turn before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import regex

from extract.data import alternatives, read_lines
from extract.mentions import gazetteer, sources
from extract.mentions.sources import Source
from extract.model import Name, Sentence, Span
from extract.text.tokens import tokenize

_CUE = regex.compile(r"[\s　]*+[【\[](?P<cue>[^】\]\n]{1,8})[】\]]\s*+")
_LIVE = regex.compile(r"同期|采访|现场|连线|录音|出声")  # whose own voice is heard behind such a cue
_LABEL = regex.compile(
    r"[\s　]*+(?P<who>\p{Han}{1,24}?(?:[\s　]{1,2}\p{Han}{1,6})?)(?P<aside>[（(][^（()）\n]{2,20}[）)])?"
    r"[：:](?=\s*+[\p{Han}\d“「]|\s*+$)"
)
_ASKS = regex.compile(r"[男女问]|(?:.{0,8}(?:记者|主持人|主播|编辑))(?:[\s　]\p{Han}{2,4})?|(?:提问|发问|网友问)")
_ANSWERS = regex.compile(r"答|回答|答复")
_NO_SPEAKER = regex.compile(
    r"记者|作者|编辑|提问|电话|来源|标题|时间|地点|单位|其中|例如|日期|主席|结果|目标|原因|总计|合计|^[注图文附]$"
    r"|^(?:各位|诸位|尊敬)|(?:同志|朋友|同学|同胞|乡亲|代表|委员|同事|同仁)们$"  # those who are spoken to
)
_TITLED = r"(?:[老小]{0}|{0}(?:{1}|总|工|师傅|大姐|大哥|老师|教授|博士|院士|医生|律师|先生|女士|专家))"  # 老廖, 廖主任
_LONGEST_NAME = 4
_LONGEST_TITLED = 6  # 林议员凤仪
_NAME = (2, 4)  # characters of a person's full name


@dataclass(frozen=True, slots=True)
class Turn:
    """A label: where what is said behind it begins, and who says it, None for those who are no source."""

    sentence: int
    begins: int
    at: int
    source: Source | None


@cache
def _surnames() -> frozenset[str]:
    return frozenset(read_lines("names/surnames.txt"))


def turns(text: str, sentences: Sequence[Sentence], names: Sequence[Name]) -> list[Turn]:
    """All labels of an article, in order."""
    labels = {i: m for i, s in enumerate(sentences) if s.role in ("body", "heading") and (m := _at(text, s)) is not None}
    often = Counter(m["who"] for m in labels.values())
    asked = any(_ASKS.fullmatch(m["who"]) for m in labels.values())
    found = []
    for i, s in enumerate(sentences):
        m = labels.get(i)
        cue = _CUE.match(text, *s.span)
        if m is None:
            if cue is not None and _opens_line(text, s):
                found.append(Turn(i, cue.end(), s.span[0], None))
            continue
        if _ASKS.fullmatch(m["who"]):
            found.append(Turn(i, m.end(), s.span[0], None))
            continue
        live = cue is not None and _LIVE.search(cue["cue"]) is not None
        if s.role == "heading" and text[m.end() : s.span[1]].strip():
            continue
        source = _who(text, m, names, live=live, again=often[m["who"]] > 1 and asked, asked=asked)
        if source is not None:
            found.append(Turn(i, m.end(), s.span[0], source))
    return found


def _opens_line(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is the first of its line."""
    before = text[max(0, sentence.span[0] - 8) : sentence.span[0]].rstrip(" 　")
    return not before or before.endswith("\n") or text[sentence.span[0]] == "\n"


def _at(text: str, sentence: Sentence) -> regex.Match[str] | None:
    """The label that a sentence opens with, behind a cue if there is one."""
    cue = _CUE.match(text, *sentence.span)
    return _LABEL.match(text, cue.end() if cue else sentence.span[0], sentence.span[1])


def _who(text: str, m: regex.Match[str], names: Sequence[Name], *, live: bool, again: bool, asked: bool) -> Source | None:
    """Who a label names, or None where it is no speaker: a place or a thing that the line tells of (湖北：, 动力煤：)."""
    who, (a, b) = m["who"], m.span("who")
    if _NO_SPEAKER.search(who):
        return None
    if _ANSWERS.fullmatch(who):
        return _introduced((a, b), names) if asked else None
    if len(who) == 1:
        return _by_surname(text, (a, b), names, again=again)
    person = next((n for n in names if n.label == "PERSON" and a <= n.span[0] and n.span[1] <= b and len(n.text) > 1), None)
    if person is not None and person.span[1] == b and (person.span[0] == a or b - a > _LONGEST_TITLED):  # 统计局局长王立群：, 王立群（统计局局长）：
        return Source(person.span, person.text, "person", True)
    if live or person is not None or (sources.head_kind(who) == "person" and not regex.search(r"\s", who)):
        return Source((a, b), who, "person", True)
    return Source((a, b), who, "person") if len(who) <= _LONGEST_NAME and (again or _like_name(text, (a, b))) else None


def _like_name(text: str, span: Span) -> bool:
    """Whether characters look like a person's name that nobody knows: behind a surname, and no word or place (石油, 白云)."""
    words = text[slice(*span)]
    tokens = tokenize(text, span)
    alone = len(tokens) == 1 and not tokens[0].flag.startswith("nr")
    blank = len(words) == 3 and words[1] in " 　"
    return blank or (words[0] in _surnames() and not alone and gazetteer.surface(words) is None)


def _by_surname(text: str, span: Span, names: Sequence[Name], *, again: bool) -> Source | None:
    """Whom a surname alone stands for (王：): a person named so before, or one who has several turns."""
    surname = text[slice(*span)]
    if surname not in _surnames():
        return None
    full = [n for n in names if n.label == "PERSON" and n.span[1] <= span[0] and n.text[0] == surname and _NAME[0] <= len(n.text) <= _NAME[1]]
    if full:
        return Source(span, full[-1].text, "person", True)
    titled = regex.compile(_TITLED.format(surname, alternatives(read_lines("names/titles.txt"))))
    told = [m.group() for m in titled.finditer(text, 0, span[0])]
    return Source(span, told[0] if told else surname, "person", True) if told or again else None


def _introduced(span: Span, names: Sequence[Name]) -> Source | None:
    """Who answers (答：): the first person named in full before, if there is one."""
    named = [n for n in names if n.label == "PERSON" and n.span[1] <= span[0] and len(n.text) > 1]
    return Source(span, named[0].text, "person", True) if named else None
