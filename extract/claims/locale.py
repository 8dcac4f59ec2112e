"""Whose usage an article follows: what 全国, 元 and years of two and three digits mean in it.

Decided once for the article, from its offices, money, reckoning of years and words, and from the places that it names. In simplified
script it is the mainland's, unless the article is mostly about a place that reckons otherwise.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Literal, NamedTuple

import regex

from extract.data import read_table
from extract.data.late import late_regex
from extract.mentions import gazetteer

Locale = Literal["mainland", "taiwan", "hongkong", "macao", "abroad"]

CURRENCIES = {"mainland": "CNY", "taiwan": "TWD", "hongkong": "HKD", "macao": "MOP", "MY": "MYR", "SG": "SGD", "US": "USD", "CA": "CAD"} | {
    "AU": "AUD", "NZ": "NZD", "PH": "PHP", "TH": "THB", "ID": "IDR",
}  # fmt: skip
BASES = {"taiwan": "710000", "hongkong": "810000", "macao": "820000"}
_CODES: dict[str, Locale] = {"71": "taiwan", "81": "hongkong", "82": "macao"}
_OWN_MONEY: dict[Locale, tuple[str, str]] = {"hongkong": ("81", "港元|港币|港圆"), "macao": ("82", "澳门元|澳门币|葡币")}
_ROC_YEAR = r"(?:[七八九]十[一二三四五六七八九]?|一百[零〇一二三四五六七八九十]{0,3}|(?<![\d.])1[01]\d)年(?:[底度]|\w{1,2}月)"
_OWN_RECKONING: dict[Locale, tuple[str, str]] = {**_OWN_MONEY, "taiwan": ("71", rf"民国[\d一二三四五六七八九十]|{_ROC_YEAR}")}
_STYLE = late_regex(r"年[增减]|按[年月]|公吨|中央|\d+万\d")  # what its papers write of other places too
# (约新台币48万亿元) tells who reads the paper, not whose money it counts in.
_CONVERSION = regex.compile(r"[（(]\s?(?:大?约|折合|相当于|合){1,2}[^（）()\n]{1,20}[）)]")
_SHARE_OF_TRADITIONAL = 50  # one character in so many is written otherwise in traditional script
_OUTLET = 3  # what the paper counts for
_FEW = 10  # so many times less it speaks of the mainland then
_OWN_WORDS = 3  # different ones by which a text converted to simplified script is known to be of another territory
# Who reports on a country for readers of the mainland.
_AGENCY = late_regex(r"新华社|新华网|中新社|中新网|中国新闻网|人民日报|人民网|央视|环球时报|参考消息|国际在线|经济日报|中国日报|光明日报")
# 我国 as another than a country that is named shortly before: 新加坡…。相比之下，我国…; 我国可以借鉴.
_SET_AGAINST = late_regex(
    r"(?:相比|相较|对比|反观|不同于|借鉴)[^。；！？\n]{0,12}我国|我国[^。；，！？\n]{0,6}(?:借鉴|效仿)|(?:出口|销往|输往)我国"
    r"|我国\p{Han}{0,4}?[对赴驻来][马新](?=投资|出口|进口|贸易|留学|旅游|游客|大使|务工)"
)
_SHORTLY = 80  # characters
_SENT_FROM = late_regex(r"[（(【\[](?:本报)?(?P<city>\p{Han}{2,6}?)\s?(?:\d{1,2}月)?(?:\d{1,2}日?)?(?:综合)?讯[）)】\]]")
_HEAD = 240  # characters at the head of a text in which it says where it was sent from
_OWN_WORDS_ABROAD = 3  # different ones by which a text in simplified script is known to be of a country abroad
_SMALL = ("SG", "MY")  # countries whose papers speak of all of it, not of one city


def is_outside(key: str) -> bool:
    """Whether a division is one of Taiwan, Hong Kong or Macao."""
    return key.startswith(tuple(_CODES))


class Usage(NamedTuple):
    """Whose usage: the locale, and for one abroad the country whose papers write so, by its code."""

    locale: Locale
    country: str = ""

    @property
    def currency(self) -> str:
        """What 元 means without another word."""
        return CURRENCIES[self.country or self.locale]

    @property
    def base(self) -> str | None:
        """Key of the place that a paper of it speaks of unless it says otherwise (本地, 全岛); None on the mainland and in large countries."""
        return _countries()[self.country] if self.country in _SMALL else BASES.get(self.locale)

    @property
    def nation(self) -> str:
        """Key of the place that 全国 and 我国 mean."""
        return "710000" if self.locale == "taiwan" else _countries()[self.country] if self.country else "world:中国"


def usage(raw: str, normalized: str, about: str, mentioned: Counter[str], outlet: str | None = None) -> Usage:
    """Whose usage an article follows.

    ``about`` is the title and publisher that came with it, ``mentioned`` how often it names each place, ``outlet`` the key of the place
    that its paper is of.
    """
    traditional = sum(1 for a, b in zip(raw, normalized, strict=False) if a != b) if len(raw) == len(normalized) else len(raw) // 10
    converted = traditional * _SHARE_OF_TRADITIONAL < len(raw)
    words = _CONVERSION.sub("", f"{about}\n{normalized}")
    if converted and (abroad := _written_abroad(words, mentioned, outlet)) is not None:
        return Usage("abroad", abroad)
    if converted and not any(map(is_outside, mentioned)):
        return Usage("mainland")
    told = {name: sum(weight * len(pattern.findall(words)) for pattern, weight in found) for name, found in _words().items()}
    if outlet is not None:
        told[_CODES.get(outlet[:2], "mainland") if outlet.isdigit() else outlet] += _OUTLET

    def named(prefix: str) -> int:
        return sum(count for key, count in mentioned.items() if key.startswith(prefix))

    mainland = sum(c for k, c in mentioned.items() if k[:1].isdigit() and not k.startswith(("7", "8"))) + told["mainland"]
    first = [code for code in dict.fromkeys(key[:2] for key in mentioned) if code in _CODES]  # of two named as often, the first: 澳門的台灣旅客
    best = max([*first, *_CODES], key=lambda code: named(code) + told[_CODES[code]])
    most = named(best) + told[_CODES[best]]
    if converted:
        own = {m.group() for pattern, _ in _words()[_CODES[best]] for m in pattern.finditer(words)}
        return Usage(_CODES[best]) if _FEW * mainland < most and len(own) >= _OWN_WORDS else Usage("mainland")
    sent_from = _sent_from(words)
    if sent_from is not None and not named(best) and not _speaks_of(words, _CODES[best]):
        return Usage("abroad", sent_from)
    country = max(_countries(), key=lambda code: told.get(code, 0))
    if told.get(country, 0) > max(most, mainland):
        return Usage("abroad", country)
    if told["mainland"] and not named(best) and outlet is None and not _speaks_of(words, _CODES[best]):
        return Usage("mainland")  # a paper of Taiwan or Hong Kong on the figures of the mainland
    return Usage(_CODES[best]) if most > mainland else Usage("mainland")


def _written_abroad(words: str, mentioned: Counter[str], outlet: str | None) -> str | None:
    """The code of the country that a text in simplified script was written in, where its own words tell that and none tell of the mainland.

    Papers of Singapore and Malaysia use simplified script. Who writes elsewhere about a country has some of its words as well (组屋), and
    names it again and again, which its own papers have no need to.
    """
    if _AGENCY.search(words) is not None:
        return None
    sent_from = _sent_from(words)
    for code, key in _countries().items():
        if _is_another(words, key.removeprefix("world:")):
            continue
        own = [m.group() for pattern, weight in _words()[code] if weight > 1 for m in pattern.finditer(words)]
        from_there = code in (sent_from, outlet)
        if not from_there and (len(set(own)) < _OWN_WORDS_ABROAD or words.count(key.removeprefix("world:")) >= len(own)):
            continue
        divisions = sum(count for k, count in mentioned.items() if k[:1].isdigit())
        told = sum(len(pattern.findall(words)) for pattern, _ in _words()["mainland"])
        if divisions + told < len(own) + _OUTLET * from_there:
            return code
    return None


def _is_another(words: str, country: str) -> bool:
    """Whether a text sets its own country against one that it names shortly before."""
    return any(country in words[max(0, m.start() - _SHORTLY) : m.start()] for m in _SET_AGAINST.finditer(words))


def _sent_from(words: str) -> str | None:
    """The code of the country with papers in Chinese whose city the head of a text names as where it was sent from (（吉隆坡18日讯）)."""
    for m in _SENT_FROM.finditer(words, 0, _HEAD):
        for place in gazetteer.lookup(m["city"]):
            keys = {place.key, *(e.key for e in gazetteer.ancestors(place))}
            code = next((code for code, key in _countries().items() if key in keys), None)
            if code is not None:
                return code
    return None


def _speaks_of(words: str, name: Locale) -> bool:
    """Whether a text has words for a territory's own affairs, and not only its style."""
    return any(_STYLE.match(m.group()) is None for pattern, _ in _words()[name] for m in pattern.finditer(words))


@cache
def _words() -> dict[str, list[tuple[regex.Pattern[str], int]]]:
    """Of each locale, and each country by its code: a pattern for its words of each weight, and the weight."""
    found: dict[str, dict[int, list[str]]] = {}
    for row in read_table("lexicons/locale_words.tsv"):
        found.setdefault(row["locale"], {}).setdefault(int(row["weight"]), []).append(row["pattern"])
    return {name: [(regex.compile("|".join(patterns)), weight) for weight, patterns in by.items()] for name, by in found.items()}


@cache
def _countries() -> dict[str, str]:
    """The keys of the countries with papers in Chinese whose words are listed, by code."""
    names = {r["code"]: f"world:{r['name']}" for r in reversed(read_table("places/world.tsv")) if r["level"] == "foreign"}
    return {code: names[code] for code in _words() if code in names}


def counts_in(text: str, locale: Locale, mentioned: Counter[str]) -> Locale:
    """Whose money and years an article counts in: also those of the place that it is mostly about, in other characters, where it names them."""
    divisions = sum(count for key, count in mentioned.items() if key[:1].isdigit())
    for other, (code, signs) in _OWN_RECKONING.items():
        own = sum(count for key, count in mentioned.items() if key.startswith(code))
        if locale == "mainland" and 2 * own > divisions and regex.search(signs, text) and "人民币" not in text:
            return other
    return locale
