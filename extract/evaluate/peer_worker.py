"""One library timed on sentences, in a process and an interpreter of its own.

Runs as a file, for a peer's interpreter does not know our package. It reads a JSON object from standard input (``call``,
``sentences``, ``rounds``) and writes one to standard output: for each sentence ``seconds`` (the fastest of the rounds) and
``found`` (how many mentions), and the library's ``version``. The first pass warms up and is not counted.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import version
from typing import Any

Call = Callable[[str], Any]


def _ours(name: str) -> Callable[[], Call]:
    def load() -> Call:
        import extract

        return getattr(extract, name)  # type: ignore[no-any-return]

    return load


def _recognizers(*names: tuple[str, str]) -> Callable[[], Call]:
    """Functions of modules of Recognizers-Text, called one after the other."""

    def load() -> Call:
        functions = [getattr(import_module(module), name) for module, name in names]
        return lambda sentence: [found for function in functions for found in function(sentence, "zh-cn")]

    return load


def _jionlp_money() -> Call:
    import jionlp

    return jionlp.ner.extract_money  # type: ignore[no-any-return]  # it tells what each sum is worth, too


def _jionlp_dates() -> Call:
    import jionlp

    base = {"year": 2025, "month": 3, "day": 12}
    return lambda sentence: jionlp.ner.extract_time(sentence, time_base=base)


def _jionlp_places() -> Call:
    import jionlp

    return jionlp.parse_location  # type: ignore[no-any-return]


def _cpca_places() -> Call:
    import cpca

    return lambda sentence: cpca.transform_text_with_addrs(sentence).values.tolist()


# What a task of extract.evaluate.peers may name: a distribution, and how its function is loaded.
CALLS: dict[str, tuple[str, Callable[[], Call]]] = {
    "zh-extract quantities": ("zh-extract", _ours("find_quantities")),
    "zh-extract money": ("zh-extract", _ours("find_money")),
    "zh-extract dates": ("zh-extract", _ours("find_dates")),
    "zh-extract places": ("zh-extract", _ours("find_places")),
    "Recognizers-Text numbers": ("recognizers-text-suite", _recognizers(("recognizers_number", "recognize_number"))),
    "Recognizers-Text quantities": (
        "recognizers-text-suite",
        _recognizers(
            ("recognizers_number", "recognize_number"),
            ("recognizers_number", "recognize_percentage"),
            ("recognizers_number_with_unit", "recognize_currency"),
        ),
    ),
    "Recognizers-Text dates": ("recognizers-text-suite", _recognizers(("recognizers_date_time", "recognize_datetime"))),
    "JioNLP money": ("jionlp", _jionlp_money),
    "JioNLP dates": ("jionlp", _jionlp_dates),
    "JioNLP places": ("jionlp", _jionlp_places),
    "cpca places": ("cpca", _cpca_places),
}


def measure(call: Call, sentences: list[str], rounds: int) -> tuple[list[float], list[int]]:
    """Seconds and mentions of each sentence; one that a library fails on has none."""

    def once(sentence: str) -> int:
        try:
            return len(call(sentence) or ())
        except Exception:
            return 0

    found = [once(s) for s in sentences]
    best = [float("inf")] * len(sentences)
    for _ in range(rounds):
        for i, sentence in enumerate(sentences):
            start = time.perf_counter()
            once(sentence)
            best[i] = min(best[i], time.perf_counter() - start)
    return best, found


def main() -> None:
    """Reads the request, measures, writes the answer; what the library itself prints goes to standard error."""
    answer, sys.stdout = sys.stdout, sys.stderr
    request = json.load(sys.stdin)
    distribution, load = CALLS[request["call"]]
    seconds, found = measure(load(), request["sentences"], request["rounds"])
    json.dump({"seconds": seconds, "found": found, "version": version(distribution)}, answer)


if __name__ == "__main__":
    main()
