"""What a user adds to our data: rows of the tables and rules of their own, and caches that know whose data they hold.

A configuration is in force within ``using``, for the thread or task that entered it. ``extract.data.read_table`` then returns its
rows behind ours, so that whatever is made of a table is made of both. A function whose result follows from such a table is
``per_configuration`` instead of ``functools.cache``: each configuration has caches of its own, and none sees what another one added.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from inspect import signature
from typing import Any, Literal, ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")
RuleKind = Literal["quantity", "date", "metric", "attribution"]

_IN_FORCE = "in force"
_KEPT = 2  # configurations whose caches (some 40 MiB each) are kept for those that are sent to this process again


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A rule of a user's.

    Attributes:
        id: in ``rule`` of mentions and in ``provenance.rule`` of claims.
        kind: what it finds.
        pattern: a regular expression of the module ``regex`` with the placeholders of its kind (``extract.mentions.own_rules``).
        says: what a match means, by field: the names are those of the configuration (docs/configuration.md).
    """

    id: str
    kind: RuleKind
    pattern: str
    says: Mapping[str, Any] = field(default_factory=dict)


class Configuration:
    """What a user adds, checked (``extract.config.load`` makes it); never changed after it is made, and cheap to send between processes.

    Attributes:
        rows: further rows of the tables below ``extract/data``, by the table's name.
        rules: rules of the user's, in their order.
        source: where it was read, for people; no part of the digest.
        digest: of all that it adds: equal for equal additions, whatever file or order of keys they came from.
    """

    __slots__ = ("_caches", "digest", "rows", "rules", "source")

    def __init__(
        self, rows: Mapping[str, tuple[Mapping[str, str], ...]] | None = None, rules: tuple[OwnRule, ...] = (), source: str | None = None
    ) -> None:
        self.rows = dict(rows or {})
        self.rules = rules
        self.source = source
        told = [sorted(self.rows.items()), [[r.id, r.kind, r.pattern, sorted(r.says.items())] for r in rules]]
        self.digest = hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()
        self._caches = _caches_of(self.digest)

    def __reduce__(self) -> tuple[Any, ...]:
        """What is sent to another process: what it adds, never its caches."""
        return Configuration, (self.rows, self.rules, self.source)

    def __repr__(self) -> str:
        """Its source and the beginning of its digest."""
        return f"Configuration({self.source!r}, {self.digest[:12]})"

    def __eq__(self, other: object) -> bool:
        """Whether another adds the same."""
        return isinstance(other, Configuration) and other.digest == self.digest

    def __hash__(self) -> int:
        """Of what it adds."""
        return hash(self.digest)

    def __bool__(self) -> bool:
        """Whether it adds anything."""
        return bool(self.rows or self.rules)


@lru_cache(_KEPT)
def _caches_of(digest: str) -> dict[object, Any]:  # noqa: ARG001 - the key
    """The caches that configurations with a digest share."""
    return {}


NONE = Configuration()
_CURRENT: ContextVar[Configuration] = ContextVar("configuration", default=NONE)


def current() -> Configuration:
    """The configuration in force."""
    return _CURRENT.get()


class using:
    """Has a configuration in force; None for ours alone. A class, for it is several times as quick as a generator."""

    __slots__ = ("_configuration", "_token")

    def __init__(self, configuration: Configuration | None) -> None:
        self._configuration = configuration or NONE

    def __enter__(self) -> None:
        """From here on."""
        self._token = _CURRENT.set(self._configuration)

    def __exit__(self, *_: object) -> None:
        """Up to here."""
        _CURRENT.reset(self._token)


def per_configuration(maxsize: int | None = None) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """As ``functools.lru_cache``, with a cache for each configuration: for what follows from tables that a user can add to."""

    def decorated(make: Callable[P, R]) -> Callable[P, R]:
        def cached() -> Callable[P, R]:
            caches = _CURRENT.get()._caches
            try:
                return caches[make]  # type: ignore[no-any-return]  # asked millions of times: a cast would be a call
            except KeyError:
                return caches.setdefault(make, lru_cache(maxsize)(make))  # type: ignore[no-any-return]

        def value() -> R:
            caches = _CURRENT.get()._caches
            try:
                return caches[make]  # type: ignore[no-any-return]
            except KeyError:
                return caches.setdefault(make, make())  # type: ignore[call-arg, no-any-return]

        if not signature(make).parameters:  # there is one value, and nothing to look up by
            value.__dict__[_IN_FORCE] = lambda: value
            return cast("Callable[P, R]", wraps(make)(value))

        @wraps(make)
        def found(*args: P.args, **kwargs: P.kwargs) -> R:
            known = _CURRENT.get()._caches.get(make) or cached()  # asked as often: a call less
            return known(*args, **kwargs)

        found.__dict__[_IN_FORCE] = cached
        return found

    return decorated


def in_force(found: Callable[P, R]) -> Callable[P, R]:
    """A function that is ``per_configuration``, with the cache of the configuration now in force; to be asked many times, as long as that one is."""
    return found.__dict__[_IN_FORCE]()  # type: ignore[no-any-return]
