"""What belongs to an organization's name beside the words that a model took for it: its ending, its unit, its second field of work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import regex

from extract.data import alternatives, read_lines, read_table, read_words
from extract.mentions import gazetteer
from extract.mentions.ner.features import organizations
from extract.model import Name
from extract.text.tokens import words as jieba_words

# A unit of the body named before it: 台湾更生保护会花莲分会, 农业部农田水利署嘉南管理处.
UNIT = regex.compile("(?:处|科|站|队|组|所|室|系|署|党团|分会|分局|分社|分院|分公司|支行|分行|院区|中心|记者站|学院)$")
_OF_ITSELF = regex.compile("^(?:[省市县区州]|省|市)?(?:政府|委|府|人大|政协)|办公室$")  # 港府|引进重点企业办公室
_OF_MEDIA = ("站", "分社", "中心")
_CLOSED = regex.compile("^[^(（]+[)）]")
_AND = ("和", "与", "及")
_GOVERNMENT = regex.compile("(?:局|厅|部|处|署|委|委员会|办公室)$")
_LEGAL_SIZE = 4
_FAR, _FEW = 12, 3  # characters and words in which the ending of a name that has none is looked for
_LEGAL = regex.compile("(?:财团|社团|行政)法人")  # before the name of what is one: 财团法人甲乙协会
_MINISTRY = regex.compile("(?:部|委|署|总局|总署|委员会)$")
_DEPARTMENT = regex.compile(r"\p{Han}{1,6}?(?<![公上官])司(?![长法机令仪徒])")  # 财政部|会计司
_VERBAL = ("p", "d", "r", "c", "u")
_NO_DEPARTMENT = ("p", "d", "r", "c", "u", "m", "t", "f")  # flags of words that a department's name does not hold
# Units with an ordinal or a part of the country before them: 公路局|第三区养护工程分局, 廉政署|南部地区调查组.
_BRANCH = regex.compile(
    r"(?:第[一二三四五六七八九十]{1,3}|[东南西北中](?:部|区))\p{Han}{0,8}?"
    r"(?:分局|分署|工程处|管理处|稽查处|办事处|国税局|河川局|监理所|调查组|机动队|[大中支总分]队|工作站|监理站|养护站)(?![长员])"
)
_AGENCY = regex.compile("(?:局|署|部|处|军|会|院)$")
_HALL = regex.compile("(?:政府|府)$")
_BUREAU = regex.compile("(?:局|处|委|会|办|室|署|厅|所|大队)$")
_LOCAL = regex.compile("(?:省|局|厅|署|处|委|办|院|府|会|室|公所|中心|部)$")
_TEAM = regex.compile("(?:[男女](?:排|篮|足|乒|羽|水球|手球|曲)队?|国足)(?!球|联赛|的?比赛)")
_OF_THE_STATE = regex.compile("中央|国家|全国|中共|国务院|联合国|最高")  # no bodies of the place before them
_INSTITUTE = regex.compile("所(?=[、，。；：）)等和与及])")
_LARGE = ("foreign", "country", "province", "continent", "region", "area", "group", "bloc", "world")
_SHORT = 4  # characters of the name of a body that its seat stands before
_NOUNS = ("n", "b", "j", "l", "nz", "vn", "an")


@cache
def _said() -> frozenset[str]:
    return frozenset(read_words("say_verbs"))


@cache
def local_bodies() -> frozenset[str]:
    """Bodies that many places have one of (糖协, 农会): with the place before them they are one name."""
    return frozenset(read_lines("names/local_bodies.txt"))


@cache
def _endings() -> frozenset[str]:
    """Endings of organizations' names of two characters and more."""
    listed = [r["suffix"] for r in read_table("names/org_suffixes.tsv")]
    return frozenset(e for e in (*listed, *read_lines("names/unit_endings.txt")) if len(e) > 1)


@cache
def _ending() -> regex.Pattern[str]:
    """An ending that no word but the name's own last one can be; 局长 and 院长 begin no ending."""
    sure = _endings() - frozenset(read_lines("names/loose_endings.txt"))
    return regex.compile(rf"(?:[（(]集团[)）])?(?:{alternatives(sorted(sure))})(?![长们]|(?<=所)[得有以在属需])")


@cache
def _ended() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{alternatives(sorted(_endings() - {'新闻', '科技', '股份', '控股'}))}|[局厅署处会社部区府委院馆])$")


@cache
def sectors() -> frozenset[str]:
    """Lines of business that end firms' short names (红岭水泥)."""
    return frozenset(read_lines("names/company_sectors.txt"))


def joined(text: str, names: Iterable[Name]) -> list[Name]:
    """The names of a text in order, organizations with all that belongs to them; of two that overlap the first."""
    found: list[Name] = []
    for name in sorted(names, key=lambda n: n.span):
        last = found[-1] if found else None
        if last is not None and name.span[0] < last.span[1]:
            continue
        if last is not None and last.label == name.label == "ORG" and _one(text, last, name):
            found[-1] = extended(text, _until(text, last, name.span[1]))
        else:
            found.append(extended(text, name))
    return found


def _until(text: str, name: Name, end: int) -> Name:
    return Name((name.span[0], end), text[name.span[0] : end], name.label, name.kind)


def _one(text: str, first: Name, second: Name) -> bool:
    """Whether two organizations side by side are one."""
    between = text[first.span[1] : second.span[0]]
    if not between and _LEGAL.fullmatch(first.text):
        return True
    if between in ("(", "（"):  # 格力电器(重庆)有限公司
        return _CLOSED.search(second.text) is not None
    if not between and UNIT.search(second.text) and not _OF_ITSELF.search(second.text):
        return first.kind != "media" or second.text.endswith(_OF_MEDIA)
    if between in _AND or (not between and first.text.endswith(_AND)):  # 武汉市自然资源和规划局
        field = first.text if between else first.text[:-1]
        return not _ended().search(field) and field not in organizations() and _GOVERNMENT.search(second.text) is not None
    return False


def extended(text: str, name: Name) -> Name:
    """An organization with its ending: at once behind it (比亚迪汽车|有限公司), or behind a few nouns (国家耐盐碱水稻|技术创新中心)."""
    if name.label != "ORG":
        return name
    if (m := _LEGAL.match(text, name.span[0] - _LEGAL_SIZE)) is not None and m.end() == name.span[0]:
        name = Name((m.start(), name.span[1]), text[m.start() : name.span[1]], name.label, name.kind)
    m = _ending().match(text, name.span[1])
    end = m.end() if m is not None else max(find(text, name) for find in (_behind, _department, _branch, _straddled))
    return name if end == name.span[1] else _until(text, name, end)


def _department(text: str, name: Name) -> int:
    """Where the department of a ministry ends that follows it (财政部|会计司); the name's own end where none does."""
    end = name.span[1]
    m = _DEPARTMENT.match(text, end) if _MINISTRY.search(name.text) else None
    if m is None:
        return end
    words = jieba_words(text[end : m.end() - 1])
    verbs = [word for word, flag in words[:-1] if flag == "v" and len(word) > 1]
    return end if verbs or any(flag in _NO_DEPARTMENT for _, flag in words) or words[-1][0] in _said() else m.end()


def _branch(text: str, name: Name) -> int:
    """Where the branch of an agency ends that follows it; the name's own end where none does."""
    m = _BRANCH.match(text, name.span[1]) if _AGENCY.search(name.text) else None
    verbal = m is None or any(flag in _VERBAL for _, flag in jieba_words(m[0]))
    return name.span[1] if m is None or verbal else int(m.end())


def _straddled(text: str, name: Name) -> int:
    """Where an ending ends of which the model took the first character alone for the name's last (吉林农|商行), or none (长春应化|所)."""
    m = _ending().match(text, name.span[1] - 1) if len(name.text) > 2 else None
    if m is not None and m.end() - m.start() > 2:
        return int(m.end())
    return name.span[1] + (_INSTITUTE.match(text, name.span[1]) is not None and not _ended().search(name.text))


def governed(text: str, names: Iterable[Name]) -> list[Name]:
    """Names with bodies of a place's government as one with the place or the government before them: 深圳|财政局, 市府|经发局."""
    found: list[Name] = []
    for name in names:
        if name.label == "GPE" and (m := _TEAM.match(text, name.span[1])) is not None:
            found.append(replace(_until(text, name, m.end()), label="ORG", kind=None))  # 中国|女排
            continue
        last = found[-1] if found else None
        if last is not None and last.label == name.label == "ORG" and text[last.span[1] : name.span[0]] in ("(", "（") and _CLOSED.search(name.text):
            found[-1] = _until(text, last, name.span[1])  # 台泥(安顺)水泥有限公司
        elif last is not None and last.span[1] == name.span[0] and name.label == "ORG" and _governs(last, name):
            kind = "institute" if name.text in local_bodies() or _seated(last, name) else "government"
            found[-1] = replace(_until(text, last, name.span[1]), label="ORG", kind=kind)
        else:
            found.append(name)
    return found


def _seated(place: Name, body: Name) -> bool:
    """Whether a body with branches all over the country is named with the seat of one: 台中|荣总, 海口|红十字会."""
    if organizations().get(body.text) != "institute" or len(body.text) > _SHORT or _OF_THE_STATE.match(body.text) or body.text[0] in "中国":
        return False
    return not any(e.level in _LARGE for e in gazetteer.lookup(place.text))


def _governs(first: Name, second: Name) -> bool:
    if first.label == "GPE" and len(first.text) > 1 and (second.text in local_bodies() or _seated(first, second)):
        return True
    kind = second.kind or organizations().get(second.text)
    if kind != "government" or _OF_THE_STATE.match(second.text):
        return False
    if first.label == "GPE":
        return len(first.text) > 1 and _LOCAL.search(second.text) is not None and not second.text.endswith("党团")
    return first.label == "ORG" and _HALL.search(first.text) is not None and _BUREAU.search(second.text) is not None


def _behind(text: str, name: Name) -> int:
    """Where a name without an ending has it behind a few nouns; its own end where it has none."""
    end = name.span[1]
    if name.text in organizations() or name.text.endswith(_AND) or _ended().search(name.text):
        return end
    at = end
    words = jieba_words(text[end : end + _FAR])
    for i, (word, flag) in enumerate(words[:_FEW]):
        if flag not in _NOUNS or word == "企业":  # 许继等领军企业: what it is, not its name
            return end
        at += len(word)
        if any(_ending().fullmatch(word, i) for i in range(len(word) - 1)):
            return at
        if flag != "vn" and word in sectors() and (i + 1 == len(words) or words[i + 1][1] not in _NOUNS) and not gazetteer.surface(name.text):
            return at  # 红岭|水泥
    return end


__all__ = ["UNIT", "extended", "governed", "joined", "local_bodies", "sectors"]
