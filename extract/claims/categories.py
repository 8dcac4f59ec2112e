"""Class labels that an article gives to places: 第一阵营, 引领型城市, 国家中心城市.

Four forms of the language: places are a label (北京、上海是第一阵营), a label lists its places (第一阵营：北京、上海),
a label has examples (活力型城市，如西安、长沙), a label is stood for by places (产业引领型城市，以深圳、苏州为代表).
Lists run over commas and semicolons until a clause without a place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extract.claims.occurrences import Occurrence
from extract.data.late import late_regex
from extract.model import Sentence, Span

_LABEL = (
    r"(?:第[一二三四五]|领跑|头部|新)(?:阵营|梯队|方阵|军团|集团|档)|[一二三四五]线城市|新一线城市|超一线城市"
    r"|[\p{Han}]{1,8}(?<!大)型(?:标杆)?城市|[\p{Han}]{2,8}标杆城市|国家中心城市|(?:国际|全球|区域)[\p{Han}]{0,6}中心城市|(?:超大|特大)城市|(?:I|II|Ⅰ|Ⅱ)型大城市|[万千百]亿(?:级)?(?:城市|之城|俱乐部)|千万级人口城市"
)
_IN_LABEL = late_regex("阵营|梯队|方阵|军团|集团|档|城|俱乐部")  # what each label holds: the long patterns are tried only where it stands
# Between a place and what it is said to be: another bearer of the label, or a wish.
_NOT_SAID = r"(?:公司|企业|集团|品牌|大学|产业|希望|有望|力争|争取|争创|冲击)"
# A label that modifies another noun (成为区域中心城市的供应商) or names a goal (进入第一方阵的目标) says nothing of the place.
_WHOLE = r"(?!的(?!城市|成员|一员|地区)|目标)"
_BECOMING = r"成为|晋升为?|晋级为?|升格为|升级为|成长为|跻身|迈入"
_IS = late_regex(
    rf"(?P<gap>(?:(?!{_NOT_SAID})[^。；\n]){{0,12}}?)"
    rf"(?:{_BECOMING}|是|为(?!什么|何|了)|属于?|位于|位列|处于|进入|稳居|跃升为?|入选|列入|组成|构成|被[^，。]{{0,8}}列为)了?[^，。；]{{0,6}}?(?P<label>{_LABEL}){_WHOLE}"
)
# A verb of becoming carries over clauses (福州人口破千万，成为超大城市), if no other place or body stands between.
_BECOMES = late_regex(
    rf"(?P<gap>(?:(?!{_NOT_SAID})[^。；\n]){{0,40}}?)(?:{_BECOMING})了?(?:全国|全省|中国|我国)?(?:第[\p{{Han}}\d]{{1,3}}[个座])?(?P<label>{_LABEL}){_WHOLE}"
)
_LISTS = late_regex(
    rf"(?P<label>{_LABEL})(?:的)?(?:城市)?(?P<joint>(?:是|为|有|包括|包含|：|:|，?如|，?例如|，?以|，?其中既有|中?既有|中有|——|,|，)+)"
)
_OTHERS = late_regex(
    r"^(?:而)?(?:其他|其它|其余|另外)(?:的)?[两二三四五六七八九十\d]+(?:个|座|地|市|城)?(?:城市|地区|省份)?(?:分别|依次)?(?:是|为|有)"
)
_GOES_ON = late_regex(r"(?:也|还|又)(?:包括|包含|有)\s?$")
_PREDICATE = late_regex(r"(?:是|为|属于?|位列|位于|处于|跻身|进入|入选|成为)[^，。；]{0,6}$")
_JOINED = late_regex(r"\s?(?:、|和|与|及|以及)\s?")
_BETWEEN = late_regex(r"[\p{Han}，,、“”:：\s]{0,12}")
_STOP = late_regex("[。；;]")
_LEADING = late_regex(r"^(?:一|二|三|四|五|六)?是|^(?:其中|属于|包括|作为|成为|为|数量更多的)+")


_SHORT_GAP = 12  # characters

Form = Literal["is", "is, with others", "lists", "examples", "stood for"]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A place with the label that the article gives it.

    Attributes:
        form: the form of the language that says so; ``is, with others`` where other places stand between this one and the label, or before.
        words: where the form stands: from the first of its places to the label, or the label with what joins its places to it.
    """

    place: Occurrence
    label: str
    label_span: Span
    sentence: int
    form: Form
    words: Span


def _clean(label: str) -> str:
    return str(_LEADING.sub("", label))


def _followers(text: str, row: Sequence[Occurrence], at: int, end: int) -> list[Occurrence]:
    """Places that a list names from a position on, until something else than places and links follows."""
    found: list[Occurrence] = []
    for o in row:
        if o.span is None or o.start < at or o.start >= end or o.members > 1:
            continue
        if found and _GOES_ON.search(text, at, o.start) and not _STOP.search(text, at, o.start):
            found.append(o)  # 既有甲、乙等…，也包括丙、丁
            at = o.span[1]
            continue
        if not _BETWEEN.fullmatch(text, at, o.start):
            break
        if len(text[at : o.start].strip("、，,和与及以如是为有包括等:： ")) > 6:
            break
        found.append(o)
        at = o.span[1]
    return found


def find(text: str, sentences: Sequence[Sentence], places: Sequence[Occurrence]) -> list[Labelled]:
    """All labels that the article gives to places, each place and label once."""
    by_sentence: dict[int, list[Occurrence]] = {}
    for o in places:
        if o.role in ("subject", "located", "compared", "target", "scope", "examples") and o.place.level not in ("country", "world", "foreign"):
            by_sentence.setdefault(o.sentence, []).append(o)
    found: dict[tuple[str, str], Labelled] = {}
    last: tuple[int, str, Span] | None = None  # the label that the sentence before ends on
    for i, sentence in enumerate(sentences):
        row = sorted((o for o in by_sentence.get(i, []) if o.span), key=lambda o: (o.start, o.members))
        if sentence.role == "boilerplate" or not row:
            continue
        singles = [o for o in row if o.members == 1]
        others = _OTHERS.match(text[slice(*sentence.span)])
        if others and last is not None and last[0] == i - 1:  # …成为超大城市。其他几座分别是…
            start = sentence.span[0] + others.end()
            for o in _followers(text, singles, start, sentence.span[1]):
                found.setdefault((o.key, last[1]), Labelled(o, last[1], last[2], i, "lists", (sentence.span[0], start)))
        last = None
        if not _IN_LABEL.search(text, *sentence.span):
            continue
        for m in _LISTS.finditer(text, *sentence.span):
            if m["joint"] in "，," and (_PREDICATE.search(text, sentence.span[0], m.start()) or all(o.start != m.end() for o in singles)):
                continue  # 成都是第一阵营，西安…: the label ends what is said of the place before it; a bare comma opens a list of places alone
            label = _clean(m["label"])
            joint = m["joint"]
            form: Form = "examples" if "如" in joint else "stood for" if "以" in joint else "lists"
            for o in _followers(text, singles, m.end(), sentence.span[1]):
                found.setdefault((o.key, label), Labelled(o, label, m.span("label"), i, form, m.span()))
        for n, o in enumerate(singles):
            if o.span is None:
                continue
            m = _IS.match(text, o.span[1], sentence.span[1]) or _BECOMES.match(text, o.span[1], sentence.span[1])
            if m is None or any(m.start() <= other.start < m.end("gap") for other in singles[n + 1 : n + 2] if len(m["gap"]) > _SHORT_GAP):
                continue
            label = _clean(m["label"])
            group = [o]
            for before in reversed(singles[:n]):
                if before.span and _JOINED.fullmatch(text[before.span[1] : group[-1].start]):
                    group.append(before)
                else:
                    break
            words = (group[-1].start, m.end("label"))
            beside = len(group) > 1 or any(other.start < words[1] for other in singles[n + 1 : n + 2])
            last = (i, label, m.span("label"))
            for member in group:
                found.setdefault((member.key, label), Labelled(member, label, m.span("label"), i, "is, with others" if beside else "is", words))
    return sorted(found.values(), key=lambda x: (x.label_span, x.place.start))
