"""The first of a whole, where the figures behind its name are its own (面积最大的是甲省，面积达到23万平方公里，人口有400万)."""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence
from extract.claims.place_signs import singled_out
from extract.data.late import late_regex

_ITS = r"(?:[，,](?:其|该国|该市|该省)?\p{Han}{2,12}?"  # ，国土面积
_NEXT = late_regex(r"(?:其次|再次|之后|接着|随后)(?:则|就)?[是为]\s?$")  # 其次是埃塞俄比亚，约有人口1.02亿
_TOLD = late_regex(
    rf"{_ITS}[达为有高是超][^，,。；;]{{1,20}}(?=[，,]))?{_ITS}(?:却|也|又|还|则|均|都|皆)?(?=[达为有高只仅是接约近超]))?(?:只|仅)?[，,]?\s?(?:更|也|则|约|近)?"
    r"(?:约?有\p{Han}{2,4}|共有\p{Han}{2,4}|达到?|有|为|增加|减少|增长|成长|上升|下降|下跌|上涨|提高)?了?(?:约|近|超过?|逾)?\s?"
)


def told(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The place that is the first of a whole where the figure behind it is its own (增加最多的是桃园市，增加了9%); None where none is."""
    at = frame.quantity.core[0]
    for o in reversed(found):
        if o.span is not None and o.end <= at:
            first = singled_out(text, o) == "foremost" or _NEXT.search(text, max(0, o.start - 8), o.start)
            return o.key if o.role == "subject" and first and _TOLD.fullmatch(text, o.end, at) else None
    return None
