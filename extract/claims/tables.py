"""Figures in tables and under a stated unit: what the head of a column or a caption says for every figure below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extract.claims.frames import Frame
from extract.model import Sentence, Span
from extract.text import rows

_RULE = regex.compile(r"[\s|:\-]+")
_UNIT = r"(?:[百千万亿]*(?:元|美元|港元|欧元|人民币|吨|人|户|家|个|辆|台|套|亩|公顷|平方米|平方公里|立方米|千瓦时|千瓦|标准箱|人次|件)|[%％‰])"
_STATED = regex.compile(rf"[（(]\s?(?:单位)?\s?[:：]?\s?(?P<unit>{_UNIT})\s?(?:[，,][^）)]*)?[）)]|单位\s?[:：]\s?(?P<caption>{_UNIT})")
_GROWTH_HEAD = regex.compile(r"增长|增速|增幅|降幅|涨幅|同比|环比|±|增减")
_COUNTING_HEAD = regex.compile(r"^(?:序号|编号|位次|排名|名次|年份?|日期|月份|代码|#|No\.?)$")
_ABOVE = 16  # lines between a caption and the last figure that it is said of


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure's cell: the metric that its column is about, whether the column holds growths, and its unit.

    ``metric`` is None in a column that only counts or orders the rows.
    """

    metric: str | None
    span: Span | None
    growth: bool
    unit: str | None


def _said_unit(words: str) -> str | None:
    found = list(_STATED.finditer(words))
    return (found[-1]["unit"] or found[-1]["caption"]) if found else None


class Tables:
    """The tables of an article, and the units that its captions state."""

    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        self._text = text
        self._sentences = sentences
        self._rows = [rows.is_row(text[slice(*s.span)]) or rows.is_flat_row(text, s.span) for s in sentences]

    def cell(self, frame: Frame) -> Cell | None:
        """The cell that a quantity stands in, or None outside of tables."""
        if not self._rows[frame.sentence]:
            return None
        head = frame.sentence
        while head > 0 and self._rows[head - 1]:
            head -= 1
        at = frame.quantity.core[0]
        column = next((n for n, (a, b) in enumerate(rows.cells(self._text, self._sentences[frame.sentence].span)) if a <= at < b), None)
        heads = rows.cells(self._text, self._sentences[head].span)
        if column is None or column >= len(heads) or head == frame.sentence:
            return None
        names = [_STATED.sub("", self._text[a:b]).strip() for a, b in heads]
        unit = _said_unit(self._text[slice(*heads[column])]) or self._caption(head)
        growth = _GROWTH_HEAD.search(names[column]) is not None
        about = column
        while about > 0 and _GROWTH_HEAD.search(names[about]):
            about -= 1
        name = names[about]
        if not regex.search(r"[\p{Han}A-Za-z]{2}", name) or _COUNTING_HEAD.match(name) or _RULE.fullmatch(name):
            return Cell(None, None, growth, unit)
        a, b = heads[about]
        start = a + len(self._text[a:b]) - len(self._text[a:b].lstrip())
        return Cell(name, (start, start + len(name)) if self._text.startswith(name, start) else None, growth, unit)

    def unit(self, frame: Frame) -> str | None:
        """The unit that the words before a bare number or a caption above it state: （亿元）：沈阳 231.5."""
        cell = self.cell(frame)
        if cell is not None:
            return cell.unit
        before = self._text[self._sentences[frame.sentence].span[0] : frame.quantity.core[0]]
        unit = _said_unit(before) if regex.search(r"[）)][^（(。]*[:：]", before) else None
        return unit or self._caption(frame.sentence)

    def _caption(self, index: int) -> str | None:
        for i in range(index - 1, max(-1, index - _ABOVE), -1):
            words = self._text[slice(*self._sentences[i].span)]
            found = regex.search(rf"单位\s?[:：]\s?(?P<unit>{_UNIT})", words)
            if found:
                return str(found["unit"])
            if "。" in words:  # running text ends what a caption is said of
                return None
        return None
