"""Bodies abroad whose names do not tell their nation (聯儲局, 英倫銀行): they speak of it as 美國勞工部 does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from extract.data import alternatives, read_table
from extract.mentions import telling
from extract.model import PlaceMention, Span
from extract.text.spans import Spans

RULE = "place.body_abroad"
_ACTS = ("宣布", "宣称", "发布", "发表", "通报", "预期")  # of which other figures follow than what the body says; 预期 by itself is a noun too
_OWN_FIGURE = regex.compile(r"[^，,。；;：:！!？?\n]{0,40}?[\d一二三四五六七八九十百千万亿]")
_BESIDE = regex.compile(r"(?:[与和跟同及受因随被]|随[着著]|由于|针对|对于|围绕)$")
_CLAUSE_END = regex.compile(r"[，,。；;：:！!？?\n]")
_NO_BODY = regex.compile(r"[会开]?(?:主题|乐园|风格|建筑|式)")  # 白宫主题乐园


@cache
def _nations() -> dict[str, str]:
    return {name: row["place"] for row in read_table("lexicons/bodies_abroad.tsv") for name in row["names"].split(";")}


@cache
def _named() -> regex.Pattern[str]:
    return regex.compile(alternatives(list(_nations())))


@cache
def _tells() -> regex.Pattern[str]:
    """What makes a body tell of its nation in the clauses that follow: a verb of saying in its clause, and no act that is over (降息后)."""
    verbs = alternatives([v for v in telling.verbs() if len(v) > 1 and v not in _ACTS])
    says = rf"(?:{verbs}|(?<!符合|超出|超过|高于|低于|不及|好于|合乎|出乎|差于)预期|[称说指](?=[，,：:])|料)"
    return regex.compile(rf"(?![^，,。；;\n]{{1,30}}[后後](?=[，,。；;\n]))[^，,。；;\n息]{{0,16}}?{says}")


def tells(text: str, end: int) -> bool:
    """Whether the body that a mention ends with goes on to tell of its nation."""
    return _tells().match(text, end) is not None


def only_within(text: str, span: Span) -> int | None:
    """Where the clause ends that alone speaks of a body's nation, as the body only acts there (美联储降息25个基点，); else None."""
    if _named().fullmatch(text, *span) is None or tells(text, span[1]):
        return None
    end = _CLAUSE_END.search(text, span[1])
    return end.start() if end is not None else len(text)


def found(text: str, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Where a text names such a body, as mentions of its nation; none where the nation stands right before it or in it."""
    taken = Spans(mentions, lambda m: (m.span[0], m.span[1] + 1))
    return [
        PlaceMention(m.span(), m.group(), _nations()[m.group()], None, "foreign", RULE)
        for m in _named().finditer(text)
        if not taken.touching(m.span())
        and not _BESIDE.search(text, max(0, m.start() - 2), m.start())
        and not _NO_BODY.match(text, m.end())
        and (tells(text, m.end()) or _OWN_FIGURE.match(text, m.end()))
    ]
