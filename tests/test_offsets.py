"""The map from normalized text back to the raw text, from hand-built edits."""

from __future__ import annotations

import pytest

from extract import normalize
from extract.model import Edit
from extract.text.offsets import OffsetMap, apply_edits


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
