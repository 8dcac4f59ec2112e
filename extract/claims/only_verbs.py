"""Amounts that only a verb names, of the thing that was told before: 大米产量4300万吨，去年出口了810万吨 is of 大米出口量; 一年用1300亿度电."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import regex

from extract.claims.frames import Frame
from extract.claims.words import Words
from extract.data import alternatives, read_table
from extract.data.late import late_regex
from extract.model import Metric

_ADVERBS = r"(?:[\s，,；;、]|每年|一年|全年|当年|每天|一共|总共|累计|而|但|却|也|只|就|仅|才|要|能|会|可以|还|又|再|共|已经?|则|大概|另外|同时){0,8}"
_ABOUT = r"了?(?:约|近|将近|超过?|逾|大约|不到)?\s?"
_HEADS = late_regex(  # what a thing was measured by: 废钢消费量 is of 废钢
    r"(?<=\p{Han}{1,12})(?:总|年)?(?:[生出]产量|产量|产能|消费总?量|消耗量|需求量?|供应量|[进出]口总?量|销售?量|用量|储量|库存量?|存量)$"
)
_MOST_BACK = 3  # figures back to the one that tells the thing
_ELECTRIC = ("千瓦时", "度")
_USED = late_regex(rf"{_ADVERBS}(?:消耗|耗费|耗|用掉|用去|用){_ABOUT}")
_ENDS = late_regex(r"(?:左右|以上|多)?\s?(?:[，。；、,;！!）)\n…]|电(?!\p{Han}*[站厂网])|$)")


@cache
def _verbs() -> tuple[regex.Pattern[str], dict[str, str]]:
    rows = {r["verb"]: r["head"] for r in read_table("lexicons/trading_verbs.tsv")}
    return regex.compile(rf"{_ADVERBS}(?P<verb>{alternatives(list(rows))}){_ABOUT}"), rows


def reading(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric, or None; ``decided`` are the metrics of earlier figures, by index."""
    q = frame.quantity
    if q.kind != "amount" or not _ENDS.match(words.text, q.span[1]):
        return None
    said = words.besides_places((frame.clause_span[0], q.core[0]))
    if q.unit in _ELECTRIC:
        return Metric(None, None, "用电量", "metric.unit") if _USED.fullmatch(said) else None
    pattern, heads = _verbs()
    m = pattern.fullmatch(said)
    if m is None:
        return None
    for index in range(frame.index - 1, max(-1, frame.index - 1 - _MOST_BACK), -1):
        other, metric = words.frames[index], decided.get(index)
        if not words.goes_on(other.sentence, frame.sentence):
            return None
        thing = _HEADS.search(metric.name) if metric is not None else None
        if metric is not None and thing is not None and other.quantity.unit == q.unit:
            return Metric(metric.span, metric.text, metric.name[: thing.start()] + heads[m["verb"]], "metric.previous.completed")
    return None
