"""What a figure measures by the rules of a user's configuration, which come before the readings of ``extract.claims.metric``."""

from __future__ import annotations

import regex

from extract.claims.frames import Frame
from extract.claims.metric import Choice
from extract.mentions.own_rules import VALUE, own
from extract.model import Metric, Sentence, Span


def read(text: str, sentence: Sentence, frame: Frame) -> Choice | None:
    """The metric that the first rule gives whose pattern fits the sentence around a quantity; None where none does."""
    rules = own("metric")
    if not rules:
        return None
    start, end = sentence.span
    (a, b), core = frame.quantity.span, frame.quantity.core
    for rule in rules:
        for left, right in dict.fromkeys(((a, b), core)):  # with the words that bound it, then without
            told = f"{text[start:left]}{VALUE}{text[right:end]}"
            for m in rule.matches(told):
                if m.start() <= left - start < m.end():
                    return Choice(_metric(text, rule.id, rule.rule.says["metric"], _named(m, start, (left, right))), 1.0)
    return None


def _named(m: regex.Match[str], start: int, value: Span) -> Span | None:
    """Where the words of the group ``metric`` stand in the text; None where the pattern has no such group or it took no part."""
    if not m.groupdict().get("metric"):
        return None
    gone = value[1] - value[0] - 1  # characters of the quantity that its sign does not have
    a, b = (start + at + (gone if start + at > value[0] else 0) for at in m.span("metric"))
    return a, b


def _metric(text: str, rule: str, name: str | None, span: Span | None) -> Metric:
    words = text[slice(*span)] if span else None
    return Metric(span, words, name or words or "", rule)
