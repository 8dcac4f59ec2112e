"""What befell people and things as the metric of their number: 25死, 爆炸死了4个, 27人失踪, 房屋倒塌5间，9间损坏."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import regex

from extract.claims.frames import Frame
from extract.claims.words import Words
from extract.data import alternatives, read_words
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Metric

_VICTIMS = {"死": "死亡人数", "亡": "死亡人数", "伤": "受伤人数", "确诊": "确诊人数", "失踪": "失踪人数", "失联": "失联人数", "不治": "死亡人数"}
_KIND = late_regex("死亡?|[轻重]?伤|亡|确诊|失踪|失联")
_DIED = late_regex(r"(?:[压炸烧淹撞打饿冻毒病砸累]?死|丧生|牺牲)(?:了|掉了|过)?\s?$")  # 爆炸死了4个
_PEOPLE = (None, "人", "名", "个", "位", "个人")
_FURTHEST = 8  # figures back in which the same is told more fully
_OPENS = late_regex(r"[\s，,、；;]*(?:其中|有|另有|另|共|还有|造成|致|并){0,2}(?:的)?\s?")
_RANKED_BY = late_regex(r"(?:依照?|按照?|以)(?P<what>\p{Han}{2,8}?)(?:多寡|高低)?(?:排名|排序|排列)")
_DEGREE = late_regex(r"\s?(?:(?:有|受到?)?不同程度地?|严重|轻微|部分|一般)(?:的)?")  # 1700间不同程度损坏
_ENDS = late_regex(r"(?:[了过]|的)?\s?(?=[，。；、,;\n]|$)")


@cache
def _fates() -> regex.Pattern[str]:
    return regex.compile(alternatives(read_words("fates")))


@cache
def _behind_people() -> regex.Pattern[str]:
    fate = alternatives(read_words("fates_of_people"))
    return regex.compile(rf"(?:因灾|因此|因病|不幸|当场|不治)?(?P<fate>{fate})(?=\s?(?:[，。；、,;：）)\d]|和\d|及\d|$|\n))")


@cache
def _before_people() -> regex.Pattern[str]:
    return regex.compile(rf"(?P<fate>{alternatives(read_words('fates_of_people'))})的\s?$")


def reading(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """What befell those that a figure counts, or None; ``decided`` are the metrics of earlier figures, by index."""
    q = frame.quantity
    if q.rule == "quantity.victims":
        return _victims(words, frame, decided)
    if q.kind == "amount" and q.unit in _PEOPLE and _DIED.search(words.text, frame.left[0], q.span[0]):
        return Metric(None, None, "死亡人数", "metric.unit")
    return _same_things(words, frame, decided) or _befell(words, frame)


def _befell(words: Words, frame: Frame) -> Metric | None:
    """What befell people, where that stands right behind them and the clause ends, or before 的: 27人失踪, 9人死亡6人受伤, 失踪的5人."""
    q = frame.quantity
    if q.kind != "amount" or q.unit not in ("人", "名", "位"):
        return None
    fate = _behind_people().match(words.text, q.span[1]) or _before_people().search(words.text, frame.left[0], q.span[0])
    return Metric(fate.span("fate"), fate["fate"], _VICTIMS.get(fate["fate"]) or f"{fate['fate']}人数", "metric.behind") if fate is not None else None


def _victims(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric:
    """死亡人数 of 25死, of whom or by what the words before say (机车骑士占19死, 车祸酿成3死); else as it was told more fully before."""
    told = _KIND.search(frame.quantity.text)
    kind = told.group() if told else "死"
    name = _VICTIMS.get(kind) or (f"{kind}人数" if len(kind) > 1 else "死亡人数")
    ranked = _RANKED_BY.search(words.text, frame.left[0], frame.quantity.span[0])
    if ranked is not None and name[:2] in ranked["what"]:
        return Metric(ranked.span("what"), ranked["what"], ranked["what"], "metric.before")  # 依死亡人数排名依序为甲市25死
    for segment, _ in reversed(words.segments((frame.left[0], frame.quantity.span[0]))):
        phrase = metrics.named(metrics.before(words.text, words.between(frame, segment)), "before")
        if phrase is not None:
            full = phrase.text if name[:2] in phrase.text else f"{phrase.text}{name}"
            return Metric(phrase.span, phrase.text, full, "metric.before")
    for i in range(frame.index - 1, max(-1, frame.index - _FURTHEST), -1):
        metric = decided.get(i)
        if metric is not None and name[:2] in metric.name:
            return Metric(metric.span, metric.text, metric.name, "metric.previous")
    return Metric(None, None, name, "metric.unit")


def _same_things(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """房屋损坏 of 房屋倒塌5间，9间损坏; 农作物绝收面积 of 农作物受灾面积3公顷，其中绝收1公顷."""
    before = decided.get(frame.previous) if frame.previous is not None else None
    if before is None or frame.previous is None or words.frames[frame.previous].quantity.unit != frame.quantity.unit:
        return None
    text, (a, b) = words.text, frame.quantity.span
    opening = _OPENS.match(text, frame.left[0], a)
    at = opening.end() if opening else frame.left[0]
    degree = _DEGREE.match(text, b)
    own = _fates().fullmatch(text, at, a) if at < a else _fates().match(text, degree.end() if degree else b)
    if own is None or (at == a and not _ENDS.match(text, own.end())):
        return None
    other = next((m for m in _fates().finditer(before.name)), None)
    if other is None or other.group() == before.name or own.group() in before.name:
        return None
    return Metric(own.span(), own.group(), f"{before.name[: other.start()]}{own.group()}{before.name[other.end() :]}", "metric.before.completed")
