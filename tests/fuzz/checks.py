"""What has to hold of any input: one check a step of the road from bytes to claims. Each raises where it does not hold."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from extract import Result, find_dates, find_places, find_quantities, normalize, pipeline
from extract.batch.work import Outcome, Settings, process
from extract.contract import Claim
from extract.formats import ReadOptions, read_inputs
from extract.model import Metadata, RawArticle
from extract.text.offsets import apply_edits

SCHEMAS = Path(__file__).parent.parent.parent / "schemas"
MAX_BYTES = 200_000
_AGAIN = 4  # one text in so many goes through the pipeline twice
KINDS = (
    "a.txt", "a.html", "a.jsonl", "a.json", "a.csv", "a.tsv", "a.parquet", "a.warc", "a.tar", "a.zip", "a.txt.gz", "a.jsonl.zst", "a.tgz",
    "metadata.jsonl",
)  # fmt: skip


@cache
def validator(name: str) -> Draft202012Validator:
    """The schema of the output contract for a ``claim`` or a ``document``."""
    return Draft202012Validator(json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8")))


def read(data: bytes, kind: str, folder: Path) -> list[Any]:
    """What reading makes of the bytes of a file of a kind."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / kind
    path.write_bytes(data)
    inputs = [str(path)]
    if kind == "metadata.jsonl":
        (folder / "a.txt").write_text("合肥市2023年常住人口985.3万人。", encoding="utf-8")
        inputs.append(str(folder / "a.txt"))
    return list(read_inputs(inputs, ReadOptions(max_bytes=MAX_BYTES)))


def reading(data: bytes, kind: str, folder: Path) -> None:
    """Bytes give articles and rejects, the same each time, none of them for a failure of ours, and texts that files can hold."""
    first = read(data, kind, folder)
    for item in first:
        if isinstance(item, RawArticle):
            assert len(item.text.encode("utf-8")) <= 4 * MAX_BYTES
            item.id.encode("utf-8")
        else:
            assert item.code != "internal", item.reason
            assert item.reason
            f"{item.source}{item.id}{item.reason}".encode()
    ids = [item.id for item in first if isinstance(item, RawArticle)]
    assert len(set(ids)) == len(ids), "two documents share an id"
    assert read(data, kind, folder) == first, "reading is not repeatable"


def normalization(text: str) -> None:
    """The normalized text is that of the recorded edits, and each of its characters stands for something of the raw text."""
    found = normalize(text)
    assert found.raw == text
    assert len(found.offsets) == len(found.text)
    spans = [found.to_raw((i, i + 1)) for i in range(len(found.text))]
    assert all(0 <= a < b <= len(text) for a, b in spans), "a character stands for nothing"
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(spans)), "the map is not monotone"
    replayed = text
    for step in found.steps:
        replayed = apply_edits(replayed, step.edits)
    assert replayed == found.text, "the edits do not give the text"
    for repair in found.repairs:
        assert 0 <= repair.span[0] <= repair.span[1] <= len(text)
    again = normalize(text)
    assert (again.text, again.repairs) == (found.text, found.repairs), "normalization is not repeatable"


def mentions(text: str) -> None:
    """Mentions quote the text, in its order; numbers are finite; a second time finds the same."""
    for find in (find_quantities, find_dates, find_places):
        found: list[Any] = list(find(text))  # type: ignore[operator]
        last = 0
        for mention in found:
            a, b = mention.span
            assert last <= a < b <= len(text), f"{find.__name__}: {mention.span} after {last}"
            assert text[a:b] == mention.text, f"{find.__name__}: {mention.text!r} is not at {mention.span}"
            last = a
            for name in ("number", "low", "high"):
                value = getattr(mention, name, None)
                assert value is None or abs(value) < float("inf"), f"{name} is {value}"
        assert list(find(text)) == found, f"{find.__name__} is not repeatable"  # type: ignore[operator]


def quotations(claim: Claim) -> Iterator[Any]:
    """All parts of a claim that quote the text."""
    source = claim.source
    for part in (claim.city, claim.metric, claim.value, claim.date, source.attribution, source.evidence, *source.evidences):
        if part is not None:
            yield part


def claims(result: Result, raw: str) -> None:
    """Claims quote the raw text, are valid by the schema, and have ids of their own."""
    everything = (*result.claims, *result.candidates)
    for claim in everything:
        for part in quotations(claim):
            assert (part.text is None) == (part.span is None)
            if part.span is not None:
                a, b = part.span
                assert 0 <= a < b <= len(raw)
                assert raw[a:b] == part.text, f"{part.text!r} is not at {part.span}"
        assert 0 <= claim.confidence <= 1
        validator("claim").validate(json.loads(claim.model_dump_json()))
    ids = [claim.id for claim in everything]
    assert len(set(ids)) == len(ids), "two claims share an id"
    validator("document").validate(json.loads(result.document.model_dump_json()))


def whole(text: str) -> None:
    """The whole pipeline over a text: claims hold what they promise, and a second time gives the same."""
    article = RawArticle("any", text.encode("utf-8", "replace").decode(), Metadata(title=text[:40] or None))
    result = pipeline.run(article)
    claims(result, article.text)
    if zlib.crc32(text.encode("utf-8", "replace")) % _AGAIN:
        return
    again = process(article, Settings(max_seconds=None))
    assert isinstance(again, Outcome), again
    assert [json.loads(line)["id"] for line in again.claims] == [claim.id for claim in result.claims]
    assert [json.loads(line)["confidence"] for line in again.claims] == [claim.confidence for claim in result.claims]


OF_TEXT: dict[str, Callable[[str], None]] = {"normalization": normalization, "mentions": mentions, "pipeline": whole}
"""The checks that take a text."""
TARGETS = ("reading", *OF_TEXT)
