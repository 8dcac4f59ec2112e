"""Metrics named by a fixed form beside their figure: work done by so much, a ratio, whose trouble is solved, the end of a change.

春播完成300万亩; 男女比高达1.2:1; 解决3万人的饮水问题; 由1元降至0.5元; 占全国的12%，居第三.
"""

from __future__ import annotations

from collections.abc import Mapping

from extract.claims.frames import Frame
from extract.claims.wording import unit_class
from extract.claims.words import Words, without_opening
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Metric

_WORK_DONE = late_regex(
    r"[\s，,；;、]*(?:其中|而|另外)?(?P<work>\p{Han}{2,10}?)(?:工作|工程|任务|项目)?(?:已|共|累计|全部|计划|预计|拟|将|要|力争|均|也|则|只|仅){0,3}完成(?:了|约|近|超过?|过|逾|不到){0,2}\s?"
)
_DOERS = late_regex(  # who does it is no work: 企业完成投资, 全市完成造林
    r"(?:企业|公司|单位|部门|集团|工人|农民|农户|群众|各地|各[省市县区级]|全[国省市县区]|政府|财政|学校|医院|人员|累计|目前|今年|去年|截至|期间|[日月年])$"
)
_ENDS = late_regex(r"(?:左右|以上|以下|多)?(?:[，。；、,;！!）)\n…]|$)")
_RATIO = late_regex(
    r"(?P<name>[\p{Han}A-Z]{1,7}(?<![同环占对之相无较百分正])比(?:例|率|值)?)(?:已|也|则|约|又)?(?:高达|低至|达到?|接近|约?为|是|升至|降至|只有|仅有|仅)?(?:了|约|近)?\s?$"
)
_RATIO_ALONE = late_regex(r"[^占的\P{Han}]{2,6}比")  # 铁钢比61%
_SOLVES = late_regex(r"(?P<verb>(?:临时|累计|妥善|有效|彻底|全面|基本)?解决)(?:了|好)?(?:约|近|超过?|逾)?\s?$")
_TROUBLE = late_regex(
    r"(?:余|多)?(?:名|户)?(?P<who>[^，。；、,;\d的]{0,10}?)的?(?P<what>(?:临时)?(?:安全)?(?:饮水|吃水|用水|用电|住房|居住|就业|出行|行路|上学|入学|入托|看病|就医|吃饭|温饱|养老|饮用水)(?:安全|难|困难)?)(?:问题|难题)?(?=[，。；、,;！\n]|$)"
)
_MOVED_TO = late_regex(
    r"[\s，,]*(?:左右|以上|多)?(?:大幅|迅速|快速|急剧|逐[步年渐]|持续|稳步|小幅|微幅|弹性|进一步|一路|一举|再|又|则|已|相应){0,2}(?:增长|增加|提升|提高|上升|上涨|上调|扩大|攀升|调整?|下降|下调|下跌|降低|减少|回落|缩减|[增升降减跌涨扩缩提]?)(?:到|至|为)了?(?:的|约|近|超过?|逾|接近|目前|现在|如今|去年底?|今年底?){0,2}\s?"
)
_OF_ALL = late_regex(r"占(?:全[国省市区县州台球]|世界|国内|亚洲|欧洲)(?:总[量额数])?比重$")
_OF_TOLD = late_regex(r"[占为](?:了|到)?(?P<whole>(?!比)[\p{Han}]{2,14}?)(?:约|近|逾|共|合计)?\s?$")
_ITS_PART = late_regex(r"(?:的|之)(?:比[例重率])?(?:高?达|为|约|近|逾|将近|是){0,2}\s?")
_SHARE_THEN_RANK = late_regex(r"(?:以上|左右|多)?[，,、]?\s?(?:位?居|排名?|位列|名列|列|均居|排在|高居|稳居)?\s?")


def reading(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """The metric, or None; ``decided`` are the metrics of earlier figures, by index."""
    return (
        _other_end(words, frame, decided)
        or _rank_of_whole(words, frame, decided)
        or _of_whole_told(words, frame, decided)
        or _work_done(words, frame)
        or _ratio(words, frame)
        or _solved(words, frame, decided)
    )


def _before(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> tuple[Frame, Metric] | None:
    """The figure before one in its sentence with its metric."""
    told = decided.get(frame.previous) if frame.previous is not None else None
    return (words.frames[frame.previous], told) if told is not None and frame.previous is not None else None


def _other_end(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """What the end of a change measures, which its beginning does: 由每公里1.1元调至1.6元."""
    before, q = _before(words, frame, decided), frame.quantity
    if before is None or not before[0].sets_out or before[0].quantity.unit != q.unit or before[0].quantity.kind != q.kind:
        return None
    told = before[1]
    said = words.besides_places((before[0].quantity.span[1], q.span[0]))
    return Metric(told.span, told.text, told.name, "metric.previous", told.id, told.canonical) if _MOVED_TO.fullmatch(said) else None


def _rank_of_whole(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """What a rank right behind a share is of, which is the thing and not its share: 面积占全国的12%，居第三."""
    before = _before(words, frame, decided) if frame.quantity.kind == "rank" else None
    share = _OF_ALL.search(before[1].name) if before is not None else None
    if before is None or share is None or not share.start() or before[0].quantity.kind not in ("rate", "ratio"):
        return None
    if not _SHARE_THEN_RANK.fullmatch(words.besides_places((before[0].quantity.span[1], frame.quantity.span[0]))):
        return None
    told = before[1]
    return Metric(told.span, told.text, told.name[: share.start()], "metric.previous.completed")


def _of_whole_told(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """A share whose whole has its own figure before it: 甲县农损1亿元，占全国农损3亿元的33%; 占总人口31万人之比例达20%."""
    q, text = frame.quantity, words.text
    before = words.frames[frame.previous] if frame.previous is not None else None
    if before is None or before.quantity.kind != "amount" or not (q.unit == "%" or q.kind == "ratio"):
        return None
    start = max(frame.clause_span[0], before.left[0] - 1)
    whole = _OF_TOLD.search(text, start, before.quantity.core[0]) if _ITS_PART.fullmatch(text, before.quantity.span[1], q.span[0]) else None
    part = decided.get(before.previous) if before.previous is not None else None
    if whole is None or part is None:
        return None
    return Metric(whole.span("whole"), whole["whole"], f"{part.name}占{whole['whole']}比重", "metric.previous.completed")


def _work_done(words: Words, frame: Frame) -> Metric | None:
    """Work that is done by so much: 春播完成300万亩, 征地完成八成."""
    q = frame.quantity
    if q.kind not in ("amount", "rate") or not (q.unit == "%" or unit_class(q) == "measure") or not _ENDS.match(words.text, q.span[1]):
        return None
    parts = words.segments((frame.left[0], q.span[0]))
    m = _WORK_DONE.fullmatch(words.text, *parts[0][0]) if parts else None
    if m is None or words.is_place(m.span("work")):
        return None
    name = without_opening(m["work"])
    tokens = words.tokens(frame.sentence, (m.end("work") - len(name), m.end("work")))
    bare = len(name) < 2 or name in metrics.never_names() or name in metrics.light_words() or _DOERS.search(name) is not None
    if bare or not tokens or tokens[0].flag[:1] not in "njv" or tokens[0].text in metrics.light_words():
        return None
    return Metric(m.span("work"), name, name, "metric.before")


def _ratio(words: Words, frame: Frame) -> Metric | None:
    """A ratio that has its name right before it: 男女比高达1.2:1."""
    q = frame.quantity
    told = q.kind == "ratio" and any(c in q.text for c in ":：∶")
    parts = words.segments((frame.left[0], q.span[0])) if told or (q.kind == "rate" and q.unit == "%") else []
    m = _RATIO.search(words.text, *parts[0][0]) if parts else None
    if m is None or (not told and (words.text[parts[0][0][0] : m.start()].strip("，,；;、的 \n") or not _RATIO_ALONE.fullmatch(m["name"]))):
        return None
    name = without_opening(m["name"])
    return Metric(m.span("name"), m["name"], name, "metric.before") if len(name) > 1 else None


def _solved(words: Words, frame: Frame, decided: Mapping[int, Metric]) -> Metric | None:
    """Those whose trouble is solved: 解决3万人的饮水问题, and once more 再解决2万人."""
    q, text = frame.quantity, words.text
    verb = _SOLVES.search(text, frame.left[0], q.span[0]) if unit_class(q) == "people" or q.unit in (None, "户") else None
    if verb is None or q.kind not in ("amount", "number"):
        return None
    trouble = _TROUBLE.match(text, q.span[1])
    if trouble is not None:
        who = trouble["who"] or ("人口" if q.unit in ("人", None) else "")
        return Metric(trouble.span("what"), trouble["what"], f"解决{who}{trouble['what']}", "metric.behind.completed")
    if not _ENDS.match(text, q.span[1]):
        return None
    for index in range(frame.index - 1, -1, -1):
        told = decided.get(index)
        if told is not None and told.name.startswith("解决") and told.rule == "metric.behind.completed":
            return Metric(told.span, told.text, told.name, told.rule)
    return None
