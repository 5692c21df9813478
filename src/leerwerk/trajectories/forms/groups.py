"""Forms for group options and for teachers and rooms."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.enums import FUNCTIONS_IN, Function, OrganisationKind
from leerwerk.parties.models import Municipality, Organisation
from leerwerk.recruitment.enums import LIMITS, SKILLS
from leerwerk.trajectories.enums import CohortState, Level, ResourceKind
from leerwerk.trajectories.models import BlueprintVersion, Cohort, Resource
from leerwerk.web.fields import CodesField, DagdelenField, DayInput, limit, limit_by, offer, sensible_days


class VersionField(forms.ModelChoiceField[BlueprintVersion]):
    """A blueprint's version, shown by its blueprint's title and its number."""

    def label_from_instance(self, obj: BlueprintVersion) -> str:
        """Return the title and the number."""
        return f"{obj.blueprint.title} · {obj.number}"


class CopyForm(forms.Form):
    """Which version to copy, and what the copy is called."""

    version = VersionField(label=_("Version"), queryset=BlueprintVersion.objects.none())
    title = forms.CharField(label=_("Title of your blueprint"), max_length=140)

    def __init__(self, *args: Any, versions: QuerySet[BlueprintVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "version", versions)


class BlueprintFilter(forms.Form):
    """Narrowing the shelf."""

    q = forms.CharField(label=_("Title or sector"), required=False)
    level = forms.ChoiceField(label=_("Level"), required=False, choices=[("", _("every level")), *Level.choices])
    owner = forms.ChoiceField(
        label=_("Made by"),
        required=False,
        choices=[("", _("everyone")), ("example", _("examples")), ("own", _("the region"))],
    )


class ResourceFilter(forms.Form):
    """Narrowing the list of teachers, rooms and mentors."""

    q = forms.CharField(label=_("Name or organisation"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("every kind")), *ResourceKind.choices])


class GroupFilter(forms.Form):
    """Narrowing the list of groups."""

    q = forms.CharField(label=_("Code or place"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("every state")), *CohortState.choices])
    level = forms.ChoiceField(label=_("Level"), required=False, choices=[("", _("every level")), *Level.choices])
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    bare = forms.BooleanField(label=_("Without a workplace"), required=False)

    def __init__(self, *args: Any, sectors: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "sector", [("", _("every sector")), *sectors])


class GroupForm(forms.ModelForm[Cohort]):
    """One group option. What a blueprint asks is filled in first and may be changed for this group."""

    version = VersionField(label=_("Blueprint"), queryset=BlueprintVersion.objects.none())
    dagdelen = DagdelenField(label=_("Dagdelen that everyone must have free"))
    skills = CodesField(label=_("Skills needed"), required=False, known=SKILLS)
    excluded_limits = CodesField(label=_("Limits that do not fit"), required=False, known=LIMITS)

    class Meta:
        model = Cohort
        fields = (
            "code",
            "version",
            "municipality",
            "educator",
            "language_school",
            "starts_on",
            "min_size",
            "max_size",
            "fixed_cost",
            "cost_per_participant",
            "dagdelen",
            "listening",
            "reading",
            "speaking",
            "writing",
            "learnability",
            "load",
            "motivation",
            "skills",
            "licence",
            "excluded_limits",
        )
        widgets = {"starts_on": DayInput()}

    def __init__(self, *args: Any, region_id: int, versions: QuerySet[BlueprintVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sensible_days(self)
        towns = Municipality.objects.filter(region_id=region_id)
        schools = Organisation.objects.filter(region_id=region_id, active=True)
        limit(self, "version", versions.select_related("blueprint").order_by("blueprint__title", "-number"))
        limit(self, "municipality", towns)
        of_kind = {"educator": [OrganisationKind.EDUCATOR], "language_school": [OrganisationKind.LANGUAGE_SCHOOL]}
        limit_by(self, schools, "kind", **of_kind)

    def clean(self) -> dict[str, Any]:
        """Refuse sizes the wrong way round, before the database does."""
        cleaned = super().clean() or {}
        smallest, largest = cleaned.get("min_size"), cleaned.get("max_size")
        if smallest is not None and smallest < 1:
            self.add_error("min_size", _("A group has at least one participant."))
        if smallest is not None and largest is not None and smallest > largest:
            self.add_error("max_size", _("The largest size cannot be below the smallest size."))
        for name in ("fixed_cost", "cost_per_participant"):
            if (cleaned.get(name) or 0) < 0:
                self.add_error(name, _("A cost is zero or more."))
        return cleaned


SCHOOLS = (OrganisationKind.EDUCATOR, OrganisationKind.LANGUAGE_SCHOOL)
MENTORING = [kind for kind, functions in FUNCTIONS_IN.items() if Function.MENTOR in functions]


def limit_owners(form: forms.BaseForm, region_id: int) -> None:
    """Let a teacher, room or mentor be of a school, or of an organisation of the region that can mentor."""
    limit(form, "organisation", Organisation.objects.filter(region_id=region_id, kind__in=MENTORING))


def refuse_owner(form: forms.BaseForm, given: dict[str, Any]) -> None:
    """Refuse a teacher or a room of an organisation that is no school: only a mentor can be of one."""
    owner = given.get("organisation")
    if owner is not None and owner.kind not in SCHOOLS and given.get("kind") != ResourceKind.MENTOR:
        form.add_error("organisation", _("Only a mentor can be of an organisation that is no school."))


class ResourceForm(forms.ModelForm[Resource]):
    """A teacher, room or mentor that groups share."""

    class Meta:
        model = Resource
        fields = ("code", "kind", "name", "organisation", "capacity")

    def __init__(self, *args: Any, region_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_owners(self, region_id)

    def clean(self) -> dict[str, Any]:
        """Refuse what is of an organisation that does not give it."""
        given: dict[str, Any] = super().clean() or {}
        refuse_owner(self, given)
        return given

    def clean_capacity(self) -> Decimal:
        """Refuse less than nothing, before the database does."""
        capacity: Decimal = self.cleaned_data["capacity"]
        if capacity < 0:
            raise forms.ValidationError(_("A capacity is zero or more."))
        return capacity


class UseForm(forms.Form):
    """What a group takes of one resource."""

    resource = forms.ModelChoiceField(label=_("Teacher, room or mentor"), queryset=Resource.objects.none())
    per_group = forms.DecimalField(label=_("Per group"), min_value=0, max_digits=9, decimal_places=2, initial=0)
    per_participant = forms.DecimalField(
        label=_("Per participant"), min_value=0, max_digits=9, decimal_places=3, initial=0
    )

    def __init__(self, *args: Any, resources: QuerySet[Resource], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "resource", resources)


class _Uses(forms.BaseFormSet[UseForm]):
    def clean(self) -> None:
        """A resource stands in one row at most."""
        chosen = [form.cleaned_data.get("resource") for form in self.forms if form.cleaned_data.get("resource")]
        if len(chosen) != len(set(chosen)):
            raise forms.ValidationError(_("Name each teacher, room or mentor once."))


use_forms = forms.formset_factory(UseForm, formset=_Uses, extra=2, can_delete=True, max_num=20)
