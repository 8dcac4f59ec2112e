"""Figures whose place stands around them in a fixed form: 27万人口的嘉义市; 占全国面积15465公顷的35%; 全球1/4的患者在中国."""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence
from extract.data.late import late_regex

_INHABITANTS = late_regex(r"(?:以?上|多|左右)?(?:的?(?:常住|户籍|总)?人口)?的")
_PEOPLE = late_regex(r"人口|人|万|亿")
_HAS_ONLY = late_regex(
    r"(?:拥有|有|仅|近|约|超过?|逾|不到|不足|多达|高达|达到?|接近|将近|常住人口|户籍人口|总人口|人口|，|、|。|；|而|在|的|个|是|^)\s?$"
)
_WHOLE_OF = late_regex(r"[\p{Han}]{0,12}")
_ITS_SHARE = late_regex(
    r"[\p{Han}]{0,2}的\s?(?:约|近|逾|超过?)?(?:[\d.]{1,9}\s?[%％]|[一二三四五六七八九两\d.]{1,3}成|[一二三四五六七八九十]{1,3}分之|一半)"
)
_ALL = late_regex(r"全[国球台]|世界|全世界|全[美英俄]国?")
_THERE = late_regex(r"(?:以上|多|左右)?的\p{Han}{2,12}?(?:都|均|则|就|是)?(?:生活|居住|集中|分布|位于)?在")
_BELONGS = late_regex(r"(?:城市|城|市|县市?|区|镇|省份?|国家?|家企业|家)?(?:[，,]?(?:都|均|则|就|分别)?)?(?:属于|隶属于?|归属于?|地处)(?:省会|首府)?")
_THE_MOST = late_regex(r"(?:市|省)?的\p{Han}{2,12}?最[多高大长快低少小][，,]\s?(?:其中)?(?:达到?|为|有|超过?|约|逾|只有|仅|高达){1,3}\s?")
_WHERE_BEFORE = late_regex(r"(?:^|[，,。；;、\n])\s?(?:[例比]?如|仅|其中|但|而)?(?:\d{4}年|去年|今年|前年|上年)?仅?在$")
_WHO_ARE_THERE = late_regex(
    r"(?:地区|[市省])?(?:就业|居住|工作|务工|生活|就读|种植|生产|注册|执业)的\p{Han}{1,10}?(?:就|则|也|还|都)?(?:比|较|为|有|达|约|增|减|超)[^，,。；;]{0,10}"
)
_PREDICATE_BEFORE = late_regex(r"(?:之后|其后|随后|后面|其次|接着|首位|榜首|前两位)的?(?:则|便|就|即|分别|依次)?[是为]\s?$")
_PREDICATE_AFTER = late_regex(
    r"[，,](?:去年|今年|\d{4}年)?(?:其|两[地市省])?(?:\p{Han}{0,6}|\p{Han}{0,4}GDP\p{Han}{0,4}?)(?:均|都|分别)?(?:达到?|为|是|有|超过?)(?:约|近)?\s?"
)
_ITS_BODY = late_regex(
    r"(?:海关|(?:国家|中央)?统计局|央行|中央银行|商务部|财政部|劳工部|农业部)(?:总署)?\p{Han}{0,6}?(?:数据|统计|公布|发布|报告|显示|指出){1,3}"
    r"(?:显示|指出|称|表示|宣布)?[，,：:]?[^。；;]{0,40}"
)
_LESS_OR_MORE = late_regex(r"(?:[高低大小多少短长]于|超过|超出|不及|不如|达不到|未达到?|落后于?)了?\s?(?:约|近)?\s?$")  # 低于1.5平方米的全国平均水平
_OF_THE = late_regex(r"的")
_MEAN = late_regex(r"(?:地区|各[省市县])?的?(?:同期)?(?:平均(?:水平|值|数|线)?|均值|中位数|水平)(?=[，,。；;、）)]|$)")
_AT_THE_TIME = late_regex(r"\s{0,4}+(?:而|但|与|和)?(?:同期|同年|同月|当年|当月|同一时期)的?")
_NATIONS = ("全国", "全球", "全世界")
_HAS_BEFORE = late_regex(  # 接着是增加37亿元的甲州, 超越拥有60家的福州
    r"(?:^|[，,。；;：:、\s]|接着|其次|然后|还有|以及|及|和)(?:则|就|便|也)?(?:[是为]|超越|反超|赶超|超过|多于|领先于?|不及|不如|仅?次于)?了?(?:同样)?"
    r"(?:拥有|有|增加|增长|增|减少|下降|下跌|上涨|达到?)了?(?:约|近|逾|将近)?\s?$"
)
_OVER_BEFORE = late_regex(r"(?:超越|反超|赶超|多于|不及|不如|仅?次于)了?(?:约|近|逾|将近)?\s?$")
_WHOSE = late_regex(r"(?:以上|多|左右)?\p{Han}{0,6}的")
_CLOSES = late_regex(r"(?:市|省|州|县)?\s?(?:[（(，,。；;、\n]|$|以?及|和(?!\p{Han}{0,2}谐))")
_KIND_BEFORE = late_regex(  # 三大城市（北京、上海、广州）
    r"(?:[两三四五六七八九十\d]{1,2}(?:大|个|座)?|最\p{Han}{1,3}的|第[一二三四五六七八九十\d]{1,2}\p{Han}?)(?:一线|新一线|中心|副省级|沿海|直辖)?(?:直辖市|城市|省份|省市|省区|国家|地区|经济体|[省市县区])\s?[（(]$"
)
_AS_WHAT = late_regex(r"\s{0,4}+(?:而|但|此外[，,])?(?:作为|贵为)[^，,。；;]{0,40}?(?:城市|省份?|市|国家?|地区|[城县区])(?=\s?[，,])")
_WHO_IS_IT = late_regex(r"[，,]?\s?(?:如今的?|目前|现在)?")
_ITS_GROUP = late_regex(  # 浙江11个城市中，有8个
    r"的?\s?\d{1,3}\s?[座个][^，,。；;、\d]{0,8}(?:城市|[级区]市|市州|县市|区县|[县市区]|省份|国家)(?:之中|当中|中|里)"
)
_COMMUTE_BEFORE = late_regex(r"(?:^|[，,。；;、\n])\s?(?:而|但|其中|每天)?(?:跨城|跨省|跨市)?(?:从|到|去|来)$")
_COMMUTE_AFTER = late_regex(
    r"(?:市|省)?(?:外出|流出|出发|离开)?(?:上班|就业|工作|打工|务工|通勤|上学|就医|看病|旅游)?的(?:就|也|则|只|仅|大?约|人口?|共)?"
    r"(?:是|有|为|达)(?:了|约|近|超过?){0,2}\s?"
)
_ALL_OF_THEM = late_regex(  # 人均GDP已经远超丙国，都在3500美元左右
    r"[^，,。；;\d]{0,10}?(?:都|均)(?:已经?|仅|只|一直|大致|稳定|保持|维持){0,2}(?:在|为|是|有|达到?|超过|突破|低于|高于|不到|不足|接近)(?:了|约|近|大约){0,2}\s?"
)
_BY_WHOM = late_regex(  # 9亿吨增量是由中国提供的
    r"(?:以上|左右|多)?的?\p{Han}{0,6}?(?:都|均|主要|全部)?(?:是|为)?由"
)
_DID_IT = late_regex(r"(?:[一独]家|企业|公司|厂商|地区|单独|所)?(?:提供|贡献|生产|创造|制造|完成|承担|供应|建造)")
_FEW = 5  # places of a list that stays in mind
_SAID_OF_ALL = 4  # clauses behind a list that may still be told of all of it
_ENDS = late_regex(r"(?:境内)?(?:[，,。；;、）)]|$)")


def place(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The place that one of the forms tells; None where none does."""
    return next(
        (
            key
            for way in (
                _populous,
                _whose,
                _as_what,
                _named_in_brackets,
                _of_the_whole,
                _share_there,
                _belonging,
                _the_most,
                _who_are_there,
                _its_body,
                _predicate,
                _mean_behind,
                _at_the_time,
                _by_whom,
                _among_its,
                _commuters,
                _all_of_them,
            )
            if (key := way(text, found, frame))
        ),
        None,
    )


def _populous(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The place right behind its number of people (只有27万人口的嘉义市); None where none is."""
    q = frame.quantity
    if q.kind != "amount" or _PEOPLE.search(text, max(q.span[0], q.span[1] - 2), q.span[1]) is None:
        return None
    behind = [o for o in found if o.start >= q.span[1] and not o.pointing and o.members == 1 and o.role not in ("whole", "scope")][:1]
    of = _INHABITANTS.fullmatch(text, q.span[1], behind[0].start) if behind else None
    people = of and "人口" in text[q.span[1] - 2 : behind[0].start]
    return behind[0].key if people and _HAS_ONLY.search(text, max(0, q.span[0] - 4), q.span[0]) else None


def _whose(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The place right behind what it has or grew by (接着是增加37亿元的甲州、增加21亿元的乙州); None where none is."""
    q, start = frame.quantity, frame.clause_span[0]
    behind = (
        [o for o in found if o.start >= q.span[1] and not o.pointing and o.role in ("subject", "measured")][:1]
        if q.kind in ("amount", "growth", "rate")
        else []
    )
    if not behind or not _WHOSE.fullmatch(text, q.span[1], behind[0].start) or not _CLOSES.match(text, behind[0].end):
        return None
    left = max(start, text.rfind("、", start, q.core[0]))
    if any(o.span and left <= o.start < q.core[0] for o in found):
        return None
    told = _HAS_BEFORE.search(text, max(0, left - 1), q.core[0]) or _OVER_BEFORE.search(text, left, q.core[0])
    return behind[0].key if told else None


def _as_what(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The place that opens the clause behind the one that tells what it is (作为全省人口第四大城市，甲市…); None where none does."""
    start, end = frame.clause_span
    if _AS_WHAT.match(text, start) is None:
        return None
    behind = [o for o in found if o.start >= end][:1]
    return behind[0].key if behind and behind[0].role == "subject" and _WHO_IS_IT.fullmatch(text, end, behind[0].start) else None


def _named_in_brackets(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The place or list in brackets behind a kind of places (三大城市（甲、乙、丙）共8万家), with none since; None where none is."""
    at = frame.quantity.core[0]
    before = [o for o in found if o.span and o.end <= at]
    last = max(before, key=lambda o: (o.end, o.members), default=None)
    if last is None or text[last.end : last.end + 1] not in ("）", ")") or frame.run.size > 1:
        return None
    named = _KIND_BEFORE.search(text, max(0, last.start - 24), last.start)
    sole = all(o.start >= last.start or o.clause < last.clause or o.pointing or o.role != "subject" or o.place.level == "country" for o in before)
    return last.key if named and sole and "、" not in text[last.end + 1 : at] and "，" not in text[last.end + 1 : at] else None


def _of_the_whole(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The whole whose amount is told before the share of it (占全国面积15465公顷的35%); None where none is."""
    q = frame.quantity
    if q.kind != "amount" or _ITS_SHARE.match(text, q.span[1]) is None:
        return None
    before = [o for o in found if o.span and o.end <= q.core[0] and o.role == "whole"][-1:]
    return before[0].key if before and _WHOLE_OF.fullmatch(text, before[0].end, q.span[0]) else None


def _share_there(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The place where a share of all is (全球1/4的糖尿病患者在中国); None where none is told."""
    q = frame.quantity
    before = [o for o in found if o.span and o.end <= q.core[0] and o.clause == frame.clause][-1:]
    if q.kind not in ("rate", "ratio") or not before or not _ALL.fullmatch(text, before[0].start, before[0].end):
        return None
    behind = [o for o in found if q.span[1] <= o.start < frame.right[1] and o.members == 1 and not o.pointing][:1]
    there = behind and _THERE.fullmatch(text, q.span[1], behind[0].start) and _ENDS.match(text, behind[0].end)
    return behind[0].key if there else None


def _belonging(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The place or list that as many of a larger number belong to (23个万亿城市中，8城属于长三角); None where none is told."""
    q = frame.quantity
    behind = [o for o in found if q.span[1] <= o.start < frame.right[1] and not o.pointing][:1] if q.kind == "amount" else []
    first = [o for o in found if behind and o.start == behind[0].start and _BELONGS.fullmatch(text, q.span[1], o.start)]
    return max(first, key=lambda o: o.members).key if first else None


def _last(found: Sequence[Occurrence], at: int) -> Occurrence | None:
    """The place last named before a position, no list."""
    before = [o for o in found if o.span and o.end <= at]
    return before[-1] if before and before[-1].members == 1 and not before[-1].listed else None


def _the_most(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The place whose thing is the most, of the figure behind that (当中甲市的投资额最多，达689亿元); None where none is told."""
    o = _last(found, frame.quantity.core[0])
    return o.key if o is not None and o.role == "subject" and _THE_MOST.fullmatch(text, o.end, frame.quantity.span[0]) else None


def _who_are_there(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The place that people work or live in whose number is told (在珠三角就业的农民工比上年减少186万人); None where none is."""
    o = _last(found, frame.quantity.core[0])
    there = (
        o is not None and _WHERE_BEFORE.search(text, max(0, o.start - 12), o.start) and _WHO_ARE_THERE.fullmatch(text, o.end, frame.quantity.span[0])
    )
    return o.key if o is not None and there else None


def _its_body(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The country whose own body tells the figure, with no other place since (中国海关数据显示，进口量达1228万吨); None where none does."""
    o = _last(found, frame.quantity.core[0])
    told = o is not None and o.place.level in ("country", "foreign") and _ITS_BODY.fullmatch(text, o.end, frame.quantity.span[0])
    return o.key if o is not None and told else None


def _predicate(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The list of places that comes next after one, of the figure behind it (东莞之后即为烟台与常州，GDP为7800亿元); None where none does."""
    at = frame.quantity.span[0]
    lists = [o for o in found if o.span and o.end <= at and o.members > 1][-1:] if frame.run.size == 1 else []
    next_after = lists and _PREDICATE_BEFORE.search(text, max(0, lists[0].start - 10), lists[0].start)
    return lists[0].key if next_after and _PREDICATE_AFTER.fullmatch(text, lists[0].end, at) else None


def _mean_behind(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The place whose mean a figure is that another is set against (仍低于1.5平方米的全国平均水平); None where it is no such one."""
    end = frame.quantity.span[1]
    behind = [o for o in found if o.start >= end][:1]
    mean = behind and _OF_THE.fullmatch(text, end, behind[0].start) and _MEAN.match(text, behind[0].end)
    return behind[0].key if mean and _LESS_OR_MORE.search(text, max(0, frame.quantity.core[0] - 8), frame.quantity.core[0]) else None


def _at_the_time(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The nation or the world that a clause turns to for comparison, with no other place in it (同期全国老年人口2.9亿); None where none does."""
    start, at = frame.clause_span[0], frame.quantity.core[0]
    here = [o for o in found if o.span and start <= o.start < at]
    told = len(here) == 1 and here[0].role == "subject" and text[slice(here[0].start, here[0].end)] in _NATIONS
    return here[0].key if told and frame.run.size == 1 and _AT_THE_TIME.fullmatch(text, start, here[0].start) else None


def _by_whom(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The place or list right behind a figure that brought it forth (其中9亿吨增量是由中国提供的); None where none did."""
    end = frame.quantity.span[1]
    behind = [o for o in found if end <= o.start < frame.clause_span[1] and not o.pointing][:1] if frame.quantity.kind != "rank" else []
    first = [o for o in found if behind and o.start == behind[0].start and _BY_WHOM.fullmatch(text, end, o.start)]
    whose = max(first, key=lambda o: o.members, default=None)
    return whose.key if whose is not None and _DID_IT.match(text, whose.end) else None


def _among_its(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The place out of whose cities a figure counts some (浙江11个城市中，有8个城市的房价上涨); None where none is told."""
    o = _last(found, frame.quantity.core[0])
    if (
        o is None
        or o.role not in ("subject", "located", "scope")
        or frame.quantity.kind != "amount"
        or frame.quantity.unit not in ("个", "座", "市", "城")
    ):
        return None
    group = _ITS_GROUP.match(text, o.end)
    return o.key if group is not None and frame.clause - o.clause <= 1 and not o.pointing else None


def _commuters(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The place that those whose number is told go to or come from (从甲市外出上班的是3万人); None where none is."""
    o = _last(found, frame.quantity.core[0])
    if o is None or frame.quantity.kind != "amount" or not _COMMUTE_BEFORE.search(text, max(0, o.start - 8), o.start):
        return None
    return o.key if _COMMUTE_AFTER.fullmatch(text, o.end, frame.quantity.span[0]) else None


def _all_of_them(text: str, found: Sequence[Occurrence], frame: Frame) -> str | None:
    """The list that a sentence tells of, where a clause without a place says that all of them have so much; None where none does."""
    start, at = frame.clause_span[0], frame.quantity.core[0]
    named = [o for o in found if o.span and o.end <= at and o.role not in ("compared", "measured", "whole", "scope", "target", "beside")]
    if frame.run.size > 1 or not named or any(o.span and start <= o.start < at for o in found) or not _ALL_OF_THEM.fullmatch(text, start, at):
        return None
    last = max(named, key=lambda o: (o.end, o.members))
    return last.key if 1 < last.members <= _FEW and frame.clause - last.clause <= _SAID_OF_ALL else None
