"""Files that lie behind an address (s3://bucket/key, gs://, hdfs://, file://), through pyarrow or else fsspec."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from extract.errors import UsageError
from extract.formats import arrow
from extract.formats.kinds import READABLE, is_sidecar, kind_of
from extract.formats.options import ReadOptions
from extract.formats.paths import InputFile, Plan, plan
from extract.model import Reject

_SIGN = "://"


def is_address(given: str) -> bool:
    """Whether an input or output is named by an address, and not by a path of this machine."""
    return _SIGN in given


def filesystem(address: str) -> tuple[Any, str]:
    """The pyarrow filesystem of an address, and the path in it.

    Raises:
        UsageError: no library here knows such addresses.
        MissingExtraError: pyarrow is not installed.
    """
    arrow.require(f"reading {address}")
    from pyarrow import fs

    try:
        return cast("tuple[Any, str]", fs.FileSystem.from_uri(address))
    except (ValueError, OSError) as error:
        try:
            import fsspec

            other, path = fsspec.core.url_to_fs(address)
        except (ImportError, ValueError) as none:
            kind = address.split(_SIGN, maxsplit=1)[0]
            mend = f"install the fsspec package for {kind}://, or copy the files"
            raise UsageError(f"addresses of this kind cannot be opened ({error})", where=address, mend=mend) from none
        return fs.PyFileSystem(fs.FSSpecHandler(other)), path


@dataclass(frozen=True, slots=True)
class RemotePath:
    """What takes a path's place in an ``InputFile``; it is opened where it is read, perhaps on another machine."""

    address: str

    def __str__(self) -> str:
        """The address."""
        return self.address

    def open(self, mode: str) -> BinaryIO:  # noqa: ARG002 - files are only read
        """The file, opened for reading at any place."""
        system, path = filesystem(self.address)
        return cast(BinaryIO, system.open_input_file(path))


def plan_anywhere(inputs: Sequence[str], options: ReadOptions) -> Plan:
    """The files that inputs mean, paths of this machine and addresses; an address is that of a file or of a folder.

    Raises:
        UsageError: an input does not exist or means no file that could be read.
    """
    entries: list[InputFile | Reject] = []
    skipped: Counter[str] = Counter()
    local = [given for given in inputs if not is_address(given)]
    if local or not inputs:
        here = plan(local, options)
        entries += here.entries
        skipped.update(here.skipped)
    for address in inputs:
        if is_address(address):
            entries += _behind(address, skipped)
    return Plan(tuple(entries), dict(sorted(skipped.items())))


def _behind(address: str, skipped: Counter[str]) -> list[InputFile]:
    from pyarrow import fs

    system, path = filesystem(address)
    try:
        about = system.get_file_info(path)
        found = [about] if about.type == fs.FileType.File else []
        if about.type == fs.FileType.Directory:
            every = system.get_file_info(fs.FileSelector(path, recursive=True))
            found = sorted((f for f in every if f.type == fs.FileType.File), key=lambda f: f.path)
    except OSError as error:
        raise UsageError(f"it cannot be listed ({error})", where=address, mend="check the address and the rights to it") from error
    entries = []
    root = about.path.rsplit("/", 1)[0] if about.type == fs.FileType.File else about.path
    for file in found:
        relative = file.path.removeprefix(root).lstrip("/")
        if any(part.startswith((".", "_")) for part in relative.split("/")) or is_sidecar(relative.rsplit("/", 1)[-1]):
            continue
        named = kind_of(relative)
        if named is None:
            skipped["." + relative.rpartition(".")[2] if "." in relative else ""] += 1
            continue
        whole = address if about.type == fs.FileType.File else f"{address.rstrip('/')}/{relative}"
        entries.append(InputFile(RemotePath(whole), relative, relative.removesuffix(named.suffix), named, file.size))  # type: ignore[arg-type]
    if not entries:
        raise UsageError("no file of a known kind is there", where=address, mend=f"kinds are {READABLE}")
    return entries
