"""What brackets tell of other places is an aside, and the whole of a ranking is no topic."""

from __future__ import annotations

from extract import Extractor
from extract.claims.brackets import Brackets

_READ = Extractor(threshold=0.0)


def _places(text: str) -> dict[str, str]:
    result = _READ(text, id="x")
    return {c.value.text: c.city.name for c in (*result.claims, *result.candidates)}


def test_topic_goes_on_behind_an_aside() -> None:
    text = (
        "澎湖縣108年平均每戶消費為60萬元，位居全國第12（花蓮縣與臺東縣分別為第17位及第18位）。\n"
        "平均每戶儲蓄為25萬元，居全國第9（花蓮縣為第16位；金門縣為第4位）。本縣儲蓄率為28%。"
    )
    found = _places(text)
    assert [found[v] for v in ("60萬元", "第12", "25萬元", "第9", "28%")] == ["澎湖县"] * 5
    assert [found[v] for v in ("第17位", "第18位", "第4位")] == ["花莲县", "台东县", "金门县"]


def test_figures_behind_closed_brackets() -> None:
    found = _places("杭州市2023年生产总值2万亿元，增长5%（宁波市1.6万亿元，增长5.5%），财政收入2600亿元。")
    assert found["1.6万亿元"] == "宁波市"
    assert found["2600亿元"] == "杭州市"


def test_a_place_without_a_figure_in_brackets_is_no_aside() -> None:
    text = "全省最大的市（合肥市）有985万人（南京3月5日电），居第二（芜湖市第9位）。"
    brackets = Brackets(text)
    hidden = {name: brackets.hide((text.index(name), text.index(name) + len(name))) for name in ("合肥市", "南京", "芜湖市")}
    assert hidden == {"合肥市": False, "南京": False, "芜湖市": True}


def test_how_many_a_rank_is_among_is_no_figure() -> None:
    text = "2024年基隆市住宅总量12万户，在全国22县市中排名第15；人口36万人，于全台22县市排第16名。"
    assert _places(text) == {"12万户": "基隆市", "第15": "基隆市", "36万人": "基隆市", "第16名": "基隆市"}
