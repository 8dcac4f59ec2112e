"""What a date is the date of in its own clause: of a figure, of an event, of a publication, of what is counted, or of all that follows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import Literal

import regex

from extract.data import alternatives, read_table
from extract.data.late import late_regex
from extract.model import DateMention, Span

ClauseKind = Literal["scene", "figure", "counted", "founding", "announced", "event"]

_CLAUSE_END = late_regex(r"[，,；;：。！？\n]")
# 今年首场展会, 2024年第三次会议: how often something came round in a year, not when a figure holds.
_COUNTED = late_regex(
    r"(?:度|以来)?的?(?:首(?!(?:季|月|日|周|[一二两三四五六七八九十\d]+[个月年季])|府|都|席)|第[一二三四五六七八九十百\d]+(?!季|产业))"
)
_ANNOUNCED_DATA = late_regex(r"(?:由?[\p{Han}]{0,8})?(?:公布|发布|发表|披露|通报|公告)的?")
_UP_TO = late_regex(r"截[至止到]{1,2}\s?$")
_TELLS = r"(?:公布|公开|发布|发表|披露|通报|公告|晒出)"
_TELLERS = r"(?:省[区市]*|省份|城市|[市县州国]|国家|地区|公司|企业|机构|高校|学校)"
# 截至10月8日，25个省份公布了: up to when others told theirs.
_TOLD_SO_FAR = late_regex(rf"[，,][^，,。；;\n]{{0,16}}?(?:{_TELLS}了|(?:陆续|相继|先后|已经?)(?:{_TELLS}|出炉))")
# 截至5月23日，已有17个城市披露人口数据; 截至24日公布数据的城市有17个
_OTHERS_TOLD = late_regex(
    rf"[，,]?[^，,。；;\n\d]{{0,12}}?(?:\d{{1,3}}个?{_TELLERS}(?:已经?|陆续|相继|先后|都|均){{0,2}}{_TELLS}|{_TELLS}[^，,。；;\n\d]{{2,16}}的[^，,。；;\n\d]{{0,8}}{_TELLERS}(?:已?有|共)\d)[^，,。；;\n]*"
)
# 1月17日，省政府工作报告提到: what it tells of is the year before.
_DAY_OF_A_REPORT = late_regex(r"[，,]?[\p{Han}]{0,12}工作报告[\p{Han}]{0,2}(?:提到|提出|显示|指出|披露|公布|称|说)")
# 昨天，省环保厅给出答案：, 今天公布的: when something was told.
_TOLD_THEN = late_regex(
    r"(?:[上下]午|晚间?)?[，,]?[^，,。；;\n\d]{0,24}?(?:获悉|了解到|公布|发布|通报|披露|公告|宣布|召开|举行|给出|晒出|介绍|表示|指出|透露|称|说)"
)
# 2015年以来, 自2015年公布数据以来, 从5月3日开馆算起; not: 2008年以来的最高价, 从去年起.
_SINCE_THEN = late_regex(r"[^，,。；;\n]{0,24}?(?:以来|至今|迄今|算起)(?![的最又再]|首[次度回]|头一|第一次|新[高低])")
# 自2019年启动改造以来，短短三年，: nothing but a time, which may be told again by its length.
_LENGTH = (
    r"\s?(?:短短|仅仅?|才|不到|这|在这?)?[\d一二两三四五六七八九十百半多余几来]{1,5}(?:个?多?余?(?:年|月|天|日|周|星期|小时))"
    r"[多余来里间内]{0,2}(?:时间)?[，,]"
)
_TIME_ALONE = late_regex(rf"[^，,。；;\n]{{0,24}}?(?:以来|至今|迄今|算起)[，,](?:{_LENGTH})?")
_STANDS_NOW = late_regex(r"目前|现有|现在|如今|拥有|共有|截至")
# 1994年建市，现辖八县，人口260万: what is told behind it stands now.
_AGAIN_NOW = late_regex(r"[，,；;]\s?(?:而|但)?(?:现(?=[辖有为已设共存任]|拥有)|目前(?!最|已是|为止)|如今(?!年)|现在)")
_FROM_BEFORE, _AFTER_IT = late_regex(r"[自从]$"), late_regex(r"[^，,。；;\n\d]{2,16}?(?:之后|以后|过后)")
_BECAUSE_OF = late_regex(r"(?:[受遭因]|因为|由于|归因于|缘于|源于)到?\s?$")
_ADDED = late_regex(r"(?:加上|随着|适逢|鉴于|受惠于)\s?$")  # 加上6月下旬出现病例; not: 加上去年房市火热，房价涨了2万
_OF_NOW = late_regex(r"[今本当近现目]")  # 因今年雨水多，增产一成: so does the figure
_SCENE = late_regex(r"[\p{Han}]{0,4}")  # 2023年，全市…: nothing but who is spoken of


@cache
def _verbs() -> dict[str, regex.Pattern[str]]:
    rows = read_table("lexicons/event_verbs.tsv")
    kinds = {r["kind"] for r in rows}
    return {kind: regex.compile(alternatives([r["verb"] for r in rows if r["kind"] == kind])) for kind in kinds}


def kind(text: str, m: DateMention, until: int, starts: Sequence[int]) -> ClauseKind:
    """What a date's own clause tells of.

    Args:
        text: the normalized text.
        m: the date.
        until: where its sentence ends.
        starts: where the figures of the article start, in order.
    """
    stop = _CLAUSE_END.search(text, m.span[1], until)
    end = stop.start() if stop else until
    if _COUNTED.match(text, m.span[1], end):
        return "counted"
    if _ANNOUNCED_DATA.match(text, m.span[1], end) or (m.text[:1] == "截" and _TOLD_SO_FAR.match(text, m.span[1])) or told_so_far(text, m):
        return "announced"
    at = bisect_left(starts, m.span[1])
    if at < len(starts) and starts[at] < end:
        return "figure"
    for name in ("founding", "announced"):
        if _verbs()[name].search(text, m.span[1], end):
            return name
    return "scene" if _SCENE.fullmatch(text, m.span[1], end) else "event"


def told_so_far(text: str, m: DateMention) -> Span | None:
    """The clause of a date up to which others have told theirs (截至10月8日，25个省份公布了经济数据), with the date; or None."""
    until = _UP_TO.search(text, max(0, m.span[0] - 3), m.span[0]) or m.text[:1] == "截"
    found = _OTHERS_TOLD.match(text, m.span[1]) if until else None
    return (m.span[0], found.end()) if found else None


def is_day_of_report(text: str, m: DateMention) -> bool:
    """Whether a day is that on which a work report was given, which accounts for a year: no figure is of such a day."""
    return m.precision == "day" and m.role == "period" and _DAY_OF_A_REPORT.match(text, m.span[1]) is not None


def is_unknown_day_of_telling(text: str, m: DateMention) -> bool:
    """Whether a date is a day that nobody can tell, on which no more than the telling took place (昨天，市统计局公布): no figure is of it."""
    return m.start is None and m.rule == "date.near" and m.precision == "day" and _TOLD_THEN.match(text, m.span[1]) is not None


def is_of_cause(text: str, m: DateMention, until: int, starts: Sequence[int]) -> bool:
    """Whether a date is that of a cause (受6月初豪雨影响，产量减少二成): the figures behind its clause are not of it.

    Args:
        text: the normalized text.
        m: the date.
        until: where its sentence ends.
        starts: where the figures of the article start, in order.
    """
    because = _BECAUSE_OF if m.precision == "year" or not _ADDED.search(text, max(0, m.span[0] - 4), m.span[0]) else _ADDED
    if m.role == "since" or _OF_NOW.match(m.text) or not because.search(text, max(0, m.span[0] - 4), m.span[0]):
        return False
    stop = _CLAUSE_END.search(text, m.span[1], until)
    at = bisect_left(starts, m.span[1])
    return at == len(starts) or starts[at] >= (stop.start() if stop else until)


def is_over(text: str, m: DateMention, at: int, clause: ClauseKind) -> bool:
    """Whether what stands at ``at`` is told of now again, behind the date of an event in its sentence (1994年建市，现有人口260万).

    Or of what came after an event (自2007年超过乙省之后夺冠17次，人口减少40万).
    A date that figures of its own stand behind goes on (2015年GDP1万亿元，目前已居第七，增长8%). ``clause``: what the date's own tells of.
    """
    if m.role == "period" and _FROM_BEFORE.search(text, max(0, m.span[0] - 2), m.span[0]) and (since := _AFTER_IT.match(text, m.span[1], at)):
        return _CLAUSE_END.search(text, since.end(), at) is not None
    return clause in ("founding", "event") and m.role == "period" and m.precision != "years" and _AGAIN_NOW.search(text, m.span[1], at) is not None


def stands_now(text: str, start: int, end: int) -> bool:
    """Whether words say that there is so much now (现有, 目前, 拥有)."""
    return _STANDS_NOW.search(text, start, end) is not None


def is_since(text: str, m: DateMention, at: int) -> bool:
    """Whether a date opens a stretch up to now that what stands at ``at`` was counted in (2021年以来新增学位18万个)."""
    if m.role != "since" or _STANDS_NOW.search(text, m.span[1], at):
        return False
    return _SINCE_THEN.match(text, m.span[0], at) is not None


def holds_since(text: str, m: DateMention, at: int, clause: int, *, kept: bool) -> bool:
    """Whether a date opens such a stretch for what stands at ``at``, in its clause or behind one that tells nothing else.

    Args:
        text: the normalized text.
        m: the date.
        at: where the figure stands.
        clause: where the figure's clause starts.
        kept: whether the figure before, in its sentence, had the stretch.
    """
    if not is_since(text, m, at):
        return False
    alone = _TIME_ALONE.match(text, m.span[0], at)
    return kept or m.span[0] >= clause or (alone is not None and alone.end() >= clause)
