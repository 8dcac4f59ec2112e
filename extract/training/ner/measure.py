"""What the shipped model and what it is compared with reach on the test sets: ``python -m extract.training.ner.measure``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import click

from extract.data import path_of
from extract.mentions import places
from extract.mentions.ner import document, name_rules
from extract.mentions.ner.choice import finder
from extract.mentions.ner.labels import TYPES
from extract.mentions.ner.network import WEIGHTS, Network
from extract.model import Name
from extract.training.ner import corpus, scores
from extract.training.ner.corpus import Article, Labelled

_POSSEG = {"nr": "PERSON", "nrfg": "PERSON", "nrt": "PERSON", "ns": "GPE", "nt": "ORG"}
_POINTING = ("place.country", "place.world")  # 全国, 全球
_KIND = {"court": "government", "association": "institute"}  # kinds of the lists that the model has not
_LARGE = ("region", "group", "world")
Found = list[list[tuple[int, int, str]]]


@cache
def _network(path: Path, style: str) -> Network:
    return Network(path, style)


def by_model(path: Path, article: bool = False) -> scores.Found:
    """Our model with the rules that ship beside it; Universal NER's sentences by its own conventions.

    Args:
        article: the sentences that it is given together are those of one article.
    """

    def find(sentences: Sequence[Labelled]) -> Found:
        found: list[list[Name]] = []
        for style in dict.fromkeys(s.style for s in sentences):  # the sentences of one test set have one style
            for sentence, entities in zip(sentences, _network(path, style)([s.words for s in sentences]), strict=True):
                names = []
                for (a, b, t), kind in entities:
                    span = (sentence.spans[a][0], sentence.spans[b - 1][1])
                    names.append(Name(span, sentence.text[slice(*span)], TYPES[t], kind))
                found.append(name_rules.completed(sentence.text, names, sentence.words, style))
        if article:
            found = document.settled([s.text for s in sentences], found, [s.words for s in sentences])
        return [[(*n.span, n.label) for n in names] for names in found]

    return find


def by_posseg(sentences: Sequence[Labelled]) -> Found:
    """jieba.posseg's flags of persons, places and organizations."""
    import jieba.posseg

    found: Found = []
    for sentence in sentences:
        at, names = 0, []
        for pair in jieba.posseg.cut(sentence.text):
            if pair.flag in _POSSEG:
                names.append((at, at + len(pair.word), _POSSEG[pair.flag]))
            at += len(pair.word)
        found.append(names)
    return found


def by_gazetteer(sentences: Sequence[Labelled]) -> Found:
    """The gazetteer's places, with the rules for organizations and persons that need no model."""
    return [
        [
            *((*p.span, "LOC" if p.level in _LARGE else "GPE") for p in places.find(s.text) if p.name and p.rule not in _POINTING),
            *((*n.span, n.label) for n in (name_rules.alone(s.text) if s.text.strip() else [])),
        ]
        for s in sentences
    ]


def right_kinds(articles: Sequence[Article], weights: Path) -> tuple[int, int]:
    """Of the organizations of articles that are found and have a kind in the gold: how many have the right one, and how many there are."""
    find = finder(str(weights))
    right = known = 0
    for article in articles:
        for sentence, names in zip(article.sentences, find([s.text for s in article.sentences]), strict=True):
            for name in names:
                start, end = article.normalized.to_raw((name.span[0] + sentence.base, name.span[1] + sentence.base))
                kind = article.gold.get((start, end, "ORG")) if name.label == "ORG" else None
                if kind is not None:
                    known += 1
                    right += _KIND.get(name.kind or "", name.kind) == kind
    return right, known


def measured(uner: Path, own: Path, annotations: Path, texts: Sequence[Path], weights: Path, baselines: bool = True) -> dict[str, str]:
    """Lines of figures, precision/recall/F1 by label, of each test set for each finder.

    Args:
        baselines: what needs no model is measured too.
    """
    finders: dict[str, scores.Found] = {"jieba.posseg": by_posseg, "gazetteer and rules": by_gazetteer} if baselines else {}
    finders["zh_claims_ner"] = by_model(weights)
    of_articles = {**finders, "zh_claims_ner": by_model(weights, article=True)}
    files = [uner / f"uner_{name}.iob2" for name in ("gsdsimp_dev", "gsdsimp_test", "pud")]
    sets = {path.stem: corpus.universal(path) for path in files if path.exists()}
    sets |= {f"ours, {part}": corpus.ours(own, part) for part in ("dev", "test")}
    annotated = {"articles, dev": annotations.with_name("names_dev.jsonl"), "articles": annotations}
    articles = {name: found for name, path in annotated.items() if (found := corpus.articles(path, texts))}
    lines = {}
    for finder_name, found_by in finders.items():
        for name, sentences in sets.items():
            lines[f"{name} ({len(sentences)}), {finder_name}"] = scores.line(scores.of_sentences(sentences, found_by))
        for name, whole in articles.items():
            lines[f"{name} ({len(whole)}), {finder_name}"] = scores.line(scores.of_articles(whole, of_articles[finder_name]))
    if "articles" in articles:
        right, known = right_kinds(articles["articles"], weights)
        lines["kinds of organizations found in articles"] = f"{right} of {known} right, {100 * right / max(1, known):.1f} %"
    return lines


@click.command()
@click.option("--uner", type=click.Path(path_type=Path), default=Path("../shared/ner"), help="Folder with the files of Universal NER.")
@click.option("--own", type=click.Path(path_type=Path), default=Path("corpus/ner"), help="Our annotated sentences.")
@click.option("--weights", type=click.Path(path_type=Path), default=path_of(WEIGHTS), help="Weights to measure.")
@click.option("--baselines/--no-baselines", default=True, help="Measure jieba.posseg and the gazetteer with rules, too.")
def main(uner: Path, own: Path, weights: Path, baselines: bool) -> None:
    """Measure the model on the test sets, beside jieba.posseg and the gazetteer with rules."""
    annotations = Path(__file__).parent.parent / "annotations" / "names.jsonl"
    texts = [Path("../shared") / p for p in ("pool/articles.jsonl", "eval/train.jsonl")]
    for name, line in measured(uner, own, annotations, texts, weights, baselines).items():
        click.echo(f"{name}: {line}")


if __name__ == "__main__":
    main()
