"""The option ``--ner``, which several commands have."""

from __future__ import annotations

import click


class Model(click.ParamType[str]):
    """A NER model that is there: found out before any work begins."""

    name = "MODEL"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The choice itself; a missing model ends the command with one line."""
        from extract.errors import UsageError
        from extract.mentions.ner.choice import NONE, OURS, finder

        if value not in (OURS, NONE):
            try:
                finder(value)
            except UsageError as error:
                self.fail(str(error), param, ctx)
        return value


ner_option = click.option(
    "--ner", type=Model(), default="ours", metavar="MODEL", show_default=True,
    help="Who finds organizations and persons: ours, none (rules alone), an installed spaCy pipeline (zh_core_web_sm, zh_core_web_trf), or a path.",
)  # fmt: skip
