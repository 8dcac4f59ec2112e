"""Numbers with a unit that label something and measure nothing: classes, sessions, addresses, counts of places just listed."""

from __future__ import annotations

import re

from extract.data.late import late_re
from extract.mentions.quantity_site import Site
from extract.mentions.units import Unit

_CLASS = late_re("[万亿]$|^[百千]+$")  # 千亿级产业, 百万级用户
_ABBREVIATIONS = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新港澳台"
_PLACES = ("省", "市", "县", "区", "州", "国", "地", "城", "镇", "乡", "村", "盟", "旗", "省市", "省区", "县市", "区县", "县区", "市州")
_AND_MORE = late_re("[一两二三四五](?:市|区|州|县|地)(?![级里民长])")
_SO_MANY = late_re("[两二三四五六七八九](?:省|市|县)$")
_MOST_LISTED = 10
_OF_LIST = late_re("[、和及与]")
_CLAUSE = late_re(r"[^，。；：！？\s]*$")
_BODIES = "大协会"  # 全国人大三次会议, 政协五次会议
_SESSION = late_re("(?:全体)?会议|全会")
_MODEL_YEAR = late_re("20[0-9]{2}")
_ROOM = late_re("[0-9]{2,4}[室号]")
_FIRM = late_re("科技|股份|化工|药业|网络|控股|实业|电子|资本|证券")  # 六国化工, 千方科技
_LEVEL = late_re("[大强台地震阵风左以有的]|$|[，。；、）]")  # 三级大风; 一级市场 is a class
_TENOR = late_re("期(?![间末初满限内])|(?:质押|买断)式|逆回购|国债(?!发行)|通知存款")  # 10年期国债, 7天期逆回购 name kinds of papers
_PHASE = late_re("[一二三四五六七八九十]$")  # 一期工程, 三期临床
# 865期节目, 专栏120期提到: the number of an issue
_ISSUE = late_re(r"[\]】]?的?(?:节目|专栏|视频|文章|睡前|还?[提说讲谈介分]|里|中[，提说])")
_EACH = late_re(r"每[ ]?$")
_PRICE_AHEAD = late_re(r"(?:的?(?:价格|售价|均价|单价))?[为是约达近仅涨跌降升]{0,2}[ ]?[\d.]{1,9}[万亿]?[多余]?(?:元|块|[美港欧日][元币金])")
_SO_MANY_OF = late_re("[0-9一二两三四五六七八九十]个[ ]?$")
_SERIAL = late_re(r"(?:节目|专栏|消息|周刊|杂志)[\[【]?$")
_FIRST_ISSUES = 10
_BILLET = "坯"  # 150方坯
_GREAT = late_re("[百千万]?[万亿]+")  # 万亿城市, 百亿企业 name classes by what they produce
_CLASSED = ("城市", "城", "县", "区", "镇", "企业", "省份")
# 20公里竞走, 男子100米, 3米板: disciplines of sport
_RACE = late_re(
    "竞走|[自蛙仰蝶混][由合]?泳|接力|障碍|跨?栏(?!杆|板)|短跑|长跑|赛跑|跑(?![道线车])|[气小步手][气口]?[径步手]?枪|速射|移动靶|[单双四][人桨]|皮划艇|划艇"
    "|跳[台板]|板(?![材桥块])|速滑|短道|越野|马拉松|[半预]?决?赛(?!道)|个人|团体|比赛|项目的?(?:金牌|冠军)|冠军|[金银铜]牌|世界纪录"
)
_RACERS = late_re("(?:男子|女子|男女|男、女|混合|短道|速滑)[ ]?$")
_HEATS = ("大卡", "千卡", "卡")
_COAL = late_re("[\u4e00-\u9fff]{0,6}?(?:煤|发热量)")
_DIMENSION = late_re("[0-9] ?[*×✕] ?$")
_SIZE_CLASS = late_re("[ ]?(?:以[上下]|级)的?(?![的为是占达有仅只在，。])[\u4e00-\u9fff]")
_PER_OUTPUT = late_re(
    "(?:GDP|(?:地区|国内)?生产总值|(?:工业|规上工业|农业)?(?:增加值|总?产值)|营收|销售收入|投资额?)的?[\u4e00-\u9fff]{0,4}(?:能耗|用水|水耗|电耗|耗能|耗水|用电|碳|排放|用地|地耗|死亡|事故)"
)
# 万人有效发明专利拥有量21件, at the head of a clause: of so many people
_PER_PEOPLE = late_re("[\u4e00-\u9fff]{2,14}?(?:率|拥有量|数量|人数|床位数?|[件起])(?:达到?|为|是|约|上升|下降|提高|增[长加]|降|至|超|[0-9])")
_OPENS_CLAUSE = late_re(r"(?:^|[，。；、：,;:\s）)])$")
_HOUSES = ("栋", "幢", "座")
_ADDRESS = late_re("[0-9一二三四五六七八九十]{1,4}(?:单元|层|楼|室|号)")


# Near misses: what a number and a unit only label.
LABELS = (
    "千亿级产业", "百万级用户", "2×7500吨生产线", "150*150方坯", "5500大卡动力煤", "落地亿元以上的项目", "千万元以上工程", "千吨级及以上航道",
    "千人口托位数", "万元GDP能耗",
    "专利（件/万人）", "，万人专利拥有量达标", "亿元生产总值事故死亡率", "2025款轿车", "住3栋2单元501室", "2号楼3层305室", "十三届五次会议",
    "全国人大三次会议", "10年期国债收益率",
    "开展7天期逆回购", "一期工程投产", "进入三期临床", "20公里竞走金牌", "男子100米纪录", "六国化工股价",
    "一级市场融资", "女子3米板", "865期节目讲过这件事", "睡前消息182期分析过", "150方坯报价", "4×100米接力", "50米步枪项目",
)  # fmt: skip
# … and what is neither.
NO_MEASURES = (
    "2023国产牛肉节", "2020国家卓越建设奖",
    *LABELS,
    "2024年", "GPT-4模型", "零件", "三农", "阜新、朝阳、铁岭三市合计", "粤桂两省区合作", "上海、江苏、浙江、安徽三省一市合计",
    "5G基站", "统一部署", "60岁及以上人口", "单位：万元", "迈上5万亿台阶", "下午3点开会", "一点一点地积累", "运-20首飞", "歼-10战机",
    "刑法第1043条", "零起点",
)  # fmt: skip


def is_name(site: Site, unit: Unit, end: int) -> bool:
    """Whether a number and its unit name a class (千亿级产业), a size (2×7500吨生产线), a term, a phase, a session, a model, part of an address."""
    if _DIMENSION.search(site.text, max(0, site.start - 3), site.start):
        return True
    if unit.written in _CLASSED and _GREAT.fullmatch(site.words):
        return True
    if unit.base in ("米", "公里") and (_RACE.match(site.text, end) or _RACERS.search(site.text, max(0, site.start - 4), site.start)):
        return True
    if unit.kind == "time" and _TENOR.match(site.text, end):
        return True
    if unit.written in _HEATS and _COAL.match(site.text, end):
        return True
    if unit.base == "期":
        return _PHASE.match(site.words) is not None or _is_issue(site, end)
    if unit.base in ("国", "方"):
        return (not site.words.isascii() and _FIRM.match(site.text, end) is not None) or site.text.startswith(_BILLET, end)
    if unit.base == "级" and site.words in "一二三四":
        return _LEVEL.match(site.text, end) is None
    if unit.base == "级":
        return _CLASS.search(site.words) is not None
    if unit.base == "次":
        return site.before == "届" or (site.before in _BODIES and site.before != "" and _SESSION.match(site.text, end) is not None)
    if unit.base == "款":
        return _MODEL_YEAR.fullmatch(site.words) is not None
    if unit.base == "层":
        return _ROOM.match(site.text, end) is not None
    return unit.base in _HOUSES and _ADDRESS.match(site.text, end) is not None


def _is_issue(site: Site, end: int) -> bool:
    """Whether a number before 期 is that of an issue of a programme or a paper (865期节目)."""
    if site.number is None or site.number.value < _FIRST_ISSUES:
        return False
    return _ISSUE.match(site.text, end) is not None or _SERIAL.search(site.text, max(0, site.start - 4), site.start) is not None


def counts_by(site: Site, unit: Unit, end: int, bare_scale: bool) -> bool:
    """Whether a number behind 每 says by what a rate counts (每千人, 每3户) or for how much a price is (每500克21.36元)."""
    if not _EACH.search(site.text, max(0, site.start - 2), site.start):
        return False
    return bare_scale or unit.kind == "counter" or (unit.kind != "money" and _PRICE_AHEAD.match(site.text, end) is not None)


def is_size_class(site: Site, unit: Unit, end: int) -> bool:
    """Whether a scale without a numeral and its unit say which things are counted, or by what (亿元以上项目, 千吨级及以上航道, 千人口托位数)."""
    if _SO_MANY_OF.search(site.text, max(0, site.start - 3), site.start):
        return True  # 6个百万羽蛋鸡场
    if unit.kind == "money":
        return _SIZE_CLASS.match(site.text, end) is not None or _PER_OUTPUT.match(site.text, end) is not None
    if site.before == "/":
        return True  # 件/万人
    if unit.base == "人" and _OPENS_CLAUSE.search(site.text, max(0, site.start - 1), site.start) and _PER_PEOPLE.match(site.text, end):
        return True
    return unit.written == "吨级" or site.text.startswith("人口", site.after)


def counts_list(site: Site, unit: Unit, end: int) -> bool:
    """Whether a number only sums up the places listed right before it (阜新、铁岭两市, 粤桂两省区), or is a part of such a sum (三省一市)."""
    if unit.base in _PLACES and (_AND_MORE.match(site.text, end) or _SO_MANY.search(site.text, max(0, site.start - 4), site.start)):
        return True
    if unit.base not in _PLACES or site.number is None or site.words.isdigit() or not 2 <= site.number.value <= _MOST_LISTED:
        return False
    size = int(site.number.value)
    clause = _CLAUSE.search(site.text, max(0, site.start - 8 * size), site.start)
    listed = _OF_LIST.split(clause.group().removesuffix("等")) if clause else []
    return (len(listed) >= size and all(1 < len(name) < 9 for name in listed[1 - size :])) or bool(
        len(listed[-1:]) and re.search(rf"(?:^|[^{_ABBREVIATIONS}])[{_ABBREVIATIONS}]{{{size}}}$", listed[-1])
    )
