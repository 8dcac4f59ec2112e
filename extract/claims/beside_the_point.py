"""Places that tell why, where an agency sits, what is left out or where others spend, and never whose figure it is."""

from __future__ import annotations

from extract.data.late import late_regex
from extract.model import Span

_CAPITAL_DATELINE = late_regex(  # （中央社记者某某台北十日电）: where an agency sits
    r"(?:新华社|新华网|中新社|中新网|中央社|央视网|人民网)(?:记者)?[\p{Han}、\s]{0,12}(?:北京|台北)市?\s?(?:\d{4}年)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})月)?"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})日?(?:综合)?(?:电|讯|报道|报导)|本报(?:北京|台北)市?(?:电|讯)|[/／]\s?(?:北京|台北)市?(?:即时|综合|特稿)?(?:电|讯|报道|报导)"
    r"|(?:记者|特派员)(?:\p{Han}{2,4}、){0,3}\p{Han}{2,4}?\s?(?:北京|台北)市?(?:即时|综合)?(?:电|讯|报道|报导)"
)
_LONGEST_DATELINE = 20  # characters before the city in one
_CAUSE_BEFORE = late_regex(r"受(?:到|累于)?(?:[\p{Han}]{1,6}[、和及与])?$")
_CAUSE_AFTER = late_regex(r"[^，,。；;\d]{0,14}?(?:影响|波及|冲击|拖累|牵连|带动)")  # 受东南亚海啸影响: why, and not where
_BECAUSE_BEFORE = late_regex(r"[，,]\s?(?:因|因为|由于|缘于)(?:\p{Han}{2,4}[、和及与])*$")
_BECAUSE_AFTER = late_regex(
    r"[^，,。；;\d]{0,14}(?:遭受?|受到?|发生|爆发|出现)[^，,。；;]{0,16}[，,](?!其|该|当地)"
)  # 减少1%，因屏东地区去年遭受台风侵袭，
_DRIVEN_BEFORE = late_regex(r"(?:在|随着|由于|因)(?:[^。；;\d]{0,24}(?:以及|[和与及、]))?$")
_DRIVEN_AFTER = late_regex(
    r"(?:[^。；;\d]{1,30}?[，,]?(?:以及|[和与及、]))?[^，,。；;\d]{1,20}的?(?:带动|推动|拉动|驱动|刺激|激励|拖累|冲击|影响)之?下"
)  # 在中国需求增长的带动下
_DISASTER_AFTER = late_regex(
    r"(?:大)?(?:地震|强震|气爆|空难|水灾|风灾|雪灾|山火)(?:发生)?(?:之?后|以来|影响)|(?:金融|次贷|债务|主权债务|货币)(?:危机|风暴|海啸)"
)  # 花莲地震后: when, and not where
_GROWN_BEFORE = late_regex(
    r"(?:主要?|重要|传统)?(?:产区|产地|栽培区|种植区|栽培地)(?:主要)?(?:分布|集中|位|坐落)?[在于为是](?:\p{Han}{2,4}[、和及与])*$"
)
_GROWN_AFTER = late_regex(
    r"(?:[市县])?(?:[、和及与]\p{Han}{2,4}){0,6}?等?\s?(?:地区?|[\d两二三四五六七八九十]{1,2}\s?个?(?:县市?|市|省|地))?[，,。；;]"
)
_EXCEPT_BEFORE = late_regex(r"除(?:了|去)?(?:[\p{Han}]{1,6}[、和及与])?$")
_EXCEPT_AFTER = late_regex(r"[^，,。；;]{0,24}?外(?![贸资商国地籍汇销来交])[，,]?")  # 除南投产区受损外，全台产量
_OTHERS_BEFORE = late_regex(r"(?<![东南西北中赴在对援来除并绝无莫])非$")  # 来自非欧洲国家
_OTHERS_AFTER = late_regex(r"(?:国家|地区|籍|裔|市场|城市|县市|区域|成员|户籍|本地|国|市|省|区)")
_THERE_BEFORE = late_regex(r"在[^，,。；;、\d]{2,16}(?:就业|工作|居住|生活|就读|读书|求学|务工|创业|经商|任职|定居)的$")  # 在合作区就业的澳门居民
_PEOPLE_OF_AFTER = late_regex(r"(?:籍|居民|学生|青年|民众|人士|旅客)")
_GATHERED_BEFORE = late_regex(
    r"(?:集聚|聚集|汇聚|汇集|吸引|来自|遍布|遍及|覆盖|辐射|联通|连通|通达|连接|服务|远销|畅销|销往|销售到|出口到)(?:了|着)?$"
)
_GATHERED_AFTER = late_regex(
    r"\s?(?:约|近|超过?|逾|上|数)?\s?[\d一二两三四五六七八九十百]+\s?(?:多|余)?\s?个?(?:国家|地区|省|城市|市|县|国)"
)  # 集聚了全球80个国家的项目
_SPENT_BEFORE = late_regex(r"(?:居民|[住家]户|国人|港人|澳人|民众|家庭|私人|本地人)[^。；;]{0,40}在$")
_SPENT_AFTER = late_regex(r"(?:大陆|内地)?(?:市场)?的?(?:最终|总)?(?:花费|消费|开支|支出|旅游支出)")  # 居民在中国大陆的消费
_VIA_BEFORE = late_regex(r"(?:经由?|途经|取道|借道|绕道)(?:[\p{Han}]{1,6}[、和及与])?$")
_VIA_AFTER = late_regex(  # 经某口岸过关: which way, and not where
    r"(?:[、和及与]\p{Han}{1,6}?)?(?:口岸|关口|码头|机场|站)?(?:过关|通关|过境|出境|入境|出入境|转机|转口|转运|转乘|北上|南下|进入|前往|抵达|中转)"
)
_SITS_AFTER = late_regex(  # 甲市一家研究机构估计: where who tells it sits
    r"的?(?:一|某|这|那|几|多|两)[家个所]\p{Han}{0,8}?(?:机构|智库|研究[所院]|研究中心|公司|大学)[^，,。；;\d]{0,12}?(?:估计|估算|预计|预测|测算|推算|调查|统计|认为|称|说)"
)
_FAR_BEFORE = late_regex(r"(?:距离?|相距|(?<![脱撤偏分逃背])离)$")
_FAR_AFTER = late_regex(r"[^，,。；;\d]{0,14}(?:约|近|仅|只)?\s?\d")  # 距东亚各国首都平均航程3天: how far off
_ROUTE_AFTER = late_regex(
    r"(?:[市县])?(?:直飞|飞往|飞|开往|往返|往来|通往|往|[到至])\p{Han}{2,8}?的?(?:航线|航班|班机|班列|列车|专列|航程|客轮|渡轮|船班)"
)
_ROUTE_BEFORE = late_regex(r"\p{Han}{2}[市县]?(?:直飞|飞往|飞|开往|往返|往来|通往|往|[到至])$")
_ROUTE = late_regex(r"的?(?:航线|航班|班机|班列|列车|专列|航程|客轮|渡轮|船班)")


def is_dateline(text: str, span: Span) -> bool:
    """Whether a place is the capital in the line of who writes (记者某某／台北报导)."""
    found = _CAPITAL_DATELINE.finditer(text, max(0, span[0] - _LONGEST_DATELINE), span[1] + 12)
    return any(span[0] < m.end() and span[1] <= m.end() for m in found)


def is_beside_the_point(text: str, span: Span) -> bool:
    """Whether a place is such a one by the words around it (受东南亚海啸影响, 除南投产区受损外, 居民在中国大陆的消费)."""
    before = text[max(0, span[0] - 10) : span[0]]
    return (
        (_CAUSE_BEFORE.search(before) is not None and _CAUSE_AFTER.match(text, span[1]) is not None)
        or (_BECAUSE_BEFORE.search(before) is not None and _BECAUSE_AFTER.match(text, span[1]) is not None)
        or (_DRIVEN_BEFORE.search(text, max(0, span[0] - 30), span[0]) is not None and _DRIVEN_AFTER.match(text, span[1]) is not None)
        or is_grown(text, span)
        or (_PEOPLE_OF_AFTER.match(text, span[1]) is not None and _THERE_BEFORE.search(text, max(0, span[0] - 20), span[0]) is not None)
        or (_GATHERED_AFTER.match(text, span[1]) is not None and _GATHERED_BEFORE.search(before) is not None)
        or (_OTHERS_BEFORE.search(before) is not None and _OTHERS_AFTER.match(text, span[1]) is not None)
        or _DISASTER_AFTER.match(text, span[1]) is not None
        or (_VIA_AFTER.match(text, span[1]) is not None and _VIA_BEFORE.search(before) is not None)
        or _SITS_AFTER.match(text, span[1], span[1] + 40) is not None
        or _ROUTE_AFTER.match(text, span[1], span[1] + 24) is not None
        or (_ROUTE.match(text, span[1]) is not None and _ROUTE_BEFORE.search(before) is not None)
        or is_dateline(text, span)
        or (_FAR_BEFORE.search(before) is not None and _FAR_AFTER.match(text, span[1]) is not None)
        or (_EXCEPT_BEFORE.search(before) is not None and _EXCEPT_AFTER.match(text, span[1]) is not None)
        or (_SPENT_AFTER.match(text, span[1]) is not None and _SPENT_BEFORE.search(text, max(0, span[0] - 50), span[0]) is not None)
    )


def is_grown(text: str, span: Span) -> bool:
    """Whether a place is where most of a thing grows or is made (主产区分布在甲县、乙县)."""
    return _GROWN_BEFORE.search(text, max(0, span[0] - 30), span[0]) is not None and _GROWN_AFTER.match(text, span[1]) is not None
