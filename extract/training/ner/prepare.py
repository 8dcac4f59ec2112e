"""All that the networks learn from, as arrays: annotated sentences, articles without annotation, and variants of both."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.mentions import places
from extract.mentions.ner import features, name_rules
from extract.mentions.ner.labels import TYPES
from extract.mentions.ner.words import words as words_of
from extract.text.dictionary import flagged
from extract.text.tokens import flag_of
from extract.training.ner import corpus, lac, pretrained
from extract.training.ner.augment import Names, changed, entities_of, kind_of
from extract.training.ner.coded import OPEN, Coded, Lexicon, Ragged
from extract.training.ner.corpus import STYLES, Entity, Labelled, labelled

_HASHES = 3 << 20  # tables of 3 · 2^n or 2^n rows divide it
_LIKE = ("n", "v", "vn", "a", "an", "b", "j", "l", "nz", "nr", "ns", "nt", "nrt", "i")  # flags of words that others of the same flag may replace
_NAMES, _WORDS = 0.7, 0.12  # shares of names and of words that variants change
_SHORTEST = 3  # words of a sentence worth a variant
_STYLES = (STYLES[0], STYLES[0], STYLES[1])  # of articles' sentences: two in three as ours
_FOLDS = 5
_PIECE = 216  # bytes of a piece's vector
_DICTIONARY = 0.5  # of those come from the dictionary, the others from the articles


class Words:
    """Numbers of distinct words, and what the networks know of each."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def of(self, words: Iterable[str]) -> list[int]:
        """The numbers of some words."""
        return [self.numbers.setdefault(word, len(self.numbers)) for word in words]

    def lexicon(self) -> tuple[Lexicon, dict[str, NDArray[Any]]]:
        """The words described, and the pretrained networks as far as these words need them."""
        network, alphabet = pretrained.Pretrained(pretrained.file()), lac.Alphabet()
        known = [[network.first, network.mark, network.last]]  # rows 0 to 2 of the pieces that are kept
        pieces = [network.of(word) for word in self.numbers]
        kept = np.array(sorted({*chain.from_iterable(pieces)} - set(known[0])))
        row_of = {int(piece): row for row, piece in enumerate([*known[0], *kept])}
        lexicon = Lexicon(
            _ragged(([h % _HASHES for h in features.rows(word, 1 << 32)] for word in self.numbers), np.uint32),
            _ragged(([row_of[p] for p in row] for row in pieces), np.uint16),
            _ragged(map(alphabet.of, self.numbers), np.uint16),
        )
        tensors = pretrained.selected(network, np.array([*known[0], *kept]))
        return lexicon, {f"transformer/{k}": v for k, v in tensors.items()} | {f"lac/{k}": v for k, v in lac.arrays(alphabet).items()}


def _ragged(rows: Iterable[Sequence[int]], kind: type) -> Ragged:
    whole = [np.asarray(row, kind) for row in rows]
    return Ragged.of(np.concatenate(whole), np.array([len(row) for row in whole]))


def coded(sentences: Sequence[Labelled], words: Words, taught: bool = False) -> Coded:
    """Sentences as arrays.

    Args:
        taught: they have no annotation: teachers tell.
    """
    sizes = np.array([len(s.words) for s in sentences])
    gold = []
    for i, sentence in enumerate(sentences):
        first = {a: k for k, (a, _) in enumerate(sentence.spans)}
        last = {b: k + 1 for k, (_, b) in enumerate(sentence.spans)}
        for a, b, label in sorted(sentence.gold):
            kept = a in first and b in last
            gold.append((i, first[a] if kept else -1, last[b] if kept else -1, TYPES.index("PERSON" if label == "PER" else label)))
    flat = [OPEN] * int(sizes.sum()) if taught else list(chain.from_iterable(s.allowed for s in sentences))
    return Coded(
        Ragged.of(np.array(words.of(chain.from_iterable(s.words for s in sentences))), sizes),
        np.array(flat, np.int64),
        np.array(list(chain.from_iterable(s.kinds for s in sentences)), np.int64),
        np.array([STYLES.index(s.style) for s in sentences], np.int64),
        np.array(gold, np.int64).reshape(-1, 4),
    )


def seen(sentence: Labelled) -> list[Entity]:
    """The names of a sentence that nobody annotated by the gazetteer and by rules, to change them for others: teachers tell what comes of it."""
    names = [(*n.span, n.label) for n in name_rules.alone(sentence.text)] if sentence.text.strip() else []
    names += [(*p.span, "GPE") for p in places.find(sentence.text) if p.name]
    taken: set[int] = set()
    found: list[Entity] = []
    for a, b, label in sorted(names, key=lambda n: n[0] - n[1]):
        if taken.isdisjoint(range(a, b)) and label != "WORK":
            taken.update(range(a, b))
            found.append((a, b, label, kind_of(sentence.text[a:b]) if label == "ORG" else None))
    return sorted(found)


class Likes:
    """Words that may stand for others: of the same flag and length."""

    def __init__(self, sentences: Sequence[Labelled]) -> None:
        self._met: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted({w for s in sentences for w in s.words}):
            self._met[flag_of(word), len(word)].append(word)
        self._known: dict[tuple[str, int], list[str]] = defaultdict(list)
        for flag in _LIKE:
            for word in flagged(flag):
                self._known[flag, len(word)].append(word)

    def other(self, word: str) -> str:
        """Another word like one, or the same where there is none."""
        key = flag_of(word), len(word)
        if key[0] not in _LIKE:
            return word
        table = self._known if random.random() < _DICTIONARY else self._met
        return random.choice(table.get(key) or [word])


def _exchanged(text: str, entities: Sequence[Entity], names: Names, likes: Likes) -> str:
    """A text with most of its names changed for others, and a few of its words for others like them."""
    made, _ = changed(text, entities, names, _NAMES)
    return "".join(likes.other(w) if random.random() < _WORDS else w for w in words_of(made))


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the data are: Universal NER, our sentences, annotations of articles, and the articles."""

    uner: Path
    own: Path
    tests: Path
    learnt: Path
    dev: Path
    texts: tuple[Path, ...]


def _with_names(sentences: Sequence[Labelled], times: int) -> tuple[list[Labelled], list[int]]:
    """Variants of annotated sentences with other names, and of which sentence each is."""
    known = [(s.text, entities_of(s)) for s in sentences]
    names = Names(known)
    made, of = [], []
    for _ in range(times):
        for i, (text, entities) in enumerate(known):
            if entities:
                made.append(labelled(*changed(text, entities, names), sentences[i].style))
                of.append(i)
    return made, of


def _untold(sentences: Sequence[Labelled], known: Sequence[Sequence[Entity]], likes: Likes, times: int, styles: Sequence[str]) -> list[Labelled]:
    """Variants of sentences for the teachers to label."""
    names = Names([(s.text, e) for s, e in zip(sentences, known, strict=True)])
    return [
        labelled(_exchanged(s.text, entities, names, likes), [], random.choice(styles))
        for _ in range(times)
        for s, entities in zip(sentences, known, strict=True)
        if len(s.words) > _SHORTEST
    ]


def prepared(sources: Sources, config: dict[str, Any], told: Callable[[str], None]) -> dict[str, NDArray[Any]]:
    """The arrays of all data."""
    random.seed(config["seed"])
    wikipedia, news = corpus.universal(sources.uner / "uner_gsdsimp_train.iob2"), corpus.ours(sources.own, "train")
    tested = corpus.articles(sources.tests, sources.texts)
    folds = [-1] * len(news)
    for i, article in enumerate(corpus.articles(sources.learnt, sources.texts)):
        mine = corpus.apart(corpus.annotated([article]), tested)
        news += mine
        folds += [i % _FOLDS] * len(mine)
    held = {a.id for a in (*tested, *corpus.articles(sources.dev, sources.texts))}
    plain = list(corpus.apart(corpus.unlabelled(sources.texts, held), tested))
    told(f"{len(wikipedia)} sentences of Universal NER, {len(news)} of ours, {len(plain)} of articles without annotation")
    words = Words()
    found = {"wikipedia": coded(wikipedia, words), "news": coded(news, words), "plain": coded(plain, words, taught=True)}
    sets = {
        "dev/uner": corpus.universal(sources.uner / "uner_gsdsimp_dev.iob2"), "dev/ours": corpus.ours(sources.own, "dev"),
        "dev/articles": corpus.annotated(corpus.articles(sources.dev, sources.texts)),
    }  # fmt: skip
    found |= {name: coded(sentences, words) for name, sentences in sets.items()}
    made, of_wikipedia = _with_names(wikipedia, int(config["wikipedia_variants"]))
    found["wikipedia_variants"] = coded(made, words)
    made, of_news = _with_names(news, int(config["news_variants"]))
    found["news_variants"] = coded(made, words)
    told(f"{len(of_wikipedia)} and {len(of_news)} variants of annotated sentences")
    likes = Likes([*wikipedia, *news, *plain])
    made = _untold(wikipedia, [entities_of(s) for s in wikipedia], likes, int(config["untold_wikipedia"]), STYLES[1:])
    made += _untold(news, [entities_of(s) for s in news], likes, int(config["untold_news"]), STYLES[:1])
    made += _untold(plain, [seen(s) for s in plain], likes, int(config["untold_plain"]), _STYLES)
    random.shuffle(made)
    found["untold"] = coded(made, words, taught=True)
    told(f"{len(made)} variants for the teachers to label")
    lexicon, networks = words.lexicon()
    told(f"{len(words.numbers)} words, {len(networks['transformer/packed/emb.word']) // _PIECE} pieces")
    arrays = {k: v for name, part in found.items() for k, v in part.stored(name).items()}
    numbers = {"folds": folds, "of_wikipedia": of_wikipedia, "of_news": of_news}
    return arrays | lexicon.stored() | networks | {name: np.array(value, np.int32) for name, value in numbers.items()}
