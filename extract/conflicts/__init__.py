"""Claims of different articles held against each other: the same place, metric and period, in agreement or not.

``find`` groups any number of claims; ``comparability.key_of`` says which claims are about the same thing, ``judging`` whether their
values can be true side by side.
"""

from extract.conflicts.groups import find

__all__ = ["find"]
