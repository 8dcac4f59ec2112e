r"""Characters that stand as escapes: &#25104;&amp;#37117;, &hellip;, %u6210%u90FD, \u6210\u90fd.

Left by programs that took a text out of HTML (character references, HTML standard 13.5), out of JavaScript's ``escape`` or out of
JSON without reading them. What was escaped twice (&amp;hellip;, \\\\u6210) is read to the end. What stands in an address, in code, or as the
thing that is talked about (“&nbsp;”) is left as it is, as is an escape of JSON or JavaScript that is no Chinese character.
"""

from __future__ import annotations

import html

import regex

from extract.data.late import late_regex
from extract.model import Edit
from extract.text import written_code

KIND = "escape"
DAMAGE = True

_ANY = late_regex(r"&(?:\w{2,31}|#)|(?<!&)(?:nbsp|quo|hellip|dash|middot|quot|e[nm]sp);|%u[0-9A-Fa-f]{4}|\\(?:u[0-9A-Fa-f]{4}|n)")
# "&" may itself be escaped, again and again; a number may lack its semicolon.
_REFERENCE = late_regex(
    r"&(?P<again>(?:(?:amp|AMP|\#0*38|\#x0*26);)*+)"
    r"(?:(?P<body>[A-Za-z][A-Za-z0-9]{1,30}|\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6});|(?P<open>\#[1-6]\d{4}(?!\d)|\#[xX][4-9a-fA-F][0-9a-fA-F]{3}(?![0-9a-fA-F;])|(?:nbsp|[lr][ds]quo|hellip|[mn]dash|middot|quot|lt|gt)(?![A-Za-z0-9=;])))?"
)
# "&" was taken for a sign of its own and deleted
_BARE = late_regex(r"(?<=[\p{Han}，。；：、！？）”》\d%])(?:amp;)*(?P<body>nbsp|[lr][ds]quo|hellip|[mn]dash|middot|quot|ensp|emsp);")
_SIGN = r"(?:%|\\{1,8})u"  # backslashes may themselves be escaped, again and again
_UNITS = late_regex(r"(?:%u[0-9A-Fa-f]{4})+|(?:\\{1,8}u[0-9A-Fa-f]{4})+")
_UNIT = late_regex(rf"{_SIGN}[dD][89abAB][0-9a-fA-F]{{2}}{_SIGN}[dD][c-fC-F][0-9a-fA-F]{{2}}|{_SIGN}[0-9A-Fa-f]{{4}}")
_CODE_OF_UNIT = late_regex(r"u([0-9A-Fa-f]{4})")
_IN_A_CLASS = late_regex(rf"{_SIGN}[0-9A-Fa-f]{{4}}-{_SIGN}[0-9A-Fa-f]{{4}}")
_ESCAPE = late_regex(rf"&(?:amp;)*#?\w+;|%[0-9A-Fa-f]{{2}}|{_SIGN}[0-9A-Fa-f]{{4}}|\\{{1,8}}(?:r\\{{1,8}}n|[nrt/])")
_LAYOUT = late_regex(r'\\{1,8}(?:r\\{1,8}n|[nrt"/])')
_BETWEEN = regex.compile(
    r"(?<=[\p{Han}。！？；：，、”）%])(?:\\{1,2}r)?\\{1,2}n(?:\\{1,2}[nrt])*(?=[\p{Han}“（《「\u3000 ]|\d+[.、年]|\s*$)", regex.M
)
_HABIT = 2  # line ends left as \n that show that nobody read the escapes
_PLAIN = (0x09, 0x0A, 0x0D, *range(0x20, 0x7F))
_BYTE = late_regex(r"%[0-9A-Fa-f]{2}")
_CHINESE = late_regex(r"[\p{Han}\u3000-\u303f\uff00-\uffef‘’“”…—·∶]")
_SPACES = {"\u00a0", "\u2002", "\u2003", "\u2009"}


def _character(m: regex.Match[str]) -> str | None:
    """What a reference stands for, or nothing where it is none."""
    body = m.group("body") or m.group("open")
    if not body:
        return None
    made = html.unescape(f"&{body};")
    if made == f"&{body};" or made in ("", "\ufffd") or ord(made[0]) < 0x20:
        return None
    if m.group("open") and body.startswith("#") and not _CHINESE.match(made):
        return None
    return " " if made in _SPACES else made


def _references(text: str) -> list[Edit]:
    edits = []
    for m in _REFERENCE.finditer(text):
        made = _character(m)
        if made:
            edits.append(Edit(m.span(), made))
        elif m.group("again"):
            edits.append(Edit((m.start(), m.end("again")), "&"))
    return edits + [Edit(m.span(), " " if made in _SPACES else made) for m in _BARE.finditer(text) if (made := html.unescape(f"&{m['body']};"))]


def _decoded(unit: str) -> str:
    codes = [int(code, 16) for code in _CODE_OF_UNIT.findall(unit)]
    return b"".join(code.to_bytes(2, "big") for code in codes).decode("utf-16-be", "replace")


def _units(text: str) -> list[Edit]:
    """Escapes of UTF-16 units: runs that hold Chinese. JavaScript writes other signs beside them as %20, %25 and the like."""
    edits: list[Edit] = []
    lines: set[str] = set()
    percent: set[str] = set()
    for m in _UNITS.finditer(text):
        found = [Edit(u.span(), _decoded(u.group())) for u in _UNIT.finditer(text, *m.span())]
        if _IN_A_CLASS.search(text, max(0, m.start() - 16), m.end() + 16):
            continue  # [\u4e00-\u9fa5] of a regular expression
        if any("\ufffd" in e.replacement or not (e.replacement.isprintable() or e.replacement.isspace()) for e in found):
            continue
        line = written_code.line_at(text, m.start())
        if not any(_CHINESE.match(e.replacement) for e in found) and m.group().count("u") < 3:
            continue
        edits += found
        lines.add(line)
        if m.group().startswith("%"):
            percent.add(line)
    for line in lines - percent:
        start = text.index(line)
        edits += [Edit(m.span(), _layout(m.group())) for m in _LAYOUT.finditer(text, start, start + len(line))]
    for line in percent:
        if regex.sub(r"%u[0-9A-Fa-f]{4}|%[0-9A-Fa-f]{2}", "", line).count("%"):
            continue  # somebody wrote plain per cent signs here
        start = text.index(line)
        edits += [
            Edit(m.span(), chr(int(m.group()[1:], 16))) for m in _BYTE.finditer(text, start, start + len(line)) if int(m.group()[1:], 16) in _PLAIN
        ]
    return sorted(edits, key=lambda e: e.span)


def _layout(escape: str) -> str:
    r"""What \n, \r\n, \t, \" and \/ stand for."""
    return {"n": "\n", "r": "\n", "t": " "}.get(escape[-1], escape[-1])


def _line_ends(text: str) -> list[Edit]:
    r"""Each \n of a JSON string between Chinese, where there are several."""
    found = [Edit(m.span(), "\n") for m in _BETWEEN.finditer(text)] if "\\n" in text else []
    return found if sum(text[e.span[0] - 1] in "。！？；：”" for e in found) >= _HABIT else []


def find(text: str) -> list[Edit]:
    """One edit for each escape."""
    if not _ANY.search(text):
        return []
    blocked = written_code.passages(text)
    edits = sorted(_references(text) + _units(text) + _line_ends(text), key=lambda e: e.span)
    kept: list[Edit] = []
    for edit in edits:
        start, end = edit.span
        if any(a < end and start < b for a, b in blocked) or (kept and start < kept[-1].span[1]) or written_code.is_mentioned(text, start, end):
            continue
        if written_code.is_code(_ESCAPE.sub("\0", written_code.line_at(text, start))):
            continue
        kept.append(edit)
    return kept


YES = [
    ("&#25104;&#x90FD;&#24066;增长5&#37;", "成都市增长5%"),
    ("补助到位&hellip;&hellip;企业投资1&amp;gt;0", "补助到位……企业投资1>0"),
    ("%u6210%u90FD%u5E02%20GDP%u589E%u957F5.7%25", "成都市 GDP增长5.7%"),
    (r"\u6210\u90fd\u5e02今年增长5.7%", "成都市今年增长5.7%"),
    (r"\\u6210\\u90fd\\u5e02今年增长5.7%", "成都市今年增长5.7%"),
    (r"\u6210\u90fd\u5e02\r\n\u4e00、\"\u5de5\u4e1a\"", '成都市\n一、"工业"'),
    (r"全市经济稳中有进。\n\n一是工业加快。\n二是农业丰收。", "全市经济稳中有进。\n一是工业加快。\n二是农业丰收。"),
    ("全市&nbsp增长5%，nbsp;下降&#x6210&#x90FD", "全市 增长5%， 下降成都"),
    ("研发与试验（R&amp;D）经费", "研发与试验（R&D）经费"),
]
NO = [
    "空格在网页里写作&nbsp;，不换行。",
    "符号“&amp;”读作“和”。",
    "网址是https://example.com/list?a=1&amp;b=2，请查看。",
    'title = "\\u6210\\u90fd"',
    '{"city": "\\u6210\\u90fd"}',
    "研发投入（R&D）增长5%，A&B公司",
    "`&lt;p&gt;` 是段落",
    r"用[\u4e00-\u9fa5]可以匹配常用的汉字。",
    r"匹配\n和\t的式子。\n是行尾，写作\n；\n也可以。",
    r"文件放在D:\news\年报\n文件夹。",
    r"用正则式[\\u4e00-\\u9fa5]可以匹配汉字。",
]
