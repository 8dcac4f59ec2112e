"""From files to a configuration that can be used: form, clashes, patterns, and last the rules' own examples."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from extract.config import clashes, examples, files, models, patterns, tables
from extract.config.problems import ConfigurationError, Problem
from extract.data.configuration import NONE, Configuration, using


@dataclass(frozen=True, slots=True)
class Report:
    """What a configuration holds and what is wrong with it.

    Attributes:
        entries: what it holds, in its order: the table, the name or id of the entry, what else tells of it in a few words.
        examples: the number of examples that were run.
        problems: all mistakes; a configuration with any is not used.
        configuration: what it adds, None where something is wrong.
    """

    entries: tuple[tuple[str, str, str], ...]
    examples: int
    problems: tuple[Problem, ...]
    configuration: Configuration | None


def check(path: str | Path) -> Report:
    """Reads a configuration and tries it out.

    Args:
        path: a ``.toml`` file, or a folder whose ``.toml`` files are read together.

    Raises:
        UsageError: there is no such file or folder, or it cannot be read.
    """
    read = files.read(Path(path))
    entries = tuple((item.table, *models.label(item.value)) for item in read.items)
    problems, run = list(read.problems), 0
    with using(NONE):  # whatever is in force where this is called: what we ship is what may not clash
        problems += clashes.find(read)
        problems += patterns.find(read)
        made = None if problems else tables.configuration(read, str(path))
    if made is not None:
        with using(made):
            failed, run = examples.run(read)
        problems += failed
    return Report(entries, run, tuple(problems), None if problems else made)


def load(path: str | Path) -> Configuration:
    """A configuration, for ``Extractor``, ``batch.BatchOptions`` or ``using``.

    Args:
        path: a ``.toml`` file, or a folder whose ``.toml`` files are read together.

    Raises:
        UsageError: there is no such file or folder.
        ConfigurationError: something is wrong with it; the message names the first mistake with file, line and key, ``problems`` all.
    """
    report = check(path)
    if report.configuration is None:
        raise ConfigurationError(report.problems, str(path))
    return report.configuration


def loaded(configuration: str | Path | Configuration | None) -> Configuration:
    """A configuration from what a caller may give: itself, its path, or None for none."""
    if configuration is None:
        return NONE
    return configuration if isinstance(configuration, Configuration) else load(configuration)
