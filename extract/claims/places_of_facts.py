"""The places that an article as a whole speaks for: those of its title, its home, its own, its nation."""

from __future__ import annotations

from extract.claims.facts import Facts
from extract.claims.scoring import Part


def named_by_article(facts: Facts, top: str | None, *, unresolved: bool) -> dict[str, Part]:
    """Features of the places that an article as a whole speaks for, by key.

    Args:
        facts: of the article.
        top: the place named most.
        unresolved: the article points at a place (我省) that nothing in it names: then its figures are not the nation's.
    """
    rows: dict[str, dict[str, float]] = {}

    def put(key: str | None, name: str) -> None:
        if key is not None:
            rows.setdefault(key, {})[name] = 1.0

    for n, key in enumerate(facts.title_places):
        put(key, "in title")
        if n == 0:
            put(key, "first in title")
        if len(facts.title_places) == 1:
            put(key, "only place in title")
    for level, key in facts.home.items():
        put(key, f"home {level}")
    put(top, "most named")
    put(facts.own, "the article's own place")
    if not unresolved:
        put(facts.nation, "nation")
    put(facts.base, "base of the locale")
    return {key: Part(row) for key, row in rows.items()}
