"""Opened inputs: decompressed as they are read, and never further than the limits allow."""

from __future__ import annotations

import gzip
import io
import lzma
import os
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO

import zstandard

from extract.errors import ReadError
from extract.formats.kinds import Compression
from extract.formats.remote import RemoteFile

_CHUNK = 1 << 16
# Text packs to a third or a tenth; what grows more than this is made to fill memory.
MAX_RATIO = 200
_ZSTD_STEP = 1 << 10  # a compressed block of four bytes can hold 128 KiB: small steps bound what one of them yields
_ZSTD_WINDOW = 1 << 27
# What packed data raises where it is broken: packed files, and files in archives.
_BROKEN = (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile, zstandard.ZstdError, zipfile.BadZipFile, tarfile.TarError)


def number(n: int) -> str:
    """A number of bytes or characters for messages, in groups of three digits."""
    return f"{n:,}"


def too_large(limit: int, size: int | None = None) -> ReadError:
    """The error for an article over the limit of bytes."""
    found = f"{number(size)} bytes are" if size is not None else "it is"
    return ReadError(f"{found} over the limit of {number(limit)} bytes", code="too-large", mend="split it, or raise the limit with --max-bytes")


class Stream:
    """The bytes of one input, decompressed.

    Args:
        raw: the opened file.
        compression: what it is packed with.
        max_bytes: how far compressed data may grow in any case; beyond, it may not exceed 200 times its packed size.

    Attributes:
        size: the number of bytes to come, where that is known before reading (plain files).
    """

    def __init__(self, raw: BinaryIO, compression: Compression, max_bytes: int) -> None:
        self.raw = raw
        self.compression = compression
        self._floor = max_bytes
        self._out = 0
        self._in = 0
        self._source: IO[bytes] = raw
        if compression == "gz":
            self._source = gzip.GzipFile(fileobj=_Counted(raw, self))  # type: ignore[assignment]
        elif compression == "zst":
            self._source = io.BufferedReader(_Zstd(_Counted(raw, self)))
        self.size = _size(raw) if not compression else None

    def read(self, n: int) -> bytes:
        """Up to ``n`` bytes; empty at the end.

        Raises:
            ReadError: ``damaged`` or ``too-large`` (compressed data only).
        """
        try:
            data = self._source.read(n)
        except _BROKEN as error:
            what = "the compressed data ends too early" if isinstance(error, EOFError) else "the compressed data is damaged"
            raise ReadError(what, code="damaged", mend="fetch or pack the file anew") from error
        self._out += len(data)
        if self.compression and self._out > max(self._floor, MAX_RATIO * self._in):
            raise ReadError(
                f"its compressed data grows to more than {MAX_RATIO} times its size", code="too-large",
                mend="unpack it yourself if that is what it should do",
            )  # fmt: skip
        return data

    def read_all(self, limit: int) -> bytes:
        """All bytes, which may be no more than ``limit``.

        Raises:
            ReadError: ``too-large``, without reading further than the limit.
        """
        if self.size is not None and self.size > limit:
            raise too_large(limit, self.size)
        parts: list[bytes] = []
        left = limit + 1
        while left > 0 and (part := self.read(min(left, _CHUNK))):
            parts.append(part)
            left -= len(part)
        if left <= 0:
            raise too_large(limit)
        return b"".join(parts)

    def chunks(self) -> Iterator[bytes]:
        """The bytes, piece by piece."""
        while part := self.read(_CHUNK):
            yield part

    def consumed(self, n: int) -> None:
        """Notes that ``n`` packed bytes were taken."""
        self._in += n


class _Counted(io.RawIOBase):
    """A file that tells its stream how much was taken from it."""

    def __init__(self, raw: BinaryIO, stream: Stream) -> None:
        self._raw = raw
        self._stream = stream

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._raw.read(size)
        self._stream.consumed(len(data))
        return data


class _Zstd(io.RawIOBase):
    """Zstandard frames, unpacked in small steps; unlike the library's own reader, it notices data that ends too early."""

    def __init__(self, raw: _Counted) -> None:
        self._raw = raw
        self._ready = b""
        self._packed = b""
        self._frame: zstandard.ZstdDecompressionObj | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._ready:
            self._packed = self._packed or self._raw.read(_ZSTD_STEP)
            if not self._packed:
                if self._frame is not None:
                    raise EOFError
                return 0
            if self._frame is None:
                self._frame = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
            self._ready = self._frame.decompress(self._packed)
            self._packed = b""
            if self._frame.eof:
                self._packed = self._frame.unused_data
                self._frame = None
        n = min(len(buffer), len(self._ready))
        buffer[:n] = self._ready[:n]
        self._ready = self._ready[n:]
        return n


def _size(raw: BinaryIO) -> int | None:
    if isinstance(raw, RemoteFile):
        return raw.length
    try:
        status = os.fstat(raw.fileno())
    except (OSError, AttributeError):  # in an archive; tarfile's files have no number at all
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None
