"""Figures in tables and under a stated unit: what heads, first cells and captions say of every figure beside and below them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import regex

from extract.claims import catalogue
from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence
from extract.claims.subject_candidates import Candidate
from extract.claims.table_heads import Head, Heads, Period, captioned_unit, is_empty, said_unit
from extract.model import DateMention, Sentence, Span
from extract.text import rows
from extract.text.lines import lines_of

_ABOVE = 16  # lines between a caption and the last figure that it is said of
_CAPTIONS = 4  # lines above a table that may say what it is about
_TOLD = 2  # sentences of running text above a table without a caption
_FIGURE = regex.compile(r"\s*(?:约|超过?|近|逾)?\s?[-+−±]?\d")
_SHARE = regex.compile(r"(?:占比|比重|比例|构成|份额|率)$")
_LISTED_UNIT = regex.compile(r"[）)][^（(。）)]*[:：]")
_NO_METRIC = ("unit", "order", "note", "things")


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure's cell: what the table says of it.

    Attributes:
        metric: None in a column that only counts or orders the rows.
        span: where the metric's words stand, or None.
        growth: the column holds growths.
        unit: of a bare number, or None.
        change: the words that say what a growth is against, "" for no growth.
        place, period: None where the table names none.
        elsewhere: the row is of a place that is not known, or of something that is no place's.
        sure: metric and place are both said; no other reading is open.
    """

    metric: str | None
    span: Span | None = None
    growth: bool = False
    unit: str | None = None
    change: str = ""
    place: Occurrence | None = None
    period: Period | None = None
    elsewhere: bool = False
    sure: bool = False


def subjects_of(cell: Cell, found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates of a figure in a table: the place that the table names for it, none for one of a place that is not known."""
    if cell.elsewhere:
        return ()
    if cell.place is None:
        return tuple(found)
    row = next((c.row for c in found if c.key == cell.place.key), ())
    return (Candidate(cell.place.key, row, cell.place),)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: its sentence and cells, and the head of the part of the table that it stands in."""

    sentence: int
    cells: tuple[Span, ...]
    part: Head = field(default_factory=Head)


@dataclass(frozen=True, slots=True)
class _Table:
    columns: tuple[Head, ...]
    body: dict[int, _Row]  # by sentence
    labels: frozenset[int]  # columns that hold words
    caption: Head
    of_places: bool


def _with_metrics(columns: Sequence[Head]) -> tuple[Head, ...]:
    """The heads of columns where a change that names no metric (同比增长) is that of the nearest metric at its left."""
    found: list[Head] = []
    last = Head()
    for head in columns:
        nameless = head.growth and not head.name
        whole = replace(head, name=last.name, span=last.span, place=head.place or last.place, period=head.period or last.period)
        found.append(whole if nameless else head)
        last = found[-1] if found[-1].name else last
    return tuple(found)


class Tables:
    """The tables of an article, and the units that its captions state."""

    def __init__(self, text: str, sentences: Sequence[Sentence], places: Sequence[Occurrence] = (), dates: Sequence[DateMention] = ()) -> None:
        self._text = text
        self._sentences = sentences
        self._heads = Heads(text, places, dates)
        cells = {line.span[0] + len(text[slice(*line.span)].rstrip()): line.cells for line in lines_of(text) if line.kind == "table"}
        self._cells = [cells.get(s.span[1], ()) for s in sentences]
        self._of: dict[int, _Table] = {}
        first = 0
        for i in range(1, len(sentences) + 1):
            if i == len(sentences) or bool(self._cells[i]) != bool(self._cells[first]):
                if self._cells[first]:
                    self._read(first, i)
                first = i

    # --- reading a table -------------------------------------------------------------------------

    def _words(self, span: Span) -> str:
        return self._text[slice(*span)]

    def _filled(self, cells: Sequence[Span]) -> list[int]:
        return [n for n, c in enumerate(cells) if not is_empty(self._words(c)) or rows.is_figure(self._words(c))]

    def _read(self, first: int, end: int) -> None:
        """Reads the rows from sentence ``first`` to ``end``: heads stand above the first row with figures."""
        found = [(i, self._cells[i]) for i in range(first, end) if any(not is_empty(self._words(c)) for c in self._cells[i])]
        start = next((n for n, (_, cells) in enumerate(found) if any(rows.is_figure(self._words(c)) for c in cells)), None)
        if start is None:
            return
        width = len(found[start][1])
        above = [cells for _, cells in found[:start] if len(cells) == width and len(self._filled(cells)) > 1]
        titles = [cells[self._filled(cells)[0]] for _, cells in found[:start] if len(self._filled(cells)) == 1]
        columns = _with_metrics([self._heads.cell(spans) for spans in self._stacked(above, width)])
        body: dict[int, _Row] = {}
        part = Head()
        for i, cells in found[start:]:
            filled = self._filled(cells)
            if len(filled) == 1 and not rows.is_figure(self._words(cells[filled[0]])):
                part = self._heads.cell([cells[filled[0]]])
                continue
            body[i] = _Row(i, cells, part)
        labels = frozenset(n for n in range(width) if self._is_label(n, body.values()))
        caption = self._about(first, titles)
        if not caption.name and sum((h.period or h.place) is not None and not h.name for h in columns) > 1:
            told = self._told_above(first)  # years or places side by side, of what the text above speaks of
            caption = replace(caption, name=told.name, span=told.span, unit=caption.unit or told.unit)
        named = [self._heads.cell([row.cells[n] for n in sorted(labels) if n < len(row.cells)]) for row in body.values()]
        role = next((columns[n].role for n in sorted(labels) if columns[n].role in ("places", "rows", "things", "periods")), "")
        placed = sum(h.place is not None and not h.name for h in named)
        table = _Table(columns, body, labels, caption, role == "places" or (role in ("", "total") and placed * 2 >= max(1, len(named))))
        self._of.update(dict.fromkeys(body, table))

    def _stacked(self, above: Sequence[Sequence[Span]], width: int) -> list[list[Span]]:
        """The heads of each column from the upper to the lower; an empty cell of an upper row belongs to the head at its left."""
        columns: list[list[Span]] = [[] for _ in range(width)]
        for row, cells in enumerate(above):
            last: Span | None = None
            for n, cell in enumerate(cells):
                empty = is_empty(self._words(cell))
                last = last if empty else cell
                if not empty:
                    columns[n].append(cell)
                elif row + 1 < len(above) and last is not None and n:
                    columns[n].append(last)
        return columns

    def _is_label(self, column: int, body: Iterable[_Row]) -> bool:
        words = [self._words(row.cells[column]) for row in body if column < len(row.cells)]
        words = [w for w in words if not is_empty(w)]
        if not words:
            return False
        if all(rows.is_figure(w) is None for w in words):  # a column of years
            return column == 0
        return sum(_FIGURE.match(w) is not None and rows.is_figure(w) is not False for w in words) * 2 < len(words)

    def _about(self, first: int, titles: Sequence[Span]) -> Head:
        """What the lines above a table say together, the nearest first."""
        said = [self._heads.caption(span) for span in reversed(titles)]
        for i in range(first - 1, max(-1, first - 1 - _CAPTIONS), -1):
            sentence = self._sentences[i]
            words = self._words(sentence.span)
            if "。" in words or self._cells[i]:
                break
            if sentence.role != "boilerplate":
                said.append(self._heads.caption(sentence.span))
        named = next((h for h in said if h.name), Head())
        return replace(
            named, unit=next((h.unit for h in said if h.unit), None), growth=named.growth,
            place=next((h.place for h in said if h.place), None), period=next((h.period for h in said if h.period), None),
        )  # fmt: skip

    def _told_above(self, first: int) -> Head:
        """The metric that the running text right above a table speaks of: of its last sentences, the nearest that names any."""
        for i in range(first - 1, max(-1, first - 1 - _TOLD), -1):
            found = self._heads.told(self._sentences[i].span)
            if found.name or self._cells[i]:
                return found
        return Head()

    # --- a figure in it --------------------------------------------------------------------------

    def cell(self, frame: Frame) -> Cell | None:
        """The cell that a quantity stands in, or None outside of tables."""
        if not self._cells[frame.sentence]:
            return None
        at = frame.quantity.core[0]
        column = next((n for n, (a, b) in enumerate(self._cells[frame.sentence]) if a <= at < b), None)
        table = self._of.get(frame.sentence)
        if column is None or table is None:
            return Cell(None)  # a figure in a head
        if column in table.labels:
            return Cell(None)
        return self._composed(table, table.body[frame.sentence], column)

    def _composed(self, table: _Table, row: _Row, column: int) -> Cell:
        head = table.columns[column] if column < len(table.columns) else Head()
        if head.role in _NO_METRIC:
            return Cell(None)
        beside, unit = self._beside(table, row, column)
        name, span = self._named(table, beside, head, row.part)
        growth = head.growth or beside.growth or (table.caption.growth and name == table.caption.name)
        shared = growth or _SHARE.search(name) is not None
        unit = head.unit or ("%" if head.growth or (head.name and _SHARE.search(head.name)) else unit or beside.unit or table.caption.unit)
        if unit is None and shared:
            unit = "%"
        own = (beside.place or row.part.place) if table.of_places else beside.place
        place = own or head.place or row.part.place or table.caption.place
        period = head.period or beside.period or row.part.period or table.caption.period
        unknown = table.of_places and own is None and beside.role != "total" and head.place is None
        things = any(table.columns[n].role == "things" for n in table.labels if n < len(table.columns))
        known = bool(name) and catalogue.match(name) is not None
        if not any(h.words for h in table.columns) and not known and not table.caption.name:
            return Cell(None)  # no head says what the figure is
        sure = bool(name) and not things and (own is not None or head.place is not None or (known and not table.of_places))
        change = f"{head.words}{beside.words if beside.growth else ''}" if growth else ""
        if beside.role == "total":
            place = table.caption.place
        return Cell(name or None, span, growth, unit, change, place, period, unknown, sure)

    def _beside(self, table: _Table, row: _Row, column: int) -> tuple[Head, str | None]:
        """What the words of a row say of a figure, and the unit that a column of units gives."""
        spans: list[Span] = []
        unit = None
        for n in sorted(table.labels):
            if n >= len(row.cells):
                continue
            role = table.columns[n].role if n < len(table.columns) else ""
            words = self._words(row.cells[n]).strip()
            if role == "unit":
                unit = words or unit
            elif role not in ("order", "note") and n < column and not is_empty(words):
                spans.append(row.cells[n])
        read = [self._heads.cell([span]) for span in spans]
        if not read:
            return Head(), unit
        last = read[-1]
        return replace(last, place=next((h.place for h in reversed(read) if h.place), None),
                       period=next((h.period for h in reversed(read) if h.period), None)), unit  # fmt: skip

    @staticmethod
    def _named(table: _Table, beside: Head, head: Head, part: Head) -> tuple[str, Span | None]:
        """The metric of a figure: the row's words, the column's, both, or the caption's."""
        own = "" if table.of_places else beside.name
        if own and head.name and head.name not in own:
            return f"{own}{head.name}", None
        if own:
            return own, beside.span
        if head.name:
            return head.name, head.span
        if part.name and not table.of_places:
            return part.name, part.span
        return table.caption.name, table.caption.span

    def unit(self, frame: Frame) -> str | None:
        """The unit that the words before a bare number or a caption above it state: （亿元）：沈阳 231.5."""
        cell = self.cell(frame)
        if cell is not None:
            return cell.unit
        before = self._text[self._sentences[frame.sentence].span[0] : frame.quantity.core[0]]
        unit = said_unit(before) if _LISTED_UNIT.search(before) else None
        return unit or self._caption(frame.sentence)

    def _caption(self, index: int) -> str | None:
        for i in range(index - 1, max(-1, index - _ABOVE), -1):
            words = self._words(self._sentences[i].span)
            found = captioned_unit(words)
            if found:
                return found
            if "。" in words:  # running text ends what a caption is said of
                return None
        return None
