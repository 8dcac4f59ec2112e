"""Shared fixtures: the corpus, its results, and the option that rewrites golden files."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from extract import Extractor, Result, pipeline
from extract.formats import ReadOptions, read_inputs
from extract.model import RawArticle

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"
SHARED = ROOT.parent / "shared" / "eval"
_DIFFERENCE = "golden difference"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden and show what changed")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """After --update-golden: what changed. Kept in the reports, so that it comes back from xdist's workers too."""
    found = [
        value
        for report in terminalreporter.stats.get("passed", [])
        if getattr(report, "when", "") == "call"
        for name, value in report.user_properties
        if name == _DIFFERENCE
    ]
    if found:
        terminalreporter.section("golden files rewritten")
        for difference in found:
            terminalreporter.write_line(str(difference))


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten; never on CI."""
    wanted = bool(request.config.getoption("--update-golden"))
    if wanted and os.environ.get("CI"):
        pytest.fail("golden files are not rewritten on CI")
    return wanted


@pytest.fixture
def golden_difference(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Puts a difference on record for the summary of the run."""
    return lambda difference: record_property(_DIFFERENCE, difference)


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="session")
def unsure() -> Extractor:
    """One that keeps every claim, whatever its confidence."""
    return Extractor(threshold=0.0)


def read_corpus() -> dict[str, RawArticle]:
    """All articles of corpus/, with the metadata that stands beside them."""
    return {item.id: item for item in read_inputs([str(CORPUS)], ReadOptions()) if isinstance(item, RawArticle) and "gold" not in item.id}


@pytest.fixture(scope="session")
def corpus() -> Mapping[str, RawArticle]:
    return read_corpus()


@pytest.fixture(scope="session")
def corpus_results(corpus: Mapping[str, RawArticle]) -> Mapping[str, Result]:
    """What the pipeline makes of the corpus, made once a session."""
    return {name: pipeline.run(article) for name, article in corpus.items()}
