"""Saying that something is not right, and answering it."""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from leerwerk.recruitment.models import CounterStatement, Intake, Profile
from leerwerk.recruitment.models.intakes import WORDS
from leerwerk.web.fields import offer

INTAKE, PROFILE = "intake-", "profile-"


class StatementForm(forms.Form):
    """What is not right, and in what: one of the finished intakes, or of the profiles."""

    about = forms.ChoiceField(label=_("What is not right?"))
    text = forms.CharField(
        label=_("This is not right, because"), max_length=WORDS, widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"})
    )

    def __init__(self, *args: Any, intakes: list[Intake], profiles: list[Profile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = [
            (f"{INTAKE}{row.pk}", _("the intake of %(day)s") % {"day": date_format(row.held_on)}) for row in intakes
        ]
        stated = [
            (f"{PROFILE}{row.pk}", _("the profile of %(day)s") % {"day": date_format(row.stated_on)})
            for row in profiles
        ]
        offer(self, "about", [*held, *stated])

    def statement(self, **facts: Any) -> CounterStatement:
        """Return what was said, not saved yet; the form must be valid."""
        kind, _dash, key = self.cleaned_data["about"].partition("-")
        return CounterStatement(text=self.cleaned_data["text"].strip(), **{f"{kind}_id": int(key)}, **facts)


class ToldForm(StatementForm):
    """The same, written down for the candidate by somebody else."""

    witness = forms.CharField(
        label=_("Who heard it as well"),
        max_length=80,
        help_text=_("An interpreter, a colleague, somebody whom the candidate trusts: a name, or what they are."),
    )
    read_back = forms.BooleanField(label=_("I read it back, and the candidate says that it is written as they said it"))


class AnswerForm(forms.Form):
    """What the organisation says to it."""

    answer = forms.CharField(
        label=_("Your answer"),
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In short sentences: the candidate reads it. It cannot be changed afterwards."),
    )
