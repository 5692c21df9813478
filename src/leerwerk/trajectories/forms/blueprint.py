"""The form of a blueprint: the design as people see it, turned into the engine's value and back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerwerk.engine import model as generic
from leerwerk.recruitment.enums import LIMITS, SKILLS
from leerwerk.trajectories.forms.codes import in_their_order, pick, scale, ticks
from leerwerk.trajectories.forms.component import ComponentForm
from leerwerk.trajectories.forms.contacts import RhythmForm
from leerwerk.trajectories.forms.rows import CredentialRows
from leerwerk.trajectories.labels import label
from leerwerk.web.fields import CodesField, DagdelenField

SIDES = ("candidate", "employer")  # with whom the coach speaks
EVENINGS = tuple(day for day in generic.Dagdeel if day not in generic.WORKING_WEEK)


class BlueprintForm(forms.Form):
    """Everything of a blueprint but its components."""

    title_nl = forms.CharField(label=_("Title in Dutch"), max_length=140)
    title_en = forms.CharField(label=_("Title in English"), max_length=140)
    description_nl = forms.CharField(label=_("What it is, in Dutch"), widget=forms.Textarea(attrs={"rows": 3}))
    description_en = forms.CharField(label=_("What it is, in English"), widget=forms.Textarea(attrs={"rows": 3}))
    sector = forms.SlugField(label=_("Sector"), max_length=40)
    level = pick(_("Level"), generic.Level)
    onward = ticks(_("Levels that stay open"), generic.Level)
    reach = pick(_("Where we recruit"), generic.Reach)
    min_size = forms.IntegerField(label=_("Smallest group"), min_value=1, max_value=500)
    max_size = forms.IntegerField(label=_("Largest group"), min_value=1, max_value=500)
    fixed_cost = forms.FloatField(label=_("Cost of a group, € thousand"), min_value=0, max_value=99_999)
    per_participant = forms.FloatField(label=_("Cost per participant, € thousand"), min_value=0, max_value=99_999)
    listening = pick(_("Listening, at least"), generic.Cefr, empty=_("none"))
    reading = pick(_("Reading, at least"), generic.Cefr, empty=_("none"))
    speaking = pick(_("Speaking, at least"), generic.Cefr, empty=_("none"))
    writing = pick(_("Writing, at least"), generic.Cefr, empty=_("none"))
    learnability = scale(_("Learnability, at least"))
    load = scale(_("Load, at least"))
    motivation = scale(_("Motivation, at least"))
    availability = DagdelenField(label=_("Dagdelen that everyone must have free"))
    evenings = forms.MultipleChoiceField(
        label=_("Evenings that everyone must have free"),
        choices=lambda: [(day.value, label(day)) for day in EVENINGS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    any_time = forms.BooleanField(label=_("Nobody has to have a fixed dagdeel free"), required=False)
    skills = CodesField(label=_("Skills needed"), required=False, known=SKILLS)
    licence = forms.BooleanField(label=_("Driving licence needed"), required=False)
    excluded_limits = CodesField(label=_("Limits that do not fit"), required=False, known=LIMITS)
    made_with = ticks(_("Who wrote the profile together"), generic.Role)
    deviation = pick(_("Someone below the profile"), generic.Deviation)
    paths = ticks(_("From trajectory to contract"), generic.PlacementPath)
    trial_months = forms.FloatField(label=_("Months of trial placement"), required=False, min_value=0, max_value=12)
    wage_value_frame = forms.BooleanField(label=_("There is an evaluation frame for wage value"), required=False)
    clear_on = ticks(_("Clear for both sides at placement"), generic.Term)
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
        if cleaned.get("any_time") and (cleaned.get("availability") or cleaned.get("evenings")):
            self.add_error("any_time", _("You ticked dagdelen too. Take those away, or this."))
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
            "onward": list(design.onward),
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
            "evenings": [day for day in EVENINGS if day in week],
            "any_time": profile.availability == (),
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
        self, design: generic.Blueprint, parts: Mapping[generic.ComponentKind, ComponentForm], papers: CredentialRows
    ) -> generic.Blueprint:
        """Return the design with what this form, the component forms and the papers say; needs valid forms."""
        said = self.cleaned_data
        components = (form.applied_to(design) for form in parts.values())
        gates = {kind: gate for kind, form in parts.items() if (gate := form.gate_before(design)) is not None}
        return replace(
            design,
            title=generic.Text(said["title_nl"], said["title_en"]),
            description=generic.Text(said["description_nl"], said["description_en"]),
            components=tuple(component for component in components if component is not None),
            sector=said["sector"],
            level=said["level"],
            onward=in_their_order(design.onward, map(generic.Level, said["onward"])),
            credentials=papers.credentials(),
            gates=tuple(gates[kind] for kind in in_their_order([gate.before for gate in design.gates], gates)),
            reach=said["reach"],
            group=generic.GroupSize(said["min_size"], said["max_size"]),
            costs=generic.Costs(fixed=said["fixed_cost"], per_participant=said["per_participant"]),
            profile=self._profile(design, said),
            placement=generic.PlacementTerms(
                paths=in_their_order(design.placement.paths, map(generic.PlacementPath, said["paths"])),
                trial_months=said["trial_months"],
                wage_value_frame=said["wage_value_frame"],
                clear_on=in_their_order(design.placement.clear_on, map(generic.Term, said["clear_on"])),
                contract_months=said["contract_months"],
            ),
            work_tasks=tuple(_task(line) for line in said["work_tasks"].splitlines() if line.strip()),
        )

    @staticmethod
    def _profile(design: generic.Blueprint, said: Mapping[str, Any]) -> generic.RequirementProfile:
        return replace(
            design.profile,
            language=generic.SkillLevels(**{skill.value: said[skill.value] for skill in generic.LanguageSkill}),
            learnability=said["learnability"],
            load=said["load"],
            motivation=said["motivation"],
            availability=_availability(said),
            skills=tuple(said["skills"]),
            licence=said["licence"],
            excluded_limits=tuple(said["excluded_limits"]),
            made_with=in_their_order(design.profile.made_with, map(generic.Role, said["made_with"])),
            deviation=said["deviation"],
        )


def _availability(said: Mapping[str, Any]) -> tuple[generic.Dagdeel, ...] | None:
    """The dagdelen in the order of the week; without any, either nothing has to be free or nothing was said."""
    free = tuple(day for n, day in enumerate(generic.WORKING_WEEK) if said["availability"] >> n & 1)
    free += tuple(day for day in EVENINGS if day in said["evenings"])
    return free or (() if said["any_time"] else None)


def _task(line: str) -> generic.Text:
    dutch, _bar, english = line.partition("|")
    return generic.Text(dutch.strip(), english.strip() or dutch.strip())


class DesignForms:
    """All forms of a blueprint, which are sent together: the whole, its six components and its papers."""

    def __init__(self, design: generic.Blueprint, based_on: int, data: Mapping[str, Any] | None = None) -> None:
        self.whole = BlueprintForm(data, initial=BlueprintForm.values_of(design) | {"based_on": based_on})
        self.parts = {kind: ComponentForm(design, kind, data) for kind in generic.ComponentKind}
        self.rhythms = {
            side: RhythmForm(data, prefix=side, initial=RhythmForm.values_of(getattr(design.contacts, side)))
            for side in SIDES
        }
        self.papers = CredentialRows(data, prefix="papers", initial=CredentialRows.values_of(design.credentials))

    @property
    def all(self) -> list[forms.Form]:
        """Every form, in the order of the page."""
        rows = (phase for part in self.parts.values() for phase in part.phases)
        return [self.whole, *self.parts.values(), *self.rhythms.values(), *rows, *self.papers]

    def is_valid(self) -> bool:
        """Whether nothing is wrong; all are asked, so that all mistakes show at once."""
        sets: list[Any] = [self.papers, *(part.phases for part in self.parts.values())]
        valid = [
            self.whole.is_valid(),
            *(one.is_valid() for one in (*self.parts.values(), *self.rhythms.values(), *sets)),
        ]
        for error in [error for rows in sets for error in rows.non_form_errors()]:
            self.whole.add_error(None, error)
        return all(valid)

    def applied_to(self, design: generic.Blueprint) -> generic.Blueprint:
        """Return the design as the forms say; needs valid forms."""
        contacts = generic.Contacts(**{side: form.rhythm() for side, form in self.rhythms.items()})
        return replace(self.whole.applied_to(design, self.parts, self.papers), contacts=contacts)
