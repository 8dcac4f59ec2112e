"""rjieba cuts as jieba does over the same dictionary, and the flags and frequencies are jieba's."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Mapping
from typing import Any

import pytest

from extract.model import RawArticle
from extract.text import dictionary, tokens


@pytest.fixture(scope="module")
def jieba() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42.1 warns on import
        import jieba
    jieba.setLogLevel(logging.ERROR)
    return jieba


def test_it_cuts_as_jieba_does(jieba: Any, corpus: Mapping[str, RawArticle]) -> None:
    theirs = jieba.Tokenizer()
    theirs.initialize()
    for word, flag in tokens._added().items():
        theirs.add_word(word, tokens._weight(flag))
    for article in corpus.values():
        for line in article.text.splitlines():
            ours = [word for word, _ in tokens._tokenizer().tag(line, hmm=False)]
            assert ours == list(theirs.cut(line, HMM=False)), line


def test_flags_and_frequencies_are_those_of_the_dictionary(jieba: Any) -> None:
    with jieba.get_dict_file() as file:
        rows = [line.decode("utf-8").split() for line in file]
    for word, frequency, flag in rows[::97]:
        assert tokens.flag_of(word) == flag
        assert tokens.frequency_of(word) == int(frequency)
    assert tokens.flag_of("\ud800") == "x"
    assert tokens.frequency_of("\ud800") == 0


@pytest.mark.parametrize(("text", "words"), [("无锡GDP1.63万亿元", ["GDP", "1"]), ("制造业PMI50.2", ["PMI", "50"]), ("机型MQ9", ["MQ9"])])
def test_an_index_is_parted_from_its_figure(text: str, words: list[str]) -> None:
    found = [token.text for token in tokens.tokenize(text)]
    assert found[1 : 1 + len(words)] == words


def test_the_whole_dictionary_is_found(jieba: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with jieba.get_dict_file() as file:
        rows = [line.decode("utf-8").split() for line in file]
    known = {word: int(frequency) for word, frequency, _ in rows}
    assert {word: dictionary.frequency(word) for word in known} == known
    assert set(dictionary.flagged("nz")) == {word for word, _, flag in rows if flag == "nz"}
    assert [dictionary.frequency(word) for word in ("", " ", "龙门阵势", "\U0002ffff", "3 n")] == [0] * 5
    assert dictionary.total() == sum(known.values())
    monkeypatch.setattr(dictionary, "_OF_JIEBA", (1, 1))
    dictionary.total.cache_clear()
    assert dictionary.total() == sum(int(frequency) for _, frequency, _ in rows)
    dictionary.total.cache_clear()


def test_words_across_a_border_are_those_of_the_dictionary(corpus: Mapping[str, RawArticle]) -> None:
    """rjieba knows the words that frequencies know."""
    text = next(iter(corpus.values())).text
    for at in range(1, 400):
        parts = [text[i:j] for i in range(max(0, at - 4), at) for j in range(at + 1, min(len(text), at + 4) + 1)]
        assert tokens.word_across(text, at) == any(map(tokens.frequency_of, parts))
    assert not tokens.word_across("\ud800成\ud800", 1)


def test_a_piece_is_cut_as_its_runs_are(corpus: Mapping[str, RawArticle]) -> None:
    for article in list(corpus.values())[:10]:
        for line in article.text.splitlines():
            assert tokens.words(line) == tuple(pair for run in tokens._RUNS.findall(line) for pair in tokens.words(run))


def test_a_lone_surrogate_parts_no_words_but_its_own_run() -> None:
    assert [word for word, _ in tokens.words("成都市\ud800，生产总值")] == ["成都市", "\ud800", "，", "生产总值"]
