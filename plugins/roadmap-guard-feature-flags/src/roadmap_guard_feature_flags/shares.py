"""Sums of percentages, as people add them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from roadmap_guard.plugins import Context


def percentage_total(_: Context, shares: Iterable[Mapping[str, Any]]) -> float:
    """The sum of `percentage` over `shares`. In decimals, so that 33.3, 33.3 and 33.4 make 100.

    Raises ValueError if a share has no percentage: the sum is not known then.
    """
    total = Decimal(0)
    for number, share in enumerate(shares, 1):
        if "percentage" not in share:
            raise ValueError(f"share {number} has no percentage")
        total += Decimal(repr(share["percentage"]))
    return float(total)
