"""Forms of budgets and charges."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerwerk.funding import words
from leerwerk.funding.forms.fields import GroupField
from leerwerk.funding.models import Budget, Charge
from leerwerk.funding.queries.instruments import instruments_of
from leerwerk.parties.models import Municipality, Organisation
from leerwerk.trajectories.enums import CohortState
from leerwerk.trajectories.models import Cohort
from leerwerk.web.fields import DayInput, limit, offer, sensible_days


class BudgetForm(forms.ModelForm[Budget]):
    """Money that may be spent on groups."""

    instrument = forms.ChoiceField(label=_("Instrument"), required=False)

    class Meta:
        model = Budget
        fields = ("code", "name", "amount", "payer", "source", "instrument", "valid_from", "valid_until")
        widgets = {"valid_from": DayInput(), "valid_until": DayInput()}
        help_texts = {
            "code": _("Short and unique, for example in workbooks."),
            "amount": _("In thousands of euros: 450 means € 450,000."),
            "source": _("The law, regulation or letter that this money rests on."),
            "instrument": _("Some things may not be paid from some instruments: SPUK pays no wages."),
        }

    def __init__(self, *args: Any, region_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sensible_days(self)
        names = {one.code: words.instrument(one) for one in instruments_of(region_id)}
        offer(self, "instrument", [("", _("none of them")), *names.items()])
        limit(self, "payer", Organisation.objects.filter(region=region_id, active=True))

    def clean(self) -> dict[str, Any]:
        """Refuse less than nothing and an end before the beginning, before the database does."""
        cleaned = super().clean() or {}
        if (cleaned.get("amount") or 0) < 0:
            self.add_error("amount", _("An amount is zero or more."))
        first, last = cleaned.get("valid_from"), cleaned.get("valid_until")
        if first and last and first > last:
            self.add_error("valid_until", _("The last day cannot be before the first."))
        return cleaned


class ChargeForm(forms.ModelForm[Charge]):
    """What one group charges to a budget."""

    cohort = GroupField(Cohort.objects.none(), label=_("Group"))

    class Meta:
        model = Charge
        fields = ("cohort", "municipality", "per_group", "per_participant")
        help_texts = {"municipality": _("Leave empty when it does not matter where participants live.")}

    def __init__(self, *args: Any, region_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = Cohort.objects.filter(region=region_id).exclude(state__in=(CohortState.FINISHED, CohortState.REFUSED))
        limit(self, "cohort", groups.select_related("version__blueprint"))
        limit(self, "municipality", Municipality.objects.filter(region=region_id))

    def validate_unique(self) -> None:
        """Saying the same charge again replaces it, so it need not be new."""

    def validate_constraints(self) -> None:
        """The action replaces a charge that is there already; the fields' own limits are checked before."""

    def clean(self) -> dict[str, Any]:
        """Refuse less than nothing, before the database does."""
        cleaned = super().clean() or {}
        for name in ("per_group", "per_participant"):
            if (cleaned.get(name) or 0) < 0:
                self.add_error(name, _("An amount is zero or more."))
        return cleaned
