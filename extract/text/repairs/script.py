"""Traditional characters become simplified ones (OpenCC, configuration t2s: characters and set phrases only).

Words are not swapped for mainland vocabulary: a claim's metric keeps the words of its article (捷運 → 捷运).
"""

from __future__ import annotations

from functools import cache

import regex
from opencc import OpenCC

from extract.model import Edit

KIND = "script"
DAMAGE = False

_SURROGATE = regex.compile(r"[\ud800-\udfff]")
_RUN = regex.compile(r"[\p{Han}、，。；：「」『』（）0-9A-Za-z%.\-]+")
_HAN = regex.compile(r"\p{Han}")


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def find(text: str) -> list[Edit]:
    """One edit for each run of Chinese that OpenCC changes; where OpenCC changes the length, one a clause or less."""
    text = _SURROGATE.sub("\ufffd", text)  # OpenCC takes no lone surrogates; the lengths stay the same
    convert = _converter().convert
    converted = convert(text)
    if converted == text:
        return []
    if len(converted) == len(text):
        return _differences(text, converted, 0)
    edits: list[Edit] = []
    for m in _RUN.finditer(text):
        run = m.group()
        if not _HAN.search(run):
            continue
        after = convert(run)
        if len(run) == len(after):
            edits.extend(_differences(run, after, m.start()))
        else:
            edits.append(Edit(m.span(), after))
    return edits


def _differences(before: str, after: str, offset: int) -> list[Edit]:
    """One edit for each run of positions at which two texts of one length differ."""
    edits, start = [], -1
    for i, (a, b) in enumerate(zip(before, after, strict=True)):
        if a != b:
            start = i if start < 0 else start
        elif start >= 0:
            edits.append(Edit((offset + start, offset + i), after[start:i]))
            start = -1
    if start >= 0:
        edits.append(Edit((offset + start, offset + len(before)), after[start:]))
    return edits


YES = [("產業規模突破３億元", "产业规模突破３亿元"), ("臺灣經濟發展", "台湾经济发展"), ("乾隆年間的乾糧", "乾隆年间的干粮")]
NO = ["产业规模突破3亿元", "GDP growth 5%", "后来，皇后在里面"]
