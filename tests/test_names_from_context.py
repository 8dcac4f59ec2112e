"""Names of metrics that take a modifier from the words around them, and lose what is no part of them."""

from __future__ import annotations

import pytest
from told import claims_by_value

from extract import Extractor


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # no name begins with a count, or with the kinds of places that were counted
        ("浙江凭214家企业居首，占比约三成。", {"居首": "企业", "约三成": "企业占比"}),
        (
            "6个省、自治区茶叶产值超过50亿元，分别是福建（180亿元）、云南（120亿元）。",
            {"180亿元": "茶叶产值", "120亿元": "茶叶产值"},
        ),
        # a modifier with 的, and that of another place's figure
        ("我国在线教育产品的用户规模达1.9亿人。", {"1.9亿人": "在线教育产品的用户规模"}),
        ("长沙的工程机械行业的从业人员达5万人。", {"5万人": "工程机械行业的从业人员"}),
        ("全球家电代表企业数量3.1万家，中国企业数量9000家。", {"3.1万家": "家电代表企业数量", "9000家": "家电代表企业数量"}),
        # behind the list of places
        (
            "统计显示，山东（2100万人）、河北（1800万人）和安徽（1600万人）接待游客都多于1500万人次。",
            {"2100万人": "接待游客", "1800万人": "接待游客", "1600万人": "接待游客"},
        ),
        ("四川（285亿元）、江苏（238亿元）和广东（204亿元）的旅游收入位居前三。", {"285亿元": "旅游收入", "204亿元": "旅游收入"}),
        # the fund of the clause before
        ("无锡新城区去年产值300亿元。无锡落地数字文化母基金，规模80亿元。", {"300亿元": "产值", "80亿元": "数字文化母基金规模"}),
        # growth
        (
            "2021年武汉GDP1.77万亿元，成都GDP1.99万亿元。其中，武汉的装备制造业增长更快，19.4%的增速高于成都的12.2%。",
            {"1.99万亿元": "GDP", "19.4%": "装备制造业", "12.2%": "装备制造业"},
        ),
        ("二季度，香港居民总收入实质增长2.8%，大幅超越生产总值（GDP）的增速（1.9%）。", {"2.8%": "居民总收入", "1.9%": "生产总值"}),
        ("上半年，香港短线市场（如韩国）与长线市场（以德国为首）分别录得12%和15%的按年升幅。", {"12%": "短线市场", "15%": "长线市场"}),
        # shares of one thing behind another
        ("美国煤电占比从2020年的23%降至2022年的20%。核电从2020年的18%降至2022年的17%。", {"20%": "煤电占比", "18%": "核电占比", "17%": "核电占比"}),
        ("2023年德国风电和光伏占24%，水电5%，生物质能不到2%。", {"24%": "风电和光伏占比", "5%": "水电占比", "不到2%": "生物质能占比"}),
        ("美国煤电占比为20%。天然气依然是该国用得最多的燃料，其占比从2020年的37%升至2022年的39%。", {"37%": "天然气占比", "39%": "天然气占比"}),
        # kinds of places by their size
        ("江西省有大城市(100万-500万人)3个，I型小城市(20万-50万人)26个。", {"3个": "大城市", "26个": "I型小城市"}),
        ("江西省20万-50万人城市由4个增加到9个。", {"4个": "20万-50万人城市", "9个": "20万-50万人城市"}),
        # what things were chosen for, and crops without what becomes of them
        ("2024年江西省30万亩油菜也迎来花期。", {"30万亩": "油菜"}),
        ("2024年湖北省9个县区获评水土保持示范区。", {"9个": "获评水土保持示范区县区"}),
        ("2300万台湾人民的共同意志。", {"2300万": "人民"}),
        ("今年上半年台湾出口衰退15%，韩国也衰退7%，日本的衰退幅度低于3%。", {"15%": "出口", "7%": "出口", "低于3%": "出口"}),
        # how many a rate is of
        ("112年粗死亡率最高的是台东县千分之11.8、2470人。", {"千分之11.8": "粗死亡率", "2470人": "死亡人数"}),
    ],
)
def test_name(unsure: Extractor, text: str, expected: dict[str, str]) -> None:
    found = claims_by_value(unsure, text)
    assert {v: found[v].metric.name for v in expected} == expected


@pytest.mark.parametrize(
    ("text", "value", "metric"),
    [
        ("2024年苏州的公司的营业收入为80亿元。", "80亿元", "营业收入"),  # whose it is
        ("2024年苏州市规模以上工业企业1.4万家，无锡市企业数量230万家，比上年增长4%。", "230万家", "企业数量"),  # no like figure before
        ("2024年浙江（-13%）、广东（-17%）下滑都多于一成。", "-13%", None),  # a change is no name
        ("2024年城市轨道交通里程为300公里，杭州新增3个城市轨道交通项目。", "3个", "城市轨道交通项目"),
        ("2024年甘肃省失业率为5%，通胀2%。", "2%", "通胀"),  # no share
        ("2024年甘肃三地的报价为3780元。", "3780元", "报价"),
        ("2024年对东盟（含越南）出口9亿元的是云南。云南70个大中城市房价下降2%。", "2%", "大中城市房价"),
        ("2024年上海企业（含个体户）有300万户。", "300万户", "企业（含个体户）"),
    ],
)
def test_no_more_than_that(unsure: Extractor, text: str, value: str, metric: str | None) -> None:
    found = claims_by_value(unsure, text)
    if metric is None:
        assert value not in found or found[value].metric.name != "下滑"
    else:
        assert found[value].metric.name.removeprefix("新增") == metric
