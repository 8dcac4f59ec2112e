"""Words beside a metric's name that belong to it whatever reading was chosen: 不 of 不批准逮捕, 每千人口 of 每千人口床位, 日均 of 日均接待游客.

Without them a claim says something else, often the opposite.
"""

from __future__ import annotations

from collections.abc import Mapping

import regex

from extract.claims.wording import renamed
from extract.claims.words import Words
from extract.mentions.metrics import ATTACHED_IN
from extract.model import Metric

# Right before the name. 南非 and 并不 end with these characters and negate nothing.
_BEFORE = regex.compile(
    r"(?P<not>(?<![南中西东北是并而从毫绝又也都])[不未非])$"
    r"|(?P<per>每(?:[十百千万亿]+(?:名|位|个)?|平方公里|公里|平方米|亩|[名位户人]|个)(?:常住人口|户籍人口|人口|居民|老年人|老人|儿童|学生|劳动力|家庭|户|人)?(?:口)?(?:拥有|占有)?(?:的)?)$"
    r"|(?P<tier>(?:(?:(?:新|准)?[一二三四五]线|热点|大中|重点|主要|样本|省会|中心|中小|特大|超大)(?:和|及|、)?){1,3}城市(?:的)?)$"  # 二线城市住宅价格
    r"|(?P<rank>(?:国家|省|市|县|区|副?高|中|初|[1-5一二三四五]星|[1-5一二三四五]?A|[三二一]甲)级(?:及)?以上(?:的)?$)"  # 省级以上企业技术中心
    r"|(?P<cause>(?:因|由于|对)(?:(?!因|由于|对)\p{Han}){3,20}而)$"  # 对原有工作不满意而失业者
    r"|(?P<scope>(?:规模以上|规上|限额以上|限上)(?:的)?$)"  # 规上企业数量
    r"|(?P<grave>(?:(?:非?死亡|[伤亡]人|伤亡|一般|较大|重特?大|特大|涉酒|简易)(?:的)?)$)"  # 死亡交通事故
    r"|(?P<tour>(?:入境|出境|乡村|红色|过夜)?旅游)(?=$)"  # 旅游接待总人数
    r"|(?P<mean>(?:普通|中等|高等)?(?:学前教育|幼儿园?|小学|初中|高中|中学|中职|高职|高校|义务教育|职业学校|大学){0,2}生均|家庭户均$)"
    r"|(?P<age>\d{1,3}(?:[-—~至到]\d{1,3})?岁(?:及?以[上下])?的?)$"  # 80岁以上人群的比例
    r"|(?P<mean>(?:人均|生均)(?:公共|一般公共|财政性?|社会))$"
    r"|(?:^|(?<=[，,；;。：:\s的年月日季市县国省湾]|其中|当中|至于|另外|此外))(?P<branch>(?!其中|当中|至于|另外|此外|而)"
    r"(?:\p{Han}{1,7}企业的|(?:(?!的|一个|[各或]|整个|[是占为])\p{Han}){1,14}业[的之]"
    r"|(?:(?![的以及])\p{Han}){0,10}(?:制造|服务|运输|批发|零售|营造|建筑|餐饮|住宿|金融|保险)业))$"  # 零售业的失业率
    r"|(?P<mean>(?:人均|户均|亩均|地均|单位|(?:日均|月均|平均每[人户天日月亩栋件笔家所校场班车只坪])(?:接待|发送|处理|服务|办理|销售|生产|使用|开行|运送|完成|进出|通过)?))$"
)
_MAY_STAND = regex.compile(f"(?r){_BEFORE.pattern}")  # whether it does: backwards from the end in a tenth of the time
_INSURED = regex.compile(  # 城乡居民已参加基本医疗保险人数
    r"(?P<who>(?:城镇|企业|在职)?职工|城[镇乡]居民|农村居民|农民工|灵活就业人员|机关事业单位)(?:累计|共|已){0,2}(?:参加|纳入)(?:了)?$"
)
_GRADE = regex.compile(r"(?:\d\.)?\d$|[一二三四五六七八九十]$")
_SHORT = 3  # characters of a name that say nothing of what: 出口, 产量
_YEARS_ON_END = regex.compile(
    r"(?P<what>(?!我|全|其|已|也|并|且|而)\p{Han}{2,10})(?:已)?连续[\d一二三四五六七八九十]{1,3}年$"
)  # 光伏产品连续4年出口超过
_INSURANCE = regex.compile(r"(?:基本|城镇|城乡)?(?:社会|养老|医疗|失业|工伤|生育)保险")
_PER_BEFORE = regex.compile(r"(?P<per>每(?:平方公里|[十百千万]+(?:名|位|个)?(?:人口|居民|老人|人|户)?|[人户天日]))(?:就)?(?:拥有|有|约|达)*\s?$")
_EACH_SO_MANY, _WHO = regex.compile(r"每\s?\d{1,3}\s?[百千万]+(?:名|位|个)?$"), ("居民", "人", "名", "户", "儿童", "学生", "女性", "男性")
_POLICE_DID = regex.compile(
    r"(?P<did>取缔|查获|查处|破获|侦破|侦办|查缉|起诉|受理|审结|办结|立案)(?:了|共|约|近|逾|超过?|达|各类){0,3}\s?$"
)  # 取缔900件酒驾
_CASES = regex.compile(r"[\d.,]{1,12}+[万亿千]?(?:余|多)?(?:[件起宗吨批箱台把]|公斤|千克)(?:的)?")
_NEVER_NEGATED = regex.compile(
    r"[超足到少低高含包算仅断同止只及如能会可得应须等利动产变良法锈明确定少]|过(?!夜)"
)  # 不超, 不足, 不过 …: other words; 不过夜旅客 stay none
_OF_AN_AGE = regex.compile(r"人群|人口|青少年|儿童|老年?人|女性|男性|居民|劳动力|青年|妇女")
_OF_TOURISM = regex.compile(r"接待|总?收入|总?人[数次]|总?消费|总?花费|总人")
_ACCIDENT = regex.compile(r"(?:道路)?交通事故|(?:生产安全|安全)?事故|火灾")
_DID = regex.compile(
    r"(?P<who>\p{Han}{2,12}?[行局会部院府])(?:(?:今[天日]|昨[天日]|周[一二三四五六日])?(?:宣布|决定|再度|再次|将|把){1,3}|(?=[减加降升]息$))(?=\p{Han}{2})"
)
_BEFALLS = regex.compile(r"(?:失业|离职|辞职|停工|停课|死亡|受伤|住院|就医|转学|退学|休学|搬离|迁出)(?:者|人|学生|员工)")
_CAUSED = regex.compile(rf"\p{{Han}}{{1,12}}而{_BEFALLS.pattern}")
_WHY = regex.compile(r"(?:因|由于|对)(?:(?!因|由于|对)\p{Han}){1,16}$")
_NOTED = regex.compile(r"\p{Han}{2,8}\s?$")
_IN_BEFORE = regex.compile(r"在$")
_IN_NAMES = regex.compile(ATTACHED_IN)
# Right before the figure, behind a name that was told before: 总入境旅客155万人次，日均17.3万人次.
_LEADING = regex.compile(
    r"(?P<mean>日均|月均|户均|亩均|单日|平均每[天日月])"
    r"(?:达到?|约|近|超过?|逾|为|(?:环比|同比|比上[年月周])?(?:增长|下降|上升|减少|增加|提高|回升|回落)了?(?:约|近|超过?)?)?\s?$"  # 日均环比增长3%
)
_TOLD_BEFORE = ("metric.previous", "metric.topic", "metric.headed")


def whole(words: Words, start: int, at: int, metric: Metric) -> Metric:
    """The metric with what belongs to its name.

    Args:
        start: where the clause begins.
        at: where the figure does.
    """
    text, span, name = words.text, metric.span, metric.name
    if metric.rule in _TOLD_BEFORE:
        lead = _LEADING.search(text, max(start, at - 14), at)
        if lead and not name.startswith(lead["mean"]):
            return renamed(metric, lead["mean"] + name, metric.rule)
        if span is None or metric.rule != "metric.topic" or (mean := _BEFORE.search(text, max(0, span[0] - 8), span[0])) is None or not mean["mean"]:
            return metric
        return renamed(metric, mean["mean"] + name, metric.rule)  # 以平均每栋交易面积分析，
    if metric.rule == "metric.behind" and (per := _PER_BEFORE.search(text, max(start, at - 14), at)) is not None:
        return renamed(metric, per["per"] + name, metric.rule)  # 每平方公里拥有12家高新技术企业
    if span is None or text[slice(*span)] != name:
        return metric
    if (
        metric.rule == "metric.behind"
        and (did := _POLICE_DID.search(text, max(start, at - 8), at)) is not None
        and _CASES.fullmatch(text, at, span[0])
    ):
        return renamed(metric, did["did"] + name, metric.rule)
    if name[0] in "他它余" and text[span[0] - 1 : span[0]] == "其":
        return _opened(text, span[0] - 1, metric)  # 博彩及其他旅游服务, which the tokenizer cuts behind 及其
    if _IN_NAMES.match(name) and _IN_BEFORE.search(text, max(start, span[0] - 1), span[0]):
        return _opened(text, span[0] - 1, metric)
    if "而" in name and _CAUSED.fullmatch(name) and (why := _WHY.search(text, max(start, span[0] - 20), span[0])) is not None:
        return _opened(text, why.start(), metric)  # 对原有工作|不满意而失业者
    if name.startswith("级以上") and (grade := _GRADE.search(text, max(start, span[0] - 4), span[0])) is not None:
        return _opened(text, grade.start(), metric)  # 4级以上余震
    if _INSURANCE.match(name) and (of := _INSURED.search(text, max(start, span[0] - 16), span[0])) is not None:
        return renamed(metric, of["who"] + name, metric.rule)
    if len(name) <= _SHORT and (of := _YEARS_ON_END.search(text, max(start, span[0] - 20), span[0])) is not None:
        return renamed(metric, of["what"] + name, metric.rule)
    if name.startswith(_WHO) and (per := _EACH_SO_MANY.search(text, max(start, span[0] - 8), span[0])) is not None:
        return _opened(text, per.start(), metric)  # 每10万居民感染率
    within = max(start, span[0] - 16), span[0]
    found = _BEFORE.search(text, *within) if _MAY_STAND.search(text, *within) else None
    if (
        found is None
        or (found["not"] and _NEVER_NEGATED.match(name))
        or (found["tour"] and not _OF_TOURISM.match(name))
        or (found["cause"] and not _BEFALLS.match(name))
        or (found["grave"] and not _ACCIDENT.match(name))
    ):
        return metric
    if found["age"] and not _OF_AN_AGE.match(name):
        return metric
    place = words.place_within((found.start(), span[0])) if found["branch"] else None
    return _opened(text, place[1] if place is not None else found.start(), metric)  # 广州市|汽车制造业的失业率


def without_actor(text: str, metric: Metric, bodies: Mapping[int, int]) -> Metric:
    """The metric without the body that did it and the verb that says so: 利率 of 日本央行将利率; ``bodies`` are starts of names by their ends."""
    span, name = metric.span, metric.name
    if metric.rule != "metric.before" or span is None or text[slice(*span)] != name or (did := _DID.match(name)) is None:
        return metric
    end = span[0] + did.end("who")
    start = bodies.get(end)
    at = span[0] + did.end()
    return metric if start is None or start > span[0] else Metric((at, span[1]), text[at : span[1]], text[at : span[1]], metric.rule)


def noted(text: str, start: int, metric: Metric) -> Metric:
    """A metric that begins with a bracket, with the noun that the bracket is a note to, from ``start`` at most: 细悬浮微粒（PM2.5）平均浓度."""
    if metric.span is None or metric.name[:1] not in ("（", "(") or text[slice(*metric.span)] != metric.name:
        return metric
    noun = _NOTED.search(text, max(start, metric.span[0] - 10), metric.span[0])
    return _opened(text, noted_from, metric) if noun is not None and (noted_from := noun.start()) < metric.span[0] else metric


def _opened(text: str, start: int, metric: Metric) -> Metric:
    """The metric with its words from an earlier start."""
    assert metric.span is not None
    words = text[start : metric.span[1]]
    return Metric((start, metric.span[1]), words, words, metric.rule, metric.id, metric.canonical)
