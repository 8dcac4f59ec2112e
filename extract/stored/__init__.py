"""The claims of runs, to search: chosen, sorted, paged, shown in context, held against each other.

``Stored`` is a database of the claims that runs wrote, whatever the format; ``ClaimQuery`` says which are wanted.
"""

from extract.stored.answers import ClaimPage, ConflictPage, Count, EvidenceInContext, Holdings
from extract.stored.contradictions import ConflictQuery
from extract.stored.query import ClaimQuery
from extract.stored.store import Stored

__all__ = ["ClaimPage", "ClaimQuery", "ConflictPage", "ConflictQuery", "Count", "EvidenceInContext", "Holdings", "Stored"]
