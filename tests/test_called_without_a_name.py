"""Places that a text does not name where it speaks of them: their bodies, what they are called by, what it turns to; sentences of ours."""

from __future__ import annotations

import pytest
from told import claims_by_value

from extract import Extractor, find_places

_RIVER = "安庆市江水上涨\n安徽省气象台说，安徽省已有8个市受灾。\n7月5日8时，安庆水位17米。"
_VOTE = "泰国今日投票\n泰国选举委员会说，投票率达75%。曼谷有33个选区。\n"
_BIRTHS = "韩国出生人数回升\n韩国统计厅说，去年韩国出生23万人，韩国总和生育率0.75，釜山最低。\n"


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        (_RIVER + "省财政紧急下拨救灾资金1亿元。", "1亿元", "安徽省"),
        ("会宁县人口58万，有中学20所。\n学生去兰州，去新疆。县教育局统计，每年外出上学的孩子有4000人。", "4000人", "会宁县"),
        ("周口是人口大市，全市1200万人。市劳动部门的数字显示，到省外去的有136万人。", "136万人", "周口市"),
        ("会宁县人口58万。\n孩子去兰州上学。县里今年拿出2000万元办食堂。", "2000万元", "会宁县"),
        ("内蒙古的风光要分成两本账来看。\n到2023年底，自治区新能源装机9000万千瓦。", "9000万千瓦", "内蒙古自治区"),
        (_VOTE + "全国共设投票站9万个。", "9万个", "泰国"),
        ("牡丹江市收入76亿元，其中绥芬河市12亿元，穆棱市、海林市分别完成9亿元和7亿元。全市支出202亿元。", "202亿元", "牡丹江市"),
        ("提到邹城，外地人先想到孟子。这座由济宁代管的县级市，小麦面积84万亩。", "84万亩", "邹城市"),
        ("安溪才是大户。同样是2023年，这个泉州的山区县茶叶产值做到250亿元。", "250亿元", "安溪县"),
        ("金乡有个名号。这个济宁市下辖的农业县，种了70万亩大蒜。", "70万亩", "金乡县"),
        (_BIRTHS + "再看日本。厚生劳动省的速报，2024年出生72万人。", "72万人", "日本"),
        ("成都GDP增长5%，成都常住人口2100万。\n先看合肥。\n2024年，产业规模突破1000亿元。", "突破1000亿元", "合肥市"),
        ("横琴粤澳深度合作区说，截至8月底，区内澳资企业5,000户。", "5,000户", "横琴"),
        ("去年全省报销比为57%，县域内就诊率80%。民权县有病床900张。河南省人口9800万，河南省GDP为6万亿元。", "80%", "河南省"),
        ("昆山市GDP为5000亿元。同一年，昆山技术合同成交额648亿元，真正在江苏本省落地的只有三成。", "三成", "昆山市"),
        ("地处西南的贵州、云南分别发送旅客1100万人次和1000万人次。", "1100万人次", "贵州省"),
        ("印度首都德里的年均浓度达98.6微克。印度人口14亿，印度经济增长7%，印度出口4000亿美元。", "98.6微克", "德里"),
    ],
)
def test_whose_it_is(unsure: Extractor, text: str, value: str, name: str) -> None:
    claim = claims_by_value(unsure, text)[value]
    assert claim.city is not None
    assert claim.city.name == name


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("大连市生产总值7000亿元。城市管理局处理投诉300件。", "300件", "大连市"),  # no 市管理局
        ("大连市生产总值7000亿元。超市部门销售额3亿元。", "3亿元", "大连市"),
        ("韩国说，去年韩国出生23万人。中国人口14亿。全国共有医院3万家。", "3万家", "中国"),
        ("31个省、自治区、直辖市共种树3000万亩。内蒙古有草原。", "3000万亩", "中国"),
        ("海林市去年收入7亿元，在牡丹江市排第三。全市支出20亿元。", "20亿元", "海林市"),
    ],
)
def test_what_looks_like_it(unsure: Extractor, text: str, value: str, name: str) -> None:
    claim = claims_by_value(unsure, text).get(value)
    assert claim is None or (claim.city is not None and claim.city.name == name)


def test_a_paper_of_macao(unsure: Extractor) -> None:
    text = "財政局資料顯示，首九個月特區政府公共收入1,000億元，當中博彩稅829億元。\n行政長官昨日在立法會引介施政報告，宣佈續推現金分享計劃。"
    claim = claims_by_value(unsure, text, published="2012-11-14")["1,000億元"]
    assert claim.city is not None
    assert claim.city.name == "澳门特别行政区"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("高雄县桃源乡有雨量站。", ["桃源区"]),
        ("台北县汐止镇发生崩塌。", ["汐止区"]),
        ("万里乡的路。清水镇很好。", []),
        ("榕江县在黔东南。隔壁台江的比赛更火。", ["榕江县", "黔东南苗族侗族自治州", "台江县"]),
        ("榕江县在黔东南。台江的比赛更火。", ["榕江县", "黔东南苗族侗族自治州"]),
        ("新疆棉花机采率达85%，其中兵团超过96%。", ["新疆维吾尔自治区", "新疆生产建设兵团"]),
        ("法国的外籍兵团有8000人。", ["法国"]),
        ("从德里到新德里，再到马德里。", ["德里", "新德里", "马德里"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert [m.name for m in find_places(text) if m.name] == names
