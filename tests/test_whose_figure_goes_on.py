"""Whose figure it is where brackets, thresholds, second wholes and regions stand between, and whose it is not; on sentences of ours."""

from __future__ import annotations

import pytest
from told import place_of

from extract import Extractor, find_places


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        # 国内外 is no 国内
        ("荔波县旅游升温。2023年前三季度，县里来了国内外游客96.4万人次。", "96.4万人次", "荔波县"),
        ("2023年，丹东市接待省内外客商2.4万人次。", "2.4万人次", "丹东市"),
        # what a gap is set against
        ("2022年福建省人均可支配收入4.3万元，与当期全国平均水平相比，高出6310元。", "6310元", "福建省"),
        # the second of two wholes
        ("温州市眼镜产业发展迅速，产量约占全球市场的30%、全国市场的60%；打火机占全球市场的45%。", "60%", "温州市"),
        ("温州市眼镜产业发展迅速，产量约占全球市场的30%、全国市场的60%；打火机占全球市场的45%。", "45%", "温州市"),
        # regions go on
        ("长沙蓝天最少\n成渝地区16城平均达标比例为76%。氨氮浓度为0.5毫克/升，同比下降8%。", "0.5毫克/升", "成渝地区双城经济圈"),
        ("长沙蓝天最少\n成渝地区16城平均达标比例为76%。长沙氨氮浓度为0.5毫克/升。", "0.5毫克/升", "长沙市"),
        ("2023年浙江省下乡家电热销。如，嘉兴市售出5.1万台；以旧换新13万台。", "13万台", "嘉兴市"),
        # what tells who is ranked
        ("作为湖南省人口第四大城市，常德今年修了地铁。", "第四", "常德市"),
        ("其中合肥以3.2万家成为全国新能源“集聚度”第一城。", "第一", "合肥市"),
        ("在“2022中国百强城市排行榜”上，宁波排名第十二。", "第十二", "宁波市"),
        ("2023年，陕西高校有97所、居西部前列，研究院所1500家。", "1500家", "陕西省"),
        ("全球人均咖啡消费量最高的国家，芬兰居第一位，挪威第二，荷兰第三。", "第三", "荷兰"),
        ("龙岩市矿产丰富。是福建四大茶区之一，茶园面积35万亩。", "35万亩", "龙岩市"),
        ("2023年河南的小麦产量冠全国，占27.4%。", "27.4%", "河南省"),
        # alone in their clause
        ("全国新增独角兽企业80家，北京25家、上海18家、深圳12家，这三座城市就占了55家，接近七成。", "接近七成", "北京市、上海市、深圳市"),
        ("台东县和屏东县因薪资仅3万元，比起10年前涨幅也有20%。", "20%", "台东县、屏东县"),
        # each its own
        ("台湾产业倾斜（我电子产品出口比重35%，高于日本19%、韩国29%）。", "35%", "台湾省"),
        ("台湾产业倾斜（我电子产品出口比重35%，高于日本19%、韩国29%）。", "19%", "日本"),
        ("台湾产业倾斜（我电子产品出口比重35%，高于日本19%、韩国29%）。", "29%", "韩国"),
        ("2023年宁波市月薪8200元，仅次于杭州市9600元，每月支出5100元。", "9600元", "杭州市"),
        ("2023年宁波市月薪8200元，仅次于杭州市9600元，每月支出5100元。", "5100元", "宁波市"),
        ("2023年厦门有上市公司66家，超越拥有60家上市公司的福州，成为全省第一。", "第一", "厦门市"),
        ("越南税收增加的城市中，河内增加80亿元，其次是增加37亿元的岘港（占12%）。", "37亿元", "岘港"),
        ("三大城市（北京、上海、广州）2023年旅游收入1.5万亿元。", "1.5万亿元", "北京市、上海市、广州市"),
        ("2023年浙江省进出口增长5%，对印度、巴西、南非等新兴市场出口分别增长20%、9%、14%。", "9%", "浙江省"),
        ("美国人均医疗支出1万美元，而我们国家人均医疗支出仅需要900美元。", "900美元", "中国"),
        ("2022年日本每户每月用电250度，而同年我国的数字只有180度。", "180度", "中国"),
    ],
)
def test_whose_it_is(unsure: Extractor, text: str, value: str, name: str) -> None:
    assert place_of(unsure, text, value) == name


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("2023年，海宁出口500亿元、桐乡300亿元，同比分别增长8%、3%，占全市的四成、一成。", "8%", "海宁市"),
        ("2023年，海宁出口500亿元、桐乡300亿元，同比分别增长8%、3%，占全市的四成、一成。", "3%", "桐乡市"),
        ("2023年，海宁、桐乡分别有上市公司30家、20家，占全市的40%、25%。", "25%", "桐乡市"),
        ("2023年，海宁出口500亿元、进口300亿元，分别增长8%、3%。", "3%", "海宁市"),
    ],
)
def test_lists_dealt_out_again(unsure: Extractor, text: str, value: str, name: str) -> None:
    assert place_of(unsure, text, value) == name


_COUNTED = (
    "2023年，全国客流量1亿人次以上的城市达到18个，较上年增加2个（兰州轨道、洛阳地铁），完成客流量占全国的91.5%，较上年提高0.4个百分点。"
    "客流量1000万人次以下的城市有9个。"
)


@pytest.mark.parametrize("value", ["18个", "2个", "91.5%", "0.4个百分点", "9个"])
def test_brackets_behind_a_count_hand_nothing_on(unsure: Extractor, value: str) -> None:
    assert place_of(unsure, _COUNTED, value) == "中国"


def test_a_place_in_brackets_keeps_the_figure_before_them(unsure: Extractor) -> None:
    text = "2023年房价最高的是每平方米7万元（深圳），同比下降3%。"
    assert place_of(unsure, text, "7万元") == place_of(unsure, text, "3%") == "深圳市"


def _values(extractor: Extractor, text: str) -> set[str | None]:
    return {c.value.text for c in extractor(text, published="2024-08-01").claims}


@pytest.mark.parametrize(
    ("text", "none", "one"),
    [
        (_COUNTED, ("1亿人次以上", "1000万人次以下"), "18个"),
        ("2022年全国300-5000万吨港口有45个。", ("300-5000万吨",), None),
        ("2022年湖北省有大城市（100-500万人）3个、中等城市（50-100万人）5个。", ("100-500万人", "50-100万人"), None),
        ("2022年福建省城镇化率达70.1%，排在北京、天津、重庆3个直辖市后。", ("3个",), "70.1%"),
        ("3月2日，腾讯启动校园招聘，开放超过5000个岗位，技术岗位占比近四成。其中算法岗位800个。", ("超过5000个", "近四成", "800个"), None),
    ],
)
def test_what_is_no_figure_of_a_place(extractor: Extractor, text: str, none: tuple[str, ...], one: str | None) -> None:
    found = _values(extractor, text)
    assert not found.intersection(none)
    assert one is None or one in found


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("2022年我国有300多所大学超过500家医院。", "300多所", "中国"),  # how many there are, and no size
        ("2023年福建省引进国内外贸企业30家。", "30家", "福建省"),
        ("2023年，腾讯在西安投资100亿元，西安软件收入4700亿元。", "4700亿元", "西安市"),
        ("腾讯推出招聘计划，投入1亿元。北京市软件收入2.7万亿元。", "2.7万亿元", "北京市"),
        ("美团发布报告显示，成都夜间消费占比45%，重庆占40%。", "45%", "成都市"),
        ("2023年上海、北京、天津等30个城市地铁增加。", "30个", "中国"),
    ],
)
def test_what_only_looks_so(unsure: Extractor, text: str, value: str, name: str) -> None:
    assert place_of(unsure, text, value) == name


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        # of whom another is set against goes on nothing
        ("2023年浙江省GDP达8.2万亿元，仅次于山东省的9.2万亿元，增长6%。", "6%", "浙江省"),
        ("2023年湖南省GDP达4.9万亿元，超过四川省的4.7万亿元，同比增长6%。", "6%", "湖南省"),
        ("2023年武汉市GDP1.9万亿元，低于成都市的2.1万亿元，增长4%。", "4%", "武汉市"),
        ("2023年浙江省失业率高于广东省的3%，达到12%。", "12%", "浙江省"),
        # gaps told in % are of whom they are told
        ("2023年萧山区GDP增长8.5%，高于全国1.2%、浙江省0.5%。", "1.2%", "杭州市萧山区"),
        # what a place has more of is its own
        ("2023年从业人员超过600万人的杭州，GDP2万亿元。", "2万亿元", "杭州市"),
        ("2023年出口超过韩国8000亿美元的中国，顺差5000亿美元。", "5000亿美元", "中国"),
        ("2023年GDP超过3万亿元的广州市，人口1800万人。", "1800万人", "广州市"),
        # a list that only counts its members has no value of its own
        ("合肥与上海、长春、深圳、杭州同在首批5城之列，每人补贴3000元，首批投放585辆。", "585辆", "合肥市"),
        # a city's own metrics behind a firm's figures
        ("2023年，芜湖市汽车产业集聚。奇瑞汽车销售188万辆。出口93万辆。税收达120亿元。", "120亿元", "芜湖市"),
        ("2023年，苏州市经济平稳。京东方投资50亿元。财政收入2400亿元。", "2400亿元", "苏州市"),
        # words that only look like those of ranks and compared places
        ("抗击新冠湖北省投入资金300亿元。", "300亿元", "湖北省"),
        ("2023年定居深圳后，全国各地企业家在深圳投资3亿元。", "3亿元", "深圳市"),
        ("2025年江苏“苏超”前三场观众10万人。", "10万人", "江苏省"),
        ("2023年光伏产能占全球的80%、全国七成在江苏省。", "七成", "中国"),
        ("2023年杭州主城区（不含萧山、余杭）成交5000套，其中萧山1214套、余杭2079套，分别增长28%、41%。", "28%", "杭州市萧山区"),
    ],
)
def test_what_goes_on_only_seemingly(unsure: Extractor, text: str, value: str, name: str) -> None:
    assert place_of(unsure, text, value) == name


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # things done, and no size of what is counted
        ("2023年湖南省新增就业超过10万人帮扶企业达3000家。", "超过10万人"),
        ("2023年杭州市发放消费券超过2亿元带动商户达3万家。", "超过2亿元"),
        ("2023年广东省出口超过5万亿元出口企业增至12万家。", "超过5万亿元"),
        ("2023年天津市签约金额不低于1200亿元签约项目共有80个。", "不低于1200亿元"),
        # things in a list are counted for themselves
        ("2023年浙江省新增物流、快递、电商3个国家级园区。", "3个"),
        ("2023年合肥市获批能源、人工智能2个国家实验室。", "2个"),
        ("2023年苏州市新建电子、化工和纺织3个省级开发区。", "3个"),
        ("2023年杭州市建成湖滨、西溪、湘湖和运河4座城市公园。", "4座"),
        # the nation's figure, and the share of a place, behind a firm's
        ("2023年，国家电网完成投资5000亿元，全社会用电量9.2万亿千瓦时。", "9.2万亿千瓦时"),
        ("2023年，茅台集团实现产值1200亿元，占遵义市工业的六成。", "六成"),
    ],
)
def test_what_is_a_figure_all_the_same(extractor: Extractor, text: str, value: str) -> None:
    assert value in _values(extractor, text)


def test_divisions_abroad_by_their_latin_names() -> None:
    found = {m.text: m.name for m in find_places("俄亥俄州门罗县（Monroe County）收入最低，第三名为西派克县(West Pike)。门罗县贫困")}
    assert found == {"俄亥俄州": "俄亥俄州", "门罗县": "门罗县", "西派克县": "西派克县"}
    assert [m.name for m in find_places("超级城市（Megacity）与股市（Stock），邱县（Qiu County）")] == ["邱县"]
    plain = "县级市（County-level City）394个，国家级贫困县（Poor County）有30个，智慧县（Smart County）试点20个，新兴市（Emerging）场占40%"
    assert not [m for m in find_places(plain) if m.rule == "place.latin"]
    assert not [m for m in find_places("浙江省古桥镇（Guqiao Town）有茶园") if m.rule == "place.latin"]


def test_words_that_only_begin_like_the_nation() -> None:
    assert not find_places("我们国家队获得金牌，我们国家电网投资")
