"""Traditional characters become simplified ones (OpenCC's t2s: characters and set phrases), old and regional forms the usual ones.

Words are not swapped for mainland vocabulary: a claim's metric keeps the words of its article (捷運 → 捷运). What OpenCC leaves is
in ``data/repairs/script_forms.tsv`` (Hong Kong's 衞, Taiwan's 規畫 and 著 for 着). In an article in simplified characters a few signs
stay that the other script has too and that simplified Chinese keeps for names (乾安县, 昇腾, 魏徵): t2s would take them for traditional.
"""

from __future__ import annotations

import re
from functools import cache
from operator import ne

import regex
from opencc import OpenCC

from extract.model import Edit
from extract.text.script_forms import replacer

KIND = "script"
DAMAGE = False

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_RUN = regex.compile(r"[\p{Han}、，。；：「」『』（）0-9A-Za-z%.\-]+")
_HAN = regex.compile(r"\p{Han}")
_NAME_SIGNS = "乾昇徵"  # of names in simplified text, and of traditional text
_NAME_SIGN = re.compile(f"[{_NAME_SIGNS}]")
_MIXED = 100  # an article is simplified if fewer than one in so many characters changes
# In the Chinese of Taiwan 著 stands for 着; it stays itself in words for writing and for being seen.
_PARTICLE = regex.compile(r"(?<![显卓昭土原名专编译合论巨遗拙撰新所大])著(?![名作称述者书录]|有《)")


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def usual(text: str) -> str | None:
    """The text in simplified characters and usual forms; None where that changes its length or it cannot be told."""
    if _SURROGATE.search(text):
        return None
    converted = _converter().convert(text)
    return _usual(text, converted) if len(converted) == len(text) else None


def changes(text: str, after: str) -> list[Edit]:
    """One edit for each run of characters that change from one text to another of the same length."""
    return _differences(text, after, 0)


def find(text: str) -> list[Edit]:
    """One edit for each run of characters that change; where the length changes, one a clause or less."""
    text = _SURROGATE.sub("\ufffd", text)  # OpenCC takes no lone surrogates; the lengths stay the same
    converted = _converter().convert(text)
    if len(converted) == len(text):
        return _differences(text, _usual(text, converted), 0)
    edits: list[Edit] = []
    for m in _RUN.finditer(text):
        run = m.group()
        if not _HAN.search(run):
            continue
        after = _converter().convert(run)
        if len(run) == len(after):
            edits.extend(_differences(run, _usual(run, after), m.start()))
        else:
            edits.append(Edit(m.span(), after))
    return edits


def _usual(text: str, converted: str) -> str:
    """The converted text in usual forms. Both texts have one length."""
    signs = [m.start() for m in _NAME_SIGN.finditer(text)]
    traditional = converted != text
    if signs or (traditional and "著" in text):
        changed = sum(a != b for a, b in zip(text, converted, strict=True) if a not in _NAME_SIGNS)
        traditional = changed * _MIXED > len(text)
    usual = converted
    if signs and not traditional:
        made = list(converted)
        for i in signs:
            made[i] = text[i]
        usual = "".join(made)
    elif traditional and "著" in text:
        usual = _PARTICLE.sub("着", converted)
    for start, written, standard in replacer("form")(usual):
        usual = usual[:start] + standard + usual[start + len(written) :]
    return usual


def _differences(before: str, after: str, offset: int) -> list[Edit]:
    """One edit for each run of positions at which two texts of one length differ."""
    if before == after:
        return []
    changed = [i for i, differs in enumerate(map(ne, before, after)) if differs]
    edits, start = [], changed[0]
    for i, following in zip(changed, [*changed[1:], -1], strict=True):
        if following != i + 1:
            edits.append(Edit((offset + start, offset + i + 1), after[start : i + 1]))
            start = following
    return edits


YES = [
    ("產業規模突破３億元", "产业规模突破３亿元"),
    ("臺灣經濟發展", "台湾经济发展"),
    ("乾隆年間的乾糧", "乾隆年间的干粮"),
    ("衞生署隨著著名學者的規畫", "卫生署随着著名学者的规划"),
    ("馀额", "余额"),
]
NO = ["产业规模突破3亿元", "GDP growth 5%", "后来，皇后在里面", "乾安县与昇腾芯片，魏徵与神祇"]
