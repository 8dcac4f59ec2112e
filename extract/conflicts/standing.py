"""Among whom a rank is held, and whether it is one of growth, read from the words before it in the claim's sentence.

第二 of the country is not 第二 of the province, and 增速第二 is not 总量第二. A rank whose field the sentence does not name is compared with none.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import regex

from extract.data import alternatives, read_table
from extract.mentions import places
from extract.text.normalize import normalize_text

_CLAUSE = regex.compile(r"[，,；;。：:！!？?\n（(]")
_FIELD_END = regex.compile(r"[^\p{Han}\p{L}\d]|[居列位排名跃升至到为是中的里内第之]|处于|保持|进入|蝉联")
_FROM_BELOW = regex.compile("倒数|[倒低少差]$")  # 倒数第二, 第七低 count from the other end
_FARTHEST = 12  # characters between the word for the field and the rank
_SHORT = 3  # characters before the word for the field in a clause that goes on from the one before


@cache
def _change_words() -> regex.Pattern[str]:
    rows = read_table("metrics/heads.tsv")
    return regex.compile(alternatives([row["head"] for row in rows if row["note"].startswith("change")]))


def standing_of(claim: Mapping[str, Any]) -> tuple[str, str] | None:
    """The field of a rank (全国, 全国高新区) and whether it ranks growth or level; None where the words do not tell the field."""
    evidence, value = claim["source"]["evidence"], claim["value"]
    if evidence["span"] is None or value["span"] is None or value["text"] is None:
        return None
    cut = value["span"][0] - evidence["span"][0]
    if not 0 <= cut <= len(evidence["text"]):
        return None
    before = normalize_text(evidence["text"][:cut]).text
    clauses = [part for part in _CLAUSE.split(before) if part.strip()]
    last = clauses[-1] if clauses else ""
    found = [place for place in places.find(last) if place.level != "foreign"]
    if not found or len(last) - found[-1].span[1] > _FARTHEST:
        return None
    field = found[-1]
    if (field.name or "") in _names(claim["city"]):  # 河南79.3万排第二: the ranked place itself
        return None
    rest = _FIELD_END.sub("", last[field.span[1] :])
    goes_on = field.span[0] <= _SHORT and len(clauses) > 1
    growth = _change_words().search(last) or (goes_on and _change_words().search(clauses[-2]))
    of = "growth" if growth else "level"
    written = normalize_text(value["text"]).text
    return f"{field.name or field.text}{_change_words().sub('', rest)}", f"{of} from below" if _FROM_BELOW.search(written) else of


def _names(city: Mapping[str, Any]) -> set[str]:
    return {city["name"], *(member["name"] for member in city["members"])}
