"""Parsing what people type about workplaces: few questions first, the rest further down."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.enums import OrganisationKind, sector_label
from leerwerk.parties.models import Municipality, Organisation, Site
from leerwerk.placement.models import Workplace
from leerwerk.recruitment.enums import LIMITS, SKILLS
from leerwerk.trajectories.models import Cohort
from leerwerk.web.fields import CodesField, DagdelenField, limit, offer


class WorkplaceFilter(forms.Form):
    """Narrowing the list of workplaces."""

    q = forms.CharField(label=_("Title or employer"), required=False)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    municipality = forms.ModelChoiceField(
        label=_("Municipality"), queryset=Municipality.objects.none(), required=False, empty_label=_("everywhere")
    )
    places = forms.IntegerField(label=_("Places, at least"), min_value=1, max_value=10_000, required=False)
    stale = forms.BooleanField(label=_("Not confirmed for 90 days"), required=False)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, towns: QuerySet[Municipality], sectors: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "municipality", towns)
        offer(self, "sector", [("", _("every sector")), *((sector, sector_label(sector)) for sector in sectors)])


class SiteField(forms.ModelChoiceField[Site]):
    """A site of an employer, shown with where it is; a director, who chooses among employers, reads whose it is."""

    names_employer = False

    def label_from_instance(self, obj: Site) -> str:
        """Return the name, the municipality and perhaps the employer."""
        words = (obj.organisation.name if self.names_employer else "", obj.name, str(obj.municipality))
        return " · ".join(filter(None, words))


FIRST = ("employer", "title", "municipality", "site", "tasks", "places", "shifts", "demands")
REACHED = ("begins_at", "ends_at", "stop", "walk_minutes", "first_arrival", "last_departure")
MORE = ("sector", "mentor_name", "skills", "licence", "excluded_limits", "recognised", *REACHED)
TIME: dict[str, Any] = {"attrs": {"type": "time"}, "format": "%H:%M"}


class WorkplaceForm(forms.ModelForm[Workplace]):
    """A workplace as tasks, places and shifts. ``ticket`` is one filled-in page: sent twice, it is one workplace.

    ``seen``: how often the workplace had been changed when the page was shown.
    """

    ticket = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    places = forms.IntegerField(label=_("How many people at the same time"), min_value=1, max_value=1000)

    site = SiteField(
        label=_("Site"),
        queryset=Site.objects.none(),
        required=False,
        empty_label=_("no fixed site"),
        help_text=_("Sites are added on the page of the organisation."),
    )
    tasks = forms.CharField(
        label=_("What somebody does: one task on a line"),
        help_text=_("Tasks that a starter can do, not the name of a function. For example: mowing lawns."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    shifts = DagdelenField(label=_("When there is work"))
    begins_at = forms.TimeField(label=_("Work begins at"), required=False, widget=forms.TimeInput(**TIME))
    ends_at = forms.TimeField(label=_("Work ends at"), required=False, widget=forms.TimeInput(**TIME))
    walk_minutes = forms.IntegerField(label=_("Minutes on foot from there"), required=False, min_value=0, max_value=240)
    first_arrival = forms.TimeField(
        label=_("First arrival there on working days"), required=False, widget=forms.TimeInput(**TIME)
    )
    last_departure = forms.TimeField(
        label=_("Last departure there on working days"), required=False, widget=forms.TimeInput(**TIME)
    )
    skills = CodesField(label=_("Skills needed"), required=False, known=SKILLS)
    excluded_limits = CodesField(label=_("Limits that do not fit"), required=False, known=LIMITS)

    class Meta:
        model = Workplace
        fields = (
            "title",
            "employer",
            "sector",
            "municipality",
            "site",
            "places",
            "shifts",
            "demands",
            "mentor_name",
            "skills",
            "licence",
            "excluded_limits",
            "recognised",
            *REACHED,
        )

    def __init__(self, *args: Any, region_id: int, employer_id: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "municipality", Municipality.objects.filter(region_id=region_id))
        sites = Site.objects.select_related("organisation", "municipality").order_by("organisation__name", "name")
        employers = Organisation.objects.filter(region_id=region_id, kind=OrganisationKind.EMPLOYER)
        if employer_id is None:
            limit(self, "employer", employers)
            limit(self, "site", sites.filter(organisation__in=employers))
            cast(SiteField, self.fields["site"]).names_employer = True
        else:
            del self.fields["employer"]
            limit(self, "site", sites.filter(organisation=employer_id))

    def first(self) -> list[forms.BoundField]:
        """The questions of five minutes."""
        return [self[name] for name in FIRST if name in self.fields]

    def more(self) -> list[forms.BoundField]:
        """What may follow later."""
        return [self[name] for name in MORE]

    def more_is_open(self) -> bool:
        """Whether something further down needs to be seen: an error, or what was filled in before."""
        return any(name in self.errors or self[name].value() for name in MORE)

    def clean(self) -> dict[str, Any]:
        """A site is one of the employer's own, and in the municipality that was chosen."""
        cleaned = super().clean() or {}
        site, employer, town = cleaned.get("site"), cleaned.get("employer"), cleaned.get("municipality")
        if site is not None and employer is not None and site.organisation_id != employer.pk:
            self.add_error("site", _("This site belongs to another employer. Choose a site of this employer, or none."))
        elif site is not None and town is not None and site.municipality_id != town.pk:
            wrong = _("This site is in %(site)s, and you chose %(town)s. Choose the same place twice, or no site.")
            self.add_error("site", wrong % {"site": site.municipality, "town": town})
        return cleaned

    def clean_shifts(self) -> int:
        """A workplace without work is none."""
        shifts: int = self.cleaned_data["shifts"]
        if not shifts:
            raise forms.ValidationError(_("Tick at least one half day with work."))
        return shifts

    def clean_tasks(self) -> list[str]:
        """Return the tasks, without empty lines."""
        tasks = [line.strip() for line in self.cleaned_data["tasks"].splitlines() if line.strip()]
        if len(tasks) > 30:
            raise forms.ValidationError(_("At most 30 tasks."))
        if any(len(task) > 140 for task in tasks):
            raise forms.ValidationError(_("A task has at most 140 letters. Put each task on a line of its own."))
        return tasks


class CohortField(forms.ModelChoiceField[Cohort]):
    """A group, shown by what tells it apart."""

    def label_from_instance(self, obj: Cohort) -> str:
        """Return the title, the place, the start and the code."""
        return f"{obj.version.blueprint.title} · {obj.municipality} · {date_format(obj.starts_on)} · {obj.code}"


class OfferForm(forms.Form):
    """The group that a workplace is offered to."""

    cohort = CohortField(label=_("Group"), queryset=Cohort.objects.none())

    def __init__(self, *args: Any, groups: QuerySet[Cohort], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "cohort", groups)


class WorkplaceChoiceFilter(forms.Form):
    """Narrowing the workplaces that somebody can get."""

    q = forms.CharField(label=_("Title or employer"), required=False, max_length=80)


class SeatForm(forms.Form):
    """Which workplace somebody gets; ``seen`` is the one that the page showed as theirs."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    workplace = forms.TypedChoiceField(label=_("Workplace"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "workplace", choices)
