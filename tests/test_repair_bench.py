"""What the table of docs/normalization.md claims: damage that can be undone is undone, and nothing healthy is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract import normalize
from extract.evaluate.damage import KINDS, LOST, PINYIN, RARE
from extract.evaluate.repair_bench import chosen, corpus_sentences, folded, harmed, healthy, score

ROOT = Path(__file__).parent.parent
CORPUS, TEXTS = ROOT / "corpus", ROOT / "tests" / "data" / "healthy"
REVERSIBLE = [(kind, damage) for sort, kinds in KINDS.values() if sort == "reversible" for kind, damage in kinds.items()]
# What a lost byte leaves cannot be restored; so much of the rest is (measured 87.6, 93.8, 86.3, 89.8, 92.6, 67.6 and 96.8 %).
LOSSY_FLOORS = dict(zip(LOST, (0.87, 0.93, 0.855, 0.89, 0.92, 0.66, 0.96), strict=True))


def ours(text: str) -> str:
    return normalize(text).text


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    found = chosen(CORPUS)
    assert len(found) >= 200
    return found


@pytest.mark.parametrize(("kind", "damage"), REVERSIBLE, ids=[kind for kind, _ in REVERSIBLE])
def test_what_can_be_undone_is_undone(kind: str, damage: object, sentences: list[str]) -> None:
    found = score(ours, damage, corpus_sentences(CORPUS) if kind in RARE else sentences)  # type: ignore[arg-type]
    assert found.sentences >= (5 if kind in RARE else 50)
    assert found.characters >= (0.98 if kind in PINYIN else 0.99)
    assert found.exact >= 0.95 or kind in RARE


@pytest.mark.parametrize("kind", LOST)
def test_what_lost_bytes_leave_is_restored(kind: str, sentences: list[str]) -> None:
    assert score(ours, LOST[kind], sentences).characters >= LOSSY_FLOORS[kind]


def test_nothing_healthy_is_touched() -> None:
    texts = list(healthy(CORPUS, TEXTS))
    assert len(texts) >= 2000
    assert {source for source, _ in texts} >= {
        "news",
        "news (s2t)",
        "news (s2tw)",
        "news (s2hk)",
        "poetry",
        "code",
        "english",
        "dictionary",
        "tricky",
    }
    assert [(source, text) for source, text in texts if harmed(ours, text) or normalize(text).repairs] == []


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*.txt")), ids=lambda p: p.stem)
def test_nothing_healthy_is_touched_in_whole_texts(path: Path) -> None:
    """A habit of an article, which one line does not show: annotations, swaps, short lines."""
    text = path.read_text(encoding="utf-8")
    assert normalize(text).repairs == ()
    assert folded(ours(text)) == folded(text)
