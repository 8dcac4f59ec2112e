"""Rankings and lists with a name, in which the figures behind them are told without naming them again.

在“软件企业百强”中，甲省有23家，乙省有17家; 在城市创业活力排行榜中，甲市位居首位。乙市…保持第二位. The name reaches over clauses and
sentences as long as they tell of nothing but who is on the list.
"""

from __future__ import annotations

from collections.abc import Mapping

from extract.claims.frames import Frame
from extract.claims.words import Words, without_opening
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Metric, Span

RULE = "metric.named-list"
_ENDS = r"(?:(?:[百千]|[\d一二三四五六七八九十]{1,4})强(?:榜单?)?|排行榜|排名榜|总榜单?|榜单|(?<=[\p{Han}])榜)"
_QUOTED = late_regex(rf"[“「『《〈]\s?(?:(?:19|20)\d\d(?:年度?)?(?:度)?)?(?P<name>[\p{{Han}}A-Za-z·]{{2,24}}?{_ENDS})\s?[”」』》〉]")
_PLAIN = late_regex(
    r"(?:^|(?<=[，,。；;！：:\s]))(?:其中|而|另外|此外|同时|目前)?[，,]?(?:在|于|从)(?:[最近]新?(?:一期|一届)?|此前|刚刚|日前)?(?:公布|发布|出炉|揭晓)?的?"
    rf"(?P<name>(?![这该此本]|上述)[\p{{Han}}A-Za-z·\d]{{2,28}}?{_ENDS})(?:之中|当中|中(?![学国心部小央])|[上里内](?!海))[，,]?"
)
_PUBLISHED = late_regex(
    r"\s?(?:(?:榜单|名单|排名|结果)?(?:显示|公布|发布|出炉|揭晓)|榜单|名单)?(?:之中|当中|中(?![学国心部小央])|[上里内](?!海))?[，,：:]?"
)
_ON_RANK = late_regex(
    r"[\s，,；;、和及与（(]*+(?:其次|而|但|并|则|也|亦|均|都|又|再次?|继续|依旧|依然|仍然?|连续\S{1,4}|双双|分别|分列|一举|成功|首次|稳定|牢牢|并列|从|由|以|为|是|保持|守住){0,5}+"
    r"(?:排名|排在|排行|排|位居|位列|位于|居于|居|列|名列|高居|稳居|稳坐|蝉联|跃居|跃升至|升至|上升至|下滑至|下降至|降至|跌至|退居|获得?|夺得?|荣获|保持在|保持|占据|拿下)?"
    r"(?:全[国省球市]|世界|亚洲)?(?:总榜)?(?:的)?\s?"
)
_ON_COUNT = late_regex(
    r"[\s，,；;、和及与]*+(?:其次|而|但|则|也|亦|均|都|又|仅|只|各|共|总共|一共|合计){0,3}+(?:是|为)?(?:以|有|占|占有|占据|拥有|包揽|贡献了?|达|达到|上榜|入选|入围|入榜)?(?:了|约|近|超过?|仅|只)?\s?"
)
_THING = r"(?:企业|公司|高校|大学|院校|学校|医院|城市|县市?|区|景区|品牌|园区|基金|富豪|人|机构|产品|项目|银行|单位)"
_BEHIND_COUNT = late_regex(rf"(?P<thing>{_THING})?(?:成功)?(?:上榜|入选|入围|入榜|登榜|在榜|在列|跻身其中)?(?=[，,。；;、！\s）)]|$|位居|居|排|名列)")
_BEHIND_RANK = late_regex(r"(?:的(?:位[置次]|宝座))?(?=[，,。；;、！\s）)]|$|[和及与较比])")
_COUNTERS = frozenset("家个所位名座人项款件只支")
_ELSEWHERE = late_regex(r"方面|排名|排行|榜|指数")  # 文旅方面，甲市排第五; 在水环境质量排名中，
_FURTHEST = 320  # characters back
_MEASURES = ("sum", "measure", "share", "price", "people")
_WHY = ("凭借", "凭", "依靠", "依托", "得益于", "由于", "因", "受益于", "借助", "靠", "以")


def reading(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The list that a rank or a count is told in, or None; ``decided`` are the metrics of earlier figures, by index."""
    q = frame.quantity
    rank = q.kind == "rank" and _BEHIND_RANK.match(words.text, q.span[1]) is not None
    count = _BEHIND_COUNT.match(words.text, q.span[1]) if q.kind == "amount" and q.unit in _COUNTERS else None
    if not rank and count is None:
        return None
    told = _scope(words, frame)
    if told is None:
        return None
    span, end = told
    name = without_opening(words.text[slice(*span)].rpartition("全国")[2])
    if not _goes_on(words, frame, end, decided):
        return None
    own = _own_words(words, frame, end)
    if rank and not _ON_RANK.fullmatch(own):
        return None
    if count is not None and not (_ON_COUNT.fullmatch(own) and own != words.text[max(end, frame.left[0]) : q.span[0]]):
        return None  # a count is of the place that stands before it
    if count is not None and (words.text.find("。", end, q.span[0]) >= 0 or (count["thing"] and count["thing"] not in name)):
        return None  # 在“软件企业百强”中，甲省有23家。甲省有160所高校
    return Metric(span, words.text[slice(*span)], name, RULE)


def _scope(words: Words, frame: Frame) -> tuple[Span, int] | None:
    """The nearest name of a list before a figure in its paragraph, and where the words that set it as the frame end."""
    text, at = words.text, frame.quantity.span[0]
    start = max(text.rfind("\n", 0, at) + 1, at - _FURTHEST)
    best: tuple[Span, int] | None = None
    for pattern in (_QUOTED, _PLAIN):
        for m in pattern.finditer(text, start, at):
            end = m.end()
            if pattern is _QUOTED:
                behind = _PUBLISHED.match(text, end, at)
                if behind is None or not behind.group():
                    continue
                end = behind.end()
            parts = words.segments(m.span("name"))
            span = parts[0][0] if parts else m.span("name")
            if span[1] - span[0] > 1 and (best is None or best[1] < end):
                best = span, end
    return best


def _own_words(words: Words, frame: Frame, end: int) -> str:
    """What stands between a figure and the barrier before it, places and dates aside."""
    return words.besides_places((max(end, frame.left[0]), frame.quantity.span[0]))


def _goes_on(words: Words, frame: Frame, end: int, decided: Mapping[int, Metric]) -> bool:
    """Whether all figures since the list's name are told in it, and no clause since names what is measured."""
    at = end
    for index in range(frame.index - 1, -1, -1):
        other = words.frames[index]
        if other.quantity.span[0] < end:
            break
        told = decided.get(index)
        if told is None or told.rule != RULE:
            return False
        at = max(at, other.quantity.span[1])
    for n in range(words.frames[frame.index].sentence, -1, -1):
        if words.sentences[n].span[1] <= at:
            break
        first = words.sentences[n].clauses[0]
        if first[0] >= end and words.besides_places(first) == words.text[slice(*first)]:
            return False  # 民营经济也很活跃，全国第一: a sentence that does not open with who is on the list
        for a, b in words.sentences[n].clauses:
            if b <= at or a >= frame.clause_span[0]:
                continue
            said = words.besides_places((max(a, at), b)).lstrip("，,；;、 ")
            if said.startswith(_WHY):
                continue
            if _ELSEWHERE.search(said):
                return False
            if any(metrics.class_of_head(t.text) in _MEASURES for t in words.tokens(n, (max(a, at), b))):
                return False
    return True
