"""Numbered issues date articles that came without their date."""

from __future__ import annotations

import datetime as dt

import pytest

import extract
from extract.claims import issues


@pytest.mark.parametrize(
    ("title", "day", "year"),
    [
        ("【睡前消息898】合肥与长沙的账本", dt.date(2025, 5, 11), 2025),
        ("【参考信息421】城市的账本", None, 2025),
        ("睡前消息 第291期：高考大省", None, 2021),
        ("【参考信息60】收费站的去留", None, 2023),
        ("【睡前消息40】早于所列各期", None, 2019),
        ("【睡前消息212】在岁末年初之间", None, None),  # about the turn of a year: told by days that are not listed
        ("【睡前消息2】太早", None, None),
        ("【睡前消息9900】太远", None, None),
        ("参考信息有限的城市", None, None),
        ("杭州的第421条消息", None, None),
    ],
)
def test_a_title_with_a_number_tells_its_day_or_year(title: str, day: dt.date | None, year: int | None) -> None:
    assert issues.published(title) == day
    assert issues.year(title) == year


def test_this_year_of_an_undated_issue_is_known() -> None:
    result = extract.Extractor()("【参考信息300】城市的账本\n去年，成都市生产总值22074.7亿元，增长6%。")
    claim = next(c for c in result.claims if c.value.text == "22074.7亿元")
    assert (claim.date.start, claim.date.end) == ("2023-01-01", "2023-12-31")
