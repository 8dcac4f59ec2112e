"""Weights as files in the package: feature and weight a line, the strongest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from extract.data import read_lines

FOLDER = Path(__file__).parent.parent / "data" / "linking"


def written(name: str, weights: Mapping[str, float], source: str) -> str:
    """A file of weights; ``source`` tells in its head where they are from.

    Raises:
        ValueError: the name of a feature holds what parts lines and columns.
    """
    broken = next((f for f in weights if not {"\t", "\n", "\r"}.isdisjoint(f)), None)
    if broken is not None:
        raise ValueError(f"{broken!r} cannot stand in a table of weights: write white space in features as scoring.shown does")
    rows = sorted(((round(w, 3), f) for f, w in weights.items()), key=lambda item: (-abs(item[0]), item[1]))
    head = [f"# Weights of the linear model {name}: feature, weight.", f"# Source: {source}; see docs/linking.md."]
    body = [f"{feature}\t{weight:.3f}" for weight, feature in rows if weight]
    return "\n".join([*head, *body]) + "\n"


def write_weights(name: str, weights: Mapping[str, float], recipe: str, data: str) -> None:
    """Writes ``data/linking/NAME.tsv``, headed by the module that trains it and what it was trained on."""
    text = written(name, weights, f"trained by python -m {recipe} on {data}")
    (FOLDER / f"{name}.tsv").write_text(text, encoding="utf-8")


def shipped(name: str) -> dict[str, float]:
    """The weights of a model that lie in the package."""
    rows = (line.split("\t") for line in read_lines(f"linking/{name}.tsv"))
    return {feature: float(weight) for feature, weight in rows}


def mean(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    """The mean of two trainings of a linear model, which is one too and owes less to chance than either."""
    return {feature: (one.get(feature, 0.0) + other.get(feature, 0.0)) / 2 for feature in {**one, **other}}


def write_models(
    models: Mapping[str, Mapping[str, float]], sources: Iterable[str], recipe: str, *, keep: Collection[str] = (), with_shipped: bool = False
) -> None:  # fmt: skip
    """Writes models into the package.

    Args:
        models: weights by the name of the model.
        sources: where each article that they learnt from is from.
        recipe: the module that trained them.
        keep: names of models whose weights that ship stay.
        with_shipped: writes the mean of the new weights and those that ship.
    """
    data = ", ".join(f"{n} articles of {source}" for source, n in sorted(Counter(sources).items()))
    for name, weights in models.items():
        if name not in keep:
            write_weights(name, mean(shipped(name), weights) if with_shipped else weights, recipe, data)
