"""Parsing what people type about candidates."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.enums import SECTORS
from leerwerk.parties.models import Municipality
from leerwerk.recruitment.enums import LANGUAGES, Cefr
from leerwerk.recruitment.forms.choices import with_own
from leerwerk.recruitment.models import Background, Candidate
from leerwerk.recruitment.search import PROVISIONAL, codes_in_use, provisional_code
from leerwerk.web.fields import DayInput, limit, offer, sensible_days


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
    sector = forms.ChoiceField(
        label=_("Wish for sector"), required=False, choices=[("", _("every sector")), *SECTORS.items()]
    )
    ready = forms.DateField(label=_("Ready by"), required=False, widget=DayInput())
    without = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("everybody")),
            ("group", _("without a group")),
            ("profile", _("without a profile")),
            ("fresh", _("with a profile older than six months")),
            ("intake", _("with an open intake")),
            ("obstacle", _("with an obstacle that is overdue")),
            ("invitation", _("proposed for a group and not invited yet")),
        ],
    )
    component = forms.ChoiceField(
        label=_("In component"),
        required=False,
        choices=[
            ("", _("every component and none")),
            ("recruitment", _("Recruitment and selection")),
            ("pre_track", _("Pre-track")),
            ("learn_work", _("Learning and working")),
            ("language", _("Extra language support")),
            ("coaching", _("Extra coaching")),
            ("placement", _("Matching and placement")),
        ],
    )
    licence = forms.BooleanField(label=_("With a driving licence"), required=False)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, towns: QuerySet[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "municipality", towns)


class CandidateForm(forms.ModelForm[Candidate]):
    """Who someone is and how to reach them."""

    code = forms.CharField(
        label=_("Number"),
        max_length=40,
        required=False,
        help_text=_("The number in your own administration. Leave it empty when there is none yet."),
    )
    contact_language = forms.ChoiceField(label=_("Language of contact"))
    new_code = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    same_person_checked = forms.BooleanField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Candidate
        fields = (
            "given_name",
            "family_name",
            "native_name",
            "code",
            "municipality",
            "phone",
            "email",
            "contact_language",
            "route",
        )
        widgets = {
            "phone": forms.TextInput(attrs={"type": "tel"}),
            "native_name": forms.TextInput(attrs={"dir": "auto"}),
        }

    def __init__(self, *args: Any, towns: QuerySet[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "municipality", towns)
        offer(self, "contact_language", with_own(LANGUAGES, [self.instance.contact_language]))
        self.initial["new_code"] = provisional_code()  # stays the same when the form is sent twice

    @property
    def given_code(self) -> str:
        """The provisional number that came with the form; a new one if somebody took it out."""
        sent = str(self.data.get("new_code", "")).strip()[:40]
        return sent if sent.startswith(PROVISIONAL) else provisional_code()

    def clean_code(self) -> str:
        """Keep the number, give a provisional one, or refuse one that is taken."""
        code: str = self.cleaned_data["code"].strip() or self.instance.code or self.given_code
        own = Candidate.objects.filter(pk=self.instance.pk, code=code).exists()
        if not own and codes_in_use([code]):
            raise forms.ValidationError(_("This number belongs to another file. Is it the same person?"))
        return code


class BackgroundForm(forms.ModelForm[Background]):
    """What only the intermediary sees, and no matching may use."""

    class Meta:
        model = Background
        fields = ("birth_year", "sex", "nationality", "permit_on")
        widgets = {"permit_on": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sensible_days(self)

    def clean_birth_year(self) -> int | None:
        """A year in which somebody of working age can have been born."""
        year: int | None = self.cleaned_data["birth_year"]
        if year is not None and not 1920 <= year <= timezone.localdate().year:
            raise forms.ValidationError(_("Give a year of four digits, such as 1990."))
        return year


class FileInvitationForm(forms.Form):
    """Where the candidate gets the link to their own file."""

    email = forms.EmailField(label=_("E-mail address of the candidate"), max_length=254)
