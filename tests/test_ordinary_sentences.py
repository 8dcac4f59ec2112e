"""Ordinary sentences that forms of commentary and of lists look like, and that mean no more than they say."""

from __future__ import annotations

import pytest
from told import claims_by_value

from extract import Extractor


@pytest.mark.parametrize(
    ("text", "value", "place", "kind", "metric"),
    [
        ("重庆市乡村教师由120名降至98名。", "120名", "重庆市", "amount", "乡村教师"),  # people, and no places in an order
        ("在经济发达的上海居民人均可支配收入8.5万元。", "8.5万元", "上海市", "amount", "居民人均可支配收入"),  # 在 governs no verb of being there
        ("全国老龄化率为15%。而上海这一比例达到37%。户籍老年人口568万人。", "568万人", "上海市", "amount", "户籍老年人口"),  # a turn that stays
        ("宁波企业开拓新兴市场，出口9000亿元。", "9000亿元", "宁波市", "amount", "出口"),
        ("上海市英、法、德语考生30万人。", "30万人", "上海市", "amount", "英、法、德语考生"),  # languages
        ("广东省月薪7000元，中位数为6000元。", "6000元", "广东省", "amount", "中位数月薪"),
    ],
)
def test_a_plain_sentence_is_read_plainly(unsure: Extractor, text: str, value: str, place: str, kind: str, metric: str) -> None:
    c = claims_by_value(unsure, text, "2024-11-05")[value]
    assert (c.city.name, c.value.kind, c.metric.name) == (place, kind, metric)


@pytest.mark.parametrize(
    ("text", "value", "start"),
    [
        ("2024年9月苏州市居民消费价格上涨0.5%。预计本月苏州市居民消费价格上涨0.6%。", "0.6%", "2024-11-01"),
        ("一五年计划期间，辽宁省建成24个项目。", "24个", None),  # the first plan of five years
    ],
)
def test_words_of_time_that_mean_another(unsure: Extractor, text: str, value: str, start: str | None) -> None:
    date = claims_by_value(unsure, text, "2024-11-05")[value].date
    assert (date.start if date else None) == start
