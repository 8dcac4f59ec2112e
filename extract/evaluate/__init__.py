"""How good and how fast the extractor is: gold, alignment, figures, calibration, speed.

``gold`` reads hand-written gold, ``match`` aligns claims to it, ``score`` counts, ``report`` makes tables of the
counts, ``bench`` measures speed and memory (``python -m extract.evaluate.bench``), ``peers`` compares with other libraries.
"""

from __future__ import annotations

from extract.evaluate.gold import GoldClaim, GoldDocument, GoldError, GoldLabel, misquotes, read_folder, read_gold
from extract.evaluate.score import Evaluation, evaluate, score_document

__all__ = [
    "Evaluation", "GoldClaim", "GoldDocument", "GoldError", "GoldLabel", "evaluate", "misquotes", "read_folder", "read_gold", "score_document",
]  # fmt: skip
