"""All places of an article where they stand: pointing words resolved, lists gathered into groups, and the part each plays."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import partial

import regex

from extract.claims import bodies_abroad, capitals, lists_with_brackets, one_of_them, origins, writers_home
from extract.claims.brackets import Brackets
from extract.claims.facts import Facts, key_of
from extract.claims.frames import clause_at
from extract.claims.latest import Latest
from extract.claims.occurrences import Occurrence, above, abroad, nation_of, own, place_of, that, zone
from extract.claims.roles import role_of
from extract.claims.which_one import either, one_of_pair, several, this
from extract.mentions import gazetteer
from extract.mentions.places import deictics
from extract.model import Level, Name, PlaceMention, Sentence, Span
from extract.text.spans import Spans

_COORDINATE = regex.compile(r"(?:港口?(?=[、和与及以]))?\s?(?:、|和|与|及|以及|、?和)\s?")
_SIDE_BY_SIDE = ("province", "city")  # levels of places whose names can stand together without a word between them
_IS = regex.compile(r"(?:[，,]?(?:无疑|正|已|已经|一直|更|也|又|都|不仅|历来|素来)?)(?:是|堪称|作为|称得上是)")
_ITS_AFTER = regex.compile(r"(?:(?:乃至|以至|以及|[和与、])\p{Han}{2,10}?)?的\p{Han}{1,8}[，,。；;]")  # 晋江是福建的门面，: who is told of goes on
_ANY_NATION = ("全国", "国内", "本国")  # what a country's own bodies say of it
_BODY = regex.compile(  # 市府, 县政府, 市长, 省财政, 县教育局; but none of 城市政府, 特区政府, 县市政府, 市长期, 省长三角
    r"(?<![\d一二三四五六七八九十两几多全城各县市乡镇省州超都楼特地治园社片辖分郊学校山小])(?P<level>[省市县区])"
    r"(?:政府(?![性债采])|府(?![城邸上县院谷尹里])|长(?![期度安江城沙春三大远久短高跑住宽]))"
    r"|(?<=(?<!\p{Han})|(?<!\p{Han}{2})[据由经向让和与从被在]|昨天|昨日|今天|日前|近日)(?P<level>[省市县区])(?:(?<=省)级)?"
    r"(?:(?P<funds>财政)(?![收支部])|防[汛指]\p{Han}{0,6}|[^\P{Han}内外属直级区市县府场块位间]\p{Han}{0,5}?(?:[^\P{Han}布结格全当大时]局(?![部限势面])|厅(?![级堂])|部门|[^\P{Han}常政]委(?![员会托屈派靡任婉内])))"
    r"|(?<=(?<!\p{Han})|[据由在让]|[听据]说|现在)(?P<level>[省市县])里(?!程|面|外|弄|\p{Han}{0,4}站)"  # 县里投入200万元
    r"|(?:(?<!\p{Han})|(?<=(?:来自|[据由经])))(?P<level>自治区)(?![、和及]|直辖)"
)
_THIS_ONE = regex.compile(
    r"(?P<this>[这那][座个])(?:由|隶属于?|归|属于|位于|地处|靠近|紧邻|挨着)?(?P<in>(?:\p{Han}{2,3}?(?:省|自治区))?(?P<of>\p{Han}{2,5}?))[市省县州]?"
    r"(?:代管|管辖|下辖|下属|下面|所辖|境内|[东南西北]{1,2}部)?的\p{Han}{0,6}?(?P<kind>县级市|地级市|(?:[农大强穷山]|山区|贫困|人口)县|县(?!级)|镇)(?![里级场民长域])"
)
_THIS_TOWN = regex.compile(  # 这座浙东小城, 这个陕南山区县: the place spoken of, by where it lies
    r"(?P<this>[这那][座个])(?P<in>(?P<of>\p{Han}{2,5}?))(?:\p{Han}{2})?(?P<kind>[小古老名山边新](?:城(?![市镇])|县)|[小古]镇|[大中小名]?城市|县城)(?![里级场民长域群圈])"
)
_CONTINENT = ("洲", "东南亚", "南亚", "中亚", "西亚", "中东", "北欧", "南欧", "东欧", "西欧", "中欧")
_SUCH_A = regex.compile(  # 这个当年的红旗县，2025年末…; 这座长江边的小城，去年…: the place told of last
    r"(?P<this>[这那][座个])(?!\p{Han}{0,12}(?:数据|数字|问题|指标))(?:\p{Han}{1,12}?的)?\p{Han}{0,8}?(?<![节俭反邻外全我本该各])(?P<kind>县(?:城|级市)?|大县|强县|小城|古城|老城|山城|[大强]市|地级市|省|[大强]省)(?=[，,])"
)
_EITHER = regex.compile(
    r"[前后]者(?=(?:[为是有约近达仅只超则也就]|大约|接近|超过|只有|达到|增长?|下降|减少|[跌涨升降]){0,3}\s?[\d.]{1,9}\s?[万亿%％])"
    r"|(?<=[。；;，,！!\n]\s?(?:其中)?)(?P<whose>[前后]者)(?:的|则)?(?=[\p{Han}]{2,14}?\s?[\d.]{1,9})"  # 前者空置率降到24.1%
)  # 常住人口前者860万，后者620万
_OPENS = regex.compile(r"(?:[，,。；;：:！？\s“]|^)园区(?![\p{N}数])")  # 园区营收达…, and not 共有园区15个, 园区15个, 园区数
_PAIR = regex.compile(r"(?<![\p{Han}])\p{Han}{1,6}?[和与跟及]\p{Han}{2,6}(?=[，,的一都分])")
_KIND_LEVELS: dict[str, Level] = {"地": "city", "镇": "township"}  # by how a kind begins; the others are counties
_WE = regex.compile(  # 我对新西兰出口, 对我投资, 我政府: the nation whose body writes so
    r"(?:(?<!\p{Han})|(?<=[，,。；;、\s）)][而且但惟]))我(?=(?:对|自|与|向)\p{Han}{2,6}?(?:出口|进口|贸易|投资|顺差|逆差|输出|援助)|政府(?!官员会)|方(?!便|案|向|法|面)|业者|外交部)"
    r"|(?<=对)我(?=(?:出口|输出|进口|贸易|投资))"
)
_FIRST_OF = regex.compile(  # 甲国第二富有的乙邦
    r"(?:境内|国内|全[省市县州])?(?:(?!是|为|有|在|和|与|的)\p{Han}){0,4}(?:最|第[一二三四五六七八九十\d]{1,2})\p{Han}{1,4}?的(?:\p{Han}{2,3}(?:[州市省县邦城]))?(?:（[^（）]{1,12}）)?"
)
_LEADS = regex.compile(r"[\p{Han}、]{0,20}?领导下")  # 在市委市政府的正确领导下: the one above whom it is told of
# What papers say of all of their territory or country that elsewhere is of whom the text speaks.
_HERE = {"hongkong": ("本地",), "macao": ("本地",), "SG": ("本地", "全岛"), "MY": ("本地",)}
_CAPITALS = {"710000": "710100"}  # what 首都 means where it is not 北京
_OF_OTHERS = regex.compile(r"(?:各国|外国|他国|世界各国|各自|两国|多国|国家)(?:的)?$")  # 距各国首都: no one city
# Where papers of Hong Kong, Macao, Taiwan and abroad say 北京 for the government there.
_CAPITAL_BEFORE = regex.compile(r"(?:被|由|遭|获|受|撇除|除去|令|惹怒|触怒|得罪)$")
_CAPITAL_AFTER = regex.compile(
    r"[「“]|当局|政府|中央|官方|变相|强[推行]|重[写申塑]|完善|钦点|订立|制订|制定|颁布|修改|批评|谴责|声称|认定|打压|干预|收紧|支持下|主导下|同意|默许"
)
_SIDES = ("东部", "西部", "中部", "东北", "西南", "西北", "东北地区")  # 加拿大西部 is no part of the home country
_KNOWN = 3  # times as often as another place the article's own is named where its government is meant
_BODY_LEVELS: dict[str, Level] = {"省": "province", "市": "city", "县": "county", "区": "county", "自治区": "province"}


def unresolved(mentions: Sequence[PlaceMention], found: Sequence[Occurrence]) -> list[Span]:
    """Where an article says 全市 or 我县 and nothing tells of which place: what it says of no other is not the nation's either."""
    resolved = {o.span for o in found}
    own = (m for m in mentions if m.rule == "place.deictic" and (word := deictics().get(m.text)) is not None and word.kind == "own")
    return [m.span for m in own if m.span not in resolved]


def _bodies(text: str, mentions: Sequence[PlaceMention], names: Spans[Name]) -> list[PlaceMention]:
    """Governments and their heads that stand for the article's own place without its name (市府指出, 县长表示)."""
    taken = Spans(mentions, lambda m: (m.span[0], m.span[1] + 1))
    found = [(m.span("level") if m["funds"] else m.span(), _BODY_LEVELS[m["level"]]) for m in _BODY.finditer(text)]
    return [
        PlaceMention(span, text[slice(*span)], None, None, level, "place.body")
        for span, level in found
        if not taken.touching(span) and not _LEADS.match(text, span[1]) and not any(n.span[0] < span[0] for n in names.touching(span))
    ]


def _kind_level(kind: str) -> Level:
    """The level of what a place is called; a 小城 can be a city or a county's seat: of a county where it is called one."""
    return "province" if kind.endswith("省") else "county" if kind.startswith(("县", "大县", "强县")) else "city"


def _may_lie_in(key: str, of: str) -> bool:
    """Whether the place that is pointed at may lie where it is said to: 那座山东小城, 这座欧洲小城 behind 宁波 do not mean it."""
    said, inside = gazetteer.lookup(of), above(key)
    if not any(e.level in ("province", "city", "county", "foreign") for e in said):
        return True  # 浙东, 江南: where these end is not known
    return any(e.key in inside or (e.key.endswith(_CONTINENT) and key.startswith("world:")) for e in said)


def _this_one(text: str) -> tuple[list[PlaceMention], set[int]]:
    """Where a place is called by what it is and where it lies (这座由潍坊代管的县级市), and where the places that it lies in stand."""
    found = [m for m in _THIS_ONE.finditer(text) if gazetteer.lookup(m["of"])]
    mentions = [PlaceMention(m.span(), m["this"], None, None, _KIND_LEVELS.get(m["kind"][0], "county"), "place.this") for m in found]
    towns = [m for m in _THIS_TOWN.finditer(text) if gazetteer.lookup(m["of"])]
    mentions += [PlaceMention(m.span(), m["this"], None, None, "township" if m["kind"].endswith("镇") else "group", "place.this") for m in towns]
    found += towns
    taken = {m.start("this") for m in found}
    mentions += [
        PlaceMention(m.span("this"), m["this"], None, None, _kind_level(m["kind"]), "place.this")
        for m in _SUCH_A.finditer(text)
        if m.start("this") not in taken
    ]
    mentions += [PlaceMention(m.span(), m.group(), None, None, "group", "place.either") for m in _EITHER.finditer(text) if not m["whose"]]
    mentions += [PlaceMention(m.span("whose"), m["whose"], None, None, "group", "place.one-of-two") for m in _EITHER.finditer(text) if m["whose"]]
    return mentions, {m.start("in") for m in found}


def _we(text: str, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Where 我 by itself is the nation."""
    taken = Spans(mentions, lambda m: m.span)
    return [PlaceMention(m.span(), m.group(), "中国", None, "country", "place.country") for m in _WE.finditer(text) if not taken.touching(m.span())]


def _is_pair(found: Sequence[Occurrence], span: Span) -> bool:
    """Whether places were named in a stretch of text."""
    return any(o.span is not None and span[0] <= o.start < span[1] for o in found)


def _go_together(text: str, first: Occurrence, second: Occurrence) -> bool:
    """Whether two places stand in one list: with a word for "and" between them, or side by side and neither in the other (北京上海, 辽宁吉林)."""
    between = text[first.end : second.start]
    if between:
        return _COORDINATE.fullmatch(between) is not None
    side_by_side = first.place.level in _SIDE_BY_SIDE and second.place.level in _SIDE_BY_SIDE
    return side_by_side and first.key not in above(second.key) and second.key not in above(first.key)


def _for_the_government(text: str, span: Span) -> bool:
    return _CAPITAL_BEFORE.search(text, max(0, span[0] - 2), span[0]) is not None or _CAPITAL_AFTER.match(text, span[1]) is not None


def _hidden(brackets: Brackets, mention: PlaceMention) -> Callable[[Occurrence], bool]:
    """Which places of asides a word behind them does not point at."""
    return lambda o: brackets.hide(o.span, mention.span[0])


def gather(text: str, sentences: Sequence[Sentence], mentions: Sequence[PlaceMention], names: Sequence[Name], facts: Facts) -> list[Occurrence]:
    """All places of an article where they stand, in order; lists come as their members and, after them, as a group."""
    starts = [s.span[0] for s in sentences]
    paragraph_start: dict[int, int] = {}
    for i, s in enumerate(sentences):
        paragraph_start.setdefault(s.paragraph, i)
    around = Spans((n for n in names if n.label in ("ORG", "WORK")), lambda n: n.span)
    named_at = {m.span[0] for m in mentions if m.name}
    spoken, brackets = Latest[Occurrence](), Brackets(text)
    found = spoken.all
    pending: list[Occurrence] = []

    def close() -> None:
        keys = list(dict.fromkeys(o.key for o in pending))
        if len(keys) > 1:
            first, last = pending[0], pending[-1]
            span = (first.start, last.span[1] if last.span else first.start)
            role = role_of(text, span, around) if first.role == "compared" else first.role  # 低于英、法、德的30%: with a figure of their own
            found.append(Occurrence("+".join(keys), place_of("+".join(keys)), span, first.sentence, first.clause, role, "", len(keys)))
        pending.clear()

    called, within = _this_one(text)
    called += [
        *_bodies(text, mentions, around),
        *_we(text, mentions),
        *writers_home.we(text, mentions),
        *capitals.found(text, mentions),
        *bodies_abroad.found(text, mentions),
    ]
    for mention in sorted([*mentions, *called], key=lambda m: m.span):
        i = bisect_right(starts, mention.span[0]) - 1
        if i < 0 or mention.span[0] >= sentences[i].span[1] or sentences[i].role == "boilerplate":
            continue
        clause = clause_at(sentences[i], mention.span[0])
        key: str | None
        pointing = ""
        role = role_of(text, mention.span, around)
        told_of = found and found[-1].span and _IS.fullmatch(text, found[-1].end, mention.span[0])
        if role == "subject" and told_of and _ITS_AFTER.match(text, mention.span[1]):
            role = "inside"
        if role == "subject" and (first := _FIRST_OF.match(text, mention.span[1])) and first.end() in named_at:
            role = "inside"
        if role == "subject" and one_of_them.end_of(text, mention.span, found[-1] if found else None):
            role = "inside"
        if mention.span[0] in within:
            role = "inside"
        if mention.text == "北京" and facts.locale != "mainland" and _for_the_government(text, mention.span):
            role = "beside"
        if mention.rule == bodies_abroad.RULE and role == "subject":
            role = "government"
        if mention.rule == "place.deictic":
            close()
            pointing = mention.text
            if found and found[-1].span is not None and found[-1].span[1] == mention.span[0]:
                role = found[-1].role  # 占苏州全市的四分之一
            table = deictics().get(mention.text)
            if mention.text in _HERE.get(facts.usage.country or facts.locale, ()):
                key = facts.base  # 本地居民
            elif table is None or table.kind == "several":
                key = several(mention, spoken, paragraph_start[sentences[i].paragraph])
            elif table.kind == "own":
                key = own(table.level, mention.text, facts, spoken, paragraph_start[sentences[i].paragraph], _hidden(brackets, mention))
            elif table.level == "zone":
                last_is_zone = bool(found) and found[-1].place.level == "zone"
                opens = last_is_zone and _OPENS.match(text, max(0, mention.span[0] - 1), mention.span[1] + 1) is not None
                key = spoken.answer(("zone", mention.text, opens), partial(zone, word=mention.text, text=text, opens=opens))
            else:
                key = spoken.answer(("that", table.level), partial(that, level=table.level))
        elif mention.rule == "place.body":
            pointing, role = mention.text, role if mention.text == "自治区" else "government"
            said = own(mention.level, mention.text[:1], facts, spoken, paragraph_start[sentences[i].paragraph], _hidden(brackets, mention))
            home = own(mention.level, mention.text[:1], facts, Latest(), i)  # 多出一个屏东市。市府认为: who writes of 桃园 means its
            key = home if said is None or _KNOWN * facts.weight.get(said, 0.0) < facts.weight.get(home or "", 0.0) else said
        elif mention.rule == "place.this":
            close()
            pointing, key = mention.text, spoken.answer(("this", mention.level), partial(this, level=mention.level))
            town = _THIS_TOWN.match(text, *mention.span)
            if town is not None and key is not None and not _may_lie_in(key, town["of"]):
                within.discard(town.start("in"))
                continue
        elif mention.rule == "place.either":
            close()
            told = _PAIR.search(text, sentences[i].span[0], mention.span[0])  # 进口和出口一降一升，前者下降3%
            pointing, key = mention.text, None if told is not None and not _is_pair(found, told.span()) else either(spoken, i, mention.text)
        elif mention.rule == "place.one-of-two":
            close()
            pointing, key = mention.text, one_of_pair(spoken, i, mention.text, text, mention.span[0])
        elif mention.rule == "place.country":
            key = facts.nation if mention.text not in ("中国大陆", "大陆", "内地", "中国内地", "中国", "全中国") else "world:中国"
            if mention.text in _ANY_NATION:
                told = [o for o in found if o.span is None or bodies_abroad.only_within(text, o.span) is None]  # 美联储宣布降息，国内金价
                key = nation_of(told, paragraph_start[sentences[i].paragraph], facts)
            elif mention.text.startswith("我") and facts.abroad:
                key = facts.usage.nation
        elif mention.rule == "place.world":
            key = "world:全球"
        else:
            key = key_of(mention)
            if mention.members:
                key = "+".join(k for k in (m.adcode or m.name for m in mention.members))
        if mention.text == "首都" and mention.rule != "place.chain":  # the capital of whom the text speaks, or the city right behind it
            key = (
                None
                if mention.span[1] in named_at or _OF_OTHERS.search(text, max(0, mention.span[0] - 5), mention.span[0])
                else _CAPITALS.get(facts.base or "") or (None if abroad(found, paragraph_start[sentences[i].paragraph]) else key)
            )
        if key is None or (mention.text in _SIDES and found and found[-1].end == mention.span[0] and found[-1].place.level == "foreign"):
            close()
            continue
        members = key.count("+") + 1
        occurrence = Occurrence(key, place_of(key), mention.span, i, clause, role, pointing, members)
        joined = members == 1 and not pointing and bool(pending) and _go_together(text, pending[-1], occurrence)
        joined = joined and (role != "target" or pending[-1].role == "target")  # 福州市与东盟贸易: no list
        if not joined:
            close()
        if members == 1 and not pointing:
            pending.append(occurrence)
            if joined:
                occurrence = Occurrence(key, occurrence.place, mention.span, i, clause, pending[0].role, "", 1, True)
                pending[-1] = occurrence
                if len(pending) == 2:
                    first = pending[0]
                    for n in range(len(found) - 1, -1, -1):
                        if found[n].span == first.span:
                            found[n] = Occurrence(first.key, first.place, first.span, first.sentence, first.clause, first.role, "", 1, True)
                            break
        found.append(occurrence)
    close()
    return lists_with_brackets.with_groups(text, origins.continued(text, found))
