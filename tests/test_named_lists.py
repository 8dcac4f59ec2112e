"""Rankings and lists with a name whose ranks and counts do not say it again, and figures beside them that are of something else."""

from __future__ import annotations

import pytest
from told import claims_by_value

from extract import Extractor


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在“软件企业百强”中，广东有23家，浙江有17家。", {"23家": "软件企业百强", "17家": "软件企业百强"}),
        ("《2023中国餐饮企业80强》榜单显示，四川有14家企业上榜，重庆11家。", {"14家": "中国餐饮企业80强", "11家": "中国餐饮企业80强"}),
        (
            "在2022年全国城市创业活力排行榜中，成都和杭州稳居前两位。成都凭借完善的孵化体系，继续位居首位；杭州依靠民营资本，保持第二位。",
            {"前两位": "城市创业活力排行榜", "首位": "城市创业活力排行榜", "第二位": "城市创业活力排行榜"},
        ),
        ("在全省旅游竞争力排行榜上，桂林高居第三，南宁名列第五。", {"第三": "旅游竞争力排行榜", "第五": "旅游竞争力排行榜"}),
    ],
)
def test_a_list_names_what_is_told_in_it(unsure: Extractor, text: str, expected: dict[str, str]) -> None:
    found = claims_by_value(unsure, text)
    assert {v: found[v].metric.name for v in expected} == expected


@pytest.mark.parametrize(
    ("text", "value", "metric"),
    [
        ("在“软件企业百强”中，广东有23家。广东专利数量居全国第一。", "第一", "专利数量"),  # another thing is named
        ("在城市创业活力排行榜中，成都位居首位。成都常住人口2100万人，全国第四。", "第四", "常住人口"),
        ("在“软件企业百强”中，广东有23家。浙江有小学3000所。", "3000所", "小学"),
        ("在“百强镇”建设中，广东新建医院12家。", "12家", "新建医院"),
    ],
)
def test_another_name_ends_it(unsure: Extractor, text: str, value: str, metric: str) -> None:
    assert claims_by_value(unsure, text)[value].metric.name == metric


def test_entering_a_list_is_no_rank_of_a_place(unsure: Extractor) -> None:
    found = claims_by_value(unsure, "今年伦敦有6家企业入选世界500强，居欧洲城市之首。")
    assert "500强" not in found
    assert found["6家"].metric.name == "入选世界500强企业"
    assert found["之首"].metric.name == "入选世界500强企业"


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("在“软件企业百强”中，广东有23家。广东有160所高校。", "160所", "高校"),
        ("在全国百强县榜单中，浙江有16个。浙江共有90个县。", "90个", "县"),
        ("在“民营企业500强”中，浙江有108家。浙江有13家银行。", "13家", "银行"),
        ("在空气质量排行榜中，海口排第一。在水环境质量排名中，南宁排第三。", "第三", "水环境质量"),
        ("在城市品牌百强榜单中，长沙排第八。文旅方面，长沙排第五。", "第五", "文旅"),
    ],
)
def test_what_is_no_longer_of_the_list(extractor: Extractor, text: str, value: str, name: str) -> None:
    assert claims_by_value(extractor, text)[value].metric.name == name
