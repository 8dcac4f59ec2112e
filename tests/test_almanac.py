"""Lunar dates, solar terms, festivals and public holidays against days that almanacs and notices give."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import regex

from extract.data import read_table
from extract.mentions import date_almanac as almanac
from extract.mentions.date_rules import RULES
from extract.mentions.rule_index import Index
from extract.text.normalize import normalize_text

CORPUS = Path(__file__).parent.parent / "corpus"


@pytest.mark.parametrize(
    ("year", "new_year"),
    [(1912, "1912-02-18"), (1949, "1949-01-29"), (1985, "1985-02-20"), (2000, "2000-02-05"), (2024, "2024-02-10"), (2033, "2033-01-31")],
)
def test_the_lunar_year_begins_when_almanacs_say(year: int, new_year: str) -> None:
    found = almanac.lunar_day(year, 1, 1)
    assert found is not None
    assert found.start.isoformat() == new_year


def test_leap_months_and_months_of_29_days() -> None:
    assert almanac.lunar_month(2025, 6, leap=True) is not None
    assert almanac.lunar_month(2024, 6, leap=True) is None
    assert almanac.lunar_day(2021, 4, 30) is None
    assert almanac.lunar_month_at(dt.date(2025, 8, 1)) == (2025, 6, True)


@pytest.mark.parametrize(("word", "near", "year"), [("甲辰", 2025, 2024), ("甲子", 1990, 1984), ("辛亥", 1920, 1911), ("甲丑", 2000, None)])
def test_years_of_the_cycle_of_sixty(word: str, near: int, year: int | None) -> None:
    assert almanac.sexagenary(word, near) == year


@pytest.mark.parametrize(("name", "day"), [("清明", "2024-04-04"), ("冬至", "2024-12-21"), ("小寒", "2024-01-06"), ("大雪", "2024-12-06")])
def test_solar_terms(name: str, day: str) -> None:
    found = almanac.solar_term(name, 2024)
    assert found is not None
    assert found.start.isoformat() == day


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("中秋", "2024-09-17"),
        ("除夕", "2024-02-09"),
        ("母亲节", "2024-05-12"),
        ("感恩节", "2024-11-28"),
        ("复活节", "2024-03-31"),
        ("国庆", "2024-10-01"),
    ],
)
def test_festivals(word: str, day: str) -> None:
    found = almanac.festivals()[word][0].on(2024)
    assert found is not None
    assert found.start.isoformat() == day


def test_taiwan_has_days_of_its_own() -> None:
    national = almanac.festivals()["国庆"][0]
    assert str(national.on(2024, taiwan=True).start) == "2024-10-10"  # type: ignore[union-attr]
    spring = almanac.festivals()["春节"][0]
    assert str(spring.holiday(2026, taiwan=True).start) == "2026-02-14"  # type: ignore[union-attr]
    assert spring.holiday(2050) is None


def test_holidays_hold_their_festival_or_stand_beside_it() -> None:
    """Every stretch is in order and lies within a week of the day that it is for."""
    names = {r["name"]: r["words"].split(";")[0] for r in reversed(read_table("lexicons/festivals.tsv"))}
    for row in read_table("lexicons/public_holidays.tsv"):
        first, last = dt.date.fromisoformat(row["first"]), dt.date.fromisoformat(row["last"])
        assert dt.timedelta(0) <= last - first <= dt.timedelta(days=10), row
        festival = almanac.festivals()[names[row["holiday"]]][0]
        day = festival.on(int(row["year"]), taiwan=row["place"] == "taiwan")
        assert day is not None
        assert first - dt.timedelta(days=7) <= day.start <= last + dt.timedelta(days=7), row


def test_the_travel_rush_lasts_forty_days() -> None:
    found = almanac.travel_rush(2025)
    assert found is not None
    assert (str(found.start), (found.end - found.start).days + 1) == ("2025-01-14", 40)


def test_one_pass_finds_what_each_rule_finds_by_itself() -> None:
    """The index leaves out no match of a rule but those that begin inside a number."""
    texts = [example.text for rule in RULES.all for example in rule.yes]
    texts += [normalize_text(path.read_bytes().decode("utf-8", "replace")).text for path in sorted(CORPUS.glob("*.txt"))]
    index = Index(RULES.all)
    inside = regex.compile(r"(?<=[\d.])\d")
    for text in texts:
        found = {(order, m.span()) for order, _, m in index.matches(text)}
        for order, rule in enumerate(RULES.all):
            for m in rule.pattern.finditer(text):
                assert (order, m.span()) in found or inside.match(text, m.start()), f"{rule.id}: {m.group()}"
