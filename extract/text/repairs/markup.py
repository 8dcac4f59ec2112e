"""Tags of HTML that were left in the text: <font color="red">, </p>, <br/>.

Left by programs that took a text out of a page badly, or out of a field that holds HTML. Tags that part blocks become line ends, cells of a
table tabs; all others are deleted, scripts and comments with what they hold. A tag may have lost its last sign (``</font``). Code, text that
speaks of tags, and signs of comparison (a<b) are left alone: a tag must have a known name and, where it opens something, its closing one.
"""

from __future__ import annotations

import regex

from extract.data.late import late_regex
from extract.model import Edit
from extract.text import written_code

KIND = "markup-remains"
DAMAGE = True

_BLOCKS = r"p|div|br|hr|tr|li|ul|ol|h[1-6]|table|tbody|thead|section|article|blockquote|center|dl|dt|dd"
_INLINE = r"font|span|strong|em|b|i|u|s|a|sup|sub|big|small|mark|strike|ins|o:p|v:shape|st1:chsdate|section|img|td|th|input|wbr"
_ATTRIBUTE = r"""\s+[A-Za-z:\-]+(?:\s?=\s?(?:"[^"<>\n]*"|'[^'<>\n]*'|[^\s"'<>\p{Han}]+))?"""
_OPEN_ENDED = r"""\s+[A-Za-z:\-]+\s?=\s?(?:"[^"<>\n]*"|'[^'<>\n]*')"""
_TAG = late_regex(
    rf"<!--.{{0,2000}}?-->|<(?P<raw>script|style)\b[^<>]*>.{{0,20000}}?</(?P=raw)\s*>"
    rf"|<(?P<end>/)?(?P<name>{_BLOCKS}|{_INLINE})(?P<attributes>(?:{_ATTRIBUTE})*)\s*/?>"
    rf"|<(?P<name>{_BLOCKS}|{_INLINE})(?P<attributes>(?:{_OPEN_ENDED})+)(?!\s*/?>)"
    rf"|<(?P<end>/)(?P<name>font|span|strong|table|section|center)(?![\w>])",
    regex.I | regex.S,
)
_BLOCK = late_regex(_BLOCKS, regex.I)
_LONE = late_regex(r"br|hr|img|input|wbr|p|li|td|th|tr|o:p", regex.I)
_TALK = late_regex(r"标签|標籤|标记语言|元素|浏览器|瀏覽器|CSS|html|<code|```")
_MARK = late_regex(r"[，。！？；：]")
_SHARE = 0.3  # what is left without the tags must be Chinese


def _replacement(text: str, m: regex.Match[str], last: str) -> str:
    """A line end for a block where none stands, a tab between cells; ``last`` is the character before, if any."""
    name = m.group("name") or ""
    if _BLOCK.fullmatch(name):
        return "" if last in ("", "\n") or not text[m.end() :].strip() or text[m.end()] in "\r\n" else "\n"
    return "\t" if name.lower() in ("td", "th") and m.group("end") else ""


def find(text: str) -> list[Edit]:
    """One edit for each tag."""
    if "<" not in text:
        return []
    found = [m for m in _TAG.finditer(text) if m.group("name") is None or m.group("end") or m.group("attributes") or _opens(text, m)]
    if not found or _TALK.search(text):
        return []
    rest = regex.sub(r"\s", "", _TAG.sub("", text))
    if not _MARK.search(rest) or sum("\u4e00" <= c <= "\u9fff" for c in rest) < _SHARE * len(rest):
        return []
    blocked = written_code.passages(text)
    edits: list[Edit] = []
    last, at = "", 0
    for m in found:
        start, end = m.span()
        if any(a < end and start < b for a, b in blocked) or written_code.is_mentioned(text, start, end):
            continue
        between = text[at:start].rstrip(" \t\u3000")
        last = between[-1:] or last
        edits.append(Edit((start, end), _replacement(text, m, last)))
        last, at = edits[-1].replacement or last, end
    return edits


def _opens(text: str, m: regex.Match[str]) -> bool:
    """Whether a bare tag stands alone by its nature or is closed later."""
    name = m.group("name")
    return _LONE.fullmatch(name) is not None or regex.search(rf"</{regex.escape(name)}", text[m.end() :], regex.I) is not None


YES = [
    ("全年生产总值<b>2.35万亿元</b>，增长<font color='red'>5.7%</font>。<br/>人口增加。", "全年生产总值2.35万亿元，增长5.7%。\n人口增加。"),
    ("<p>全市经济稳中有进。</p><p>工业加快。</p>", "全市经济稳中有进。\n工业加快。"),
    ('<font color="indigo"全市有多少家企业？</font\n有30家。', "全市有多少家企业？\n有30家。"),
    ("<table><tr><td>成都</td><td>23511</td></tr></table>各市数据见上表。", "成都\t23511\t\n各市数据见上表。"),
    ("<!-- 正文开始 -->全市经济稳中有进。", "全市经济稳中有进。"),
]
NO = [
    "当a<b且b>c时，函数单调；p<0.05，n<i。",
    "用<p>标签表示段落，<br>表示换行。",
    "`<b>粗体</b>`是加粗的写法。",
    "作者<张三>与<b组>的比较",
    '<div class="a"><span>城市</span></div>',
    "见<https://example.com/a>",
]
