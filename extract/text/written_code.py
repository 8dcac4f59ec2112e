"""Where a text speaks of signs or shows code, which no fixer may touch: addresses, quoted code, lines of code, signs that are the subject."""

from __future__ import annotations

import regex

from extract.data.late import late_regex
from extract.model import Span

_ADDRESS = late_regex(
    r"\b[A-Za-z]:\\\S*|(?:https?|ftp)://[^\s\p{Han}，。；、）》”]+|\bwww\.[^\s\p{Han}，。；、）》”]+|(?<![\w.-])[\w.-]+\?[\w%-]+=[^\s\p{Han}，。；、）》”]*"
)
_QUOTED = regex.compile(r"```.*?```|`[^`\n]+`|<code\b.*?</code>|<pre\b.*?</pre>", regex.S | regex.I)
_CODE_LINE = regex.compile(
    r"""["'][^"'\n]*["']\s*[:;,)\]}]|=\s*["']|["']\s*[+]|(?<![\w$])[\w$]+\([^)\n]*["'(]|[{}\[\]]\s*["']|^\s*(?://|\#|\*|<[!?/a-z]|\w+\s*=\s)|\bfunction\b|\s-{1,2}\w[\w-]*\s+["']|;\s*$|=>|==|\\[dwsnx*+]""",
    regex.X,
)
_PAIRED = {"“": "”", "‘": "’", '"': '"', "'": "'", "「": "」", "『": "』", "《": "》"}
_TALK = late_regex(
    r"(?:写作|写成|写为|寫作|寫成|寫為|转义|轉義|实体|實體|编码为|編碼為|字符|字元|代码|代碼|正则|正則|换行|換行|HTML|html|XML|Unicode|JavaScript|JSON)"
)
_SHARE = 0.3  # code has fewer hanzi


def code(text: str) -> list[Span]:
    """Code that is marked as such."""
    return [m.span() for m in _QUOTED.finditer(text)]


def passages(text: str) -> list[Span]:
    """Addresses, and code that is marked as such."""
    return sorted([m.span() for m in _ADDRESS.finditer(text)] + code(text))


def line_at(text: str, at: int) -> str:
    """The line in which a position stands."""
    return text[text.rfind("\n", 0, at) + 1 : (text.find("\n", at) + 1 or len(text) + 1) - 1]


def is_mentioned(text: str, start: int, end: int) -> bool:
    """Whether a sign is what the text talks of: alone in quotation marks, or in a line on how characters are written."""
    if start and end < len(text) and _PAIRED.get(text[start - 1]) == text[end]:
        return True
    return _TALK.search(line_at(text, start)) is not None


def is_code(line: str) -> bool:
    """Whether a line is code, which has few hanzi and marks of its own."""
    return _CODE_LINE.search(line) is not None and sum("\u4e00" <= c <= "\u9fff" for c in line) < _SHARE * len(line)
