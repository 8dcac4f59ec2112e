"""Words of a sentence that say of all that follows in it that it is planned, promised or foreseen, and whom a figure shares its status with.

(市里的打算是，到2015年扩大到40万亩，入社率提高到70%; 写在报告里：产值突破百亿元; 新政府承诺把最低工资提高到1500元.)
"""

from __future__ import annotations

import regex

from extract.claims.frames import Frame
from extract.data.late import late_regex
from extract.model import Sentence, Status

_NOUN = r"(?:打算|设想|军令状|计划|规划|承诺|许诺|目标|愿景|愿望|蓝图|期许|期待|要求|部署|任务书|底线)"
# 市里的打算是，; 定下的目标：; 期许不低：; not: 完成目标是, 目标是否
_SET = late_regex(
    rf"(?<!完成|实现|达成|兑现)(?<!完成了|实现了){_NOUN}(?:不[低高]|很高|也?很?明确|[\p{{Han}}]{{0,2}}清晰)?(?:[，,]?就?是(?![否因由])|为(?!了)|[:：])"
    rf"|(?:目标|指标)[定订]得[^，。；]{{1,4}}[:：]|安排[:：]"
)
_WRITTEN = late_regex(r"(?:写[在进入]|列入|载入|写明在)[^，。；\n]{0,14}?(?:工作报告|规划|计划|清单|方案|纲要)[里中内上]?[:：]")
# 执政后把…提高到: who promises may have had the figure come true (兑现承诺), and what was promised may be money that was given.
_PROMISED = late_regex(
    r"(?<!兑现|履行|信守|坚守|践行)(?:承诺|许诺|扬言|誓言|矢志)(?!的|书|函|制|金|投资|捐|[^，。；]{0,6}(?:资金|额))(?!.{0,40}(?:兑现|落空|办结|落地|到位|落实|践诺))"
)
_FORESEEN = late_regex(
    r"(?:预测|预估|推估|推算)(?:报告|结果)[^，。；]{0,6}[:：]|(?:预测|预计|预估|展望|判断)(?:结果|值)?(?:就?是(?![否因由])|为|[:：])"
    r"|(?<=\p{Han})(?<![材原饮资燃肥布衣饲油涂塑调面木颜史照预不意废香辅石敷填物备笑坯染])料[，,：]"
    r"|^[^，。；]{0,4}(?:预计|预测|预估)(?=(?:[今明后]|本|下|未来|\d{1,4}[年月日至到—-]))"
)
# 方案要求，到2023年…: all that follows is demanded.
_DEMANDED = late_regex(r"(?:要求|提出|明确|规定|部署)[，,:：]?[^，,。；;]{0,10}到(?:20\d\d年|“?十[四五六]五”?末)")
_SAID: tuple[tuple[Status, regex.Pattern[str]], ...] = (("target", _SET), ("target", _WRITTEN), ("target", _DEMANDED), ("forecast", _FORESEEN))
_CONTRAST = late_regex(r"[，,；;]\s?(?:而|但|却|不过|另)|实际|现有|现在|眼下")
_STOP = late_regex(r"[；;]")
_DONE = late_regex(r"以来|至今|投[产运用]后|已(?:经)?|了(?!解)|曾|目前|现有|如今|(?<![由从比较])[去上前]年|同比|累计")
_MAYBE = late_regex(r"将|会|要|把|可|到|至|达|超|突破|[增升降减涨跌扩缩]|新|建|覆盖|投|筹|改")


# 离国家提出的90%还有一段路, 距80%的目标还差5个百分点: the figure is the goal.
_FROM_A_GOAL = late_regex(r"(?:(?<![脱远背偏分])离|距离?)[^，。；\n]{0,14}(?:提出|要求|设定|规定|[定订]下|确定|承诺|目标)[^，。；\n]{0,12}$")
# 规划定下的60%, 定下三年新建120所公办园的任务, 5条线路计划年内通车
_SET_BY = late_regex(r"(?:规划|计划|纲要|方案|任务书?|目标)(?:[所中]|当中)?(?:定下|提出|确定|设定|规定|要求|下达)的\s?$")
_GIVEN = late_regex(r"(?:定下|下达|提出|领到|领下|接下|立下)了?(?!的)[^，。；]{0,20}$")
_TASK = late_regex(r"[^，,。；;\d]{0,14}的(?:硬?任务|硬?指标|军令状|目标)(?!的)")
_SET_DOWN = late_regex(r"(?:[订定设][下定立]|提出|制定|公布)的\s?$")
_GOAL = late_regex(r"(?:左右|以[上内])?的?(?:目标|指标)")
_SOON = late_regex(
    r"[^，,。；;\d的]{0,12}(?:计划|拟|将|要)(?:[于在])?(?:年[内底]前?|今年|明年|近期|[上下]半年|\d{1,2}月)?[^，,。；;\d]{0,10}"
    r"(?:通车|开工|建成|投产|投用|开通|运营|启用|完工|竣工|交付|开放|动工|关停|关闭|停运|撤并|拆除)"
)
_STILL = late_regex(r"[^，。；\n]{0,10}?(?:还[有差很]|仍[有差]|尚[有差]|差距|相[去差])")


def is_distant(text: str, frame: Frame) -> bool:
    """Whether a figure is a goal that something is still away from, right behind what set it."""
    (start, _), (a, b) = frame.clause_span, frame.quantity.span
    return _FROM_A_GOAL.search(text, start, a) is not None and _STILL.match(text, b) is not None


def is_set(text: str, frame: Frame) -> bool:
    """Whether a figure is one that a plan or a task sets (规划定下的60%; 定下新建120所的任务), or what is planned for soon (5条线路计划年内通车)."""
    (start, end), (a, b) = frame.clause_span, frame.quantity.span
    if frame.quantity.kind == "rank":
        return False
    if _SET_DOWN.search(text, start, a) and _GOAL.match(text, b, end):
        return True
    if _SET_BY.search(text, start, a) or (_GIVEN.search(text, start, a) and _TASK.match(text, b, end)):
        return True
    return frame.quantity.kind == "amount" and frame.quantity.unit not in ("%", None) and _SOON.match(text, b, end) is not None


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
