"""Metrics whose own noun stands beside their figure in a form that leaves no choice.

The noun is parted by its figure (封装业也有200亿元的营收), opens a clause before a concession (；失车案同样录得增加，由400宗增至500宗), is what a
share of the whole world is of (营收为700亿元，是全球的6成), belongs to figures in brackets before it (酒店业（4万）和教育（2万）的就业人数), is
who lives where (移民有4成居住在甲区), or is counted in another way (人数2万人、1100家).
"""

from __future__ import annotations

from collections.abc import Mapping

from extract.claims.frames import Frame
from extract.claims.wording import SHARE_NAME
from extract.claims.words import Words, without_opening
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.mentions.quantity_context import change_verbs
from extract.model import Metric, Span

_HAS = late_regex(
    r"(?P<whose>[\p{Han}A-Za-z]{2,16}?)(?:也|亦|则|还|更|就|只|仅|共|已){0,2}(?:有|拥有|创造了?|创下|实现了?|录得)(?:约|近|超过?|逾){0,2}\s?"
)
_THING_HAD = late_regex(r"(?:以上|左右)?的(?P<thing>[\p{Han}]{2,8})(?=[，。；、,;！\s]|$)")
_SUMS = ("sum", "measure")
_CONCEDES = late_regex(  # 电话骗案虽然录得下跌，; 失车案同样录得增加，
    r"(?:^|[，,。；;\n\s])(?:而|但|至于|另外|此外)?(?P<name>\p{Han}{2,10}?)(?:虽然?|尽管|同样|亦|也|却|则|仍然?|反而|均|都){1,2}(?:录得|出现|呈现?|有所|略有|继续|持续|大幅|轻微|明显)*"
    rf"(?:{change_verbs()})(?:趋势)?[，,]\s?$"
)
_THEN = late_regex(
    r"(?:但|仍|依然|则|亦|也|全年|合共|一共){0,2}(?:共?有|录得|共|达到?|为|[由从](?:去年|前年|上年|(?:19|20)\d\d年)?的?)(?:约|近|超过?|逾|仅|只)?\s?"
)
_OF_WORLD = late_regex(
    r"(?:以上|左右)?[，,](?:也|更|大约|约|几乎|将近){0,2}(?:是|为|等于)(?P<whole>全球|全国|世界|全省|全市|全台|亚洲|欧洲|全行业|整个产业|整体产业)(?:产业)?"
    r"(?:比重|总量|总数|总额|总和|市场|产值|营收)?的?(?:约|近|超过?|逾|将近)?\s?"
)
_SHARED_BEHIND = late_regex(
    r"[）)](?:(?:和|及|与|以及|、)(?P<next>[^，。；（()）\d]{2,12})[（(][^（()）]{1,14}[）)])?(?:的)?"
    r"(?P<head>(?:\p{Han}{0,6}?)(?:就业人数|从业人数|人数|旅客|游客|人次|产值|产量|销量|收入|营收|出口|进口|销售额))(?=均|都|分别|则|各|合共|共|合计|同比|按年|[增减升降上下])"
)
_OPENS_BRACKET = late_regex(r"[\s，。；、;：:]*(?:[）)]\s?(?:和|及|与|以及|、))?(?:其中|而|另外|此外)?(?P<name>[\p{Han}]{2,12})[（(](?:约|共|达)?\s?")
_GROWS_BEHIND = late_regex(r"[）)](?:则|亦|也|却)(?:按年|同比|环比)?(?:增|减|升|降|上|下|跌|回)")
_MOST_BACK = 6  # figures back
_MOVED_TO = late_regex(
    r"[\s，,（(]*(?:左右|以上|多)?(?:大幅|迅速|快速|急剧|逐[步年渐]|持续|稳步|小幅|微幅|进一步|一路|再|又|相应){0,2}(?:增|升|降|减|跌|涨|扩|缩|提|攀|飙|回|下|上)\p{Han}{0,2}?[至到为成]了?(?:的|约|近|超过?|逾|接近)?\s?"
)
_LIVES = late_regex(
    r"(?:左右|以上|多)?[）)]?的?(?P<who>\p{Han}{1,6}?(?:裔|人|民|口|者))?人?(?:都|均|是|则|主要)?(?:居住|生活|住|聚居|定居|分布|集中)[在于]"
)
_WHO_LIVES = late_regex(
    r"[\s，,；;]*(?:其中|而|另外)?(?P<who>\p{Han}{2,10}?)(?:的?(?:分布|居住分布)(?:则?[是为])?[:：]?)?(?:当中|之中|中)?(?:大?约|仍|则|也|已|共|更)?(?:有|以)?(?:约|近|超过?|逾|高达)?\s?"
)
_PEOPLE = ("裔", "族", "人", "者", "民", "口")
_COUNTERS = {"家": "家数", "户": "户数", "件": "件数", "宗": "宗数", "起": "起数", "班": "班级数", "所": "校数", "场": "场次"}
_COUNTED = late_regex(r"(?<=..)(?:人数|人次|学生数|[家户件宗起]数)$")
_RATE_OF = late_regex(r"(?:粗|标准化|总)?(?P<what>出生|死亡|结婚|离婚|犯罪|失业|发病|感染|自杀|迁入|迁出|就业|参保|入学|毕业)率$")
_HOW_MANY = {"人": "人数", "名": "人数", "对": "对数", "件": "件数", "例": "例数", "户": "户数"}
_BESIDE_RATE = late_regex(r"\s?(?:[、（(]|[，,](?:共|计|有)?)\s?")
_AND = late_regex(r"\s?[、和及与]\s?")


def reading(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric, or None; ``decided`` are the metrics of earlier figures, by index."""
    return (
        _moved_to(words, frame, decided)
        or _had(words, frame)
        or _conceded(words, frame)
        or _of_world(words, frame, decided)
        or _in_brackets(words, frame, decided)
        or _living(words, frame)
        or _other_counter(words, frame, decided)
        or _counted_of_rate(words, frame, decided)
    )


def _named(words: Words, span: Span) -> bool:
    """Whether words are no place, and hold none but at their start."""
    return not words.is_place(span) and len(words.segments(span)) == 1


def _moved_to(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """What the other end of a change measures whose first end has its noun in the clause before: …，由400宗增至500宗."""
    q, told = frame.quantity, decided.get(frame.previous) if frame.previous is not None else None
    if told is None or frame.previous is None:
        return None
    other = words.frames[frame.previous]
    alike = other.sets_out and other.quantity.unit == q.unit and other.quantity.kind == q.kind and other.clause >= frame.clause - 1
    if not alike or _conceded(words, other) is None or not _MOVED_TO.fullmatch(words.besides_places((other.quantity.span[1], q.span[0]))):
        return None
    return Metric(told.span, told.text, told.name, "metric.previous", told.id, told.canonical)


def _had(words: Words, frame: Frame) -> Metric | None:
    """What somebody or something has, as its own: 封装业也有200亿元的营收."""
    q, text = frame.quantity, words.text
    if q.kind != "amount" or q.unit is None:
        return None
    thing = _THING_HAD.match(text, q.span[1], frame.clause_span[1])
    parts = words.segments((frame.left[0], q.span[0])) if thing is not None else []
    has = _HAS.fullmatch(text, *parts[0][0]) if parts else None
    if thing is None or has is None or metrics.class_of_head(thing["thing"]) not in _SUMS or not _named(words, has.span("whose")):
        return None
    whose = without_opening(has["whose"])
    if metrics.class_of_head(whose) in _SUMS or len(whose) < 2:
        return None
    return Metric(thing.span("thing"), thing["thing"], f"{whose}{thing['thing']}", "metric.behind.completed")


def _conceded(words: Words, frame: Frame) -> Metric | None:
    """The noun that opens the clause before, of which it says only that it grew or fell."""
    q, text = frame.quantity, words.text
    if q.kind not in ("amount", "number", "rate") or not frame.clause or not _THEN.fullmatch(text, frame.clause_span[0], q.span[0]):
        return None
    if frame.previous is not None and words.frames[frame.previous].clause >= frame.clause - 1:
        return None
    start = words.sentences[frame.sentence].clauses[frame.clause - 1][0]
    m = _CONCEDES.search(text, max(0, start - 1), frame.clause_span[0])
    if m is None or m.start("name") < start or words.is_place(m.span("name")):
        return None
    span = words.segments(m.span("name"))[0][0]
    name = without_opening(words.text[slice(*span)]).removeprefix("的")
    return Metric(span, words.text[slice(*span)], name, "metric.topic") if len(name) > 1 and metrics.class_of_head(name) != "share" else None


def _of_world(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The share that the figure right before is of a whole: 营收为700亿元，是全球的6成."""
    q, before = frame.quantity, decided.get(frame.previous) if frame.previous is not None else None
    if (
        before is None
        or frame.previous is None
        or q.kind not in ("rate", "ratio")
        or words.frames[frame.previous].quantity.kind not in ("amount", "number")
    ):
        return None
    m = _OF_WORLD.fullmatch(words.text, words.frames[frame.previous].quantity.span[1], q.span[0])
    if m is None:  # 也有200亿元的营收，是全球的6成
        thing = _THING_HAD.match(words.text, words.frames[frame.previous].quantity.span[1])
        m = _OF_WORLD.fullmatch(words.text, thing.end(), q.span[0]) if thing is not None else None
    return (
        Metric(m.span(), m.group(), f"{SHARE_NAME.sub('', before.name) or before.name}占{m['whole']}比重", "metric.share") if m is not None else None
    )


def _in_brackets(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The noun before a figure alone in brackets with the head that stands behind the last one: 酒店业（4万）和教育（2万）的就业人数."""
    q, text = frame.quantity, words.text
    if q.kind not in ("amount", "number"):
        return None
    behind = _SHARED_BEHIND.match(text, q.span[1])
    head = behind["head"] if behind is not None else _head_of_brackets(words, frame, decided)
    parts = words.segments((frame.left[0], q.span[0])) if head is not None else []
    name = _OPENS_BRACKET.fullmatch(text, *parts[0][0]) if parts else None
    own = without_opening(name["name"]) if name is not None else ""
    if head is None or name is None or len(own) < 2:
        return None
    return Metric(name.span("name"), name["name"], f"{own}{head}", "metric.before.completed")


def _head_of_brackets(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> str | None:
    """The head that figures in brackets before share, where one more only grows or falls: …的就业人数均增加，博彩业（6万）则减少."""
    if not _GROWS_BEHIND.match(words.text, frame.quantity.span[1]):
        return None
    for index in range(frame.index - 1, max(-1, frame.index - _MOST_BACK), -1):
        other, told = words.frames[index], decided.get(index)
        if other.sentence != frame.sentence or told is None:
            return None
        if told.rule == "metric.before.completed" and (m := _SHARED_BEHIND.match(words.text, other.quantity.span[1])) is not None:
            return str(m["head"]) if other.quantity.unit == frame.quantity.unit else None
    return None


def _living(words: Words, frame: Frame) -> Metric | None:
    """The share of people who live somewhere, where that stands behind their figure: 移民有4成居住在甲区."""
    q, text = frame.quantity, words.text
    lives = _LIVES.match(text, q.span[1]) if q.kind in ("rate", "amount") and q.unit == "%" else None
    if lives is None:
        return None
    if lives["who"] and not words.is_place(lives.span("who")):
        return Metric(lives.span("who"), lives["who"], f"{lives['who']}居住占比", "metric.behind.completed")
    start = frame.left[0] if frame.previous is not None else max(words.sentences[frame.sentence].span[0], q.span[0] - 20)
    parts = words.segments((start, q.span[0]))
    who = _WHO_LIVES.fullmatch(text, *parts[0][0]) if parts else None
    if who is None or words.is_place(who.span("who")):
        return None
    name = without_opening(who["who"])
    people = metrics.class_of_head(name) == "people" or name.endswith(_PEOPLE)
    return Metric(who.span("who"), who["who"], f"{name}居住占比", "metric.before.completed") if people else None


def _other_counter(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """What was counted in people right before, counted in another way: 无薪假实施人数2万人、1100家."""
    q, told = frame.quantity, decided.get(frame.previous) if frame.previous is not None else None
    if told is None or frame.previous is None or q.kind != "amount" or q.unit not in _COUNTERS:
        return None
    other, counted = words.frames[frame.previous].quantity, _COUNTED.search(told.name)
    if counted is None or other.unit == q.unit or other.kind != "amount" or not _AND.fullmatch(words.text, other.span[1], q.span[0]):
        return None
    if words.text[q.span[1] : q.span[1] + 1] not in "，。；、,;）)" and q.span[1] < len(words.text):
        return None  # 2万人、1100家企业
    return Metric(told.span, told.text, told.name[: counted.start()] + _COUNTERS[q.unit], "metric.previous.completed")


def _counted_of_rate(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """How many a rate right before is of: 粗死亡率最高为甲县千分之9.1、3600人."""
    q, told = frame.quantity, decided.get(frame.previous) if frame.previous is not None else None
    if told is None or frame.previous is None or q.kind not in ("amount", "number") or q.unit not in _HOW_MANY:
        return None
    other, rate = words.frames[frame.previous].quantity, _RATE_OF.search(told.name)
    if rate is None or other.kind != "rate" or not _BESIDE_RATE.fullmatch(words.text, other.span[1], q.span[0]):
        return None
    if words.text[q.span[1] : q.span[1] + 1] not in "，。；、,;）)" and q.span[1] < len(words.text):
        return None
    return Metric(told.span, told.text, f"{rate['what']}{_HOW_MANY[q.unit]}", "metric.previous.completed")
