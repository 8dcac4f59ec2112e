"""Advertising inside sentences: 每一次科技革命阿姨出租,都会…

Content farms glue search terms to sentences: a name of a trade that is also the page's first line, over and over, or a contact. Strings
that can stand in an article for no other reason are in ``data/repairs/injections.patterns``. A short first line counts as such a string only
in an article whose wording is spun (see ``spun_wording``), where it stands before a mark at least once more and fits none of the
characters before it. Whole lines that advertise are no edit: they are boilerplate (``data/lexicons/ads.patterns``).
"""

from __future__ import annotations

import re
from functools import cache

import regex

from extract.data import read_lines
from extract.model import Edit
from extract.text.likelihood import char_cost, pair_cost
from extract.text.repairs.spun_wording import is_spun

KIND = "injected-text"
DAMAGE = True

_FIRST_LINE = regex.compile(r"\s*(\p{Han}{3,8})[ \t\u3000]*\n")
_MARKS = "，。、；：！？,.;:!?”」』）)…\n"


@cache
def _patterns() -> tuple[re.Pattern[str], regex.Pattern[str]]:
    """What finds a sign of which each such string has one, a quick look; and the strings."""
    rows = [line.partition("\t") for line in read_lines("repairs/injections.patterns")]
    signs = "".join(sorted({sign for signs, _, _ in rows for sign in signs}))
    return re.compile(f"[{re.escape(signs)}]"), regex.compile("|".join(f"(?:{pattern})" for _, _, pattern in rows))


def _repeated(text: str) -> list[Edit]:
    """The first line, and every place where it is glued to a sentence."""
    m = _FIRST_LINE.match(text)
    if m is None or not is_spun(text):
        return []
    words = m.group(1)
    places = [(f.start(), f.end()) for f in regex.finditer(regex.escape(words), text, pos=m.end())]
    glued = [(a, b) for a, b in places if text[a - 1].isalnum() and (b == len(text) or text[b] in _MARKS)]
    strange = all(pair_cost(text[a - 1], words[0]) >= char_cost(words[0]) for a, _ in glued)
    if not glued or glued != places or not strange:
        return []
    return [Edit(m.span(1), ""), *(Edit(span, "") for span in glued)]


def stands_in(text: str) -> bool:
    """Whether a string that is always deleted stands in a text of one line."""
    signs, strings = _patterns()
    return signs.search(text) is not None and strings.search(text) is not None


def find(text: str) -> list[Edit]:
    """Deletes each injected string."""
    signs, strings = _patterns()
    edits = [Edit(m.span(), "") for m in strings.finditer(text)] if signs.search(text) is not None else []
    taken = {i for e in edits for i in range(*e.span)}
    edits += [e for e in _repeated(text) if taken.isdisjoint(range(*e.span))]
    return sorted(edits, key=lambda e: e.span)


YES = [
    ("产业创新的高地,菲律宾修车群亦然产业的领跑者。", "产业创新的高地,亦然产业的领跑者。"),
    ("增长5%，更多资料请加微信:abc_12345，全年预计增长6%。", "增长5%，全年预计增长6%。"),
    ("增长5%，加微信abc12345领取资料，预计增长6%。", "增长5%，预计增长6%。"),
    ("增长5%，更多精彩内容请关注www.example.com，预计增长6%。", "增长5%，预计增长6%。"),
    (
        "上门按摩\n前年，全省东说念主工智能中枢产业领域越过30亿元上门按摩，占世界的比重抓续擢升，东说念主才莫得流失。",
        "\n前年，全省东说念主工智能中枢产业领域越过30亿元，占世界的比重抓续擢升，东说念主才莫得流失。",
    ),
]
NO = [
    "共享单车\n全市共享单车。共享单车达30万辆。",
    "汽修行业的修车群体、资源群众与外围群山",
    "添加微信小程序，加QQ音乐会员，加微信支付用户12亿，增加微信6.0功能",
    "官网地址www.example.com，更多数据见附表",
    "关注微信公众号，QQ用户增长，电报业务，采购群QQ：81234567",
]
