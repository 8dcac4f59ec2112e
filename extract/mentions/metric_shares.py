"""The words of a share before its number: 占全国比重, 占GDP的."""

from __future__ import annotations

import regex

from extract.model import Span

_SHARE = regex.compile(
    r"占(?:比(?=GDP|全[国省市球]))?(?!比(?![重例率]))(?:了|到|据)?(?P<whole>[^，。；：占]{0,24}?)(?:的)?(?P<head>比重|比例|比率|份额|占比)?(?:的)?(?:也|已|均|约|近|超过?|达到?|为|是|高达|分别|提高|降|仅|不到|不足|突破|上升|下降|提升|至|到|将|逾|接近|将近|超出|低于|高于|一直|基本|稳定|维持|保持|在|占|由|从|自){0,8}(?:(?<=[由从自])(?:19|20)\d\d年(?:\d{1,2}月)?[底末]?的?)?\s?$"
)


def share(text: str, span: Span) -> tuple[Span, str] | None:
    """A share's words before a quantity: the span from 占 on, and the whole that it is a share of (may be empty)."""
    m = _SHARE.search(text, span[0], span[1])
    return ((m.start(), m.end()), m["whole"].strip("的，、 ")) if m else None
