"""The version of the package: part of every claim's provenance."""

__version__ = "0.1.0"
