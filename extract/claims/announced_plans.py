"""Words of a sentence that say of all that follows in it that it is planned, promised or foreseen, and whom a figure shares its status with.

(市里的打算是，到2015年扩大到40万亩，入社率提高到70%; 写在报告里：产值突破百亿元; 新政府承诺把最低工资提高到1500元.)
"""

from __future__ import annotations

import datetime as dt

import regex

from extract.claims.frames import Frame
from extract.data.late import late_regex
from extract.model import Sentence, Status

_NOUN = r"(?:打算|设想|军令状|计划|规划|承诺|许诺|目标|愿景|愿望|蓝图|期许|期待|要求|部署|任务书)"
# 市里的打算是，; 定下的目标：; 期许不低：; not: 完成目标是, 目标是否
_SET = late_regex(
    rf"(?<!完成|实现|达成|兑现)(?<!完成了|实现了){_NOUN}(?:不[低高]|很高|也?很?明确|[\p{{Han}}]{{0,2}}清晰)?(?:就?是(?![否因由])|为(?!了)|[:：])"
)
_WRITTEN = late_regex(r"(?:写[在进入]|列入|载入|写明在)[^，。；\n]{0,14}?(?:工作报告|规划|计划|清单|方案|纲要)[里中内上]?[:：]")
# 执政后把…提高到: who promises may have had the figure come true (兑现承诺), and what was promised may be money that was given.
_PROMISED = late_regex(
    r"(?<!兑现|履行|信守|坚守|践行)(?:承诺|许诺|扬言|誓言|矢志)(?!的|书|函|制|金|投资|捐|[^，。；]{0,6}(?:资金|额))(?!.{0,40}(?:兑现|落空|办结|落地|到位|落实|践诺))"
)
_FORESEEN = late_regex(
    r"(?:预测|预计|预估|展望|判断)(?:结果|值)?(?:就?是(?![否因由])|为|[:：])"
    r"|(?<=\p{Han})(?<![材原饮资燃肥布衣饲油涂塑调面木颜史照预不意废香辅石敷填物备笑坯染])料[，,：]"
    r"|^[^，。；]{0,4}(?:预计|预测|预估)(?=(?:[今明后]|本|下|未来|\d{1,4}[年月日至到—-]))"
)
_SAID: tuple[tuple[Status, regex.Pattern[str]], ...] = (("target", _SET), ("target", _WRITTEN), ("forecast", _FORESEEN))
_CONTRAST = late_regex(r"[，,；;]\s?(?:而|但|却|不过|另)|实际|现有|现在|眼下")
_STOP = late_regex(r"[；;]")
_DONE = late_regex(r"以来|至今|投[产运用]后|已(?:经)?|了(?!解)|曾|目前|现有|如今|(?<![由从比较])[去上前]年|同比|累计")
# What ends the scope of a plan: a contrast, what was really done.
_TURNS = late_regex(r"[；;]|[，,]\s?(?:而|但|却|另)|不过|仍|实际|现在|现有|眼下|年里|正常|[常往平历]年|(?:执行|完成|达成|成交)率")
# What goes on telling it: 增长13%, 新增5000套, 比重提高到45%; not: 加工企业9家
_MOVES = late_regex(
    r"[增升降减涨跌扩缩翻]|提高|提升|回落|突破|超过?|达|新[建改开投设]|改扩?建|建成|创造|实现|完成|投[入资用产]|安排|惠及|带动|[使让是为]|定在"
)
_SET_AGAINST = late_regex(r"[比较与跟]")
_MAYBE = late_regex(r"将|会|要|把|可|到|至|达|超|突破|[增升降减涨跌扩缩]|新|建|覆盖|投|筹|改")


# 离国家提出的90%还有一段路, 距80%的目标还差5个百分点: the figure is the goal.
_FROM_A_GOAL = late_regex(r"(?:(?<![脱远背偏分])离|距离?)[^，。；\n]{0,14}(?:提出|要求|设定|规定|定下|确定|承诺|目标)[^，。；\n]{0,12}$")
_STILL = late_regex(r"[^，。；\n]{0,10}?(?:还[有差很]|仍[有差]|尚[有差]|差距|相[去差])")
_ARTICLE = late_regex(r"\s*第[一二三四五六七八九十百零〇\d]{1,5}条[\s\u3000]")


def is_ruled(text: str, sentence: Sentence) -> bool:
    """Whether a sentence stands in an article of a rule (第六条 …): what it grants or demands is policy."""
    return _ARTICLE.match(text, text.rfind("\n", 0, sentence.span[0]) + 1, sentence.span[1]) is not None


def is_distant(text: str, frame: Frame) -> bool:
    """Whether a figure is a goal that something is still away from, right behind what set it."""
    (start, _), (a, b) = frame.clause_span, frame.quantity.span
    return _FROM_A_GOAL.search(text, start, a) is not None and _STILL.match(text, b) is not None


def announced(text: str, sentence: Sentence, frame: Frame) -> Status | None:
    """The status that the words before a figure's clause give all that follows in its sentence, or None where they give none."""
    (start, _), at = frame.clause_span, frame.quantity.span[0]
    if _DONE.search(text, start, at):
        return None
    first = sentence.span[0]
    before = text[first:at]
    for status, pattern in _SAID:
        said = pattern.search(before)
        if said is not None and not _CONTRAST.search(before, said.end()):
            return status
    return None


def is_promised(text: str, sentence: Sentence, frame: Frame) -> bool:
    """Whether somebody promises a figure, whatever its period (新政府承诺百日内把最低工资提高到1500元)."""
    m = _PROMISED.search(text, sentence.span[0], frame.quantity.span[0])
    start, at = frame.clause_span[0], frame.quantity.span[0]
    if m is None or _DONE.search(text, m.end(), at) or _STOP.search(text, m.end(), at):
        return False
    return _MAYBE.search(text, max(start, m.end()), at) is not None


Period = tuple[dt.date | None, dt.date | None]


def goes_on(text: str, frame: Frame, last: Status, behind: int, periods: tuple[Period, Period], reference: dt.date | None) -> bool:
    """Whether a figure is as much planned or foreseen as the one before it in its sentence (计划投资300亿元，增长13%).

    Args:
        text: the normalized text.
        frame: the figure.
        last: the status of the one before it.
        behind: where that one ends.
        periods: that of the one before, and its own.
        reference: the article's day.
    """
    at = frame.quantity.span[0]
    if last not in ("target", "forecast") or frame.sets_out or frame.quantity.kind == "rank":
        return False
    if _DONE.search(text, behind, at) or _TURNS.search(text, behind, at) or not _MOVES.search(text, behind, frame.quantity.span[1]):
        return False
    if frame.quantity.kind != "growth" and _SET_AGAINST.search(text, behind, at):
        return False  # 预计达50亿元，比邻县的40亿元多
    (then, until), (start, end) = periods
    if start is None or end is None or then is None or until is None:
        return start == then
    return start >= then and end >= until and (reference is None or end >= reference)
