"""Reviewed claims handed on: as the tables of a run, as gold, as lessons for the confidence."""

from extract.review.results.gold import write_gold
from extract.review.results.lessons import lessons
from extract.review.results.tables import packed, write_tables

__all__ = ["lessons", "packed", "write_gold", "write_tables"]
