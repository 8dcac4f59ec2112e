"""Names made of the words around a figure, and what earlier figures and sentences lend to one, on sentences of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from extract import Extractor
from extract.claims import around
from extract.claims.frames import Frame
from extract.claims.metric import Metrics
from extract.claims.wording import Candidate, without_growth
from extract.claims.words import Words

Names = Callable[[str], dict[str, list[str]]]


@pytest.fixture(scope="module")
def extract() -> Extractor:
    return Extractor()


@pytest.fixture
def made(extract: Extractor, monkeypatch: pytest.MonkeyPatch) -> Names:
    """The names that are made of the words around each figure of a text, by its words."""

    def names(text: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}

        def spied(words: Words, frame: Frame) -> Iterator[Candidate]:
            for candidate in readings(words, frame):
                found.setdefault(frame.quantity.text, []).append(candidate.metric.name)
                yield candidate

        readings = around.readings
        with monkeypatch.context() as patched:
            patched.setattr(around, "readings", spied)
            extract(text, published="2025-03-31")
        return found

    return names


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("去年宁波市有4家工厂获评国家绿色工厂。", "4家", "获评国家绿色工厂"),
        ("2024年，泉州市9个村庄被列入传统村落名录。", "9个", "被列入传统村落名录村庄"),
        ("2024年佛山市7家企业入选民营企业百强。", "7家", "入选民营企业百强企业"),
        ("花蓮縣今年音樂節共有8萬人次參加。", "8万人次", "参加人次"),
        ("据统计，基隆市有6000人受失眠困扰。", "6000人", "受失眠困扰人数"),
        ("扬州市每天处理3000吨生活垃圾。", "3000吨", "每天处理生活垃圾"),
        ("徐州市管网覆盖了35%的农户。", "35%", "覆盖农户"),
        ("昨日，韶关市转移安置12个村落的居民。", "12个", "转移安置村落的居民"),
    ],
)
def test_a_name_is_made_of_the_words_around_a_figure(made: Names, text: str, value: str, name: str) -> None:
    assert name in made(text)[value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024年绍兴市常住人口达到540万人。", "540万人"),
        ("2024年湖州市生产总值增长6%。", "6%"),
        ("2024年嘉兴市拥有高新技术企业5000家。", "5000家"),
        ("2024年，舟山市实现旅游收入900亿元，居全省第五。", "900亿元"),
        ("2024年丽水市共有300家民宿。", "300家"),
    ],
)
def test_no_name_is_made_where_a_stretch_says_it(made: Names, text: str, value: str) -> None:
    assert value not in made(text)


def names_of(extract: Extractor, monkeypatch: pytest.MonkeyPatch, text: str) -> dict[str, set[str]]:
    """All names that each figure of a text could have."""
    found: dict[str, set[str]] = {}
    candidates = Metrics.candidates

    def spied(self: Metrics, frame: Frame) -> Iterator[Candidate]:
        for candidate in candidates(self, frame):
            found.setdefault(frame.quantity.text, set()).add(candidate.metric.name)
            yield candidate

    with monkeypatch.context() as patched:
        patched.setattr(Metrics, "candidates", spied)
        extract(text, published="2025-03-31")
    return found


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("民营企业不断成长。2024年，东莞市总量达到70万户。", "70万户", "民营企业总量"),
        ("2024年末，漳州市河道共有80条、总长900公里。", "900公里", "河道总长"),
        ("去年本溪市人口自然增长是负1.2万人。", "负1.2万人", "人口自然增长"),
        ("2024年新竹縣長照服務涵蓋率高達88%。", "88%", "长照服务涵盖率"),
        ("5月起，清远市天然气销售价格由每立方米3元调整为3.2元。", "3.2元", "天然气销售价格"),
    ],
)
def test_a_figure_can_have_the_name(extract: Extractor, monkeypatch: pytest.MonkeyPatch, text: str, value: str, name: str) -> None:
    assert name in names_of(extract, monkeypatch, text)[value]


def test_where_a_rank_holds_is_no_name(extract: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    found = names_of(extract, monkeypatch, "2024年，台南市自有住宅率86%，高居六都第1。")
    assert not [n for n in found["第1"] if n.startswith("高居")]


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("2023年芜湖市汽车出口90亿元，按辆数计12万辆。", "12万辆", "按辆数计"),
        ("2020年厦门市进口水产品6亿美元，虽然受疫情影响下降8%。", "8%", "受疫情影响"),
        ("2022年台中市人口281万人，高雄市273万人紧追在后。", "273万人", "紧追在后人数"),
        ("2022年台中市人口281万人，台北市248万人退居第3。", "第3", "退居"),
        ("2022年食糖价格：销区武汉市6800元/吨。", "6800元/吨", "销区"),
    ],
)
def test_how_a_figure_was_counted_moved_or_ranked_is_no_name(
    extract: Extractor, monkeypatch: pytest.MonkeyPatch, text: str, value: str, name: str
) -> None:
    assert not [n for n in names_of(extract, monkeypatch, text)[value] if name in n]


def test_natural_growth_is_a_name_of_its_own() -> None:
    assert without_growth("人口自然增长") == "人口自然增长"
    assert without_growth("人口增长") == "人口"
