"""The times that a change goes between, for one behind it without dates: 由10月的3万人增至11月的4万人；同期的职位由5万增至6万，增加1万."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from extract.claims.period_candidates import Choice
from extract.claims.record import Decision, Linked
from extract.model import DateMention


def told_again(decisions: list[Decision], dates: Sequence[DateMention]) -> list[Decision]:
    """Decisions in which a change without dates of its own has the times of the one before it, in its sentence or the one before."""
    found = list(decisions)
    at = {d.frame.index: n for n, d in enumerate(decisions)}
    starts = [m.span[0] for m in dates]
    last: tuple[int, int] | None = None  # the ends of the last change between two times
    for n, decision in enumerate(decisions):
        end = at.get(decision.frame.index + 1)
        if not decision.frame.sets_out or decision.frame.revised or end is None:
            continue
        if last is not None and _undated(decision, decisions[end], dates, starts) and _goes_on(found[last[0]], decision, dates):
            _give(found, n, found[last[0]])
            _give(found, end, found[last[1]])
            behind = at.get(decision.frame.index + 2)
            if behind is not None and _by_how_much(decisions[end], decisions[behind], dates, starts):
                _give(found, behind, found[last[1]])
        one, other = found[n].linked, found[end].linked
        if one is not None and other is not None and None not in (one.period.key, other.period.key) and one.period.key != other.period.key:
            last = (n, end)
    return found


def _goes_on(before: Decision, decision: Decision, dates: Sequence[DateMention]) -> bool:
    one, other = before.linked, decision.linked
    if one is None or other is None or one.subject.key != other.subject.key:
        return False
    here = decision.frame.sentence
    same = any(m.text == "同期" and m.span[1] <= decision.frame.quantity.span[0] and other.sentence.span[0] <= m.span[0] for m in dates)
    return one.sentence.paragraph == other.sentence.paragraph and (before.frame.sentence == here or (same and before.frame.sentence + 1 == here))


def _dated_between(start: int, end: int, dates: Sequence[DateMention], starts: Sequence[int]) -> bool:
    """Whether a date that says when stands between two places of the text; 同期 says it is the time before."""
    return any(m.text != "同期" for m in dates[bisect_left(starts, start) : bisect_left(starts, end)])


def _undated(first: Decision, last: Decision, dates: Sequence[DateMention], starts: Sequence[int]) -> bool:
    return not _dated_between(first.frame.left[0], last.frame.quantity.span[0], dates, starts)


def _by_how_much(end: Decision, behind: Decision, dates: Sequence[DateMention], starts: Sequence[int]) -> bool:
    """Whether a figure tells by how much it changed, right behind the two ends."""
    if behind.frame.sentence != end.frame.sentence or behind.frame.quantity.kind != "growth" or behind.linked is None:
        return False
    return not _dated_between(end.frame.quantity.span[1], behind.frame.quantity.span[0], dates, starts)


def _give(found: list[Decision], n: int, of: Decision) -> None:
    linked, source = found[n].linked, of.linked
    if linked is not None and source is not None:
        period = _of(linked, source)
        found[n] = replace(found[n], period=period, linked=replace(linked, period=period))


def _of(linked: Linked, source: Linked) -> Choice:
    p = source.period
    return Choice(p.key, p.precision, linked.period.probability, linked.period.margin, p.mention, "inherited")
