"""Which files the given inputs mean, and by which id each goes."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import Path, PurePosixPath

from extract.errors import MissingExtraError, UsageError
from extract.formats import parquet, sidecar, warc
from extract.formats.kinds import READABLE, Kind, Named, is_sidecar, kind_of
from extract.formats.manifests import MANIFEST, outputs_in, outputs_told
from extract.formats.options import ReadOptions
from extract.formats.remote import RemotePath, is_address, listed
from extract.formats.rows import scalar
from extract.model import Metadata, Reject

STDIN = "-"

_ANNOTATIONS = ".gold"  # what ``zh-extract eval`` reads beside articles: no input, and none that is missed


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file to read.

    Attributes:
        path: where it lies, on this machine or behind an address; None for standard input.
        relative: its path below the given folder, or its name; for messages and metadata.
        id: the document_id of what it holds, or the beginning of it for rows.
        named: kind and compression; None for standard input.
        size: its bytes on disk, 0 where unknown.
        known: metadata from sidecars, by document id.
    """

    path: Path | RemotePath | None
    relative: str
    id: str
    named: Named | None
    size: int = 0
    known: Mapping[str, Metadata] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """How messages and records call it."""
        return "standard input" if self.path is None else scalar(str(self.path))

    def metadata_of(self, document_id: str) -> Metadata | None:
        """What sidecars say about a document of this file; one that is the whole file also goes by the file's name."""
        names = [document_id]
        if document_id == self.id and self.named is not None:
            names += [self.relative.removesuffix(self.named.suffix), self.relative]
        return next((self.known[name] for name in names if name in self.known), None)


@dataclass(frozen=True, slots=True)
class Plan:
    """All that the inputs mean, in the order in which it is read.

    Attributes:
        entries: the files, and what was refused without opening.
        skipped: the number of files in folders whose suffix is not known, by suffix.
    """

    entries: tuple[InputFile | Reject, ...]
    skipped: Mapping[str, int]

    @property
    def size(self) -> int:
        """Bytes on disk of all files."""
        return sum(e.size for e in self.entries if isinstance(e, InputFile))


def plan(inputs: Sequence[str], options: ReadOptions) -> Plan:
    """The files that ``inputs`` mean: paths, folders, patterns, addresses of these (``s3://bucket/folder``), and ``-``.

    Raises:
        UsageError: an input does not exist or means no file that could be read.
        MissingExtraError: all files, or an address, need a library that is not installed.
    """
    if not inputs:
        raise UsageError("no input is given", mend="name files, folders or - for standard input")
    planner = _Planner(options, alone=len(inputs) == 1)
    for given in inputs:
        planner.add(given)
    entries = tuple(_distinct([*planner.refused, *planner.entries]))
    return Plan(_readable(entries), dict(sorted(planner.skipped.items())))


_LIBRARIES: Mapping[Kind, Callable[[], None]] = {"parquet": parquet.require, "warc": warc.require}


def _readable(entries: tuple[InputFile | Reject, ...]) -> tuple[InputFile | Reject, ...]:
    """The entries; files whose library is missing are refused among others, and alone an error."""
    missing: dict[Kind, MissingExtraError] = {}
    kinds = {e.named.kind for e in entries if isinstance(e, InputFile) and e.named is not None}
    for kind in kinds & _LIBRARIES.keys():
        try:
            _LIBRARIES[kind]()
        except MissingExtraError as error:
            missing[kind] = error

    def lacking(entry: InputFile | Reject) -> MissingExtraError | None:
        return missing.get(entry.named.kind) if isinstance(entry, InputFile) and entry.named is not None else None

    lacks = [lacking(e) for e in entries]
    if missing and all(lacks):
        raise next(error for error in lacks if error)
    return tuple(Reject(e.source, None, "missing-library", str(error)) if error else e for e, error in zip(entries, lacks, strict=True))


class _Planner:
    """Gathers the files of the inputs, one input after the other."""

    def __init__(self, options: ReadOptions, *, alone: bool) -> None:
        self.entries: list[InputFile | Reject] = []
        self.refused: list[Reject] = []  # lines of sidecars
        self.skipped: Counter[str] = Counter()
        self._options = options
        self._alone = alone
        self._known: dict[Path, dict[str, Metadata]] = {}  # by the folder below which files are named; sidecars fill it
        self._read: set[tuple[Path, Path]] = set()  # sidecars, with the folder below which their files are named

    def add(self, given: str) -> None:
        """Adds the files of one input."""
        before, skipped = len(self.entries), self.skipped.total()
        sidecars = 0
        if given == STDIN:
            self._add_stdin()
        elif is_address(given):
            sidecars = self._add_behind(given)
        elif os.path.lexists(given):
            sidecars = self._add_named(Path(given))
        elif glob.has_magic(given):
            sidecars = self._add_matches(given)
        else:
            raise UsageError("no such file or folder", where=given, mend="check the path")
        if len(self.entries) > before or (sidecars and not self._alone):
            return
        if sidecars:
            raise UsageError("this is metadata of other files", where=given, mend="give the folder that it lies in, or the files with it")
        others = f" among {self.skipped.total() - skipped} files" if self.skipped.total() > skipped else ""
        raise UsageError(f"no file of a known kind is there{others}", where=given, mend=f"kinds are {READABLE}")

    def _add_stdin(self) -> None:
        if any(isinstance(e, InputFile) and e.path is None for e in self.entries):
            raise UsageError("standard input is given twice", where=STDIN, mend="give - once")
        self.entries.append(InputFile(None, "stdin", "stdin", None))

    def _add_named(self, path: Path) -> int:
        if path.is_dir():
            self._add_folder(path)
        elif is_sidecar(path.name):
            self._add_sidecar(path, path.parent)
            return 1
        elif not self._add_with_metadata(path, path.parent):
            self.entries.append(_unknown_kind(scalar(str(path))))
        return 0

    def _add_matches(self, pattern: str) -> int:
        """Adds what a pattern matches, named below its part without signs; returns how many sidecars are among it."""
        found = sorted(map(Path, glob.glob(pattern, recursive=True)))
        if not found:
            raise UsageError("the pattern matches nothing", where=pattern, mend="check the pattern; ** stands for any folders")
        fixed = takewhile(lambda part: not glob.has_magic(part), Path(pattern).parent.parts)
        root = Path(*fixed)
        sidecars = [path for path in found if is_sidecar(path.name)]
        for path in sidecars:
            self._add_sidecar(path, root)
        for path in found:
            if os.path.isdir(path):
                if "**" not in pattern:  # which matches what is in the folder too
                    self._add_folder(path)
            elif not is_sidecar(path.name) and not self._add_with_metadata(path, root):
                self.skipped[path.suffix.lower()] += 1
        return len(sidecars)

    def _add_behind(self, address: str) -> int:
        """Adds what lies behind an address, with what sidecars among it say; returns how many of these there are."""
        every = listed(address)
        passed = {file.folder + name for file in every if file.name == MANIFEST for name in outputs_told(file.path)}
        found = [file for file in every if file.relative not in passed]
        known: dict[str, Metadata] = {}
        sidecars = [file for file in found if is_sidecar(file.name)]
        for file in sidecars:
            self.refused += sidecar.load(file.path, file.folder, known, self._options)
        for file in found:
            named = kind_of(file.relative)
            if named is not None and not is_sidecar(file.name):
                self.entries.append(InputFile(file.path, file.relative, file.relative.removesuffix(named.suffix), named, file.path.size, known))
            elif file.given and not is_sidecar(file.name):
                self.entries.append(_unknown_kind(str(file.path)))
            elif named is None:
                self.skipped[PurePosixPath(file.relative).suffix.lower()] += 1
        return len(sidecars)

    def _add_with_metadata(self, path: Path, root: Path) -> bool:
        """Adds a file and what sidecars beside it say; False if its kind is not known."""
        for beside in _sidecars_in(path.parent):
            self._add_sidecar(beside, root)
        return self._add_file(path, root)

    def _add_folder(self, root: Path) -> None:
        """Adds the files of a folder and those below it in the order of their paths; hidden ones and outputs of runs are left out."""
        found: list[Path] = []
        for top, folders, files in os.walk(root, onerror=self._refuse_folder):
            here = Path(top)
            passed = outputs_in(here) if MANIFEST in files else frozenset()
            parts = {name.split("/")[0] for name in passed if "/" in name}
            folders[:] = [f for f in folders if not f.startswith(".") and f not in parts]
            found += [here / f for f in files if not f.startswith(".") and f not in passed]
        for path in sorted(found):
            if is_sidecar(path.name):
                self._add_sidecar(path, root)
            elif not self._add_file(path, root) and path.suffix.lower() != _ANNOTATIONS:
                self.skipped[path.suffix.lower()] += 1

    def _refuse_folder(self, error: OSError) -> None:
        self.entries.append(Reject(scalar(str(error.filename)), None, "unreadable", f"the folder cannot be read: {error.strerror}"))

    def _add_file(self, path: Path, root: Path) -> bool:
        """Adds a file; False if its kind is not known."""
        named = kind_of(path.name)
        if named is None:
            return False
        if _worth_opening(path):
            relative = scalar(path.relative_to(root).as_posix())
            known = self._known.setdefault(root, {})
            self.entries.append(InputFile(path, relative, relative.removesuffix(named.suffix), named, _bytes(path), known))
        return True

    def _add_sidecar(self, path: Path, root: Path) -> None:
        if (path, root) in self._read:
            return
        self._read.add((path, root))
        prefix = scalar(path.relative_to(root).as_posix()).removesuffix(scalar(path.name))
        self.refused += sidecar.load(path, prefix, self._known.setdefault(root, {}), self._options)


def _unknown_kind(source: str) -> Reject:
    return Reject(source, None, "unknown-kind", f"files of this kind are not read; kinds are {READABLE}")


def _worth_opening(path: Path) -> bool:
    """Whether a path is no device or pipe. A link that leads nowhere, and what may not be looked at, is refused when it is opened."""
    return os.path.isfile(path) or os.path.islink(path) or not os.path.lexists(path)


def _sidecars_in(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if is_sidecar(path.name))
    except OSError:  # it may not be listed, and its files may still be read
        return []


def _bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _distinct(entries: Iterable[InputFile | Reject]) -> Iterator[InputFile | Reject]:
    """The entries, with the suffix kept in the ids that two would share without it."""
    files = [e for e in entries if isinstance(e, InputFile)]
    full: set[int] = set()
    while True:
        ids = [f.relative if i in full else f.id for i, f in enumerate(files)]
        counts = Counter(ids)
        more = {i for i, id in enumerate(ids) if counts[id] > 1} - full
        if not more:
            break
        full |= more
    renamed = iter(replace(f, id=id) for f, id in zip(files, ids, strict=True))
    return (next(renamed) if isinstance(e, InputFile) else e for e in entries)
