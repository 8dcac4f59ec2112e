"""Figures whose place stands around them in a fixed form: 27万人口的嘉义市; 占全国面积15465公顷的35%; 全球1/4的患者在中国."""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence
from extract.data.late import late_regex

_INHABITANTS = late_regex(r"(?:以?上|多|左右)?(?:的?(?:常住|户籍|总)?人口)?的")
_PEOPLE = late_regex(r"人口|人|万|亿")
_HAS_ONLY = late_regex(
    r"(?:拥有|有|仅|近|约|超过?|逾|不到|不足|多达|高达|达到?|接近|将近|常住人口|户籍人口|总人口|人口|，|、|。|；|而|在|的|个|是|^)\s?$"
)
_WHOLE_OF = late_regex(r"[\p{Han}]{0,12}")
_ITS_SHARE = late_regex(
    r"[\p{Han}]{0,2}的\s?(?:约|近|逾|超过?)?(?:[\d.]{1,9}\s?[%％]|[一二三四五六七八九两\d.]{1,3}成|[一二三四五六七八九十]{1,3}分之|一半)"
)
_ALL = late_regex(r"全[国球台]|世界|全世界|全[美英俄]国?")
_THERE = late_regex(r"(?:以上|多|左右)?的\p{Han}{2,12}?(?:都|均|则|就|是)?(?:生活|居住|集中|分布|位于)?在")
_BELONGS = late_regex(r"(?:城市|城|市|县市?|区|镇|省份?|国家?|家企业|家)?(?:[，,]?(?:都|均|则|就|分别)?)?(?:属于|隶属于?|归属于?|地处)(?:省会|首府)?")
_ENDS = late_regex(r"(?:境内)?(?:[，,。；;、）)]|$)")


def place(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The place that one of the forms tells; None where none does."""
    return next((key for way in (_populous, _of_the_whole, _share_there, _belonging) if (key := way(text, found, frame))), None)


def _populous(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The place right behind its number of people (只有27万人口的嘉义市); None where none is."""
    q = frame.quantity
    if q.kind != "amount" or _PEOPLE.search(text, max(q.span[0], q.span[1] - 2), q.span[1]) is None:
        return None
    behind = [o for o in found if o.start >= q.span[1] and not o.pointing and o.members == 1 and o.role not in ("whole", "scope")][:1]
    of = _INHABITANTS.fullmatch(text, q.span[1], behind[0].start) if behind else None
    people = of and "人口" in text[q.span[1] - 2 : behind[0].start]
    return behind[0].key if people and _HAS_ONLY.search(text, max(0, q.span[0] - 4), q.span[0]) else None


def _of_the_whole(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The whole whose amount is told before the share of it (占全国面积15465公顷的35%); None where none is."""
    q = frame.quantity
    if q.kind != "amount" or _ITS_SHARE.match(text, q.span[1]) is None:
        return None
    before = [o for o in found if o.span and o.end <= q.core[0] and o.role == "whole"][-1:]
    return before[0].key if before and _WHOLE_OF.fullmatch(text, before[0].end, q.span[0]) else None


def _share_there(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The place where a share of all is (全球1/4的糖尿病患者在中国); None where none is told."""
    q = frame.quantity
    before = [o for o in found if o.span and o.end <= q.core[0] and o.clause == frame.clause][-1:]
    if q.kind not in ("rate", "ratio") or not before or not _ALL.fullmatch(text, before[0].start, before[0].end):
        return None
    behind = [o for o in found if q.span[1] <= o.start < frame.right[1] and o.members == 1 and not o.pointing][:1]
    there = behind and _THERE.fullmatch(text, q.span[1], behind[0].start) and _ENDS.match(text, behind[0].end)
    return behind[0].key if there else None


def _belonging(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The place or list that as many of a larger number belong to (23个万亿城市中，8城属于长三角); None where none is told."""
    q = frame.quantity
    behind = [o for o in found if q.span[1] <= o.start < frame.right[1] and not o.pointing][:1] if q.kind == "amount" else []
    first = [o for o in found if behind and o.start == behind[0].start and _BELONGS.fullmatch(text, q.span[1], o.start)]
    return max(first, key=lambda o: o.members).key if first else None
