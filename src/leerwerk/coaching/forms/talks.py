"""Parsing what is noted of a contact, written about it, agreed and answered."""

from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerwerk.coaching.actions import Told
from leerwerk.coaching.enums import QUESTIONS, Channel, Goes, Mood, ReadBy, Side, StepOwner, WhyMoved
from leerwerk.web.fields import DayInput, offer, sensible_days

# Who does something in what was agreed with a side: an employer's matters are not the participant's.
NO_ANSWER = "none"


class TalkForm(forms.Form):
    """A contact: with one tap, everything but how they are has an answer already. ``ticket``: one filled-in page."""

    ticket = forms.UUIDField(widget=forms.HiddenInput)
    day = forms.DateField(label=_("When"), widget=DayInput())
    channel = forms.ChoiceField(label=_("How"), choices=Channel.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, side: str, also: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.side = side
        sensible_days(self)
        if side == Side.EMPLOYER:
            for name, question in QUESTIONS.items():
                self.fields[name] = forms.ChoiceField(
                    label=question, choices=Goes.choices, required=False, widget=forms.RadioSelect
                )
        if also:
            self.fields["also"] = forms.MultipleChoiceField(
                label=_("It was about these people too"),
                choices=also,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    @staticmethod
    def fresh() -> dict[str, Any]:
        """Return what a page begins with: today, by phone, and a ticket of its own."""
        return {"ticket": uuid4(), "day": timezone.localdate(), "channel": Channel.CALL}

    @property
    def faces(self) -> list[forms.BoundField]:
        """The three questions to an employer."""
        return [self[name] for name in QUESTIONS if name in self.fields]

    def told(self, pressed: str) -> Told:
        """Return what was noted; ``pressed``: the face that was pressed, or that nobody was reached."""
        said = self.cleaned_data
        reached = pressed != NO_ANSWER
        mood = pressed if self.side == Side.CANDIDATE and pressed in Mood.values else ""
        answers = {name: said.get(name, "") for name in QUESTIONS}
        return Told(day=said["day"], channel=said["channel"], reached=reached, mood=mood, **answers)


class NoteForm(forms.Form):
    """What was talked about, and who reads it."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What did you talk about?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Write nothing about illness. Whoever you spoke with reads it, and can answer."),
    )
    read_by = forms.ChoiceField(label=_("Who reads it as well?"), choices=ReadBy.choices, widget=forms.RadioSelect)


class StepForm(forms.Form):
    """What was agreed, who does it, and until when."""

    what = forms.CharField(label=_("What did you agree on?"), max_length=200)
    owner = forms.ChoiceField(label=_("Who does it?"), choices=StepOwner.choices)
    due_on = forms.DateField(label=_("Ready by"), widget=DayInput())

    def __init__(self, *args: Any, side: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        other = StepOwner.CANDIDATE if side == Side.EMPLOYER else StepOwner.EMPLOYER
        offer(self, "owner", [(one.value, one.label) for one in StepOwner if one != other])
        sensible_days(self)

    def clean_due_on(self) -> Any:
        """Something is agreed for a day that is not over."""
        day = self.cleaned_data["due_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day is over. Choose a day from today on."))
        return day


class MoveForm(forms.Form):
    """Which other day, and why."""

    to = forms.DateField(label=_("Which day?"), widget=DayInput())
    why = forms.ChoiceField(label=_("Why?"), choices=WhyMoved.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sensible_days(self)


class AnswerForm(forms.Form):
    """What whoever was spoken with adds."""

    text = forms.CharField(
        label=_("What do you want to say about it?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class MoodForm(forms.Form):
    """How somebody is: the face that was pressed."""

    mood = forms.ChoiceField(choices=Mood.choices)

    def said(self) -> str:
        """Return the mood; needs a valid form."""
        return cast(str, self.cleaned_data["mood"])
