"""Forms of evidence packs: which year of which payer, and what was found in the sample."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leerwerk.funding.enums import LookedAt
from leerwerk.funding.forms.fields import EurosField, in_cents
from leerwerk.funding.models import SampleItem
from leerwerk.parties.models import Organisation
from leerwerk.web.fields import limit

YEARS = 6  # how far back evidence is asked for


class PackForm(forms.Form):
    """A year of everything that a payer pays here."""

    payer = forms.ModelChoiceField(Organisation.objects.none(), label=_("Payer"))
    year = forms.TypedChoiceField(label=_("Year"), coerce=int)

    def __init__(self, *args: Any, region_id: int, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "payer", Organisation.objects.filter(budgets__region=region_id).distinct())
        years = [(year, str(year)) for year in range(today.year, today.year - YEARS, -1)]
        self.fields["year"] = forms.TypedChoiceField(label=_("Year"), coerce=int, choices=years)


class SampleForm(forms.Form):
    """What was found of one thing in a sample."""

    found = forms.ChoiceField(label=_("Found"), choices=[("", _("- choose -")), *LookedAt.choices])
    euros = EurosField(label=_("Of which is wrong, in euros"), required=False)
    note = forms.CharField(label=pgettext_lazy("books", "Note"), max_length=300, required=False)

    def __init__(self, *args: Any, item: SampleItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        if item.claim_id is None:
            del self.fields["euros"]

    def clean(self) -> dict[str, Any]:
        """Ask how much is wrong, at most all of it, and why."""
        cleaned = super().clean() or {}
        if cleaned.get("found") == LookedAt.WRONG and self.item.claim_id is not None:
            if not cleaned.get("euros"):
                self.add_error("euros", _("Say how much of it is wrong."))
            elif self.wrong > self.item.cents:
                self.add_error("euros", _("It cannot be more than was paid."))
        if cleaned.get("found") not in (None, LookedAt.RIGHT) and not cleaned.get("note"):
            self.add_error("note", _("Say what is not right."))
        return cleaned

    @property
    def wrong(self) -> int:
        """How much is wrong, in cents."""
        return in_cents(self.cleaned_data.get("euros"))
