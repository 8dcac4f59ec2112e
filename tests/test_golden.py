"""Whole articles: what the extractor makes of corpus/, line by line, and the floors of its quality.

When a change of the output is wanted: ``pytest tests/test_golden.py --update-golden`` rewrites tests/golden and shows
what changed. Floors are in tests/quality_floors.toml; one is only lowered with a stated reason.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import CORPUS, read_corpus

from extract import Result
from extract.contract import Claim
from extract.evaluate import Evaluation, misquotes, read_folder, score_document
from extract.evaluate.match import place_names
from extract.model import RawArticle

GOLDEN = Path(__file__).parent / "golden"
FLOORS = Path(__file__).parent / "quality_floors.toml"
GOLD = CORPUS / "gold"
IDS = sorted(read_corpus())


def number(value: float | None) -> str:
    return "-" if value is None else f"{value:.12g}"


def line(claim: Claim) -> str:
    """A claim as one line: city | metric | value text | number | unit | bound | date | status."""
    value, date = claim.value, claim.date
    figure = f"{number(value.low)}~{number(value.high)}" if value.bound == "range" else number(value.number)
    period = "-" if date is None or not date.start else f"{date.start}..{date.end}"
    cells = ("+".join(place_names(claim)), claim.metric.name, value.text or "", figure, value.unit or "-", value.bound, period, claim.status)
    return " | ".join(cell.replace("\n", "⏎") for cell in cells)


@pytest.mark.parametrize("name", IDS)
def test_claims_are_as_on_record(
    name: str, corpus_results: Mapping[str, Result], update_golden: bool, golden_difference: Callable[[str], None]
) -> None:
    path = GOLDEN / f"{name}.txt"
    now = [line(claim) for claim in corpus_results[name].claims]
    before = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    difference = "\n".join(difflib.unified_diff(before, now, f"golden/{name}", "now", n=0, lineterm=""))
    if update_golden:
        GOLDEN.mkdir(exist_ok=True)
        path.write_text("".join(f"{row}\n" for row in now), encoding="utf-8", newline="\n")
        if difference:
            golden_difference(difference)
        return
    assert path.exists(), f"no golden file for {name}: pytest tests/test_golden.py --update-golden"
    assert now == before, f"claims changed; if that is wanted: pytest tests/test_golden.py --update-golden\n{difference}"


def test_no_golden_file_is_left_over(update_golden: bool) -> None:
    left_over = [p for p in GOLDEN.glob("*.txt") if p.stem not in IDS]
    if update_golden:
        for path in left_over:
            path.unlink()
        return
    assert not left_over


def test_gold_quotes_its_articles(corpus: Mapping[str, RawArticle]) -> None:
    problems = [problem for name, gold in read_folder(GOLD).items() for problem in misquotes(gold, corpus[name].text)]
    assert not problems, "\n".join(map(str, problems))


@pytest.fixture(scope="module")
def evaluation(corpus: Mapping[str, RawArticle], corpus_results: Mapping[str, Result]) -> Evaluation:
    return Evaluation(tuple(score_document(corpus[name].text, gold, corpus_results[name].claims) for name, gold in read_folder(GOLD).items()))


def floors() -> list[Any]:
    table = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    return [pytest.param(group, name, floor, id=f"{group}-{name}") for group, rows in table.items() for name, floor in rows.items()]


@pytest.mark.parametrize(("group", "name", "floor"), floors())
def test_quality_holds_its_floor(group: str, name: str, floor: float, evaluation: Evaluation) -> None:
    total = evaluation.total
    if group == "field":
        reached = total.accuracy(name)
    elif group == "value":
        reached = total.value_recall
    else:
        reached = getattr(total.rates(group), name)  # type: ignore[arg-type]
    assert reached is not None
    assert reached >= floor, f"{group} {name} is {reached:.3f}, its floor {floor:.3f}: see zh-extract eval corpus --gold corpus/gold --errors"


def test_spans_quote_the_raw_text(evaluation: Evaluation) -> None:
    assert evaluation.total.misquoted == 0
