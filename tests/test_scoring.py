"""The linear models: rows of parts, pairs within and across them."""

from __future__ import annotations

import itertools

import pytest

from extract.claims import scoring
from extract.claims.scoring import Part

WEIGHTS = {"a": 1.0, "b": -2.0, "c": 0.5, "a × b": 4.0, "a × c": 8.0, "b × n": 16.0, "n × m": 32.0}
FEATURES = {"a": 1.0, "b": 1.0, "c": 0.0, "n": 2.0, "m": 0.5, "unknown": 1.0}
SCORE = 1.0 - 2.0 + 4.0 + 16.0 * 2.0 + 32.0 * 2.0 * 0.5


def test_pairs_weigh_both_values() -> None:
    with scoring.using({"subject": WEIGHTS}):
        assert scoring.score("subject", FEATURES) == SCORE


@pytest.mark.parametrize("order", list(itertools.permutations(FEATURES))[::60])
def test_a_row_weighs_the_same_in_whatever_parts(order: tuple[str, ...]) -> None:
    rows = [
        [Part({name: FEATURES[name]}) for name in order],
        [Part({name: FEATURES[name] for name in order[:3]}), Part({name: FEATURES[name] for name in order[3:]})],
    ]
    with scoring.using({"subject": WEIGHTS}):
        assert scoring.scores("subject", rows) == [SCORE, SCORE]
    assert all(scoring.merged(row) == FEATURES for row in rows)


def test_a_shared_part_is_weighed_anew_by_another_model() -> None:
    row = [scoring.holding("a"), scoring.holding("b")]
    with scoring.using({"subject": WEIGHTS}):
        assert scoring.scores("subject", [row]) == [3.0]
    with scoring.using({"subject": {"a": 0.25}}):
        assert scoring.scores("subject", [row]) == [0.25]


def test_rows_that_weigh_the_same_keep_their_order() -> None:
    tenths = {f"f{n}": 0.1 for n in range(10)}
    one_by_one, at_once = [Part({name: 1.0}) for name in tenths], [Part({"whole": 1.0})]
    with scoring.using({"subject": {**tenths, "whole": 1.0}}):
        order, shares, margin = scoring.ranked("subject", [one_by_one, at_once])
    assert (order, shares, margin) == ([0, 1], [0.5, 0.5], 0.0)


def test_articles_of_a_kind_weigh_features_by_their_copies_too() -> None:
    weights = {"a": 1.0, "b": -2.0, "in a report: a": 0.5, "in other usage: b": 4.0, "in other usage: new": 8.0}
    row = [scoring.holding("a", "b", "new")]
    of_kinds = {
        kinds: scoring.kinds_of(report="report" in kinds, mainland="other" not in kinds) for kinds in ("", "report", "other", "report, other")
    }
    with scoring.using({"subject": weights}):
        found = {kinds: scoring.scores("subject", [row], named)[0] for kinds, named in of_kinds.items()}
    assert found == {"": -1.0, "report": -0.5, "other": 11.0, "report, other": 11.5}
    assert all(scoring.scores("worth", [row], kinds) for kinds in of_kinds.values())  # the shipped weights serve all kinds


def test_what_models_learn_from_has_a_copy_of_each_feature_for_each_kind() -> None:
    kinds = scoring.kinds_of(report=True, mainland=False)
    assert scoring.taught({"a": 2.0}, kinds) == {"a": 2.0, "in a report: a": 2.0, "in other usage: a": 2.0}
    assert scoring.taught({"a": 2.0}, ()) == {"a": 2.0}
    assert [scoring.is_copy(name) for name in ("a", "in a report: a", "in other usage: a", "in the heading")] == [False, True, True, False]
