"""Rules for shares: per cent, points, tenths, discounts, halves."""

from __future__ import annotations

import re
from decimal import Decimal

from extract.data.late import late_re
from extract.mentions.numeral_forms import NUMERAL
from extract.mentions.numerals import Number, numeral_at, parse
from extract.mentions.quantity_signs import counts_up, of_stocks
from extract.mentions.quantity_site import NONE_HERE, SEPARATOR, SEPARATORS, Draft, Site, SiteRules, ends_of, opened
from extract.mentions.rules import yes

SHARES: SiteRules = SiteRules()

_HUNDREDTH = {"%": Decimal(1), "‰": Decimal("0.1"), "‱": Decimal("0.01")}
_POINT = dict.fromkeys(("百分点", "点", "", "pp", "PP", "pct", "pcts"), Decimal(1)) | {"千分点": Decimal("0.1")}
_EXTREME = re.compile("最[高低上下]$|[前后]$")
_GRADE = re.compile(
    "[A-Z]{1,2}(?![A-Za-z])|[\u4e00-\u9fff]{2,10}?(?:报价|出厂价?|(?:不?含税|市场|主流|平均|现货|最新|到站|批发|零售|采购|接收)价|价格(?:在|为|[0-9]))|报价"
)
_FIRST = re.compile("(?<![目以之此先提年月日天周史空跟眼支])前$")
_HAS = re.compile("[占达为升增降跌至到的涨率约近超过]$")
_GROUP = re.compile("的?(?:家庭|家户|人群|人口|群体|居民|企业|[与和及][最前后])")
_PERCENT = re.compile(r"[ ]?(?P<more>[多余])?[ ]?(?P<unit>[%‰‱])")
_JOINS = (*SEPARATORS, "和", "与", "跟", " ")
_TO_PERCENT = re.compile(rf"[ ]?(?:[%‰]?|个?百分点)(?:{SEPARATOR})|[ ]?%?[ ]?[和与跟]")  # what the next one begins with
_PERCENT_RANGE = late_re(
    rf"[ ]?[%‰]?(?:{SEPARATOR})(?P<minus>[-−–负])?(?P<b>{NUMERAL})[ ]?(?P<unit>[%‰]|个?百分点)"
    rf"|[ ]?个?百分点(?:{SEPARATOR})(?P<b2>{NUMERAL})[ ]?(?P<unit2>个?百分点)"
    rf"|[ ]?%?[ ]?[和与跟][ ]?(?P<b3>{NUMERAL})[ ]?(?P<unit3>%|个?百分点)(?:之间)"
)
_POINTS = late_re(
    r"[ ]?(?P<more>[多余来])?[ ]?(?P<count>个)?(?P<over>[多来])?[ ]?(?P<unit>百分点|千分点|基点|点(?![位心子评赞钟])|[pP]{2}(?![A-Za-z])"
    r"|(?:[bB][pP][sS]?|pcts?)(?![A-Za-z])"
    rf"|(?=[ ]?(?:(?:[、和与及]|以及)[ ]?{NUMERAL}[ ]?个?[ ]?){{1,8}}百分点))"
)
DIVIDES = re.compile(r"[ ]?分之[ ]?(?P<minus>[-−负])?[ ]?")


@SHARES.at(
    "quantity.percent.range",
    begins=SEPARATORS + "%‰个百和与跟",
    yes=[
        yes("高30%至50%，形成了", "30%至50%", low=30, high=50, unit="%", bound="range"),
        yes("净利润同比增长16%-37%。", "16%-37%", low=16, high=37, unit="%"),
        yes("增速在4.5—5.5%之间", "4.5—5.5%", low=Decimal("4.5"), high=Decimal("5.5"), unit="%"),
        yes("增速介于-2%至3%", "-2%至3%", low=-2, high=3, unit="%"),
        yes("增速介于3%和5%之间", "3%和5%之间", low=3, high=5, unit="%"),
        yes("增速介于3和5%之间", "3和5%之间", low=3, high=5, unit="%"),
        yes("上调2至3个百分点", "2至3个百分点", low=2, high=3, unit="pp"),
    ],
    no=["2020—2022年", "第3-5名", "当地60-61%铁粉含税价780元"],
)
def percent_range(site: Site) -> Draft | None:
    """A span of per cent, per mille or points; the sign may stand at both ends or at the last only."""
    if site.next == "%" and site.text[site.after + 1 : site.after + 2] not in _JOINS:
        return None
    m = _PERCENT_RANGE.match(site.text, site.end) if _TO_PERCENT.match(site.text, site.end) else None
    if m is None or site.number is None:
        return None
    if _GRADE.match(site.text, m.end()) and not _HAS.search(site.left(2)):
        return NONE_HERE
    words = m["b"] or m["b2"] or m["b3"]
    unit = m["unit"] or m["unit2"] or m["unit3"]
    high = parse(words)
    if high is None:
        return None
    start, sign = site.signed()
    factor = _HUNDREDTH.get(unit, Decimal(1))
    if m["minus"] or (sign < 0 and site.text[site.end : site.end + 1] in "%‰"):
        ends = sorted((site.number.value * sign, high.value * (-1 if m["minus"] else 1)))
        pair: tuple[Decimal, Decimal] | None = (ends[0], ends[1])
    else:
        pair = ends_of(site.words, site.number, words, high)
        if pair and sign < 0:
            pair = (-pair[1], -pair[0])
    if pair is None:
        return None
    points = unit.endswith("点")
    return Draft(
        "points" if points else "percent", (start, m.end()), "growth" if points or sign < 0 else "rate",
        None, pair[0] * factor, pair[1] * factor, "pp" if points else "%", "range", signed=sign < 0,
    )  # fmt: skip


_PERCENT_READ = (
    yes("同比增长13.9%", "13.9%", number=Decimal("13.9"), unit="%"), yes("死亡率为3‰", "3‰", number=Decimal("0.3"), unit="%"),
    yes("广东(-23.3%)下滑", "-23.3%", number=Decimal("-23.3"), kind="growth"),
    yes("占12.5％。", "12.5％", number=Decimal("12.5"), unit="%"), yes("误检率由3%降至0.1%", "3%", number=3, kind="rate"),
    yes("误检率由3%降至0.1%", "0.1%", number=Decimal("0.1"), kind="rate"), yes("占比不足3%", "3%", number=3, bound="less_than"),
    yes("达标率不低于95%", "95%", number=95, bound="at_least"), yes("增速为负3.9%", "负3.9%", number=Decimal("-3.9"), kind="growth"),
    yes("出口同比-3.2%", "-3.2%", number=Decimal("-3.2"), kind="growth"),
    yes("增速−1.5%", "−1.5%", number=Decimal("-1.5"), kind="growth"),
    yes("利润同比+3.2%", "+3.2%", number=Decimal("3.2"), kind="growth"),
)  # fmt: skip


@SHARES.at(
    "quantity.percent",
    begins="%‰‱多余",
    yes=list(_PERCENT_READ),
    no=[
        "增长",
        "访问 https://a.example/s?q=30%25%2020%",
        "收入前10%的人群",
        "位列前1%的学科",
        "45%硫基复合肥到站价2750元",
        "当地60-61%铁粉价格780元",
        "最高5%与最低5%家户之比",
        "66%酸粉出厂价1430元",
        "45%S现货2650元",
    ],
)
def percent(site: Site) -> Draft | None:
    """Per cent and per mille by their sign."""
    m = _PERCENT.match(site.text, site.end)
    if m is None or site.number is None:
        return None
    before, end = site.left(2), m.end()
    if (_GRADE.match(site.text, end) and not _HAS.search(before)) or (_GROUP.match(site.text, end) and _EXTREME.search(before)):
        return NONE_HERE  # 66%酸粉干基出厂价, 最高20%家庭: a grade of goods, a group of people
    if _FIRST.search(before):
        return NONE_HERE  # 全球前1%的学科: a class
    start, sign = site.signed()
    factor = _HUNDREDTH[m["unit"]] * sign
    kind = "growth" if start < site.start else "rate"
    return opened("percent", (start, m.end()), kind, site.number, "%", factor=factor, more=bool(m["more"]), signed=start < site.start)  # type: ignore[arg-type]


_POINTS_READ = (
    yes("提升3.6个百分点", "3.6个百分点", number=Decimal("3.6"), unit="pp", kind="growth"),
    yes("下调25个基点", "25个基点", number=Decimal("-0.25"), unit="pp"), yes("提高六个百分点", "六个百分点", number=6, unit="pp"),
    yes("收窄12.5个百分点", "12.5个百分点", number=Decimal("-12.5"), unit="pp"),
    yes("分别高1.3个、0.7个百分点", "1.3个", number=Decimal("1.3"), unit="pp"), yes("同比高54、42个百分点", "54", number=54, unit="pp"),
    yes("分别增1.84及1.01个百分点", "1.84", number=Decimal("1.84"), unit="pp"),
    yes("提高二三十个百分点", "二三十个百分点", low=20, high=30, unit="pp", bound="range"), yes("低0.4个千分点", "0.4个千分点", unit="pp"),
    yes("毛利率增长了15.7个点。", "15.7个点", number=Decimal("15.7"), unit="pp", kind="growth"),
    yes("毛利率涨了两个点。", "两个点", number=2, unit="pp"), yes("毛利率跌了三个多点。", "三个多点", number=-3, bound="more_than"),
    yes("费率比同行低三四个点。", "三四个点", low=-4, high=-3, unit="pp"),
    yes("占比提高0.5pp。", "0.5pp", number=Decimal("0.5"), unit="pp"), yes("增1.3pct。", "1.3pct", number=Decimal("1.3")),
    yes("回落0.8百分点", "0.8百分点", number=Decimal("-0.8"), unit="pp"),
)  # fmt: skip


@SHARES.at(
    "quantity.points",
    begins="个百千基bBpP多余来、和与及以",
    yes=list(_POINTS_READ),
    no=["这个观点", "三个重点", "设立5个点", "沪指上涨了30个点"],
)
def points(site: Site) -> Draft | None:
    """Percentage points and basis points: always a difference. Said once, they count for each number of a list."""
    m = _POINTS.match(site.text, site.end)
    if m is None or site.number is None:
        return None
    if m["unit"] == "点" and (not m["count"] or not counts_up(site.text, site.start) or of_stocks(site.text, site.start)):
        return None  # 4000点 of an index, 5个点 of service
    start, sign = site.signed()
    end = m.end() if m["unit"] or m["count"] else site.end
    factor = _POINT.get(m["unit"], Decimal("0.01")) * sign
    return opened(
        "points", (start, end), "growth", site.number, "pp", factor=factor, more=m["more"] is not None or m["over"] == "多", signed=sign < 0
    )


@SHARES.at(
    "quantity.hundredths",
    begins="分",
    yes=[
        yes("占百分之五点六", "百分之五点六", number=Decimal("5.6"), unit="%"),
        yes("增长百分之12", "百分之12", number=12, kind="growth"),
        yes("千分之三的概率", "千分之三", number=Decimal("0.3"), unit="%"),
        yes("占百分之三十至四十", "百分之三十至四十", low=30, high=40, unit="%", bound="range"),
        yes("占百分之五六十", "百分之五六十", low=50, high=60, unit="%", bound="range"),
    ],
    no=["百分比", "十分之一", "进入前千分之一的学科"],
)
def hundredths(site: Site) -> Draft | None:
    """百分之…, 千分之…, 万分之…: per cent in words. With a digit before the scale it is a fraction (一百分之二)."""
    if site.number is None or not re.fullmatch("[十百千万亿佰仟]+", site.words) or site.words == "十":
        return None
    m = DIVIDES.match(site.text, site.end)
    found = numeral_at(site.text, m.end()) if m is not None else None
    if m is None or found is None:
        return None
    if _FIRST.search(site.left(2)):
        return NONE_HERE
    part, end = found
    start, sign = site.signed()
    factor = Decimal(100) / site.number.value * sign * (-1 if m["minus"] else 1)
    again = re.compile(rf"{SEPARATOR}(?:百分之)?").match(site.text, end)
    other = numeral_at(site.text, again.end()) if again else None
    if again is not None and other is not None:
        pair = ends_of(site.text[m.end() : end], part, site.text[again.end() : other[1]], other[0])
        if pair is not None:
            low, top = sorted((pair[0] * factor, pair[1] * factor))
            return Draft("percent", (start, other[1]), "rate", None, low, top, "%", "range")
    return opened("percent", (start, end), "growth" if factor < 0 else "rate", part, "%", factor=factor, signed=factor < 0)


@SHARES.at(
    "quantity.half",
    begins="半",
    words=r"(?<![一二两三四五六七八九十0-9年月天])(?:半数|对半)|(?:(?<=打)|(?<=[按以]))对折|(?:(?<=[超过近占大达逾])|(?<=不到)|(?<=不足))半(?=[。，；、,;\s]|以上|$)|(?<=[超过近逾])半(?=的|数)|(?<=[超逾])半(?![年月天日个小时公径里斤导岛百世辈生山])"
    r"|大半(?=的|[，。江])|(?:(?<=收割)|(?<=完成)|(?<=时间)|(?<=任务)|(?<=成员))过半|一[多大]半"
    r"|(?<![一二两三四五六七八九十0-9])一半(?!导体|决赛|天|年|月|径|岛|个|小时|路|生|夜|载|晌|会儿|封)半?"
    r"|(?<![\s\S])半(?![\s\S])|(?<![一二两三四五六七八九十多大])(?:半成(?=$|[，。；、,;\s]|左右|以[上下]|股[权份])|(?:(?<=打)|(?<![\s\S]))半折(?![叠扇]))",
    yes=[
        yes("占全国超半数。", "半数", number=50, unit="%", bound="more_than"),
        yes("占比逾半。", "半", number=50, bound="more_than"),
        yes("逾半企业盈利", "半", number=50, bound="more_than"),
        yes("早稻已收割过半。", "过半", number=50, bound="more_than"),
        yes("只有不到一半省份", "一半", number=50, bound="less_than"),
        yes("六省占全国近半。", "半", number=50, bound="approx"),
        yes("门票打对折。", "对折", number=50, unit="%"),
        yes("一大半来自出口", "一大半", number=50, bound="more_than"),
        yes("降幅不到半成。", "半成", number=-5, bound="less_than"),
        yes("门票打半折。", "半折", number=50, unit="%"),
    ],
    no=["半成品", "折半折叠", "上半年", "半导体", "半岛都市报", "两年半", "下半场", "一半导体企业", "把纸对折", "历时逾半年"],
)
def half(site: Site) -> Draft | None:
    """一半, 半数, 过半: fifty per cent of a whole; 半成 is five. Nothing but 一半 is the number a half."""
    if site.number is not None:
        return opened("number", (site.start, site.end + 1), "ratio", Number(Decimal("0.5")), None) if site.text.strip() == "1半" else None
    if site.words == site.text.strip() == "半":
        return opened("number", (site.start, site.end), "ratio", Number(Decimal("0.5")), None)
    bound = "more_than" if site.words.startswith(("过", "一多", "一大", "大")) else "exact"
    if site.words[0] in "一1" and bound == "exact" and len(site.text.strip()) == len(site.words):
        return opened("number", (site.start, site.end), "ratio", Number(Decimal("0.5")), None)
    fifty = Decimal(5) if site.words == "半成" else Decimal(50)
    return Draft("tenths", (site.start, site.end), "rate", fifty, fifty, None if bound == "more_than" else fifty, "%", bound)  # type: ignore[arg-type]
