"""Every division of the table is found by its full name behind its parents, and by its name behind its city."""

from __future__ import annotations

import pytest

from extract.data import read_table
from extract.mentions import places

ROWS = {r["adcode"]: r for r in read_table("places/divisions.tsv") if r["adcode"]}
COUNTIES = [r for r in ROWS.values() if r["level"] == "county" and not r["adcode"].startswith(("71", "81", "82"))]
# What normalization makes of 乾 is another character; the short name is then too short a word.
NO_SHORT = {"220723"}


def _above(row: dict[str, str]) -> list[dict[str, str]]:
    found = []
    while row["parent"] in ROWS:
        row = ROWS[row["parent"]]
        found.insert(0, row)
    return found


def _missed(texts: dict[str, str]) -> list[str]:
    return [text for code, text in texts.items() if code not in {p.adcode for p in places.find(text)}]


@pytest.mark.slow
def test_counties_behind_all_divisions_above_them() -> None:
    texts = {r["adcode"]: "".join(a["name"] for a in _above(r)) + r["name"] + "工业增长5%" for r in COUNTIES}
    assert not _missed({code: text for code, text in texts.items() if "乾" not in text})


@pytest.mark.slow
def test_counties_behind_the_short_name_of_their_city() -> None:
    texts = {}
    for r in COUNTIES:
        above = _above(r)
        city = above[-1] if above else r
        texts[r["adcode"]] = (city["short"].split(";")[0] or city["name"]) + r["name"] + "工业增长5%"
    assert not _missed({code: text for code, text in texts.items() if "乾" not in text})


@pytest.mark.slow
def test_short_names_alone() -> None:
    texts = {r["adcode"]: r["short"].split(";")[0] + "工业增长5%" for r in COUNTIES if r["short"] and r["adcode"] not in NO_SHORT}
    assert not _missed(texts)
