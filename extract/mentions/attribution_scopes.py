"""How far what a source says reaches in a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extract.mentions.sources import Source
from extract.model import Sentence, Span

_CLOSING = {"”": "“", "」": "「"}
_TELLING = frozenset(["body", "report", "survey", "law"])
_OPENING = 4  # sentences of an article in which the source of all of it is named
_CONCEDES = regex.compile(r"\s*+(?:尽管|虽然|虽说|虽|纵使)")
_TURNS = regex.compile(r"[，；](?=但|不过|然而|却|可是)")
_OTHER_WORDS = regex.compile(r"我们?(?![国市省县区州军党台港旗])|笔者|记者|本报|小编")  # the writer's own
_SCENE = regex.compile(r"\s*+在[^，。]{2,14}，")
_FIGURE = regex.compile(r"[\d一二三四五六七八九十两]")
_MARKS = "，。；：！？\n”」"


@dataclass(frozen=True, slots=True)
class Said:
    """A source as it is found.

    Attributes:
        begins: where its words begin.
        speaks: it is a speaker of a dialogue.
        sentence: index of the sentence that names it.
        ends: where its words end, if the text shows it.
    """

    source: Source
    begins: int
    rule: str
    speaks: bool
    sentence: int
    ends: int | None = None


def quoted_before(text: str, sentences: Sequence[Sentence], index: int, source: Source) -> Span | None:
    """The quotation of the same paragraph that ends right before the clause of a source (“……”，王某说)."""
    paragraph = _start_of_paragraph(sentences, index)
    end = source.span[0]
    mark = max(text.rfind(c, paragraph, end) for c in _MARKS)
    if mark >= 0 and text[mark] in "，," and mark > paragraph and text[mark - 1] in _CLOSING:
        mark -= 1
    if mark < paragraph or text[mark] not in _CLOSING:
        return None
    start = text.rfind(_CLOSING[text[mark]], paragraph, mark)
    if start > 0 and text[start - 1] in "：:":
        return None  # 议员问：“……”部长答应: of whom is told before it
    return (start, mark) if start >= 0 and regex.search(r"[，。！？]", text[start:mark]) else None


def ends(text: str, sentences: Sequence[Sentence], said: Sequence[Said], turns: Sequence[int] = ()) -> list[int]:
    """Where the words of each source end: with its paragraph; of a speaker with the next turn; of the host of a briefing with the article."""
    result = []
    for item in said:
        end = _end_of_paragraph(sentences, item.sentence)
        if item.ends is not None:
            end = item.ends
        elif (turn := _turn(text, sentences[item.sentence].span, item)) is not None:
            end = turn
        elif item.source.kind == "law" or "\n" in text[slice(*sentences[item.sentence].span)]:  # a transcript has no paragraphs
            end = sentences[item.sentence].span[1]  # 依条例，…: what it rules, not what is told behind
        elif item.rule == "attribution.briefing":
            end = len(text)
        elif item.speaks and (len(turns) > 1 or not text[item.begins : end].strip()):
            end = min((t for t in turns if t > item.begins), default=len(text))
        elif _opens_article(sentences, item) and not any(_beside(sentences, s, item) for s in said):
            end = _carried(text, sentences, item, end, [s.begins for s in said])
        if item.source.kind != "person" and item.rule != "attribution.briefing":
            end = _asks(text, sentences, item, end)
        result.append(end)
    return result


def _asks(text: str, sentences: Sequence[Sentence], said: Said, end: int) -> int:
    """Where the writer asks the reader something of his own (那么煤呢？): what follows is his answer."""
    for later in sentences[said.sentence + 1 :]:
        if later.span[0] >= end:
            break
        words = text[slice(*later.span)].rstrip()
        if words.endswith(("？", "?")) and "“" not in words and "「" not in words:
            return later.span[0]
    return end


def _turn(text: str, sentence: Span, said: Said) -> int | None:
    """Where a sentence turns from what a source said to what the writer sets against it (虽然教育局声称…，但…), or None."""
    start = max(text.rfind(c, sentence[0], said.source.span[0]) for c in "，。；") + 1
    if not _CONCEDES.match(text, max(start, sentence[0]), said.source.span[0]):
        return None
    turn = _TURNS.search(text, said.begins, sentence[1])
    return turn.start() if turn else None


def _opens_article(sentences: Sequence[Sentence], said: Said) -> bool:
    """Whether an article opens with what a body or a report tells: it goes on being its source over the paragraphs that follow."""
    if said.source.kind not in _TELLING or said.rule in ("attribution.according", "attribution.label"):
        return False
    return sum(1 for s in sentences[: said.sentence] if s.role == "body") < _OPENING


def _beside(sentences: Sequence[Sentence], other: Said, said: Said) -> bool:
    """Whether an earlier sentence of the same paragraph names another source: the paragraph gathers views."""
    same = sentences[other.sentence].paragraph == sentences[said.sentence].paragraph
    return same and other.sentence < said.sentence and other.source.name != said.source.name


def _carried(text: str, sentences: Sequence[Sentence], said: Said, end: int, begins: Sequence[int]) -> int:
    """Where the words of an article's first source end: at another source, a heading, a scene, the writer's comment, a paragraph without figures."""
    own, following = end, min((b for b in begins if b > said.begins), default=len(text))
    at = said.sentence + 1
    while at < len(sentences) and end < following:
        last = at
        while last + 1 < len(sentences) and sentences[last + 1].paragraph == sentences[at].paragraph:
            last += 1
        span = (sentences[at].span[0], sentences[last].span[1])
        if sentences[at].paragraph != sentences[said.sentence].paragraph and sentences[at].role != "boilerplate":
            if sentences[at].role != "body" or _OTHER_WORDS.search(text, *span) or _SCENE.match(text, *span) or not _FIGURE.search(text, *span):
                break
            end = span[1]
        at = last + 1
    return max(own, min(end, following))


def _start_of_paragraph(sentences: Sequence[Sentence], index: int) -> int:
    """Where the paragraph of a sentence begins."""
    while index and sentences[index - 1].paragraph == sentences[index].paragraph:
        index -= 1
    return sentences[index].span[0]


def _end_of_paragraph(sentences: Sequence[Sentence], index: int) -> int:
    end = sentences[index].span[1]
    for later in sentences[index + 1 :]:
        if later.paragraph != sentences[index].paragraph:
            break
        end = later.span[1]
    return end
