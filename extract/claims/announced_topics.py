"""What a row of places is told of, announced before it in a clause of its own: 财政收入就难看了。甲市两百出头; 再看外贸，甲市三千亿.

The clause names the topic first and then says at most how it stands; behind it stand places with their figures alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from extract.claims import catalogue, no_names, what_places_have, wording
from extract.claims.frames import Frame
from extract.claims.words import Words
from extract.data import read_table
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Metric, Quantity, Span

_CLAUSES = late_regex(r"[^，,。；;：:？?！!\n]+")
_OPENS = late_regex(
    r"\s*(?:再|先|最后|接着|然后|那么?|而|但是?|可是?|不过|至于|其次|首先|另外|还有|有意思的是|意思的是)?(?:来)?(?:看一?看|看|说说|说到?|论|讲讲?|讲到|比比|比|聊聊|聊到?|谈谈?|谈到|轮到|换成|拿|单论|单看|光看|提到|要说|要论|算算?)?(?:到)?"
    r"(?:(?:[两三四五六]|几)(?:地|市|城|省|家|座城市?|个城市)|各地|各市|各家|双方)?(?:的)?"
)
_STANDS = late_regex(  # how the topic stands, with no other thing told
    r"(?:呢|嘛|吧|方面|上|里|这[块一]\p{Han}{0,2}|这项|这东西|的话|而言|来说|来看|这头|一项|这儿|数据|排行|排名)?"
    r"(?:(?:就(?![业读医诊餐学职任])|也|更(?![新换名迭])|又|倒(?![闭塌卖])|却|都(?!市|是\p{Han}+的)|还(?![款贷债本])|则|是(?=[另两同不一])|可(?![支变])|差(?![额距价异别])|拉(?![动升])|大家|谁都|不(?!动产|良)|没(?!收)|很|最|比(?![例重率值价])|难(?!民)|好|反(?![弹倾])|正|完全|同样|有意思|另一|一边|各有|相差|悬殊|咬得|旗鼓|换(?![购新届代])了?|要(?![素求件]))\p{Han}{0,10})?"
)
_ATTRIBUTE = late_regex(r"[\s，,]*(?:平均|人均|大概|一共|总共|差不多)?")
_LONGEST, _FURTHEST, _SHORTEST = 12, 60, 2
_SUM = 2_000_000_000  # a bare number of so many is a sum of money
_PER_HEAD = late_regex("工资|薪资|房[价租]|居民收入|人均")
_MONEY = ("CNY", "USD", "HKD", "TWD")


@cache
def _topics() -> Mapping[str, str]:
    return {r["word"]: r["metric"] or r["word"] for r in read_table("lexicons/spoken_topics.tsv")}


def reading(words: Words, frame: Frame) -> Metric | None:
    """The metric that was announced before the first figure of a row, or None."""
    q, text, alone = frame.quantity, words.text, False
    if q.kind not in ("number", "amount", "rate") or not (
        what_places_have.is_bare(words, frame) or (alone := what_places_have.is_unnamed(words, frame))
    ):
        return None
    sentence = words.sentences[frame.sentence]
    first = sentence.span[0]
    if frame.sentence and words.sentences[frame.sentence - 1].paragraph == sentence.paragraph and sentence.role == "body":
        first = words.sentences[frame.sentence - 1].span[0]
    start = max(first, words.frames[frame.index - 1].quantity.span[1] if frame.index else 0, q.span[0] - _FURTHEST)
    found = None
    for clause in _CLAUSES.finditer(text, start, q.span[0]):
        if clause.end() < q.span[0] and (clause.start() == first or text[clause.start() - 1] in "，,。；;：:？?！!\n"):
            found = _topic(words, clause.span(), placed=alone) or found
    return found[1] if found is not None and _fits(found[1], q) else None


def _topic(words: Words, span: Span, *, placed: bool) -> tuple[Span, Metric] | None:
    """What a clause without figures announces, the longest name with which it begins; where ``placed``, it has to say of which place (甲市的房价)."""
    text = words.text
    place = words.place_within(span)
    if place is not None and not text[span[0] : place[0]].strip() and text.startswith("的", place[1]):
        span = place[1] + 1, span[1]
    elif placed:
        return None
    opening = _OPENS.match(text, *span)
    for at in dict.fromkeys((opening.end() if opening else span[0], span[0])):
        for end in range(min(span[1], at + _LONGEST), at, -1):
            name = text[at:end]
            known = _known(name)
            if known is not None and _STANDS.fullmatch(text, end, span[1]):
                if end - at < _SHORTEST and end == span[1] and at == span[0]:
                    return None
                return (at, end), Metric((at, end), name, known, "metric.topic")
    return None


def _known(name: str) -> str | None:
    """The metric that a topic is, or None."""
    if (told := _topics().get(name)) is not None:
        return told
    return name if len(name) > 1 and catalogue.named(name) is not None else None


def _fits(metric: Metric, q: Quantity) -> bool:
    """Whether a figure can be of a metric by its unit."""
    entry = catalogue.match(metric.name)
    if (metric.name != metric.text and q.unit in no_names.COUNTERS_OF_PLACES) or (_PER_HEAD.search(metric.name) and "亿" in q.text):
        return False  # 机场28个, 收入方面，甲省1.3万亿元
    if q.kind == "rate" or q.unit == "%":
        return entry is None or "rate" in entry.kinds or metrics.class_of_head(metric.name) == "share"
    if q.unit is None and "亿" in q.text and q.number is not None and abs(q.number) >= _SUM:
        q = q._replace(unit="CNY", kind="amount")
    if entry is not None and q.unit is not None and not wording.may_have(entry.units, q):
        return False
    people = metrics.class_of_head(metric.name) == "people"
    return not (people and (q.unit in _MONEY or "亿" in q.text))
