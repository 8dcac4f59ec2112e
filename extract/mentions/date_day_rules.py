"""The rules for days without their month or week: 29日, 10、11日, 周三.

They close the list in ``extract.mentions.date_rules``.
"""

from __future__ import annotations

import datetime as dt

import regex

from extract.data import load_patterns
from extract.mentions import calendar as cal
from extract.mentions.calendar import Interval
from extract.mentions.date_near_rules import WEEKDAY, days_of_month, latest_day, month_from, weekday_index
from extract.mentions.date_parts import NEIGHBOURS
from extract.mentions.date_reading import HOURS, Context, Draft, Reading, from_reference
from extract.mentions.rules import Rules, yes

DAYS: Rules[Draft] = Rules()

_ONE = dt.timedelta(days=1)
_TODAY = "2025-03-12"  # a Wednesday
_HALF_A_MONTH = 15  # days that a text steps back at most from the one told before (9日…，8日)
_IN_BRACKETS = regex.compile(r"[日号]\s?[（(]$")


@DAYS.rule(
    "date.weekday",
    rf"(?<![每逢两隔各一二三四五六日末至到—\-~、本上下这个])(?:(?:星期|礼拜)(?P<weekday>{WEEKDAY})|周(?P<weekday>[一二三四五六日])(?={load_patterns('after_bare_days').pattern}|$))(?![至到—\-~、])",
    yes=[
        yes("周一上午开盘", "周一", reference=_TODAY, start="2025-03-10", end="2025-03-10", precision="day"),
        yes("星期五成交", "星期五", reference=_TODAY, start="2025-03-07"),
        yes("周三，气温", "周三", reference=_TODAY, start="2025-03-12"),
    ],
    no=["每周三上午", "周一鸣", "周一至周五", "一周三次", "四周一片", "5月3日（星期五）"],
)
def weekday(m: regex.Match[str]) -> Draft | None:
    """The latest such day of the week, as a query the coming one; 周 needs words behind it that no name goes on with."""
    if _IN_BRACKETS.search(m.string, max(0, m.start() - 3), m.start()):
        return None  # 5月3日（星期五）: the day is told already
    index = weekday_index(m["weekday"])
    read = from_reference(
        "day",
        lambda day: cal.single(day - (day.weekday() - index) % 7 * _ONE),
        alone=lambda day: cal.single(day + (index - day.weekday()) % 7 * _ONE),
    )
    return Draft(read)


_LATELY = 3  # days before an article's own that it may tell of without the month
# What is done on such a day, perhaps behind a place of which it is told; nouns that go on are of so many days: 7日逆回购利率, 5日自由行价格.
_DONE = (
    r"(?=(?:全[国省市县区港台]|本[港地市]|\p{Han}{2,5}[省市县区州镇])?(?:再度|再次|首次|一共|累计|共|又|再|已|也|约|则|单日|暂时){0,3}"
    r"(?:新增|新?添|增[加至]|接[获到收]|收到|通报|报告|呈报|录得|录到|记录|宣布|公布|发布|披露|举行|举办|召开|发生|爆发|出现|出[口台]|进口|确诊|检[出测]|死亡|遇难"
    r"|(?:最[高低])?气温|降[雨雪水温至]|下[雨雪跌]|上[涨升]|遭|有\d|暴[雨雪雷]|启动|开[始幕放通业]|恢复|完成|抵达|送[达院]|批准|通过|签[署订约]|表[示决]|称|说|指出|下令|决定|报[收告]|收[报于市盘]|开[盘市报]|成交))"
)
_DATE = r"(?P<{}>[1-9]|[12]\d|3[01])"


@DAYS.rule(
    "date.day",
    rf"[（(]{_DATE.format('first')}[）)]日|(?<![\d月.\-—至到~年、])(?P<days>{NEIGHBOURS})日(?![、和及]?\d|[均K内游]|以内|左右)"
    rf"|(?<![\d月.\-—至到~年]){_DATE.format('first')}(?:日{HOURS}?(?:至|到|[-—~])|[至到]){_DATE.format('last')}日(?![均K内游]|以内|左右)"
    rf"|(?:(?<![\d月.\-—至到~年时期达需共逾满])|(?<=截[至止]|截止[到至]|[日号][\d零〇一二三四五六七八九十]{{1,3}}[时点][至到]|[日号]{HOURS}[至到])){_DATE.format('first')}日(?:(?={load_patterns('after_bare_days').pattern})|(?<=[我你他她们][会将要]?[在于]?\d{{1,2}}日)(?=\p{{Han}})(?![游内之以左多均前后]))",
    yes=[
        yes("记者11日从市政府获悉", "11日", reference=_TODAY, start="2025-03-11", precision="day"),
        yes("截至8日12时，受灾", "8日", reference=_TODAY, start="2025-03-08", end="2025-03-08"),
        yes("28日，签约", "28日", reference=_TODAY, start="2025-02-28"),
        yes("他会在15日回来", "15日", reference=_TODAY, start="2025-03-15"),
        yes("8日至10日在京举行", "8日至10日", reference=_TODAY, start="2025-03-08", end="2025-03-10"),
        yes("8日夜间到10日，", "8日夜间到10日", reference=_TODAY, start="2025-03-08", end="2025-03-10"),
        yes("1至5日展出", "1至5日", reference=_TODAY, start="2025-03-01", end="2025-03-05"),
        yes("2日至4日曾返回高雄", "2日至4日", reference=_TODAY, start="2025-03-02", end="2025-03-04"),
        yes("议会（7）日通过", "（7）日", reference=_TODAY, start="2025-03-07"),
        yes("11日，发布", "11日", start=None, end=None, grounding="publication"),
        yes("全市10、11日两天接种", "10、11日", reference=_TODAY, start="2025-03-10", end="2025-03-11"),
        yes("3月10日开打，10、11日共接种", "10、11日", reference="2025-03-20", start="2025-03-10", end="2025-03-11"),
        yes("上月21日签约。24日，投产", "24日", reference=_TODAY, start="2025-02-24"),
        yes("2024年8月6日降雨。\n9日晚间，累计", "9日", start="2024-08-09", end="2024-08-09"),
        yes("2024年8月29日降雨。\n2日晚间，累计", "2日", start="2024-09-02", end="2024-09-02"),
    ],
    no=["2月31日，", "历时20日游客", "32日，", "3、4日游", "我们20日内完成", "改在9日使用"],
)
def bare_day(m: regex.Match[str]) -> Draft:
    """A day without its month: of the month of an earlier day that the sentence names, else the latest one."""
    listed = [int(n) for n in regex.findall(r"\d+", m["days"] or "")]
    first, last = (listed[0], listed[-1]) if listed else (int(m["first"]), int(m["last"]) if m["last"] else None)

    def find(reference: dt.date) -> Interval | None:
        found = latest_day(reference, first)
        until = latest_day(reference, last) if last else None
        return Interval(found.start, until.end, "day") if found and until and until.end > found.start else found

    latest = from_reference("day", find)

    def read(context: Context) -> Reading:
        return _going_on(context, first, last) or _of_month_told(context, first, last) or latest(context)

    return Draft(read)


@DAYS.rule(
    "date.day.next",
    rf"(?<![^，,；;]){_DATE.format('first')}日(?=\p{{Han}})(?![游均内间以左多后前期龄生])",
    yes=[
        yes("上月21日签约，24日投产", "24日", reference=_TODAY, start="2025-02-24", grounding="inherited"),
        yes("2024年12月3日签约，15日投产", "15日", start="2024-12-15", grounding="inherited"),
    ],
    no=["上月21日签约，历时24日", "上月21日签约。24日投产", "25日投产"],
)
def day_next(m: regex.Match[str]) -> Draft:
    """A day without its month at the head of a clause that goes on from an earlier day of the sentence."""
    return Draft(lambda context: _going_on(context, int(m["first"]), None))


@DAYS.rule(
    "date.day.lately",
    rf"(?<![^\p{{Han}}\n，,。；;：:])(?<![月年至到时期达需共逾满约近用经过第放休停住连续每隔各花仅只整超为了的前后早晚逢几数])(?<![改定延移拟将][在于]){_DATE.format('first')}日(?=\p{{Han}})(?![游均内间以左多前后期龄生工无免连未的之而就才仍需要为或]){_DONE}",
    yes=[
        yes("泰国15日新增9186例确诊", "15日", reference="2021-07-16", start="2021-07-15", precision="day"),
        yes("海地14日接获疫苗50万剂", "14日", reference="2021-07-16", start="2021-07-14"),
        yes("疫情升温，埃及再封城，31日又添40例", "31日", reference="2022-09-01", start="2022-08-31"),
        yes("14日全国新增确诊病例23例", "14日", reference="2021-07-15", start="2021-07-14", precision="day"),
        yes("3日清河县降雨42毫米", "3日", reference="2020-08-03", start="2020-08-03"),
    ],
    no=[
        "历时15日完成",
        "连续15日下降",
        "台湾7日游客",
        "为期14日隔离",
        "每月15日发放",
        "历时14日全国巡演",
        "改在9日举行",
        "央行7日逆回购利率",
        "5日自由行价格",
    ],
)
def day_lately(m: regex.Match[str]) -> Draft:
    """A day of the last few before what was done on it, right behind a name or where a clause opens (泰国15日新增…); else so many days."""
    return Draft(lambda context: _of_the_last_few(context, int(m["first"])))


def _of_the_last_few(context: Context, day: int) -> Reading | None:
    """The reading of a day of the month that the article's own is at most a few days behind."""
    found = latest_day(context.reference, day) if context.reference is not None else None
    if found is None or context.reference is None or (context.reference - found.start).days > _LATELY:
        return None
    return Reading(found, "day", "publication")


def _of_month_told(context: Context, first: int, last: int | None) -> Reading | None:
    """The reading of a day by the day that the text told last, in whichever paragraph, where the article's own is unknown."""
    told = context.told
    if context.reference is not None or context.alone or told is None or told.precision != "day":
        return None
    month = month_from(told.end, 1 if told.end.day - first > _HALF_A_MONTH else 0)
    found = days_of_month(month, first, last or first)
    return Reading(found, "day", "coreference") if found else None


def _going_on(context: Context, first: int, last: int | None) -> Reading | None:
    """The reading of a day that is later in the month than the one that was named before it, in the sentence or as the last date."""
    told = context.last.end if context.last is not None and context.last.precision == "day" else None
    day = context.day or told
    if day is None or first < day.day or (first == day.day and last is None):
        return None
    found = days_of_month((day.year, day.month), first, last or first)
    return Reading(found, "day", "inherited") if found else None
