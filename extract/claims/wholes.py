"""The second of two wholes that a thing has a share in: 全国 in 占全球的三成、全国的六成."""

from __future__ import annotations

from extract.data.late import late_regex
from extract.model import Span

_SHARE = r"(?:约|近|超过?|逾)?\s?(?:[\d.]{1,9}\s?[%％]|[一二三四五六七八九两\d]成|[一二三四五六七八九十]{1,4}分之[一二三四五六七八九十]|一?半)"
_BEFORE = late_regex(rf"占(?!比)[^，,。；;、\d]{{2,14}}?{_SHARE}(?:以上|左右|多)?[、和与及]\s?(?:占)?$")
_AFTER = late_regex(  # and not 全国七成在江苏
    rf"(?:市场|\p{{Han}}{{0,6}}?)的?{_SHARE}(?!(?:以上|左右|多)?(?:的\p{{Han}}{{1,8}})?(?:都|均|就)?(?:在|位于|来自|集中))"
)
_FURTHEST = 36  # characters before a place in which the first share stands


def is_second(text: str, span: Span) -> bool:
    """Whether a place is such a whole: a share in another stands right before it, and its own behind it."""
    return _AFTER.match(text, span[1], span[1] + 20) is not None and _BEFORE.search(text, max(0, span[0] - _FURTHEST), span[0]) is not None
