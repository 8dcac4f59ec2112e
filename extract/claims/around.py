"""Names made of the words around a figure where no stretch of them is one.

Three orders of words leave what is measured in pieces: the thing before what became of it (11家企业入选百强: 入选百强企业), people
before what they do (45万人次参加: 参加人次), the verb before its object (每天处理2万吨垃圾: 每天处理垃圾).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from extract.claims.frames import THOSE_ARE, Frame
from extract.claims.scoring import Part, holding
from extract.claims.wording import Candidate, flag, unit_class
from extract.claims.words import Words
from extract.data import read_words
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Metric, Quantity, Span, Token

OF_PEOPLE = holding("a share of people who do it")  # leaves no choice
_LONGEST = 10  # tokens of what became of a thing, or of what people do
_MOST = 26  # characters of a name
_KEPT = 8192  # parts of rows that are remembered
_TIMES = ("之后", "之前", "以后", "以前", "以来", "之间")  # 突破五万之后就停滞了
_BETWEEN = ("的", "以上", "左右", "多", "余")
_ENDS = "，；：。,;、！？!?"
_AUXILIARY = ("可", "可以", "能", "能够", "会", "将", "已", "已经", "了", "过", "正", "均", "都", "也", "还", "约", "大概", "大约", "近", "共")
_RATES = late_regex(r"(?:平均)?每(?:天|日|月|年|小时|周|人|户)?|[日月年]均|平均")
_LAST = late_regex(r"(?<=..)[了过着]$")
_PEOPLE = {"人": "人数", "名": "人数", "位": "人数", "人次": "人次", "户": "户数", "家": "家数"}


@cache
def _empty() -> frozenset[str]:
    return frozenset(read_words("empty_verbs"))


@lru_cache(maxsize=_KEPT)
def _features(order: str, length: int, thing: str, verb: str, pos: str, whole: bool) -> Part:
    return Part({
        f"{order}: {min(length, 6)} tokens": 1.0, f"{order}: thing {thing}": 1.0, f"{order}: verb {verb}": 1.0, f"{order}: opened by {pos}": 1.0,
        f"{order}: {'all of the clause' if whole else 'a part of the clause'}": 1.0,
    })  # fmt: skip


def readings(words: Words, frame: Frame) -> Iterator[Candidate]:
    """The names for one figure, one at most of each order."""
    q, text = frame.quantity, words.text
    if q.kind in ("growth", "rank", "ratio") or THOSE_ARE.match(text, q.span[1]):
        return
    right = _right(words, frame)
    behind = words.between(frame, right)
    while behind and behind[0].text in _BETWEEN:
        behind = behind[1:]
    stop = next((i for i, t in enumerate(behind) if t.text in _ENDS), len(behind))
    whole = stop < len(behind) or right[1] == frame.clause_span[1]
    behind = behind[:stop]
    if not behind:
        return
    behind = _joined(behind)
    nouns = _nouns(behind)
    rest = behind[nouns:]
    people = unit_class(q) == "people" and q.unit is not None
    if nouns and rest and whole and behind[nouns - 1].text not in _TIMES:
        name = _said(text, rest, behind[:nouns])
        if name:
            found = _reading(text, "turned", name, behind[0].span[0], rest, behind[nouns - 1], whole)
            yield Candidate(found.metric, [*found.row, OF_PEOPLE]) if _of_people(q, behind[:nouns]) else found
    elif not nouns and people and whole and q.unit is not None and len(rest) <= _LONGEST:
        did = _did(text, rest)
        if did:
            name = did + _PEOPLE.get(q.unit, "人数")
            yield _reading(text, "people", name, rest[0].span[0], rest, rest[-1], whole)
    if nouns:
        led = _led(words, frame)
        if led is not None:
            rate, verbs = led
            thing = text[behind[0].span[0] : behind[nouns - 1].span[1]]
            yield _reading(
                text,
                "object",
                rate + "".join(t.text for t in verbs) + "".join(thing.split()),
                behind[0].span[0],
                verbs,
                behind[nouns - 1],
                bool(rate),
            )


def _of_people(q: Quantity, nouns: Sequence[Token]) -> bool:
    """Whether a share is of people who do or think something (七成市民赞成), which they are told by."""
    return q.kind == "rate" and q.unit == "%" and nouns[-1].text in read_words("respondents") and all(t.flag[:2] in ("ns", "n") for t in nouns[:-1])


def _right(words: Words, frame: Frame) -> Span:
    """What stands behind a figure in its clause, up to the next one; a rank ends no phrase (企业入选百强)."""
    after = [f for f in words.frames[frame.index + 1 : frame.index + 3] if f.clause_span == frame.clause_span]
    if len(after) == 1 and after[0].quantity.kind == "rank":
        return frame.right[0], frame.clause_span[1]
    return frame.right


def _reading(text: str, order: str, name: str, at: int, did: Sequence[Token], thing: Token, whole: bool) -> Candidate:
    verb = next((t for t in did if t.flag.startswith("v")), did[0])
    row = _features(order, len(did), thing.text, verb.text, flag(did[0].text, did[0].flag), whole)
    span = (at, max(thing.span[1], did[-1].span[1]))
    return Candidate(Metric(span, text[slice(*span)], name, f"metric.{order}"), [row])


def _joined(tokens: list[Token]) -> list[Token]:
    """The tokens, two of one character that are all there is (弃, 考) as the one verb that jieba does not know."""
    if len(tokens) == 2 and len(tokens[0].text) == len(tokens[1].text) == 1 and tokens[1].flag[:1] in "vn" and tokens[0].flag[:1] in "va":
        return [Token(tokens[0].text + tokens[1].text, (tokens[0].span[0], tokens[1].span[1]), "v")]
    return tokens


def _nouns(tokens: Sequence[Token]) -> int:
    """How many tokens the noun phrase has that a run begins with."""
    n = 0
    while n < len(tokens):
        token = tokens[n]
        joint = token.text in ("和", "及", "与", "的") and n and n + 1 < len(tokens) and _is_noun(tokens[n + 1])
        if not (_is_noun(token) or joint):
            break
        n += 1
    return n


def _is_noun(token: Token) -> bool:
    return metrics.is_nominal(token) and token.flag[:1] not in "xtdpmi"


def _did(text: str, tokens: Sequence[Token]) -> str:
    """What was done or became, from its verb on; empty where the words hold none."""
    at = 0
    while at < len(tokens) and (tokens[at].text in _AUXILIARY or tokens[at].flag == "d"):
        at += 1
    tokens = tokens[at:]
    if not tokens or len(tokens) > _LONGEST or not tokens[0].flag.startswith(("v", "p", "i")) or tokens[0].text in _empty():
        return ""
    if not any(t.flag.startswith(("v", "i")) for t in tokens) and tokens[-1].flag != "p":  # a preposition that ends a clause is a verb: 1.2万人通过
        return ""
    return str(_LAST.sub("", text[tokens[0].span[0] : tokens[-1].span[1]])).replace("了", "")


def _said(text: str, rest: Sequence[Token], nouns: Sequence[Token]) -> str:
    """What became of a thing, and the thing behind it."""
    did = _did(text, rest)
    thing = text[nouns[0].span[0] : nouns[-1].span[1]]
    name = did if did.endswith(thing) else did + thing  # 获评绿色工厂 says of what by itself
    return name if did and len(name) <= _MOST else ""


def _led(words: Words, frame: Frame) -> tuple[str, list[Token]] | None:
    """The verb right before a figure, with how often it is done: 每天, 处理 of 每天可以处理."""
    segments = words.segments((frame.left[0], frame.quantity.span[0]))
    if not segments:
        return None
    tokens = words.between(frame, segments[0][0])
    while tokens and (tokens[-1].text in _AUXILIARY or tokens[-1].flag in ("ul", "x")):
        tokens = tokens[:-1]
    verbs: list[Token] = []
    while tokens and len(verbs) < 2 and _is_verb(tokens[-1]):
        verbs.insert(0, tokens[-1])
        tokens = tokens[:-1]
    if not verbs:
        return None
    while tokens and tokens[-1].text in _AUXILIARY:
        tokens = tokens[:-1]
    rate = tokens[-1].text if tokens and _RATES.fullmatch(tokens[-1].text) else ""
    if rate == "每":
        rate = ""
    if rate and len(tokens) > 1 and _RATES.fullmatch(tokens[-2].text):  # 每年平均, 平均每天
        rate = tokens[-2].text + rate
    return rate, verbs


def _is_verb(token: Token) -> bool:
    return token.flag.startswith("v") and token.text not in _empty()
