"""What the places that an article names without doubt tell about names that need support."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import regex

from extract.mentions import gazetteer
from extract.mentions.gazetteer import Entry
from extract.mentions.place_scan import Hit

_SENTENCE_END = regex.compile(r"[。！？!?\n]")


@dataclass(slots=True)
class Article:
    """What the names of an article tell about those that need support.

    Attributes:
        known: how often each place, and what lies in it, is named without doubt.
        official: keys of the divisions that stand there by their official name.
        siblings: for each sentence the parents of the counties named in it.
        ends: where the sentences end.
        said: where each place was named last so far.
    """

    ends: list[int]
    said: dict[str, int] = field(default_factory=dict)
    known: Counter[str] = field(default_factory=Counter)
    official: set[str] = field(default_factory=set)
    siblings: dict[int, set[str]] = field(default_factory=dict)

    def sentence(self, at: int) -> int:
        """The number of the sentence that holds a position."""
        return bisect_right(self.ends, at)

    def near(self, entry: Entry) -> int:
        """How often the nearest named of the divisions above a place is named."""
        return max((self.known[above.key] for above in gazetteer.ancestors(entry)), default=0)

    def closeness(self, entry: Entry, at: int) -> tuple[int, int, int]:
        """How near a place is to what the article names: 台中's 西区 beside 台中, not 嘉义's.

        The division right above it counts more than one further above, then one that this sentence named before, the last the most, then how often.
        """
        for n, above in enumerate(gazetteer.ancestors(entry)):
            if self.known[above.key]:
                said = self.said.get(above.key, -1)
                here = said >= 0 and self.sentence(said) == self.sentence(at)
                return -n, said + 1 if here else 0, self.known[above.key]
        return -9, 0, 0


def survey(text: str, hits: Sequence[Hit], hint: Iterable[str]) -> Article:
    """What the names found in a text, and those known from elsewhere (``hint``), tell of the article."""
    article = Article([m.end() for m in _SENTENCE_END.finditer(text)])
    for hit in hits:
        if not hit.entries or hit.form in ("chained", "generic") or not (len(hit.entries) == 1 or hit.entries[0].level in ("province", "city")):
            continue
        first = hit.entries[0]
        if len(hit.entries) > 1 and hit.form == "alias" and first.level == hit.entries[1].level:
            continue  # a nickname of several
        article.known[first.key] += 1
        for above in gazetteer.ancestors(first):
            article.known[above.key] += 1
        if hit.form == "official" or (first.own.endswith("自治县") and text[hit.span[1] - 1] == "县"):
            article.official.add(first.key)
        if first.level in ("county", "city", "foreign") and first.parent:
            beside = article.siblings.setdefault(article.sentence(hit.span[0]), set())
            beside.add(first.parent)
            if first.level == "foreign":
                beside.update(e.key for e in gazetteer.ancestors(first))  # of the same country
    for name in hint:
        for e in gazetteer.lookup(name)[:1]:
            article.known[e.key] += 3
    return article
