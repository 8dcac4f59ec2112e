"""Metrics that leave no choice: told by the words of the figure itself (40金), by what befell people, or by the figure before."""

from __future__ import annotations

from collections.abc import Mapping

from extract.claims import (
    announced,
    announced_topics,
    bracketed,
    budgeted,
    carried_readings,
    economies,
    expectations,
    fates,
    forms_beside,
    have_so_many,
    named_by_form,
    named_lists,
    of_those,
    one_by_one,
    only_verbs,
    own_growth,
    own_nouns,
    per_base,
    ranked_shares,
    runners_up,
    shared_heads,
    shares_of_others,
    siblings,
    sizes_in_brackets,
    sums_given,
    told_behind_list,
    told_by_unit,
    told_shares,
    votes,
    what_places_have,
    works_of,
)
from extract.claims.frames import Frame
from extract.claims.scoring import holding
from extract.claims.wording import Candidate
from extract.claims.words import Words, without_opening
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Metric, Token

_TOLD = holding("told by its unit")  # a reading that leaves no choice
_RANKED = late_regex(r"[、，]\s?(?P<item>\p{Han}{2,10}?)(?:在?(?:世界|全球|全国|亚洲))?排[名行](?:[为是居列])?")
_FROM = late_regex(
    r"[\s，,]*(?:已|将|分别)?[由从](?:(?:现行|原来|原先|目前|此前|之前|最初|上年|去年|前年|(?:民国)?\d{2,4}年(?:\d{1,2}月)?底?)的?|每\p{Han}{1,4}){0,3}\s?"
)
_PLACE_FROM = late_regex(r"[\s，,：:]*(?:其中)?[由从]的?")  # 比重均呈上升趋势：甲国从1980年的43%升至53%
_TREND = late_regex(
    r"(?:仍|依然|继续|一直|总体|长期|近年来?)?呈现?出?(?:较?快|缓慢|平稳|稳定|持续|逐年|不断|明显)?(?:增加|增长|上升|下降|减少|扩大|提高|下滑|成长)的?(?:态势|趋势|势头)$"
    r"|(?:近年来?|近几年来?|[近这]\d{1,2}年来?)?+(?:则|也|已|却|[都均]|呈现?){0,2}+(?:持续|显著|逐年|逐步|不断|连年|年年|大幅|快速|明显|缓步|稳定|一路|逐渐|逐月){1,3}+"
    r"(?:上升|下降|增加|减少|成长|增长|递增|递减|上涨|下跌|下滑|攀升|提高|提升|降低|走高|走低|扩大|缩小|升高|走升|滑落)(?:的?趋势)?+$"
)
_REACHED = late_regex(  # 经费投入逐年递增，2023年已突破900亿元
    r"[\s，,]*(?:[到至]了?)?(?:(?:(?:19|20)\d\d|1[01]\d)年(?:底|末|度)?|[今去前]年|目前|如今)?(?:时|就|便)?(?:已经?|更|首次|将|一举|仅|只)?(?:突破|达到?了?|占到?了?|超过?了?|增至|增加到|升至|降至|降到|减少到|跌至|[都均]?在|为|有)[了约近]?\s?"
)
_PLAN_DONE = late_regex(
    r"(?:完成(?:了)?|[为占达]|达到)(?P<plan>(?:全年|年度|今年)?"
    r"(?:投资|建设|生产|销售|收购|采购|造林|播种|开工|整治|改造|用地|招商|销售)(?:计划|任务|目标){1,2})(?:数|量)?的(?:约|近|超过?)?\s?$"
)
_SHARE_NAMED = late_regex(r"(?P<name>[^，,。；;、\d占]{2,16}占[^，,。；;、\d占]{1,16}?的?(?:比重|比例|比率|份额))$")
_EXCEEDS = late_regex(
    r"(?:明显|显著|远远?|大大|普遍|也|都|均|则){0,2}(?:[高低多少大小]于|超过|不及)[^，,。；;\d]{2,16}$"
)  # 占比明显高于发展中国家，如
_SUCH_AS = late_regex(r"[\s，,]*(?:例?如|比如|譬如|像)(?:(?:19|20)\d\d年)?的?\p{Han}{2,6}?(?:为|是|有|达到?|占|就达|已达|高达)?[约近]?\s?")
_IS_SO = late_regex(
    r"(?:都|也|则|却|普遍|明显|仍然?|依然)?(?:较|偏|很|最|更|极|非常|相对|(?<!占)比较)(?:高|低|大|小|多|少|快|慢)$"
    r"|(?:均|都|全部|全)?(?:为[正负](?:数|值|增长)?|呈?现?负增长|转[正负])$"  # 投资增速均为负数，甲省在-15%
)  # 金融资产占比较低，为20%
_NATURAL = late_regex(r"(?:人口)?(?P<how>自然|社会|机械)(?:人口)?(?P<way>减少|增加|增长|成长)(?=(?:了|约|近|逾|超过|为|达|录得){0,2}\s?$)")
_MOVED = late_regex(
    r"[\s，,；;]*(?:同期)?(?:相比|比较)?[，,]?(?:也|则|又|亦|再|均|各|大幅|小幅|微幅){0,2}(?:进步|退步|下滑|滑落|上升|前进|后退|倒退|下降|提升|跃升|攀升|下跌)了?\s?"
)
_SET_AGAINST = late_regex(r"[\s，,；;、]*(?:较|比|与|相较|相比于?|其中|而|但)?\s?")
_SIZE = late_regex(r"(?P<size>(?:[首一二三]期|初始|目标|募集|管理|总)?总?规模)(?:高达|达到?|为|约|近|超过?|逾|不低于|不少于){0,2}\s?$")
_FUND = late_regex(
    r"(?:以上|左右)?(?:人民币)?(?:[、，](?:存续期|期限|为期|首期)[为达]?\s?\d{1,5}[\p{Han}]{1,3})?的(?P<fund>[^，,。；;、\d的]{0,14}?(?:基金|资金池|债券|理财产品)(?:集群|群|体系)?)"
    r"(?=[，。；、,;！\s]|$)"
)
_SET_UP = r"(?:设立|成立|落地|组建|发起|推出|打造|签约|启动|创设|建立|募集|发行|新设|获批|建设)"
_FUND_BEFORE = late_regex(  # 落地数字文化母基金，规模80亿元; the last verb of several
    rf"{_SET_UP}(?:了|全[国省市]?首[支只个]|首[支只个]|[一两]?[支只个])*(?P<fund>(?:(?!{_SET_UP}|[并与和及])[\p{{Han}}A-Za-z“”]){{2,20}}?(?:基金群|基金|资金池|债券))[，,]\s?$"
)
_MOST_BACK = 6  # figures back in which the rank is told
_PEOPLE_BEHIND = late_regex(  # 2300万台湾人民的意志; no more than the word itself (人民医院, 民众善款)
    r"(?:名|多)?的?(?:台湾|香港|澳门|中国|全国|全台|全省|全市)?(?P<who>人民|民众|国人|同胞|百姓)"
    r"(?=[的，。；、,;！!？?\s]|$|已|将[^军士]|[都均也]|接种|面临|受到|享受|参[与加]|得以|能够|需要|生活在)"
)
_SPENT = late_regex(r"(?:投入|投资|募[得集捐]|筹[得集]|拨付|拨款|捐[出赠款]|花费|斥资|安排|发放)(?:了|约|近|逾|超过?){0,2}\s?$")
_CLAUSE_END = late_regex(r"[，。；、,;！!？?\n]")
_LONGEST_PEOPLE = 8  # characters of a noun for people


def readings(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> list[Candidate]:
    """The only reading of a figure, or none; ``decided`` are the metrics of earlier figures, by index."""
    only = (
        _metal(frame)
        or one_by_one.paired(words, frame, decided)
        or bracketed.reading(words, frame)
        or votes.reading(words, frame)
        or budgeted.reading(words, frame)
        or per_base.reading(words, frame)
        or siblings.reading(words, frame, decided)
        or named_lists.reading(words, frame, decided)
        or told_behind_list.reading(words, frame, decided)
        or economies.reading(words, frame, decided)
        or expectations.reading(words, frame, decided)
        or _of_fund(words, frame)
        or _of_plan(words, frame)
        or _so_many(words, frame)
        or announced.reading(words, frame)
        or told_shares.reading(words, frame, decided)
        or carried_readings.reading(words, frame, decided)
        or shares_of_others.reading(words, frame, decided)
        or fates.reading(words, frame, decided)
        or works_of.reading(words, frame, decided)
        or shared_heads.reading(words, frame)
        or sizes_in_brackets.counted(words, frame)
        or sizes_in_brackets.share(words, frame, decided)
        or ranked_shares.reading(words, frame, decided)
        or runners_up.reading(words, frame, decided)
        or named_by_form.reading(words, frame, decided)
        or own_nouns.reading(words, frame, decided)
        or forms_beside.reading(words, frame, decided)
        or own_growth.reading(words, frame, decided)
        or of_those.reading(words, frame, decided)
        or only_verbs.reading(words, frame, decided)
        or have_so_many.reading(words, frame, decided)
        or sums_given.reading(words, frame, decided)
        or told_by_unit.reading(words, frame, decided)
        or announced_topics.reading(words, frame)
        or what_places_have.reading(words, frame, decided)
        or _natural(words, frame)
        or _places_moved(words, frame, decided)
        or _ranked(words, frame)
        or _sets_out(words, frame)
        or _reached(words, frame)
    )
    return [Candidate(only, [_TOLD])] if only is not None else []


def _metal(frame: Frame) -> Metric | None:
    """What 40金 counts, which is in the words of the figure."""
    if frame.quantity.rule != "quantity.medals":
        return None
    return Metric(None, None, f"{next(c for c in frame.quantity.text if c in '金银铜')}牌", "metric.unit")


def _natural(words: Words, frame: Frame) -> Metric | None:
    """Births less deaths, or who came less who left, right before their figure: 全年自然减少2万人, 社会增加3万人."""
    q = frame.quantity
    change = _NATURAL.search(words.text, frame.left[0], q.span[0]) if q.kind in ("growth", "amount") and q.unit == "人" else None
    return Metric(change.span(), change.group(), f"人口{change['how']}{change['way']}", "metric.before.completed") if change is not None else None


def _places_moved(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The ranking in which a place moved by so many places: 排名第8，较去年退步2名."""
    q = frame.quantity
    parts = words.segments((frame.left[0], q.span[0])) if q.unit in ("名", "位") and q.kind in ("growth", "amount") else []
    if not parts or not _MOVED.fullmatch(words.text, *parts[0][0]) or any(not _SET_AGAINST.fullmatch(words.text, *part) for part, _ in parts[1:]):
        return None
    for index in range(frame.index - 1, max(-1, frame.index - _MOST_BACK), -1):
        other, told = words.frames[index], decided.get(index)
        if not words.goes_on(other.sentence, frame.sentence):
            return None
        if other.quantity.kind == "rank" and told is not None:
            return Metric(told.span, told.text, told.name, "metric.previous", told.id, told.canonical)
    return None


def _so_many(words: Words, frame: Frame) -> Metric | None:
    """The people right behind a round number without a counter, where the clause says nothing else (四川62万考生，浙江30万考生)."""
    q, text = frame.quantity, words.text
    if q.kind not in ("amount", "number") or q.unit is not None or q.text[-1:] not in "万亿":
        return None
    people = _PEOPLE_BEHIND.match(text, q.span[1]) if not _SPENT.search(text, frame.left[0], q.span[0]) else None
    if people is not None:
        return Metric(people.span("who"), people["who"], people["who"], "metric.behind")
    stop = _CLAUSE_END.search(text, q.span[1], frame.right[1])
    thing = (q.span[1], stop.start() if stop else frame.right[1])
    if not 1 < thing[1] - thing[0] <= _LONGEST_PEOPLE or not words.only_places((frame.left[0], q.span[0])):
        return None
    name = text[slice(*thing)]
    return Metric(thing, name, name, "metric.behind") if metrics.class_of_head(name) == "people" else None


def _of_plan(words: Words, frame: Frame) -> Metric | None:
    """How much of a plan of some work was done: 完成年度投资计划的24%."""
    q = frame.quantity
    plan = _PLAN_DONE.search(words.text, frame.left[0], q.span[0]) if q.kind == "rate" and q.unit == "%" else None
    return Metric(plan.span("plan"), plan["plan"], f"{plan['plan']}完成率", "metric.before.completed") if plan is not None else None


def _of_fund(words: Words, frame: Frame) -> Metric | None:
    """The size of a fund that is told before its kind: 设立总规模50亿元的产业基金."""
    q, text = frame.quantity, words.text
    size = _SIZE.search(text, frame.left[0], q.span[0]) if q.kind == "amount" else None
    fund = _FUND.match(text, q.span[1]) if size is not None else None
    if fund is None and size is not None and frame.clause and not text[frame.clause_span[0] : size.start()].strip("，, 其"):
        fund = _FUND_BEFORE.search(text, words.sentences[frame.sentence].clauses[frame.clause - 1][0], frame.clause_span[0])
    return Metric(fund.span("fund"), fund["fund"], f"{fund['fund']}规模", "metric.behind") if fund is not None else None


def _ranked(words: Words, frame: Frame) -> Metric | None:
    """What stands between a rank and 排名 of the next one (竞争力排名第八、政府表现排名第六)."""
    if frame.previous is None or frame.quantity.kind != "rank" or words.frames[frame.previous].quantity.kind != "rank":
        return None
    item = _RANKED.fullmatch(words.text, words.frames[frame.previous].quantity.span[1], frame.quantity.span[0])
    if item is None or words.segments(item.span("item")) != [(item.span("item"), "edge")] or words.is_place(item.span("item")):
        return None
    return Metric(item.span("item"), item["item"], item["item"], "metric.before")


def _sets_out(words: Words, frame: Frame) -> Metric | None:
    """What the clause before ends with where a change from one figure to another says nothing else (停车费，由每小时2元调整为3元)."""
    own = frame.clause_span[0], frame.quantity.span[0]
    if not frame.sets_out or not frame.clause or not (_FROM.fullmatch(words.text, *own) or _PLACE_FROM.fullmatch(words.besides_places(own))):
        return None
    if frame.previous is not None and words.frames[frame.previous].clause >= frame.clause - 1:
        return None
    return _clause_before(words, frame, moves=False)


def _reached(words: Words, frame: Frame) -> Metric | None:
    """What the clause before says to rise or fall, where a figure's own says only that it came to so much (产值逐年上升，2020年达到3亿元)."""
    within = frame.clause_span[0], frame.quantity.core[0]
    if frame.quantity.kind not in ("amount", "rate", "number", "growth") or not frame.clause:
        return None
    beside = words.besides_places(within).lstrip("、和及与")  # places aside: 甲省、乙省都在
    said = _REACHED.fullmatch(words.text, *within)
    if frame.quantity.unit == "%":
        said = said or _REACHED.fullmatch(beside) or _SUCH_AS.fullmatch(words.text, *within)
    if said is None:
        return None
    if frame.previous is not None and words.frames[frame.previous].clause >= frame.clause - 1:
        return None
    return _clause_before(words, frame, moves=True)


def _clause_before(words: Words, frame: Frame, *, moves: bool) -> Metric | None:
    """The noun phrase at the end of the clause before a figure's, a trend behind it aside; ``moves``: only where there is one."""
    start, end = words.sentences[frame.sentence].clauses[frame.clause - 1]
    end = start + len(words.text[start:end].rstrip("，,、；：: "))
    trend = _TREND.search(words.text, start, end)
    if moves:
        trend = trend or _IS_SO.search(words.text, start, end) or _EXCEEDS.search(words.text, start, end)
    if moves and trend is None:
        return None
    parts = words.segments((start, trend.start() if trend else end))
    share = _SHARE_NAMED.search(words.text, parts[0][0][0], trend.start() if trend else end) if parts else None
    if share is not None:
        return Metric(share.span("name"), share["name"], without_opening(share["name"]), "metric.topic")
    tokens = words.tokens(frame.sentence, parts[0][0]) if parts else []
    while tokens and tokens[-1].flag == "x":
        tokens.pop()
    phrase = metrics.named(metrics.before(words.text, tokens), "before")
    if moves and len(tokens) == 1 and metrics.head_in(tokens[0].text) in (tokens[0].text, tokens[0].text[-1]):
        return None  # 价格较高，为46元: of what the text goes on about
    if moves and phrase is not None and all(_is_of_name(t) for t in tokens if t.span[0] >= phrase.span[1]):
        phrase = metrics.Phrase((phrase.span[0], tokens[-1].span[1]), words.text[phrase.span[0] : tokens[-1].span[1]], phrase.kind)
    if phrase is None or phrase.span[1] != tokens[-1].span[1] or not _is_of_name(tokens[-1], verbs=moves) or metrics.counts(phrase.text):
        return None
    name = without_opening(_with_quotation(words.text, start, phrase))
    return Metric(phrase.span, phrase.text, name, "metric.topic")


def _is_of_name(token: Token, *, verbs: bool = True) -> bool:
    """Whether a word can end a metric's name; with ``verbs`` those that are nouns too count (投入)."""
    return metrics.is_head(token.text) or (verbs and token.text in metrics.nominal_verbs())


def _with_quotation(text: str, start: int, phrase: metrics.Phrase) -> str:
    """The words of a phrase, with those before them of the quotation that ends in it (「台湾接单、海外生产」的比例)."""
    for opens, closes in ("「」", "“”", "『』"):
        at = text.rfind(opens, start, phrase.span[0])
        if phrase.text.count(closes) > phrase.text.count(opens) and at >= 0:
            return text[at : phrase.span[1]]
    return phrase.text
