"""A day that stands out of a longer time, levels before a plague, firsts since a year: none of them is the period of what follows."""

from __future__ import annotations

import datetime as dt

import pytest

from extract import Extractor


def _start(extractor: Extractor, text: str, value: str, published: str) -> str | None:
    found = next(c for c in extractor(text, published=published).claims if c.value.text == value)
    return found.date.start if found.date is not None else None


PUBLISHED = dt.date(2013, 10, 9).isoformat()


def test_the_busiest_day_is_left_behind_its_sentence(extractor: Extractor) -> None:
    text = "国庆假期，秦皇岛市接待游客90万人次。10月3日是客流最高峰，当天全市接待游客20万人次。山海关区接待游客30万人次，增长5%。"
    assert _start(extractor, text, "20万人次", PUBLISHED) == "2013-10-03"
    assert _start(extractor, text, "30万人次", PUBLISHED) != "2013-10-03"


def test_a_day_that_only_opens_a_sentence_goes_on(extractor: Extractor) -> None:
    text = "国庆假期，秦皇岛市接待游客90万人次。10月3日，全市接待游客20万人次，山海关区接待游客6万人次。"
    assert _start(extractor, text, "6万人次", PUBLISHED) == "2013-10-03"


@pytest.mark.parametrize("since", ["自1949年以来首度跌破千万", "自1949年以来首次跌破千万"])
def test_a_first_since_a_year_is_no_stretch(extractor: Extractor, since: str) -> None:
    text = f"2022年中国出生人口956万人，{since}；中国死亡人口1041万人。"
    assert _start(extractor, text, "1041万人", "2023-01-18") == "2022-01-01"


def test_a_level_before_the_plague_names_no_year_for_a_month(extractor: Extractor) -> None:
    text = "2023年全年，香港访港旅客3400万人次，恢复至疫情前2018年的52%；单计12月，访港旅客有393万人次。"
    assert _start(extractor, text, "393万人次", "2024-02-01") == "2023-12-01"
