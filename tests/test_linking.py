"""Facts of the language that linking leaves to no weight, on sentences of ours."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from extract import Extractor, Result
from extract.claims import confidence, period_candidates, subject_candidates
from extract.mentions import quantities
from extract.model import Metric


@pytest.fixture(scope="module")
def extract() -> Extractor:
    return Extractor(threshold=0.0)


def told(extract: Extractor, text: str, **metadata: str) -> dict[str, tuple[str, float | None, str | None]]:
    """City, number and start of the period by the words of the value."""
    result = extract(text, **metadata)
    return {
        (c.value.text or ""): (c.city.name, c.value.number, c.date.start if c.date else None) for c in (*result.claims, *result.candidates)
    }  # fmt: skip


def test_lists_told_one_by_one(extract: Extractor) -> None:
    claims = told(extract, "2023年，长沙、株洲两市新能源汽车产量分别为72.6万辆和8.1万辆。")
    assert claims["72.6万辆"][0] == "长沙市"
    assert claims["8.1万辆"][0] == "株洲市"
    assert not any(value.startswith("两") for value in claims)


def test_trade_with_places_is_not_theirs(extract: Extractor) -> None:
    claims = told(extract, "2023年，福建省对欧盟、中东、非洲出口分别下降2.6%、增长7.8%和11%。")
    assert {claims[v][0] for v in ("2.6%", "7.8%", "11%")} == {"福建省"}


def test_a_whole_year_in_a_report_of_the_new_year_is_the_old_one(extract: Extractor) -> None:
    text = "云南省政府工作报告\n一、过去一年工作\n全年为企业减负超3300亿元。\n二、今年工作安排\n今年云南省新增城镇就业45万人以上。"
    claims = told(extract, text, title="2026年云南省政府工作报告", published="2026-02-02")
    assert claims["超3300亿元"][2] == "2025-01-01"
    other = text.replace("政府工作报告", "企业负担观察").replace("过去一年工作", "企业负担")
    plain = told(extract, other, title="云南观察", published="2026-02-02")
    assert plain["超3300亿元"][2] != "2025-01-01"


@pytest.mark.parametrize("verb", ["是", "属于", "属"])
def test_a_neighbour_in_a_ranking_lends_no_label(extract: Extractor, verb: str) -> None:
    result = extract(f"成都、重庆{verb}第一阵营，西安、武汉{verb}第二梯队。")
    labels = {(c.city.name, c.value.label) for c in result.claims if c.value.kind == "category"}
    assert labels == {("成都市", "第一阵营"), ("重庆市", "第一阵营"), ("西安市", "第二梯队"), ("武汉市", "第二梯队")}


@pytest.mark.parametrize(
    ("text", "value", "status"),
    [
        ("力争到2027年，成都市新能源汽车产量超过300万辆。", "超过300万辆", "target"),
        ("成都市今年确保完成投资500亿元。", "500亿元", "target"),
        ("成都市去年完成投资500亿元，增长5%。", "500亿元", "actual"),
    ],
)
def test_aims_are_targets(extract: Extractor, text: str, value: str, status: str) -> None:
    result = extract(text, published="2025-03-02")
    claims = {c.value.text: c.status for c in (*result.claims, *result.candidates)}
    assert claims[value] == status


def test_growth_since_a_year_is_no_growth_over_the_year(extract: Extractor) -> None:
    result = extract("2024年温州市GDP比2020年增长30%。")
    (claim,) = [c for c in result.claims if c.value.text == "30%"]
    assert claim.value.comparison is not None
    assert claim.value.comparison.basis == "since"


def labels(result: Result) -> set[tuple[str, str | None]]:
    return {(c.city.name, c.value.label) for c in result.claims if c.value.kind == "category"}


def test_a_label_carries_over_clauses_without_another_place(extract: Extractor) -> None:
    result = extract("合肥市去年常住人口突破千万，成为全国第十八座特大城市。")
    assert ("合肥市", "特大城市") in labels(result)
    assert not labels(extract("合肥市的一家企业扩大投资，成为区域中心城市的供应商。"))
    assert not labels(extract("襄阳的干部希望家乡能成为区域中心城市。"))
    assert not labels(extract("这为九江市进入全省第一方阵目标的实现打下基础。"))
    assert not labels(extract("企业更愿意靠近大城市，没有去赣州投资的动机。"))


def test_labels_of_the_others_in_the_next_sentence(extract: Extractor) -> None:
    result = extract("郑州晋升为超大城市。其他三座分别是青岛、长沙和苏州。")
    assert labels(result) == {(name, "超大城市") for name in ("郑州市", "青岛市", "长沙市", "苏州市")}


def test_confidence_grows_with_every_choice() -> None:
    place = subject_candidates.Choice("成都市", 0.5, 0.2, None, "explicit")
    year = period_candidates.Choice((dt.date(2024, 1, 1), dt.date(2024, 12, 31)), "year", 0.5, 0.2, None, "explicit")
    (number,) = quantities.find("300万人")
    metric = Metric(None, None, "游客", "")

    def sure(worth: float = 0.5, subject: float = 0.5, trust: float = 0.5, period: float = 0.5) -> float:
        return confidence.of(
            confidence.features(worth, replace(place, probability=subject), metric, trust, replace(year, probability=period), number, undated=False)
        )

    assert 0 < sure() < min(sure(worth=0.95), sure(subject=0.95), sure(trust=0.95), sure(period=0.95))
    assert sure(1.0, 1.0, 1.0, 1.0) > 0.9
    assert 0 <= sure(0.0, 0.0, 0.0, 0.0) < 0.1


@pytest.mark.parametrize("listed", ["上海、江苏、浙江、安徽", "江苏、浙江、安徽和上海"])
def test_three_provinces_and_one_city_are_four(extract: Extractor, listed: str) -> None:
    result = extract(f"{listed}共建科创走廊。2024年，三省一市合计实现生产总值33万亿元。")
    cities = {c.value.text: c.city for c in (*result.claims, *result.candidates)}
    assert {m.adcode for m in cities["33万亿元"].members} == {"310000", "320000", "330000", "340000"}


def test_a_place_is_no_metric_of_a_list_of_places(extract: Extractor) -> None:
    result = extract("入围名单中，上海13家、杭州11家、深圳9家企业上榜。")
    names = {c.metric.name for c in (*result.claims, *result.candidates)}
    assert not names & {"上海", "杭州", "深圳", "13家", "11家"}


def test_the_second_value_of_a_change_is_not_of_the_first_year(extract: Extractor) -> None:
    claims = told(extract, "到2024年底，成都的高新技术企业从2020年的2900家增加到3500家。", published="2025-03-02")
    assert claims["2900家"][2] == "2020-01-01"
    assert (claims["3500家"][2] or "")[:4] == "2024"


def test_a_year_that_is_over_is_no_goal(extract: Extractor) -> None:
    result = extract("武汉市新能源汽车产量提高到2023年的232万辆。", published="2025-03-02")
    assert {c.status for c in (*result.claims, *result.candidates)} == {"actual"}


def _told(extract: Extractor, text: str) -> dict[str, tuple[str, str | None]]:
    claims = extract(text, published="2025-03-31").claims
    return {c.value.text: (c.metric.name, str(c.date.start) if c.date else None) for c in claims}


@pytest.mark.parametrize(
    ("text", "value", "start"),
    [
        ("2019年苏州市GDP为19235亿元，前一年为18597亿元。", "18597亿元", "2018-01-01"),
        ("2023年深圳市出生人口10.3万人，上年为11.2万人。", "11.2万人", "2022-01-01"),
        ("深圳市2023年人口1779万人，与2022年人口1766万人相比增加13万人。", "1766万人", "2022-01-01"),
        ("泰国去年外债1900亿美元，高于2014年（1400亿美元）。", "1400亿美元", "2014-01-01"),
        ("去年12月，北京市新房成交5000套，当月二手房成交2万套，上月为1.8万套。", "1.8万套", "2024-11-01"),
        ("1—7月，湖南省进出口总值3100亿元。", "3100亿元", "2024-01-01"),
    ],
)
def test_dates_told_by_what_the_text_speaks_of(extract: Extractor, text: str, value: str, start: str) -> None:
    assert _told(extract, text)[value][1] == start


@pytest.mark.parametrize(
    ("text", "value", "metric"),
    [("香港去年有31000名單程證持有人移入。", "31000名", "单程证持有人"), ("2023年，浙江省起诉率为85%。", "85%", "起诉")],
)
def test_no_word_goes_over_the_edge_of_a_figure_or_a_date(extract: Extractor, text: str, value: str, metric: str) -> None:
    assert _told(extract, text)[value][0].startswith(metric)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("主計總處上修今年台灣經濟成長率至3.9%。", "forecast"),
        ("去年北京市下调公积金贷款利率至2.85%。", "actual"),
    ],
)
def test_a_growth_put_up_for_a_year_that_runs_is_foreseen(extract: Extractor, text: str, status: str) -> None:
    assert [c.status for c in extract(text, published="2025-03-31").claims] == [status]


@pytest.mark.parametrize(
    ("text", "value", "place"),
    [
        ("失业率最低的国家第一名是捷克，第二名是波兰，第三名为马耳他。", "第二名", "波兰"),
        ("垃圾分类成绩最好的是台东县，第二名是嘉义市。", "第二名", "嘉义市"),
        ("缺口最大的是辽宁，第二是近年增长乏力的湖北，缺口690亿元。", "第二", "湖北省"),
        ("部分国家通胀偏高，克罗地亚（4.3%）和奥地利（4.1%）涨得最快。", "4.1%", "奥地利"),
        ("金华、衢州、丽水3市4个县6900余人受灾。", "6900余人", "金华市、衢州市、丽水市"),
        ("去年，京沪的用水量分别下降4%和6%。", "6%", "上海市"),
        ("11月北京上海的零售额下滑14.1%和13.5%。", "13.5%", "上海市"),
        ("青海公路密度12%，大大低于全国平均60%的水平。", "60%", "中国"),
        ("台中市北区人口14万人，西区11万人，南区12万人。", "11万人", "台中市西区"),
        ("天水代表团收获55枚金牌，兰州队收获112枚金牌。", "112枚", "兰州市"),
        ("四月澳門訪客以內地旅客佔最多，達200萬人次，香港旅客60萬人次，台灣旅客8萬人次。", "8萬人次", "澳门特别行政区"),
        ("广东前两个月出口6200亿元，浙江前5个月出口1.6万亿元。", "1.6万亿元", "浙江省"),
        ("登革熱病例打破去年高雄紀錄，台南市很難過，全市病例增至1.2萬例。", "1.2萬例", "台南市"),
        ("青岛是二线城市，而在一线城市深圳，去年6月到今年6月，登记出租车从8万辆增至9万辆，日均订单从15单降到13单。", "13单", "深圳市"),
        ("去年，随着佛山、泉州加入，万亿城市增加到27个，佛山居第17位。", "27个", "中国"),
        ("长沙提出多项政策。《南昌市加快数字经济发展实施方案（2023—2025年）》提出，到2025年全市数字经济规模达到4000亿元。", "4000亿元", "南昌市"),
        ("台南市長指出，明年度預算案中，中央將舉債2,800億元，台南市須負擔90億元。", "2,800億元", "台湾省"),
        ("四川秋粮收获过半，在绵阳，38万亩水稻已经收割。", "38万亩", "绵阳市"),
        ("河北企业研发投入占收入的1.1%。这一比例低于全国去年企业平均的1.3%。", "1.3%", "中国"),
        ("去年湖北固定资产投资增长2.5%，高于全国同期1.7%的平均增速。", "1.7%", "中国"),
        ("河北昨日新增确诊病例70例，其中31例在石家庄市，50例为输入病例。", "31例", "石家庄市"),
        ("洪水造成广西88人受伤（南宁市30人，柳州市58人），失踪6人（南宁市4人，柳州市2人）。", "6人", "广西壮族自治区"),
        ("洪水造成广西失踪16人，其中柳州市9人、南宁市7人。", "16人", "广西壮族自治区"),
        ("投票率最高為台北市30%，最低則為金門縣與連江縣，只有11%。", "11%", "金门县、连江县"),
        ("浙江、江苏出口规模一直排在第二和第三。", "第三", "江苏省"),
        ("第二、第三名的苏州、无锡分别成交60套和50套。", "第三名", "无锡市"),
        ("南昌、福州价格波动较大，价差分别为95元和68元/吨。", "68元/吨", "福州市"),
        ("全国集成电路产量有三成来自江苏，产值也最高。", "三成", "江苏省"),
        ("台灣上週的調查指出，將有65%的日本民眾支持這項協議。", "65%", "日本"),
        ("去年的税收，湖南、湖北等8省超过1000亿元，西藏最低，只有40亿元。", "超过1000亿元", "湖南省、湖北省"),
        ("去年税收超过3000亿元的有河北、湖南，不足900亿元的只剩下海南和青海。", "不足900亿元", "海南省、青海省"),
        ("去年各省只有北京、上海税收占比超过85%。", "超过85%", "北京市、上海市"),
    ],
)
def test_whose_figure(extract: Extractor, text: str, value: str, place: str) -> None:
    assert told(extract, text)[value][0] == place


def test_districts_that_host_visitors_have_their_figures(extract: Extractor) -> None:
    claims = told(extract, "2024年，绵阳市接待游客412万人次。涪城区、游仙区、安州区接待游客分别为120万、85万和64万人次。")
    assert [claims[v][0] for v in ("120万", "85万", "64万人次")] == ["绵阳市涪城区", "绵阳市游仙区", "绵阳市安州区"]


def test_values_for_ages_of_their_own_do_not_contradict(extract: Extractor) -> None:
    claims = extract("敬老礼金方面，宜兰县65岁至79岁1500元，80岁至89岁2500元。", id="x")
    assert not any("contradicted" in c.flags for c in (*claims.claims, *claims.candidates))
