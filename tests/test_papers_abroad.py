"""Papers in Chinese of Singapore, Malaysia and other countries: whose 我国, 本地 and 元 are theirs."""

from __future__ import annotations

import pytest

from extract import Extractor, pipeline
from extract.claims.facts import Facts
from extract.mentions import places
from extract.model import Metadata, RawArticle


def facts(text: str) -> Facts:
    known = pipeline.read(RawArticle("x", text, Metadata())).facts
    assert known is not None
    return known


@pytest.mark.parametrize(
    ("text", "nation", "currency"),
    [
        ("建屋局去年推出2万间组屋，私宅价格上涨3%，我国人口达600万。", "world:新加坡", "SGD"),
        ("陆交局说，拥车证成价回落，集选区内的组屋增至8万间。", "world:新加坡", "SGD"),
        ("园丘缺少外劳，棕油产量降至150万吨，出口值达60亿令吉。", "world:马来西亚", "MYR"),
        ("（吉隆坡18日讯）全国失业率降至3.3%，每月工资中位数为2500元。", "world:马来西亚", "MYR"),
        ("建屋局去年推出2万间组屋，私宅涨3%，冠病病例减少。与去年相比，我国人口增长1%。", "world:新加坡", "SGD"),
        ("（墨尔本讯）全国房价下跌1%，每周平均工资为1300元。", "world:澳大利亚", "AUD"),
        ("（多伦多讯）地产局说，平均成交价为98万元，按年升3%，按月跌1%，按年计的放盘增加。", "world:加拿大", "CAD"),
        ("（多倫多訊）地產局說，平均成交價為98萬元，按年升3%，按月跌1%，按年計的放盤增加。", "world:加拿大", "CAD"),
    ],
)
def test_a_paper_of_another_country_speaks_of_its_own(text: str, nation: str, currency: str) -> None:
    known = facts(text)
    assert (known.locale, known.nation, known.currency) == ("abroad", nation, currency)


@pytest.mark.parametrize(
    "text",
    [
        "新华社新加坡3月8日电 建屋局数据显示，组屋价格上涨3%，私宅价格上涨1%，我国企业中标两个项目。",
        "新加坡的组屋住着八成新加坡人，新加坡政府还有拥车证制度。我国保障房比重仅为5%。",
        "马来西亚出口棕油，单价以令吉计；马来西亚的园丘多在沙巴，马来西亚去年对我国出口200万吨。",
        "我国人口14亿，大马力拖拉机保有量20万台。",
        "国务院要求各省委做好保供。马来西亚令吉贬值，棕油进口价下跌2%，我国进口量增至80万吨，广东占一成。",
        "（本报讯）全国粮食产量增长2%。",
        "新加坡组屋占八成，建屋局每年建2万套组屋，预购组屋要等3年。我国可以借鉴：全国保障房6000万套。",
        "新加坡的组屋转售价格跌1%，私宅涨2%，有地住宅持平。相比之下，我国住宅均价1万元。",
        "马来西亚的拿督随行，令吉走强，大马棕油出口我国300万吨，我国进口棕油600万吨。",
        "新加坡学费3万新币，租组屋2000新币，私宅贵，巴士车资便宜。我国赴新留学生5万人。",
        "国足客场挑战狮城，新币汇率5.3元，我国球迷3000人到场。",
        "土耳其公正党获得300个议席，行动党获得50个议席，我国外交部表示祝贺。",
    ],
)
def test_who_writes_of_another_country_keeps_their_own_nation(text: str) -> None:
    assert (facts(text).locale, facts(text).usage.nation) == ("mainland", "world:中国")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("加拿大各省中，安省人口1500万人，亚省480万人，缅省140万人，沙省120万人。", {"安大略省", "阿尔伯塔省", "曼尼托巴省", "萨斯喀彻温省"}),
        ("今年上半年，大多市政府债务下降，大多区属企业盈利，治安省心，金沙省级公园。", set()),
        ("大马拉小车的电机多，骑大马的武士俑30件，王大马今年58岁。", set()),
    ],
)
def test_short_names_abroad_are_words_elsewhere(text: str, names: set[str]) -> None:
    assert {m.name for m in places.find(text) if m.level == "foreign" and m.name != "加拿大"} == names


@pytest.fixture(scope="module")
def extract() -> Extractor:
    return Extractor(threshold=0.0)


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("建屋局说，预购组屋申请增加。本地家庭收入中位数为1万元，全岛共有120万个住宅单位。", "1万元", "新加坡"),
        ("建屋局说，预购组屋申请增加。本地家庭收入中位数为1万元，全岛共有120万个住宅单位。", "120万个", "新加坡"),
        ("大马统计局公布，2023年首季经济增长5.6%，令吉走强，州属之间差距缩小。", "5.6%", "马来西亚"),
    ],
)
def test_here_is_the_whole_country(extract: Extractor, text: str, value: str, name: str) -> None:
    found = {c.value.text: c.city.name for c in extract(text).claims}
    assert found[value] == name
