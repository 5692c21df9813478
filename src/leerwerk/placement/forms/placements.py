"""Forms about somebody's work: its facts page by page or at once, an end, a change, an answer, a study."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from leerwerk.engine.agreement import WageScale
from leerwerk.engine.pathway import TABLE, Reason, Step
from leerwerk.engine.placing import ContractType, FirstStep, GrowthKind, PayPer, PlacementFacts
from leerwerk.parties.models import Organisation
from leerwerk.placement.actions import Change, Ending, Study
from leerwerk.placement.forms.tasks import lines_of
from leerwerk.placement.forms.work import NOT_YET, WorkForm, a_day, tasks_on_lines, weekly_hours
from leerwerk.placement.placing_enums import Changed, ChangeReason, Contract, GrowthIn, Paid, Said, StudyLevel, Then
from leerwerk.trajectories.agreement_labels import WAGE_SCALES
from leerwerk.trajectories.path_labels import REASONS
from leerwerk.web.fields import offer, sensible_days

MOST_STEPS = 4
STEPS = tuple(name for n in range(1, MOST_STEPS + 1) for name in (f"step_day_{n}", f"step_what_{n}"))
PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "work": ("employer", "workplace", "tasks", "hours", "begins"),
        "contract": (
            *("pay", "pay_per", "wage_scale", "contract", "agreed_on", "ends", "no_end", "earlier_months"),
            *("probation_months", "collective_agreement"),
        ),
        "growth": ("growth_kinds", "growth_months", "growth"),
        "start": (*STEPS, "buddy", "coach"),
    }
)


def _money(label: Any, **options: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=Decimal(0), max_digits=8, decimal_places=2, **options)


class FillForm(WorkForm):
    """The facts of a placement, all of them or those of one part; what stays open is named as missing."""

    tasks = tasks_on_lines(required=False)
    hours = weekly_hours(_("Paid hours a week, on average"), required=False)
    begins = a_day(_("First day"), required=False)
    pay = _money(_("Pay, gross, in euros"), required=False, help_text=_("Without holiday pay."))
    pay_per = forms.ChoiceField(label=_("This is paid"), required=False, choices=[NOT_YET, *Paid.choices])
    wage_scale = forms.ChoiceField(
        label=_("Minimum wage to compare with"),
        required=False,
        choices=[(str(code), text) for code, text in WAGE_SCALES.items()],
    )
    contract = forms.ChoiceField(label=_("Kind of contract"), required=False, choices=[NOT_YET, *Contract.choices])
    agreed_on = a_day(_("Day on which the contract was agreed"), required=False)
    ends = a_day(
        _("Last day of the contract"), required=False, help_text=_("Leave it open for a contract without end.")
    )
    no_end = forms.BooleanField(label=_("The contract has no end"), required=False)
    earlier_months = forms.IntegerField(
        label=_("Months on earlier contracts with this employer, in a row"),
        required=False,
        min_value=0,
        max_value=240,
        help_text=_("Only contracts with an end. A bbl contract does not count."),
    )
    probation_months = forms.IntegerField(
        label=_("Trial period in the contract, in months"),
        required=False,
        min_value=0,
        max_value=12,
        help_text=_("0 is no trial period."),
    )
    collective_agreement = forms.CharField(label=_("Collective agreement"), required=False, max_length=140)
    growth_kinds = forms.MultipleChoiceField(
        label=_("In what can somebody grow?"),
        required=False,
        choices=GrowthIn.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    growth_months = forms.IntegerField(label=_("After how many months?"), required=False, min_value=0, max_value=60)
    growth = forms.CharField(
        label=_("How somebody can grow"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In short Dutch sentences: another task, function or scale."),
    )
    buddy = forms.CharField(label=_("Buddy: a colleague who can always be asked"), required=False, max_length=120)
    coach = forms.CharField(label=_("Who coaches after the placement"), required=False, max_length=120)

    def __init__(
        self, *args: Any, part: str = "", known: PlacementFacts, employers: QuerySet[Organisation] | None, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.known, self.part = known, part
        for n in range(1, MOST_STEPS + 1):
            day = gettext("First weeks, step %(n)d: day") % {"n": n}
            what = gettext("First weeks, step %(n)d: what happens") % {"n": n}
            self.fields[f"step_day_{n}"] = a_day(day, required=False)
            self.fields[f"step_what_{n}"] = forms.CharField(label=what, required=False, max_length=200)
        asked = PARTS[part] if part else [name for names in PARTS.values() for name in names]
        for name in list(self.fields):
            if name not in ("seen", *asked):
                del self.fields[name]
        self.ask_employer(employers)
        self.order_fields(["seen", *asked])
        sensible_days(self)

    def facts(self) -> PlacementFacts:
        """Return the facts with what this page asks, and the others as they were."""
        return replace(self.known, **dict(self._given()))

    def _given(self) -> Iterator[tuple[str, Any]]:
        given = self.cleaned_data
        for name in given.keys() & PLAIN:
            yield name, given[name]
        for name, kind in CODED.items():
            if name in given:
                yield name, kind(given[name]) if given[name] else None
        if "tasks" in given:
            yield "tasks", tuple(given["tasks"])
        if "wage_scale" in given:
            yield "wage_scale", WageScale(given["wage_scale"] or WageScale.ADULT)
        if "earlier_months" in given:
            yield "earlier_months", given["earlier_months"] or 0
        if "growth_kinds" in given:
            yield "growth_kinds", frozenset(map(GrowthKind, given["growth_kinds"]))
        if "step_day_1" in given:
            steps = [
                FirstStep(what=given[f"step_what_{n}"].strip(), day=given[f"step_day_{n}"])
                for n in range(1, MOST_STEPS + 1)
            ]
            yield "onboarding", tuple(step for step in steps if step.what or step.day)


PLAIN = frozenset(
    {
        *("workplace", "hours", "begins", "pay", "agreed_on", "ends", "no_end", "probation_months"),
        *("collective_agreement", "growth_months", "growth", "buddy", "coach"),
    }
)
CODED: Mapping[str, Any] = MappingProxyType({"pay_per": PayPer, "contract": ContractType})


def initial_of(facts: PlacementFacts, employer: int | None, seen: int) -> dict[str, Any]:
    """Return facts as the form shows them."""
    shown = {name: getattr(facts, name) for name in PLAIN}
    for n, step in enumerate(facts.onboarding[:MOST_STEPS], 1):
        shown |= {f"step_day_{n}": step.day, f"step_what_{n}": step.what}
    return shown | {
        "seen": seen,
        "employer": employer,
        "tasks": "\n".join(facts.tasks),
        "pay_per": facts.pay_per or "",
        "contract": facts.contract or "",
        "wage_scale": facts.wage_scale,
        "earlier_months": facts.earlier_months,
        "growth_kinds": sorted(facts.growth_kinds),
    }


class EndForm(forms.Form):
    """How work ended."""

    day = a_day(_("Last day of work"))
    reason = forms.ChoiceField(label=_("Why did it end?"), widget=forms.RadioSelect)
    then = forms.ChoiceField(label=_("What comes next?"), choices=Then.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Do you want to say more?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only the person and their intermediary read this."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = TABLE[Step.END_PLACEMENT].reasons
        offer(self, "reason", [(str(one), REASONS[one]) for one in Reason if one in reasons])
        sensible_days(self)

    def said(self) -> Ending:
        """Return the answers as the action takes them."""
        given = self.cleaned_data
        return Ending(day=given["day"], reason=Reason(given["reason"]), then=Then(given["then"]), words=given["words"])


class ConfirmForm(forms.Form):
    """Whether somebody worked there on a day."""

    day = a_day(_("About which day?"))
    said = forms.ChoiceField(label=_("Worked there on that day?"), choices=Said.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sensible_days(self)


OF_KIND: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        Changed.HOURS: ("hours",),
        Changed.PAY: ("pay", "pay_per"),
        Changed.FUNCTION: ("tasks",),
        Changed.CONTRACT: ("contract", "ends", "no_end"),
    }
)
REQUIRED = frozenset({"hours", "pay", "pay_per", "tasks", "contract"})


class ChangeForm(forms.Form):
    """What is otherwise from a day on: only the fields of what changes are read."""

    kind = forms.ChoiceField(label=_("What changes?"), choices=Changed.choices, widget=forms.RadioSelect)
    since = a_day(_("From which day?"))
    reason = forms.ChoiceField(label=_("Why?"), choices=ChangeReason.choices)
    hours = weekly_hours(_("Paid hours a week, on average"), required=False)
    pay = _money(_("Pay, gross, in euros"), required=False)
    pay_per = forms.ChoiceField(label=_("This is paid"), required=False, choices=[NOT_YET, *Paid.choices])
    tasks = tasks_on_lines(required=False)
    contract = forms.ChoiceField(label=_("Kind of contract"), required=False, choices=[NOT_YET, *Contract.choices])
    ends = a_day(_("Last day of the contract"), required=False)
    no_end = forms.BooleanField(label=_("The contract has no end"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sensible_days(self)

    def clean_tasks(self) -> list[str]:
        """Return the tasks, without empty lines."""
        return lines_of(self.cleaned_data["tasks"])

    def clean(self) -> dict[str, Any]:
        """Ask what is new."""
        given: dict[str, Any] = super().clean() or {}
        for name in OF_KIND.get(given.get("kind", ""), ()):
            if name in REQUIRED and given.get(name) in (None, "", []) and name not in self.errors:
                self.add_error(name, _("Say what is new."))
        return given

    def said(self) -> Change:
        """Return the answers as the action takes them."""
        given = self.cleaned_data
        values = {name: _as_text(given[name]) for name in OF_KIND[given["kind"]]}
        return Change(kind=given["kind"], since=given["since"], reason=given["reason"], values=values)


def _as_text(value: Any) -> Any:
    return value if isinstance(value, bool | list) else ("" if value is None else str(value))


class StudyForm(forms.Form):
    """A next step in education."""

    school = forms.CharField(label=_("School"), max_length=140)
    programme = forms.CharField(label=_("Programme"), max_length=140)
    level = forms.ChoiceField(label=_("Level"), choices=StudyLevel.choices)
    begins = a_day(_("First day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sensible_days(self)

    def said(self) -> Study:
        """Return the answers as the action takes them."""
        given = self.cleaned_data
        return Study(**{name: given[name] for name in ("school", "programme", "level", "begins")})
