"""Work that somebody did."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerwerk.recruitment.models import EARLIEST_WORK, WorkExperience
from leerwerk.recruitment.occupations import OCCUPATIONS, occupation_label, occupation_named, occupations_found


class WorkForm(forms.ModelForm[WorkExperience]):
    """What work, which occupation that is, and in which years."""

    occupation = forms.CharField(
        label=_("Occupation"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Type what it is called, and choose what fits. Leave it empty when nothing fits."),
    )
    chosen = forms.CharField(required=False, max_length=4, widget=forms.HiddenInput)
    since = forms.IntegerField(label=_("From year"), min_value=EARLIEST_WORK, help_text=_("Four digits, such as 2012."))
    until = forms.IntegerField(
        label=_("Until year"),
        required=False,
        min_value=EARLIEST_WORK,
        help_text=_("Leave it empty when this work goes on."),
    )

    class Meta:
        model = WorkExperience
        fields = ("work", "occupation", "since", "until")
        help_texts = {
            "work": _(
                "In the words of the candidate, such as: cook in a hotel. Work without pay counts too."
                " No name of an employer, place or country."
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["occupation"] = occupation_label(self.instance.occupation)
        typed = str(self.data.get(self.add_prefix("occupation"), "")) if self.is_bound else ""
        self.matches = occupations_found(typed) if typed else []

    def clean(self) -> dict[str, Any]:
        """Understand the occupation: the one that was chosen, or else the one that is called so."""
        said: dict[str, Any] = super().clean() or {}
        typed, chosen = said.get("occupation") or "", said.get("chosen") or ""
        known = chosen if chosen in OCCUPATIONS else occupation_named(typed) if typed else ""
        if known is None:
            told = (
                _("We do not know an occupation with exactly this name. Choose one below.")
                if self.matches
                else _("We do not know this occupation. Try another word, or leave it empty.")
            )
            self.add_error("occupation", told)
        else:
            said["occupation"] = known
        return said

    def clean_work(self) -> str:
        """One line with single spaces."""
        return " ".join(self.cleaned_data["work"].split())

    def _year(self, name: str) -> int | None:
        year: int | None = self.cleaned_data[name]
        if year is not None and year > timezone.localdate().year:
            raise forms.ValidationError(_("This year is still to come."))
        return year

    def clean_since(self) -> int | None:
        """Work that was done or is being done."""
        return self._year("since")

    def clean_until(self) -> int | None:
        """Not after this year, and not before it began."""
        until, since = self._year("until"), self.cleaned_data.get("since")
        if until is not None and since is not None and until < since:
            raise forms.ValidationError(_("The last year is before the first year."))
        return until
