"""What says of what a metric is outside its name: with 的 before it (在线教育产品的用户规模), or told of another place before.

全球家电代表企业数量3万家，中国企业数量9000家: the second are of the same kind as the first. Only where the second name says nothing of what: of
甲省农村人口2万人，乙省人口9万人 the second are all people.
"""

from __future__ import annotations

from extract.claims.frames import Frame
from extract.claims.words import Words
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Metric, Span, Token

_FURTHEST = 18  # characters
# Whose it is, when it was and how it is told: no part of what is measured.
_NONE = late_regex(
    r".*所.{1,2}|.*(?:公司|集团|政府|部门|委员会|[厅局署部]|总统|市长|院长|省|市|县|区|国|地区|地方|省份|城市|国家|我们|他们|大家|自己|同期|时期|当年|当时|当地|本地|以来|之间|以上|以下|左右|目标|计划|水平|方面|平均|\p{Han}{0,4}最[高低大小多少好差快慢新]|主要|全部|整个|有关|相关|各自|各地|各类)"
)
_LEAST = 4  # characters: 三地的报价, 全行的不良率 say nothing of what
_MEASURES = ("sum", "measure", "people", "price", "share")
_WORTH = ("销货价值", "销售价值", "货值")  # 珠宝首饰的销货价值: sums, as Hong Kong and Macao name them
_SAYS_NOTHING = ("产量", "销量", "数量", "业务量", "企业数量")
# Parts of a whole, of which another place's total may be told behind them.
_PARTS = late_regex(
    r"农村|城镇|城乡|户籍|外籍|贫困|女性|男性|岁|民营|国有|外资|私营|个体|规模以上|限额以上|规上|小微|中小|大型|上市|高新|重点|新增|国际|国内|进口|出口|对"
)
_WHOLE = late_regex(r"[全我本该各]")  # 全市, 我国: may be the place of the figure before
_AND = ("、", "及", "以及", "和", "与")  # 珠宝首饰、钟表及名贵礼物的销货价值
_CLOSES = ("“", "”", "「", "」", "《", "》")


def owner(words: Words, frame: Frame, span: Span) -> int | None:
    """Where the noun phrase begins that a measure's 的 hangs on, which is all that is said before it there; None where there is none."""
    text = words.text
    name = text[slice(*span)]
    if text[span[0] - 1 : span[0]] != "的" or (metrics.class_of_head(name) not in _MEASURES and not name.endswith(_WORTH)):
        return None
    end = span[0] - 1
    parts = words.segments((max(frame.clause_span[0], frame.left[0]), end))
    if not parts or parts[0][0][1] != end:
        return None
    start = parts[0][0][0]
    tokens = [t for t in words.tokens(frame.sentence, (start, end)) if t.text.strip()]
    while tokens and _opens(tokens[0]):
        tokens.pop(0)
    if not tokens or end - tokens[0].span[0] > _FURTHEST or end - tokens[0].span[0] < 2:
        return None
    place = words.place_within((tokens[0].span[0], end))
    if place is not None:  # 长沙的工程机械行业
        tokens = [t for t in tokens if t.span[0] >= place[1]]
        while tokens and tokens[0].text == "的":
            tokens.pop(0)
    if not tokens or end - tokens[0].span[0] < 2:
        return None
    said = text[tokens[0].span[0] : end]
    if len(said) < _LEAST or text[tokens[0].span[0] - 1 : tokens[0].span[0]] in ("、", "及", "和", "与"):
        return None
    if not all(is_noun(t) or t.text in _CLOSES or t.text in _AND for t in tokens) or _NONE.fullmatch(said) or said in metrics.never_names():
        return None
    return tokens[0].span[0]


def _opens(token: Token) -> bool:
    return token.flag[:1] in "cxdr" or token.text in ("其中", "目前", "有", "现有", "共", "的")


def is_noun(token: Token) -> bool:
    """Whether a token is a noun, or a word like one, that says of what something is."""
    return metrics.is_nominal(token) and token.flag[:1] in "njlvbae" and token.flag not in ("nr", "ns", "nt", "nrt", "v")


def of_other_place(words: Words, frame: Frame, name: str, span: Span, before: Metric | None) -> str | None:
    """The fuller name with the same head that the figure before has, where another place stands right before the name; else None."""
    if before is None or frame.previous is None or name not in _SAYS_NOTHING or not before.name.endswith(name) or before.name == name:
        return None
    q, other = frame.quantity, words.frames[frame.previous]
    alike = q.kind == other.quantity.kind and q.unit == other.quantity.unit
    alike = alike and other.sentence == frame.sentence and other.clause == frame.clause - 1
    if not alike or _PARTS.search(before.name) or "其中" in words.text[other.clause_span[0] : span[0]]:
        return None
    place = words.place_within((frame.left[0], span[0]))
    opens = place is not None and place[1] == span[0] and not words.text[frame.left[0] : place[0]].strip("，,；;、 而但")
    opens = opens and place is not None and not _WHOLE.match(words.text, place[0])
    return before.name if opens else None
