"""Words beside a figure that say what another one measures, or only what it is set against, by how the text is built.

A list's earlier items (铁矿、煤炭产量分别…), what a gap (比全部投资高2个百分点) or a multiple (是外贸的2倍) is told of, the places that were
counted before (12个县（区）3万人), and what a relative clause behind a figure begins with (30个专门服务老人的站点).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex

from extract.claims.frames import Frame
from extract.claims.one_by_one import RULE as ONE_BY_ONE
from extract.claims.relative import is_predicate
from extract.claims.wording import Candidate
from extract.claims.words import Words
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Metric, Quantity, Span

_JOINED = regex.compile(r"\s?(?:和|及|与|、|以及|，|,)\s?")
_JOINED_BEFORE = regex.compile(r"(?:和|及|与|、|以及|，|,)\s?$")
_THAN = regex.compile(
    r"(?:同?比(?![例重率值价])|较|相比于?)(?P<object>[^，,。；;：比较]{1,24}?)(?:平均水平)?(?:要|还|又|仅|多)?(?:高|低|快|慢|多|少|大|小)(?:出|增|上)?了?(?:约|近|将近|超过?|大约)?\s?$"
    r"|(?:[高低多少大小快慢]于|超出|领先于?|落后于?)了?"  # 比重高于乙省家庭28个百分点
    r"(?P<object>[^，,。；;：比较]{1,24}?)(?:平均水平)?(?:约|近|将近|超过?|大约)?\s?$"
)
_TIMES = late_regex(r"(?P<object>(?:相当于|相等于|等于|超过|不到|达到|是|为)[^，,。；;：、]{1,24}?)的?(?:将近|接近|大约|约|近)?\s?$")
_PART = late_regex(
    r"(?P<object>(?:相当于|相等于|等于|仅为|只有|不到|不足|仅占|为)[^，,。；;：、占]{2,24}?)的(?:将近|接近|大约|约|近)?\s?$"
)  # 支出仅为人均GDP的0.82%
_PLACES = late_regex(
    r"(?:个|座)?(?:省区市|省市区?|省区?|市县区?|县市区?|市州|市|县区?|区县?|乡镇|镇乡|乡|镇|街道|行政村|自然村|村民?小?组?|社区|国家和?地区|国家)"
    r"(?:[（(][^（）()]{1,8}[）)])?(?:[和或及、](?:村民小组|[乡镇市区县村]))?(?:境内|内|共|累计|约|近|超过?|共有|有|共计){0,2}\s?"
)

_AMONG = late_regex(r"(?:[（(]地区[）)]|和地区)?(?:当中|之中|里面?|中)的?(?:综合)?(?:排[名行在位]|位[居列次]|名列|名次|居|列)")
_ITEM = late_regex(r"、(?P<item>\p{Han}{3,10})")


_OWN_BRACKETS = late_regex(r"\p{Han}的(?:平均)?(?:增[速幅]|[涨升降跌]幅|增长率|成长率|水平|目标)[（(]\s?$")
_ITEM_OF_LIST = late_regex(  # 灯具（增长3%）、茶叶（增长5%）
    r"[)）]\s?[、，,和及与]\s?[^，,。；;、\d（()）]{2,14}[（(](?:同比)?(?:增长|下降|增加|减少|上升|增|减|降)?\s?$"
)


def _is_part(q: Quantity) -> bool:
    """Whether a figure is a multiple or a share of what another is."""
    return ("倍" in q.text and q.kind != "growth") or (q.kind == "rate" and q.unit == "%")


class OfAnother:
    """Which readings of one article's figures are of another figure."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._text = words.text
        self._against: tuple[int, Span | None] = (-1, None)  # a frame's index and what its figure is set against
        self._goes_on: tuple[int, bool] = (-1, True)  # a frame's index and whether its figure can be of what was measured before

    def is_of(self, frame: Frame, metric: Metric, found: Sequence[Candidate], decided: Mapping[int, Metric]) -> bool:
        """Whether a reading is of another figure; ``found`` are all readings, ``decided`` the metrics of earlier figures, by index."""
        if metric.rule == "metric.previous":
            if self._goes_on[0] != frame.index:
                self._goes_on = frame.index, not self._has_its_own(frame, found)
            return not self._goes_on[1]
        if metric.span is None:
            return False
        if metric.rule == "metric.behind":
            return self._begins_a_clause(frame, metric.span) or ("—" in self._text[frame.quantity.span[1] : metric.span[0]] and len(found) > 1)
        if metric.rule != "metric.before":
            return False
        if frame.quantity.kind == "rank" and _AMONG.match(self._text, metric.span[1]):  # 在217个国家中排名第95位
            return len(found) > 1
        if self._is_set_against(frame, metric.span):
            of = self._against[1] or metric.span
            return any(c.metric.span is None or not (of[0] <= c.metric.span[0] and c.metric.span[1] <= of[1]) for c in found)
        if self._counted_before(frame, metric.span):
            return len(found) > 1
        counted = decided.get(frame.previous) if frame.previous is not None else None
        if counted is not None and counted.rule == "metric.behind" and counted.span is not None and metric.span[1] == counted.span[1]:
            between = self._text[metric.span[1] : frame.quantity.span[0]]  # 3000家高新技术企业和900家…企业
            return _JOINED.fullmatch(between) is not None and any(c.metric.rule == "metric.behind" for c in found)
        return self._of_a_list(frame, metric.span, found)

    def _has_its_own(self, frame: Frame, found: Sequence[Candidate]) -> bool:
        """Whether the words right before a figure say what it measures, whatever was measured before."""
        own = self._in_brackets_of(frame) or _ITEM_OF_LIST.search(self._text, frame.clause_span[0], frame.quantity.span[0]) is not None
        return (own and any(c.metric.rule == "metric.before" for c in found)) or self._names_an_item(frame, found)

    def _in_brackets_of(self, frame: Frame) -> bool:
        """Whether a figure stands alone in brackets behind the rate or level that it is: 大幅超越邻市GDP的增速（3.1%）."""
        q = frame.quantity
        return _OWN_BRACKETS.search(self._text, frame.clause_span[0], q.span[0]) is not None and self._text[q.span[1] : q.span[1] + 1] in ("）", ")")

    def _of_a_list(self, frame: Frame, span: Span, found: Sequence[Candidate]) -> bool:
        """Whether words are of the list that the figure has its own item of."""
        own = next((c.metric.span for c in found if c.metric.rule == ONE_BY_ONE), None)
        if own is None or frame.run.size < 2:
            return False
        (start, end), (first, last) = span, own
        if start < first and last <= end and _JOINED_BEFORE.search(self._text, start, first) is not None:
            return True  # 铁矿、煤炭产量分别…: both together name none
        if start <= first and last < end and _JOINED.match(self._text, last, end) is not None:
            return True
        return start >= last and _JOINED.match(self._text, last, start + 1) is not None  # 化工、纺织服装产值分别…: of the first no 纺织服装产值

    def _is_set_against(self, frame: Frame, span: Span) -> bool:
        """Whether words before a gap or a multiple are what the figure is set against (投资增长5%，比全部投资高2个百分点)."""
        if self._against[0] != frame.index:
            self._against = frame.index, self._set_against(frame)
        of = self._against[1]
        inside = of is not None and of[0] < span[1] <= of[1]
        return inside and of is not None and (of[0] <= span[0] or "倍" in frame.quantity.text)  # of 甲是乙的两倍 no 甲是乙 either

    def _set_against(self, frame: Frame) -> Span | None:
        q = frame.quantity
        within = frame.clause_span[0], q.core[0]
        if q.kind == "growth" and (m := _THAN.search(self._text, *within)):
            return m.start(), m.end("object")
        m = (_TIMES if "倍" in q.text else _PART).search(self._text, *within) if _is_part(q) else None
        return m.span("object") if m is not None else None

    def _names_an_item(self, frame: Frame, found: Sequence[Candidate]) -> bool:
        """Whether nouns between two figures of different units name what the second is of (改造小区196个、城中村6万户)."""
        if frame.previous is None or frame.quantity.kind != "amount":
            return False
        before = self._words.frames[frame.previous].quantity
        item = _ITEM.fullmatch(self._text, before.span[1], frame.quantity.span[0])
        if item is None or before.kind not in ("amount", "growth") or before.unit == frame.quantity.unit or metrics.is_head(item["item"]):
            return False
        span = item.span("item")
        own = self._words.between(frame, span)
        whole = bool(own) and (own[0].span[0], own[-1].span[1]) == span and all(t.flag[:1] in "nsjzb" for t in own)
        return whole and any(c.metric.rule == "metric.before" and c.metric.span == span for c in found)

    def _counted_before(self, frame: Frame, span: Span) -> bool:
        """Whether words are those of the places that the figure right before counts (12个县（区）3万人)."""
        if frame.previous is None:
            return False
        before = self._words.frames[frame.previous].quantity
        return (
            before.kind == "amount" and before.unit != frame.quantity.unit and before.span[1] - 1 <= span[0]
            and _PLACES.fullmatch(self._text, before.span[1], frame.quantity.span[0]) is not None
        )  # fmt: skip

    def _begins_a_clause(self, frame: Frame, span: Span) -> bool:
        """Whether words behind a figure are the beginning of a clause that 的 ends before what is counted (30个专门服务老人的站点)."""
        behind = self._words.between(frame, frame.right)
        at = next((i for i, t in enumerate(behind) if t.text == "的" and t.span[0] > frame.quantity.span[1]), None)
        if at is None or at + 1 >= len(behind) or behind[at].span[0] < span[1] or not metrics.is_nominal(behind[at + 1]):
            return False
        return any(is_predicate(t) or t.flag == "d" for t in behind[:at] if span[0] <= t.span[0] < span[1])
