"""How people are reached."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.models import Organisation
from leerwerk.recruitment.enums import LANGUAGES
from leerwerk.recruitment.models import HeardOfIt, Outreach
from leerwerk.web.fields import DayInput, limit, sensible_days


class OutreachForm(forms.ModelForm[Outreach]):
    """One time that the message was carried."""

    language = forms.ChoiceField(label=_("Language"), choices=list(LANGUAGES.items()))
    reached = forms.IntegerField(label=_("People reached, about"), min_value=1, max_value=100_000)

    class Meta:
        model = Outreach
        fields = ("channel", "held_on", "language", "reached", "carried_by", "place")
        widgets = {"held_on": DayInput()}
        help_texts = {"carried_by": _("For instance the ambassador who told their own story. No names of listeners.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sensible_days(self)


class HeardForm(forms.ModelForm[HeardOfIt]):
    """How a candidate heard of it."""

    class Meta:
        model = HeardOfIt
        fields = ("channel", "organisation")

    def __init__(self, *args: Any, region: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "organisation", Organisation.objects.filter(region=region, active=True).order_by("name", "id"))
