"""Processes to whom the permissions of files and folders apply, also where the tests run as root."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

_DROP = 24  # PR_CAPBSET_DROP of prctl(2)
_PASS_BY_PERMISSIONS = (1, 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


def _drop() -> None:
    """Takes root's right to pass by permissions from the program that is started next; its files stay its own."""
    system = ctypes.CDLL(None, use_errno=True)
    for capability in _PASS_BY_PERMISSIONS:
        if system.prctl(_DROP, capability, 0, 0, 0):
            raise OSError(ctypes.get_errno(), "the capability cannot be dropped")


def started(command: list[str], **more: Any) -> subprocess.Popen[str]:
    """A process without root's right to pass by permissions."""
    root = os.geteuid() == 0
    if root and sys.platform != "linux":
        pytest.skip("root passes by permissions, and only Linux can take that from a process")
    before = _drop if root else None
    return subprocess.Popen(command, preexec_fn=before, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)  # noqa: PLW1509


def ended(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """As ``started``, waited for."""
    with started([str(part) for part in command]) as process:
        out, err = process.communicate(timeout=120)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)
