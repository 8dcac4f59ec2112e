"""The recipe of the NER model: ``python -m extract.training.ner`` (``make train-ner``).

1. Teachers: LAC's character network, fine-tuned with a word layer on Universal NER and our own sentences, several times
   from other seeds. A word whose label the annotation leaves open may have any of the labels left.
2. Silver: the teachers label articles that nobody annotated, and variants of all sentences with other names.
3. The student: small and quick, learns from gold and silver at once, LAC's tags beside them as a second task.
4. It is written as NumPy arrays and measured as it will run.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Sequence
from pathlib import Path

import click
import torch

from extract.data import path_of
from extract.errors import UsageError, ZhExtractError
from extract.mentions.ner.network import WEIGHTS
from extract.training.ner import corpus, distil, export, lac
from extract.training.ner.augment import variants
from extract.training.ner.corpus import STYLES, Labelled
from extract.training.ner.fit import Plan, fit
from extract.training.ner.measure import measured
from extract.training.ner.networks import Shape, Student, Teacher

ANNOTATIONS = Path(__file__).parent.parent / "annotations" / "names.jsonl"
_LEARNT = ANNOTATIONS.with_name("names_train.jsonl")
_TEXTS = (Path("../shared/pool/articles.jsonl"), Path("../shared/eval/train.jsonl"))
_CONFIG = Path(__file__).parent / "config.json"


def _say(line: str) -> None:
    click.echo(f"{time.strftime('%H:%M:%S')} {line}", err=True)


def _teachers(wikipedia: Sequence[Labelled], news: Sequence[Labelled], config: dict[str, int | float], kept: Path | None) -> list[Teacher]:
    """The teachers, trained, or read from a folder where an earlier run kept them."""
    found = []
    for seed in range(int(config["teachers"])):
        torch.manual_seed(seed)
        random.seed(seed)
        teacher = Teacher()
        path = kept / f"teacher-{seed}.pt" if kept else None
        if path is not None and path.exists():
            teacher.load_state_dict(torch.load(path, weights_only=True))
        else:
            _say(f"teacher {seed + 1} of {config['teachers']}")
            plan = Plan(int(config["teacher_rounds"]), batch=int(config["teacher_batch"]), seed=seed)
            fit(teacher, lambda _: [*wikipedia, *variants(news, 0.5), *variants(news, 0.9)], plan, _say)
            if path is not None:
                torch.save(teacher.state_dict(), path)
        found.append(teacher)
    return found


def _silver(gold: Sequence[Labelled], plain: Sequence[Labelled], teachers: Sequence[Teacher], times: int) -> list[Labelled]:
    """Sentences that the teachers labelled: of articles, and variants of these and of the gold with other names."""
    network = lac.Network()
    distil.teach(plain, teachers, network)
    _say(f"{len(plain)} sentences of articles labelled by the teachers")
    restyled = [distil.unnamed(s, STYLES[1]) for s in plain[::2]]
    unnamed = [distil.unnamed(s) for s in gold]
    distil.teach([*restyled, *unnamed], teachers, network)
    silver = [*plain, *restyled]
    sources = [*silver, *unnamed]
    for _ in range(times):
        made = distil.renamed(sources, 0.8)
        distil.teach(made, teachers, network)
        silver += made
    distil.tag(gold, network)
    _say(f"{len(silver)} silver sentences in all")
    return silver


@click.command()
@click.option("--uner", type=click.Path(path_type=Path), default=Path("../shared/ner"), help="Folder with the files of Universal NER.")
@click.option("--own", type=click.Path(path_type=Path), default=Path("corpus/ner"), help="Our annotated sentences.")
@click.option("--texts", multiple=True, type=click.Path(path_type=Path), help="JSON lines of articles without annotation (and of the test articles).")
@click.option("--output", type=click.Path(path_type=Path), default=path_of(WEIGHTS), help="Where the weights go; by default into the package.")
@click.option("--keep", type=click.Path(path_type=Path, file_okay=False), help="Folder that keeps the teachers for another run.")
def main(uner: Path, own: Path, texts: tuple[Path, ...], output: Path, keep: Path | None) -> None:
    """Train the NER model and write its weights into the package."""
    try:
        _train(
            uner, own, texts or tuple(Path("../shared") / p for p in ("pool/articles.jsonl", "eval/articles.jsonl", "eval/train.jsonl")), output, keep
        )
    except ZhExtractError as error:
        raise click.ClickException(str(error)) from error


def _train(uner: Path, own: Path, texts: Sequence[Path], output: Path, keep: Path | None) -> None:
    if not (uner / "uner_gsdsimp_train.iob2").exists():
        raise UsageError("it has no uner_gsdsimp_train.iob2", where=str(uner), mend="give the folder with the files of Universal NER by --uner")
    lac.folder()
    torch.set_num_threads(1)  # the order of sums, and so the weights, would depend on the number
    config = json.loads(_CONFIG.read_text(encoding="utf-8"))
    wikipedia, news = corpus.universal(uner / "uner_gsdsimp_train.iob2"), corpus.ours(own, "train")
    tested = corpus.articles(ANNOTATIONS, texts)
    pool = corpus.apart(corpus.annotated(corpus.articles(_LEARNT, texts)), tested)
    _say(f"{len(wikipedia)} sentences of Universal NER, {len(news)} of ours, {len(pool)} of annotated articles")
    news += pool
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
    teachers = _teachers(wikipedia, news, config, keep)
    random.seed(config["seed"])
    plain = corpus.apart(corpus.unlabelled(texts, [a.id for a in tested]), tested)
    silver = _silver([*wikipedia, *news], plain, teachers, int(config["variants"]))
    torch.manual_seed(config["seed"])
    shape = Shape(int(config["rows"]), int(config["features"]), int(config["width"]), tuple(config["windows"]), tuple(config["dilations"]))
    student = Student(shape, drop=config["drop"])
    _say("student")

    def data(_: int) -> list[Labelled]:
        return [
            *wikipedia,
            *variants(wikipedia, 0.5),
            *news,
            *variants(news, 0.8),
            *random.sample(silver, min(len(silver), int(config["silver_a_round"]))),
        ]

    fit(student, data, Plan(int(config["rounds"]), batch=int(config["batch"]), rate=config["rate"], seed=int(config["seed"])), _say)
    output.parent.mkdir(parents=True, exist_ok=True)
    size = export.write(output, student, {"name": "zh_claims_ner", "licence": "CC BY-SA 4.0", "config": config})
    _say(f"{size:,} bytes written to {output}")
    for name, line in measured(uner, own, ANNOTATIONS, texts, output).items():
        click.echo(f"{name}: {line}")


if __name__ == "__main__":
    main()
