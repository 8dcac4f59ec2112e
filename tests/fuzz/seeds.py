"""Where fuzzing begins: articles of corpus/ as they are and damaged in every way, in every kind of file; and a dictionary of words that matter."""

from __future__ import annotations

import gzip
import io
import json
import random
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import zstandard
from fuzz.checks import KINDS

from extract.data import read_table, read_words
from extract.evaluate.damage import KINDS as DAMAGES
from extract.evaluate.damage import Damage
from extract.formats.encodings import decode

CORPUS = Path(__file__).parent.parent.parent / "corpus"
DAMAGE: tuple[Damage, ...] = tuple(damage for _, kinds in DAMAGES.values() for damage in kinds.values())
_PIECE = 240  # characters of an article in one seed: short inputs are tried often
_PIECES = 2

SIGNS = (
    "\ufeff", "\u200b", "\u202e", "\u2066", "\u00ad", "\ufffd", "\ue000", "\U000f0000", "\u0378", "\u0301", "\u20dd", "\ufe0f", "\U0001f600",
    "&#", "&amp;", "&#x6210;", "%u6210", "\\u6210", "%E6%88%90", "&nbsp;", "<br>", "![](", "](http", "锟斤拷", "烫烫烫", "Ã", "æˆ", "£¬",
    "（", "）", "《", "》", "“", "”", "【", "】", "[", "]", "。", "，", "；", "、", "：", "……", "——", "\r\n", "\n\n", "\u3000", "\t", "|", "---",
    "1", "０", "〇", "零", "十", "百", "千", "万", "亿", "兆", "廿", "半", "多", "余", "%", "％", "‰", "½", "²", "①", "-", "~", "至", "分之", "倍", "成",
    "1,234.5", "1.2.3", "1e9", "1:10", "2024", "年", "月", "日", "季度", "上半年", "同比", "环比", "去年", "今年", "民国", "十四五", "闰", "增长", "下降",
    "其中", "分别", "该市", "全国", "据", "表示", "达", "约", "超过", "以上", "不到", "亿元", "万人", "个百分点", "第一", "排名", "(zhǎng)", "（guī）",
)  # fmt: skip
"""Characters and words that rules and fixers ask for."""
MARKUP = (
    b"<html>", b"<table><tr><td>", b"<meta charset=big5>", b"<!--", b"]]>", b"<![CDATA[", b"<?xml", b'{"text":"', b'"id":', b"\\ud800", b"\\u0000",
    b"[[[[", b"null", b"1e999", b"-0", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"PAR1", b"PK\x03\x04",
    b"WARC/1.0\r\n", b"Content-Length: ", b"\xa3\xac", b"\xb3\xc9\xb6\xbc", b"\xa6\xa8\xb3\xa3", b"\x80", b"\0", b'"', b"text\r\n", b"text\tid\r\n",
)  # fmt: skip
"""Bytes that readers ask for."""


def texts() -> Iterator[str]:
    """Pieces of the articles of corpus/, as they are and each with three kinds of damage."""
    for path in sorted(CORPUS.glob("*.txt")):
        text = decode(path.read_bytes()).text
        chosen = random.Random(path.name)
        for _ in range(_PIECES):
            start = chosen.randrange(max(1, len(text) - _PIECE))
            piece = text[start : start + _PIECE]
            yield piece
            for damage in chosen.sample(DAMAGE, 3):
                broken = damage(piece)
                if broken is not None:
                    yield broken[: 2 * _PIECE]


def packed(kind: str, text: str) -> bytes:
    """A file of a kind that holds the text."""
    row = json.dumps({"id": "a", "title": text[:9], "published": "2024-05-01", "text": text}, ensure_ascii=False)
    plain = text.encode("utf-8", "replace")
    if kind.endswith(".html"):
        return f"<html><head><title>{text[:9]}</title></head><body><article><p>{text}</p></article></body></html>".encode("utf-8", "replace")
    if "jsonl" in kind:
        data = (row + "\n" + row.replace('"a"', '"b"') + "\n").encode("utf-8", "replace")
        return zstandard.compress(data) if kind.endswith(".zst") else data
    if kind.endswith(".json"):
        return f"[{row}]".encode("utf-8", "replace")
    if kind.endswith((".csv", ".tsv")):
        mark = "," if kind.endswith(".csv") else "\t"
        quoted = text.replace('"', '""')
        return f'id{mark}text\na{mark}"{quoted}"\n'.encode("utf-8", "replace")
    if kind.endswith(".parquet"):
        import pyarrow as pa
        import pyarrow.parquet as pq

        sink = io.BytesIO()
        pq.write_table(pa.table({"id": ["a"], "text": [text.encode("utf-8", "replace").decode()]}), sink)
        return sink.getvalue()
    if kind.endswith((".tar", ".tgz", ".zip")):
        return _archive(kind, plain)
    if kind.endswith(".warc"):
        head = (
            f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://a.example/\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Length: {len(plain)}"
        )
        return head.encode() + b"\r\n\r\n" + plain + b"\r\n\r\n"
    return gzip.compress(plain) if kind.endswith(".gz") else plain


def _archive(kind: str, data: bytes) -> bytes:
    sink = io.BytesIO()
    if kind.endswith(".zip"):
        with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("b.txt", data)
    else:
        with tarfile.open(fileobj=sink, mode="w:gz" if kind.endswith(".tgz") else "w") as archive:
            info = tarfile.TarInfo("b.txt")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return sink.getvalue()


def files() -> Iterator[bytes]:
    """Inputs of the target ``reading``: a byte that chooses the kind of file, and the file."""
    for number, text in enumerate(texts()):
        kind = number % len(KINDS)
        yield bytes((kind,)) + packed(KINDS[kind], text)


def of(target: str) -> Iterator[bytes]:
    """The seeds of a target."""
    if target == "reading":
        yield from files()
    else:
        yield from (text.encode("utf-8", "replace") for text in texts())


def dictionary() -> list[bytes]:
    """Words that mutations put in: signs, words of the lexicons, units, and the bytes of formats."""
    words = [*SIGNS]
    for name in ("report_verbs", "light_verbs", "numeral_words", "fixed_numerals"):
        words += read_words(name)[:40]
    for table in ("units.tsv", "lexicons/bounds.tsv", "lexicons/change.tsv", "lexicons/relative_years.tsv", "lexicons/relative_days.tsv"):
        words += [next(iter(row.values())) for row in read_table(table)[:60]]
    return [*(word.encode("utf-8") for word in dict.fromkeys(words) if word), *MARKUP]
