"""What a model's names must be, whatever it says: facts of the script and of the conventions that need no learning."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

import regex

from extract.data import alternatives, read_lines, read_table
from extract.mentions import gazetteer
from extract.mentions.gazetteer import Entry
from extract.mentions.ner import bodies
from extract.mentions.ner.bodies import BODY
from extract.mentions.ner.features import organizations
from extract.mentions.ner.joins import joined, local_bodies
from extract.mentions.ner.words import chained
from extract.model import Name
from extract.text.tokens import words as jieba_words

_LETTER = regex.compile(r"\p{Han}|\p{Lu}")
_MARKUP = regex.compile(r"[<>=#{}|\\\n]|&\w+;|https?:|\.s?html?")
_EDGES = " \t　,，。、；：:;!！?？·—-–…“”‘’「」『』()（）[]【】/"
_OPENING, _CLOSING = "“‘「『（(【[", "”’」』）)】]"
_SHORT_BODY = regex.compile(r"委(?!员|托|派|外|任|办)|府(?!邸|上)")  # behind a place that ends with its level: 南京市委, 台南市府
_ENDS_AS_BODY = regex.compile(r"(?<=.)(?:[省市县区州]?(?:人民)?政府|[省市县区州]府|[省市县区州]委)$")
_COUNCIL = regex.compile("[区乡镇市]?公所|[省市县区]?议会(?![员长])")  # behind a place: 佳里区公所
_LEVELS = "省市县区州"
_PART = regex.compile("[东南西北中]部$|市区$")  # 台湾南部: the name is 台湾
_SEXES = "男女妇翁嫌"  # behind a surname in reports of courts and police: 卞女
_ADJUNCT = regex.compile("[副前](?=.{1,3}[长理统员事席])")  # 呂副總統, 劉前院長
_LONGEST_PLACE = 12
_LEGAL_PERSON = regex.compile(r"\p{Han}{2,14}?(?:有限(?:责任)?公司|专业合作社|基金会|全国重点实验室)")  # behind a place: 洛川|果业有限公司
_ENGLISH = ("the", "a", "an", "and", "of", "for", "in", "on", "to", "by", "with", "no", "new", "all")
_NO_NOUN = "vdpcurmqty"
_CODE = regex.compile(r"[A-Z]{0,2}\d{4,6}(?:\.[A-Z]{1,2})?")  # of a share: 600479.SH


def tidied(text: str, names: Sequence[Name]) -> list[Name]:
    """The names of a text in order: markup is none, marks at the edges fall off, places side by side are two, 杭州市 before 政府 is a body."""
    kept: list[Name] = []
    for name in named(text, names):
        if name.label == "PERSON" and chained(name.text):  # 川渝联手
            kept += _parted(replace(name, label="GPE"))
        elif name.label == "ORG" and _chain(name.text):  # 云南德宏
            kept.append(replace(name, label="GPE", kind=None))
        elif name.label != "GPE":
            kept.append(name)
        elif (body := _body(text, name)) is not None:
            kept.append(body)
        elif name.text in areas():
            kept.append(replace(name, label="LOC"))
        elif name.text in _generic():
            continue
        else:
            kept += _parted(name)
    return list(_apart(kept))


def named(text: str, names: Iterable[Name]) -> Iterator[Name]:
    """Names without marks at their edges, organizations as ``bodies`` mends them: what holds whatever the conventions of an annotation are."""
    for name in joined(text, names):
        whole = name if name.label == "GPE" else _whole(text, name)
        if whole is None:
            continue
        if whole.label == "ORG":
            yield from bodies.mended(text, whole)
        elif whole.label == "PERSON":
            person = _untitled(text, whole)
            if len(person.text) > 1 or _called().match(text, person.span[1]):
                yield person
        else:
            yield _lengthened(text, _unparted(whole))


@cache
def _generic() -> frozenset[str]:
    return frozenset(read_lines("names/generic_places.txt"))


@cache
def _addressed() -> regex.Pattern[str]:
    return regex.compile(rf"(?<=.)(?:{alternatives([*read_lines('names/titles.txt'), *read_lines('names/honorifics.txt')])})$")


@cache
def _called() -> regex.Pattern[str]:
    """What stands behind a surname alone: a title, a form of address, or 姓, 某, 男, 女 in reports of courts and police."""
    words = alternatives([*read_lines("names/titles.txt"), *read_lines("names/honorifics.txt")])
    return regex.compile(rf"[副前]?(?:{words})|[姓某男女妇妻父母氏家太伯叔婆董总老]")


def _untitled(text: str, name: Name) -> Name:
    """A person's name without the title behind it: 李先生, 張建邦博士, 呂副 in 呂副總統."""
    m = _addressed().search(name.text)
    size = m.start() if m is not None else len(name.text)
    if m is None and size > 1 and (_ADJUNCT.match(text, name.span[1] - 1) or (size == 2 and name.text[1] in _SEXES)):
        size -= 1
    return name if size == len(name.text) else Name((name.span[0], name.span[0] + size), name.text[:size], name.label)


def _unparted(name: Name) -> Name:
    """A place's name without the part of it that is meant: 台湾 in 台湾南部."""
    m = _PART.search(name.text)
    if m is None or name.label not in ("GPE", "LOC") or not gazetteer.surface(name.text[: m.start()]):
        return name
    return Name((name.span[0], name.span[0] + m.start()), name.text[: m.start()], "GPE")


@cache
def _tail() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{alternatives(read_lines('names/place_tails.txt'))})(?![网局])")


@cache
def _labels() -> dict[str, str]:
    return {r["ending"]: r["label"] for r in read_table("names/place_endings.tsv")}


def _lengthened(text: str, name: Name) -> Name:
    """A place with the ending behind it: 深圳机场."""
    m = _tail().match(text, name.span[1]) if name.label in ("GPE", "LOC", "FAC") else None
    if m is None:
        return name
    label = next((_labels()[m[0][i:]] for i in range(len(m[0])) if m[0][i:] in _labels()), "FAC")
    return Name((name.span[0], m.end()), text[name.span[0] : m.end()], label)


@cache
def areas() -> frozenset[str]:
    """Parts of a country or of the world that have no government: 长三角, 中亚, 欧洲."""
    rows = [r for r in read_table("places/regions.tsv") if r["level"] == "region"]
    rows += [r for r in read_table("places/world.tsv") if r["level"] in ("continent", "area")]
    names = {n for r in rows for n in (r["name"], *filter(None, r["aliases"].split(";")))} - organizations().keys()
    return frozenset(n for n in names if n.removesuffix("地区") not in names - {n})  # 长三角 in 长三角地区


def _whole(text: str, name: Name) -> Name | None:
    """A name without marks at its edges (titles keep theirs), or None where nothing that names is left."""
    start, end = name.span
    if name.label == "ORG" and (m := _pointing().match(text, start, end)) is not None and m.end() < end:
        start = m.end()  # 本市消防局
    if name.label != "WORK":
        while start < end and text[start] in _EDGES and not _paired(text, start, end):
            start += 1
        while end > start and text[end - 1] in _EDGES and not _paired(text, start, end):
            end -= 1
    words = text[start:end]
    if not _LETTER.search(words) or _MARKUP.search(words) or words in _surveys():
        return None
    if name.label == "ORG" and (_CODE.fullmatch(words) or words.casefold() in _ENGLISH):
        return None
    return Name((start, end), words, name.label, name.kind) if words != name.text else name


@cache
def _surveys() -> frozenset[str]:
    """Short names of censuses (七普), which name a time."""
    return frozenset(f"{n}{r['short']}" for r in read_table("lexicons/surveys.tsv") if r["short"] for n in "一二三四五六七八九十")


def _paired(text: str, start: int, end: int) -> bool:
    """Whether a bracket at one edge has its partner inside: 国家碳计量中心（辽宁）."""
    words = text[start:end]
    if words[0] in _OPENING and _CLOSING[_OPENING.index(words[0])] in words[1:]:
        return True
    return words[-1] in _CLOSING and _OPENING[_CLOSING.index(words[-1])] in words[:-1]


def _body(text: str, name: Name) -> Name | None:
    """The body that a place and the words behind it name (杭州市 + 政府), or that words taken for a place hold already (台南市府)."""
    m = _ENDS_AS_BODY.search(name.text)
    if m is not None:
        place = name.text[: m.start() + (m[0][0] in _LEVELS)]
        return replace(name, label="ORG", kind="government") if gazetteer.surface(place) else None
    m = BODY.match(text, name.span[1]) or _COUNCIL.match(text, name.span[1]) or _of_places().match(text, name.span[1])
    if m is None and name.text[-1] in _LEVELS:
        m = _SHORT_BODY.match(text, name.span[1])
    if m is None:
        m = _LEGAL_PERSON.match(text, name.span[1])
        if m is not None and any(flag[0] in _NO_NOUN and flag != "vn" for _, flag in jieba_words(m[0])):
            return None
    if m is None or not gazetteer.surface(name.text):
        return None
    kind = "company" if m[0].endswith("公司") else "institute" if _of_places().fullmatch(m[0]) or _LEGAL_PERSON.fullmatch(m[0]) else "government"
    return Name((name.span[0], m.end()), text[name.span[0] : m.end()], "ORG", kind)


@cache
def _pointing() -> regex.Pattern[str]:
    """Words that point at a place (本市, 我省, 该县): a name begins after them."""
    return regex.compile(alternatives([r["word"] for r in read_table("lexicons/deictic_places.tsv") if r["kind"] in ("own", "that")]))


@cache
def _of_places() -> regex.Pattern[str]:
    """Bodies that many places have one of, behind their place: 广西|糖协."""
    return regex.compile(rf"(?:{alternatives(sorted(local_bodies()))})(?![员长们])")


def _chain(words: str) -> bool:
    """Whether words are a place inside of another (云南德宏) and no listed organization."""
    pieces = _pieces(words) if words not in organizations() else None
    return pieces is not None and len(pieces) > 1 and all(_inside(b, a) for (_, a), (_, b) in itertools.pairwise(pieces))


def _inside(narrow: Sequence[Entry], wide: Sequence[Entry]) -> bool:
    keys = {e.key for e in wide}
    return any(above.key in keys for e in narrow for above in gazetteer.ancestors(e))


def _parted(name: Name) -> list[Name]:
    """Places that stand side by side without one lying in the other (上海天津): each by itself. A chain stays one (浙江杭州)."""
    if chained(name.text):  # 青桂
        return [replace(name, span=(name.span[0] + i, name.span[0] + i + 1), text=c) for i, c in enumerate(name.text)]
    pieces = _pieces(name.text)
    if pieces is None or len(pieces) == 1:
        return [name]
    cuts = [0]
    at = 0
    for (word, entries), (_, following) in itertools.pairwise(pieces):
        at += len(word)
        if all(e.adcode for e in (*entries, *following)) and not _inside(following, entries):
            cuts.append(at)
    cuts.append(len(name.text))
    start = name.span[0]
    return [Name((start + a, start + b), name.text[a:b], name.label, name.kind) for a, b in itertools.pairwise(cuts)]


def _pieces(text: str) -> list[tuple[str, tuple[Entry, ...]]] | None:
    """A text as places of the gazetteer, the longest first, or None if something else is in it."""
    found = []
    at = 0
    while at < len(text):
        size = next((n for n in range(min(_LONGEST_PLACE, len(text) - at), 1, -1) if gazetteer.surface(text[at : at + n])), 0)
        if not size:
            return None
        found.append((text[at : at + size], gazetteer.lookup(text[at : at + size])))
        at += size
    return found


def _apart(names: Iterable[Name]) -> Iterator[Name]:
    """Names in order; of two that overlap (a body that grew over the next name) the first."""
    end = 0
    for name in sorted(names, key=lambda n: n.span):
        if name.span[0] >= end:
            yield name
            end = name.span[1]
