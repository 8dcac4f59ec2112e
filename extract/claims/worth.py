"""Whether a number is a figure of a place at all: features for the model ``worth``.

Most numbers of an article are not: durations, ages, sums of companies and persons, sizes that only describe
a thing (12英寸晶圆), conditions (年收入10万元以下的家庭), numbers of a list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import regex

from extract.claims import conditions, names_before, occurrences, scoring
from extract.claims.affairs import Affairs
from extract.claims.frames import Frame
from extract.claims.scoring import Part
from extract.claims.subject_candidates import Choice
from extract.mentions import metrics
from extract.model import Metric, Name, Quantity, Sentence

_DURATION = frozenset(["年", "个月", "天", "周", "小时", "分钟", "秒", "毫秒", "工作日", "夜", "晚"])
_CONDITION = regex.compile(r"(?:以上|以下|以内)?的?(?:的|且|、|及)?(?:企业|家庭|人员|项目|个人|用户|老人|儿童|居民|车辆|船舶|以上的|以下的)")
_OTHERS = regex.compile(
    r"[\s，,、；;]*(?:其余|其他|其它)各?(?:\d{1,2}|[一二三四五六七八九十]{1,3})?个?(?:县市|城市|省市|省份|直辖市|地区|国家|[县市区都])(?:均|都|则|皆|全部?|全数|也){1,3}"
)
_CONDITION_OF_NAME = regex.compile(r"(?:如果|若是?|只要|凡是?|一旦|假如)(?![干])")  # 如果老年人口占7%就达「高龄化社会」标准
_THEN_CALLED = regex.compile(r"(?:以上|以下)?[，,]?(?:就|即|则|便)?(?:达到?|是|算|属于?|称为?|列为|进入|迈入|符合)")
_EACH_HOLDS = regex.compile(r"每(?:单位|袋|瓶|盒|份|箱|包|罐|桶)(?:血液)?(?:为|是|约|有|容量)+\s?$")  # 每单位为250毫升
_DEFINITION = regex.compile(r"[（(][^（）()，。；\d]{0,20}[≥≤⩾≧⩽≦>＞﹥<＜﹤]=?\s?$")
_SURVEYED_BEFORE = regex.compile(r"(?:根?据|通过|经)对(?:全[国省市县区]|\p{Han}{2,4}[省市县区]?)?\s?$")
_RANKED_AMONG = regex.compile(r"[^，。；\d]{0,10}(?:省份|城市|国家|地区|区县|县区|[省市县区])(?:之)?中[，,]?(?:排|位[居列]|居|列|名列)")
_SURVEYED = regex.compile(r"[^，。；\d]{0,14}的?(?:抽样|问卷|重点)?(?:调查|监测|统计|测算|摸底|走访)")
_OF_WORK = regex.compile(
    r"(?:》|[该这]部?(?:影?片|剧|书|游戏|动画)|影片)(?:的)?[^，。；《》\d]{0,6}(?:票房|销量|播放量|阅读量|收视率|点击量|豆瓣评分|观影人次)(?!占)[^，。；《》\d]{0,8}$"
)
_FOR_THOSE = regex.compile(r"(?:对|对于|凡|凡是|针对)[\p{Han}\d、]{2,20}$")
_THOSE_THAT = regex.compile(r"(?:以上|以下)?的(?:[市县区]{1,3}|乡镇|地区|城市|省份|地方|企业|单位|项目|学校|家庭|人员|人|小区|社区|村)[，,]")
_OF_SET = regex.compile(  # 在人口超过50万的城市中
    r"(?:以上|以下|以内|左右)?的[^，。；、]{0,10}(?:城市|省份|国家|地区|[县市区省州国]|企业|家庭|人群|人|项目|单位|学校|医院)(?:之?中|当中|里|之间|之内)"
)
_COMPANY_WORD = regex.compile(r"(?:该公司|公司|集团|该企业|该厂|我司|本公司|股份|上市公司股东|净利润|每股|股价|市值|持股|注册资本|合同金额|中标价)")
_COMPANIES = ("公司", "集团", "企业", "厂", "股份", "实业", "银行", "酒店", "学院", "大学")
_COMPANY_SUBJECT = regex.compile(
    rf"[，。；：\n“](?:该|这家|目前|据悉|其中)?[^，。；：\n]{{0,12}}(?:{'|'.join(_COMPANIES)})(?![\p{{Han}}]{{0,3}}[数量家总])"
)
_WHEN_BUILT = regex.compile(r"(?:项目|工程|基地)?(?:建成|投产|达产|全部建成|建成投产|满产|运营)(?:后|之后|以后)")
_PERSON_WORD = regex.compile(r"(?:岁的?|先生|女士|同学|老师傅|大爷|大妈|种粮大户|农户|村民|业主|司机|学生|患者|记者|市民)[\p{Han}]{0,6}$")
_POLICY = regex.compile(r"最高|给予|补贴|奖励|资助|补助|奖补")
_ANONYMOUS = regex.compile(r"某(?:市|省|县|地|企业|公司|北方|南方|家|高校)|有的(?:城市|地方)|一些地方|部分地区")
_EXAMPLE = regex.compile(r"比如|例如|譬如|假如|如果|假设|倘若")
_CURRENCY = regex.compile(r"[A-Z]{3}")
_DIGIT = regex.compile(r"\d")
_ONE = regex.compile(r"[一1](?!\d)")
_BIG = regex.compile("[百千万亿]")
_LONG = regex.compile(r"\d[.,]\d")
_WIDE = regex.compile(r"(?:全国|全球|世界|全省|国际|中国|国内)[\p{Han}]{0,4}$")
_RANKED = regex.compile(r"\p{Han}{0,10}(?:企业|院校|医院|景区|高校|品牌)")
_KEPT = 4096  # parts of rows that are remembered, of each kind
_LAST = 6  # figures before one that tell what its passage is about
_MANY = 5  # figures in one sentence: more are as many
_RANK_THEN = regex.compile(r"(?P<place>[位名])|(?P<of>的)|(?P<large>[大高低多长])|(?P<thing>[\p{Han}A-Za-z])")
_IN_QUOTE = 13  # characters of a name in quotation marks before its number, the mark among them
_VAGUE = regex.compile(r"[几数]{1,2}[十百千万亿%％]|[上成][百千万]|[万亿]千|千千")
_SHORT_QUOTE = regex.compile(r"(?P<mark>[“「《『【‘])[^”」》』】’，。；“「《『【‘]{0,12}+$")
_QUOTE_ENDS = regex.compile(r"[^”」》』】’，。；“「《『【‘]{0,14}+[”」》』】’]")
_EQUAL = regex.compile(r"(?:相当于|相等于|等于|等同于|堪比|抵得上|媲美|换算|平均每|每)[^，。；]{0,8}$")
_TIME_OF = regex.compile(r"^(?:后|前|内|来|间|里|以来|时间|历史|左右的时间|的历史|前后)")


@lru_cache(maxsize=_KEPT)
def _figure(kind: str, bound: str, rule: str, unit: str, role: str) -> Part:
    """A quantity as such, and the role of its sentence."""
    names = ["always", f"kind {kind}", f"bound {bound}", f"rule {rule.removeprefix('quantity.')}", f"role {role}"]
    names.append(f"unit {'money' if _CURRENCY.match(unit) else unit}")
    if unit in _DURATION:
        names.append("duration")
    if role in ("title", "heading"):
        names.append(f"heading, {kind}")
    return Part(dict.fromkeys(names, 1.0))


@lru_cache(maxsize=_KEPT)
def _metric(rule: str, known: bool, head: bool, length: int) -> Part:
    return scoring.holding(
        f"metric rule {rule.removeprefix('metric.')}", "metric has a known head" if head else "metric has no known head",
        f"metric length {length}", *(["metric in catalogue"] if known else []),
    )  # fmt: skip


@lru_cache(maxsize=_KEPT)
def _subject(share: str, level: str, where: str, role: str | None) -> Part:
    return scoring.holding(
        f"subject {share}", f"subject level {level}", f"subject in {where}", *([f"subject role {role}"] if role is not None else [])
    )


@lru_cache(maxsize=_KEPT)
def _before(characters: str) -> Part:
    return scoring.holding(f"characters before {scoring.shown(characters)}", f"character before {scoring.shown(characters[-1:])}")


@lru_cache(maxsize=_KEPT)
def _after(characters: str) -> Part:
    return scoring.holding(f"characters after {scoring.shown(characters)}")


@lru_cache(maxsize=_KEPT)
def _ending(characters: str) -> Part:
    """The end of a metric's name."""
    return scoring.holding(f"metric ends with {characters}", f"metric ends with {characters[-1:]}")


_NO_METRIC, _NO_SUBJECT = scoring.holding("no metric"), scoring.holding("no subject")


def row(
    text: str,
    sentences: Sequence[Sentence],
    frames: Sequence[Frame],
    frame: Frame,
    subject: Choice | None,
    metric: Metric | None,
    names: Sequence[Name],
    told: Mapping[int, float],
    affairs: Affairs,
    standing: str,
) -> list[Part]:
    """What the linear model ``worth`` weighs.

    Args:
        subject: the place chosen for the figure, ``metric`` what it measures.
        told: the model's verdict on the frames before, by index.
        affairs: those that the article tells of.
        standing: of the subject in the article: in its title, its own place, or another.
    """
    q, sentence = frame.quantity, sentences[frame.sentence]
    a, b = q.span
    o = subject.occurrence if subject is not None else None
    own = {
        **_of_number(text, q),
        **_of_clause(text, sentence, frame),
        **names_before.named(text, sentence, frame, names, o.span if o is not None and o.sentence == frame.sentence else None),
        **_figures_beside(sentences, frames, frame, told),
    }
    parts = [
        _figure(q.kind, q.bound, q.rule, q.unit or "none", sentence.role),
        _before(text[max(frame.clause_span[0], a - 2) : a]),
        _after(text[b : min(frame.clause_span[1], b + 2)]),
        _NO_SUBJECT if subject is None else _of_subject(sentences, frame, subject),
        affairs.of(frame.sentence, frame.clause_span),
        scoring.holding(f"standing {standing}", _lately(frame, told)),
        Part(dict.fromkeys(own, 1.0)),
    ]
    if metric is None:
        return [*parts, _NO_METRIC]
    head = metrics.bare_head_in(metric.name) is not None
    return [*parts, _metric(metric.rule, bool(metric.id), head, min(len(metric.name) // 3, 5)), _ending(metric.name[-2:])]


def defines(text: str, frame: Frame, places: Sequence[occurrences.Occurrence]) -> bool:
    """Whether a figure with a sign of its bound stands in brackets and says what is counted: 蓝天天数（能见度≥8公里）.

    A bound of places without names is none of a named one either (其余县市均低于千件).
    """
    a = frame.quantity.core[0]
    if _OF_WORK.search(text, max(frame.clause_span[0], a - 40), a):
        return True  # 《某某》票房突破5亿元
    if frame.quantity.kind == "amount" and _RANKED_AMONG.match(text, frame.quantity.span[1]):
        return True  # 在31个省份中排第13位
    if _SURVEYED_BEFORE.search(text, frame.clause_span[0], a) and _SURVEYED.match(text, frame.quantity.span[1]):
        return True  # 根据对25个产粮省的调查
    if _CONDITION_OF_NAME.search(text, frame.clause_span[0], a) and _THEN_CALLED.match(text, frame.quantity.span[1]):
        return True
    if _EACH_HOLDS.search(text, max(frame.clause_span[0], a - 10), frame.quantity.span[0]):
        return True
    if frame.quantity.bound != "exact" and _OTHERS.match(text, frame.clause_span[0], a):
        return True
    if frame.quantity.bound != "exact" and _FOR_THOSE.search(text, max(frame.clause_span[0], a - 24), frame.quantity.span[0]):
        return _THOSE_THAT.match(text, frame.quantity.span[1]) is not None  # 对占比不足50%的区，
    if conditions.is_one(text, frame, places):
        return True
    return frame.quantity.bound != "exact" and _DEFINITION.search(text, max(0, a - 24), a) is not None


def _of_number(text: str, q: Quantity) -> dict[str, None]:
    """How large a number is, and how it is written."""
    core = text[slice(*q.core)]
    found: dict[str, None] = {}
    bounds = text[q.span[0] : q.core[0]].strip() + text[q.core[1] : q.span[1]].strip()
    if bounds:
        found[f"bound in words {bounds}"] = None
    if core[:1] in "几数上成万亿千" and _VAGUE.match(core):
        found["vague number"] = None
    if q.kind == "rank":
        m = _RANK_THEN.match(text, q.span[1])
        found[f"rank, then {(m.lastgroup if m is not None else None) or 'nothing'}"] = None
    if q.unit in _DURATION and _TIME_OF.match(text[q.span[1] : q.span[1] + 10]):
        found["duration, time of"] = None
    if q.rule in ("quantity.measure", "quantity.number", "quantity.measure.adjacent", "quantity.measure.range") and not _DIGIT.search(core):
        size = "large" if _BIG.search(core) else "small"
        found[f"Chinese digits, {size}"] = None
        found[f"Chinese digits, {size}, {'people' if q.unit in ('人', '名', '位') else 'other'}"] = None
    if q.number == 1 and _ONE.match(core):
        found["one"] = None
    if q.number is not None and q.unit not in ("%", "pp"):
        n = abs(q.number)
        found["number " + ("0-3" if n <= 3 else "4-9" if n < 10 else "10-99" if n < 100 else "100-9999" if n < 10000 else "10000+")] = None
    if q.kind == "number":
        found["bare number, " + ("scaled" if _BIG.search(core) else "decimal" if "." in core else "plain")] = None
    if ("." in core or "," in core) and _LONG.search(core):
        found["decimal or long number"] = None
    return found


def _of_clause(text: str, sentence: Sentence, frame: Frame) -> dict[str, None]:
    """What the words of its clause and sentence say of a quantity."""
    q = frame.quantity
    clause = text[frame.clause_span[0] : frame.clause_span[1]]
    before = text[frame.clause_span[0] : q.span[0]]
    after = text[q.span[1] : q.span[1] + 10]
    opened = text[sentence.span[0] : q.core[0]]
    found: dict[str, None] = {}
    if after.startswith("的"):
        found["的 behind"] = None
        found[f"的 behind, {q.bound}"] = None
    if q.bound in ("at_least", "at_most", "less_than", "more_than") and _CONDITION.match(after):
        found["condition"] = None
    if _OF_SET.match(text, q.span[1], q.span[1] + 24):
        found["condition of a set"] = None
    if _COMPANY_WORD.search(clause):
        found["company word in clause"] = None
    if any(word in opened for word in _COMPANIES) and _COMPANY_SUBJECT.search(text, sentence.span[0], q.core[0]):
        found["company word opens a clause before"] = None
    if _WHEN_BUILT.search(before):
        found["when it is built"] = None
    if _PERSON_WORD.search(before):
        found["person word before"] = None
    if _ANONYMOUS.search(text[slice(*sentence.span)]):
        found["anonymous in sentence"] = None
    if _EXAMPLE.search(before):
        found["example word"] = None
    if _POLICY.search(before):
        found["policy word"] = None
    if text.count("（", frame.clause_span[0], q.core[0]) or "(" in before:
        found["in brackets"] = None
    if opened.count("“") > opened.count("”") or opened.count("「") > opened.count("」"):
        found["in quotation"] = None
    m = _SHORT_QUOTE.search(opened[-_IN_QUOTE:])
    if m is not None and _QUOTE_ENDS.match(text, q.core[1]):
        found["in a short quotation"] = None
        found[f"in a short quotation, {m['mark']}"] = None
    if _EQUAL.search(before):
        found["equal to"] = None
    if opened.count("《") > opened.count("》"):
        found["in a title of a work"] = None
    if q.kind == "rank" and _WIDE.search(before) and _RANKED.match(after):
        found["rank of something else"] = None
    return found


def _of_subject(sentences: Sequence[Sentence], frame: Frame, subject: Choice) -> Part:
    p, o = subject.probability, subject.occurrence
    share = "0-0.4" if p < 0.4 else "0.4-0.7" if p < 0.7 else "0.7-0.9" if p < 0.9 else "0.9-1"
    where = "nowhere" if o is None else _where(sentences, o.sentence, o.clause, frame)
    return _subject(share, occurrences.place_of(subject.key).level, where, o.role if o is not None else None)


def _where(sentences: Sequence[Sentence], sentence: int, clause: int, frame: Frame) -> str:
    """Where a place or figure stands, seen from a frame."""
    if sentence == frame.sentence:
        return "clause" if clause == frame.clause else "sentence"
    return "paragraph" if sentences[sentence].paragraph == sentences[frame.sentence].paragraph else "elsewhere"


def _figures_beside(sentences: Sequence[Sentence], frames: Sequence[Frame], frame: Frame, told: Mapping[int, float]) -> dict[str, None]:
    """The figure before and what became of it; how many figures there are."""
    found: dict[str, None] = {}
    last = told.get(frame.index - 1)
    if last is not None:
        other = frames[frame.index - 1]
        near = "list" if frame.run.first <= other.index else _where(sentences, other.sentence, other.clause, frame)
        found[f"figure before in {near} is {'a claim' if last >= 0.5 else 'none'}"] = None
    if frame.run.size > 1:
        found["in a list of figures"] = None
    if frame.previous is not None:
        found["figure before in sentence"] = None
    if frame.index + 1 < len(frames) and (after := frames[frame.index + 1]).sentence == frame.sentence and after.clause == frame.clause:
        unit = "of its unit" if after.quantity.unit == frame.quantity.unit else "of another unit"
        found[f"figure behind in clause, {unit}"] = None
    density = sum(1 for f in frames[max(0, frame.index - _MANY) : frame.index + _MANY] if f.sentence == frame.sentence)
    found["figures in sentence " + ("1" if density == 1 else "2-4" if density < _MANY else "5+")] = None
    return found


def _lately(frame: Frame, told: Mapping[int, float]) -> str:
    """How many of the last figures were claims: passages about places and about other things alternate slowly."""
    last = [told[i] for i in range(max(0, frame.index - _LAST), frame.index) if i in told]
    return f"lately {sum(1 for p in last if p >= 0.5)} claims" if len(last) == _LAST else "lately too few"
