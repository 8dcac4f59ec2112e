"""A run over texts that are hard on exports: characters beyond the first plane, line ends of two characters, script and formulas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from extract import batch
from extract.batch.past_tables import records_of
from extract.cli import main

ARTICLES: list[dict[str, str]] = [
    {
        "id": "bulletin 1/2", "title": '=HYPERLINK("http://evil.example","x")', "publisher": "合肥市统计局", "published": "2024-02-01",
        "url": "https://example.org/a?b=1&c=2",
        "text": "😀🎉𠮷野家\r\n2023年，合肥市地区生产总值为12673.8亿元，比上年增长5.8%。常住人口约985万人，居全省第1位。",
    },
    {
        "id": "b<script>", "title": "<script>alert(1)</script>", "publisher": "@SUM(1)", "published": "2025-02-01", "url": "javascript:alert(1)",
        "text": "<script>alert('芜湖')</script>\n据安徽省统计局发布，2024年，芜湖市GDP突破5000亿元，合肥市常住人口为1000.2万人。\n"
        "👨‍👩‍👧 到2027年，芜湖市新能源汽车产量力争达到100万辆。",
    },
    {
        "id": "c", "published": "2025-03-01",
        "text": "𝟙 2024年，合肥市地区生产总值达到13507.7亿元，蚌埠市地区生产总值2300亿元，安庆市地区生产总值3000亿元，"
        "芜湖市地区生产总值5120.5亿元。合肥市常住人口900万人。",
    },
    {"id": "empty", "text": "今天天气很好，适合出门走走，大家都去公园看花。"},
]  # fmt: skip


def extracted_run(folder: Path, **options: Any) -> Path:
    """The output folder of a run over ``ARTICLES``."""
    source = folder / "news.jsonl"
    source.write_text("".join(json.dumps(article, ensure_ascii=False) + "\n" for article in ARTICLES), encoding="utf-8")
    batch.run([str(source)], folder / "run", batch.BatchOptions(workers=1, **{"min_confidence": 0.1, **options}))
    return folder / "run"


def claims_of(run: Path) -> list[dict[str, Any]]:
    """The claims of the run."""
    return list(records_of(run, "claims"))


def texts_of(run: Path) -> dict[str, str]:
    """The raw texts by id."""
    return {document["id"]: document["text"] for document in records_of(run, "documents")}


def called(*args: str | Path) -> Any:
    """What a command says and how it ends."""
    from click.testing import CliRunner

    return CliRunner().invoke(main, [*map(str, args)], env={"COLUMNS": "140"})
