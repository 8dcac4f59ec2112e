"""All rules for numbers, in the order in which they are tried at a site: what is a quantity, and what it is worth.

Each rule yields a ``Draft``; ``extract.mentions.quantities`` then reads the words beside it (bounds, direction of change).
"""

from __future__ import annotations

from extract.mentions.quantity_days import DAYS
from extract.mentions.quantity_described import DESCRIBED
from extract.mentions.quantity_fractions import FRACTIONS
from extract.mentions.quantity_halves import HALVES
from extract.mentions.quantity_measures import MEASURES
from extract.mentions.quantity_money import MONEY
from extract.mentions.quantity_numbers import NUMBERS
from extract.mentions.quantity_ranks import RANKS
from extract.mentions.quantity_scores import SCORES
from extract.mentions.quantity_shares import SHARES
from extract.mentions.quantity_site import Draft, SiteRule, SiteRules
from extract.mentions.quantity_tenths import TENTHS

RULES: SiteRules = SiteRules()
for _part in (SCORES, SHARES, TENTHS, FRACTIONS, RANKS, MONEY, HALVES, DAYS, DESCRIBED, MEASURES, NUMBERS):
    RULES.all.extend(_part.all)

__all__ = ["RULES", "Draft", "SiteRule"]
