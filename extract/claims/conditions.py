"""Numbers that only say which things are counted or told of, by how the text is built: thresholds before a count, things of nobody's name."""

from __future__ import annotations

from extract.claims.frames import Frame
from extract.data.late import late_regex
from extract.model import Span

_COUNT_BEHIND = late_regex(  # 人口在10万人以下的有200多个, 超过1万元的城市达到12座
    r"(?:以[上下内]|之[上下间]|左右)?的(?:[市县区镇乡州省国村]|城市|县城|省份|国家|地区|乡镇|企业|家庭|项目|小区|学校){0,2}[，,]?(?:全国|全省|全市|全球)?"
    r"(?:就|也|还|只|仅|共|总共|一共|则|已经?|大?约|都|更){0,2}(?:有|为|达到?|多达|超过)(?:了|约|近|超过?)?\s?(?:\d|[一二三四五六七八九十百]{1,4}多?[个座家])"
)
_RANKED_AMONG = late_regex(  # 在217个国家中排名第95位: among how many
    r"(?:国家和?|地区|经济体|城市|省份|省区市|省会|县市|[（(]地区[）)]){1,3}(?:当中|之中|里|中)的?(?:综合)?(?:排[名行在位]|位[居列次]|名列|名次)"
)
PLACE_UNITS = ("县市", "市县", "省", "市", "县", "区", "国", "省市", "省区市", "州", "乡镇")
_RANKED_AMONG_THEM = late_regex(r"(?:当中|之中|里|中)?的?(?:综合)?(?:排[名行在第]|位[居列次]|名列|名次|居第|高居)")  # 在全国22县市中排第15
_OF_TOP = late_regex(r"大?\p{Han}{2,8}(?:当中|之中|里面?|中)[，,](?:就|也|还|则)?有")  # 全球前十大企业中，有7家
_RANGE = r"(?:\d[\d.]{0,6}\s?[万千百]?\s?人?\s?[-—－至到~]\s?\d[\d.]{0,6}\s?[万千百]?\s?人?|\d[\d.]{0,6}\s?[万千百]?\s?人?(?:及?以[上下]|以内))"
_KIND_OF_PLACES = r"(?:城市|城镇|县城|建制镇|乡镇|区县|县|镇|村|社区)"
_SIZE_BEFORE_COUNT = late_regex(  # I型小城市(20万-50万人)26个, 50万-100万人城市由3个增加到5个; no place of its own (甲市（人口30万人）5个镇)
    rf"(?:型|大|中等?|小|有|(?<!\p{{Han}})){_KIND_OF_PLACES}\s?[(（]{_RANGE}\s?[)）]\s?\d{{1,5}}\s?[个座家所处](?=\s?(?:[，。；、,;！!\n]|$))"
    rf"|{_RANGE}的?(?:人口)?(?:特?大|中等?|小)?{_KIND_OF_PLACES}(?:由|从|有|共|达|增至|为){{0,2}}\s?\d{{1,5}}\s?[个座家所处](?!月|工作日|小时)"
)
_ON_LIST = late_regex(  # 8家企业入选世界500强: the list, and nobody's place on one
    r"(?:\d|[一二两三四五六七八九十百])\s?[多余]?(?:家|个|所)\p{Han}{0,8}?(?:入选|入围|跻身|进入|位列|上榜|名列|登上)(?:了|了?《)?[\p{Han}“”《》\d]{0,16}$"
)
_NAMELESS = late_regex(  # 以甲区某重点中学为例，该校藏书20万册
    r"某(?!省|市|县|地|国)\p{Han}{0,6}?(?:中学|小学|学校|高校|大学|学院|幼儿园|医院|企业|公司|工厂|村|小区|楼盘|社区|银行|商场|门店|饭店|农户)"
)
_OTHER_PART = late_regex(r"[；;]|告诉|表示|介绍|透露|认为|指出|坦言|[，）人士者]称|而(?=\p{Han}{2,8}(?:[省市县区国]|则|的))")
_LONGEST_SIZE = 24  # characters
_FURTHEST = 90  # characters from a thing without a name to its figures


def is_one(text: str, frame: Frame) -> bool:
    """Whether a figure is the threshold of a count behind it, how many a rank is among, or of a thing that the sentence leaves without a name."""
    q = frame.quantity
    if q.bound != "exact" and q.kind != "growth" and _COUNT_BEHIND.match(text, q.core[1], frame.clause_span[1]):
        return True
    if q.kind == "amount" and q.unit in ("个", "座") and _RANKED_AMONG.match(text, q.span[1]):
        return True
    if q.kind == "amount" and q.unit in PLACE_UNITS and _RANKED_AMONG_THEM.match(text, q.span[1]):
        return True
    if q.kind == "rank" and _OF_TOP.match(text, q.span[1]):
        return True
    if q.kind in ("amount", "number") and q.unit in ("人", None) and _is_size(text, q.span):
        return True
    if q.kind == "rank" and q.text.endswith("强") and _ON_LIST.search(text, max(frame.clause_span[0], q.span[0] - 40), q.span[0]):
        return True
    start = max(q.span[0] - _FURTHEST, *(text.rfind(c, 0, q.span[0]) + 1 for c in "。！？!?\n"))
    nameless = max(_NAMELESS.finditer(text, start, q.span[0]), key=lambda m: m.start(), default=None)
    return nameless is not None and _OTHER_PART.search(text, nameless.end(), q.span[0]) is None


def _is_size(text: str, span: Span) -> bool:
    """Whether a figure is part of a range or a bound that says which places are counted behind it."""
    found = _SIZE_BEFORE_COUNT.finditer(text, max(0, span[0] - _LONGEST_SIZE), span[1] + _LONGEST_SIZE)
    return any(m.start() <= span[0] and span[1] <= m.end() for m in found)
