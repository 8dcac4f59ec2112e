r"""Signs of Markdown inside running text: 增长**5.7%**, 据[新华社](https://…)报道, 1\. 工业.

Left where a page was turned into Markdown. Stars and underscores that open and close a stretch are deleted by the rule of CommonMark (no
blank inside of the opening ones, no letter before them where a mark follows), so that names that are hidden (张**、李**) stay; of a link
inside a sentence its words stay. Whole lines that are links or pictures are read as such elsewhere. No damage, and not on record.
"""

from __future__ import annotations

import regex

from extract.model import Edit
from extract.text import written_code

KIND = "emphasis"
DAMAGE = False

_ANY = regex.compile(r"\*\*|__|\]\(|\\[.\-*_()\[\]#+!~>]")
_STARS = regex.compile(r"(?<![*_\\])(?P<sign>\*\*\*|\*\*|__)(?P<inner>(?![\s*_])(?:(?!(?P=sign))[^\n]){1,200}?(?<![\s*_\\]))(?P=sign)(?![*_])")
_LINK = regex.compile(r"(?<!!)\[(?P<words>[^\[\]\n]{1,80})\]\((?:https?:|/|\./|#|javascript:)[^()\s]*(?:\s\"[^\"\n]*\")?\)")
_ESCAPED = regex.compile(r"(?:(?<=^[ \t]*\d{1,3})\\(?=\.)|(?<=[\p{Han}\d，。、])\\(?=[\-*_~()\[\]+#!>])|^[ \t]*\K\\(?=[\-*+#>]))", regex.M)
_WORDS = regex.compile(r"[\p{Han}\d]")
_MARK = regex.compile(r"[\p{P}\p{S}]")
_HIDDEN = regex.compile(r"\p{Han}(?:\*\*|__)\p{Han}{0,4}$")


def _is_emphasis(text: str, m: regex.Match[str]) -> bool:
    """Whether both signs are what CommonMark takes for emphasis, and Chinese or a number stands between."""
    before, after = text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1]
    inner = m.group("inner")
    opens = not _MARK.match(inner[0]) or not before or before.isspace() or _MARK.match(before) is not None or inner[0] in "“《（("
    closes = not _MARK.match(inner[-1]) or not after or after.isspace() or _MARK.match(after) is not None or inner[-1] in "”》）)%。："
    hidden = len(inner) <= 3 and regex.match(r"[、和与及]", inner) is not None
    return opens and closes and not hidden and _WORDS.search(inner) is not None


def _found(text: str) -> list[Edit]:
    edits: list[Edit] = []
    for m in _STARS.finditer(text):
        if _is_emphasis(text, m):
            edits += [Edit((m.start(), m.start("inner")), ""), Edit((m.end("inner"), m.end()), "")]
    for m in _LINK.finditer(text):
        line = written_code.line_at(text, m.start())
        if regex.search(r"\p{Han}", line.replace(m.group(), "")):
            edits += [Edit((m.start(), m.start("words")), ""), Edit((m.end("words"), m.end()), "")]
    edits += [Edit(m.span(), "") for m in _ESCAPED.finditer(text)]
    return sorted(edits, key=lambda e: e.span)


def find(text: str) -> list[Edit]:
    """Deletes the signs and keeps the words."""
    if not _ANY.search(text):
        return []
    quoted = written_code.code(text)
    kept: list[Edit] = []
    for edit in _found(text):
        start, end = edit.span
        if (kept and start < kept[-1].span[1]) or any(a < end and start < b for a, b in quoted):
            continue
        if not written_code.is_mentioned(text, start, end) and not written_code.is_code(written_code.line_at(text, start)):
            kept.append(edit)
    return kept


YES = [
    ("生产总值**2.35万亿元**，增长**5.7%**。", "生产总值2.35万亿元，增长5.7%。"),
    ("**一、工业**\n***全市***工业__加快__。", "一、工业\n全市工业加快。"),
    ("据[新华社](https://example.com/a)报道，全市经济稳中有进。", "据新华社报道，全市经济稳中有进。"),
    ("1\\. 工业\n\\- 农业", "1. 工业\n- 农业"),
]
NO = [
    "被告人张**、李**与王**等人",
    "手机号138****1234，2**10等于1024",
    "x = a**b**c",
    "[查看原文](https://example.com/a)",
    "![图](https://example.com/a.png)",
    "用**加粗**的代码写法",
    "snake__case__name",
]
