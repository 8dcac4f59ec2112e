"""Whether a passage looks back or plans ahead: a report says it once, and for pages its verbs have no tense.

(新建幼儿园18所 under this year's tasks is a goal, under last year's work a fact.)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import regex

from extract.model import Sentence

View = Literal["plan", "review", "open"]

_REPORT = regex.compile(r"政府工作报告|工作报告|施政报告|国民经济和社会发展|工作计划|发展规划|行动方案|实施方案|行动计划")
_OPENS_PLAN = regex.compile(
    r"主要预期目标|预期目标是|重点(?:抓好|做好|推进)|围绕上述目标|做好以下"
    r"|(?:今年|明年|20[2-5]\d年).{0,16}(?:工作安排|重点工作|主要任务|总体要求|工作思路|要着力|要重点)"
)
_OPENS_REVIEW = regex.compile(r"(?:过去|回顾|刚刚过去)的?(?:一年|五年|20\d\d)|(?:一年|五年)来，|工作回顾|主要成绩|取得(?:了)?(?:新|显著|重大)")
_AIMED = regex.compile(r"(?:增长|提高|下降|增速|降低|涨幅|保持|控制)[^，。；]{0,14}(?:左右|以内)")
_DONE = regex.compile(r"了(?!解|望|结)|已经?(?!有)|累计|同比|获批|入选|荣获|首次|圆满|居全国|达到?\d|突破\d|增至|提高到|去年|上年")


class Outlook:
    """The view of each sentence of an article."""

    def __init__(self, text: str, sentences: Sequence[Sentence], title: str) -> None:
        self.report = bool(_REPORT.search(title) or any(_REPORT.search(text[slice(*s.span)]) for s in sentences[:3]))
        self._views: list[View] = self._all(text, sentences) if self.report else ["open"] * len(sentences)

    def of(self, index: int) -> View:
        """plan, review, or open where nothing tells; always open outside reports and plans."""
        return self._views[index]

    @staticmethod
    def _all(text: str, sentences: Sequence[Sentence]) -> list[View]:
        opened: View = "open"
        views: list[View] = []
        for s in sentences:
            words = text[slice(*s.span)]
            if _OPENS_PLAN.search(words):
                opened = "plan"
            elif _OPENS_REVIEW.search(words):
                opened = "review"
            view = opened
            if view == "plan" and _DONE.search(words):
                view = "open"
            elif view == "open" and _AIMED.search(words) and not _DONE.search(words):
                view = "plan"
            views.append(view)
        return views
