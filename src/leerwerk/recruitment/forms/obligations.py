"""Why somebody is not free in each dagdeel, and until when."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerwerk.recruitment.enums import ObligationKind
from leerwerk.recruitment.models import Obligation
from leerwerk.web.fields import DAGDELEN, DayInput, sensible_days


class ObligationsForm(forms.Form):
    """A reason and a last day for each dagdeel in which the profile says that somebody is not free."""

    seen = forms.CharField(widget=forms.HiddenInput())

    def __init__(self, *args: Any, available: int, known: Iterable[Obligation], seen: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = seen
        self.not_free = [slot for slot in range(len(DAGDELEN)) if not available >> slot & 1]
        noted = {one.dagdeel: one for one in known}
        for slot in self.not_free:
            was = noted.get(slot)
            self.fields[f"kind_{slot}"] = forms.ChoiceField(
                label=DAGDELEN[slot],
                choices=[("", _("not known")), *ObligationKind.choices],
                required=False,
                initial=was.kind if was else "",
            )
            self.fields[f"until_{slot}"] = forms.DateField(
                label=_("Until and including"),
                required=False,
                widget=DayInput(),
                initial=was.until if was else None,
                help_text=_("Leave this empty when it has no end."),
            )
        sensible_days(self)

    def clean(self) -> dict[str, Any]:
        """A last day is of a reason."""
        given = super().clean() or {}
        for slot in self.not_free:
            if given.get(f"until_{slot}") and not given.get(f"kind_{slot}"):
                self.add_error(f"kind_{slot}", _("Say why somebody is not free until this day."))
        return given

    def said(self) -> list[Obligation]:
        """Return what was filled in."""
        told = self.cleaned_data
        return [
            Obligation(dagdeel=slot, kind=told[f"kind_{slot}"], until=told[f"until_{slot}"])
            for slot in self.not_free
            if told[f"kind_{slot}"]
        ]
