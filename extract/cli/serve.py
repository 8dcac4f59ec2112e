"""``zh-extract serve``: extraction and the claims of runs over HTTP."""

from __future__ import annotations

import math
import os
from pathlib import Path

import click

from extract.batch.options import processors
from extract.batch.work import DEFAULT_MAX_SECONDS
from extract.cli.config import config_option
from extract.cli.limits import Seconds, Size
from extract.cli.ner import ner_option
from extract.data.configuration import current
from extract.errors import MissingExtraError
from extract.formats.options import DEFAULT_MAX_BYTES


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen; 0.0.0.0 lets other machines call.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 takes one that is free.")
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Processes that extract.  [default: one a processor]")
@click.option("--waiting", type=click.IntRange(min=0), default=64, show_default=True, metavar="N", help="Requests that may wait; others get 503.")
@click.option(
    "--run", "runs", multiple=True, metavar="OUTDIR", type=click.Path(path_type=Path), help="A run whose claims can be asked for. Repeatable."
)
@click.option("--max-bytes", type=Size(), default=DEFAULT_MAX_BYTES, metavar="SIZE", help="Refuse articles over this size.  [default: 10MB]")
@click.option("--max-request", type=Size(), default=50_000_000, metavar="SIZE", help="Refuse requests over this size.  [default: 50MB]")
@click.option("--max-documents", type=click.IntRange(min=1), default=1000, show_default=True, metavar="N", help="Most articles in a request.")
@click.option(
    "--max-seconds", type=Seconds(), default=DEFAULT_MAX_SECONDS, metavar="SECONDS", show_default=True,
    help="Give up articles and questions that take longer; none for no limit.",
)  # fmt: skip
@ner_option
@config_option
@click.option("--cors", multiple=True, metavar="ORIGIN", help="Let pages of this origin call from browsers (https://example.org). Repeatable.")
@click.option("--allow-host", "hosts", multiple=True, metavar="NAME", help="Answer under this name too (in the Host header). Repeatable.")
@click.option("--viewer", is_flag=True, help="Show the interface at /docs; its scripts come from a public server.")
@click.option("--access-log", is_flag=True, help="Write a line for each request to standard error.")
def command(
    host: str, port: int, workers: int | None, waiting: int, runs: tuple[Path, ...], max_bytes: int, max_request: int, max_documents: int,
    max_seconds: float, ner: str, cors: tuple[str, ...], hosts: tuple[str, ...], viewer: bool, access_log: bool,
) -> None:  # fmt: skip
    """Serve extraction, and the claims of runs, over HTTP; the interface is described at /openapi.json.

    Only this machine can call unless --host says otherwise. With the environment variable
    ZH_EXTRACT_TOKEN set, callers have to send Authorization: Bearer TOKEN. SIGTERM and Ctrl-C
    let requests under way come to their end.

    \b
    Examples:
      zh-extract serve
      zh-extract serve --run results --port 8080
      curl -s localhost:8000/v1/extract/text -H 'Content-Type: text/plain' --data-binary @article.txt
    """
    try:
        import python_multipart  # noqa: F401 - which FastAPI misses in words of its own

        from extract.serve import running
        from extract.serve.settings import TOKEN, ServeSettings
    except ImportError as error:
        raise MissingExtraError(error.name or "fastapi", "serve", "zh-extract serve") from error
    from extract.service.tasks import Settings

    work = Settings(
        ner=ner, max_seconds=None if max_seconds == math.inf else max_seconds, max_bytes=max_bytes, max_documents=max_documents,
        configuration=current(),
    )  # fmt: skip
    settings = ServeSettings(
        host=host, port=port, workers=workers or processors(), waiting=waiting, work=work, max_request_bytes=max_request, runs=runs,
        token=os.environ.get(TOKEN) or None, cors=cors, hosts=hosts, viewer=viewer,
    )  # fmt: skip

    def announce(address: str) -> None:
        click.echo(f"zh-extract serves on {address} (described at {address}/openapi.json); stop it with Ctrl-C", err=True)
        if not settings.only_here:
            who = "whoever shows the token" if settings.token else f"anyone, since no token is set in {TOKEN}"
            click.echo(f"other machines can reach {host}: what it extracts and serves can be had by {who}", err=True)

    running.run(settings, announce, access_log=access_log)
