"""The tools for agents, called by a client of the official SDK: over standard input and output, and in this process."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from jsonschema import Draft202012Validator
from runs import extracted
from servers import PROGRAM

pytest.importorskip("mcp")
from mcp import ClientSession, StdioServerParameters
from mcp.client import Client
from mcp.client.stdio import stdio_client

from extract.agents import running, tools
from extract.service.tasks import Settings

T = TypeVar("T")
TEXT = "2023年，合肥市地区生产总值为12673.8亿元，同比增长5.8%。"
TEXTS = {
    "bulletin": "2024年，合肥市地区生产总值为13507.7亿元。2024年，合肥市常住人口1000.2万人。",
    "daily": "2024年，合肥GDP超过1.3万亿元，而常住人口只有985万人。",
    "wuhu": "2023年，芜湖市常住人口为377.4万人。到2030年，芜湖市地区生产总值力争达到1万亿元。",
}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return extracted(tmp_path_factory.mktemp("run"), TEXTS)


def session(work: Callable[[ClientSession], Awaitable[T]], *args: str | Path) -> T:
    """What is done in a session with the command, started as an agent's program starts it."""

    async def inside() -> T:
        command = [*PROGRAM, "mcp", *map(str, args)]
        async with stdio_client(StdioServerParameters(command=command[0], args=command[1:])) as (read, write), ClientSession(read, write) as opened:
            await opened.initialize()
            return await work(opened)

    return asyncio.run(asyncio.wait_for(inside(), 90))


def called(run: Path | None, *calls: tuple[str, dict[str, Any]], settings: Settings | None = None) -> list[Any]:
    """Results of calls to a server in this process."""

    async def inside() -> list[Any]:
        server = running.make(settings or Settings(), [run] if run else [], 1)
        async with Client(server) as client:
            return [await client.call_tool(name, arguments) for name, arguments in calls]

    return asyncio.run(asyncio.wait_for(inside(), 90))


def told(result: Any) -> Any:
    assert not result.is_error, result.content
    return result.structured_content


def refused(result: Any) -> str:
    assert result.is_error
    (content,) = result.content
    assert "Traceback" not in content.text
    return str(content.text)


def test_a_session_over_standard_input_and_output(run: Path) -> None:
    async def work(opened: ClientSession) -> dict[str, Any]:
        listed = (await opened.list_tools()).tools
        found: dict[str, Any] = {"tools": listed}
        calls = {"extract": {"text": TEXT}, "normalize": {"text": "產(chǎn)業(yè)"}, "search_claims": {"metrics": ["GDP"]}, "list_contradictions": {}}
        for name, arguments in calls.items():
            found[name] = await opened.call_tool(name, arguments)
        id = found["search_claims"].structured_content["claims"][0]["id"]
        found["show_evidence"] = await opened.call_tool("show_evidence", {"claim": id})
        return found

    found = session(work, "--run", run)
    schemas = {tool.name: tool.output_schema for tool in found.pop("tools")}
    assert set(schemas) == {"extract", "normalize", "search_claims", "count_claims", "show_evidence", "list_contradictions"}
    for name, result in found.items():
        Draft202012Validator(schemas[name]).validate(told(result))
        assert json.loads(result.content[0].text) == told(result), "the text says the same, for programs that know no structured results"


def test_the_tools_tell_what_they_are_for(run: Path) -> None:
    async def inside() -> Any:
        async with Client(running.make(Settings(), [run], 1)) as client:
            return (await client.list_tools()).tools, client.instructions

    listed, about = asyncio.run(inside())
    assert "6 claims of 3 articles" in about
    for tool in listed:
        assert tool.description
        assert len(tool.description) > 100, tool.name
        assert tool.annotations.read_only_hint
        assert tool.input_schema["additionalProperties"] is False

        Draft202012Validator.check_schema(tool.input_schema)
        Draft202012Validator.check_schema(tool.output_schema)


def test_without_a_run_there_is_nothing_to_search() -> None:
    async def inside() -> set[str]:
        async with Client(running.make(Settings(), [], 1)) as client:
            return {tool.name for tool in (await client.list_tools()).tools}

    assert asyncio.run(inside()) == {"extract", "normalize"}


def test_extraction(run: Path) -> None:
    article = "去年，合肥市地区生产总值为12673.8亿元。"
    dated, doubtful, other, normal = called(
        None,
        ("extract", {"text": article, "published": "2024-03-01", "id": "x", "title": "合肥"}),
        ("extract", {"text": TEXT, "min_confidence": 1, "candidates": True}),
        ("extract", {"text": "Hefei's GDP grew by 5.8%."}),
        ("normalize", {"text": "產(chǎn)業(yè)規(guī)模"}),
    )
    (claim,) = told(dated)["claims"]
    assert (claim["place"], claim["metric_id"], claim["number"], claim["start"], claim["document"]) == (
        "合肥市",
        "gdp",
        1267380000000,
        "2023-01-01",
        "x",
    )
    assert claim["evidence"] == article
    assert told(doubtful)["claims"] == []
    assert len(told(doubtful)["candidates"]) == 2
    assert (told(other)["status"], told(other)["claims"]) == ("not_chinese", [])
    assert told(normal)["text"] == "产业规模"
    assert len(told(normal)["repairs"]) == 3


def test_long_answers_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "MOST_CLAIMS", 3)
    monkeypatch.setattr(tools, "_MOST_REPAIRS", 2)
    many, repaired = called(
        None,
        ("extract", {"text": "".join(f"{year}年，合肥市常住人口{year - 1200}.5万人。\n\n" for year in range(2015, 2023)), "candidates": True}),
        ("normalize", {"text": "產(chǎn)業(yè)規(guī)模"}),
    )
    assert len(told(many)["claims"]) == 3
    assert told(many)["left_out"] >= 5
    assert (len(told(repaired)["repairs"]), told(repaired)["left_out"]) == (2, 1)


def test_search_and_evidence(run: Path) -> None:
    facts, goals, ranked, first, counts = called(
        run,
        ("search_claims", {"places": ["合肥"], "statuses": ["actual"], "since": "2024", "until": "2024"}),
        ("search_claims", {"statuses": ["target"]}),
        ("search_claims", {"metrics": ["常住人口"], "sort": "-value"}),
        ("search_claims", {"limit": 2}),
        ("count_claims", {"of": "place"}),
    )
    assert told(facts)["total"] == 4
    assert [claim["place"] for claim in told(goals)["claims"]] == ["芜湖市"]
    assert [claim["number"] for claim in told(ranked)["claims"]] == [10002000, 9850000, 3774000]
    assert {count["value"]: count["claims"] for count in told(counts)["counts"]} == {"合肥市": 4, "芜湖市": 2}
    more, shown = called(
        run,
        ("search_claims", {"limit": 2, "cursor": told(first)["next"]}),
        ("show_evidence", {"claim": told(ranked)["claims"][1]["id"], "context": 5}),
    )
    assert not {c["id"] for c in told(first)["claims"]} & {c["id"] for c in told(more)["claims"]}
    (passage,) = told(shown)["passages"]
    start, end = passage["span"]
    assert TEXTS["daily"][start:end] == passage["text"]
    assert {mark["field"] for mark in passage["marks"]} == {"city", "metric", "value", "date"}


def test_contradictions(run: Path) -> None:
    found, tolerant, agreeing = called(
        run,
        ("list_contradictions", {"places": ["合肥"]}),
        ("list_contradictions", {"tolerance": 0.1}),
        ("list_contradictions", {"relation": "agreement", "metrics": ["GDP"]}),
    )
    (group,) = told(found)["groups"]
    assert (group["place"], group["metric_id"], group["relation"]) == ("合肥市", "resident-population", "contradiction")
    assert [value["value"] for value in group["values"]] == [["985万人"], ["1000.2万人"]]
    assert group["values"][0]["contradicts"] == [1]
    assert told(tolerant)["total"] == 0
    assert [group["metric_id"] for group in told(agreeing)["groups"]] == ["gdp"]


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("search_claims", {"city": "合肥"}, "no argument 'city'"),
        ("search_claims", {"limit": 1000}, "limit"),
        ("search_claims", {"kinds": ["sum"]}, "kinds"),
        ("search_claims", {"since": "soon"}, "YYYY-MM-DD"),
        ("search_claims", {"cursor": "abc"}, "cursor"),
        ("show_evidence", {"claim": "nothing"}, "there is no claim 'nothing'"),
        ("show_evidence", {}, "claim"),
        ("extract", {"text": " "}, "the text is empty"),
        ("extract", {"text": "字" * 200_001}, "200000"),
        ("extract", {"text": TEXT, "published": "soon"}, "which is no date"),
        ("nothing", {}, "nothing"),
    ],
)
def test_mistakes_are_told_so_that_they_can_be_mended(run: Path, name: str, arguments: dict[str, Any], words: str) -> None:
    (result,) = called(run, (name, arguments))
    assert words in refused(result)


def test_what_is_no_run(tmp_path: Path) -> None:
    import subprocess

    done = subprocess.run([*PROGRAM, "mcp", "--run", str(tmp_path)], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == 2
    (line,) = done.stderr.strip().splitlines()
    assert "manifest.json" in line


def test_a_failure_of_ours_is_told_without_its_inside(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from extract.service.tasks import Refused
    from extract.stored import Stored

    def failing(*_: object, **__: object) -> None:
        raise RuntimeError("secret of /root")

    async def refusing(*_: object) -> Refused:
        return Refused("internal", "our failure: TypeError at extract/x.py:1: secret")

    monkeypatch.setattr(Stored, "search", failing)
    monkeypatch.setattr(asyncio, "wrap_future", refusing)
    for result in called(run, ("search_claims", {}), ("normalize", {"text": "好"})):
        assert "secret" not in refused(result)


def test_a_text_that_takes_too_long_is_told() -> None:
    (told,) = called(None, ("extract", {"text": TEXT * 4000}), settings=Settings(max_seconds=0.5))
    assert told.is_error
    assert "longer than the limit of 0.5 seconds" in told.content[0].text
