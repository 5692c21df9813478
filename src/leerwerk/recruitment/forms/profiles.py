"""Stating a profile."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.enums import SECTORS, sector_label
from leerwerk.recruitment.enums import LIMITS, SKILLS
from leerwerk.recruitment.forms.choices import (
    CARRIES,
    CONDITIONS,
    LEARNS,
    SCALE,
    WANTS,
    not_to_come,
    with_own,
)
from leerwerk.recruitment.models import Profile
from leerwerk.web.fields import DagdelenField, DayInput, offer, sensible_days

RANKS = 4


class ProfileForm(forms.ModelForm[Profile]):
    """A new dated statement, filled in beforehand with the last one. Everything can be chosen, nothing is typed."""

    learnability = forms.TypedChoiceField(label=_("Learnability"), choices=SCALE, coerce=int, help_text=LEARNS)
    load = forms.TypedChoiceField(
        label=_("Load that can be carried"),
        choices=SCALE,
        coerce=int,
        help_text=CARRIES,
    )
    motivation = forms.TypedChoiceField(label=_("Motivation"), choices=SCALE, coerce=int, help_text=WANTS)
    available = DagdelenField(label=_("Free dagdelen"))
    max_travel = forms.IntegerField(
        label=_("Most minutes of travel, one way"), min_value=0, max_value=240, help_text=_("Between 0 and 240.")
    )
    wish_1 = forms.ChoiceField(label=_("First wish"))
    wish_2 = forms.ChoiceField(label=_("Second wish"), required=False)
    wish_3 = forms.ChoiceField(label=_("Third wish"), required=False)
    wish_4 = forms.ChoiceField(label=_("Fourth wish"), required=False)
    skills = forms.MultipleChoiceField(label=_("Skills"), required=False, widget=forms.CheckboxSelectMultiple)
    limits = forms.MultipleChoiceField(
        label=_("Limits at work"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=CONDITIONS,
    )

    class Meta:
        model = Profile
        fields = (
            *("stated_on", "listening", "reading", "speaking", "writing", "learnability", "load", "motivation"),
            *("available", "max_travel", "ready_on", "skills", "licence", "education", "limits"),
        )
        widgets = {"stated_on": DayInput(), "ready_on": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sensible_days(self)
        wished = self.instance.sectors
        codes = [(code, sector_label(code)) for code in dict.fromkeys([*SECTORS, *wished])]
        for rank in range(RANKS):
            offer(self, f"wish_{rank + 1}", [("", _("choose a sector") if rank == 0 else _("no further wish")), *codes])
            self.initial.setdefault(f"wish_{rank + 1}", wished[rank] if rank < len(wished) else "")
        offer(self, "skills", with_own(SKILLS, self.instance.skills))
        offer(self, "limits", with_own(LIMITS, self.instance.limits))

    def clean_stated_on(self) -> Any:
        """A profile says what was found, not what will be."""
        return not_to_come(self.cleaned_data["stated_on"])

    def save(self, commit: bool = True) -> Profile:
        """Return the profile with its wishes in order; wishes beyond the ones that were asked stay behind them."""
        ranked = [self.cleaned_data[f"wish_{rank + 1}"] for rank in range(RANKS)]
        further = self.instance.sectors[RANKS:]
        self.instance.sectors = list(dict.fromkeys(code for code in [*ranked, *further] if code))
        return super().save(commit)
