"""Sources that a clause names without a verb of its own, or long before it.

统计局最新调度，; 来自统计局的信息显示; 统计局发布一季度经济运行情况表明; 国家邮政局：: a body that opens its clause, and behind
it the noun that its figures are told in, at the end of the clause or before a verb of showing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from extract.data import alternatives, read_words
from extract.mentions import gazetteer, sources
from extract.mentions.sources import Source
from extract.model import Name, Sentence, Span, Token

_LONGEST_BETWEEN = 24  # characters between a body and the noun of its figures
_LONGEST_BODY = 16
_LONGEST_LABEL = 16
_SECTOR = regex.compile(  # 住宅部门：用电量增加2%: of whom the line tells, and no source
    r"(?:住宅|工业|农业|服务业?|运输|能源|商业|家[计庭]|企业|民间|金融|公共|制造业?|居民|海外|国外|国内|消费|自用|渔牧业?|建筑)部门"
)
_HEARERS = frozenset(["媒体", "社会", "公众", "记者", "外界", "外", "市民", "新闻界", "传媒"])
_LONGEST_VENUE = 3  # tokens of a place where something is said
_LONGEST_TITLE = 8  # characters of an office before a name
_SHORT_TITLE = 3
_LONGEST_TO_VERB = 28
_AT = frozenset(["在", "于", "就", "针对", "出席", "赴", "向", "对"])
# what comes before the body: 来自…的信息显示, and of a writer who looks it up: 我手边是…的数据, 翻出…的通报来看
_FROM = regex.compile(
    r"(?:来自|源自)于?|(?:我|笔者|我们|小编)?(?:(?:手边|手头|手上|面前)(?:的?是|有|的)?|(?:查|翻|看|找|调)(?:了[查翻看]?|[出到来开阅]了?))"
)
# A paper by which a body tells what its sentence goes on with: 局方向议会提交文件，推算…; 世贸组织在日内瓦发表年度报告，预测…
_PAPER = regex.compile(
    r"(?:提交|递交|发表|发布|公布|出版|推出|公开|上载|印发|下发|出台|出了|发出|发了?)(?:了|的|一份|一项|最新)*+[^，。；：的\n]{0,14}?"
    r"(?P<noun>文件|报告书?|白皮书|蓝皮书|年报|季报|月报|快报|公报|简报|数据|资料|调查|统计|研究|通告|公告|声明|通知|(?:方案|意见|规划|计划|办法)(?=[，,](?:要求|提出|明确|规定|确定|力争|计划|到)))[，,]"
)
# 消委会测试20款产品，发现…: what a body finds in what it looks into
_CHECK = regex.compile(
    r"(?:抽查|抽检|检测|测试|调查|走访|稽查|盘点|比对|试验|化验|监测|排查|巡查|检查|摸底|比一比)(?:了|过)?[^，。；：\n]{0,30}[，,](?:结果|并|竟|也|便)?(?P<noun>发现|查出|检出|得出)"
)
_ITS = frozenset(["该国", "该省", "该市", "该县", "该区", "该州", "当地"])
_UNITS = frozenset("省市县区州旗")  # what a place ends with that speaks as its government
# 新华社兰州8月19日电（记者某某）
_DATELINE = regex.compile(
    r"[^，。；：\n]{0,20}?(?:[社网报台]|日报|晚报)[^，。；：\n\d]{0,10}(?:\d{1,2}月)?(?:\d{1,2}|[一二三十]{1,3})日(?:电|讯|消息)\s{0,4}+(?:[（(][^（）()\n]{2,30}[）)]\s{0,4}+)?"
)
_LABEL = regex.compile(r"[^，。\n]{2,30}?[：:]")
_STOPS = regex.compile(r"[，。；：、！？\n\s」”]")
_BULLET = regex.compile(r"[\s　◆●■▲▪◎★•·\-—>]*+")
_ISSUED = frozenset(
    [
        "发布",
        "公布",
        "发表",
        "披露",
        "提供",
        "刊出",
        "出具",
        "通报",
        "最新",
        "给出",
        "汇总",
        "截至",
        "统计",
        "调查",
        "下达",
        "审查",
        "自己",
        "预算",
        "决算",
    ]
)
_NEVER_OPEN = frozenset(["我", "我们", "他", "她", "他们", "你", "你们", "咱们", "在", "把", "被", "对", "向", "给", "让", "与", "和", "为", "除"])
_NOUN_FLAGS = frozenset("nmtxufjqbalszde")
_OF_SOMEBODY = frozenset(["说法", "规划", "方案", "要求", "报价"])  # with 的 alone: 省里的方案，, not 省里要求
# where somebody tells something, and of whom or what: the noun of the figures stands behind it
_ASIDE = regex.compile(r"在[^，。]{1,16}?(?:里|中|上)(?=[给对])|(?:在[^，。]{1,16}?(?:里|中|上))?[给对][^，。]{1,10}?的(?=要求|预测|估计|说法|判断)")
_ITS_OWN = regex.compile(r"(?:[今去上本昨]?[年月周日天初底]|\d{1,4}[年月日]份?|下达|发布|公布|最新|给出)*+的|在|[给对]")
_QUOTES = frozenset("「“《")
_BRACKETED = r"(?:[（(][^）)。]{1,40}[）)])?+[」”》]?"
# who is told to look ahead or to judge, and of what: 国际货币基金会(IMF)对于全球成长率的预估也从…, 亚洲开发银行也将台湾成长率…上修为…
_OUTLOOK = regex.compile(
    _BRACKETED
    + r"[也则还亦]?(?:对于?[^，。；：]{2,24}?的?(?:预估|预测|预期|评估|评比)"
    + r"|[把将][^，。；：]{2,30}?(?:上修|下修|上调|下调|调升|调降|调高|调低|调到|调至))"
)
_CHANGED = regex.compile(r"[也则还亦]?[把将]")


@cache
def _figures() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?P<noun>{alternatives(tuple(read_words('figure_nouns')))})"
        r"[」”》]?(?:中|里)?(?:(?=[：，,:])|是(?=[：，,:]|[约近超]?过?\d|增长|下降|减少|增加)|(?:出来了?|出炉了?|[写说]得[很]?(?:清楚|明白|直白))(?=[：，,:])|来?看(?=[，：,:])|(?:就|也|还|则|却|均)?"
        r"(?:显示|表明|指出|反映|印证|说(?=[，：,:])|称(?=[，：,:])|写明|披露|发现|估计|预计|预测|认为|给出了?(?:答案|数字)))"
    )


def behind_dateline(text: str, clauses: Sequence[Span]) -> list[Span]:
    """The clauses of a sentence, the first without the dateline that it opens with (新华社兰州8月19日电 ): the agency is nobody's source there."""
    m = _DATELINE.match(text, *clauses[0]) if clauses else None
    return [(m.end(), clauses[0][1]), *clauses[1:]] if m else list(clauses)


def tells(text: str, span: Span) -> bool:
    """Whether a sentence could name a source in one of these ways."""
    return _LABEL.match(text, *span) is not None or any(p.search(text, *span) for p in (_figures(), _OUTLOOK, _PAPER, _CHECK))


def opening(text: str, tokens: Sequence[Token], start: int, names: Sequence[Name], passed: frozenset[int]) -> tuple[Source, int] | None:
    """The body or work that a clause opens with and the token behind it; ``passed`` are tokens that may stand before it."""
    first = start
    while first < len(tokens) and (first in passed or tokens[first].text in _QUOTES or (first > start and tokens[first].text == "的")):
        first += 1
    if first >= len(tokens):
        return None
    at = tokens[first].span[0]
    known = [n for n in names if n.label in ("ORG", "WORK") and n.span[0] in (at, at - 1) and n.span[1] > at]
    if known:
        name = max(known, key=lambda n: n.span[1])
        after = next((i for i in range(first, len(tokens)) if tokens[i].span[0] >= name.span[1]), len(tokens))
        if name.text.endswith("》") and after < len(tokens) and sources.head_kind(tokens[after].text) == "media":  # 《远见》杂志
            span = (name.span[0], tokens[after].span[1])
            return Source(span, text[slice(*span)], "media", True), after + 1
        return sources.of_name(name), after
    found = None
    for i in range(first, len(tokens)):
        words = text[at : tokens[i].span[1]]
        person = any(n.label == "PERSON" and n.span[0] <= tokens[i].span[0] < n.span[1] for n in names)
        if person or len(words) > _LONGEST_BODY or not sources.in_names(tokens[i]):
            break
        if sources.head_kind(words) == "body" and (len(words) > _SHORT_TITLE - 1 or sources.is_head(words)):
            found = Source((at, tokens[i].span[1]), words, "body"), i + 1
    return found


def of_figures(text: str, clause: Span, tokens: Sequence[Token], names: Sequence[Name], passed: frozenset[int]) -> tuple[Source, int] | None:
    """Whose figures a clause goes on to tell, and where they begin; ``tokens`` are those of the sentence."""
    noun = _figures().search(text, clause[0], min(clause[1] + 1, len(text)))
    start = next((i for i, t in enumerate(tokens) if t.span[0] >= clause[0]), None)
    if noun is None or start is None:
        return None
    if (m := _FROM.match(text, tokens[start].span[0])) is not None:
        start = next((i for i, t in enumerate(tokens) if t.span[0] >= m.end()), start)
    found = opening(text, tokens, start, names, passed)
    if found is None:
        return None
    source, after = found
    words = text[source.span[1] : noun.start("noun")]
    if noun["noun"] in _OF_SOMEBODY and not _ITS_OWN.match(words):
        return None
    if (aside := _ASIDE.match(words)) is not None:  # 在10月的报告里给今年的预测
        after = next((i for i in range(after, len(tokens)) if tokens[i].span[0] >= source.span[1] + aside.end()), after)
    between = _without_receiver([t for t in tokens[after:] if t.span[0] < noun.start("noun")])
    if source.span[1] > noun.start("noun") or noun.start("noun") - source.span[1] > _LONGEST_BETWEEN:
        return None
    if any(t.text in _NEVER_OPEN or (t.flag[:1] not in _NOUN_FLAGS and t.flag != "vn" and t.text not in _ISSUED) for t in between):
        return None
    if not between and source.kind == "body" and len(source.name) < _SHORT_TITLE:
        return None  # 商会估计: the verb's subject, which may stand for a longer name
    if not between and source.kind == "body":
        span = (source.span[0], noun.end("noun"))
        return Source(span, text[slice(*span)], "report", True), noun.end()
    return source, noun.end()


def _without_receiver(between: list[Token]) -> list[Token]:
    """The tokens between a body and the noun of its figures without those that tell whom it gave them to (向市人大提交的报告)."""
    to = next((i for i, t in enumerate(between) if t.text == "向"), None)
    given = next((i for i, t in enumerate(between) if t.text in ("提交", "递交", "呈交", "提出")), None)
    return between[:to] + between[given + 1 :] if to is not None and given is not None and to < given else between


def of_paper(text: str, sentence: Span, tokens: Sequence[Token], names: Sequence[Name], passed: frozenset[int]) -> tuple[Source, int, str] | None:
    """The body that opens a sentence and gives out a paper with what follows in it, or finds it, where that begins, and what the paper is called."""
    m = _PAPER.search(text, *sentence) or _CHECK.search(text, *sentence)
    found = opening(text, tokens, 0, names, passed) if m is not None else None
    if m is None or found is None or found[0].kind != "body" or found[0].span[1] > m.start():
        return None
    between = [t for t in tokens[found[1] :] if t.span[0] < m.start()]
    if m.start() - found[0].span[1] > _LONGEST_BETWEEN or any(t.text in ("，", "的", "；") for t in between):
        return None
    return found[0], m.end(), m["noun"]


def of_outlook(text: str, clause: Span, tokens: Sequence[Token], names: Sequence[Name], passed: frozenset[int]) -> tuple[Source, int] | None:
    """Whose forecast or judgement a clause tells, and where it begins: at what is forecast, where that is said to be raised or cut."""
    start = next((i for i, t in enumerate(tokens) if t.span[0] >= clause[0]), None)
    found = opening(text, tokens, start, names, passed) if start is not None else None
    if found is None or found[0].kind not in ("body", "company", "media"):
        return None
    end, at = found[0].span[1], found[1]
    while at < len(tokens) and at in passed:  # 上周把预测下调到, 因此把
        at += 1
    if at < len(tokens) and tokens[at].text in ("把", "将"):
        end = tokens[at].span[0]
    m = _OUTLOOK.match(text, end, clause[1])
    if m is None:
        return None
    return found[0], end if _CHANGED.match(text, end) else m.end()


def _opens(tokens: Sequence[Token], last: int, passed: frozenset[int]) -> int:
    """The first token of the clause that ``last`` stands in which may not stand before a source."""
    first = last
    while first > 0 and not _STOPS.search(tokens[first - 1].text):
        first -= 1
    while first < last and first in passed:
        first += 1
    return first


def speaker(text: str, tokens: Sequence[Token], verb: int, names: Sequence[Name], passed: frozenset[int]) -> Source | None:
    """The person that a clause opens with who says something after doing or at something: 议员李某今日在议会质询指出, 县长在简报中说明."""
    first = _opens(tokens, verb, passed)
    begins, end = tokens[first].span[0], tokens[verb].span[0]
    if end - begins > _LONGEST_TO_VERB:
        return None
    named = [n for n in names if n.label == "PERSON" and begins <= n.span[0] <= begins + _LONGEST_TITLE and n.span[1] < end]
    found = sources.of_name(named[0]) if named else None
    if found is None:
        for i in range(first, verb):
            words = text[begins : tokens[i].span[1]]
            if not sources.in_names(tokens[i]):
                break
            if sources.head_kind(words) == "person" and len(words) > 1:
                found = Source((begins, tokens[i].span[1]), words, "person", open=len(words) <= _SHORT_TITLE)
    if found is None:
        return None
    after = next((i for i in range(first, verb) if tokens[i].span[0] >= found.span[1]), verb)
    while after < verb and ((after in passed and tokens[after].text not in _AT) or regex.fullmatch(r"[（）()\d]+", tokens[after].text)):
        after += 1
    goes_on = after < verb and (tokens[after].text in _AT or tokens[after].flag == "v")
    office = after == verb and any(n.label == "ORG" and n.span[0] == begins for n in names)  # 审计处王文助处长点出
    return found if (goes_on or office) and not any(t.text in ("的", "与", "和") for t in tokens[after:verb]) else None


def before_venue(tokens: Sequence[Token], last: int) -> int:
    """The token before where or to whom something is said (在日内瓦发表, 向媒体公布), or ``last`` itself where none stands there."""
    if last > 1 and tokens[last].text in _HEARERS and tokens[last - 1].text in ("向", "对"):
        return last - 2
    first = last
    while first >= 0 and last - first < _LONGEST_VENUE and (tokens[first].flag.startswith("ns") or gazetteer.surface(tokens[first].text) is not None):
        first -= 1
    return first - 1 if 0 < first < last and tokens[first].text in ("在", "于") else last


def _joins(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word joins two parts of one body's name (统计与普查研究所), and not two bodies (发改委与统计局)."""
    before = tokens[at - 1].text if at else ""
    return tokens[at].text in ("与", "及", "暨", "和") and 0 < at < len(tokens) - 1 and sources.head_kind(before) != "body"


def person_before(sentences: Sequence[Sentence], index: int, names: Sequence[Name]) -> Source | None:
    """The person that a sentence before opens with, back to the last paragraph: whom 他说 takes up (李某致辞。他说)."""
    for at in range(index - 1, -1, -1):
        sentence = sentences[at]
        if sentence.paragraph < sentences[index].paragraph - 1:
            break
        opening = [n for n in names if n.label == "PERSON" and 0 <= n.span[0] - sentence.span[0] <= _LONGEST_TITLE and n.span[1] <= sentence.span[1]]
        if opening and len(opening[0].text) > 1:
            return sources.of_name(opening[0])
    return None


def whole(text: str, tokens: Sequence[Token], last: int, names: Sequence[Name], passed: frozenset[int]) -> Source | None:
    """The body that all of a clause up to its verb names, from its place on: 江苏某某行业协会分析, 广东省某部门则指; 云南省提出."""
    first = _opens(tokens, last, passed)
    if not tokens[first].flag.startswith("ns") and tokens[first].text not in _ITS:
        return None
    span = (tokens[first].span[0], tokens[last].span[1])
    words = text[slice(*span)]
    if first == last:
        return Source(span, words, "body") if words[-1] in _UNITS and len(words) > 2 else None
    inside = tokens[first + (tokens[first].text in _ITS) : last + 1]
    if len(words) > _LONGEST_BODY or not all(sources.in_names(t) or _joins(inside, i) for i, t in enumerate(inside)):
        return None
    if any(n.label == "PERSON" and span[0] <= n.span[0] < span[1] for n in names) or sources.head_kind(words) != "body":
        return None
    return Source(span, words, "body")


def label(text: str, paragraph: Span, tokens: Sequence[Token], names: Sequence[Name]) -> tuple[Source, int] | None:
    """The body that a paragraph opens with before a colon (国家邮政局：截至7月…), and where its words begin."""
    begins = _BULLET.match(text, paragraph[0])
    at = begins.end() if begins else paragraph[0]
    start = next((i for i, t in enumerate(tokens) if t.span[0] >= at), None)
    if start is None:
        return None
    found = opening(text, tokens, start, names, frozenset())
    if found is None or found[0].span[1] - at > _LONGEST_LABEL:
        return None
    end = found[0].span[1]
    if _SECTOR.fullmatch(text, *found[0].span):
        return None
    return (found[0], end + 1) if found[0].kind in ("body", "media") and text[end : end + 1] in ("：", ":") else None
