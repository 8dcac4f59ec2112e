"""Lists that name some of several places (湖南、湖北等8省): whether a figure behind is theirs."""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence
from extract.data.late import late_regex

_SEVERAL = late_regex(
    r"等\s?[\d一二三四五六七八九十]{1,3}\s?个?(?:省区市|省市区|省市|省区|省份|省|城市|市|县|国家|国)(?:境内)?"
    r"(?:则|也)?(?:均|都|皆)?(?:\p{Han}{0,3}(?:超过?|达到?|为|[上下]调了?|增长|下降))?"
)
_AND_OTHERS = late_regex(r"[）)]\s?等\s?$")
_WITH_FIGURE = late_regex(r"\p{Han}{0,6}[（(]\s?(?:约|超)?[\d.]{1,12}")
_OF_SO_MANY = late_regex(r"等\s?(?P<many>\d{1,3})\s?个?(?:省|市|县|州|国|城)")


def share(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The places named of several that have one figure for all, told right behind their number (湖南、湖北等8省超过1000亿); None where none do."""
    at = frame.quantity.core[0]
    if frame.quantity.kind == "amount" and frame.quantity.bound == "exact" and named_of_more(text, found, frame):
        return None
    before = [o for o in found if o.span and o.end <= at and o.role == "examples" and o.members > 1][-1:]
    return before[0].key if before and frame.run.size == 1 and _SEVERAL.fullmatch(text, before[0].end, at) else None


def named_of_more(text: str, found: Sequence[Occurrence], frame: Frame) -> set[str]:
    """Keys of lists before a figure that name only some of as many as are told, and of their members: 浙江、湖南等27省受灾3万人."""
    at = frame.quantity.core[0]
    lists = [o for o in found if o.span and o.end <= at and o.members > 1]
    some = [o for o in lists if (m := _OF_SO_MANY.match(text, o.end)) is not None and int(m["many"]) > o.members]
    return {key for o in some for key in (o.key, *o.key.split("+"))}


def of_the_whole(text: str, found: Sequence[Occurrence], frame: Frame, keys: list[str], nation: str) -> list[str]:
    """Candidates of a figure without places that are named of more than are named; the nation where none is left."""
    some = named_of_more(text, found, frame) | _in_brackets_before(text, found, frame)
    return [key for key in keys if key not in some] or [nation] if some else keys


def _in_brackets_before(text: str, found: Sequence[Occurrence], frame: Frame) -> set[str]:
    """Keys of the places of a list with figures of their own in brackets, of more than it names: 巧家（44℃）、元谋（43℃）等77个站."""
    at = frame.quantity.core[0]
    if frame.quantity.kind != "amount" or not _AND_OTHERS.search(text, max(0, at - 4), at):
        return set()
    return {o.key for o in found if o.span and o.end <= at and _WITH_FIGURE.match(text, o.end, at)}
