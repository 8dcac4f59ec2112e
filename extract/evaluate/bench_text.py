"""Distinct text for measuring speed: articles again and again, each time with other figures and other places.

What is measured twice is measured wrong: caches answer the second time. Words repeat in any language and may be remembered;
sentences do not, and so each copy has digits of its own and the names of other divisions, and copies of one article stand far apart.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from extract.data import read_table
from extract.model import RawArticle

_DIGITS = re.compile(r"[0-9]+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_YEARS = range(2005, 2026)


@cache
def _divisions() -> tuple[dict[str, str], dict[str, list[str]]]:
    """Names of cities and counties with their class, and the names of each class: those of equal length and ending."""
    kinds = {row["name"]: f"{len(row['name'])}{row['name'][-1]}" for row in read_table("places/divisions.tsv") if row["level"] in ("city", "county")}
    classes: dict[str, list[str]] = {}
    for name, kind in kinds.items():
        classes.setdefault(kind, []).append(name)
    return kinds, classes


@cache
def _places() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _divisions()[0]), key=len, reverse=True)))


def varied(text: str, chance: random.Random) -> str:
    """The text with other figures of the same length and other divisions in place of the named ones; years stay years."""
    kinds, classes = _divisions()
    chosen: dict[str, str] = {}

    def place(match: re.Match[str]) -> str:
        name = match.group()
        if name not in chosen:
            chosen[name] = chance.choice(classes[kinds[name]])
        return chosen[name]

    def figure(match: re.Match[str]) -> str:
        digits = match.group()
        if _YEAR.fullmatch(digits):
            return str(chance.choice(_YEARS))
        if len(digits) <= 2:  # days, months and small counts keep their size
            return str(chance.randint(1, int(digits))) if digits[0] != "0" and len(digits) == 1 else digits
        return digits[0] + "".join(str(chance.randint(0, 9)) for _ in digits[1:])

    return _DIGITS.sub(figure, _places().sub(place, text))


def distinct(articles: Sequence[RawArticle], size: int) -> Iterator[RawArticle]:
    """Articles of ``size`` bytes of UTF-8 together: first those given, then varied copies of all of them in turn."""
    chance = random.Random(20240701)
    seen = set[str]()
    written = turn = 0
    while written < size:
        before = written
        for article in articles:
            text = article.text if turn == 0 else varied(article.text, chance)
            if text in seen:
                continue
            seen.add(text)
            written += len(text.encode("utf-8", "surrogatepass"))
            yield replace(article, id=f"{article.id}~{turn}", text=text)
            if written >= size:
                return
        if written == before:
            return  # without figures and places there is nothing to vary
        turn += 1
