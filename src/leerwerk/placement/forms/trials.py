"""Forms about a trial placement: its facts, an answer, a review, whether that is right, and what comes of it."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from leerwerk.engine import placing
from leerwerk.engine.pathway import TABLE, Reason, Step
from leerwerk.engine.placing import TrialFacts
from leerwerk.parties.models import Organisation
from leerwerk.placement.actions.trial_outcomes import Longer
from leerwerk.placement.actions.trial_reviews import TrialSaid
from leerwerk.placement.actions.trials import TrialReply
from leerwerk.placement.forms.tasks import lines_of
from leerwerk.placement.forms.work import NOT_YET, WorkForm, a_day, tasks_on_lines, weekly_hours
from leerwerk.placement.trial_enums import Ground, Reached, TrialOutcome
from leerwerk.trajectories.path_labels import REASONS
from leerwerk.web.fields import offer, sensible_days

OFFERED = (TrialOutcome.PLACED, TrialOutcome.LONGER, TrialOutcome.NO_WORK, TrialOutcome.EDUCATION)
YES_OR_NO = (("yes", _("Yes, I approve")), ("no", _("No, not like this")))
RIGHT_OR_NOT = (("yes", _("Yes, this is right")), ("no", _("No, this is not right")))
SAID_BY_OTHERS = frozenset({Reason.NO_CONTACT, Reason.ATTENDANCE, Reason.LEARNABILITY})  # nobody says it of themselves
INTENDED = (NOT_YET, ("yes", _("yes")), ("no", _("no")))


def _lines(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text=help_text)


def _grounds(label: Any, help_text: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=Ground.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=help_text,
    )


class TrialForm(WorkForm):
    """The facts of a trial placement; what stays open is named as missing."""

    tasks = tasks_on_lines(required=False, help_text=_("In short Dutch words."))
    goals = _lines(
        _("What somebody learns: one learning goal on a line"),
        _("In short Dutch sentences. In the reviews you say of each how far it is."),
    )
    hours = weekly_hours(_("Hours a week, on average"), required=False)
    begins = a_day(_("First day"), required=False)
    ends = a_day(_("Last day"), required=False, help_text=_("Two months are usual. Longer needs a reason."))
    grounds = _grounds(_("If it takes longer: why?"), _("With a reason it may take six months at most."))
    looked_at = a_day(_("Day on which you look together at how it goes"), required=False, help_text=_("About halfway."))
    intends = forms.ChoiceField(
        label=_("Does the employer intend to give a contract when it goes well?"),
        required=False,
        choices=INTENDED,
    )
    coach = forms.CharField(label=_("Who coaches at work"), required=False, max_length=120)

    def __init__(self, *args: Any, known: TrialFacts, employers: QuerySet[Organisation] | None, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.known = known
        self.ask_employer(employers)
        sensible_days(self)

    def clean_goals(self) -> list[str]:
        """Return the learning goals, without empty lines."""
        return lines_of(self.cleaned_data["goals"])

    def facts(self) -> TrialFacts:
        """Return what was filled in, as the engine reads it."""
        given = self.cleaned_data
        plain = {name: given[name] for name in ("workplace", "hours", "begins", "ends", "coach", "looked_at")}
        return TrialFacts(
            **plain,
            employer=self.known.employer,
            tasks=tuple(given["tasks"]),
            goals=tuple(given["goals"]),
            grounds=frozenset(map(placing.Ground, given["grounds"])),
            intends={"yes": True, "no": False}.get(given["intends"]),
        )


def initial_of_trial(facts: TrialFacts, employer: int | None, seen: int) -> dict[str, Any]:
    """Return facts as the form shows them."""
    shown = {name: getattr(facts, name) for name in ("workplace", "hours", "begins", "ends", "coach", "looked_at")}
    return shown | {
        "seen": seen,
        "employer": employer,
        "tasks": "\n".join(facts.tasks),
        "goals": "\n".join(facts.goals),
        "grounds": sorted(facts.grounds),
        "intends": {True: "yes", False: "no"}.get(facts.intends, "") if facts.intends is not None else "",
    }


class _SaysWhy(forms.Form):
    """A yes, or a no with words."""

    answer: str
    why: Any

    def clean(self) -> dict[str, Any]:
        """Ask why, with a no."""
        given: dict[str, Any] = super().clean() or {}
        if given.get(self.answer) == "no" and not given.get("words", "").strip():
            self.add_error("words", self.why)
        return given


class TrialAnswerForm(_SaysWhy):
    """Whether a side approves the version that it read."""

    answer, why = "yes", _("Say why not: then it can become better.")
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    yes = forms.ChoiceField(
        label=_("Do you approve this trial placement?"), choices=YES_OR_NO, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("If not: why?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who has to approve reads this."),
    )

    def reply(self) -> TrialReply:
        """Return the answer as the action takes it."""
        return TrialReply(yes=self.cleaned_data["yes"] == "yes", words=self.cleaned_data["words"])


class ReviewForm(forms.Form):
    """How it goes, for one side: each learning goal, and three short answers."""

    well = forms.CharField(label=_("What goes well?"), max_length=400)
    harder = forms.CharField(label=_("What is still hard?"), max_length=400)
    next = forms.CharField(label=_("What happens next?"), max_length=400)

    def __init__(self, *args: Any, goals: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = [f"goal_{n}" for n in range(1, len(goals) + 1)]
        for name, goal in zip(self.names, goals, strict=True):
            self.fields[name] = forms.ChoiceField(label=goal, choices=Reached.choices, widget=forms.RadioSelect)
        self.order_fields([*self.names, "well", "harder", "next"])

    def said(self) -> TrialSaid:
        """Return the answers as the action takes them."""
        given = self.cleaned_data
        return TrialSaid(
            reached=tuple(given[name] for name in self.names),
            well=given["well"],
            harder=given["harder"],
            next=given["next"],
        )


class ReactForm(_SaysWhy):
    """Whether the participant signs a review or contradicts it."""

    answer, why = "right", _("Say what is not right.")
    right = forms.ChoiceField(label=_("Is this right?"), choices=RIGHT_OR_NOT, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("If not: what is not right?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands beside the review and stays there. Who reads the review reads this too."),
    )


class OutcomeForm(forms.Form):
    """What comes of a trial placement."""

    outcome = forms.ChoiceField(
        label=_("What comes of it?"),
        choices=[(one.value, one.label) for one in OFFERED],
        widget=forms.RadioSelect,
    )
    ends = a_day(_("If it goes on longer: until which day?"), required=False)
    grounds = _grounds(_("If it goes on longer: why?"), _("Everybody has to approve it anew."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sensible_days(self)

    def clean(self) -> dict[str, Any]:
        """Ask until when and why, where it goes on longer."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("outcome") == TrialOutcome.LONGER:
            self._clean_longer(given)
        return given

    def _clean_longer(self, given: dict[str, Any]) -> None:
        if given.get("ends") is None and "ends" not in self.errors:
            self.add_error("ends", _("Say until which day."))
        if not given.get("grounds") and "grounds" not in self.errors:
            self.add_error("grounds", _("Say why it takes longer."))

    def longer(self) -> Longer | None:
        """Return the later last day; None where it does not go on longer."""
        given = self.cleaned_data
        if given["outcome"] != TrialOutcome.LONGER:
            return None
        return Longer(ends=given["ends"], grounds=frozenset(map(placing.Ground, given["grounds"])))


class EndTrialForm(forms.Form):
    """Why a trial placement ends without work; ``own``: the participant says so."""

    reason = forms.ChoiceField(label=_("Why did it end?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Do you want to say more?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only the person and their intermediary read this."),
    )

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "reason", list(_reasons(own)))
        if own:
            self.fields["reason"].label = _("Why do you stop?")
            self.fields["words"].help_text = _("Only you and your helper read this.")


def _reasons(own: bool) -> Iterator[tuple[str, Any]]:
    reasons = TABLE[Step.END_TRIAL].reasons - (SAID_BY_OTHERS if own else frozenset())
    yield from ((str(one), REASONS[one]) for one in Reason if one in reasons)
