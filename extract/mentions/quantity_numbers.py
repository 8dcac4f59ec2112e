"""Rules for numbers without a unit."""

from __future__ import annotations

from decimal import Decimal

from extract.data.late import late_re
from extract.mentions.numeral_forms import HAN_DIGIT, NUMERAL, SCALE
from extract.mentions.numerals import Number, parse
from extract.mentions.quantity_signs import counts_up, leads_to, of_model, of_scheme, of_stocks
from extract.mentions.quantity_site import SEPARATORS, Draft, Site, SiteRules, ends_of, opened, range_from, second
from extract.mentions.rules import yes
from extract.mentions.units import unit_at

NUMBERS: SiteRules = SiteRules()

_LISTED = late_re(rf"、(?P<b>[0-9](?:0+)?)(?P<scale>[{SCALE}]*)(?![、0-9])")
_LISTED_HAN = late_re(rf"、(?P<b>[二两三四五六七八九])(?P<scale>[{SCALE}]*)(?![{HAN_DIGIT}、])")
_ORDERING = ("类", "级", "期", "线", "轮", "批", "号", "区", "环", "档")  # 一、二类 names classes
_BETWEEN = late_re(rf"[ ]?(?:与|和|到|至)[ ]?(?P<minus>[-−–负])?(?P<b>{NUMERAL})[ ]?(?:之间|间(?!的?(?:距|接|隔)))")
# What a number is followed by where it names, counts the time or orders, and measures nothing.
_NAMES = late_re(
    r"[ ]?(?:[年月日季时点号號期届章条楼室弄巷栋单]|(?<=(?<![0-9.])[05-9][05])后|周年|世纪|/[0-9]|[.．·•][0-9]|[°º强](?![0-9])"
    r"|(?:[、和及与][0-9]{1,2}){0,3}[两二三四五六]个月|医院|中学|国道|省道|高地|胜(?![利率数过于者])|负(?![责载荷担债])|平(?=[0-9]{1,2}负)"
    r"|(?<=(?<![0-9.,])(?:19|20)[0-9]{2})(?:[\u4e00-\u9fff]|[-—–~/至](?:19|20)?[0-9]{2}(?![0-9])))"
)
_CODE = late_re(r"[A-Za-z]")
_MODEL = late_re("[0-9]{1,4}[A-Z]?")
_LONGEST_YEAR, _LONGEST_NUMBER = 4, 3  # digits of a year, and of the number of a paragraph
_NUMBERING = late_re(r"[ ]?(?:、(?![0-9一二三四五六七八九十])|[)）]|[.．](?![0-9])|是)")
_LINE_OPENS = late_re(r"(?:(?:^|[\n。；：！？，“])\s{0,4}[(（]?)$")
_ALONE_IN_LINE = late_re(r"\s*(?:\n|$)")
_HOTLINE = late_re(
    r"[ ]?(?:热线|报警|客服|短信|(?:服务|投诉|举报)?电话)"
    r"|(?:(?<=985)|(?<=211))[、和/]?(?:211|985)?[ ]?(?:高校|院校|大学|工程|双一流)"
)
_CALLED = late_re(
    r"(?:电话|热线|传真|拨打|QQ群?|微信号?|客服|代码|编号|许可证号?|备案号?|邮编|房号|车牌号?|分机|内线|账号|卡号|工号|学号|代号"
    r"|图|表|附件|型号|版本|ISSN|ISBN)\s?[:：]?\s?[A-Z]{0,4}$|[(（]0[0-9]{1,3}[)）][ -]?$"
)
_CALLS = "话线真打Q群信号服码证案编牌机号图表件型本N:： )）"  # the last characters of these words
_STANDS_BEFORE = late_re(r"(?:^|[\s，。、；：:！？,;!?“‘（(=+×÷]|[是为等于和与或及到至有得点乘除加减])$")
_STANDS_BEHIND = late_re(r"$|[\s，。；：:！？,;!?”’）)=+×÷]|[的而却]|这[是不]|分之")
_ARABIC = late_re("[0-9]")
_LONG = late_re("[0-9]{9,}")  # the number of a group, an account
_STAMP = late_re("1[01][0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")  # a day of the Republic in digits, as Taiwan's agency signs (1080512)
_ZERO_FIRST = late_re("0[0-9]")
_SCALES = late_re("[十百千万亿兆拾佰仟廿卅卌点]")
_ENDS = late_re(r"$|[\s，。；、：:！？,;!?”’）)]|[的大关元]")
_ONE_HAN = late_re("[一二两三四五六七八]")
_DIGITS = late_re(rf"[{HAN_DIGIT}俩参]+")
# Near misses of the rule for bare numbers.
_NO_NUMBERS = (
    "GPT-4", "5G", "第3号", "1920x1080", "10:30", "3:2战胜对手", "以3比0横扫对手", "四比一大胜对手", "以6-4、7-6击败头号种子", "拨打12345",
    "70后、95后", "“985”“211”高校", "电话021-12345678转801", "波音737客机", "36氪报道", "996工作制", "“1+1+N”模式", "构建1+3+5体系",
    "住2单元501", "电话010-12345678", "京ICP备12345678号", "G1234次列车", "〔2024〕3号", "十五五规划", "六小龙", "一带一路", "（一）总体要求",
    "QQ群：1234567", "双11，618大促", "9·11事件", "世界500强榜单", "301医院门诊", "318国道车流", "沪深300指数", "东经121.5°", "电话400-123-4567",
    "12胜3平5负", "还有9和10两个月", "（编辑：王某）1080512",
)  # fmt: skip


@NUMBERS.at(
    "quantity.measure.adjacent.listed",
    begins="、",
    yes=[yes("节约物流成本4、5000万。", "4、5000万", low=40000000, high=50000000), yes("未来两、三年", "两、三年", low=2, high=3)],
    no=["第4、5章", "4、5、6", "一、二类苗", "分别为3、4、5万辆"],
)
def listed(site: Site) -> Draft | None:
    """Two neighbouring digits with a mark between, of which the second has the scale: 4、5000万."""
    if site.before == "、":
        return None  # 3、4、5万辆 lists three
    m = _LISTED_HAN.match(site.text, site.end)
    if m is not None and _ONE_HAN.fullmatch(site.words):
        low, high = parse(site.words + m["scale"]), parse(m["b"] + m["scale"])
        found = unit_at(site.text, m.end())
        if low is None or high is None or found is None or found[0].base in _ORDERING or parse(m["b"]).value != site.number.value + 1:  # type: ignore[union-attr]
            return None
        return Draft("measure", (site.start, found[1]), "amount", None, low.value, high.value, found[0].base, "range")
    m = _LISTED.match(site.text, site.end)
    if m is None or len(site.words) != 1 or not site.words.isdigit() or int(m["b"][0]) != int(site.words) + 1:
        return None
    if len(m["b"]) == 1 and not m["scale"]:
        return None
    low, high = parse(site.words + m["b"][1:] + m["scale"]), parse(m["b"] + m["scale"])
    if low is None or high is None:
        return None
    if site.text.startswith("%", m.end()):
        return Draft("percent", (site.start, m.end() + 1), "rate", None, low.value, high.value, "%", "range")
    found = unit_at(site.text, m.end())
    shape, kind = ("measure", "amount") if found else ("number", "number")
    unit, end = (found[0].base, found[1]) if found else (None, m.end())
    return Draft(shape, (site.start, end), kind, None, low.value, high.value, unit, "range")  # type: ignore[arg-type]


@NUMBERS.at(
    "quantity.number.between",
    begins="与和到至",
    yes=[yes("取10000与20000之间的数", "10000与20000之间", low=10000, high=20000, bound="range")],
    no=["3与5", "2020与2024年之间"],
)
def between(site: Site) -> Draft | None:
    """Two bare numbers as the ends of a span: 10000与20000之间."""
    m = _BETWEEN.match(site.text, site.end)
    high = parse(m["b"]) if m else None
    if m is None or high is None or site.number is None:
        return None
    start, sign = site.signed()
    top = -high.value if m["minus"] else high.value
    ends = ends_of(site.words, site.number, m["b"], high) if sign > 0 and not m["minus"] else (site.number.value * sign, top)
    if ends is None or ends[0] >= ends[1]:
        return None
    return Draft("number", (start, m.end()), "number", None, ends[0], ends[1], None, "range")


@NUMBERS.at(
    "quantity.number.range",
    begins=SEPARATORS,
    yes=[
        yes("增量在12~18万之间", "12~18万", low=120000, high=180000, bound="range"),
        yes("需要2000-3000", "2000-3000", low=2000, high=3000),
        yes("范围是一千到一千五百", "一千到一千五百", low=1000, high=1500),
        yes("需要两到三千", "两到三千", low=2000, high=3000),
        yes("取值从-10到-5", "-10到-5", low=-10, high=-5),
        yes("月薪5k-20k", "5k-20k", low=5000, high=20000),
    ],
    no=["2020-2022年", "3-5月", "021-5566", "ISO 9001-2015", "从一到二"],
)
def number_range(site: Site) -> Draft | None:
    """A span of bare numbers."""
    other = second(site.text, site.end)
    if other is None or site.number is None or _ZERO_FIRST.match(site.words):
        return None
    words, high, end = other
    if _NAMES.match(site.text, end) or (site.text[end : end + 1] in "-:：" and site.text[end : end + 1]) or _CODE.match(site.text, end):
        return None
    if site.before == "第" or (site.before in "-–" and site.left(2)[:1].isdigit()) or _CALLED.search(site.text, max(0, site.start - 10), site.start):
        return None
    if site.words[-1:] in "万亿" and site.before in ("了", "约") and leads_to(site.text, site.start, site.number.value, high.value):
        return None  # 增加69万至528万人
    found = range_from(site, words, high, shared=True)
    if found is None or not (_ARABIC.search(site.words + words) or _SCALES.search(words)):
        return None  # 从一到二
    return Draft("number", (found[0], end), "number", None, found[1], found[2], None, "range")


@NUMBERS.at(
    "quantity.number.half",
    words=r"(?<![一二两三四五六七八九十多大过上下前后0-9])半(?=[个公小斤里米亩](?!岛))",
    yes=[
        yes("等了半个小时", "半个小时", number=Decimal("0.5"), unit="小时"),
        yes("吃了半个", "半个", number=Decimal("0.5"), unit="个"),
        yes("下调半个百分点", "半个百分点", number=Decimal("-0.5"), unit="pp"),
        yes("费率下调了半个点。", "半个点", number=Decimal("-0.5"), unit="pp"),
    ],
    no=["上半个赛季", "半导体", "半岛", "半公开"],
)
def half_unit(site: Site) -> Draft | None:
    """半 before a unit: half of one."""
    if site.text.startswith("个百分点", site.end):
        return opened("points", (site.start, site.end + 4), "growth", Number(Decimal("0.5")), "pp")
    if site.text.startswith("个点", site.end) and counts_up(site.text, site.start) and not of_stocks(site.text, site.start):
        return opened("points", (site.start, site.end + 2), "growth", Number(Decimal("0.5")), "pp")
    found = unit_at(site.text, site.end)
    return found and opened("measure", (site.start, found[1]), "amount", Number(Decimal("0.5") * found[0].factor), found[0].base)


@NUMBERS.at(
    "quantity.number",
    begins="",
    yes=[
        yes("人才缺口已突破500万，", "500万", number=5000000, unit=None),
        yes("企业共计103、投资额", "103", number=103),
        yes("投资均过亿。", "亿", number=100000000, bound="more_than"),
        yes("潜在市场更是高达数万亿。", "数万亿", number=1000000000000, bound="more_than"),
        yes("得数为-12e-1。", "-12e-1", number=Decimal("-1.2")),
        yes("阅读量10万+", "10万", number=100000, bound="more_than"),
        yes("月薪15k左右", "15k", number=15000, bound="approx"),
        yes("呎价1.8万起，", "1.8万", number=18000, bound="at_least"),
        yes("观众数以万计。", "数以万计", number=10000, bound="more_than"),
        yes("共四百五十万五千二百四十五", "四百五十万五千二百四十五", number=4505245),
    ],
    no=list(_NO_NUMBERS),
)
def bare_number(site: Site) -> Draft | None:
    """A number without a unit. Chinese digits alone make one only where they spell a number of two or more characters."""
    number = site.number
    if number is None or _named(site):
        return None
    text = site.text
    if not _ARABIC.search(site.words) and (len(site.words) < 2 or not _SCALES.search(site.words)) and not _reached(site):
        return None
    if len(site.words) > 1 and len(set(site.words)) == 1 and site.words[0] in SCALE:
        return None  # 万万 says very
    start, sign = site.signed()
    more = text[site.end : site.end + 1] in "多余" and site.end < len(text)
    return opened("number", (start, site.end + more), "number", number, None, factor=Decimal(sign), more=more)


@NUMBERS.at(
    "quantity.number.digit",
    begins="",
    yes=[
        yes("答案不是四而是五", "四", number=4, unit=None),
        yes("写下“五”", "五", number=5),
        yes("得负三。", "负三", number=-3),
        yes("编为“二〇二四”", "二〇二四", number=2024),
    ],
    no=["一切", "三农", "这五天", "四川", "我一看就懂", "这个人很放肆"],
)
def digit(site: Site) -> Draft | None:
    """One Chinese digit or a row of them that stands as a word of its own: alone, in quotation marks, behind 是 or 为, before 的."""
    number = site.number
    if (
        number is None
        or number.top is not None
        or not (_DIGITS.fullmatch(site.words) or site.words in ("十", "拾", "廿", "卅", "卌"))
        or _named(site)
    ):
        return None
    text = site.text
    if site.before in ("(", "（") and text[site.end : site.end + 1] in (")", "）"):
        return None  # 26日（二）: a day of the week
    if (
        text[site.end : site.end + 1] in ("，", ",", "：", ":")
        and _LINE_OPENS.search(text, max(0, site.start - 4), site.start)
        and len(text) > site.end + 1
    ):
        return None  # 一，…二，… number paragraphs
    formal = site.words in "拾伍陆肆参幺俩"
    start, sign = site.signed()
    if formal and text.strip() != site.words:
        return None
    if not _STANDS_BEFORE.search(text, max(0, start - 2), start) or not _STANDS_BEHIND.match(text, site.end):
        return None
    return opened("number", (start, site.end), "number", number, None, factor=Decimal(sign))


def _reached(site: Site) -> bool:
    """Whether a scale alone is a number: 过亿, 破百, 万余."""
    text, end = site.text, site.end
    if site.words not in ("百", "千", "万", "亿", "兆"):
        return False
    more = text[end : end + 1] == "余"
    return (more or (site.before != "" and site.before in "过破超逾满达")) and _ENDS.match(text, end + more) is not None


def _named(site: Site) -> bool:
    """Whether a bare number is part of a name, a code, a date, a time of the day or an order."""
    text, start, end = site.text, site.start, site.end
    before, behind = site.before, text[end : end + 1]
    if (behind in ("+", "＋") or before in ("+", "＋")) and of_scheme(text, start, end):
        return True
    if before:
        if before in "._/#＃·•" or (before in ":：" and text[start - 2 : start - 1].isdigit() and start > 1):
            return True
        if before == "[" and behind == "]":
            return True
        if behind == "台" and site.words.isdigit() and len(site.words) <= _LONGEST_YEAR and text[end + 1 : end + 2] in "湾南北东中":
            return True  # 112台南资讯月
        if before == "转" and text[start - 2 : start - 1].isdigit() and start > 1:
            return True  # 021-12345678转801
        if before == "双" and site.words in ("11", "12"):
            return True
        if (before in "时点" and behind == "分") or (before == "每" and site.words[0].isdigit() and site.words[-1] in "百千万亿"):
            return True  # 8时12分; 每10万居民: what a rate counts by
        if _MODEL.fullmatch(site.words) and ((before == "元" and text.endswith("单元", 0, start)) or of_model(text, start)):
            return True
        if before in "-–—" and text[max(0, start - 2) : start - 1].isalnum() and site.signed()[0] == start:
            return True
        if (before in _CALLS or "A" <= before <= "Z") and _CALLED.search(text, max(0, start - 10), start):
            return True
    if behind:
        if (
            _NAMES.match(text, end)
            or _HOTLINE.match(text, end)
            or _CODE.match(text, end)
            or (behind in "xX×*:：" and text[end + 1 : end + 2].isdigit())
        ):
            return True
        if (
            behind in "、)）.． 是"
            and len(site.words) <= _LONGEST_NUMBER
            and _NUMBERING.match(text, end)
            and _LINE_OPENS.search(text, max(0, start - 4), start)
        ):
            return True
    if before and before in "）)。 \n" and _STAMP.fullmatch(site.words) and (not behind or behind.isspace()):
        return True
    if _ZERO_FIRST.match(site.words) or (_LONG.fullmatch(site.words) and text.strip() != site.words):
        return True
    return len(site.words) <= 2 and _ALONE_IN_LINE.match(text, end) is not None and text[max(0, start - 1) : start] == "\n"
