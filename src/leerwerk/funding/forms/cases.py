"""What if: other people, other results, a funder less."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from leerwerk.funding.forms.fields import GroupField
from leerwerk.funding.models import Budget
from leerwerk.trajectories.models import Cohort
from leerwerk.web.fields import limit


class WhatIfForm(forms.Form):
    """What is different in a business case; what stays empty is as it is."""

    starters = forms.IntegerField(label=_("Participants who start"), min_value=1, max_value=500, required=False)
    placed = forms.DecimalField(
        label=_("Placed, % of who start"), min_value=1, max_value=80, decimal_places=1, required=False
    )
    trial = forms.IntegerField(
        label=_("Trial placement, months"), min_value=0, max_value=12, required=False, help_text=_("0: none.")
    )
    without = forms.TypedChoiceField(
        label=_("Without the money of"), required=False, coerce=int, empty_value=None, choices=()
    )

    def __init__(self, *args: Any, budgets: Iterable[Budget], many: bool = False) -> None:
        """``many``: it is about several groups, of which nobody tells how many start in each."""
        super().__init__(*args)
        if many:
            del self.fields["starters"]
        named = {one.pk: str(one) for one in budgets}
        field = self.fields["without"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", _("nobody leaves")), *named.items()]


class BesideForm(forms.Form):
    """With which group another one is compared."""

    other = GroupField(Cohort.objects.none(), label=_("Beside"))

    def __init__(self, *args: Any, groups: QuerySet[Cohort]) -> None:
        super().__init__(*args)
        limit(self, "other", groups.order_by("starts_on", "code"))


class RowsFilter(forms.Form):
    """Which rows of a ledger are read; ``figure`` and ``end``: with one figure at its low or high value."""

    EVERYTHING: ClassVar = {"party": "", "quarter": None, "cover": False, "figure": "", "end": ""}

    party = forms.CharField(required=False, max_length=20)
    quarter = forms.IntegerField(required=False, min_value=0, max_value=200)
    cover = forms.BooleanField(required=False)
    figure = forms.CharField(required=False, max_length=40)
    end = forms.CharField(required=False, max_length=4)
