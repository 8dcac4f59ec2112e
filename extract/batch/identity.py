"""What a result depends on: the program that makes it, and the document with the settings."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from extract.batch.work import Settings
from extract.formats.html import Page
from extract.model import RawArticle
from extract.version import __version__

LIBRARIES = (
    "fastwarc", "jieba", "lunar_python", "lxml", "opencc", "pyahocorasick", "pyarrow", "pydantic", "pypinyin", "regex", "rensa", "rjieba", "spacy",
    "trafilatura", "zstandard",
)  # fmt: skip
_PACKAGE = Path(__file__).parent.parent
# Rooms that read results or ask for them, and what data/ has for them.
_NO_PART_OF_RESULTS = {
    "agents", "analysis", "cli", "evaluate", "explain", "exports", "report", "review", "serve", "service", "stored", "training", "__pycache__",
}  # fmt: skip


def library(name: str) -> str | None:
    """The installed version of a library, None where it is missing."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


@cache
def program(work: Callable[..., object]) -> str:
    """A digest of what makes the results: the function that does the work, this package's code and data, the versions of the
    interpreter and of the libraries.
    """
    digest = hashlib.blake2b(digest_size=16)
    for part in (
        f"{work.__module__}.{work.__qualname__}",
        __version__,
        platform.python_version(),
        *(f"{name} {library(name)}" for name in LIBRARIES),
    ):
        digest.update(part.encode() + b"\0")
    for name in sorted(_files()):
        digest.update(name.encode() + b"\0")
        digest.update(hashlib.blake2b((_PACKAGE / name).read_bytes()).digest())
    return digest.hexdigest()


def _files() -> Iterator[str]:
    """The files of the package that have a say in results, by their paths in it."""
    for top, folders, files in os.walk(_PACKAGE):
        folders[:] = [folder for folder in folders if folder not in _NO_PART_OF_RESULTS]
        below = Path(top).relative_to(_PACKAGE)
        yield from ((below / file).as_posix() for file in files)


def content_key(item: RawArticle | Page, settings: Settings) -> bytes:
    """A digest of all that the result for a document depends on besides the program; not of where the document stands."""
    content = item.data if isinstance(item, Page) else item.text.encode("utf-8", "surrogatepass")
    known = item.metadata
    about = (
        [type(item).__name__, item.id, settings.min_confidence, settings.texts, settings.ner, settings.max_seconds]
        + [known.title, known.publisher, known.author, known.url, known.published and known.published.isoformat()]
        + ([item.charset] if isinstance(item, Page) else [item.encoding, item.main_text, item.truncated])
    )
    digest = hashlib.blake2b(repr(about).encode("utf-8", "surrogatepass"), digest_size=16)
    if settings.configuration:
        digest.update(settings.configuration.digest.encode())
    digest.update(b"\0")
    digest.update(content)
    return digest.digest()
