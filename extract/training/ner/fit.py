"""Fitting: what a word may be made likely, or what teachers think of it; and the probabilities that a network gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from extract.mentions.ner.labels import LABELS, TYPES, best, entities
from extract.training.ner.batches import Batch, Maker, probabilities, shuffled
from extract.training.ner.coded import OPEN, Coded, Integers
from extract.training.ner.networks import Scores

_LEAST = 0.02  # of the rate at the end
_KINDS = 0.3  # weight of the kinds' loss
_LONG = 400  # words: longer sentences are left out of training
_EVERY = (1 << len(LABELS)) - 1
# Universal NER's labels of places are one.
_PLACES = frozenset(("GPE", "LOC", "FAC"))


@dataclass(frozen=True, slots=True)
class Plan:
    """How a network is fitted: rounds over the data, sentences a step, learning rate of new and of pretrained weights."""

    rounds: int
    batch: int = 32
    rate: float = 2e-3
    transformer: float = 1e-4
    characters: float = 1e-3
    warm_up: float = 0.02  # share of the steps
    seed: int = 0


def _loss(scores: Scores, batch: Batch) -> Tensor:
    """Cross-entropy against the set of labels that each word may have, against the teachers' probabilities, or both by their weight."""
    logs = torch.log_softmax(scores.labels, -1)
    allowed = torch.where(batch.allowed == OPEN, _EVERY, batch.allowed)
    shown = ((allowed[..., None] >> torch.arange(len(LABELS), device=logs.device)) & 1).bool()
    loss = torch.logsumexp(logs.masked_fill(~shown, -1e4), -1)
    if batch.soft.numel():
        trust = batch.trust[:, None]
        loss = trust * loss + (1 - trust) * (batch.soft.float() * logs).sum(-1)
    return -(loss * batch.present).sum() / batch.present.sum()


def _kind_loss(scores: Scores, batch: Batch) -> Tensor:
    losses = nn.functional.cross_entropy(scores.kinds.flatten(0, 1), batch.kinds.flatten(), ignore_index=-1, reduction="sum")
    return losses / (batch.kinds >= 0).sum().clamp(min=1)


def _optimizers(network: nn.Module, plan: Plan) -> list[torch.optim.Optimizer]:
    tables = [m.weight for m in network.modules() if isinstance(m, nn.Embedding | nn.EmbeddingBag) and m.sparse]
    tabled = {id(p) for p in tables}
    groups: dict[tuple[float, bool], list[nn.Parameter]] = {}
    for name, p in network.named_parameters():
        rate = plan.transformer if name.startswith("encoder.") else plan.characters if name.startswith("lac.") else plan.rate
        groups.setdefault((rate, id(p) in tabled), []).append(p)

    def made(sparse: bool) -> list[dict[str, object]]:
        return [{"params": ps, "lr": rate, "full": rate} for (rate, tabled), ps in groups.items() if tabled is sparse]

    return [torch.optim.AdamW(made(False), weight_decay=1e-3), torch.optim.SparseAdam(made(True))]


def fit(network: nn.Module, maker: Maker, data: Callable[[int, np.random.Generator], Integers], plan: Plan, told: Callable[[str], None]) -> None:
    """Fits a network; ``data`` gives the sentences of each round. Rows of tables that a step does not read stay untouched."""
    torch.manual_seed(plan.seed)
    random = np.random.default_rng(plan.seed)
    device = next(network.parameters()).device
    optimizers = _optimizers(network, plan)
    dense = [p for group in optimizers[0].param_groups for p in group["params"]]
    sizes = maker.sentences.words.sizes
    step = 0
    for turn in range(plan.rounds):
        network.train()
        chosen = data(turn, random)
        parts = shuffled(sizes, chosen[(sizes[chosen] > 0) & (sizes[chosen] <= _LONG)], plan.batch, random)
        total = plan.rounds * len(parts)
        seen = torch.zeros((), device=device)
        for batch in maker.batches(parts, device, plan.seed + (turn << 20)):
            step += 1
            share = min(1.0, step / (plan.warm_up * total)) * max(_LEAST, 1 - step / total)
            for optimizer in optimizers:
                for group in optimizer.param_groups:
                    group["lr"] = group["full"] * share
                optimizer.zero_grad()
            scores = network(batch)
            loss = _loss(scores, batch) + _KINDS * _kind_loss(scores, batch)
            loss.backward()
            nn.utils.clip_grad_norm_(dense, 2.0)
            for optimizer in optimizers:
                optimizer.step()
            seen += loss.detach()
        told(f"round {turn + 1} of {plan.rounds}: loss {seen.item() / max(1, len(parts)):.4f}")


def thought(network: nn.Module, maker: Maker, batch: int = 128) -> NDArray[np.float16]:
    """The labels' probabilities of all words, in the order of the sentences."""
    network.eval()
    s = maker.sentences
    device = next(network.parameters()).device
    found = probabilities(len(s.words.flat))
    order = np.argsort(s.words.sizes, kind="stable")
    order = order[s.words.sizes[order] > 0]
    parts = [order[i : i + batch] for i in range(0, len(order), batch)]
    with torch.no_grad():
        for part, made in zip(parts, maker.batches(parts, device), strict=True):
            logs = torch.softmax(network(made).labels, -1).flatten(0, 1)[made.places]
            found[s.words.at(part)[0]] = logs.half().cpu().numpy()
    return found


def scored(sentences: Coded, soft: NDArray[np.float16]) -> dict[str, float]:
    """F1 by label, in per cent, of the best sequences without any rules; of Universal NER's sentences by its own labels."""
    logs = np.log(soft.astype(np.float32) + 1e-7)
    starts = sentences.words.starts
    paths = best([logs[a : a + n] for a, n in zip(starts, sentences.words.sizes, strict=True)])
    wikipedia = len(sentences) and sentences.styles[0] == 1

    def name(label: str) -> str | None:
        return label if not wikipedia else "LOC" if label in _PLACES else label if label in ("PERSON", "ORG") else None

    found = {(i, a, b, label) for i, path in enumerate(paths) for a, b, t in entities(path) if (label := name(TYPES[t]))}
    gold = [(i, a, b, name(TYPES[t])) for i, a, b, t in sentences.gold.tolist()]
    right = found & set(gold)
    table = {}
    for label in ("all", "ORG", "PERSON", "LOC" if wikipedia else "GPE"):
        got, wanted, ok = (sum(label in ("all", n[3]) for n in names) for names in (found, gold, right))
        table[label] = round(200 * ok / max(1, got + wanted), 2)
    return table
