"""Full-width digits, letters and the signs that belong to numbers become half-width.

Chinese punctuation (，。：；（）“”《》？！) is content and stays. The full-width full stop ．and per cent sign ％
become half-width; Kangxi radicals and compatibility ideographs become the character that they are drawn as.
"""

from __future__ import annotations

import unicodedata

import regex

from extract.model import Edit

KIND = "width"
DAMAGE = False

# Unit signs such as ㎡ and fractions such as ½ have no single half-width character; the number grammar reads them.
_FORMS = regex.compile(r"[０-９Ａ-Ｚａ-ｚ％＋－．／＝～＄￥＆＃＠＊\u00a0\u2000-\u200a\u202f\u205f\u2f00-\u2fd5\uf900-\ufa6d]+")
_YEN = {"￥": "¥"}


def _narrow(char: str) -> str:
    narrow = _YEN.get(char) or unicodedata.normalize("NFKC", char)
    return narrow if len(narrow) == 1 else char


def find(text: str) -> list[Edit]:
    """One edit of the same length for each run of such characters that changes."""
    edits = []
    for m in _FORMS.finditer(text):
        narrow = "".join(_narrow(c) for c in m.group())
        if narrow != m.group():
            edits.append(Edit(m.span(), narrow))
    return edits


YES = [("１２．５％", "12.5%"), ("ＧＤＰ增长", "GDP增长"), ("⽐上年", "比上年"), ("￥３００", "¥300")]
NO = ["，。：；（）“”《》？！、", "12.5%，GDP"]
