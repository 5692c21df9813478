"""The pages of an intake. Everything may be left empty: what is missing is told when the intake is read back."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.enums import SECTORS, sector_label
from leerwerk.recruitment.conversation import MOST_WISHES, OF_THE_INTAKE, values_of
from leerwerk.recruitment.enums import LANGUAGES, LIMITS, SKILLS, Interpreter, LearnabilitySource, TalkHow
from leerwerk.recruitment.forms.choices import (
    CARRIES,
    CONDITIONS,
    LEARNS,
    SCALE,
    WANTS,
    not_to_come,
    with_own,
)
from leerwerk.recruitment.models import Intake, IntakeAnswers, IntakeCall
from leerwerk.recruitment.models.intakes import WORDS
from leerwerk.recruitment.stamps import stamp
from leerwerk.recruitment.steps import BY_SLUG, Step
from leerwerk.web.fields import DagdelenField, DayInput, offer, sensible_days

YES_OR_NO = [("True", _("yes")), ("False", _("no"))]
TEXT = forms.Textarea(attrs={"rows": 4, "dir": "auto"})
NOT_ASKED = _("not asked yet")


def _yes_or_no(**options: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        choices=YES_OR_NO,
        widget=forms.RadioSelect,
        coerce=lambda said: said == "True",
        empty_value=None,
        required=False,
        **options,
    )


def _scale(**options: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        choices=[("", NOT_ASKED), *SCALE], coerce=int, empty_value=None, required=False, **options
    )


class BeginForm(forms.Form):
    """On which day the conversation is."""

    held_on = forms.DateField(label=_("Day of the conversation"), widget=DayInput(), initial=timezone.localdate)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sensible_days(self)

    def clean_held_on(self) -> Any:
        """An intake that is to come is not begun yet."""
        return not_to_come(self.cleaned_data["held_on"])


class StepForm(forms.ModelForm[IntakeAnswers]):
    """One step; ``seen`` is the mark of what stood there when the page was made."""

    step: Step
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, sent: Any = None, *, intake: Intake) -> None:
        written = values_of(intake, self.step)
        known = {name: written[name] for name in OF_THE_INTAKE & written.keys()}
        super().__init__(sent, instance=intake.answers, initial=known | {"seen": stamp(written)})
        sensible_days(self)
        for field in self.fields.values():
            field.required = False
            if isinstance(field, forms.TypedChoiceField) and not isinstance(field.widget, forms.RadioSelect):
                self._can_be_unknown(field)

    @staticmethod
    def _can_be_unknown(field: forms.TypedChoiceField) -> None:
        choices: Any = field.choices
        field.choices = [("", NOT_ASKED), *(choice for choice in choices if choice[0] not in ("", None))]

    @property
    def values(self) -> dict[str, object]:
        """What was answered, by the name of the fact; the form must be valid."""
        return {name: self.cleaned_data[name] for name in self.step.fields}

    def _post_clean(self) -> None:
        """Leave the intake as it is: the action writes. What the model refuses, each field refuses already."""


class TalkForm(StepForm):
    """How we talk."""

    step = BY_SLUG["talk"]
    held_on = forms.DateField(label=_("Day of the conversation"), widget=DayInput())
    how = forms.ChoiceField(label=_("How we talked"), choices=TalkHow.choices, widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language of the conversation"))
    interpreter = forms.ChoiceField(
        label=_("Interpreter"),
        choices=Interpreter.choices,
        widget=forms.RadioSelect,
        help_text=_("A child never interprets. Before a member of the family not everything can be said."),
    )
    purpose_told = _yes_or_no(label=_("Told what the intake is for?"))
    understood = _yes_or_no(label=_("Did the candidate say in their own words what we will do?"))
    told_alone = _yes_or_no(label=_("Told of the right to talk alone?"))
    alone = _yes_or_no(label=_("Did we talk alone?"), help_text=_("An interpreter may be there."))

    class Meta:
        model = IntakeAnswers
        fields = ("how", "language", "interpreter", "purpose_told", "understood", "told_alone", "alone")

    field_order = step.fields

    def __init__(self, sent: Any = None, *, intake: Intake) -> None:
        super().__init__(sent, intake=intake)
        offer(self, "language", [("", NOT_ASKED), *with_own(LANGUAGES, [self.instance.language])])

    def clean_held_on(self) -> Any:
        """The day stays what it was when it is left empty."""
        return not_to_come(self.cleaned_data["held_on"]) or self.initial["held_on"]


class SchoolForm(StepForm):
    """School and work."""

    step = BY_SLUG["work"]
    school_years = forms.IntegerField(
        label=_("Years of school"), min_value=0, max_value=30, help_text=_("All together; 0 when there was none.")
    )
    learnability = _scale(label=_("Learnability"), help_text=LEARNS)
    learnability_source = forms.ChoiceField(
        label=_("How we know the learnability"), choices=LearnabilitySource.choices, widget=forms.RadioSelect
    )
    skills = forms.MultipleChoiceField(label=_("Skills"), widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = IntakeAnswers
        fields = BY_SLUG["work"].fields

    def __init__(self, sent: Any = None, *, intake: Intake) -> None:
        super().__init__(sent, intake=intake)
        offer(self, "skills", with_own(SKILLS, self.instance.skills))


class LanguagesForm(StepForm):
    """Dutch, per skill."""

    step = BY_SLUG["languages"]

    class Meta:
        model = IntakeAnswers
        fields = BY_SLUG["languages"].fields


class WishesForm(StepForm):
    """Wishes: the order in which pictures were pressed."""

    step = BY_SLUG["wishes"]
    sectors = forms.MultipleChoiceField(label=_("Wishes, first one first"), widget=forms.MultipleHiddenInput)

    class Meta:
        model = IntakeAnswers
        fields = BY_SLUG["wishes"].fields

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            "sectors",
            [(code, sector_label(code)) for code in {**SECTORS, **dict.fromkeys(self.instance.sectors)}],
        )

    def clean_sectors(self) -> list[str]:
        """Each wish once, and no more than can be told apart."""
        return list(dict.fromkeys(self.cleaned_data["sectors"]))[: max(MOST_WISHES, len(self.instance.sectors))]


class TimeForm(StepForm):
    """Time and travel."""

    step = BY_SLUG["time"]
    available = DagdelenField(label=_("Free dagdelen"))
    max_travel = forms.IntegerField(
        label=_("Most minutes of travel, one way"), min_value=0, max_value=240, help_text=_("Between 0 and 240.")
    )
    licence = _yes_or_no(label=_("Driving licence"))

    class Meta:
        model = IntakeAnswers
        fields = BY_SLUG["time"].fields
        widgets = {"ready_on": DayInput()}

    def clean_available(self) -> int | None:
        """A week in which nothing was ticked was not asked about yet."""
        return self.cleaned_data["available"] or None


class HomeForm(StepForm):
    """At home."""

    step = BY_SLUG["home"]
    home = forms.CharField(
        label=_("What asks time and attention at home"),
        max_length=WORDS,
        widget=TEXT,
        help_text=_(
            "Who needs care, and what takes time. Never an illness."
            " Only you, your colleagues and the candidate read it."
        ),
    )
    load = _scale(label=_("Load that can be carried"), help_text=CARRIES)
    limits = forms.MultipleChoiceField(
        label=_("Limits at work"), widget=forms.CheckboxSelectMultiple, help_text=CONDITIONS
    )

    class Meta:
        model = IntakeAnswers
        fields = BY_SLUG["home"].fields

    def __init__(self, sent: Any = None, *, intake: Intake) -> None:
        super().__init__(sent, intake=intake)
        offer(self, "limits", with_own(LIMITS, self.instance.limits))


class MotivationForm(StepForm):
    """In their own words."""

    step = BY_SLUG["motivation"]
    own_words = forms.CharField(
        label=_("In the language of the candidate"),
        max_length=WORDS,
        widget=TEXT,
        help_text=_("As it was said. The candidate may type it."),
    )
    own_words_nl = forms.CharField(label=_("The same in Dutch"), max_length=WORDS, widget=TEXT)
    motivation = _scale(label=_("Motivation"), help_text=WANTS)

    class Meta:
        model = IntakeAnswers
        fields = BY_SLUG["motivation"].fields


FORMS: dict[str, type[StepForm]] = {
    form.step.slug: form
    for form in (TalkForm, SchoolForm, LanguagesForm, WishesForm, TimeForm, HomeForm, MotivationForm)
}


class CallForm(forms.ModelForm[IntakeCall]):
    """When and how somebody was asked to come, and for which day."""

    class Meta:
        model = IntakeCall
        fields = ("called_on", "how", "asked_for")
        widgets = {"called_on": DayInput(), "asked_for": DayInput(), "how": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sensible_days(self)
        offer(self, "how", [choice for choice in self.fields["how"].choices if choice[0]])  # type: ignore[attr-defined]

    def clean_called_on(self) -> Any:
        """Asking is noted when it was done."""
        return not_to_come(self.cleaned_data["called_on"])

    def clean_asked_for(self) -> Any:
        """Not before they were asked."""
        day, asked = self.cleaned_data["asked_for"], self.cleaned_data.get("called_on")
        if asked is not None and day < asked:
            raise forms.ValidationError(_("This day is before the day on which you asked."))
        return day
