"""The rules for terms of office: 马英九任内, 她刚上任时."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import NamedTuple

import regex

from extract.data import alternatives, read_table
from extract.data.late import late_regex
from extract.mentions import calendar as cal
from extract.mentions.calendar import Interval
from extract.mentions.date_reading import Context, Draft, Reading, group
from extract.mentions.rules import Rules, yes

TERMS: Rules[Draft] = Rules()

_BACK = 2000  # characters that are looked through for who speaks
_OFFICE = late_regex(r"(?r)总统|特首|行政长官|市长|县长|省长|州长|院长|部长|局长|首相|总理|董事长|议员|主委")
_TITLE = r"(?:[前现]任?|时任)?(?:总统|特首|行政长官|市长|先生|女士)?的?"
_BEGINS = r"(?:刚刚?|初|甫)(?:上任|就任|接任|就职)(?:的?时候?|之初|的?那一?年|，|当年)|(?:上任|就任|接任|就职)(?:之初|的?那一?年|当年)"


class _Term(NamedTuple):
    office: str
    since: dt.date
    until: dt.date | None


@cache
def _terms() -> dict[str, list[_Term]]:
    """Terms by the names of who held them, in order."""
    found: dict[str, list[_Term]] = {}
    for row in read_table("lexicons/terms_of_office.tsv"):
        until = dt.date.fromisoformat(row["until"]) if row["until"] else None
        for name in row["names"].split(";"):
            found.setdefault(name, []).append(_Term(row["office"], dt.date.fromisoformat(row["since"]), until))
    return {name: sorted(terms, key=lambda term: term.since) for name, terms in found.items()}


@cache
def _anyone() -> regex.Pattern[str]:
    return regex.compile(rf"(?r){alternatives(list(_terms()))}")


def _term(name: str, office: str, reference: dt.date | None) -> _Term | None:
    """The last term of a person that has begun at the article's day; the only one where that is unknown."""
    terms = [t for t in _terms()[name] if t.office == office or not office]
    if reference is None:
        return terms[0] if len(terms) == 1 else None
    begun = [t for t in terms if t.since <= reference]
    return begun[-1] if begun else None


def _office(title: str) -> str:
    named = _OFFICE.search(title)
    return "" if named is None else {"行政长官": "特首"}.get(named.group(), named.group())


@TERMS.rule(
    "date.term",
    rf"(?P<name>{alternatives(list(_terms()))})(?P<title>{_TITLE})"
    rf"(?:(?:[一二两三四五六七八九十\d]{{1,2}}年)?任期?内(?!阁|政|务|部)|(?:执政|主政|当政)(?:期间|时期|[一二三四五六七八九十\d]{{1,2}}年(?:[间来]|期间)?|以来)|(?P<begins>{_BEGINS}))",
    yes=[
        yes("马英九前总统任内平均", "马英九前总统任内", start="2008-01-01", end="2016-12-31", precision="years"),
        yes("拜登任内新增就业", "拜登任内", reference="2024-06-01", start="2021-01-01", end="2024-06-01"),
        yes("柯文哲刚上任时，负债", "柯文哲刚上任时", reference="2021-03-01", start="2014-01-01", end="2014-12-31", precision="year"),
    ],
    no=["马英九任内政部长", "马英九上任"],
)
def of_a_person(m: regex.Match[str]) -> Draft:
    """The years of a term of office, or that in which it began; of several the last that has begun."""

    def read(context: Context) -> Reading | None:
        term = _term(m["name"], _office(m["title"]), context.reference)
        if term is None:
            return None
        if group(m, "begins"):
            return Reading(cal.year(term.since.year), "year", "explicit")
        over = term.until is not None and (context.reference is None or term.until <= context.reference)
        end = dt.date(term.until.year, 12, 31) if over and term.until else context.reference
        found = Interval(dt.date(term.since.year, 1, 1), end, "years") if end else None
        return Reading(found, "years", "explicit")

    return Draft(read)


@TERMS.rule(
    "date.term.begun",
    rf"(?:[她他我]|(?<=[，,。；：:、「“\s\n]|^)(?:总统|特首|市长|自己|本人)?)(?:在)?(?:{_BEGINS}|刚(?:开始)?[当做]总统(?:的?时候?|之初))",
    yes=[
        yes("蔡英文总统表示，她刚上任时，预算50亿", "她刚上任时", reference="2019-11-02", start="2016-01-01", end="2016-12-31", precision="year"),
        yes("黄伟哲市长说，上任之初，全市", "上任之初", reference="2021-11-02", start="2018-01-01", grounding="coreference"),
    ],
    no=["黄伟哲市长说，局长刚上任时", "他刚上任时，预算50亿"],
)
def begun(m: regex.Match[str]) -> Draft | None:
    """The year in which who is spoken of took office, if the text names a holder of that office."""
    back = max(0, m.start() - _BACK)
    office = _OFFICE.search(m.string, back, m.end())
    if office is None:
        return None
    named = {"行政长官": "特首"}.get(office.group(), office.group())

    def read(context: Context) -> Reading | None:
        if context.reference is None:
            return None
        for who in _anyone().finditer(m.string, back, m.start()):
            term = _term(who.group(), named, context.reference)
            if term is not None and (term.until is None or term.until > context.reference):
                return Reading(cal.year(term.since.year), "year", "coreference")
        return None

    return Draft(read)
