"""Forms of planning: the season and its weights, locks, decisions, objections."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from leerwerk.planning.enums import GROUP_ONLY, LockKind, RoundState, Verdict
from leerwerk.planning.models import GroupProposal, PersonProposal, PlanningRound
from leerwerk.planning.models.rounds import NEAR
from leerwerk.planning.queries.rounds import plans_of
from leerwerk.recruitment.enums import Education
from leerwerk.trajectories.models import Cohort
from leerwerk.web.fields import DayInput, limit, offer

REACHED = (Education.NONE, Education.PRIMARY, Education.LOWER_SECONDARY)
MOST = 1000.0  # thousands of euros: a weight above this is a slip of the keyboard


class RoundFilter(forms.Form):
    """Narrowing the list of plans."""

    q = forms.CharField(label=_("Name"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("every state")), ("broken", _("interrupted or failed")), *RoundState.choices],
    )
    sort = forms.CharField(required=False, widget=forms.HiddenInput)


def _weight(label: Any, initial: float, help_text: Any = "") -> forms.FloatField:
    return forms.FloatField(
        label=label,
        initial=initial,
        help_text=help_text,
        min_value=0,
        max_value=MOST,
        widget=forms.NumberInput(attrs={"step": "0.05"}),
    )


class WeightsForm(forms.Form):
    """What counts, how much, and when the planner may stop. Weights are thousands of euros."""

    benefit = _weight(
        _("One person lastingly in work"),
        28.0,
        _("What society gains, in thousands of euros, when someone stays in work. Costs are taken off."),
    )
    wish_1 = _weight(
        _("First wish comes true"), 1.5, _("Extra value when someone gets the sector of their first wish.")
    )
    wish_2 = _weight(_("Second wish comes true"), 0.75)
    wish_3 = _weight(_("Third wish comes true"), 0.25)
    reach_none = _weight(
        _("Extra for someone without schooling"), 0.0, _("Raise this to give people with little schooling more weight.")
    )
    reach_primary = _weight(_("Extra for someone with primary school"), 0.0)
    reach_lower_secondary = _weight(_("Extra for someone with lower secondary school"), 0.0)
    floor = forms.IntegerField(
        label=_("Least share of low-skilled participants (%)"),
        initial=0,
        min_value=0,
        max_value=100,
        help_text=_("A hard rule. The plan shows what it costs. Low-skilled: at most lower secondary school."),
    )
    change_penalty = _weight(
        _("Each person who changes group"),
        0.0,
        _("Only with an earlier plan: how much better a change must be before the planner moves someone."),
    )
    time_limit = forms.TypedChoiceField(
        label=_("Time for the planner"),
        coerce=int,
        initial=60,
        choices=[
            (10, _("10 seconds")),
            (60, _("1 minute")),
            (300, _("5 minutes")),
            (900, _("15 minutes")),
        ],
        help_text=_("You can take the best plan so far at any moment."),
    )
    gap = forms.TypedChoiceField(
        label=_("Good enough"),
        coerce=float,
        initial="0.001",
        choices=[
            ("0.01", _("at most 1% below the best possible plan")),
            ("0.001", _("at most 0.1% below the best possible plan")),
            ("0.0", _("go on until the time is up or the plan is proven best")),
        ],
    )

    def weights(self) -> dict[str, Any]:
        """Return the answers under the names of ``PlanningRound``."""
        given = self.cleaned_data
        return {
            "benefit": given["benefit"],
            "wish_weights": [given["wish_1"], given["wish_2"], given["wish_3"]],
            "reach_weights": {
                level.name.lower(): given[f"reach_{level.name.lower()}"]
                for level in REACHED
                if given[f"reach_{level.name.lower()}"]
            },
            "low_skilled_floor": given["floor"] / 100,
            "change_penalty": given["change_penalty"],
            "time_limit": given["time_limit"],
            "gap": given["gap"],
            "seed": 1,
        }


def weights_of(asked: PlanningRound) -> dict[str, Any]:
    """Return a round's weights as initial values of ``WeightsForm``."""
    wishes = [*asked.wish_weights, 0.0, 0.0, 0.0]
    return {
        "benefit": asked.benefit,
        **{f"wish_{n + 1}": wishes[n] for n in range(3)},
        **{f"reach_{level.name.lower()}": asked.reach_weights.get(level.name.lower(), 0.0) for level in REACHED},
        "floor": round(asked.low_skilled_floor * 100),
        "change_penalty": asked.change_penalty,
        "time_limit": asked.time_limit,
        "gap": str(asked.gap),
    }


class SeasonForm(WeightsForm):
    """A whole new round: which season, with which weights, near which earlier plan."""

    name = forms.CharField(label=_("Name of the plan"), max_length=120)
    season_from = forms.DateField(label=_("Groups that start from"), widget=DayInput())
    season_until = forms.DateField(label=_("Groups that start until"), widget=DayInput())
    previous = forms.ModelChoiceField(
        label=_("Stay near an earlier plan"),
        queryset=PlanningRound.objects.none(),
        required=False,
        empty_label=_("no, begin afresh"),
    )
    ticket = forms.UUIDField(widget=forms.HiddenInput(), initial=uuid4)
    field_order = ("name", "season_from", "season_until", "previous")

    def __init__(self, *args: Any, region_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "previous", plans_of(region_id))
        self.fields["change_penalty"].initial = NEAR

    def clean(self) -> dict[str, Any]:
        """Refuse a season that ends before it begins."""
        given = super().clean() or {}
        start, end = given.get("season_from"), given.get("season_until")
        if start and end and end < start:
            self.add_error("season_until", _("The season ends before it begins."))
        if given.get("previous") and given.get("change_penalty") == 0:
            self.add_error(
                "change_penalty", _("With 0 the planner does not stay near the earlier plan. Give a weight above 0.")
            )
        return given


class ChangesForm(WeightsForm):
    """Other weights for a plan that exists."""

    name = forms.CharField(label=_("Name of the new plan"), max_length=120)
    field_order = ("name",)


class LockGroupForm(forms.Form):
    """Lock a group open or closed."""

    kind = forms.ChoiceField(
        label=_("In the next plan"),
        choices=[(LockKind.OPEN, _("this group opens")), (LockKind.CLOSED, _("this group does not open"))],
    )
    reason = forms.CharField(label=_("Why"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "lock_%s")  # it stands beside a decision, which has a reason as well
        super().__init__(*args, **kwargs)


class LockPersonForm(forms.Form):
    """Lock a person in or out of a group, or two people together or apart."""

    kind = forms.ChoiceField(
        label=_("In the next plan"), choices=[c for c in LockKind.choices if c[0] not in GROUP_ONLY]
    )
    group = forms.TypedChoiceField(
        label=_("Group"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("For a lock of this person and a group."),
    )
    other = forms.CharField(
        label=_("Number of the other candidate"),
        max_length=40,
        required=False,
        help_text=_("For a lock of two people."),
    )
    reason = forms.CharField(label=_("Why"), max_length=300)

    def __init__(self, *args: Any, asked: PlanningRound, groups: Sequence[GroupProposal], **kwargs: Any) -> None:
        """``groups`` are offered to choose from; without any, any group of the plan may be named."""
        super().__init__(*args, **kwargs)
        self.asked = asked
        rows = groups or list(asked.group_proposals.select_related("municipality", "cohort"))
        named = ((g.cohort_id, f"{g.title}, {g.municipality.name}, {g.starts_on:%d-%m-%Y}") for g in rows)
        offer(self, "group", [("", _("no group")), *named])

    def clean_group(self) -> Cohort | None:
        """Return the group."""
        key = self.cleaned_data["group"]
        return None if key is None else Cohort.objects.get(pk=key)

    def clean_other(self) -> Any:
        """Return the other candidate of this plan, found by their number."""
        code = self.cleaned_data["other"].strip()
        if not code:
            return None
        row = (
            PersonProposal.objects.filter(round=self.asked, candidate__code__iexact=code)
            .select_related("candidate")
            .first()
        )
        if row is None:
            raise forms.ValidationError(_("No candidate with this number is in this plan."))
        return row.candidate


class DecisionForm(forms.Form):
    """Decide on a proposed group. Unticked participants are left out."""

    verdict = forms.ChoiceField(label=_("Your decision"), widget=forms.RadioSelect())
    takes_part = forms.MultipleChoiceField(label=_("Takes part"), required=False, widget=forms.CheckboxSelectMultiple())
    reason = forms.CharField(
        label=_("Reason, when you decide differently"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, proposal: GroupProposal, participants: list[PersonProposal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        verdict = cast(forms.ChoiceField, self.fields["verdict"])
        takes_part = cast(forms.MultipleChoiceField, self.fields["takes_part"])
        if proposal.open:
            verdict.choices = [
                (Verdict.ACCEPTED, _("Open it as proposed")),
                (Verdict.CHANGED, _("Open it without the people I untick")),
                (Verdict.REFUSED, _("Do not open it")),
            ]
        else:
            verdict.choices = [(Verdict.ACCEPTED, _("Do not open it, as proposed"))]
        takes_part.choices = [(row.candidate_id, str(row.candidate)) for row in participants]
        self.everyone = {row.candidate_id for row in participants}
        if not self.is_bound:
            self.initial = {"takes_part": sorted(self.everyone), "verdict": Verdict.ACCEPTED}

    def left_out(self) -> set[int]:
        """Return the keys of the candidates who were unticked."""
        return self.everyone - {int(key) for key in self.cleaned_data["takes_part"]}


class WordsForm(forms.Form):
    """An objection, or the answer to one."""

    text = forms.CharField(label=_("In your own words"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))
