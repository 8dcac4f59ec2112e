"""Growth whose own noun stands before its verb, behind the figure of another thing: 猪肉价格上涨13%，鲜菜涨了6%; 高温日数40天，降雨却少了五成."""

from __future__ import annotations

from collections.abc import Mapping

from extract.claims import modified_by
from extract.claims.frames import Frame
from extract.claims.wording import in_place_of, is_growth
from extract.claims.words import Words, without_opening
from extract.data import read_words
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.mentions.quantity_context import change_verbs
from extract.model import Metric

_GREW = late_regex(
    r"[\s，,；;、]*(?:而|但是?|可|不过|只是|另外|此外|与此同时|同期|其中)?[，,]?(?P<name>[\p{Han}A-Z]{2,9}?)"
    r"(?:一项|则|也|却|还|更|又|亦|反而|反倒|倒|全年|全月|当月|累计|同比|环比|均|都|只|仅|大幅度?|小幅|微幅|急剧|略微?|同步|分别){0,4}"
    rf"(?:{change_verbs()}|少|多|贵|便宜)了?(?:约|近|将近|逾|超过?|整整|足足|得?最多){{0,2}}\s?"
)
_PRICE = late_regex(r"(?P<price>(?:批发|零售|销售|收购|出厂)?(?:均价|价格|价))$")
_INDUSTRY = ("业", "产业", "行业")
_ECONOMY = late_regex(r"生产总值|GDP|经济总量|增加值")
_CHANGES = late_regex(
    r"^(?:实际|名义|实质|名目|年均|可比|单月|单季)|[增减升涨跌幅率]|下降|降[幅低至]|比重|占比|[同环]比|其中|预计|平均|水平|规模|口径|点$|峰值?$|谷$|^差不多|^大约"
)
_BARE = late_regex(
    rf"[\s，,]*(?:全年|全月|当月|当年|同比|环比|实际|名义|累计|较上年|比上年|同期|大幅|小幅|仅|只|也|分别){{0,3}}(?:{change_verbs()})了?(?:约|近|逾|超过?)?\s?"
)
_SHINES = late_regex(
    r"[\s，,；;、]*(?:其中|而|但|不过|另外)?[，,]?(?:[两二三四五六七八九十][省市县区地国])?(?P<name>[\p{Han}A-Z]{2,9}?)(?:的?(?:表现|增势|走势|势头|发展|运行|态势|形势|生产|增长))?"
    r"(?:继续|持续|依然|仍然?|较为|相对|最为?|尤为|十分|更为?|也|则|却|明显|较|很){0,2}"
    r"(?:抢眼|亮眼|耀眼|强劲|突出|喜人|不[降减跌]反[升增涨]|不[升增涨]反[降减跌]|逆势上扬|良好|向好|稳健|平稳|低迷|疲软|疲弱|不振|回暖|活跃|火爆|红火|旺盛|坚挺|承压|惨淡|较快|加快|放缓)[，,]"
)
_FURTHEST = 3  # figures back
_OWNERS = late_regex(
    r"(?:企业|公司|居民|农民|人口|家庭|部门|单位|地区|城镇|农村|乡村|市场|业务|方面|集团|省|市|县|区|国|季度?|月|年|[地方其他它]|以上|以下)$"
)


def reading(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric of a growth behind a figure of another thing, or None; ``decided`` are the metrics of earlier figures, by index."""
    if frame.quantity.kind != "growth" or frame.quantity.unit != "%":
        return None
    return _shining(words, frame, decided) or _grew(words, frame, decided)


def _shining(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """What the clause before only says to do well or badly: 农业表现抢眼，全年增长8%."""
    if not frame.clause or not _BARE.fullmatch(words.text, frame.clause_span[0], frame.quantity.span[0]):
        return None
    if frame.previous is not None and words.frames[frame.previous].clause >= frame.clause - 1:
        return None
    start, end = words.sentences[frame.sentence].clauses[frame.clause - 1]
    parts = words.segments((start, end))
    m = _SHINES.fullmatch(words.text, parts[0][0][0], max(end, frame.clause_span[0])) if parts else None
    if m is None or words.is_place(m.span("name")):
        return None
    name = without_opening(m["name"])
    tokens = words.tokens(frame.sentence, (m.end("name") - len(name), m.end("name")))
    if (
        len(name) < 2
        or name in metrics.bare_heads()
        or name in metrics.never_names()
        or not tokens
        or not all(modified_by.is_noun(t) for t in tokens)
    ):
        return None
    told = [decided[i].name for i in range(max(0, frame.index - _FURTHEST), frame.index) if i in decided]
    whole = f"{name}增加值" if name.endswith(_INDUSTRY) and told and _ECONOMY.search(told[-1]) else name
    return Metric(m.span("name"), name, whole, "metric.topic")


def _grew(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The noun right before the verb of growth, where the figure before is of another thing."""
    q, told = frame.quantity, decided.get(frame.previous) if frame.previous is not None else None
    if told is None or frame.previous is None or words.frames[frame.previous].clause == frame.clause:
        return None
    parts = words.segments((frame.left[0], q.span[0]))
    m = _GREW.fullmatch(words.text, *parts[0][0]) if parts else None
    if m is None or words.is_place(m.span("name")):
        return None
    name = without_opening(m["name"])
    if (
        len(name) < 2
        or _CHANGES.search(name)
        or _OWNERS.search(name)
        or name in metrics.bare_heads()
        or name in metrics.never_names()
        or is_growth(name)
    ):
        return None
    if name in told.name or name in read_words("parts_of_all") or in_place_of(name, told.name) is not None:
        return None
    tokens = words.tokens(frame.sentence, (m.end("name") - len(name), m.end("name")))
    if not tokens or not all(modified_by.is_noun(t) for t in tokens):
        return None
    price = _PRICE.search(told.name)
    if price is not None:
        return None if metrics.head_in(name) else Metric(m.span("name"), name, f"{name}{price['price']}", "metric.before.completed")
    if name.endswith(_INDUSTRY):
        return Metric(m.span("name"), name, f"{name}增加值", "metric.before.completed") if _ECONOMY.search(told.name) else None
    return Metric(m.span("name"), name, name, "metric.before")
