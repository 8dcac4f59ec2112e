"""Characters that are lost for good and stand as 锟斤拷, 嚙踝蕭, ï¿½, 烫烫烫烫 or rows of U+FFFD: one U+FFFD, so that nobody reads over it.

锟斤拷 is U+FFFD in UTF-8, twice, read as GBK; 嚙踝蕭 the same read as Big5, ï¿½ once read as Latin-1; 烫烫烫 and 屯屯屯 are memory that was
never written (bytes CC and CD, as Visual C++ fills it) read as GBK. What stood there is never guessed. It is not deleted either: 1锟斤拷5% is
not 15%. An article that talks of these words, in quotation marks, keeps them.
"""

from __future__ import annotations

import regex

from extract.model import Edit

KIND = "lost-characters"
DAMAGE = True
TRUST = 0.7  # something is missing

_CHEAP = regex.compile(r"[锟斤拷嚙烫燙屯\ufffd]|ï¿½")
_LOST = regex.compile(
    r"(?:锟斤拷|嚙踝蕭|ï¿½|烫{4,}|烫{3}(?=屯)|屯{4,}|\ufffd)+(?:锟[?\ufffd]|嚙[?\ufffd])?"
)  # fmt: skip
# 锟斤拷 once, as the subject or object of what is said: people write about it
_SPOKEN_OF = regex.compile(
    r"(?:是(?:什么|怎么|如何|因为|由|乱码|一)|指的?是|的(?:由来|意思|含义|来历|成因|故事)|(?:之类|这类|这种|一类|等)?的?乱码|这(?:三个字|个词|种))"
)
_QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", '"': '"', "（": "）", "(": ")"}


def find(text: str) -> list[Edit]:
    """One U+FFFD for each run of what is left of lost characters; a lone U+FFFD stays as it is."""
    if not _CHEAP.search(text):
        return []
    edits = []
    for m in _LOST.finditer(text):
        start, end = m.span()
        quoted = start > 0 and end < len(text) and _QUOTES.get(text[start - 1]) == text[end]
        if m.group() == "锟斤拷" and _SPOKEN_OF.match(text, end):
            continue
        if m.group() != "\ufffd" and not (quoted and "\ufffd" not in m.group()):
            edits.append(Edit((start, end), "\ufffd"))
    return edits


YES = [
    ("增长锟斤拷锟斤拷5%", "增长\ufffd5%"),
    ("全市共有1锟斤拷5家企业锟斤拷锟?", "全市共有1\ufffd5家企业\ufffd"),
    ("总量\ufffd\ufffd\ufffd元", "总量\ufffd元"),
    ("烫烫烫烫烫烫屯屯屯屯", "\ufffd"),
]
NO = [
    "程序员口中的“锟斤拷”从何而来",
    "有人问，锟斤拷是什么意思？",
    "网页上的锟斤拷乱码让人头疼",
    "这碗汤烫烫的，烫烫烫！",
    "产值\ufffd亿元",
    "屯屯有变化",
]
