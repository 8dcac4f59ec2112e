"""What a sentence says first that it is about, for the figures of its places: 第二产业占比方面，美国从17%升至18%，日本为28%."""

from __future__ import annotations

from extract.claims.frames import Frame
from extract.claims.words import Words, without_opening
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.mentions.quantity_context import change_verbs
from extract.model import Metric

_ANNOUNCES = late_regex(r"(?:^|[。！？；;\n：:\s])(?:在|而|从|就)?(?P<name>[\p{Han}A-Z]{3,14}?)(?:方面|来看|来说|而言)[，,]")
_RANKED_BY = late_regex(  # 论患者人数，; 按年均浓度排，
    r"(?:^|[。！？；;，,\n：:\s])(?:而|如果|若)?(?:(?:单|要)?(?:论|说)(?:起|到)?(?P<name>(?!语|文|坛)[\p{Han}A-Z\d.]{3,14}?)"
    r"|[按以]照?(?P<by>[\p{Han}A-Z\d.]{3,14}?)(?:来|的?[高低多少大小]{2})?(?:排[名列序]?|计算?|论|算|统计|比较|衡量|看))[，,]"
)
_ORDER = late_regex(r"以|[高屈并]?居[^，。；]{0,10}|排在?[^，。；]{0,6}|位[居列][^，。；]{0,8}|列|名列[^，。；]{0,8}")
_TOP = late_regex(
    r"(?P<name>[\p{Han}A-Z]{3,16}?)(?:的|最[高多大低少]的?|排名)?前(?:\d{1,2}|[三四五六七八九十])(?:名|大|高)(?:的)?(?:县市|城市|国家|地区|行政区|省份)?"
    r"(?:依[序次]|分别)?(?:则|就)?(?:[为是]|[:：])"
)
_LEAST = 3  # characters of a name
# What may stand between a place and its figure, or between two figures, where no other thing is measured.
_LEADS = late_regex(
    r"[\s，,；;、和与及（()）]*(?:其中|而|但|也|则|只|仅|均|都|已|还|又|更|再|自|从|由|的|以|约|近|逾|超过?|大幅|小幅|略微|缓慢|持续|稳定|基本|维持|保持|一直|分别|依次|各){0,6}"
    rf"(?:(?:{change_verbs()}|恢复)(?:[至到为]|了)?|为|是|有|达到?|在|[到至])?(?:了|约|近|的|仅|只)?\s?"
)


def reading(words: Words, frame: Frame) -> Metric | None:
    """The metric that opens the sentence of a share or level, where its own words since the figure before say nothing of what; None for others."""
    q = frame.quantity
    if (ranked := _ranked_by(words, frame)) is not None:
        return ranked
    if (top := _top(words, frame)) is not None:
        return top
    if q.kind not in ("rate", "amount", "number"):
        return None
    start = words.sentences[frame.sentence].span[0]
    found = list(_ANNOUNCES.finditer(words.text, max(0, start - 1), q.span[0]))
    if not found:
        return None
    m = found[-1]
    name = without_opening(m["name"])
    share = metrics.class_of_head(name) == "share"
    if not share or (q.unit != "%" and q.unit is not None) or not _all_alike(words, frame, m.end(), q.unit):
        return None
    parts = words.segments(m.span("name"))
    if len(parts) != 1 or words.is_place(m.span("name")):
        return None
    return Metric(m.span("name"), m["name"], name, "metric.topic")


def _top(words: Words, frame: Frame) -> Metric | None:
    """What the first few of a ranking are named with, for their figures: 总价中位数前3名为甲市1,300万元，乙市900万元."""
    q, text = frame.quantity, words.text
    if q.kind not in ("rate", "amount", "number", "growth"):
        return None
    m = max(_TOP.finditer(text, words.sentences[frame.sentence].span[0], q.span[0]), key=lambda found: found.start(), default=None)
    if m is None:
        return None
    span = next((part for part, _ in words.segments(m.span("name"))), m.span("name"))
    name = without_opening(text[slice(*span)])
    if len(name) < _LEAST or metrics.head_in(name) is None or not _all_alike(words, frame, m.end(), q.unit):
        return None
    return Metric((span[1] - len(name), span[1]), name, name, "metric.topic")


def _ranked_by(words: Words, frame: Frame) -> Metric | None:
    """What places are ranked by, for their levels and ranks: 论患者人数，甲国以1亿人居首，乙国为7000万人."""
    q = frame.quantity
    if q.kind not in ("rate", "amount", "number", "rank"):
        return None
    start = words.sentences[frame.sentence].span[0]
    found = list(_RANKED_BY.finditer(words.text, max(0, start - 1), q.span[0]))
    if not found:
        return None
    m = found[-1]
    group = "name" if m["name"] else "by"
    name = without_opening(m[group])
    if metrics.head_in(name) is None or len(words.segments(m.span(group))) != 1 or words.is_place(m.span(group)):
        return None
    unit, at = None, m.end()
    for index in words.of_sentence[frame.sentence]:
        other = words.frames[index].quantity
        if other.span[0] < m.end():
            continue
        if index > frame.index:
            break
        said = _ORDER.sub("", words.besides_places((at, other.span[0])))
        if not _LEADS.fullmatch(said) or (other.kind != "rank" and unit not in (None, other.unit)) or other.kind == "growth":
            return None
        unit, at = (unit if other.kind == "rank" else other.unit), other.span[1]
    return Metric(m.span(group), m[group], name, "metric.topic")


def _all_alike(words: Words, frame: Frame, start: int, unit: str | None) -> bool:
    """Whether all figures from a start on have a unit and nothing but places, dates and verbs before them."""
    at = start
    for index in words.of_sentence[frame.sentence]:
        other = words.frames[index].quantity
        if other.span[0] < start:
            continue
        if index > frame.index:
            break
        if other.unit != unit or not _LEADS.fullmatch(words.besides_places((at, other.span[0]))):
            return False
        at = other.span[1]
    return True
