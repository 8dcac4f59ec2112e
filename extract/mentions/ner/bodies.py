"""What an organization's name must be: facts of how bodies are named that need no learning.

A model takes the words beside a name into it, or a place or a common noun for one; ``mended`` cuts these off.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

import regex

from extract.data import read_table
from extract.mentions import gazetteer
from extract.mentions.ner.features import ambiguous, organizations
from extract.mentions.ner.joins import UNIT, sectors
from extract.mentions.ner.nouns import ends_listed, firms, generic, is_organization, nouns, verbs
from extract.mentions.ner.pairs import pair
from extract.model import Name, Span
from extract.text.tokens import words as jieba_words

BODY = regex.compile(
    r"(?:[省市县区乡镇州]?人民|[省市县区州])?政府|[省市县区州]府|[省市县区州]委(?!员)|[省市县区州]?(?:政协|人大常委会|人大(?!代表|会议))"
)
_TITLE = regex.compile("[部署局院处厅司会]长(?![期远达年久途效线官沙]|三角|江[中经流沿])")  # 教育局长: the bearer, not the body
_JOINED = regex.compile("[和与及暨、]")
_OWNED = regex.compile("旗下|所属|下属|附属公司|子公司|(?:董事局|董事会|监事会|董秘|总监)$")  # 华润创业旗下附属公司: the name ends before
_FOREIGN = regex.compile("[美日英德法韩港陆瑞荷星加澳]商")
_FOREIGN_FIRM = regex.compile(f"{_FOREIGN.pattern}(?=..)")
_OF_BODIES = "部局署院处厅司会社行所校团队组委办站店厂库网报台馆系室党军区控业"  # characters with which names of bodies end
_CHIEF = regex.compile(r"\s?C[A-Z]O$")
_CENTRAL, _MATTERS = regex.compile("(?<=[府委])中心$"), regex.compile("工作|任务|大局")  # 市政府|中心工作
_LEADING, _TRAILING = ("暨", "及"), ("与", "及", "暨", "等", "之", "会同")
_NO_NAME = ("v", "d", "a", "p", "c", "u", "r")  # flags of words with which no part of a name begins: verbs, adverbs, adjectives ...
_LONGEST_PLACE = 12
_COUNTED = regex.compile(
    "[一两二三四五六七八九十几数多][家批所个间座]|(?:绝?大)?部分|大多数|所有|各类|各级|[十百千万]?[百千万亿]级?(?=俱乐部$)|[一两](?=(?:中学|小学|高校|医院|公司|企业|幼儿园|煤矿)$)"
)  # 广州一家百货公司, 中国绝大部分公立医院, 河南一中学
_NUMERALS = regex.compile("[一二三四五六七八九十百千万亿]+")
_PROGRESS = regex.compile("创新(?![业工])|支撑|攻关|成果|强[国省市]|自立|体制")
_FORM = regex.compile("(?:股份|控股|集团){0,2}(?:有限(?:责任)?公司|集团)")
_DAY = regex.compile(r"(?<=[\d)）])日(?![本方商圆元韩])")  # 26日|美国在台协会
_APPOSED = regex.compile("机构|智库|企业|钢厂|药企|车企|房企|酒企|厂商|承建商|开发商|运营商|供应商|巨头|公司")
_UNITS = regex.compile(f"{UNIT.pattern}|(?:协会|商会|联合会|联盟|促进会|委员会)$")  # 企业联合会: one name
_ASSOCIATED = "部局署院处厅会委协"  # with these names and short names of bodies end
_ORGANS = "部局署院处厅司会"  # characters with which bodies end whose heads are called by them
_MEETING = regex.compile("会议(?![员长案程题论])")
_ABROAD = ("company", "media", "bank")
_ALL = regex.compile("(?:各(?:个|地|级|国|县|县市|省)?|省市|每个|所有|全体|某些|全球|多国)$")  # 各区公所, 全球央行: no one of them
_NAMED = ("company", "media", "university")  # kinds of listed organizations whose names are no common nouns
_COMMONEST = 3  # characters of a common noun for a body that the list holds too (卫生所)
_SESSION = regex.compile("(?:人代会|党代会|职代会|妇代会|团代会|中全会|股东大会|(?<=[党次届])代表大会)$")
# What stands behind a body's name and is none of it: 海南糖协|数据, 医保局|微信, 南阳市委|常委, 劳工局|会办理.
_BEHIND = regex.compile("(?:数据|统计数据|微信|官网|官微|微博|毕业|教授|校友)$|(?<=委)常委$|(?<=[局署厅])会$")
_OF_A_TRADE = regex.compile("(?:产业|行业|工业|企业|基地|园区|市场|板块|集群|产品|贸易|大省|强省|价格|需求)(?!基金|集团|投资|股份)")
_FAIR = regex.compile("(?<=..)(?:博览会|交易会|展览会|展销会|洽谈会|交流会|运动会|购物节|电影节|艺术节|音乐节|文化节|旅游节|灯会|书展|车展)$")
_INDEX = regex.compile(r"\d{0,4}(?:综合|成份|成分)?指数(?!研究|公司|中心|基金)")
_FIELD = regex.compile("行业|产业(?!园|基金|集团)|板块")  # 甲乙证券|食品饮料行业分析师
_AGREED = regex.compile('(?:协定|协议|条约|公约|计划|方案|指数)[》」』”"]?\\s?[(（]$')  # …经济合作协定》（ABCD）: what it is called, no body
_PEOPLE = regex.compile("民(?![政族宗防航委警生间营办主兵革建进盟俗用事])")


def titled(text: str, span: Span) -> bool:
    """Whether a title begins with the last character of a body's name (教育局 in 教育局长)."""
    return _TITLE.match(text, span[1] - 1) is not None


def common(text: str, span: Span) -> bool:
    """Whether a common noun for bodies stands for all of them (各区公所, 全球央行), or an index bears a name (纳斯达克指数)."""
    words = text[slice(*span)]
    if _INDEX.match(text, span[1]) or (words.endswith("委员会") and _MEETING.match(text, span[1] - 1)):
        return True  # 侨务委员会议: a meeting of its members
    if _OF_A_TRADE.match(text, span[1]) and organizations().get(words) == "company" and words[_place_before(words) :] in sectors():
        return True  # 大连石化|产业
    if not _ALL.search(text, max(0, span[0] - 3), span[0]):
        return False
    if len(words) <= _COMMONEST and organizations().get(words) not in _NAMED:
        return True
    return BODY.fullmatch(words) is not None or generic().fullmatch(words) is not None


def _before_title(text: str, name: Name) -> bool:
    """Whether words are the beginning of a title with its body: 台南市政府农业 before 局长, but 台南市农业局 before 局长."""
    return name.text[-1] not in _ORGANS and not is_organization(name.text) and _TITLE.match(text, name.span[1]) is not None


def mended(text: str, name: Name) -> Iterator[Name]:
    """The names that words taken for an organization hold: one, several, or none."""
    if (common(text, name.span) and not _INDEX.match(text, name.span[1])) or (
        name.text.isascii() and _AGREED.search(text, max(0, name.span[0] - 8), name.span[0])
    ):
        return
    index = _INDEX.match(text, name.span[1])
    if index is not None:
        yield Name((name.span[0], index.end()), text[name.span[0] : index.end()], "PRODUCT")
        return
    session = _SESSION.search(name.text)
    if session is not None:
        if session.start():
            yield part(name, 0, len(name.text), "EVENT")
        return
    if name.text in organizations():
        if not titled(text, name.span):
            yield replace(name, kind=organizations()[name.text] or name.kind)
        return
    if _FAIR.search(name.text):
        yield part(name, 0, len(name.text), "EVENT")
        return
    name = _trimmed(text, name)
    if titled(text, name.span) or _before_title(text, name):
        bodies = [m.end() for m in BODY.finditer(name.text) if m.end() < len(name.text)]
        if bodies:  # 台南市政府 in 台南市政府劳工局长
            yield part(name, 0, bodies[-1], kind="government")
    elif len(name.text) > 1 and not generic().fullmatch(name.text) and not _told(text, name):
        yield from _pieces(name)


def _told(text: str, name: Name) -> bool:
    """Whether words are a verb with a common noun (号召集团), or the beginning of what is done (聚力科技 in 聚力科技创新)."""
    verb = verbs().match(name.text)
    if verb is not None and generic().fullmatch(name.text, verb.end()):
        return True
    if name.text.endswith("交易所") and text.startswith("得", name.span[1]):
        return True  # 交易所得
    return name.text.endswith("科技") and _PROGRESS.match(text, name.span[1]) is not None


def part(name: Name, start: int, end: int, label: str = "ORG", kind: str | None = None) -> Name:
    """A part of a name as a name."""
    return Name((name.span[0] + start, name.span[0] + end), name.text[start:end], label, kind if label == "ORG" else None)


def _trimmed(text: str, name: Name) -> Name:
    """A name without what none begins or ends with: words of joining (暨研究发展委员会), a verb (拜会国安会), what it owns (华润创业旗下公司)."""
    start, end = 0, len(name.text)
    if end > 2 and _DAY.match(text, name.span[0]):
        start = 1
    verb = verbs().match(name.text, start)
    if verb is not None and ends_listed(name.text[verb.end() :]):
        start = verb.end()
    if _FIELD.match(text, name.span[1]) and name.text not in organizations():
        end = next((n for n in range(end - 1, start + 2, -1) if is_organization(name.text[start:n])), end)
    behind = _BEHIND.search(name.text, start + 2, end)
    if behind is not None and (is_organization(name.text[start : behind.start()]) or name.text[behind.start() - 1] in _ASSOCIATED):
        end = behind.start()
    if name.kind == "company" and end - start > 2 and name.text[end - 1] == "系":
        end -= 1  # 系 as a verb in Taiwan's texts, or the firms that belong to one
    while end - start > 2 and name.text[start] in _LEADING:
        start += 1
    while end - start > 2 and name.text.endswith(_TRAILING, start, end):
        end -= 2 if name.text.endswith("会同", start, end) else 1
    tail = _CHIEF.search(name.text, start + 2, end) or (_CENTRAL.search(name.text, start, end) if _MATTERS.match(text, name.span[1]) else None)
    if tail is not None:
        end = tail.start()
    owned = _OWNED.search(name.text, start + 2, end)
    if owned is not None:
        end = owned.start()
    return part(name, start, end, kind=name.kind) if (start, end) != (0, len(name.text)) else name


def _pieces(name: Name) -> Iterator[Name]:
    place = _place_before(name.text)
    if place and (_no_body(name.text, place) or _no_firm(name, place)):
        yield part(name, 0, place - (name.text[place - 1 :] == "市中心" or _people(name.text, place)), "GPE")  # 北京 in 北京组织协调
        if name.text[place:].isascii() and place < len(name.text):
            yield part(name, place, len(name.text), kind=name.kind)  # 台南市EASY SHOP
        return
    if name.text.endswith("省会") and gazetteer.surface(name.text[:-1]):
        yield part(name, 0, len(name.text) - 1, "GPE")  # 河南省会郑州
        return
    both = pair(name.text)
    if both is not None:  # 清华北大, 中国队胜日本队, 浙江大学成立国际联合学院
        head = name.text[slice(*both[0])]
        place = gazetteer.surface(head) is not None and head not in organizations()
        yield part(name, *both[0], "GPE" if place else "ORG", organizations().get(head, name.kind) or None)
        rest = part(name, *both[1], kind=organizations().get(name.text[slice(*both[1])], name.kind) or None)
        if not generic().fullmatch(rest.text):
            yield from _pieces(rest)
        return
    counted = _COUNTED.search(name.text)
    if counted is not None and (counted.start() == place or verbs().fullmatch(name.text, 0, counted.start())):
        if place:
            yield part(name, 0, place, "GPE")
        return
    bodies = list(BODY.finditer(name.text)) if place == 0 else []
    if len(bodies) > 1 and bodies[0].start() == 0 and all(a.end() == b.start() for a, b in pairwise(bodies)):
        for m in bodies:  # 省委省政府
            yield part(name, m.start(), m.end(), kind="government")
        return
    if _FOREIGN.fullmatch(name.text):
        yield part(name, 0, 1, "GPE")  # 美商|微软公司
        return
    abroad = _FOREIGN_FIRM.match(name.text)
    if abroad is not None:  # 美商邓白氏公司
        yield part(name, 0, 1, "GPE")
        yield from _pieces(part(name, abroad.end(), len(name.text), kind=name.kind))
        return
    kind = _kind(name.text[place:]) if place else None
    if (kind in _ABROAD and name.text[:place] in _countries()) or (kind == "media" and name.text[:place] == "台湾"):
        yield part(name, 0, place, "GPE")  # 日本软银
        yield part(name, place, len(name.text), kind=kind)
        return
    apposed = _APPOSED.search(name.text, place + 1)
    if apposed is not None and _called_after(apposed[0], name.text[apposed.end() :]):
        if place:  # 美国独立民调机构皮尤研究中心
            yield part(name, 0, place, "GPE")
        yield from _pieces(part(name, apposed.end(), len(name.text), kind=name.kind))
        return
    listed = 0 if is_organization(name.text) else _listed_before(name.text)
    if listed:
        yield part(name, 0, listed, kind=organizations().get(name.text[:listed], name.kind) or None)  # 总统府 in 总统府拜会
        return
    for m in _JOINED.finditer(name.text):
        if is_organization(name.text[: m.start()]) and is_organization(name.text[m.end() :]):
            left = name.text[: m.start()]
            yield part(name, 0, m.start(), kind=organizations().get(left, name.kind) or None)
            yield from _pieces(part(name, m.end(), len(name.text), kind=organizations().get(name.text[m.end() :], name.kind) or None))
            return
    yield name


def _called_after(noun: str, words: str) -> bool:
    """Whether words behind a common noun are the name of what it tells (民资钢厂|兴华钢铁公司), no part of one name (企业联合会, 企业|有限公司)."""
    return (
        not generic().fullmatch(words)
        and is_organization(words)
        and not _UNITS.search(words)
        and not _FORM.match(words)
        and (noun != "公司" or words.endswith(("公司", "集团")))
    )


def _no_body(words: str, place: int) -> bool:
    """Whether what follows a place makes no body of it: nothing, a common noun (云南企业), its middle (南京市中心)."""
    centre = words[place - 1] == "市" and words[place:] == "中心"
    if place == len(words) or centre or _NUMERALS.fullmatch(words, place) or firms().match(words, place):
        return True
    return _people(words, place) and not is_organization(words)


def _people(words: str, place: int) -> bool:
    """Whether the people of a place are meant (台南市民)."""
    return words[place - 1] in "市县乡镇村" and _PEOPLE.match(words, place) is not None


def _no_firm(name: Name, place: int) -> bool:
    """Whether words taken for a firm are goods of a place by its full name (广东省工业机器人): firms call themselves by its short one."""
    return name.kind == "company" and name.text[place - 1] in "省市县" and not is_organization(name.text) and BODY.search(name.text) is None


def _place_before(words: str) -> int:
    """Characters of the longest place that words begin with."""
    return next((n for n in range(min(len(words), _LONGEST_PLACE), 1, -1) if gazetteer.surface(words[:n]) and words[:n] not in _blocs()), 0)


def _kind(words: str) -> str | None:
    """The kind of a listed organization whose name is no ordinary word."""
    return None if words in ambiguous() else organizations().get(words)


@cache
def _countries() -> frozenset[str]:
    return frozenset(r["name"] for r in read_table("places/world.tsv") if r["level"] == "foreign")


@cache
def _blocs() -> frozenset[str]:
    """Organizations of states (东盟), which the gazetteer knows as places whose figures are told."""
    rows = [r for r in read_table("places/world.tsv") if r["level"] == "bloc"]
    return frozenset(n for r in rows for n in (r["name"], *r["aliases"].split(";")))


def _listed_before(words: str) -> int:
    """Characters of the longest listed organization that words begin with, where a word follows that begins no part of a name."""
    at, found = 0, 0
    for word, flag in jieba_words(words):
        head = words[:at]
        cut = flag in _NO_NAME and word not in nouns() if len(word) > 1 else head + word == words and word not in _OF_BODIES  # 拜会; 拟 in 比亚迪拟
        if cut and head not in ambiguous() and (head in organizations() or (len(word) > 1 and is_organization(head))):
            found = at
        at += len(word)
    return found
