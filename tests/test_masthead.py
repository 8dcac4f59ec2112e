"""What an article says of itself: title, publisher, author, day and year."""

from __future__ import annotations

import datetime as dt

import pytest

from extract import Extractor
from extract.claims import masthead
from extract.text.sentences import split


def read(text: str) -> masthead.Masthead:
    return masthead.read(text, split(text))


@pytest.mark.parametrize(
    ("text", "publisher", "author"),
    [
        ("标题\n来源：大众日报\n全市经济稳中有进。", "大众日报", None),
        ("标题\n稿源：某某新闻网 编辑：李明\n全市经济稳中有进。", "某某新闻网", None),
        ("标题\n作者：陈晓\n全市经济稳中有进。", None, "陈晓"),
        ("标题\n文｜陈晓\n全市经济稳中有进。", None, "陈晓"),
        ("标题\n本报讯（记者 张维）8月23日，全市经济稳中有进。", None, "张维"),
        ("标题\n记者 程浩 东莞\n全市经济稳中有进。", None, "程浩"),
        ("标题\n新华社北京3月1日电 全国经济稳中有进。", "新华社", None),
        ("标题\n（中央社记者王淑芬台北15日电）经济成长。", "中央社", "王淑芬"),
        ("标题\n证券时报：请介绍。\n李明：好。\n证券时报：还有呢？\n李明：没了。\n证券时报：谢谢。", "证券时报", None),
        ("标题\n本报讯（记者 张维 通讯员 陈晓）全市经济稳中有进。", None, "张维"),
        ("标题\n〔记者张维/台北报导〕经济成长。", None, "张维"),
        ("标题\n每经记者：张维    每经编辑：陈晓\n全市经济稳中有进。", None, "张维"),
        ("标题\n央视网消息（新闻联播）：全市经济稳中有进。", "央视网", None),
        ("标题\n21世纪经济报道记者 张维 成都报道 全市经济稳中有进。", "21世纪经济报道", "张维"),
        ("标题\n全市经济稳中有进。\n图为车间。新华社记者李小满摄", None, None),
        ("标题\n数据来源于市统计局，作者不明。", None, None),
        ("标题\n市长说：全市经济稳中有进。", None, None),
    ],
)
def test_publisher_and_author(text: str, publisher: str | None, author: str | None) -> None:
    found = read(text)
    assert (found.publisher, found.author) == (publisher, author)
    for field, span in found.spans:
        assert text[slice(*span)] == getattr(found, field)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("标题\n新华社北京2025年3月1日电 全国经济稳中有进。", dt.date(2025, 3, 1)),
        ("标题\n新华社北京3月1日电 截至2024年12月，全国用户达2.49亿人。2025年将继续增长。", dt.date(2025, 3, 1)),
        ("标题\n新华社北京12月20日电 截至2024年11月，全国用户达2.49亿人。", dt.date(2024, 12, 20)),
        ("标题\n新华社北京3月1日电 截至2024年12月，全国用户达2.49亿人。", dt.date(2025, 3, 1)),
        ("标题\n新华社成都3月5日电 2024年全市地区生产总值为3000亿元，比上年增长5%。", dt.date(2025, 3, 5)),
        ("标题\n新华社成都8月5日电 2024年上半年全市地区生产总值为3000亿元，增长5%。", dt.date(2024, 8, 5)),
        ("标题\n新华社成都12月5日电 2024年1-11月全市出口3000亿元，增长5%。", dt.date(2024, 12, 5)),
        ("标题\n新华社成都10月5日电 2024年全市出口为3000亿元，增长5%。", None),
        ("标题\n新华社成都3月5日电 2025年全市出口将达到3000亿元。", None),
        ("标题\n新华社北京3月1日电 全国经济稳中有进。", None),
        ("标题\n新华社北京3月1日电 到2030年12月将建成，2030年可期。", None),
        ("标题\n新华社北京2月30日电 截至2024年1月，2024年数据。", None),
    ],
)
def test_the_year_that_a_dateline_must_be_of(text: str, day: dt.date | None) -> None:
    assert read(text).published == day


def test_a_line_of_day_and_source_is_no_title() -> None:
    found = read("2025-03-05 10:22 来源：某某日报 编辑：陈晓\n某市经济稳中有进\n记者 张维\n全市经济稳中有进。")
    assert (found.title, found.publisher, found.author) == ("某市经济稳中有进", "某某日报", "张维")


def test_a_dateline_has_the_year_that_the_text_tells(extractor: Extractor) -> None:
    text = "标题\n新华社成都3月5日电 2024年，全市地区生产总值为3000亿元，比2023年增长5%。今年，即2025年，目标为增长6%。"
    assert extractor(text).document.published == "2025-03-05"
    plain = read("标题\n新华社成都3月5日电 全市经济稳中有进。")
    assert plain.in_year(2025, 0.5).published is None
    assert plain.in_year(2025, 0.9).published == dt.date(2025, 3, 5)


def test_what_is_found_completes_what_is_given(extractor: Extractor) -> None:
    text = "全国用户规模创新高\n新华社北京3月1日电 截至2024年12月，全国用户规模达2.49亿人，2025年有望继续增长。"
    document = extractor(text).document
    assert (document.title, document.publisher, document.published) == ("全国用户规模创新高", "新华社", "2025-03-01")
    assert document.found == ["title", "publisher", "published"]
    given = extractor(text, title="另一标题", publisher="某报", published="2025-03-02").document
    assert (given.title, given.publisher, given.published, given.found) == ("另一标题", "某报", "2025-03-02", [])
    claim = extractor(text).claims[0]
    assert claim.source.document.publisher == "新华社"
