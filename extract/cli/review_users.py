"""``zh-extract review-users``: accounts of a reviewers' desk."""

from __future__ import annotations

import sys

import click

from extract.cli.console import stdout, table
from extract.cli.desk_address import opened

_ROLES = click.Choice(("reviewer", "lead", "admin"))
_DESK = click.argument("desk", metavar="DESK")
_NAME = click.argument("name")
_STDIN = click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of asking.")


@click.group("review-users", no_args_is_help=True)
def command() -> None:
    """Accounts of a reviewers' desk. DESK is the OUTDIR of the run, an SQLite file, or the URL of a database.

    A reviewer judges claims. A lead settles disputes, draws audits and exports, too. An
    admin sees the log.

    \b
    Examples:
      zh-extract review-users add results lin --role lead
      zh-extract review-users change results lin --close
      zh-extract review-users list postgresql://desk@db/desk
    """


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))


@command.command("add")
@_DESK
@_NAME
@click.option("--role", type=_ROLES, default="reviewer", show_default=True)
@_STDIN
def add(desk: str, name: str, role: str, password_stdin: bool) -> None:
    """Open an account."""
    from extract.review.store import people

    data = opened(desk, made=True)
    with data.write() as connection:
        people.add(connection, name, _password(password_stdin), role)
        people.log(connection, name, "account opened", detail=role)
    click.echo(f"{name} is a {role} now", err=True)


@command.command("change")
@_DESK
@_NAME
@click.option("--role", type=_ROLES, help="Another role.")
@click.option("--password", "with_password", is_flag=True, help="Another password.")
@click.option("--close", "active", flag_value=False, type=bool, default=None, help="Close the account; its decisions stay.")
@click.option("--reopen", "active", flag_value=True, type=bool, help="Open it again.")
@_STDIN
def change(desk: str, name: str, role: str | None, with_password: bool, active: bool | None, password_stdin: bool) -> None:
    """Change an account. Its sessions end."""
    from extract.review.store import people

    data = opened(desk)
    password = _password(password_stdin) if with_password or password_stdin else None
    with data.write() as connection:
        people.change(connection, name, password=password, role=role, active=active)
        told = [role or "", "password" if password else "", {None: "", True: "reopened", False: "closed"}[active]]
        people.log(connection, name, "account changed", detail=", ".join(part for part in told if part))
    click.echo(f"{name} is changed", err=True)


@command.command("list")
@_DESK
def list_(desk: str) -> None:
    """List all accounts."""
    from extract.review.store import people

    data = opened(desk)
    with data.read() as connection:
        everybody = people.everybody(connection)
    shown = table("Accounts", "name", "role", "since", "", numbers=0)
    for person in everybody:
        shown.add_row(person.name, person.role, person.since[:10], "" if person.active else "closed")
    stdout().print(shown)
