"""Forms of the steps on a path, and of what a group as a whole needs."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from leerwerk.engine import model as generic
from leerwerk.engine.pathway import TABLE, Advice, Alternative, Doer, Lack, Outcome, Reason, Step
from leerwerk.parties.models import Organisation
from leerwerk.trajectories.actions import SAYS_OF_EACH, Said
from leerwerk.trajectories.enums import GateVerdict, Level, Stage
from leerwerk.trajectories.labels import label
from leerwerk.trajectories.models import Cohort
from leerwerk.trajectories.path_labels import ADVICE, ALTERNATIVES, CRITERION_ANSWERS, NOT_LOOKED_AT, OUTCOMES, REASONS
from leerwerk.trajectories.queries.paths import SELECTION
from leerwerk.web.fields import DayInput

WEIGHED = SELECTION | {Step.ADVISE, Step.GO, Step.NOT_YET, Step.NO_GO}
SHOWS = 200  # letters of what shows a criterion
READ_BY_ALL = _("Everybody on the path reads what shows it: write nothing about health or home.")
OPTIONAL_WORDS = frozenset({Step.DECLINE, Step.SELECT, Step.COMPLETE, Step.PAUSE, Step.LEAVE, Step.RETURN})


class StepForm(forms.Form):
    """What a step asks of who takes it: only the fields that the table has for it.

    ``known``: what is recorded of each criterion, to read beside it.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        *args: Any,
        step: Step,
        doer: Doer,
        criteria: Iterable[generic.GateCriterion] = (),
        known: Mapping[generic.GateCriterion, str] = MappingProxyType({}),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        row = TABLE[step]
        if row.reasons:
            ordered = [(str(one), REASONS[one]) for one in Reason if one in row.reasons]
            self.fields["reason"] = forms.ChoiceField(label=_("Reason"), choices=ordered, widget=forms.RadioSelect)
        if step is Step.ADVISE:
            self.fields["advice"] = forms.ChoiceField(
                label=_("Your advice"), choices=[(str(one), ADVICE[one]) for one in Advice], widget=forms.RadioSelect
            )
        if step is Step.COMPLETE:
            self.fields["outcome"] = forms.ChoiceField(
                label=_("How"), choices=[(str(one), OUTCOMES[one]) for one in Outcome], widget=forms.RadioSelect
            )
        self.criteria = list(criteria) if step in WEIGHED and doer is not Doer.CANDIDATE else []
        for criterion in self.criteria:
            self._weigh(criterion, step, known.get(criterion, ""))
        if row.words or step in OPTIONAL_WORDS:
            self.fields["words"] = forms.CharField(
                label=_words_label(step),
                required=row.words,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 4}),
            )
        if row.alternative or (Lack.ALTERNATIVE in row.needs and doer is not Doer.CANDIDATE):
            self.fields["alternatives"] = forms.MultipleChoiceField(
                label=_("What is possible instead"),
                required=row.alternative,
                choices=[(str(one), ALTERNATIVES[one]) for one in Alternative],
                widget=forms.CheckboxSelectMultiple,
            )

    def _weigh(self, criterion: generic.GateCriterion, step: Step, known: str) -> None:
        """Ask of a criterion whether it is met, beside what is known of it, and what shows it."""
        self.fields[f"criterion_{criterion}"] = forms.ChoiceField(
            label=label(criterion),
            choices=(NOT_LOOKED_AT, *CRITERION_ANSWERS),
            required=step in SAYS_OF_EACH,  # the others may leave out what they did not see
            help_text=gettext("Known: %(what)s") % {"what": known} if known else "",
        )
        self.fields[f"shows_{criterion}"] = forms.CharField(
            label=gettext("%(criterion)s: what shows it") % {"criterion": label(criterion)},
            required=False,
            max_length=SHOWS,
            help_text=READ_BY_ALL if criterion == self.criteria[0] else "",  # once is enough
        )

    def clean(self) -> dict[str, Any]:
        """What shows a criterion belongs to an answer."""
        given: dict[str, Any] = super().clean() or {}
        for criterion in self.criteria:
            answer = f"criterion_{criterion}"
            if given.get(f"shows_{criterion}") and not given.get(answer) and answer not in self.errors:
                self.add_error(answer, _("You wrote what shows it. Say as well whether it is met."))
        return given

    def said(self) -> Said:
        """Return the answers as the action takes them."""
        given = self.cleaned_data
        return Said(
            reason=Reason(given["reason"]) if given.get("reason") else None,
            words=given.get("words", ""),
            advice=Advice(given["advice"]) if given.get("advice") else None,
            alternatives=frozenset(map(Alternative, given.get("alternatives", ()))),
            outcome=Outcome(given["outcome"]) if given.get("outcome") else None,
            criteria={str(one): given[f"criterion_{one}"] for one in self.criteria if given.get(f"criterion_{one}")},
            evidence={str(one): given[f"shows_{one}"] for one in self.criteria if given.get(f"shows_{one}")},
        )


def _words_label(step: Step) -> Any:
    match step:
        case Step.ASK:
            return _("Your question")
        case Step.ANSWER:
            return _("Your answer, in simple Dutch")
        case Step.REFUSE | Step.NO_GO:
            return _("What the candidate reads: why, and what would help")
        case Step.ADVISE:
            return _("Why: what you saw. Who decides reads this")
        case Step.GO:
            return _("Why: what you saw, and why it is a go although something is not met")
        case Step.NOT_YET:
            return _("Why: what you saw")
        case Step.ASK_EXCEPTION:
            return _("Why. The second person, who agrees or does not, reads this: nothing about health or home")
        case Step.GRANT_EXCEPTION | Step.DENY_EXCEPTION | Step.TRANSFER:
            return _("Why")
        case _:
            return _("What you want to say about it")


class GroupChoice(forms.ModelChoiceField[Cohort]):
    """A group by its code, its blueprint and its place."""

    def label_from_instance(self, obj: Cohort) -> str:
        """Return what the group is called in the list."""
        return f"{obj.code} · {obj.version.blueprint.title} · {obj.municipality}"


class TransferForm(forms.Form):
    """To which group somebody goes on."""

    cohort = GroupChoice(label=_("Group"), queryset=Cohort.objects.none())

    def __init__(self, *args: Any, groups: QuerySet[Cohort], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(GroupChoice, self.fields["cohort"]).queryset = groups


class ParticipantFilter(forms.Form):
    """Narrowing the participants of a group."""

    stage = forms.ChoiceField(label=_("Stage"), required=False, choices=[("", _("every stage")), *Stage.choices])


class ProposalFilter(forms.Form):
    """Narrowing who can be proposed for a group."""

    q = forms.CharField(label=_("Name or number"), required=False, max_length=80)
    fits = forms.BooleanField(label=_("Only who meets what the group asks"), required=False)


class ReachFilter(forms.Form):
    """Narrowing the reach funnel."""

    level = forms.ChoiceField(label=_("Level"), required=False, choices=[("", _("every level")), *Level.choices])


GATE_CHOICES = (
    (str(GateVerdict.GO), _("go")),
    (str(GateVerdict.NOT_YET), _("not yet: it is asked again on a later day")),
    (str(GateVerdict.NO_GO), _("no go: the group ends, and everybody hears what is possible instead")),
)


class GroupGateForm(forms.Form):
    """Whether the group as a whole starts."""

    verdict = forms.ChoiceField(label=_("Decision"), choices=GATE_CHOICES, widget=forms.RadioSelect)
    again_on = forms.DateField(
        label=_("Not yet: asked again on"),
        required=False,
        widget=DayInput(),
    )
    money_missing = forms.DecimalField(
        label=_("Not covered yet, € thousand"), min_value=0, max_digits=9, decimal_places=3, initial=0
    )
    reason = forms.CharField(label=_("Reasons"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    below = forms.CharField(
        label=_("Go although something is below the norm: why that is justified"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class MentorForm(forms.Form):
    """Which organisation mentors the participants of a group."""

    organisation = forms.ModelChoiceField(label=_("Organisation that mentors"), queryset=Organisation.objects.none())

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Organisation]", self.fields["organisation"]).queryset = organisations
