"""Runs over many documents: a process pool on one machine, outputs in the order of the input."""

from __future__ import annotations

from extract.batch.options import BatchOptions
from extract.batch.runner import OnProgress, run
from extract.batch.summary import Summary

__all__ = ["BatchOptions", "OnProgress", "Summary", "run"]
