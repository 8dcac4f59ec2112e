"""Full-width digits, letters and the signs that belong to numbers become half-width; drawn forms become the characters that they show.

Chinese punctuation (，。：；（）“”《》？！) is content and stays, and the marks of a clause that were typed half-width
beside Chinese (增长5%,其中; 结果显示:) become it. The full-width full stop ．and per cent sign ％
become half-width. Radicals (⽇, ⻓: as PDF has them) and compatibility ideographs become the character that they are drawn as,
marks for vertical lines, small and half-width ones (︒, ﹐, ｡) the usual ones.
"""

from __future__ import annotations

import unicodedata

import regex

from extract.model import Edit

KIND = "width"
DAMAGE = False

# Unit signs such as ㎡ and fractions such as ½ have no single half-width character; the number grammar reads them.
_FORMS = regex.compile(
    r"[０-９Ａ-Ｚａ-ｚ％＋－．／＝～＄￥＆＃＠＊\u00a0\u2000-\u200a\u202f\u205f\u2e81-\u2ef3\u2f00-\u2fd5\uf900-\ufa6d\ufe10-\ufe19\ufe30-\ufe44\ufe50-\ufe6b｡､｢｣]+"
)
# Radicals as characters (Unicode's EquivalentUnifiedIdeograph.txt), those that are characters of today.
_RADICALS = dict(
    zip(
        "⺁⺋⺎⺓⺝⺟⺠⺡⺩⺫⺬⺮⺰⺶⺻⺼⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻏⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻲⻳",
        "厂㔾兀幺月母民氵王罒示竹纟羊聿肉虎衤覀西见角𧢲讠贝足车辶阝长镸长门阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龟龟",
        strict=True,
    )
)
_USUAL = {"￥": "¥", "｡": "。", "､": "、", "｢": "「", "｣": "」", "﹪": "%", "﹢": "+", "﹣": "-", "﹦": "=", **_RADICALS}
_WIDE = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？", "(": "（", ")": "）"}
# Between two digits or Latin letters such a mark may belong to a number, a time or an address (1,200; 12:30; http://).
# Nor is the ; of an entity of HTML (&nbsp;) one.
_CLAUSE_MARKS = regex.compile(r"(?<=[\p{Han}）》”」】])[,:;!?]|(?<!&[A-Za-z#\d]{1,8})[,:;!?](?=[\p{Han}（《“「【])|(?<=[%‰])[,;](?=\d)")
# Zeros typed full-width within Chinese digits are 〇: 二０五億, 二五０人.
_ZEROS = regex.compile(r"(?<=[〇零○一二三四五六七八九])[０Ｏ]+(?![０-９Ａ-Ｚａ-ｚ．％])")


def _narrow(char: str) -> str:
    narrow = _USUAL.get(char) or unicodedata.normalize("NFKC", char)
    if "\ufe10" <= char <= "\ufe6b":
        narrow = _WIDE.get(narrow, narrow)  # a mark of Chinese in another shape
    return narrow if len(narrow) == 1 else char


def find(text: str) -> list[Edit]:
    """One edit of the same length for each run of such characters that changes, and for each half-width mark of a clause beside Chinese."""
    edits = [Edit(m.span(), _WIDE[m.group()]) for m in _CLAUSE_MARKS.finditer(text)]
    for m in _FORMS.finditer(text):
        zeros = _ZEROS.fullmatch(text, *m.span())
        narrow = "〇" * len(m.group()) if zeros else "".join(_narrow(c) for c in m.group())
        if narrow != m.group():
            edits.append(Edit(m.span(), narrow))
    return sorted(edits, key=lambda e: e.span)


YES = [
    ("１２．５％", "12.5%"),
    ("ＧＤＰ增长", "GDP增长"),
    ("⽐上年增⻓", "比上年增长"),
    ("全市︐增长﹐好于预期︒", "全市，增长，好于预期。"),
    ("￥３００", "¥300"),
    ("共二０五億元，高雄二五０人，二ＯＯ六年", "共二〇五億元，高雄二五〇人，二〇〇六年"),
    ("数据显示:去年产量增长5%,其中玉米1,200吨;价格回落", "数据显示：去年产量增长5%，其中玉米1,200吨；价格回落"),
]
NO = ["一0五", "，。：；（）“”《》？！、", "12.5%，GDP", "共1,200,300人", "12:30，比分为3:2", "https://example.org/?a=1,2;b:3", "<p>&nbsp;"]
