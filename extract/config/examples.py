"""Runs the examples that stand beside the rules and words of a configuration."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from extract import pipeline
from extract.config import models
from extract.config.files import Item, Read
from extract.config.problems import Problem
from extract.errors import ZhExtractError
from extract.mentions import dates, quantities
from extract.mentions.ner.choice import NONE as RULES_ALONE
from extract.model import RawArticle
from extract.text.normalize import normalize_text

_SHOWN = ("number", "low", "high", "unit", "kind", "bound", "start", "end", "metric", "name")
_MEND = "mend the pattern or the example"


def run(read: Read) -> tuple[list[Problem], int]:
    """The examples that fail, and the number of all; the configuration has to be in force."""
    problems: list[Problem] = []
    count = 0
    for item in read.items:
        value = item.value
        if isinstance(value, models.SpunWord):
            problems += _mended(item)
        elif isinstance(value, tuple(models.RULES.values())):
            try:
                problems += _of_rule(item)
            except ZhExtractError as error:
                problems.append(item.problem("pattern", error.what, error.mend or _MEND))
        else:
            continue
        count += len(value.yes) + len(value.no)
    return problems, count


def _mended(item: Item) -> Iterator[Problem]:
    for n, example in enumerate(item.value.yes):
        text = normalize_text(example.text).text
        if text != example.mended:
            yield Problem(item.where("yes", n), f"{example.text!r} is read as {text!r}, not {example.mended!r}", "mend the words or the example")
    for n, example in enumerate(item.value.no):
        text = normalize_text(example).text
        if text != example:
            yield Problem(item.where("no", n), f"{example!r} is read as {text!r}", "mend the words or the example")


def _of_rule(item: Item) -> Iterator[Problem]:
    rule = item.value
    find = _FIND[rule.kind]
    for n, example in enumerate(rule.yes):
        text = normalize_text(example.text).text
        found = [f for f in find(text, example) if f["rule"] == rule.id]
        same = [f for f in found if example.words in f["words"]]
        where = item.where("yes", n)
        if not same:
            told = f"it took {', '.join(repr(f['words'][0]) for f in found)}" if found else "it found nothing"
            yield Problem(where, f"the rule does not take {example.words!r} in {example.text!r}: {told}", _MEND)
            continue
        for field in _SHOWN:
            wanted = getattr(example, field, None)
            if field in example.model_fields_set and not any(f.get(field) == wanted for f in same):
                yield Problem(where, f"{field} of {example.words!r} is {_shown(same[0].get(field))}, not {_shown(wanted)}", _MEND)
    for n, text in enumerate(rule.no):
        taken = [f for f in find(normalize_text(text).text, None) if f["rule"] == rule.id]
        if taken:
            yield Problem(item.where("no", n), f"the rule takes {taken[0]['words'][0]!r} in {text!r}", _MEND)


def _shown(value: object) -> str:
    return "none" if value is None else f"{value}"


def _quantities(text: str, _example: Any) -> list[dict[str, Any]]:
    return [
        {"rule": q.rule, "words": (q.text, text[slice(*q.core)]), **{f: getattr(q, f) for f in ("number", "low", "high", "unit", "kind", "bound")}}
        for q in quantities.find(text, dates.with_numerals(text))
    ]


def _dates(text: str, example: Any) -> list[dict[str, Any]]:
    found = dates.find(text, example.reference if example else None, query=False)
    return [{"rule": d.rule, "words": (d.text,), "start": d.start, "end": d.end} for d in found]


def _metrics(text: str, _example: Any) -> list[dict[str, Any]]:
    result = pipeline.run(RawArticle("example", text), ner=RULES_ALONE)
    decided = [(d.metric, d.frame.quantity) for d in result.trace.decisions if d.metric is not None]
    return [{"rule": m.rule, "words": (q.text, text[slice(*q.core)]), "metric": m.name} for m, q in decided]


def _attributions(text: str, _example: Any) -> list[dict[str, Any]]:
    found = pipeline.read(RawArticle("example", text), ner=RULES_ALONE).mentions.attributions
    return [{"rule": a.rule, "words": (a.text,), "name": a.name} for a in found]


_FIND: dict[str, Callable[[str, Any], list[dict[str, Any]]]] = {
    "quantity": _quantities, "date": _dates, "metric": _metrics, "attribution": _attributions,
}  # fmt: skip
