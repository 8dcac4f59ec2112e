"""The rules for numbers: what is a quantity, and what it is worth before its context is read.

Each rule yields a ``Draft``; ``extract.mentions.quantities`` then reads the words beside it (bounds,
direction of change). Earlier rules win where matches overlap.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import regex

from extract.data import alternatives, read_words
from extract.mentions.numerals import ARABIC, HAN_DIGIT, NUMERAL, SCALE, parse
from extract.mentions.rules import Rules, yes
from extract.mentions.units import UNIT, unit_of
from extract.model import Bound, ValueKind


@dataclass(frozen=True, slots=True)
class Draft:
    """What a rule reads from the words of a quantity alone.

    ``shape`` says how context may change the kind: ``percent``, ``points``, ``tenths``, ``fraction``, ``multiple``,
    ``doubling``, ``rank``, ``ratio``, ``measure``, ``number``.
    """

    shape: str
    kind: ValueKind
    number: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    bound: Bound = "exact"
    signed: bool = False


RULES: Rules[Draft] = Rules()

_SEP = r"\s?(?:至|到|[-－–—−~～]{1,2}|──)\s?"
_MINUS = r"(?<=[在为至到是达约近超于的，。、；：(（\s]|^)[-−–]\s?"
_GUARD = r"(?<![\d._])(?<!\d[,，])"  # letters before a number are judged by the list of names of models
_HAN_COUNT = rf"[{HAN_DIGIT}{SCALE}]"


def _open(shape: str, kind: ValueKind, value: Decimal, opened: str, unit: str | None, signed: bool = False) -> Draft:
    """A single number, with the bound that its own words give (20多万, 十几, 几十, 上千)."""
    if opened == "":
        return Draft(shape, kind, value, value, value, unit, "exact", signed)
    if opened == "near":
        return Draft(shape, kind, value, None, None, unit, "approx", signed)
    return Draft(shape, kind, value, value, None, unit, "more_than", signed)


def _scale_of(text: str) -> int:
    """The power of ten that ends a numeral after its digits (12万 → 10⁴), for ranges that say it once."""
    m = regex.search(r"(?<=[\d\p{Han}])((?:[十百千]?[万亿兆]+|[百千]))$", text)
    if m is None or not regex.match(ARABIC, text):
        big = regex.search(r"[十百千]?[万亿兆]+$", text)
        m = big
    number = parse(m.group(0)) if m else None
    return int(number.value) if number else 1


def _range(low_text: str, high_text: str, factor: Decimal = Decimal(1)) -> tuple[Decimal, Decimal] | None:
    """The two ends of a range; a scale that only the second end names belongs to both (12~18万)."""
    low, high = parse(low_text), parse(high_text)
    if low is None or high is None:
        return None
    a, b = low.value, high.value
    if not regex.search(rf"[{SCALE}]$", low_text.strip()):
        shared = _scale_of(high_text.strip())
        if shared > 1 and a * shared <= b * 10 and a < b and a * shared < b:
            a *= shared
    return (a * factor, b * factor) if a < b else None


@RULES.rule(
    "quantity.percent.range",
    rf"{_GUARD}(?P<minus>{_MINUS})?(?P<a>{ARABIC})\s?[%％‰]?{_SEP}(?P<b>{ARABIC})\s?(?P<unit>[%％‰]|个?百分点)",
    yes=[
        yes("高30%至50%，形成了", "30%至50%", low=30, high=50, unit="%", bound="range"),
        yes("净利润同比增长16%-37%。", "16%-37%", low=16, high=37, unit="%"),
        yes("增速在4.5—5.5%之间", "4.5—5.5%", low=Decimal("4.5"), high=Decimal("5.5"), unit="%"),
    ],
    no=["2020—2022年", "第3-5名"],
)
def percent_range(m: regex.Match[str]) -> Draft | None:
    """A span of per cent or per mille; the sign may stand at both ends or at the last only."""
    ends = _range(m["a"], m["b"])
    if ends is None:
        return None
    factor = Decimal("0.1") if m["unit"] == "‰" else Decimal(1)
    sign = -1 if m["minus"] else 1
    low, high = sorted((ends[0] * factor * sign, ends[1] * factor * sign))
    points = m["unit"].endswith("点")
    return Draft("points" if points else "percent", "growth" if points else "rate", None, low, high, "pp" if points else "%", "range")


@RULES.rule(
    "quantity.percent",
    rf"(?:(?P<minus>{_MINUS})|{_GUARD})(?P<n>{ARABIC})\s?(?P<more>[多余])?(?P<unit>[%％‰])",
    yes=[
        yes("同比增长13.9%", "13.9%", number=Decimal("13.9"), unit="%"),
        yes("死亡率为3‰", "3‰", number=Decimal("0.3"), unit="%"),
        yes("广东(-23.3%)下滑", "-23.3%", number=Decimal("-23.3"), kind="growth"),
        yes("占12.5％。", "12.5％", number=Decimal("12.5"), unit="%"),
    ],
    no=["增长", "第3名"],
)
def percent(m: regex.Match[str]) -> Draft | None:
    """Per cent and per mille, in Arabic digits."""
    number = parse(m["n"])
    if number is None:
        return None
    value = number.value * (Decimal("0.1") if m["unit"] == "‰" else 1)
    if m["minus"]:
        return _open("percent", "growth", -value, "", "%", signed=True)
    return _open("percent", "rate", value, "more" if m["more"] else "", "%")


@RULES.rule(
    "quantity.points",
    rf"{_GUARD}(?P<n>{NUMERAL})\s?(?P<more>[多余来])?\s?个?多?(?P<unit>百分点|(?:个)?基点|bps?(?![A-Za-z])|(?<=个)(?=(?:[、和]{ARABIC}个)+百分点))",
    yes=[
        yes("提升3.6个百分点", "3.6个百分点", number=Decimal("3.6"), unit="pp", kind="growth"),
        yes("下调25个基点", "25个基点", number=Decimal("-0.25"), unit="pp"),
        yes("提高六个百分点", "六个百分点", number=6, unit="pp"),
        yes("分别高1.3个、0.7个百分点", "1.3个", number=Decimal("1.3"), unit="pp"),
        yes("回落0.8百分点", "0.8百分点", number=Decimal("-0.8"), unit="pp"),
    ],
    no=["这个观点", "三个重点"],
)
def points(m: regex.Match[str]) -> Draft | None:
    """Percentage points and basis points: always a difference."""
    number = parse(m["n"])
    if number is None:
        return None
    value = number.value * (Decimal("0.01") if m["unit"].endswith(("点", "p", "s")) and m["unit"] != "百分点" else 1)
    return _open("points", "growth", value, "more" if m["more"] else number.open, "pp")


@RULES.rule(
    "quantity.hundredths",
    rf"(?P<minus>负)?(?P<base>百|千|万)分之(?P<a>{NUMERAL})(?:{_SEP}(?:百分之)?(?P<b>{NUMERAL}))?",
    yes=[
        yes("占百分之五点六", "百分之五点六", number=Decimal("5.6"), unit="%"),
        yes("增长百分之12", "百分之12", number=12, kind="growth"),
        yes("千分之三的概率", "千分之三", number=Decimal("0.3"), unit="%"),
    ],
    no=["百分比", "十分之一"],
)
def hundredths(m: regex.Match[str]) -> Draft | None:
    """百分之…, 千分之…, 万分之…: per cent in words."""
    factor = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}[m["base"]]
    if m["b"]:
        ends = _range(m["a"], m["b"], factor)
        return None if ends is None else Draft("percent", "rate", None, ends[0], ends[1], "%", "range")
    number = parse(m["a"])
    if number is None:
        return None
    return _open("percent", "rate", number.value * factor * (-1 if m["minus"] else 1), number.open, "%")


@RULES.rule(
    "quantity.fraction",
    rf"(?P<base>{NUMERAL})分之(?P<part>{NUMERAL})|{_GUARD}(?P<top>\d{{1,2}})/(?P<bottom>\d{{1,2}})(?![\d/年月日])(?=[的，。；、,;)）\s]|强|弱|左右|以上|$|\p{{Han}})",
    yes=[
        yes("占比近三分之一；", "三分之一", number=Decimal(1) / 3),
        yes("数量不足广东的1/8,", "1/8", number=Decimal("0.125")),
        yes("四分之三的企业", "四分之三", number=Decimal("0.75")),
    ],
    no=["百分之五", "2024/3/1", "24/7服务"],
)
def fraction(m: regex.Match[str]) -> Draft | None:
    """Fractions in words or with a slash."""
    if m["base"]:
        base, part = parse(m["base"]), parse(m["part"])
        if base is None or part is None or base.value in (0, 100) or m["base"] in ("百", "千", "万"):
            return None
        value = part.value / base.value
    else:
        top, bottom = int(m["top"]), int(m["bottom"])
        if not 0 < top < bottom or (top, bottom) == (24, 7):
            return None
        value = Decimal(top) / Decimal(bottom)
    return _open("fraction", "ratio", value, "", None)


@RULES.rule(
    "quantity.half",
    r"一[多大]半|(?<![一二两三四五六七八九十\d年月天])(?:一半|半数|对半)|(?<=[超过近占大达]|不到|不足|超过)半(?=[。，；、,;\s]|以上|$)|(?<=超|过|近)半(?=的|数)|大半(?=的|[，。])|(?<=收割|完成|时间|任务|成员)过半",
    yes=[
        yes("占全国超半数。", "半数", number=50, unit="%", bound="more_than"),
        yes("早稻已收割过半。", "过半", number=50, bound="more_than"),
        yes("只有不到一半省份", "一半", number=50, bound="less_than"),
        yes("六省占全国近半。", "半", number=50, bound="approx"),
    ],
    no=["上半年", "半导体", "半岛都市报", "两年半", "下半场"],
)
def half(m: regex.Match[str]) -> Draft | None:
    """一半, 半数, 过半: fifty per cent of a whole."""
    bound: Bound = "more_than" if m.group().startswith(("过", "一多", "一大", "大")) else "exact"
    fifty = Decimal(50)
    return Draft("tenths", "rate", fifty, fifty, None if bound == "more_than" else fifty, "%", bound)


_NOT_TENTHS = r"(?![立为功都交本员长果品熟绩人就群效分片型套排份像因形反堆倍才名器行千百])"


@RULES.rule(
    "quantity.tenths",
    rf"(?:(?P<a>[{HAN_DIGIT}几数])(?P<b>[{HAN_DIGIT}])成{_NOT_TENTHS}|(?<![{HAN_DIGIT}\d.])(?P<n>[{HAN_DIGIT}十]|\d{{1,2}}(?:\.\d+)?)(?P<more>多)?成(?P<more2>多)?(?P<half>半|[{HAN_DIGIT}](?![{HAN_DIGIT}{SCALE}\p{{Han}}])|\d(?!\d))?{_NOT_TENTHS})",
    yes=[
        yes("约占全国四成，", "四成", number=40, unit="%"),
        yes("占比六成五。", "六成五", number=65),
        yes("占了7成以上。", "7成", number=70, bound="at_least"),
        yes("有5成9上班族", "5成9", number=59),
        yes("三四成的企业", "三四成", low=30, high=40, bound="range"),
        yes("成长一成多", "一成多", number=10, bound="more_than"),
    ],
    no=["完成", "九成都", "一成不变", "成立三年", "形成六个组成部分", "三成立"],
)
def tenths(m: regex.Match[str]) -> Draft | None:
    """成: tenths of a whole (四成, 六成五, 三四成)."""
    if m["a"]:
        low, high = parse(m["a"]), parse(m["b"])
        if low is None or high is None or high.value != low.value + 1:
            return None
        return Draft("tenths", "rate", None, low.value * 10, high.value * 10, "%", "range")
    number = parse(m["n"])
    if number is None or number.value > 10 or (m["n"] in ("一", "十") and regex.match("不变|套", m.string[m.end() :])):
        return None
    value = number.value * 10
    if m["half"]:
        extra = parse(m["half"]) if m["half"] != "半" else None
        value += extra.value if extra else 5
    return _open("tenths", "rate", value, "more" if m["more"] or m["more2"] else "", "%")


@RULES.rule(
    "quantity.tenths.range",
    rf"(?<![{HAN_DIGIT}\d.])(?P<a>[{HAN_DIGIT}]|\d)成?{_SEP}(?P<b>[{HAN_DIGIT}十]|\d)成{_NOT_TENTHS}",
    yes=[yes("降水偏少两至七成，", "两至七成", low=-70, high=-20, unit="%", bound="range"), yes("占三成到四成", "三成到四成", low=30, high=40)],
    no=["三至五成都"],
)
def tenths_range(m: regex.Match[str]) -> Draft | None:
    """A span of tenths: 两至七成, 三成到四成."""
    low, high = parse(m["a"]), parse(m["b"])
    if low is None or high is None or low.value >= high.value:
        return None
    return Draft("tenths", "rate", None, low.value * 10, high.value * 10, "%", "range")


@RULES.rule(
    "quantity.discount",
    rf"(?<![{HAN_DIGIT}\d.曲波骨夭转])(?P<n>[{HAN_DIGIT}](?:点?[{HAN_DIGIT}])?|\d{{1,2}}(?:\.\d+)?)折(?![叠旧合算腾磨断线价扣戟射返耗])(?P<half>半)?",
    yes=[yes("首套房贷利率打七折。", "七折", number=70, unit="%"), yes("九五折优惠", "九五折", number=95)],
    no=["曲折", "打折", "三折叠", "折扣"],
)
def discount(m: regex.Match[str]) -> Draft | None:
    """折: what remains of a price, in tenths (七折, 九五折)."""
    text = m["n"].replace("点", "")
    if regex.fullmatch(rf"[{HAN_DIGIT}]{{2}}", text):
        a, b = parse(text[0]), parse(text[1])
        value = a.value * 10 + b.value if a and b else None
    else:
        number = parse(m["n"])
        value = number.value * 10 if number else None
    if value is None or value > 100:
        return None
    return _open("tenths", "rate", value + (5 if m["half"] else 0), "", "%")


@RULES.rule(
    "quantity.doubling",
    r"翻(?P<n>[一两二三四五六1-6])番(?!茄)|翻番(?!茄)|翻(?:了)?(?P<m>[一两二三四五六七八九十\d]+)倍|(?<![成N几“「])倍增(?!计划|行动|工程|企业|政策|试点|[”」])|(?<!\d)翻倍",
    yes=[
        yes("总量翻一番", "翻一番", number=100, kind="growth", unit="%"),
        yes("实现翻番、达1.8万家", "翻番", number=100),
        yes("总量翻两番", "翻两番", number=300),
        yes("产量翻了一倍", "翻了一倍", number=100),
    ],
    no=["翻译", "翻番茄", "“倍增计划”", "市级倍增试点企业", "“倍增”企业"],
)
def doubling(m: regex.Match[str]) -> Draft | None:
    """翻番: doubling, again and again; 翻N倍: N times more."""
    if m["m"]:
        times = parse(m["m"])
        value = times.value * 100 if times else None
    elif m["n"]:
        turns = parse(m["n"])
        value = (Decimal(2) ** int(turns.value) - 1) * 100 if turns else None
    else:
        value = Decimal(100)
    return None if value is None else _open("doubling", "growth", value, "", "%", signed=True)


@RULES.rule(
    "quantity.multiple.range",
    rf"{_GUARD}(?P<a>{NUMERAL})倍?{_SEP}(?P<b>{NUMERAL})倍(?![率频速])",
    yes=[yes("是同行的2至3倍。", "2至3倍", low=2, high=3, kind="ratio"), yes("增长20倍到30倍", "20倍到30倍", low=2000, high=3000, kind="growth")],
    no=["2至3个"],
)
def multiple_range(m: regex.Match[str]) -> Draft | None:
    """A span of multiples."""
    ends = _range(m["a"], m["b"])
    return None if ends is None else Draft("multiple", "ratio", None, ends[0], ends[1], None, "range")


@RULES.rule(
    "quantity.multiple",
    rf"{_GUARD}(?P<n>{NUMERAL})(?P<more>[多余几来])?倍(?P<more2>多)?(?![率频速体])(?P<half>半)?",
    yes=[
        yes("增长2.3倍", "2.3倍", number=230, unit="%", kind="growth"),
        yes("是西藏的198倍；", "198倍", number=198, kind="ratio"),
        yes("为全国平均水平的1.5倍", "1.5倍", number=Decimal("1.5"), kind="ratio"),
    ],
    no=["倍增", "加倍努力", "倍率"],
)
def multiple(m: regex.Match[str]) -> Draft | None:
    """倍: a ratio, or with a word of growth how much more (growth in per cent)."""
    number = parse(m["n"])
    if number is None:
        return None
    value = number.value + (Decimal("0.5") if m["half"] else 0)
    opened = "more" if m["more"] or m["more2"] else number.open
    return _open("multiple", "ratio", value, opened, None)


_RANK_NOUN = "位|名(?!单)|(?=大(?:省|市|县|区|经济|城|国|产|支柱|港|贸易|来源|出口|进口|市场))"
_RANK_CUE = rf"(?:{alternatives(read_words('rank_cues'))})"


@RULES.rule(
    "quantity.rank.last",
    rf"倒数第(?P<n>{NUMERAL})|(?P<last>垫底|末位|最末(?:位)?|殿后)(?!淘汰)",
    yes=[yes("增速倒数第二", "倒数第二", number=-2, kind="rank"), yes("排名垫底", "垫底", number=-1)],
    no=["第二产业", "末位淘汰制"],
)
def rank_last(m: regex.Match[str]) -> Draft | None:
    """Ranks counted from the end: −1 is the last, as the number of places is not in the words."""
    number = parse(m["n"]) if m["n"] else None
    value = -number.value if number else Decimal(-1)
    return _open("rank", "rank", value, "", None)


@RULES.rule(
    "quantity.rank.top",
    rf"(?<![目以先之提向跟])前(?P<a>{_HAN_COUNT}+|\d{{1,3}})(?P<tail>强|位|名(?!单)|甲|大(?!力|量|型|部)|(?=[，。；、,;!！)）\s]|$|行列|之列|的(?:位置|城市|水平)))|(?<![目以之])(?P<jia>三甲)(?!医院|医疗|基层|等|[、])|[Tt][Oo][Pp]\s?(?P<t>\d{{1,3}})|(?P<b>百|十|[{HAN_DIGIT}]+[百十]?|\d{{1,4}})强(?![化大劲度调势制弱降烈者项县镇村企校市])",
    yes=[
        yes("增速位居全国前三。", "前三", number=3, bound="at_most", kind="rank"),
        yes("进入全球前10位", "前10位", number=10),
        yes("跻身全国城市“八强”", "八强", number=8, bound="at_most"),
    ],
    no=["前三季度", "目前三省", "以前十年", "强化十项措施", "前两个月"],
)
def rank_top(m: regex.Match[str]) -> Draft | None:
    """Belonging to the first N: an upper bound of a rank (前三, 百强)."""
    if m["jia"]:
        value = Decimal(3)
    else:
        number = parse(m["a"] or m["t"] or m["b"])
        if number is None:
            return None
        value = number.value
    if regex.match(r"个?(?:季度|月|年|天|周|日|期|届|次|季)", m.string[m.end() :]):
        return None
    return Draft("rank", "rank", value, None, value, None, "at_most")


_ORDINAL_NOT_RANK = rf"(?!{alternatives(read_words('ordinal_nouns'))}|[三四五六七八九十百千万\d]|方(?!阵))"


@RULES.rule(
    "quantity.rank",
    rf"第(?P<n>{_HAN_COUNT}+|\d{{1,3}})(?:{_RANK_NOUN})?{_ORDINAL_NOT_RANK}|(?P<first>(?<=居)首位|首位|榜首|魁首|(?<!位)居首(?!位)|头名|龙头地位|领跑(?=全国|全省|全球|[，。；、]|$)|之首)|(?P<second>次席|(?<=居)次位)",
    yes=[
        yes("总量位居全国第12，", "第12", number=12, kind="rank", unit=None),
        yes("排名第一", "第一", number=1),
        yes("升至第七位", "第七位", number=7),
        yes("企业数量位居首位。", "首位", number=1),
        yes("GDP居全国第5位", "第5位", number=5),
        yes("中部人口第一大市", "第一", number=1),
    ],
    no=["第一产业增加值", "第十四届全国人大", "第三方机构", "第一时间", "第二季度", "第5批", "第四次工业革命", "首位度", "第一人民医院", "第3个"],
)
def rank(m: regex.Match[str]) -> Draft | None:
    """A place in an order. Ordinals that only number things (届, 次, 产业, 人民医院 …) are none."""
    if m["n"]:
        if regex.search(r"[一二三四五六七八九十\d][、，]\s?$", m.string[: m.start()]) and m.string[m.end() : m.end() + 1] in "，,":
            return None  # 第一，…第二，… number the points of an argument
        before, after = m.string[max(0, m.start() - 12) : m.start()], m.string[m.end() : m.end() + 1]
        bare = not regex.search(r"[位名]$", m.group())
        if bare and after in "，,、:：" and regex.search(r"(?:^|[。！？；\n“\s])$", before):
            return None
        number = parse(m["n"])
        value = number.value if number else None
    else:
        if m["first"] and m.string[m.end() : m.end() + 1] == "度":
            return None
        value = Decimal(1 if m["first"] else 2)
    return None if value is None or value == 0 else _open("rank", "rank", value, "", None)


@RULES.rule(
    "quantity.ratio",
    rf"(?<![\d:：.])(?P<a>\d+(?:\.\d+)?)\s?[:：∶]\s?(?P<b>\d+(?:\.\d+)?)(?:\s?[:：∶]\s?(?P<c>\d+(?:\.\d+)?))?(?![\d:：])|(?P<x>{_HAN_COUNT}+)比(?P<y>{_HAN_COUNT}+)(?![{HAN_DIGIT}{SCALE}\p{{Han}}])",
    yes=[
        yes("供求比例达1:10，", "1:10", number=Decimal("0.1"), kind="ratio"),
        yes("师生比为1∶15.5", "1∶15.5", number=Decimal(1) / Decimal("15.5")),
        yes("男女之比是三比一。", "三比一", number=3),
    ],
    no=["上午10:30开会", "08:00至18:00", "2:1击败对手"],
)
def ratio(m: regex.Match[str]) -> Draft | None:
    """A proportion a:b. Times of the day and scores of matches have no word of proportion beside them."""
    around = m.string[max(0, m.start() - 14) : m.start()] + m.string[m.end() : m.end() + 6]
    if not regex.search(r"比|率|构成|结构", around) or regex.search(r"比分|时间|战胜|击败|[上下中]午", around):
        return None
    first, second = (parse(m["a"]), parse(m["b"])) if m["a"] else (parse(m["x"]), parse(m["y"]))
    if first is None or second is None or second.value == 0:
        return None
    return _open("ratio", "ratio", first.value if m["c"] else first.value / second.value, "", None)


def _measured(text: str, unit_text: str, currency: str | None) -> tuple[Decimal, str, str, str] | None:
    """Value, how it is left open, base unit and class of a numeral with its unit."""
    number = parse(text)
    if number is None:
        return None
    unit = unit_of(unit_text)
    base = f"{currency}{unit.base[3:]}" if currency and unit.kind == "money" else unit.base
    return number.value * unit.factor, number.open, base, unit.kind


_CURRENCY_BEFORE = r"(?P<currency>新台币|人民币|港币|港元|美元|美金|欧元|日元|澳门币|NT\$|HK\$|US\$|RMB|USD|CNY|TWD|HKD|EUR|¥|€|£|\$)\s?"
_CURRENCY_CODE = {
    "新台币": "TWD", "人民币": "CNY", "港币": "HKD", "港元": "HKD", "美元": "USD", "美金": "USD", "欧元": "EUR", "日元": "JPY", "澳门币": "MOP",
    "NT$": "TWD", "HK$": "HKD", "US$": "USD", "RMB": "CNY", "USD": "USD", "CNY": "CNY", "TWD": "TWD", "HKD": "HKD", "EUR": "EUR", "¥": "CNY",
    "€": "EUR", "£": "GBP", "$": "USD",
}  # fmt: skip
_UNIT_END = r"(?!级(?!别)|月份|年代|年级|年度|年期|年间|月间|分之|大类)"


@RULES.rule(
    "quantity.measure.range",
    rf"{_GUARD}(?:{_CURRENCY_BEFORE})?(?P<a>{NUMERAL})\s?(?P<ua>{UNIT})?{_SEP}(?P<b>{NUMERAL})\s?(?P<more>[多余])?(?P<ub>{UNIT}){_UNIT_END}",
    yes=[
        yes("规模在2000亿至3000亿元之间", "2000亿至3000亿元", low=200000000000, high=300000000000, unit="CNY", bound="range"),
        yes("净利润8.5亿元至10亿元", "8.5亿元至10亿元", low=850000000, high=1000000000),
        yes("成交价55~57元/公斤", "55~57元/公斤", low=55, high=57, unit="CNY/公斤"),
        yes("增加3000吨到5000吨", "3000吨到5000吨", low=3000, high=5000, unit="吨"),
        yes("出口3，000至3，700万蒲式耳", "3，000至3，700万蒲式耳", low=30000000, high=37000000),
    ],
    no=["2020至2022年", "1—5月", "3-5日"],
)
def measure_range(m: regex.Match[str]) -> Draft | None:
    """A span of amounts with a unit at both ends or at the last only."""
    if m["ua"] and unit_of(m["ua"]).base != unit_of(m["ub"]).base:
        return None
    high = _measured(m["b"], m["ub"], _CURRENCY_CODE.get(m["currency"] or ""))
    if high is None:
        return None
    ends = _range(m["a"], m["b"], unit_of(m["ub"]).factor)
    if ends is None or (high[3] == "time" and regex.fullmatch(r"\d{4}", m["a"])):
        return None
    return Draft("measure", "amount", None, ends[0], ends[1], high[2], "range")


@RULES.rule(
    "quantity.measure.adjacent",
    rf"{_GUARD}(?<![{HAN_DIGIT}{SCALE}第十])(?P<lead>[十百])?(?P<a>[{HAN_DIGIT}])、?(?P<b>[{HAN_DIGIT}])(?P<scale>[{SCALE}]*)(?P<more>多)?(?P<unit>{UNIT}){_UNIT_END}|{_GUARD}(?P<d1>\d)、(?P<d2>\d(?:0+)?)(?P<dscale>[{SCALE}]*)(?P<dunit>{UNIT})?(?![、\d])",
    yes=[
        yes("五六百家企业", "五六百家", low=500, high=600, unit="家", bound="range"),
        yes("来了三四十人", "三四十人", low=30, high=40, unit="人"),
        yes("节约物流成本4、5000万。", "4、5000万", low=40000000, high=50000000),
        yes("十五六个项目", "十五六个", low=15, high=16),
    ],
    no=["二〇二四年", "一二三产业", "三十五家"],
)
def measure_adjacent(m: regex.Match[str]) -> Draft | None:
    """Two neighbouring digits that stand for a span: 五六百家, 三四十人, 4、5000万."""
    if m["d1"]:
        head, tail = m["d1"], m["d2"]
        if int(tail[0]) != int(head) + 1 or (len(tail) == 1 and not m["dscale"]):
            return None
        low, high = parse(head + tail[1:] + m["dscale"]), parse(tail + m["dscale"])
        unit = unit_of(m["dunit"]).base if m["dunit"] else None
    else:
        first, second = parse(m["a"]), parse(m["b"])
        if first is None or second is None or second.value != first.value + 1 or m["a"] in "〇零○":
            return None
        lead, scale = m["lead"] or "", m["scale"]
        low, high = parse(lead + m["a"] + scale), parse(lead + m["b"] + scale)
        unit = unit_of(m["unit"]).base
    if low is None or high is None:
        return None
    return Draft("measure" if unit else "number", "amount" if unit else "number", None, low.value, high.value, unit, "range")


@RULES.rule(
    "quantity.measure",
    rf"{_GUARD}(?:{_CURRENCY_BEFORE})?(?P<n>{NUMERAL})\s?(?P<more>[多余来])?\s?(?P<unit>{UNIT})(?P<half>(?<=[年时天月])半)?{_UNIT_END}",
    yes=[
        yes("规模突破3000亿元，", "3000亿元", number=300000000000, unit="CNY", kind="amount"),
        yes("债务余额为498亿7千多万元", "498亿7千多万元", number=49870000000, bound="more_than"),
        yes("人民币4100余万元", "人民币4100余万元", number=41000000, bound="more_than", unit="CNY"),
        yes("总装机达3.25亿千瓦", "3.25亿千瓦", number=325000000, unit="千瓦"),
        yes("60余个平台", "60余个", number=60, bound="more_than", unit="个"),
        yes("20,059亿元", "20,059亿元", number=2005900000000),
        yes("楼面价64834元/平米", "64834元/平米", number=64834, unit="CNY/平方米"),
        yes("出口1546亿美元", "1546亿美元", number=154600000000, unit="USD"),
        yes("投入75万台（套）农机", "75万台（套）", number=750000, unit="台套"),
        yes("上千家科研院所", "上千家", number=1000, bound="more_than"),
    ],
    no=["2024年", "GPT-4模型", "三农", "5G基站", "统一部署"],
)
def measure(m: regex.Match[str]) -> Draft | None:
    """A number with a unit: money, measures, counted things. 多, 余 and 来 leave it open."""
    found = _measured(m["n"], m["unit"], _CURRENCY_CODE.get(m["currency"] or ""))
    if found is None or (m["unit"] == "年" and regex.fullmatch(r"\d{4}", m["n"])):
        return None
    value, opened, base, _ = found
    if m["half"]:
        value += Decimal("0.5") if not regex.search(rf"[{SCALE}]$", m["n"]) else 0
    return _open("measure", "amount", value, "more" if m["more"] else opened, base)


@RULES.rule(
    "quantity.compute",
    rf"{_GUARD}(?P<n>{NUMERAL})(?P<more>[多余])?\s?(?P<unit>P|E)(?![A-Za-z\d])",
    yes=[yes("算力规模突破4000P。", "4000P", number=4000, unit="P", bound="more_than")],
    no=["3P犯罪", "面积20E"],
)
def compute(m: regex.Match[str]) -> Draft | None:
    """Computing power in P or E (10¹⁵ or 10¹⁸ operations a second), where the words speak of computing power."""
    number = parse(m["n"])
    if number is None or "算" not in m.string[max(0, m.start() - 24) : m.start()]:
        return None
    return _open("measure", "amount", number.value, "more" if m["more"] else number.open, m["unit"])


@RULES.rule(
    "quantity.money.sign",
    rf"{_CURRENCY_BEFORE}(?P<n>{NUMERAL})(?P<more>[多余])?(?![\d.])",
    yes=[yes("成交价US$350", "US$350", number=350, unit="USD"), yes("罚款人民币4.7亿。", "人民币4.7亿", number=470000000, unit="CNY")],
    no=["人民币汇率", "美元指数"],
)
def money_sign(m: regex.Match[str]) -> Draft | None:
    """A currency's sign or name before a number without a unit behind it."""
    number = parse(m["n"])
    if number is None:
        return None
    return _open("measure", "amount", number.value, "more" if m["more"] else number.open, _CURRENCY_CODE[m["currency"]])


@RULES.rule(
    "quantity.number.range",
    rf"{_GUARD}(?P<a>{ARABIC}[{SCALE}]*){_SEP}(?P<b>{ARABIC}[{SCALE}]*)(?![\d年月日/.:：\-])(?![A-Za-z])",
    yes=[yes("增量在12~18万之间", "12~18万", low=120000, high=180000, bound="range"), yes("需要2000-3000", "2000-3000", low=2000, high=3000)],
    no=["2020-2022年", "3-5月", "021-5566", "ISO 9001-2015"],
)
def number_range(m: regex.Match[str]) -> Draft | None:
    """A span of bare numbers."""
    if regex.fullmatch(r"0\d+", m["a"]):
        return None
    ends = _range(m["a"], m["b"])
    return None if ends is None else Draft("number", "number", None, ends[0], ends[1], None, "range")


@RULES.rule(
    "quantity.number",
    rf"(?<![A-Za-z\d._/\-#＃:：])(?<!\d[,，])(?P<minus>{_MINUS})?(?P<n>{NUMERAL})(?P<more>[多余])?(?![\d./]*[A-Za-z\d])(?![年月日时点号期届章条]|/\d)",
    yes=[
        yes("人才缺口已突破500万，", "500万", number=5000000, unit=None),
        yes("企业共计103、投资额", "103", number=103),
        yes("潜在市场更是高达数万亿。", "数万亿", number=1000000000000, bound="more_than"),
    ],
    no=["GPT-4", "5G", "第3号"],
)
def bare_number(m: regex.Match[str]) -> Draft | None:
    """A number without a unit. Chinese digits alone make one only where they spell a number of two or more characters."""
    text = m["n"]
    number = parse(text)
    if number is None:
        return None
    if not regex.search(r"\d", text) and (len(text) < 2 or not regex.search(r"[十百千万亿兆]", text)):
        return None
    value = -number.value if m["minus"] else number.value
    return _open("number", "number", value, "more" if m["more"] else number.open, None)
