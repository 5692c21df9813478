"""Forms of the books: keeping money for a group, agreeing with a party, claiming, checking and paying."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leerwerk.funding.actions.books import Told
from leerwerk.funding.forms.fields import EurosField, GroupField, in_cents
from leerwerk.funding.models import AidElsewhere, Commitment
from leerwerk.parties.enums import OrganisationKind
from leerwerk.parties.models import Organisation
from leerwerk.trajectories.enums import CohortState
from leerwerk.trajectories.models import Cohort
from leerwerk.web.fields import DayInput, limit, sensible_days

LONG = 300


class MoneyForm(forms.Form):
    """An amount that moves on a day, and why."""

    euros = EurosField(label=_("Euros"))
    on = forms.DateField(label=_("On"), widget=DayInput())
    note = forms.CharField(label=pgettext_lazy("books", "Note"), max_length=LONG, required=False)
    ticket = forms.UUIDField(widget=forms.HiddenInput(), initial=uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate
        sensible_days(self)

    def told(self) -> Told:
        """Return what was filled in, as the actions take it."""
        said = self.cleaned_data
        return Told(cents=in_cents(said["euros"]), on=said["on"], note=said.get("note", ""), ticket=said["ticket"])


class ReasonedForm(MoneyForm):
    """An amount that moves for a reason that has to be said."""

    note = forms.CharField(label=_("Why"), max_length=LONG)


class ReserveForm(MoneyForm):
    """Money that is kept for a group."""

    cohort = GroupField(Cohort.objects.none(), label=_("Group"))
    field_order = ("cohort", "euros", "on", "note", "ticket")

    def __init__(self, *args: Any, region_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = Cohort.objects.filter(region=region_id).exclude(state__in=(CohortState.FINISHED, CohortState.REFUSED))
        limit(self, "cohort", groups.select_related("version__blueprint"))


class AgreeForm(forms.ModelForm[Commitment]):
    """What is agreed with a party, and for how much."""

    euros = EurosField(label=_("Euros, at most"))
    ticket = forms.UUIDField(widget=forms.HiddenInput(), initial=uuid4)
    field_order = ("party", "item", "euros", "first", "last", "agreed", "aid", "ticket")

    class Meta:
        model = Commitment
        fields = ("party", "item", "first", "last", "agreed", "aid")
        widgets = {"first": DayInput(), "last": DayInput()}
        help_texts = {
            "agreed": _("An order, agreement or decision, so that somebody else can find it."),
            "aid": _("An employer may have at most € 300,000 of aid in three years, of all givers together."),
        }

    def __init__(self, *args: Any, region_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sensible_days(self)
        limit(self, "party", Organisation.objects.filter(region=region_id, active=True))

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning, and aid to who is no employer."""
        cleaned = super().clean() or {}
        first, last, party = cleaned.get("first"), cleaned.get("last"), cleaned.get("party")
        if first and last and first > last:
            self.add_error("last", _("The last day cannot be before the first."))
        if cleaned.get("aid") and party is not None and party.kind != OrganisationKind.EMPLOYER:
            self.add_error("aid", _("Only what goes to an employer counts as aid."))
        return cleaned

    def told(self) -> Told:
        """Return what was filled in, as the action takes it."""
        said = self.cleaned_data
        return Told(
            cents=in_cents(said["euros"]), on=timezone.localdate(), note=said["agreed"][:LONG], ticket=said["ticket"]
        )


class ClaimForm(forms.Form):
    """What a party asks for a period, with its bill."""

    first = forms.DateField(label=_("For the period from"), widget=DayInput())
    last = forms.DateField(label=_("until"), widget=DayInput())
    number = forms.CharField(label=_("Number of the bill"), max_length=40)
    dated = forms.DateField(label=_("Date of the bill"), widget=DayInput())
    bill_euros = EurosField(
        label=_("Amount of the bill"),
        help_text=_("In euros, with VAT as far as nobody gives that back."),
    )
    euros = EurosField(
        label=_("Of which is claimed here"),
        help_text=_("Another budget may pay the rest. Together it is never more than the bill."),
    )
    told = forms.CharField(
        label=_("What was done for it"),
        help_text=_("Write nobody's name here: who pays reads it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sensible_days(self)

    def clean(self) -> dict[str, Any]:
        """Refuse what no period or bill can be."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and first > last:
            self.add_error("last", _("The last day cannot be before the first."))
        if (cleaned.get("euros") or 0) > (cleaned.get("bill_euros") or cleaned.get("euros") or 0):
            self.add_error("euros", _("No more can be claimed than the bill says."))
        if (dated := cleaned.get("dated")) and dated > timezone.localdate():
            self.add_error("dated", _("A bill cannot be of a day that is still to come."))
        return cleaned


def next_period(commitment: Commitment, last: date | None) -> dict[str, date]:
    """Return the days that a next claim is about: from the day after the last one to the end of that month."""
    first = commitment.first if last is None else last + timedelta(days=1)
    after = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    return {"first": min(first, commitment.last), "last": min(after - timedelta(days=1), commitment.last)}


class CheckForm(forms.Form):
    """How much of a claim is right."""

    euros = EurosField(label=_("Right is, in euros"))
    why = forms.CharField(label=_("Why, when it is less than was asked"), max_length=LONG, required=False)

    def __init__(self, *args: Any, asked: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        self.fields["euros"].initial = Decimal(asked) / 100

    def clean(self) -> dict[str, Any]:
        """Ask why it is less, and refuse more than was asked."""
        cleaned = super().clean() or {}
        cents = in_cents(cleaned.get("euros"))
        if cents > self.asked:
            self.add_error("euros", _("It cannot be more than was asked."))
        if 0 < cents < self.asked and not cleaned.get("why"):
            self.add_error("why", _("Say why it is less than was asked."))
        return cleaned

    @property
    def cents(self) -> int:
        """How much is right."""
        return in_cents(self.cleaned_data["euros"])


class WhyForm(forms.Form):
    """A reason that the other side reads."""

    why = forms.CharField(label=_("Why"), max_length=LONG)


class PayForm(forms.Form):
    """The day on which the money was sent."""

    on = forms.DateField(label=_("Sent on"), widget=DayInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate
        sensible_days(self)


class AidForm(forms.ModelForm[AidElsewhere]):
    """Aid that an employer had from somebody else."""

    euros = EurosField(label=_("Euros"))
    field_order = ("giver", "euros", "on", "evidence")

    class Meta:
        model = AidElsewhere
        fields = ("giver", "on", "evidence")
        widgets = {"on": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sensible_days(self)

    def save(self, commit: bool = True) -> AidElsewhere:
        """Return the row with its amount in cents."""
        self.instance.cents = in_cents(self.cleaned_data["euros"])
        return super().save(commit=commit)
