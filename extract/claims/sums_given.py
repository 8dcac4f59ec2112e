"""Sums that only the verb of giving or spending names, and grants told by their kind right before or behind the sum.

计划用3年投入85亿元; 给予一次性奖励200万元; 分别给予3万元、2万元租房补贴.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import regex

from extract.claims.frames import Frame
from extract.claims.words import Words
from extract.data import read_table
from extract.data.late import late_regex
from extract.model import Metric

_ENDS = late_regex(r"(?:左右|以上|多|人民币|资金)?(?:[，。；、,;）)\n]|$)|用于(?P<purpose>[^，,。；;、\d]{2,10}?)(?=[，,。；;、]|$)")
_GRANT = (
    r"(?:一次性|年度|专项|配套|生活|租房|购房|安家|创业|就业|研发|贷款|房租|社保|科研|财政|现金|资金|运营|建设|住房|育儿|生育|以旧换新|稳岗|用电|交通){0,4}"
    r"(?:奖励|补贴|补助|资助|奖补|奖金|津贴|贴息|救助|补偿|慰问金|抚恤金)(?:金|款|资金)?"
)
_GRANTED = late_regex(
    rf"(?:给予|发放|予以|享受|提供|获得?|可领取?|申领|按|\G[\s，,；;]*(?=一次性))(?:每\p{{Han}}{{1,6}})?(?P<grant>{_GRANT})(?:金额|标准)?(?:每\p{{Han}}{{1,4}}|最高|不超过|可达|高达|达到?|为|各|共){{0,3}}\s?$"
)
_GRANT_BEHIND = late_regex(rf"(?:的)?(?P<grant>(?:\p{{Han}}{{2,8}}[和及与])?{_GRANT})(?=[，,。；;、）)\n]|$)")
_OF_GRANT = regex.compile(r"(?:奖励|补贴|补助|资助|奖补|奖金|津贴|补偿|救助)(?:金|款|资金|标准|金额)?$")
_WHO = late_regex(r"[\s，,；;、]*(?:其他|对)?\p{Han}{2,10}?(?:则|均|分别)?(?:为|是|给予|达|可得|发放)?(?:每[人户名家年月])(?:最高|每[年月])?\s?")
_NAMED_BEFORE = late_regex(rf"{_GRANT}\s?$")  # 给予企业贷款贴息3000万元、2000万元奖励
# 教育支出大增，去年投入85亿元
_NAMED_CLAUSE = late_regex(r"(?:支出|投资|经费|投入|费用|预算)[^，,。；;\d]{0,4}[增减升降扩缩][^，,。；;\d]{0,4}[，,]")
_FURTHEST = 5  # figures back
_GIVES = regex.compile(r"给予|发放|予以|补贴|补助|奖励|资助|发给")
_CURRENCY = regex.compile(r"[A-Z]{3}$")


@cache
def _verbs() -> dict[str, str]:
    return {row["verb"]: row["metric"] for row in read_table("lexicons/spending_verbs.tsv")}


@cache
def _spends() -> regex.Pattern[str]:
    return regex.compile(
        r"(?<![\s，,；;、])[\s，,；;、]*+(?:并|还|再|又|将|已|拟|计划|预计|力争|今后|每年|每月|累计|共|先后|陆续|一次性|专门|年|时间|内|用|(?:[省市县区州]|中央)?级?财政|政府|市里|省里|县里|州里|国家|资金|总共|一共|\(|（){0,6}"
        rf"(?P<verb>{'|'.join(_verbs())})(?:了|资金|经费|近|约|逾|超过?|共|人民币|新台币|总计){{0,3}}\s?$"
    )


def reading(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric of a sum, or None; ``decided`` are the metrics of earlier figures, by index."""
    q = frame.quantity
    if q.kind != "amount" or q.unit is None or not _CURRENCY.match(q.unit):
        return None
    return _for_others(words, frame, decided) or _granted(words, frame) or _granted_in_row(words, frame) or _spent(words, frame)


def _for_others(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The grant of the sum before for others: 一类人才的购房补贴为每人200万元，三类人才为每人60万元."""
    if _WHO.fullmatch(words.text, frame.clause_span[0], frame.quantity.span[0]) is None:
        return None
    for index in range(frame.index - 1, max(-1, frame.index - _FURTHEST), -1):
        other, told = words.frames[index], decided.get(index)
        if other.sentence != frame.sentence:
            return None
        if told is not None and other.quantity.unit == frame.quantity.unit:
            known = _OF_GRANT.search(told.name) is not None
            return Metric(told.span, told.text, told.name, "metric.previous", told.id, told.canonical) if known else None
    return None


def _granted(words: Words, frame: Frame) -> Metric | None:
    m = _GRANTED.search(words.text, frame.left[0], frame.quantity.span[0])
    return Metric(m.span("grant"), m["grant"], m["grant"], "metric.before") if m is not None else None


def _granted_in_row(words: Words, frame: Frame) -> Metric | None:
    """The grant behind the last of several sums, for those before it."""
    if frame.run.size < 2 or frame.index == frame.run.last - 1:
        return None
    first, last = words.frames[frame.run.first], words.frames[frame.run.last - 1]
    if _NAMED_BEFORE.search(words.text, first.clause_span[0], first.quantity.span[0]):
        return None
    m = _GRANT_BEHIND.match(words.text, last.quantity.span[1], last.clause_span[1])
    if m is None or last.sentence != frame.sentence or not _GIVES.search(words.text, first.clause_span[0], first.quantity.span[0]):
        return None
    return Metric(m.span("grant"), m["grant"], m["grant"], "metric.behind")


def _spent(words: Words, frame: Frame) -> Metric | None:
    """What was spent, where nothing but the verb stands before the sum in its clause."""
    said = words.besides_places((frame.left[0], frame.quantity.span[0]))
    m, end = _spends().fullmatch(said), _ENDS.match(words.text, frame.quantity.span[1])
    if m is None or end is None or _NAMED_CLAUSE.search(words.text, words.sentences[frame.sentence].span[0], frame.clause_span[0]):
        return None
    name = _verbs()[m["verb"]]
    purpose = end["purpose"]
    return Metric(None, None, f"{purpose}{name}" if purpose else name, "metric.before.completed")
