"""Modules of libraries without the packages around them, which load in much time and memory what is not needed here."""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from typing import Any


def alone(package: str, module: str) -> Any:
    """A module of an installed package, without what importing the package would load as well; who imports that later gets the same module."""
    name = f"{package}.{module}"
    if name not in sys.modules:
        around = find_spec(package)
        assert around is not None
        found = PathFinder.find_spec(name, around.submodule_search_locations)
        assert found is not None
        assert found.loader is not None
        made = module_from_spec(found)
        found.loader.exec_module(made)
        sys.modules.setdefault(name, made)
    return sys.modules[name]
