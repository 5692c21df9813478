"""What became of people: how many still work, how many came to each end and when, and whether groups differ."""

from leerwerk.engine.outcomes.shares import (
    Share,
    Shrunk,
    exact,
    expected_range,
    needed_per_arm,
    shrunk,
    wilson,
)
from leerwerk.engine.outcomes.survival import Curve, NobodyThere, cumulative_incidence, kaplan_meier
from leerwerk.engine.outcomes.testing import Tested, chi_squared_beyond, log_rank

__all__ = [
    "Curve",
    "NobodyThere",
    "Share",
    "Shrunk",
    "Tested",
    "chi_squared_beyond",
    "cumulative_incidence",
    "exact",
    "expected_range",
    "kaplan_meier",
    "log_rank",
    "needed_per_arm",
    "shrunk",
    "wilson",
]
