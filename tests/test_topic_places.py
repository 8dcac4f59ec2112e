"""Whose figure it is where another place stands in a predicate, a dateline or no place at all, on sentences of ours."""

from __future__ import annotations

import pytest
from told import place_of

from extract import Extractor, find_places


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("泗洪县也是宿迁两个水产大县之一，共有养殖户1200户。", "1200户", "泗洪县"),
        ("扬州是江苏省3个世界遗产城市之一，2021年GDP达到6696亿元。", "6696亿元", "扬州市"),
        ("扬州是江苏省3个世界遗产城市之一，2021年GDP达到6696亿元。", "3个", "江苏省"),
        ("杭州，浙江省11个地级市之一，常住人口1220万人。", "1220万人", "杭州市"),
        ("义乌市是浙江省20个经济强县之一，全省GDP达77715亿元。", "77715亿元", "浙江省"),
        ("德化县是福建省三大瓷都之一，有陶瓷企业2600家。", "2600家", "德化县"),
        ("新能源汽车是安徽省支柱产业之一，2023年产量达86.8万辆。", "86.8万辆", "安徽省"),
    ],
)
def test_one_of_a_whole(unsure: Extractor, text: str, value: str, name: str) -> None:
    assert place_of(unsure, text, value) == name


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("新华社开罗1月5日电 2017年全国旅游收入达76亿美元。", "76亿美元", "埃及"),
        ("越南统计局在河内会展中心公布普查结果。全国通电率达到99.5%。", "99.5%", "越南"),
        ("新华社东京1月5日电 全国失业率为2.4%，北海道失业率为3%。", "3%", "北海道"),
        ("北京1月5日电 全国失业率为5.1%。", "5.1%", "中国"),
        ("全英失业率为3.8%。", "3.8%", "英国"),
        ("全美国际航班达2000班次。", "2000班次", "美国"),
    ],
)
def test_the_country_of_a_city_abroad(unsure: Extractor, text: str, value: str, name: str) -> None:
    assert place_of(unsure, text, value) == name


@pytest.mark.parametrize("text", ["安全美食节吸引游客20万人次。", "全英文授课课程有20门。", "该县是三大瓷都之一。"])
def test_no_names_of_places(text: str) -> None:
    assert [m.name for m in find_places(text) if m.name] == []


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("全球有8.2亿人挨饿。\n预计到2030年，饥饿人口将降至6亿人。", "6亿人", "全球"),
        ("全球手机销量达12亿部。\n我国手机销量达2.7亿部。出口量达8000万部。", "8000万部", "中国"),
        ("全球汽车销量达8000万辆。\n国家统计局数据显示，今年汽车销量达2500万辆。", "2500万辆", "中国"),
    ],
)
def test_the_world_goes_on(unsure: Extractor, text: str, value: str, name: str) -> None:
    assert place_of(unsure, text, value) == name


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("臺灣物價年增率為2.4%，比日本的3.5%、越南的3.6%、泰國的2.7%略低；但高於丹麥的1.2%、挪威的1.6%、芬蘭的1.8%。", "3.6%", "越南"),
        ("臺灣物價年增率為2.4%，比日本的3.5%、越南的3.6%、泰國的2.7%略低；但高於丹麥的1.2%、挪威的1.6%、芬蘭的1.8%。", "1.8%", "芬兰"),
        ("苏州的面积占江苏10.7万平方公里的8%，人口1290万人。", "10.7万平方公里", "江苏省"),
        ("苏州的面积占江苏10.7万平方公里的8%，人口1290万人。", "8%", "苏州市"),
        ("臺灣各縣市經費不同。只有27萬人口的嘉義市，今年預算達200億元。", "27萬人口", "嘉义市"),
        ("世界80%的稀土在中国。", "80%", "中国"),
        ("苏州市完成投资500亿元（其中，昆山市100亿元，太仓市50亿元）。工业投资增长8%。", "8%", "苏州市"),
        ("金門縣家庭調查。金門縣每戶所得達122萬元，排名第8（花蓮縣排名第17位）。本縣平均每戶儲蓄為33萬元。", "33萬元", "金门县"),
    ],
)
def test_places_around_a_figure(unsure: Extractor, text: str, value: str, name: str) -> None:
    assert place_of(unsure, text, value) == name


def test_a_place_that_no_list_knows_keeps_its_figure(unsure: Extractor) -> None:
    result = unsure("达卡有居民1000万人，而巴里萨尔只有40万人。")
    assert [c.value.text for c in (*result.claims, *result.candidates)] == ["1000万人"]


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("蓮霧主要產區分布在屏東、高雄及台南等3縣市，以屏東縣種植面積占61%為最多。預測今年收穫面積3,870公頃。", "3,870公頃", "台湾省"),
        ("荔枝主產區分布在高雄、屏東及南投等3縣。本年收穫面積1公頃，因屏東地區去年遭受颱風侵襲，總產量為8公噸。", "8公噸", "台湾省"),
        ("由于广东受到冲击，其出口下降3%。", "3%", "广东省"),
        ("臺灣11月訂單創新高。在中國需求成長的帶動下，外銷訂單增至281.6億美元。", "281.6億美元", "台湾省"),
        ("金門縣每戶所得達122萬元，在全國22縣市中位居第8（花蓮縣第17位）。\n每戶儲蓄為33萬元。", "33萬元", "金门县"),
        ("苏州GDP达2.4万亿元，居全国第六。\n全国粮食产量达7亿吨。", "7亿吨", "中国"),
    ],
)
def test_parts_causes_and_ranks_leave_the_topic(unsure: Extractor, text: str, value: str, name: str) -> None:
    assert place_of(unsure, text, value) == name


@pytest.mark.parametrize(("text", "places"), [("在川普上任之前，关税为2%。", []), ("在川普通高校有130所。", ["四川省"])])
def test_a_person_and_a_province(text: str, places: list[str]) -> None:
    assert [m.name for m in find_places(text) if m.name] == places
