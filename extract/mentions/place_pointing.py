"""Words that point at places: 全省, 我市, 该区, 两地, 三省一市, 在粤; what they mean the article decides."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from extract.data import alternatives, load_patterns, read_table
from extract.mentions import gazetteer
from extract.mentions.gazetteer import Entry
from extract.model import Level, PlaceMention
from extract.text.spans import Spans
from extract.text.tokens import straddled, tokens_around

# One-character names that running text uses after such verbs; others (新, 青, 贵, 云 …) are first of all words.
_SPOKEN = frozenset("京津冀晋蒙辽沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕陇港澳台深穗杭甬蓉")
_NUMBER = "[两二三四五六七八九十]"
_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_UNITS = "城市|省市|省份|省区|市州|地区|市|省|地|县|区|州|盟|旗"


@dataclass(frozen=True, slots=True)
class Deictic:
    """A pointing word: how it points (country, world, own, that, several) and at what level or how many, or which one place."""

    word: str
    kind: str
    level: str
    adcode: str


@cache
def deictics() -> dict[str, Deictic]:
    """All pointing words, from data/lexicons/deictic_places.tsv."""
    return {r["word"]: Deictic(r["word"], r["kind"], r["level"], r["adcode"]) for r in read_table("lexicons/deictic_places.tsv")}


@cache
def _words() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?<![十百千第\d](?=[两三四五六七八九]))(?<![新大](?=世界))(?P<word>{alternatives(list(deictics()))})(?!{load_patterns('place_pointing_stops').pattern})"
    )


@cache
def _counted() -> regex.Pattern[str]:
    """Counts of places: 这两座城市, 三省一市, 两市合计."""
    return regex.compile(
        rf"(?:这|上述|以上)(?:{_NUMBER}|\d{{1,2}})(?:个|座|大)?(?:{_UNITS}|国家(?!级)|国(?!有|企|营|际|道))"
        rf"|(?<![\d第前后]){_NUMBER}大(?:核心区域?|城市群|都市圈|经济圈|经济区|增长极)(?=[集聚占拥贡合共均都的])"
        rf"|(?<![\d第前后.])\d{{1,2}}省(?=(?:总|常住)?人口|GDP|合计|共)"
        rf"|(?<![\d第前后{_NUMBER[1:-1]}]){_NUMBER}(?:省|市|县)(?:一|两|二|三|四|五)(?:市|区|州|县|地)(?!镇|长|委)"
        rf"|(?<![\d第前后]){_NUMBER}(?:城市|省市|省份|市|省|县|区|州|城|国|家)(?=合计|共计|总计|合共|合占|加起来|加在一起|相加|总和|之和|占了)"
    )


@cache
def _abbreviations() -> tuple[regex.Pattern[str], dict[str, Entry]]:
    """One-character names of provinces and cities where a verb of being or moving stands before them (在粤, 来台, 赴港)."""
    table = {r["alias"]: gazetteer.entry(r["adcode"]) for r in read_table("places/aliases.tsv") if r["kind"] == "abbr1" and r["alias"] in _SPOKEN}
    return regex.compile(  # but not 川普, a name of persons
        rf"(?:在|来|赴|(?<![电煤气氢粮])入|离|驻|访|留|返|抵|援|游)(?P<abbr>[{''.join(table)}])(?=\p{{Han}})(?!协会)(?!(?<=川)普(?!通))"
    ), table


@cache
def _countries() -> tuple[regex.Pattern[str], dict[str, Entry]]:
    """One-character names of countries in rows with commas between them: of three or more (英、法、德), of two before their things (日、德的产值)."""
    table = {r["character"]: gazetteer.lookup(r["name"])[0] for r in read_table("names/country_characters.tsv") if r["row"] == "yes"}
    one = f"[{''.join(table)}]"
    return regex.compile(
        rf"(?<!\p{{Han}}、)(?<![{''.join(table)}])(?P<run>{one}(?:、{one}){{1,8}}(?:、|[和及与]){one})(?!\p{{Han}}?、|[语文式系线裔籍]|[双两二三]语)"
        rf"|(?<=[，,。；;：:\s]|^)(?P<run>{one}、{one})(?=的(?!\p{{Han}}、)\p{{Han}}|[两二]国|GDP|分别)"  # 日、德的产值
    ), table


def abbreviated(text: str, taken: Spans[PlaceMention]) -> list[tuple[int, Entry]]:
    """Where a one-character name stands as a place, and which."""
    rows, countries = _countries()
    found = []
    for m in rows.finditer(text):
        if not taken.touching(m.span()) and len(set(m["run"]) & countries.keys()) == sum(c in countries for c in m["run"]):
            found += [(at, countries[text[at]]) for at in range(*m.span()) if text[at] in countries]
    pattern, table = _abbreviations()
    for m in pattern.finditer(text):
        start, end = m.span("abbr")
        if taken.touching((start, end)):
            continue
        if not any((t.span[0] == start and t.span[1] > end) or t.span[0] < m.start() < t.span[1] for t in tokens_around(text, start)):
            found.append((start, table[m["abbr"]]))
    return found


@cache
def _runs() -> tuple[regex.Pattern[str], dict[str, Entry]]:
    """Abbreviations of provinces written together and counted (桂粤两省区), and what each stands for."""
    table = {
        r["alias"]: gazetteer.entry(r["adcode"]) for r in read_table("places/aliases.tsv") if r["kind"] == "abbr1" and r["adcode"].endswith("0000")
    }
    return regex.compile(rf"(?<![{''.join(table)}])(?P<run>[{''.join(table)}]{{2,6}})(?=(?P<count>[两二三四五六])(?:{_UNITS})(?!级))"), table


@cache
def _apart() -> regex.Pattern[str]:
    """Three abbreviations of provinces or more, with commas between them: other one-character words do not stand so."""
    one = f"[{''.join(_runs()[1])}]"
    return regex.compile(rf"(?<![{''.join(_runs()[1])}、])(?P<run>{one}(?:、{one}){{2,8}}(?:[和及与]{one})?)(?!\p{{Han}}?、)")


def enumerated(text: str, taken: Spans[PlaceMention]) -> list[PlaceMention]:
    """Provinces by their abbreviations in a row, as many as the number behind says: a group with members."""
    pattern, table = _runs()
    found = []
    for m in _apart().finditer(text):  # 浙、琼、粤
        members = [table[c] for c in m["run"] if c in table]
        if len({e.key for e in members}) == len(members) and not taken.touching(m.span()):
            found.append(PlaceMention(m.span(), m.group(), m.group(), None, "group", "place.enumerated", tuple(e.place() for e in members)))
    for m in pattern.finditer(text):
        members = [table[c] for c in m["run"]]
        if len(members) == _COUNTS[m["count"]] and len(set(m["run"])) == len(members) and not taken.touching(m.span("run")):
            places = tuple(e.place() for e in members)
            found.append(PlaceMention(m.span("run"), m["run"], m["run"], None, "group", "place.enumerated", places))
    return found


def pointing(text: str, taken: Spans[PlaceMention]) -> list[PlaceMention]:
    """Pointing words outside the names already found: unresolved, but for those that name their place by themselves (全国, 全球)."""
    found: list[PlaceMention] = []
    for m in _counted().finditer(text):
        if not taken.touching(m.span()):
            found.append(PlaceMention(m.span(), m.group(), None, None, "group", "place.deictic"))
    counted = Spans(found, lambda p: p.span)
    for m in _words().finditer(text):
        deictic = deictics()[m["word"]]
        if taken.touching(m.span()) or counted.touching(m.span()):
            continue
        if deictic.kind != "several" and straddled(text, m.span(), at_end=False):
            continue  # 中、南、高三市 are three cities, whatever the tokenizer makes of 高三
        found.append(_pointing(m, deictic))
    return found


def _pointing(m: regex.Match[str], deictic: Deictic) -> PlaceMention:
    if deictic.kind == "country":
        return PlaceMention(m.span(), deictic.word, "中国", None, "country", "place.country")
    if deictic.kind == "world":
        return PlaceMention(m.span(), deictic.word, "全球", None, "world", "place.world")
    level: Level = deictic.level if deictic.kind != "several" and deictic.level else "group"  # type: ignore[assignment]
    return PlaceMention(m.span(), deictic.word, None, None, level, "place.deictic")
