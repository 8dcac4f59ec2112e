"""Whose figure it is, on sentences of ours: what the language leaves no choice about."""

from __future__ import annotations

import pytest

from extract import Extractor, find_places
from extract.claims import place_signs
from extract.claims.affairs import Affairs
from extract.claims.link import Walk
from extract.claims.occurrences import Occurrence, place_of
from extract.model import Metadata, RawArticle
from extract.pipeline import read


@pytest.fixture(scope="module")
def extract() -> Extractor:
    return Extractor(threshold=0.0)


def place(extract: Extractor, text: str, value: str, title: str | None = None) -> str:
    result = extract(text, title=title)
    return next(c.city.name for c in (*result.claims, *result.candidates) if c.value.text == value)


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("人均阅读量的前三名里，第一名是深圳，第二名为苏州，第三名则是宁波。", "第二名", "苏州市"),
        ("读书会最多的是厦门，第二名是近年才起步的烟台。", "第二名", "烟台市"),
        ("幸福感排名中，最后说到第八名绍兴，人均绿地也不少。", "第八名", "绍兴市"),
        ("回收率最高的國家第一名是奧地利，第二名是比利時。", "第二名", "比利时"),
        ("米粉店密度第一的是南宁，第二是柳州。", "第二", "柳州市"),
        ("公車準點率第一名是新竹市，第二名是基隆市，第三名為嘉義市。", "第三名", "嘉义市"),
        ("单车出行比例第一名：扬州；第二名：常州。", "第二名", "常州市"),
        ("夜間經濟指數，第三名的桃園市增加最多。", "第三名", "桃园市"),
    ],
)
def test_ranks_before_their_place(extract: Extractor, text: str, value: str, name: str) -> None:
    assert place(extract, text, value) == name


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("各城市的茶馆我数了一遍。\n①苏州。\n②扬州。茶馆多在老街上，一共412家，早茶最有名。", "412家", "扬州市"),
        ("茶馆数量各地不同。\n（3）成都。别笑，一壶茶能坐一天。全城茶馆3566家。", "3566家", "成都市"),
        ("青海全省奶牛存栏50万头，其中海东市20万头；生鲜乳产量70万吨。", "70万吨", "青海省"),
        ("南通的覆盖率为61.2%，低于全国的79.4%与68.5%。", "68.5%", "中国"),
        ("晋江是福建的门面，生产总值2986亿元。", "2986亿元", "晋江市"),
    ],
)
def test_who_is_told_of_goes_on(extract: Extractor, text: str, value: str, name: str) -> None:
    assert place(extract, text, value) == name


def test_the_report_of_a_county_congress() -> None:
    text = "政府工作报告\n——在略阳县第十八届人民代表大会第三次会议上\n各位代表：\n我们在市委市政府领导下克服困难。全年完成生产总值83亿元。"
    result = Extractor()(text, title="政府工作报告")
    assert [c.city.name for c in result.claims] == ["略阳县"]


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("一季度温州台州的小商品出口增长8.2%和6.4%。", "6.4%", "台州市"),
        ("去年，京沪常住人口分别为2183万人和2480万人。", "2480万人", "上海市"),
        ("徐州、连云港的港口货运量增加300万吨和120万吨。", "120万吨", "连云港市"),
        ("高雄、台中的停車位增加2,000個和1,500個。", "1,500個", "台中市"),
        ("川渝两地茶园面积分别为600万亩和160万亩。", "160万亩", "重庆市"),
        ("宜蘭縣與花蓮縣的民宿有1,900家和1,700家。", "1,700家", "花莲县"),
        ("苏州无锡的地铁里程为350公里和145公里。", "145公里", "无锡市"),
        ("苗栗縣、雲林縣農損2億元和3億元。", "3億元", "云林县"),
    ],
)
def test_lists_with_as_many_figures(extract: Extractor, text: str, value: str, name: str) -> None:
    assert place(extract, text, value) == name


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("台南市病例以東區41例居多，北區30例，南區22例。", "22例", "台南市南区"),
        ("嘉義市東區有里長39人，西區45人。", "45人", "嘉义市西区"),
        ("台中市北區設站8處，西區6處，南區7處，東區5處。", "5處", "台中市东区"),
        ("南京的鼓楼区有医院12家，徐州的鼓楼区有医院9家。", "9家", "徐州市鼓楼区"),
        ("新竹市東區人口22萬人，北區15萬人，香山區8萬人。", "15萬人", "新竹市北区"),
        ("攀枝花市东区学校40所，西区18所。", "18所", "攀枝花市西区"),
    ],
)
def test_bare_districts_lie_in_the_city_named_last(extract: Extractor, text: str, value: str, name: str) -> None:
    assert place(extract, text, value) == name


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("温州市垃圾分类率82.5%，低于全省86.1%。", "86.1%", "浙江省"),
        ("某项调查中，台東縣就診率61.2%，低於全國平均72.8%。", "72.8%", "台湾省"),
        ("汕头市自来水普及率96.2%，比揭阳91.5%高。", "91.5%", "揭阳市"),
        ("當地疫苗涵蓋率45.3%，僅次於澎湖縣51.8%。", "51.8%", "澎湖县"),
        ("株洲绿化覆盖率41.0%，远远落后于全国平均43.2%的水平。", "43.2%", "中国"),
    ],
)
def test_the_level_of_whom_a_place_is_set_against(extract: Extractor, text: str, value: str, name: str) -> None:
    assert place(extract, text, value, "温州" if "全省" in text else None) == name


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("浙、琼、粤年均常住人口增量分别为40万人、10万人和9万人。", "10万人", "海南省"),
        ("成都经济总量占四川省GDP（6.5万亿元）的比重为36.7%。", "6.5万亿元", "四川省"),
        ("广东客运量18亿人次，远超湖北（12亿人次）。", "12亿人次", "湖北省"),
        ("绍兴队获得12枚金牌，嘉兴队获得9枚金牌。", "9枚", "嘉兴市"),
        ("洛阳代表团拿下31枚奖牌，南阳代表团拿下27枚奖牌。", "27枚", "南阳市"),
        ("民宿超过3000家的大城市，只有成都和厦门。", "超过3000家", "成都市、厦门市"),
        ("茶园面积在80万亩以上的是云南和贵州。", "80万亩以上", "云南省、贵州省"),
        ("31个省份公布了预算，天津持平，其余18省下调。", "18省", "中国"),
        ("江苏、浙江先后表态，目前已有21个省份提高了标准。", "21个", "中国"),
        ("澎湖縣府公布，縣府補助每戶3萬元，全縣受惠1,200戶。", "1,200戶", "澎湖县"),
        ("縣市部分，以雲林縣損失2億元最多。\n畜產損失3千萬元。", "3千萬元", "台湾省"),
        ("应急管理部通报，受灾最重的是江西省，倒塌房屋900间。安置群众12万人。", "12万人", "中国"),
        ("旅游收入打破去年大理纪录，丽江市很高兴，全市收入达900亿元。", "900亿元", "丽江市"),
    ],
)
def test_others(extract: Extractor, text: str, value: str, name: str) -> None:
    assert place(extract, text, value) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("強颱樺加沙帶來豪雨", []),
        ("飓风“奥古斯塔”登陆，飓风“佛罗伦萨”减弱", []),
        ("东北季风增强，西南气流减弱", []),
        ("广西西北部有大雨", ["广西壮族自治区"]),
        ("大园古堡和安平夜市的门票", []),
        ("新县长上任，新縣府團隊就職", []),
        ("我国中东部地区气温下降", ["中国", "中东部地区"]),
        ("菲律宾宿务省、莱特省和保和省", ["宿务省", "莱特省", "保和省"]),
        ("伊拉克尼尼微省与叙利亚阿勒颇省接壤", ["尼尼微省", "阿勒颇省"]),
        ("土耳其哈塔伊省、馬拉蒂亞省受災", ["哈塔伊省", "马拉蒂亚省"]),
    ],
)
def test_names_that_hold_a_place(text: str, names: list[str]) -> None:
    assert [p.name for p in find_places(text)] == names


@pytest.mark.parametrize(
    ("text", "name", "how"),
    [
        ("走失的18只，包括溧阳市9只、宜兴市6只、句容市3只。", "宜兴市", "of which"),
        ("全省修桥40座，其中溧阳市12座，宜兴市9座。", "宜兴市", "of which"),
        ("其中，宜兴市修桥9座。", "宜兴市", "of which"),
        ("最忙的是宜兴市，修桥9座。", "宜兴市", "foremost"),
        ("溧阳市修桥12座，宜兴市修桥9座。", "宜兴市", None),
    ],
)
def test_places_singled_out_of_a_whole(text: str, name: str, how: str | None) -> None:
    start = text.index(name)
    place = Occurrence("320282", place_of("320282"), (start, start + len(name)), 0, 0, "subject")
    ask = place_signs.SingledOut(text)
    assert (ask(place), ask(place)) == (how, how)


def standing(text: str, name: str, value: str) -> set[str]:
    """What is said of the place of a name, seen from a figure."""
    mentions = read(RawArticle("x", text, Metadata()))
    walk = Walk(mentions.normalized.text, mentions.sentences, mentions.mentions, mentions.facts, "")
    return next({*c.features} for step in walk if step.frame.quantity.text == value for c in step.subjects if c.place.name == name)


@pytest.mark.parametrize(
    ("text", "name", "value", "feature"),
    [
        ("全省修桥（由常州市牵头），修路6条。", "常州市", "6条", "in brackets that are closed"),
        ("江苏桥梁多，在无锡，新修的有6座。", "无锡市", "6座", "sets the scene, 0 later"),
        ("江苏桥梁多，以无锡为例，新修的有6座。", "无锡市", "6座", "sets the scene, 0 later"),
        ("江苏今年修桥30座，当中6座在无锡。", "无锡市", "6座", "place behind, there"),
        ("参赛选手中近百人来自无锡。", "无锡市", "近百人", "place behind, thence"),
        ("各市修桥，桥最多的无锡只有6座。", "无锡市", "6座", "the most of a whole"),
        ("桥梁数目，常州5座、无锡6座。", "无锡市", "6座", "behind a figure, before its own"),
    ],
)
def test_how_a_place_stands_to_a_figure(text: str, name: str, value: str, feature: str) -> None:
    assert feature in standing(text, name, value)


def test_the_affairs_of_a_clause_and_of_an_article() -> None:
    text = "钟表厂股价上涨，门店增至30家。全市人口50万人。该厂净利润2亿元。大股东增持股份。"
    reading = read(RawArticle("x", text, Metadata()))
    found = Affairs(reading.normalized.text, reading.sentences)
    first = reading.sentences[0]
    own = found.of(0, first.clauses[0]).features
    assert set(own) == {
        "affair of the article: firm",
        "affair of the clause: firm",
        "affair of the sentence: firm",
    }
    assert set(found.of(1, reading.sentences[1].span).features) == {"affair of the article: firm"}


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("浙江与山东出口较多。\n安徽出口增加一成；湖北出口也增加一成。两省的出口总额合计7200亿元。", "7200亿元", "安徽省、湖北省"),
        ("嘉義市近年創業者多。主計總處公布全年失業率為3.7%，而嘉義市為3.6%。", "3.7%", "台湾省"),
        ("香港的示威持續，中國大陸就有超過60人被拘留。", "超過60人", "中国"),
        ("苗栗縣的簽約率只有31%，跟新竹市的52%、基隆市47%比落後。", "47%", "基隆市"),
        ("台湾的森林覆盖率六成，恰好日本是66.4%，比例更高。", "66.4%", "日本"),
        ("厦门的房价跌了。国家统计局昨日公布数据，住宅价格环比下降0.4%。", "0.4%", "中国"),
        ("厦门的二手房不好卖。国家统计局的数据显示，成交下降。住宅价格指数同比下降3.7%。", "3.7%", "中国"),
        ("国家统计局公布数据，厦门的住宅价格环比下降0.4%。", "0.4%", "厦门市"),
        ("杭州钱塘新区的规划已获国务院批复，规划面积531平方公里。", "531平方公里", "杭州钱塘新区"),
        ("贵州其余各州基本持平，而铜仁变化最大，粮食自给率从2019年的52%转为2023年的61%。", "61%", "铜仁市"),
        ("泰國去年對我出口成長5%，而我對泰國出口則成長了8%，台灣業者樂見其成。", "8%", "台湾省"),
        ("嘉義縣與嘉義市本週各辦一場。桃園市、新竹市的場次較多。兩市共有場次31場。", "31場", "桃园市、新竹市"),
        ("目前湖州市每日供水30万吨，南浔区每日供水15万吨，总计每日供水45万吨。", "45万吨", "湖州市"),
        ("選舉制度被北京「完善」後，香港區議會本屆有88個議席直選產生。", "88個", "香港特别行政区"),
        ("台灣的港口位置優越，距東亞各國首都平均航程3天，每年停靠船舶3萬艘。", "3萬艘", "台湾省"),
    ],
)
def test_who_is_pointed_at(extract: Extractor, text: str, value: str, name: str) -> None:
    assert place(extract, text, value) == name


@pytest.mark.parametrize(
    ("title", "value", "name"),
    [("永和幼兒園新建完工 增加名額", "120名", "新北市永和区"), ("永康圖書館新館完工 增加座位", "120名", "台南市永康区")],
)
def test_a_title_means_the_places_of_its_text(extract: Extractor, title: str, value: str, name: str) -> None:
    city = name[:3]
    text = f"{city}市長今日表示，該館已完工，{city}教育局說明，可增加名額120名。"
    assert place(extract, text, value, title) in (name, city)


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        # what a place has stands right before its figure
        ("绵阳市的面积超过2万平方公里，而德阳市的面积不足6000平方公里。", "不足6000平方公里", "德阳市"),
        # a body of the province only tells of the city
        ("湖南省统计局数据显示，前三季度株洲市生产总值2600亿元。其中，第一产业增加值180亿元。", "180亿元", "株洲市"),
        # epithets between the verb of comparing and its place
        ("2023年，泉州经济总量达1.2万亿元，反超北方的老牌重镇大连，位列全国第二十。", "第二十", "泉州市"),
        ("浙江省会杭州常住人口1250万人。", "1250万人", "杭州市"),
        # a county-level city that its city only sets tasks and ranks
        ("1至8月，我市实现服务业增加值52亿元，居全苏州各县市首位，完成苏州市下达的任务。下一步为昆山发展作贡献。", "52亿元", "昆山市"),
        # what the place that opens a text is the centre of; a rank behind another's; a place on a numbered line
        ("重庆，长江上游地区的航运中心，总面积8.2万平方公里。", "8.2万平方公里", "重庆市"),
        ("综合实力榜上，泉州市排名第六，温州市排名第八。", "第八", "温州市"),
        ("地铁盘点\n1、上海\n运营里程：831公里\n2、成都\n运营里程：601公里", "601公里", "成都市"),
        # who writes is no place
        ("我市实现社会消费品零售总额300亿元。\n来源：运城日报 记者 李永年", "300亿元", "运城市"),
    ],
)
def test_who_has_what_a_clause_tells(extract: Extractor, text: str, value: str, name: str) -> None:
    assert place(extract, text, value) == name
