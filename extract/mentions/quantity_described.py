"""Rules for numbers that describe and measure nothing of a place: how long something went on, of what size or age things are.

They are quantities like any other to who looks for quantities; no claim is made of them (``DESCRIBE``).
"""

from __future__ import annotations

import re
from decimal import Decimal

from extract.mentions.quantity_measures import BEGINS, JOINS, measure_range, measured
from extract.mentions.quantity_site import Draft, Site, SiteRules, opened
from extract.mentions.rules import yes

DESCRIBED: SiteRules = SiteRules()
# Ids of rules whose figures are no place's.
DESCRIBE = ("quantity.duration", "quantity.size", "quantity.age", "quantity.party", "quantity.class", "quantity.sample")

_HOW_LONG = re.compile(r"(?:连续|连[升跌涨降增减跃扩缩]|(?<!大)连|历时|历经|时隔|相隔|睽违|阔别|为期|为时)(?:了|超过|长达|约|近|逾|超)?[ ]?$")
_LAST = frozenset("续连升跌涨降增减跃扩缩时经隔违别期为了过达约近逾超 ")  # the last characters of these words
_TIMES = ("年", "个月", "月", "周", "天", "日", "季", "季度", "个季度", "小时", "次", "届", "度", "期", "轮", "场", "夜")
_OF_SCREENS = ("英寸", "千伏", "伏", "毫米")  # of screens, wafers, lines: these never add up
_OF_FLOORS = ("呎", "平方英尺", "平方米", "坪")
_SIZES = (*_OF_SCREENS, *_OF_FLOORS)
_LARGEST = 10_000
_AT_LEAST = r"[ ]?(?:（含）|\(含\))?(?:及|或|和)?(?:以上|以下|以内|之上|之下)"
_KIND = r"的?(?:大型|中型|小型|大|中|小|新|旧|普通|刚需|改善型)?"
_HOMES = r"(?:单位|户型|住宅|住房|商品房|房源|房屋|房子|新房|二手房|公寓|楼宇|物业|套型|居屋|公屋|屋|户|套房)"
_BOUNDED_HOMES = re.compile(_AT_LEAST + _KIND + _HOMES)
_ANY_HOMES = re.compile(_KIND + _HOMES)
_BOUND_BEFORE = re.compile(r"(?:少于|小于|不足|不到|低于|未满|大于|超过|逾|多于|[^0-9]不超过)[ ]?$")
_OF_THING = re.compile(rf"(?:{_AT_LEAST})?{_KIND}(?![左右以之的至到和及或与、多余])[\u4e00-\u9fffA-Z]")
_OF_AGE = re.compile("寿命|年龄|平均|人均|中位|初婚|初育|生育|结婚|[岁毒工教婚树]龄|女性为|男性为")
_NEAR = 8  # characters behind a number in which the unit of a range of ages stands
_IN_BRACKETS = re.compile(rf"(?:{_AT_LEAST}|或以[上下])?[ ]?[)）]")  # 中小型单位（100平方米以下）售价指数
_CLASS = re.compile(
    rf"{_AT_LEAST}的?(?:重大|重点|大型|中型|小型|新设|新建|在建|外资|内资|工业|农业|产业|制造业|投资|招商|技改|风电|光伏|煤电|火电|散货){{0,4}}"
    "(?:项目|工程|投资案|诉讼案|企业|机组|整机|船舶|泊位|大楼|新房|二手房|订单|合同)"
)
_CITIES = re.compile(rf"(?:人口|人){{1,2}}{_AT_LEAST}的?(?:特大|超大|大|中等|中小|小)?(?:城市|城镇|县城|县)(?!数|人口)")
_SCHOOLS = re.compile(  # 50人以下国小, 6班(每年级1班)以下学校
    rf"(?:[ ]?[(（][^()（）]{{1,8}}[)）])?{_AT_LEAST}的?(?:小型|偏乡|偏远|公立|私立)?(?:国[民]?[小中]|[小中]学|高中|学校|幼儿园|教学点|班级|校)"
)
_EACH_GRADE = re.compile(rf"[ ]?[)）]{_AT_LEAST}的?[国学]")  # … (每年级1班)以下学校
_OF_SCHOOLS = ("人", "名", "班", "个班")
_OF_CLASSES = ("measure", "money")
_PARTY = re.compile("一行(?:共计?|约|近)?[ ]?$")
_SAMPLE = re.compile(  # 70个大中城市新建住宅价格: of how many the figures are
    r"(?:(?:大中|(?:新|准)?[一二三四五]线|热点|重点|主要|样本|监测|代表)(?:和|及|、)?){1,3}城市的?(?:中[，,]?)?"
    r"(?:新建|新房|二手|商品|住宅|住房|房[价租]|房屋|楼市|土地|宅地|成交|平均|租金|写字楼|空气|PM|消费|新增|推出|供应|库存)"
)
_CLAUSE = 40  # characters before an age in which the word stands that makes it a measurement


@DESCRIBED.at(
    "quantity.duration",
    begins="年个月周星天日季小届次度期轮场夜" + JOINS + BEGINS,
    yes=[
        yes("连续28年增长", "28年", number=28, unit="年"),
        yes("楼价连跌3个月，", "3个月", number=3, unit="个月"),
        yes("价格连升5周。", "5周", number=5, unit="周"),
        yes("历时3年建成", "3年", number=3),
        yes("为期10天的展会", "10天", number=10, unit="天"),
        yes("时隔8年再次突破", "8年", number=8),
        yes("为期40天-45天的检修", "40天-45天", low=40, high=45),
        yes("连续两年位居第一", "两年", number=2),
        yes("连续3次获评", "3次", number=3, unit="次"),
    ],
    no=["平均通勤38分钟", "预期寿命80年", "重污染天数38天", "连接3座城市", "连续生产28万吨"],
)
def duration(site: Site) -> Draft | None:
    """For how long or how often in a row something was so (连续28年, 连跌3个月, 时隔8年)."""
    if site.number is None or site.before not in _LAST or not _HOW_LONG.search(site.left(8)):
        return None
    draft = measure_range(site) or measured(site)
    return draft if draft is not None and draft.unit in _TIMES else None


@DESCRIBED.at(
    "quantity.size",
    begins="英吋呎平㎡m坪千kK伏" + JOINS + BEGINS,
    yes=[
        yes("1076呎以上大单位售价", "1076呎", number=1076, unit="呎", bound="at_least"),
        yes("少于431平方呎的单位租金", "431平方呎", number=431, unit="平方英尺", bound="less_than"),
        yes("431至752平方呎单位租金", "431至752平方呎", low=431, high=752, unit="平方英尺"),
        yes("90平方米以下户型占比", "90平方米", number=90, unit="平方米", bound="at_most"),
        yes("小型单位(40平方米以下)售价", "40平方米", number=40, unit="平方米", bound="at_most"),
        yes("乙类物业（40至69.9平方米）租金", "40至69.9平方米", low=40, high=Decimal("69.9"), unit="平方米"),
        yes("12英寸晶圆产能", "12英寸", number=12, unit="英寸"),
        yes("500千伏输电线路", "500千伏", number=500, unit="千伏"),
    ],
    no=["人均住房面积40平方米，", "扩建楼面（合计300平方米）", "新建住宅300万平方米", "屏幕尺寸为12英寸，", "完成800平方米改造"],
)
def size(site: Site) -> Draft | None:
    """Of what size things are: homes by their floor space, screens and wafers by inches, lines by their voltage."""
    found = site.unit
    if site.number is None or (found is not None and found[0].base not in _SIZES):
        return None
    draft = measure_range(site) or measured(site)
    if draft is None or draft.unit not in _SIZES or (draft.number or draft.high or 0) >= _LARGEST:
        return None
    text, (start, end) = site.text, draft.span
    if draft.unit in _OF_SCREENS:
        return draft if _OF_THING.match(text, end) else None
    bounded = draft.bound == "range" or _BOUND_BEFORE.search(text, max(0, start - 4), start)
    closed = _IN_BRACKETS.match(text, end) if text[max(0, start - 1) : start] in ("(", "（") else None
    if closed is not None and (bounded or len(closed.group()) > 1):
        return draft
    return draft if (_ANY_HOMES if bounded else _BOUNDED_HOMES).match(text, end) else None


@DESCRIBED.at(
    "quantity.age",
    begins="岁周" + JOINS + BEGINS,
    yes=[
        yes("45岁的王某某", "45岁", number=45, unit="岁"),
        yes("面向18至40岁的创业者", "18至40岁", low=18, high=40, unit="岁"),
        yes("年满60岁可领取", "60岁", number=60, unit="岁"),
    ],
    no=["人均预期寿命79.6岁", "平均年龄为41.2岁", "初婚年龄推迟到28岁", "男性81.2岁"],
)
def age(site: Site) -> Draft | None:
    """How old somebody or a group is, where no word says that ages are measured (寿命, 平均年龄)."""
    if site.number is None or "岁" not in site.text[site.end : site.end + _NEAR]:
        return None
    draft = measure_range(site) or measured(site)
    if (
        draft is None
        or draft.unit != "岁"
        or (draft.number is not None and draft.number % 1)
        or _OF_AGE.search(site.text, max(0, site.start - _CLAUSE), site.start)
    ):
        return None
    return draft


@DESCRIBED.at(
    "quantity.party",
    begins="人名位余多",
    yes=[
        yes("访问团一行12人抵达", "12人", number=12, unit="人"),
        yes("贵宾一行30余人", "30余人", number=30, bound="more_than"),
    ],
    no=["共12人抵达", "银行一行3家"],
)
def party(site: Site) -> Draft | None:
    """How many came together (一行12人)."""
    if site.number is None or site.before not in "行共计约近 " or not _PARTY.search(site.left(6)):
        return None
    draft = measured(site)
    return draft if draft is not None and draft.unit in ("人", "名", "位") else None


@DESCRIBED.at(
    "quantity.class",
    begins=BEGINS + "（(及或和以之 ",
    units=True,
    yes=[
        yes("引进2亿元以上重大投资案93案", "2亿元", number=200000000, unit="CNY", bound="at_least"),
        yes("落户58个1000万美元以上新设外资项目", "1000万美元", number=10000000, unit="USD"),
        yes("成交3000万以上的二手房", "3000万", number=30000000, unit=None),
        yes("覆盖99%的20万人口以上城市", "20万人口", number=200000, unit="人"),
        yes("1.5兆瓦及以上风电整机", "1.5兆瓦", number=Decimal("1.5"), unit="兆瓦"),
        yes("80人以下国小共有25所", "80人", number=80, unit="人", bound="at_most"),
    ],
    no=["完成投资3500亿元以上，", "培育100家以上企业", "投入2亿元以上支持企业", "新增300人以上，学校减少"],
)
def sized(site: Site) -> Draft | None:
    """From what size on things are counted: 2亿元以上重大项目, 1.5兆瓦及以上机组."""
    if site.number is None:
        return None
    found = site.unit
    if found is None:
        return (
            opened("number", (site.start, site.end), "number", site.number, None)
            if site.words[-1] in "万亿" and _CLASS.match(site.text, site.end)
            else None
        )
    if _CITIES.match(site.text, site.end):
        return measured(site)  # 20万人口以上城市
    if found[0].base in _OF_SCHOOLS and (_SCHOOLS.match(site.text, found[1]) or (site.before == "级" and _EACH_GRADE.match(site.text, found[1]))):
        return measured(site)
    draft = measured(site) if found[0].kind in _OF_CLASSES else None
    return draft if draft is not None and _CLASS.match(site.text, draft.span[1]) else None


@DESCRIBED.at(
    "quantity.sample",
    begins="个座大",
    yes=[
        yes("70个大中城市新建商品住宅价格环比上涨", "70个", number=70, unit="个"),
        yes("35个三线城市二手住宅价格持平", "35个", number=35, unit="个"),
    ],
    no=["拥有3个一线城市", "建成12个重点城市生活圈", "覆盖20个重点城市，"],
)
def sample(site: Site) -> Draft | None:
    """Of how many cities of a kind the figures behind are (70个大中城市住宅价格)."""
    draft = measured(site) if site.number is not None else None
    return draft if draft is not None and draft.unit in ("个", "座") and _SAMPLE.match(site.text, draft.span[1]) else None
