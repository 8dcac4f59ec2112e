"""How likely a whole claim is right: the model ``confidence`` weighs how sure each choice was, and is calibrated on articles not seen.

The choices of subject, metric and period and the verdict that a number is a place's figure each have a probability, but
their errors come together: an article that is hard for one is hard for all. A logistic regression on their logarithms and odds,
fitted on claims that models made on held-out articles (right: every field), turns them into one number (Platt's method).
"""

from __future__ import annotations

import math

from extract.claims import scoring
from extract.claims.period_candidates import Choice as PeriodChoice
from extract.claims.subject_candidates import Choice as SubjectChoice
from extract.model import Metric, Quantity

_LEAST = 0.005  # of a probability that is read as none, and of what certainty leaves open


def _log(p: float) -> float:
    return round(math.log(max(_LEAST, p)), 3)


def _logit(p: float) -> float:
    p = min(1 - _LEAST, max(_LEAST, p))
    return round(math.log(p / (1 - p)), 3)


def features(
    worth: float, subject: SubjectChoice, metric: Metric, trust: float, period: PeriodChoice, q: Quantity, *, undated: bool
) -> dict[str, float]:  # fmt: skip
    """Names and values for the linear model ``confidence``: ``worth`` and ``trust`` are the probabilities of the number and its metric.

    ``undated``: nobody told the article's date, so that 今年 is unknown or guessed.
    """
    sure = (worth, subject.probability, trust, period.probability)
    logs, odds = [_log(p) for p in sure], [_logit(p) for p in sure]
    when = "no period" if period.key is None else f"period {period.grounding}"
    return {
        "always": 1.0,
        "worth": logs[0], "subject": logs[1], "metric": logs[2], "period": logs[3],
        "worth, odds": odds[0], "subject, odds": odds[1], "metric, odds": odds[2], "period, odds": odds[3],
        "weakest": min(logs), "weakest, odds": min(odds),
        f"kind {q.kind}": 1.0, "metric in catalogue" if metric.id else "metric not in catalogue": 1.0,
        f"subject {subject.grounding}": 1.0, when: 1.0, **({f"undated, {when}": 1.0} if undated else {}),
    }  # fmt: skip


def of(row: scoring.Features) -> float:
    """The probability that a claim is right in every field."""
    return scoring.logistic(scoring.score("confidence", row))
