"""Weights as files in the package: feature and weight a line, the strongest first."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

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
