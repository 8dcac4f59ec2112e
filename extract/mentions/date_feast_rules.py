"""Rules for festivals told by where they lie from the article's own day (下个母亲节, 上个春节假期), and for days of the one that was told."""

from __future__ import annotations

import datetime as dt

import regex

from extract.data import alternatives
from extract.mentions.calendar import Interval
from extract.mentions.date_almanac import festivals
from extract.mentions.date_reading import Context, Draft, Reading, from_reference, with_role
from extract.mentions.date_years import COUNT, number
from extract.mentions.rules import Rules, yes

NEXT_FEASTS: Rules[Draft] = Rules()

_TODAY = "2025-03-12"
_STEPS = {"上上": -2, "上": -1, "这": 0, "下": 1, "下下": 2}
_NAMED = alternatives(list(festivals()))
_HOLIDAY = "小长假|大长假|长假|节?假期|黄金周|(?:节日|节|假日)?期间|档期?|假日"
_YEARS = 3  # to either side; no festival is further off


@NEXT_FEASTS.rule(
    "date.feast",
    rf"(?<![以之向马])(?P<step>上上|下下|[上下这])一?个(?:的)?[“\"「]?(?P<feast>{_NAMED})[”\"」]?(?P<holiday>{_HOLIDAY})?(?![路街村镇]|广场|联欢)",
    yes=[
        yes("下个母亲节前上市", "下个母亲节", reference=_TODAY, start="2025-05-11", end="2025-05-11", precision="day"),
        yes("上个春节假期，", "上个春节假期", reference=_TODAY, start="2025-01-28", end="2025-02-04"),
        yes("上一个中秋节客流", "上一个中秋节", reference=_TODAY, start="2024-09-17"),
        yes("下一个“双十一”，", "下一个“双十一”", reference=_TODAY, start="2025-11-11"),
        yes("上上个国庆黄金周收入", "上上个国庆黄金周", reference=_TODAY, start="2023-09-29", end="2023-10-06"),
        yes("这个清明假期，", "这个清明假期", reference="2025-04-07", start="2025-04-04", end="2025-04-06"),
        yes("下个春节前，", "下个春节", start=None, end=None),
    ],
    no=["上个节目", "马上个春节", "下个路口", "这个国庆路口"],
)
def next_feast(m: regex.Match[str]) -> Draft:
    """A festival, or its holiday, counted from the article's day: 下个 is the first to come, 上个 the last that is over, 这个 the nearest."""
    found, step = festivals()[m["feast"]][0], _STEPS[m["step"]]

    def near(day: dt.date) -> Interval | None:
        years = range(day.year - _YEARS, day.year + _YEARS + 1)
        days = [d for year in years if (d := found.holiday(year) if m["holiday"] else found.on(year)) is not None]
        if not step:
            return min(days, key=lambda d: abs((d.start - day).days), default=None)
        lying = [d for d in days if d.start > day] if step > 0 else [d for d in days if d.end < day][::-1]
        # Holidays of years whose notice is not out are unknown: a gap leaves open which one is meant.
        whole = len(lying) >= abs(step) and abs((lying[abs(step) - 1].start - day).days) < (abs(step) + 0.2) * 366
        return lying[abs(step) - 1] if whole else None

    return with_role(m, from_reference("day", near))


_LONGEST = 42  # days of the travel rush, and two


@NEXT_FEASTS.rule(
    "date.feast.days",
    rf"(?:小?长假|节?假期|节?假日|黄金周|节日)(?:的)?(?:(?P<first>首日|第一[天日])|(?P<end>最后一[天日]|末日)|(?P<before>[前首头])(?P<count>{COUNT})[天日]|第(?P<nth>{COUNT})[天日])"
    rf"|(?<![^，。；、：,;:\s“”（(])(?P<before>前)(?P<count>{COUNT})[天日](?=[，,：:]|累计|全[国省市县区]|我[省市])",
    yes=[
        yes("2024年国庆假期接待900万人次。假期首日接待100万人次", "假期首日", start="2024-10-01", end="2024-10-01", precision="day"),
        yes("2024年国庆假期接待900万人次，其中长假第三天最多", "长假第三天", start="2024-10-03", end="2024-10-03"),
        yes("2024年国庆假期前七天接待900万人次。前5日，全省", "前5日", start="2024-10-01", end="2024-10-05"),
        yes("2024年国庆假期，全省接待900万人次，假期前三天共300万人次", "假期前三天", start="2024-10-01", end="2024-10-03"),
        yes("2024年国庆假期，假期首三日共接待300万人次", "假期首三日", start="2024-10-01", end="2024-10-03"),
        yes("2024年春节假期过去，假期最后一天返程", "假期最后一天", start="2024-02-17", end="2024-02-17"),
    ],
    no=["前三天，他来过", "开业前三天，客流", "假期首日票", "国庆假期，前20天，"],
)
def days_of_feast(m: regex.Match[str]) -> Draft:
    """Days of the public holiday that the text named: its first, its last, one by its number, so many from the first."""

    def read(context: Context) -> Reading | None:
        whole = context.holiday
        if whole is None:
            return None
        length = (whole.end - whole.start).days + 1
        count = number(m["count"] or m["nth"]) if m["count"] or m["nth"] else 1
        if not 1 <= count <= length <= _LONGEST:
            return None
        last = whole.end if m["end"] else whole.start + (count - 1) * dt.timedelta(days=1)
        return Reading(Interval(whole.start if m["before"] else last, last, "day"), "day", "inherited")

    return Draft(read)


@NEXT_FEASTS.rule(
    "date.feast.whole",
    r"(?<![\p{Han}“”\d])(?:(?:节日|节?假日|假期|长假|黄金周)期间|(?:长假|假期|黄金周)(?:[里内中]|(?=[，,：:全我本各共]|累计)))(?![前后])",
    yes=[
        yes("2024年国庆假期，甲市接待10万人次，10月3日最多；假期内，乙市", "假期内", start="2024-10-01", end="2024-10-07"),
        yes("2024年国庆假期过去了。另据通报，黄金周全省接待", "黄金周", start="2024-10-01", end="2024-10-07"),
    ],
    no=["节日期间，全市", "黄金周后", "2024年国庆假期，暑期长假期间"],
)
def whole_feast(_m: regex.Match[str]) -> Draft:
    """The public holiday or the travel rush that the text named."""
    return Draft(lambda context: Reading(context.holiday, "day", "inherited") if context.holiday is not None else None)


@NEXT_FEASTS.rule(
    "date.meanwhile",
    r"(?<!\p{Han})(?:其间|在?(?:此|这)期间|期间(?=[，,全共]|累计))",
    yes=[
        yes("2024年5月3日开赛，到6月8日收官。其间，", "其间", start="2024-05-03", end="2024-06-08", precision="day", grounding="coreference"),
        yes("2024年5月3日至8日办展，期间共接待", "期间", start="2024-05-03", end="2024-05-08"),
    ],
    no=["2024年5月3日开赛，其间", "五一期间，"],
)
def meanwhile(_m: regex.Match[str]) -> Draft:
    """From the day that the paragraph told last but one until the last one, or the stretch of days that it told last."""
    return Draft(lambda context: Reading(context.stretch, "day", "coreference") if context.stretch is not None else None)
