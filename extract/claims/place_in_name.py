"""The place inside a metric's name that is carried on to the figure of another place: 前往亚洲人次 of 前往亚洲100万人次，其次为欧洲20万人次."""

from __future__ import annotations

from extract.claims.frames import Frame
from extract.claims.wording import renamed
from extract.claims.words import Words
from extract.data.late import late_regex
from extract.model import Metric

_GOES = late_regex(r"(?:前往|赴|来自|到访|出口至?|销往|输往|来源为)(?:日本|\p{Han}{2,6}?)")
_ONLY_LEADS = late_regex(r"(?:地区|国家|籍|市场)?(?:则|也|亦|各)?(?:为|有|占|达|约|以)?\s?(?:[（(]\s?)?")


def own(words: Words, frame: Frame, metric: Metric) -> Metric:
    """A metric told before, with the place right before its figure in the stead of the one that its name has behind 前往, 来自 and the like."""
    span, text = metric.span, words.text
    if metric.rule != "metric.previous" or span is None or not _GOES.match(metric.name):
        return metric
    inside = words.place_within(span)
    here = words.place_within((frame.left[0], frame.quantity.span[0]))
    if inside is None or here is None or not _ONLY_LEADS.fullmatch(text, here[1], frame.quantity.span[0]):
        return metric
    name = text[span[0] : inside[0]] + text[slice(*here)] + text[inside[1] : span[1]]
    return renamed(metric, name, metric.rule) if _GOES.match(name) else metric
