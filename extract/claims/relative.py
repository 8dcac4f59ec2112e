"""Clauses behind a figure that say which things it counts: 30个专门服务老人的社区食堂, 21家污染严重、长期亏损的工厂."""

from __future__ import annotations

from collections.abc import Sequence

from extract.mentions import metrics
from extract.model import Token

_ENDS = "，；：。,;"
_MOST = 24  # tokens of a clause


def relative_end(tokens: Sequence[Token], start: int) -> int | None:
    """Where the 的 stands that ends a clause with a predicate which begins at ``start`` and says which things are counted; None without one."""
    for at in range(start, min(len(tokens), start + _MOST)):
        if tokens[at].text in _ENDS:
            return None
        if tokens[at].text == "的":
            goes_on = at + 1 < len(tokens) and metrics.is_nominal(tokens[at + 1])
            alone = metrics.is_nominal(tokens[start]) and tokens[start + 1].flag[:1] not in "ail"  # 5家企业参加的…: not of what they did
            return at if goes_on and not alone and any(is_predicate(t) for t in tokens[start:at]) else None
    return None


def is_predicate(token: Token) -> bool:
    """Whether a token is a verb or an adjective that says something of what stands before it."""
    return token.flag in ("v", "a", "i", "l", "vd") and token.text not in metrics.nominal_verbs()
