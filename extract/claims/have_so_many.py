"""Amounts of what a place has, in clauses that say no more: 网约车有约5万台; 乙市只有900平方公里; 但也有8万的流入; 1400起抢劫、300起诈骗."""

from __future__ import annotations

from collections.abc import Mapping

from extract.claims.frames import Frame
from extract.claims.wording import unit_class
from extract.claims.words import Words, without_opening
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Metric

_JOINS = r"(?:[\s，,；;、]|而且|但是?|可是?|不过|而|且|所以|因此|其中|另外|此外|同时|如果|虽然|尽管)*+"
_HAVE = (
    r"(?:也|却|则|还|更|又|就|都|均|共|总共|一共|合计|加起来|目前|如今|现在|已经?|全境|辖区|只|才|仅仅?|不过|至少|足足|大概|大约|差不多|如果){0,5}"
    r"(?:只有|仅有|拥有|有|达到?|为|是|才|不到|不足|超过|约|近|将近|接近){1,3}了?\s?"
)
_AREA_ALONE = late_regex(rf"{_JOINS}{_HAVE}")
_AREAS = ("平方公里", "平方千米")
_HAS = late_regex(
    rf"{_JOINS}(?:的|当地|本地|境内|全市|全省|全国)?(?P<thing>[\p{{Han}}A-Z]{{2,8}}?)"
    r"(?:也|却|则|还|更|又|就|共|总共|一共|目前|如今|现在|已经?|大概|大约){0,3}(?:只有|仅有|有)(?:了|约|近|将近|接近|超过?|大约|差不多|不到|不足){0,2}\s?"
)
_ENDS = late_regex(r"(?:左右|以上|上下|多|余)?(?=[，。；、,;！!）)\n…]|$)")
_NO_THING = late_regex(  # who or where, and not what
    r"(?:我们|他们|她们|它们|大家|人们|这里|那里|当中|其中|之中|里面?|[之以]?[前后内外间]|城市|地方|地区|国家|省份|[一二三四五六七八九十几两\d]个?|每\p{Han}|\p{Han}者|本身|自己|整体|部分|全部|一共|合计|情况|实际|问题|结果|现在|今年|去年)$"
    r"|^(?:这|那|其|各|每|该|某|没|所|如|因|由|在|从|对|和|与|比|使|让|被|把|给)"
)
_FLOWS = late_regex(  # 8.2万的流入, 15万是净流出
    r"(?:左右|以上|多)?(?:人口?)?(?:的|是|属于)(?P<way>净?(?:流入|流出|迁入|迁出)|外流)(?=[，。；、,;！!\n]|$|人口)"
)
_FLOWED = late_regex(
    r"(?:[\s，,；;、]|意味[着著]|也就是说?|相当于|其中|即|等于|说明|而|但|又|还|共|总共|总计|累计|合计|同期|去年|当年|地区){0,5}(?P<way>净流入|净流出|净迁入|净迁出|流入|流出)"
    r"(?:了|人口|约|近|逾|超过?){0,2}\s?"
)
_OF_PEOPLE = late_regex(r"人口|居民|户籍|出生|死亡")
_CRIMES = ("起", "宗", "件", "例")
_CRIME = late_regex(r"(?P<what>\p{Han}{2,6}?)(?:案件|案)?(?=[、，。；,;\n]|和|及|$)")
_LEAST_PEOPLE = 1000


def reading(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric, or None; ``decided`` are the metrics of earlier figures, by index."""
    return _area(words, frame) or _flow(words, frame, decided) or _crime(words, frame, decided) or _thing(words, frame, decided)


def _area(words: Words, frame: Frame) -> Metric | None:
    """The size of a place, where nothing else is told of it: 乙市只有900平方公里."""
    q = frame.quantity
    if q.kind != "amount" or q.unit not in _AREAS or not _ENDS.match(words.text, q.span[1]):
        return None
    alone = _AREA_ALONE.fullmatch(words.besides_places((frame.clause_span[0], q.core[0])))
    return Metric(None, None, "面积", "metric.unit") if alone is not None else None


def _flow(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """Who came or left, of a place whose people are told of: 常住人口减少21万，意味着净流出11万; 但也有8万的流入."""
    q, text = frame.quantity, words.text
    people = q.unit == "人" or (q.unit is None and q.text[-1:] in "万亿" and q.number is not None and abs(q.number) >= _LEAST_PEOPLE)
    if not people or q.kind not in ("amount", "number", "growth"):
        return None
    before = decided.get(frame.index - 1)
    told = before is not None and _OF_PEOPLE.search(before.name) is not None
    told = told or _OF_PEOPLE.search(text, words.sentences[frame.sentence].span[0], q.span[0]) is not None
    m = _FLOWS.match(text, q.span[1])
    clause = frame.clause_span[0], q.span[0]
    if (
        m is not None
        and not _OF_PEOPLE.search(text, *clause)
        and any(t.flag[:1] == "n" and t.flag != "ns" and not words.is_place(t.span) for t in words.tokens(frame.sentence, clause))
    ):
        return None  # 高校有8万的流入
    if m is None and _ENDS.match(text, q.span[1]):
        m = _FLOWED.fullmatch(words.besides_places((frame.clause_span[0], q.core[0])))
    return Metric(None, None, f"人口{m['way']}", "metric.before.completed") if m is not None and told else None


def _crime(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """What was done so often, in a list of crimes: 包括464起凶杀案，1400起抢劫、300起诈骗."""
    q, text = frame.quantity, words.text
    if q.kind != "amount" or q.unit not in _CRIMES or frame.previous is None:
        return None
    other, told = words.frames[frame.previous].quantity, decided.get(frame.previous)
    m = _CRIME.match(text, q.span[1]) if other.unit == q.unit and told is not None and told.rule.startswith("metric.behind") else None
    if m is None or text[frame.left[0] : q.span[0]].strip("和及与以 、，,"):
        return None
    tokens = words.tokens(frame.sentence, m.span("what"))
    if not tokens or any(t.flag[:1] not in "nvjlia" for t in tokens):
        return None
    return Metric(m.span("what"), m["what"], m["what"], "metric.behind")


def _thing(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The noun that a clause says there is so much of, right behind a figure in its unit of another: 出租车有1万台，网约车有约5万台."""
    q, text = frame.quantity, words.text
    told = decided.get(frame.previous) if frame.previous is not None else None
    if q.kind != "amount" or told is None or frame.previous is None or not _ENDS.match(text, q.span[1]) or unit_class(q) != "things":
        return None
    other = words.frames[frame.previous]
    if other.quantity.unit != q.unit or other.clause == frame.clause or other.quantity.kind != "amount":
        return None
    parts = words.segments((frame.clause_span[0], q.core[0]))
    m = _HAS.fullmatch(text, *parts[0][0]) if parts else None
    if m is None or words.is_place(m.span("thing")) or _NO_THING.search(m["thing"]):
        return None
    name = without_opening(m["thing"])
    tokens = words.tokens(frame.sentence, (m.end("thing") - len(name), m.end("thing")))
    bare = len(name) < 2 or name in metrics.bare_heads() or name in metrics.never_names() or told.name.endswith(name)
    if bare or not tokens or not all(metrics.is_nominal(t) and t.flag[:1] in "nvjliez" for t in tokens):
        return None
    return Metric(m.span("thing"), name, name, "metric.before")
