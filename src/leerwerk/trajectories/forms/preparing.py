"""Forms of what is done before the start."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerwerk.engine.pathway import Doer
from leerwerk.engine.pathway.preparing import Side
from leerwerk.trajectories.actions import Conclusion, Days, Task, Told
from leerwerk.trajectories.enums import (
    Able,
    GoOn,
    Liked,
    NotNeeded,
    PreparationKind,
    PreparationState,
    Result,
    TeamCheck,
)
from leerwerk.trajectories.models import Preparation
from leerwerk.trajectories.path_labels import DOERS
from leerwerk.trajectories.preparation_labels import QUESTIONS
from leerwerk.web.fields import DayInput, offer

MOST_DAYS, LONGEST = 40, timedelta(days=365)
BY_OTHERS = frozenset({PreparationKind.TASTER, PreparationKind.INTERCULTURAL_TEAM})  # done by what is told or ticked


class Seen(forms.Form):
    """A form about a piece as it was when the page was shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ConcludeForm(Seen):
    """How a piece stands: what came of it and what shows it, or why it is not needed."""

    state = forms.ChoiceField(label=_("How does it stand?"), widget=forms.RadioSelect)
    reason = forms.ChoiceField(
        label=_("If it is not needed: why?"),
        required=False,
        choices=[
            ("", _("choose")),
            *((value, words) for value, words in NotNeeded.choices if value != NotNeeded.OTHER_EMPLOYER),
        ],
    )

    def __init__(self, *args: Any, piece: Preparation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [
            (value, words)
            for value, words in sorted(PreparationState.choices, key=lambda one: one[0] == PreparationState.OPEN)
            if not (value == PreparationState.DONE and piece.kind in BY_OTHERS)
        ]
        offer(self, "state", offered)
        if piece.kind not in BY_OTHERS:
            self.fields["result"] = forms.ChoiceField(
                label=_("If it is done: what came of it?"),
                required=False,
                choices=Result.choices,
                widget=forms.RadioSelect,
            )
            self.fields["shows"] = forms.CharField(
                label=_("What shows it, in a sentence"),
                required=False,
                max_length=300,
                help_text=_("Whoever decides the go/no-go reads this, and so does the candidate."),
            )
        if piece.kind == PreparationKind.CERTIFICATE:
            self.fields["certificate"] = forms.CharField(
                label=_("If it is done: which certificate?"), required=False, max_length=140
            )
        self.order_fields(["seen", "state", "result", "shows", "certificate", "reason"])

    def clean(self) -> dict[str, Any]:
        """Ask what belongs to the answer."""
        said: dict[str, Any] = super().clean() or {}
        state = said.get("state")
        if state == PreparationState.NOT_NEEDED and not said.get("reason"):
            self.add_error("reason", _("Choose why it is not needed."))
        if state == PreparationState.DONE and "result" in self.fields:
            self._clean_result(said)
        return said

    def _clean_result(self, said: dict[str, Any]) -> None:
        if not said.get("result"):
            self.add_error("result", _("Say what came of it."))
        if not said.get("shows"):
            self.add_error("shows", _("Write in a sentence what shows it."))
        reached = said.get("result") == Result.REACHED
        if reached and "certificate" in self.fields and not said.get("certificate"):
            self.add_error("certificate", _("Write which certificate there is now."))

    def said(self) -> Conclusion:
        """Return the answers as the action takes them."""
        given = self.cleaned_data
        state = PreparationState(given["state"])
        return Conclusion(
            state=state,
            reason=given["reason"] if state == PreparationState.NOT_NEEDED else "",
            result=given.get("result", ""),
            shows=given.get("shows", ""),
            certificate=given.get("certificate", ""),
        )


class ArrangeForm(Seen):
    """Where and when a taster placement is."""

    place = forms.CharField(
        label=_("Which work, and where"), max_length=140, help_text=_("For example: the greenhouse, with Piet.")
    )
    begins_on = forms.DateField(label=_("First day"), widget=DayInput())
    days = forms.IntegerField(label=_("How many days"), min_value=1, max_value=MOST_DAYS)

    def clean_begins_on(self) -> Any:
        """Refuse a day that is a typing mistake."""
        day = self.cleaned_data["begins_on"]
        if abs(day - timezone.localdate()) > LONGEST:
            raise forms.ValidationError(_("This day is more than a year away."))
        return day

    def said(self) -> Days:
        """Return the answers as the action takes them."""
        given = self.cleaned_data
        return Days(place=given["place"], begins_on=given["begins_on"], days=given["days"])


class TellForm(forms.Form):
    """How a taster placement went, in three questions and own words."""

    liked = forms.ChoiceField(choices=Liked.choices, widget=forms.RadioSelect)
    able = forms.ChoiceField(choices=Able.choices, widget=forms.RadioSelect)
    go_on = forms.ChoiceField(choices=GoOn.choices, widget=forms.RadioSelect)
    words = forms.CharField(required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, side: Side, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.side = side
        for name, question in QUESTIONS[side].items():
            self.fields[name].label = question
        employer = side is Side.EMPLOYER
        self.fields["words"].label = _("What went well, what not yet?") if employer else _("Do you want to say more?")

    def told(self) -> Told:
        """Return the answers as the action takes them."""
        given = self.cleaned_data
        return Told(liked=given["liked"], able=given["able"], go_on=given["go_on"], words=given["words"])


class TeamForm(Seen):
    """What a team has."""

    checked = forms.MultipleChoiceField(
        label=_("What is there?"), choices=TeamCheck.choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class TaskForm(Seen):
    """Something to do before the start: what, whose, and until when."""

    what = forms.CharField(label=_("What"), max_length=140)
    doer = forms.ChoiceField(label=_("Who does it"))
    due_on = forms.DateField(label=_("To be ready by"), widget=DayInput())

    def __init__(self, *args: Any, piece: Preparation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        doers = [doer for doer in Doer if doer is not Doer.CANDIDATE]
        if piece is not None:
            self.fields["what"].required = not piece.content and piece.enrolment_id is not None
            self.fields["what"].help_text = _("Empty: as the design calls it.") if piece.content else ""
        if piece is not None and piece.kind in BY_OTHERS:
            doers = [Doer.EMPLOYER]
        offer(self, "doer", [(str(one), DOERS[one]) for one in doers])

    def clean_due_on(self) -> Any:
        """Refuse a day that is a typing mistake."""
        day = self.cleaned_data["due_on"]
        if abs(day - timezone.localdate()) > 2 * LONGEST:
            raise forms.ValidationError(_("This day is more than two years away."))
        return day

    def said(self) -> Task:
        """Return the answers as the action takes them."""
        given = self.cleaned_data
        return Task(what=given["what"], doer=Doer(given["doer"]), due_on=given["due_on"])
