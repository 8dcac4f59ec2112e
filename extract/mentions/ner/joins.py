"""What belongs to an organization's name beside the words that a model took for it: the rest of its ending, its unit, its second field of work."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import regex

from extract.data import alternatives, read_lines, read_table
from extract.mentions.ner.features import organizations
from extract.model import Name
from extract.text.tokens import words as jieba_words

_CLOSED = regex.compile("^[^(（]+[)）]")
# A unit of the body named before it: 台湾更生保护会花莲分会, 农业部农田水利署嘉南管理处.
UNIT = regex.compile("(?:处|科|站|队|组|所|室|系|署|党团|分会|分局|分社|分院|分公司|支行|分行|院区|中心|记者站|学院)$")
_WHOLE_BODIES = regex.compile("^(?:[省市县区州]|省|市)?(?:政府|委|府|人大|政协)|办公室$")  # 港府|引进重点企业办公室: two
_ENDS_GOVERNMENT = regex.compile("(?:局|厅|部|处|署|委|委员会|办公室)$")

_FAR = 12  # characters in which the ending of a name that has none is looked for
_FEW = 3  # words
_NOUNS = ("n", "b", "j", "l", "nz", "vn", "an")


@cache
def endings() -> dict[str, str]:
    """Endings of organizations' names with their kind."""
    return {r["suffix"]: r["kind"] for r in read_table("names/org_suffixes.tsv")}


@cache
def _ending() -> regex.Pattern[str]:
    """An ending that follows a name at once: no word but the name's own last one."""
    words = [e for e in (*endings(), *read_lines("names/unit_endings.txt")) if len(e) > 1 and e not in read_lines("names/loose_endings.txt")]
    return regex.compile(rf"(?:[（(]集团[)）])?(?:{alternatives(words)})(?![长们])")


def _ending_of(word: str) -> bool:
    return any(_ending().fullmatch(word, i) for i in range(1, len(word) - 1))


@cache
def _complete() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{alternatives([*endings(), *read_lines('names/unit_endings.txt')])}|[会社部区府委院馆])$")


def joined(text: str, names: Iterable[Name]) -> list[Name]:
    """The names of a text, organizations with all that belongs to them."""
    found: list[Name] = []
    for name in sorted(names, key=lambda n: n.span):
        last = found[-1] if found else None
        if last is not None and name.span[0] < last.span[1]:
            continue
        if last is not None and last.label == name.label == "ORG" and _one(text, last, name):
            found[-1] = _over(text, last, name.span[1], name.kind if last.kind is None else last.kind)
        else:
            found.append(name)
        found[-1] = extended(text, found[-1])
    return found


def _over(text: str, name: Name, end: int, kind: str | None) -> Name:
    return Name((name.span[0], end), text[name.span[0] : end], "ORG", kind)


def _one(text: str, first: Name, second: Name) -> bool:
    """Whether two organizations side by side are one."""
    between = text[first.span[1] : second.span[0]]
    if between in ("(", "（"):
        return _CLOSED.search(second.text) is not None
    if not between and UNIT.search(second.text) and not _WHOLE_BODIES.search(second.text):
        return first.kind != "media" or second.text.endswith(("站", "分社", "中心"))
    if between in ("", "和", "与", "及"):  # 武汉市自然资源和规划局
        open_ended = between or first.text.endswith(("和", "与", "及"))
        head = first.text.rstrip("和与及")
        return bool(open_ended) and not _complete().search(head) and head not in organizations() and _ENDS_GOVERNMENT.search(second.text) is not None
    return False


def extended(text: str, name: Name) -> Name:
    """An organization with the ending that follows it: 比亚迪汽车|有限公司."""
    if name.label != "ORG":
        return name
    m = _ending().match(text, name.span[1])
    end = m.end() if m is not None else _behind(text, name)
    return _over(text, name, end, name.kind) if end > name.span[1] else name


def _behind(text: str, name: Name) -> int:
    """Where a name without an ending has it behind a few nouns: 国家耐盐碱水稻|技术创新中心; its own end where it has none."""
    end = name.span[1]
    if name.text in organizations() or name.text[-1] in "和与及" or _complete().search(name.text):
        return end
    at = end
    for word, flag in jieba_words(text[end : end + _FAR])[:_FEW]:
        if flag not in _NOUNS:
            return end
        at += len(word)
        if at > end + 1 and _ending().fullmatch(text, at - len(word), at) or _ending_of(word):
            return at
    return end


__all__ = ["UNIT", "endings", "extended", "joined"]
