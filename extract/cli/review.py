"""``zh-extract review``: the reviewers' desk."""

from __future__ import annotations

import ipaddress
import socket
from pathlib import Path

import click

from extract.batch.past_tables import require_whole
from extract.cli.console import amount, plural, stderr
from extract.cli.desk_address import address_of, opened
from extract.errors import UsageError

_PORT = 8300
_HERE = frozenset(("localhost", "127.0.0.1", "::1"))


def _loopback(host: str) -> bool:
    """Whether an address is reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@click.command("review", no_args_is_help=True)
@click.argument("run", metavar="[OUTDIR]", required=False, type=click.Path(path_type=Path))
@click.option("--database", metavar="URL", help="Where the desk keeps its data: sqlite:///FILE or postgresql://...  [default: OUTDIR/review.sqlite]")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on. Any but this machine's own takes accounts.")
@click.option("--port", type=click.IntRange(0, 65535), default=_PORT, show_default=True, help="Port to listen on; 0 for any that is free.")
@click.option("--reviewer", metavar="NAME", help="Your name at a desk without accounts.  [default: your login name]")
@click.option("--certificate", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Certificate for HTTPS (PEM).")
@click.option("--key", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Its private key (PEM).")
@click.option("--behind-https", is_flag=True, help="A proxy speaks HTTPS for the desk: cookies are sent by HTTPS only.")
@click.option("--import-only", is_flag=True, help="Take in the run and end.")
@click.option("--quiet", is_flag=True, help="Say nothing but errors.")
def command(
    run: Path | None, database: str | None, host: str, port: int, reviewer: str | None, certificate: Path | None, key: Path | None,
    behind_https: bool, import_only: bool, quiet: bool,
) -> None:  # fmt: skip
    """Judge the claims of a run in the browser: accept, correct, reject; nothing that was decided is lost.

    OUTDIR is the output folder of zh-extract run. Its claims are taken in when they are
    new; decisions stay where a claim says the same on the same words. Without OUTDIR the
    desk of --database is opened as it is.

    \b
    Examples:
      zh-extract review results
      zh-extract review results --database postgresql://desk@db/desk --host 0.0.0.0
      zh-extract review-users add results lin --role lead

    On 127.0.0.1 everybody at this machine is let in. On other addresses the desk starts
    only if there are accounts (zh-extract review-users).

    \b
    Exit codes:
      0  the desk was served until it was ended, or the run was taken in
      1  a failure of zh-extract, or the database went away while the run was taken in:
         nothing of it was kept, and the same command may be given again
      2  wrong usage, a run that cannot be read, or a database that cannot be opened
    """
    if run is None and database is None:
        raise UsageError("neither a run nor a database is given", mend="give the OUTDIR of a run, or --database")
    if (certificate is None) != (key is None):
        raise UsageError("a certificate needs its key", mend="give --certificate and --key")
    if run is not None and not run.is_dir():
        raise UsageError("there is no such folder", where=str(run), mend="give the OUTDIR of an earlier zh-extract run")
    if run is not None:
        require_whole(run)  # a mistake shows before a desk is made
    desk_data = opened(database or address_of(str(run)), made=True)
    from extract.review.store import people
    from extract.review.store.importing import import_run, is_newest

    def say(words: str) -> None:
        if not quiet:
            click.echo(words, err=True)

    if run is not None and not is_newest(desk_data, run):
        with stderr().status("taking in the run") as status:
            done = import_run(desk_data, run, lambda what, count: status.update(f"{amount(count)} {what} taken in"))
        told = f"{plural(done.documents, 'document')}, {plural(done.claims, 'claim')}, {plural(done.candidates, 'doubtful one')}"
        say(f"taken in: {told}; decisions hold for {amount(done.kept)}, {amount(done.again)} are asked again, {amount(done.gone)} are gone")
    if import_only:
        return
    with desk_data.read() as connection:
        accounts = people.any_active(connection)
    if not _loopback(host) and not accounts:
        raise UsageError(
            "nobody has an account, and the desk would be open to all who reach this machine", where=host,
            mend=f"add one with: zh-extract review-users add {database or run} NAME --role admin",
        )  # fmt: skip
    import uvicorn

    from extract.review.web.app import create_app
    from extract.review.web.desk import Desk, local_person

    secure = behind_https or certificate is not None
    if not _loopback(host) and not secure:
        click.echo("zh-extract: warning: passwords cross the network unencrypted; see --certificate and --behind-https", err=True)
    desk = Desk(desk_data, local_person(reviewer), open=not accounts, secure=secure, hosts=_HERE | {host} if _loopback(host) else frozenset())
    with _bound(host, port) as listening:
        found = listening.getsockname()[1]
        say(f"the desk is at {'https' if certificate else 'http'}://{f'[{host}]' if ':' in host else host}:{found}/  (Ctrl+C ends it)")
        config = uvicorn.Config(
            create_app(desk), log_level="warning", access_log=False, ssl_certfile=certificate, ssl_keyfile=str(key) if key else None,
            server_header=False, timeout_graceful_shutdown=5,
        )  # fmt: skip
        uvicorn.Server(config).run(sockets=[listening])
    desk_data.close()


def _bound(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, kind, protocol)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
    except OSError as error:
        raise UsageError(
            f"nobody can listen there ({error.strerror or error})", where=f"{host}:{port}", mend="choose another --host or --port"
        ) from error
    return made
