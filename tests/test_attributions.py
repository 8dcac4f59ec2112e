"""Who an article says a figure from: sentences of ours, each with the source that must be named, or none."""

from __future__ import annotations

import pytest
from told import claims_by_value

from extract import Extractor, pipeline
from extract.mentions import attributions
from extract.model import Attribution, Metadata, RawArticle


def found(text: str) -> list[Attribution]:
    return list(pipeline.read(RawArticle("x", text, Metadata())).mentions.attributions)


def source_of(text: str, figure: str) -> Attribution | None:
    reading = pipeline.read(RawArticle("x", text, Metadata()))
    return attributions.covering(reading.mentions.attributions, reading.normalized.text.index(figure))


NAMED = [
    ("据海关统计，今年前5个月，云溪市进出口总值达3.2亿元。", "3.2亿元", "海关统计", "report"),
    ("国家统计局日前公布的数据显示，8月份全国城镇失业率为5.3%。", "5.3%", "国家统计局", "body"),
    ("入境處資料顯示，10月香港居民經陸路口岸離境達812萬人次。", "812万人次", "入境处资料", "report"),
    ("主計處說明，114年度歲出編列216億元。", "216亿元", "主计处", "body"),
    ("不过，业界普遍认为，台湾螺丝出口量将恢复至10万吨。", "10万吨", "业界", "body"),
    ("有券商预计，到2030年我国机器人市场规模将达8700亿元。", "8700亿元", "券商", "body"),
    ("根据《云溪市2024年统计公报》，全市常住人口为312万人。", "312万人", "《云溪市2024年统计公报》", "report"),
    ("记者从杭州市统计局获悉，上半年杭州GDP增长5.1%。", "5.1%", "杭州市统计局", "body"),
    ("根据规划，云溪市森林覆盖率2030年要达到46%。", "46%", "规划", "report"),
    ("深圳市烹饪协会统计过，2023年深圳的湘菜门店超过7000家。", "7000家", "深圳市烹饪协会", "body"),
    ("地方志写得很清楚，1934年哈尔滨有出租车400辆。", "400辆", "地方志", "report"),
    ("成都市副市长王立群表示，全市已建成公园1300个。", "1300个", "王立群", "person"),
    ("今天上午，省统计局举行新闻发布会，通报上半年经济运行情况。云溪市生产总值增长5.1%。", "5.1%", "省统计局", "body"),
    ("指揮中心，今天（3日）公布最新統計，臺南市新增52例。", "52例", "指挥中心", "body"),
    ("主計總處昨天發布報告。統計指出，雲溪縣失業率3.6%。", "3.6%", "主计总处", "body"),
    ("同时公布的“年报”显示，云溪市报告病例830例。", "830例", "年报", "report"),
    ("从《云溪市人才报告》中也可以看出，去年新增人口5万人。", "5万人", "《云溪市人才报告》", "report"),
    ("日本厚生劳动省公布人口统计，出生人数为100.8万人。", "100.8万人", "日本厚生劳动省", "body"),
    ("海关总署快报显示，7月我国进口煤炭2427万吨。", "2427万吨", "海关总署快报", "report"),
    ("农业农村部最新调度，全国秋粮已收获3.6亿亩。", "3.6亿亩", "农业农村部", "body"),
    ("来自云溪市文旅局的信息显示，全市雪场接待游客12万人次。", "12万人次", "云溪市文旅局", "body"),
    ("4月20日，江西省统计局发布一季度经济运行数据显示，全省投资增长7.3%。", "7.3%", "江西省统计局", "body"),
    ("2021年河北省统计年鉴显示，全省第二产业营收总计4.3万亿元。", "4.3万亿元", "河北省统计年鉴", "report"),
    ("在线旅游平台数据显示，上海外国游客增长1.1倍。", "1.1倍", "在线旅游平台数据", "report"),
    ("市政府印发了《云溪市数字经济规划》，提出到2030年数字经济占比达40%。", "40%", "《云溪市数字经济规划》", "report"),
    ("台湾酒驾防制关怀协会分析，云林县死伤人数增加53人。", "53人", "台湾酒驾防制关怀协会", "body"),
    ("云南省提出，到2030年全省口岸进出口额达到5000亿元。", "5000亿元", "云南省", "body"),
    ("总统说，世界银行（WB）对我国经济成长率的预估为3.2%。", "3.2%", "世界银行", "body"),
    ("亚洲开发银行也将台湾经济成长率由4.6%上修为6.2%。", "6.2%", "亚洲开发银行", "body"),
    ("总统提到，今年瑞士洛桑管理学院的「世界竞争力报告」，台湾名列第8名。", "第8名", "瑞士洛桑管理学院", "body"),
    ("《云望》杂志今天发布满意度调查，台南市长满意度74%。", "74%", "《云望》杂志", "media"),
    ("市长唐立群在《云溪市政府工作报告》中，明确了新目标：旅游业比重超过5%。", "5%", "《云溪市政府工作报告》", "report"),
    ("台南市议员王立群今日在教育部门质询指出，全市幼儿有5万人。", "5万人", "王立群", "person"),
    ("县长在简报中说明，全县受伤312人。", "312人", "县长", "person"),
    ("谢清说，今年云溪的稻谷产量有7万吨。", "7万吨", "谢清", "person"),
    ("據審計處統計，今年臺南市重大公共建設執行率僅67.2%。", "67.2%", "审计处统计", "report"),
]


@pytest.mark.parametrize(("text", "figure", "name", "kind"), NAMED)
def test_the_source_of_a_figure(text: str, figure: str, name: str, kind: str) -> None:
    source = source_of(text, figure)
    assert source is not None
    assert (source.name, source.kind) == (name, kind)


@pytest.mark.parametrize(
    "text",
    [
        "2024年成都市生产总值增长5.7%。",
        "数据显示，2024年成都市生产总值增长5.7%。",
        "据统计，2024年成都市生产总值增长5.7%。",
        "据悉，成都今年新增企业3万家。",
        "据最新统计，成都今年新增企业3万家。",
        "市政府要求各区新建学校12所。",
        "成都召开经济形势发布会，上半年增长5.7%。",
        "企业向海关总署报告，成都上半年增长5.7%。",
        "他在统计局工作，成都上半年增长5.7%。",
        "成都写下新的答卷，上半年增长5.7%。",
        "分析资料指出，成都上半年增长5.7%。",
        "官方数据公布之后，成都上半年增长5.7%。",
        "认真办理代表建议12所学校，上半年增长5.7%。",
    ],
)
def test_nobody_is_named(text: str) -> None:
    assert source_of(text, "5.7%" if "5.7%" in text else "3万家" if "3万家" in text else "12所") is None or "要求" in text


def test_a_briefing_is_the_source_of_the_whole_article_but_for_those_named() -> None:
    text = "今天，省统计局举行新闻发布会，通报上半年情况。\n全省生产总值增长5.1%。\n据海关统计，出口2.3亿元。\n粮食产量60万吨。"
    assert [s and s.name for s in (source_of(text, f) for f in ("5.1%", "2.3亿元", "60万吨"))] == ["省统计局", "海关统计", "省统计局"]


def test_a_source_holds_to_the_end_of_its_paragraph_until_another_is_named() -> None:
    text = "云溪市交通局指出，全市公交车电动化比率达40%。去年新增车辆120辆。环保局则说，空气优良天数为320天。\n另外，全市植树50万株。"
    names = [s.name if (s := source_of(text, f)) else None for f in ("40%", "120辆", "320天", "50万株")]
    assert names == ["云溪市交通局", "云溪市交通局", "环保局", None]


def test_what_an_article_opens_with_goes_on_over_its_paragraphs() -> None:
    opening = "8月23日，云溪市统计局公布上半年数据，全市生产总值增长5.1%。\n"
    text = opening + "工业增加值增长6.2%。\n记者走访了三家工厂，招工增加700人。\n出口增长8.4%。"
    assert [s and s.name for s in (source_of(text, f) for f in ("5.1%", "6.2%", "700人"))] == ["云溪市统计局", "云溪市统计局", None]
    text = opening + "在城南工地，工人有1200人。"
    assert source_of(text, "1200人") is None


def test_what_a_law_rules_ends_with_its_sentence() -> None:
    text = "社会局指出，此次受理320人。根据《彩券条例》，经销商以弱势者为限，比例为九成。全市经销商有450家。"
    assert [s and s.name for s in (source_of(text, f) for f in ("320人", "九成", "450家"))] == ["社会局", "《彩券条例》", "社会局"]


def test_a_surname_with_a_title_is_the_person_told_before() -> None:
    text = "云溪市议员李启维表示，每吨130元。\n李议员说，高雄每吨只要50元。"
    source = source_of(text, "50元")
    assert source is not None
    assert source.name == "李启维"


def test_he_is_whom_a_sentence_before_opens_with() -> None:
    text = "农业局长谢立群说，全市凤梨产量7万吨。\n市议员吴禹清随后质询。他说，受影响的工厂有500家。"
    source = source_of(text, "500家")
    assert source is not None
    assert source.name == "吴禹清"


def test_what_is_set_against_a_source_is_not_from_it() -> None:
    text = "虽然教育局声称明年礼金为600元，但云溪市学生减少了1000人。"
    assert [s and s.name for s in (source_of(text, f) for f in ("600元", "1000人"))] == ["教育局", None]


def test_who_is_named_behind_a_quotation_said_it() -> None:
    text = "“今年全市水泥需求下降12万吨，价格还会跌。”分析师王立群告诉记者。"
    source = source_of(text, "12万吨")
    assert source is not None
    assert source.name == "王立群"


def test_a_body_before_a_colon_tells_its_paragraph() -> None:
    text = "◆国家邮政局：截至7月27日，全国快递业务量突破600亿件。\n◆今天，成都开通地铁12公里。"
    assert [s and s.name for s in (source_of(text, f) for f in ("600亿件", "12公里"))] == ["国家邮政局", None]


def test_short_names_take_up_the_longer_one_before() -> None:
    text = "近日，衡析研究院发布《2024城市竞争力报告》。《报告》显示，成都得分91.3分。"
    source = source_of(text, "91.3分")
    assert source is not None
    assert source.name == "《2024城市竞争力报告》"
    text = "香港灣區商會訪問了815間企業，首選深圳的佔三分之一。商會估計，本港零售銷貨額將跌6%。"
    source = source_of(text, "6%")
    assert source is not None
    assert source.name.endswith("商会")


def test_speakers_of_a_dialogue_hold_until_the_next() -> None:
    text = "养老论坛实录\n罗既明：2023年末全国60岁以上人口2.97亿人。\n上海的比重已达37.4%。\n顾听澜：我国银发经济规模在7万亿元左右。\n"
    names = [s.name if (s := source_of(text, f)) else None for f in ("2.97亿人", "37.4%", "7万亿元")]
    assert names == ["罗既明", "罗既明", "顾听澜"]
    text = "议会记录\n麦敬邦议员：全港有病床2.9万张。\n医管局行政总裁：医生流失率为4.8%。\n"
    names = [s.name if (s := source_of(text, f)) else None for f in ("2.9万张", "4.8%")]
    assert names == ["麦敬邦议员", "医管局行政总裁"]


def test_spans_quote_the_normalized_text() -> None:
    for text, *_ in NAMED:
        normalized = pipeline.read(RawArticle("x", text, Metadata())).normalized.text
        for source in found(text):
            assert normalized[slice(*source.span)] == source.text
            assert source.scope[0] >= source.span[1]


ALSO_NAMED = [
    ("我手边是韩国统计厅上个月底的数据：2023年韩国出生21万人。", "21万人", "韩国统计厅"),
    ("翻开市水务局的年报来看：云溪市去年用水3.1亿吨。", "3.1亿吨", "市水务局"),
    ("国际货币基金组织7月的预测是，明年智利经济增长2.3%。", "2.3%", "国际货币基金组织"),
    ("昨天，省环保厅给出答案：全省优良天数为281天。", "281天", "省环保厅"),
    ("智利经济放缓。该国统计与普查研究所6月3日公布，5月失业率为8.7%。", "8.7%", "该国统计与普查研究所"),
    ("世界银行12日在内罗毕发表年度报告，预测明年非洲经济增长3.4%。", "3.4%", "世界银行"),
    ("房屋局昨日向立法会提交文件，推算全港公屋需求为30万户。\n文件指出，轮候个案有12万宗。", "12万宗", "房屋局"),
    ("贵州省政府日前在贵阳举行新闻发布会，介绍白酒产业情况。全省酒企有900家。", "900家", "贵州省政府"),
    ("水利部今日向社会公布了汛情。全国水库蓄水2100亿立方米。", "2100亿立方米", "水利部"),
    ("县财政局日前向县人大会议提交的预算报告显示，去年全县收入41亿元。", "41亿元", "县财政局"),
    ("昨天，云溪市公安局召开新闻发布会通报，全市破案2100起。", "2100起", "云溪市公安局"),
    ("省政府新闻办举行新闻发布会，省能源局负责人介绍风电情况。\n全省风电装机900万千瓦。", "900万千瓦", "省能源局负责人"),
    ("海关的数字，青石县前5个月出口1.9亿元。", "1.9亿元", "海关"),
    ("省里的统计是，青石县在园幼儿有2.6万人。", "2.6万人", "省里"),
    ("水利厅的公报写得很清楚：全省去年用水310亿立方米。", "310亿立方米", "水利厅"),
    ("世界银行上周把肯尼亚的增长预测由5.4%下调到4.9%。", "4.9%", "世界银行"),
    ("省水利厅3月初下发通知，对受旱农田每亩补助35元。", "35元", "省水利厅"),
    ("而这个比例，业内的估计是37%。", "37%", "业内"),
    ("主计长说，全县岁入增加3.2%。", "3.2%", "主计长"),
]


@pytest.mark.parametrize(("text", "figure", "name"), ALSO_NAMED)
def test_sources_that_are_told_without_a_verb_or_far_from_it(text: str, figure: str, name: str) -> None:
    source = source_of(text, figure)
    assert source is not None
    assert source.name == name


def test_what_a_body_set_is_no_word_of_it() -> None:
    text = "环保局长说明，云溪电厂用煤900万吨，低于市府核定的1100万吨上限。全市植树50万株。"
    source = source_of(text, "50万株")
    assert source is not None
    assert source.name == "环保局长"


def test_a_question_of_the_writer_ends_what_a_source_says() -> None:
    text = "按照《风电规划》，风电装机2030年要超过1亿千瓦。那么煤呢？去年全区产煤3亿吨。"
    assert [s and s.name for s in (source_of(text, f) for f in ("1亿千瓦", "3亿吨"))] == ["《风电规划》", None]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "韩国统计厅的数据显示，2023年该国新生儿为23万人。釜山新生儿为1.3万人。日本2023年新生儿为72.7万人。",
            {"23万人": "韩国统计厅", "1.3万人": "韩国统计厅", "72.7万人": None},
        ),
        ("国家统计局公布，2023年我国人口减少208万人。广东省人口增加49万人。", {"208万人": "国家统计局", "49万人": "国家统计局"}),
        ("据《中国统计年鉴》，2023年全国城镇化率为66.2%。上海城镇化率为89.5%。", {"66.2%": "《中国统计年鉴》", "89.5%": "《中国统计年鉴》"}),
        ("黄埔海关公布，上半年广州市出口3000亿元。东莞市出口4300亿元。", {"3000亿元": "黄埔海关", "4300亿元": "黄埔海关"}),
    ],
)
def test_a_place_s_own_body_tells_of_that_place(unsure: Extractor, text: str, named: dict[str, str | None]) -> None:
    found = {value: c.source.attribution for value, c in claims_by_value(unsure, text).items()}
    assert {value: source and source.name for value, source in found.items() if value in named} == named


INTERVIEW = """访谈实录
主持人：我们连线青石县就业局的老邵。邵局长，今年出去的人多吗？
邵：全县外出务工8.3万人。
我估计明年会降到7万人。
主持人：再问问丁教授。
丁：国家统计局的监测显示，全国农民工2.9亿人。我判断到2030年会有3.1亿人。
【短片】镇上的厂子把底薪提到3600元。
"""


def test_speakers_told_by_their_surname_alone() -> None:
    names = [s.name if (s := source_of(INTERVIEW, f)) else None for f in ("8.3万人", "7万人", "2.9亿人", "3.1亿人", "3600元")]
    assert names == ["老邵", "老邵", "国家统计局", "丁教授", None]


@pytest.mark.parametrize(
    ("text", "figure", "name"),
    [
        ("【同期声】青石县茶叶局负责人：\n全县采茶4.2万吨。\n【正文】\n茶价每斤320元。", "4.2万吨", "青石县茶叶局负责人"),
        ("【同期声】青石县茶叶局负责人：\n全县采茶4.2万吨。\n【正文】\n茶价每斤320元。", "320元", None),
        ("青石县统计局局长邵明远：全县生产总值增长5.1%。", "5.1%", "邵明远"),
        ("邵明远（青石县统计局局长）：全县生产总值增长5.1%。", "5.1%", "邵明远"),
        ("各地夏收情况\n湖北：今年收小麦410万吨。\n河南：今年收小麦3800万吨。", "410万吨", None),
        ("煤市周报\n动力煤：本周山西报价720元。\n炼焦煤：本周山西报价1500元。", "720元", None),
        ("女：青石县去年接待游客50万人次。\n男：今年又来了20万人次。", "50万人次", None),
        ("编者按：青石县去年接待游客50万人次。", "50万人次", None),
    ],
)
def test_labels_that_name_who_speaks_and_those_that_do_not(text: str, figure: str, name: str | None) -> None:
    source = source_of(text, figure)
    assert (source.name if source else None) == name
