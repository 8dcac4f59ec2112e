"""When figures hold: facts of the language about dates, on sentences of ours."""

from __future__ import annotations

import pytest

from extract import Extractor
from extract.claims import outlook
from extract.text import sentences


@pytest.fixture(scope="module")
def extract() -> Extractor:
    return Extractor(threshold=0.0)


def when(extract: Extractor, text: str, published: str | None) -> dict[str, tuple[str | None, str | None]]:
    """First and last day of the figures of a text, by their words."""
    result = extract(text, published=published)
    return {c.value.text or "": (c.date.start, c.date.end) if c.date else (None, None) for c in (*result.claims, *result.candidates)}


def test_what_brackets_date_holds_inside_them(extract: Extractor) -> None:
    told = when(
        extract,
        "上半年，绵阳市出口额420亿元（2021和2022年同期为350亿元、390亿元），增长7.1%。工业投资增长9.3%。",
        "2023-07-20",
    )
    assert told["350亿元"] == ("2021-01-01", "2021-06-30")
    assert told["390亿元"] == ("2022-01-01", "2022-06-30")
    assert told["7.1%"] == told["9.3%"] == told["420亿元"] == ("2023-01-01", "2023-06-30")


def test_a_date_alone_in_brackets_holds_behind_them(extract: Extractor) -> None:
    assert when(extract, "绵阳市常住人口（2022年末）为489万人。", "2024-03-01")["489万人"][1] == "2022-12-31"


@pytest.mark.parametrize(
    ("title", "text", "report"),
    [
        ("", "绵阳市2024年政府工作报告\n2023年，全市生产总值4000亿元。", True),
        ("", "各位代表：\n现在，我代表市人民政府报告工作。", True),
        ("", "上周，投资处核准一家企业依中小企业投资行动方案设厂，投资2亿元。", False),
        ("绵阳市长提出行动方案", "市长表示行动方案已经落实。", False),
    ],
)
def test_what_is_a_work_report(title: str, text: str, report: bool) -> None:
    assert outlook.is_report(text, sentences.split(text), title) is report


@pytest.mark.parametrize(
    ("text", "value", "first"),
    [
        ("蔡英文总统表示，她刚上任时，长照预算只有50亿元。", "50亿元", "2016-01-01"),
        ("以2020年的花费估计，10月9日两天，绵阳市接待游客12万人次。", "12万人次", "2022-10-09"),
        ("绵阳市2023届高校毕业生预计达3.2万人。", "3.2万人", "2023-01-01"),
    ],
)
def test_years_that_words_around_tell(extract: Extractor, text: str, value: str, first: str) -> None:
    assert when(extract, text, "2022-10-12")[value][0] == first


def test_what_a_change_is_counted_from_is_not_its_period(extract: Extractor) -> None:
    told = when(extract, "绵阳市创新能力排名较2020年上升6名，居全国第8位。", "2022-10-12")
    assert told
    assert all(first != "2020-01-01" for first, _ in told.values())


def test_a_forecast_put_up_is_of_one_period(extract: Extractor) -> None:
    told = when(extract, "印度2023年经济增长率由5.9%上修至6.1%。", "2023-07-26")
    assert told["5.9%"] == told["6.1%"] == ("2023-01-01", "2023-12-31")


def test_a_change_leads_to_the_value_of_its_year(extract: Extractor) -> None:
    told = when(extract, "绵阳市城镇化率已从2010年的40%提升至2020年的51%。", "2022-10-12")
    assert (told["40%"][0], told["51%"][0]) == ("2010-01-01", "2020-01-01")


def test_a_multiple_of_a_year_is_not_of_it(extract: Extractor) -> None:
    assert when(extract, "2021年绵阳市出口额增至2016年的3倍。", "2022-10-12")["3倍"][0] == "2021-01-01"


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("绵阳市煤炭库存由上周的109.2万吨降至97.9万吨，减少11.3万吨，降幅10.3%。", ["11.3万吨", "10.3%"]),
        ("绵阳市常住人口从2010年的461万人增加到489万人，增加28万人，城镇化率提高到55%。", ["489万人", "28万人", "55%"]),
        ("绵阳市外贸企业在2019年的320家基础上增加80家，出口额达到12亿元。", []),
    ],
)
def test_the_date_a_change_sets_out_from_is_of_no_figure_behind(extract: Extractor, text: str, figures: list[str]) -> None:
    told = when(extract, text, "2024-03-20")
    first = {"109.2万吨": "2024-03-11", "461万人": "2010-01-01", "320家": "2019-01-01"}
    assert all(told[f][0] == first[f] for f in told if f in first)
    assert all(told[f][0] not in first.values() for f in figures)


def test_each_of_several_means_of_years_may_have_a_period_of_years(extract: Extractor) -> None:
    told = when(extract, "2021年到2025年，绵阳市城镇、农村居民人均可支配收入年均增长5.3%、7.7%。", "2026-02-01")
    assert told["5.3%"] == told["7.7%"] == ("2021-01-01", "2025-12-31")


@pytest.mark.parametrize(
    "text",
    [
        "2023年，绵阳市出口额较2019年减少3%，占全省的比重由24.1%降至19.3%。",
        "绵阳市竞争力名次从2019年的第23位升至第8位；其中，营商环境从第24位升至第6位。",
        "与2019年的目标相比，绵阳市森林覆盖率从24.1%上调到26.5%。",
    ],
)
def test_a_change_sets_out_from_what_is_compared_with(extract: Extractor, text: str) -> None:
    told = when(extract, text, "2024-03-20")
    first = next(told[f] for f in ("24.1%", "第24位") if f in told)
    assert first[0] == "2019-01-01"
    assert next(told[f][0] for f in ("19.3%", "26.5%", "第6位") if f in told) != "2019-01-01"


def test_the_day_of_a_work_report_is_of_no_figure(extract: Extractor) -> None:
    told = when(extract, "1月20日，四川省政府工作报告提到，全省经济增长7%，固定资产投资增长6.2%。", "2022-02-12")
    assert all(start != "2022-01-17" for start, _ in told.values())


def test_changes_in_a_report_on_a_plan_set_out_from_the_year_before_it(extract: Extractor) -> None:
    told = when(
        extract,
        "2026年政府工作报告\n各位代表：\n一、过去五年工作回顾\n“十四五”时期，绵阳市综合实力显著增强。技术合同成交额从17.9亿元增加到52.6亿元。",
        "2026-02-12",
    )
    assert told["17.9亿元"] == ("2020-01-01", "2020-12-31")


@pytest.mark.parametrize(
    ("text", "words", "period"),
    [
        ("绵阳市自2021年以来新增学位18万个。", "18万个", ("2021-01-01", "2025-06-20")),
        ("“十四五”以来，绵阳市新增学位18万个。", "18万个", ("2021-01-01", "2025-06-20")),
        ("绵阳市自2015年公布数据以来累计接待游客3亿人次。", "3亿人次", ("2015-01-01", "2025-06-20")),
        ("绵阳市常住人口489万人（2024年末），人均GDP 8.9万元（2023年）。", "489万人", ("2024-12-31", "2024-12-31")),
        ("绵阳市常住人口489万人（2024年末），人均GDP 8.9万元（2023年）。", "8.9万元", ("2023-01-01", "2023-12-31")),
    ],
)
def test_stretches_up_to_now_and_dates_in_brackets_behind_a_figure(
    extract: Extractor, text: str, words: str, period: tuple[str, str]
) -> None:  # fmt: skip
    assert when(extract, text, "2025-06-20")[words] == period


def test_a_high_since_a_year_is_of_no_stretch(extract: Extractor) -> None:
    assert when(extract, "绵阳市煤价日前涨到自2008年11月以来的最高价格815元/吨。", "2011-05-05")["815元/吨"][0] != "2008-11-01"
