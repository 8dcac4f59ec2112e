"""Files in tar and zip archives, read where they lie: nothing is unpacked to the disk, and only one file is held at a time."""

from __future__ import annotations

import struct
import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from extract.errors import ReadError
from extract.formats import sidecar
from extract.formats.html import Page
from extract.formats.kinds import ARCHIVES, Named, is_sidecar, kind_of
from extract.formats.options import ReadOptions
from extract.formats.rows import Where, scalar
from extract.formats.streams import MAX_RATIO, Stream, number
from extract.model import Metadata, RawArticle, Reject

Item = RawArticle | Page | Reject
# What the library raises on directories that are damaged; a name that is no UTF-8 is a UnicodeDecodeError.
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, UnicodeDecodeError, EOFError, OverflowError)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its name there, kind and compression, and the document_id it goes by."""

    name: str
    named: Named
    id: str


@dataclass(slots=True)
class Contents:
    """What an archive holds: the ids of its files by name, metadata of sidecars by id, and what was refused or skipped."""

    ids: dict[str, str] = field(default_factory=dict)
    known: dict[str, Metadata] = field(default_factory=dict)
    refused: list[Reject] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)

    def metadata_of(self, member: Member, document_id: str) -> Metadata | None:
        """What sidecars in the archive say about a document of a file."""
        names = [document_id]
        if document_id == member.id:
            names += [member.name.removesuffix(member.named.suffix), member.name]
        return next((self.known[name] for name in names if name in self.known), None)


ReadMember = Callable[[BinaryIO, Member, Where, Contents], Iterator[Item]]


def read_tar(open_stream: Callable[[], Stream], where: Where, options: ReadOptions, read: ReadMember) -> Iterator[Item | Contents]:
    """What the files of a tar archive hold, in their order there; the contents come first.

    The archive is gone through twice, first for names and metadata: a sidecar counts for all files beside it, wherever it stands.

    Args:
        open_stream: opens the archive from its beginning.
        read: reads an opened file.
    """
    contents = Contents()
    names: list[str] = []
    for name, file in _tar_files(open_stream()):
        names.append(name)
        if is_sidecar(PurePosixPath(name).name):
            _add_sidecar(file(), name, where, contents, options)
    _give_ids(names, where, contents)
    yield contents
    for name, file in _tar_files(open_stream()):
        if name in contents.ids:
            yield from _read_member(file, name, where, contents, read)


def _tar_files(stream: Stream) -> Iterator[tuple[str, Callable[[], BinaryIO]]]:
    try:
        with closing(tarfile.open(fileobj=stream, mode="r|", bufsize=1 << 16)) as tar:  # type: ignore[call-overload]
            for info in tar:
                tar.members = []  # else it keeps one object a file
                name = _clean(info.name)
                if info.isreg() and name:
                    yield name, lambda info=info: cast(BinaryIO, tar.extractfile(info))  # type: ignore[misc]
    except tarfile.TarError as error:
        raise ReadError(f"it is no readable tar archive ({str(error)[:100]})", code="damaged", mend="fetch or pack the file anew") from error


def read_zip(raw: BinaryIO, where: Where, options: ReadOptions, read: ReadMember) -> Iterator[Item | Contents]:
    """What the files of a zip archive hold, in the order of its directory; the contents come first.

    Args:
        raw: the archive, which must be seekable.
        read: reads an opened file.
    """
    contents = Contents()
    try:
        with zipfile.ZipFile(raw) as archive:
            infos = {name: info for info in archive.infolist() if info.filename and not info.is_dir() and (name := _clean(_zip_name(info)))}
            for name, info in infos.items():
                if is_sidecar(PurePosixPath(name).name):
                    with cast(BinaryIO, archive.open(info)) as file:
                        _add_sidecar(file, name, where, contents, options)
            _give_ids(list(infos), where, contents)
            yield contents
            for name, info in infos.items():
                if name not in contents.ids:
                    continue
                here = f"{where.source}/{name}"
                if info.flag_bits & 1:
                    yield Reject(here, contents.ids[name], "encrypted", "it is encrypted; unpack it yourself")
                elif info.file_size > max(options.max_bytes, MAX_RATIO * info.compress_size):
                    reason = (
                        f"its compressed data grows to more than {number(MAX_RATIO)} times its size; unpack it yourself if that is what it should do"
                    )
                    yield Reject(here, contents.ids[name], "too-large", reason)
                else:
                    yield from _read_member(lambda info=info: cast(BinaryIO, archive.open(info)), name, where, contents, read)  # type: ignore[misc]
    except _BROKEN_ZIP as error:
        raise ReadError(f"it is no readable zip archive ({str(error)[:100]})", code="damaged", mend="fetch or pack the file anew") from error


def _read_member(file: Callable[[], BinaryIO], name: str, where: Where, contents: Contents, read: ReadMember) -> Iterator[Item]:
    named = kind_of(name)
    assert named is not None
    member = Member(name, named, contents.ids[name])
    try:
        opened = file()
    except (zipfile.BadZipFile, tarfile.TarError, NotImplementedError, OSError) as error:
        yield Reject(
            f"{where.source}/{name}", member.id, "damaged", f"it cannot be read in its archive ({str(error)[:100]}); fetch or pack that anew"
        )
        return
    with opened:
        yield from read(opened, member, Where(member.id, f"{where.source}/{name}"), contents)


def _clean(name: str) -> str:
    """The name of a file in an archive without what does not count; empty for hidden files and those that systems add."""
    parts = [part for part in scalar(name).replace("\\", "/").split("/") if part not in ("", ".")]
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    return "" if hidden else "/".join(parts)


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The name in UTF-8 or, as Chinese Windows packs it, in GB18030, which the library takes for code page 437."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for codec in ("utf-8", "gb18030"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return info.filename


def _add_sidecar(file: BinaryIO, name: str, where: Where, contents: Contents, options: ReadOptions) -> None:
    prefix = name.removesuffix(PurePosixPath(name).name)
    contents.refused += sidecar.read(file, f"{where.source}/{name}", prefix, contents.known, options)


def _give_ids(names: list[str], where: Where, contents: Contents) -> None:
    """Gives each file that can be read its id: the archive's and the path in it, without the suffix where that is unambiguous."""
    readable: dict[str, str] = {}
    for name in names:
        named = kind_of(name)
        if named is not None and named.kind not in ARCHIVES:
            if not is_sidecar(PurePosixPath(name).name):
                readable[name] = name.removesuffix(named.suffix)
        else:
            contents.skipped[PurePosixPath(name).suffix.lower()] += 1
    counts = Counter(readable.values())
    contents.ids = {name: f"{where.file_id}/{short if counts[short] == 1 else name}" for name, short in readable.items()}
