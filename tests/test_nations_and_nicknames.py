"""Which country 全国 means, which city a nickname, and places that are only a way, a seat or a name's beginning; on sentences of ours."""

from __future__ import annotations

import pytest
from told import claims_by_value

from extract import Extractor, find_places

_CHILE = "智利的铜还能挖多久\n智利去年产铜530万吨，铜占智利出口的一半。\n"
_GUESTS = "統計暨普查局資料顯示，首季旅客總消費為180億澳門元。\n按客源看，中國內地旅客人均消費2,100元；日本旅客（1,300元）減少。\n人均購物消費800元。"


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        # a country that the article is about
        (_CHILE + "失业的人多了。全国失业率为8.6%。", "8.6%", "智利"),
        (_CHILE + "统计还没有出来。国家统计局公布，7月通胀率是4.4%。", "4.4%", "智利"),
        ("悉尼的租客\n悉尼房租涨了9%，墨尔本涨了7%，布里斯班涨了6%。\n全澳平均涨幅为8%。", "8%", "澳大利亚"),
        (_CHILE + "再看国内。中国去年消费铜1500万吨，全国缺口700万吨。", "700万吨", "中国"),
        # and one that it only begins with
        ("美国加税的影响\n浙江出口下降3%，广东出口下降2%，江苏出口持平。\n全国出口增长1%。", "1%", "中国"),
        ("巴西大豆到港\n山东的油厂开工率为60%，江苏的为55%。\n全国大豆库存500万吨。", "500万吨", "中国"),
        # the one spoken of last
        ("葡萄牙能源转型\n葡萄牙绿电占71%。西班牙走得慢些。该国绿电只有57%。", "57%", "西班牙"),
        ("印度的两个邦\n印度GDP增长7%。喀拉拉邦识字率最高。当地医院有2600家。", "2600家", "喀拉拉邦"),
        ("越南咖啡涨价\n越南农民的账好算：西部高原雨水少，全国咖啡产量150万吨。", "150万吨", "越南"),
        # visitors' origins
        (_GUESTS, "800元", "澳门特别行政区"),
        (_GUESTS, "2,100元", "澳门特别行政区"),
        # 全区 is no county
        ("广西甘蔗开榨\n自治区糖业办说，崇左市扶绥县、江州区先开榨。扶绥县开榨最早，全区预计产糖600万吨。", "600万吨", "广西壮族自治区"),
        ("西宁城东区、湟中区都在扩绿。湟中区去年造林3万亩，全区绿化率达45%。", "45%", "西宁市湟中区"),
        # nicknames
        ("江城今冬第三场雪\n吉林市气象台说，降雪到今晨停止。全市出动铲雪车300台。", "300台", "吉林市"),
        ("江城今冬第一场雪\n武汉市气象台说，降雪到今晨停止。全市出动铲雪车300台。", "300台", "武汉市"),
        ("江城今冬第一场雪\n降雪到今晨停止。全市出动铲雪车300台。", "300台", "武汉市"),
        # what only bears a name
        ("惠州出口回暖\n据黄埔海关统计，一季度全市出口700亿元。", "700亿元", "惠州市"),
        ("哈尔滨的冬天\n靠着冰雪大世界，元旦旅游收入50亿元。", "50亿元", "哈尔滨市"),
        ("东莞的工厂\n亚洲金融危机那年，出口只增长1.5%。", "1.5%", "东莞市"),
        ("香港口岸繁忙\n香港昨日出境42万人次。经罗湖过关的有16万人次。", "16万人次", "香港特别行政区"),
        ("澎湖旅游旺\n澎湖县去年有旅客130万人次。嘉义到马公的航线单季载客12万人次。", "12万人次", "澎湖县"),
        # a place that tells of itself in a short sentence
        ("成都GDP增长5%，成都常住人口2100万。\n绵阳的故事又不同。靠着军工，去年产值增长9%。", "9%", "绵阳市"),
        ("成都GDP增长5%，成都常住人口2100万。\n绵阳却不一样。靠着军工，去年产值增长9%。", "9%", "绵阳市"),
        ("成都GDP增长5%，成都常住人口2100万。\n绵阳的产值是2000亿元。成都去年产值增长9%。", "9%", "成都市"),
        # called by a chain, and a town by where it lies
        ("提到章丘，都知道大葱。这个山东省济南市下辖的县级市，去年种葱12万亩。", "12万亩", "济南市章丘区"),
        ("花桥变了\n花桥是江苏昆山市下辖的一个镇，离上海很近。\n去年花桥新房均价2万元。", "2万元", "昆山市花桥镇"),
        # of whose mean and of which whole
        ("2023年，遂宁市人均用水250立方米，仍低于425立方米的全国平均水平。", "低于425立方米", "中国"),
        ("遂宁市老年人口80万，占25%。同期全国老年人口2.9亿，占21%。", "2.9亿", "中国"),
        ("农民工去哪里\n去年在珠三角务工的农民工下降了6.5%。", "6.5%", "珠三角"),
    ],
)
def test_whose_it_is(unsure: Extractor, text: str, value: str, name: str) -> None:
    told = claims_by_value(unsure, text)[value]
    assert told.city is not None
    assert told.city.name == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("冰雪大世界开园", []),
        ("世界最大的冰雪乐园", ["全球"]),
        ("黄埔海关统计", []),
        ("广州市黄埔区统计局", ["黄埔区"]),
        ("手里被塞上一碗面", []),
        ("伯斯的房价，雪梨、墨尔本的房价", ["珀斯", "悉尼", "墨尔本"]),
        ("中国内地旅客", ["中国"]),
        ("通江达海的港口", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert [p.name for p in find_places(text)] == names


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("杭州到宁波的高速上，2023年杭州市有充电桩3万个。", "3万个"),
        ("杭州一家医院住满了。2023年杭州市有病床8万张。", "8万张"),
        ("2023年杭州经济向好，经杭州市统计局核算，增长5%。", "5%"),
    ],
)
def test_what_only_looks_like_a_way_or_a_seat(unsure: Extractor, text: str, value: str) -> None:
    told = claims_by_value(unsure, text)[value]
    assert told.city is not None
    assert told.city.name == "杭州市"
