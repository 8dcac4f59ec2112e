"""Forms of news, bulletins and plans: steps of cases, budgets, days of holidays, examples in brackets, on sentences of ours."""

from __future__ import annotations

import datetime as dt

import pytest
from told import metrics_of

from extract import Extractor
from extract.mentions import dates


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(threshold=0.0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全省法院受理各类案件9万件，办结8.1万件。", {"8.1万件": "法院办结各类案件"}),
        ("全省法院新收案件3.2万件，增长5%；结案2.9万件。", {"2.9万件": "法院结案"}),
        ("全省生猪存栏700万头，下降2%，出栏950万头。", {"950万头": "生猪出栏"}),
        ("全省总收案9.8万件，比上年9.5万件增加0.3万件，同比增长3.2%，增幅居全国第一。", {"3.2%": "总收案", "第一": "总收案增幅"}),
    ],
)
def test_a_verb_alone_names_the_next_step_of_the_same_things(extractor: Extractor, text: str, expected: dict[str, str]) -> None:
    found = metrics_of(extractor, text)
    assert {value: found.get(value) for value in expected} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一产业完成投资21亿元，增长3%；房地产业有所回暖，完成投资88亿元。", {"21亿元": "第一产业投资", "88亿元": "房地产业投资"}),
        ("全省集中开工重大项目30个，总投资90亿元。", {"90亿元": "重大项目总投资"}),
        (
            "有色金属冶炼业，计算机、通信设备制造业，汽车制造业同比分别增长23.4%、18.6%和12.7%。",
            {"18.6%": "计算机、通信设备制造业", "23.4%": "有色金属冶炼业"},
        ),
        ("音像制品类和体育、娱乐用品类零售额分别增长7.1%和3.2%。", {"3.2%": "体育、娱乐用品类零售额"}),
        ("装备制造业增加值增长8.3%，较一季度提高1.6个百分点。", {"1.6个百分点": "装备制造业增加值"}),
        ("医院病床使用率72.6%，其中公立医院81.3%。", {"81.3%": "公立医院病床使用率"}),
        ("制造业项目分别占项目总数和总投资的53.2%、61.7%。", {"61.7%": "制造业项目占总投资比重"}),
        ("工业投资下降3.7%，其中技改投资下降9.6%，占固定资产投资比重21.4%。", {"21.4%": "技改投资占固定资产投资比重"}),
        ("光伏产品连续4年出口超过200亿元。", {"超过200亿元": "光伏产品出口"}),
        ("对美国、欧盟和日本分别进出口797亿元、745亿元和520亿元，增长17.2%、21.5%和17.4%。", {"17.2%": "对美国进出口", "17.4%": "对日本进出口"}),
        ("对共建“一带一路”国家累计进出口389亿元，增长7.3%。", {"389亿元": "对共建“一带一路”国家进出口"}),
        ("核心产业增加值实现247亿元，占GDP比重达到8.3%。", {"8.3%": "核心产业增加值占GDP比重"}),
        ("计划新开工项目186项，实际已开工97项。", {"97项": "开工项目"}),
        ("小麦和玉米产量达到270万吨和260万吨，同比增长1.1%和2.2%，占全国的1.9%和1%。", {"2.2%": "玉米产量", "1.9%": "小麦产量占全国比重"}),
        ("煤炭、钢材和煤电累计增速分别为6.3%、1.9%和7.2%。", {"7.2%": "煤电"}),
        ("全省设立了总规模80亿元、存续期12年的绿色产业基金，支持节能改造。", {"80亿元": "绿色产业基金规模"}),
        ("全省规上企业数量达420家。", {"420家": "规上企业数量"}),
        ("全省公共预算支出194亿，只完成预算的77%。", {"77%": "公共预算支出预算完成率"}),
    ],
)
def test_what_sums_and_rates_are_of(extractor: Extractor, text: str, expected: dict[str, str]) -> None:
    found = metrics_of(extractor, text)
    assert {value: found.get(value) for value in expected} == expected


def test_how_many_were_asked_is_no_figure(extractor: Extractor) -> None:
    result = extractor("2024年，根据对甘肃省25个产粮县的抽样调查，全省夏粮产量310万吨。")
    assert [c.value.text for c in result.claims] == ["310万吨"]


def test_a_verb_before_a_counted_thing_is_no_step_of_another(extractor: Extractor) -> None:
    assert metrics_of(extractor, "全省签约项目30个，建成12个社区食堂。")["12个"].endswith("食堂")


def test_how_much_of_a_budget_is_done_and_growth_behind_it(extractor: Extractor) -> None:
    found = metrics_of(extractor, "全省一般公共预算收入完成617亿元，完成年初预算的45.5%，同比增长8%。其中：国税部门完成220亿元，完成年初预算的51%。")
    assert found["45.5%"].endswith("预算完成率")
    assert found["8%"] == "一般公共预算收入"
    assert found["220亿元"].startswith("国税部门")
    assert found["220亿元"].endswith("收入")


def test_growth_told_again_of_shares_is_of_what_has_them(extractor: Extractor) -> None:
    found = metrics_of(extractor, "全省涉酒事故起数和死亡人数分别占总数的13.6%、9.4%，同比分别下降27.3%、31.9%。")
    assert "占" in found["13.6%"]
    assert "占" not in found["27.3%"]
    assert found["31.9%"] == "死亡人数"


def test_whom_trade_is_with(extractor: Extractor) -> None:
    found = metrics_of(extractor, "全省对欧盟27国累计出口90亿元。东盟为全省第一大贸易伙伴，占全省外贸总值的21%。")
    assert found["90亿元"] == "对欧盟27国出口"
    assert found["21%"].startswith("对东盟进出口")


def test_counts_of_those_of_which_something_holds(extractor: Extractor) -> None:
    found = metrics_of(extractor, "全省60个国家气象站日最高气温破纪录，其中敦煌（44.1℃）、张掖（42.3℃）等12个站超过42℃。")
    assert found["60个"].endswith("气象站")
    assert found["44.1℃"] == found["42.3℃"] == "日最高气温"


def test_a_count_behind_examples_is_of_none_of_them(extractor: Extractor) -> None:
    result = extractor("2024年甘肃省天气。全省最高气温破纪录，其中敦煌（44.1℃）、张掖（42.3℃）等12个站超过42℃。")
    places = {c.city.name for c in (*result.claims, *result.candidates) if c.value.text == "12个"}
    assert not places & {"敦煌市", "张掖市"}


def test_goals_of_a_plan_without_a_date_of_its_own(extractor: Extractor) -> None:
    result = extractor(
        "2021年10月，甘肃省印发充电设施规划。截至2020年底，全省有充电桩3万台。总体目标：到2025年，充电桩达到15万台以上。其中，公用的达到9万台左右。"
    )
    status = {c.value.text: c.status for c in (*result.claims, *result.candidates)}
    assert status["15万台以上"] == status["9万台左右"] == "target"


def test_headlines_have_the_date_of_the_text_below(extractor: Extractor) -> None:
    result = extractor("甘肃省山洪造成3人遇难\n\n截至2024年7月5日9时，甘肃省山洪造成3人遇难。")
    assert {str(c.date.end) for c in (*result.claims, *result.candidates) if c.value.text == "3人" and c.date} == {"2024-07-05"}


def test_courts_of_a_province_make_the_province_spoken_of(extractor: Extractor) -> None:
    text = "广东高院2024年报告显示，全省法院收案262万件。\n陕西高院2024年报告显示，全省法院收案95万件，约占西北法院的三成。"
    result = extractor(text)
    assert {c.value.text: c.city.name for c in result.claims if c.value.text in ("262万件", "95万件")} == {"262万件": "广东省", "95万件": "陕西省"}


def test_days_of_the_holiday_that_was_told() -> None:
    found = dates.find("2024年国庆假期前七天接待900万人次。7日当天，接待70万人次；前5日，接待600万人次。", dt.date(2024, 10, 8), query=False)
    assert [(m.text, m.start, m.end) for m in found[1:]] == [
        ("7日", dt.date(2024, 10, 7), dt.date(2024, 10, 7)),
        ("前5日", dt.date(2024, 10, 1), dt.date(2024, 10, 5)),
    ]


def test_a_share_of_the_nations_in_the_same_time_is_the_provinces(extractor: Extractor) -> None:
    result = extractor("2024年，甘肃省进出口671亿元，增长8.2%，占同期我国进出口总值的1.2%。")
    assert {c.city.name for c in result.claims if c.value.text == "1.2%"} == {"甘肃省"}


def test_how_much_of_a_plan_is_done(extractor: Extractor) -> None:
    result = extractor("截至2024年11月末，甘肃省城镇新增就业32万人，完成年计划的107.1%；农村劳动力转移就业520万人，完成年计划104%。")
    found = {c.value.text: (c.metric.name, c.status) for c in (*result.claims, *result.candidates)}
    assert found["107.1%"] == ("城镇新增就业年计划完成率", "actual")
    assert found["104%"][0].startswith("农村劳动力转移就业")


def test_a_figure_of_now_measured_by_an_earlier_period(extractor: Extractor) -> None:
    result = extractor("2023年春运期间，甘肃省机场运送旅客236万人次，恢复至2019年春运的73.3%。")
    assert {str(c.date.start)[:4] for c in result.claims if c.value.text == "73.3%" and c.date} == {"2023"}


def test_months_named_together_are_dealt_out(extractor: Extractor) -> None:
    result = extractor("2024年三季度，甘肃省就业平稳。2024年7、8月份，全省城镇调查失业率分别为5.3%、5.4%。")
    found = {c.value.text: str(c.date.start)[:7] for c in result.claims if c.date}
    assert (found["5.3%"], found["5.4%"]) == ("2024-07", "2024-08")


def test_days_up_to_an_hour_and_lists_behind_of_which(extractor: Extractor) -> None:
    assert dates.find("截至8日12时，地震已致", dt.date(2022, 9, 9), query=False)[0].start == dt.date(2022, 9, 8)
    result = extractor(
        "2024年2月27日，甘肃省人员流动量171万人次，环比下降4%。其中：\n铁路客运量11.6万人次，环比下降18%。\n水路客运量0.5万人次，环比下降8%。"
    )
    assert {str(c.date.start) for c in result.claims if c.date} == {"2024-02-27"}


def test_the_frame_of_a_ranking_and_grades(extractor: Extractor) -> None:
    result = extractor("2024年，甘肃省高考人数22万人，在27个被统计的省份中排在第19位。全省共监测到4级以上地震12次。")
    found = {c.value.text: c.metric.name for c in (*result.claims, *result.candidates)}
    assert "31个" not in found
    assert found["12次"] == "4级以上地震"


def test_what_works_earn_is_no_places(extractor: Extractor) -> None:
    result = extractor("2024年春节档，全国票房80亿元，其中《某某传》票房突破12亿元。")
    assert "突破12亿元" not in {c.value.text for c in (*result.claims, *result.candidates)}
