"""Long documents: look-ups that do not go through all of them, and pages that are one endless sentence."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.claims.latest import Latest
from extract.text.sentences import split
from extract.text.spans import Spans

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8)).map(lambda x: (x[0], x[0] + x[1])), max_size=12)


@given(SPANS, st.tuples(st.integers(0, 40), st.integers(0, 40)))
def test_items_that_touch_a_span(spans: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    wanted = sorted(s for s in spans if s[0] < asked[1] and asked[0] < s[1])
    assert Spans(spans, lambda s: s).touching(asked) == wanted


@given(st.lists(st.sampled_from(["a", "b", "c", "?a", "?b", "?d"]), max_size=40))
def test_the_last_that_answers(steps: list[str]) -> None:
    latest = Latest[str]()
    for step in steps:
        if not step.startswith("?"):
            latest.all.append(step)
            continue
        wanted = step[1:] if step[1:] in latest.all else None
        assert latest.answer(step, {item: item for item in (step[1:],)}.get) == wanted


def test_nobody_is_asked_twice() -> None:
    latest = Latest[int]()
    asked: list[int] = []
    for n in range(100):
        latest.all.append(n)
        assert latest.answer("any", asked.append) is None  # type: ignore[func-returns-value]
    assert asked == list(range(100))


def test_a_bracket_that_never_closes_ends_no_sentence_but_its_line() -> None:
    text = "（甲市。乙市。《丙》。\n丁市。戊（己。庚）市。"
    assert [text[slice(*s.span)] for s in split(text)] == ["（甲市。乙市。《丙》。", "丁市。", "戊（己。庚）市。"]


@pytest.mark.parametrize(
    "page", ["成都市2024年产值为12亿元，" * 600, "标题\n《" + "成都市2024年产值为12亿元。" * 600, "12345" * 2000, "　" * 9000 + "市" * 9000]
)
def test_no_sentence_is_endless(page: str) -> None:
    spans = [s.span for s in split(page)]
    assert max(b - a for a, b in spans) <= 2000 + len("成都市2024年产值为12亿元。")
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert sum(b - a for a, b in spans) == len("".join(page.split()))
    assert all(page[slice(*s)].strip() for s in spans)
    if "，" in page:
        assert {page[b - 1] for _, b in spans} == {"，"}
