"""Routes: a text normalized; the quantities, dates and places of a text."""

from __future__ import annotations

import datetime as dt

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict, Field

from extract.serve.problems import ProblemError, settled
from extract.serve.server import Here, Server, media_type
from extract.service.answers import Dates, Normalization, Places, Quantities, Text
from extract.service.tasks import Find, Made, Normalize

JSON = "application/json"
router = APIRouter(prefix="/v1", tags=["texts"], dependencies=[Depends(media_type(JSON))])


class GivenText(BaseModel):
    """A text."""

    model_config = ConfigDict(extra="forbid")

    text: Text = Field(description="all spans of the answer are in it", examples=["產(chǎn)業(yè)規(guī)模超３億元"])


class DatedText(GivenText):
    """A text, and the day that its relative dates count from."""

    reference: dt.date | None = Field(default=None, description="the day that 今年 and 上月 count from; without it they have no days")


async def _made(server: Server, task: Normalize | Find) -> Response:
    most = server.settings.work.max_bytes
    if len(task.text.encode()) > most:
        raise ProblemError(413, f"the text is over the limit of {most:,} bytes; send less at once", "too-large")
    with server.pool.admission():
        answer = settled(await server.ask(task))
    assert isinstance(answer, Made)
    return Response(answer.text, media_type=JSON)


@router.post("/normalize", response_model=Normalization, summary="Repair and normalize a text")
async def normalize(given: GivenText, server: Here) -> Response:
    """The text repaired, in simplified characters and half-width digits; what was mended; and the way back to the raw text."""
    return await _made(server, Normalize(given.text))


@router.post("/quantities", response_model=Quantities, summary="Find quantities")
async def quantities(given: GivenText, server: Here) -> Response:
    """All quantities of a text, with their values in base units."""
    return await _made(server, Find("quantities", given.text))


@router.post("/dates", response_model=Dates, summary="Find dates")
async def dates(given: DatedText, server: Here) -> Response:
    """All dates and periods of a text, as days."""
    return await _made(server, Find("dates", given.text, given.reference.isoformat() if given.reference else None))


@router.post("/places", response_model=Places, summary="Find places")
async def places(given: GivenText, server: Here) -> Response:
    """All places of a text, with their codes."""
    return await _made(server, Find("places", given.text))
