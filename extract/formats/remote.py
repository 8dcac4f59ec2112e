"""Files that lie behind an address (s3://bucket/key, gs://, hdfs://, file://), through pyarrow or else fsspec."""

from __future__ import annotations

import io
import re
import string
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from glob import has_magic
from itertools import takewhile
from typing import Any, BinaryIO, cast
from urllib.parse import quote

from extract.errors import UsageError
from extract.formats import arrow

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_SECRET = re.compile(r"(?<=://)[^\s/:@]*:[^\s@]*@")  # user:password@, at whose / an address cannot even be taken apart
# What may stand in an address as it is, the signs of encoding and of options included; # is a sign like others in the names of files.
_PLAIN = string.ascii_letters + string.digits + "-._~:/?@!$&'()*+,;=%"
_BUFFER = 4_000_000  # bytes that one request asks for where a file is read on and on
_LONGEST = 160
_PATIENCE = 60  # seconds for which a request to Google's storage is tried again; its library's own measure is a quarter of an hour
_CREDENTIALS = (
    "give credentials where the storage's own programs take them (for s3://: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or ~/.aws; "
    "for gs://: GOOGLE_APPLICATION_CREDENTIALS, and gs://anonymous@BUCKET for what is public)"
)
_NETWORK = (
    "check the address and the network; S3 storage other than Amazon's needs AWS_ENDPOINT_URL, or ?endpoint_override=HOST:PORT behind the address"
)
# Lists of what is in a bucket fail as "not found" in Google's storage only where there is no bucket.
_NO_BUCKET = r"NO_SUCH_BUCKET|NoSuchBucket|Bucket '[^']*' not found|bucket does not exist|NOT_FOUND.*ListObjects"
_KNOWN_ERRORS = (  # what libraries say, what it means, how to mend it
    (_NO_BUCKET, "there is no such bucket", "check the address"),
    (
        r"ACCESS_DENIED|ACCESS_KEY|SIGNATURE_DOES_NOT_MATCH|HTTP \w+ 40[13]|[Cc]redential|PermissionError|Forbidden|OAuth2 access token",
        "access is denied",
        _CREDENTIALS,
    ),
    (r"NETWORK_CONNECTION|REQUEST_TIMEOUT|resolve host|onnect|CURL error", "the storage cannot be reached", _NETWORK),
)


def is_address(given: str) -> bool:
    """Whether an input or output is named by an address, and not by a path of this machine."""
    return _ADDRESS.match(given) is not None


def shown(text: str) -> str:
    """An address, or a text with one, as messages, records and the manifest may hold it: without a password."""
    return _SECRET.sub("***@", text)


def refused(address: str, error: Exception) -> UsageError:
    """What storage or its library says, as one line for users."""
    said = " ".join(str(error).split("\n", 1)[0].split())
    what, mend = next(
        ((what, mend) for pattern, what, mend in _KNOWN_ERRORS if re.search(pattern, f"{type(error).__name__} {said}")),
        ("it cannot be used", "check the address and the rights to it"),
    )
    reason = re.sub(r" ?\(Request ID: [^)]*\)", "", said)
    return UsageError(f"{what} ({shown(reason)[:_LONGEST]})", where=shown(address), mend=mend)


def failures() -> tuple[type[Exception], ...]:
    """What pyarrow raises where storage refuses; what Google's library has no name for is of neither of Python's kinds."""
    from pyarrow import ArrowException

    return OSError, ValueError, ArrowException


@lru_cache(16)  # making one may ask the network, for the region of a bucket or for credentials
def filesystem(address: str) -> tuple[Any, str]:
    """The pyarrow filesystem of an address, and the path in it.

    Raises:
        UsageError: no library here knows such addresses, or the storage refuses.
        MissingExtraError: pyarrow is not installed.
    """
    arrow.require(f"reading {shown(address)}")
    from pyarrow import fs

    try:
        return cast("tuple[Any, str]", fs.FileSystem.from_uri(_encoded(_bounded(address))))
    except (OSError, ValueError, NotImplementedError) as error:
        if isinstance(error, OSError) or "Unrecognized" not in str(error):
            raise refused(address, error) from error
    kind = address.split("://", maxsplit=1)[0]
    try:
        import fsspec

        other, path = fsspec.core.url_to_fs(address)
    except ImportError as error:  # fsspec's own, or that of the package for this kind, which fsspec names
        package = "" if error.name == "fsspec" else f" ({shown(str(error))})"
        mend = f"install the fsspec package for {kind}://{package}, or copy the files"
        raise UsageError("addresses of this kind need a package that is not installed", where=shown(address), mend=mend) from error
    except ValueError as error:
        mend = "s3://, gs://, abfs://, hdfs://, file:// and those of fsspec's packages are known"
        raise UsageError(f"addresses of this kind cannot be opened ({shown(str(error))})", where=shown(address), mend=mend) from error
    return fs.PyFileSystem(fs.FSSpecHandler(other)), path


def _bounded(address: str) -> str:
    """An address with a limit of time, where its library would go on trying for so long that a run seems to hang."""
    if not address.startswith(("gs://", "gcs://")) or "retry_limit_seconds=" in address:
        return address
    return f"{address}{'&' if '?' in address else '?'}retry_limit_seconds={_PATIENCE}"


def require_bucket(address: str, system: Any, path: str) -> None:
    """Makes sure that the bucket of an address to write to is there; pyarrow makes one in Google's storage, wherever and at whoever's cost.

    Raises:
        UsageError: there is no such bucket.
        Exception: one of ``failures``; the storage refuses.
    """
    from pyarrow import fs

    bucket = path.split("/", 1)[0]
    # It is asked about only where there is nothing yet, for the right to do so is not among those that reading and writing files take.
    if system.type_name == "gcs" and all(system.get_file_info(p).type == fs.FileType.NotFound for p in (path, bucket)):
        raise UsageError("there is no such bucket", where=shown(address), mend="check the address")


def _encoded(address: str) -> str:
    """An address as libraries take it: what is not encoded is."""
    return quote(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", address), safe=_PLAIN)


@dataclass(frozen=True, slots=True)
class RemotePath:
    """What takes a path's place in an ``InputFile``; it is opened where it is read, perhaps on another machine.

    Attributes:
        root: the address that was given, which tells the storage.
        path: the file's path there, with any characters.
        name: how messages and records call it.
        size: its bytes.
    """

    root: str
    path: str
    name: str
    size: int

    def __str__(self) -> str:
        """Its address, without a password."""
        return self.name

    def open(self, mode: str) -> BinaryIO:  # noqa: ARG002 - files are only read
        """The file, opened for reading at any place.

        Raises:
            OSError: it cannot be read.
        """
        try:
            system, _ = filesystem(self.root)
        except UsageError as error:
            raise OSError(error.what) from error
        try:
            return RemoteFile(system.open_input_file(self.path), _BUFFER)
        except failures() as error:
            raise OSError(refused(self.name, error).what) from error


class RemoteFile(io.BufferedReader):
    """A remote file; ``length`` is the number of its bytes."""

    def __init__(self, raw: Any, size: int) -> None:
        super().__init__(raw, size)
        self.length: int = raw.size()


@dataclass(frozen=True, slots=True)
class Listed:
    """A file behind an address.

    Attributes:
        path: where it is.
        relative: its path below the folder that was given, or below the part of a pattern without signs; for one file, its name.
        given: whether the address is that of this file.
    """

    path: RemotePath
    relative: str
    given: bool

    @property
    def name(self) -> str:
        """Its name in its folder."""
        return self.relative.rpartition("/")[2]

    @property
    def folder(self) -> str:
        """What ``relative`` has before the name, with the sign at its end."""
        return self.relative.removesuffix(self.name)


def listed(address: str) -> list[Listed]:
    """The files that an address means, in the order of their paths: one file, all below a folder, or what matches a pattern (``*``, ``**``).

    Raises:
        UsageError: the storage refuses, or nothing is there.
        MissingExtraError: pyarrow is not installed.
    """
    system, path = filesystem(address)
    from pyarrow import fs

    try:
        about = system.get_file_info(path)
        if about.type == fs.FileType.File:
            return [_listed(address, path, about, path.rpartition("/")[0])]
        if about.type == fs.FileType.Directory:
            return [_listed(address, path, file, path) for file in _files(system, path)]
        root, pattern = _split(path)
        found = [f for f in _files(system, root) if _matches(_parts(f.path, root), pattern)]
    except failures() as error:
        if not _nothing_there(error):
            raise refused(address, error) from error
        found, pattern = [], []
    if not found:
        what = "the pattern matches nothing" if pattern else "there is no such file or folder"
        raise UsageError(what, where=shown(address), mend="check the address")
    return [_listed(address, path, file, root) for file in found]


def _nothing_there(error: Exception) -> bool:
    """Whether an error means that a file or folder is missing, and not a bucket; for folders of Google's storage only its words tell."""
    said = str(error)
    return re.search(_NO_BUCKET, said) is None and (isinstance(error, FileNotFoundError) or "No such file or directory" in said)


def _files(system: Any, folder: str) -> list[Any]:
    """All files below a folder but hidden ones, in the order of their paths."""
    from pyarrow import fs

    every = system.get_file_info(fs.FileSelector(folder, recursive=True))
    files = [f for f in every if f.type == fs.FileType.File and not any(part.startswith(".") for part in _parts(f.path, folder))]
    return sorted(files, key=lambda f: f.path.split("/"))


def _listed(address: str, given: str, file: Any, root: str) -> Listed:
    relative = "/".join(_parts(file.path, root))
    before = shown(address).split("?", 1)[0].rstrip("/")
    if file.path != given:
        before = f"{before.removesuffix(given.removeprefix(root)).rstrip('/')}/{relative}"
    return Listed(RemotePath(address, file.path, before, file.size or 0), relative, given=file.path == given)


def _parts(path: str, folder: str) -> list[str]:
    return path.removeprefix(folder.rstrip("/")).strip("/").split("/")


def _split(path: str) -> tuple[str, list[str]]:
    """A pattern's folder without signs, and the parts behind it, none if there are no signs."""
    parts = path.split("/")
    fixed = list(takewhile(lambda part: not has_magic(part), parts))
    return "/".join(fixed), parts[len(fixed) :]


def _matches(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    """Whether a path, given by its parts, is what a pattern's parts mean; ``**`` is any folders, none too."""
    if not pattern:
        return not parts
    if pattern[0] == "**":
        return _matches(parts, pattern[1:]) or (bool(parts) and _matches(parts[1:], pattern))
    return bool(parts) and fnmatchcase(parts[0], pattern[0]) and _matches(parts[1:], pattern[1:])
