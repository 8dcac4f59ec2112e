"""Rules for shares and changes: per cent, points, tenths, discounts, fractions, multiples."""

from __future__ import annotations

import re
from decimal import Decimal

from extract.mentions.numerals import HAN_DIGIT, NUMERAL, SCALE, Number, numeral_at, parse
from extract.mentions.quantity_site import SEPARATOR, SEPARATORS, Draft, Site, SiteRules, ends_of, opened
from extract.mentions.rules import yes

SHARES: SiteRules = SiteRules()

_HUNDREDTH = {"%": Decimal(1), "‰": Decimal("0.1"), "‱": Decimal("0.01")}
_PERCENT = re.compile(r"[ ]?(?P<more>[多余])?[ ]?(?P<unit>[%‰‱])")
_PERCENT_RANGE = re.compile(
    rf"[ ]?[%‰]?(?:{SEPARATOR})(?P<minus>[-−–负])?(?P<b>{NUMERAL})[ ]?(?P<unit>[%‰]|个?百分点)|[ ]?个?百分点(?:{SEPARATOR})(?P<b2>{NUMERAL})[ ]?(?P<unit2>个?百分点)"
)
_POINTS = re.compile(
    rf"[ ]?(?P<more>[多余来])?[ ]?(?P<count>个)?多?[ ]?(?P<unit>百分点|基点|[bB][pP][sS]?(?![A-Za-z])|(?=[ ]?(?:(?:[、和与]|以及)[ ]?{NUMERAL}[ ]?个?[ ]?)+百分点))"
)
_IN_WORDS = re.compile(r"[ ]?分之[ ]?(?P<minus>[-−负])?[ ]?")
_AGAIN = re.compile(rf"{SEPARATOR}(?:百分之)?")
_PURE_SCALE = {"百": Decimal(1), "佰": Decimal(1), "千": Decimal("0.1"), "仟": Decimal("0.1"), "万": Decimal("0.01")}
_SLASH = re.compile(r"/(?P<bottom>[0-9]{1,3})(?![0-9/年月日.])(?=[的，。；、,;)）\s多强弱是与和]|左右|以上|以下|美元|元|$|[\u4e00-\u9fff])")
_MIXED = re.compile(
    rf"(?:[ ]?又[ ]?(?P<base>{NUMERAL})[ ]?[分份][ ]?之?[ ]?(?P<part>{NUMERAL})|[ ](?P<top>[0-9]{{1,3}})/(?P<bottom>[0-9]{{1,3}})(?![0-9/年月日]))"
)
_CANTONESE = re.compile(rf"(?:份之?|分)(?P<part>{NUMERAL})(?=$|[，。；、,;！？\s的）)])")
_NOT_TENTHS = re.compile(r"[立为功都交本员长果品熟绩人就群效分片型套排份像因形反堆倍才名器行千百]")
_TENTHS = re.compile(rf"[ ]?(?P<more>多)?成(?P<more2>多)?[ ]?(?P<half>半|[{HAN_DIGIT}](?![{HAN_DIGIT}{SCALE}\u4e00-\u9fff])|[0-9](?![0-9.%]))?")
_TENTHS_RANGE = re.compile(rf"[ ]?成?{SEPARATOR}(?P<b>[{HAN_DIGIT}十]|[0-9](?:\.[0-9])?)[ ]?成")
_DISCOUNT = re.compile(r"[ ]?折(?![叠旧合算腾磨断线价扣戟射返耗])(?P<half>半)?")
_DOUBLING = re.compile(r"番(?!茄)")
_MULTIPLE = re.compile(r"[ ]?(?P<more>[多余几来])?倍(?P<more2>多|有余|余)?(?![率频速体])(?P<half>半)?")
_MULTIPLE_RANGE = re.compile(rf"[ ]?倍?{SEPARATOR}(?P<b>{NUMERAL})[ ]?倍(?![率频速])")


@SHARES.at(
    "quantity.percent.range",
    begins=SEPARATORS + "%‰个百",
    yes=[
        yes("高30%至50%，形成了", "30%至50%", low=30, high=50, unit="%", bound="range"),
        yes("净利润同比增长16%-37%。", "16%-37%", low=16, high=37, unit="%"),
        yes("增速在4.5—5.5%之间", "4.5—5.5%", low=Decimal("4.5"), high=Decimal("5.5"), unit="%"),
        yes("增速介于-2%至3%", "-2%至3%", low=-2, high=3, unit="%"),
        yes("上调2至3个百分点", "2至3个百分点", low=2, high=3, unit="pp"),
    ],
    no=["2020—2022年", "第3-5名"],
)
def percent_range(site: Site) -> Draft | None:
    """A span of per cent, per mille or points; the sign may stand at both ends or at the last only."""
    m = _PERCENT_RANGE.match(site.text, site.end)
    if m is None or site.number is None:
        return None
    words, unit = (m["b"], m["unit"]) if m["b"] else (m["b2"], m["unit2"])
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
        "points" if points else "percent", (start, m.end()), "growth" if points else "rate",
        None, pair[0] * factor, pair[1] * factor, "pp" if points else "%", "range", signed=sign < 0,
    )  # fmt: skip


@SHARES.at(
    "quantity.percent",
    begins="%‰‱多余",
    yes=[
        yes("同比增长13.9%", "13.9%", number=Decimal("13.9"), unit="%"),
        yes("死亡率为3‰", "3‰", number=Decimal("0.3"), unit="%"),
        yes("广东(-23.3%)下滑", "-23.3%", number=Decimal("-23.3"), kind="growth"),
        yes("占12.5％。", "12.5％", number=Decimal("12.5"), unit="%"),
        yes("增速为负3.9%", "负3.9%", number=Decimal("-3.9"), kind="growth"),
    ],
    no=["增长", "第3名", "访问 https://a.example/s?q=30%25%2020%"],
)
def percent(site: Site) -> Draft | None:
    """Per cent and per mille by their sign."""
    m = _PERCENT.match(site.text, site.end)
    if m is None or site.number is None:
        return None
    start, sign = site.signed()
    factor = _HUNDREDTH[m["unit"]] * sign
    kind = "growth" if start < site.start else "rate"
    return opened("percent", (start, m.end()), kind, site.number, "%", factor=factor, more=bool(m["more"]), signed=start < site.start)  # type: ignore[arg-type]


@SHARES.at(
    "quantity.points",
    begins="个百基bB多余来、和与以",
    yes=[
        yes("提升3.6个百分点", "3.6个百分点", number=Decimal("3.6"), unit="pp", kind="growth"),
        yes("下调25个基点", "25个基点", number=Decimal("-0.25"), unit="pp"),
        yes("提高六个百分点", "六个百分点", number=6, unit="pp"),
        yes("收窄12.5个百分点", "12.5个百分点", number=Decimal("-12.5"), unit="pp"),
        yes("分别高1.3个、0.7个百分点", "1.3个", number=Decimal("1.3"), unit="pp"),
        yes("同比高54、42个百分点", "54", number=54, unit="pp"),
        yes("提高二三十个百分点", "二三十个百分点", low=20, high=30, unit="pp", bound="range"),
        yes("回落0.8百分点", "0.8百分点", number=Decimal("-0.8"), unit="pp"),
    ],
    no=["这个观点", "三个重点"],
)
def points(site: Site) -> Draft | None:
    """Percentage points and basis points: always a difference. Said once, they count for each number of a list."""
    m = _POINTS.match(site.text, site.end)
    if m is None or site.number is None:
        return None
    basis = m["unit"] not in ("百分点", "")
    start, sign = site.signed()
    end = m.end() if m["unit"] or m["count"] else site.end
    factor = (Decimal("0.01") if basis else Decimal(1)) * sign
    return opened("points", (start, end), "growth", site.number, "pp", factor=factor, more=bool(m["more"]), signed=sign < 0)


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
    no=["百分比", "十分之一"],
)
def hundredths(site: Site) -> Draft | None:
    """百分之…, 千分之…, 万分之…: per cent in words. With a digit before the scale it is a fraction (一百分之二)."""
    if site.number is None or not re.fullmatch("[十百千万亿佰仟]+", site.words) or site.words == "十":
        return None
    m = _IN_WORDS.match(site.text, site.end)
    if m is None:
        return None
    found = numeral_at(site.text, m.end())
    if found is None:
        return None
    part, end = found
    start, sign = site.signed()
    factor = Decimal(100) / site.number.value * sign * (-1 if m["minus"] else 1)
    again = _AGAIN.match(site.text, end)
    other = numeral_at(site.text, again.end()) if again else None
    if again is not None and other is not None:
        pair = ends_of(site.text[m.end() : end], part, site.text[again.end() : other[1]], other[0])
        if pair is not None:
            low, top = sorted((pair[0] * factor, pair[1] * factor))
            return Draft("percent", (start, other[1]), "rate", None, low, top, "%", "range")
    return opened("percent", (start, end), "growth" if factor < 0 else "rate", part, "%", factor=factor, signed=factor < 0)


@SHARES.at(
    "quantity.fraction",
    begins="分份又/ 1234567890",
    yes=[
        yes("占比近三分之一；", "三分之一", number=Decimal(100) / 3, unit="%", kind="rate", bound="approx"),
        yes("占全国三分之一", "三分之一", number=Decimal(100) / 3, unit="%", kind="rate"),
        yes("数量不足广东的1/8,", "1/8", number=Decimal("0.125")),
        yes("四分之三的企业", "四分之三", number=Decimal("0.75"), kind="ratio"),
        yes("约为3又千分之23", "3又千分之23", number=Decimal("3.023")),
        yes("报收于7 1/2美元", "7 1/2美元", number=Decimal("7.5"), unit="USD"),
        yes("占二份一。", "二份一", number=50, unit="%"),
    ],
    no=["百分之五", "2024/3/1", "24/7服务"],
)
def fraction(site: Site) -> Draft | None:
    """Fractions in words or with a slash, alone or behind a whole (三又三分之一, 1 3/4); 份 and a missing 之 are Cantonese."""
    if site.number is None:
        return None
    text, end = site.text, site.end
    whole, top, bottom, sign = Decimal(0), None, None, 1
    start, left = site.signed()
    mixed = _MIXED.match(text, end)
    words = _IN_WORDS.match(text, end) if mixed is None else None
    if mixed is not None:
        if mixed["base"]:
            base, part = parse(mixed["base"]), parse(mixed["part"])
            bottom, top = (base.value if base else None), (part.value if part else None)
        else:
            top, bottom = Decimal(mixed["top"]), Decimal(mixed["bottom"])
            if not top > 0 or (top >= 10 and top > bottom):
                return None
        whole, end = site.number.value, mixed.end()
        if bottom and mixed["top"] and "." in site.words:
            bottom *= Decimal(10) ** len(site.words.partition(".")[2])  # 7.47 1/2: half a cent
    elif words is not None:
        found = numeral_at(text, words.end())
        if found is None:
            return None
        sign = -1 if words["minus"] else 1
        top, bottom, end = found[0].value, site.number.value, found[1]
    elif (m := _CANTONESE.match(text, end)) is not None:
        part = parse(m["part"])
        if part is None or re.search("[0-9]", site.words + m["part"]):
            return None
        top, bottom, end = part.value, site.number.value, m.end()
    elif (m := _SLASH.match(text, end)) is not None and re.fullmatch("[0-9]{1,3}", site.words) and not re.search(r"[0-9]/$|[A-Za-z]$", site.left(3)):
        top, bottom, end = site.number.value, Decimal(m["bottom"]), m.end()
        if bottom == 0 or top == 0 or (top >= bottom and start == site.start and m.end() < len(text)) or (top, bottom) == (24, 7):
            return None
    if top is None or not bottom:
        return None
    value = (whole + top / bottom) * sign * left
    unit = _unit_behind(text, end)
    if unit is not None:
        return Draft("measure", (start, unit[1]), "amount", value * unit[2], value * unit[2], value * unit[2], unit[0])
    return opened("fraction", (start, end), "ratio", Number(value), None)


def _unit_behind(text: str, at: int) -> tuple[str, int, Decimal] | None:
    """Money or a measure behind a fraction (7 1/2美元); what only counts (三分之一家庭) is no unit of it."""
    behind = Site(text, at, at, None).unit
    if behind is None or (behind[0].kind not in ("money",) and not (behind[0].kind == "measure" and behind[0].base in ("英寸", "英里", "磅", "盎司"))):
        return None
    return behind[0].base, behind[1], behind[0].factor


@SHARES.at(
    "quantity.half",
    begins="半",
    words=r"(?<![一二两三四五六七八九十0-9年月天])(?:半数|对半)|(?:(?<=[超过近占大达])|(?<=不到)|(?<=不足))半(?=[。，；、,;\s]|以上|$)|(?<=[超过近])半(?=的|数)"
    r"|大半(?=的|[，。江])|(?:(?<=收割)|(?<=完成)|(?<=时间)|(?<=任务)|(?<=成员))过半|一[多大]半"
    r"|(?<![一二两三四五六七八九十0-9])一半(?!导体|决赛|天|年|月|径|岛|个|小时|路|生|夜|载|晌|会儿|封)半?",
    yes=[
        yes("占全国超半数。", "半数", number=50, unit="%", bound="more_than"),
        yes("早稻已收割过半。", "过半", number=50, bound="more_than"),
        yes("只有不到一半省份", "一半", number=50, bound="less_than"),
        yes("六省占全国近半。", "半", number=50, bound="approx"),
        yes("一大半来自出口", "一大半", number=50, bound="more_than"),
    ],
    no=["上半年", "半导体", "半岛都市报", "两年半", "下半场", "一半导体企业"],
)
def half(site: Site) -> Draft | None:
    """一半, 半数, 过半: fifty per cent of a whole. Nothing but 一半 is the number a half."""
    if site.number is not None:
        return opened("number", (site.start, site.end + 1), "ratio", Number(Decimal("0.5")), None) if site.text.strip() == "1半" else None
    bound = "more_than" if site.words.startswith(("过", "一多", "一大", "大")) else "exact"
    if site.words[0] in "一1" and bound == "exact" and len(site.text.strip()) == len(site.words):
        return opened("number", (site.start, site.end), "ratio", Number(Decimal("0.5")), None)
    fifty = Decimal(50)
    return Draft("tenths", (site.start, site.end), "rate", fifty, fifty, None if bound == "more_than" else fifty, "%", bound)  # type: ignore[arg-type]


def _tenth(words: str) -> Decimal | None:
    number = parse(words)
    return number.value if number and number.top is None and number.value <= 10 else None


@SHARES.at(
    "quantity.tenths.range",
    begins=SEPARATORS + "成",
    yes=[
        yes("降水偏少两至七成，", "两至七成", low=-70, high=-20, unit="%", bound="range"),
        yes("占三成到四成", "三成到四成", low=30, high=40),
    ],
    no=["三至五成都", "三到五成立"],
)
def tenths_range(site: Site) -> Draft | None:
    """A span of tenths: 两至七成, 三成到四成."""
    m = _TENTHS_RANGE.match(site.text, site.end)
    if m is None or _NOT_TENTHS.match(site.text, m.end()):
        return None
    low, high = _tenth(site.words), _tenth(m["b"])
    if low is None or high is None or low >= high:
        return None
    return Draft("tenths", (site.start, m.end()), "rate", None, low * 10, high * 10, "%", "range")


@SHARES.at(
    "quantity.tenths",
    begins="成多",
    yes=[
        yes("约占全国四成，", "四成", number=40, unit="%"),
        yes("占比六成五。", "六成五", number=65),
        yes("占了7成以上。", "7成", number=70, bound="at_least"),
        yes("有5成9上班族", "5成9", number=59),
        yes("三四成的企业", "三四成", low=30, high=40, bound="range"),
        yes("成长一成多", "一成多", number=10, bound="more_than"),
        yes("占六点五成", "六点五成", number=65),
    ],
    no=["完成", "九成都", "一成不变", "成立三年", "形成六个组成部分", "三成立"],
)
def tenths(site: Site) -> Draft | None:
    """成: tenths of a whole (四成, 六成五, 三四成)."""
    m = _TENTHS.match(site.text, site.end)
    number = site.number
    if m is None or number is None or number.value > 10 or (not m["half"] and _NOT_TENTHS.match(site.text, m.end())):
        return None
    if site.words in ("一", "十") and re.match("不变|套|是", site.text[m.end() : m.end() + 2]):
        return None
    extra = Decimal(0)
    if m["half"]:
        digit = parse(m["half"]) if m["half"] != "半" else None
        extra = digit.value / 10 if digit else Decimal("0.5")
    counted = Number(number.value + extra, number.open, number.top)
    return opened("tenths", (site.start, m.end()), "rate", counted, "%", factor=Decimal(10), more=bool(m["more"] or m["more2"]))


@SHARES.at(
    "quantity.discount",
    begins="折",
    yes=[
        yes("首套房贷利率打七折。", "七折", number=70, unit="%"),
        yes("九五折优惠", "九五折", number=95),
        yes("以六点五折成交", "六点五折", number=65),
    ],
    no=["曲折", "打折", "三折叠", "折扣", "一波三折"],
)
def discount(site: Site) -> Draft | None:
    """折: what remains of a price, in tenths (七折, 九五折)."""
    m = _DISCOUNT.match(site.text, site.end)
    if m is None or site.number is None or (site.before and site.before in "曲波骨夭转第"):
        return None
    words, value = site.words, site.number.value
    if re.fullmatch(rf"[{HAN_DIGIT}]{{2}}|[1-9][0-9]", words):
        value = Decimal(int("".join(str(parse(d).value) for d in words)))  # type: ignore[union-attr]
    else:
        value *= 10
    if not 0 < value <= 100:
        return None
    return opened("tenths", (site.start, m.end()), "rate", Number(value + (5 if m["half"] else 0)), "%")


@SHARES.at(
    "quantity.doubling",
    begins="番倍",
    words=r"翻(?:了)?番(?!茄)|(?<![成N几“「])倍增(?!计划|行动|工程|企业|政策|试点|[”」])|(?<![0-9])翻倍",
    yes=[
        yes("总量翻一番", "翻一番", number=100, kind="growth", unit="%"),
        yes("实现翻番、达1.8万家", "翻番", number=100),
        yes("总量翻两番", "翻两番", number=300),
        yes("产量翻了一倍", "翻了一倍", number=100),
    ],
    no=["翻译", "翻番茄", "翻了一遍", "第一番茄基地", "“倍增计划”", "市级倍增试点企业", "“倍增”企业"],
)
def doubling(site: Site) -> Draft | None:
    """翻番, 翻倍: doubling; 翻N番: again and again; 翻N倍: N times more. The name of a campaign is none."""
    if site.number is None:
        return opened("doubling", (site.start, site.end), "growth", Number(Decimal(100)), "%", signed=True)
    lead = "翻了" if site.left(2) == "翻了" else "翻" if site.before == "翻" else None
    if lead is None or site.number.value > 30:
        return None
    m = _DOUBLING.match(site.text, site.end)
    if m is not None:
        value = (Decimal(2) ** int(site.number.value) - 1) * 100
    else:
        m = _MULTIPLE.match(site.text, site.end)
        if m is None:
            return None
        value = site.number.value * 100
    more = m.re is _MULTIPLE and bool(m["more2"])
    return opened("doubling", (site.start - len(lead), m.end()), "growth", Number(value), "%", more=more, signed=True)


@SHARES.at(
    "quantity.multiple.range",
    begins=SEPARATORS + "倍",
    yes=[yes("是同行的2至3倍。", "2至3倍", low=2, high=3, kind="ratio"), yes("增长20倍到30倍", "20倍到30倍", low=2000, high=3000, kind="growth")],
    no=["2至3个"],
)
def multiple_range(site: Site) -> Draft | None:
    """A span of multiples."""
    m = _MULTIPLE_RANGE.match(site.text, site.end)
    high = parse(m["b"]) if m else None
    ends = ends_of(site.words, site.number, m["b"], high) if m and high and site.number else None
    return None if ends is None or m is None else Draft("multiple", (site.start, m.end()), "ratio", None, ends[0], ends[1], None, "range")


@SHARES.at(
    "quantity.multiple",
    begins="倍多余几来",
    yes=[
        yes("增长2.3倍", "2.3倍", number=230, unit="%", kind="growth"),
        yes("是西藏的198倍；", "198倍", number=198, kind="ratio"),
        yes("为全国平均水平的1.5倍", "1.5倍", number=Decimal("1.5"), kind="ratio"),
        yes("是三年前的两倍", "两倍", number=2, kind="ratio"),
        yes("是全国的五六倍", "五六倍", low=5, high=6, kind="ratio", bound="range"),
    ],
    no=["倍增", "加倍努力", "倍率", "8倍频"],
)
def multiple(site: Site) -> Draft | None:
    """倍: a ratio, or with a word of growth how much more (growth in per cent)."""
    m = _MULTIPLE.match(site.text, site.end)
    if m is None or site.number is None:
        return None
    extra = Decimal("0.5") if m["half"] else Decimal(0)
    number = Number(site.number.value + extra, site.number.open, site.number.top)
    return opened("multiple", (site.start, m.end()), "ratio", number, None, more=bool(m["more"] or m["more2"]))
