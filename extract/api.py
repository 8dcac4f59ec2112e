"""The functions of the output contract: normalize, find_quantities, find_dates, find_places, Extractor."""

from __future__ import annotations

import datetime as dt
import logging
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from extract import pipeline
from extract.config import Configuration, loaded, using
from extract.errors import UsageError, ZhExtractError
from extract.formats import failures
from extract.mentions import dates, places, quantities, sums
from extract.mentions.names import OURS
from extract.model import THRESHOLD, DateMention, Metadata, PlaceMention, Quantity, RawArticle
from extract.pipeline import Result
from extract.processes import pool
from extract.processes.limits import TimeUp, limited, too_long
from extract.text import ordinary
from extract.text.normalize import normalize_text
from extract.text.offsets import NormalizedText

_LOG = logging.getLogger("extract")


def load_config(path: str | Path) -> Configuration:
    """Reads and checks a configuration, to be given to several extractors (docs/configuration.md).

    Args:
        path: a ``.toml`` file, or a folder whose ``.toml`` files are read together.

    Raises:
        UsageError: there is none, or something is wrong with it: the message names the first mistake with file, line and key, and
            ``problems`` of a ``ConfigurationError`` all of them.
    """
    return loaded(path)


Config = str | Path | Configuration | None


def normalize(text: str | bytes, *, config: Config = None) -> NormalizedText:
    """Repairs and normalizes a text, with the way back.

    Args:
        text: the article's text, or its bytes in any of the encodings that reading detects.
        config: a configuration of your own, by its path or as ``load_config`` returns it.

    Returns:
        ``.text`` is the readable text, ``.raw`` what came in, ``.to_raw(span)`` maps a span of the first to the
        second, ``.repairs`` tells what damage was mended.
    """
    if isinstance(text, bytes):
        from extract.formats.encodings import decode

        text = decode(text).text
    with using(loaded(config)):
        return normalize_text(text)


def find_quantities(text: str, *, config: Config = None) -> list[Quantity]:
    """All quantities of a text, in order; spans are in ``text``.

    Each has ``.text .span .kind .number .low .high .unit .bound``; one without a unit has ``unit`` None and the
    kind ``number``.

    Args:
        config: a configuration of your own, by its path or as ``load_config`` returns it.
    """
    with using(loaded(config)):
        normalized = normalize_text(text)
        if not quantities.possible(normalized.text):
            return []
        found = quantities.find(normalized.text, dates.with_numerals(normalized.text))
    if normalized.text == text:
        return found
    return [_in_raw(q, normalized) for q in found]


def find_money(text: str, *, config: Config = None) -> list[Quantity]:
    """The sums of money of a text, in order: those of ``find_quantities`` whose unit is a currency, read alone and so in a fraction of the time.

    Prices (``CNY/平方米``), ranges and changes of money (``growth``) are among them.

    Args:
        config: a configuration of your own, by its path or as ``load_config`` returns it.
    """
    with using(loaded(config)):
        if (quick := ordinary.normalized(text, sums.needed())) is not None:
            found = sums.find(quick)
            return found if quick == text else [q._replace(text=text[slice(*q.span)]) for q in found]
        normalized = normalize_text(text)
        found = sums.find(normalized.text)
    return found if normalized.text == text else [_in_raw(q, normalized) for q in found]


def _in_raw(q: Quantity, normalized: NormalizedText) -> Quantity:
    return q._replace(span=normalized.to_raw(q.span), core=normalized.to_raw(q.core), text=normalized.quote(q.span))


def find_dates(text: str, reference: str | dt.date | None = None, *, config: Config = None) -> list[DateMention]:
    """All dates and periods of a text, in order; spans are in ``text``.

    Args:
        reference: the day that relative dates (今年, 上月) count from, as a date or YYYY-MM-DD; without it they have
            null ``start`` and ``end``.
        config: a configuration of your own, by its path or as ``load_config`` returns it.
    """
    with using(loaded(config)):
        normalized = normalize_text(text)
        found = dates.find(normalized.text, _date(reference, "reference"))
    return [replace(d, span=normalized.to_raw(d.span), text=normalized.quote(d.span)) for d in found]


def find_places(text: str, *, config: Config = None) -> list[PlaceMention]:
    """All places of a text, in order; spans are in ``text``. Words that only point (该市) have ``name`` None.

    ``name`` is the division's own name in the table of GB/T 2260 (西湖区), ``path`` says where it lies (浙江省, 杭州市); a
    name that several divisions share and that nothing around decides has no ``adcode``. ``members`` are the places that an
    enumeration names (沪苏浙皖) or that a region consists of (长三角). Towns and villages have no code; their county stands before them
    as a mention of its own.

    Args:
        config: a configuration of your own, by its path or as ``load_config`` returns it.
    """
    with using(loaded(config)):
        normalized = normalize_text(text)
        found = [part for p in places.find(normalized.text) for part in places.apart(normalized.text, p)]
        return [replace(places.official(p), span=normalized.to_raw(p.span), text=normalized.quote(p.span)) for p in found]


def _date(value: str | dt.date | None, what: str = "published") -> dt.date | None:
    if value is None or isinstance(value, dt.date):
        return value.date() if isinstance(value, dt.datetime) else value
    try:
        return dt.date.fromisoformat(value.strip()[:10])
    except (ValueError, AttributeError) as error:
        raise UsageError(f"{what} is {value!r}, which is no ISO date", mend="give it as YYYY-MM-DD") from error


class Extractor:
    """Extracts claims from articles.

    Loads its data once; an instance is safe to share between threads.

    Args:
        threshold: claims of lower confidence go to ``candidates`` instead of ``claims``.
        ner: which model finds organizations, persons and other names: ``ours``, ``none`` (rules alone), an installed spaCy
            pipeline (``zh_core_web_sm``), or the path of one.
        config: metrics, places, units, rules and spun words of your own: the path of a TOML file or of a folder with some, or what
            ``load_config`` returns. It holds for this extractor alone.
        max_seconds: the longest that the work on one article may take, for texts of strangers; by default there is no limit. In the main
            thread (on Unix) and in the processes of ``pipe`` it ends whatever hangs; in other threads it is noticed between two steps of
            Python, so that a regular expression comes to the end of its search.

    Raises:
        UsageError: the threshold is no probability, the limit no time, the NER model is not there, or something is wrong with the
            configuration; the message says how to mend it.
    """

    def __init__(self, *, threshold: float = THRESHOLD, ner: str = OURS, config: Config = None, max_seconds: float | None = None) -> None:
        if not 0 <= threshold <= 1:
            raise UsageError(f"the threshold is {threshold}", mend="give a confidence from 0 to 1")
        if max_seconds is not None and not 0 < max_seconds < math.inf:
            raise UsageError(f"max_seconds is {max_seconds}", mend="give a number of seconds above 0, or None for no limit")
        self.threshold = threshold
        self.ner = ner
        self.config = loaded(config)
        self.max_seconds = max_seconds
        self.load()

    def load(self) -> None:
        """Loads what is loaded when it is first needed, whatever time that takes; done already where the extractor was made."""
        self._result(RawArticle("warm-up", "加载。北京2024年GDP为1亿元。"), None)

    def __call__(
        self, text: str, *, id: str = "document", title: str | None = None, publisher: str | None = None, author: str | None = None,
        url: str | None = None, published: str | dt.date | None = None,
    ) -> Result:  # fmt: skip
        """Claims of one article.

        Returns:
            ``.claims`` and ``.candidates`` (pydantic models of the contract), ``.document``, ``.trace``.

        Raises:
            UsageError: ``text`` is no string, or ``published`` is no date.
            ZhExtractError: it takes longer than ``max_seconds`` (code ``time-limit``).
        """
        if not isinstance(text, str):
            raise UsageError(f"text is {type(text).__name__}, not a string", mend="decode bytes first: extract.normalize(data).raw")
        return self.extract(RawArticle(id, text, Metadata(title, publisher, author, url, _date(published))))

    def extract(self, article: RawArticle) -> Result:
        """Claims of an article as ``extract.formats`` reads it.

        Raises:
            ZhExtractError: it takes longer than ``max_seconds`` (code ``time-limit``).
        """
        try:
            return self._result(article, self.max_seconds)
        except TimeUp:
            pass  # told below, so that the error does not hold all that the work held
        raise _too_late(article, self.max_seconds)

    def _result(self, article: RawArticle, seconds: float | None) -> Result:
        with using(self.config):
            return limited(seconds, lambda: pipeline.run(article, threshold=self.threshold, ner=self.ner))

    def pipe(
        self, articles: Iterable[Mapping[str, Any] | RawArticle], *, workers: int = 1, errors: Literal["keep", "raise"] = "keep"
    ) -> Iterator[Result]:
        """Results for many articles: one for each, in their order.

        Articles are taken as they are needed, so that a stream may be endless: at most 16 a worker are ahead of the result that is next.

        Args:
            articles: mappings with ``text`` and optional ``id title publisher author url published``, or RawArticles. One without
                an id is called ``document-N`` by its place.
            workers: processes to use; 1 works in this one. With more, a script calls this under ``if __name__ == "__main__"``.
            errors: ``keep`` gives an article that cannot be worked on (no text, a date that is none, too long, a failure of ours, a
                process that died on it) a result without claims, whose ``.error`` says why, logs a warning and goes on; ``raise`` raises it.

        Raises:
            UsageError: ``articles`` is a single article.
            ZhExtractError: worker processes cannot be started; with ``errors="raise"`` whatever an article fails of.
        """
        if isinstance(articles, (str, bytes, Mapping)):
            raise UsageError("articles is one article", mend="give an iterable of articles, or call the extractor itself")
        if errors not in ("keep", "raise"):
            raise UsageError(f"errors is {errors!r}", mend='give "keep" or "raise"')
        return self._piped(articles, workers, keep=errors == "keep")

    def _piped(self, articles: Iterable[Mapping[str, Any] | RawArticle], workers: int, *, keep: bool) -> Iterator[Result]:
        items = (_article(item, number) for number, item in enumerate(articles, 1))
        results: Iterator[Result]
        if workers > 1:
            results = pool.parallel(items, _Extraction(_extracted, self, self.max_seconds, Extractor.load), workers)
        else:
            results = (_extracted(item, self) if isinstance(item, RawArticle) else item for item in items)
        for result in results:
            if result.error is not None and not keep:
                raise result.error
            if result.error is not None:
                _LOG.warning("%s: %s", result.document.id, result.error)
            yield result


class _Extraction(pool.Task):
    """The work on articles; what cannot be one is a result already."""

    def wanted(self, item: RawArticle | Result) -> bool:
        return isinstance(item, RawArticle)

    def failed(self, item: RawArticle, error: BaseException) -> Result:
        return pipeline.failed(item, _of_ours(error))

    def late(self, item: RawArticle) -> Result:
        return pipeline.failed(item, _too_late(item, self.max_seconds))

    def crashed(self, item: RawArticle) -> Result:
        return pipeline.failed(item, ZhExtractError("the process that worked on it died, and again when it was tried alone", code="crash"))


def _extracted(article: RawArticle, extractor: Extractor) -> Result:
    try:
        return extractor.extract(article)
    except Exception as error:
        return pipeline.failed(article, _of_ours(error))


def _too_late(article: RawArticle, seconds: float | None) -> ZhExtractError:
    return ZhExtractError(too_long(seconds), code="time-limit", where=article.id, mend="split it, or give the extractor more max_seconds")


def _of_ours(error: BaseException) -> ZhExtractError:
    return error if isinstance(error, ZhExtractError) else ZhExtractError(failures.reason(error), code="internal")


def _article(item: object, number: int) -> RawArticle | Result:
    """The article of an item of ``pipe``, or the result that says why it is none."""
    if isinstance(item, RawArticle):
        return item
    known = item if isinstance(item, Mapping) else {}
    id, text = str(known.get("id") or f"document-{number}"), known.get("text")
    try:
        if not isinstance(text, str):
            raise UsageError("it has no text", where=f"article {number}", mend='give a mapping with a string under "text"')
        fields = {name: known.get(name) for name in ("title", "publisher", "author", "url")}
        return RawArticle(id, text, Metadata(**fields, published=_date(known.get("published"))))
    except UsageError as error:
        return pipeline.failed(RawArticle(id, text if isinstance(text, str) else ""), error)
