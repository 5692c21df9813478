"""Fields that several forms of money share: an amount, and a group by its name."""

from decimal import Decimal
from typing import Any

from django import forms

from leerwerk.trajectories.models import Cohort


class EurosField(forms.DecimalField):
    """An amount of more than nothing, in euros and cents."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=Decimal("0.01"), max_digits=11, decimal_places=2, **options)


def in_cents(euros: Decimal | None) -> int:
    """Return an amount in whole cents."""
    return int((euros or 0) * 100)


class GroupField(forms.ModelChoiceField[Cohort]):
    """A group by what it is called, with its code; its rows come with their blueprint."""

    def label_from_instance(self, obj: Cohort) -> str:
        """Return title and code."""
        return f"{obj.version.blueprint.title} ({obj.code})"
