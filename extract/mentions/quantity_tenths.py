"""Rules for tenths: 四成, 六成五, 三四成, and discounts, what remains of a price in tenths (七折)."""

from __future__ import annotations

import re
from decimal import Decimal

from extract.data.late import late_re
from extract.mentions.numeral_forms import HAN_DIGIT, SCALE
from extract.mentions.numerals import Number, parse
from extract.mentions.quantity_site import SEPARATOR, SEPARATORS, Draft, Site, SiteRules, opened
from extract.mentions.rules import yes

TENTHS: SiteRules = SiteRules()

_NOT_TENTHS = re.compile(  # 成人, 成都, 成本 and the like; but 九成人口, 八成都是, 三成本地人
    r"[立为功交长果品熟绩群效片型套排份像因形反堆倍才名器千百]|人(?!口|士|认为|觉得|表示)|都(?![是在来没有])|本(?![地科国省市县土])|员(?!工)|分(?!布)|就(?![业读地])|行(?!业)"
)
_SHARE_OPENS = re.compile(r"[逾近约有占达]")  # 逾九成为女性: no 成为
# What may follow a share that ends in a digit (三成二升至四成, 五成六受访者).
_ENDS = "[的升降增提多至到]|[以左][上下右]|受访|民众|市民|居民|网友|家长|选民|上班族|劳工|业者|学生|青年|长者|女性|男性|国人|港人"
_ENDS += "|最(?:为|[多高快低少大突明])|居(?:冠|次|首|末|全)|夺冠|垫底|不等|名列|排名|高于|低于|高出|领先"  # 月增七成六最为突出
_TENTHS = late_re(
    rf"[ ]?(?P<more>多)?成(?P<more2>多)?(?:[ ]?(?P<half>半|[{HAN_DIGIT}](?=$|[^{HAN_DIGIT}{SCALE}\u4e00-\u9fff]|{_ENDS})|[0-9](?![0-9.%])))?"
)
_TENTHS_RANGE = late_re(
    rf"[ ]?(?:成(?P<first>半|[{HAN_DIGIT}])?)?{SEPARATOR}(?P<b>[{HAN_DIGIT}十]|[0-9](?:\.[0-9])?)[ ]?成"
    rf"(?P<last>半|[{HAN_DIGIT}](?=$|[^{HAN_DIGIT}{SCALE}\u4e00-\u9fff]|{_ENDS}))?"
)
_DISCOUNT = re.compile(r"[ ]?折(?![叠旧合算腾磨断线价扣戟射返耗])(?P<half>半)?")
_TENTHS_READ = (
    yes("约占全国四成，", "四成", number=40, unit="%"), yes("占比六成五。", "六成五", number=65), yes("占六点五成", "六点五成", number=65),
    yes("占了7成以上。", "7成", number=70, bound="at_least"), yes("占比由三成二升至四成", "三成二", number=32),
    yes("月增七成六最为突出", "七成六", number=76), yes("年增三成五居冠", "三成五", number=35), yes("有两成五星级酒店", "两成", number=20),
    yes("有5成9上班族", "5成9", number=59), yes("五成六受访者认为", "五成六", number=56), yes("增加一成二至320亿元", "一成二", number=12),
    yes("三四成的企业", "三四成", low=30, high=40, bound="range"), yes("成长一成多", "一成多", number=10, bound="more_than"),
    yes("逾九成为女性", "九成", number=90), yes("约有六成为租屋", "六成", number=60), yes("近七成人口住在城里", "七成", number=70),
    yes("三成员工住在宿舍", "三成", number=30), yes("学生里六成都是女生", "六成", number=60), yes("四成本地居民赞成", "四成", number=40),
)  # fmt: skip


def _tenth(words: str, further: str | None) -> Decimal | None:
    """Tenths with the digit behind 成, which counts hundredths (五成五); None where the words are no number up to ten."""
    number = parse(words)
    return number.value + _further(further) if number and number.top is None and number.value <= 10 else None


def _further(words: str | None) -> Decimal:
    digit = parse(words) if words and words != "半" else None
    return digit.value / 10 if digit else Decimal("0.5") if words else Decimal(0)


@TENTHS.at(
    "quantity.tenths.range",
    begins=SEPARATORS + "成",
    yes=[
        yes("降水偏少两至七成，", "两至七成", low=-70, high=-20, unit="%", bound="range"),
        yes("占三成到四成", "三成到四成", low=30, high=40),
        yes("下跌五成五到六成。", "五成五到六成", low=-60, high=-55),
    ],
    no=["三至五成都", "三到五成立"],
)
def tenths_range(site: Site) -> Draft | None:
    """A span of tenths: 两至七成, 三成到四成."""
    m = _TENTHS_RANGE.match(site.text, site.end)
    if m is None or _NOT_TENTHS.match(site.text, m.end()):
        return None
    low, high = _tenth(site.words, m["first"]), _tenth(m["b"], m["last"])
    if low is None or high is None or low >= high:
        return None
    return Draft("tenths", (site.start, m.end()), "rate", None, low * 10, high * 10, "%", "range")


@TENTHS.at(
    "quantity.tenths",
    begins="成多",
    yes=list(_TENTHS_READ),
    no=["完成", "九成都", "一成不变", "成立三年", "形成六个组成部分", "三成立", "前三成为热门", "三成本", "九成人", "十成员国"],
)
def tenths(site: Site) -> Draft | None:
    """成: tenths of a whole (四成, 六成五, 三四成)."""
    m = _TENTHS.match(site.text, site.end)
    number = site.number
    if m is None or number is None or number.value > 10:
        return None
    if not m["half"] and _NOT_TENTHS.match(site.text, m.end()) and not (_SHARE_OPENS.match(site.before) and site.text.startswith("为", m.end())):
        return None
    if site.words in ("一", "十") and re.match("不变|套|是", site.text[m.end() : m.end() + 2]):
        return None
    counted = Number(number.value + _further(m["half"]), number.open, number.top)
    return opened("tenths", (site.start, m.end()), "rate", counted, "%", factor=Decimal(10), more=bool(m["more"] or m["more2"]))


@TENTHS.at(
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
