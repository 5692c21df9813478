"""Forms of support: what help is asked for, what was agreed, what a team plans, and whom the coach speaks with."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerwerk.coaching.actions.support import Planned
from leerwerk.coaching.support_enums import Topic
from leerwerk.parties.models import Membership
from leerwerk.web.fields import DayInput, offer


class AskForm(forms.Form):
    """What somebody asks help for: a tap, and words when they want."""

    topic = forms.ChoiceField(label=_("About what?"), choices=Topic.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Do you want to say more? You need not."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class HelpForm(forms.Form):
    """What was agreed with who asked."""

    agreed = forms.CharField(
        label=_("What did you agree?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who asked reads this. Use simple words, and say who does what and when."),
    )


class PlanForm(forms.Form):
    """When and by whom a team is prepared."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    team_on = forms.DateField(
        label=_("On which day does the team talk about it?"),
        widget=DayInput(),
    )
    welcomes = forms.CharField(label=_("Who welcomes on the first day?"), max_length=80)
    buddy = forms.CharField(
        label=_("Which colleague is the buddy?"),
        max_length=80,
        help_text=_("Somebody who wants it, and has time for it. Not the supervisor."),
    )

    def __init__(self, *args: Any, first_day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first_day = first_day

    def clean_team_on(self) -> Any:
        """Refuse a day that is not before the first day of work."""
        day = self.cleaned_data["team_on"]
        if day >= self.first_day:
            raise forms.ValidationError(_("Choose a day before the first day of work."))
        return day

    def said(self) -> Planned:
        """Return the answers as the action takes them."""
        given = self.cleaned_data
        return Planned(team_on=given["team_on"], welcomes=given["welcomes"], buddy=given["buddy"])


class ContactForm(forms.Form):
    """With whom of an employer the coach speaks."""

    member = forms.ChoiceField(label=_("With whom does the coach speak?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, members: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(one.pk): one for one in members}
        offer(self, "member", [(key, str(one.person)) for key, one in self.members.items()])

    def chosen(self) -> Membership:
        """Return who was chosen."""
        return self.members[self.cleaned_data["member"]]
