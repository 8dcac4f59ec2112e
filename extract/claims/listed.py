"""Lists of metrics told with a list of figures: A、B和C分别增长1%、2%和3%.

The items are split at the marks between them as often as there are figures. What one item leaves to the others, a head
(粮食、蔬菜产量), what follows it, or a modifier before it, is given to each as a further name to choose from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from extract.claims.frames import Frame
from extract.claims.wording import in_place_of
from extract.claims.words import ONE_BY_ONE, Words, without_opening
from extract.data import read_table, read_words
from extract.mentions import metrics
from extract.model import Span, Token

_TOLD = regex.compile(rf"(?:{ONE_BY_ONE.pattern}|各)(?P<verb>[\p{{Han}}]{{0,12}})")
_TRADE = regex.compile(r"出口|进口|进出口|销售|生产|投资")
_COLLECTIVE = regex.compile(r"(?<![两二三四五六七八九十])[两二三四五六七八九十]+(?:大|类|个|项)\p{Han}{1,4}?(?:行业|产业|领域|部门|产品|指标|业)")
_JOINED_KINDS = regex.compile(r"[业类品](?:、|和|及|与)")
_NUMBER = regex.compile(r"[一二三四五六]|\d")
_NUMBERED = regex.compile(
    r"第?(?P<numbers>[一二三四五六\d](?:、[一二三四五六\d]){0,4}(?:、|和|及|与)[一二三四五六\d])(?=\s?(?:次?产业|产|[剂劑针針批期季季度]))"
)
_OF_FUSED = regex.compile(r"\p{Han}{0,8}$")  # the modifier of a fused name: 金融机构本外币
_OCCASION = regex.compile(r"第[一二三四五六七八九十\d]{1,3}(?:轮|次|批|期|季|季度|阶段|天|周|届|场)$|[上下]半[年场]$|[前后]期$")
_EMPTY = regex.compile(r"^(?:实现|完成|取得|录得)(?=\p{Han}{2})")
_TOWARDS = ("对", "向", "从", "自")
# In the order of trial: what joins items, the rarer joints last to be taken for one.
_JOINTS = tuple(regex.compile(p) for p in (r"、|以及|和|及其?|与", r"、|和|与", r"、|及", r"、"))


@dataclass(frozen=True, slots=True)
class Item:
    """One metric of a list: where it stands, and its names by how each was made."""

    span: Span
    names: Mapping[str, str]


def items(words: Words, frame: Frame, span: Span, count: int) -> list[Item] | None:
    """``count`` coordinated noun phrases before a list of figures, or None where there are none.

    ``span`` is from the last barrier to the first figure of the list, ``frame`` that figure's.
    """
    told, start, end = _region(words, span)
    if told is not None and (over := _over_clauses(words, frame, (start, end), count)) is not None:
        return over
    if end - start < 2 * count and not (told and _has_fused(words.text, start, end, count)):
        return None
    return _found(words, frame, (start, end), count, told)


def items_before(words: Words, frame: Frame, span: Span, count: int) -> list[Item] | None:
    """As ``items``, where 分别 stands in the figures' own clause and the list in the clause before: 衣着、家庭设备和交通，分别下降…."""
    told, start, end = _region(words, span)
    earlier = [c for c in words.sentences[frame.sentence].clauses if c[1] <= frame.clause_span[0]]
    if told is None or not earlier or end - start >= 2 * count:
        return None
    own = words.text[start:end].strip("，,、 ")
    start, end = earlier[-1]
    again = ONE_BY_ONE.search(words.text, start, end)  # …分别增长1%和2%，两年分别平均增长…
    end = _back(words.text, start, again.start() if again else end, "，,；; 则也均都")
    return _of_each(words, frame, (start, end), count, own) or _found(words, frame, (start, end), count, told)


def _region(words: Words, span: Span) -> tuple[regex.Match[str] | None, int, int]:
    """The word that deals out, and where the words before it (or before the first figure) begin and end."""
    told = _TOLD.search(words.text[slice(*span)])
    start, end = span[0], span[0] + told.start() if told else span[1]
    return told, start, _back(words.text, start, end, "，, 则也均都")


def _found(words: Words, frame: Frame, span: Span, count: int, told: regex.Match[str] | None) -> list[Item] | None:
    verb = _TRADE.match(told["verb"]) if told else None
    parts = words.segments(span)
    of_one = sum(what == "place" for _, what in parts) < 2  # 甲、乙存贷款余额分别: one figure each
    for segment, _ in parts:
        found = _split(words, frame, segment, count) or (_fused(words, segment, count) if told and of_one else None)
        if found is not None:
            return [_with_verb(item, verb.group()) for item in found] if verb else found
    return None


@cache
def _fused_names() -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = [(row["name"], tuple(row["parts"].split("|"))) for row in read_table("lexicons/fused_names.tsv")]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def _has_fused(text: str, start: int, end: int, count: int) -> bool:
    return any(len(parts) == count and text.find(name, start, end) >= 0 for name, parts in _fused_names())


def _fused(words: Words, segment: Span, count: int) -> list[Item] | None:
    """The parts of a name that joins as many (本外币存贷款余额分别: of 存款余额 and 贷款余额), or of numbered things (第一、二产业)."""
    text = words.text
    numbered = _NUMBERED.search(text, *segment)
    if numbered is not None:
        numbers = _NUMBER.findall(numbered["numbers"])
        if len(numbers) == count:
            rest = text[numbered.end("numbers") : segment[1]]
            return [Item((numbered.start(), segment[1]), {"fused": f"第{n}{rest}"}) for n in numbers]
    for name, parts in _fused_names():
        at = text.find(name, *segment) if len(parts) == count else -1
        if at < 0:
            continue
        start = max(segment[0], at - len(opening)) if (opening := _OF_FUSED.search(text[segment[0] : at]).group()) else at
        return [Item((start, segment[1]), {"fused": f"{opening}{part}{text[at + len(name) : segment[1]]}"}) for part in parts]
    return None


def _of_each(words: Words, frame: Frame, span: Span, count: int, head: str) -> list[Item] | None:
    """Items of the clause before with the head that their figures' own clause has: 医生70名、护士90名，流失率分别为4%和8%."""
    if not metrics.is_head(head):
        return None
    for segment, _ in words.segments(span):
        found = _split(words, frame, segment, count)
        if found is not None:
            return [Item(item.span, {"shared head": next(iter(item.names.values())) + head}) for item in found]
    return None


def _back(text: str, start: int, end: int, marks: str) -> int:
    while end > start and text[end - 1] in marks:
        end -= 1
    return end


def _with_verb(item: Item, verb: str) -> Item:
    """The verb of 分别出口 tells what was measured of each."""
    return Item(item.span, {how: name if name.endswith(verb) else name + verb for how, name in item.names.items()})


def _split(words: Words, frame: Frame, segment: Span, count: int) -> list[Item] | None:
    tokens = words.between(frame, segment)
    while tokens and not metrics.is_nominal(tokens[-1]) and tokens[-1].text not in "”」》）)":
        tokens.pop()
    if not tokens:
        return None
    text, end = words.text, tokens[-1].span[1]
    kinds = _by_kind(text, (segment[0], end), count)
    if kinds is not None:
        return _named(words, frame, kinds, tokens)
    borders = {t.span[0] for t in tokens} | {t.span[1] for t in tokens}
    for joints in _JOINTS:
        spans, at = [], segment[0]
        for m in joints.finditer(text, segment[0], end):
            if m.start() in borders and m.end() in borders and m.start() > at:
                spans.append((at, m.start()))
                at = m.end()
        spans.append((at, end))
        if len(spans) >= count:
            told = next((c for a, b in (spans[-1], spans[count - 1]) if (c := _COLLECTIVE.search(text, a, b))), None)
            if told is not None:  # 粮食、蔬菜、水果三大类产品产量: the items, and the head behind the word for all
                head = text[told.end() : spans[count - 1][1]]
                alone = [*spans[: count - 1], (spans[count - 1][0], told.start())]
                return [Item(s, {"collective": _lead(words, frame, s) + head}) for s in alone]
        spans = [_before_figure(words, frame, s) for s in spans]
        if any(_OCCASION.search(text, a, b) for a, b in spans):
            return None  # 第二轮和第三轮分别发现19宗和6宗个案: when, not what
        if len(spans) == count and all(regex.search(r"[\p{Han}A-Za-z]{2}", text[a:b]) for a, b in spans):
            return _named(words, frame, spans, tokens)
    return None


def _before_figure(words: Words, frame: Frame, span: Span) -> Span:
    """A span without the figure that ends it: 国道17万公里、省道31万公里，比上年末分别增加…: the roads."""
    own = words.of_sentence[frame.sentence]
    at = next((a for a, b in words.figures[own.start : own.stop] if span[0] < a < span[1] <= b), None)
    return span if at is None else (span[0], at)


def _says_nothing(word: str) -> bool:
    """Whether a verb before an item leaves the name as it is (实现); 接待 belongs to it."""
    return word in read_words("reach_verbs") or word in read_words("empty_verbs")


def _lead(words: Words, frame: Frame, span: Span) -> str:
    """An item of a list without the light words before it."""
    tokens = words.between(frame, span)
    while tokens and (_says_nothing(tokens[0].text) or tokens[0].text == "的" or tokens[0].flag[:1] in "dpcurx"):
        tokens.pop(0)
    return without_opening(words.text[tokens[0].span[0] if tokens else span[0] : span[1]])


def _verb_leads(words: Words, frame: Frame, span: Span) -> bool:
    """Whether an item opens with a verb that says what was counted (接待游客、实现旅游花费)."""
    tokens = words.between(frame, span)
    return bool(tokens) and tokens[0].flag[:1] == "v" and not metrics.is_nominal(tokens[0])


def _named(words: Words, frame: Frame, spans: Sequence[Span], tokens: Sequence[Token]) -> list[Item]:
    texts = [_lead(words, frame, spans[0]), *(_EMPTY.sub("", words.text[a:b]) for a, b in spans[1:])]
    tail = "".join([t.text for t in tokens if t.span[0] >= spans[-1][0]][1:])
    head = metrics.head_in(texts[-1])
    modifier = texts[0].removesuffix(metrics.head_in(texts[0]) or "") if metrics.head_in(texts[0]) else ""
    opening = words.text[spans[0][0] : spans[0][1] - len(texts[0])]
    preposition = opening[-1:] if opening[-1:] in _TOWARDS else ""  # 对美国、德国出口: 对 stands for each
    found = []
    for i, w in enumerate(texts):
        own = metrics.head_in(w)
        lacks = i < len(texts) - 1 and (
            not own or (head in metrics.bare_heads() and metrics.counts(w) and not w.endswith("数") and not _verb_leads(words, frame, spans[i]))
        )
        names = {} if lacks and head in metrics.bare_heads() else {"as it stands": w}  # 机器人、无人机产量: of 机器人 the 产量
        if lacks:
            if head and not w.endswith(head):
                names["shared head"] = w + head
            if tail and tail != head and not w.endswith(tail):
                names["shared tail"] = w + tail
        if i < len(texts) - 1 and (like := in_place_of(w, texts[-1])):
            names["in the last one's place"] = like  # 城镇居民、农村居民人均可支配收入
        if i and modifier and (w in metrics.bare_heads() or own == w):
            names["shared modifier"] = modifier + w
        if preposition:
            names = {f"{how} with its preposition": preposition + name for how, name in names.items()}
        found.append(Item(spans[i], names))
    return found


def _over_clauses(words: Words, frame: Frame, span: Span, count: int) -> list[Item] | None:
    """Items that commas part, since they hold other marks: 有色金属冶炼业，计算机、通信设备制造业，汽车制造业分别增长."""
    text, (start, end) = words.text, span
    own = text[start:end].removesuffix("同比").removesuffix("均").rstrip()
    end = start + len(own)
    head = metrics.head_in(own) or ""
    own = own.removesuffix(head)
    if start != frame.clause_span[0] or len(own) < 3 or own[-1] not in "业类品" or _JOINED_KINDS.search(own):
        return None
    before = [c for c in words.sentences[frame.sentence].clauses if c[1] <= frame.clause_span[0]][1 - count :]
    names = [text[a:b].strip("，,、 ") for a, b in before]
    if len(before) < count - 1 or any(len(name) < 3 or name[-1] != own[-1] or _NUMBER.search(name) for name in names):
        return None
    spans = [*((a, a + len(text[a:b].rstrip("，,、 "))) for a, b in before), (start, end)]
    return [Item(s, {"over clauses": name.removeprefix("其中") + head}) for s, name in zip(spans, [*names, own], strict=True)]


def _by_kind(text: str, span: Span, count: int) -> list[Span] | None:
    """Items that all end with the same word for a kind, whatever marks they hold: 音像制品类、体育、娱乐用品类和服装类."""
    own = text[slice(*span)]
    kind = own.removesuffix(metrics.head_in(own) or "")[-1:]
    ends = [m for m in _JOINED_KINDS.finditer(own) if m.group()[0] == kind] if kind and kind in "业类品" else []
    if len(ends) + 1 != count or "、" not in own:
        return None
    starts = [0, *(m.end() for m in ends)]
    stops = [*(m.start() + 1 for m in ends), len(own)]
    return [(span[0] + a, span[0] + b) for a, b in zip(starts, stops, strict=True)]
