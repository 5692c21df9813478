"""Forms of work processes, words and credentials."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerwerk.learning.actions.credentials import Paper
from leerwerk.learning.enums import CREDENTIAL_KINDS, ISSUED_HERE, OF_OTHERS
from leerwerk.learning.forms.pictures import PhotoField
from leerwerk.learning.models import VocabularyItem, WorkProcess
from leerwerk.web.fields import DayInput


class ProcessForm(forms.ModelForm[WorkProcess]):
    """What somebody learns to do, and when it is done well."""

    class Meta:
        model = WorkProcess
        fields = ("title", "explanation")
        widgets = {"explanation": forms.Textarea(attrs={"rows": 3})}


class WordForm(forms.ModelForm[VocabularyItem]):
    """A word, a sentence, or a sentence about safety."""

    photo = PhotoField(required=False)
    field_order = ("kind", "text", "meaning", "photo", "pictogram")

    class Meta:
        model = VocabularyItem
        fields = ("kind", "text", "meaning", "pictogram")
        widgets = {"kind": forms.RadioSelect}
        labels = {"pictogram": _("Icon, where there is no photo or drawing")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pictogram"].required = False


class CredentialForm(forms.Form):
    """Which paper is drafted."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[one for one in CREDENTIAL_KINDS if one[0] in ISSUED_HERE])
    title = forms.CharField(label=_("Title"), max_length=140)


class SeenForm(forms.Form):
    """A paper of another body, as it was shown."""

    prefix = "seen"
    kind = forms.ChoiceField(label=_("Kind"), choices=OF_OTHERS)
    title = forms.CharField(label=_("Title"), max_length=140)
    issued_by = forms.CharField(label=_("Issued by"), max_length=140)
    number = forms.CharField(label=_("Number of the paper"), max_length=60, required=False)
    issued_on = forms.DateField(label=_("Date of the paper"), widget=DayInput())

    def clean_issued_on(self) -> date:
        """Refuse a day that is still to come."""
        day: date = self.cleaned_data["issued_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Choose a day up to and including today."))
        return day

    def paper(self) -> Paper:
        """Return what stands on it."""
        return Paper(**self.cleaned_data)
