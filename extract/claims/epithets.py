"""Epithets that stand between a verb of comparison and the place that it compares with: 反超沿海地区的浙江省会杭州."""

from __future__ import annotations

from functools import cache

import regex

from extract.data.late import late_regex

_FURTHEST = 24  # characters before the place
_SITUATED = r"(?:(?:沿海|内陆|邻近|相邻|周边|[东中西南北]部|南方|北方|江南|华东|老牌|传统|同省|省内|国内|隔壁)(?:地区|城市|强市|大市|重镇)?的?){1,2}"
_CAPITAL = r"\p{Han}{2,3}省会(?:城市)?"
_OF_WHICH_CAPITAL = late_regex(r"省会(?:城市)?(?=\p{Han}{2})(?!城市|是|为|有|在|的|[经之地所和与])")


@cache
def _far(verbs: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?:{verbs})(?:了)?(?:{_CAPITAL}|{_SITUATED}(?:{_CAPITAL})?)\s?$")


def of_which_capital(text: str, end: int) -> bool:
    """Whether a name that ends there only says of what the place behind it is the capital: 浙江 of 浙江省会杭州."""
    return _OF_WHICH_CAPITAL.match(text, end, end + 8) is not None


def compared_far(text: str, start: int, verbs: str) -> bool:
    """Whether a verb of comparison, one of the pattern ``verbs``, stands before the epithets of the place that begins there."""
    return _far(verbs).search(text, max(0, start - _FURTHEST), start) is not None
