"""The rules for budget, business and school years: 2023/24财年, 2024学年, 上一个财政年度."""

from __future__ import annotations

from functools import cache

import regex

from extract.data import alternatives, read_table
from extract.mentions import calendar as cal
from extract.mentions.calendar import Interval
from extract.mentions.date_reading import Context, Draft, Reading, known
from extract.mentions.date_years import RANGE, YEAR4, number
from extract.mentions.rules import Rules, yes

FISCAL: Rules[Draft] = Rules()

_DIGITS = "〇零○一二三四五六七八九"  # 二〇二三／二四学年, as papers of Hong Kong and Macao write it
_NEAR = 60  # characters before a fiscal year in which the words stand that tell whose it is


@cache
def _fiscal_years() -> tuple[regex.Pattern[str], dict[str, tuple[int, bool]]]:
    """Words for whose year it is (the last one in a text is found), its first month, and whether it is named by the year of its end."""
    rows = {w: (int(r["first"]), r["named_by"] == "end") for r in read_table("lexicons/fiscal_years.tsv") for w in r["words"].split(";")}
    return regex.compile(rf"(?r){alternatives(list(rows))}"), rows


def _fiscal_year(m: regex.Match[str], first: int, *, alone: bool) -> Interval | None:
    """The fiscal year of the place named last before it; ``alone`` where one calendar year names it, which then is its own elsewhere."""
    words, rows = _fiscal_years()
    named = words.search(m.string, max(0, m.start() - _NEAR), m.start())
    if named is None:
        return cal.year(first) if alone else None
    month, by_end = rows[named.group()]
    return cal.run_of_months(first - (alone and by_end), month, 12)


@FISCAL.rule(
    "date.fiscal",
    rf"(?P<first>{YEAR4}|(?<![\d/.-])[0-4]\d(?=[/-]\d\d[财学]))(?:(?:\s?年?{RANGE}|[/／])(?P<last>{YEAR4}|\d\d|[{_DIGITS}]{{2}}))?\s?年?(?P<kind>财年|财政年度|会计年度|学年度?)",
    yes=[
        yes("2024财年营收", "2024财年", start="2024-01-01", end="2024-12-31", precision="year"),
        yes("2024-25财政年度，", "2024-25财政年度", start="2024-04-01", end="2025-03-31", precision="year"),
        yes("2023/24财年，", "2023/24财年", start=None, end=None, precision="year"),
        yes("香港2023/24财年盈余", "2023/24财年", start="2023-04-01", end="2024-03-31", precision="year"),
        yes("澳大利亚2022-2023财年出口", "2022-2023财年", start="2022-07-01", end="2023-06-30"),
        yes("印度2024财年增长", "2024财年", start="2023-04-01", end="2024-03-31"),
        yes("美国2024财年赤字", "2024财年", start="2023-10-01", end="2024-09-30"),
        yes("23-24财政年度收入", "23-24财政年度", start="2023-04-01", end="2024-03-31"),
        yes("23/24学年在校生", "23/24学年", start="2023-09-01", end="2024-08-31"),
        yes("2023—2024学年在校生", "2023—2024学年", start="2023-09-01", end="2024-08-31"),
        yes("二〇二三／二四学年，", "二〇二三／二四学年", start="2023-09-01", end="2024-08-31"),
        yes("二零二三至二四财政年度，", "二零二三至二四财政年度", start="2023-04-01", end="2024-03-31"),
        yes("2023学年度，", "2023学年度", start="2023-09-01", end="2024-08-31"),
    ],
    no=["2023-20财年", "学年论文", "2-24财年"],
)
def fiscal(m: regex.Match[str]) -> Draft | None:
    """A budget year, the calendar year as the mainland has it, or April to March where two are named; a school year from September to August.

    A business year (财年) is that of the place or company named before it (fiscal_years.tsv); else one of two calendar years is unknown.
    """
    first = number(m["first"])
    first += 2000 if first < 100 else 0  # 24/25财年
    last = number(m["last"]) if m["last"] else None
    if last is not None and last < 100:
        last += first // 100 * 100
    if last is not None and last != first + 1:
        return None
    if "学" in m["kind"]:
        found = cal.run_of_months(first, 9, 12)
    elif last is None or m["kind"] == "财年":
        found = _fiscal_year(m, first, alone=last is None)
    else:
        found = cal.run_of_months(first, 4, 12)
    return Draft(known(found._replace(precision="year") if found else None, "year"), names_year=True)


@FISCAL.rule(
    "date.fiscal-near",
    r"(?:(?P<last>上)|(?P<next>下)|本)(?:一个?|个)?(?:财政|会计|财)年度?",
    yes=[
        yes("香港上一个财政年度赤字，", "上一个财政年度", reference="2024-12-30", start="2023-04-01", end="2024-03-31"),
        yes("上财年，美国赤字", "上财年", reference="2024-12-30", start="2023-10-01", end="2024-09-30"),
        yes("印度本财年增长", "本财年", reference="2024-12-30", start="2024-04-01", end="2025-03-31"),
        yes("公司上一财年营收", "上一财年", reference="2024-12-30", start=None, end=None),
    ],
    no=["财年", "财政年度"],
)
def fiscal_near(m: regex.Match[str]) -> Draft:
    """The budget year before, behind or of the day of publication, of the country named beside it; of an unknown one else."""
    words, rows = _fiscal_years()
    named = words.search(m.string, max(0, m.start() - _NEAR), m.start()) or words.search(m.string, m.end(), m.end() + _NEAR)

    def read(context: Context) -> Reading:
        if named is None or context.reference is None:
            return Reading(None, "year", "publication")
        month = rows[named.group()][0]
        first = context.reference.year - (context.reference.month < month) - bool(m["last"]) + bool(m["next"])
        found = cal.run_of_months(first, month, 12)
        return Reading(found._replace(precision="year") if found else None, "year", "publication")

    return Draft(read)
