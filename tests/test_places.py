"""Places: every example of every rule, the resolution through the article, and the tables that they stand on."""

from __future__ import annotations

from typing import Any

import pytest

from extract import Extractor, find_places
from extract.data import read_table
from extract.mentions import gazetteer, place_scan, places
from extract.mentions.place_rules import RULES
from extract.mentions.rules import Example
from extract.model import PlaceMention
from extract.text import tokens
from extract.text.normalize import normalize_text

CARRIERS = ("{}", "据统计，{}。", "会议指出，{}；下一步将继续推进。")


def readings(text: str, words: str, offset: int = 0) -> list[PlaceMention]:
    start = text.rindex(words, offset)
    return [p for p in places.find(text) if p.span[0] < start + len(words) and start < p.span[1]]


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize(
    ("rule", "example"), [pytest.param(rule.id, example, id=f"{rule.id}-{example.text}") for rule in RULES.all for example in rule.yes]
)
def test_place_rule_takes_its_example(rule: str, example: Example, carrier: str) -> None:
    text = carrier.format(example.text)
    found = readings(text, example.words)
    assert len(found) == 1, found
    assert (found[0].text, found[0].rule) == (example.words, rule)
    for name, wanted in example.fields.items():
        assert getattr(found[0], name) == wanted


@pytest.mark.parametrize(("rule", "text"), [pytest.param(rule.id, text, id=f"{rule.id}-{text}") for rule in RULES.all for text in rule.no])
def test_place_rule_is_silent_on_near_misses(rule: str, text: str) -> None:
    assert not [p for p in places.find(text) if p.rule == rule]


def test_every_rule_of_places_is_described() -> None:
    ids = [rule.id for rule in RULES.all]
    assert len(set(ids)) == len(ids)
    assert all(rule.doc and rule.yes and rule.no for rule in RULES.all)


def test_the_api_gives_official_names_with_their_path() -> None:
    (found,) = find_places("浙江省杭州市西湖区")
    assert (found.name, found.adcode, found.path) == ("西湖区", "330106", ("浙江省", "杭州市"))
    (shared,) = find_places("鼓楼区")
    assert (shared.name, shared.adcode, shared.path) == ("鼓楼区", None, ())
    (region,) = find_places("長三角")
    assert [m.name for m in region.members] == ["上海市", "江苏省", "浙江省", "安徽省"]


@pytest.mark.parametrize(("city", "code"), [("长春", "220104"), ("北京", "110105")])
def test_a_shared_name_is_decided_by_the_places_of_the_article(city: str, code: str) -> None:
    found = places.find(f"{city}今年增长5%。\n朝阳区增长最快。")
    assert [p.adcode for p in found][-1] == code


def test_the_tables_agree_with_each_other() -> None:
    rows = read_table("places/divisions.tsv")
    codes = [r["adcode"] for r in rows if r["adcode"]]
    assert len(codes) == len(set(codes))
    names = {r["name"] for r in rows}
    assert all(not r["parent"] or r["parent"] in {*codes, *names} for r in rows)
    levels = {level: sum(r["level"] == level and not r["adcode"].startswith(("71", "81", "82")) for r in rows) for level in ("province", "city")}
    assert levels["province"] == 34 - 3
    assert levels["city"] == 333
    for name, column in (
        ("former", "successor_adcode"),
        ("regions", "members"),
        ("zones", "parent_adcode"),
        ("prominent", "adcode"),
        ("aliases", "adcode"),
    ):
        for row in read_table(f"places/{name}.tsv"):
            for code in filter(None, row[column].split(";")):
                assert code in codes, f"{name}.tsv: {code} of {row} is no division"
    assert {r["fate"] for r in read_table("places/former.tsv")} == {"renamed", "gone"}


def test_a_prominent_name_is_shared() -> None:
    for name, key in gazetteer.preferred().items():
        bearers = [e for e in gazetteer.lookup(name) if not e.gone]
        assert len(bearers) > 1, name
        assert key in {e.key for e in bearers}


def test_no_trap_is_a_place_of_its_own() -> None:
    assert not set(gazetteer.traps()) & set(gazetteer.surfaces())


@pytest.mark.parametrize("text", ["全省完成都市圈规划，成都增长", "和美国相比，上海市浦东新区与台南征才", "乌鲁木齐未来一周，北京市场"])
def test_tokens_are_asked_only_where_a_word_can_lie_across(text: str) -> None:
    """The quick look at the dictionary never hides a token that lies across a border."""
    borders = {at for t in tokens.tokenize(text) for at in range(t.span[0] + 1, t.span[1])}
    assert all(tokens.word_across(text, at) for at in borders)


@pytest.mark.parametrize("text", ["第一，GDP增长5.7%。上海3家", "a" * 500 + "北京" + "市" * 500])
def test_tokens_around_a_character_are_those_of_the_whole(text: str) -> None:
    whole = {t.span for t in tokens.tokenize(text)}
    for at in range(0, len(text), 7):
        around = tokens.tokens_around(text, at)
        assert len(text) > 400 or {t.span for t in around} <= whole
        assert not around or around[0].span[0] <= at < around[-1].span[1]


def test_hits_come_in_order() -> None:
    spans: list[Any] = [h.span for h in place_scan.scan("广东省深圳市光明区和南京路")]
    assert spans == sorted(spans, key=lambda s: (s[0], -s[1]))


def test_three_provinces_behind_the_last_one_are_no_region() -> None:
    assert [p.text for p in find_places("浙江、江苏、山东三省合计")][:3] == ["浙江", "江苏", "山东"]
    assert [p.name for p in find_places("东三省合计")] == ["东北三省"]


def test_a_given_name_is_no_place() -> None:
    text = "民调显示，李四川支持度24.2%，李四川说会继续努力。"
    assert [p.text for p in find_places(text)] == []
    assert [p.text for p in find_places("李四川去了四川，李四川说。")] == ["四川", "四川", "四川"]


def test_a_town_of_a_division_with_a_name_of_two_characters() -> None:
    text = "云南芒市芒市镇种植咖啡3万亩，芒市镇产值2亿元。"
    assert [p.name for p in find_places(text)] == ["芒市", "芒市镇", "芒市镇"]
    assert Extractor(ner="none")(text, published="2024-03-01").claims[-1].city.name == "芒市芒市镇"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("在市委和县委领导下，乡镇和县直部门共同努力", []),
        ("先后任县长、县委书记", []),
        ("安徽和县县委、马鞍山市和县", ["和县", "和县"]),
        ("选民登记率最高的是升旗山区", []),
        ("高雄市旗山区", ["高雄市旗山区"]),
        ("巴南云林天乡接待游客", ["重庆市巴南区"]),
        ("据河南商报报道，浙江在线讯，湖北卫视播出", []),
        ("湖北在线教育用户", ["湖北省"]),
        ("台中市、新北市，最高是连江，最低是金门", ["台中市", "新北市", "连江县", "金门县"]),
        ("加州的弗莱斯诺、沙加缅度和长堤", ["加利福尼亚州", "弗雷斯诺", "萨克拉门托", "长滩"]),
        ("海边长堤3公里，凤凰城小区，图森未来，公布城市名单", []),
        ("中国报消息，中国报告", ["中国"]),
    ],
)
def test_chance_strings_and_papers_are_no_places(text: str, names: list[str]) -> None:
    assert [m.name for m in places.find(text)] == names


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("长沙、株洲两市的产量", False),
        ("长三角、珠三角等两大区域", False),
        ("这次降雨造成河北省87个县受灾", True),
        ("潜江、松滋等14个县市获批", True),
    ],
)
def test_only_a_list_of_places_is_summed_up(text: str, counted: bool) -> None:
    spans = places.appositions(text, places.find(text))
    assert any(text[slice(*s)].strip("等")[:1] in "两18" for s in spans) is not counted


def test_bare_districts_of_taiwan_that_are_no_words() -> None:
    text = "新北市與台中市公布名單：汐止3人、板橋5人、潭子2人，清水、和平的道路平安，樹林茂密。"
    assert [m.name for m in places.find(normalize_text(text).text)] == ["新北市", "台中市", "新北市汐止区", "新北市板桥区", "台中市潭子区"]
    assert [m.name for m in places.find("重庆的板桥修好了，善化人心。")] == ["重庆市"]
