"""The form of a blueprint: the design as people see it, turned into the engine's value and back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerwerk.engine import model as generic
from leerwerk.trajectories import labels
from leerwerk.web.fields import CodesField, DagdelenField


def _choices(kind: type[Any], *, empty: Any = None) -> list[tuple[str, Any]]:
    found = [(member.value, labels.label(member)) for member in kind]
    return [("", empty), *found] if empty is not None else found


def _scale(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("not stated")), *((n, str(n)) for n in range(1, 6))],
    )


def _cefr(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        required=False,
        coerce=generic.Cefr,
        empty_value=None,
        choices=_choices(generic.Cefr, empty=_("none")),
    )


class BlueprintForm(forms.Form):
    """Everything of a blueprint but its components."""

    title_nl = forms.CharField(label=_("Title in Dutch"), max_length=140)
    title_en = forms.CharField(label=_("Title in English"), max_length=140)
    description_nl = forms.CharField(label=_("What it is, in Dutch"), widget=forms.Textarea(attrs={"rows": 3}))
    description_en = forms.CharField(label=_("What it is, in English"), widget=forms.Textarea(attrs={"rows": 3}))
    sector = forms.SlugField(label=_("Sector"), max_length=40)
    level = forms.ChoiceField(label=_("Level"), choices=_choices(generic.Level))
    reach = forms.ChoiceField(label=_("Where we recruit"), choices=_choices(generic.Reach))
    min_size = forms.IntegerField(label=_("Smallest group"), min_value=1, max_value=500)
    max_size = forms.IntegerField(label=_("Largest group"), min_value=1, max_value=500)
    fixed_cost = forms.FloatField(label=_("Cost of a group, € thousand"), min_value=0, max_value=99_999)
    per_participant = forms.FloatField(label=_("Cost per participant, € thousand"), min_value=0, max_value=99_999)
    listening = _cefr(_("Listening, at least"))
    reading = _cefr(_("Reading, at least"))
    speaking = _cefr(_("Speaking, at least"))
    writing = _cefr(_("Writing, at least"))
    learnability = _scale(_("Learnability, at least"))
    load = _scale(_("Load, at least"))
    motivation = _scale(_("Motivation, at least"))
    availability = DagdelenField(label=_("Dagdelen that everyone must have free"))
    skills = CodesField(label=_("Skills needed"), required=False)
    licence = forms.BooleanField(label=_("Driving licence needed"), required=False)
    excluded_limits = CodesField(label=_("Limits that do not fit"), required=False)
    made_with = forms.MultipleChoiceField(
        label=_("Who wrote the profile together"),
        choices=_choices(generic.Role),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    deviation = forms.ChoiceField(label=_("Someone below the profile"), choices=_choices(generic.Deviation))
    paths = forms.MultipleChoiceField(
        label=_("From trajectory to contract"),
        choices=_choices(generic.PlacementPath),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    trial_months = forms.FloatField(label=_("Months of trial placement"), required=False, min_value=0, max_value=12)
    wage_value_frame = forms.BooleanField(label=_("There is an evaluation frame for wage value"), required=False)
    clear_on = forms.MultipleChoiceField(
        label=_("Clear for both sides at placement"),
        choices=_choices(generic.Term),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    contract_months = forms.FloatField(label=_("Months of contract"), required=False, min_value=0, max_value=60)
    work_tasks = forms.CharField(
        label=_("The work as tasks"),
        required=False,
        help_text=_("One task on a line: Dutch | English."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    note = forms.CharField(label=_("What you changed, and why"), max_length=300)
    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def clean(self) -> dict[str, Any]:
        """Refuse sizes the wrong way round."""
        cleaned = super().clean() or {}
        if (cleaned.get("min_size") or 0) > (cleaned.get("max_size") or 500):
            self.add_error("max_size", _("The largest size cannot be below the smallest size."))
        return cleaned

    @staticmethod
    def values_of(design: generic.Blueprint) -> dict[str, Any]:
        """Return the fields as they stand in a design."""
        profile, placement = design.profile, design.placement
        week = profile.availability or ()
        return {
            "title_nl": design.title.nl,
            "title_en": design.title.en,
            "description_nl": design.description.nl,
            "description_en": design.description.en,
            "sector": design.sector,
            "level": design.level,
            "reach": design.reach,
            "min_size": design.group.minimum,
            "max_size": design.group.maximum,
            "fixed_cost": design.costs.fixed,
            "per_participant": design.costs.per_participant,
            **{skill.value: profile.language.of(skill) for skill in generic.LanguageSkill},
            "learnability": profile.learnability,
            "load": profile.load,
            "motivation": profile.motivation,
            "availability": sum(1 << n for n, day in enumerate(generic.WORKING_WEEK) if day in week),
            "skills": list(profile.skills),
            "licence": profile.licence,
            "excluded_limits": list(profile.excluded_limits),
            "made_with": list(profile.made_with),
            "deviation": profile.deviation,
            "paths": list(placement.paths),
            "trial_months": placement.trial_months,
            "wage_value_frame": placement.wage_value_frame,
            "clear_on": list(placement.clear_on),
            "contract_months": placement.contract_months,
            "work_tasks": "\n".join(f"{task.nl} | {task.en}" for task in design.work_tasks),
        }

    def applied_to(
        self, design: generic.Blueprint, parts: Mapping[generic.ComponentKind, "ComponentForm"]
    ) -> generic.Blueprint:
        """Return the design with what this form and the component forms say; needs valid forms."""
        said = self.cleaned_data
        components = (form.applied_to(design.component(kind), kind) for kind, form in parts.items())
        return replace(
            design,
            title=generic.Text(said["title_nl"], said["title_en"]),
            description=generic.Text(said["description_nl"], said["description_en"]),
            components=tuple(component for component in components if component is not None),
            sector=said["sector"],
            level=generic.Level(said["level"]),
            reach=generic.Reach(said["reach"]),
            group=generic.GroupSize(said["min_size"], said["max_size"]),
            costs=generic.Costs(fixed=said["fixed_cost"], per_participant=said["per_participant"]),
            profile=self._profile(design, said),
            placement=generic.PlacementTerms(
                paths=_in_their_order(design.placement.paths, map(generic.PlacementPath, said["paths"])),
                trial_months=said["trial_months"],
                wage_value_frame=said["wage_value_frame"],
                clear_on=_in_their_order(design.placement.clear_on, map(generic.Term, said["clear_on"])),
                contract_months=said["contract_months"],
            ),
            work_tasks=tuple(_task(line) for line in said["work_tasks"].splitlines() if line.strip()),
        )

    @staticmethod
    def _profile(design: generic.Blueprint, said: Mapping[str, Any]) -> generic.RequirementProfile:
        return replace(
            design.profile,
            language=generic.LanguageMinima(**{skill.value: said[skill.value] for skill in generic.LanguageSkill}),
            learnability=said["learnability"],
            load=said["load"],
            motivation=said["motivation"],
            availability=tuple(day for n, day in enumerate(generic.WORKING_WEEK) if said["availability"] >> n & 1)
            or None,
            skills=tuple(said["skills"]),
            licence=said["licence"],
            excluded_limits=tuple(said["excluded_limits"]),
            made_with=_in_their_order(design.profile.made_with, map(generic.Role, said["made_with"])),
            deviation=generic.Deviation(said["deviation"]),
        )


def _task(line: str) -> generic.Text:
    dutch, _bar, english = line.partition("|")
    return generic.Text(dutch.strip(), english.strip() or dutch.strip())


class ComponentForm(forms.Form):
    """One of the six components: when, how long, who, what, and the hours of a week."""

    included = forms.BooleanField(label=_("This component is part of the design"), required=False)
    start = forms.FloatField(
        label=_("Starts, in months from the start of learning and working"), min_value=-24, max_value=60, required=False
    )
    months = forms.FloatField(label=_("Months"), min_value=0, max_value=72, required=False)
    roles = forms.MultipleChoiceField(
        label=_("Who takes part"),
        choices=_choices(generic.Role),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    content = forms.MultipleChoiceField(
        label=_("What it contains"),
        choices=_choices(generic.Content),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    work = forms.FloatField(label=_("Hours of work per week"), min_value=0, max_value=60, required=False)
    theory = forms.FloatField(label=_("Hours of theory per week"), min_value=0, max_value=60, required=False)
    language = forms.FloatField(label=_("Hours of language per week"), min_value=0, max_value=60, required=False)

    def clean(self) -> dict[str, Any]:
        """A component that is part of the design has a start and a length."""
        cleaned = super().clean() or {}
        if cleaned.get("included"):
            for name in ("start", "months"):
                if cleaned.get(name) is None and name not in self.errors:
                    self.add_error(name, _("Fill this in, or leave the component out."))
        return cleaned

    def clean_months(self) -> float | None:
        """A component takes time."""
        months: float | None = self.cleaned_data["months"]
        if months is not None and months <= 0:
            raise forms.ValidationError(_("A component takes longer than zero months."))
        return months

    @staticmethod
    def values_of(component: generic.Component | None) -> dict[str, Any]:
        """Return the fields as they stand in a component; months to two decimals, as people write them."""
        if component is None:
            return {"included": False}
        return {
            "included": True,
            "start": round(component.start, 2),
            "months": round(component.months, 2),
            "roles": [role for role in generic.Role if role in component.roles],
            "content": list(component.content),
            "work": component.hours.work,
            "theory": component.hours.theory,
            "language": component.hours.language,
        }

    def applied_to(self, component: generic.Component | None, kind: generic.ComponentKind) -> generic.Component | None:
        """Return the component as this form says; a role that stays keeps its duties, a new one begins without."""
        said = self.cleaned_data
        if not said["included"]:
            return None
        before = component or generic.Component(kind=kind, start=0, months=0)
        return replace(
            before,
            start=_kept(before.start, said["start"]),
            months=_kept(before.months, said["months"]),
            parts=tuple(
                next((part for part in before.parts if part.role is role), generic.Part(role, ()))
                for role in _in_their_order([part.role for part in before.parts], map(generic.Role, said["roles"]))
            ),
            content=_in_their_order(before.content, map(generic.Content, said["content"])),
            hours=generic.WeekHours(work=said["work"] or 0, theory=said["theory"] or 0, language=said["language"] or 0),
        )


def _in_their_order[Code](before: Sequence[Code], ticked: Iterable[Code]) -> tuple[Code, ...]:
    """What was ticked: what was there already in the order of the design, what is new behind it."""
    said = list(ticked)
    return (*(code for code in before if code in said), *(code for code in said if code not in before))


def _kept(before: float, said: float) -> float:
    """The exact number when the rounded one on the screen was left as it was: 13 weeks stay 13 weeks."""
    return before if round(before, 2) == said else said


def component_forms(
    design: generic.Blueprint, data: Mapping[str, Any] | None = None
) -> dict[generic.ComponentKind, ComponentForm]:
    """Return one form per component, in the order of the generic model.

    Learning and working starts in month 0: the others are counted from there.
    """
    found = {
        kind: ComponentForm(data, prefix=kind.value, initial=ComponentForm.values_of(design.component(kind)))
        for kind in generic.ComponentKind
    }
    zero = found[generic.ComponentKind.LEARN_WORK]
    zero.fields["start"].disabled = True
    zero.initial["start"] = 0
    return found
