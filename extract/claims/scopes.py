"""Places that only tell among whom a thing is ranked: 全国 in 居全国第五, 中部 in 居中部前列, 亚洲经济体 in 在三十个亚洲经济体中."""

from __future__ import annotations

from extract.claims import epithets
from extract.data.late import late_regex
from extract.model import Span

_AMONG_THE_FIRST = late_regex(r"(?:地区)?的?(?:最?前列|前茅|中上游|上游水平|中游|下游水平|末流|末尾|领先地位|领先水平)")  # 居中部前列
_BECOMES_BEFORE = late_regex(r"(?:成为|成了|是|为)\s?$")
_FIRST_OF_AFTER = late_regex(
    r"(?:国家|各国|成员国)?[^，,。；;、\d]{0,16}最[多大高低少小]的(?:国家|地区|城市|省份|经济体)(?=[，,。；;])"
)  # 成为欧盟人口最多的国家
_WIDE_FRAME_AFTER = late_regex(  # 居世界前列, 世界第五大经济体: where among all, and none that has a figure
    _AMONG_THE_FIRST.pattern + r"|第\s?[\d一二三四五六七八九十]{1,3}[大高长低富强]\p{Han}"
)
_FIRST_AMONG = late_regex(r"(?:之|中)?(?:第[一二三四五六七八九十\d]|首位|榜首|前[一二三四五六七八九十\d])")
_AMONG_AFTER = late_regex(  # 在西部五个省会中排名第二
    r"的?(?:[\d一二三四五六七八九十百]{1,3}\s?个?)(?:省区市|省市|县市|市县|省会|省份|省|城市|市|县|国家|经济体|地区|城)(?:城市)?(?:当中|之中|里|中(?!心|部)|(?=排[名行在第]))"
)
_AMONG_BEFORE = late_regex(r"(?:在|于|居|列)$")
_LED_BEFORE = late_regex(r"(?:领跑|领衔|冠绝|傲视|称雄|雄踞|雄冠|问鼎|(?<=[量额率数值])冠)$")  # 领跑中部六城: how wide it leads
_ITS_RANK_AFTER = late_regex(r"第\s?(?:[\d]{1,3}|[一二三四五六七八九十]{1,3})[名位]")
_ON_A_LIST_BEFORE = late_regex(  # 在某某排行榜上，南京排名第八
    r"(?:在|于)[^，,。；;\n]{2,40}(?:榜单?|排行|排名|名单|指数|百强|评比|评选|排序)[”」』》\x22]?(?:之)?(?:[中上里]|当中)?[，,]\s?$"
)
_PUT_ITSELF = late_regex(r"(?:则|也|又|仍|只|仅)?排(?:在|到|位)(?:了|在)?(?:第|倒数|首位|末位)")  # 广东省排在第六名, but: 全国排在第六
_RANKED_ITSELF = late_regex(
    r"(?:则|也|又|仍)?(?:重新|再次|一举|首次)?(?:位列|位居|名列|高居|屈居|跃居|升至|跻身|夺[回得下]|拿下|重返|重回|蝉联)(?!全)|(?:则|也)(?:只|仅)?(?:居|列|排)(?!全)|[居列](?=第\s?[一二三四五六七八九十\d])"
)  # 湖南省位列第二: it is what is ranked
_RANKED_ON_IT = late_regex(r"[省市县]?(?:则|也|又|仍)?(?:综合)?(?:排名?|排行|位次)(?:在|到|于)?(?:第|全国第|倒数)")
_RANK_IN_LIST_BEFORE = late_regex(r"第\s?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[名位]?[、，,；;]\s?$")  # 新加坡第5名、日本第9名
_RANK_WITH_FIGURE_AFTER = late_regex(r"第\s?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[名位]\s?\d")  # 嘉义市第一名60万元
_SCOPE_AFTER = late_regex(
    r"(?![由从自]|[则也又仍]?为第)(?:的|各[省市县区]|所有|同类|范围内?|省份|城市|主要|经济|前列|最|排名|综合|省会|地级市)?(?:(?!成为|入选|获|跻身|进入|有|被|是)[\p{Han}]){0,6}(?:[（(][市区县州、]{1,8}[）)])?(?:\s?[“「\x22]\s?[^”」\x22，,。]{0,6}(?:[榜强度]|指数|排名|排行|竞争力|实力)\s?[”」\x22]\s?|[“「])?(?:第[一二三四五六七八九十\d]+(?!产业|季|期|次|批|届|轮|阶段|人民|中学|医院|个五年|、|\d)|(?<![目此日年月以之先从])前(?!一[般直天任届次轮阶])[一二三四五六七八九十\d百]++(?!\s?个?\s?(?:季度?|月|年|周|旬|天|日))|首位|首个|首批|榜首|第一(?!产业|季|期|次|批|届|轮|阶段|人民|中学|医院|书记|时间)|倒数|百强|行列|方阵|之列|[\d一二三四五六七八九十]+强|之首|领先|位次|名列)"
)
_SCOPE_ITSELF = late_regex(  # 连续两年全国第一, 今年世界排名第8, 全台第二
    r"(?:全[国球省市县区州台港澳]|世界|亚洲|国内|六都|全岛)(?=(?:综合)?(?:排名|排行|排)?(?:第\s?[一二三四五六七八九十\d]+(?!产业|季|期|次|批|届|轮|阶段|人民|中学|医院|个|大|、第?[一二三四五]产业|[一二三四五六七八九十\d])|首位|榜首|之冠|之首|居首|居冠|垫底|敬陪末座|末位|最末|倒数))"
)
_HOLDS_THE_TOP_BEFORE = late_regex(r"(?:拥有|具有|享有|有|达|创|创下)\s?$")  # 拥有全国最高2GW的容量
_OF_MEMBERS_AFTER = late_regex(r"(?:主要|成员|受调查)?(?:经济体|国家和?地区|国家|城市|省份|县市|地区)(?:当中|之?中|里)")
_OF_MEMBERS_BEFORE = late_regex(r"(?:\d|[一二三四五六七八九十百])\s?(?:多|余)?个$")  # 在三十个亚洲经济体中
_STRONGEST = late_regex(r"(?:\p{Han}{0,6}(?:企业|公司|品牌|高校))?(?:[1-9]00|[一二三四五六七八九]?百|500|千)强")  # 在杭世界500强企业3家
_SUPERLATIVE_AFTER = late_regex(  # 全球最大的白银企业: how wide it is the first of, no place that figures are of
    r"(?:综合|单体|产能|规模|技术){0,2}最(?:大|早|重要|主要|先进|复杂|长|高|知名|具规模)\p{Han}{0,2}的?\p{Han}"
    r"|(?:领先|领军|知名|首[个家座条艘款台]|唯[一二]|仅有的|少有的|为数不多的)(?:一?[个家座条艘款台])?的?\p{Han}"
)
_TOP_FIGURE_AFTER = late_regex(r"最(?:多|高|低|大|长|快)的?\s?\d")
_WIDEST = late_regex(r"全[国球省市台]|世界|亚洲|亚太|国内|中国|我国|台湾|西南|华东|华南|华北|西北|东北")
_ALL_OF_IT = late_regex(r"全[国球省市县台港澳]|世界|全世界|全岛|六都")
_TOP_AFTER = late_regex(  # 为全台最多，
    r"(?:各县市|各市|各省|当?中)?\p{Han}{0,4}?的?(?:之最|之冠|最(?:多|高|低|少|大|小|快|慢|重|佳|好|差|强|严重))(?:的?\p{Han}{0,3})?[，。；,;）)]"
)
_TOP_BEFORE = late_regex(r"(?:[为是居属系冠]|成了)\s?$")
_SCOPE_BEFORE = late_regex(
    r"(?:居|列|占|为|是|排|达|在|进入|跻身|名列|位居|位列|，|,|、|数|量|、|重返|重回|夺得|夺下|拿下|蝉联|登上|冲上|冲进|升到|升至|跌至)\s?$|^$"
)


def ranks_a_body(text: str, before: str, end: int) -> bool:
    """Whether bodies of a place that end at a position are those among which one is ranked (位居全省法院第一)."""
    return _SCOPE_BEFORE.search(before) is not None and _FIRST_AMONG.match(text, end) is not None


def is_one(text: str, span: Span, before: str, after: str) -> bool:
    """Whether a place is such a one by the words around it."""
    if _TOP_AFTER.match(text, span[1]) and (_TOP_BEFORE.search(before) or _ALL_OF_IT.fullmatch(text, *span)):
        return True
    wide = _WIDEST.fullmatch(text, *span) is not None
    if wide and _TOP_FIGURE_AFTER.match(after) and _HOLDS_THE_TOP_BEFORE.search(before):
        return True
    ranks = _SCOPE_AFTER.match(after) and _SCOPE_BEFORE.search(before) and not _is_ranked(text, span, after, wide=wide)
    if ranks or _SCOPE_ITSELF.match(text, span[0]):
        return True
    if _FIRST_OF_AFTER.match(text, span[1], span[1] + 30) and _BECOMES_BEFORE.search(before):
        return True
    if wide and (_SUPERLATIVE_AFTER.match(after) or _STRONGEST.match(after) or _WIDE_FRAME_AFTER.match(after)):
        return True
    if (
        (_AMONG_THE_FIRST.match(after) and _SCOPE_BEFORE.search(before))
        or _LED_BEFORE.search(before)
        or (_AMONG_BEFORE.search(before) and _AMONG_AFTER.match(after))
    ):
        return True
    return bool(_OF_MEMBERS_BEFORE.search(before) and _OF_MEMBERS_AFTER.match(after))


def _is_ranked(text: str, span: Span, after: str, *, wide: bool) -> bool:
    """Whether a place is itself what is ranked (湖南省位列第二)."""
    if _RANKED_ITSELF.match(after):
        return True
    if wide:
        return False
    if _PUT_ITSELF.match(after) or epithets.ranked_next(text, span) or _RANK_WITH_FIGURE_AFTER.match(after):
        return True
    if _RANKED_ON_IT.match(after) and _ON_A_LIST_BEFORE.search(text, max(0, span[0] - 50), span[0]):
        return True
    return bool(_ITS_RANK_AFTER.match(after) and _RANK_IN_LIST_BEFORE.search(text, max(0, span[0] - 8), span[0]))
