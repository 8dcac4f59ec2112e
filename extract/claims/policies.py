"""What is offered, granted or demanded by a rule: subsidies by share or head, standards that are set, conditions that must be met.

(按购置额的30%给予补助; 单个项目最高500万元; 保费由财政补贴六成; 人口应在300万人以上; 明年起高龄津贴提高到800元.)
"""

from __future__ import annotations

import datetime as dt

import regex

from extract.claims.frames import Frame
from extract.data.late import late_regex
from extract.model import Sentence

_RULED = regex.compile(
    r"最高(?:可)?(?:给予|奖励|补贴|补助|资助|支持|不超过|可获|享受|奖补)|给予[^，。；]{0,20}(?:补贴|奖励|资助|补助|支持|奖补)|按[^，。；]{0,20}(?:给予|补贴|奖励|补助)|按(?:照)?(?:不超过|不高于|不低于)|一次性(?:给予|奖励|补贴|补助)|优惠(?!金额|店|的|券|商|贷|政策)|减免|发放标准|补贴标准|每人每月(?:补助|补贴|发放)|(?:不得|不应|不能)(?:低于|少于|高于|多于|超过)|应(?:当)?(?:不低于|不少于|达到)|门槛|上限|下限|规定|必须"
)
_GRANT = r"(?:补贴|奖励|资助|补助|支持|奖补|奖金|优惠|抵用|折扣)"
_GRANTED_BEHIND = regex.compile(rf"[^，。；、]{{0,8}}{_GRANT}")
_GRANTS = regex.compile(r"最高|给予|补贴|奖励|资助|补助")
_ARTICLE = late_regex(r"\s*第[一二三四五六七八九十百零〇\d]{1,5}条[\s\u3000]")
# 按总投资的25%给予补助, 按每吨20元给农户补助
_BY = late_regex(r"(?:按|按照)[^，。；\d]{0,16}$")
_PAID_BEHIND = late_regex(r"(?:的(?:标准|比例))?(?:予以|给予?)?[^，。；\d]{0,8}(?:补贴|奖励|资助|补助|奖补|补偿|返还)(?!后)")
_A_PIECE = late_regex(r"(?:单个|单项|单户|单笔|单家|单体|每个|每家|每户|每项)[^，。；\d]{0,8}(?:最高|不超过)")
# 保费由各级财政补贴六成: a share of what is paid
_PAYS_SHARE = late_regex(r"(?:财政|中央|[省市县区国](?:里|级)?|国家|政府)[^，。；\d]{0,12}(?:补贴|补助|承担|负担|分担|财政出)\s?$")
_SHARE_PAID = late_regex(r"补助\s?$")
_A_HEAD = late_regex(r"每(?:亩|人|户|名|头|家|辆|台|套|吨|平方米)(?:每[年月])?(?:给予|发放)?(?:一次性)?(?:补贴|补助|奖励|奖补)\s?$")
_MUST_BE = late_regex(r"(?:[应须]|应当|必须)(?:在|为)\s?$")
_BOUNDS = ("at_least", "at_most", "more_than", "less_than")
_YEARLY = late_regex(r"每年(?:统筹)?(?:安排|列支|拿出)[^，。；\d]{0,16}(?:资金|经费|补贴|补助)\s?$")
_STANDARD = r"(?:津贴|补贴|补助|养老金|低保|救助标准|保障标准|最低工资|最低收购价|收购价|托市价|起征点|缴费比例|费率|起步价|票价|电价|水价|气价|学费)"
_SET_TO = late_regex(
    rf"{_STANDARD}[^。；\d]{{0,16}}(?:[由从][^。；]{{0,16}})?(?:提高|提升|提|调整|[上下]调|调高|调低|调|降低|降|涨|定)(?:到|至|为|在)(?:每\p{{Han}}{{1,3}})?\s?$"
    r"|每\p{Han}{1,3}(?:补贴|补助)\s?$"
)
_DONE = late_regex(r"已(?:经)?|了(?!解)|去年|上年|累计|以来|(?<!公)共|实际|曾")
_BETWEEN = late_regex(r"[，,、；;和及]{0,2}\s?(?:(?![仍却而]|实际|现|目前)[^，,。；;、\d]){0,12}")


def is_policy(text: str, sentence: Sentence, frame: Frame, clause: str) -> bool:
    """Whether the words of a figure's ``clause`` (without titles of works), or the article of a rule that it is in, offer or demand it."""
    b = frame.quantity.span[1]
    if _RULED.search(clause) or (_GRANTS.search(clause) and _GRANTED_BEHIND.match(text[b : b + 14])):
        return True
    if _ARTICLE.match(text, text.rfind("\n", 0, sentence.span[0]) + 1, sentence.span[1]):
        return True
    return not _DONE.search(clause) and _is_granted(text, frame)


def _is_granted(text: str, frame: Frame) -> bool:
    q, start = frame.quantity, frame.clause_span[0]
    a, b = q.span
    if _PAID_BEHIND.match(text, b, frame.clause_span[1]) and _BY.search(text, start, a):
        return True
    if q.kind == "rate" and (_PAYS_SHARE.search(text, start, a) or _SHARE_PAID.search(text, start, a)):
        return True
    if q.bound in _BOUNDS and _MUST_BE.search(text, start, a):
        return True
    return _A_HEAD.search(text, start, a) is not None or _A_PIECE.search(text, start, q.core[0]) is not None


def is_set_ahead(text: str, sentence: Sentence, frame: Frame) -> bool:
    """Whether a standard is set for a time to come (明年起，高龄津贴提高到800元)."""
    return _SET_TO.search(text, max(sentence.span[0], frame.quantity.span[0] - 60), frame.quantity.span[0]) is not None


def is_yearly_grant(text: str, frame: Frame, period: tuple[dt.date | None, dt.date | None]) -> bool:
    """Whether a sum is put up for each of several years (2021年至2023年，市财政每年安排专项资金3000万元)."""
    start, end = period
    several = start is not None and end is not None and end.year > start.year
    return several and _YEARLY.search(text, frame.clause_span[0], frame.quantity.span[0]) is not None


def goes_on(text: str, frame: Frame, before: Frame) -> bool:
    """Whether a figure stands in a list with one that is offered or demanded (西部补助80%，中部60%; 财政补贴六成，农户自缴不超过四成)."""
    q, other = frame.quantity, before.quantity
    alike = q.unit == other.unit and q.kind == other.kind
    behind = (other.span[1], q.span[0])
    if q.kind not in ("rate", "amount") or _DONE.search(text, *behind) or not _BETWEEN.fullmatch(text, *behind):
        return False
    return alike or (q.bound in _BOUNDS and other.bound in _BOUNDS)
