"""The year of an article without a date, told by the years that it names."""

from __future__ import annotations

import pytest

from extract import Extractor
from extract.claims import article_year
from extract.data import read_table

OF_2023 = """全市上半年经济运行情况
2023年上半年，全市生产总值812亿元，增长5.2%，增速比2022年全年快1.1个百分点。2023年6月末，金融机构存款余额1530亿元，比2022年末增加98亿元。
今年以来，新开工项目64个。与2021年同期相比，两年平均增长4.4%。到2025年，力争生产总值突破2000亿元。"""


def test_the_latest_year_told_is_the_articles_own() -> None:
    found = article_year.guess(OF_2023, "", roc=False)
    assert found is not None
    year, share = found
    assert year == 2023
    assert article_year.ENOUGH <= share <= 1


def test_a_goal_lies_ahead_of_the_article() -> None:
    rows = article_year.features(OF_2023, "", roc=False)
    assert "told +0" in rows[2023]
    assert "told +0" not in rows[2025]  # 到2025年


def test_years_of_the_republic_count_where_the_article_counts_so() -> None:
    text = "113年自有住宅率86.5%，較112年的85.0%增加1.5個百分點。"
    assert set(article_year.features(text, "", roc=True)) == {2023, 2024, 2025, 2026}
    assert article_year.features(text, "", roc=False) == {}


def test_the_years_of_the_newest_word_are_candidates() -> None:
    rows = article_year.features("全市新能源汽车以旧换新补贴发放完毕，“国补”带动销售，2019年的老车最多。", "", roc=False)
    assert set(rows) == {2019, 2020, 2021, 2024, 2025, 2026}
    assert "words not known yet" in rows[2020]
    assert "words not known yet" not in rows[2025]


def test_no_word_of_a_time_stands_in_the_name_of_a_place() -> None:
    words = [word for row in read_table("lexicons/known_years.tsv") for word in row["words"].split(";")]
    names = "\n".join(row["name"] for row in read_table("places/divisions.tsv"))
    assert [word for word in words if word in names and not word.endswith("新区")] == []


@pytest.mark.parametrize(
    ("text", "year"), [("去年(2017年)全县出生人口2800人。", 2018), ("2014年至2016年共建成住房9万套，今年(2019年)再建2万套。", 2019)]
)
def test_a_year_explained_in_brackets_is_sure(text: str, year: int) -> None:
    assert article_year.guess(text, "", roc=False) == (year, 1.0)


def test_what_was_reached_by_a_year_is_told_and_a_bound_in_the_past_opens_nothing() -> None:
    rows = article_year.features("2016年以前，全市电动车很少；到2019年全年产量已达30万辆。", "", roc=False)
    assert "told +0" in rows[2019]
    assert "+0 in opening" in rows[2019]
    assert "+0 in opening" not in rows[2016]


def test_a_short_year_is_named_by_what_stands_behind_it() -> None:
    assert set(article_year.features("意味着08年9-12月份的销量要增长两成。", "", roc=False)) == {2008, 2009, 2010}
    assert article_year.features("建厂已有08年。", "", roc=False) == {}


def test_a_weekday_may_stand_before_its_day() -> None:
    rows = article_year.features("据统计局周四(5月18日)公布，2022年全年出口增长3%。", "", roc=False)
    assert "weekdays agree" in rows[2023]
    assert "weekdays disagree" in rows[2022]


@pytest.mark.parametrize("text", ["今年上半年，全市生产总值812亿元。", "他出生于1893年。", ""])
def test_nothing_is_guessed_without_years(text: str) -> None:
    assert article_year.guess(text, "", roc=False) is None


def test_relative_dates_take_the_year_that_was_told(extractor: Extractor) -> None:
    """And what rests on it is less sure than with a date of publication."""
    text = "绍兴市" + OF_2023.removeprefix("全市").replace("全市生产总值", "绍兴市生产总值")
    told = next(c for c in extractor(text).claims if c.value.text == "64个")
    given = next(c for c in extractor(text, published="2023-12-31").claims if c.value.text == "64个")
    assert told.date is not None
    assert (told.date.start, told.date.end) == ("2023-01-01", "2023-06-30")
    assert told.confidence < given.confidence


def test_the_part_of_the_year_that_is_news_is_told_again_with_its_year() -> None:
    text = "保护团体统计今年1至8月溺水事故。114年1至8月全台溺水430人，较113年同期的460人减少30人。暑假刚过，戏水仍要小心。"
    assert article_year.guess(text, "", roc=True) == (2025, article_year._TOLD_AGAIN)
    other = article_year.guess(text.replace("今年1至8月", "今年1至9月"), "", roc=True)
    assert other is None or other[1] != article_year._TOLD_AGAIN


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2021年，乙市技术合同成交额达到1125亿元，占全省的53%。去年全省技术合同成交额2104亿元，今年要力争突破2500亿元。", 2022),
        ("记者昨日从市统计局获悉，2019年全市实现地区生产总值3520亿元。去年，全市固定资产投资增长9.2%。今年的目标为6.5%左右。", 2020),
        ("市统计局日前公布2016年度统计公报，去年全市常住人口410万人。今年以来，全市新落户3.2万人。", 2017),
        ("全球城市实验室发布2021年竞争力报告，本市由去年的第9名升到第6名。今年前三季度，全市地区生产总值1.2万亿元。", 2021),
        ("今年2025年，全市将有900多人退休。去年退休的有700人。", 2025),
    ],
)
def test_who_tells_a_whole_years_figures_writes_after_it(text: str, year: int) -> None:
    found = article_year.guess(text, "", roc=False)
    assert found is not None
    assert found[0] == year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2月14日（正月初七），郑州东站发送旅客13.6万人次，创今年新高。", 2016),
        ("9月10日是中秋节，当天全市景区接待游客42万人次，比去年同期增长12%。", 2022),
        ("今年是“十四五”规划的收官之年，全市已建成高标准农田120万亩。", 2025),
        ("今年是“十二五”规划实施的第三年，全县城镇化率达到41%。", 2013),
        ("今年是改革开放40周年，全市外贸企业已有3200家。", 2018),
        ("今年恰逢香港回归25周年，两地贸易额增长6%。", 2022),
    ],
)
def test_plans_anniversaries_and_two_calendars_tell_a_year(text: str, year: int) -> None:
    assert article_year.guess(text, "", roc=False) == (year, 1.0)


@pytest.mark.parametrize("text", ["去年纪念抗战胜利80周年时，全市有老兵120人。", "2月4日除夕，全市迎来返乡高峰。", "今年是县城通火车的第三年。"])
def test_what_may_be_of_several_years_tells_none(text: str) -> None:
    assert article_year.guess(text, "", roc=False) is None
