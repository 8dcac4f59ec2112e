"""Rules for amounts: numbers with a unit, money, counted things."""

from __future__ import annotations

import re
from decimal import Decimal

from extract.mentions.numeral_forms import SCALE
from extract.mentions.numerals import Number
from extract.mentions.quantity_labels import NO_MEASURES, counts_list, is_name, is_size_class
from extract.mentions.quantity_money import based, currency_before, second_signed, start_of
from extract.mentions.quantity_signs import LEAST_POINTS, counts_points, leads_to, unit_of_points
from extract.mentions.quantity_site import NONE_HERE, SEPARATORS, Draft, Site, SiteRules, between, ends_of, opened, range_from, second
from extract.mentions.rules import yes
from extract.mentions.units import Unit, table, unit_at

MEASURES: SiteRules = SiteRules()

_NO_UNIT = re.compile(r"级(?!别)|月份|年代|年级|年度|年期|年间|月间|分之|大类")
_MORE, _MUCH = re.compile(r"[ ]?(?P<more>多(?!出)|[余来几+＋])[ ]?(?P<count>个多?)?"), re.compile(r"个多?(?=月|小时|星期|世纪|季度|点)")
_AGES = re.compile(
    r"(?:[ ]?(?:\(含\)|（含）)?(?:及)?(?:以上|以下|以内))?(?:的)?(?:未满[ ]?[0-9]{1,2}[ ]?岁)?(?:老年|常住|户籍|就业|劳动|失能|困难|未就学)*"
    r"(?:人口|占|者|患者|群体|老人|老年人|儿童|人群|青年|青少年|少年|居民|女性|男性|妇女|长者|劳动年龄|以上老)"
)
_YEAR, _SCALED, _NOT_SCALE = re.compile("[0-9]{4}"), re.compile(rf"[{SCALE}]$"), re.compile(rf"[^{SCALE}]")
_ENDS = re.compile(r"$|[\s，。；、,;！？）)的多]|左右|以上|以下")
_PROCESS = re.compile("[ ]?(?:[级及]|以下|光刻|芯片|制程|工艺|节点)")  # 7纳米芯片 names a class of chips
_PRICE = re.compile("价|租金|售|门票|起步")
_POINTS = Unit("点", "点", "measure", Decimal(1))
_PREFIXED = ("瓦", "瓦时", "米", "克", "伏", "帕", "卡", "赫兹", "焦耳", "升", "牛", "焦")
_WITH = "和与跟"
JOINS = f"{SEPARATORS}{_WITH} "
_COMPUTING = re.compile(r"[ ]?(?P<more>[多余])?[ ]?(?P<unit>P|E)(?![A-Za-z0-9])")
BEGINS = "多余来几打点+＋"
_NONE_OF = ("人", "人次", "例", "户", "家", "宗")  # 零人, 零例; 零起点 and 零件 are words
_PER_CASE, _BRACKETED = re.compile(r"每[ ]?$"), re.compile(r"(?:单位[ ]?[:：][ ]?|[（(])$")


@MEASURES.at(
    "quantity.measure.range",
    begins=SEPARATORS + BEGINS + _WITH,
    units=True,
    yes=[
        yes("规模在2000亿至3000亿元之间", "2000亿至3000亿元", low=200000000000, high=300000000000, unit="CNY", bound="range"),
        yes("净利润8.5亿元至10亿元", "8.5亿元至10亿元", low=850000000, high=1000000000),
        yes("成交价55~57元/公斤", "55~57元/公斤", low=55, high=57, unit="CNY/公斤"),
        yes("增加3000吨到5000吨", "3000吨到5000吨", low=3000, high=5000, unit="吨"),
        yes("出口3，000至3，700万蒲式耳", "3，000至3，700万蒲式耳", low=30000000, high=37000000),
        yes("花费两到三千澳元", "两到三千澳元", low=2000, high=3000, unit="AUD"),
        yes("日照2300－3300小时", "2300－3300小时", low=2300, high=3300, unit="小时"),
        yes("介于3元和5元之间", "3元和5元之间", low=3, high=5, unit="CNY"),
        yes("介于3.5和4.2亿元之间", "3.5和4.2亿元之间", low=350000000, high=420000000, unit="CNY"),
        yes("面积在80与120平方米之间", "80与120平方米之间", low=80, high=120, unit="平方米"),
        yes("气温为-5至8摄氏度", "-5至8摄氏度", low=-5, high=8, unit="摄氏度"),
        yes("气温-5至8摄氏度", "-5至8摄氏度", low=-5, high=8, unit="摄氏度"),
    ],
    no=["2020至2022年", "1—5月", "3-5日", "3和5号车站之间", "上涨15元至410元", "增加约3900人至12.4万人", "增加了69万至528万人"],
)
def measure_range(site: Site) -> Draft | None:
    """A span of amounts with a unit at both ends or at the last only."""
    text, at = site.text, site.end
    first = site.unit
    other = None
    if first is not None:
        behind = text[first[1] : first[1] + 1]
        if behind and behind in JOINS:
            other = second(text, first[1]) or between(text, first[1])
    if other is None:
        if text[at : at + 1] not in JOINS:
            return None
        first, other = None, second(text, at) or (between(text, at) if site.next and site.next in _WITH else None)
    if other is None or site.number is None:
        return None
    words, high, end = other
    more = text[end : end + 1] in "多余" and text[end : end + 1] != ""
    found = unit_at(text, end + more + text.startswith(" ", end + more))
    if found is None or _NO_UNIT.match(text, found[1]):
        return None
    unit, end = found
    if first is not None and first[0].base != unit.base:
        return None
    leads = first is not None or (site.words[-1:] in "万亿" and site.before in ("了", "约"))  # 增加了69万至528万人
    if leads and leads_to(text, site.start, site.number.value, high.value):
        return None
    if unit.written == "年" and _YEAR.fullmatch(site.words):
        return None
    currency = currency_before(site)
    ends = range_from(site, words, high, shared=first is None)
    if ends is None:
        return None
    start = currency[0] if currency else ends[0]
    if unit.base == "岁" and _AGES.match(text, end):
        return NONE_HERE
    if text.startswith("之间", end):
        end += 2 * (not second(text, first[1] if first is not None else at))
    factor = first[0].factor if first is not None else unit.factor
    return Draft("measure", (start, end), "amount", None, ends[1] * factor, ends[2] * unit.factor, based(unit, currency), "range")


@MEASURES.at(
    "quantity.measure.adjacent",
    begins=BEGINS,
    units=True,
    yes=[
        yes("五六百家企业", "五六百家", low=500, high=600, unit="家", bound="range"),
        yes("来了三四十人", "三四十人", low=30, high=40, unit="人"),
        yes("十五六个项目", "十五六个", low=15, high=16),
        yes("有三五个品种", "三五个", low=3, high=5, unit="个"),
        yes("村里有百八十家店铺", "百八十家", low=80, high=100, unit="家"),
        yes("耗资一两千元", "一两千元", low=1000, high=2000, unit="CNY"),
    ],
    no=["二〇二四年", "一二三产业", "三十五家"],
)
def measure_adjacent(site: Site) -> Draft | None:
    """Two neighbouring digits that stand for a span: 五六百家, 三四十人."""
    return measured(site) if site.number is not None and site.number.top is not None else None


@MEASURES.at(
    "quantity.measure",
    begins=BEGINS,
    units=True,
    yes=[
        yes("规模突破3000亿元，", "3000亿元", number=300000000000, unit="CNY", kind="amount"),
        yes("债务余额为498亿7千多万元", "498亿7千多万元", number=49870000000, bound="more_than"),
        yes("人民币4100余万元", "人民币4100余万元", number=41000000, bound="more_than", unit="CNY"),
        yes("总装机达3.25亿千瓦", "3.25亿千瓦", number=325000000, unit="千瓦"),
        yes("60来个平台", "60来个", number=60, bound="approx", unit="个"),
        yes("20,059亿元", "20,059亿元", number=2005900000000),
        yes("楼面价64834元/平米", "64834元/平米", number=64834, unit="CNY/平方米"),
        yes("物业费2.5元/平方米/月。", "2.5元/平方米/月", number=Decimal("2.5"), unit="CNY/平方米/月"),
        yes("来了三十多号人", "三十多号人", number=30, unit="人", bound="more_than"),
        yes("出口1546亿美元", "1546亿美元", number=154600000000, unit="USD"),
        yes("投入75万台（套）农机", "75万台（套）", number=750000, unit="台套"),
        yes("一年花个万把块钱", "万把块钱", number=10000, bound="approx", unit="CNY"),
        yes("油价每公升30元", "30元", number=30, kind="amount"),
        yes("成百上千家企业", "成百上千家", number=100, bound="more_than", unit="家"),
        yes("吸引500+家门店", "500+家", number=500, bound="more_than", unit="家"),
        yes("吞吐量4900万标准箱", "4900万标准箱", number=49000000, unit="标准箱"),
        yes("浓度3.2mg/dL。", "3.2mg/dL", number=Decimal("3.2"), unit="毫克/分升"),
        yes("占地500米²。", "500米²", number=500, unit="平方米"),
        yes("进口LNG300万吨", "300万吨", number=3000000, unit="吨"),
        yes("全年零人死亡", "零人", number=0, unit="人"),
        yes("產值１.２萬億元", "１.２萬億元", number=1200000000000, unit="CNY"),
        yes("售出3打毛巾", "3打", number=36, unit="个"),
        yes("耗时3个多月", "3个多月", number=3, unit="个月", bound="more_than"),
        yes("沪指涨了三个多点。", "三个多点", number=3, unit="点", bound="more_than", kind="growth"),
        yes("会开了三个多点。", "三个多点", number=3, unit="小时", bound="more_than"),
        yes("年发电2758千万瓦时", "2758千万瓦时", number=27580000000, unit="瓦时"),
        yes("用时两年半", "两年半", number=Decimal("2.5"), unit="年"),
        yes("投资壹拾贰万叁仟元", "壹拾贰万叁仟元", number=123000, unit="CNY"),
        yes("外銷訂單七二九．二億美元", "七二九．二億美元", number=72920000000, unit="USD"),
        yes("保費收入二八四・五億元，", "二八四・五億元", number=28450000000),
        yes("进出口1403.亿元。", "1403.亿元", number=140300000000, unit="CNY"),
        yes("门店廿三家", "廿三家", number=23, unit="家"),
        yes("参加的有小一万人。", "一万人", number=10000, bound="approx", unit="人"),
        yes("企业逾500家", "500家", number=500, bound="more_than"),
        yes("产值至少3亿元", "3亿元", number=300000000, bound="at_least"),
        yes("岗位500个以上", "500个", number=500, bound="at_least"),
        yes("3天以内办结", "3天", number=3, bound="at_most", unit="天"),
        yes("智能算力达1200EFLOPS", "1200EFLOPS", number=1200, unit="EFLOPS"),
        yes("啤酒销量800万千升", "800万千升", number=8000000, unit="千升"),
        yes("血糖6.1mmol/L，", "6.1mmol/L", number=Decimal("6.1"), unit="毫摩尔/升"),
        yes("气压1013hPa。", "1013hPa", number=1013, unit="百帕"),
        yes("转速6000转/分钟。", "6000转/分钟", number=6000, unit="转/分钟"),
        yes("产出2.3亿元/平方公里", "2.3亿元/平方公里", number=230000000, unit="CNY/平方公里"),
        yes("节约1.2万吨标准煤", "1.2万吨标准煤", number=-12000, unit="吨标准煤", kind="growth"),
        yes("日产500吨/日", "500吨/日", number=500, unit="吨/天"),
        yes("拥有近百所高校", "近百所", number=100, unit="所", bound="approx"),
        yes("净利润-3.5亿元", "-3.5亿元", number=-350000000, unit="CNY", kind="amount"),
        yes("水位－12.5米", "－12.5米", number=Decimal("-12.5"), unit="米"),
        yes("企业同比-35家", "-35家", number=-35, unit="家", kind="growth"),
        yes("每千人口拥有6.7张床位", "6.7张", number=Decimal("6.7"), unit="张"),
        yes("拥有专利28件/万人", "28件/万人", number=28, unit="件/万人"),
        yes("气温零下5摄氏度", "零下5摄氏度", number=-5, unit="摄氏度"),
        yes("体重三斤半，", "三斤半", number=Decimal("3.5"), unit="斤"),
        yes("租金指数下降17.27点，", "17.27点", number=Decimal("-17.27"), unit="点", kind="growth"),
        yes("景气指数上升5点，", "5点", number=5, unit="点", kind="growth"),
        yes("股指站上4000点", "4000点", number=4000, unit="点"),
        yes("从1200万增至1500万人", "1200万", number=12000000, unit="人"),
        yes("由1.2扩大到1.5亿元", "1.2", number=120000000, unit="CNY"),
        yes("电价1.2元/千瓦时", "1.2元/千瓦时", number=Decimal("1.2"), unit="CNY/千瓦时"),
    ],
    no=list(NO_MEASURES),
)
def measure(site: Site) -> Draft | None:
    """A number with a unit: money, measures, counted things. 多, 余 and 来 leave it open; 打 is a dozen."""
    return measured(site)


def measured(site: Site) -> Draft | None:
    """A number with the unit behind it; ``NONE_HERE`` where both only name something."""
    if site.number is None:
        return None
    text = site.text
    more = False
    found = site.unit
    if found is None:
        m = _MORE.match(text, site.end)
        if m is None:
            if text.startswith("点", site.after) and counts_points(text, site.start, site.after, site.number.value):
                found = _POINTS, site.after + 1
            elif (
                text.startswith("打", site.after)
                and site.before not in (":", "：")
                and not re.match("[造工击破算折开]|白骨", text[site.after + 1 : site.after + 3])
            ):
                found = Unit("打", "个", "counter", Decimal(12)), site.after + 1
            else:
                return None
        else:
            found, more = unit_at(text, m.end() if not m["count"] else m.start("count")), m["more"] != "来"
            if found is None and text.startswith("点", m.end()) and site.number.value >= LEAST_POINTS:
                found = _POINTS, m.end() + 1
            if found is None:
                return None
    unit, end = found
    if unit.kind != "money" and len(site.words) == 1 and site.words in "陆伍肆拾参零" and not (site.words == "零" and unit.base in _NONE_OF):
        return None  # 陆地, 零部件
    if is_name(site, unit, end) or counts_list(site, unit, end):
        return NONE_HERE
    if unit.base == "个" and (m := _MUCH.match(text, site.after)) is not None:
        if text.startswith("点", m.end()):
            points = unit_of_points(text, site.start, m.end(), more="多" in m.group())
            if points is not None:
                return opened("measure", (site.start, m.end() + 1), "amount", site.number, points, more="多" in m.group())
            return None if "多" in m.group() else opened("measure", (site.start, end), "amount", site.number, "个", more=more)
        name = "个季度" if text.startswith("季度", m.end()) else "个月"
        longer = unit_at(text, m.end()) or (table()[name], m.end() + len(name) - 1)
        unit, end, more = (*longer, "多" in m.group())
    if _NO_UNIT.match(text, end) or (unit.written == "年" and _YEAR.fullmatch(site.words)):
        return NONE_HERE
    if unit.base == "岁" and _AGES.match(text, end):
        return NONE_HERE
    if unit.written == "年" and text[end : end + 1] in ("代", "级", "度"):
        return NONE_HERE
    if unit.base == "起" and _ENDS.match(text, end) and _PRICE.search(site.left(10)):
        return None  # 呎价1.8万起: a price to begin with
    if unit.base == "纳米" and _PROCESS.match(text, end):
        return NONE_HERE
    bare_scale = site.words[0] in SCALE and not _NOT_SCALE.search(site.words)
    if bare_scale and (site.words in ("千", "兆", "百") and unit.base in _PREFIXED):
        return NONE_HERE  # 元/千瓦: a unit of a unit
    if bare_scale and _BRACKETED.search(text, max(0, site.start - 5), site.start):
        return NONE_HERE  # 单位：万元, （亿元）: the unit of what follows
    if bare_scale and is_size_class(site, unit, end):
        return NONE_HERE
    if site.before and site.before in "每 " and _PER_CASE.search(text, max(0, site.start - 2), site.start) and (bare_scale or unit.kind == "counter"):
        return NONE_HERE  # 每千人, 每3户: what a rate counts by
    start, currency, sign = start_of(site)
    factor, number = unit.factor * sign, site.number
    if (
        unit.kind in ("time", "measure")
        and text.startswith("半", end)
        and (unit.kind == "time" or _ENDS.match(text, end + 1))
        and not number.open
        and not _SCALED.search(site.words)
    ):
        number, end = Number(number.value + Decimal("0.5")), end + 1
    if site.unit is None and not more and not number.open and text.startswith("来", site.after):
        number = Number(number.value, "near", number.top)  # 60来座
    return opened("measure", (start, end), "amount", number, based(unit, currency), factor=factor, more=more)


@MEASURES.at(
    "quantity.compute",
    begins="PE多余",
    yes=[yes("算力规模突破4000P。", "4000P", number=4000, unit="P", bound="more_than")],
    no=["3P犯罪", "面积20E"],
)
def compute(site: Site) -> Draft | None:
    """Computing power in P or E (10¹⁵ or 10¹⁸ operations a second), where the words speak of computing power."""
    m = _COMPUTING.match(site.text, site.end)
    if m is None or site.number is None or "算" not in site.left(24):
        return None
    return opened("measure", (site.start, m.end()), "amount", site.number, m["unit"], more=bool(m["more"]))


@MEASURES.at(
    "quantity.money.sign",
    begins="",
    yes=[
        yes("成交价US$350", "US$350", number=350, unit="USD"),
        yes("罚款人民币4.7亿。", "人民币4.7亿", number=470000000, unit="CNY"),
        yes("售价¥100-200。", "¥100-200", low=100, high=200, unit="CNY"),
        yes("售价￥300。", "￥300", number=300, unit="CNY"),
    ],
    no=["人民币汇率", "美元指数"],
)
def money_sign(site: Site) -> Draft | None:
    """A currency's sign or name before a number without a unit behind it."""
    currency = currency_before(site)
    if currency is None or site.number is None:
        return None
    other = second_signed(site)
    ends = ends_of(site.words, site.number, other[0], other[1]) if other else None
    if other is not None and ends is not None:
        return Draft("measure", (currency[0], other[2]), "amount", None, ends[0], ends[1], currency[1], "range")
    more = site.text[site.end : site.end + 1] in ("多", "余")
    return opened("measure", (currency[0], site.end + more), "amount", site.number, currency[1], more=more)
