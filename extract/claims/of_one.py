"""Figures of one person, shop or firm that a text tells of without a place's name.

一位果农今年收了300箱, 有茶楼把60人减至34人, 王先生的面馆损失8万元.

They stand in an article for colour. A place spoken of behind the person, or a body that tells figures, has those that follow again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache

import regex

from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence
from extract.data import alternatives, read_lines, read_words
from extract.data.late import late_regex
from extract.model import Name, Sentence

_KIN = late_regex(
    r"(?<![\p{Han}])我(?:的|家)?(?:外公|外婆|爷爷|奶奶|父亲|母亲|爸爸?|妈妈?|哥哥?|姐姐?|弟弟?|妹妹?|叔叔?|舅舅?|姑姑?|表[哥姐弟妹]|老?同学|老?朋友|邻居|同事|房东)"
)
_HIS = late_regex(  # 他的面馆, 她新雇的, but 其他企业, 他家乡
    r"(?<![其吉维])[他她我](?:自己)?(?:家|店|厂|铺|的?(?:\p{Han}{0,2}[店厂馆摊铺](?![子内])|大棚|公司|工资|收入|月薪|退休金|养老金|房租|房子|老板|员工|车间)|新?雇|新?招|手下|名下)(?![乡庭们])"
)
_TELLS_FIGURES = late_regex(
    r"机构|智库|协会|研究|统计|数据|显示|报告|调查|预测|预计|估算|估计|测算|发布|公布|获悉|平均|累计|总共|合计|共有|会上|[局厅委办][长称]"
)
_SAYS_BEHIND = late_regex(  # 屋里只有16度，今年好多了。”居民乌云其其格说
    r"[^“”\n]{0,90}”[^“”，。；\n]{0,24}?(?:告诉记者|介绍|说|感慨|坦言|感叹)"
)
_WENT = late_regex(r"(?<=\p{Han})[在到去来往回从]\s?$")  # 父亲在株洲当工人: part of what is told of him
_SCHOOL = late_regex(  # 永安国小去年273人; 市立高中, 偏乡小学 and 各国小 are no school's name
    r"(?:(?<=[，,、；;。：:\s的市县区乡镇])|(?<=例如|包括))(?:但|而|像|如|以)?(?!公|私|[市县国省]立|部分|所有|偏[乡远]|都会|[大小中]型|一般|普通|技术|综合|完全|附设|实验|多数|明星|重点"
    r"|[乡农]村|城[市区]|山区|民办|义务|高级|初级|师范|独立|优质|全[市县国台省区校]|各|每|该|本|这|那|某|两|[一二三四五六七八九十几多]所|热门|传统|设立|成立|目前|以及)"
    r"(?P<name>\p{Han}{2})(?:国小|国中|小学|中学)(?![生及和、与阶教师班校]|新生入学率|学生人数)"
    r"|甚至有(?:的|些)?(?:国小|国中|小学|中学|学校|高中|幼儿园)(?!生)"
)
_SO_MANY = late_regex(r"(?:共|已|就|只|仅)?[有达]?\s?\d[\d,.]*\s?[百千万]?[余多]?[所间家个]")  # 中学5所, 小学有300所: no name
_DONE_TO = late_regex(  # 新建中学, 里有小学; but 前进小学, 光复国小
    r".?有.?|[新扩改迁重兴筹将已在援捐续]建|[新增开创停合]办|[新增开]设|[新增]开|新增|增加|减少|[撤整合]并|撤[销点]|关[闭停]|裁撤|保留|改造|资助|百年|偏远|走[进入]|进入|就读"
)
_OF_PUPILS = ("人", "名", "位", "班")
_MORE_THAN_A_SCHOOL = 10_000
_ALL_SCHOOLS = late_regex(r"全[省市县区国台校]|各校|合计|总计|平均|共有|所有")
_COMMON = 60  # surnames that most people have
_LONGEST = 50  # characters from the person or shop to the figure
# What turns to all of a place again: 引进一家大厂，带动就业2万人; 一位老人之外，全市领取人数达32万人.
_WIDENS = late_regex(r"带动|新增|累计|全行业|之外|以外|除外|全[省市县区州国镇乡]|就业|游客|失业率|人数|比例|占比|总[量额]")
# What befell people in one house is told of the place: 一所中学发生火灾，造成12人死亡.
_BEFELL = late_regex(r"火灾|起火|失火|爆炸|坍塌|倒塌|垮塌|事故|中毒|袭击|枪击|疫情|感染|确诊|地震|洪水|遇难|罹难|身亡|伤亡|失踪|受灾|经济损失|[死伤]")
_EACH_ONE = late_regex(r"一(?:名|个|户|所|家|位|人|村|校)\p{Han}{0,4}一(?:名|个|户|所|家|位|人|策|案|册|品)")  # 一名干部联系一个企业


@cache
def _one() -> regex.Pattern[str]:
    """One of a kind, with what it is: 一家开了三年的面馆, 某楼盘, 有茶楼更; no 每一家, 三十一户, 一个学生的单位成本."""
    persons, shops = alternatives(read_words("persons_told_of")), alternatives(read_words("shops_told_of"))
    plain = alternatives(read_words("people_in_general"))
    house = rf"(?:{shops})(?![生协联])"
    one = (
        r"(?<![第每另唯逐一二三四五六七八九十百千万\d])(?<!通过|透过|委托|交由)"
        r"(?:(?:(?<![拥共现具没所])有)?一(?:家|间|位|名|(?<![前上下]一)个(?![省市县区镇乡州国邦月季学周阶五百])|所|处|支|对(?!一))|(?<![拥共现具没所])有[位名])"
    )
    return regex.compile(
        rf"{one}(?!{plain})[^，。；！？“”\n]{{0,18}}?(?:{persons}|{house})"
        rf"|某(?:[家间位名个支所])?[^，。；！？“”\n省市县区]{{0,10}}?(?:{persons}|{house}|盘)"
        rf"|(?:{persons})[老小阿](?![年人板区学])\p{{Han}}(?![区城镇村])"
        rf"|(?<![^，。；：\n])有(?:的|些|个别)?[^，。；！？“”\n\d]{{0,5}}?(?:{persons}|{house})(?=更|就|已经?把|把|将|因|则|甚至|反映|抱怨|称|说|坦言|表示|透露)"
    )


@cache
def _called() -> regex.Pattern[str]:
    """A person by how they are called: 王先生, 石大姐; 老葛今年, but 老城区, 小品种."""
    surnames = "".join(name for name in read_lines("names/surnames.txt")[:_COMMON])
    return regex.compile(
        r"(?<!\p{Han}国)\p{Han}{1,3}(?:先生|女士|太太|大姐|大爷|大妈|阿姨|师傅|婶子?|大嫂|大伯|大叔|老汉)(?![们傅])"
        rf"|(?<=\p{{Han}}的|[，。；：\n“])[{surnames}][姐哥嫂婶叔伯](?!姐)"
        r"|(?<![古元长养敬])[老小阿](?![年人师百区学镇城旧家孩时组型微麦米龙企店板伯])\p{Han}(?=今年|去年|说|算|告诉|家[里的有]|种[了的]|承包|包了|开了|开的|的[店厂摊棚面果茶])"
    )


@cache
def _of_trade() -> regex.Pattern[str]:
    """A word for a person right before a name: 种植大户热合曼, 渔民老林."""
    return regex.compile(rf"(?:{alternatives(read_words('persons_told_of'))})$")


@cache
def _layman() -> regex.Pattern[str]:
    return regex.compile(rf"{alternatives(read_words('persons_told_of'))}|先生|女士|大姐|师傅")


def is_one(text: str, sentence: Sentence, frame: Frame, names: Sequence[Name], places: Mapping[int, Sequence[Occurrence]]) -> bool:
    """Whether a figure is one person's, shop's or firm's that its sentence tells of without naming a place since."""
    at = frame.quantity.core[0]
    if _told_by_layman(text, frame, places):
        return True
    start = max(sentence.span[0], at - _LONGEST)
    if _of_school(text, frame, places, start):
        return True
    end = max((m.end() for p in (_one(), _KIN, _HIS, _called()) for m in p.finditer(text, start, at)), default=-1)
    end = max(end, _named(text, names, start, at))
    clause = frame.clause_span
    if end < 0 or _WIDENS.search(text, end, at) or _EACH_ONE.search(text, start, at):
        return False
    if _BEFELL.search(text, start, at) or _BEFELL.match(text, frame.quantity.span[1]) or _BEFELL.search(text, frame.quantity.span[1], clause[1]):
        return False
    begins = max(start, end - 24)
    if _TELLS_FIGURES.search(text, begins, at):
        return False
    since = (o for o in places.get(frame.sentence, ()) if o.span and end <= o.start < at)
    return all(_WENT.search(text, end, o.start) for o in since)


def _of_school(text: str, frame: Frame, places: Mapping[int, Sequence[Occurrence]], start: int) -> bool:
    """Whether pupils, teachers or classes are those of one school that is named before them."""
    at = frame.quantity.core[0]
    if frame.quantity.unit not in _OF_PUPILS or (frame.quantity.number or 0) >= _MORE_THAN_A_SCHOOL:
        return False
    wide = [o for o in places.get(frame.sentence, ()) if o.span and start <= o.start < at and o.place.level not in ("county", "town", "village")]
    named = [m for m in _SCHOOL.finditer(text, start, at) if _names_one(text, m, wide)]
    if not named or _ALL_SCHOOLS.search(text, named[-1].end(), at) or _BEFELL.search(text, named[-1].end(), frame.clause_span[1]):
        return False
    return not any(o.span and o.start >= named[-1].end() and o.start < at for o in places.get(frame.sentence, ()))


def _names_one(text: str, m: regex.Match[str], wide: Sequence[Occurrence]) -> bool:
    """Whether a school is called by a name before it: by none of a large place, none that says what is done or had (新建中学, 里有小学)."""
    if _SO_MANY.match(text, m.end()):
        return False
    return m["name"] is None or (_DONE_TO.fullmatch(m["name"]) is None and not any(o.span == m.span("name") for o in wide))


def _told_by_layman(text: str, frame: Frame, places: Mapping[int, Sequence[Occurrence]]) -> bool:
    """Whether somebody without an office says a figure of what is before their eyes: “屋里只有16度……”居民张某说."""
    at = frame.quantity.core
    opens = text.rfind("“", max(0, at[0] - _LONGEST), at[0])
    if opens < 0 or text.find("”", opens, at[0]) >= 0 or "\n" in text[opens : at[0]]:
        return False
    said = _SAYS_BEHIND.match(text, at[1])
    if said is None or _layman().search(text, text.rfind("”", at[1], said.end()), said.end()) is None:
        return False
    return _TELLS_FIGURES.search(text, opens, at[0]) is None and not any(o.span and opens <= o.start < at[0] for o in places.get(frame.sentence, ()))


def _named(text: str, names: Sequence[Name], start: int, end: int) -> int:
    """Where the last name ends of a person that a word for a trade or a neighbour stands right before; -1 where none does."""
    found = -1
    for i in range(bisect_left(names, start, key=lambda n: n.span[0]), len(names)):
        n = names[i]
        if n.span[1] > end:
            break
        if n.label == "PERSON" and _of_trade().search(text, max(start, n.span[0] - 6), n.span[0]):
            found = n.span[1]
    return found
