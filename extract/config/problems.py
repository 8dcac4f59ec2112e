"""What is wrong with a configuration, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from pydantic import BaseModel, ValidationError

from extract.errors import UsageError


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake.

    Attributes:
        where: file, line and key.
        what: what is wrong there.
        mend: what to do about it.
    """

    where: str
    what: str
    mend: str

    def __str__(self) -> str:
        """The one line that a user reads."""
        return f"{self.where}: {self.what}; {self.mend}"


class ConfigurationError(UsageError):
    """A configuration that cannot be used; ``problems`` lists all that is wrong with it."""

    code = "configuration"

    def __init__(self, problems: Sequence[Problem], path: str) -> None:
        self.problems = tuple(problems)
        first = problems[0]
        more = f" ({len(problems)} problems: zh-extract check-config {path} lists them)" if len(problems) > 1 else ""
        super().__init__(first.what, where=first.where, mend=f"{first.mend}{more}")


def near(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like one, if any is."""
    return next(iter(get_close_matches(word, list(known), 1, 0.6)), None)


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys of a table as they are written."""
    return [field.alias or name for name, field in model.model_fields.items()]


def of_key(key: str, known: Sequence[str]) -> tuple[str, str]:
    """What is wrong with an unknown key, and what to do."""
    like = near(key, known)
    return f"unknown key {key!r}", f"did you mean {like!r}?" if like else f"the keys are: {', '.join(known)}"


def of_validation(error: ValidationError, model: type[BaseModel]) -> Iterable[tuple[tuple[str | int, ...], str, str]]:
    """The key (as a path), what is wrong and how to mend it, for each mistake that a model found."""
    for found in error.errors():
        path, kind, context = found["loc"], found["type"], found.get("ctx", {})
        key = str(path[-1]) if path else ""
        if kind == "extra_forbidden":
            yield (path, *of_key(key, keys_of(model) if len(path) == 1 else _inner(path, model)))
        elif kind == "missing":
            yield path, f"{key!r} is missing", "add it"
        elif kind == "literal_error":
            yield path, f"{found['input']!r} is none of its values", f"choose one of: {context['expected']}"
        elif kind == "value_error":
            yield path, str(context["error"]), "mend it"
        elif kind in ("too_short", "string_too_short"):
            yield path, "it is empty", "give at least one example" if key in ("yes", "no") else "fill it in or leave the key out"
        elif kind == "string_pattern_mismatch":
            yield path, f"{found['input']!r} has not the right form", f"write it so that {context['pattern']} matches it"
        else:
            yield path, f"{found['input']!r}: {found['msg'][0].lower()}{found['msg'][1:]}", "see docs/configuration.md"


def _inner(path: tuple[str | int, ...], model: type[BaseModel]) -> list[str]:
    """The keys of the examples in a list of a model."""
    arguments = getattr(model.model_fields[str(path[0])].annotation, "__args__", ())
    return keys_of(arguments[0]) if arguments and isinstance(arguments[0], type) and issubclass(arguments[0], BaseModel) else []
