"""What forms about work after learning share: days, tasks on lines, and with which employer."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.models import Organisation
from leerwerk.placement.forms.tasks import lines_of
from leerwerk.web.fields import DayInput, limit

NOT_YET = ("", _("not said yet"))


def a_day(label: Any, **options: Any) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(label=label, widget=DayInput(), **options)


def weekly_hours(label: Any, **options: Any) -> forms.DecimalField:
    """Return a field for hours a week."""
    return forms.DecimalField(label=label, min_value=Decimal(0), max_digits=4, decimal_places=2, **options)


def tasks_on_lines(**options: Any) -> forms.CharField:
    """Return a field for tasks, one on a line."""
    return forms.CharField(
        label=_("What somebody does: one task on a line"), widget=forms.Textarea(attrs={"rows": 4}), **options
    )


class WorkForm(forms.Form):
    """The facts of work at an employer; what stays open is named as missing. ``seen``: how often they were written."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    employer = forms.ModelChoiceField(
        label=_("Employer"), queryset=Organisation.objects.none(), required=False, empty_label=NOT_YET[1]
    )
    workplace = forms.CharField(
        label=_("Where the work is"), required=False, max_length=200, help_text=_("The workplace and the town.")
    )

    def ask_employer(self, employers: QuerySet[Organisation] | None) -> None:
        """Offer these employers; None: an employer fills in for itself, or the employer stays who it is."""
        if employers is None:
            self.fields.pop("employer", None)
        elif "employer" in self.fields:
            limit(self, "employer", employers)

    def clean_tasks(self) -> list[str]:
        """Return the tasks, without empty lines."""
        return lines_of(self.cleaned_data["tasks"])

    def employer_key(self, otherwise: int | None) -> int | None:
        """Return the employer that was chosen; ``otherwise`` where this page does not ask."""
        if "employer" not in self.fields:
            return otherwise
        chosen = self.cleaned_data["employer"]
        return None if chosen is None else int(chosen.pk)
