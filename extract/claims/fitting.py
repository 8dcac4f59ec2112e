"""Readings of a metric that its figure leaves no room for.

A rate of a count, who is ranked as what the rank is in, a number of a rate, the verb that sets it against another one.
"""

from __future__ import annotations

from extract.claims import no_names
from extract.claims.frames import Frame
from extract.claims.scoring import holding
from extract.claims.wording import Candidate, unit_class
from extract.data import alternatives, read_table
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.mentions.quantity_described import DESCRIBE
from extract.model import Metric, Quantity, Sentence

_WHO = late_regex(r"(?:国家|地区|区域|前面|后面|宝座|几年|^排行|^名次|位置|幸福|快乐)(?:和地区|或地区)?$")
_DISTRICTS = late_regex(r"^(?:县|区|市)[（(](?:县|区|市)(?:、(?:县|区|市))?[）)]$")
_GROUP = late_regex(
    r"(?:[两二三四五六七八九十]|\d{1,2})个?(?:地|省|市|国|县|区|州)的?(?!\p{Han})|^(?:[两二三四五六七八九十]|\d{1,2})(?:地|省|市|国|县|区|州)的"
)  # 三地的报价: whose, and not of what
_WORK = late_regex(r"(?r)《(?P<name>[^《》\n]{4,24}?(?:报告|年报|指数|排名|排行榜|评比|调查))》")
_BODY = late_regex(r"(?:学院|大学|基金会|协会|研究院|委员会|总处|[局署])\s?(?:[（(][A-Z]{2,6}[）)])?$")  # who ranks
_AMONG = late_regex(r"在[^，,。；;\d]{0,8}\d[^，,。；;]{2,24}?中(?=[^，,。；;]{0,8}$)")  # 在63个受评比国家中排名第11名
_TOLD_ELSEWHERE = ("metric.topic", "metric.headed", "metric.previous")
_COUNTED = frozenset(["人次", "人", "户", "例", "件", "起", "家", "名"])  # of these no rate is made, but for 每10万人80件
_PER_SO_MANY = late_regex(r"每\s?[\d,十百千万亿]*\s?(?:名|位|个)?(?:[人户例件家车]|常住|居民|儿童|老人|女性|男性|学生|劳动|公里|平方|亩|公顷)")
_THINGS = frozenset("班所间座栋幢家件宗起吨岁亩套")
_HEADS_OF_PEOPLE = late_regex(r"(?:人数|人口|人次|学生数|旅客数|游客数)$")
_AGES = ("寿命", "年龄", "岁数", "年纪", "中位数", "平均数")
_PER_HEAD = late_regex("每|人均")
_OF_MONEY = late_regex(
    r"(?:GDP|gdp|生产总值|收入|支出|投资额?|贷款余额|存款|余额|资金|经费|产值|增加值|税收|销售额|营业额|营收|利润"
    r"|补贴|补偿|补助|奖励|债务|赤字|预算|价格|均价|工资|出口额|进口额)$"
)
_OF_SPACE = frozenset(["亩", "公顷", "平方公里", "平方千米", "平方米", "公里"])
_PLACED = frozenset("座处家所站间栋")
_LARGE = 10_000
_MORE_THAN_PEOPLE = 20_000_000_000  # of so many no one tells that they live
_KINDS_OF_PLACES = frozenset("省市县区州旗国镇乡村")
_TELLER = late_regex(
    r"(?:负责人|发言人|主管部门|有关部门|资源部门|管理部门|[局厅处科院校行]长|主任|记者|分析师|专家|教授|学者|经济学家|观察人士|业内人士)$"
)
_HOW_MANY, _SHARE_NAMES = ("数量", "数目", "总数", "总量", "金额", "总额", "规模"), ("率", "占比", "比重")
_ALIKE = ("差不多", "不相上下", "旗鼓相当", "相近", "相当")  # no things
_BALANCES, _OUTPUT = ("盈余", "赤字", "顺差", "逆差", "结余"), late_regex(r"^人均|(?i:GDP)$|生产总值$")
_SURPASSES = late_regex(alternatives([r["verb"] for r in read_table("lexicons/compare_verbs.tsv") if len(r["verb"]) > 1]))
_LARGEST = late_regex(r"大(?!省(?![会级属])|国(?![际企有])|市(?![场值政级])|州(?!际)|[豆米蒜麦枣桥坝厦熊型]|学(?!科)|城(?![市镇区]))\p{Han}{2}")
_FURTHEST = 400  # characters back in which a ranking is named
_TOLD = holding("told by its unit")


def completes(head: str, modifier: str) -> bool:
    """Whether a head that says how many may be of what another name tells: of no rate, no part of it (总规模), nor what has it (里程的竞赛).

    What remains of a budget or trade is of no output or mean by heads (人均GDP, then 盈余).
    """
    if (head in _BALANCES and _OUTPUT.search(modifier)) or modifier in _ALIKE:
        return False
    if (head in _HOW_MANY and modifier.endswith(_SHARE_NAMES)) or head.startswith(modifier) or f"{head}的" in modifier:
        return False
    return _GROUP.match(modifier) is None


def surpasses(text: str, at: int) -> bool:
    """Whether the words right behind a figure set it against another: 以946万人反超乙市."""
    return _SURPASSES.match(text, at) is not None


def of_rank(text: str, frame: Frame, found: list[Candidate]) -> list[Candidate]:
    """The readings of a rank without its own 大; behind a report in book marks none that only says who is ranked, or that one where none is left."""
    if frame.quantity.kind != "rank" or not found:
        return found
    found = [_of_which(text, frame, c) for c in found]
    work = _WORK.search(text, max(0, frame.quantity.span[0] - _FURTHEST), frame.quantity.span[0])
    if work is None:
        return found
    left = [c for c in found if not _says_who(c.metric.name)]
    return left or [Candidate(Metric(work.span("name"), work["name"], work["name"], "metric.topic"), [_TOLD])]


def _of_which(text: str, frame: Frame, candidate: Candidate) -> Candidate:
    """A reading behind a rank without the 大 that belongs to the rank (第三大经济体); no other is changed."""
    metric = candidate.metric
    if metric.span is None or metric.span[0] != frame.quantity.span[1] or not _LARGEST.match(metric.name):
        return candidate
    span = metric.span[0] + 1, metric.span[1]
    return Candidate(metric._replace(span=span, text=text[slice(*span)], name=metric.name[1:]), candidate.row)


def of_age(frame: Frame, found: list[Candidate]) -> list[Candidate]:
    """The readings of so many 岁: those that name an age or a span of life, where any does."""
    if frame.quantity.unit != "岁" or frame.quantity.rule in DESCRIBE:
        return found
    own = [c for c in found if c.metric.name.endswith(_AGES)]
    return own if any(c.metric.rule != "metric.previous" for c in own) else found


def _says_who(name: str) -> bool:
    return _WHO.search(name) is not None and metrics.class_of_head(name) not in ("share", "measure")


class Unfit:
    """The readings that one figure has no room for."""

    def __init__(self, text: str, sentence: Sentence, frame: Frame) -> None:
        q = frame.quantity
        self._rank = q.kind == "rank"
        self._no_heads = q.unit is None and q.kind in ("number", "amount", "growth") and q.number is not None and abs(q.number) >= _MORE_THAN_PEOPLE
        self._count = _is_count(q) and not _PER_SO_MANY.search(text, sentence.span[0], q.span[0])
        self._no_people = q.unit in _THINGS
        self._no_places = q.unit not in no_names.COUNTERS_OF_PLACES
        self._of_records = q.unit in ("条", "份", "个", "笔", "组")
        self._of_age = q.unit == "岁"
        self._kind = unit_class(q) if q.kind in ("amount", "number") else ""
        self._unit = q.unit
        self._no_things = q.unit not in ("家", "个", "名", "位")
        self._among = _AMONG.search(text, frame.clause_span[0], q.span[0]) if self._rank else None

    def is_unfit(self, metric: Metric) -> bool:
        """Whether a reading is one of them."""
        name = metric.name
        if metric.rule in _TOLD_ELSEWHERE and (
            (self._no_heads and (_HEADS_OF_PEOPLE.search(name) or name in ("常住", "户籍"))) or (self._unit == "人次" and name.endswith("人口"))
        ):
            return True  # 户籍人口1030万。2025年要冲万亿
        if metric.rule in _TOLD_ELSEWHERE and no_names.is_talk(name):
            return True  # 之前大家一直以为…，878万
        if self._no_places and name in _KINDS_OF_PLACES:
            return True  # 三个市加起来831万人
        if self._count and name.endswith("率"):
            return True  # 住房率提升，去年达2亿人次
        if (
            metric.rule in _TOLD_ELSEWHERE
            and not self._rank
            and ((no_names.names_data(name) and not self._of_records) or (self._no_places and no_names.is_kind_of_places(name)))
        ):
            return True  # 数据显示，甲省（20万人）; 城市方面，甲市（20万人）
        if metric.rule in ("metric.topic", "metric.headed") and self._no_things and _TELLER.search(name):
            return True  # 教育局有关负责人表示，计划投入85亿元
        if metric.rule in _TOLD_ELSEWHERE and (no_names.names_body(name) or (name in metrics.never_names() and name[0] != "每")):
            return True  # 国家统计局公布的70城数据
        if not self._rank and metric.rule != "metric.behind" and no_names.is_utmost(name):
            return True  # 下降幅度最大县市为甲县，由9人降至2人
        if metric.rule in _TOLD_ELSEWHERE and self._other_kind(name):
            return True
        if self._of_age and name.endswith("率"):
            return True  # 生育率…，由41岁增至71岁
        if self._no_people and _HEADS_OF_PEOPLE.search(name) and not _PER_HEAD.search(name):
            return True  # 学生人数900人，班级则有40班
        if metric.rule in ("metric.behind", "metric.people") and _SURPASSES.match(name):
            return True
        if not self._rank:
            return False
        if metric.rule in _TOLD_ELSEWHERE and (no_names.is_kind_of_places(name) or _DISTRICTS.search(name)):
            return True  # 居143个县（市、区）首位
        if self._among is not None and metric.span is not None and self._among.start() <= metric.span[0] < self._among.end():
            return True
        return metric.rule in _TOLD_ELSEWHERE and _BODY.search(name) is not None

    def _other_kind(self, name: str) -> bool:
        """Whether what was told elsewhere is of another kind than the unit: no sum is so many mu or people, no people so much money."""
        if self._kind == "people" or self._unit in _OF_SPACE or self._unit in _PLACED:
            odd = _OF_MONEY.search(name) is not None
            return odd or (self._unit in _PLACED and metrics.class_of_head(name) == "measure" and not name.endswith("量"))
        return self._kind == "money" and metrics.class_of_head(name) in ("people", "index")


_MEAN = 100  # what is no whole number and less than this counts nobody


def _is_count(q: Quantity) -> bool:
    """Whether a quantity counts people or events, or is a large number."""
    if q.number is not None and q.number < _MEAN and q.number % 1:
        return False  # 总生育率0.87人: a mean
    return q.kind != "rate" and (q.unit in _COUNTED or (q.unit is None and q.kind in ("amount", "number") and (q.number or 0) >= _LARGE))
