"""Whether a passage looks back or plans ahead: a report says it once, and for pages its verbs have no tense.

(新建幼儿园18所 under this year's tasks is a goal, under last year's work a fact.) In work reports and plans each sentence is
read by a linear model (``outlook``, trained on sentences whose figures are annotated as goals or facts); since whole passages
look one way, the readings are smoothed along the text by the forward-backward algorithm of a chain with two states.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import regex

from extract.claims import scoring
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Sentence
from extract.text.tokens import tokenize

View = Literal["plan", "review", "open"]

_REPORT = late_regex(r"政府工作报告|工作报告|施政报告|国民经济和社会发展|工作计划|发展规划|行动方案|实施方案|行动计划")
_NEWS_OF_IT = late_regex(r"提出|指出|强调|表示|记者|日电|日讯|宣读|审议|解读|作政府|作了|提到|亮点")  # others tell what a report says
_ADDRESSED = late_regex(r"各位代表|请予审议")  # how a report begins
# 第二节 主要目标, 三、重点任务: nothing but goals stands below. 2023年，建议…, 展望2030年: from here on a report plans.
_GOALS_BELOW = late_regex(
    r"(?:(?:主要|发展|工作|总体|具体|奋斗|预期)(?:预期)?目标|目标任务|(?:主要|重点|工作)任务|工作(?:安排|打算|计划)|下一步(?:工作|打算)?)"
    r"(?![^\n]{0,6}(?:完成|回顾|总结|成效|落实|实现|进展|情况))"
)
_PLANS_FROM_HERE = late_regex(r"(?:(?:今年|20\d\d年)(?:我们|全[省市县区州])?[，,]?\s?建议|(?:建议|展望)(?:今年|未来|到?20\d\d年|“?十[四五六七]五))")
_PLANS, _BELOW_GOALS = 4.0, 0.9  # the score of such a sentence; the share of the state "plan" below such a heading
_LINE, _STOPS = 50, ("。", "；", "，")  # characters of a line that can be a title, and what no title ends with
_SURE = 0.7  # from this share on a passage has a view
_STAYS = {
    "sentence": 0.995,
    "paragraph": 0.98,
    "section": 0.7,
}  # how likely the view stays from one sentence to the next, a new paragraph, a new section
_YEAR = late_regex(r"(?<!\d)(?P<year>20\d\d)年")
_ROUND = late_regex(r"(?<![\d.])\d{1,2}0*(?:%|万|亿|个|家|所|套|公里|亩|项)?(?:左右|以上|以内)")
_DECIMAL = late_regex(r"\d+\.\d+")
_PRECISE = late_regex(r"(?<![\d.])(?!20\d\d年)\d{2,}[1-9](?![\d.])")  # goals are round, counts are not
_SIGNS = {
    "了": regex.compile(r"(?<![为到])了(?!解|望|结)"),
    "已": regex.compile(r"已经?(?!有)"),
    "so far": regex.compile(r"累计|同比|环比|比上年|较上年|去年|上年|五年来|一年来|以来"),
    "reached": regex.compile(r"达到?\s?\d|突破\s?\d|超过?\s?\d|增至|提高到|提升到|升至|降至|居全国|位居|位列|首位|第一位"),
    "won": regex.compile(r"获批|获评|荣获|入选|入围|上榜|首次|首个|圆满|成功|如期|顺利|超额|连续"),
    "roughly counted": regex.compile(
        r"(?<=\d)[万亿千百]?(?:余|多)(?=[万亿]?(?:个|家|所|人|户|项|条|套|场|次|座|公里|名|件|起|亩|台|辆|吨|种|处|元))"
    ),
    "about": regex.compile(r"左右|以上|以内"),
    "goal": regex.compile(r"力争|争取|确保|目标|努力|预期(?!寿命)|计划|将(?!军|来)|要(?=达|实现|完成|建|增|突破|着力|加快|大力)|争创|奋力"),
    "this year": regex.compile(r"今年|本年度|新的一年|下一步|未来"),
    "tasks": regex.compile(r"重点(?:抓好|做好|推进|工作|任务)|主要任务|工作安排|总体要求|工作思路|以下工作"),
    "looking back": regex.compile(r"回顾|过去(?:的)?(?:一年|五年)|刚刚过去|工作回顾|主要成绩|(?:新|显著|重大)(?:成效|成就|进展|突破)"),
}


def is_report(text: str, sentences: Sequence[Sentence], title: str) -> bool:
    """Whether an article is a work report or a plan, by its title, a line of its own at the start, or whom it addresses."""
    if _REPORT.search(title):
        return not _NEWS_OF_IT.search(title)
    lines = (text[slice(*s.span)].strip() for s in sentences[:3])
    named = any(len(line) <= _LINE and not line.endswith(_STOPS) and _REPORT.search(line) and not _NEWS_OF_IT.search(line) for line in lines)
    return named or any(_ADDRESSED.search(text, *s.span) for s in sentences[:6])


@lru_cache(maxsize=8192)
def _opening_verb(word: str, flag: str) -> bool:
    return flag.startswith("v") or word in metrics.nominal_verbs()


def features(text: str, sentence: Sentence, now: int | None) -> dict[str, float]:
    """What a sentence of a report tells of its outlook: the verbs that open its clauses, signs of aspect, years beside ``now``."""
    words = text[slice(*sentence.span)]
    row: dict[str, float] = {"always": 1.0}
    for name, pattern in _SIGNS.items():
        if pattern.search(words):
            row[name] = 1.0
    if _ROUND.search(words):
        row["round number with a bound"] = 1.0
    decimals = len(_DECIMAL.findall(words))
    if decimals:
        row[f"decimals {min(decimals, 3)}"] = 1.0
    precise = len(_PRECISE.findall(words))
    if precise:
        row[f"precise numbers {min(precise, 3)}"] = 1.0
    if now is not None:
        for m in _YEAR.finditer(words):
            row[f"names year {max(-2, min(2, int(m['year']) - now)):+}"] = 1.0
    tokens = tokenize(text, sentence.span)
    starts = {a for a, _ in sentence.clauses} | {b.span[0] for a, b in pairwise(tokens) if a.text in "、；"}
    for first, second in pairwise([*tokens, tokens[-1]] if tokens else []):
        if first.span[0] in starts:
            row[f"clause opens with {first.text}"] = 1.0
            if not _opening_verb(first.text, first.flag) and _opening_verb(second.text, second.flag):
                row[f"clause's verb {second.text}"] = 1.0
        if _opening_verb(first.text, first.flag) and second.flag == "ul":
            row[f"done {first.text}"] = 1.0
    return row


def _smoothed(logits: Sequence[float], stays: Sequence[float]) -> list[float]:
    """The share of the state "plan" for each sentence: forward-backward over a chain, ``stays`` between neighbours."""
    if not logits:
        return []
    plan = [scoring.logistic(x) for x in logits]
    forward: list[float] = []
    share = 0.5
    for i, p in enumerate(plan):
        if i:
            share = share * stays[i - 1] + (1 - share) * (1 - stays[i - 1])
        share = share * p / (share * p + (1 - share) * (1 - p))
        forward.append(share)
    odds, result = 0.5, [0.0] * len(plan)
    for i in range(len(plan) - 1, -1, -1):
        f = forward[i]
        result[i] = f * odds / (f * odds + (1 - f) * (1 - odds))
        if i == 0:
            break
        here = plan[i] * odds / (plan[i] * odds + (1 - plan[i]) * (1 - odds))
        odds = here * stays[i - 1] + (1 - here) * (1 - stays[i - 1])
    return result


class Outlook:
    """The view of each sentence of an article.

    Attributes:
        report: whether the article is a work report or a plan; elsewhere a view is open unless a heading says that goals follow.
        plan: for each sentence the probability that it plans ahead, 0.5 where nothing tells.
        rows: for each sentence of a report its features.
    """

    def __init__(self, text: str, sentences: Sequence[Sentence], title: str, now: int | None) -> None:
        self.report = is_report(text, sentences, title)
        self.rows = [features(text, s, now) for s in sentences] if self.report else []
        self.plan = [0.5] * len(sentences)
        if self.report:
            logits = [max(-4.0, min(4.0, scoring.score("outlook", row))) for row in self.rows]
            stays = [_stays(a, b) for a, b in pairwise(sentences)]
            for i, s in enumerate(sentences):
                if _PLANS_FROM_HERE.match(text, s.span[0]):
                    logits[i], stays[max(0, i - 1) : i] = _PLANS, [0.5] * min(1, i)
            self.plan = _smoothed(logits, stays)
        else:
            below = {s.section for s in sentences if s.role in ("title", "heading") and _GOALS_BELOW.search(text, *s.span)}
            self.plan = [_BELOW_GOALS if s.section in below else 0.5 for s in sentences]

    def of(self, index: int) -> View:
        """plan, review, or open where nothing tells."""
        p = self.plan[index]
        return "plan" if p >= _SURE else "review" if p <= 1 - _SURE else "open"


def _stays(a: Sentence, b: Sentence) -> float:
    return _STAYS["section" if a.section != b.section else "paragraph" if a.paragraph != b.paragraph else "sentence"]
