"""Whether figures behind a place are those of a person, a sight or a firm of it: 广东小伙, 丽江玉龙雪山接待, 一家深圳企业."""

from __future__ import annotations

from extract.data.late import late_regex
from extract.model import Span

# What makes a person, a sight or a firm of the name behind a place: 广东小伙王强, 丽江玉龙雪山接待游客 (but not 杭州国家级景区12家), 一家深圳企业.
_PERSON_AFTER = late_regex(
    r"(?:\d0后)?(?:一|这|那|某)?[名位对]?(?:\d0后)?(?:小伙|女孩|男孩|男子|女子|姑娘|大妈|大爷|阿姨|大叔|夫妇|夫妻|情侣|小夫妻|男生|女生|网友|老太|老汉|阿婆|阿伯)(?!数|人数|占|比)"
    r"|(?:的)?(?:市民|村民|考生|居民|业主|车主|司机|商人|学生|老人|小学生|大学生)(?:[\p{Han}]{1,3}(?:先生|女士|小姐)|[小老]\p{Han}(?=[花买卖说称在今去被因的，,]))"
)
_SIGHT_AFTER = late_regex(
    r"(?!各|主要|重点|热门|旅游|国家|[1-5一-五]?A级|等|全|所有|知名|著名|部分|多[个家]|大型|[市县区省]|境内|乡村|红色|[收免]费|监测|一些|几)"
    r"(?:\p{Han}[\p{Han}·]{1,5}?(?:风景名胜区|风景区|景区|度假区|博物[馆院]|美术馆|动物园|植物园|公园|海洋馆|乐园|影视城)"
    r"|[\p{Han}·]{0,6}?(?:雪山|古城(?!区)|古镇|石林|石窟|故宫|大佛)(?:景区)?)"
    r"[^，,。；;\d]{0,6}(?:接待|迎来|迎客|游客|客流|入园|门票|票房|吸引)"
)
_FIRM = (
    r"(?:企业|公司|[车药房酒矿煤]企|集团|工厂|[药纺煤钢铝糖酒茶鞋]厂|门店|酒店|超市|医院|学校|中学|小学|大学|银行|餐馆|餐厅|民宿|农场|合作社)"
    r"(?!数|总数|家数)"
)
_A_FIRM_BEFORE = late_regex(r"(?:一|这|那|某|该|有)[家间所]\s?(?:来自|位于|总部(?:位于|在))?$")
_FIRM_AFTER = late_regex(rf"的?[\p{{Han}}A-Za-z]{{0,8}}?{_FIRM}")
_A_FIRM_AFTER = late_regex(rf"(?:的|有|当地)?(?:一|某|这|那)[家间所][\p{{Han}}A-Za-z]{{0,8}}?{_FIRM}")
_ACCIDENT = late_regex(  # 一家工厂爆炸，死了5人: where
    r"\p{Han}{0,6}(?:爆炸|爆燃|起火|着火|失火|火灾|大火|坍塌|倒塌|塌方|透水|泄漏|泄露|事故|中毒|遇袭|枪击)"
)

_HOLDER_BEFORE = late_regex(r"(?:持有|增持|减持|购买|买入|购入|抛售|减仓)(?:了|的|大量|更多){0,2}\s?$")
_HELD_AFTER = late_regex(r"(?:的)?(?:国债|国库券|债券|公债|债务|股票|资产|房产|农地|地产)")


def is_held(text: str, span: Span) -> bool:
    """Whether a place only tells whose bonds, shares or lands another holds (甲国持有的乙国国债): the figures are the holder's."""
    held = _HELD_AFTER.match(text, span[1])
    return held is not None and _HOLDER_BEFORE.search(text, max(0, span[0] - 8), span[0]) is not None


def is_anothers(text: str, span: Span, before: str, after: str) -> bool:
    """Whether a place only tells where a person, a sight or a firm is from: figures that follow are its own."""
    firm = _A_FIRM_AFTER.match(after) or (_A_FIRM_BEFORE.search(before) and _FIRM_AFTER.match(after))
    if firm and _ACCIDENT.match(text, span[1] + firm.end()):
        return False
    return bool(firm or _PERSON_AFTER.match(after) or _SIGHT_AFTER.match(text, span[1], span[1] + 30))
