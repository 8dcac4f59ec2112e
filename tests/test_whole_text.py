"""What a whole text tells of its place: territory, home, and what 我省 means."""

from __future__ import annotations

import pytest

from extract import Extractor, pipeline
from extract.claims.facts import Facts
from extract.model import Metadata, RawArticle


def facts(text: str, publisher: str | None = None) -> Facts:
    known = pipeline.read(RawArticle("x", text, Metadata(publisher=publisher))).facts
    assert known is not None
    return known


@pytest.mark.parametrize(
    ("text", "locale", "nation"),
    [
        ("統計暨普查局資料顯示，中國台灣旅客有3萬人次，香港旅客20萬人次，經關閘入境者最多。", "macao", "world:中国"),
        ("治安警察局指外地僱員總數為17萬人。", "macao", "world:中国"),
        ("土地註冊處收到的樓宇買賣合約共6,100份，按月下跌。", "hongkong", "world:中国"),
        ("旅發局公布，訪港旅客達300萬人次。", "hongkong", "world:中国"),
        ("農糧署統計，今年鳳梨產量約21萬公噸，年減5%。", "taiwan", "710000"),
        ("98年底社福外勞為17萬5,409人，按國籍別觀察，印尼籍最多。", "taiwan", "710000"),
        ("檳州人口達180萬，拿督指登記選民增加，撥款500萬令吉。", "abroad", "world:马来西亚"),
        ("建屋局推出4000間組屋。", "abroad", "world:新加坡"),
        ("紐約市警局指法拉盛的竊案減少。", "abroad", "world:美国"),
        ("國務院新聞辦表示，各省區市完成投資3萬億元，人民幣貸款增加。", "mainland", "world:中国"),
        ("台湾人口2300万人，内政部统计县市别资料，移民署说新住民增加。", "taiwan", "710000"),
        ("台湾经济增长3%，广东省增长5%。", "mainland", "world:中国"),
    ],
)
def test_the_territory_of_a_text(text: str, locale: str, nation: str) -> None:
    known = facts(text)
    assert (known.locale, known.nation) == (locale, nation)


def test_money_of_papers_abroad() -> None:
    assert facts("建屋局推出4000間組屋，每間30萬元。").currency == "SGD"


@pytest.mark.parametrize(
    ("text", "publisher", "own"),
    [
        ("我省脱贫人口达90万人。\n来源：中安在线", None, "340000"),
        ("我省脱贫人口达90万人。", "红网", "430000"),
        ("我省脱贫人口达90万人。\n来源：河南日报", None, "410000"),
        ("我市新建学校12所。\n来源：胶东在线", None, "370600"),
        ("我市新建学校12所。\n来源：齐鲁网", None, None),
        ("全省立案15万起，我省破案率上升。\n关键词：江西省公安厅 破案率", None, "360000"),
        ("江苏省新增就业90万人，我省就业稳定。\n来源：中安在线", None, "320000"),
        ("上半年33个行业增长。\n来源：河南商报", None, None),
    ],
)
def test_what_our_province_means_is_looked_for_in_the_whole_text(text: str, publisher: str | None, own: str | None) -> None:
    assert facts(text, publisher).own == own


@pytest.fixture(scope="module")
def extract() -> Extractor:
    return Extractor(threshold=0.0)


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("在上级党委和县委的领导下，湖南省沅陵县全年完成投资5亿元，增长8%。", "5亿元", "沅陵县"),
        ("1至6月來台旅客300萬人次，其中以來自日本88萬人次居首，其次為港澳31萬人次及美國22萬人次。", "22萬人次", "台湾省"),
        ("今年首季訪澳旅客800萬人次，統計暨普查局資料顯示，而香港及台灣旅客分別佔20.5%及3.1%。", "3.1%", "澳门特别行政区"),
        ("(中央社記者王小美台北五日電)內政部公布戶口統計，5月出生數1萬2000人。", "1萬2000人", "台湾省"),
        ("台中市10月共發生4100起事故，為全台最多，且比去年同期增加500件。", "500件", "台中市"),
        ("台南市10月共發生3900起事故,為全台最少,且比去年同期減少400件。", "400件", "台南市"),
        ("臺灣今年香蕉產量，除屏東產區受颱風影響減產外，共約19萬公噸。", "19萬公噸", "台湾省"),
        ("我們高雄市人口減少，六都中增加最多的是桃園市，增加了9.1%。", "9.1%", "桃园市"),
        ("贵州省茶园面积居首，为700万亩。其次，湖南省位列第二，面积为300万亩。", "300万亩", "湖南省"),
        ("台湾人口2356万人。首都台北市人口260万人。", "260万人", "台北市"),
        ("黔南州全州辖12县市，首府所在地为都匀市。2015年，全州生产总值900亿元。", "900亿元", "黔南布依族苗族自治州"),
    ],
)
def test_whose_figure(extract: Extractor, text: str, value: str, name: str) -> None:
    result = extract(text)
    assert next(c.city.name for c in (*result.claims, *result.candidates) if value in c.value.text) == name


def test_a_name_that_no_list_knows_has_its_own_figures(extract: Extractor) -> None:
    result = extract("加州人口最多的城市，第2是圣迭戈（139万人），第3是巴拉诺（Barano，104万人），第4是旧金山（86万人）。")
    assert {c.city.name: c.value.text for c in (*result.claims, *result.candidates) if c.value.unit == "人"} == {
        "圣迭戈": "139万人",
        "旧金山": "86万人",
    }


@pytest.mark.parametrize("title", ["2004年10月旅客入境數目", "二零零四年十月旅客入境數目", "二〇〇四年十月旅客入境數目"])
def test_a_title_with_its_year_in_characters_tells_what_this_year_is(title: str) -> None:
    assert facts(f"{title}\n\n統計暨普查局資料顯示，今年十月入境旅客較去年同月增加35.4%。").year == 2004
