"""Rules for places in an order and for proportions."""

from __future__ import annotations

from decimal import Decimal

from extract.data import alternatives, read_words
from extract.data.late import late_re
from extract.mentions.numeral_forms import HAN_DIGIT, NUMERAL
from extract.mentions.numerals import Number, parse
from extract.mentions.quantity_site import NONE_HERE, Draft, Site, SiteRules, opened
from extract.mentions.rules import yes
from extract.text.tokens import straddled

RANKS: SiteRules = SiteRules()

_BEHIND = late_re(r"位|名(?!单)|(?=大(?:省|市|县|区|经济|城|国|产|支柱|港|贸易|来源|出口|进口|市场))")
_NOUN = alternatives(read_words("ordinal_nouns"))
_COUNTS = late_re(rf"(?!台[湾南北中东])(?:{_NOUN})|[三四五六七八九十百千万0-9]|方(?!阵)|(?:、?第|、)[{HAN_DIGIT}十0-9]{{1,3}}(?:{_NOUN})")
_PLACED = late_re(r"(?<![安编彩牛并竹])排(?:名|在|行)?$")
_PLACE_END = late_re(r"[名位](?=[，,。；;、\n）)]|的|$)")
_NTH = rf"(?:[0-9]{{1,2}}|[{HAN_DIGIT}十]{{1,2}})"
_IN_ORDER = r"(?:分[列居获]|位列|分别(?:[位名]列|位居|排名?|[居列]))(?:全[国省市县区球])?第?"  # 甲市、乙市分列二、三位
_LISTED_BEFORE, _ORDER_BEFORE = late_re(rf"(?:第|{_IN_ORDER}){_NTH}(?:、{_NTH}){{0,3}}、$"), late_re(rf"{_IN_ORDER}$")
_LISTED_AFTER = late_re(rf"(?P<name>[名位](?!单|置))|(?:、{_NTH}){{1,4}}[名位](?!单|置)")
_TOP_TAIL = late_re(r"强|位|名(?!单)|甲|大(?!力|量|型|部)|(?=[，。；、,;!！)）\s]|$|行列|之列|的(?:位置|城市|水平))")
_HEAD_TAIL = late_re(
    r"强(?=[，。；、,;!！)）\s]|$|的)|大(?!力|量|型|部)|名(?![单是：:])|位(?![是：:])|高(?=[\u4e00-\u9fff])"
)  # 头10大, 首5位: usage of Hong Kong
_HEADS_NOUN = late_re(r"(?!之列|行列|的位置)[\u4e00-\u9fff]")
_STRONG = late_re(r"强(?![化大劲度调势制弱降烈者项县镇村企校市])")
_TOP = late_re(r"(?<![A-Za-z])[Tt][Oo][Pp][ ]?$")
_HEADS_LIST = late_re(
    r"的(?![\u4e00-\u9fff]{0,3}(?:城市|省|地区|国家|[县市区州]))[\u4e00-\u9fff]{1,8}?(?:依次|分别)?[是为有][:：]?|的[\u4e00-\u9fff]{1,8}[:：]"
)
_NOTHING = late_re("")
_TIME_UNIT = late_re(r"个?(?:季度|月|年|天|周|日|期|届|次|季)")
_WHOLE = late_re(rf"[0-9]{{1,4}}|[{HAN_DIGIT}十百千拾佰仟]+")
_POINT_BEFORE = late_re(r"(?<!第)[一二三四五六七八九十0-9][、，]\s?$")
_RANKED_BEFORE = late_re(rf"(?:[位分名并排]列|排[名在行]|位居|[分并]居|分获|[分获]得|[居列为])第[{HAN_DIGIT}十0-9]{{1,3}}[名位]?、\s?$")
_OPENS = late_re(r"(?:^|[。！？；，：,:\n“\s])$")
_PROPORTION = late_re(r"[ ]?[:：∶︰][ ]?(?P<b>[0-9]+(?:\.[0-9]+)?)(?:[ ]?[:：∶︰][ ]?(?P<c>[0-9]+(?:\.[0-9]+)?))?(?![0-9:：])")
_IN_WORDS = late_re(rf"[ ]?比(?P<b>{NUMERAL})(?![0-9\u4e00-\u9fff])")
_OF_PARTS = late_re(r"比|率|构成|结构|按|兑换|换成")
_SAYS_PARTS = late_re(r"比|率|构成|结构|为|是|按|呈|^$")
# Names of the first places, as the end of what is reached or before a word for a place; 单项冠军 is a title of firms.
_TITLES = {"冠军": 1, "状元": 1, "亚军": 2, "榜眼": 2, "季军": 3, "探花": 3}
_TITLE_WORDS = rf"(?<!单项)(?<!隐形)(?:{'|'.join(_TITLES)})(?=[，。；、,;！!）)\s”]|$|宝座|之位|位置|席位)"
_REACHES = late_re(
    r"[获夺得摘居列拿捧封膺]|问鼎|蝉联|斩获|排名|稳坐|成为|(?:全[国省市县]|全球|世界)$"
    r"|(?:增[长量速幅]|[总数产销存用流客]量|总[额值]|(?:县市|省[市区]|六都|分组|[0-9十百]{1,3}[省市县国城])的?)$"  # 人口增长冠军, 13县市冠军
)
_PARTED = late_re("开(?![头始放幕业工发])|分(?:成|账)")
_TEN = 10
_PARTS_OF_TEN = late_re("[一二三四五六七八九]{2}")
_OF_TIMES = late_re(r"比分|时间|战胜|击败|[上下中]午|比赛")
_SURE = ("次位", "次之", "居次", "居冠")  # what stands beside them makes them surer than the cuts of the tokenizer


@RANKS.at(
    "quantity.rank.last",
    begins="",
    ordinal=True,
    words=r"(?:垫底|敬陪末座|末位|最末(?:位)?|殿后|包尾|(?:排名?|列|居|在|获|为)(?:最后一[名位]|倒数最后)|(?<=[居列第])末名)(?!淘汰)",
    yes=[
        yes("增速倒数第二", "倒数第二", number=-2, kind="rank"),
        yes("排名垫底", "垫底", number=-1),
        yes("增速排最后一名。", "排最后一名", number=-1),
        yes("台南61万敬陪末座。", "敬陪末座", number=-1),
    ],
    no=["第二产业", "末位淘汰制", "跻身倒数前三"],
)
def rank_last(site: Site) -> Draft | None:
    """Ranks counted from the end: −1 is the last, as the number of places is not in the words."""
    if site.number is None:
        return None if _by_chance(site) else opened("rank", (site.start, site.end), "rank", Number(Decimal(-1)), None)
    if site.left(3) != "倒数第" or _COUNTS.match(site.text, site.end):
        return None
    return opened("rank", (site.start - 3, site.end), "rank", Number(-site.number.value), None)


@RANKS.at(
    "quantity.rank",
    begins="",
    ordinal=True,
    words=r"(?:(?<![放摆][在到])(?<!置于)首位|榜首(?!位)|魁首|(?<!位)居首(?!位)|(?<![位问])居冠(?!军)|(?<=[占居列])头位|头名|龙头地位|之首|之冠(?!军)|次席|(?:次之|居次)(?=[，。；、,;）)\s]|$)|(?<=居)次位)(?!度)",
    yes=[
        yes("总量位居全国第12，", "第12", number=12, kind="rank", unit=None),
        yes("排名第一", "第一", number=1),
        yes("升至第七位", "第七位", number=7),
        yes("企业数量位居首位。", "首位", number=1),
        yes("旅馆家数为六都之冠，", "之冠", number=1),
        yes("规模居次位。", "次位", number=2),
        yes("新北市居首，台中市281万人次之，", "次之", number=2),
        yes("甲市取缔300件居冠，乙市居次。", "居冠", number=1),
        yes("车祸件数居次，", "居次", number=2),
        yes("第4名台中市", "第4名", number=4),
        yes("两市分别位列第一、第二，", "第二", number=2),
        yes("GDP居全国第5位", "第5位", number=5),
        yes("中部人口第一大市", "第一", number=1),
    ],
    no=[
        "第一产业增加值",
        "第十四届全国人大",
        "第三方机构",
        "第一时间",
        "第二季度",
        "第5批",
        "首先说明三点：第一，预算不足",
        "他说，第二、人手不够",
        "第六、第七次人口普查",
        "完成第一、二期工程",
        "动用第二预备金",
        "第四次工业革命",
        "首位度",
        "把群众安全放在首位",
        "第一人民医院",
        "第3个",
        "台风再次席卷浙江",
        "元首位于城郊的官邸",
        "建设永续宜居首府",
        "公布带头名单",
    ],
)
def rank(site: Site) -> Draft | None:
    """A place in an order. Ordinals that only number things (届, 次, 产业, 人民医院 …) are none."""
    if site.number is None and site.words not in _SURE and _by_chance(site):
        return None
    if site.number is None:
        return opened("rank", (site.start, site.end), "rank", Number(Decimal(2 if "次" in site.words else 1)), None)
    if not _WHOLE.fullmatch(site.words) or site.number.value == 0:
        return None
    text, start = site.text, site.start - 1
    m = _BEHIND.match(text, site.end)
    end = m.end() if m else site.end
    if _COUNTS.match(text, end):
        return None
    after = text[end : end + 1]
    listed = after in ("，", ",") and _POINT_BEFORE.search(text, max(0, start - 3), start)
    if listed and not _RANKED_BEFORE.search(text, max(0, start - 14), start):
        return None  # 第一，…第二，… number the points of an argument
    if (m is None or not m.group()) and after and after in "，,、:：" and _OPENS.search(text, max(0, start - 2), start):
        return None
    return opened("rank", (start, end), "rank", site.number, None)


@RANKS.at(
    "quantity.rank.listed",
    begins="、名位",
    yes=[
        yes("甲市、乙市名列第4、5名，", "5名", number=5, kind="rank", unit=None),
        yes("财政、物价、税收分别为第4、6、8名。", "6", number=6, kind="rank"),
        yes("香港排86位，比去年低。", "86位", number=86, kind="rank"),
        yes("甲市、乙市分列二、三位。", "二", number=2, kind="rank"),
    ],
    no=["第4、5季度", "第二、三产业", "来了两、三位客人", "第3、4号机组", "共有4、5名学生", "安排86名学生", "共排出30位选手"],
)
def rank_listed(site: Site) -> Draft | None:
    """A place without 第 of its own: 第4、5名, 排86位."""
    if site.number is not None and site.next in "名位" and _WHOLE.fullmatch(site.words) and _PLACED.search(site.left(14)):
        m = _PLACE_END.match(site.text, site.after)
        return opened("rank", (site.start, m.end()), "rank", site.number, None) if m is not None else None
    goes_on = site.before == "、" and _LISTED_BEFORE.search(site.left(14))
    if site.number is None or not (goes_on or (site.next == "、" and _ORDER_BEFORE.search(site.left(8)))):
        return None
    m = _LISTED_AFTER.match(site.text, site.end)
    return opened("rank", (site.start, m.end("name") if m["name"] else site.end), "rank", site.number, None) if m is not None else None


@RANKS.at(
    "quantity.rank.top",
    begins="",
    words=r"(?<![目以之])三甲(?!医院|医疗|基层|等|[、])",
    yes=[
        yes("增速位居全国前三。", "前三", number=3, bound="at_most", kind="rank"),
        yes("进入全球前10位", "前10位", number=10),
        yes("跻身全国城市“八强”", "八强", number=8, bound="at_most"),
        yes("入选全球Top10。", "Top10", number=10),
        yes("跻身全省三甲。", "三甲", number=3),
        yes("入选全港头10大。", "头10大", number=10, bound="at_most"),
        yes("销量列全港首5名", "首5名", number=5),
    ],
    no=[
        "居前三位的病种是流感",
        "头10个月",
        "首3名是黎明",
        "头10大雇主的职员",
        "高居榜首3名的城市",
        "行业寡头3名高管",
        "排前5名的职业：",
        "前三季度",
        "目前三省",
        "以前十年",
        "强化十项措施",
        "前两个月",
        "三甲医院",
    ],
)
def rank_top(site: Site) -> Draft | None:
    """Belonging to the first N: an upper bound of a rank (前三, 百强, 头10大)."""
    start, end = site.start, site.end
    if site.number is None:
        return _first(start, end, Decimal(3))
    if site.before == "前" and not (start > 1 and site.text[start - 2] in "目以先之提向跟数"):  # 倒数前三 is at the other end
        m = _TOP_TAIL.match(site.text, end)
        start -= 1
        if m is not None and _HEADS_LIST.match(site.text, m.end()):
            return NONE_HERE  # 居前三位的病种是…: how many are told
    elif site.before in ("头", "首") and not (start > 1 and site.text[start - 2] in "龙巨街码源里带榜寡元"):
        m = _HEAD_TAIL.match(site.text, end)
        start -= 1
        if m is not None and _HEADS_NOUN.match(site.text, m.end()):
            return NONE_HERE  # 头10大雇主雇用的人数: which ones they are
    elif site.next == "强":
        m = _STRONG.match(site.text, site.after)
    elif (m := _TOP.search(site.text, max(0, start - 5), start) if site.before in ("p", "P", " ") else None) is not None:
        start = m.start()
        m = _NOTHING.match(site.text, end)
    if m is None or not _WHOLE.fullmatch(site.words) or site.number.top is not None or _TIME_UNIT.match(site.text, m.end()):
        return None
    return _first(start, m.end(), site.number.value)


def _first(start: int, end: int, value: Decimal) -> Draft:
    return Draft("rank", (start, end), "rank", value, None, value, None, "at_most")


@RANKS.at(
    "quantity.rank.title",
    words=_TITLE_WORDS,
    yes=[
        yes("增速夺得全省冠军。", "冠军", number=1, kind="rank"),
        yes("总量稳居榜眼。", "榜眼", number=2),
        yes("出口额获得亚军，", "亚军", number=2),
        yes("名列季军。", "季军", number=3),
        yes("成都是人口增长冠军。", "冠军", number=1),
        yes("竞争力为13县市冠军，", "冠军", number=1),
    ],
    no=["单项冠军企业12家", "获评制造业单项冠军。", "世界冠军教练", "冠军杯", "状元故里"],
)
def rank_title(site: Site) -> Draft | None:
    """冠军, 亚军, 季军 and the titles of old examinations (状元, 榜眼, 探花): the first three places, where they are reached."""
    if not _REACHES.search(site.left(10)) or _by_chance(site):
        return None
    return opened("rank", (site.start, site.end), "rank", Number(Decimal(_TITLES[site.words])), None)


def _by_chance(site: Site) -> bool:
    """Whether the characters of a rank's word belong to the words beside it (再次|席卷, 元首|位于, 宜居|首府)."""
    return straddled(site.text, (site.start, site.end))


@RANKS.at(
    "quantity.ratio.parts",
    begins="开分",
    yes=[
        yes("收益七三开。", "七三开", number=Decimal(7) / 3, kind="ratio"),
        yes("双方五五开。", "五五开", number=1, kind="ratio"),
        yes("利润四六分成。", "四六分成", number=Decimal(4) / 6),
    ],
    no=["二三开头", "七三分之一", "五五分钟"],
)
def ratio_of_ten(site: Site) -> Draft | None:
    """Two digits that make ten before 开 or 分成: how a whole is parted (七三开)."""
    m = _PARTED.match(site.text, site.end)
    if m is None or not _PARTS_OF_TEN.fullmatch(site.words):
        return None
    a, b = (parse(c) for c in site.words)
    if a is None or b is None or a.value + b.value != _TEN:
        return None
    return opened("ratio", (site.start, m.end()), "ratio", Number(a.value / b.value), None)


@RANKS.at(
    "quantity.ratio",
    begins=":：∶︰比",
    yes=[
        yes("供求比例达1:10，", "1:10", number=Decimal("0.1"), kind="ratio"),
        yes("三次产业比为10.5︰46.2︰43.3。", "10.5︰46.2︰43.3", number=Decimal("10.5"), kind="ratio"),
        yes("师生比为1∶15.5", "1∶15.5", number=Decimal(1) / Decimal("15.5")),
        yes("男女之比是三比一。", "三比一", number=3),
    ],
    no=["上午10:30开会", "08:00至18:00", "2:1击败对手", "三局比分25比18、25比20、27比25"],
)
def ratio(site: Site) -> Draft | None:
    """A proportion a:b. Times of the day and scores of matches have no word of proportion beside them."""
    m = _PROPORTION.match(site.text, site.end) or _IN_WORDS.match(site.text, site.end)
    if m is None or site.number is None:
        return None
    around = site.left(14) + site.text[m.end() : m.end() + 6]
    whole = site.words == "1" and site.text.strip() == site.text[site.start : m.end()]
    if (site.next != "比" and not whole and not _OF_PARTS.search(around)) or _OF_TIMES.search(around):
        return None
    if site.next == "比" and not _SAYS_PARTS.search(around):
        return None
    other = parse(m["b"])
    if other is None or other.value == 0:
        return None
    value = site.number.value if m.groupdict().get("c") else site.number.value / other.value
    return opened("ratio", (site.start, m.end()), "ratio", Number(value), None)
