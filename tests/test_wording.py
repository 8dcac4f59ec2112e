"""Names of metrics: marks in pairs, words of what is added, heads that take a modifier."""

from __future__ import annotations

import pytest

from extract.claims.wording import closed, of_added, whole_of, with_head
from extract.model import Metric


def named(text: str, words: str, name: str | None = None) -> Metric:
    at = text.index(words)
    return Metric((at, at + len(words)), words, name or words, "metric.before")


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("其「毒龄」中位数为5.3年", "毒龄」中位数", "「毒龄」中位数"),
        ("高校“双一流”建设", "高校“双一流", "高校“双一流”"),
        ("“五星级”园区“示范 园区产值", "园区“示范 园区产值", "园区示范 园区产值"),
        ("（占人口比重", "（占人口比重", "占人口比重"),
        ("《规划》项目数", "《规划》项目数", "《规划》项目数"),
    ],
)
def test_marks_come_in_pairs(text: str, words: str, name: str) -> None:
    metric = closed(text, named(text, words))
    assert metric.name == name
    assert metric.span is not None
    assert text[slice(*metric.span)] == metric.text


def test_a_completed_name_keeps_its_words() -> None:
    text = "“新三样”出口增长"
    metric = closed(text, named(text, "“新三样”", "新三样”出口"))
    assert (metric.name, metric.text) == ("新三样出口", "“新三样”")


@pytest.mark.parametrize(
    ("name", "before", "between", "full"),
    [
        ("上市公司", "新增境内外", "", "新增上市公司"),
        ("上市公司", "全市", "新增", "新增上市公司"),
        ("新增就业", "全年", "", "新增就业"),
        ("上市公司", "全市共有", "达", "上市公司"),
    ],
)
def test_what_is_added_is_no_whole(name: str, before: str, between: str, full: str) -> None:
    assert of_added(name, before, between) == full


def test_the_whole_of_what_is_added() -> None:
    assert whole_of("新增上市公司") == "上市公司"
    assert whole_of("上市公司") is None


def test_a_whole_takes_the_modifier_of_the_whole() -> None:
    assert with_head("新增上市公司", "总数") == "上市公司总数"
    assert with_head("工业增加值", "增速") == "工业增加值"
