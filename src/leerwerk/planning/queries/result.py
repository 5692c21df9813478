"""A checked plan, ready to be stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leerwerk.planning.models import GroupProposal, PersonProposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Facts of the round, its groups and people as unsaved rows, and its prices as compressed JSON."""

    facts: Mapping[str, Any]
    groups: Sequence[GroupProposal]
    people: Sequence[PersonProposal]
    prices: bytes
