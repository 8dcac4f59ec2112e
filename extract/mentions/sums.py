"""Sums of money alone: what ``quantities.find`` reads as money, without reading all other numbers of a text.

A sum stands where the name or sign of a currency stands beside a numeral. What is said in a row with it (a list, a range, two bounds) bears on
how it is read, and nothing further off does: the text is read from where that row begins to where it ends. Where more could bear on it - a
date in the row, a change told by both its ends - its sentence is read as ``quantities.find`` reads it.
"""

from __future__ import annotations

import math
import re
from collections import Counter

from extract.data import alternatives
from extract.data.configuration import per_configuration
from extract.mentions import dates, own_rules, quantities, quantity_context, quantity_spacing, units
from extract.mentions.numeral_forms import FIRST, HAN_DIGIT, SCALE
from extract.mentions.numerals import parse
from extract.mentions.quantity_bounds import bound_words
from extract.mentions.quantity_money import currency_codes, currency_ends
from extract.mentions.quantity_scan import begins_name
from extract.mentions.quantity_site import opened
from extract.model import Quantity, Span
from extract.text import ordinary
from extract.text.likelihood import char_cost

_NUMERAL_ENDS = rf"0-9{HAN_DIGIT}{SCALE}廿卅卌半几多余来把个+＋ \u3000"
_SPOKEN = "块毛角毫"
_LISTING = "比左右以上下内多余来几个把和与及并且而但又同时之间至到负零了达有为是第每"
_JOINED = "-/.·—–~～每"  # what may join a number to a date or a unit before it
_DATE_UNIT = 3
_NUMERAL_LAST = frozenset(f"0123456789{HAN_DIGIT}{SCALE}")
_PLAIN_NUMBER = re.compile(r"(?<![0-9.,，'’ A-Za-z])(?:[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]{1,6})?(?:万亿|[万亿])?$")
_OF_NUMBER = "0123456789.,万亿"
_NUMERAL_BEGINS = re.compile(f"[{FIRST}]")
_TELLING = frozenset("第双每负下比+＋-−–—~～.·・‧•$:：∶/ \u3000([（“〔")  # before a number: more has to be looked at
_OF_UNITS = frozenset("级年月分大之")  # what these begin makes no unit of the word before
_LONGEST_NUMBER = 20
_SENTENCE_END = re.compile("[。；！？\n]")
_HAN = re.compile("[\u4e00-\u9fff]")
_HAN_SIGNS = frozenset(c for c in f"{_LISTING}{_SPOKEN}分仙钱{FIRST}{SCALE}" if _HAN.match(c))
_MARKS, _DIVIDES = "0123456789.,，、%:： “”", "/每· "  # of numerals and lists; before what a unit is divided by
_BRACKET = re.compile(r"[（(][^（()）\n]{0,12}[）)]$")
_LONGEST_REMARK = 14  # characters of a remark in brackets
_FAR = 40  # characters before a row in which a change began that it tells the end of
_FROM = re.compile(
    rf"[从由自][\u4e00-\u9fff]{{0,8}}[{FIRST}][0-9.,{HAN_DIGIT}{SCALE}多余]*+[人家个]?[ 大逐稳快增升上涨跌减降提扩发攀跃回恢猛下缩压锐变至到为成]"
)
_COMPARES = re.compile(rf"[比较][^，。；：！？!?;\n（(“]{{0,38}}[{FIRST}]")


@per_configuration()
def _currencies() -> frozenset[str]:
    """The codes of all currencies."""
    return frozenset({*currency_codes(), *(u.base for u in units.table().values() if u.kind == "money")})


def is_sum(quantity: Quantity) -> bool:
    """Whether a quantity is of money: a sum, a price (3元/斤), a change or a range of these."""
    return quantity.unit is not None and quantity.unit.partition("/")[0] in _currencies()


@per_configuration()
def _beside() -> re.Pattern[str]:
    """The name or sign of a currency beside what a numeral may end or begin with."""
    behind = [*units.money(), *_SPOKEN]
    before = list(currency_codes())
    first = "".join(sorted({re.escape(w[0]) for w in (*behind, *before)}))
    return re.compile(rf"(?=[{first}])(?:(?<=[{_NUMERAL_ENDS}])(?:{alternatives(behind)})|(?:{alternatives(before)})[ \u3000]*(?=[{FIRST}]))")


@per_configuration()
def _row() -> tuple[re.Pattern[str], frozenset[str], dict[str, tuple[str, ...]]]:
    """What may stand in a row with a sum: a pattern for how it goes on from there, and signs and words that lead to it.

    These are numerals, marks, currencies with what they are divided by, words that bound a number, short remarks in brackets. The words are by
    their last two characters, the longest first and then that of the last character alone; these by it, too.
    """
    words = [*units.money(), *currency_codes(), *bound_words()]
    apart = "".join(sorted({w[0] for w in words}))
    plain = _HAN_SIGNS.union(_MARKS)
    signs = rf"[{''.join(sorted(_HAN_SIGNS))}]|[^\u4e00-\u9fff。；！？\n]"
    onward = re.compile(
        rf"(?:[{''.join(sorted(plain.difference(apart, _DIVIDES)))}]++|[（(][^（()）\n]{{0,12}}[）)]|{units.denominator()}"
        rf"|(?=[{re.escape(apart)}])(?:{alternatives(words)})|{signs})+"
    )
    before = [w for w in words if not _HAN_SIGNS.issuperset(w)] + [mark + per for mark in "/每" for per in units.denominators()]
    tails: dict[str, list[str]] = {}
    for word in sorted(set(before), key=lambda w: (-len(w), w)):
        tails.setdefault(word[-2:], []).append(word)
    by_tail = {tail: (*same, *(tails.get(tail[1], ()) if len(tail) > 1 else ())) for tail, same in tails.items()}
    return onward, plain.difference(w[-1] for w in before), by_tail


def _row_of(text: str, at: int) -> Span:
    """The row that a currency at a position stands in."""
    m = _row()[0].match(text, at)
    return _start_of_row(text, at), m.end() if m else at + 1


def _start_of_row(text: str, start: int) -> int:
    _, signs, by_tail = _row()
    while start:
        char = text[start - 1]
        if char in signs:
            start -= 1
            continue
        for word in by_tail.get(text[max(0, start - 2) : start]) or by_tail.get(char, ()):
            if text.endswith(word, 0, start):
                start -= len(word)
                break
        else:
            if char in "）)" and (remark := _BRACKET.search(text, max(0, start - _LONGEST_REMARK), start)) is not None:
                start = remark.start()
            elif char in _HAN_SIGNS or not (_HAN.match(char) or char in "。；！？\n"):
                start -= 1
            else:
                break
    return start


@per_configuration()
def needed() -> re.Pattern[str] | None:
    """What finds a sign of raw text that it needs to hold a sum of money, few and rare ones; None where rules of the user's read quantities."""
    if own_rules.own("quantity"):
        return None
    left = {*units.money(), *currency_codes(), *_SPOKEN}
    chosen: set[str] = set()
    while left:
        count = Counter(char for word in left for char in set(word))
        best = max(count, key=lambda char: (char_cost(char) + math.log(count[char]), char))  # the fewest texts for the most words
        chosen.add(best)
        left = {word for word in left if best not in word}
    return ordinary.leading_to(frozenset(chosen))


def find(text: str) -> list[Quantity]:
    """The sums of money of a normalized text, in order: those of ``quantities.find`` that are of money."""
    beside = _beside()
    m, done = beside.search(text), 0
    plain = not own_rules.own("quantity")
    if m is None and plain:
        return []
    if not plain or own_rules.own("date") or "://" in text or "www." in text or quantity_spacing.possible(text):
        return [q for q in quantities.find(text, dates.with_numerals(text)) if is_sum(q)]
    found: list[Quantity] = []
    masks: list[Span] | None = None
    while m is not None:
        alone = _alone(text, m.start())
        if alone is not None and alone[0] >= done:
            row, sums = (alone[0], alone[1].core[1]), [alone[1]]
        else:
            start, end = _row_of(text, m.start())
            row = max(start, done), end
            sums = [q for q in quantities.between(text, (), row) if is_sum(q)]
        if sums and _needs_sentence(text, row[0], sums):
            row = _sentence(text, row)
            if masks is None:
                masks = dates.with_numerals(text)
            found = [q for q in found if q.span[1] <= row[0]]
            sums = [q for q in quantities.between(text, masks, row) if is_sum(q)]
        found += sums
        done = row[1]
        m = beside.search(text, done)
    return found


def _alone(text: str, at: int) -> tuple[int, Quantity] | None:
    """The sum whose currency is at a position, where it is a plain number and no other stands in its row (投资1238.1亿元); most are.

    The rule for amounts with a unit reads it, and no other could. With it where its row begins.
    """
    far = max(0, at - _LONGEST_NUMBER)
    m = _PLAIN_NUMBER.match(text, far + len(text[far:at].rstrip(_OF_NUMBER)), at)
    if m is None:
        return None
    first = m.start()
    found = units.unit_at(text, at)
    if found is None or found[0].kind != "money" or not _ends(text, found[1]) or begins_name(text, first):
        return None
    start = _start_of_row(text, first)
    if _NUMERAL_BEGINS.search(text, start, first) or (first and (text[first - 1] in _TELLING or text[first - 1] in currency_ends())):
        return None
    number = parse(m.group())
    if number is None:
        return None
    draft = opened("measure", (first, found[1]), "amount", number, found[0].base, factor=found[0].factor)
    return start, quantity_context.read(text, "quantity.measure", draft, None)[0]


def _ends(text: str, at: int) -> bool:
    """Whether nothing behind a position goes on with the row or bears on the unit before it."""
    behind = text[at : at + 1]
    if behind in "，。；\n":
        return behind != "，" or not _goes_on().match(text, at + 1)
    return behind not in _HAN_SIGNS and behind not in _opening() and _HAN.match(behind) is not None and behind not in _OF_UNITS


@per_configuration()
def _opening() -> frozenset[str]:
    """What the words begin with that a row goes on with."""
    return frozenset(w[0] for w in (*units.money(), *currency_codes(), *bound_words()))


@per_configuration()
def _goes_on() -> re.Pattern[str]:
    """What goes on behind a comma with what stands before it: another number, with the words that join, bound or sign it."""
    words = alternatives([*bound_words(), *currency_codes()])
    joins = "且|并且|并|而且|但|又|同时"
    return re.compile(rf"(?:{joins}|和|及|与|以及|左右|以上|多|[（( ])?(?:{words})?[{FIRST}负\-−–]|(?:{joins})?(?:{words})")


def _needs_sentence(text: str, start: int, sums: list[Quantity]) -> bool:
    """Whether more than the row that begins at ``start`` may bear on its sums: a date in one, a change told by both its ends, a comparison."""
    if _FROM.search(text, max(0, start - _FAR), sums[-1].core[0]) is not None:
        return True
    for q in sums:
        first, end = q.core
        if text[end - 1] in _NUMERAL_LAST:
            end += _DATE_UNIT  # 人民币3月: a date may begin with the numeral
        if (first and text[first - 1] in _JOINED) or dates.OF_NUMERALS.search(text, first, end) is not None:
            return True
        m = _COMPARES.search(text, max(0, start - _FAR), first) if q.kind == "growth" else None
        if m is not None and (m.end() > start or quantities.between(text, (), (m.start(), start))):
            return True
    return False


def _sentence(text: str, row: Span) -> Span:
    start = max((text.rfind(mark, 0, row[0]) for mark in "。；！？\n"), default=-1) + 1
    m = _SENTENCE_END.search(text, row[1])
    return start, m.start() if m else len(text)
