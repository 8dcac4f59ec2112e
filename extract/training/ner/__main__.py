"""The recipe of the NER model: ``python -m extract.training.ner`` (``make train-ner``).

1. Teachers: LAC's character network, fine-tuned with a word layer on Universal NER and our own sentences, several times
   from other seeds, and a pretrained transformer. A word whose label the annotation leaves open may have any of the labels left.
2. Silver: the teachers label articles that nobody annotated, and variants of all sentences with other names.
3. The student: small and quick, learns from gold and silver at once, LAC's tags beside them as a second task: first from the silver of
   the teachers that started from LAC, then from that of all.
4. It is written as NumPy arrays and measured as it will run.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import torch
from torch import nn

from extract.data import path_of
from extract.errors import UsageError, ZhExtractError
from extract.mentions.ner.network import WEIGHTS
from extract.training.ner import corpus, distil, export, lac, pretrained
from extract.training.ner.augment import variants
from extract.training.ner.corpus import STYLES, Labelled
from extract.training.ner.fit import Plan, fit
from extract.training.ner.measure import measured
from extract.training.ner.networks import Shape, Student, Teacher
from extract.training.ner.transformer import TransformerTeacher

ANNOTATIONS = Path(__file__).parent.parent / "annotations" / "names.jsonl"
_LEARNT = ANNOTATIONS.with_name("names_train.jsonl")
_CONFIG = Path(__file__).parent / "config.json"
_WARM_UP = 55  # steps of the transformer's
_SMOKE = 24  # sentences of each kind when every step is only to be tried
Config = Mapping[str, Any]
Teachers = Sequence[tuple[nn.Module, float]]  # with the share of each in what they think together


def _say(line: str) -> None:
    click.echo(f"{time.strftime('%H:%M:%S')} {line}", err=True)


def _teachers(wikipedia: Sequence[Labelled], news: Sequence[Labelled], config: Config, kept: Path | None, device: torch.device) -> Teachers:
    """The teachers with their shares, trained, or read from a folder where an earlier run kept them."""
    found: list[tuple[nn.Module, float]] = []
    source = pretrained.Pretrained(pretrained.file())
    kinds = [("teacher", seed) for seed in range(int(config["teachers"]))] + [("transformer", seed) for seed in range(int(config["transformers"]))]
    for kind, seed in kinds:
        torch.manual_seed(seed)
        random.seed(seed)
        network = (Teacher() if kind == "teacher" else TransformerTeacher(source)).to(device)
        path = kept / f"{kind}-{seed}.pt" if kept else None
        if path is not None and path.exists():
            network.load_state_dict(torch.load(path, weights_only=True, map_location=device))
        else:
            _say(f"{kind} {seed + 1} of {config[f'{kind}s']}")
            _fit_teacher(network, kind, wikipedia, news, config, seed)
            if path is not None:
                torch.save(network.state_dict(), path)
        share = config["transformer_share"] if kind == "transformer" else 1 - config["transformer_share"]
        found.append((network, share / config[f"{kind}s"]))
    return found


def _fit_teacher(network: nn.Module, kind: str, wikipedia: Sequence[Labelled], news: Sequence[Labelled], config: Config, seed: int) -> None:
    batch = int(config["teacher_batch"])
    if kind == "teacher":
        plan = Plan(int(config["teacher_rounds"]), batch, seed=seed)
        fit(network, lambda _: [*wikipedia, *variants(news, 0.5), *variants(news, 0.9)], plan, _say)
    else:
        plan = Plan(
            int(config["transformer_rounds"]), batch, config["transformer_rate"], transformer=config["pretrained_rate"], warm_up=_WARM_UP, seed=seed
        )
        fit(network, lambda _: [*wikipedia, *variants(news, 0.5)], plan, _say)


def _silver(gold: Sequence[Labelled], plain: Sequence[Labelled], teachers: Teachers, times: int, device: torch.device) -> list[Labelled]:
    """Sentences that the teachers labelled: of articles, and variants of these and of the gold with other names."""
    network = lac.Network().to(device)
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


def _student(
    wikipedia: Sequence[Labelled], news: Sequence[Labelled], plain: Sequence[Labelled], teachers: Teachers, config: Config, device: torch.device
) -> Student:
    """The student, taught by the first teachers alone and then by all."""
    torch.manual_seed(config["seed"])
    shape = Shape(int(config["rows"]), int(config["features"]), int(config["width"]), tuple(config["windows"]), tuple(config["dilations"]))
    student = Student(shape, drop=config["drop"]).to(device)
    first = [(network, 1 / config["teachers"]) for network, _ in teachers[: int(config["teachers"])]]
    for stage, (known, settings) in enumerate(zip((first, teachers), config["stages"], strict=True)):
        _say(f"student, stage {stage + 1}")
        random.seed(config["seed"] + stage)
        silver = _silver([*wikipedia, *news], plain, known, int(config["variants"]), device)

        def data(_: int, silver: Sequence[Labelled] = silver) -> list[Labelled]:
            drawn = random.sample(silver, min(len(silver), int(config["silver_a_round"])))
            return [*wikipedia, *variants(wikipedia, 0.5), *news, *variants(news, 0.8), *drawn]

        plan = Plan(int(settings["rounds"]), batch=int(config["batch"]), rate=settings["rate"], seed=int(config["seed"]) + stage)
        fit(student, data, plan, _say)
    return student


@click.command()
@click.option("--uner", type=click.Path(path_type=Path), default=Path("../shared/ner"), help="Folder with the files of Universal NER.")
@click.option("--own", type=click.Path(path_type=Path), default=Path("corpus/ner"), help="Our annotated sentences.")
@click.option("--texts", multiple=True, type=click.Path(path_type=Path), help="JSON lines of articles without annotation (and of the test articles).")
@click.option("--output", type=click.Path(path_type=Path), default=path_of(WEIGHTS), help="Where the weights go; by default into the package.")
@click.option("--keep", type=click.Path(path_type=Path, file_okay=False), help="Folder that keeps the teachers for another run.")
@click.option("--smoke", is_flag=True, help="Try every step on a few sentences (a minute); the weights go to a file that is thrown away.")
@click.option("--device", default="cpu", show_default=True, help="Where PyTorch trains: cpu, or cuda for a GPU.")
def main(uner: Path, own: Path, texts: tuple[Path, ...], output: Path, keep: Path | None, smoke: bool, device: str) -> None:
    """Train the NER model and write its weights into the package."""
    try:
        known = tuple(Path("../shared") / p for p in ("pool/articles.jsonl", "eval/articles.jsonl", "eval/train.jsonl"))
        if smoke:
            with TemporaryDirectory() as folder:
                _train(uner, own, texts or known, Path(folder) / "smoke.npz", keep, torch.device(device), _SMOKE)
        else:
            _train(uner, own, texts or known, output, keep, torch.device(device))
    except ZhExtractError as error:
        raise click.ClickException(str(error)) from error


def _little(config: dict[str, Any], size: int) -> Config:
    """The settings for a few sentences: one round of everything."""
    stages = [{**stage, "rounds": 1} for stage in config["stages"]]
    return {**config, "teachers": 1, "teacher_rounds": 1, "transformer_rounds": 1, "variants": 1, "silver_a_round": size, "stages": stages}


def _train(uner: Path, own: Path, texts: Sequence[Path], output: Path, keep: Path | None, device: torch.device, few: int | None = None) -> None:
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
    if few is not None:
        config, wikipedia, news = _little(config, few), wikipedia[:few], [*news[:few], *pool[:few]]
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
    teachers = _teachers(wikipedia, news, config, keep, device)
    plain = corpus.apart(corpus.unlabelled(texts, [a.id for a in tested]), tested)
    student = _student(wikipedia, news, plain[:few], teachers, config, device)
    output.parent.mkdir(parents=True, exist_ok=True)
    size = export.write(output, student, {"name": "zh_claims_ner", "licence": "CC BY-SA 4.0", "config": config})
    _say(f"{size:,} bytes written to {output}")
    for name, line in measured(uner, own, ANNOTATIONS, texts, output).items():
        click.echo(f"{name}: {line}")


if __name__ == "__main__":
    main()
