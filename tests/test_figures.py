"""Which figures become claims, and as what: durations, sizes and ages do not, ranks from the bottom stay such, bare sums are in the place's money."""

from __future__ import annotations

from decimal import Decimal

import pytest
from told import claims_by_value

from extract import Extractor
from extract.claims.record import Linked
from extract.mentions import quantities


def told(extractor: Extractor, text: str) -> list[Linked]:
    """All figures that are given to a place, however surely: weights may change, what a figure is does not."""
    return [d.linked for d in extractor(text).trace.decisions if d.linked is not None]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024年，杭州市常住人口1262万人，连续10年增长。", "10年"),
        ("香港1月住宅樓價指數跌2.1%，連跌3個月。", "3个月"),
        ("2023年北京市历时3年完成地铁3号线一期工程，全长15公里。", "3年"),
        ("为期10天的试运行期间，北京市接待乘客12万人次。", "10天"),
        ("時隔8年，基隆市人口再度增加1200人。", "8年"),
        ("香港1月1076呎以上大單位售價指數升3.2%。", "1076呎以上"),
        ("香港1月少於431平方呎單位樓價跌2.1%。", "少于431平方呎"),
        ("2024年深圳市12英寸晶圆产能5万片。", "12英寸"),
        ("2024年深圳市面向18至40岁的创业者发放贷款3亿元。", "18至40岁"),
        ("第十四届全运会上，陕西省选手在20公里竞走、男子100米比赛中获54枚金牌。", "20公里"),
    ],
)
def test_what_only_describes_makes_no_claim(extractor: Extractor, text: str, words: str) -> None:
    found = told(extractor, text)
    assert words not in [c.quantity.text for c in found]
    assert found, "the figures beside it still do"


def test_durations_and_ages_that_are_measured_are_claims(extractor: Extractor) -> None:
    assert [c.quantity.text for c in told(extractor, "2024年，杭州市人均预期寿命83.5岁，企业开办时间压缩至1.5天。")] == ["83.5岁", "1.5天"]


@pytest.mark.parametrize(
    ("text", "words", "number"),
    [
        ("2023年黑龙江省经济增速全国倒数第一。", "倒数第一", -1),
        ("2022年，嘉義縣投票率在全國墊底。", "垫底", -1),
        ("2023年黑龙江省经济增速居全国第一。", "第一", 1),
    ],
)
def test_ranks_from_the_bottom_are_below_zero(extractor: Extractor, text: str, words: str, number: int) -> None:
    (found,) = told(extractor, text)
    assert (found.quantity.text, found.quantity.kind) == (words, "rank")
    assert found.quantity.number == number


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("澳門統計暨普查局公布，2024年澳門平均每名旅客消費2,800元。", "MOP"),
        ("澳门博监局公布，2月澳门博彩毛收入206亿澳门元，澳门平均每名旅客消费2800元。", "MOP"),
        ("香港政府統計處公布，2024年零售業總銷貨額為3768億元。", "HKD"),
        ("香港统计处表示，2024年香港零售业总销货价值3768亿港元，香港人均消费2.1万元。", "HKD"),
        ("2024年深圳市人均消费2.1万元，对香港出口3768亿港元。", "CNY"),
    ],
)
def test_bare_sums_are_in_the_money_of_the_place_written_about(extractor: Extractor, text: str, unit: str) -> None:
    bare = [c.quantity for c in told(extractor, text) if "港元" not in c.quantity.text and "澳门元" not in c.quantity.text]
    assert [q.unit for q in bare] == [unit]


def test_rates_of_so_many_people(extractor: Extractor) -> None:
    (found,) = told(extractor, "2018年浙江省孕产妇死亡率为6.2/10万。")
    q = found.quantity
    assert (found.metric.name, q.text, q.kind, q.number, q.unit) == ("孕产妇死亡率", "6.2/10万", "rate", Decimal("6.2"), "/10万")


def test_medals_say_what_they_count(extractor: Extractor) -> None:
    found = told(extractor, "2019年青年运动会，浙江省代表团获得58金牌、55银牌、47铜牌。")
    assert [(c.metric.name, c.quantity.text, c.quantity.unit) for c in found] == [
        ("金牌", "58金牌", "枚"),
        ("银牌", "55银牌", "枚"),
        ("铜牌", "47铜牌", "枚"),
    ]


@pytest.mark.parametrize("mark", [";", "；"])
def test_a_list_of_targets_is_read(extractor: Extractor, mark: str) -> None:
    lines = ["湖州市2025年主要目标:", f"地区生产总值增长5%左右{mark}", f"城镇新增就业3万人以上{mark}", f"粮食产量60万吨{mark}"]
    result = extractor("\n".join(lines))
    assert result.document.status == "ok"
    assert [c.value.text for c in (*result.claims, *result.candidates)] == ["5%左右", "3万人以上", "60万吨"]


@pytest.mark.parametrize("text", ["2024年江苏省国有企业营收200亿元，其中国有控股企业150亿元。", "2024年，江蘇省進口汽車3萬輛，其中國產品牌2萬輛。"])
def test_a_country_is_not_read_across_words(extractor: Extractor, text: str) -> None:
    assert {c.place.name for c in told(extractor, text)} == {"江苏省"}


@pytest.mark.parametrize(
    "text", ["台灣九十五年底男性人口1150萬人，一百一十二年出口4325億元。", "台湾省九十五年底男性人口1150万人，一百一十二年出口4325亿元。"]
)
def test_years_of_the_republic_in_characters(extractor: Extractor, text: str) -> None:
    found = told(extractor, text)
    assert [c.period.key and str(c.period.key[0]) for c in found] == ["2006-12-31", "2023-01-01"]
    assert found[1].quantity.unit == "TWD"


def test_long_times_on_the_mainland_are_no_years_of_the_republic(extractor: Extractor) -> None:
    assert not [
        d for d in extractor("苏州市七十五年来人口增加500万人，建市九十五年出口4325亿元。").trace.mentions.dates if d.text.startswith("九十五年")
    ]


@pytest.mark.parametrize(
    ("text", "words", "kind", "number"),
    [
        ("绵阳市新工艺减少耗水76%。", "76%", "growth", -76),
        ("绵阳市高铁提升运输能力约30%，", "约30%", "growth", 30),
        ("绵阳市服务业增加值首次超过50%。", "超过50%", "rate", 50),
        ("绵阳市提高产品合格率95%。", "95%", "rate", 95),
        ("绵阳市产业营收保持20%以上增长。", "20%以上", "growth", 20),
        ("台湾创下4.3%的经济正成长率。", "4.3%", "growth", 4.3),
        ("绵阳市竞争力名次从23名跃升至第8名。", "23名", "rank", 23),
        ("绵阳市营商环境已进步到12名。", "12名", "rank", 12),
        ("绵阳市外贸总量在全国排名96，", "96", "rank", 96),
        ("绵阳市公办教师由23名增加到30名。", "23名", "amount", 23),
    ],
)
def test_changes_and_places_in_an_order_by_the_words_around_them(extractor: Extractor, text: str, words: str, kind: str, number: float) -> None:
    found = {c.quantity.text: c.quantity for c in told(extractor, text)}
    assert (found[words].kind, found[words].number) == (kind, Decimal(str(number)))


@pytest.mark.parametrize(
    ("text", "unit"), [("全市新增200多万城镇人口", None), ("全市185万市民", None), ("处于1.5万亿到2万亿区间", None), ("全国2.7亿家庭", None)]
)
def test_words_that_begin_like_a_unit_are_none(text: str, unit: str | None) -> None:
    assert [q.unit for q in quantities.find(text)] == [unit]


def test_a_change_leads_to_a_level_and_spans_no_range(extractor: Extractor) -> None:
    found = claims_by_value(extractor, "2020年普查显示，常州市常住人口增加了69万至528万人。户籍人口在500万至520万人之间。补贴增加5万至50万元。")
    assert {"69万", "528万人", "500万至520万人", "5万至50万元"} <= set(found)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("去年浙江省工资成本上涨11%，远高于日本的3%。", "growth"),
        ("去年浙江省失业率为5.1%，高于日本的3%。", "rate"),
        ("去年浙江省产值增长8%，占比高于日本的3%。", "rate"),
        ("去年浙江省研发经费增长9%，超过地区生产总值的3%。", "rate"),
    ],
)
def test_what_a_growth_is_set_against_is_one(extractor: Extractor, text: str, kind: str) -> None:
    assert claims_by_value(extractor, text)["3%"].value.kind == kind


@pytest.mark.parametrize(
    ("words", "bound"),
    [("约占全国总数的 16%", "approx"), ("占全国总数的 16%", "exact"), ("仍不及日本的16%", "less_than"), ("几乎是日本的16%", "approx")],
)
def test_bounds_that_stand_before_whose_share_it_is(extractor: Extractor, words: str, bound: str) -> None:
    found = claims_by_value(extractor, f"2023年浙江省有企业4227家，{words}。")
    assert [c.value.bound for text, c in found.items() if "16%" in text] == [bound]


def test_yuan_is_the_dollar_in_a_paper_of_america(extractor: Extractor) -> None:
    text = "美國人口普查局數據顯示，加州家庭收入中位數為7萬9260元，洛杉磯縣為7萬6000元。"
    assert claims_by_value(extractor, text)["7萬9260元"].value.unit == "USD"
    text = "國家統計局數據顯示，廣東省家庭收入中位數為7萬9260元，深圳為9萬元。"
    assert claims_by_value(extractor, text)["7萬9260元"].value.unit == "CNY"
