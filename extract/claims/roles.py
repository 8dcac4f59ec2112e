"""The part that a place plays where it stands: subject, measure of a comparison, whole of a share, scope of a rank, and so on."""

from __future__ import annotations

import regex

from extract.model import Name, Span
from extract.text.spans import Spans

_COMPARES = "比|较|高于|低于|超过|超出|高出|超|不及|优于|快于|慢于|领先|落后于?|赶超|反超|力压|仅次于|相当于|不如|少于|多于|大于|小于|超越|逊于|胜过"
_COMPARED_BEFORE = regex.compile(rf"(?:{_COMPARES}|与|同|和|跟)(?:了|整个)?\s?$")
_MEASURE_BEFORE = regex.compile(rf"(?:{_COMPARES})(?:了|整个)?\s?$")
_RATIO_AFTER = regex.compile(r"的?[^，。；]{0,8}?[\d一二两三四五六七八九十./]+(?:倍|分之)|的(?:一半|\d+/\d+)")
_SHARE_AFTER = regex.compile(  # 只有香港的六成, 是广州的1.2倍
    r"的(?:约|近|超过?|逾|将近|大约)?\s?(?:[\d.]{1,9}\s?(?:[%％]|倍)|[一二三四五六七八九两]成|[一二三四五六七八九两十百]{1,6}(?:分之|倍)|一半|\d/\d)"
)
_ITS_OWN_AFTER = regex.compile(
    r"(?:平均(?:水平|值)?)?的(?:约|近|超过?|逾|将近|大约)?\s?[\d.,]{1,12}\s?[万亿]?\s?(?![%％倍\d.,/]|个?百分点)\p{Han}"
    r"|\s?[\d.,]{1,12}\s?[万亿]?(?:[%％]|\p{Han}{1,2}?)(?:为|还|要|略)?[高低多少大小快慢](?![于达])"  # 较全国9.46倍低
)
_EXAMPLES_AFTER = regex.compile(  # 辽宁、黑龙江等14个单位: whose number it is, others say
    r"(?:[、和及与]\p{Han}{1,8}){0,4}等\s?(?:约|近|超过?)?\s?[\d一二三四五六七八九十百两]+\s?(?:多|余|几)?\s?[个家座省市县区地国条所项名]"
)
_HOLDS_AFTER = regex.compile(
    r"(?:市|省|县|州)?(?:下面|下辖|辖下|所辖|管辖|治下|所属|代管|境内)的?(?!各|所有|多|[\d两二三四五六七八九十])\p{Han}{1,6}?[县市区镇乡旗]"
)  # 阜阳下面的临泉县
_WHOLE_BEFORE = regex.compile(r"占(?:了|到|据)?\s?$")
_PART_OF = regex.compile(
    r"(?:拥有|贡献|集中|聚集|集聚|汇聚|生产|吸纳|承担|完成|实现|创造|提供|消耗|囊括|包揽|产出|供应|收治|容纳|养活)(?:了|着|出)?\s?$"
)
_WITH_PART = regex.compile(r"以(?:了|占)?\s?$")  # 以全国1.7%的人口, but: 以新北市45%最高
_PART_AFTER = regex.compile(
    r"(?:约|近|超过?|逾|将近|大约)?\s?(?:[\d.]{1,9}\s?[%％]|[一二三四五六七八九两\d]成|[一二三四五六七八九十百]{1,6}分之|一?半|\d/\d)"
)
_PART_OF_IT = regex.compile(_PART_AFTER.pattern + "的")
_SHARE_OF = regex.compile(r"(?<!在)(?:全球|世界|全国)(?:的)?(?:市场)?(?:占比|比重|份额)")  # 全球占比: the share of what is spoken of in the whole
_SCOPE_AFTER = regex.compile(
    r"(?:的|各[省市县区]|所有|同类|范围内?|省份|城市|主要|经济|前列|最|排名|综合|省会|地级市)?(?:(?!成为|入选|获|跻身|进入|有|被|是)[\p{Han}]){0,6}(?:第[一二三四五六七八九十\d]+(?!产业|季|期|次|批|届|轮|阶段|人民|中学|医院|个五年|、|\d)|前[一二三四五六七八九十\d百]|首位|首个|首批|榜首|第一|倒数|百强|[\d一二三四五六七八九十]+强|之首|领先|位次|名列)"
)
_ASIDE_BEFORE = regex.compile(r"[（(](?:不?含|包括|不?包含|不?计|除|原|即|又称|如|以下简称)?\s?$")
_VISITOR_AFTER = regex.compile(
    r"籍|(?:地区|各地|市民|方面)?(?:(?:旅客|游客)(?!吞吐|中心|服务|集散|运输|发送|周转|年吞吐)|观光客|访客|客源|客人|配偶|新娘|移工|外劳|留学生|学生来|来客)"
)
_TARGET_BEFORE = regex.compile(r"(?:对|向|往|赴|至|到|从|自|来自|运往|发往|出口到?|进口自|直达|通往|连接|面向|支援|援助)\s?$")
_SEEN_FROM = regex.compile(r"(?:来)?(?:看|说|讲)")  # 从全国来看, 对广州来说
_LOCATED_BEFORE = regex.compile(r"(?:在|(?<!对|由|之|属|等|关|至|鉴|基|致力|终)于|落户|进驻|投资|设在|走进)\s?$")
_DATELINE_AFTER = regex.compile(r"\s?(?:\d{1,2}月)?\d{1,2}日?(?:电|讯|报道)|报道|讯")
_ANONYMOUS = regex.compile(r"某[\p{Han}]{0,4}$")
_ASIDE_AFTER = regex.compile(r"[^（(\d，、]{0,8}[）)]")
_WHOLE_LIST_BEFORE = regex.compile(r"占(?!比)[^，。；\d]{2,24}[、和及]\s?$")
_WITH_BEFORE = regex.compile(r"(?:与|同|和|跟)\s?$")
_COMPARED_WITH_AFTER = regex.compile(r"[\p{Han}]{0,4}(?:相比|相当|持平|差距|之间|相差)")
_RATIO_BEFORE = regex.compile(r"(?:是|为|达|相当)\s?$")
_SCOPE_BEFORE = regex.compile(r"(?:居|列|占|为|是|排|达|在|进入|跻身|名列|位居|位列|，|,|、|数|量|、)\s?$|^$")


def is_measure(text: str, start: int) -> bool:
    """Whether a place is what another is compared with, also where its own figure is told (低于台中的15.8人): nobody speaks of it on."""
    return _MEASURE_BEFORE.search(text, max(0, start - 6), start) is not None


def role_of(text: str, span: Span, names: Spans[Name]) -> str:
    """The part that a place plays by the words beside it and the names around it; ``Occurrence.role`` lists them."""
    before = text[max(0, span[0] - 6) : span[0]]
    after = text[span[1] : span[1] + 14]
    holders = [n for n in names.touching(span) if n.span[0] <= span[0] and span[1] <= n.span[1]]
    around = [n for n in holders if span[1] < n.span[1]]
    if around:
        return "government" if around[0].kind == "government" and around[0].span[0] == span[0] else "inside"
    if any(n.label == "WORK" for n in holders):
        return "inside"
    if _EXAMPLES_AFTER.match(text, span[1], span[1] + 40):
        return "examples"
    if _HOLDS_AFTER.match(after):
        return "inside"
    if _ANONYMOUS.search(before):
        return "anonymous"
    if _DATELINE_AFTER.match(after):
        return "dateline"
    if _ASIDE_BEFORE.search(before) and _ASIDE_AFTER.match(after):
        return "aside"
    if _VISITOR_AFTER.match(after):
        return "visitors"
    if (_PART_OF.search(before) and _PART_AFTER.match(after)) or (_WITH_PART.search(before) and _PART_OF_IT.match(after)):
        return "whole"
    if _WHOLE_BEFORE.search(before) or _WHOLE_LIST_BEFORE.search(text[max(0, span[0] - 28) : span[0]]) or _SHARE_OF.match(text, span[0]):
        return "whole"
    if _COMPARED_BEFORE.search(before):
        if _ITS_OWN_AFTER.match(after) and not _SHARE_AFTER.match(after):  # 超过上海的4.5万亿元
            return "subject"
        if _WITH_BEFORE.search(before) and not _COMPARED_WITH_AFTER.match(after):
            return "subject"
        return "compared"
    if _SHARE_AFTER.match(after) or (_RATIO_BEFORE.search(before) and _RATIO_AFTER.match(after)):
        return "compared"
    if _SCOPE_AFTER.match(after) and _SCOPE_BEFORE.search(before):
        return "scope"
    if _TARGET_BEFORE.search(before) and not _SEEN_FROM.match(after):
        return "target"
    if _LOCATED_BEFORE.search(before):
        return "located"
    return "subject"
