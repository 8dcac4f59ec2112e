"""Attributions: who the article says something from, and over which stretch of text.

据…, …显示, …表示, 《…报告》: the source named last before a figure in its paragraph holds until another is
named, as far as its form lets it (what a person says ends with the paragraph, a 据 with its sentence).
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.data import alternatives, read_words
from extract.model import Attribution, AttributionKind, Name, Sentence, Span

_DATA = (
    r"(?:最新|近日|日前|今天|昨日|\d{1,2}日|\d{1,2}月\d{1,2}日|的|发布|公布|披露|通报|提供|出具|编制|联合|正式|了|《[^《》]{2,50}》"
    r"|一份|相关|初步|权威)*"
)
_DATA_NOUN = rf"(?:{alternatives(read_words('data_nouns'))})"
_ACCORDING = regex.compile(
    rf"(?:据|根据|按照|依据|依照|按|援引|来自)(?P<who>[^，。；：\n]{{2,60}}?)(?:{_DATA}{_DATA_NOUN})?(?:显示|表明|指出|称|获悉|了解|披露|统计|介绍|报道|预测|测算)?(?=[，,：:])"
)
_SHOWS = regex.compile(
    rf"(?P<who>[^，。；：\n]{{2,60}}?)(?:{_DATA_NOUN})?(?:显示|表明|预测|预计|统计|披露|提出|明确|要求|规定|称|公布|发布)(?=[，,：:了]|\p{{Han}})"
)
_LEARNED = regex.compile(r"(?:记者)?(?:从|自)(?P<who>[^，。；：\n]{2,40}?)(?:了解到|获悉|得知)")
_WORK_KINDS: tuple[tuple[str, AttributionKind], ...] = (
    (r"法》|条例》|办法》|规定》|条款》", "law"),
    (r"调查|普查|民调", "survey"),
    (r"报》|晚报|日报|周刊|杂志|网》", "media"),
    (r"", "report"),
)
_ORG_KINDS: dict[str | None, AttributionKind] = {
    "company": "company", "bank": "company", "media": "media", "government": "body", "court": "body", "institute": "body", "university": "body",
    "association": "body", None: "body",
}  # fmt: skip


def _work_kind(text: str) -> AttributionKind:
    return next(kind for pattern, kind in _WORK_KINDS if regex.search(pattern, text))


def _inside(names: Sequence[Name], span: Span) -> list[Name]:
    return [n for n in names if span[0] <= n.span[0] and n.span[1] <= span[1]]


def _best(names: Sequence[Name]) -> Name | None:
    """A work before an organization, an organization before a person; of several the last organization."""
    for label in ("WORK", "ORG", "PERSON"):
        found = [n for n in names if n.label == label]
        if found:
            return found[-1] if label == "ORG" else found[0]
    return None


def _kind_of(name: Name) -> AttributionKind:
    if name.label == "WORK":
        return _work_kind(name.text)
    return "person" if name.label == "PERSON" else _ORG_KINDS.get(name.kind, "body")


def find(text: str, sentences: Sequence[Sentence], names: Sequence[Name]) -> list[Attribution]:
    """All attributions of a normalized text, in order, with the span of text that each covers."""
    say = alternatives(read_words("say_verbs"))
    speaks = regex.compile(rf"^[^，。；：]{{0,24}}?(?:{say})")
    found: list[tuple[Span, Attribution]] = []
    for i, sentence in enumerate(sentences):
        if sentence.role != "body":
            continue
        a, b = sentence.span
        here = _inside(names, sentence.span)
        end_of_paragraph = b
        for later in sentences[i + 1 :]:
            if later.paragraph != sentence.paragraph:
                break
            end_of_paragraph = later.span[1]
        taken: list[Span] = []
        for pattern, rule, reach in (
            (_ACCORDING, "attribution.according", b),
            (_LEARNED, "attribution.learned", b),
            (_SHOWS, "attribution.shows", end_of_paragraph),
        ):
            for m in pattern.finditer(text, a, b):
                who = m.span("who")
                if any(x < m.end() and m.start() < y for x, y in taken):
                    continue
                chosen = _best(_inside(here, (who[0], m.end())))
                if chosen is None and rule != "attribution.shows":
                    noun = regex.search(r"[\p{Han}]{0,14}(?:普查|调查|统计|核算|规划|报告|公报)[\p{Han}]{0,4}$", text[who[0] : who[1]])
                    if noun and noun.end() - noun.start() >= 4:
                        span = (who[0] + noun.start(), who[1])
                        words = text[slice(*span)]
                        found.append(
                            (
                                span,
                                Attribution(span, words, words, "survey" if regex.search("普查|调查", words) else "report", (m.end(), reach), rule),
                            )
                        )
                        taken.append(m.span())
                    continue
                if chosen is not None:
                    found.append((chosen.span, Attribution(chosen.span, chosen.text, chosen.text, _kind_of(chosen), (m.end(), reach), rule)))
                    taken.append(m.span())
        for n in here:
            if n.label in ("PERSON", "ORG") and not any(x <= n.span[0] < y for x, y in taken):
                m = speaks.match(text[n.span[1] : min(b, n.span[1] + 40)])
                if m is not None and not any(
                    other.span[0] >= n.span[1] and other.span[1] <= n.span[1] + m.end() and other.label == "PERSON" for other in here
                ):
                    found.append(
                        (n.span, Attribution(n.span, n.text, n.text, _kind_of(n), (n.span[1] + m.end(), end_of_paragraph), "attribution.says"))
                    )
    found.sort(key=lambda f: f[0])
    return [f[1] for f in found]


def covering(found: Sequence[Attribution], at: int) -> Attribution | None:
    """The attribution that holds at a position: the last named before it whose scope reaches it."""
    best = None
    for a in found:
        if a.scope[0] <= at < a.scope[1]:
            best = a
    return best
