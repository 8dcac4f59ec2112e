"""Every example of every rule for quantities and dates and of every fixer is a case of its own."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from extract import find_quantities
from extract.mentions import dates
from extract.mentions.date_alone_rules import ALONE
from extract.mentions.date_part_list import PARTS
from extract.mentions.date_rules import RULES as DATE_RULES
from extract.mentions.quantity_rules import RULES
from extract.mentions.rules import Example, Rule
from extract.model import DateMention, Quantity
from extract.text.offsets import apply_edits
from extract.text.repairs import FIXERS

CARRIERS = ("据统计，{}。", "去年，全市{}，创历史新高。", "会议指出，{}；下一步将继续推进。", "{}")
_END = "，。；、,;：！？"

# Examples that read otherwise inside a carrier for a reason that lies in the sentence, not in the rule.
NOT_IN_CARRIERS: dict[str, str] = {
    "一双": "the rule is about nothing but these words",
}


def examples() -> list[Any]:
    return [pytest.param(rule.id, example, id=f"{rule.id}-{example.words}") for rule in RULES.all for example in rule.yes]


def carried() -> list[Any]:
    return [
        pytest.param(rule.id, example, carrier, id=f"{rule.id}-{example.words}-{n}")
        for rule in RULES.all
        for example in rule.yes
        if example.text not in NOT_IN_CARRIERS
        for n, carrier in enumerate(CARRIERS)
    ]


def near_misses() -> list[Any]:
    return [pytest.param(rule.id, text, id=f"{rule.id}-{text}") for rule in RULES.all for text in rule.no]


def readings(text: str, words: str, offset: int = 0) -> list[Quantity]:
    """All quantities that touch the words, which stand in ``text`` at or after ``offset``."""
    start = text.index(words, offset)
    end = start + len(words)
    return [q for q in find_quantities(text) if q.span[0] < end and start < q.span[1]]


def check(text: str, rule: str, example: Example, offset: int = 0) -> None:
    found = readings(text, example.words, offset)
    assert len(found) == 1, f"{len(found)} readings of {example.words!r} in {text!r}: {found}"
    q = found[0]
    assert text[slice(*q.core)] == example.words
    assert text[slice(*q.span)] == q.text
    assert q.rule == rule
    for name, wanted in example.fields.items():
        got = getattr(q, name)
        assert got == wanted, f"{name} is {got!r}, not {wanted!r}, in {text!r}"
        assert got is None or isinstance(got, str | Decimal), f"{name} is a {type(got).__name__}"


@pytest.mark.parametrize(("rule", "example"), examples())
def test_rule_takes_its_example(rule: str, example: Example) -> None:
    check(example.text, rule, example)


@pytest.mark.parametrize(("rule", "example", "carrier"), carried())
def test_rule_takes_its_example_inside_a_sentence(rule: str, example: Example, carrier: str) -> None:
    text = carrier.format(example.text.rstrip(_END))
    check(text, rule, example, carrier.index("{"))


@pytest.mark.parametrize(("rule", "text"), near_misses())
def test_rule_is_silent_on_near_misses(rule: str, text: str) -> None:
    found = [q for q in find_quantities(text) if q.rule == rule]
    assert not found


def test_rules_are_documented_and_have_their_own_ids() -> None:
    ids = [rule.id for rule in RULES.all]
    assert len(set(ids)) == len(ids)
    for rule in RULES.all:
        assert rule.id.startswith("quantity."), rule.id
        assert rule.doc, f"{rule.id} says nothing of what it takes"
        assert rule.yes, f"{rule.id} has no example"
        assert rule.no, f"{rule.id} has no near miss"
        for example in rule.yes:
            assert example.words in example.text
            assert example.fields


# --- dates -----------------------------------------------------------------------------------------

# None of them names a year, for what follows would be of it.
DATE_CARRIERS = ("据统计，{}。", "会议指出，{}；下一步将继续推进。", "{}")
# Parts of a year are read by the rules that take a year with its part or a part alone.
OF_PARTS = ("date.year-part", "date.part")
EVERY_DATE_RULE: list[tuple[Rule[Any], tuple[str, ...]]] = [
    *((rule, (rule.id,)) for rule in DATE_RULES.all),
    *((rule, OF_PARTS) for rule in PARTS.all),
]
# Rules whose examples are whole texts: in a sentence the same words are no date of theirs.
ONLY_ALONE = ("date.later", "date.within", *(rule.id for rule in ALONE.all))
WHOLE_TEXTS: list[tuple[Rule[Any], tuple[str, ...]]] = [(rule, (rule.id,)) for rule in ALONE.all]
NEAR_MISS_REFERENCE = dt.date(2025, 3, 12)


def _date_cases(rules: list[tuple[Rule[Any], tuple[str, ...]]]) -> list[Any]:
    return [pytest.param(ids, example, id=f"{rule.id}-{example.words}") for rule, ids in rules for example in rule.yes]


def date_examples() -> list[Any]:
    return _date_cases([*EVERY_DATE_RULE, *WHOLE_TEXTS])


def carried_dates() -> list[Any]:
    return _date_cases([case for case in EVERY_DATE_RULE if case[0].id not in ONLY_ALONE])


def whole_texts() -> list[Any]:
    return _date_cases([case for case in [*EVERY_DATE_RULE, *WHOLE_TEXTS] if case[0].id in ONLY_ALONE])


def date_near_misses() -> list[Any]:
    return [pytest.param(ids, text, id=f"{rule.id}-{text}") for rule, ids in [*EVERY_DATE_RULE, *WHOLE_TEXTS] for text in rule.no]


def check_date(text: str, rules: tuple[str, ...], example: Example, offset: int = 0) -> None:
    """``reference`` and ``roc`` among an example's fields are what the article is; the others are the mention's."""
    wanted = dict(example.fields)
    reference, roc = wanted.pop("reference", None), wanted.pop("roc", False)
    start = text.index(example.words, offset)
    end = start + len(example.words)
    found: list[DateMention] = [
        m for m in dates.find(text, dt.date.fromisoformat(reference) if reference else None, roc=roc) if m.span[0] < end and start < m.span[1]
    ]
    assert len(found) == 1, f"{len(found)} readings of {example.words!r} in {text!r}: {found}"
    mention = found[0]
    assert mention.text == example.words == text[slice(*mention.span)]
    assert mention.rule in rules
    assert (mention.start is None) == (mention.end is None)
    for name, value in wanted.items():
        got = getattr(mention, name)
        got = got.isoformat() if isinstance(got, dt.date) else got
        assert got == value, f"{name} is {got!r}, not {value!r}, in {text!r}"


@pytest.mark.parametrize(("rules", "example"), date_examples())
def test_date_rule_takes_its_example(rules: tuple[str, ...], example: Example) -> None:
    check_date(example.text, rules, example)


@pytest.mark.parametrize("carrier", DATE_CARRIERS)
@pytest.mark.parametrize(("rules", "example"), carried_dates())
def test_date_rule_takes_its_example_inside_a_sentence(rules: tuple[str, ...], example: Example, carrier: str) -> None:
    check_date(carrier.format(example.text.rstrip(_END)), rules, example, carrier.index("{"))


@pytest.mark.parametrize(("rules", "example"), whole_texts())
def test_rule_of_whole_texts_is_silent_inside_a_sentence(rules: tuple[str, ...], example: Example) -> None:
    text = f"据统计，在{example.text}的项目中有三成。"
    assert not [m for m in dates.find(text, NEAR_MISS_REFERENCE) if m.rule in rules]


@pytest.mark.parametrize(("rules", "example"), _date_cases(EVERY_DATE_RULE))
def test_no_date_with_a_numeral_escapes_the_quick_look(rules: tuple[str, ...], example: Example) -> None:
    """``with_numerals`` leaves out texts without a match; the words alone must have one."""
    if any(c in "0123456789〇零○一二两三四五六七八九十百" for c in example.words):
        assert dates.OF_NUMERALS.search(example.words)


@pytest.mark.parametrize(("rules", "text"), date_near_misses())
def test_date_rule_is_silent_on_near_misses(rules: tuple[str, ...], text: str) -> None:
    assert not [m for m in dates.find(text, NEAR_MISS_REFERENCE) if m.rule in rules]


def test_date_rules_are_documented_and_have_their_own_ids() -> None:
    rules = [rule for rule, _ in [*EVERY_DATE_RULE, *WHOLE_TEXTS]]
    ids = [rule.id for rule in rules]
    assert len(set(ids)) == len(ids)
    for rule in rules:
        assert rule.id.startswith("date."), rule.id
        assert rule.doc, f"{rule.id} says nothing of what it takes"
        assert rule.yes, f"{rule.id} has no example"
        assert rule.no, f"{rule.id} has no near miss"
        for example in rule.yes:
            assert example.words in example.text
            assert {"start", "end"} & set(example.fields), f"{example.text} says no day"


# --- repairs ---------------------------------------------------------------------------------------


def fixer_yes() -> list[Any]:
    """Examples that a fixer must mend."""
    return [pytest.param(fixer, before, after, id=f"{fixer.KIND}-{n}") for fixer in FIXERS for n, (before, after) in enumerate(fixer.YES)]


def fixer_no() -> list[Any]:
    return [pytest.param(fixer, text, id=f"{fixer.KIND}-{n}") for fixer in FIXERS for n, text in enumerate(fixer.NO)]


@pytest.mark.parametrize(("fixer", "before", "after"), fixer_yes())
def test_fixer_mends_its_example(fixer: Any, before: str, after: str) -> None:
    edits = fixer.find(before)
    assert edits
    assert apply_edits(before, edits) == after
    ends = [-1, *(e.span[1] for e in edits)]
    assert all(end <= e.span[0] <= e.span[1] for end, e in zip(ends, edits, strict=False)), "edits are sorted and do not overlap"
    assert all(before[slice(*e.span)] != e.replacement for e in edits), "an edit changes something"


@pytest.mark.parametrize(("fixer", "before", "after"), fixer_yes())
def test_fixer_leaves_what_it_mended(fixer: Any, before: str, after: str) -> None:
    assert fixer.find(after) == []


@pytest.mark.parametrize(("fixer", "text"), fixer_no())
def test_fixer_leaves_near_misses(fixer: Any, text: str) -> None:
    assert fixer.find(text) == []


def test_fixers_are_named_and_have_examples() -> None:
    kinds = [fixer.KIND for fixer in FIXERS]
    assert len(set(kinds)) == len(kinds)
    for fixer in FIXERS:
        assert fixer.YES, fixer.KIND
        assert fixer.NO, fixer.KIND
        assert isinstance(fixer.DAMAGE, bool)
