"""What a date is the date of in its own clause."""

from __future__ import annotations

import datetime as dt

import pytest

from extract.claims import date_clauses
from extract.mentions import dates, quantities


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1979年才建市，面积2000平方公里。", "founding"),
        ("该馆2016年落成，藏品3万件。", "founding"),
        ("2023年，全市人口500万人。", "scene"),
        ("2023年全市人口500万人。", "figure"),
        ("今年首场展会来客3万人。", "counted"),
        ("2024年第三次会议有200人出席。", "counted"),
        ("2024年第三季度产值30亿元。", "figure"),
        ("5月20日公布的数据说，全市人口500万人。", "announced"),
        ("2022年签署协议，投资30亿元。", "announced"),
        ("2022年他来过这座城市，那里有500万人。", "event"),
    ],
)
def test_what_the_clause_of_a_date_tells_of(text: str, kind: str) -> None:
    (date, *_) = dates.find(text, dt.date(2025, 3, 31), query=False)
    starts = [q.core[0] for q in quantities.find(text, [date.span])]
    assert date_clauses.kind(text, date, len(text), starts) == kind


def test_verbs_are_of_one_kind_each() -> None:
    founding, announced = (date_clauses._verbs()[kind].pattern.split("|") for kind in ("founding", "announced"))
    assert not set(founding) & set(announced)
