"""Inputs as a user names them: which files they mean, by which ids, with which metadata, in which order."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from pathlib import Path

import pytest

from extract.errors import UsageError
from extract.formats import ReadOptions, read_inputs
from extract.formats.kinds import is_sidecar, kind_of
from extract.model import RawArticle, Reject

TEXT = "2023年，云溪市完成工业投资86.4亿元。"


def put(root: Path, *names: str) -> None:
    """Files that each hold their own name as text."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        content = json.dumps({"text": name}) + "\n" if name.endswith(("jsonl", "json")) else f"<p>{name}</p>" if name.endswith("html") else name
        path.write_text(content, encoding="utf-8")


def ids(*inputs: str | Path, options: ReadOptions | None = None) -> list[str]:
    found = list(read_inputs([str(i) for i in inputs], options))
    assert all(isinstance(item, RawArticle) for item in found), found
    return [item.id for item in found if isinstance(item, RawArticle)]


def rejects(*inputs: str | Path) -> list[Reject]:
    return [item for item in read_inputs([str(i) for i in inputs]) if isinstance(item, Reject)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.txt", ("text", "", ".txt")), ("a.TXT.GZ", ("text", "gz", ".TXT.GZ")), ("a.b.jsonl.zst", ("jsonl", "zst", ".jsonl.zst")),
        ("a.htm", ("html", "", ".htm")), ("a.tsv", ("csv", "", ".tsv")), ("a.json", ("json", "", ".json")),
    ],
)  # fmt: skip
def test_kinds(name: str, expected: tuple[str, str, str]) -> None:
    named = kind_of(name)
    assert named is not None
    assert (named.kind, named.compression, named.suffix) == expected


@pytest.mark.parametrize("name", ["a", "a.gz", "a.pdf", ".txt", "a.txt.bz2", "a.gold", ""])
def test_unknown_kinds(name: str) -> None:
    assert kind_of(name) is None


def test_sidecar_names() -> None:
    assert [is_sidecar(n) for n in ("metadata.jsonl", "metadata-a.jsonl", "metadata.json", "mymetadata.jsonl", "metadata_a.jsonl")] == [
        True, True, False, False, False,
    ]  # fmt: skip


def test_a_folder_is_read_in_the_order_of_its_paths(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a.txt", "sub/c.txt", "sub/deep/d.html", "sub/a.md", "z.txt", ".hidden.txt", ".git/x.txt", "note.pdf", "b.gold")
    source = read_inputs([str(tmp_path)])
    assert [item.id for item in source] == ["a", "b", "sub/a", "sub/c", "sub/deep/d", "z"]
    assert source.skipped == {".pdf": 1}, "annotations beside articles are no input that is missed"


def test_ids_keep_the_suffix_where_two_would_be_the_same(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "a.html", "b.txt", "sub/a.txt", "a.txt.txt", "c.md")
    assert ids(tmp_path) == ["a.html", "a.txt", "a.txt.txt", "b", "c", "sub/a"]


def test_single_files_go_by_their_names(tmp_path: Path) -> None:
    put(tmp_path, "x/a.txt", "x/b.c.txt", "y/a.html")
    assert ids(tmp_path / "x/a.txt") == ["a"]
    assert ids(tmp_path / "x/b.c.txt", tmp_path / "x/a.txt") == ["b.c", "a"]
    assert ids(tmp_path / "x/a.txt", tmp_path / "y/a.html") == ["a.txt", "a.html"]


def test_a_pattern_means_what_it_matches(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a.txt", "a.html", "sub/c.txt", "note.pdf")
    assert ids(f"{tmp_path}/*.txt") == ["a", "b"]
    assert ids(f"{tmp_path}/**/*.txt") == ["a", "b", "sub/c"]
    assert ids(f"{tmp_path}/**") == ["a.html", "a.txt", "b", "sub/c"]
    assert ids(f"{tmp_path}/s*") == ["c"]
    assert ids(f"{tmp_path}/[ab].html") == ["a"]


def test_a_name_with_the_signs_of_a_pattern_is_a_name_if_it_exists(tmp_path: Path) -> None:
    put(tmp_path, "a[1].txt")
    assert ids(tmp_path / "a[1].txt") == ["a[1]"]


@pytest.mark.parametrize("missing", ["nothing.txt", "nothing/", "no*.txt", "empty", "pdfs", "nul\0.txt"])
def test_an_input_that_means_nothing_is_wrong_usage_before_anything_is_read(tmp_path: Path, missing: str) -> None:
    put(tmp_path, "a.txt", "pdfs/a.pdf")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError) as caught:
        read_inputs([str(tmp_path / "a.txt"), str(tmp_path / missing)])
    assert missing.rstrip("/") in str(caught.value)
    assert caught.value.mend


def test_no_input_and_standard_input_twice() -> None:
    with pytest.raises(UsageError, match="no input"):
        read_inputs([])
    with pytest.raises(UsageError, match="twice"):
        read_inputs(["-", "-"])


def test_a_named_file_of_unknown_kind_is_rejected_and_the_others_are_read(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b.pdf", "c")
    found = list(read_inputs([str(tmp_path / n) for n in ("b.pdf", "a.txt", "c")]))
    assert [getattr(item, "code", item.id) for item in found] == ["unknown-kind", "a", "unknown-kind"]


def test_the_output_of_a_run_is_no_input(tmp_path: Path) -> None:
    written = ("claims.jsonl", "documents/part-00000.jsonl", "results.csv")
    put(tmp_path, "a.txt", "claims.jsonl", *(f"out/{name}" for name in written), "out/more.txt", "out/.zh-extract/b.txt")
    manifest = {"program": "zh-extract", "outputs": {name: {} for name in written}}
    (tmp_path / "out/manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert ids(tmp_path) == ["a", f"claims#{hashlib.sha256(b'claims.jsonl').hexdigest()[:12]}", "out/more"]


def test_a_link_that_leads_nowhere_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "nothing")
    (found,) = rejects(tmp_path)
    assert (found.code, found.id, found.source) == ("unreadable", "a", str(tmp_path / "a.txt"))


def test_what_is_no_file_is_passed_over_in_folders(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "folder.txt/b.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert ids(tmp_path) == ["a", "folder.txt/b"]


def test_a_file_that_may_not_be_read_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.txt", "b.txt")
    opened = Path.open

    def forbidding(self: Path, *args: object) -> object:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return opened(self, *args)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", forbidding)
    first, second = read_inputs([str(tmp_path)])
    assert isinstance(first, Reject)
    assert (first.code, first.reason) == ("unreadable", "it cannot be read: Permission denied")
    assert isinstance(second, RawArticle)


def test_a_failure_of_a_reader_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.html", "b.txt")

    def failing(*_: object) -> None:
        raise ZeroDivisionError("odd\nfile")

    monkeypatch.setitem(__import__("extract.formats.inputs", fromlist=["x"]).READERS, "html", failing)
    first, second = read_inputs([str(tmp_path)])
    assert isinstance(first, Reject)
    assert first.code == "internal"
    assert "ZeroDivisionError at extract/formats/inputs.py" in first.reason
    assert "\n" not in first.reason
    assert isinstance(second, RawArticle)


@pytest.mark.skipif(os.name != "posix", reason="names of bytes")
def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    try:
        (Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))).write_text(TEXT, encoding="utf-8")
    except OSError:
        pytest.skip("the file system wants UTF-8")
    (found,) = read_inputs([str(tmp_path)])
    assert isinstance(found, RawArticle)
    assert found.id == "�"
    assert found.source == str(tmp_path / "�.txt")


# --- duplicates ----------------------------------------------------------------------------------


def test_the_second_document_of_an_id_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [{"id": "x", "text": "甲文"}, {"id": "x", "text": "乙文"}, {"id": "x", "text": "甲文"}, {"text": "丙文"}, {"text": "丙文"}]
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    found = list(read_inputs([str(path)]))
    first, other, same, fourth, fifth = found
    assert isinstance(first, RawArticle)
    assert isinstance(other, Reject)
    assert (other.code, other.id, other.source) == ("duplicate-id", "x", f"{path}:2")
    assert "another text" in other.reason
    assert isinstance(same, Reject)
    assert same.code == "duplicate-id"
    assert "repeats" in same.reason
    assert isinstance(fourth, RawArticle)
    assert isinstance(fifth, Reject)
    assert "repeats" in fifth.reason


def test_files_of_one_name_in_two_folders(tmp_path: Path) -> None:
    put(tmp_path, "x/a.txt", "y/a.txt")
    first, second = read_inputs([str(tmp_path / "x"), str(tmp_path / "y")])
    assert isinstance(first, RawArticle)
    assert isinstance(second, Reject)
    assert "folder above" in second.reason
    assert ids(tmp_path) == ["x/a", "y/a"]


# --- sidecars ------------------------------------------------------------------------------------


def sidecar(path: Path, *rows: object) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def metadata(*inputs: str | Path) -> dict[str, tuple[str | None, str | None, dt.date | None]]:
    found = [item for item in read_inputs([str(i) for i in inputs]) if isinstance(item, RawArticle)]
    return {item.id: (item.metadata.title, item.metadata.publisher, item.metadata.published) for item in found}


def test_a_sidecar_gives_metadata_and_is_no_article(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b.txt", "sub/a.txt")
    sidecar(
        tmp_path / "metadata.jsonl",
        {"id": "a", "title": "甲", "published": "2024年1月25日"},
        {"id": "c", "title": "无"},
        {"id": "sub/a", "title": "丙"},
    )
    sidecar(tmp_path / "metadata-2.jsonl", {"id": "a", "publisher": "云溪日报"}, {"id": "b", "title": "乙"})
    assert metadata(tmp_path) == {
        "a": ("甲", "云溪日报", dt.date(2024, 1, 25)), "b": ("乙", None, None), "sub/a": ("丙", None, None),
    }  # fmt: skip


def test_a_sidecar_in_a_folder_below_speaks_of_the_files_beside_it(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "sub/b.txt")
    sidecar(tmp_path / "sub/metadata.jsonl", {"id": "b", "title": "乙"}, {"id": "sub/b", "publisher": "云溪日报"})
    assert metadata(tmp_path) == {"a": (None, None, None), "sub/b": ("乙", "云溪日报", None)}


def test_a_sidecar_finds_files_whose_ids_keep_their_suffix(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "a.md")
    sidecar(tmp_path / "metadata.jsonl", {"id": "a", "publisher": "云溪日报"}, {"id": "a.md", "title": "乙"})
    assert metadata(tmp_path) == {"a.md": ("乙", None, None), "a.txt": (None, "云溪日报", None)}


def test_a_sidecar_knows_better_than_rows_and_pages(tmp_path: Path) -> None:
    sidecar(tmp_path / "rows.jsonl", {"id": "7", "text": TEXT, "title": "旧", "publisher": "晚报"})
    sidecar(tmp_path / "metadata.jsonl", {"id": 7, "title": "新"})
    assert metadata(tmp_path) == {"7": ("新", "晚报", None)}


def test_broken_lines_of_a_sidecar_are_rejected_before_the_articles(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    (tmp_path / "metadata.jsonl").write_text('{"title": "无"}\n{\n\n{"id": "a", "title": "甲"}\n', encoding="utf-8")
    first, second, third = read_inputs([str(tmp_path)])
    assert [(r.source, r.code) for r in (first, second) if isinstance(r, Reject)] == [
        (f"{tmp_path}/metadata.jsonl:1", "no-id"), (f"{tmp_path}/metadata.jsonl:2", "broken-json"),
    ]  # fmt: skip
    assert isinstance(third, RawArticle)
    assert third.metadata.title == "甲"


def test_a_sidecar_counts_for_a_file_beside_it_and_is_no_input_alone(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    sidecar(tmp_path / "metadata.jsonl", {"id": "a", "title": "甲"})
    assert metadata(tmp_path / "metadata.jsonl", tmp_path / "a.txt") == {"a": ("甲", None, None)}
    assert metadata(f"{tmp_path}/*") == {"a": ("甲", None, None)}
    assert metadata(tmp_path / "a.txt") == {"a": ("甲", None, None)}
    with pytest.raises(UsageError, match="metadata of other files"):
        read_inputs([str(tmp_path / "metadata.jsonl")])


# --- progress ------------------------------------------------------------------------------------


def test_the_position_grows_to_the_total(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b.txt", "c.html")
    sidecar(tmp_path / "d.jsonl", *({"text": f"{TEXT}{n}"} for n in range(3000)))
    source = read_inputs([str(tmp_path)])
    positions = [source.position for _ in source]
    assert positions == sorted(positions)
    assert source.total == sum(p.stat().st_size for p in tmp_path.iterdir())
    assert source.position == source.total
    assert len(set(positions)) > 4
