"""What those who compare places speak of, and the metrics that one word names right before its figure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import regex

from extract.claims.frames import Frame
from extract.claims.words import Words
from extract.data import alternatives, read_table
from extract.data.late import late_regex
from extract.model import Metric

_OWN_WORD = late_regex(
    r"(?:(?P<people>(?:常住|户籍)(?:人口)?)(?:这边|这块|那边)?|(?:经济)?(?P<sum>总量|体量|盘子))(?:就|也|还|又|却|则|已经?|倒|更|一共|大概){0,2}(?:只有?|仅有?|才|有|是|为|达到?|到了?|挂着|剩下?|停在|守着)?"
    r"(?:约|近|将近|接近|超过?|突破|逾|不到|不足|快要?到?){0,2}(?:了|着)?\s?$"
)
_OF_ECONOMY = late_regex("经济总量|GDP|生产总值|万亿(?:俱乐部|城市|之城)")
_SUM_OF_WHAT = late_regex(r"(?<=\p{Han})(?<!经济)(?:总量|体量|盘子)")
_SUM_LEAST, _LONGEST_PLACE, _NEAR = 1_000_000_000, 9, 60


@cache
def topics() -> tuple[regex.Pattern[str], Mapping[str, tuple[str, str]]]:
    """What is spoken of, as one pattern, and the sort and name of each."""
    rows = {r["word"]: (r["sort"], r["name"] or "") for r in read_table("lexicons/topics_of_places.tsv")}
    return regex.compile(alternatives(list(rows))), rows


def named(words: Words, frame: Frame) -> Metric | None:
    """A metric that one word names right before its figure: 甲市户籍990万，常住只有850万; 总量5309亿 where economies are compared."""
    q, at = frame.quantity, frame.quantity.span[0]
    if q.number is None or q.kind not in ("number", "amount"):
        return None
    m = _OWN_WORD.search(words.text, frame.left[0], at)
    if m is None or words.besides_places((frame.left[0], m.start())).strip("，,、；;。：: 但可而其中今现在年末底全省市县区州国"):
        return None
    if m["people"] and q.unit in (None, "人") and "万" in q.text and "亿" not in q.text:
        return Metric(m.span("people"), m["people"], m["people"], "metric.before")
    money = q.unit == "CNY" or (q.unit is None and "亿" in q.text)
    if m["sum"] and money and abs(q.number) >= _SUM_LEAST and _spoken_of_economy(words, m.start()):
        return Metric(m.span("sum"), m["sum"], "经济总量", "metric.before.completed")
    return None


def _spoken_of_economy(words: Words, at: int) -> bool:
    """Whether a text told of economies before, or of no other sums shortly before."""
    pattern, rows = topics()
    for m in _SUM_OF_WHAT.finditer(words.text, max(0, at - _NEAR), at):
        place = words.place_within((max(0, m.start() - _LONGEST_PLACE), m.start()))
        if place is None or place[1] != m.start():
            return False  # 社会融资总量30万亿元，甲省总量3万亿元
    others = any(rows[m.group()][0] == "other" for m in pattern.finditer(words.text, max(0, at - _NEAR), at))
    return not others or _OF_ECONOMY.search(words.text, 0, at) is not None
