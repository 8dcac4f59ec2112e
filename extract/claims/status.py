"""Fact, goal, forecast or offer: the status of a claim, and what a growth is measured against."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

import regex

from extract.claims import announced_plans, expectations, policies
from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence
from extract.claims.outlook import View
from extract.model import DateMention, Quantity, Sentence, Status

# 争取中央资金3亿元, and 为确保安全，转移3万人, set no goal.
_WON = r"[^，。；]{0,20}(?:资金|投资|补助|债券?|额度|经费|贷款|拨款|职缺|支持)[^，。；增达降升突]{0,12}(?:$|[，,；])"
_SEEK = rf"(?:(?<=[将要][^，。；、]{{0,4}})争取(?!到)|(?<!成功|累计|共|已|向\p{{Han}}{{1,6}})争取(?!到|{_WON}))"
_ENSURE = r"(?<!为了?|以|来)确保"
_TARGET = regex.compile(
    rf"力争|力保|{_SEEK}|目标|{_ENSURE}"
    r"|(?<!超)(?<!(?:超过|超出|高于|低于|多于|少于)原)(?<!招生|招收|培养)计划(?!单列|生育|型|性)|(?<!列入|列入原|原)规划(?!院|局|研究)|拟(?!合|中选|中标|录用|任命|定点)|提出(?=到|筹集|新[建增开]|建[设成]|打造|培育|实现|力争|引进|培养|改造)|(?:今年|明年|全年)要求(?![^，。；]{0,3}的)|到20[2-5]\d年(?!的)|到“?十[四五六]五”?末"
    r"|(?<!(?:完成|执行|承担|实施)[^，。；]{0,12})任务|预期目标"
    r"|努力(?=实现|达到|完成|争取|打造|建|做到|使|让|把|在|到)|要(?=达|实现|完成|建成|新增|突破|超过|培育|打造|增长|推动|新建)|[需应须](?:要|分别)*达到|(?<![必无])须(?=[^，。；]{0,12}(?:[升降增减]|控制|提高|压减))|(?:收入|支出|预算)(?:拟|建议)?安排(?=约?\s?\d)"
    r"|(?:打算|准备)(?=[在把将再于到新扩增投建改开]|年[内底]|今年|明年)|要再(?![次接说度三])|(?:年[内底]|今年|明年|年底前|下半年|今冬|明春)[^，。；\d]{0,8}(?<![主重需必只想将还])要(?=[把在为新建扩改开投降减增提完达发培引整拆压]|解决|实现|确保|力争)|赶在[^，。；]{1,10}前|控制指标|指令性(?:生产)?计划"
    r"|将(?=建成|打造|培育|新增|实现|完成|达到|建设|新建|开工|推出|投入|安排|筹集|集中|落地|重点|优选|推进|改造|扩建|改建|修建|完善|新(?:改|开|投|增|招|辟)|筹措|(?:面?向|为|在|对)[^，。；\d]{1,10}(?:开发|发放|提供|投入|新增|建设|招收|招聘|推出))"
)
_AIMS = regex.compile(  # of what lies ahead: 放话2025年要奔八千亿去, 喊出破万亿
    r"放话|(?:剑指|瞄准)了?(?=[“]?(?:\d|[一二两三四五六七八九十百千万]{1,3}[百千万亿]|[万亿]))|喊[出了着]|立下|撂下|定下|放出话|[要想]再?(?:奔|冲(?![击刷])|干到|做到|做大到|站上|迈上|摸到|挤进|翻(?=[一两]番|倍))|奔着|冲刺|派[给的了]?(?:的?数|指标|任务)"
)
_TIME = regex.compile(r"\d{1,4}年|[上下]半年|季度|\d{1,2}月|去年")
_HAS_TO_REACH = regex.compile(
    r"(?<![只主重需必想讨索催])要到\s?(?:\d[\d.,]{0,9}|[一两二三四五六七八九][十百千万亿点一二三四五六七八九]{1,9})(?!\d|\s?年)"
)  # 2030年吞吐量要到330万吨
_TITLE = regex.compile(
    r"《[^》\n]{2,50}》|[「『“][^」』”\n]{2,24}(?:计划|规划|任务|目标)[」』”]"
)  # 列入《…计划》, 「…计划」: no plan of the figure's
_QUOTES = regex.compile(r"[《「『“]")
_UNWANTED = regex.compile(r"患者|患病|发病|病例|死亡|老年人口|老龄|失业|贫困|缺口|损失|赤字|灾|短缺|温度|气温|海平面")
_WANTED = regex.compile(r"目标|力争|确保|要达|须|应达|控制|下降|减少|降低|[降减][至到为]|消除|脱贫|计划(?=[到在于将把])")
_SCHOOL_YEAR = (2, 8, 9)  # the months in which one or its second term begins, whose counts are facts from when it is about to begin
_TERM, _YEAR, _ABOUT_TO = (140, 200), (360, 367), 31  # days
_GUESSED = regex.compile(r"(?:估计|判断|测算|推算|认为)(?=[，,：:]|到|20)")
_HOPED_FOR = regex.compile(r"(?<!有)希望(?![的工小中])[^。；]{0,40}$")
_CAN_REACH = regex.compile(r"(?:可以?|能够?)达到?(?!标)")
_LATEST = 2030  # what holds from a later year on has not come yet, whenever an undated text is from
_UNTIL = regex.compile(r"到20\d\d年(?:末|底)?")  # of a year that is over it is no goal: 提高到2023年的2倍
_EXPECTS = r"(?<![稳超]|[低高好]于|符合|不及|市场|出乎|不出|超乎)预料(?!之[中内外])"
_FORECAST = regex.compile(  # but 估计损失2亿元 is of what has happened
    rf"预计(?!损失|造成|受灾|死亡|伤亡|损毁)|有望|预测|(?<![稳超]|[低高好]于|符合|不及|市场)预期(?!目标|寿命)|{_EXPECTS}|或将|将达|将突破|将超过|将增|将迎来|将创造|可望"
    r"|有机会(?=[再续]?[降升增减达突超跌涨破]|创下?|挑战|站上|上看|冲)"  # 失业率有机会降至3%
    r"|(?<!从[^，。；]{1,8}|[网线车面体])上看(?=[近约逾]?\s?[\d一二三四五六七八九])"
    r"|料将|将逾(?=\s?[\d一二两三四五六七八九十百千])(?!\s?[\d一二两三四五六七八九十]+年)|(?<!临时|初步|初始)估计(?!有\s?\d|约?有|损失|造成|受灾|死亡|伤亡|损毁|约?[\d.,]+[万多余]*(?:人|户|村民|民众)[^，。；\d]{0,4}(?:受困|被困|受灾|死|伤|失踪|断[水电]|停[水电]))|预估|(?<!社|协|大|机|学|商|工|议|展|年|庙|晚|盛|酒|峰)[会将]再(?:增|新|减|降|升|扩|建)|推估(?!损失|造成|受灾)|将(?=[跃位]?居|升至|降至|成为)|(?:估计|预估|推估|预料|料)(?=[可将会能])|(?<![有反惊唯])恐(?=[达将增破逾有超])|恐怕(?=会|要|难|守不住|保不住|不足|不到|跌|低于|[达将增破逾有超])"
    r"|将(?:[使令让](?!用)|冲破|跌|逼近|回[升落]|恢复到?\s?\d|比(?![例分率重特亚对价])|较)|可能(?=会|将|达|超|突破|[增升降减跌涨]|接近|不足|低于|高于)"
    r"|(?<![材原饮资燃肥布衣饲油涂塑调面木颜史照预不意废香辅石敷填物备笑坯染])料(?=[，,约]|今年|明年|全年|第[一二三四]季|[增减升跌降])|未来(?!产业|科[技学]城|城|社区|乡村|能源|网络|智造)"
)
_FORESEEN_NOUN = r"(?:成长|增长|增速|增幅|涨幅|GDP|通胀|预期|预测|展望)"
_MOVES = r"(?:上修|下修|上调|下调|调[升降高低])"
_FORESEEN_FROM = regex.compile(r"(?:预估|预测|预期|展望)[^，。；\d]{0,10}[由从][^，。；\d]{0,8}$")
_REVISED = regex.compile(  # 上修今年经济成长率至3.9%; not: 下调存款利率, 上调最低工资
    rf"{_MOVES}[^。；，]{{0,24}}{_FORESEEN_NOUN}|{_FORESEEN_NOUN}[^。；，]{{0,16}}{_MOVES}"
)
_PROPOSED = regex.compile(r"提出[^。；]{0,24}(?:今年|明年|到?20\d\d年|本年)")
_PROPOSED_FOR = regex.compile(  # 今年，乙市提出能耗再降3%，达标率达到90%
    r"(?:今年|明年|本年|新的一年|20\d\d年|下半年|期间)[^。；]{0,14}提出(?![抗上]诉|诉讼|申请|投诉|建议|要求)(?:PM\d{1,2}(?:\.\d)?)?[^，。；\d]{2,16}?(?<!已|已经)"
    r"(?:再[降增提减升压新]|下降|降低|增长|提高|达到|完成|实现|控制)[^。；]{0,40}$"
)
_ABOUT = regex.compile(r"左右|以上|以内")
_GOALS_ABOVE = regex.compile(r"目标[^\n。]{0,8}[:：]\s*\n(?:[^\n]{0,120}\n){0,24}?$")
_LIST_ITEM = regex.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[-·•●])")
_FORESEEN = regex.compile(rf"(?:预计|预测|预估|预报|(?<![稳超]|[低高好]于|符合|不及|市场)预期|{_EXPECTS}|推估)(?=，|：|,|:|到20\d\d年)")
_FORESEEN_ALL = regex.compile(r"^[^，。；]{0,4}(?:预计|预测|预料|预估)(?!损失|造成|受灾|死亡|伤亡|损毁)")
_DONE = regex.compile(r"已(?:经)?|完成了|实现了|达成|增长了|下降了|达到了|累计")
_COMPARED = regex.compile(r"同比|比上年|较上年|去年")  # 预计同比增长5% is no fact for that
_LOOKS_AHEAD = regex.compile(rf"预计|预期(?!目标|寿命)|预测|{_EXPECTS}|预估|有望|可望|力争|将|{_ENSURE}|计划")
_TARGET_MET = regex.compile(  # how much of a goal was reached: 完成全年目标任务的85%, 超出年度任务37%
    r"完成(?:了)?(?:年度?|全年|全部)?(?:的)?(?:目标|任务|计划)|目标(?:任务)?的|超额|(?:超出|超过|占)(?:了)?(?:年度|全年|原定|既定)?(?:目标|任务|计划)"
    r"|(?:为|相当于|完成|占)[^，。；\d]{0,8}(?:目标|任务|计划)(?:任务)?[^，。；]{0,12}的\s?[\d.]++\s?[%％]"  # 为全年任务300个的102%
    r"|超额(?:完成|实现)(?:了)?[^，。；\d]{0,14}(?:目标|任务|计划|指标)(?:任务)?"
)
_GOAL_ITSELF = regex.compile(
    r"(?:完成|占|为|相当于|达到?|超出?|超过)(?:了)?[^，。；]{0,8}(?:目标|任务|计划|预算)(?:值|数|额)?\s?$"
)  # 完成目标520亿元的92%
_OF_IT = regex.compile(r"\s?的\s?\d[\d.]*\s?[%％]")
_MET = regex.compile(r"(?:完成|实现|达成|达到|兑现)了?")
_THE_GOAL = regex.compile(r"[^，。；]{0,40}?(?<=[\d%％\p{Han}])的(?:\p{Han}{0,4})?(?:目标|任务)(?!的)")  # 超额完成浓度下降2%、天数减少5%的目标
_OF_NAMED_GOAL = regex.compile(r"(?:左右|以上|以内)?的[^，。；、\d的]{0,12}目标(?![的达任完])")  # 5%的增长目标
_MUST = regex.compile(r"(?<![主重需必只想还就若])要(?=把|坚持|继续|加快|进一步|着力|全面|加强|大力|狠抓|抓好|做好)")  # 今年要加快建设，新增岗位5万个
_SET_AGAINST_GOAL = regex.compile(r"(?:比|较|高于|低于|不及|不到)[^，。；\d]{0,6}(?:规划|计划|目标|任务|预期)")
_SOUGHT = regex.compile("争取")
_STRIVING = regex.compile(rf"力争|{_SEEK}|{_ENSURE}|奋力|努力实现|目标是|计划到")
_OF_A_GOAL = regex.compile(r"目标的|完成")
_THAN_A_GOAL = regex.compile(r"(?:比|较|高于|低于|超过|超|离)[^，。；]{0,8}(?:目标|计划|预期|任务)")
_NEGATED = regex.compile(r"(?:未能?|没有|并未|尚未|不可能|无法|难以)(?:达到|实现|完成|突破|超过)[^，。；]{0,12}$")
_COMPUTED = regex.compile(  # 若扣除价格变动 tells how a figure is worked out
    r"(?:如果|假如|倘若|若是|若|如)(?:扣除|扣掉|撇除|剔除|[不未](?:计|含|算|列入|纳入|包括)|包括|连同|加上|计及|算上|按[^，。；]{0,16}(?:计算|计|口径|价格?|统计))"
)
_FORESEEN_ALREADY = regex.compile(r"已(?:经)?(?:预估|预测|预计|推估)|可望|有望")
_FORESEEN_BEFORE = regex.compile(rf"预计|预测|预期(?!目标|寿命)|{_EXPECTS}|预估|可望|有望")
_GOES_ON = regex.compile(r"(?:同比|较上年|比上年|较去年|比去年)?(?:增长|增加|成长|达到?|提高|上升|下降|减少|占)?[到至]?(?:约|近|超过?)?\s?")
_OF_A_PLAN = regex.compile(r"《[^》\n]{0,50}(?:方案|规划|计划|意见|措施|纲要)(?:[（(][^（()）]{1,20}[）)])?》")
_OF_WHICH = regex.compile(r"\s*其中")
_REACHED = regex.compile(r"已(?:经)?|了|同比")
_GOAL_BEHIND = regex.compile(r"(?:左右|以上|以内)?的(?:\p{Han}{0,4})?目标(?!任务)")
_ESTIMATED = regex.compile(r"(?:估计|预估|推估)(?![可将会能])")
# 将达2万吨; not: 将5吨折算成…, 将税率降至17%.
_WILL = regex.compile(
    r"将(?=会|达|突破|超|增|接近|介于|翻|在|有|是|为|迎|投|新|升至|降至|创|占|可|全面|再|累计|陆续|逐步|持续|继续|比)"
    r"|(?<![机社协委议工学商理年大开省市])会(?=再|达|[增升降]至?到?|突破|超过|新增)"
)
_HOPED = regex.compile(r"(?:期盼|期许|期望|希望|盼)[^。；\d]{0,40}能够?[^。；]{0,40}$")
_SO_IT_WILL = regex.compile(r"将(?!\s?$)|[会可能](?![计员议长场报])|若|保持在|(?<![主重需必只想])要")
_SO_FAR = regex.compile(r".*(?:已经?(?!有)|目前|截至|实际)")
_HYPOTHETICAL = regex.compile(r"(?:如果|假如|假设|倘若|若(?!干)|要是|一旦|曾计划|(?<![超过出比较于])原计划)[^。；]{0,40}$")


def status_of(
    text: str,
    sentence: Sentence,
    frame: Frame,
    period: tuple[dt.date | None, dt.date | None],
    reference: dt.date | None,
    view: View,
    now: int | None = None,
) -> Status:
    """The status of a figure from the words of its clause and sentence, from when it holds and what its passage looks to.

    ``now``: the article's year, which tells what lies ahead where its day (``reference``) is unknown.
    """
    start, end = period
    clause, before = text[frame.clause_span[0] : frame.quantity.span[1]], text[sentence.span[0] : frame.quantity.span[0]]
    if _QUOTES.search(before):
        clause, before = _TITLE.sub("", clause), _TITLE.sub("", before)
    part = before[max(before.rfind("；"), before.rfind(";")) + 1 :]
    after = text[frame.quantity.span[1] : frame.quantity.span[1] + 14]
    if policies.is_policy(text, sentence, frame, clause):
        return "policy"
    if (
        announced_plans.is_distant(text, frame)
        or _is_goal_of(text, frame)
        or _OF_NAMED_GOAL.match(text, frame.quantity.span[1], frame.clause_span[1])
        or announced_plans.is_set(text, frame)
    ):
        return "target"
    if expectations.is_expected(text, frame):
        return "forecast"
    if frame.sets_out:  # 将由7条增加到15条: what there is; 预测由3%上修: what was foreseen
        to_come = frame.revised and end is not None and reference is not None and end >= reference
        return "forecast" if to_come or _FORESEEN_FROM.search(text, frame.clause_span[0], frame.quantity.span[0]) else "actual"
    past = end is not None and reference is not None and end < reference
    if not past and announced_plans.is_promised(text, sentence, frame):
        return "target"
    told_so = announced_plans.announced(text, sentence, frame)
    future = (
        start is not None and reference is not None and (start > reference or (end is not None and end > reference and start.year >= reference.year))
    )
    begun = start is not None and end is not None and _is_of_school(start, end, reference) and not _WILL.search(clause)
    beyond = not begun and start is not None and (start > reference if reference is not None else start.year > (_LATEST if now is None else now))
    if beyond:
        if _OF_WHICH.match(before):  # 目标达到9万座。其中，公用的达到3万座
            before = text[text.rfind("\n", 0, sentence.span[0]) + 1 : frame.quantity.span[0]]
        guessed = _FORESEEN.search(part) or _GUESSED.search(part)
        foreseen = _FORECAST.search(clause) or guessed or _CAN_REACH.search(clause)  # 预计到2030年将居第一，达到15亿人次
        goal = _TARGET.search(_UNTIL.sub("", clause).replace("将", "")) if foreseen else _TARGET.search(before) or _UNTIL.search(before)
        goal = goal or _AIMS.search(clause if foreseen else part)
        if not foreseen and policies.is_set_ahead(text, sentence, frame):
            return "policy"
        if not goal and not foreseen:
            goal = _OF_A_PLAN.search(text, text.rfind("\n", 0, sentence.span[0]) + 1, frame.quantity.span[0])
        unwanted = goal and not foreseen and _UNWANTED.search(clause) and not _WANTED.search(before)  # 到2045年患者将增加46%
        goal = (goal and not unwanted) or (not guessed and (told_so == "target" or _HAS_TO_REACH.search(clause) or _HOPED_FOR.search(part)))
        return "target" if goal else "forecast"
    if end is not None and reference is not None and end >= reference and _REVISED.search(clause):
        return "forecast"
    if not past and (_FORESEEN_ALREADY.search(clause) or (_GOES_ON.fullmatch(_told(text, frame)) and _FORESEEN_BEFORE.search(_clause_before(part)))):
        return "forecast"
    over = past or (reference is None and now is not None and end is not None and end.year < now)
    if told_so is not None and not over:
        return told_so
    if not past and policies.is_yearly_grant(text, frame, period):
        return "policy"
    if future and end is not None and reference is not None and end.year > reference.year and not begun and not _REACHED.search(clause):
        return "target" if view == "plan" or _TARGET.search(before) else "forecast"
    if _GOAL_BEHIND.match(after) or (future and _HOPED.search(part)):
        return "target"
    if not past and _is_supposed(before) and _SO_IT_WILL.search(_told(text, frame)):
        return "forecast"
    if _DONE.search(clause) or (_COMPARED.search(clause) and (past or not _LOOKS_AHEAD.search(clause))):
        return "actual"
    told = _SET_AGAINST_GOAL.sub("", _UNTIL.sub("", clause) if past else clause)
    if _FORESEEN_ALL.search(told) or _FORESEEN.search(part) or _GUESSED.search(part):
        told = told.replace("将", "")  # 预计全年将完成50亿元
    aimed = _TARGET.search(_SOUGHT.sub("", told) if view == "review" else told)  # a report's 争取中央投资 is what was won
    if (aimed or _HAS_TO_REACH.search(clause)) and not _TARGET_MET.search(clause):
        return "target"
    if _FORECAST.search(_ESTIMATED.sub("", clause) if past else clause) or (future and _WILL.search(clause)):
        return "forecast"
    if _PROPOSED.search(before) and (_ABOUT.match(after) or _ABOUT.search(frame.quantity.text)):
        return "target"  # 总理提出，今年经济增长5%左右
    if (future and _PROPOSED_FOR.search(before)) or _is_listed_goal(text, sentence):
        return "target"
    planned = before.replace("将", "") if _FORESEEN_ALL.search(_clause_before(part) or "") else before  # 预测销量将达5万辆，渗透率36%
    if future and (_TARGET.search(_TARGET_MET.sub("", _SO_FAR.sub("", planned))) or _MUST.search(before)):
        return "target"
    if _FORESEEN.search(part) and not over:
        return "forecast"
    if not over and start is not None and _GUESSED.search(part) and _CAN_REACH.search(clause):
        return "forecast"  # 业界估计，今年出口总值可达800亿元
    if _STRIVING.search(part) and not _OF_A_GOAL.search(part):
        return "target"
    told_of_then = past and _TIME.search(text, sentence.span[0], frame.quantity.span[0]) is not None
    return "target" if view == "plan" and not told_of_then else "actual"


def _is_of_school(start: dt.date, end: dt.date, reference: dt.date | None) -> bool:
    """Whether a period is a school year or a term that has begun or is about to."""
    days = (end - start).days
    of_school = start.month in _SCHOOL_YEAR and (_TERM[0] < days < _TERM[1] or _YEAR[0] < days < _YEAR[1])
    return of_school and reference is not None and (start - reference).days <= _ABOUT_TO


def _told(text: str, frame: Frame) -> str:
    """What stands between the start of a figure's clause and the figure."""
    return text[frame.clause_span[0] : frame.quantity.span[0]]


def _clause_before(part: str) -> str:
    """The clause before the last one of a part of a sentence."""
    clauses = part.replace(",", "，").split("，")
    return clauses[-2] if len(clauses) > 1 else ""


def _is_goal_of(text: str, frame: Frame) -> bool:
    """Whether a figure is the goal that was reached, in whole or in part: 完成全年目标520亿元的92%, 超额完成下降2%的目标."""
    (start, _), (a, b) = frame.clause_span, frame.quantity.span
    if _OF_IT.match(text, b) and _GOAL_ITSELF.search(text, start, a):
        return True
    return _MET.search(text, start, a) is not None and _THE_GOAL.match(text, b, frame.clause_span[1]) is not None


def _is_listed_goal(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is an item of a list that a line opens with 目标是："""
    start = sentence.span[0]
    return _LIST_ITEM.match(text, start) is not None and _GOALS_ABOVE.search(text, max(0, start - 1500), start) is not None


def _is_supposed(before: str) -> bool:
    """Whether what stands before a figure only supposes it (倘若如期推行，可令垃圾量减少两成)."""
    return _HYPOTHETICAL.search(_COMPUTED.sub("", before) if "如" in before or "若" in before else before) is not None


def flags_of(text: str, sentence: Sentence, frame: Frame) -> list[Literal["negated", "hypothetical"]]:
    """Whether the figure is denied or only supposed."""
    before = text[sentence.span[0] : frame.quantity.span[0]]
    flags: list[Literal["negated", "hypothetical"]] = []
    if _NEGATED.search(before):
        flags.append("negated")
    if _is_supposed(before):
        flags.append("hypothetical")
    return flags


_BASES: tuple[tuple[str, regex.Pattern[str]], ...] = (
    ("yoy", regex.compile(r"同比|比上年|较上年|比去年|较去年|上年同期|去年同期|(?<!\d)年增|同增|同减|同降")),
    ("mom", regex.compile(r"环比|比上月|较上月|比上季|较上季|比一季度|较一季度|月增|比上周|较上周")),
    ("average_annual", regex.compile(r"年均|平均每年|每年平均|年平均|复合增长")),
)


def basis_of(words: str) -> dict[str, str | None] | None:
    """What a change is measured against by the words that name it (比上年增长, 环比), or None where they do not say."""
    basis = next((basis for basis, pattern in _BASES if pattern.search(words)), None)
    return {"basis": basis, "period": None, "place": None} if basis else None


def comparison_of(
    text: str, frame: Frame, q: Quantity, dates: Sequence[DateMention], places: Sequence[Occurrence]
) -> dict[str, str | None] | None:  # fmt: skip
    """What a growth or gap is measured against, or None where the words do not say; ``q`` is the quantity as the claim has it."""
    if q.kind not in ("growth", "ratio") and q.unit != "pp":
        return None
    left = text[frame.left[0] : q.span[0]]
    inside = [o for o in places if o.role == "compared" and o.span and frame.left[0] <= o.start < q.span[0]]
    if inside:
        return {"basis": "place", "period": None, "place": inside[-1].place.name}
    if _THAN_A_GOAL.search(left):
        return {"basis": "target", "period": None, "place": None}
    if known := basis_of(left):
        return known
    base = [d for d in dates if d.role == "base" and frame.left[0] <= d.span[0] < q.span[0]]
    if base:
        d = base[-1]
        period = f"{d.start}/{d.end}" if d.start and d.end else None
        return {"basis": "since", "period": period, "place": None}
    return basis_of(text[frame.clause_span[0] : q.span[0]]) if q.kind == "growth" else None
