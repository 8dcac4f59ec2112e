"""Numbers that only say which things are counted or told of, by how the text is built: thresholds before a count, things of nobody's name."""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Quantity

_COUNT_BEHIND = late_regex(  # 人口在10万人以下的有200多个, 超过1万元的城市达到12座
    r"(?:以[上下内]|之[上下间]|左右)?的(?:[市县区镇乡州省国村]|城市|县城|省份|国家|地区|乡镇|企业|家庭|项目|小区|学校){0,2}[，,]?(?:全国|全省|全市|全球)?"
    r"(?:就|也|还|只|仅|共|总共|一共|则|已经?|大?约|都|更){0,2}(?:有|为|达到?|多达|超过)(?:了|约|近|超过?)?\s?(?:\d|[一二三四五六七八九十百]{1,4}多?[个座家])"
)
_THING = r"(?:(?![为有占达是的在由从比均都])\p{Han}){1,8}?"
_DOING = r"(?:支持|惠及|带动|帮扶|改造|建成|捐赠|受益|覆盖|撬动|拉动|安置|助力|资助|扶持)"  # 10万人以上带动企业: what was done, and no size
_SORT = r"(?:机场|港口|码头|车站|口岸|城市|县城|城镇|乡镇|企业|公司|项目|园区|景区|商圈|商场|医院|学校|高校|家庭|农户|省份|国家|地区|[市县区镇乡村])"
_SO_MANY = r"(?:约|近|超过?)?\s?(?:\d[\d,]{0,8}|[一二两三四五六七八九十百]{1,4})\s?[万余多]?\s?[个座家条所户项处款只支艘台种]"
_THINGS_COUNTED = late_regex(  # 500万吨以上的港口达到12个, 100-500万吨港口有20个, （30-80万人）7个
    rf"(?:(?:及?以[上下内]|之[上下间]|左右)(?:的|(?!{_DOING})){_THING}|的{_THING}|{_SORT})(?:就|也|还|只|仅|共|总共|已经?|则){{0,2}}(?:(?:有|为|达到?|多达|增至|减至|增加到|减少到|超过)(?:了)?{_SO_MANY}"
    r"|[由从]\s?\d[\d,]{0,8}\s?[个座家条所户项处款只支艘台种](?:增|减|升|降|扩|上|下|提))"
)
_SO_MANY_AND_MORE = late_regex("[多余几数]")
_SIZE_COUNTED = late_regex(rf"(?:及?以[上下内])?[）)](?:有|为|共|达)?{_SO_MANY}")
_SIZE_OPENS = late_regex(r"\p{Han}[（(]$")
_RANKED_AMONG = late_regex(  # 在217个国家中排名第95位: among how many
    r"(?:国家和?|地区|经济体|城市|省份|省区市|省会|县市|[（(]地区[）)]){1,3}(?:当中|之中|里|中)的?(?:综合)?(?:排[名行在位]|位[居列次]|名列|名次)"
)
PLACE_UNITS = ("县市", "市县", "省", "市", "县", "区", "国", "省市", "省区市", "州", "乡镇")
_LISTED_BEFORE = late_regex(r"(?:\p{Han}{2,8}?[、和与及]){1,9}\p{Han}{2,8}?\s?$")  # 南京、无锡、常州3个市
_PLACES_COUNTED = late_regex(  # 3个直辖市，, and not 3个国家级园区
    r"(?:直辖市|省会|省市|省份|城市|国家|[省市县区国])(?=\s?(?:$|[，,。；;：:、）)]|合计|总计|共|的|GDP|GNP|[之以]?[前后]|\d|中(?![心国部])|位|[均都也则是为有在]|分别))"
)
_THE_OTHERS_BEFORE = late_regex(r"(?:其他|其它|其余|剩余|剩下的?|另外?)的?$")  # 珠三角其他8市GDP
_THEIR = late_regex(r"的?(?:GDP|GNP|[总年]产?|合计|人口|常住|户籍|地区生产|财政|经济|进出口|[进出]口|产[值量]|面积|平均|人均)")
_RANKED_AMONG_THEM = late_regex(r"(?:当中|之中|里|中)?的?(?:综合)?(?:排[名行在第]|位[居列次]|名列|名次|居第|高居)")  # 在全国22县市中排第15
_AMONG = late_regex(r"(?:当中|之中|里|中)[，,、]?(?![心国部])")  # 在全国22县市中，: among how many
_AMONG_BEFORE = late_regex(r"(?:在|就)?(?:全国|全台|全省|台湾|我国)?\s?$")
_SIZED = late_regex(  # 800千瓦以上的大用户: which users
    r"(?:(?:及?以[上下内])|(?<=未满.{0,12}|小于.{0,12}|低于.{0,12}))的?大?\p{Han}{0,4}?(?:用户|业者|厂商|企业|工厂|家庭|农户|农场|船舶|渔船|车辆|机组|建筑物|店家)"
    r"(?![数量比占总])"
)
_SIZES = ("千瓦", "瓦", "平方米", "公顷", "亩", "吨", "千瓦时", "马力", "公升", "升", "坪")
_COUNTED_BEFORE = late_regex(  # 有18校学生数低于30人: which schools
    r"(?:\d|[一二两三四五六七八九十百])\s?多?(?:校|个|家|所|座|间|县市|市县|[县市国省区])(?P<whose>(?!\p{Han}{0,12}(?:合计|总|累计|共|平均|去年|今年|同比|较上|较去|增|减))[\p{Han}]{2,14}?)(?:均|都|皆|各)?\s?$"
)
_FALLS_SHORT = late_regex(r"[低少高多]于|不足|不到|未达|未满|介于")
_STANDARD = late_regex(r"(?:的)?\p{Han}{0,10}?(?:订定|制定|规定|设定|界定|定义|订下|公布)的?\p{Han}{0,10}?(?:标准|门槛|定义|警戒线|红线)")
_OF_TOP = late_regex(r"大?\p{Han}{2,8}(?:当中|之中|里面?|中)[，,](?:就|也|还|则)?有")  # 全球前十大企业中，有7家
_ON_LIST = late_regex(  # 8家企业入选世界500强: the list, and nobody's place on one
    r"(?:\d|[一二两三四五六七八九十百])\s?[多余]?(?:家|个|所)\p{Han}{0,8}?(?:入选|入围|跻身|进入|位列|上榜|名列|登上)(?:了|了?《)?[\p{Han}“”《》\d]{0,16}$"
)
_NAMELESS = late_regex(  # 以甲区某重点中学为例，该校藏书20万册
    r"某(?!省|市|县|地|国)\p{Han}{0,6}?(?:中学|小学|学校|高校|大学|学院|幼儿园|医院|企业|公司|工厂|村|小区|楼盘|社区|银行|商场|门店|饭店|农户)"
)
_NORM = late_regex(r"(?:准则|标准|临界|参考|指导|限|阈)值(?:就|仅)?(?:是|为|定为|设为|定在)?(?:约|每\p{Han}{1,4})?\s?$")  # 世卫组织的准则值是10微克
_REACHES = late_regex(r"(?:达到?|超过|高于|低于|不足|满|升至|降至)(?:了)?\s?$")
_THEN_MUST = late_regex(r"(?:以上|以下)?[，,](?:就|便|即|则)?(?:应|要|须|需|可以?|算|属于?|得)(?!求)")  # 血糖达到7.0，就应尽快就医
_ELECTED = late_regex(r"(?:的)?(?:之差|当选|高票|得票|胜出|获胜|落败|落选|失守|连任|险胜|击败|的?微弱)")  # votes of a candidate: 以1867票当选
_OTHER_PART = late_regex(r"[；;]|告诉|表示|介绍|透露|认为|指出|坦言|[，）人士者]称|而(?=\p{Han}{2,8}(?:[省市县区国]|则|的))")
# 24小时降雨量达217毫米: how long it was measured
_MEASURED_FOR = late_regex(
    r"(?:之?内|间|里)?(?:的)?(?:累计|累积|最大|最高|平均|总)?(?:面)?(?:降[雨雪水]量?|雨量|雪量|积雪|蒸发量|客流量?|流量|销量|成交量?)[^，,。；;\d]{0,8}\d"
)
_SPANS = ("小时", "分钟", "天", "日")
_AS_MANY_BEFORE = late_regex(r"(?:相当于|等同于|约等于|抵得上|顶得上|赶得上)(?:了|再造|建造)?(?:约|近|大约|将近)?\s?$")
_AS_MANY_OF = late_regex(r"(?!人|户|城市|国家|省|县)\p{Han}{1,8}(?=[，,。；;、！!\n]|$|的)")  # 相当于24个三峡
_COUNTED_SO = late_regex(r"(?:之间|以[上下内])?的?(?:只|仅|也|则|就|还)?有\s?\d{1,4}\s?(?:多|余)?[个座家省市县]")  # 4000亿到5000亿有6个
_COUNTED_SO_BEFORE = late_regex(  # 7个在1200亿以下
    r"(?:\d{1,4}|[一二两三四五六七八九十]{1,3})\s?[个座家省市县](?:城市|省份?|国家|地区)?(?:的?(?:GDP|产值|人口|面积))?(?:都|均|也)?在\s?$"
)
_IS_A_POINT = late_regex(r"(?:点|条|个原因)?(?:就)?是(?!\s?\d)")
_COUNTERS = ("个", "座", "条", "艘", "架", "辆", "台", "只", "头")
_FURTHEST = 90  # characters from a thing without a name to its figures


def is_one(text: str, frame: Frame, places: Sequence[Occurrence]) -> bool:
    """Whether a figure is the threshold of a count behind it, how many a rank is among, or of a thing that the sentence leaves without a name."""
    q = frame.quantity
    if q.bound != "exact" and q.kind != "growth" and _COUNT_BEHIND.match(text, q.core[1], frame.clause_span[1]):
        return True
    if q.kind == "amount" and q.bound not in ("exact", "approx") and _counts_things(text, q):
        return True
    if q.kind == "rate" and _STANDARD.match(text, q.span[1], frame.clause_span[1]):
        return True
    if q.bound not in ("exact", "approx") and q.kind in ("amount", "rate") and _counts_those(text, frame):
        return True
    if q.kind == "amount" and q.unit in ("个", "座") and _RANKED_AMONG.match(text, q.span[1]):
        return True
    if q.kind == "amount" and q.unit in PLACE_UNITS and _RANKED_AMONG_THEM.match(text, q.span[1]):
        return True
    if (
        q.kind == "amount"
        and q.unit in PLACE_UNITS
        and _AMONG.match(text, q.span[1])
        and _AMONG_BEFORE.fullmatch(text, frame.clause_span[0], q.span[0])
    ):
        return True
    if q.kind == "amount" and q.bound not in ("exact", "approx") and q.unit in _SIZES and _SIZED.match(text, q.core[1]):
        return True
    if q.kind == "amount" and _counts_the_list(text, q, places):
        return True
    if q.kind == "rank" and _OF_TOP.match(text, q.span[1]):
        return True
    if q.kind == "rank" and q.text.endswith("强") and _ON_LIST.search(text, max(frame.clause_span[0], q.span[0] - 40), q.span[0]):
        return True
    if _NORM.search(text, frame.clause_span[0], q.span[0]) or (
        not places and _THEN_MUST.match(text, q.span[1]) and _REACHES.search(text, frame.clause_span[0], q.core[0])
    ):
        return True
    if (q.unit in _SPANS and _MEASURED_FOR.match(text, q.span[1])) or _as_many(text, frame) or _sorts(text, frame, places):
        return True
    if q.unit == "票" and _ELECTED.match(text, q.span[1]):
        return True
    start = max(q.span[0] - _FURTHEST, *(text.rfind(c, 0, q.span[0]) + 1 for c in "。！？!?\n"))
    nameless = max(_NAMELESS.finditer(text, start, q.span[0]), key=lambda m: m.start(), default=None)
    return nameless is not None and _OTHER_PART.search(text, nameless.end(), q.span[0]) is None


def _sorts(text: str, frame: Frame, places: Sequence[Occurrence]) -> bool:
    """Whether a figure only says what those are like that are counted beside it, or opens a point of a list (第一是转变观念)."""
    q = frame.quantity
    bounded = q.kind in ("amount", "number", "rate") and (q.bound != "exact" or "到" in q.text)
    counted = _COUNTED_SO.match(text, q.core[1]) or _COUNTED_SO_BEFORE.search(text, max(frame.clause_span[0], q.core[0] - 12), q.core[0])
    if bounded and counted:
        return True
    if q.kind != "rank" or text[frame.clause_span[0] : q.core[0]].strip("，,；;：: \n") or not _IS_A_POINT.match(text, q.span[1]):
        return False
    return q.text[-1:] not in "名位" and not any(q.span[1] <= o.start < frame.clause_span[1] for o in places)


def _as_many(text: str, frame: Frame) -> bool:
    """Whether a number tells only how much something is, in things that everybody knows (相当于24个三峡)."""
    q = frame.quantity
    if q.kind != "amount" or q.unit not in _COUNTERS or not _AS_MANY_OF.match(text, q.span[1]):
        return False
    return _AS_MANY_BEFORE.search(text, max(frame.clause_span[0], q.core[0] - 8), q.core[0]) is not None


def _counts_those(text: str, frame: Frame) -> bool:
    """Whether a count of schools, firms or places stands right before the noun that passes a figure: it says which are counted."""
    q = frame.quantity
    m = _COUNTED_BEFORE.search(text, frame.clause_span[0], q.span[0]) if _FALLS_SHORT.match(text, q.span[0], q.core[0]) else None
    return m is not None and m.start("whose") >= frame.left[0] - 1 and metrics.head_in(m["whose"]) is not None


def _counts_things(text: str, q: Quantity) -> bool:
    """Whether things of a size are counted right behind it, the size before their name or in brackets behind it."""
    if _SO_MANY_AND_MORE.search(q.text):
        return False  # 200多所小学超过60家: how many there are
    if _THINGS_COUNTED.match(text, q.core[1]):
        return True
    return _SIZE_OPENS.search(text, max(0, q.span[0] - 2), q.span[0]) is not None and _SIZE_COUNTED.match(text, q.core[1]) is not None


def _counts_the_list(text: str, q: Quantity, places: Sequence[Occurrence]) -> bool:
    """Whether a number only says how many places the list right before it names (南京、无锡、常州3个市), or how many the others are."""
    counted = (q.unit in ("个", "座") and _PLACES_COUNTED.match(text, q.span[1])) or q.unit in PLACE_UNITS
    if counted and _THE_OTHERS_BEFORE.search(text, max(0, q.span[0] - 4), q.span[0]) and q.unit in PLACE_UNITS and _THEIR.match(text, q.span[1]):
        return True
    listed = _LISTED_BEFORE.search(text, max(0, q.span[0] - 60), q.span[0]) if counted else None
    if listed is None or sum(listed.group().count(c) for c in "、和与及") + 1 != q.number:
        return False
    named = {o.start for o in places if o.members == 1 and listed.start() <= o.start < listed.end()}
    return len(named) >= max(1, int(q.number) - 1)  # not 物流、快递2个国家级园区, and one that no list has may be among them
