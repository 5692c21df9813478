"""Parsing what people type about candidates."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.models import Municipality, Organisation, Person
from leerwerk.recruitment.enums import Cefr
from leerwerk.recruitment.models import Candidate, Obstacle, Profile
from leerwerk.web.fields import CodesField, DagdelenField, limit

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CandidateFilter(forms.Form):
    """Narrowing the list of candidates."""

    q = forms.CharField(label=_("Name or number"), required=False)
    municipality = forms.ModelChoiceField(
        label=_("Municipality"), queryset=Municipality.objects.none(), required=False, empty_label=_("everywhere")
    )
    education = forms.ChoiceField(
        label=_("Education"), required=False, choices=[("", _("every education")), ("low", _("low-skilled"))]
    )
    speaking = forms.ChoiceField(
        label=_("Speaking, at least"), required=False, choices=[("", _("every level")), *Cefr.choices]
    )
    sector = forms.SlugField(label=_("Wish for sector"), required=False)
    ready = forms.DateField(label=_("Ready by"), required=False, widget=DATE)
    without = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("everybody")),
            ("profile", _("without a profile")),
            ("fresh", _("with a profile older than six months")),
            ("obstacle", _("with an obstacle that is overdue")),
        ],
    )
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, towns: QuerySet[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "municipality", towns)


class CandidateForm(forms.ModelForm[Candidate]):
    """Who someone is and how to reach them."""

    same_person_checked = forms.BooleanField(
        label=_("I checked: this is somebody else"), required=False, widget=forms.HiddenInput
    )

    class Meta:
        model = Candidate
        fields = (
            "given_name",
            "family_name",
            "native_name",
            "municipality",
            "email",
            "phone",
            "contact_language",
            "route",
        )

    def __init__(self, *args: Any, towns: QuerySet[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "municipality", towns)


class ProfileForm(forms.ModelForm[Profile]):
    """A new dated statement, filled in beforehand with the last one."""

    available = DagdelenField(label=_("Free dagdelen"))
    sectors = CodesField(
        label=_("Wishes: sectors, the first wish first"), help_text=_("For example: zorg, groen, techniek.")
    )
    skills = CodesField(label=_("Skills"), required=False, help_text=_("For example: vca, computer."))
    limits = CodesField(
        label=_("Limits at work"),
        required=False,
        help_text=_("What somebody cannot do, never why. For example: no_lifting, no_heights."),
    )

    class Meta:
        model = Profile
        fields = (
            "stated_on",
            "listening",
            "reading",
            "speaking",
            "writing",
            "learnability",
            "load",
            "motivation",
            "available",
            "max_travel",
            "ready_on",
            "sectors",
            "skills",
            "licence",
            "education",
            "limits",
        )
        widgets = {"stated_on": DATE, "ready_on": DATE}

    def clean_max_travel(self) -> int:
        """At most four hours one way."""
        minutes: int = self.cleaned_data["max_travel"]
        if minutes > 240:
            raise forms.ValidationError(_("At most 240 minutes."))
        return minutes


class ObstacleForm(forms.ModelForm[Obstacle]):
    """Something in the way, who solves it, by when."""

    class Meta:
        model = Obstacle
        fields = ("kind", "note", "owner", "due_on")
        widgets = {"due_on": DATE}

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "owner", Person.objects.filter(memberships__organisation=organisation).distinct())
