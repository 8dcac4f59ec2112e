"""What bare figures of places measure where no word beside them says so: their economy, or how many people they have.

Those who compare places name the metric once (七普, 万亿俱乐部, 经济总量) or only behind (甲市7500亿，乙市实现地区生产总值4900亿), and write
places with their figures alone. So a sum in 亿 or a growth is the economy's where that was spoken of last, a number in 万 the people's.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from extract.claims import topics_of_places
from extract.claims.frames import Frame
from extract.claims.words import Words
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.mentions.quantity_context import change_verbs
from extract.model import Metric, Quantity

_SMALL = r"(?:其中|但是?|可是?|不过|而|所以|则|却|也|还|又|再|才|就|都|均|已经?|更|仅|只|刚|倒|同期|一下子|一口气|一举){0,4}"
_ABOUT = r"(?:约|近|将近|超过?|逾|整整){0,2}\s?"
_AIMS = (
    r"(?:(?:要|想|力争|争取|计划|目标|打算|准备)?再?(?:冲|奔|喊(?:的是|出)?|提的是|定的是|干到|站上|迈上|破)了?"
    r"|要|想|力争|争取|有望|的?目标(?:是|为|定[在为]))"
)
# What stands beside a bare figure: small words, verbs of being, or of change.
_ALONE = late_regex(rf"[\s，,；;、：:]*{_SMALL}(?:有|是|为|达到?|到了?|做到了?|冲到了?|摸到了?|爬到了?|交出了?|拿下了?|{_AIMS}){{0,2}}{_ABOUT}")
_MOVED = late_regex(
    rf"[\s，,；;、：:]*{_SMALL}(?:同比|全年|实际|名义|[一十两二三四五六七八九\d]{{1,2}}年(?:下来|间|里)?)?{_SMALL}(?:{change_verbs()}|多|少|缩|掉|加|添)了?{_ABOUT}"
)
_SHORT_LEAST = 1_000
_AIMED = late_regex(_AIMS)
_PEOPLE_LEAST, _PEOPLE_MOST, _SUM_LEAST, _MOVE_LEAST = 100_000, 1_500_000_000, 1_000_000_000, 1_000
_STOCK = late_regex(r"^(?!.*(?:出生|死亡|流|迁|自然|新增|占比|比重|就业|[岁龄]))\p{Han}{0,6}(?:人口$|^常住$|^户籍$)|^(?:常住|户籍)$")
_ECONOMY = late_regex(r"^(?:地区)?生产总值$|^GDP$|^经济总量$")
_FLOW = late_regex(r"出生|死亡|新生儿")
_FURTHEST, _AHEAD, _BETWEEN = 300, 80, 9  # characters: to what is spoken of before, to what is named behind, from a place to its figure
_COUNTED = late_regex(r"平均|人均|大概|一共|总共|差不多")
_GOES_ON = late_regex(r"(?:左右|上下|以上|以下|出头|往上|不到)?(?=[，。；、,;！!？?）)\s]|$|的(?:样子|水平|盘子|体量))")
_COUNTERS = ("个", "座", "种", "回")
_OF_WHAT = late_regex(r"\p{Han}{2}")  # 首批专项贴息，甲市1200亿元: a clause that says what the row is of
_SAYS_HOW = late_regex(r"[还也就更最是比呢不没人小大稍略差多少排紧跟却则倒又都只才仅已真一第垫居在继从算同有很挺可要想高低强弱快慢贵]|\p{Han}得")
_SPOKEN_OF_ECONOMY = late_regex("经济|GDP|生产总值|总量|万亿|[强大][省市县]")
_FIGURES_BACK, _FAR_BACK = 12, 200


class _Topic(NamedTuple):
    start: int
    end: int
    sort: str
    name: str


def reading(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric of a bare figure of a place, or None; ``decided`` are the metrics of earlier figures, by index."""
    q = frame.quantity
    if (named := topics_of_places.named(words, frame)) is not None:
        return named
    said = words.besides_places((frame.left[0], q.span[0]))
    moved = _MOVED.fullmatch(said) is not None
    sort = _sort(q, moved=moved)
    if sort is None or not (moved or _ALONE.fullmatch(said)) or not _GOES_ON.match(words.text, q.span[1]):
        return None
    if words.sentences[frame.sentence].role in ("title", "heading") or not (
        _told_of_place(words, frame) or (sort == "economy" and _AIMED.search(said)) or (sort == "people" and (moved or _goes_on(frame, decided)))
    ):
        return None
    topic = _before(words, frame, sort)
    if _is_of_other(words, frame, decided, topic.end if topic is not None and topic.sort == sort else 0):
        return None
    if sort == "economy" and (opened := _as_other_paragraphs(words, frame, decided, topic)) is not None:
        return opened
    if sort == "economy" and _AIMED.search(said):  # 2025年甲市要冲万亿: what it aims at is told of the economy
        aim = next(
            (
                m
                for i in range(frame.index - 1, max(-1, frame.index - _FAR_BACK), -1)
                if (m := decided.get(i)) is not None and _ECONOMY.search(m.name)
            ),
            None,
        )
        if aim is not None and frame.quantity.unit != "%" and (topic is None or topic.start < words.sentences[frame.sentence].span[0]):
            return aim._replace(rule="metric.previous")
    told = _decided_since(words, frame, decided, sort, topic.start if topic is not None else 0)
    if told is not None:
        if sort == "people" and _FLOW.search(told.name):
            return _stock(words, frame, decided)
        known = _STOCK if sort == "people" else _ECONOMY
        return told._replace(rule="metric.previous") if known.search(told.name) else None
    if topic is None and sort == "economy":
        topic = _behind(words, frame)
        if topic is None and not moved and _in_a_row(words, frame):
            topic = _Topic(0, 0, sort, "GDP")
    return Metric(None, None, topic.name, "metric.topic") if topic is not None and topic.sort == sort else None


def is_bare(words: Words, frame: Frame) -> bool:
    """Whether a figure stands alone beside its place, or with a word for how it was counted (甲市平均五千三)."""
    said = words.besides_places((frame.left[0], frame.quantity.span[0]))
    return _ALONE.fullmatch(_COUNTED.sub("", said)) is not None and _told_of_place(words, frame)


def is_unnamed(words: Words, frame: Frame) -> bool:
    """Whether a figure is all that its clause tells (甲市的房价谁都知道，一万出头)."""
    said = words.text[frame.clause_span[0] : frame.quantity.span[0]]
    return frame.clause > 0 and _ALONE.fullmatch(_COUNTED.sub("", said)) is not None


def is_alone(words: Words, frame: Frame) -> bool:
    """Whether a figure is a sum or a number of people that stands alone beside its place."""
    q = frame.quantity
    said = words.besides_places((frame.left[0], q.span[0]))
    return _sort(q, moved=False) is not None and _ALONE.fullmatch(said) is not None and _told_of_place(words, frame)


def _sort(q: Quantity, *, moved: bool) -> str | None:
    """Whether a bare figure can be of the economy or of people."""
    if q.number is None or q.kind not in ("number", "amount", "growth"):
        return None
    size = abs(q.number)
    if q.unit == "%":
        return "economy" if q.kind == "growth" and moved else None
    if q.unit == "CNY" or (q.unit is None and "亿" in q.text):
        return "economy" if size >= _SUM_LEAST and not moved else None
    if q.unit not in (None, "人") or "万" not in q.text:
        return None
    return "people" if (_MOVE_LEAST if moved else _PEOPLE_LEAST) <= size <= _PEOPLE_MOST else None


def _told_of_place(words: Words, frame: Frame) -> bool:
    """Whether a place stands shortly before a figure, and no name of a metric between (甲市还是最大，7500亿; 再往后是甲市。7000亿)."""
    text, at = words.text, frame.quantity.span[0]
    near = frame.index - 1
    while near >= 0 and words.frames[near].quantity.unit in _COUNTERS and words.frames[near].quantity.span[0] > at - _BETWEEN:
        near -= 1  # 甲市是另一个世界，1051万
    behind = words.frames[near].quantity.span[1] if near >= 0 else 0
    start = max(behind, words.sentences[max(0, frame.sentence - 1)].span[0], at - 24)
    place = words.place_within((start, at))
    if place is None:
        return False
    between = text[place[1] : at]
    if len(between) > _BETWEEN or "\n" in between or not all(c.isalpha() or c in "，,。 呢：:" for c in between):
        return False
    if "。" in between and between[0] != "。":
        return False
    if "，" in between.lstrip("，") and not _SAYS_HOW.match(between.lstrip("，,。 ")):
        return False  # 甲市地铁客流，130万
    return metrics.head_in(between.rstrip("，, ")) is None and topics_of_places.topics()[0].search(between) is None


def _goes_on(frame: Frame, decided: Mapping[int, Metric]) -> bool:
    """Whether the figure before it in its sentence told how many people there are: 常住889万，2025年要上千万."""
    told = decided.get(frame.previous) if frame.previous is not None else None
    return told is not None and _STOCK.search(told.name) is not None


def _as_other_paragraphs(words: Words, frame: Frame, decided: Mapping[int, Metric], topic: _Topic | None) -> Metric | None:
    """The economy where it is what another paragraph begins with, too, and this one begins with a place and its sum alone."""
    start = words.text.rfind("\n", 0, frame.quantity.span[0]) + 1
    if (
        frame.quantity.unit == "%"
        or (frame.index and words.frames[frame.index - 1].quantity.span[1] > start)
        or (topic is not None and topic.start >= start)
    ):
        return None
    for index in range(frame.index - 1, max(-1, frame.index - _FAR_BACK), -1):
        other = words.frames[index].quantity.span[0]
        if (told := decided.get(index)) is not None and _ECONOMY.search(told.name) and words.frames[index].quantity.unit != "%":
            opens = words.text.rfind("\n", 0, other) + 1
            if index == 0 or words.frames[index - 1].quantity.span[1] < opens:
                return told._replace(rule="metric.previous")
    return None


def _in_a_row(words: Words, frame: Frame) -> bool:
    """Whether a place and its sum open a sentence, others have sums alone in its paragraph, and the text is about economies: those need no name."""
    opens = words.besides_places((words.sentences[frame.sentence].span[0], frame.quantity.span[0]))
    if _ALONE.fullmatch(opens) is None or not _is_about_economy(words.text):
        return False
    paragraph = words.sentences[frame.sentence].paragraph
    row = range(max(0, frame.index - _FIGURES_BACK), min(len(words.frames), frame.index + _FIGURES_BACK))
    near = (words.frames[i] for i in row if i != frame.index and words.sentences[words.frames[i].sentence].paragraph == paragraph)
    return any((_sort(f.quantity, moved=False) == "economy" or _short(f.quantity)) and _bare_beside(words, f) for f in near)


@lru_cache(maxsize=4)
def _is_about_economy(text: str) -> bool:
    return _SPOKEN_OF_ECONOMY.search(text) is not None


def _short(q: Quantity) -> bool:
    """Whether a number is told without its scale, as the sums beside it have it: 甲市7080亿，乙市六千四."""
    return q.kind == "number" and q.unit is None and q.number is not None and _SHORT_LEAST <= q.number < _PEOPLE_LEAST


def _is_of_other(words: Words, frame: Frame, decided: Mapping[int, Metric], start: int) -> bool:
    """Whether a clause between a topic and the place of a figure in its sentence says what is told there: GDP以外，用电量，甲市涨了8%."""
    at = max(start, words.sentences[frame.sentence].span[0], words.frames[frame.index - 1].quantity.span[1] if frame.index else 0)
    if frame.previous is not None and (before := words.frames[frame.previous]).quantity.span[0] > start:
        alike = before.quantity.unit == frame.quantity.unit and before.quantity.kind == frame.quantity.kind
        told = decided.get(frame.previous)
        other = told is None or not (_STOCK.search(told.name) or _ECONOMY.search(told.name))
        if alike and other and not words.besides_places((before.quantity.span[1], frame.left[0])).strip("，,、；; "):
            return True  # what the figure before it in its row is of
    place = words.place_within((at, frame.quantity.span[0]))
    if place is None:
        return False
    if at == start:  # the rest of the clause of the topic says how it stands
        at = next((i + 1 for i in range(start, place[0]) if words.text[i] in "，,；;：:"), place[0])
    said = words.besides_places((at, place[0]))
    return _OF_WHAT.search(said, 0, max(said.rfind(c) for c in "，,；;：:") + 1) is not None


def _bare_beside(words: Words, frame: Frame) -> bool:
    said = words.besides_places((frame.left[0], frame.quantity.span[0]))
    return _ALONE.fullmatch(said) is not None and _told_of_place(words, frame)


def _before(words: Words, frame: Frame, sort: str) -> _Topic | None:
    """What was spoken of last before a figure; people are no topic of sums."""
    pattern, rows = topics_of_places.topics()
    at = frame.quantity.span[0]
    last = None
    for m in pattern.finditer(words.text, max(0, at - _FURTHEST), at):
        last = last if sort == "economy" and rows[m.group()][0] == "people" else m
    return _Topic(last.start(), last.end(), *rows[last.group()]) if last is not None else None


def _behind(words: Words, frame: Frame) -> _Topic | None:
    """What is named first behind a figure, in its paragraph."""
    pattern, rows = topics_of_places.topics()
    start = frame.quantity.span[1]
    end = words.text.find("\n", start)
    m = pattern.search(words.text, start, min(start + _AHEAD, end if end >= 0 else len(words.text)))
    return _Topic(m.start(), m.end(), *rows[m.group()]) if m is not None else None


def _decided_since(words: Words, frame: Frame, decided: Mapping[int, Metric], sort: str, start: int) -> Metric | None:
    """The last metric of a figure of the same sort that was told since a position: it goes on."""
    for index in range(frame.index - 1, max(-1, frame.index - _FIGURES_BACK), -1):
        other, metric = words.frames[index], decided.get(index)
        if other.quantity.span[0] <= start:
            return None
        q = other.quantity
        money = q.unit == "CNY" or (q.unit is None and "亿" in q.text)
        same = money or q.unit in ("%", "pp") if sort == "economy" else not money and (q.unit == "人" or (q.unit is None and "万" in q.text))
        guessed = metric is not None and metric.rule == "metric.topic" and metrics.head_in(metric.name) is None  # 甲市人最多，没跑，878万
        if same and metric is not None and not guessed:
            return metric
    return None


def _stock(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """How many people there are, told before births or deaths of the whole (全省常住6500万，出生40万。甲市1050万): those are fewer."""
    flow = None
    for index in range(frame.index - 1, max(-1, frame.index - _FIGURES_BACK), -1):
        other, metric = words.frames[index].quantity, decided.get(index)
        if metric is None or other.number is None or frame.quantity.number is None:
            continue
        if flow is None and _FLOW.search(metric.name):
            flow = other.number
            if abs(frame.quantity.number) <= flow:
                return None
        elif _STOCK.search(metric.name):
            return Metric(metric.span, metric.text, metric.name, "metric.previous", metric.id, metric.canonical)
    return None
