"""Dates that stay open up to now by the words behind them (自2018年起, 自2002年颁布规则以来, 8月23日开跑后), and what closes them."""

from __future__ import annotations

import regex

from extract.mentions.calendar import Interval
from extract.mentions.date_reading import HOURS, NO_START
from extract.model import Span

TO = regex.compile(
    rf"(?:起|{HOURS})?(?:[\d零〇一二三四五六七八九十]{{1,3}}(?:[时点]|:\d\d)(?:\d{{1,2}}分|整|半)?)?\s?(?:至|到|[-－–—−~～]{{1,2}})\s?"
)
_FROM = regex.compile(r"(?:自从?|从|打)\s?$")
_OPEN_TO_NOW = regex.compile(
    rf"\s?(?:开始|起)(?![{NO_START}])(?!\s?(?:至|到|[-—–~]))"
    r"|[^，。；：！？、\n\d自从到至]{0,20}?(?:以来|至今(?!年)|迄今|算起)"
)
# 5月13日联赛开赛以来，; not: 5月1日有史以来最高, 8日公布的今年以来
_SINCE_AN_EVENT = regex.compile(
    r"(?:(?![年月日天周的])[“”\p{Han}]){2,14}?(?<!有史|历史|长期|一直|记录|纪录|统计|资料)以来(?=[，,\p{Han}])(?![的最又再首])"
)
# 2016年3月成立以来: of a date with its year only since what it began, for much is told of since a year's crisis
_SINCE_ITS_START = regex.compile(
    r"[“”\p{Han}]{0,8}?(?:成立|设立|创立|创办|创建|组建|建成|建立|挂牌|揭牌|启动|启用|投用|投产|投运|运营|运行|营业|开业|开馆|开园|开通|通车|开行|首发|上线|开放|开办"
    r"|实施|施行|推行|推出|开展|试点)以来(?=[，,\p{Han}])(?![的最又再首])"
)
# 8月23日开跑后，累计…: counted since that day. A day that names its year mostly is history.
_UNDER_WAY = regex.compile(
    r"(?:正式|全面)?(?:开跑|上路|开办|开卖|启动|启用|上线|开放|开展|开打|施行|推出)(?:之后|以后|以来|后(?=[，,、\p{Han}])|至今|迄今)"
)


def stays_open(text: str, span: Span, *, named: bool) -> int | None:
    """Where the words end that say that a date is an open start (自2018年起, 自2002年颁布规则以来); None where none do.

    Behind a date that has its year ``named`` 起 says so by itself (2018年起); 3月起 and 今年起 tell when something began.
    """
    begins, from_there = text.endswith("起", *span), _FROM.search(text, max(0, span[0] - 3), span[0]) is not None
    if begins and (named or from_there):
        return None if TO.match(text, span[1]) else span[1]
    if not named and not begins and (m := _UNDER_WAY.match(text, span[1])):
        return int(m.end())
    if not begins and not from_there and (m := (_SINCE_ITS_START if named else _SINCE_AN_EVENT).match(text, span[1])):
        return int(m.end())
    if begins or not from_there:
        return None
    m = _OPEN_TO_NOW.match(text, span[1])
    return m.end() if m else None


_OVER = regex.compile(r"[^。！？；\n]{0,30}?(?<![将未前])(?<![将才就不]会)(?:结束|落幕|收官|闭幕|落下帷幕)(?![前后])")


def is_over(text: str, end: int) -> bool:
    """Whether something ended on the day that ends at ``end`` (2月22日，春运圆满结束): what was counted since it began was so until then."""
    return _OVER.match(text, end) is not None


def stretch_to(last: Interval | None, found: Interval, *, until: bool) -> Interval | None:
    """The days from the one told before (``last``) to another told as an end (``until``: 到6月8日收官), or several told together; or None."""
    if until and last is not None and last.precision == "day" and last.start < found.end:
        return Interval(last.start, found.end, "day")
    return found if found.start < found.end else None
