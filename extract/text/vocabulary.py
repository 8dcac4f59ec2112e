"""Words of ours for jieba's dictionary: places, units, metrics, organizations, verbs of metric names and of saying, each with its flag."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex

from extract.data import read_table, read_words

_HAN = regex.compile(r"\p{Han}+")
_LONGEST_METRIC, _VERB = 5, 2


def _surfaces(cell: str) -> list[str]:
    return [s for s in cell.split(";") if s]


def _places() -> Iterator[str]:
    for row in read_table("places/divisions.tsv"):
        yield row["name"]
        yield from _surfaces(row["short"])
    for name in ("regions", "zones", "own"):
        for row in read_table(f"places/{name}.tsv"):
            yield row["name"]
            yield from _surfaces(row["aliases"])
    for row in read_table("places/world.tsv"):
        yield row["name"]


def words(flag_of: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """All words with their flags. ``flag_of`` gives jieba's flag of a word: metrics that begin with a verb stay out."""
    for name in _places():
        if len(name) > 1 and _HAN.fullmatch(name):
            yield name, "ns"
    for row in read_table("units.tsv"):
        if len(row["written"]) > 1 and _HAN.fullmatch(row["written"]):
            yield row["written"], "q"
    for row in read_table("names/organizations.tsv"):
        if not row["use"] and len(row["name"]) > 1 and _HAN.fullmatch(row["name"]):
            yield row["name"], "nt"
    for row in read_table("metrics/catalogue.tsv"):
        for name in (row["canonical"], *_surfaces(row["synonyms"])):
            if 2 <= len(name) <= _LONGEST_METRIC and _HAN.fullmatch(name) and not _verbal(name, flag_of):
                yield name, "n"
    for name in read_words("nominal_verbs"):
        yield name, "vn"
    for name in read_words("say_verbs"):
        if len(name) == _VERB:
            yield name, "v"  # 答询, 备询: of the usage of one territory, which jieba does not know
    for row in read_table("lexicons/relative_days.tsv"):
        if row["word"][-1] in "早晨夜":
            yield row["word"], "t"  # 今早
    for name in read_words("nouns"):
        yield name, "n"
    for phrase in read_words("set_phrases"):
        yield phrase, "vi"


def _verbal(name: str, flag_of: Callable[[str], str]) -> bool:
    """Whether a name begins with a verb (新增就业, 出口汽车): as one word it would swallow the verb; 进出口总值 is a noun."""
    if any(name.removeprefix(verb) in read_words("bare_heads") for verb in read_words("nominal_verbs") if name.startswith(verb)):
        return False
    return any(flag_of(name[:size]) in ("v", "d", "p") for size in (4, 3, 2) if len(name) > size)
