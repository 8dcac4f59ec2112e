"""HTML pages: the main text by trafilatura, and what the page says of itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from importlib.metadata import version

from extract.errors import ReadError
from extract.formats.encodings import Decoded, decode
from extract.formats.options import ReadOptions
from extract.formats.rows import Where, day, merged, scalar, words
from extract.formats.streams import Stream
from extract.model import Metadata, RawArticle, Reject

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_AUTHOR = re.compile(r"""<meta\s+(?:name|property)=["'](?:article:)?author["']\s+content=(?:"([^"]{1,80})"|'([^']{1,80})')""", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_HEAD = 4096
_FAMILIES = {
    "gb2312": "gb18030", "gb-2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030",
    "big5": "cp950", "big5-hkscs": "big5hkscs", "x-x-big5": "cp950",
}  # fmt: skip
_INVISIBLE = ("script", "style", "noscript", "template", "head", "svg", "iframe", "select", "textarea", "button")
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "figcaption", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
))  # fmt: skip
# The date of a page must not depend on the day of the run, which htmldate takes for the latest one by default.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is not taken apart yet: finding its main text is the longest part of reading, which workers can share.

    Attributes:
        id: the document_id.
        data: its bytes.
        source: where it stands, for messages.
        charset: the encoding that a server named, if it did.
        metadata: what is known of it from elsewhere; goes before what the page says.
    """

    id: str
    data: bytes
    source: str
    charset: str | None = None
    metadata: Metadata = field(default_factory=Metadata)


def read(stream: Stream, where: Where, options: ReadOptions) -> Iterator[Page]:
    """The one page of a file.

    Raises:
        ReadError: ``empty`` or ``too-large``.
    """
    data = stream.read_all(options.max_bytes)
    if not data:
        raise ReadError("the file is empty", code="empty")
    yield Page(where.file_id, data, where.source)


def article(page: Page) -> RawArticle | Reject:
    """The article of a page; spans point into its main text. Rejects: ``empty`` (no visible text), ``binary``, ``encoding``."""
    try:
        found = decode_page(page.data, page.charset)
        text, metadata, extractor = main_text(found.text)
        if not text.strip():
            raise ReadError("the page shows no text", code="empty", mend="save the page as the browser shows it if scripts fill it")
    except ReadError as error:
        return Reject(page.source, page.id, error.code, str(error))
    return RawArticle(page.id, text, merged(page.metadata, metadata), found.encoding, extractor, page.source, found.truncated)


def decode_page(data: bytes, charset: str | None = None) -> Decoded:
    """The page's markup: valid UTF-8 as UTF-8, else in the encoding that the server or the page declares if it fits, else in the likeliest."""
    found = _DECLARED.search(data, 0, _HEAD)
    codec = _FAMILIES.get((charset or "").lower()) or (_FAMILIES.get(found[1].decode("ascii").lower()) if found else None)
    if codec is not None and b"\0" not in data:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                return Decoded(data.decode(codec), "gb18030" if codec == "gb18030" else "big5", False, codec)
            except UnicodeDecodeError:
                pass
    return decode(data)


def main_text(markup: str) -> tuple[str, Metadata, str]:
    """The main text of a page, its metadata, and the extractor's name and version.

    Where trafilatura finds no main text, it is all text that a reader sees.
    """
    text, metadata = _by_trafilatura(markup)
    if text:
        return scalar(text), metadata, _named("trafilatura")
    return scalar(_visible(markup)), metadata, _named("lxml")


@cache
def _named(library: str) -> str:
    return f"{library} {version(library)}"


def _by_trafilatura(markup: str) -> tuple[str, Metadata]:
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan", "justext", "readability"):
        logging.getLogger(name).addHandler(logging.NullHandler())  # else warnings about odd pages reach the terminal
    try:
        page = trafilatura.bare_extraction(
            markup, with_metadata=True, include_comments=False, include_tables=True, deduplicate=False, date_extraction_params=dict(_DATES)
        )
    except Exception:
        # It has no errors of its own: on odd markup it lets through whatever its parsers raise.
        return "", Metadata()
    if page is None or isinstance(page, dict):
        return "", Metadata()
    author = words(page.author) or _declared_author(markup)
    return page.text or "", Metadata(words(page.title), words(page.sitename), author, words(page.url), day(page.date))


def _declared_author(markup: str) -> str | None:
    """The author that the page's head declares; trafilatura drops names without a blank, as Chinese ones are."""
    found = _AUTHOR.search(markup)
    name = unescape(found[1] or found[2]).strip() if found else ""
    return scalar(name) if any("\u4e00" <= c <= "\u9fff" for c in name) else None


def _visible(markup: str) -> str:
    """The text of the body as a browser shows it, one block a line."""
    import lxml.etree  # type: ignore[import-untyped]
    import lxml.html  # type: ignore[import-untyped]

    try:
        root = lxml.html.document_fromstring(_DECLARATION.sub("", markup))
    except (lxml.etree.LxmlError, ValueError):
        return ""
    body = root.find("body")
    if body is None:
        return ""
    lxml.etree.strip_elements(body, lxml.etree.Comment, lxml.etree.ProcessingInstruction, *_INVISIBLE, with_tail=False)
    pieces: list[str] = []
    for event, element in lxml.etree.iterwalk(body, events=("start", "end")):
        if element.tag in _BLOCKS:
            pieces.append("\n")
        inside = element.text if event == "start" else element.tail if element is not body else None
        pieces.append(_BLANKS.sub(" ", inside or ""))
    rows = (row.strip() for row in "".join(pieces).split("\n"))
    return "\n".join(row for row in rows if row)
