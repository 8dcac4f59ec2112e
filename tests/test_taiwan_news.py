"""Forms of news and releases from Taiwan that name figures, on sentences of ours: parties, budgets, rankings, schools, trade."""

from __future__ import annotations

import pytest
from told import claims_by_value

from extract import Extractor


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(threshold=0.0)


def names(extractor: Extractor, text: str) -> dict[str, str]:
    """The metric of each value in the order of the text."""
    return {value: c.metric.name for value, c in claims_by_value(extractor, text, "2025-11-17").items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("嘉義市立委補選，民進黨拿下4萬1,200票，得票率48.2%，國民黨則是3萬9,100票，時代力量2,300票。",
         {"4萬1,200票": "民进党得票数", "48.2%": "民进党得票率", "3萬9,100票": "国民党得票数", "2,300票": "时代力量得票数"}),
        ("新竹縣議會改選，國民黨獲12席，首次參選的民眾黨，獲得3席。", {"12席": "国民党席次", "3席": "民众党席次"}),
        ("新竹縣議會改選，國民黨在竹北拿下7席，民進黨席次減少2席。", {"7席": "国民党席次", "2席": "民进党席次"}),
        ("花蓮縣旅館淡季住房率三成，旺季住房率達七成。", {"七成": "旅馆旺季住房率"}),
        ("機票價格以台北到東京9,000元最貴，其次是大阪8,000元。", {"9,000元": "机票价格", "8,000元": "机票价格"}),
        ("雲林縣農損以香蕉損失2.1億元最多，其次為番石榴1.2億元、木瓜8千萬元。",
         {"2.1億元": "香蕉损失", "1.2億元": "番石榴损失", "8千萬元": "木瓜损失"}),
        ("高雄市職災以營造業傷病人數1,200人最多，其次為製造業900人、批發業300人。",
         {"1,200人": "营造业伤病人数", "900人": "制造业伤病人数", "300人": "批发业伤病人数"}),
        ("高雄市115年度預算，社會住宅編列83億元，亞洲新灣區建設編列20億元，智慧高雄編列5億元。",
         {"83億元": "社会住宅", "20億元": "亚洲新湾区建设", "5億元": "智慧高雄"}),
        ("彰化縣農損8,200萬元，占全台農損3億1,000萬元的26%。", {"26%": "农损占全台农损比重"}),
        ("花蓮縣65歲以上人口6.1萬人，占總人口31.2萬人之比例達19.6%。", {"19.6%": "65岁以上人口占总人口比重"}),
        ("2017年用電成長貢獻度前三名為:臺中市(62.6%),高雄市(14.6%),桃園市(11.8%)。", {"14.6%": "用电成长贡献度", "11.8%": "用电成长贡献度"}),
        ("台灣約有1/3的用電需求是由核電支撐。", {"約有1/3": "由核电支撑的用电需求占比"}),
        ("屏東縣全縣長照據點460處，國小學生今年只剩3萬人。", {"460處": "长照据点"}),
        ("台灣2019年塑膠製品製造業能源消費減少0.8%。", {"0.8%": "塑胶制品制造业能源消费"}),
        ("苗栗縣11月對原有工作不滿意而失業者增加200人。", {"200人": "对原有工作不满意而失业者"}),
        ("雲林縣甘藷損失1,600萬元。", {"1,600萬元": "甘薯损失"}),
        ("台東縣暑假住房率平日2成5、假日4成5。去年整體平日住房率3成，假日是5成。",
         {"2成5": "暑假平日住房率", "4成5": "暑假假日住房率", "3成": "整体平日住房率", "5成": "整体假日住房率"}),
        ("屏東縣男性平均壽命從74.4歲增加到76.6歲，同期間女性從81.8歲增加到83.3歲。", {"76.6歲": "男性平均寿命", "83.3歲": "女性平均寿命"}),
        ("台灣新生兒（出生後28日以內）死亡率為每千活產2.8人，嬰兒死亡率從102年每千活產3.9人上升至4.3人。",
         {"2.8人": "新生儿死亡率", "3.9人": "婴儿死亡率", "4.3人": "婴儿死亡率"}),
        ("交易總價中位數前3名為台北市1,380萬元，新北市900萬元；單價中位數以台北市每坪56.1萬元最高。",
         {"1,380萬元": "交易总价中位数", "900萬元": "交易总价中位数", "56.1萬元": "单价中位数"}),
        ("南投縣歲入追加預算61億4,659萬元，歲出追加43億6,418萬元。", {"61億4,659萬元": "岁入追加预算", "43億6,418萬元": "岁出追加预算"}),
        ("花蓮縣肝癌死亡率為每十萬人口三十三‧一人。", {"三十三‧一人": "肝癌死亡率"}),
        ("青海省死亡率為每千人口6.1人，較上年每千人口上升0.1人。", {"6.1人": "死亡率", "0.1人": "死亡率"}),
        ("台灣死亡人數20萬5,000人，其中以惡性腫瘤（癌症）5萬3,000人居首位，其次為心臟病2萬人。",
         {"5萬3,000人": "恶性肿瘤死亡人数", "2萬人": "心脏病死亡人数"}),
    ],
)  # fmt: skip
def test_a_figure_is_named_by_its_form(extractor: Extractor, text: str, expected: dict[str, str]) -> None:
    found = names(extractor, text)
    assert {value: found.get(value) for value in expected} == expected


@pytest.mark.parametrize(
    ("text", "value", "metric"),
    [
        ("屏東縣縣長選舉售票系統賣出3萬票。", "3萬票", "得票数"),
        ("台南市農產以外銷日本的鳳梨2萬公噸最多，其次為韓國1萬公噸。", "1萬公噸", "韩国"),
        ("國民黨晚會準備了80席，台北市。", "80席", "国民党席次"),
        ("花蓮縣遊客淡季減少3成，旺季住房率達到8成。", "8成", "游客旺季"),
        ("機票價格以台北到東京航班9,000元最貴。", "9,000元", "最贵"),
        ("台灣就編列了82億元，仍然不足。", "82億元", "台湾就"),
        ("甘肅省每萬人口發明專利8件，結婚率上升。", "8件", "率"),
        ("台灣來台旅客50萬人，以日本20萬人最多。", "20萬人", "日本"),
        ("長春市供熱率96%，每萬名居民約5名社區醫生。", "約5名", "供热率"),
        ("長春市供熱率96%，每萬名居民約5名。", "約5名", "供热率"),  # a rate that has its figure
    ],
)
def test_what_only_looks_like_such_a_form_is_no_name(extractor: Extractor, text: str, value: str, metric: str) -> None:
    assert metric not in names(extractor, text).get(value, "")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("彰化縣和美國小去年新生120人，今年剩88人。", "88人"),
        ("屏東縣東港國小113學年度招收40名學生。", "40名"),
        ("花蓮縣光復鄉永安國小今年有教師12名。", "12名"),
        ("宜蘭縣甚至有國小今年只招到3名新生。", "3名"),
        ("苗栗縣工業用電（其中的500KW以上大用戶）較去年減少3%。", "500KW以上"),
        ("在全國22縣市中，雲林縣去年稻米產量21萬公噸。", "22縣市"),
        ("屏東縣有18校學生數低於30人。", "低於30人"),
        ("新北市65歲以上人口占18.9%，距離百分之二十聯合國訂定的超高齡社會標準不遠。", "百分之二十"),
        ("全台社宅3.6萬戶，台北市1.53萬戶最多，其他五都均未達1萬戶。", "未達1萬戶"),
    ],
)
def test_a_figure_of_a_school_a_condition_or_others_is_no_claim(text: str, value: str) -> None:
    assert value not in {c.value.text for c in Extractor(threshold=0.3)(text, published="2025-11-17").claims}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("嘉義市國小學生1.5萬人，市立高中學生3,000人。", "1.5萬人"),
        ("海南省農村小學在校生12萬人。", "12萬人"),
        ("台中國小新生減少1,700人。", "1,700人"),
        ("花蓮縣增設國小3所，招聘教師60名。", "60名"),
        ("花蓮縣的偏遠國小有12所，學生700人。", "700人"),
        ("花蓮縣還有學校擴建，增加教師40名。", "40名"),
        ("新竹市合計有5校，學生總數達3,000人。", "3,000人"),
        ("屏東縣轉移安置群眾20多萬人。", "20多萬人"),
    ],
)
def test_figures_of_all_schools_and_people_stay(text: str, value: str) -> None:
    assert value in {c.value.text for c in Extractor(threshold=0.3)(text, published="2025-11-17").claims}


@pytest.mark.parametrize(
    ("text", "value", "place"),
    [
        ("我國台灣8月對美國出口占比達28%，美國市場最為重要。\n去年對日本出口規模80億美元，年增9%。", "80億美元", "台湾省"),
        ("越南今年對美國出口占比達28%。去年對日本出口規模80億美元。", "80億美元", "越南"),
        ("高雄市115年度預算，社會住宅編列83億元，亞洲新灣區建設編列20億元。", "20億元", "高雄市"),
        ("（記者王小明台北報導）衛福部統計，112年肺癌死亡人數9,800人。", "9,800人", "台湾省"),
        ("【記者王小明/台北報導】\n\n死亡時鐘快轉，衛福部表示，一一二年肺癌死亡人數九八○○人。", "九八○○人", "台湾省"),
        ("勞動部公布，台灣無薪假人數5,000人。若以縣市來看，以台中市2,100人最多，其次為台南市900人。至於通報的企業，則有210家。", "210家", "台湾省"),
        ("若以縣市來看，以台中市2,100人最多，其次為台南市900人。台中市通報的企業則有210家。", "210家", "台中市"),
        ("南投縣議會今天開議。主計處報告，今年10月底前還清17.5億元債務。", "17.5億元", "南投县"),
        ("主計處公布，台灣5月失業率4.1%。", "4.1%", "台湾省"),
    ],
)
def test_whose_trade_and_budget_it_is(extractor: Extractor, text: str, value: str, place: str) -> None:
    assert claims_by_value(extractor, text, "2025-11-17")[value].city.name == place


def test_status_period_and_source(extractor: Extractor) -> None:
    text = "主計總處指出，台灣今年失業率有機會降到3.5%以下。新竹市明、後年再動工社會住宅17處。"
    found = claims_by_value(extractor, text, "2025-11-17")
    assert next(c for v, c in found.items() if "3.5%" in v).status == "forecast"
    period = found["17處"].date
    assert period is not None
    assert (period.start, period.end) == ("2026-01-01", "2027-12-31")
    told = claims_by_value(extractor, "台灣能源消費變化\n- 住宅部門：用電量較前一年成長2.1%。", "2025-11-17")
    assert told["2.1%"].source.attribution is None
    told = claims_by_value(extractor, "若以縣市分布來看，嘉義縣共通報31家。衛生局通報新增病例20例。", "2025-11-17")
    assert told["31家"].source.attribution is None
    told = claims_by_value(extractor, "南投縣預計可增加統籌分配稅款144億元。廣東省預計，2027年外貿增長3%。", "2025-11-17")
    assert told["144億元"].source.attribution is None
    assert told["3%"].source.attribution is not None
    mean = claims_by_value(extractor, "台灣用電成長5%，高於過去五年（2012-2017年）的年均成長率0.9%。", "2018-11-17")["0.9%"].date
    assert mean is not None
    assert (mean.start, mean.end) == ("2012-01-01", "2017-12-31")
    assert {"二０五億元", "二五０人"} <= set(claims_by_value(extractor, "台南市累計減債二０五億元，死亡人數二五０人。", "2025-11-17"))
    assert "8,600萬公秉油當量" in claims_by_value(extractor, "台灣能源消費量為8,600萬公秉油當量。", "2025-11-17")
