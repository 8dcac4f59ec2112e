"""Files of finished results, each written whole or not at all, and never changed."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

import zstandard

from extract.batch.work import Outcome
from extract.model import Reject

Result = Outcome | Reject
_LEVEL = 3
_PATTERN = "segment-*.zst"


class Segments:
    """The segments of a folder. A result in them is a compressed frame, found by segment, start and length."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        for leftover in folder.glob("*.tmp"):
            leftover.unlink()
        self._open: tuple[int, BinaryIO] | None = None
        self._unpacker = zstandard.ZstdDecompressor()

    def path(self, number: int) -> Path:
        """The file of a segment."""
        return self.folder / f"segment-{number:08}.zst"

    def sizes(self) -> dict[int, int]:
        """The segments that are there, with their sizes in bytes."""
        return {int(p.stem.removeprefix("segment-")): p.stat().st_size for p in self.folder.glob(_PATTERN)}

    def write(self, number: int, frames: Sequence[bytes]) -> None:
        """Writes a segment and returns once it is on the disk under its name."""
        path = self.path(number)
        temporary = path.with_suffix(".tmp")
        with temporary.open("wb") as file:
            file.writelines(frames)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(self.folder)

    def read(self, number: int, start: int, length: int) -> bytes:
        """A frame, empty where the segment has none there."""
        if self._open is None or self._open[0] != number:
            self.close()
            try:
                self._open = number, self.path(number).open("rb")
            except OSError:
                return b""
        file = self._open[1]
        file.seek(start)
        return file.read(length)

    def remove(self, number: int) -> None:
        """Removes a segment."""
        self.close()
        self.path(number).unlink(missing_ok=True)

    def close(self) -> None:
        """Closes the file that was read last."""
        if self._open is not None:
            self._open[1].close()
            self._open = None

    def unpacked(self, frame: bytes) -> Result | None:
        """The result in a frame, None if the frame is damaged."""
        try:
            row = json.loads(self._unpacker.decompress(frame))
        except (zstandard.ZstdError, ValueError):
            return None
        if "reason" in row:
            return Reject(**row)
        for name in ("claims", "candidates", "places"):
            row[name] = tuple(row[name])
        row["kinds"] = tuple((kind, status) for kind, status in row["kinds"])
        return Outcome(**row)


def packed(result: Result) -> bytes:
    """A result as a frame, with a checksum."""
    row = json.dumps(asdict(result), ensure_ascii=False, separators=(",", ":"))
    return zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True, write_content_size=True).compress(row.encode("utf-8", "surrogatepass"))


def sync_folder(folder: Path) -> None:
    """Puts the names in a folder on the disk, where the system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folders, and keeps names without being asked
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)
