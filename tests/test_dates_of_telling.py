"""Days up to which others told theirs, and years before the one spoken of."""

from __future__ import annotations

import pytest

from extract import Extractor
from tests.told import claims_by_value


def _dates(extractor: Extractor, text: str, published: str) -> dict[str, str | None]:
    return {value: c.date.start if c.date is not None else None for value, c in claims_by_value(extractor, text, published).items()}


@pytest.mark.parametrize(
    "telling",
    ["截至4月20日，21个省份公布了去年的人口数据", "截至20日，已有21省发布去年人口数据", "截至4月20日，全国已有21个省份披露去年的常住人口数据"],
)
def test_a_day_up_to_which_others_told_is_not_that_of_the_data(extractor: Extractor, telling: str) -> None:
    found = _dates(extractor, f"{telling}。贵州人口增加9万人，云南减少18万人。", "2023-04-24")
    assert {found["9万人"], found["18万人"]} == {"2022-01-01"}


@pytest.mark.parametrize(
    "text",
    [
        "截至4月20日，甘肃省建成公布名录的古树群12处，古树3万株。",
        "截至4月20日，甘肃省已公布重大项目80个，总投资2万亿元。",
        "截至4月20日，甘肃省累计发布预警信息320条，转移2万人。",
    ],
)
def test_what_a_place_has_so_far_is_of_that_day(extractor: Extractor, text: str) -> None:
    found = _dates(extractor, text, "2023-04-24")
    assert set(found.values()) == {"2023-04-20"}


@pytest.mark.parametrize("before", ["此前三年", "之前三年", "前三年"])
def test_years_before_the_one_spoken_of(extractor: Extractor, before: str) -> None:
    found = _dates(extractor, f"2021年，贵州省新增造林300万亩，{before}分别为310万亩、280万亩和260万亩。", "2023-04-13")
    assert [found[v] for v in ("300万亩", "310万亩", "280万亩", "260万亩")] == ["2021-01-01", "2018-01-01", "2019-01-01", "2020-01-01"]


def test_years_before_now_where_no_year_is_spoken_of(extractor: Extractor) -> None:
    found = _dates(extractor, "贵州省前两年分别新增造林310万亩、280万亩。", "2023-04-13")
    assert [found[v] for v in ("310万亩", "280万亩")] == ["2021-01-01", "2022-01-01"]


def test_a_place_behind_of_is_no_metric(extractor: Extractor) -> None:
    found = claims_by_value(extractor, "2024年经济增速目标方面，定得最高的是西藏，目标7%以上；第二是增长乏力的海南，目标6%以上。", "2024-02-01")
    assert {"7%以上", "6%以上"} <= set(found)
    assert all("海南" not in c.metric.name for c in found.values())


def test_normal_years_are_no_period(extractor: Extractor) -> None:
    text = "湖南水电装机到去年底为1600万千瓦。今年8月以来，湖南平均降水量较常年同期少48%，水电日发电量从4亿千瓦时掉到2亿千瓦时。"
    found = _dates(extractor, text, "2022-09-25")
    assert (found["48%"], found["2亿千瓦时"]) == ("2022-08-01", "2022-08-01")


@pytest.mark.parametrize("set_anew", ["从5月1日起，洛阳公交票价统一下调两成", "自5月1日起将洛阳公交票价降低两成"])
def test_what_is_set_anew_is_of_that_day(extractor: Extractor, set_anew: str) -> None:
    found = claims_by_value(extractor, f"去年洛阳公交客流量减少5%。{set_anew}。", "2023-06-25")
    assert found["两成"].date is not None
    assert (found["两成"].date.start, found["两成"].date.end) == ("2023-05-01", "2023-05-01")


def test_what_is_counted_from_a_day_on_is_a_stretch(extractor: Extractor) -> None:
    found = claims_by_value(extractor, "自5月1日起，洛阳市新增企业3万家。", "2023-06-25")
    assert found["3万家"].date is not None
    assert found["3万家"].date.end == "2023-06-25"


def test_what_has_grown_since_something_was_set_is_a_stretch(extractor: Extractor) -> None:
    found = claims_by_value(extractor, "自2021年3月1日起，洛阳最低工资标准提高到2000元，就业人数增加5万人。", "2023-06-25")
    assert found["2000元"].date is not None
    assert found["2000元"].date.end == "2021-03-01"
    assert found["5万人"].date is None or found["5万人"].date.end != "2021-03-01"


@pytest.mark.parametrize(("published", "year"), [("2018-12-29", "2019-01-01"), ("2019-01-29", "2019-01-01")])
def test_the_new_year_is_the_one_that_begins(extractor: Extractor, published: str, year: str) -> None:
    assert _dates(extractor, "新的一年，甘肃省计划新增就业30万人。", published)["30万人"] == year


@pytest.mark.parametrize("text", ["旅发局预料，今年访港旅客将逾5900万人次。", "旅发局预料今年访港旅客会增至5900万人次。"])
def test_what_is_foreseen_for_the_running_year(extractor: Extractor, text: str) -> None:
    assert {c.status for c in extractor(text, published="2014-02-06").claims} == {"forecast"}


def test_what_was_told_as_unforeseen_is_a_fact(extractor: Extractor) -> None:
    assert {c.status for c in extractor("出乎预料，今年前5个月香港访客人次达1900万。", published="2014-06-06").claims} == {"actual"}


@pytest.mark.parametrize("text", ["今年，汉中提出PM2.5浓度再降8%。", "新的一年，汉中提出优良天数比例达到85%以上。"])
def test_what_a_place_sets_itself_for_the_year_is_a_goal(extractor: Extractor, text: str) -> None:
    assert {c.status for c in extractor(text, published="2018-01-25").claims} == {"target"}


def test_what_was_proposed_and_is_done_is_a_fact(extractor: Extractor) -> None:
    found = claims_by_value(extractor, "今年，汉中提出建设美丽乡村，1—5月PM2.5浓度下降8%。", "2018-06-25")
    assert found["8%"].status == "actual"


def test_funds_sought_and_won_are_no_goal(extractor: Extractor) -> None:
    text = "2025年，贵州积极争取超长期特别国债资金支持，106个“两重”项目开工建设，争取以旧换新资金26亿元。"
    assert {c.status for c in extractor(text, published="2026-01-25").claims} == {"actual"}


def test_what_is_sought_is_a_goal(extractor: Extractor) -> None:
    found = claims_by_value(extractor, "2026年，贵州争取工业投资增长8%，粮食产量达到1150万吨。", "2026-01-25")
    assert {c.status for c in found.values()} == {"target"}


@pytest.mark.parametrize(
    "text",
    [
        "今年，外国政府提出加税政策后，越南出口下降5%。",
        "今年，上海市民提出建议3万条，垃圾分类达标率提高到95%。",
        "从整体上看，上海今年约5成企业盈利，利润增长5%。",
    ],
)
def test_other_proposals_and_views_set_no_goal(extractor: Extractor, text: str) -> None:
    assert {c.status for c in extractor(text, published="2025-08-20").claims} == {"actual"}


def test_funds_that_a_place_will_seek_keep_its_goals(extractor: Extractor) -> None:
    found = extractor("2025年，贵州省将积极争取中央资金，新建高速公路300公里，GDP增长5.5%。", published="2025-01-20").claims
    assert {c.status for c in found} == {"target"}
