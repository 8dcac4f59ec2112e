"""Steps that the same things go through, where a verb alone names the next one: 受理案件9万件，办结8万件; 签约项目30个，开工20个."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import regex

from extract.claims.frames import Frame
from extract.claims.words import Words
from extract.data import alternatives, read_words
from extract.mentions import metrics
from extract.model import Metric

_FURTHEST = 4  # figures back among which the step before is told
_LEADS = r"[，,；;、\s]{0,4}+(?:其中|另|并|共|已|累计|全年|新|年内|当年|实际|目前|现){0,2}"
_TRAILS = r"(?:了|完成|达到?|共|约|近|超过?|逾){0,2}\s?"
_CASE_VERB = regex.compile("案$")  # 结案, 收案: what is done with is in the verb


_THING = regex.compile(r"\s?[\p{Han}“A-Za-z]")  # 建成30个示范社区: of those behind


@cache
def _alone() -> regex.Pattern[str]:
    return regex.compile(rf"{_LEADS}(?P<step>{alternatives(read_words('steps'))}){_TRAILS}")


@cache
def _steps() -> regex.Pattern[str]:
    return regex.compile(alternatives(read_words("steps")))


def next_one(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The next step of what an earlier figure of the sentence counts, or None where the words before a figure are more than a step."""
    q = frame.quantity
    own = _alone().fullmatch(words.text, frame.left[0], q.span[0]) if q.kind == "amount" else None
    if own is None or _THING.match(words.text, q.span[1]):
        return None
    for index in range(frame.index - 1, max(-1, frame.index - _FURTHEST), -1):
        other, told = words.frames[index], decided.get(index)
        if other.sentence != frame.sentence:
            return None
        if other.quantity.unit == q.unit and other.quantity.kind == "amount":
            name = _in_place(told.name, own["step"]) if told is not None else None
            return Metric(own.span("step"), own["step"], name, "metric.before.completed") if name else None
        if other.quantity.unit == q.unit:
            return None
    return None


def _in_place(name: str, step: str) -> str | None:
    """The name that a step makes of another's: 办结案件 of 受理案件, 生猪出栏 of 生猪存栏, 开工项目 of 项目; None where it is no thing's."""
    other = _steps().search(name)
    if other is None and len(name) > 3 and name[-2:] in metrics.nominal_verbs():
        return f"{name[:-2]}{step}"  # 成品油采购300吨，销售280吨
    if other is None:
        if metrics.head_in(name) and not metrics.counts(name):
            return None
        return f"{name}{step}数" if _CASE_VERB.search(step) else f"{step}{name}"  # 诈骗案件90起，破案60起
    if step == other.group():
        return None
    rest = name[other.end() :]
    if _CASE_VERB.search(step) and rest.endswith("案件"):
        rest = ""
    if _CASE_VERB.search(other.group()) and not rest and not _CASE_VERB.search(step):
        rest = "案件"
    return f"{name[: other.start()].removesuffix('计划')}{step}{rest}"  # 计划新开工项目90个，已开工60个
