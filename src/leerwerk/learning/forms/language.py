"""The form of measured language levels: a day, a source, and a level for one skill or several."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerwerk.engine.model import LanguageSkill
from leerwerk.learning.enums import PRACTICE_SKILLS, MeasureSource
from leerwerk.recruitment.enums import Cefr
from leerwerk.trajectories.labels import LANGUAGE_SKILLS
from leerwerk.web.fields import DayInput, sensible_days


class LevelsForm(forms.Form):
    """Levels as a test, a teacher or practice showed them on one day.

    ``practice``: only what practice shows, of the skills that are seen at work.
    """

    day = forms.DateField(label=_("Measured on"), widget=DayInput())
    source = forms.ChoiceField(label=_("Source"), choices=MeasureSource.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, practice: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if practice:
            given = MeasureSource.PRACTICE
            self.fields["source"] = forms.ChoiceField(
                choices=[(given.value, given.label)], initial=given.value, widget=forms.HiddenInput
            )
        for skill in [skill for skill in LanguageSkill if not practice or skill in PRACTICE_SKILLS]:
            self.fields[str(skill)] = forms.TypedChoiceField(
                label=LANGUAGE_SKILLS[skill],
                choices=[("", _("not measured")), *Cefr.choices],
                coerce=int,
                empty_value=None,
                required=False,
            )
        sensible_days(self)

    def clean_day(self) -> date:
        """Refuse a day that is still to come."""
        day: date = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Choose a day up to and including today."))
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for one level at least."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.levels():
            raise forms.ValidationError(_("Choose a level for one skill at least."))
        return given

    def levels(self) -> dict[str, int]:
        """Return the levels that were chosen, by code of the skill."""
        found = {str(skill): self.cleaned_data.get(str(skill)) for skill in LanguageSkill}
        return {skill: level for skill, level in found.items() if level is not None}
