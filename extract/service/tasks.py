"""What can be asked of a worker process, and how it does it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pydantic import BaseModel

from extract import api
from extract.batch import work
from extract.batch.work import DEFAULT_MAX_SECONDS, Outcome
from extract.data.configuration import NONE, Configuration, using
from extract.errors import ZhExtractError
from extract.formats import ReadOptions, failures, read_inputs
from extract.formats.html import Page
from extract.formats.options import DEFAULT_MAX_BYTES
from extract.mentions.names import OURS
from extract.model import THRESHOLD, RawArticle, Reject
from extract.processes.limits import TimeUp, limited, too_long
from extract.service import answers


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for all that workers do.

    Attributes:
        ner: the choice of the NER stage, as ``extract.Extractor`` has it.
        max_seconds: the longest that one document, or one text, may take.
        max_bytes: the most that one article may take.
        max_documents: the most that one file may hold.
        configuration: what the user adds to our data.
    """

    ner: str = OURS
    max_seconds: float | None = DEFAULT_MAX_SECONDS
    max_bytes: int = DEFAULT_MAX_BYTES
    max_documents: int = 1000
    configuration: Configuration = NONE


@dataclass(frozen=True, slots=True)
class Extract:
    """Claims of one document. The answer is an ``Outcome`` or a ``Reject``."""

    item: RawArticle | Page
    min_confidence: float = THRESHOLD
    texts: bool = True


@dataclass(frozen=True, slots=True)
class Read:
    """The documents of a file. The answer is a list of articles, pages and rejects, at most one more than ``max_documents``."""

    path: str


@dataclass(frozen=True, slots=True)
class Normalize:
    """A normalized text. The answer is a ``Made``."""

    text: str


@dataclass(frozen=True, slots=True)
class Find:
    """Mentions of a kind. The answer is a ``Made``.

    Attributes:
        reference: for dates: the day that relative ones count from.
    """

    what: Literal["quantities", "dates", "places"]
    text: str
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class WarmUp:
    """Nothing but to be ready. The answer is an ``Outcome``."""


@dataclass(frozen=True, slots=True)
class Made:
    """An answer as JSON text of one of the models in ``service.answers``."""

    text: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Why there is no answer: an error of the caller, or the end of its time."""

    code: str
    reason: str


_OURS = frozenset(("internal", "crash", "error"))


def shown(code: str, reason: str) -> str:
    """What callers may see of a reason: of a failure of ours nothing of the inside, which is for the log."""
    return "our failure; it is in the server's log" if code in _OURS else reason


Task = Extract | Read | Normalize | Find | WarmUp
Answer = Outcome | Reject | Made | Refused | list[RawArticle | Page | Reject]


def prepare(settings: Settings) -> None:
    """Loads what the settings ask for, before a task's time runs."""
    work.prepare(_asked(settings, THRESHOLD, texts=True))


def _asked(settings: Settings, min_confidence: float, *, texts: bool) -> work.Settings:
    return work.Settings(
        min_confidence=min_confidence, texts=texts, ner=settings.ner, max_seconds=settings.max_seconds, configuration=settings.configuration
    )


def do(task: Task, settings: Settings) -> Answer:
    """Does a task, in a worker."""
    if isinstance(task, WarmUp):  # without a limit: a machine that is busy starting things is no reason never to be ready
        return work.process(RawArticle("warm-up", "北京2024年GDP为1亿元。"), work.Settings(ner=settings.ner, max_seconds=None))
    if isinstance(task, Extract):
        return work.process(task.item, _asked(settings, task.min_confidence, texts=task.texts))
    try:
        with using(settings.configuration):
            return limited(
                settings.max_seconds, lambda: _read(task, settings) if isinstance(task, Read) else Made(_about_text(task).model_dump_json())
            )
    except TimeUp:
        return too_late(settings)
    except ZhExtractError as error:
        return Refused(error.code, str(error).replace(f"{Path(task.path).parent}/", "") if isinstance(task, Read) else str(error))
    except Exception as error:
        return Refused("internal", failures.reason(error))


def _done(task: Read | Normalize | Find, settings: Settings) -> Made | list[RawArticle | Page | Reject]:
    return _read(task, settings) if isinstance(task, Read) else Made(_about_text(task).model_dump_json())


def too_late(settings: Settings) -> Refused:
    """The answer where the time was over."""
    return Refused("time-limit", f"{too_long(settings.max_seconds)}; send less at once")


def _read(task: Read, settings: Settings) -> list[RawArticle | Page | Reject]:
    folder = f"{Path(task.path).parent}/"  # of this machine: nobody else's business
    found: list[RawArticle | Page | Reject] = []
    for item in read_inputs([task.path], ReadOptions(max_bytes=settings.max_bytes)).items:
        if isinstance(item, Reject):
            found.append(Reject(item.source.replace(folder, ""), item.id, item.code, item.reason.replace(folder, "")))
        else:
            found.append(replace(item, source=(item.source or "").replace(folder, "")))
        if len(found) > settings.max_documents:
            break
    return found


def _about_text(task: Normalize | Find) -> BaseModel:
    if isinstance(task, Normalize):
        return answers.normalization(api.normalize(task.text))
    if task.what == "quantities":
        return answers.quantities(api.find_quantities(task.text))
    if task.what == "dates":
        return answers.dates(api.find_dates(task.text, task.reference))
    return answers.places(api.find_places(task.text))
