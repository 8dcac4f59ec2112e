"""Items of a budget: 社会住宅编列83亿元，智慧城市编列3亿元. What stands before 编列 is the item, with the places in its name."""

from __future__ import annotations

from extract.claims.frames import Frame
from extract.claims.words import Words, without_opening
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Metric

_SET = late_regex(
    r"(?:^|[，,；;。：:\n])\s?(?:其中|另外?|此外|包含|包括|至于|以及|而|并)?[，,]?(?P<item>[^，,；;。：:\n\d]{2,28}?)(?:共|合计|总计|则|亦|也|另|再|已|将|总共|续|持续){0,2}编列"
    r"(?:预算|经费|预算经费)?(?:了|约|近|逾|高达|达|共|合计|总计){0,2}\s?$"
)
_MAKER = late_regex(r"(?:[府局处署部会院所]|公司|中央|地方|年度?|今年|去年|明年|逐年|每年|分别|各|我们|他们|期|预算|总额|规模)$")
_MADE_BY = late_regex(r"^(?:\p{Han}{2,4}[市县])?(?:[市县区]?政府|[市县]府)?(?:为|已|将|今年|明年)?(?=\p{Han}{2})")
_ITEM = late_regex(r"[\p{Han}]{2}编列(?:预算|经费|了|约|近|逾|共)*\s?[\d一二三四五六七八九十百千]")
_NO_ITEM = late_regex(r"的|\p{Han}[局处部]\p{Han}|协助|受到|因应")
_LEAST = 2  # items that make a list


def reading(words: Words, frame: Frame) -> Metric | None:
    """The item for which a sum is budgeted, or None."""
    q, text = frame.quantity, words.text
    if q.kind != "amount" or q.unit is None or len(q.unit) != 3 or not q.unit.isascii():
        return None
    start = max(0, frame.left[0] - 1)
    m = _SET.search(text, start, q.span[0]) if "编列" in text[max(start, q.span[0] - 10) : q.span[0]] else None
    sentence = words.sentences[frame.sentence].span
    if m is None or _MAKER.search(m["item"]) or _NO_ITEM.search(m["item"]) or len(_ITEM.findall(text, *sentence)) < _LEAST:
        return None  # one alone is told in any words (台湾就编列了80亿元)
    span = m.span("item")
    dated = next((part for part, what in words.segments(span) if what == "date"), None)
    if dated is not None:
        span = dated
    item = without_opening(text[slice(*span)])
    if (by := _MADE_BY.match(item)) is not None:
        item = item[by.end() :]
    if len(item) < 2 or _MAKER.search(item) or words.is_place((span[1] - len(item), span[1])):
        return None
    tokens = words.tokens(frame.sentence, (span[1] - len(item), span[1]))
    if not tokens or not metrics.is_nominal(tokens[-1]) or tokens[0].flag[:1] in "dcpr":
        return None  # 不仅编列930亿元
    return Metric((span[1] - len(item), span[1]), item, item, "metric.before")
