"""The server of tools, over standard input and output."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult, InputRequiredResult, Tool

from extract.agents import tools
from extract.service.life import in_use
from extract.service.pool import Pool
from extract.service.tasks import Settings
from extract.stored import Stored
from extract.version import __version__

_ABOUT = (
    "Figures stated in Chinese articles, as claims: a place had, has or will have a value of a metric in a period, according to a source. "
    "Every claim quotes the words that it rests on. Numbers are in base units (1.2亿元 is 120000000 CNY). "
    "Only claims of the status actual are facts; confidence is calibrated."
)


class _Strict(MCPServer[Any]):
    """A server that refuses arguments that a tool does not have: a filter of a wrong name would let everything through."""

    async def list_tools(self) -> list[Tool]:
        """The tools, whose schemas say so."""
        found = await super().list_tools()
        return [tool.model_copy(update={"input_schema": {**tool.input_schema, "additionalProperties": False}}) for tool in found]

    async def call_tool(self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None) -> CallToolResult | InputRequiredResult:
        """Calls a tool.

        Raises:
            ToolError: it is not there, or has no such argument.
        """
        tool = next((tool for tool in await super().list_tools() if tool.name == name), None)
        if tool is not None:
            known = tool.input_schema.get("properties", {})
            for argument in arguments:
                if argument not in known:
                    raise ToolError(f"{name} has no argument {argument[:60]!r}; it has {', '.join(known)}")
        return await super().call_tool(name, arguments, context)


def make(settings: Settings, runs: Sequence[Path], workers: int) -> MCPServer[Any]:
    """The server: tools for texts, and for the claims of the runs if there are any.

    Raises:
        UsageError: one of the runs is none.
    """
    pool = Pool(workers, settings)
    stored = Stored(runs, max_seconds=settings.max_seconds) if runs else None

    @asynccontextmanager
    async def lifespan(_: MCPServer[Any]) -> AsyncIterator[None]:
        with in_use(pool, stored):
            yield

    about = _ABOUT
    if stored is not None:
        held = stored.holdings()
        about += f" Served here are {held.claims} claims of {held.documents} articles; search_claims finds them."
    server: MCPServer[Any] = _Strict(
        "zh-extract", title="zh-extract", instructions=about, version=__version__, lifespan=lifespan, log_level="WARNING"
    )
    tools.add_texts(server, pool)
    if stored is not None:
        tools.add_stored(server, stored)
    return server


def run(settings: Settings, runs: Sequence[Path], *, workers: int = 1) -> None:
    """Serves until standard input ends.

    Raises:
        UsageError: one of the runs is none.
    """
    make(settings, runs, workers).run("stdio")
