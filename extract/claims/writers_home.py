"""The place that who writes says to be from, and where 我们 stands for it (楼主甲市人…，乙市1695亿，我们才1407亿).

Letters, posts and answers say once where their writer is at home (本人甲市人, 我在甲县教书三十年, 我们甲市); 我市 and 我县 mean it, too,
whatever other place they tell of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from extract.data.late import late_regex
from extract.mentions import gazetteer
from extract.mentions.gazetteer import Entry
from extract.model import PlaceMention
from extract.text.spans import Spans

_FROM = late_regex(
    r"(?:(?<!\p{Han})(?:我|俺|咱)|楼主|答主|本人|笔者|博主|[Uu][Pp]主|在下|鄙人)(?:就|也|自己|本身|本来)?(?:是|作为|老家|老家在|家在|家住|生在|住在|来自|祖籍)?(?:一[个名位]|个)?"
    r"(?:地地道道的?|地道的?|土生土长的?|正宗的?|老|普通)?(?P<place>\p{Han}{2,7}?)(?:本地|土著|当地)?(?:人(?!口|均|才|民)|[，,。人]土生土长)"
    r"|(?:利益相关|坐标)\s?[:：]?\s?(?:本人|我)?(?:是|在)?(?P<place>\p{Han}{2,8}?)(?:本地)?(?:人)?(?=[，,。；;、\s\n！!）)])"
    r"|(?<!\p{Han})(?:我|俺|笔者|本人)(?:在|就在|是在|一直在)(?P<place>\p{Han}{2,8}?)(?:(?:城里|市区|乡下|农村|县城|老家|[的一]\p{Han}{1,6}?))?(?:教了?|工作|生活|住了?|待了?|呆了?|长大|上班|当了?|干了?|种了?|活了?)[\p{Han}\d]{0,3}(?:年|辈子|多年)"
    r"|(?P<we>我们|咱们|俺们|咱)(?P<place>\p{Han}{2,5}?)(?:人(?!口|均|才|民)|这边|这儿|这里|这地方|本地)?(?=[，,。；;\s\d]|呢|只|才|也|就|都|还|却|则|介于|排|不|有|的)"
)
_WE = late_regex(  # 我们才1407亿, 咱们这边呢，300万
    r"(?:我们|咱们|俺们)(?:这边|这儿|这里|这)?(?:呢[，,]?|[，,])?(?:当年|那时|去年|今年|现在|如今|同期|一年|全[市县省区])?(?:才|只有?|也|就|都|却|还|仅|则|有|是|刚|不到|不足|不过|大概|约|近|差不多|连|勉强|的){0,3}"
    r"(?=\s?(?:\d|[一二两三四五六七八九十]{1,3}[百千万亿十]))"
)
_QUOTES = (("“", "”"), ("「", "」"))
_LEVELS = ("province", "city", "county")


def home(text: str, found: Sequence[PlaceMention]) -> Entry | None:
    """The place that a writer is from; None where nobody says so, or several are named. ``found`` are the places of the text."""
    told: Counter[str] = Counter()
    entries = {}
    named = {m.text: m.adcode for m in found if m.adcode}
    opened, at = [0] * len(_QUOTES), 0
    for m in _FROM.finditer(text):
        opened = [n + text.count(a, at, m.start()) - text.count(b, at, m.start()) for n, (a, b) in zip(opened, _QUOTES, strict=True)]
        at = m.start()
        if any(n > 0 for n in opened):
            continue  # what somebody else says
        place = _entry(m["place"], named)
        if place is not None:
            told[place.key] += 2 if m["we"] else 1
            entries[place.key] = place
    if not told:
        return None
    narrow = [e for e in entries.values() if not any(gazetteer.lies_in(other, e) for other in entries.values())]
    if len(narrow) != 1:
        return None
    return max(entries.values(), key=lambda e: (told[e.key], e.key == narrow[0].key))


def _entry(name: str, named: Mapping[str, str]) -> Entry | None:
    """The place of a name, by what the text means with it; of names in a chain (泉州晋江) the last."""
    code = named.get(name)
    if code is not None:
        place = gazetteer.entry(code)
        return place if place.level in _LEVELS else None
    for at in range(len(name) - 1):
        places = gazetteer.lookup(name[at:])
        if places and places[0].level in _LEVELS and (at == 0 or gazetteer.lookup(name[:at])):
            return places[0]
    return None


def we(text: str, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Where 我们 stands for the place that its writer is from, right before a figure."""
    if not any(word in text for word in ("我们", "咱们", "俺们")) or not (standing := list(_WE.finditer(text))):
        return []
    at_home = home(text, mentions)
    if at_home is None:
        return []
    taken = Spans(mentions, lambda m: m.span)
    place = at_home.place()
    return [
        PlaceMention((m.start(), m.start() + 2), text[m.start() : m.start() + 2], place.name, place.adcode, place.level, "place.we")
        for m in standing
        if not taken.touching((m.start(), m.start() + 2))
    ]
