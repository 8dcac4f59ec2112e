"""Fitting: what a word may be made likely, or what a teacher thinks of it; and the scores that a network gives."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence

from extract.mentions.ner.labels import LABELS, Scores, best, entities
from extract.training.ner.corpus import EVERY, TYPES, Labelled
from extract.training.ner.networks import Scores as NetworkScores

_LEAST = 0.02  # of the rate at the end
_KINDS = 0.3  # weight of the kinds' loss
_TAGS = 0.3  # of that of LAC's tags
_LONG = 400  # words: longer sentences are cut for training


@dataclass(frozen=True, slots=True)
class Plan:
    """How a network is fitted: rounds over the data, sentences a step, learning rates (of new weights, of LAC's, of the
    transformer's), and steps until they are full."""

    rounds: int
    batch: int = 32
    rate: float = 2e-3
    pretrained: float = 1e-3
    transformer: float = 2e-4
    warm_up: int = 100
    seed: int = 0


def _loss(scores: Tensor, sentences: Sequence[Labelled]) -> Tensor:
    """Cross-entropy against the teacher where a sentence has soft labels, else of the set of labels that each word may have."""
    logs = torch.log_softmax(scores, -1)
    device = logs.device
    masks = pad_sequence([torch.tensor(s.allowed) for s in sentences], batch_first=True, padding_value=EVERY).to(device)
    allowed = ((masks[..., None] >> torch.arange(len(LABELS), device=device)) & 1).bool()
    hard = torch.logsumexp(logs.masked_fill(~allowed, -1e4), -1)
    if any(s.soft is not None for s in sentences):
        none = np.zeros((0, len(LABELS)), np.float32)
        soft = pad_sequence([torch.tensor(none if s.soft is None else s.soft.astype(np.float32)) for s in sentences], batch_first=True)
        padded = torch.zeros_like(logs)
        padded[:, : soft.shape[1]] = soft.to(device)
        taught = torch.tensor([s.soft is not None for s in sentences], device=device)[:, None]
        hard = torch.where(taught, (padded * logs).sum(-1), hard)
    present = pad_sequence([torch.ones(len(s.words)) for s in sentences], batch_first=True).to(device)
    return -(hard * present).sum() / present.sum()


def _kind_loss(scores: Tensor, sentences: Sequence[Labelled]) -> Tensor:
    wanted = pad_sequence([torch.tensor(s.kinds) for s in sentences], batch_first=True, padding_value=-1)
    if not (wanted >= 0).any():
        return scores.sum() * 0.0
    return nn.functional.cross_entropy(scores.flatten(0, 1), wanted.flatten().to(scores.device), ignore_index=-1)


def _tag_loss(scores: Tensor, sentences: Sequence[Labelled]) -> Tensor:
    """Cross-entropy of LAC's tags at the first and the last character of each word, where a sentence has them."""
    none = np.full((0, 2), -1)
    wanted = pad_sequence([torch.tensor(none if s.tags is None else s.tags) for s in sentences], batch_first=True, padding_value=-1)
    if not wanted.numel():
        return scores.sum() * 0.0
    ends = scores[:, : wanted.shape[1]].unflatten(-1, (2, -1))
    return nn.functional.cross_entropy(ends.flatten(0, 2), wanted.flatten().to(scores.device), ignore_index=-1)


def _total(scores: NetworkScores, sentences: Sequence[Labelled]) -> Tensor:
    loss = _loss(scores.labels, sentences) + _KINDS * _kind_loss(scores.kinds, sentences)
    return loss if scores.tags is None else loss + _TAGS * _tag_loss(scores.tags, sentences)


def _batches(data: Sequence[Labelled], size: int) -> list[list[Labelled]]:
    """Sentences of like length together, in random order."""
    order = sorted(range(len(data)), key=lambda i: len(data[i].words) + random.random() * 8)
    batches = [[data[i] for i in order[k : k + size]] for k in range(0, len(order), size)]
    random.shuffle(batches)
    return batches


def fit(network: nn.Module, data: Callable[[int], Sequence[Labelled]], plan: Plan, told: Callable[[str], None]) -> None:
    """Fits a network; ``data`` gives the sentences of each round. Rows of tables that a step does not read stay untouched."""
    torch.manual_seed(plan.seed)
    random.seed(plan.seed)
    started = {"lac": plan.pretrained, "encoder": plan.transformer}
    rates = {id(p): started.get(name.split(".")[0], plan.rate) for name, p in network.named_parameters()}
    tables = [m.weight for m in network.modules() if isinstance(m, nn.Embedding | nn.EmbeddingBag) and m.sparse]
    tabled = {id(p) for p in tables}
    dense = [p for p in network.parameters() if id(p) not in tabled]

    def groups(parameters: Sequence[nn.Parameter]) -> list[dict[str, object]]:
        groups: dict[float, list[nn.Parameter]] = {}
        for p in parameters:
            groups.setdefault(rates[id(p)], []).append(p)
        return [{"params": ps, "lr": rate, "full": rate} for rate, ps in groups.items()]

    optimizers = [torch.optim.AdamW(groups(dense), weight_decay=1e-3), torch.optim.SparseAdam(groups(tables))]
    step = 0
    for turn in range(plan.rounds):
        network.train()
        sentences = [s for s in data(turn) if 0 < len(s.words) <= _LONG]
        batches = _batches(sentences, plan.batch)
        total = plan.rounds * len(batches)
        seen = 0.0
        for batch in batches:
            step += 1
            share = min(1.0, step / plan.warm_up) * max(_LEAST, 1 - step / total)
            loss = _total(network(batch), batch)
            for optimizer in optimizers:
                for group in optimizer.param_groups:
                    group["lr"] = group["full"] * share
                optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(dense, 2.0)
            for optimizer in optimizers:
                optimizer.step()
            seen += loss.item()
        told(f"round {turn + 1} of {plan.rounds}: loss {seen / len(batches):.4f}")


def log_scores(network: nn.Module, sentences: Sequence[Labelled], batch: int = 64) -> list[Scores]:
    """Logarithms of the labels' probabilities for each sentence."""
    network.eval()
    found: list[Scores] = [np.zeros((0, len(LABELS)), np.float32)] * len(sentences)
    order = sorted((i for i, s in enumerate(sentences) if s.words), key=lambda i: len(sentences[i].words))
    with torch.no_grad():
        for k in range(0, len(order), batch):
            part = order[k : k + batch]
            logs = torch.log_softmax(network([sentences[i] for i in part]).labels, -1).cpu().numpy()
            for i, row in zip(part, logs, strict=True):
                found[i] = row[: len(sentences[i].words)]
    return found


def names(sentence: Labelled, path: Sequence[int]) -> list[tuple[int, int, str]]:
    """The names of a sequence of labels as spans of the sentence's text."""
    return [(sentence.spans[a][0], sentence.spans[b - 1][1], TYPES[k]) for a, b, k in entities(path)]


def found_by(network: nn.Module, sentences: Sequence[Labelled]) -> list[list[tuple[int, int, str]]]:
    """The names that a network finds."""
    return [names(s, path) for s, path in zip(sentences, best(log_scores(network, sentences)), strict=True)]
