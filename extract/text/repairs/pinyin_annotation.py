"""Pinyin in brackets after a character: 規(guī)劃, 30萬(wàn)個(gè).

Some converters between scripts print the reading of each character that they were unsure of, in the middle of words. The reading is
checked against the readings of the character (pypinyin's dictionary), and the article must show the habit. A reading may also be a gloss
that an author wrote: 行长（háng zhǎng）, 重（chóng）新, 饕(tāo)餮(tiè), an entry of a dictionary. Authors gloss rare characters and those
with several readings, and close a word with it; converters annotate any, above all those that the scripts write differently.
"""

from __future__ import annotations

from functools import cache, lru_cache

import regex
from opencc import OpenCC

from extract.data.late import late_regex
from extract.model import Edit
from extract.text.likelihood import is_common
from extract.text.pinyin_readings import ANY_SYLLABLE, has_several_readings, is_reading

KIND = "pinyin-annotation"
DAMAGE = True

_PAIRS = (("(", ")）"), ("（", "）)"), ("[", "]"), ("［", "］"), ("〔", "〕"), ("【", "】"), ("{", "}"), ("<", ">"))
_TONED = "(?=[A-Za-z]{0,4}[\u00e0-\u01dc])"  # a vowel with its tone mark
_BRACKETED = "|".join(rf"{regex.escape(opens)}\s?(?P<reading>{ANY_SYLLABLE})\s?[{regex.escape(closes)}]" for opens, closes in _PAIRS)
_ANNOTATION = late_regex(rf"(\p{{Han}})(?P<blank> (?=[(（]))?(?:{_BRACKETED}|(?P<bare>{_TONED}(?P<reading>{ANY_SYLLABLE}))(?![\p{{Latin}}\p{{M}}]))")
# Quick to find: a bracket before a small word, a vowel with its tone mark behind a hanzi.
_CHEAP = late_regex(
    r"[(（\[［〔【{<]\s?[A-Za-zɡ\u00e0-\u01dc\u0300-\u036f\u1e3f]{1,8}[1-5]?\s?[)）\]］〕】}>]|[\u00e0-\u01dc](?<=\p{Han}[A-Za-z]{0,4}[\u00e0-\u01dc])"
)
_APART = late_regex(r" (?=[\p{Han}\p{L}\p{N}])")
_HABIT = 3  # so many readings, …
_NO_GLOSSES = 2  # … of which so many no author would write, show a converter
_SHARE = 0.25  # of all readings in brackets


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=4096)
def _is_traditional(char: str) -> bool:
    return bool(_converter().convert(char) != char)


def _inside(text: str, m: regex.Match[str]) -> bool:
    """Whether the word goes on behind the bracket, which a gloss closes."""
    return regex.match(r" ?[\p{Han}\p{L}\p{N}]" if m.group("blank") else r"[\p{Han}\p{L}\p{N}]", text[m.end() : m.end() + 2]) is not None


def find(text: str) -> list[Edit]:
    """Replaces each annotated character and its bracket by the character alone."""
    if not _CHEAP.search(text):
        return []
    found = [m for m in _ANNOTATION.finditer(text) if is_reading(m.group(1), m.group("reading"))]
    no_glosses = [m for m in found if is_common(m.group(1)) and not has_several_readings(m.group(1))]
    inside = sum(_inside(text, m) for m in no_glosses)
    habit = len(found) >= _HABIT and len(no_glosses) >= max(_NO_GLOSSES, _SHARE * len(found)) and inside >= max(1, _SHARE * len(no_glosses))
    few = len(found) < _HABIT or any(m.group("bare") for m in found)
    plainly = all(_is_traditional(m.group(1)) and m.group("reading").islower() and not (few and m.group("blank")) for m in found)
    if habit or (found and plainly and sum(_inside(text, m) for m in found) > len(found) / 2):
        apart = [m for m in found if m.group("blank") and _APART.match(text, m.end())]
        both = 2 * len(apart) > len(found)  # 統 (tǒng) 計: a blank behind the bracket, too
        return [Edit((m.start(), m.end() + (both and m in apart)), m.group(1)) for m in found]
    return []


YES = [
    ("“十四五”規(guī)劃為新興產(chǎn)業(yè)賽道", "“十四五”規劃為新興產業賽道"),
    ("30萬(wàn)個(gè)，全國(guó)各地", "30萬個，全國各地"),
    ("規( guī )劃、產［chǎn］業[yè]發(fā)展", "規劃、產業發展"),
    ("发(fa)展规(gui)划产(chan)业", "发展规划产业"),
    ("產（chǎn）業（yè）規（guī）模", "產業規模"),
    ("這(zhè)是", "這是"),
    ("居(ju1)民(min2)收(shou1)入增长，女(nv3)性就業(ye4)率", "居民收入增长，女性就業率"),
    ("統〔tǒng〕計【jì】局數<shù>據{jù}顯示", "統計局數據顯示"),
    ("統tǒng計jì局數shù據顯xiǎn示", "統計局數據顯示"),
    ("居(Jū)民(Mín)收(Shōu)入增长", "居民收入增长"),
    ("居(JU)民(MIN)收(SHOU)入增长", "居民收入增长"),
    ("統 (tǒng)計局數 (shù)據顯 (xiǎn)示", "統計局數據顯示"),
    ("統 (tǒng) 計局數 (shù) 據顯 (xiǎn) 示", "統計局數據顯示"),
]
NO = [
    "行长(háng zhǎng)是多音词",
    "国际数据公司(IDC)与浪潮信息",
    "重（chóng）新开始",
    "规模(gdp)增长，产业(abc)，发展(xyz)",
    "这个字读乐（yuè）。",
    "饕(tāo)餮(tiè)与狴(bì)犴(àn)都是传说中的兽，亳(bó)州与漯(luò)河是地名",
    "“重(chóng)复”“长(zhǎng)大”“行(háng)业”“音乐(yuè)会”“银行(háng)家”",
    "乐（lè）快乐；乐（yuè）音乐\n长（cháng）长短；长（zhǎng）成长",
    "發（fā）\n發（fà）",
    "中國(GUO)與電(DIAN)子",
    "通用电气(GE)、人工智能(AI)与河(HE)大，南方电网(CSG)",
    "长 (cháng) 江的长 (zhǎng) 江口",
]
