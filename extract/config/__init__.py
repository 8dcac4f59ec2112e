"""A user's configuration: metrics, places, units, rules and spun words of their own, in TOML.

``load`` reads and checks one; what comes out (``Configuration``) is in force within ``using``.
"""

from __future__ import annotations

from extract.config.loading import Report, check, load, loaded
from extract.config.problems import ConfigurationError, Problem
from extract.data.configuration import NONE, Configuration, using

__all__ = ["NONE", "Configuration", "ConfigurationError", "Problem", "Report", "check", "load", "loaded", "using"]
