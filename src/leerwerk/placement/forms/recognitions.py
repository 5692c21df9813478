"""Parsing what people type about recognitions by SBB."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerwerk.placement.models import Recognition, Workplace
from leerwerk.web.fields import DayInput, sensible_days

CREBO = re.compile(r"[0-9]{5}")


class RecognitionForm(forms.Form):
    """One qualification: its crebo number, from when until when, and where it holds."""

    crebo = forms.CharField(
        label=_("Crebo number"),
        max_length=12,
        help_text=_("Five digits. It stands in the letter of SBB, and on the site of SBB with your company."),
    )
    valid_from = forms.DateField(label=_("Valid from"), widget=DayInput())
    valid_until = forms.DateField(
        label=_("Valid until"), widget=DayInput(), required=False, help_text=_("Empty: no end is known.")
    )
    everywhere = forms.BooleanField(label=_("Holds for every site of this employer"), required=False)
    checked = forms.BooleanField(label=_("I looked it up at SBB today"), required=False)

    def __init__(self, *args: Any, workplace: Workplace, may_check: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workplace = workplace
        if workplace.site_id is None:
            del self.fields["everywhere"]
        if not may_check:
            del self.fields["checked"]
        sensible_days(self)

    def clean_crebo(self) -> str:
        """A crebo number has five digits."""
        typed = "".join(self.cleaned_data["crebo"].split())
        if not CREBO.fullmatch(typed):
            raise forms.ValidationError(_("A crebo number has five digits, for example 25451."))
        return typed

    def clean(self) -> dict[str, Any]:
        """It ends after it began."""
        said: dict[str, Any] = super().clean() or {}
        begins, ends = said.get("valid_from"), said.get("valid_until")
        if isinstance(begins, date) and isinstance(ends, date) and ends < begins:
            self.add_error("valid_until", _("This day is before the first day."))
        return said

    def recognition(self) -> Recognition:
        """Return what was typed, not saved yet; needs a valid form."""
        said, row = self.cleaned_data, self.workplace
        site = None if said.get("everywhere") else row.site_id
        return Recognition(
            employer_id=row.employer_id,
            site_id=site,
            crebo=said["crebo"],
            valid_from=said["valid_from"],
            valid_until=said["valid_until"],
        )
