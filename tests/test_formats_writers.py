"""Output files: whole or not at all, one record a line."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from extract.formats.writers import AtomicFile, json_line


def test_records_are_lines_of_utf8(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    records = [{"text": "云溪\n市\r\u2028\u2029\x85\x1c", "n": 1.5}, {"text": None}]
    with AtomicFile(path) as file:
        for record in records:
            file.write(record)
    data = path.read_bytes()
    assert data.startswith('{"text":"云溪'.encode())
    assert [json.loads(line) for line in data.decode().splitlines()] == records
    assert (file.lines, file.sha256) == (2, hashlib.sha256(data).hexdigest())


def test_nan_is_not_written() -> None:
    with pytest.raises(ValueError):
        json_line({"x": float("nan")})


def test_a_file_takes_its_name_only_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("old\n", encoding="utf-8")
    with AtomicFile(path) as file:
        file.write_line("new")
        assert path.read_text(encoding="utf-8") == "old\n"
    assert path.read_text(encoding="utf-8") == "new\n"
    assert list(tmp_path.iterdir()) == [path]


def test_an_exception_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("old\n", encoding="utf-8")

    def interrupted() -> None:
        with AtomicFile(path) as file:
            file.write_line("new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert path.read_text(encoding="utf-8") == "old\n"
    assert list(tmp_path.iterdir()) == [path]
