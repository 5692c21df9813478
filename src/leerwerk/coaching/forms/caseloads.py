"""Parsing who accompanies whom, from when and why, and for how much somebody has room."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from leerwerk.coaching.enums import LEADS, Role, Side, WhyEnded
from leerwerk.parties.models import Membership, Organisation
from leerwerk.web.fields import DayInput, limit, sensible_days

GOES_ON = [(one.value, one.label) for one in WhyEnded if one != WhyEnded.ENDED]


class MemberField(forms.ModelChoiceField[Membership]):
    """A member by name, with where they work."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name and the organisation."""
        return f"{obj.person} · {obj.organisation}"


class CoachForm(forms.Form):
    """Who accompanies a side from a day; ``seen`` is who did when the page was shown."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    member = MemberField(label=_("Who accompanies"), queryset=Membership.objects.none())
    role = forms.ChoiceField(label=_("As what"), choices=[(one.value, one.label) for one in LEADS])
    since = forms.DateField(label=_("From which day"), widget=DayInput())
    why = forms.ChoiceField(label=_("Why somebody else"), choices=GOES_ON, required=False)
    buddy = forms.CharField(
        label=_("Buddy at work"),
        max_length=120,
        required=False,
        help_text=_("The name of a colleague who is the first to ask. The buddy needs no account."),
    )

    def __init__(self, *args: Any, members: QuerySet[Membership], follows: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "member", members.select_related("person", "organisation"))
        sensible_days(self)
        if not follows:
            del self.fields["why"]

    def clean_why(self) -> WhyEnded:
        """Return why whoever was the coach is no longer."""
        return WhyEnded(self.cleaned_data.get("why") or WhyEnded.HANDED_OVER)

    @property
    def role_said(self) -> Role:
        """As what they accompany."""
        return Role(self.cleaned_data["role"])


class HandOverForm(forms.Form):
    """To whom everybody goes whom somebody accompanies, and from which day."""

    taker = MemberField(label=_("Who takes over"), queryset=Membership.objects.none())
    since = forms.DateField(label=_("From which day"), widget=DayInput())
    why = forms.ChoiceField(label=_("Why"), choices=GOES_ON)

    def __init__(self, *args: Any, members: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "taker", members.select_related("person", "organisation"))
        sensible_days(self)


class RoomForm(forms.Form):
    """For how many points somebody has room."""

    points = forms.DecimalField(
        label=_("Room, in points"),
        min_value=0,
        max_value=200,
        decimal_places=1,
        help_text=_("One participant before the start, or who learns and works, is one point."),
    )


class OpenFilter(forms.Form):
    """Narrowing the open contacts of a region."""

    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("every open contact")),
            ("late", _("what is late")),
            ("missed", _("what was missed")),
            ("nobody", _("whom nobody accompanies")),
        ],
    )
    side = forms.ChoiceField(label=_("With whom"), required=False, choices=[("", _("both sides")), *Side.choices])
    organisation = forms.ModelChoiceField(
        label=_("Organisation of the coach"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("every organisation"),
    )
    q = forms.CharField(label=_("Group"), required=False, max_length=40)

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "organisation", organisations)
