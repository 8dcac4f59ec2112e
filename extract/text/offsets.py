"""The map from normalized text back to the raw text."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from extract.model import Edit, Repair, Span
from extract.text.spans import Spans


class OffsetMap:
    """For every character of a derived text, the span of the raw text that it stands for.

    Total (each derived character has a non-empty raw span) and monotone (starts and ends never fall), so
    that any non-empty span of the derived text maps to one span of the raw text.
    """

    __slots__ = ("_ends", "_starts", "raw_length")

    def __init__(self, starts: array[int], ends: array[int], raw_length: int) -> None:
        self._starts = starts
        self._ends = ends
        self.raw_length = raw_length

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        """The map of a text onto itself."""
        return cls(array("I", range(length)), array("I", range(1, length + 1)), length)

    def __len__(self) -> int:
        """Length of the derived text, in code points."""
        return len(self._starts)

    def to_raw(self, span: Span) -> Span:
        """The raw span of a derived span. An empty span maps to the empty span where it stands.

        Raises:
            ValueError: the span does not lie in the derived text.
        """
        start, end = span
        if not 0 <= start <= end <= len(self._starts):
            raise ValueError(f"span {span} is not inside a text of {len(self._starts)} characters")
        if start == end:
            at = self._starts[start] if start < len(self._starts) else (self._ends[-1] if self._ends else 0)
            return at, at
        return self._starts[start], self._ends[end - 1]

    def from_raw(self, span: Span) -> Span:
        """The smallest derived span whose characters stand for all that the raw span holds and that was kept."""
        start = bisect_right(self._ends, span[0])
        end = bisect_left(self._starts, span[1])
        return (start, end) if start <= end else (start, start)

    def segments(self) -> Iterator[tuple[Span, Span, bool]]:
        """The map in few words: stretches of the derived text that cover it, each with its raw span.

        The third is whether the stretch stands for its raw span only as a whole; else each character stands for one, in order.
        """
        starts, ends, at = self._starts, self._ends, 0
        while at < len(starts):
            begin, plain = at, ends[at] - starts[at] == 1 and not (at + 1 < len(starts) and starts[at + 1] == starts[at])
            at += 1
            if plain:
                while at < len(starts) and starts[at] == ends[at - 1] and ends[at] - starts[at] == 1:
                    if at + 1 < len(starts) and starts[at + 1] == starts[at]:
                        break
                    at += 1
            else:
                while at < len(starts) and starts[at] == starts[begin] and ends[at] == ends[begin]:
                    at += 1
            yield (begin, at), (starts[begin], ends[at - 1]), not plain

    def edited(self, edits: Sequence[Edit]) -> OffsetMap:
        """The map of the text that results when ``edits`` (sorted, not overlapping) are made.

        An edit that keeps the length maps character to character; any other replacement stands as a whole
        for the whole of what it replaces; what is deleted leaves no character behind.
        """
        if all(len(edit.replacement) == edit.span[1] - edit.span[0] for edit in edits):
            return self  # character for character
        starts, ends = array("I"), array("I")
        at = 0
        for edit in edits:
            a, b = edit.span
            starts.extend(self._starts[at:a])
            ends.extend(self._ends[at:a])
            size = len(edit.replacement)
            if size == b - a:
                starts.extend(self._starts[a:b])
                ends.extend(self._ends[a:b])
            elif size:
                raw_start, raw_end = self.to_raw((a, b))
                starts.extend([raw_start] * size)
                ends.extend([raw_end] * size)
            at = b
        starts.extend(self._starts[at:])
        ends.extend(self._ends[at:])
        return OffsetMap(starts, ends, self.raw_length)


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with the edits (sorted, not overlapping) made."""
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts.append(text[at : edit.span[0]])
        parts.append(edit.replacement)
        at = edit.span[1]
    parts.append(text[at:])
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class Step:
    """One pass over the text: which fixer, and the edits it made to the text it was given."""

    kind: str
    edits: tuple[Edit, ...]


_NO_REPAIRS: Spans[Repair] = Spans((), attrgetter("span"))


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """A text made readable, and the way back.

    Attributes:
        raw: the text as it came.
        text: the text that all later stages read: simplified, half-width, mended.
        offsets: from positions in ``text`` to positions in ``raw``.
        steps: what was done, in order; replaying the edits on ``raw`` gives ``text``.
        repairs: the damages among these changes (a mere change of script or width is none).
    """

    raw: str
    text: str
    offsets: OffsetMap = field(repr=False)
    steps: tuple[Step, ...] = field(repr=False, default=())
    repairs: tuple[Repair, ...] = ()
    _repairs: Spans[Repair] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Makes the repairs quick to look up."""
        object.__setattr__(self, "_repairs", Spans(self.repairs, attrgetter("span")) if self.repairs else _NO_REPAIRS)

    def to_raw(self, span: Span) -> Span:
        """The span of the raw text that a span of the normalized text stands for."""
        return self.offsets.to_raw(span)

    def quote(self, span: Span) -> str:
        """The raw characters that a span of the normalized text stands for."""
        start, end = self.offsets.to_raw(span)
        return self.raw[start:end]

    def repairs_in(self, span: Span) -> tuple[str, ...]:
        """Kinds of the repairs that touch a span of the normalized text, sorted, each once."""
        return tuple(sorted({r.kind for r in self._repairs.touching(self.offsets.to_raw(span))}))
