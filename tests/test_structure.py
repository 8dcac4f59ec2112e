"""Lines, rows, sections and their order: what stands beside the text is marked, what was cut is one again."""

from __future__ import annotations

import pytest

from extract import Extractor, normalize
from extract.text import rows
from extract.text.lines import lines_of
from extract.text.reading_order import reading_order
from extract.text.sentences import split

KINDS = {
    "版权声明：本文版权归原作者所有": "boilerplate",
    "分享到：": "boilerplate",
    "您的位置：首页 > 新闻 > 正文": "boilerplate",
    "文章仅代表作者个人观点，不构成投资建议。": "boilerplate",
    "部分图片来源于网络，如有侵权请联系删除": "boilerplate",
    "关键词：人工智能 产业": "boilerplate",
    "【广告】": "boilerplate",
    "更多资讯请添加微信：abc12345": "boilerplate",
    "免费领取理财课程，名额有限！": "boilerplate",
    "办理信用贷款请加客服微信：vx88888": "boilerplate",
    "记者 李明 王小红": "byline",
    "文｜陈晓": "byline",
    "本报记者 赵辉 通讯员 侯劲松": "byline",
    "图为某汽车企业的生产线。": "caption",
    "▲园区一角": "caption",
    "图1：历年产值": "caption",
    "工人在车间装配电池（资料图）": "caption",
    "— 3 —": "furniture",
    "第2页 共8页": "furniture",
    "（下转第4版）": "furniture",
    "上一页 1 2 3 下一页": "furniture",
    "| 城市 | 产值 |": "table",
    "成都\t23511\t5.7%": "table",
    "成都   23511   5.7%": "table",
    "一、工业生产": "heading",
    "全市经济稳中有进，工业生产加快。": "body",
    "记者从市统计局获悉，全市经济稳中有进。": "body",
    "广告业增加值增长5%，图书销售增长3%。": "body",
    "银行发放的信用贷款余额达300亿元。": "body",
    "版权交易额达5亿元，来源广泛。": "body",
    "彩票销售额达3亿元，比上年增长5%。": "body",
}


@pytest.mark.parametrize("line", KINDS)
def test_kind_of_a_line(line: str) -> None:
    found = lines_of(f"标题\n正文第一句。\n{line}\n正文最后一句。")
    assert found[2].kind == KINDS[line]


def test_titles_under_related_links_are_boilerplate() -> None:
    text = "标题\n全市经济稳中有进。\n相关阅读：\n某市产值突破3000亿元\n某县粮食丰收\n"
    assert [line.kind for line in lines_of(text)] == ["heading", "body", "boilerplate", "boilerplate", "boilerplate"]


def test_a_title_under_related_links_with_its_text_is_a_heading() -> None:
    text = "标题\n全市经济稳中有进。\n相关链接：\n某县粮食丰收\n2月某市出口量下降\n受假期影响，某市2月出口量下降，环比减少5%。\n"
    assert [line.kind for line in lines_of(text)] == ["heading", "body", "boilerplate", "boilerplate", "heading", "body"]


def test_advertising_and_notices_make_no_claims(extractor: Extractor) -> None:
    text = "成都市2024年地区生产总值为2.35万亿元。\n{}\n同比增长5.7%。"
    for line in ("版权声明：本站成都市用户已达300万人。", "【推广】成都市贷款余额5亿元，加微信：abc12345"):
        result = extractor(text.format(line))
        assert {c.value.text for c in result.claims} <= {"2.35万亿元", "5.7%"}


@pytest.mark.parametrize(
    ("lines", "table"),
    [
        (["地区", "GDP", "增速", "成都", "23511", "5.7%", "武汉", "20011", "5.2%"], (0, 3)),
        (["表1", "地区", "GDP", "增速", "成都", "23511", "5.7%", "武汉", "20011", "5.2%"], (1, 3)),
        (["排名", "地区", "GDP", "1", "成都", "23511", "2", "武汉", "20011"], (0, 3)),
        (["城市", "企业数", "成都", "12家", "武汉", "15家"], (0, 2)),
        (["地区", "GDP", "成都", "武汉", "20011", "南京"], None),
        (["目录", "引言", "方法", "结论"], None),
        (["2023年", "2024年", "成都", "武汉"], None),
    ],
)
def test_a_flattened_table_is_seen(lines: list[str], table: tuple[int, int] | None) -> None:
    assert rows.flattened(lines) == table


def test_a_flattened_table_is_read_by_rows_and_columns(extractor: Extractor) -> None:
    text = "2024年主要城市经济数据\n地区\nGDP（亿元）\n同比增长（%）\n成都市\n23511\n5.7\n武汉市\n20011\n5.2\n数据为初步核算数。\n"
    found = {(c.city.name, c.value.text, c.value.kind, c.value.unit) for c in extractor(text, published="2025-03-01").claims}
    assert found >= {("成都市", "23511", "amount", "CNY"), ("武汉市", "20011", "amount", "CNY"), ("武汉市", "5.2", "growth", "%")}


def test_a_heading_that_runs_into_its_text_is_one_of_its_own() -> None:
    text = "标题\n一、农业生产形势稳定 全年粮食总产量321万吨，比上年增长1.2%。\n【工业】　规模以上工业增加值增长8.2%，增速加快。\n"
    sentences = split(text)
    assert [(s.role, text[slice(*s.span)]) for s in sentences[1:4:2]] == [("heading", "一、农业生产形势稳定"), ("heading", "【工业】")]
    assert sentences[2].section != sentences[4].section


PARTS = (
    "多地人工智能发展各有路径\n某年度报告给出了城市的分布情况，并作了说明。\n\n"
    "市，包括北京、上海、深圳三地；二是活力型城市，如长沙、西安，近年发展较快。\n\n"
    "从空间看，东部地区领先，西部地区追赶。\n\n一、指数情况\n\n"
    "报告显示，我国城市呈现梯度格局，可划分为两个梯度：一是引领型城"
)  # fmt: skip


def test_parts_out_of_order_are_read_in_order() -> None:
    sentences = split(PARTS)
    order = reading_order(PARTS, sentences)
    tail, head = order.seams[0]
    assert PARTS[slice(*sentences[tail].span)].endswith("引领型城")
    assert PARTS[slice(*sentences[head].span)].startswith("市，包括")
    place = order.sentences.index
    assert place(tail) + 1 == place(head)
    assert sorted(order.sentences) == list(range(len(sentences)))
    assert sentences[order.sentences[place(tail) - 1]].role == "heading"


def test_labels_go_over_the_seam(extractor: Extractor) -> None:
    result = extractor(PARTS)
    found = {(c.city.name, c.value.label): c for c in result.claims if c.value.kind == "category"}
    assert {("北京市", "引领型城市"), ("深圳市", "引领型城市"), ("西安市", "活力型城市")} <= set(found)
    claim = found["北京市", "引领型城市"]
    assert claim.value.text is not None
    assert claim.value.span is not None
    assert PARTS[slice(*claim.value.span)] == claim.value.text
    assert claim.value.text.endswith("引领型城"), "quoted as far as its part goes"
    assert claim.city.span is not None
    assert PARTS[slice(*claim.city.span)] == "北京"


@pytest.mark.parametrize(
    "text",
    [
        "标题\n成都经济稳中有进。\n\n市统计局发布了数据，总量增长。\n\n报告划分为两个梯度：一是引领型城市。",
        "标题\n成都经济稳中有进。\n\n市统计局发布了数据，总量增长。\n\n报告认为各地可以划分为两个梯度，一是引领型城",
        "标题\n市，包括三个区。\n\n全市经济稳中有进，各项指标向好。",
    ],
)
def test_whole_articles_are_read_as_they_stand(text: str) -> None:
    assert reading_order(text, split(text)).as_it_stands


def test_wrapped_lines_across_a_figure_are_one_sentence(extractor: Extractor) -> None:
    wrapped = (
        "今年以来，成都市坚持稳中求进的工作总基调，着力扩大有效投资，全年完成地区生产总值二点三五万亿元，"
        "同比增长百分之五点七，其中第二产业增加值增长百分之六，第三产业增加值增长百分之五，质量和效益都有所提升。"
    )
    width = 19
    text = "\n".join(wrapped[i : i + width] for i in range(0, len(wrapped), width))
    assert normalize(text).text == wrapped
    assert any((c.value.text or "").replace("\n", "") == "二点三五万亿元" for c in extractor(text).claims)


_SAID = """【城市账本7】河港与人口
今天先说河港
去年，青禾市的港口吞吐量增长了8%
集装箱却少了两成
这和上游的旱情有关
此外，青禾市新增人口3.2万
全省第一
邻近的白石市只增了4000人
大家可以想想为什么
2. 下一个话题
说到财政
白石市今年的预算少了一成"""


def test_lines_of_a_transcript_are_clauses_of_sentences() -> None:
    found = [(s.role, _SAID[slice(*s.span)], len(s.clauses)) for s in split(_SAID)]
    assert [role for role, _, _ in found] == ["title", "body", "body", "body", "heading", "heading", "heading"]
    assert found[1][1] == "今天先说河港"
    assert found[2][1].startswith("去年，青禾市")
    assert found[2][1].endswith("旱情有关")
    assert found[2][2] == 4
    assert found[3][1].startswith("此外")
    assert found[3][1].endswith("想想为什么")
    assert len({s.paragraph for s in split(_SAID)[1:4]}) == 1


def test_headings_apart_from_each_other_are_no_transcript() -> None:
    text = "\n\n".join(f"第{n}项改革任务的进展情况" for n in "一二三四五六七八九十")
    assert {s.role for s in split(text)} == {"title", "heading"}
