"""Whether the regular expressions of a configuration compile, end in time, and can match what articles look like."""

from __future__ import annotations

import time
from collections.abc import Iterator

import regex

from extract.config.files import Item, Read
from extract.config.problems import Problem
from extract.data.configuration import OwnRule
from extract.mentions.own_rules import PLACEHOLDERS, VALUE, compiled
from extract.text.repairs import script

_LONG = 1000  # characters of a text that shows how long a pattern takes
_SECONDS, _SECONDS_ALL = 0.5, 3.0  # of the processor, that it may take over one, and over all
_PLACEHOLDER = regex.compile(r"\{[a-z_]+\}")
_RUN = regex.compile(r"[\p{Han}\p{L}\p{N}]+")
_BLOW_UP = "write it without repeats inside repeats such as (a+)+, and with bounds such as {0,20} instead of *"


def find(read: Read) -> list[Problem]:
    """What is wrong with the patterns of rules and of spun words."""
    problems: list[Problem] = []
    for item in read.of("rules"):
        problems += _of_rule(item)
    for item in read.of("spun_words"):
        for side, form in (("before", "(?:{})$"), ("after", "^(?:{})")):
            pattern = getattr(item.value, side).removeprefix("!")
            if pattern:
                problems += _of_pattern(item, side, form.format(pattern), pattern, [], may_be_empty=True)
    return problems


def _of_rule(item: Item) -> Iterator[Problem]:
    rule = item.value
    known = PLACEHOLDERS[rule.kind]
    for name in dict.fromkeys(_PLACEHOLDER.findall(rule.pattern)):
        if name[1:-1] not in known:
            usable = ", ".join(f"{{{k}}}" for k in known) or "none"
            yield item.problem("pattern", f"{name} means nothing in a rule for {rule.kind}", f"its placeholders are: {usable}")
            return
    try:
        pattern = compiled(OwnRule(rule.id, rule.kind, rule.pattern)).pattern.pattern
    except regex.error as error:
        yield item.problem("pattern", f"it is no regular expression ({error})", "mend it; put a backslash before a literal ( ) [ ] { } . * + ? |")
        return
    yield from _of_pattern(item, "pattern", pattern, rule.pattern, [example.words for example in rule.yes])


def _of_pattern(item: Item, key: str, pattern: str, written: str, words: list[str], *, may_be_empty: bool = False) -> Iterator[Problem]:
    try:
        found = regex.compile(pattern)
    except regex.error as error:
        yield item.problem(key, f"it is no regular expression ({error})", "mend it; put a backslash before a literal ( ) [ ] { } . * + ? |")
        return
    traditional = script.find(written)
    if traditional:
        simple = "".join(edit.replacement for edit in traditional)
        yield item.problem(key, "it holds traditional characters, and articles are read in simplified ones", f"write {simple}")
    if not may_be_empty and found.match("") is not None:
        yield item.problem(key, "it matches nothing at all, so it would match everywhere", "name at least one character that must stand there")
    elif _blows_up(found, written, words):
        yield item.problem(key, "it takes far too long over a long text", _BLOW_UP)


def _blows_up(pattern: regex.Pattern[str], written: str, words: list[str]) -> bool:
    """Whether a pattern takes far too long over texts that repeat what it may speak of."""
    characters = dict.fromkeys(c for c in written if c.isalnum() or c >= "\u4e00")
    literal = [*_RUN.findall(written), *words]
    repeated = [*characters, "1", "一", "中", "a", " ", "，", "、", "中1", "一a，", VALUE, *words]
    left = _SECONDS_ALL
    for piece in repeated:
        text = (piece * (_LONG // len(piece) + 1))[:_LONG] + "\n" + "\n".join(literal)  # what a match needs is there, though not in its place
        begun = time.process_time()
        try:
            for _ in pattern.finditer(text, timeout=min(_SECONDS, left)):
                pass
        except TimeoutError:
            return True
        left -= time.process_time() - begun
        if left <= 0:
            return True
    return False
