"""Two names that a model took for one: two universities, two teams, a body and another that it founds, uses or meets."""

from __future__ import annotations

import regex

from extract.mentions import gazetteer
from extract.mentions.ner.features import ambiguous, organizations
from extract.mentions.ner.nouns import is_organization, verbs
from extract.model import Span

_GAME = regex.compile("(?<=.队)(?:战胜|击败|大胜|险胜|力克|逆转|不敌|负于|战平|迎战|对阵|对战|[胜负平对克])(?=.+队$)")
_PEERS = ("university", "media")  # 清华北大: two
_SHORTEST = 2


def pair(words: str) -> tuple[Span, Span] | None:
    """Where the two names stand that words taken for one hold, or None where they hold one."""
    whole = len(words)
    halves = next((n for n in range(2, whole - 1) if _peers(words[:n], words[n:])), 0)
    if halves:  # 清华北大
        return (0, halves), (halves, whole)
    game = _GAME.search(words)
    if game is not None:  # 中国队胜日本队
        return (0, game.start()), (game.end(), whole)
    for at in range(_SHORTEST, whole - 2 * _SHORTEST):  # 浙江大学成立国际联合学院, 台南市结合教育局
        verb = verbs().match(words, at)
        if verb is None or verb.end() - at < _SHORTEST or not is_organization(words[verb.end() :]):
            continue
        head = words[:at]
        if (head in organizations() and head not in ambiguous()) or gazetteer.surface(head):
            return (0, at), (verb.end(), whole)
    return None


def _peers(first: str, second: str) -> bool:
    """Whether words are two listed organizations side by side (清华|北大)."""
    kind = organizations().get(first)
    return kind in _PEERS and organizations().get(second) == kind


__all__ = ["pair"]
