"""From which year on an undated article can be, and the year that its reckoning tells.

Who tells what was at the end of a year writes after it, and so does who names a year beside 今年 (2024年跌1.7%，今年涨4.5%; 自2019年以来…今年).
Some articles reckon from a year that they name to their own: 从2020年的228万降到去年的146万，四年减少三成六; 五年一次…比2019年上届. Each is read
from the whole text (``extract.claims.article_year``).
"""

from __future__ import annotations

from functools import cache

import regex

from extract.data import alternatives, read_table
from extract.data.late import late_regex
from extract.mentions.date_almanac import ANIMALS, animal
from extract.mentions.date_years import COUNT, number

_YEAR = r"(?<![\d.至到—–~-])(?P<year>20\d\d)年"
_NO_PLAN = r"将要拟划标力争预估计约望"
_FIGURE = rf"[^。；！？\n{_NO_PLAN}]{{0,24}}?\d"
_AT_ITS_END = late_regex(  # 截至2021年底，全省装机1.14亿千瓦; not: 到2021年底
    r"截[至止]到?(?P<year>20\d\d)年(?:年?底|年?末|12月底|12月末|12月31日)(?![前以之])" + _FIGURE
)
_ALL_OF_IT = late_regex(rf"(?<![到至在达前]){_YEAR}(?:整整一年|一整年|整年|全年)[，,]?(?![{_NO_PLAN}]){_FIGURE}")
# 2023年末常住人口66万人; 2023年，新增就业8万人，年末失业率3.6%: where 今年 is told of besides
_ENDED = late_regex(
    rf"(?<![到至在达前于]){_YEAR}(?:[末底](?![前以之起]){_FIGURE}|[，,][^。；！？\n{_NO_PLAN}]{{2,80}}?\d[^。；！？\n{_NO_PLAN}]{{0,40}}?[，,]年[末底](?!前){_FIGURE})"
)
_SINCE = late_regex(rf"[自从]{_YEAR}(?:的?\d{{1,2}}月(?:[上中下]旬|底|初)?)?[^，。；！？\n\d]{{0,14}}?(?:以来|起|至今)")
_AGO = late_regex(rf"(?<![\d.])(?P<count>{COUNT})年[以之]?前[的（(，]?{_YEAR}(?!代)")
# 2024年再跌1.7%，今年涨4.5%; 2022年高达28.6%，到去年才降到15.9%: a year that opens its clause, with a figure, and the article's own behind it.
_BESIDE = late_regex(
    rf"(?:^|[，；。！？：:\n、（(,]|而|但)\s?{_YEAR}(?![底末初春夏秋冬的起间代第以\d])(?P<told>[^。！？\n年月]{{1,40}}?\d[^。！？\n年]{{0,25}})[，；、,;？]"
    r"(?:而|但是?|可是?|只是)?(?:到了?|至)?(?P<now>今年|去年)(?!年|同[期月]|的?目标)[^。！？\n]{0,16}?(?:\d|呢)"
)
_NO_FACT = regex.compile(rf"[{_NO_PLAN}]|^[^，,]{{0,10}}的[^，,]{{0,6}}\d")  # 2021年落成的私楼有13%: nothing of what the year was like
# 从2020年的228万降到去年的146万，四年砍掉三成六
_RECKONED = late_regex(
    rf"{_YEAR}(?![以起间代第底末初])(?:(?!(?:19|20)\d\d年)[^。！？\n]){{2,36}}?(?P<now>去年|今年)(?!同[期月])[^。！？\n年]{{2,22}}?[，；、（(,]\s?"
    rf"(?:即|短短|仅仅)?(?P<count>{COUNT})年(?![级前后])(?:间|来|里|之间|下来|时间|累计|就)?[^，。；、以]{{0,8}}?(?:[增减升降涨跌翻砍缩少多掉]|蒸发|累计)"
)
_EVERY = late_regex(
    r"(?<![\d.])(?P<count>[二两三四五十2345])年(?:才|举行|举办|进行|召开)?一[次届选]|每(?P<count>[二两三四五十2345])年(?:举行|举办|召开|选举)?一?[次届]"
)
_ROUND_BEFORE = late_regex(rf"[比较和与跟]{_YEAR}的?(?:上一?[届次])|[比较和与跟]上一?[届次][的（(]?{_YEAR}|上一?[届次][（(]{_YEAR}")
_TERM = late_regex(r"(?<!\d)(?P<year>20\d\d)(?:学年度?秋季|年秋季(?:学期|开学|入学|招生|新生))[^。；！？\n]{0,12}(?:开学|招生|入学|报名|新生)?")
_NEW_TERM = late_regex(r"今秋|今年秋|即将开学|就要开学|开学在即|新学期|9月1日")
# 发布《2014—2018年全市法院劳动争议审判白皮书》
_OF_YEARS = late_regex(
    r"(?:公布|发布|发表|通报|出炉|公开)[^，。；！？\n《]{0,10}[《“]?(?P<first>20\d\d)年?\s?[-—–~～至到]{1,2}\s?(?P<year>20\d\d)年?(?:度)?[^，。；\n》]{0,24}?"
    r"(?:白皮书|蓝皮书|绿皮书|审判|统计|年报|公报|状况|情况)"
)
# 以2020年11月1日零时为标准时点: what a census found is told in the years behind it.
_COUNTED = late_regex(r"(?<!将)以(?P<year>20\d\d)年1[012]月\d{1,2}日[^，。；\n]{0,6}为(?:普查)?标准时点")
_FOUND = late_regex(r"普查(?:主要)?(?:数据|结果|公报)[^，。；\n]{0,8}(?:公布|发布|出炉|揭晓)|普查(?:数据|结果|公报)?显示")
# 截至2024年9月底…今年前9个月: the end of the part of the year that is news.
_PART_ENDS = late_regex(r"(?<!到)(?P<year>20\d\d)年(?P<month>1[0-2]|[1-9])月(?:底|末|3[01]日|28日)(?!前)")
_PART_NOW = late_regex(r"(?:今年|本年)(?:的)?(?:前|1(?:月份?)?[-—–~～至到]{1,2})(?P<month>1[0-2]|[1-9])个?月")
_LONGER = 2  # years between the first and the last of such a report
_ANNIVERSARY = late_regex(rf"今年[^。；！？\n]{{0,16}}?(?P<count>{COUNT})周年")
_FOUNDED = late_regex(r"(?<![\d.])(?P<year>(?:18|19|20)\d\d)年")
_AHEAD = late_regex(r"(?:[到至于在]|力争|争取|计划|预计|目标|规划)\s?(?P<year>20\d\d)年?(?:[^。；！？\n]{0,12}?(?:才|将|要|力争|达到?|建成|实现))")
_ANIMAL = late_regex(
    rf"今年(?:刚?好|正好|恰好|正|恰)?(?:是|为|值|逢)(?:农历|中国|阴历)?的?(?:[甲乙丙丁戊己庚辛壬癸]\p{{Han}})?(?P<animal>[{ANIMALS}])年"
)
_FIRST, _LAST = 2000, 2030  # years of which the web has articles


@cache
def _censuses() -> tuple[dict[tuple[str, int], int], regex.Pattern[str]]:
    rows = read_table("lexicons/surveys.tsv")
    years = {(name, int(r["number"])): int(r["day"][:4]) for r in rows for name in r["names"].split(";")}
    names = alternatives([name for name, _ in years])
    return years, regex.compile(rf"第(?P<number>[一二三四五六七])次(?:全国)?(?P<name>{names})(?:主要)?(?:数据|结果|公报|显示)")


def least(text: str) -> int:
    """The first year that an article can be from, by what it tells as over; 0 where nothing says so."""
    now = "今年" in text
    found = [int(m["year"]) + 1 for m in _AT_ITS_END.finditer(text)]
    found += [int(m["year"]) + 1 for m in _OF_YEARS.finditer(text) if int(m["year"]) - int(m["first"]) >= _LONGER]
    found += [int(m["year"]) + number(m["count"]) for m in _AGO.finditer(text)]
    found += [int(m["year"]) + 1 + (m["now"] == "去年") for m in _BESIDE.finditer(text) if not _NO_FACT.search(m["told"])]
    if now:
        found += [int(m["year"]) + 1 for pattern in (_ALL_OF_IT, _ENDED, _SINCE) for m in pattern.finditer(text)]
    found += [int(m["year"]) + 1 for m in _COUNTED.finditer(text) if _FOUND.search(text)]
    years, census = _censuses()
    found += [years.get((m["name"], number(m["number"])), -1) + 1 for m in census.finditer(text)]
    return max((year for year in found if year <= _LAST), default=0)


def reckoned(text: str) -> set[int]:
    """The years that an article can be from by its own reckoning; empty where it tells none."""
    found = {int(m["year"]) + number(m["count"]) + (m["now"] == "去年") for m in _RECKONED.finditer(text)}
    found |= _of_rounds(text) | _of_anniversary(text)
    parts = {m["month"] for m in _PART_NOW.finditer(text)}
    found |= {int(m["year"]) for m in _PART_ENDS.finditer(text) if m["month"] in parts}
    if _NEW_TERM.search(text):
        found |= {int(m["year"]) for m in _TERM.finditer(text)}
    return {year for year in found if _FIRST <= year <= _LAST}


def of_its_animal(text: str, years: set[int]) -> set[int]:
    """Those of ``years`` that are of the animal that 今年 is said to be of; all of them where none is named."""
    animals = {m["animal"] for m in _ANIMAL.finditer(text)}
    return {year for year in years if animal(year) in animals} if len(animals) == 1 else years


def _of_rounds(text: str) -> set[int]:
    """The year of what comes round every so many years, by that of the round before."""
    every = {number(m["count"]) for m in _EVERY.finditer(text)}
    before = {int(m["year"]) for m in _ROUND_BEFORE.finditer(text)}
    return {before.pop() + every.pop()} if len(every) == 1 and len(before) == 1 else set()


def _of_anniversary(text: str) -> set[int]:
    """The year of an anniversary of what the text dates, where one date alone fits with the years told."""
    named = {int(m["year"]) for m in _FOUNDED.finditer(text)}
    ahead = {int(m["year"]) for m in _AHEAD.finditer(text)}
    last = max(named - ahead, default=0)
    most = min((year for year in ahead if year > last), default=_LAST)
    found = set()
    for m in _ANNIVERSARY.finditer(text):
        fit = [year for year in named if last < year + number(m["count"]) <= most]
        found |= {fit[0] + number(m["count"])} if len(fit) == 1 else set()
    return found
