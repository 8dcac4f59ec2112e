"""The NER stage: organizations, persons and works, by a spaCy pipeline over jieba tokens.

``NameFinder`` is the interface that a trained model will fill; the pipeline here has rules only: spaCy's
EntityRuler for names without a telling form, and components of ours for names that their form gives away
(…研究院, 张晓东表示, 《…》).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Protocol

import regex

from extract.data import alternatives, read_table, read_words
from extract.model import Name, Span, Token
from extract.text.tokens import tokenize

_NAME_FLAGS = ("n", "ns", "nz", "nr", "nt", "nrt", "nrfg", "j", "eng", "a", "b", "vn", "ng", "an", "l", "i", "s", "f", "x", "g", "t", "m", "ag", "vg")
_STOP_WORDS = frozenset(read_words("name_stops"))
_SURROGATE = regex.compile(r"[\ud800-\udfff]")  # spaCy encodes words as UTF-8, which has no lone surrogates
_PUNCTUATION = regex.compile(r"[\p{P}\p{S}\s]")
_WORK = regex.compile(r"《[^《》\n]{1,60}》")
_LONGEST = 9  # tokens of an organization's name


class NameFinder(Protocol):
    """Finds named entities in a part of a text."""

    def __call__(self, text: str, span: Span) -> list[Name]:
        """Entities inside ``span``; spans are in ``text``."""
        ...


@cache
def _suffixes() -> dict[str, str]:
    return {r["suffix"]: r["kind"] for r in read_table("names/org_suffixes.tsv")}


@cache
def _organizations() -> dict[str, str]:
    return {r["name"]: r["kind"] for r in read_table("names/organizations.tsv")}


@cache
def _person_pattern() -> regex.Pattern[str]:
    surname = alternatives(list(read_words_of("names/surnames.txt")))
    title = alternatives(list(read_words_of("names/titles.txt")))
    say = alternatives(list(read_words("say_verbs")))
    given = r"\p{Han}{1,2}"
    return regex.compile(
        rf"(?<=(?:{title}))\s?(?P<a>(?:{surname}){given}?)(?=(?:在|对|向|等|和|、|，|今|昨|日前|近日|主持|出席|带|率|也|还|并|曾|致辞|接受|(?:{say})|$|。|：|:))"
        rf"|(?P<b>(?:{surname}){given})(?=(?:{title})(?!级|办|席)|(?:在接受|在致辞|对记者|对中国|今天|昨天|今日|昨日|日前|近日|进一步|并|则|也|更|还)?(?:{say})(?!书|会|牌|号|量|法|明|机))"
    )


def read_words_of(name: str) -> tuple[str, ...]:
    """Words of a list that lives outside the lexicons folder."""
    from extract.data import read_lines

    return tuple(read_lines(name))


def _suffix_of(word: str) -> str | None:
    """The longest ending of an organization's name that a token bears."""
    table = _suffixes()
    return next((word[i:] for i in range(len(word)) if word[i:] in table), None)


def _suffix_entities(tokens: Sequence[Token]) -> list[tuple[int, int, str]]:
    """Organizations known by their ending, as token ranges with their kind."""
    found: list[tuple[int, int, str]] = []
    for i, token in enumerate(tokens):
        ending = _suffix_of(token.text)
        if ending is None:
            continue
        start = i
        while start > 0 and i - start < _LONGEST:
            before = tokens[start - 1]
            if before.text in _STOP_WORDS or _suffixes().get(before.text) == "company" or _PUNCTUATION.match(before.text):
                break
            if (before.flag == "m" and not before.text.isascii()) or (
                before.flag.startswith(("v", "d", "p", "r", "c", "u", "q")) and before.flag != "vn"
            ):
                break
            start -= 1
        whole = len(token.text) > len(ending) + 1
        if start == i and not whole:
            continue
        while found and found[-1][0] >= start:
            found.pop()
        found.append((start, i + 1, _suffixes()[ending]))
    return found


@cache
def _nlp() -> Any:
    """The spaCy pipeline ``zh_names_rules``: built once a process."""
    import spacy
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan
    from spacy.util import filter_spans

    if not Language.has_factory("zh_extract_name_forms"):

        @Language.component("zh_extract_name_forms")
        def name_forms(doc: Any) -> Any:
            """Adds organizations by ending, persons by title or verb of saying, works in book-title marks."""
            tokens = [Token(t.text, (t.idx, t.idx + len(t.text)), t.tag_ or "x") for t in doc]
            spans = list(doc.ents)
            spans += [SpacySpan(doc, a, b, label="ORG", kb_id=kind) for a, b, kind in _suffix_entities(tokens)]
            for m in _person_pattern().finditer(doc.text):
                group = "a" if m["a"] else "b"
                person = doc.char_span(*m.span(group), label="PERSON", alignment_mode="expand")
                if person is not None and len(person.text) <= 4:
                    spans.append(person)
            for m in _WORK.finditer(doc.text):
                work = doc.char_span(*m.span(), label="WORK", alignment_mode="expand")
                if work is not None:
                    spans.append(work)
            doc.ents = filter_spans(spans)
            return doc

    nlp = spacy.blank("zh")

    def tokenizer(tokens: Sequence[Token]) -> Any:
        return Doc(nlp.vocab, words=[_SURROGATE.sub("\ufffd", t.text) for t in tokens], spaces=[False] * len(tokens), tags=[t.flag for t in tokens])

    nlp.meta["name"] = "zh_names_rules"
    ruler: Any = nlp.add_pipe("entity_ruler")
    # Patterns given as text go to spaCy's PhraseMatcher, whose time does not grow with their number.
    nlp.tokenizer = lambda name: tokenizer(tokenize(name))
    ruler.add_patterns([{"label": "ORG", "pattern": name, "id": kind} for name, kind in _organizations().items()])
    nlp.add_pipe("zh_extract_name_forms")
    return nlp, tokenizer


def find_names(text: str, span: Span) -> list[Name]:
    """Organizations (with their kind), persons and works inside a part of a text, in order."""
    tokens = tokenize(text, span)
    tokens = tuple(t for t in tokens if t.text)
    if not tokens:
        return []
    nlp, make = _nlp()
    base = span[0]
    local = [Token(t.text, (t.span[0] - base, t.span[1] - base), t.flag) for t in tokens]
    doc = make(local)
    for _, component in nlp.pipeline:
        doc = component(doc)
    names = []
    for e in doc.ents:
        a, b = e.start_char + base, e.end_char + base
        kind = (e.kb_id_ or e.ent_id_ or None) if e.label_ == "ORG" else None
        names.append(Name((a, b), text[a:b], e.label_, kind))
    return names
