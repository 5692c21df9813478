"""The form of one of the six components: when, how long, who does what, its week, and the go/no-go before it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from leerwerk.engine import model as generic
from leerwerk.trajectories.forms.codes import choices, in_their_order, pick, ticks
from leerwerk.trajectories.forms.rows import PhaseRows, as_typed, kept_exact
from leerwerk.trajectories.labels import label

DAYS = ("mon", "tue", "wed", "thu", "fri")
DAY_NAMES = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"))
HALVES = {"am": _("morning"), "pm": _("afternoon"), "eve": _("evening")}
JOINING = 2  # so many roles can join at once; after saving there is room for as many again
FROM_NOTHING = 6  # in a component in which nobody takes part yet
# A gate stands before these two and before no other: see the stages of a path.
DECIDED_BEFORE = frozenset({generic.ComponentKind.PRE_TRACK, generic.ComponentKind.LEARN_WORK})
BOTH_SIDES = frozenset({generic.Role.INTERMEDIARY, generic.Role.EMPLOYER})
DUTIES = [(f"{role}.{duty}", f"{role}.{duty}") for role in generic.Role for duty in generic.Duty]


class ComponentForm(forms.Form):
    """One of the six components, with the rows of its phases in ``phases``."""

    included = forms.BooleanField(label=_("This component is part of the design"), required=False)
    start = forms.FloatField(
        label=_("Starts, in months from the start of learning and working"), min_value=-24, max_value=60, required=False
    )
    months = forms.FloatField(label=_("Months"), min_value=0, max_value=72, required=False)
    shortest = forms.FloatField(
        label=_("Months that the design allows, at least"), min_value=0.01, max_value=72, required=False
    )
    longest = forms.FloatField(
        label=_("Months that the design allows, at most"), min_value=0.01, max_value=72, required=False
    )
    goal_listening = pick(_("Listening, at the end"), generic.Cefr, empty=_("none"))
    goal_reading = pick(_("Reading, at the end"), generic.Cefr, empty=_("none"))
    goal_speaking = pick(_("Speaking, at the end"), generic.Cefr, empty=_("none"))
    goal_writing = pick(_("Writing, at the end"), generic.Cefr, empty=_("none"))
    roles = ticks(_("Who takes part"), generic.Role)
    duties = forms.MultipleChoiceField(label=_("What they do"), choices=DUTIES, required=False)
    content = ticks(_("What it contains"), generic.Content)
    work = forms.FloatField(label=_("Hours of work per week"), min_value=0, max_value=60, required=False)
    theory = forms.FloatField(label=_("Hours of theory per week"), min_value=0, max_value=60, required=False)
    language = forms.FloatField(label=_("Hours of language per week"), min_value=0, max_value=60, required=False)
    gate = forms.BooleanField(label=_("There is a go/no-go before this component"), required=False)
    criteria = ticks(_("What is weighed at the go/no-go"), generic.GateCriterion)
    decided_by = ticks(_("Who decides together at the go/no-go"), generic.Role)

    def __init__(self, design: generic.Blueprint, kind: generic.ComponentKind, data: Mapping[str, Any] | None) -> None:
        component = design.component(kind)
        self.kind = kind
        self.about = label(kind)
        initial = _values_of(component) | _gate_values_of(design.gate_before(kind))
        super().__init__(data, prefix=kind.value, initial=initial)
        for dagdeel in generic.Dagdeel:
            self.fields[dagdeel.value] = forms.ChoiceField(
                label=label(dagdeel), required=False, choices=choices(generic.Activity, empty="–")
            )
        self.places = JOINING if component and component.parts else FROM_NOTHING
        for place in range(self.places):
            self.fields[f"joins-{place}"] = pick(_("Who joins"), generic.Role, empty=_("nobody"))
            self.fields[f"joins-{place}-duties"] = ticks(_("What they do"), generic.Duty)
        self.phases = PhaseRows(data, prefix=f"{kind.value}-phases", initial=PhaseRows.values_of(component))
        self.phases.spoken = f"{self.about} › {PhaseRows.spoken}"
        if kind is generic.ComponentKind.LEARN_WORK:  # the others are counted from here
            self.fields["start"].disabled = True
            self.initial["start"] = 0

    def clean(self) -> dict[str, Any]:
        """A component that is part of the design has a start and a length; what it allows has two ends."""
        cleaned = super().clean() or {}
        if cleaned.get("included"):
            for name in ("start", "months"):
                if cleaned.get(name) is None and name not in self.errors:
                    self.add_error(name, _("Fill this in, or leave the component out."))
        for place in range(self.places):
            if cleaned.get(f"joins-{place}-duties") and cleaned.get(f"joins-{place}") is None:
                self.add_error(f"joins-{place}", _("Choose who does this."))
        self._clean_gate(cleaned)
        low, high = cleaned.get("shortest"), cleaned.get("longest")
        if not {"shortest", "longest"} & set(self.errors):
            if (low is None) != (high is None):
                self.add_error("shortest" if low is None else "longest", _("Fill in both numbers, or neither."))
            elif low is not None and high is not None and low > high:
                self.add_error("longest", _("The most cannot be below the least."))
        return cleaned

    def _clean_gate(self, cleaned: Mapping[str, Any]) -> None:
        """People decide before the pre-track, which is the selection by both sides, and before learning and working."""
        if not cleaned.get("gate"):
            return
        if self.kind not in DECIDED_BEFORE:
            told = _(
                "People decide before the pre-track (the selection) and before learning and working (the go/no-go). "
                "Nobody would be asked before this component: untick it, and weigh this at one of those two."
            )
            self.add_error("gate", told)
        elif self.kind is generic.ComponentKind.PRE_TRACK and set(cleaned.get("decided_by", ())) != BOTH_SIDES:
            told = _(
                "Before the pre-track the intermediary and the employer choose together: tick those two and nobody "
                "else. Whoever else decides does so at the go/no-go before learning and working."
            )
            self.add_error("decided_by", told)

    def clean_months(self) -> float | None:
        """A component takes time."""
        months: float | None = self.cleaned_data["months"]
        if months is not None and months <= 0:
            raise forms.ValidationError(_("A component takes longer than zero months."))
        return months

    def taking_part(self) -> Iterator[dict[str, Any]]:
        """Each role that has a part, or had one when the page was opened, with its duties and which are ticked."""
        roles, ticked = set(self["roles"].value() or ()), set(self["duties"].value() or ())
        there = {*roles, *self.initial.get("roles", ()), *(value.partition(".")[0] for value in ticked)}
        names = choices(generic.Duty)
        for role, name in choices(generic.Role):
            if role not in there:
                continue
            duties = [(f"{role}.{duty}", words, f"{role}.{duty}" in ticked) for duty, words in names]
            told = ", ".join(words for _value, words, on in duties if on)
            yield {
                "part": [(role, gettext("Takes part"), role in roles)],
                "title": f"{name}: {told}" if told else name,
                "duties": duties,
            }

    def joining(self) -> Iterator[dict[str, Any]]:
        """The places for roles that join: who, and every duty with whether it is ticked."""
        names = choices(generic.Duty)
        for place in range(self.places):
            duties = self[f"joins-{place}-duties"]
            ticked = set(duties.value() or ())
            yield {
                "who": self[f"joins-{place}"],
                "name": duties.html_name,
                "duties": [(duty, words, duty in ticked) for duty, words in names],
            }

    def joining_wrong(self) -> bool:
        """Whether something is wrong there, so that the page shows it."""
        return any(name.startswith("joins-") for name in self.errors)

    def gate_wrong(self) -> bool:
        """Whether something is wrong at the go/no-go, so that the page shows it."""
        return not self.errors.keys().isdisjoint({"gate", "criteria", "decided_by"})

    def week(self) -> list[dict[str, Any]]:
        """The five days, each with its half days and the evening."""
        return [
            {"name": name, "halves": [(words, self[f"{day}-{half}"]) for half, words in HALVES.items()]}
            for day, name in zip(DAYS, DAY_NAMES, strict=True)
        ]

    def week_title(self) -> str:
        """Over the week: what lies fixed now."""
        count = sum(bool(self[dagdeel.value].value()) for dagdeel in generic.Dagdeel)
        return gettext("The week: %(count)s dagdelen lie fixed") % {"count": count}

    def gate_title(self) -> str:
        """Over the go/no-go: whether there is one."""
        return gettext("Go/no-go before this: yes") if self["gate"].value() else gettext("Go/no-go before this: no")

    def phases_title(self) -> str:
        """Over the phases: how many there are."""
        return gettext("Phases within this component: %(count)s") % {"count": self.phases.initial_form_count()}

    def applied_to(self, design: generic.Blueprint) -> generic.Component | None:
        """Return the component as this form says, or None when it is left out; needs a valid form."""
        said = self.cleaned_data
        if not said["included"]:
            return None
        before = design.component(self.kind) or generic.Component(kind=self.kind, start=0, months=0)
        return replace(
            before,
            start=kept_exact(before.start, said["start"]),
            months=kept_exact(before.months, said["months"]),
            span=self._span(before.span),
            parts=self._parts(before),
            content=in_their_order(before.content, map(generic.Content, said["content"])),
            hours=generic.WeekHours(work=said["work"] or 0, theory=said["theory"] or 0, language=said["language"] or 0),
            week=self._week(before.week),
            phases=self.phases.phases(before.phases),
            language_goals=generic.SkillLevels(**{one.value: said[f"goal_{one}"] for one in generic.LanguageSkill}),
        )

    def _week(self, before: tuple[generic.Slot, ...]) -> tuple[generic.Slot, ...]:
        """One activity per dagdeel; a dagdeel that the design used twice is used once from now on."""
        used = [day for day in generic.Dagdeel if self.cleaned_data[day.value]]
        known = tuple(dict.fromkeys(slot.dagdeel for slot in before))
        return tuple(
            generic.Slot(day, generic.Activity(self.cleaned_data[day.value])) for day in in_their_order(known, used)
        )

    def _span(self, before: generic.Span | None) -> generic.Span | None:
        low, high = self.cleaned_data["shortest"], self.cleaned_data["longest"]
        if low is None or high is None:
            return None
        return generic.Span(
            kept_exact(before.low, low) if before else low, kept_exact(before.high, high) if before else high
        )

    def _parts(self, before: generic.Component) -> tuple[generic.Part, ...]:
        """Who was ticked takes part; who was given something to do for the first time does too."""
        old = {part.role: part.duties for part in before.parts}
        given: dict[generic.Role, list[generic.Duty]] = {}
        for value in self.cleaned_data["duties"]:
            role, _dot, duty = value.partition(".")
            given.setdefault(generic.Role(role), []).append(generic.Duty(duty))
        for place in range(self.places):
            if role := self.cleaned_data[f"joins-{place}"]:
                given.setdefault(role, []).extend(map(generic.Duty, self.cleaned_data[f"joins-{place}-duties"]))
        joined = {role for role in given if role not in old} | {
            self.cleaned_data[f"joins-{place}"] for place in range(self.places)
        }
        roles = [role for role in generic.Role if role in self.cleaned_data["roles"] or role in joined]
        return tuple(
            generic.Part(role, in_their_order(old.get(role, ()), given.get(role, ())))
            for role in in_their_order(list(old), roles)
        )

    def gate_before(self, design: generic.Blueprint) -> generic.Gate | None:
        """Return the go/no-go before this component, or None; needs a valid form."""
        said = self.cleaned_data
        if not said["gate"]:
            return None
        before = design.gate_before(self.kind) or generic.Gate(before=self.kind, criteria=(), decided_by=())
        return replace(
            before,
            criteria=in_their_order(before.criteria, map(generic.GateCriterion, said["criteria"])),
            decided_by=in_their_order(before.decided_by, map(generic.Role, said["decided_by"])),
        )


def _values_of(component: generic.Component | None) -> dict[str, Any]:
    """The fields as they stand in a component; months to two decimals, as people write them."""
    if component is None:
        return {"included": False}
    span = component.span
    return {
        "included": True,
        "start": as_typed(component.start),
        "months": as_typed(component.months),
        "shortest": as_typed(span.low) if span else None,
        "longest": as_typed(span.high) if span else None,
        **{f"goal_{skill}": component.language_goals.of(skill) for skill in generic.LanguageSkill},
        "roles": [role for role in generic.Role if role in component.roles],
        "duties": [f"{part.role}.{duty}" for part in component.parts for duty in part.duties],
        "content": list(component.content),
        "work": as_typed(component.hours.work),
        "theory": as_typed(component.hours.theory),
        "language": as_typed(component.hours.language),
        **{slot.dagdeel.value: slot.activity for slot in reversed(component.week)},
    }


def _gate_values_of(gate: generic.Gate | None) -> dict[str, Any]:
    if gate is None:
        return {"gate": False}
    return {"gate": True, "criteria": list(gate.criteria), "decided_by": list(gate.decided_by)}
