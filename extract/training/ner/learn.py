"""From arrays of data to a student: teachers are fitted to the annotation, label all sentences, and the student learns from both.

Needs only NumPy and PyTorch beside the arrays, so that it runs where they were carried.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from extract.training.ner.batches import Maker, probabilities
from extract.training.ner.coded import Arrays, Coded, Integers, Lexicon, joined, restyled
from extract.training.ner.fit import Plan, fit, scored, thought
from extract.training.ner.networks import Shape, Student, Teacher

ENDS = (0, 1, 2)  # rows of the transformer's pieces around a sentence
TESTS = ("uner", "ours", "articles")
_PARTS = ("wikipedia", "news", "wikipedia_variants", "news_variants", "plain", "plain_restyled", "untold")
Config = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Data:
    """All sentences as one set, and which part of them is what.

    Attributes:
        parts: by name the numbers of sentences; annotated ones that are held back are in none.
        tests: sentences to choose settings by.
    """

    lexicon: Lexicon
    whole: Coded
    parts: Mapping[str, Integers]
    tests: Mapping[str, Coded]
    arrays: Arrays

    @classmethod
    def read(cls, arrays: Arrays, held: int | None = None) -> Data:
        """From arrays.

        Args:
            held: number of the fold of annotated articles to hold back as a further test.
        """
        sets = {name: Coded.read(arrays, name) for name in _PARTS if f"{name}/words" in arrays}
        sets["plain_restyled"] = restyled(sets["plain"], 1)
        sets = {name: sets[name] for name in _PARTS}
        ends = np.cumsum([len(s) for s in sets.values()])
        parts = {name: np.arange(end - len(s), end) for (name, s), end in zip(sets.items(), ends, strict=True)}
        tests = {name: Coded.read(arrays, f"dev/{name}") for name in TESTS}
        if held is not None:
            out = arrays["folds"] == held
            tests["held"] = _some(sets["news"], np.flatnonzero(out))
            parts["news"] = parts["news"][~out]
            parts["news_variants"] = parts["news_variants"][~out[arrays["of_news"]]]
        return cls(Lexicon.read(arrays), joined(list(sets.values())), parts, tests, arrays)


def _some(sentences: Coded, chosen: Integers) -> Coded:
    at, sizes = sentences.words.at(chosen)
    number = {int(n): i for i, n in enumerate(chosen)}
    gold = np.array([(number[row[0]], *row[1:]) for row in sentences.gold.tolist() if row[0] in number], np.int64).reshape(-1, 4)
    words = type(sentences.words).of(sentences.words.flat[at], sizes)
    return Coded(words, sentences.allowed[at], sentences.kinds[at], sentences.styles[chosen], gold)


def _under(arrays: Arrays, folder: str) -> dict[str, NDArray[Any]]:
    return {name.removeprefix(folder): value for name, value in arrays.items() if name.startswith(folder)}


def _sample(random: np.random.Generator, part: Integers, count: float) -> Integers:
    return random.choice(part, min(len(part), int(count)), replace=False)


def teacher(data: Data, config: Config, seed: int, device: torch.device, told: Callable[[str], None]) -> Teacher:
    """A teacher fitted to the annotated sentences and to variants of them with other names."""
    torch.manual_seed(seed)
    transformer = _under(data.arrays, "transformer/") if config.get("transformer", True) else None
    characters = _under(data.arrays, "lac/") if config.get("characters", True) else None
    network = Teacher(transformer, characters, hidden=int(config["teacher_hidden"]), drop=config["teacher_drop"]).to(device)
    p = data.parts

    def chosen(_: int, random: np.random.Generator) -> Integers:
        varied = (_sample(random, p[f"{name}_variants"], config["teacher_variants"] * len(p[name])) for name in ("wikipedia", "news"))
        return np.concatenate([p["wikipedia"], p["news"], *varied])

    plan = Plan(
        int(config["teacher_rounds"]), int(config["teacher_batch"]), config["teacher_rate"], config["transformer_rate"], config["characters_rate"],
        warm_up=0.06, seed=seed,
    )  # fmt: skip
    fit(network, Maker(data.whole, data.lexicon, ends=ENDS, drop=0.15), chosen, plan, told)
    return network


def opinions(data: Data, teachers: Sequence[nn.Module], sentences: Coded) -> NDArray[np.float16]:
    """The mean of the teachers' probabilities of the labels of all words."""
    mean = np.zeros(probabilities(len(sentences.words.flat)).shape, np.float32)
    for one in teachers:
        mean += thought(one, Maker(sentences, data.lexicon, ends=ENDS)).astype(np.float32) / len(teachers)
    return mean.astype(np.float16)


def student(data: Data, soft: NDArray[np.float16], config: Config, seed: int, device: torch.device, told: Callable[[str], None]) -> Student:
    """A student of the annotation and of what teachers think of all sentences."""
    torch.manual_seed(seed)
    shape = Shape(int(config["rows"]), int(config["features"]), int(config["width"]), tuple(config["windows"]), tuple(config["dilations"]))
    network = Student(shape, drop=config["drop"]).to(device)
    p = data.parts
    trust = np.zeros(len(data.whole), np.float32)
    for name in ("wikipedia", "news", "wikipedia_variants", "news_variants"):
        trust[p[name]] = config["trust"]
    taught = np.concatenate([p["plain"], p["plain_restyled"], p["untold"]])

    def chosen(_: int, random: np.random.Generator) -> Integers:
        varied = (_sample(random, p[f"{name}_variants"], config["variants"] * len(p[name])) for name in ("wikipedia", "news"))
        return np.concatenate([p["wikipedia"], p["news"], *varied, _sample(random, taught, config["taught_a_round"])])

    plan = Plan(int(config["rounds"]), int(config["batch"]), config["rate"], seed=seed)
    fit(network, Maker(data.whole, data.lexicon, soft, trust, drop=0.15), chosen, plan, told)
    return network


def figures(data: Data, soft: Mapping[str, NDArray[np.float16]]) -> str:
    """F1 on the sentences to choose by, without rules, for what is thought of each set of them."""
    return "; ".join(f"{name} " + " ".join(f"{k} {v}" for k, v in scored(data.tests[name], soft[name]).items()) for name in soft)


def on_tests(data: Data, networks: Sequence[nn.Module]) -> dict[str, NDArray[np.float16]]:
    """What networks think of the sentences to choose by."""
    return {name: opinions(data, networks, sentences) for name, sentences in data.tests.items()}
