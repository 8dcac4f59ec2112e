"""Which reading of a metric is taken instead of the one with the highest score, where the language leaves no choice."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.claims.frames import Frame
from extract.claims.stretches import CLAUSE_INSIDE
from extract.claims.wording import Candidate, is_growth, unit_class
from extract.data import alternatives, read_words
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Span

_FIGURE_IN_NAME = regex.compile(r"(?<!\d)\d[\d,.]{0,14}+\s?[万亿兆]?\p{Han}")
_ALONE = late_regex(r"[\s，,；;]*(?P<name>\p{Han}{3,10}?)(?:则|也|亦)?(?:为|有|达|共)?\s?")


_BARE_VERBS = ("成交", "立案", "结案", "破案", "签约")
_DOES = late_regex(r"(?:完成|开展|举办|实施|组织|执行|进行)(?:了|各类|各种){0,2}$")  # 甲市执行任务5次，乙市完成海上发射4次
_ONLY_TO = late_regex(r"(?:共|达|约|近|超过?|逾){0,2}\s?")
_MEASURED = ("量", "数", "数目", "存货", "库存", "供应", "放盘")
_LEAST = 3  # characters of a name that a verb of doing stands before
_BECOMES = late_regex(  # 中稻陆续进入收获期
    r"(?P<what>\p{Han}{2,8}?)(?:也|均|都|已|正|陆续|将|全部|相继|即将){0,3}+(?:进入|迎来|步入|未造成|没有造成|喜获|获得丰收|开镰|成熟|上市)"
)
_SETS_OUT = late_regex(  # 37个指导组深入重点县, 19万家店铺出售电子烟
    rf"(?P<what>\p{{Han}}{{2,12}}?)(?:已|将|正|纷纷|陆续|全部|都|均){{0,2}}(?:{alternatives(read_words('what_things_do'))})"
)
_RECOGNIZED = late_regex(
    r"(?:未能|尚未|仍未|没有|无法|不能|未(?=[达通实完设建开列纳]))\p{Han}{2}|(?:成功|新)?(?:入选|入围|获评|获批|跻身|被?命名|被?认定|被?评为|被?列入|列为|被?纳入|完成|通过认证|位居|排名)"
)
_GREW = late_regex(
    r"[\s，,；;、]*(?P<name>\p{Han}{3,10}?)(?:则|也|亦|均|同比|环比|按年|[年月季]|大幅|微|小幅){0,3}(?:增长|下降|上升|下跌|减少|增加|成长|下滑|上涨|[增减升降跌])了?(?:约|近|逾)?\s?"
)


def finished(text: str, frame: Frame, found: Sequence[Candidate], scores: Sequence[float], best: int) -> int:
    """The index of the reading to take.

    The best one; for a head that says nothing of what (总量) the best that completes it (经营主体总量); for a share that begins with 占 the best that
    says of what it is; for a metric told before the words of the clause, where they are a name with its head and nothing else (；死亡数1万人).
    """
    best = _measured(frame, found, scores, _noun_alone(frame, found, best))
    best = _turned(frame, found, best)
    head, rule = found[best].metric.name, found[best].metric.rule
    if head[0] == "占" and rule == "metric.before":
        shares = [i for i, c in enumerate(found) if c.metric.rule == "metric.share"]
        return max(shares, key=lambda i: scores[i], default=best)
    if rule == "metric.before" and frame.previous is not None and head in _BARE_VERBS:  # 商品住宅累计成交4万套，其中6月成交1万套
        whole = [i for i, c in enumerate(found) if c.metric.rule == "metric.previous" and c.metric.name.endswith(head) and c.metric.name != head]
        return max(whole, key=lambda i: scores[i], default=best)
    if rule == "metric.previous" and frame.quantity.kind == "amount" and (done := [i for i, c in enumerate(found) if _is_done(text, frame, c)]):
        return max(done, key=lambda i: scores[i])
    if rule == "metric.previous" and (own := _own_name(text, frame, head)) is not None:
        return max((i for i, c in enumerate(found) if c.metric.span == own), key=lambda i: scores[i], default=best)
    if head not in read_words("never_alone"):
        return best
    growth = found[best].metric.span if is_growth(head) else None  # 年增率64.3%: its name adds nothing to what was told before
    whole = [i for i, c in enumerate(found) if c.metric.rule.endswith(".completed")]
    whole = [i for i in whole if found[i].metric.name.endswith(head) or (growth and found[i].metric.span == growth)]
    whole = [i for i in whole if found[i].metric.name != head and not _FIGURE_IN_NAME.search(found[i].metric.name)]
    return max(whole, key=lambda i: scores[i], default=best)


def _noun_alone(frame: Frame, found: Sequence[Candidate], best: int) -> int:
    """The reading that ends before what becomes of a thing that is measured: of 30万亩油菜迎来花期 油菜 alone."""
    unit = unit_class(frame.quantity)
    what = _BECOMES.match(found[best].metric.name) if unit in ("measure", "money") else None
    if what is not None and found[best].metric.rule in ("metric.behind", "metric.turned"):
        return next((i for i, c in enumerate(found) if c.metric.name == what["what"] and c.metric.rule == "metric.behind"), best)
    does = _SETS_OUT.match(found[best].metric.name)
    if does is not None and found[best].metric.rule == "metric.behind":
        return next((i for i, c in enumerate(found) if c.metric.name == does["what"] and c.metric.rule == "metric.behind"), best)
    if CLAUSE_INSIDE not in found[best].row or found[best].metric.rule != "metric.behind" or unit not in ("measure", "money"):
        return best
    whole = found[best].metric
    nouns = [i for i, c in enumerate(found) if c.metric.rule == whole.rule and CLAUSE_INSIDE not in c.row and c.metric.span and whole.span]
    nouns = [i for i in nouns if whole.name.startswith(found[i].metric.name) and len(found[i].metric.name) > 1]
    return max(nouns, key=lambda i: len(found[i].metric.name), default=best)


def _measured(frame: Frame, found: Sequence[Candidate], scores: Sequence[float], best: int) -> int:
    """The reading before a count of mere units that says what was counted (成交量达1.2万个单位, of homes)."""
    if found[best].metric.rule != "metric.behind" or found[best].metric.name != "单位":
        return best
    told = [i for i, c in enumerate(found) if c.metric.rule == "metric.before" and c.metric.name.endswith(_MEASURED)]
    told = [i for i in told if (span := found[i].metric.span) is not None and span[0] >= frame.left[0]]
    return max(told, key=lambda i: scores[i], default=best)


def _turned(frame: Frame, found: Sequence[Candidate], best: int) -> int:
    """The reading that says which things are counted, for a noun that says nearly nothing: 23个村完成厕所改造."""
    thing = found[best].metric
    if thing.rule != "metric.behind" or unit_class(frame.quantity) not in ("things", "people") or len(thing.name) > 2:
        return best
    said = [(i, c.metric.span) for i, c in enumerate(found) if c.metric.rule == "metric.turned" and _RECOGNIZED.match(c.metric.name)]
    return next((i for i, span in said if thing.span is not None and span is not None and span[0] == thing.span[0]), best)


def _is_done(text: str, frame: Frame, reading: Candidate) -> bool:
    """Whether a name right before its figure is what is said to be done."""
    span, name = reading.metric.span, reading.metric.name
    if reading.metric.rule != "metric.before" or span is None or len(name) < _LEAST or span[0] < frame.left[0]:
        return False
    return _ONLY_TO.fullmatch(text, span[1], frame.quantity.span[0]) is not None and _DOES.search(text, frame.left[0], span[0]) is not None


def _own_name(text: str, frame: Frame, told: str) -> Span | None:
    """Where the name stands that is all that is said between the figure before, or the clause's start, and an amount.

    Before a growth that is a name whose head is another than that of what was ``told`` before.
    """
    if frame.quantity.kind == "growth":
        grew = _GREW.fullmatch(text, frame.left[0], frame.quantity.span[0])
        known = grew is not None and metrics.class_of_head(grew["name"]) in ("sum", "measure")
        other = grew is not None and metrics.head_in(told) is not None and not told.endswith((grew["name"], metrics.head_in(grew["name"]) or ""))
        return grew.span("name") if grew is not None and known and other else None
    if frame.quantity.kind != "amount":
        return None
    alone = _ALONE.fullmatch(text, frame.left[0], frame.quantity.span[0])
    if alone is None or alone["name"] in metrics.bare_heads() or metrics.head_in(alone["name"]) in (None, alone["name"]):
        return None
    start, end = alone.span("name")
    return start, end
