"""Dates that writers tell loosely: short years, the round before, what stood then and stands now, holidays by their days."""

from __future__ import annotations

import datetime as dt

import pytest
from told import claims_by_value

from extract import Extractor
from extract.claims import article_year

YEAR_2017 = ("2017-01-01", "2017-12-31")
CASES = [  # text, published, value, start and end of its period (None for none)
    ("1—7月，浙江省快递业务量占全国24%，较17年的21%提高3个百分点。", "2018-09-01", "21%", YEAR_2017),
    ("对比20年的情况，2023年浙江省销量增至51万辆。", "2024-02-01", "51万辆", ("2023-01-01", "2023-12-31")),
    ("2015年，浙江省GDP4.3万亿元，目前居全国第四，同比增长8%。", "2016-03-01", "8%", ("2015-01-01", "2015-12-31")),
    ("2019年末，浙江省有医院1300家，现有床位35万张。", "2020-03-01", "35万张", ("2019-12-31", "2019-12-31")),
    ("国庆3日，浙江省接待游客800万人次。", "2023-10-09", "800万人次", ("2023-10-03", "2023-10-03")),
    ("2011年浙江省CPI上涨5.4%，高于年初4%的预期目标。", "2012-03-20", "4%", ("2011-01-01", "2011-12-31")),
    ("上届2019年选举，浙江省投票率61%。", "2022-03-01", "61%", ("2019-01-01", "2019-12-31")),
    ("2019年浙江省电商销售占比20%，较2018年15%的水平明显提高。", "2020-02-01", "15%", ("2018-01-01", "2018-12-31")),
    ("桃園市今年有國中新生2.1萬人，較113年新生2.2萬人、820班，減少1千人。", "2025-09-20", "820班", ("2024-01-01", "2024-12-31")),
    ("112年高雄市出生1.4萬人，相較111年出生1.6萬人，再減少2千人。", "2024-01-20", "1.6萬人", ("2022-01-01", "2022-12-31")),
    ("112年高雄市出生1.4萬人，相較111年出生1.6萬人，再減少2千人。", "2024-01-20", "2千人", ("2023-01-01", "2023-12-31")),
    ("曲靖市1994年撤县设市，现辖八县，人口580万人。", "2014-03-25", "580万人", None),
    ("1985年曲靖市人口410万人，面积2.9万平方公里。", "2014-03-25", "2.9万平方公里", ("1985-01-01", "1985-12-31")),
    ("2019年国庆七天，云南省接待游客2010万人次。", "2019-10-09", "2010万人次", ("2019-10-01", "2019-10-07")),
    ("第一个五年计划时期，辽宁省新建工厂24座。", "1999-10-09", "24座", ("1953-01-01", "1957-12-31")),
]


@pytest.mark.parametrize(("text", "published", "value", "period"), CASES)
def test_the_period_of_a_figure(extractor: Extractor, text: str, published: str, value: str, period: tuple[str, str] | None) -> None:
    date = claims_by_value(extractor, text, published)[value].date
    told = (date.start, date.end) if date is not None else None
    assert told == period


def test_the_round_before_is_not_the_articles_own(extractor: Extractor) -> None:
    text = "县市长选举昨天揭晓。和上届2014年选举相比，投票率由67%降到66%。投票率方面，桃园市为62%，新竹市为61%。"
    assert article_year.guess(text, "", roc=True) is None
    result = extractor(text)
    years = {c.value.text: c.date.start if c.date else None for c in (*result.claims, *result.candidates)}
    assert years["67%"] == "2014-01-01"
    assert years["61%"] != "2014-01-01"


def test_a_later_year_than_the_round_before_may_be_the_articles_own() -> None:
    text = "2018年县市长选举揭晓。和上届2014年选举相比，2018年桃园市投票率由67%降到66%，2018年新竹市为61%。"
    found = article_year.guess(text, "2018年选举", roc=False)
    assert found is not None
    assert found[0] == 2018


def test_what_others_have_told_by_a_day_is_not_of_that_day(extractor: Extractor) -> None:
    text = "截至10月8日，江苏等11省公布了假期收入。其中，江苏省9月接待游客2300万人次。截至10月8日，江苏省有景区630家。"
    found = claims_by_value(extractor, text, "2019-10-09")
    assert found["630家"].date.start == "2019-10-08"
    assert found["2300万人次"].date.start == dt.date(2019, 9, 1).isoformat()
