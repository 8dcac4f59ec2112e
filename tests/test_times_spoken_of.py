"""Dates that the text before tells: 全年, stretches since an event, single days of a longer time, days without a month, terms, seasons."""

from __future__ import annotations

import pytest

from extract import Extractor
from extract.claims import article_year


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(threshold=0.0)


def _periods(extractor: Extractor, text: str, published: str | None) -> dict[str, str]:
    result = extractor(text, published=published)
    found = {}
    for c in (*result.claims, *result.candidates):
        found[c.value.text or ""] = f"{c.date.start}..{c.date.end}" if c.date and c.date.start else "none"
    return found


YEAR_2022 = "2022-01-01..2022-12-31"
HOLIDAY = "2023-09-29..2023-10-06"


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        # 全年 of an article whose own year has not ended
        ("本文回顾2022年绥德县的旅游。\n先看总量。全年绥德县接待游客300万人次。", "2023-07-02", {"300万人次": YEAR_2022}),
        ("拐点在2019年5月。绥德县全年的新房成交由上年的9万套降到4万套。", "2022-07-02", {
            "9万套": "2018-01-01..2018-12-31", "4万套": "2019-01-01..2019-12-31",
        }),
        ("2022年，绥德县旅游收入20亿元，入住率由2021年的40%提高到52%。\n全年绥德县接待游客300万人次。", "2023-07-02", {"300万人次": YEAR_2022}),
        ("去年，绥德县接待游客300万人次。预计全年绥德县接待游客400万人次。", "2023-07-02", {"400万人次": "2023-01-01..2023-12-31"}),
        ("今年上半年，绥德县接待游客300万人次。全年绥德县接待游客可达700万人次。", "2023-07-20", {"700万人次": "2023-01-01..2023-12-31"}),
        # parts of a year in an article of which nothing tells the year
        ("2019年夏天，绥德县最热。8月3日，绥德县气温达41℃。", None, {"41℃": "2019-08-03..2019-08-03"}),
        ("2019年夏天，绥德县最热，7月20日尤甚。那个夏天，绥德县平均气温31℃。", None, {"31℃": "2019-06-01..2019-08-31"}),
        # stretches since an event
        ("自2021年改革试点启动以来，绥德县累计办理业务3万件，群众满意度98%。", "2023-05-20", {
            "3万件": "2021-01-01..2023-05-20", "98%": "2021-01-01..2023-05-20",
        }),
        ("4月8日新馆开放以来，短短一个多月，绥德县接待游客8万人次。", "2023-05-20", {"8万人次": "2023-04-08..2023-05-20"}),
        ("从4月1日正式收费算起，绥德县地铁运送乘客12万人次。", "2023-05-20", {"12万人次": "2023-04-01..2023-05-20"}),
        ("5月10日，为期5天的绥德县农展会闭幕。自5月6日开幕以来，绥德县成交农产品2亿元。", "2023-05-20", {"2亿元": "2023-05-06..2023-05-10"}),
        ("4月8日开园以来，绥德县接待游客8万人次。全县现有公园12个。", "2023-05-20", {"12个": "none"}),
        ("5月1日有史以来最热，绥德县气温达39℃。", "2023-05-20", {"39℃": "2023-05-01..2023-05-01"}),
        ("5月13日开赛，到6月20日收官，绥德县踢了98场。其间全县接待游客30万人次。", "2023-08-03", {"30万人次": "2023-05-13..2023-06-20"}),
        # a single day of a longer time
        ("国庆假期，绥德县接待游客20万人次，其中10月2日达4万人次，为单日最高；佳县接待游客15万人次。", "2023-10-12", {
            "20万人次": HOLIDAY, "4万人次": "2023-10-02..2023-10-02", "15万人次": HOLIDAY,
        }),
        ("国庆假期，绥德县接待游客20万人次，较2019年国庆假期增长8%；10月2日单日接待4万人次。假期内佳县接待游客15万人次。", "2023-10-12", {
            "15万人次": HOLIDAY,
        }),
        ("今年以来，绥德县用电增长5%。8月3日，全县最高负荷达600万千瓦，创历史最高。其中工业负荷占六成。", "2023-10-12", {
            "六成": "2023-08-03..2023-08-03",
        }),
        # days without their month where nothing tells the article's own
        ("2019年8月6日，绥德县遭遇暴雨。\n9日晚间，绥德县有3000人受灾。", None, {"3000人": "2019-08-09..2019-08-09"}),
        ("2019年8月6日零时至9日下午3时，绥德县累计雨量300毫米。", None, {"300毫米": "2019-08-06..2019-08-09"}),
        ("昨天，绥德县统计局给出数据：2022年，绥德县生产总值120亿元。", None, {"120亿元": YEAR_2022}),
        # terms of schools, and what a plan is to take
        ("今年秋季学期，绥德县新增学位5000个。", "2023-08-28", {"5000个": "2023-09-01..2024-01-31"}),
        ("绥德县计划用3年时间投入资金8亿元。", "2023-08-28", {"8亿元": "2023-01-01..2025-12-31"}),
        # a mean of the years since a base
        ("2020年，绥德县常住人口30万人，比2010年增加5万人，年均增长1.5%。", "2021-05-01", {"1.5%": "2011-01-01..2020-12-31"}),
        # where a change of the same time sets out from
        ("2015年底，绥德县有床位5000张，比2010年增加1000张；同期，绥德县医师由700人增加到900人。", "2016-05-01", {
            "700人": "2010-01-01..2010-12-31", "900人": "2015-12-31..2015-12-31",
        }),
        # a year that nothing parts from its figure
        ("2022年，绥德县医保报销比例60%，离国家提出的2025年70%还有距离。", "2023-05-01", {"70%": "2025-01-01..2025-12-31"}),
        ("2023年9月，绥德县失业率9.8%，较一年前的14.1%明显改善。", "2023-11-01", {"14.1%": "2022-09-01..2022-09-30"}),
    ],
)  # fmt: skip
def test_period(extractor: Extractor, text: str, published: str | None, expected: dict[str, str]) -> None:
    found = _periods(extractor, text, published)
    assert {value: found.get(value) for value in expected} == expected


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("刚刚过去的2022年，绥德县新增就业5000人。", 2023),
        ("即将过去的2022年，绥德县新增就业5000人。", 2022),
        ("即将到来的2023年，绥德县要新增就业6000人。", 2022),
    ],
)
def test_a_year_that_passes_tells_the_articles_own(text: str, year: int) -> None:
    assert article_year.guess(text, "", roc=False) == (year, 1.0)


def test_a_decade_that_has_passed_is_no_such_year() -> None:
    assert article_year.guess("过去的2020年代", "", roc=False) != (2021, 1.0)


def test_a_year_that_is_to_be_reached_is_ahead() -> None:
    rows = article_year.features("2020年绥德县产值80亿元。规划提出，2025年绥德县产值要达到90亿元。", "", roc=False)
    assert "told +0" in rows[2020]
    assert "told +0" not in rows[2025]
