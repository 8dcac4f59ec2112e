"""Bytes to text: every encoding of the contract, cut, damaged, short, and what is no text at all."""

from __future__ import annotations

import codecs
import gzip
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import ReadError
from extract.formats.encodings import decode

SIMPLIFIED = "2023年，云溪市完成工业投资86.4亿元，同比增长9.1%；新登记企业1.2万家。\n其中民营企业占87%以上，“专精特新”企业达到310家。"
TRADITIONAL = "去年臺灣東部旅遊人次達到一千二百萬，較前一年增加百分之八；縣府表示，今年目標為一千三百萬人次。"
HONGKONG = "佢哋話，咗咁多年，啲樓價仍然喺高位；去年升咗百分之五，㗎。"
ENGLISH = "The city's output reached 86.4 billion yuan in 2023.\n"

ROUND_TRIPS = [
    (SIMPLIFIED, "utf-8", "utf-8"), (SIMPLIFIED, "utf-8-sig", "utf-8-sig"), (SIMPLIFIED, "gb18030", "gb18030"), (SIMPLIFIED, "gbk", "gb18030"),
    (SIMPLIFIED, "utf-16", "utf-16"), (SIMPLIFIED, "utf-16-le", "utf-16"), (SIMPLIFIED, "utf-16-be", "utf-16"),
    (TRADITIONAL, "utf-8", "utf-8"), (TRADITIONAL, "big5", "big5"), (TRADITIONAL, "cp950", "big5"), (TRADITIONAL, "gb18030", "gb18030"),
    (TRADITIONAL, "utf-16-le", "utf-16"), (TRADITIONAL, "utf-16-be", "utf-16"), (HONGKONG, "big5hkscs", "big5"), (HONGKONG, "utf-8", "utf-8"),
    (ENGLISH, "ascii", "utf-8"), (ENGLISH, "utf-16-le", "utf-16"), (ENGLISH, "utf-16-be", "utf-16"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "codec", "encoding"), ROUND_TRIPS)
def test_round_trip(text: str, codec: str, encoding: str) -> None:
    found = decode(text.encode(codec))
    assert (found.text, found.encoding, found.truncated) == (text, encoding, False)


@pytest.mark.parametrize(
    ("mark", "codec", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8", "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"), (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
        (b"\x84\x31\x95\x33", "gb18030", "gb18030"),
    ],
)  # fmt: skip
def test_a_byte_order_mark_is_dropped_and_nothing_else(mark: bytes, codec: str, encoding: str) -> None:
    found = decode(mark + ("  " + SIMPLIFIED + "\r\n").encode(codec))
    assert (found.text, found.encoding) == ("  " + SIMPLIFIED + "\r\n", encoding)


@pytest.mark.parametrize(("text", "codec", "encoding"), [r for r in ROUND_TRIPS if r[0] != ENGLISH])
def test_cut_in_the_middle_of_the_last_character(text: str, codec: str, encoding: str) -> None:
    found = decode(text.encode(codec)[:-1])
    assert (found.text, found.encoding, found.truncated) == (text[:-1], encoding, True)


@pytest.mark.parametrize("kept", [1, 2, 3])
def test_cut_in_a_character_of_four_bytes(kept: int) -> None:
    for codec in ("utf-8", "gb18030"):
        found = decode(SIMPLIFIED.encode(codec) + "𠮷".encode(codec)[:kept])
        assert (found.text, found.truncated) == (SIMPLIFIED, True)


@pytest.mark.parametrize("text", ["云溪", "增长", "我们", "臺灣", "投資", "今年上半年", "第一季度"])
@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5"])
def test_short_texts(text: str, codec: str) -> None:
    try:
        data = text.encode(codec)
    except UnicodeEncodeError:
        pytest.skip("not in this encoding")
    assert decode(data).text == text


def test_the_signs_of_windows_big5() -> None:
    assert decode((TRADITIONAL + "3～5月，約翰‧史密斯").encode("cp950")).text.endswith("3～5月，約翰‧史密斯")
    assert decode((TRADITIONAL + "元／人").encode("big5")).text.endswith("元／人")
    assert decode((TRADITIONAL + "元／人").encode("cp950")).text.endswith("元／人")


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5"])
@pytest.mark.parametrize("bad", [b"\xff", b"\xff\xff"])
def test_isolated_bad_bytes_become_replacement_characters(codec: str, bad: bytes) -> None:
    text = TRADITIONAL * 3
    data = text[:60].encode(codec) + bad + "。\n".encode(codec) + text[60:].encode(codec)
    found = decode(data)
    assert found.encoding == codec
    assert found.text == text[:60] + "�" * len(bad) + "。\n" + text[60:]
    assert not found.truncated


def test_a_lost_lead_byte_costs_no_other_line() -> None:
    found = decode(SIMPLIFIED.encode("utf-8")[:30] + SIMPLIFIED.encode("utf-8")[31:])
    assert found.encoding == "utf-8"
    assert found.text.split("\n")[1] == SIMPLIFIED.split("\n")[1]


def test_nothing_is_an_empty_text() -> None:
    assert decode(b"").text == ""


BINARIES = {
    "pdf": b"%PDF-1.7\n1 0 obj", "zip": b"PK\x03\x04\x14\x00", "png": b"\x89PNG\r\n\x1a\n\x00\x00", "jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "elf": b"\x7fELF\x02\x01\x01", "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "gzip": gzip.compress(SIMPLIFIED.encode()), "rtf": rb"{\rtf1 text}",
    "nul": SIMPLIFIED.encode() + b"\0\0\0" + b"\1\2\3", "integers": b"".join(n.to_bytes(4, "little") for n in range(200)),
    "controls": bytes([1, 2, 3, 4, 5, 6, 7, 14, 15, 16]) * 20, "utf-16 mark": b"\xff\xfe\x00\x00\x01\x00\x02\x00",
}  # fmt: skip


@pytest.mark.parametrize("name", BINARIES)
def test_binary_content_is_refused(name: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode(BINARIES[name])
    assert caught.value.code == "binary"
    assert "\n" not in str(caught.value)


def test_random_bytes_are_refused() -> None:
    rng = random.Random(7)
    for _ in range(50):
        with pytest.raises(ReadError) as caught:
            decode(rng.randbytes(400))
        assert caught.value.code in ("binary", "encoding")


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("올해 서울의 지역내총생산은 전년보다 늘어난 것으로 나타났다고 시가 밝혔다. 내년에도 늘어날 전망이다.", "euc-kr"),
        ("東京の今年度の予算は前年度より増加し、過去最大の規模となる見通しだと発表した。", "shift_jis"),
        ("Les élèves étaient très fâchés à Genève où ça bruisse.", "latin-1"),
        ("Сегодня утром в городе открыли новую школу.", "cp1251"),
    ],
)
def test_other_encodings_are_refused(text: str, codec: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode(text.encode(codec))
    assert caught.value.code == "encoding"
    assert caught.value.mend == "convert it to UTF-8"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t"), min_size=1))
def test_any_text_in_utf8_comes_back(text: str) -> None:
    try:
        found = decode(text.encode("utf-8"))
    except ReadError as error:
        if error.code != "binary":  # full of unassigned characters, or begins like another kind of file
            raise
        return
    assert found.text == text.removeprefix("\ufeff")
    assert not found.truncated


COMMON = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度"
)
PROSE = st.text(st.sampled_from(COMMON + "，。；0123456789%\n"), min_size=12).filter(lambda t: len(set(t) & set(COMMON)) >= 6)


@given(PROSE, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]))
def test_prose_comes_back_from_each_encoding(text: str, codec: str) -> None:
    assert decode(text.encode(codec)).text == text


@given(PROSE, st.sampled_from(["utf-8", "gb18030", "utf-16-le"]), st.integers(1, 40))
def test_prose_cut_anywhere_is_a_prefix(text: str, codec: str, cut: int) -> None:
    data = text.encode(codec)
    kept = data[: max(len(data) - cut, len(data) * 3 // 4)]
    found = decode(kept)
    assert text.startswith(found.text)
    rest = kept[len(found.text.encode(codec)) :]
    assert found.truncated == bool(rest)
    assert len(rest) < 4
