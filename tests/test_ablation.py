"""Parts of the pipeline taken away: each variant really lacks its part."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.training import ablation
from extract.training.articles import Annotated, load

CORPUS = Path(__file__).parent.parent / "corpus"


@pytest.fixture(scope="module")
def articles() -> list[Annotated]:
    return [a for a in load(CORPUS, CORPUS / "gold", "corpus") if a.article.id.startswith(("a08", "b02", "c01"))]


def read(articles: list[Annotated], name: str) -> list:
    return [ablation.VARIANTS[next(v for v in ablation.VARIANTS if v.startswith(name))](a) for a in articles]


def test_without_ner_no_model_names_anything(articles: list[Annotated]) -> None:
    whole, less = read(articles, "all"), read(articles, "no NER")
    found, by_rules = ({(n.span, n.label) for r in read_articles for n in r.mentions.names} for read_articles in (whole, less))
    assert found - by_rules


def test_without_repairs_the_damage_stays(articles: list[Annotated]) -> None:
    assert any(r.normalized.repairs for r in read(articles, "all"))
    assert not any(r.normalized.repairs for r in read(articles, "no repair"))


def test_without_pointing_words_only_named_places_are_left(articles: list[Annotated]) -> None:
    assert any(p.rule == "place.deictic" for r in read(articles, "all") for p in r.mentions.places)
    assert not any(p.rule == "place.deictic" for r in read(articles, "no words") for p in r.mentions.places)


def test_a_table_has_a_row_for_each_variant_and_the_rules(articles: list[Annotated], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        ablation.main(["--articles", str(CORPUS / f"{articles[0].article.id}.txt"), "--gold", str(CORPUS / "gold")])
    rows = capsys.readouterr().out.splitlines()
    assert len(rows) == 2 + len(ablation.VARIANTS) + 1
    assert rows[-1].startswith(f"| {ablation.RULES} |")
