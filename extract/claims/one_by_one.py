"""What the figures of a list measure where metrics were told as a list too, or one by one before it.

A、B和C分别增长1%、2%和3%; 接待游客890万人次，实现收入72亿元，分别增长41%和39%.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from extract.claims.frames import Frame
from extract.claims.listed import Item, items, items_before
from extract.claims.scoring import holding
from extract.claims.wording import SHARE_NAME, Candidate, in_place_of, is_growth, measure_of
from extract.claims.words import ONE_BY_ONE, Words
from extract.data.late import late_regex
from extract.mentions import metric_shares, metrics
from extract.model import Metric, Span

_OWN_SHARE = late_regex("占比(?:则|也|均)?分别")
_DIGIT = late_regex(r"\d")
RULE = "metric.one-by-one"
OF_BEFORE = holding("one by one of the figures before")  # its reading leaves no choice
AGAIN = holding("one by one again")  # nor does this
# Words before a list of figures that say how they are told, not of what.
_SAYS_HOW = late_regex(r"(?:[两二三四五\d]+年)?(?:累计|同比|环比|平均|年均|名义|实际)*(?:增[速幅长]|[涨降跌升]幅|占比?|比重|同增|同[降比])?(?:分别)?")


_PAIR = 2
_PAIR_GROWS = late_regex(
    r"[，,](?:均|都|皆|双双[^，。；\d]{2,12}[，,]|[均都皆][^，。；\d]{2,12}[，,])?(?:同比|年|按年|较上?去?年同期)?(?:增[长减]?[率幅速]|成长率|升幅|降幅|[涨跌]幅|各?增长|各?[增减])(?:各|为|达到?|约){0,2}\s?"
)


TOLD_ONE_BY_ONE = "one by one, 分别"
_FUSED = "one by one, fused"


def dealt_out(found: list[Candidate], beside: Collection[str]) -> list[Candidate]:
    """The readings that a figure's place in a list leaves; ``beside`` are the names of the list's earlier figures."""
    listed = [c for c in found if c.metric.rule == RULE]
    dealt = [c for c in listed if AGAIN in c.row or TOLD_ONE_BY_ONE in c.features]
    if any(AGAIN in c.row or _FUSED in c.features or metrics.head_in(c.metric.name) for c in dealt):
        return dealt  # 集成电路、笔记本电脑分别出口…，分别增长…: one each
    if dealt:  # 蔬菜、水果分别为…: not of what was told before, nor of several of them
        names = [c for c in found if c.metric.rule not in ("metric.previous", "metric.topic", "metric.headed")]
        names = [c for c in names if c.metric.rule != "metric.behind" or not is_growth(c.metric.name)]  # 分别录得1%和2%的升幅
        return [c for c in names if c.metric.rule == RULE or ("、" not in c.metric.name and c.metric.name not in beside)]
    if any(metrics.head_in(c.metric.name) for c in listed):  # 苹果、梨产量稳定在1/4、1/3
        return [c for c in found if c.metric.rule != "metric.previous"]
    return [c for c in found if c.metric.rule != "metric.previous" or c.metric.name not in beside] if listed else found


def readings(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Iterator[Candidate]:
    """The metric at the figure's place in a list of as many; ``decided`` are the metrics of earlier figures, by index."""
    run = frame.run
    if run.size < 2:
        return
    first = words.frames[run.first]
    span = (first.left[0], first.quantity.span[0])
    position = frame.index - run.first
    word = "分别" if ONE_BY_ONE.search(words.text, *span) else "no word"
    listed = items(words, first, span, run.size)
    again = None if listed is not None else _run_before(words, frame, decided)
    if again is not None:
        name = _shared(words.text, again, span) if frame.quantity.unit == "%" else again.name
        if frame.quantity.kind == "growth" and frame.quantity.unit == "%":
            name = SHARE_NAME.sub("", name) or name  # 占总数的12%、11%，同比分别下降3%、5%: not the shares
        yield Candidate(Metric(again.span, again.text, name, RULE), [AGAIN])
        return
    listed = listed or _without_figures(words, items_before(words, first, span, run.size))
    if listed is not None:
        item = listed[position]
        prior = decided.get(run.first - 1) if first.previous is not None else None
        for how, name in _named_in_full(item, prior.name if prior is not None else ""):
            full = _shared(words.text, Metric(item.span, None, name, RULE), span) if frame.quantity.kind == "rate" else name
            yield Candidate(Metric(item.span, words.text[slice(*item.span)], full, RULE), [holding(f"one by one, {word}", f"one by one, {how}")])
        return
    before = [decided.get(i) for i in range(run.first - run.size, run.first)]
    told = len({m.name for m in before if m is not None}) == run.size and _all_of_its(words, frame)
    alone = frame.quantity.kind in ("growth", "rate") or _names_nothing(words, frame)
    base = before[position] if word == "分别" and told and alone else None
    if base is not None:
        name = _shared(words.text, base, span) if frame.quantity.kind == "rate" else base.name
        yield Candidate(Metric(base.span, base.text, name, RULE), [OF_BEFORE])


def paired(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """What a growth is of that has a joint with one other, behind two sums of two names: 出口6亿元、进口4亿元，双双创新高，年增率达9%及5%."""
    run = frame.run
    if run.size != _PAIR or frame.quantity.kind != "growth" or frame.quantity.unit != "%" or run.first < _PAIR:
        return None
    before, told = words.frames[run.first - _PAIR : run.first], [decided.get(i) for i in range(run.first - _PAIR, run.first)]
    one, other = told
    if one is None or other is None or one.name == other.name or not _all_of_its(words, frame):
        return None
    between = words.text[before[1].quantity.span[1] : words.frames[run.first].quantity.span[0]]
    alike = before[0].quantity.unit == before[1].quantity.unit is not None and before[0].quantity.kind == before[1].quantity.kind == "amount"
    base = told[frame.index - run.first]
    if not alike or base is None or not _PAIR_GROWS.fullmatch(between):
        return None
    return Metric(base.span, base.text, base.name, RULE, base.id, base.canonical)


def _without_figures(words: Words, listed: list[Item] | None) -> list[Item] | None:
    """A list none of whose items holds a figure: of 客运量2亿人次及23亿公里 the figures' metrics are told."""
    inside = listed is not None and any(
        item.span[0] <= a < item.span[1] for item in listed for a, b in words.figures if _DIGIT.search(words.text, a, b)
    )
    return None if inside else listed


def _all_of_its(words: Words, frame: Frame) -> bool:
    """Whether as many figures stand before a list in its sentence, or are all of the sentence before where the list opens its own."""
    run = frame.run
    of = words.frames[run.first - run.size].sentence if run.first >= run.size else frame.sentence
    if of == frame.sentence or words.frames[run.first].previous is not None:
        return of == frame.sentence
    return words.goes_on(of, frame.sentence) and len(words.of_sentence[of]) == run.size


def _named_in_full(item: Item, before: str) -> Iterator[tuple[str, str]]:
    """The names of an item of a list, and where they have no head that with what was measured before (粮食产量…；蔬菜、水果分别…)."""
    yield from item.names.items()
    thing = item.names.get("as it stands") or item.names.get("fused")
    if not before or thing is None or len(item.names) > 1 or metrics.head_in(thing):
        return
    measure = measure_of(before)
    if full := in_place_of(thing, before) or (thing + measure if measure else None):
        yield "as measured before", full


def _names_nothing(words: Words, frame: Frame) -> bool:
    """Whether the words of its clause before a list of figures say how they are told at most, not of what."""
    first = words.frames[frame.run.first]
    for segment, _ in words.segments((first.clause_span[0], first.quantity.span[0])):
        phrase = metrics.before(words.text, words.between(first, segment))
        share_of = phrase is not None and words.text.endswith("占", 0, phrase.span[0])
        if phrase is not None and not share_of and not _SAYS_HOW.fullmatch(phrase.text):
            return False
    return True


def _run_before(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """What the figure at the same place measures in an earlier list of as many in the sentence, if the words before this list name nothing new."""
    run = frame.run
    if not _names_nothing(words, frame):
        return None
    for i in range(run.first - 1, -1, -1):
        other = words.frames[i]
        if other.sentence != frame.sentence:
            return None
        if other.run.size == run.size:
            members = range(other.run.first, other.run.last)
            told = [decided.get(n) for n in members]
            own = told[frame.index - run.first]
            each = len({m.name for m in told if m is not None}) == run.size and len({words.frames[n].quantity.unit for n in members}) == 1
            listed = (own is not None and own.rule == RULE) or (each and any(m is not None and m.rule == RULE for m in told))
            return own if listed else None
    return None


def _shared(text: str, base: Metric, span: Span) -> str:
    """The name of a metric's share where the words of a span say of what (占全省的)."""
    found = metric_shares.share(text, span)
    if found is None and _OWN_SHARE.search(text, *span):
        return base.name if base.name.endswith("占比") else f"{base.name}占比"
    return base.name if not found else f"{base.name}占{found[1]}比重" if found[1] else f"{base.name}占比"
