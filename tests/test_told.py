"""What the language leaves no choice about: whose figure it is, and of when, whatever the models' weights are."""

from __future__ import annotations

import pytest

from extract import Extractor
from extract.contract import Claim


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(ner="none")


def told(extractor: Extractor, text: str, words: str) -> Claim | None:
    """The claim or candidate with a value of these words."""
    result = extractor(text, published="2025-03-31")
    return next((c for c in (*result.claims, *result.candidates) if c.value.text == words), None)


@pytest.mark.parametrize(
    ("text", "words", "places"),
    [
        ("各县市中午前的投票率，高雄市及宜兰县23%，台北市25%。", "23%", ["高雄市", "宜兰县"]),
        ("各省补助资金公布，超过4000万元的有湖南、湖北和河北，云南3000万元。", "超过4000万元", ["湖南省", "湖北省", "河北省"]),
        ("长沙、株洲、湘潭三市常住人口分别增加56万人、减少5万人和减少3万人。", "5万人", ["株洲市"]),
        ("浙江、江苏、山东三省的外贸进出口分别增长7.2%、5.8%和9.1%。", "9.1%", ["山东省"]),
        ("台南市公车每班载客6.4人，远低于台中的15.8人。110年全市公车运量1980万人次。", "1980万人次", ["台南市"]),
        ("2021年，郑州市人口达1274万人，力压武汉的1243万人，成为中部第一。", "1243万人", ["武汉市"]),
        ("2023年，海南GDP增速9.2%，跑赢全国的5.2%。", "5.2%", ["中国"]),
        ("菲律宾央行称，国内通胀率7月降至4.7%，全国失业率为4.3%。", "4.7%", ["菲律宾"]),
        ("菲律宾央行称，国内通胀率7月降至4.7%，全国失业率为4.3%。", "4.3%", ["菲律宾"]),
        ("新华社北京3月5日电 国务院总理5日在政府工作报告中提出，今年城镇新增就业1200万人以上。", "1200万人以上", ["中国"]),
    ],
)
def test_whose_figure_it_is(extractor: Extractor, text: str, words: str, places: list[str]) -> None:
    claim = told(extractor, text, words)
    assert claim is not None
    assert [m.name for m in claim.city.members or ()] == places or [claim.city.name] == places


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("广东小伙王强花4.6万元在鹤岗买下一套房。", "4.6万元"),
        ("国庆期间，丽江玉龙雪山接待游客5.1万人次。", "5.1万人次"),
        ("花莲县2023年0918地震造成房屋受损1,204栋。", "0918地"),
        ("全国消费者物价指数（100年=100）上涨2%。", "100"),
    ],
)
def test_no_place_has_it(extractor: Extractor, text: str, words: str) -> None:
    assert told(extractor, text, words) is None


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("2023年，宁波市检察机关批准逮捕320人，不批准逮捕110人。", "110人", "不批准逮捕"),
        ("2023年，青海省每千人口医疗卫生机构床位达6.1张。", "6.1张", "每千人口医疗卫生机构床位"),
        ("2023年，成都市普通高中在校生28万人，在园幼儿60万人。", "60万人", "在园幼儿"),
        ("2024年杭州市日均接待游客3万人次，总游客1100万人次。", "3万人次", "日均接待游客"),
        ("浙江省2023年出生人口为39万人，2024年回升至41万人。", "39万人", "出生人口"),
        ("浙江省2023年出生人口为39万人，2024年回升至41万人。", "41万人", "出生人口"),
        ("2021年，青岛市GDP为1.41万亿元，领先济南的1.14万亿元。", "1.14万亿元", "GDP"),
    ],
)
def test_of_what_it_is(extractor: Extractor, text: str, words: str, name: str) -> None:
    claim = told(extractor, text, words)
    assert claim is not None
    assert claim.metric.name == name


def test_an_unknown_town_is_not_the_nation(extractor: Extractor) -> None:
    claim = told(extractor, "全市普惠性幼儿园覆盖率提高到93.5%，居全省第二。", "93.5%")
    assert claim is None or claim.city.name != "中国"


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        ("2023年9月到2024年9月，广州市报备网约车从9.7万辆增至13.5万辆。", "9.7万辆", "2023-09-01", "2023-09-30"),
        ("2023年9月到2024年9月，广州市报备网约车从9.7万辆增至13.5万辆。", "13.5万辆", "2024-09-01", "2024-09-30"),
        ("2024年上半年，杭州市新开工项目120个，比上年同期98个增加22个。", "98个", "2023-01-01", "2023-06-30"),
        ("桃园市2022年至2024年出生人数为2万1205人、2万0310人和1万9820人。", "2万0310人", "2023-01-01", "2023-12-31"),
        ("2023年，苏州市第一季度、上半年和前三季度GDP分别增长4.5%、5.2%和4.6%。", "5.2%", "2023-01-01", "2023-06-30"),
        ("2023年底香港人口为750.3万人，与2022年底的747.3万人比较，增加3.05万人。", "747.3万人", "2022-12-31", "2022-12-31"),
    ],
)
def test_of_when_it_is(extractor: Extractor, text: str, words: str, start: str, end: str) -> None:
    claim = told(extractor, text, words)
    assert claim is not None
    assert (claim.date.start, claim.date.end) == (start, end)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("湖州市2018年国民经济和社会发展统计公报", "城镇化率为67.4%，比上年提高1个百分点。全年完成项目1083项。"),
        ("清河县统计公报", "2018年，全县经济稳中向好。城镇化率67.4%，比上年末提高1个百分点。"),
    ],
)
def test_an_undated_bulletin_is_of_the_year_it_names(extractor: Extractor, title: str, text: str) -> None:
    result = extractor(text, title=title)
    claim = next(c for c in result.claims if c.value.text == "67.4%")
    assert claim.date.start == "2018-01-01"


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        ("绵阳市争取中央预算内投资23亿元。", "23亿元", "actual"),
        ("今年绵阳市争取新增就业3万人。", "3万人", "target"),
        ("为确保防汛安全，绵阳市转移群众4.2万人。", "4.2万人", "actual"),
        ("绵阳市将确保粮食产量稳定在240万吨。", "240万吨", "target"),
        ("绵阳市污水处理率高达98%以上。", "98%以上", "actual"),
        ("今年绵阳市用电需求将在180亿千瓦时左右。", "180亿千瓦时左右", "forecast"),
        ("今年绵阳市进出口总额预计达310亿元，增长30%。", "30%", "forecast"),
        ("绵阳市统计局已预估今年经济增速可望达到6.7%。", "6.7%", "forecast"),
        ("2023年绵阳市估计有7.8万人患糖尿病。", "估计有7.8万人", "actual"),
        ("未来5年，绵阳市高速公路将由7条增加到15条。", "15条", "forecast"),
        ("今年，绵阳市提出地区生产总值增长7%以上的目标。", "7%以上", "target"),
        ("4月，绵阳市社会消费品零售总额增长3%，低于预期，比3月放缓1.8个百分点。", "1.8个百分点", "actual"),
        ("经过共同努力，绵阳市小微企业占企业总数的98%。", "98%", "actual"),
        ("绵阳市期盼今年经济增速能超过7%。", "超过7%", "target"),
        ("今年绵阳市储备粮轮换计划6.2万吨，目前已轮出1.5万吨，轮入1.9万吨。", "1.9万吨", "actual"),
        ("今年，绵阳市新退出融资平台346家、超计划19家。", "19家", "actual"),
    ],
)
def test_facts_goals_and_forecasts(text: str, words: str, status: str) -> None:
    result = Extractor(threshold=0.0)(text, published="2025-05-10")
    assert {c.value.text: c.status for c in result.claims}[words] == status
