"""The map from normalized text back to the raw text, from hand-built edits."""

from __future__ import annotations

import pytest

from extract import normalize
from extract.model import Edit, Repair
from extract.text.offsets import NormalizedText, OffsetMap, apply_edits


def edited(text: str, *rounds: list[Edit]) -> tuple[str, OffsetMap]:
    """A text and its map after rounds of edits, each on the outcome of the one before."""
    offsets = OffsetMap.identity(len(text))
    for edits in rounds:
        offsets = offsets.edited(edits)
        text = apply_edits(text, edits)
    return text, offsets


def test_identity_maps_every_span_to_itself() -> None:
    offsets = OffsetMap.identity(4)
    assert len(offsets) == 4
    for a in range(5):
        for b in range(a, 5):
            assert offsets.to_raw((a, b)) == (a, b)
            assert offsets.from_raw((a, b)) == (a, b)


def test_edit_of_the_same_length_maps_character_to_character() -> None:
    text, offsets = edited("產業規模", [Edit((0, 4), "产业规模")])
    assert text == "产业规模"
    assert offsets.to_raw((1, 2)) == (1, 2)
    assert offsets.to_raw((0, 4)) == (0, 4)


def test_deletion_leaves_no_character_behind() -> None:
    text, offsets = edited("人工\u200b智能", [Edit((2, 3), "")])
    assert text == "人工智能"
    assert offsets.to_raw((0, 4)) == (0, 5), "what is deleted inside a span belongs to it"
    assert offsets.to_raw((0, 2)) == (0, 2), "what is deleted at its end does not"
    assert offsets.to_raw((2, 4)) == (3, 5)


def test_replacement_of_another_length_stands_for_the_whole() -> None:
    raw = "规(gui)划"
    text, offsets = edited(raw, [Edit((0, 6), "规")])
    assert text == "规划"
    assert offsets.to_raw((0, 1)) == (0, 6)
    assert offsets.to_raw((1, 2)) == (6, 7)
    longer, offsets = edited("㎡大", [Edit((0, 1), "平方米")])
    assert longer == "平方米大"
    assert {offsets.to_raw((i, i + 1)) for i in range(3)} == {(0, 1)}
    assert offsets.to_raw((3, 4)) == (1, 2)


def test_rounds_of_edits_compose() -> None:
    raw = "產\u200b業(yè)３億"
    text, offsets = edited(
        raw,
        [Edit((1, 2), "")],
        [Edit((6, 7), "3")],
        [Edit((1, 6), "業")],
        [Edit((0, 2), "产业"), Edit((3, 4), "亿")],
    )
    assert text == "产业3亿"
    assert [raw[slice(*offsets.to_raw((i, i + 1)))] for i in range(4)] == ["產", "業(yè)", "３", "億"]
    assert offsets.to_raw((0, 2)) == (0, 7)


def test_empty_spans_map_to_where_they_stand() -> None:
    _, offsets = edited("ab(x)cd", [Edit((2, 5), "")])
    assert offsets.to_raw((0, 0)) == (0, 0)
    assert offsets.to_raw((2, 2)) == (5, 5)
    assert offsets.to_raw((4, 4)) == (7, 7)
    assert OffsetMap.identity(0).to_raw((0, 0)) == (0, 0)


def test_from_raw_gives_what_was_kept() -> None:
    _, offsets = edited("ab(x)cd", [Edit((2, 5), "")])
    assert offsets.from_raw((0, 7)) == (0, 4)
    assert offsets.from_raw((2, 5)) == (2, 2)
    assert offsets.from_raw((1, 6)) == (1, 3)


def test_a_replacement_behind_other_text_is_as_long_as_it_is() -> None:
    """The length that matters is that of the edit, not where it stands."""
    text, offsets = edited("一㎡大", [Edit((1, 2), "平方米")])
    assert text == "一平方米大"
    assert [offsets.to_raw((i, i + 1)) for i in range(5)] == [(0, 1), (1, 2), (1, 2), (1, 2), (2, 3)]


def test_what_lies_wholly_in_a_deletion_is_an_empty_span() -> None:
    _, offsets = edited("ab(xyz)cd", [Edit((2, 7), "")])
    assert offsets.from_raw((3, 6)) == (2, 2)
    assert offsets.from_raw((4, 4)) == (2, 2)
    assert offsets.from_raw((0, 0)) == (0, 0)


def test_an_empty_raw_span_inside_a_replacement_maps_to_an_empty_one() -> None:
    _, offsets = edited("a(bcd)e", [Edit((1, 6), "B")])
    assert offsets.from_raw((3, 3)) == (1, 2)
    assert OffsetMap.identity(4).from_raw((3, 1)) == (3, 3), "a span that runs backwards stands where it starts"


def test_the_length_of_the_raw_text_is_kept() -> None:
    assert OffsetMap.identity(4).raw_length == 4
    assert edited("ab(x)cd", [Edit((2, 5), "")], [Edit((0, 1), "")])[1].raw_length == 7


def test_edits_at_the_beginning_and_the_end_lose_nothing_between() -> None:
    text, offsets = edited("xabcy", [Edit((0, 1), ""), Edit((4, 5), "")])
    assert text == "abc"
    assert offsets.to_raw((0, 3)) == (1, 4)
    assert apply_edits("abc", []) == "abc"


@pytest.mark.parametrize(
    ("raw", "rounds", "segments"),
    [
        ("", [], []),
        ("abc", [], [((0, 3), (0, 3), False)]),
        ("ab(x)cd", [[Edit((2, 5), "")]], [((0, 2), (0, 2), False), ((2, 4), (5, 7), False)]),
        ("規(gui)划", [[Edit((0, 6), "规")]], [((0, 1), (0, 6), True), ((1, 2), (6, 7), False)]),
        ("㎡", [[Edit((0, 1), "平方米")]], [((0, 3), (0, 1), True)]),
        ("一㎡大", [[Edit((1, 2), "平方米")]], [((0, 1), (0, 1), False), ((1, 4), (1, 2), True), ((4, 5), (2, 3), False)]),
        ("大小㎡", [[Edit((2, 3), "平方米")]], [((0, 2), (0, 2), False), ((2, 5), (2, 3), True)]),
        ("大小㎡", [[Edit((2, 3), "平米")]], [((0, 2), (0, 2), False), ((2, 4), (2, 3), True)]),
        ("㎡㎡", [[Edit((0, 1), "平米"), Edit((1, 2), "平米")]], [((0, 2), (0, 1), True), ((2, 4), (1, 2), True)]),
        ("a(b)c", [[Edit((1, 4), "B")]], [((0, 1), (0, 1), False), ((1, 2), (1, 4), True), ((2, 3), (4, 5), False)]),
        ("(b)(c)", [[Edit((0, 3), "B"), Edit((3, 6), "C")]], [((0, 1), (0, 3), True), ((1, 2), (3, 6), True)]),
        ("ab(c)", [[Edit((2, 5), "")]], [((0, 2), (0, 2), False)]),
    ],
)
def test_segments_say_the_map_in_few_words(raw: str, rounds: list[list[Edit]], segments: list[object]) -> None:
    assert list(edited(raw, *rounds)[1].segments()) == segments


def test_repairs_that_touch_a_span() -> None:
    text, offsets = edited("一(x)二(y)三", [Edit((1, 4), ""), Edit((5, 8), "")])
    repairs = (Repair("noise", (1, 4), "(x)", ""), Repair("brackets", (5, 8), "(y)", ""), Repair("brackets", (1, 4), "(x)", ""))
    found = NormalizedText("一(x)二(y)三", text, offsets, repairs=repairs)
    assert found.text == "一二三"
    assert found.repairs_in((0, 3)) == ("brackets", "noise")
    assert found.repairs_in((1, 3)) == ("brackets",)
    assert found.repairs_in((1, 2)) == ()


@pytest.mark.parametrize("span", [(-1, 2), (3, 2), (0, 5), (5, 6)])
def test_spans_outside_the_text_are_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="not inside"):
        OffsetMap.identity(4).to_raw(span)


@pytest.mark.parametrize(
    ("raw", "words", "quoted"),
    [
        ("芜湖市GDP为２３１８．６亿元。", "2318.6亿元", "２３１８．６亿元"),
        ("桃園市總預算達1,684億元。", "桃园市总预算", "桃園市總預算"),
        ("人工智能產(chǎn)業(yè)規(guī)模達(dá)到1000億元。", "产业规模", "產(chǎn)業(yè)規(guī)模"),
        ("成\u200b都市2024年", "成都市", "成\u200b都市"),
    ],
)
def test_quotes_are_raw(raw: str, words: str, quoted: str) -> None:
    found = normalize(raw)
    at = found.text.index(words)
    span = (at, at + len(words))
    assert found.quote(span) == quoted
    assert raw[slice(*found.to_raw(span))] == quoted
