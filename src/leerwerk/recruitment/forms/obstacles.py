"""What stands in somebody's way."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.enums import Function
from leerwerk.parties.models import Membership, Organisation, Person
from leerwerk.recruitment.models import Obstacle
from leerwerk.recruitment.stamps import obstacle_stamp
from leerwerk.web.fields import DayInput, limit, sensible_days


class ObstacleForm(forms.ModelForm[Obstacle]):
    """Something in the way, who solves it, by when. Whoever solves it must be able to read it: a caseworker."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Obstacle
        fields = ("kind", "note", "owner", "due_on")
        widgets = {"due_on": DayInput()}
        help_texts = {"note": _("What is needed, in a few words. Never a diagnosis.")}

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sensible_days(self)
        self.initial["seen"] = obstacle_stamp(self.instance)
        today = timezone.localdate()
        held = Membership.objects.filter(organisation=organisation, function=Function.CASEWORKER, since__lte=today)
        owners = Q(pk__in=held.exclude(until__lte=today).values("person"))
        if self.instance.owner_id is not None:
            owners |= Q(pk=self.instance.owner_id)  # who left, or does something else by now, until another is chosen
        limit(self, "owner", Person.objects.filter(owners))


class SolutionForm(forms.Form):
    """How an obstacle was solved, in a few words."""

    solution = forms.CharField(
        label=_("How it was solved"), max_length=300, required=False, help_text=_("For who reads it later.")
    )
