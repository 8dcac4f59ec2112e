"""One run at a time in an output folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extract.errors import UsageError

NAME = ".zh-extract.lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds the lock of a folder.

    The operating system drops the lock with the process that holds it, however that ends: a file that a killed run left
    behind locks nothing.

    Raises:
        UsageError: another run holds it, or the folder cannot be written to.
    """
    path = folder / NAME
    while True:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise UsageError(f"cannot write there ({error.strerror})", where=str(folder), mend="choose another output folder") from error
        if not _try_lock(handle):
            pid = os.read(handle, 20).decode("ascii", "replace").strip() or "unknown"
            os.close(handle)
            raise UsageError(f"another run is writing there (process {pid})", where=str(folder), mend="wait for it or choose another output folder")
        if _is(handle, path):
            break
        os.close(handle)  # the run before removed the file between the two calls
    try:
        os.truncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(handle)


def _is(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _try_lock(handle: int) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows
        return _try_lock_on_windows(handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _try_lock_on_windows(handle: int) -> bool:
    import msvcrt

    try:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except OSError:
        return False
    return True
