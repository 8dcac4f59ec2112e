"""How claims are chosen, ordered, put into series and rankings, and how periods and figures are written."""

from __future__ import annotations

from typing import Any

import pytest

from extract import Extractor
from extract.analysis.choosing import Wanted
from extract.analysis.ordering import ordered
from extract.analysis.overview import gathered
from extract.analysis.periods import days, given
from extract.analysis.rankings import rankings_of
from extract.analysis.scales import figure, middle, short, unit_name, value_text
from extract.analysis.series import series_of

TEXTS = {
    "a": (
        "2024-02-01",
        "2023年，合肥市地区生产总值为12673.8亿元，比上年增长5.8%，居全省第1位。芜湖市地区生产总值4741亿元。蚌埠市地区生产总值2116亿元。",
    ),
    "b": ("2025-02-01", "2024年，合肥市地区生产总值达到13507.7亿元，常住人口1000.2万人。芜湖市GDP突破5000亿元。"),
    "c": ("2025-02-01", "2024年上半年，合肥市地区生产总值6300亿元。到2027年，合肥市地区生产总值力争达到1.7万亿元。"),
    "d": ("2025-02-01", "2022年，合肥市地区生产总值为11500亿元至12000亿元之间。2021年，合肥市常住人口946.5万。"),
}


@pytest.fixture(scope="module")
def claims(extractor: Extractor) -> list[dict[str, Any]]:
    return [
        claim.model_dump(mode="json")
        for id, (published, text) in TEXTS.items()
        for claim in extractor(text, id=id, published=published, publisher=f"{id}社" if id != "a" else "安徽日報").claims
    ]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2024-01-01", "2024-12-31", "2024"), ("2024-05-01", "2024-05-31", "2024-05"), ("2024-02-01", "2024-02-28", "2024-02-01 to 2024-02-28"),
        ("2024-02-01", "2024-02-29", "2024-02"), ("2024-01-01", "2024-06-30", "2024-01 to 2024-06"), ("2024-05-01", "2024-05-01", "2024-05-01"),
        ("2021-01-01", "2025-12-31", "2021 to 2025"), ("2024-01-03", "2024-02-05", "2024-01-03 to 2024-02-05"),
    ],
)  # fmt: skip
def test_periods_are_as_short_as_can_be(start: str, end: str, said: str) -> None:
    assert days(start, end) == said


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("2024", "2024-01-01", "2024-12-31"), ("2024-2", "2024-02-01", "2024-02-29"), ("2024-05-07", "2024-05-07", "2024-05-07")],
)
def test_periods_as_people_give_them(text: str, first: str, last: str) -> None:
    assert given(text) == (first, last)


@pytest.mark.parametrize("text", ["", "24", "2024-13", "2024-02-30", "2024/05", "May 2024", "20245"])
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match=r"write it as 2024|no day of the calendar"):
        given(text)


@pytest.mark.parametrize(
    ("number", "unit", "said"),
    [
        (1267380000000, "CNY", "1.26738万亿元"), (4.741e11, "CNY", "4,741亿元"), (10002000, "人", "1,000.2万人"), (5.8, "%", "5.8%"),
        (-0.5, "pp", "-0.5个百分点"), (37, "家", "37家"), (123, None, "123"), (99999, "USD", "9.9999万美元"),
        (1e5, "TWD", "10万新台币元"), (0, "人", "0人"),
    ],
)  # fmt: skip
def test_figures_are_written_as_chinese_readers_write_them(number: float, unit: str | None, said: str) -> None:
    assert figure(number, unit) == said


def test_names_of_units_and_numbers_without_exponent() -> None:
    assert [unit_name(unit) for unit in ("CNY", "HKD", "GBP", "吨", None)] == ["元", "港元", "英镑", "吨", ""]
    assert short(1e22) == "10,000,000,000,000,000,000,000"
    assert short(0.0000004) == "0"


def test_values_are_told_with_their_bounds(claims: list[dict[str, Any]]) -> None:
    told = {claim["value"]["text"]: value_text(claim["value"]) for claim in claims}
    assert told["12673.8亿元"] == "1.26738万亿元"
    assert told["5.8%"] == "+5.8%"
    assert told["第1位"] == "第1"
    assert told["突破5000亿元"] == ">5,000亿元"
    (ranged,) = (claim["value"] for claim in claims if claim["value"]["bound"] == "range")
    assert value_text(ranged) == "1.15万亿元~1.2万亿元"
    assert middle(ranged) == 1.175e12


def chosen(claims: list[dict[str, Any]], **wanted: Any) -> list[str]:
    choice = Wanted(**wanted).choice()
    return [claim["value"]["text"] for claim in claims if choice(claim)]


def test_claims_are_chosen_by_what_people_call_things(claims: list[dict[str, Any]]) -> None:
    assert Wanted().everything
    assert len(chosen(claims)) == len(claims)
    gdp = ["突破5000亿元", "4741亿元"]
    for city in ("芜湖", "芜湖市", "蕪湖市", "340200"):
        for metric in ("GDP", "gdp", "地区生产总值", "地區生產總值", "Gross Domestic Product"):
            assert sorted(chosen(claims, cities=[city], metrics=[metric])) == sorted(gdp)
    assert chosen(claims, cities=["芜湖", "蚌埠"], start="2024-01-01") == ["突破5000亿元"]
    assert chosen(claims, metrics=["gdp"], statuses=["target"]) == ["1.7万亿元"]
    assert chosen(claims, kinds=["rank"]) == ["第1位"]
    assert chosen(claims, cities=["合肥"], start="2024-01-01", end="2024-06-30") == ["6300亿元"]
    assert set(chosen(claims, sources=["安徽日报"])) == set(chosen(claims, sources=["安徽日報"])) != set()
    assert chosen(claims, min_confidence=1.01) == []
    assert Wanted(cities=["芜湖"], start="2024-01-01", min_confidence=0.5).told() == "芜湖, from 2024-01-01, confidence from 0.5"


def test_claims_are_ordered_and_those_without_a_key_come_last(claims: list[dict[str, Any]]) -> None:
    values = [middle(claim["value"]) for claim in ordered(claims, "value", descending=True)]
    numbers = [value for value in values if value is not None]
    assert numbers == sorted(numbers, reverse=True)
    starts = [claim["date"] and claim["date"]["start"] for claim in ordered([{**claims[0], "date": None}, *claims], "date")]
    assert starts[-1] is None
    assert starts[:-1] == sorted(starts[:-1])
    assert len(list(ordered(claims, "confidence", limit=3))) == 3
    assert sorted(claim["id"] for claim in ordered(claims, "city")) == sorted(claim["id"] for claim in claims)


def test_series_hold_only_what_can_be_compared(claims: list[dict[str, Any]]) -> None:
    series = {(s.place, s.metric, s.key.kind, s.key.length, s.key.status): s for s in series_of(claims)}
    gdp = series["合肥市", "地区生产总值", "amount", "year", "actual"]
    assert [(point.at.year, point.number, point.exact) for point in gdp.points] == [
        (2022, 1.175e12, False), (2023, 1.26738e12, True), (2024, 1.35077e12, True),
    ]  # fmt: skip
    assert len(series["合肥市", "地区生产总值", "amount", "half", "actual"].points) == 1
    assert len(series["合肥市", "地区生产总值", "amount", "year", "target"].points) == 1
    people = series["合肥市", "常住人口", "amount", "year", "actual"]  # 946.5万 without a unit is in 人
    assert [point.number for point in people.points] == [9465000, 10002000]


def test_rankings_are_of_places_of_one_level_and_period(claims: list[dict[str, Any]]) -> None:
    (ranking,) = rankings_of(claims)
    assert [point.claim["city"]["name"] for point in ranking.points] == ["合肥市", "芜湖市", "蚌埠市"]
    assert (ranking.metric, ranking.level, ranking.start, ranking.end) == ("地区生产总值", "city", "2023-01-01", "2023-12-31")
    assert len(rankings_of(claims, least=2)) == 2
    doubled = [*claims, {**claims[0], "id": "0", "confidence": 0.01, "value": {**claims[0]["value"], "number": 1}}]
    assert rankings_of(doubled)[0].points[0].number == 1.26738e12  # the surest figure of a place counts


def test_an_overview_counts_what_the_claims_hold(claims: list[dict[str, Any]]) -> None:
    with gathered(claims) as overview:
        assert overview.total() == len(claims)
        assert sum(n for _, n in overview.counts("kind")) == len(claims)
        assert sum(n for _, n in overview.confidences()) == len(claims)
        assert overview.different("place") == len({claim["city"]["name"] for claim in claims})
        assert overview.days() == ("2021-01-01", "2027-12-31")
        crossed = overview.crossed(2, 1)
        assert crossed.places == ("合肥市", "芜湖市")
        assert crossed.metrics == ("地区生产总值",)
        assert crossed.counts["芜湖市", "地区生产总值"] == 2
        assert [s.key for s in overview.series(9)] == [s.key for s in series_of(claims) if s.days > 1]
        assert [r.key for r in overview.rankings(9)] == [r.key for r in rankings_of(claims)]
        assert [claim["confidence"] for claim in overview.doubtful(2)] == sorted(claim["confidence"] for claim in claims)[:2]
        assert set(overview.by_id([claims[0]["id"], "none"])) == {claims[0]["id"]}
        with pytest.raises(ValueError, match="1; DROP"):
            overview.counts("1; DROP")
