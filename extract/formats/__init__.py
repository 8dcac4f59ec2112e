"""Readers and writers of file formats.

``read_inputs`` turns files, folders, patterns and standard input into articles and rejects. Every article's text is what the
file holds, decoded, a byte-order mark dropped and nothing else changed, with two exceptions that keep the number of characters
after them right: bytes that are no character in the file's encoding, and lone surrogates in JSON strings (which no UTF-8 file
can hold), each become U+FFFD. The text of an HTML page is its main text.
"""

from __future__ import annotations

from extract.formats.inputs import Source, read_inputs
from extract.formats.options import ReadOptions

__all__ = ["ReadOptions", "Source", "read_inputs"]
