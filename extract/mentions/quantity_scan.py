"""One pass over a text: the sites where a quantity can stand, and the first rule that reads each.

Numerals inside fixed phrases (一带一路), words (统一, 四川), names of models (GPT-4), addresses on the web and masked spans are no
sites. A rule is tried only at numerals that a character follows with which it can begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import regex

from extract.data import read_lines, read_words
from extract.data.configuration import per_configuration
from extract.mentions import own_rules
from extract.mentions.numeral_forms import FIRST, HAN_DIGIT, MIDDLE_POINTS, NUMERAL, SCALE
from extract.mentions.numerals import longest
from extract.mentions.quantity_rules import RULES, Draft, SiteRule
from extract.mentions.quantity_scores import of_score
from extract.mentions.quantity_site import NONE_HERE, Site
from extract.mentions.units import unit_at
from extract.model import Span

_WEB = re.compile(r"(?:https?://|www\.)[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")
_LATIN_BEFORE = re.compile(r"[A-Za-z][A-Za-z0-9.\-_/&$]{0,16}[ ]?[-–]?$")
_SCALED = re.compile(r"[0-9][0-9,.]*[多余]?[百千]?[万亿]")
_GENERATION = re.compile(r"^[0-9][0-9.]*G$|^[248]K$")  # 5G, 4K: a network, a screen
_POINTS = MIDDLE_POINTS + "."
_BEHIND_POINT = re.compile(rf"(?<![\n。；])[{HAN_DIGIT}{SCALE}][{_POINTS}]$|[0-9][{MIDDLE_POINTS}]$")  # 一.… at the head of a line numbers it
_NUMERAL_REACH = 64  # characters behind a place that bear on whether a numeral begins before it
_LOOKS_BACK = re.compile(r"^\(\?<[=!][^)]*\)")
_PIECE = r"(?:[^()\[\]\\]|\\.|\[[^\]]{1,99}\])"  # of a regular expression, without groups
_LOOKS = regex.compile(rf"\(\?<?[=!](?:{_PIECE}|\((?:{_PIECE}|\({_PIECE}{{0,199}}+\)){{0,199}}+\)){{0,199}}+\)")  # what looks around
_REACH = 7  # characters before a numeral in which a word that covers it may begin


# An ordinal that says how many there are by now (第1000万辆, 第800架), and not only which one of a row is meant.
_LEAST_REACHED, _LEAST_MADE, _MADE = 1000, 100, "辆架台艘"
_LEAST_ARTICLE = 10_000  # 第1043条 is one of a law


@cache
def _sites() -> tuple[re.Pattern[str], dict[str, SiteRule], re.Pattern[str]]:
    """A pattern for numerals and for the words of rules, the rules by the pattern's groups, and a pattern for what it can begin with.

    The module ``re`` finds the next of a few first characters much faster than ``regex`` does.
    """
    by_group = {f"w{n}": rule for n, rule in enumerate(_rules()) if rule.words}
    heads = {group: hanzi_at_head(rule.words) for group, rule in by_group.items()}
    words = "|".join(f"(?=[{heads[group]}])(?P<{group}>{rule.words})" for group, rule in by_group.items())
    first = "".join(sorted(set("".join(heads.values()))))
    begins = f"[{FIRST}{first}]"
    pattern = rf"(?={begins})(?:(?=[0-9]){NUMERAL}|(?=[{first}])(?:{words})|(?=[{FIRST.removeprefix('0-9')}]){NUMERAL})"
    return re.compile(pattern), by_group, re.compile(begins)


def site_pattern() -> re.Pattern[str]:
    """What every quantity has a match of in it."""
    return _sites()[0]


def _rules() -> list[SiteRule]:
    return [rule for rule in RULES.all if isinstance(rule, SiteRule)]


@per_configuration()
def _by_next() -> dict[str, tuple[SiteRule, ...]]:
    """Rules for numerals by the character behind; those for any other character under nothing, for ordinals under 第."""
    rules = [rule for rule in _rules() if rule.begins is not None]
    plain = [(rule, rule.begins_with()) for rule in rules if not rule.ordinal]
    found = {c: tuple(rule for rule, begins in plain if not begins or c in begins) for c in {c for _, begins in plain for c in begins}}
    found[""] = tuple(rule for rule, begins in plain if not begins)
    found["第"] = tuple(rule for rule in rules if rule.ordinal)
    return found


@cache
def _phrases() -> dict[str, tuple[tuple[int, str], ...]]:
    """Fixed phrases and words that hold a numeral and count nothing, by each two neighbouring characters of theirs.

    With each how far behind its beginning the two stand; what goes on furthest behind them comes first.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    for phrase in (*read_words("fixed_numerals"), *read_words("numeral_words")):
        for behind in range(min(len(phrase) - 1, _REACH + 1)):
            found.setdefault(phrase[behind : behind + 2], []).append((behind, phrase))
    return {two: tuple(sorted(phrases, key=lambda p: p[0] - len(p[1]))) for two, phrases in found.items()}


def _covered(text: str, at: int) -> int:
    """Where the phrase that covers position ``at`` and goes on furthest ends; ``at`` if none does."""
    phrases = _phrases()
    for behind, phrase in phrases.get(text[at : at + 2], ()):
        if behind <= at and text.startswith(phrase, at - behind):
            return at - behind + len(phrase)
    for behind, phrase in phrases.get(text[at - 1 : at + 1], ()) if at else ():
        if behind == len(phrase) - 2 < at and text.startswith(phrase, at - 1 - behind):
            return at + 1
    return at


def _opened(text: str, at: int) -> int:
    """Where a name that begins with the number at ``at`` ends (360公司, 36氪); ``at`` if there is none."""
    for behind, phrase in _phrases().get(text[at : at + 2], ()):
        if not behind and text.startswith(phrase, at):
            return at + len(phrase)
    return at


@cache
def _not_quantities() -> re.Pattern[str]:
    """What holds numerals and is no quantity; ``re`` finds these much faster than ``regex``, and faster still from what they can begin with."""
    lines = read_lines("lexicons/not_quantities.patterns")
    heads = "".join(sorted({head for line in lines for head in _heads(line)}))
    return re.compile(rf"(?=[{heads}])(?:{'|'.join(f'(?:{line})' for line in lines)})")


def _heads(pattern: str) -> list[str]:
    """What a pattern can begin with, to stand in a class: its first sign, its first class, or what the words of its first group begin with."""
    body = _LOOKS_BACK.sub("", pattern)
    if body[0] == "[":
        return [body[1 : body.index("]", 2)]]
    if body.startswith("(?:"):
        return [word[0] for word in body[3 : body.index(")")].split("|")]
    return [body[0]]


def hanzi_at_head(pattern: str) -> str:
    """The hanzi that a match of a pattern can begin with: those from which it can go on (a partial match), wherever it stands."""
    bare = regex.compile(_LOOKS.sub("", pattern))
    return "".join(sorted(c for c in set(pattern) if "\u4e00" <= c <= "\u9fff" and bare.match(c, partial=True)))


def begins_name(text: str, at: int) -> bool:
    """Whether a name begins with the number at a position."""
    return _opened(text, at) > at


def _blocked(text: str, masks: Sequence[Span], part: Span) -> list[Span]:
    """Spans that no quantity in a part of the text may touch, in order."""
    spans = list(masks)
    spans.extend(m.span() for m in _not_quantities().finditer(text, max(0, part[0] - _REACH), part[1] + _REACH))
    if "://" in text or "www." in text:
        spans.extend(m.span() for m in _WEB.finditer(text))
    spans.sort()
    return spans


@cache
def _latin() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(read_words("index_words")), frozenset(read_words("code_words"))


def _is_code(text: str, start: int) -> bool:
    """Whether Latin letters before a number make it part of a code or a name (GPT-4, B2B, ISO 9001)."""
    m = _LATIN_BEFORE.search(text, max(0, start - 16), start)
    if m is None:
        return False
    words = m.group()
    index, code = _latin()
    if words.isalpha() and len(words) > 1 and _SCALED.match(text, start):
        return False  # LNG300万吨: no model has a number in myriads
    if words[-1] == " ":
        return words[:-1] in code
    return words.rstrip("-–").upper() not in index


def _first_of(rules: Sequence[SiteRule], site: Site) -> tuple[SiteRule, Draft] | None:
    for rule in rules:
        draft = rule.build(site)
        if draft is not None:
            return None if draft is NONE_HERE else (rule, draft)
    return None


def _read(text: str, start: int, end: int) -> tuple[SiteRule, Draft] | None:
    """The first rule that reads the numeral at a span, and its draft."""
    before = text[start - 1] if start else ""
    if before and (before in "- –$" or "A" <= before <= "z") and _is_code(text, start):
        return None
    if before and before in _POINTS and _BEHIND_POINT.search(text, max(0, start - 3), start):
        return None  # what is behind a point is no number of its own
    if text[end : end + 1] in MIDDLE_POINTS and text[end + 1 : end + 2].isdigit():
        return None  # 3·15: a day
    if text[end - 1] in "GK" and before != "-" and _GENERATION.match(text[start:end]):
        return None
    if before and before in "$¥€£" and (comma := text.find("，", start, end)) > 0 and (unit := unit_at(text, end)) and unit[0].kind == "money":
        end = comma  # $20，300美圆: the sign belongs to the first amount, the name to the second
    if before == "双" and (comma := text.find("，", start, end)) > 0:
        end = comma  # 双11，618大促
    numeral = longest(text, start, end)
    if numeral is None:
        return None
    number, end = numeral
    site = Site(text, start, end, number)
    if of_score(site):
        return None
    by_next = _by_next()
    if before == "第":
        if text.startswith("前后", end):
            return None  # 第285万前后2名: which ones
        found = _first_of(by_next["第"], site)
        least = _LEAST_MADE if site.next in _MADE else _LEAST_ARTICLE if site.next == "条" else _LEAST_REACHED
        if found is not None or number.value < least:
            return found
    return _first_of(by_next.get(site.next) or by_next[""], site)


def scan(text: str, masks: Sequence[Span], part: Span | None = None) -> list[tuple[str, Draft]]:
    """The id of its rule and the draft of each quantity outside the masks, from left to right; none overlap.

    Rules of the user's configuration come first; what they read is no site for ours. With a ``part`` only what begins in it is looked for, by
    our rules alone.
    """
    if part is not None:
        return list(_scan(text, masks, part))
    own = [(rule.id, draft) for rule, draft in own_rules.quantities(text) if not any(draft.span[0] < b and a < draft.span[1] for a, b in masks)]
    if not own:
        return list(_scan(text, masks, (0, len(text))))
    masks = sorted([*masks, *(draft.span for _, draft in own)])
    return sorted([*own, *_scan(text, masks, (0, len(text)))], key=lambda found: found[1].span)


def _scan(text: str, masks: Sequence[Span], part: Span) -> Iterator[tuple[str, Draft]]:
    (pattern, by_group, begins), blocked = _sites(), _blocked(text, masks, part)
    blocked.append((len(text), len(text) + 1))
    at, stop = part
    wall, done, far = 0, 0, stop + _NUMERAL_REACH
    while (head := begins.search(text, at, stop)) is not None and (m := pattern.search(text, head.start(), far)) is not None:
        start, end = m.span()
        if start >= stop:
            return
        while blocked[wall][1] <= start:
            wall += 1
        if blocked[wall][0] <= start:
            at = blocked[wall][1]
            continue
        if (covered := _opened(text, start) if "0" <= text[start] <= "9" else _covered(text, start)) > start:
            at = covered
            continue
        if m.lastgroup is None:
            found = _read(text, start, end)
        else:
            rule = by_group[m.lastgroup]
            draft = rule.build(Site(text, start, end, None))
            found = (rule, draft) if draft else None
        at = found[1].span[1] if found is not None else end
        # A date begins behind a numeral or with it, never inside it: of 四百四十五 no 十五 is a plan's name.
        limit = blocked[wall][0]
        if limit < end:
            limit = next(b[0] for b in blocked[wall:] if b[0] >= end)
        if found is not None and found[1].span[0] >= done and found[1].span[1] <= limit:
            yield found[0].id, found[1]
            done = at = max(at, start + 1)
