"""How a model declares which of its fields are about a person.

Every model has two class attributes: ``personal`` maps a field to what it is, why it is held, how long, and who may
meet it; ``not_personal`` names the rest. A test refuses a field that stands in neither or in both.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from leerwerk.privacy.enums import Audience, Category, Purpose, Retention


@dataclass(frozen=True, slots=True)
class Personal:
    """What a field says about a person, why, how long, and to whom."""

    category: Category
    purpose: Purpose
    keep: Retention
    seen_by: frozenset[Audience]


def alike(fields: str, declaration: Personal) -> Mapping[str, Personal]:
    """Return the same declaration for each of the space-separated fields."""
    return dict.fromkeys(fields.split(), declaration)
