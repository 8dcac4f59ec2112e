"""The part that a place plays where it stands: subject, measure of a comparison, whole of a share, scope of a rank, and so on."""

from __future__ import annotations

from extract.claims import beside_the_point, epithets, owners, scopes, set_against, wholes
from extract.data import alternatives, read_table
from extract.data.late import late_regex
from extract.model import Name, Span
from extract.text.spans import Spans

_COMPARE_VERBS = read_table("lexicons/compare_verbs.tsv")
_COMPARES = alternatives([r["verb"] for r in _COMPARE_VERBS])
_COMPARES_RATES = alternatives([r["verb"] for r in _COMPARE_VERBS if r["rates"] == "yes"])
_EPITHET = (  # 比首善之都台北市高, 相当于去年陕西产量的一成
    r"(?:了|整个)?(?:(?:[去今前上当同]年|同期|(?:19|20)\d\d年)的?)?(?:首善之都|首都|省会|首府|邻近的?|隔壁的?|近邻|同为?\p{Han}{2,4}的)?\s?"
)
_COMPARED_BEFORE = late_regex(rf"(?:{_COMPARES}|[与同和跟](?:同期|当期)?){_EPITHET}$")
COMPARED = late_regex(rf"(?:{_COMPARES}){_EPITHET}$")  # a verb of comparing right before a place
RATE_COMPARED = late_regex(rf"(?:{_COMPARES_RATES})(?:了|整个)?\s?$")
_ITS_OWN_RATE_AFTER = late_regex(
    r"(?:平均(?:水平|值|数)?|水平|(?:今年|去年|上年)?(?:同期|第?[一二三四]季度|上半年|全年)(?:平均)?)?的(?:约|近|超过?|逾|将近|大约)?\s?-?[\d.]{1,9}\s?[%％](?!的)"
    r"|(?:同期|平均){0,2}\s?-?[\d.]{1,9}\s?[%％]的\p{Han}{0,5}(?:增速|增幅|涨幅|降幅|均值|平均值|增长率)"  # 高于全国同期1.7%的平均增速
)
_RATIO_AFTER = late_regex(r"的?[^，,。；;]{0,12}?[\d一二两三四五六七八九十./]+(?:倍|分之)|的(?:一半|\d+/\d+)")
_SHARE_AFTER = late_regex(  # 只有香港的六成, 是广州的1.2倍
    r"的(?:约|近|超过?|逾|将近|大约)?\s?(?:[\d.]{1,9}\s?(?:[%％]|倍)|[一二三四五六七八九两]成|[一二三四五六七八九两十百]{1,6}(?:分之|倍)|一半|\d/\d)"
)
_ITS_OWN_AFTER = late_regex(
    r"(?:平均(?:水平|值)?)?的(?:约|近|超过?|逾|将近|大约)?\s?[\d.,]{1,12}\s?[万亿]?(?:[-—~～至到][\d.,]{1,12}\s?[万亿]?)?\s?(?![%％倍\d.,/]|个?百分点|[至到])\p{Han}"
    r"|的[一二三四五六七八九十百零〇]{1,5}点[一二三四五六七八九零〇]{1,4}\s?[万亿](?!倍)"  # 浙江的十一点零四万元
    r"|\s?[\d.,]{1,12}\s?[万亿]?(?:[%％]|\p{Han}{1,2}?)(?:为|还|要|略)?[高低多少大小快慢](?![于达])"  # 较全国9.46倍低
)
_ITS_OWN_RANK_AFTER = late_regex(r"的(?:第|排?在?第)\s?(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:[名位]|(?=[，,。；;]))")  # 高于甲县的第62位
_ITS_OWN_ASIDE = late_regex(  # 高于世界平均水平（9.3%）
    r"(?:的?(?:人均|平均))?(?:水平|值|数|增速|增幅|涨幅)?\s?[（(]\s?(?:约|为)?[\d.]+\s?[万亿%％]?\p{Han}{0,4}\s?[）)]"
)
_EXAMPLES_AFTER = late_regex(  # 辽宁、黑龙江等14个单位: whose number it is, others say
    r"(?:[、和及与]\p{Han}{1,8}){0,4}等\s?(?:约|近|超过?)?\s?[\d一二三四五六七八九十百两]+\s?(?:多|余|几)?\s?[个家座省市县区地国条所项名]"
)
_OF_ALL_BEFORE = late_regex(r"省(?:[区市、（）()]|自治区|直辖市)*(?:和|及|与|以及)$")  # 31个省区市和新疆生产建设兵团: the nation
_HOLDS_AFTER = late_regex(
    r"(?:市|省|县|州)?(?:下面|下辖|辖下|所辖|管辖|治下|所属|代管|境内)的?(?!各|所有|多|[\d两二三四五六七八九十])\p{Han}{1,6}?[县市区镇乡旗]"
)  # 阜阳下面的临泉县
_OFFICE = late_regex(r"\p{Han}{1,8}(?:局|厅|署|政府|办公室|[^国]委|委员会)|\p{Han}{0,8}(?:高院|中院|法院|检察院)")  # 台南市环保局, 仪征市纪委
_WHOLE_BEFORE = late_regex(r"占(?:到了|了|到|据)?(?:同期|当年|当期|全年)?\s?$")
_PART_OF = late_regex(
    r"(?:拥有|贡献|集中|聚集|集聚|汇聚|生产|吸纳|承担|完成|实现|创造|提供|消耗|囊括|包揽|产出|供应|收治|容纳|养活|控制|掌握|掌控|垄断|主导)(?:了|着|出)?\s?$"
)
_WITH_PART = late_regex(r"以(?:了|占)?\s?$")  # 以全国1.7%的人口, but: 以新北市45%最高
_PART_AFTER = late_regex(
    r"(?:约|近|超过?|逾|将近|大约)?\s?(?:[\d.]{1,9}\s?[%％]|[一二三四五六七八九两\d]成|[一二三四五六七八九十百]{1,6}分之|一?半|\d/\d)"
)
_PART_OF_IT = late_regex(_PART_AFTER.pattern + "的")
_PART_BEHIND = late_regex("的?" + _PART_AFTER.pattern)
_LISTED_FIRM_AFTER = late_regex(  # 提供甲科技、台湾乙电子等共80个职缺: the head of a name in a list that is counted
    r"(?!\p{Han}{0,5}(?:市|县|省|区|州|国|地))\p{Han}{2,8}(?:、[^，,。；;、\d]{2,12}){0,12}(?:\.{2,3}|…{1,2})?等(?:共|合计|共计)?\s?\d"
)
_QUEUED_BEFORE = late_regex(  # and not 定居深圳后
    r"(?:[排列位]|落(?![户脚地])|(?<![定旅移迁安寄客隐])居)(?:名|列|居|位)?(?:仅|只|都|在|于){0,2}(?:\p{Han}{1,6}[、和及与]){0,3}$"
)
_QUEUED_AFTER = late_regex(
    r"(?:[（(][^（()）]{1,10}[）)])?(?:[、和及与]\p{Han}{1,6}?){0,5}(?:等?\s?(?:\d{1,2}|[两三四五六七八九十])\s?个?(?:直辖市|省市|省份|城市|[省市县区国]))?"
    r"(?:(?:之后|之前|后面|前面|身后|前头)(?=[，,。；;居排位列])|后(?=[，,。；;居排位列]|全[国省市球]|第))"
)  # 排在新疆、西藏之后
_SHARE_OF = late_regex(  # 全球占比: the share of what is spoken of in the whole
    r"(?<!在)(?:全球|世界|全国)(?:的)?(?:市场)?(?:占比|比重|份额)|(?<=[\d.]{1,6}\s?[%％]的)(?:全[国球]|世界)(?=[\p{Han}A-Z])|(?<=在)全[国球]的?(?!各|所有)\p{Han}{2,8}(?:占比|比重|份额|比例)"
)
_TOPIC_BEFORE = late_regex(r"(?:^|[，,。；;：:！？!?\n\s])(?:再|又|先|我们|我们再|可以)?(?:对比|比较|看看?|来看)(?:一下)?\s?$")  # 再对比河南，
_ASIDE_BEFORE = late_regex(r"[（(](?:不?含|包括|不?包含|不?计|除|原|即|又称|如|以下简称)?\s?$")
_VISITOR_AFTER = late_regex(
    r"籍|裔(?!胄)|客(?=[占约近达为有数及和、年]|人)|货源?(?=[占约近达为有])|(?:[（(][^（()）]{1,14}[）)])?(?:(?:[、,，]|及|和|与|或|以及)(?:(?!接待|迎来|吸引|迎接|分别|共|发送|运送|输送|到发)\p{Han}){2,6}(?:[（(][^（()）]{1,14}[）)])?){0,4}(?:地区|各地|市民|方面)?(?:籍(?=的|人士|旅客|配偶|占|者)|(?:旅客|游客|团客|散客|住客|背包客|自由行旅客)(?!吞吐|中心|服务|集散|运输|发送|周转|年吞吐)|观光客|访客|客源|客人|配偶|新娘|移工|外劳|留学生|学生来|来客|买家(?!秀)|居民(?=\s?[\d.,，万千]{1,12}+\s?人次|占(?:通关|旅客|出入境|入境|客流|总人次))|移民(?![局署政法潮]))"
)
_ORIGIN_BEFORE = late_regex(r"(?:来自|赴|前往)\s?$")
_COUNTED_AFTER = late_regex(r"\s?(?:的?(?:则|也)?(?:为|有|占|约))?\s?\d")  # 来自日本71万人次
_EVENT_AFTER = late_regex(  # 全国中等学校运动会, 台湾设计展: what is held under a wide name is held in one city
    r"(?:(?!第[一二三四五六七八九十]|[在有已将共的])\p{Han}){0,8}?(?:运动会|全运会|锦标赛|大奖赛|公开赛|邀请赛|选拔赛|联赛|大赛|竞赛|奥运会|亚运会|世博会|博览会"
    r"|文博会|交易会|展览会|设计展|灯会|文化节|艺术节|论坛|峰会|年会|代表大会|评比|评选|评鉴|基金会|协会|行动奖|金奖|大奖)"
)
_WIDE_NAME = late_regex(r"全国|世界|国际|亚洲|亚太|台湾|中国|全台|两岸")
_TARGET_BEFORE = late_regex(
    r"(?:对|向|往|赴|至|(?<![提说谈讲聊想看听])到|从|自|来自|运往|输往|销往|发往|到达|抵达|驶往|驶向|开往|运抵|飞往|出口到?|进口自|直达|通往|连接|面向|开拓|拓展|进军|深耕|支援|援助|直接投资|地处|上缴|上解|上交|(?:对|同|与)\p{Han}{0,3}(?:[一二三四五六七八九十最]大|主要|重要)的?(?:贸易伙伴|(?:出口|进口)(?:市场|来源[地国]?|目的[地国])))\s?$"
)
_TARGETS_BEFORE = late_regex(r"(?:(?<![应针面相绝敌])对|(?:出口|销往|运往|面向)到?)[^，,。；;\d对]{2,24}等$")  # 对东盟、非洲等新兴市场
_LEARNT_FROM = late_regex(  # 记者从河南省财政厅了解到: whose body tells
    r"\p{Han}{0,12}(?:部门|[^和]厅|[^布结格]局|[^党]委|办公室|中心|指挥部|政府|人大|政协|海关|法院|检察院)(?:处|方面|官网)?(?:了解|获悉|得知|采访)"
)
_SEEN_FROM = late_regex(r"(?:来)?(?:看|说|讲)")  # 从全国来看, 对广州来说
_LOCATED_BEFORE = late_regex(  # 在省会石家庄, but: 现在大陆
    r"(?:(?<![现存实内潜]|(?<!真)正)在(?:省会|首府|省城)?|(?<!对|由|之|属|等|关|至|鉴|基|致力|终)于|落户|进驻|投资|设在|走进)\s?$"
)
_HERE_IS = late_regex(  # 这个数字在青海是2.1%, 在北京则为3家
    r"(?:则|也|又|却|还|就|更)?(?:是|为|有|仅为|只有|仅有|达到?|高达|多达|超过)(?:了|大?约|近|超|逾)?\s?[-\d一二三四五六七八九十百千万]"
)
_IN_BEFORE = late_regex(r"(?<!现)在\s?$")
_DATELINE_AFTER = late_regex(r"\s?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})月)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})日?(?:电|讯|报道)|报道|讯")
_ANONYMOUS = late_regex(r"某[\p{Han}]{0,4}$")
_ASIDE_AFTER = late_regex(r"[^（(\d，,、]{0,8}[）)]")
_MEMBERS_BEFORE = late_regex(r"[（(]\s?(?:例?如|比如|包括|包含|含|即|以)?(?:[^\d，,。；;、和及（()）]{2,10}[、和及]\s?){0,30}$")
_SUCH_AS = late_regex(r"[（(]\s?(?:例?如|比如|以)")  # （以澳洲为首）
_MEMBERS_AFTER = late_regex(r"(?:为首|等地?)?(?:\s?[、和及][^\d，,。；;、和及（()）]{2,10}){0,30}。?\s?[）)]")  # 辖3个镇（甲镇、乙镇、丙镇）
_LONGEST_LIST = 120
_WHOLE_LIST_BEFORE = late_regex(r"占(?!比)[^，,。；;\d]{2,24}[、和及]\s?$")
_NEIGHBOURS = r"(?:[、和与及]\p{Han}{2,6}){0,4}"
_NEIGHBOUR_BEFORE = late_regex(  # 北依四川, 东接贵州、广西
    r"(?:(?<![河湖山江海台东南西])[东南西北]{1,2}[邻接连靠依临濒界抵枕]|[东南西北]{1,2}[面边部](?:是|紧?挨着?|靠着|紧靠|邻着|[邻接连靠依临濒])|毗邻|毗连|紧邻|邻接)(?:省会|首府|首都)?(?:\p{Han}{2,6}[、和与及]){0,4}$"
)
_SEAT_BEFORE = late_regex(r"(?:首府|省会|州府|首都|驻地|治所)(?:所在地|驻地)?(?:为|是|在|设在|位于|设于|驻)\s?$")  # 首府所在地为都匀市
_BORDER_AFTER = late_regex(  # 北与上海、江苏接壤
    rf"{_NEIGHBOURS}(?:[三四五六七八九\d]{{0,2}}个?(?:省区市|省区|省市|[省市县国])|等)?(?:接壤|毗邻|相邻|交界|相连|为邻|为界|相接)"
)
_TEAM = ("队", "代表队", "代表团", "体育代表团", "军团")  # 无锡队获得20枚金牌: the city's medals
_HOST_AFTER = late_regex(r"(?:入境)?(?:访客|旅客|游客)(?:人[数次])?(?:以|中(?!心)|当中|来源|之中)")  # 澳门访客以内地旅客占最多
_BROKEN_BEFORE = late_regex(r"(?:打破|刷新|改写|超越|超过|追平|逼近|接近)(?:了)?[^，,。；;、]{0,8}$")  # 打破去年高雄纪录
_RECORD_AFTER = late_regex(r"(?:的)?(?:历史|最高|同期){0,2}(?:纪录|记录|高点|水[平准]|峰值)")
_PLAN_ENDS = late_regex(
    r"(?:方案|规划|条例|办法|意见|计划|纲要|措施|细则|决定|公报|报告)(?:[（(][^（()）]{1,20}[）)])?(?:的通知)?(?:[（(][^（()）]{1,10}[）)])?[》」』]?$"
)
_SAYS_AFTER = late_regex(r"[》」』]?(?:的通知)?(?:中)?(?:提出|明确|显示|规定|指出|要求|强调)")
_WITH_BEFORE = late_regex(r"(?:与|同|和|跟)\s?$")
_COMPARED_WITH_AFTER = late_regex(
    r"[\p{Han}]{0,4}(?:相比|相当|持平|差距|之间|相差)"
    r"|(?:的?\p{Han}{1,4}?)?(?:差不多|差不了多少|不相上下|相近|相仿|接近|类似|齐平|平起平坐)(?=[，,。；;！\n]|$)"  # 规模和甲市差不多，
)
_TRADE_AFTER = late_regex(r"(?:的)?(?:双边)?(?:货物|服务|农产品)?(?:贸易(?!港|区|公司)|进出口|经贸)")  # 与东盟贸易总值
_BRACKET_BEFORE = late_regex(r"[）)]\s?(?:与|同|和|跟)\s?$")
_RATIO_BEFORE = late_regex(r"(?:是|为|达|相当)\s?$")
_INVESTOR_AFTER = late_regex(  # 美国某公司投资的电池厂, 陕西援疆项目, 日本捐赠疫苗: who gives, and not where
    r"(?!\p{Han}{0,6}(?:固定|资产|民间|开发|产业|社会|工业|外商|外来|对外|直接|基础|设施|政府|民营|风险|股权|国有))[\p{Han}·]{2,8}?(?:投资|出资)(?:建设|兴建|修建|兴办)?的"
    r"|捐[赠助献]的?\p{Han}|援建的|援助的(?!\p{Han}{0,4}(?:资金|总额|金额))|(?:对口)?援[疆藏青]"
)
# 航空城建设编列20亿元: an item of whoever makes the budget. A city or county there has one of its own.
_BUDGETED_AFTER = late_regex(
    r"[^，,。；;\d]{0,14}(?:工程|建设|计划|发展|兴建|整建|改善|开发|设施)[^，,。；;\d]{0,6}编列(?:预算|经费|了|约|共)*\s?[\d一二三四五六七八九十百千]"
)
_OF_ITS_OWN = late_regex(r"(?:[市县省国乡镇]|(?<![湾园新特]|开发|保税|自贸|风景)区)$")


def _is_member(text: str, span: Span) -> bool:
    """Whether a place is one of several that brackets without a figure list."""
    before = _MEMBERS_BEFORE.search(text, max(0, span[0] - _LONGEST_LIST), span[0])
    after = _MEMBERS_AFTER.match(text, span[1], span[1] + _LONGEST_LIST) if before else None
    if before is None or after is None:
        return False
    return "、" in before.group() or "、" in after.group() or _SUCH_AS.match(before.group()) is not None


def _opens_a_plan(text: str, span: Span, work: Span) -> bool:
    """Whether a place opens the title of a plan or rule that says something (《郑州市…实施方案》提出): whoever put it forth speaks of itself."""
    opens = span[0] - work[0] <= 1
    return opens and _PLAN_ENDS.search(text, span[1], work[1]) is not None and _SAYS_AFTER.match(text, work[1]) is not None


def role_of(text: str, span: Span, names: Spans[Name]) -> str:
    """The part that a place plays by the words beside it and the names around it; ``Occurrence.role`` lists them."""
    before = text[max(0, span[0] - 8) : span[0]]
    after = text[span[1] : span[1] + 14]
    holders = [n for n in names.touching(span) if n.span[0] <= span[0] and span[1] <= n.span[1]]
    works = [n for n in holders if n.label == "WORK"]
    if any(_opens_a_plan(text, span, n.span) for n in works):
        return "government"
    around = [n for n in holders if span[1] < n.span[1] and not epithets.trade(text, span[1], n.span[1])]
    if around and text[span[1] : around[0].span[1]] not in _TEAM:
        if _WHOLE_BEFORE.search(before) and _PART_BEHIND.match(text, around[0].span[1]):
            return "whole"  # 占全省法院的三成
        if scopes.ranks_a_body(text, before, around[0].span[1]):
            return "scope"  # 位居全省法院第一
        office = around[0].kind == "government" or _OFFICE.fullmatch(text, span[1], around[0].span[1])
        return "government" if office and around[0].span[0] == span[0] else "inside"
    if works:
        return "inside"
    if beside_the_point.is_beside_the_point(text, span):
        return "beside"
    if _EXAMPLES_AFTER.match(text, span[1], span[1] + 40):
        return "examples"
    listed_firm = before.endswith("、") and _LISTED_FIRM_AFTER.match(text, span[1], span[1] + 80)
    if listed_firm or _HOLDS_AFTER.match(after) or (_WIDE_NAME.fullmatch(text, *span) and _EVENT_AFTER.match(text, span[1], span[1] + 16)):
        return "inside"
    if _INVESTOR_AFTER.match(text, span[1], span[1] + 20):
        return "inside"
    if _BUDGETED_AFTER.match(text, span[1], span[1] + 32) and not _OF_ITS_OWN.search(text, *span):
        return "inside"
    if owners.is_anothers(text, span, before, after):
        return "another's"
    if _OF_ALL_BEFORE.search(text, max(0, span[0] - 16), span[0]) and text.startswith("新疆生产建设兵团", span[0]):
        return "examples"
    if epithets.of_which_capital(text, span[1]) or epithets.is_predicate(text, span):
        return "inside"
    if epithets.compared_far(text, span[0], _COMPARES):
        return "measured" if _ITS_OWN_AFTER.match(after) and not _SHARE_AFTER.match(after) else "compared"
    if _BROKEN_BEFORE.search(text, max(0, span[0] - 12), span[0]) and _RECORD_AFTER.match(after):
        return "compared"
    if _ANONYMOUS.search(before):
        return "anonymous"
    if _DATELINE_AFTER.match(after):
        return "dateline"
    if _ASIDE_BEFORE.search(before) and _ASIDE_AFTER.match(after):
        return "aside"
    if _is_member(text, span):
        return "aside"
    if _VISITOR_AFTER.match(text, span[1], span[1] + 60) and not _HOST_AFTER.match(after):
        return "visitors"
    if _ORIGIN_BEFORE.search(before) and _COUNTED_AFTER.match(after):
        return "visitors"
    if _WITH_BEFORE.search(before) and _TRADE_AFTER.match(after):
        return "target"
    if (
        _NEIGHBOUR_BEFORE.search(text, max(0, span[0] - 24), span[0])
        or _BORDER_AFTER.match(text, span[1], span[1] + 40)
        or owners.is_held(text, span)
    ):
        return "target"
    if (_PART_OF.search(before) and _PART_AFTER.match(after)) or (_WITH_PART.search(before) and _PART_OF_IT.match(after)):
        return "whole"
    if _WHOLE_BEFORE.search(before) or _WHOLE_LIST_BEFORE.search(text[max(0, span[0] - 28) : span[0]]) or _SHARE_OF.match(text, span[0]):
        return "whole"
    if wholes.is_second(text, span):
        return "whole"
    if _TOPIC_BEFORE.search(before) and after[:1] in "，,：:":
        return "subject"
    if set_against.with_its_rate(text, span):
        return "measured"
    if set_against.passed_over(text, span):
        return "compared"
    if _COMPARED_BEFORE.search(before) and not (_WITH_BEFORE.search(before) and _BRACKET_BEFORE.search(before)):  # 上海（1.2%）和杭州（0.8%）
        amount = _ITS_OWN_AFTER.match(after) and not _SHARE_AFTER.match(after)
        amount = amount or _ITS_OWN_RANK_AFTER.match(after)
        if amount or _ITS_OWN_ASIDE.match(after) or (RATE_COMPARED.search(before) and _ITS_OWN_RATE_AFTER.match(after)):
            return "measured"
        if _WITH_BEFORE.search(before) and not _COMPARED_WITH_AFTER.match(after):
            return "subject"
        return "compared"
    if _SHARE_AFTER.match(after) or (_RATIO_BEFORE.search(before) and _RATIO_AFTER.match(after)):
        return "compared"
    if scopes.is_one(text, span, before, after):
        return "scope"
    if _QUEUED_AFTER.match(text, span[1], span[1] + 30) and _QUEUED_BEFORE.search(text, max(0, span[0] - 24), span[0]):
        return "measured" if _ITS_OWN_ASIDE.match(after) else "compared"
    if _SEAT_BEFORE.search(text, max(0, span[0] - 12), span[0]):
        return "target"
    if before.endswith("等") and _TARGETS_BEFORE.search(text, max(0, span[0] - 30), span[0]):
        return "target"
    if _TARGET_BEFORE.search(before) and not _SEEN_FROM.match(after):
        return "government" if _LEARNT_FROM.match(text, span[1], span[1] + 24) and before.rstrip()[-1:] == "从" else "target"
    if _LOCATED_BEFORE.search(before):
        return "subject" if _IN_BEFORE.search(before) and _HERE_IS.match(after) else "located"
    return "subject"
