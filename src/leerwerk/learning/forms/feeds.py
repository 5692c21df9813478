"""Which lessons stand in a teacher's calendar."""

from django import forms
from django.utils.translation import gettext_lazy as _

from leerwerk.learning.enums import FeedScope


class FeedForm(forms.Form):
    """One's own lessons, or all of the school."""

    scope = forms.ChoiceField(
        label=_("Which lessons"),
        choices=FeedScope.choices,
        widget=forms.RadioSelect,
        help_text=_("You can change this later; the link stays the same."),
    )
