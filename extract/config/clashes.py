"""Whether the entries of a configuration go together, and with what we ship."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.claims import catalogue
from extract.config.files import Item, Read
from extract.config.problems import Problem, near
from extract.config.tables import codes, key_of
from extract.mentions import gazetteer, units
from extract.mentions.numeral_forms import SCALE
from extract.text.offsets import apply_edits
from extract.text.repairs import script, spun_wording, width
from extract.text.repairs.spun_wording import swaps
from extract.text.tokens import flag_of, frequency_of

_OURS = ("quantity.", "date.", "place.", "metric.", "attribution.", "category.", "name.")
_NO_NAMES = ("a", "v", "d", "m", "t", "c", "b", "r", "i", "l", "p", "u")  # flags of words that are no place's name
_NO_UNITS = ("%", "pp", "-")


def find(read: Read) -> list[Problem]:
    """All clashes."""
    return [*_metrics(read), *_places(read), *_units(read), *_spun_words(read), *_rules(read)]


def _as_read(item: Item, key: str, word: str) -> Iterator[Problem]:
    """A word that is not written as texts are after normalization is never found."""
    read = word
    for fixer in (width, script):
        read = apply_edits(read, fixer.find(read))
    if read != word:
        yield item.problem(key, f"{word!r} would never be found: articles are read simplified and in half-width characters", f"write {read!r}")


def _twice(items: Sequence[tuple[Item, str, str]], what: str) -> Iterator[Problem]:
    """Entries (with key and name) of which two have one name."""
    seen: dict[str, Item] = {}
    for item, key, name in items:
        if name in seen:
            yield item.problem(key, f"{what} {name!r} is already at {seen[name].where()}", "keep one of them")
        seen.setdefault(name, item)


def _metrics(read: Read) -> Iterator[Problem]:
    named: list[tuple[Item, str, str]] = []
    for item in read.of("metrics"):
        metric = item.value
        known = catalogue.entry(metric.id)
        if known is not None and metric.name not in (None, known.canonical):
            what = f"{metric.id!r} is the id of {known.canonical}"
            yield item.problem("id", what, "choose another id, or leave 'name' out to add synonyms to it")
            continue
        if known is None and metric.name is None:
            yield item.problem("", f"{metric.id!r} has no name, and no metric of ours has this id", "add a name, or mend the id")
        if known is not None and not metric.synonyms:
            yield item.problem("id", f"{metric.id!r} is a metric of ours and nothing is added to it", "add synonyms, or drop it")
        for key, name in [*([("name", metric.name)] if metric.name and known is None else []), *(("synonyms", s) for s in metric.synonyms)]:
            yield from _as_read(item, key, name)
            other = catalogue.named(name)
            if other is not None:
                mend = "drop it" if other.id == metric.id else f"drop it, or add your wordings to {other.id!r}"
                yield item.problem(key, f"{name!r} already means {other.canonical} ({other.id})", mend)
            named.append((item, key, catalogue.key(name)))
        for unit in metric.units:
            yield from _known_unit(read, item, "units", unit)
    yield from _twice(named, "the name")
    yield from _twice([(item, "id", item.value.id) for item in read.of("metrics")], "the id")


def _known_unit(read: Read, item: Item, key: str, unit: str) -> Iterator[Problem]:
    """A unit that no quantity would have."""
    bases = {u.base for u in units.table().values()} | {u.value.base or u.value.written for u in read.of("units")}
    part = unit.split("/", maxsplit=1)[0]
    if part not in bases and part not in _NO_UNITS:
        like = units.table().get(part)
        guess = like.base if like else near(part, bases)
        yield item.problem(key, f"no quantity has the unit {unit!r}", f"did you mean {guess!r}?" if guess else "add it under [[units]]")


def _places(read: Read) -> Iterator[Problem]:
    own = codes(read)
    named: list[tuple[Item, str, str]] = []
    for item in read.of("places"):
        place = item.value
        ours = key_of(place.code, {}) if place.code else None
        if ours is not None and place.name not in (None, gazetteer.entry(ours).own):
            yield item.problem("code", f"{place.code!r} is the code of {gazetteer.entry(ours).own}", "mend it, or leave 'name' out to add aliases")
            continue
        if ours is None and (place.name is None or place.level is None):
            lacking = "name" if place.name is None else "level"
            yield item.problem("", f"{lacking!r} is missing", "add it" if not place.code else f"add it, or mend the code {place.code!r}")
            continue
        if ours is not None and not place.aliases:
            yield item.problem("code", f"{place.code!r} is a place of ours and nothing is added to it", "add aliases, or drop it")
        names = [*([("name", place.name)] if ours is None else []), *(("aliases", alias) for alias in place.aliases)]
        for key, name in names:
            yield from _as_read(item, key, name)
            yield from _place_name(item, key, name)
            named.append((item, key, name))
        for key, listed in (("parent", [place.parent] if place.parent else []), ("members", place.members)):
            for name in listed:
                if key_of(name, own) is None:
                    several = gazetteer.lookup(name)
                    mend = f"give its code: {', '.join(e.adcode or e.name for e in several[:4])}" if several else "write its full name or its code"
                    yield item.problem(key, f"{'several places are' if several else 'no place is'} called {name!r}", mend)
    yield from _twice(named, "the name")
    yield from _twice([(item, "code", item.value.code) for item in read.of("places") if item.value.code], "the code")


def _place_name(item: Item, key: str, name: str) -> Iterator[Problem]:
    bearers = gazetteer.lookup(name)
    if bearers:
        told = f"{bearers[0].name} ({bearers[0].adcode})" if bearers[0].adcode else bearers[0].name
        yield item.problem(key, f"{name!r} already names {told}", "drop it, or use a name that is its own")
    elif "+" in name:
        yield item.problem(key, f"{name!r} holds a plus sign", "leave it out")
    elif len(name) < 2:
        yield item.problem(key, f"{name!r} is too short: it would be found inside words", "use at least two characters")
    elif frequency_of(name) and flag_of(name).startswith(_NO_NAMES):
        yield item.problem(key, f"{name!r} is a word of its own in Chinese", "use a longer name")


def _units(read: Read) -> Iterator[Problem]:
    money = {u.base for u in units.table().values() if u.kind == "money"}
    written = {item.value.written for item in read.of("units")}
    for item in read.of("units"):
        unit = item.value
        yield from _as_read(item, "written", unit.written)
        known = units.table().get(unit.written)
        if known is not None:
            yield item.problem("written", f"{unit.written!r} is already a unit: {known.factor.normalize():f} {known.base}", "drop it")
        if unit.written[0] in SCALE or unit.written[0].isdigit():
            yield item.problem("written", f"{unit.written!r} begins with a numeral", "write the unit without 万, 亿 and digits")
        base = unit.base or unit.written
        bases = {u.base: u.kind for u in units.table().values()}
        if unit.kind == "money" and base not in money:
            yield item.problem("base", f"{base!r} is no currency", f"give its code of ISO 4217, one of: {', '.join(sorted(money))}")
        elif unit.kind != "money" and base not in bases and base not in written:
            like = near(base, {*bases, *written})
            yield item.problem("base", f"no unit is {base!r}", f"did you mean {like!r}?" if like else "leave it out, or add it as a unit")
    yield from _twice([(item, "written", item.value.written) for item in read.of("units")], "the unit")


def _spun_words(read: Read) -> Iterator[Problem]:
    for item in read.of("spun_words"):
        word = item.value
        for key in ("wrong", "right"):
            yield from _as_read(item, key, getattr(word, key))
        bare = not (word.before or word.after)
        if word.wrong == word.right:
            yield item.problem("right", "it is the same as 'wrong'", "write what stood in the article")
        elif bare and (same := [row for row in swaps().get(word.wrong, ()) if not (row.before or row.after)]):
            yield item.problem("wrong", f"{word.wrong!r} is already read as {same[0].original!r}", "drop it, or give 'before' or 'after'")
        elif bare and word.certain and frequency_of(word.wrong):
            yield item.problem("wrong", f"{word.wrong!r} is a word of healthy Chinese", "give 'before' or 'after', or certain = false")
        elif word.wrong in word.right:
            yield item.problem("right", f"it holds {word.wrong!r}, which would be replaced again and again", "leave out what the two share")
        elif spun_wording.find(word.right):
            yield item.problem("right", f"{word.right!r} is itself read as a spun word", "write what stood in the article")
    yield from _circles(read)
    yield from _twice([(i, "wrong", f"{i.value.wrong} {i.value.before} {i.value.after}".strip()) for i in read.of("spun_words")], "the word")


def _circles(read: Read) -> Iterator[Problem]:
    """Words that are put back by what another entry takes away."""
    entries = list(read.of("spun_words"))
    for item in entries:
        back = next((o for o in entries if o is not item and o.value.wrong in item.value.right and item.value.wrong in o.value.right), None)
        if back is not None:
            yield item.problem("right", f"it is taken back by {back.where()}", "drop one of the two")


def _rules(read: Read) -> Iterator[Problem]:
    for item in read.of("rules"):
        rule = item.value
        if rule.id.startswith(_OURS):
            yield item.problem("id", f"{rule.id!r} begins like the ids of our rules", "begin it with a name of your own, such as 'own.'")
        unit = getattr(rule, "unit", None)
        if unit is not None:
            yield from _known_unit(read, item, "unit", unit)
    yield from _twice([(item, "id", item.value.id) for item in read.of("rules")], "the id")
