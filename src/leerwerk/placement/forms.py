"""Parsing what people type about workplaces: few questions first, the rest further down."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.enums import OrganisationKind
from leerwerk.parties.models import Municipality, Organisation
from leerwerk.placement.models import Workplace
from leerwerk.trajectories.models import Cohort
from leerwerk.web.fields import CodesField, DagdelenField, limit


class WorkplaceFilter(forms.Form):
    """Narrowing the list of workplaces."""

    q = forms.CharField(label=_("Title or employer"), required=False)
    sector = forms.SlugField(label=_("Sector"), required=False)
    municipality = forms.ModelChoiceField(
        label=_("Municipality"), queryset=Municipality.objects.none(), required=False, empty_label=_("everywhere")
    )
    stale = forms.BooleanField(label=_("Not confirmed for 90 days"), required=False)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, towns: QuerySet[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "municipality", towns)


class WorkplaceForm(forms.ModelForm[Workplace]):
    """A workplace as tasks, places and shifts."""

    tasks = forms.CharField(
        label=_("What somebody does: one task on a line"),
        help_text=_("Tasks that a starter can do, not the name of a function. For example: mowing lawns."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    shifts = DagdelenField(label=_("When there is work"))
    skills = CodesField(label=_("Skills needed"), required=False, help_text=_("Codes, separated by commas."))
    excluded_limits = CodesField(
        label=_("Limits that do not fit"), required=False, help_text=_("For example: no_lifting, no_heights.")
    )

    class Meta:
        model = Workplace
        fields = (
            "title",
            "employer",
            "sector",
            "municipality",
            "places",
            "shifts",
            "demands",
            "mentor_name",
            "skills",
            "licence",
            "excluded_limits",
            "recognised",
        )

    def __init__(self, *args: Any, region_id: int, employer_id: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "municipality", Municipality.objects.filter(region_id=region_id))
        employers = Organisation.objects.filter(region_id=region_id, kind=OrganisationKind.EMPLOYER)
        if employer_id is None:
            limit(self, "employer", employers)
        else:
            del self.fields["employer"]

    def clean_tasks(self) -> list[str]:
        """Return the tasks, without empty lines."""
        tasks = [line.strip()[:140] for line in self.cleaned_data["tasks"].splitlines() if line.strip()]
        if len(tasks) > 30:
            raise forms.ValidationError(_("At most 30 tasks."))
        return tasks


class OfferForm(forms.Form):
    """The group that a workplace is offered to."""

    cohort = forms.ModelChoiceField(label=_("Group option"), queryset=Cohort.objects.none())

    def __init__(self, *args: Any, groups: QuerySet[Cohort], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "cohort", groups)
