"""The option ``--config``, which commands have that extract."""

from __future__ import annotations

import click


def _entered(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    """Has the configuration in force until the command ends; a mistake in it ends the command with one line."""
    if value is not None:
        from extract.config import load, using

        ctx.with_resource(using(load(value)))


config_option = click.option(
    "--config", metavar="PATH", callback=_entered, expose_value=False,
    help="Metrics, places, units, rules and spun words of your own: a .toml file, or a folder with some (docs/configuration.md).",
)  # fmt: skip
