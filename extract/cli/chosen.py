"""The one article that a command is about, out of what its argument names."""

from __future__ import annotations

from extract.errors import ReadError, UsageError
from extract.formats import ReadOptions, read_inputs
from extract.model import RawArticle, Reject

_SHOWN_IDS = 8


def one_article(source: str, document: str | None) -> RawArticle:
    """The article with the id ``document``, else the only one that the input holds.

    Raises:
        UsageError: the input holds several articles, none, or none with the id.
        ReadError: what it holds cannot be read.
    """
    first: RawArticle | None = None
    ids: list[str] = []
    rejects: list[Reject] = []
    for item in read_inputs([source], ReadOptions()):
        if isinstance(item, Reject):
            rejects.append(item)
        elif document is not None and item.id == document:
            return item
        else:
            first = first or item
            ids.append(item.id)
    listed = f"{', '.join(ids[:_SHOWN_IDS])}{' …' if len(ids) > _SHOWN_IDS else ''}"
    if document is not None and ids:
        raise UsageError(f"no document {document!r}", where=source, mend=f"it holds {len(ids)}: {listed}")
    if first is None:
        if rejects:
            raise ReadError(rejects[0].reason, code=rejects[0].code, where=rejects[0].source)
        raise UsageError("no article in it", where=source, mend="give a file that zh-extract run reads")
    if len(ids) > 1:
        raise UsageError(f"{len(ids)} documents: {listed}", where=source, mend="choose one with --document ID")
    return first
