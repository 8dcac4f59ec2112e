"""The period of a figure that its own clause does not name: changes that go on, levels that a change is reckoned from, headlines, weeks."""

from __future__ import annotations

import pytest

from extract import Extractor


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(threshold=0.0)


def _periods(extractor: Extractor, text: str, published: str | None = None, title: str | None = None) -> dict[str, str]:
    """First and last day of the period by the words of the value; the last where a value comes twice."""
    result = extractor(text, published=published, title=title)
    found = {}
    for c in (*result.claims, *result.candidates):
        found[c.value.text or ""] = f"{c.date.start}..{c.date.end}" if c.date and c.date.start else "none"
    return found


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        (  # the ends of a change that stands behind another one
            "甘肃省养老床位由2014年底的8.2万张增加到2019年底的11.6万张；护理床位占比由21%提高到38%。", "2020-04-02",
            {"21%": "2014-12-31..2014-12-31", "38%": "2019-12-31..2019-12-31"},
        ),
        (
            "甘肃省养老床位由8.2万张增加到11.6万张。", "2020-04-02",
            {"8.2万张": "none"},
        ),
        (  # a mean of the years between
            "甘肃省产值由2015年的50亿元增加到2020年的90亿元，年均增长12.5%。", "2021-04-02",
            {"12.5%": "2015-01-01..2020-12-31"},
        ),
        (  # a change from the month before
            "6月份，甘肃省发电量由上月下降7%转为大幅增长16.2%。", "2022-07-20",
            {"7%": "2022-05-01..2022-05-31", "16.2%": "2022-06-01..2022-06-30"},
        ),
        (  # what two levels make up is of the later one
            "2023年，甘肃省产值10亿元，2022年为9亿元，增长11%。", "2025-05-03",
            {"11%": "2023-01-01..2023-12-31"},
        ),
        (
            "本月兰州市成交930套，上月成交1325套，成交套数下跌29.8%。", "2025-05-03",
            {"29.8%": "2025-05-01..2025-05-31"},
        ),
        (  # months and quarters of one span, one each
            "前三季度甘肃省产值分别增长5.7%、7.5%和6.1%。", "2022-12-06",
            {"5.7%": "2022-01-01..2022-03-31", "7.5%": "2022-04-01..2022-06-30", "6.1%": "2022-07-01..2022-09-30"},
        ),
        (
            "5、6月份，兰州市出口同比分别增长0.7%和3.9%。", "2022-12-06",
            {"0.7%": "2022-05-01..2022-05-31", "3.9%": "2022-06-01..2022-06-30"},
        ),
        (  # years of one span, dealt out to each list
            "2016-2018年甘肃省出口分别为31亿元、32亿元、33亿元；进口依次为21亿元、22亿元、23亿元。", "2019-12-06",
            {"31亿元": "2016-01-01..2016-12-31", "21亿元": "2016-01-01..2016-12-31", "23亿元": "2018-01-01..2018-12-31"},
        ),
        (  # from one share to another, which is no share of that time
            "甘肃省石油自给率由2015年的60%恢复到2023年的72%。", "2024-12-06",
            {"60%": "2015-01-01..2015-12-31", "72%": "2023-01-01..2023-12-31"},
        ),
        (  # the quarter reported on
            "2024年第三季甘肃省负担率为44.5%。其中兰州市本季为38.9%。", "2025-02-06",
            {"44.5%": "2024-07-01..2024-09-30", "38.9%": "2024-07-01..2024-09-30"},
        ),
        (  # three branches are no three quarters
            "前三季度，兰州市三大产业分别增长4.1%、4.4%、6.2%。", "2022-12-06",
            {"4.1%": "2022-01-01..2022-09-30"},
        ),
        (  # what caused it was then
            "兰州市今年1至10月接待游客107万人次，受年中洪水影响，乡村接待人数减少了4万人次。", "2018-11-08",
            {"4万人次": "2018-01-01..2018-10-31"},
        ),
        (
            "兰州市去年产值50亿元，因去年9月风灾，今年产值减少12%。", "2018-11-08",
            {"12%": "2018-01-01..2018-12-31"},
        ),
        (  # numbers come out on a day, and are of a period told before
            "去年年中至今年年中，香港出生53200人。政府统计处今天发表的数字显示，香港人口增加61000人。", "2005-08-16",
            {"61000人": "2004-06-01..2005-06-30"},
        ),
        (  # a year that ended with the one told of; the article has no date
            "2008年，甘肃省外来务工人员19万人，较上年底增加924人。一年来，建筑业务工人员增加1351人。", None,
            {"1351人": "2008-01-01..2008-12-31"},
        ),
        (  # a week told by its days
            "2018年第4周（1月22日至1月28日），兰州市商品房成交930套，均价5306元；上周成交1325套。", None,
            {"1325套": "2018-01-15..2018-01-21"},
        ),
        (  # years in a row go on with 去年
            "截至去年，槟城共有60.3%的人口登记为选民。2013年，槟城选民85万4480名、2014年增加3620名、去年增加9648名。", None,
            {"60.3%": "2015-01-01..2015-12-31", "9648名": "2015-01-01..2015-12-31"},
        ),
    ],
)  # fmt: skip
def test_period(extractor: Extractor, text: str, published: str | None, expected: dict[str, str]) -> None:
    found = _periods(extractor, text, published)
    assert {value: found.get(value) for value in expected} == expected


def test_sentences_go_on_in_the_period_that_opened_the_passage_and_not_in_the_titles(extractor: Extractor) -> None:
    text = (
        "统计局数据显示，澳门今年10月入境旅客150万人次，过夜旅客78万人次。今年首十个月入境旅客1369万人次。过夜旅客为685万人次。"
        "按渠道统计，今年首十个月经海路入境519万人次。其中经内港码头入境11万人次。与此同时，经陆路入境780万人次。"
    )
    found = _periods(extractor, text, None, "2004年10月旅客入境数目")
    assert found["78万人次"] == "2004-10-01..2004-10-31"
    assert {found[v] for v in ("685万人次", "11万人次", "780万人次")} == {"2004-01-01..2004-10-31"}


def test_a_headline_has_the_date_of_the_same_figure_below(extractor: Extractor) -> None:
    text = "甘肃省公路总里程达14.26万公里\n\n记者29日获悉，2018年末，甘肃省公路总里程达到14.26万公里，其中高速公路4.1万公里。"
    found = [(c.value.text, c.date.start, c.date.end) for c in extractor(text, published="2019-08-30").claims if c.date]
    assert {(str(a), str(b)) for value, a, b in found if value and "14.26" in value} == {("2018-12-31", "2018-12-31")}


def test_a_report_of_december_accounts_for_its_own_year(extractor: Extractor) -> None:
    text = (
        "政府工作报告\n——2023年12月20日在清河县第十六届人民代表大会第四次会议上\n各位代表：\n现在，我代表县人民政府向大会报告工作，请予审议。\n"
        "一、2023年工作回顾\n全年地区生产总值达到310亿元。防控安全风险方面，共发生事故3起，同比下降50%。\n"
        "二、2024年工作安排\n2024年主要预期目标是：地区生产总值增长7%。"
    )
    found = _periods(extractor, text)
    assert {found[v] for v in ("310亿元", "3起", "50%")} == {"2023-01-01..2023-12-31"}
    assert found["7%"] == "2024-01-01..2024-12-31"


def test_since_the_new_year_lasts_as_long_as_an_undated_report(extractor: Extractor) -> None:
    text = "甘肃省2019年第一季度经济运行情况。年初以来，全省设施农业发展加快，完成投资2.6亿元。一季度全省生产总值1500亿元，与2019年计划持平。"
    assert _periods(extractor, text)["2.6亿元"] == "2019-01-01..2019-03-31"
