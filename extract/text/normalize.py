"""Raw text in, normalized text out: every fixer in order, each change on record and mapped back."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model import Repair
from extract.text import ordinary
from extract.text.offsets import NormalizedText, OffsetMap, Step, apply_edits
from extract.text.repairs import FIXERS, Fixer, script

_PASSES = 5  # more than any text has needed; a fixer that undid another would else go on for ever


def normalize_text(raw: str, fixers: Sequence[Fixer] = FIXERS) -> NormalizedText:
    """Runs the fixers over ``raw``, again and again until none finds anything: what one mends may be what another one needs.

    Normalizing a text that is normal already changes nothing (a property that the tests hold).
    """
    if fixers is FIXERS and (quick := ordinary.normalized(raw)) is not None:
        changes = tuple(script.changes(raw, quick))
        return NormalizedText(raw, quick, OffsetMap.identity(len(raw)), (Step(script.KIND, changes),) if changes else ())
    text, offsets = raw, OffsetMap.identity(len(raw))
    steps: list[Step] = []
    repairs: list[Repair] = []
    for turn in range(_PASSES):
        if turn and fixers is FIXERS and ordinary.normalized(text) == text:
            break  # nothing is left to do
        again = False
        for fixer in fixers:
            edits = fixer.find(text)
            if not edits:
                continue
            if fixer.DAMAGE:
                repairs.extend(Repair(fixer.KIND, offsets.to_raw(e.span), text[e.span[0] : e.span[1]], e.replacement) for e in edits)
            again = again or fixer.KIND != script.KIND  # the change of script comes late and gives the earlier ones nothing to do
            steps.append(Step(fixer.KIND, tuple(edits)))
            offsets = offsets.edited(edits)
            text = apply_edits(text, edits)
        if not again:
            break
    return NormalizedText(raw, text, offsets, tuple(steps), tuple(sorted(repairs, key=lambda r: r.span)))
