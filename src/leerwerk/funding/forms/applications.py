"""How far an application to an instrument is."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerwerk.engine.money.instruments import Fact
from leerwerk.funding import words
from leerwerk.funding.models import Application
from leerwerk.funding.queries.instruments import TOLD
from leerwerk.web.fields import DayInput, sensible_days


class ApplicationForm(forms.ModelForm[Application]):
    """How far it is, with its chance and where that can be read."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Application
        fields = ("state", "chance", "euros", "on", "evidence")
        widgets = {"on": DayInput()}
        help_texts = {
            "chance": _("How likely it is that the money comes, from 0 to 100."),
            "euros": _("For the whole group. Leave empty to reckon with the amount of the instrument."),
            "evidence": _("A letter, decision or page, so that somebody else can find it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sensible_days(self)

    def clean(self) -> dict[str, Any]:
        """Refuse what no chance or amount can be, before the database does."""
        cleaned = super().clean() or {}
        if (cleaned.get("chance") or 0) > 100:
            self.add_error("chance", _("A chance is at most 100."))
        if (cleaned.get("euros") or 0) < 0:
            self.add_error("euros", _("An amount is zero or more."))
        return cleaned

    def validate_constraints(self) -> None:
        """The action says in words what the database would refuse."""


class FactsForm(forms.Form):
    """What instruments ask about a group and nothing else says; "" is: not known."""

    def __init__(self, *args: Any, known: Mapping[Fact, Decimal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        flag = [("", _("not known")), ("1", _("yes")), ("0", _("no"))]
        for fact in TOLD:
            first = str(int(known[fact])) if fact in known else ""
            field: forms.Field = forms.IntegerField(min_value=0, max_value=120, required=False, initial=first)
            if fact in words.FLAGS:
                field = forms.ChoiceField(choices=flag, required=False, initial=first)
            field.label = words.FACTS[fact].capitalize()
            self.fields[fact] = field

    def told(self) -> dict[Fact, Decimal | None]:
        """Return what was filled in, as the action takes it."""
        said = self.cleaned_data
        return {fact: None if said[fact] in ("", None) else Decimal(said[fact]) for fact in TOLD}
