"""Figures of those who do something, where a predicate and no noun says what is counted.

The predicate stands before the figure (常年在外打工的有220万人, 30岁以下的只占7%) or behind it (两成的公寓租给了游客, 其中七成卖到了省外).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.claims.frames import THOSE_ARE, Frame
from extract.claims.wording import SHARE_NAME
from extract.claims.words import Words, without_opening
from extract.data import read_words
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.mentions.quantity_context import change_verbs
from extract.model import Metric, Quantity, Token

_WHO = late_regex(
    r"(?:^|[，,。；;：:\s])(?P<who>[^，,。；;：:、“”的\n]{2,20})的(?:人|就|也|却|则|还|已经?|竟|总?共|一共|加起来|又){0,3}(?:只|仅|才)?(?:有|占|达|(?<=(?:上班|打工|务工|就业|居住|生活|定居|通勤|上学|就读)的)是)(?:了|到|约|近|将近|超过?|不到){0,2}\s?$"
)
_AGED = late_regex(
    r"(?:\d{1,3}|[一二三四五六七八九]?十[一二三四五六七八九]?)(?:周?岁|后)(?:及?以[上下]|[往朝][上下]|开外|以前|之间|[以之][内后]|至\d{1,3}岁)?$"
)
_NO_DOING = late_regex(rf"最|[越更较很]|(?:{change_verbs()})|超过|高于|低于|排名|位[居列]|达标|属于")
_PEOPLE_UNITS = {"人": "人数", "名": "人数", "位": "人数", "户": "户数"}
_LEAST_PEOPLE = 1000  # a bare number of people
_LEADS = late_regex(
    r"[\s，,；;：:]*(?:其中|而|但|却|仅|就|也|还|已经?|目前|如今|现在|更|又|里面?|当中|有|约|近|大约|超过?|逾|至少|足足|高达|多达|让|使|令|全[国省市县区州球]|当地|市?中心|市区|城区|境内){0,5}\s?"
)
_WITHIN = late_regex(r"(?P<whole>[^，,。；;、\d]{2,16}?)(?:里面?|当中|之中|中)[，,]?(?:就|也|还|已经?)?有?(?:约|近|超过?|逾){0,2}\s?")
_WHOLE_OF = late_regex(r"(?P<whole>[^，,。；;、\d的]{2,16}?)的(?:约|近|超过?|逾|大约){0,2}\s?")
_BETWEEN = ("的", "以上", "左右", "多", "余", "强", "弱")
_ENDS = "，；：。,;、！？!?\n"
_ALL_OF_THEM = ("都", "均", "全", "全都", "就", "其实", "基本", "往往", "大多")
_MOST_NOUNS = 4  # tokens of what they are
_MOST = 16  # tokens of a predicate
_IS = ("是", "由", "来自", "都", "均", "被", "靠")
_LAST = late_regex(r"(?<=\p{Han}{2})[了过着](?=\p{Han})|[了过]$")
_MEAN = late_regex(r"平均|人均|(?:年龄|时间|价格?|收入|工资|[率度])$")  # no whole that has parts
_PRODUCED = late_regex(r"^(?:年[产出]|累计|现有|共有)(?=\p{Han}{2})")


def reading(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric, or None; ``decided`` are the metrics of earlier figures, by index."""
    return _told_before(words, frame) or _told_behind(words, frame, decided)


def _is_share(text: str, q: Quantity) -> bool:
    """Whether a figure is a per cent, tenths or a fraction: no date with a stroke (11/26在安平)."""
    if "/" in q.text and not text.startswith("的", q.span[1]):
        return False
    return (q.kind == "rate" and q.unit == "%") or (q.rule == "quantity.fraction" and q.kind == "ratio")


def _is_verb(token: Token) -> bool:
    return token.flag.startswith("v") and token.flag != "vn" and token.text not in read_words("no_doing_verbs")


def _told_before(words: Words, frame: Frame) -> Metric | None:
    """Those who are told by what they do, before 的有 and their number or 的占 and their share."""
    q, text = frame.quantity, words.text
    people = q.kind in ("amount", "number") and (
        q.unit in _PEOPLE_UNITS or (q.unit is None and q.number is not None and q.number >= _LEAST_PEOPLE and q.text[-1:] not in "年月日号")
    )
    if not people and not _is_share(text, q):
        return None
    start = frame.clause_span[0]
    m = _WHO.search(text, max(0, start - 1), q.span[0])
    if m is None or m.start("who") < start:
        return None
    parts = words.segments(m.span("who"))
    if not parts:
        return None
    span = parts[0][0]
    name = without_opening(text[slice(*span)]).removeprefix("可").removeprefix("其中")
    aged = _AGED.search(name) is not None
    if len(name) < 2 or name.endswith(("在", "到", "往", "于")) or (not aged and _NO_DOING.search(name)):
        return None
    tokens = words.tokens(frame.sentence, (span[1] - len(name), span[1]))
    if not aged and not any(_is_verb(t) for t in tokens):
        return None
    if not aged and tokens and metrics.is_head(tokens[-1].text):
        return None
    counted = "占比" if _is_share(text, q) else _PEOPLE_UNITS.get(q.unit or "人", "人数")
    return Metric(span, text[slice(*span)], name + counted, "metric.before.completed")


def _told_behind(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The share of those who do what stands behind it, with the things they are, or what was told before them."""
    q, text = frame.quantity, words.text
    if not _is_share(text, q) or frame.run.size > 1 or THOSE_ARE.match(text, q.span[1]):
        return None
    behind = words.between(frame, frame.right)
    while behind and behind[0].text in _BETWEEN:
        behind = behind[1:]
    stop = next((i for i, t in enumerate(behind) if t.text[0] in _ENDS), len(behind))
    if (stop == len(behind) and frame.right[1] < frame.clause_span[1]) or not 0 < stop <= _MOST:
        return None
    behind = behind[:stop]
    nouns = _nouns(behind)
    while 1 < nouns < len(behind) and behind[nouns - 1].flag in ("vn", "an") and behind[nouns].flag[:1] in "vp":
        nouns -= 1  # 选票投|给甲党, 死者安全|下葬
    if nouns and behind[nouns - 1].text in read_words("respondents"):
        return None
    did = _predicate(text, behind[nouns:])
    if not did:
        return _what_they_are(words, frame, behind, nouns)
    thing = "".join(text[behind[0].span[0] : behind[nouns - 1].span[1]].split()) if nouns else ""
    whole = _whole(words, frame, behind, nouns, decided)
    if whole is None:
        return None
    name = f"{did}的{thing}占比" if thing else f"{whole}{did}占比"
    span = behind[0].span[0], behind[-1].span[1]
    return Metric(span, text[slice(*span)], name, "metric.behind.completed")


def _what_they_are(words: Words, frame: Frame, behind: Sequence[Token], nouns: int) -> Metric | None:
    """What so many of some things are (八成的劳动力都是零工): their share of the things."""
    text, rest = words.text, behind[nouns:]
    while rest and rest[0].text in _ALL_OF_THEM:
        rest = rest[1:]
    if not nouns or len(rest) < 2 or rest[0].text not in ("是", "为", "属于"):
        return None
    parts = words.segments((frame.left[0], frame.quantity.span[0]))
    are = rest[1:]
    if not _LEADS.fullmatch("".join(text[slice(*part)] for part, _ in reversed(parts))) or len(are) > _MOST_NOUNS:
        return None
    if not metrics.is_nominal(are[-1]) or any(t.flag[:1] in "xtmuc" for t in are) or words.is_place((are[0].span[0], are[-1].span[1])):
        return None
    what, thing = (text[part[0].span[0] : part[-1].span[1]] for part in (are, behind[:nouns]))
    return Metric((behind[0].span[0], are[-1].span[1]), what, f"{what}占{thing}比重", "metric.behind.completed") if len(what) > 1 else None


def _whole(words: Words, frame: Frame, behind: Sequence[Token], nouns: int, decided: Mapping[int, Metric]) -> str | None:
    """What a share is of by the words before it, empty where they say nothing; None where they tell of another measure."""
    q, text = frame.quantity, words.text
    parts = words.segments((frame.left[0], q.span[0]))
    said = "".join(text[slice(*part)] for part, _ in reversed(parts))
    if _LEADS.fullmatch(said):
        if nouns:
            return ""
        before = decided.get(frame.previous) if frame.previous is not None else None
        if before is not None and frame.previous is not None and words.frames[frame.previous].quantity.kind in ("amount", "number"):
            name = SHARE_NAME.sub("", before.name) or before.name
            return "" if _MEAN.search(name) else str(_PRODUCED.sub("", name))
        if frame.clause and not said.strip("，, 有约近"):
            start, _ = words.sentences[frame.sentence].clauses[frame.clause - 1]
            passed = words.segments((start, frame.clause_span[0]))
            within = _WITHIN.fullmatch(text, max(start, passed[0][0][0]), q.span[0]) if passed else None
            return without_opening(within["whole"]).removeprefix("的") if within is not None else None
        return None
    if nouns or not parts:
        return None
    own = _WITHIN.fullmatch(text, *parts[0][0]) or (
        _WHOLE_OF.fullmatch(text, *parts[0][0]) if behind[0].text in read_words("where_to_verbs") else None
    )
    if own is None:
        return None
    name = without_opening(own["whole"])
    tokens = words.tokens(frame.sentence, (own.end("whole") - len(name), own.end("whole")))
    return name if len(name) > 1 and tokens and all(metrics.is_nominal(t) for t in tokens) else None


def _nouns(tokens: Sequence[Token]) -> int:
    """How many tokens the noun phrase has that a run begins with."""
    n = 0
    while n < len(tokens) and metrics.is_nominal(tokens[n]) and tokens[n].flag[:1] not in "xtdpmivu" and tokens[n].text not in _ENDS:
        n += 1
    if n + 1 < len(tokens) and tokens[n].flag.startswith("v") and tokens[n + 1].text in _IS and metrics.is_nominal(tokens[n]):
        n += 1  # 1/3的用电需求是由核电支撑
    return n


def _predicate(text: str, tokens: Sequence[Token]) -> str:
    """What was done, from its verb on; empty where the words hold none or only how a figure moved."""
    while tokens and (
        tokens[0].flag in ("d", "ad", "an") or tokens[0].text in ("将", "已", "已经", "会", "能", "可", "都", "均", "则", "正", "正在")
    ):
        tokens = tokens[1:]
    if not tokens:
        return ""
    if tokens[0].text == "是" and len(tokens) > 1:
        tokens = tokens[1:]
        return text[tokens[0].span[0] : tokens[-1].span[1]] if tokens[0].flag[:1] in "vp" else ""
    opens = (
        _is_verb(tokens[0])
        or (tokens[0].flag == "vn" and len(tokens) > 1 and tokens[1].flag == "p")
        or (tokens[0].flag == "p" and any(_is_verb(t) for t in tokens[1:]))
        or tokens[0].text in read_words("where_to_verbs")
    )
    if not opens or _NO_DOING.match(tokens[0].text) or (len(tokens) == 1 and len(tokens[0].text) == 1):
        return ""
    return str(_LAST.sub("", "".join(text[tokens[0].span[0] : tokens[-1].span[1]].split())))
