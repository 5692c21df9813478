"""Parsing what people type about candidates."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.enums import SECTORS, sector_label
from leerwerk.parties.models import Municipality, Organisation, Person
from leerwerk.recruitment.enums import LANGUAGES, LIMITS, SKILLS, Cefr
from leerwerk.recruitment.models import EARLIEST_WORK, Background, Candidate, Obstacle, Profile, WorkExperience
from leerwerk.recruitment.occupations import OCCUPATIONS, occupation_label, occupation_meant, occupations_like
from leerwerk.recruitment.search import PROVISIONAL, codes_in_use, provisional_code
from leerwerk.web.fields import DagdelenField, limit, sensible_days

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
SCALE = [(step, str(step)) for step in range(1, 6)]
RANKS = 4


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
    ready = forms.DateField(label=_("Ready by"), required=False, widget=DATE)
    without = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("everybody")),
            ("group", _("without a group")),
            ("profile", _("without a profile")),
            ("fresh", _("with a profile older than six months")),
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
        _offer(self, "contact_language", _with_own(LANGUAGES, [self.instance.contact_language]))
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
        widgets = {"permit_on": DATE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sensible_days(self)

    def clean_birth_year(self) -> int | None:
        """A year in which somebody of working age can have been born."""
        year: int | None = self.cleaned_data["birth_year"]
        if year is not None and not 1920 <= year <= timezone.localdate().year:
            raise forms.ValidationError(_("Give a year of four digits, such as 1990."))
        return year


def _offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


def _with_own(known: Mapping[str, Any], own: Iterable[str]) -> list[tuple[str, Any]]:
    """Return the known choices, and those that are not known but were stated before: nothing gets lost."""
    rest = [(code, code.replace("_", " ")) for code in own if code and code not in known]
    return [*known.items(), *rest]


class ProfileForm(forms.ModelForm[Profile]):
    """A new dated statement, filled in beforehand with the last one. Everything can be chosen, nothing is typed."""

    learnability = forms.TypedChoiceField(
        label=_("Learnability"), choices=SCALE, coerce=int, help_text=_("1 = learns slowly, 5 = learns fast")
    )
    load = forms.TypedChoiceField(
        label=_("Load that can be carried"),
        choices=SCALE,
        coerce=int,
        help_text=_("1 = very little besides life at home, 5 = a full week"),
    )
    motivation = forms.TypedChoiceField(
        label=_("Motivation"), choices=SCALE, coerce=int, help_text=_("1 = is in doubt, 5 = wants to start at once")
    )
    available = DagdelenField(label=_("Free dagdelen"))
    max_travel = forms.IntegerField(
        label=_("Most minutes of travel, one way"), min_value=0, max_value=240, help_text=_("Between 0 and 240.")
    )
    wish_1 = forms.ChoiceField(label=_("First wish"))
    wish_2 = forms.ChoiceField(label=_("Second wish"), required=False)
    wish_3 = forms.ChoiceField(label=_("Third wish"), required=False)
    wish_4 = forms.ChoiceField(label=_("Fourth wish"), required=False)
    skills = forms.MultipleChoiceField(label=_("Skills"), required=False, widget=forms.CheckboxSelectMultiple)
    limits = forms.MultipleChoiceField(
        label=_("Limits at work"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What somebody cannot do, never why."),
    )

    class Meta:
        model = Profile
        fields = (
            *("stated_on", "listening", "reading", "speaking", "writing", "learnability", "load", "motivation"),
            *("available", "max_travel", "ready_on", "skills", "licence", "education", "limits"),
        )
        widgets = {"stated_on": DATE, "ready_on": DATE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sensible_days(self)
        wished = self.instance.sectors
        codes = [(code, sector_label(code)) for code in dict.fromkeys([*SECTORS, *wished])]
        for rank in range(RANKS):
            _offer(
                self, f"wish_{rank + 1}", [("", _("choose a sector") if rank == 0 else _("no further wish")), *codes]
            )
            self.initial.setdefault(f"wish_{rank + 1}", wished[rank] if rank < len(wished) else "")
        _offer(self, "skills", _with_own(SKILLS, self.instance.skills))
        _offer(self, "limits", _with_own(LIMITS, self.instance.limits))

    def clean_stated_on(self) -> Any:
        """A profile says what was found, not what will be."""
        day = self.cleaned_data["stated_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def save(self, commit: bool = True) -> Profile:
        """Return the profile with its wishes in order; wishes beyond the ones that were asked stay behind them."""
        ranked = [self.cleaned_data[f"wish_{rank + 1}"] for rank in range(RANKS)]
        further = self.instance.sectors[RANKS:]
        self.instance.sectors = list(dict.fromkeys(code for code in [*ranked, *further] if code))
        return super().save(commit)


class ObstacleForm(forms.ModelForm[Obstacle]):
    """Something in the way, who solves it, by when."""

    class Meta:
        model = Obstacle
        fields = ("kind", "note", "owner", "due_on")
        widgets = {"due_on": DATE}
        help_texts = {"note": _("What is needed, in a few words. Never a diagnosis.")}

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sensible_days(self)
        today = timezone.localdate()
        members = Person.objects.filter(memberships__organisation=organisation, memberships__since__lte=today)
        limit(self, "owner", members.exclude(memberships__until__lte=today).distinct())


class OccupationField(forms.CharField):
    """An occupation by its name; the page offers all names in a list with the id ``occupations``, value a code."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"list": "occupations", "autocomplete": "off"}), **options)

    def prepare_value(self, value: Any) -> Any:
        """Return the name of a code, or what was typed."""
        return occupation_label(value) if value else value

    def to_python(self, value: Any) -> Any:
        """Return the code, or refuse with names that look like what was typed."""
        typed = super().to_python(value)
        if not typed:
            return typed
        if (code := occupation_meant(typed)) is not None:
            return code
        if like := occupations_like(typed):
            raise forms.ValidationError(
                _("We do not know this occupation. Choose one from the list, such as: %(words)s."),
                params={"words": "; ".join(like)},
            )
        raise forms.ValidationError(_("We do not know this occupation. Choose one from the list, or leave it empty."))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another occupation was typed."""
        return (initial or "") != (occupation_meant(data or "") or data or "")


class WorkForm(forms.ModelForm[WorkExperience]):
    """What work, which occupation that is, and in which years."""

    occupation = OccupationField(
        label=_("Occupation"),
        required=False,
        help_text=_("Type a part of the word and choose from the list. Leave it empty when nothing fits."),
    )
    since = forms.IntegerField(label=_("From year"), min_value=EARLIEST_WORK, help_text=_("Four digits, such as 2012."))
    until = forms.IntegerField(
        label=_("Until year"),
        required=False,
        min_value=EARLIEST_WORK,
        help_text=_("Leave it empty when this work goes on."),
    )
    occupations = OCCUPATIONS

    class Meta:
        model = WorkExperience
        fields = ("work", "occupation", "since", "until")
        help_texts = {
            "work": _(
                "In the words of the candidate, such as: cook in a hotel. Work without pay counts too."
                " No name of an employer, place or country."
            )
        }

    def clean_work(self) -> str:
        """One line with single spaces."""
        return " ".join(self.cleaned_data["work"].split())

    def _year(self, name: str) -> int | None:
        year: int | None = self.cleaned_data[name]
        if year is not None and year > timezone.localdate().year:
            raise forms.ValidationError(_("This year is still to come."))
        return year

    def clean_since(self) -> int | None:
        """Work that was done or is being done."""
        return self._year("since")

    def clean_until(self) -> int | None:
        """Not after this year, and not before it began."""
        until, since = self._year("until"), self.cleaned_data.get("since")
        if until is not None and since is not None and until < since:
            raise forms.ValidationError(_("The last year is before the first year."))
        return until


class FileInvitationForm(forms.Form):
    """Where the candidate gets the link to their own file."""

    email = forms.EmailField(label=_("E-mail address of the candidate"), max_length=254)
