"""Times one peer library over sentences: run by the peer's own interpreter, imports nothing of ours.

Reads a JSON list of sentences from standard input and writes ``{"seconds": …, "found": …}`` (or ``{"error": …}``): the
fastest of three rounds after one that warms up, and how many mentions were found.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

REFERENCE = dt.datetime(2025, 3, 12)
ROUNDS = 3


def jionlp_dates() -> Callable[[str], int]:
    """JioNLP's finder of times in running text."""
    import jionlp

    base = {"year": REFERENCE.year, "month": REFERENCE.month, "day": REFERENCE.day}
    return lambda text: len(jionlp.ner.extract_time(text, time_base=base))


def jionlp_places() -> Callable[[str], int]:
    """JioNLP's finder of places in running text."""
    import jionlp

    def find(text: str) -> int:
        found = jionlp.recognize_location(text)
        return sum(len(v) for v in found.values() if v)

    return find


def recognizers_dates() -> Callable[[str], int]:
    """Recognizers-Text's finder of dates and times."""
    from recognizers_date_time import Culture, recognize_datetime

    return lambda text: len(recognize_datetime(text, Culture.Chinese, reference=REFERENCE))


def cpca_places() -> Callable[[str], int]:
    """cpca's reader of addresses (one place a text)."""
    import cpca

    return lambda text: int(cpca.transform([text])["adcode"].notna().sum())


PEERS: dict[str, Callable[[], Callable[[str], int]]] = {
    "jionlp-dates": jionlp_dates,
    "jionlp-places": jionlp_places,
    "recognizers-dates": recognizers_dates,
    "cpca-places": cpca_places,
}


def timed(find: Callable[[str], int], sentences: Sequence[str], rounds: int = ROUNDS) -> dict[str, float]:
    """The fastest of some rounds over all sentences, and the number of mentions found."""
    found = sum(map(find, sentences))
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        for sentence in sentences:
            find(sentence)
        best = min(best, time.perf_counter() - start)
    return {"seconds": best, "found": float(found)}


def main() -> None:
    """Times the peer named on the command line."""
    sentences = json.load(sys.stdin)
    answer: dict[str, Any]
    stdout, sys.stdout = sys.stdout, sys.stderr  # peers greet on standard output
    try:
        answer = dict(timed(PEERS[sys.argv[1]](), sentences))
    except Exception as error:  # whatever a peer raises is told, and the others go on
        answer = {"error": f"{type(error).__name__}: {error}"}
    json.dump(answer, stdout)


if __name__ == "__main__":
    main()
