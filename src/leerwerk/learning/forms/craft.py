"""Forms of work processes, words and credentials."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerwerk.learning.enums import CREDENTIAL_KINDS
from leerwerk.learning.models import VocabularyItem, WorkProcess


class ProcessForm(forms.ModelForm[WorkProcess]):
    """What somebody learns to do, and when it is done well."""

    class Meta:
        model = WorkProcess
        fields = ("title", "explanation")
        widgets = {"explanation": forms.Textarea(attrs={"rows": 3})}


class WordForm(forms.ModelForm[VocabularyItem]):
    """A word, a sentence, or a sentence about safety."""

    class Meta:
        model = VocabularyItem
        fields = ("kind", "text", "meaning", "pictogram")
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pictogram"].required = False


class CredentialForm(forms.Form):
    """Which paper is drafted."""

    kind = forms.ChoiceField(label=_("Kind"), choices=CREDENTIAL_KINDS)
    title = forms.CharField(label=_("Title"), max_length=140)
