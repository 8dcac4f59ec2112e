"""The words of the interface, in Chinese and English, from ``data/review/words.tsv``."""

from __future__ import annotations

from functools import cache

from fastapi import Request

from extract.data import read_table

LANGUAGES = ("zh", "en")
COOKIE = "language"


@cache
def _table() -> dict[str, dict[str, str]]:
    return {row["id"]: {language: row[language] for language in LANGUAGES} for row in read_table("review/words.tsv")}


class Wording:
    """The words of one language. Called with an id; what stands in braces is filled in. An id without words is shown as it is."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else LANGUAGES[0]

    def __call__(self, id: str, **values: object) -> str:
        """The words of an id."""
        words = _table().get(id)
        text = words[self.language] if words else id.rsplit(".", 1)[-1]
        return text.format(**values) if values else text

    def known(self, id: str) -> bool:
        """Whether an id has words."""
        return id in _table()

    def under(self, prefix: str) -> dict[str, str]:
        """All words whose ids begin so, by the rest of their ids: what a page's script needs."""
        return {id.removeprefix(prefix): words[self.language] for id, words in _table().items() if id.startswith(prefix)}


def language_of(request: Request) -> str:
    """The language that is asked for: by the address, the cookie, or what the browser prefers."""
    chosen = request.query_params.get("lang") or request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    for part in request.headers.get("accept-language", "").split(","):
        language = part.split(";")[0].split("-")[0].strip().lower()
        if language in LANGUAGES:
            return language
    return LANGUAGES[0]
