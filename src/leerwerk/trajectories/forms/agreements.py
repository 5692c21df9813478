"""Forms for agreements: the terms that people fill in, an answer, and whom to ask by a link."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerwerk.engine.agreement import Cost, Payer
from leerwerk.recruitment.enums import LANGUAGES
from leerwerk.trajectories.agreement_labels import COSTS, PAY_UNITS, PAYERS, WAGE_SCALES
from leerwerk.trajectories.enums import AgreementKind, Verdict

NOT_YET = ("", _("not said yet"))


def _one_of(label: Any, names: Mapping[Any, Any], **options: Any) -> forms.ChoiceField:
    choices = [NOT_YET, *((str(code), text) for code, text in names.items())]
    return forms.ChoiceField(label=label, required=False, choices=choices, **options)


def _whole(label: Any, highest: int, lowest: int = 0, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=lowest, max_value=highest, **options)


def _words(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 3}), **options
    )


class LearnWorkTermsForm(forms.Form):
    """What people agree about one participant; whatever is left open is named as missing."""

    work_hours = forms.DecimalField(
        label=_("Hours of work per week"),
        required=False,
        min_value=Decimal(1),
        max_value=Decimal(60),
        decimal_places=2,
        max_digits=4,
        help_text=_("Only where it differs from the design of the group."),
    )
    pay_unit = _one_of(_("The participant is paid"), PAY_UNITS)
    pay = forms.DecimalField(
        label=_("Pay, gross, in euros"),
        required=False,
        min_value=Decimal("0.01"),
        max_digits=8,
        decimal_places=2,
        help_text=_("Without holiday pay."),
    )
    wage_scale = forms.ChoiceField(
        label=_("Minimum wage to compare with"),
        required=False,
        initial="adult",
        choices=[(str(code), text) for code, text in WAGE_SCALES.items()],
    )
    lessons_paid = forms.ChoiceField(
        label=_("Are hours of lessons paid?"), required=False, choices=[NOT_YET, ("yes", _("yes")), ("no", _("no"))]
    )
    contract_months = _whole(
        _("Length of the contract, in months"), 60, help_text=_("0 is a permanent contract, without an end.")
    )
    trial_months = _whole(_("Trial period in the contract, in months"), 2, help_text=_("0 is no trial period."))
    notice_weeks = _whole(_("Notice, in weeks"), 26)
    growth_months = _whole(_("After how many months do you talk about growing?"), 60, 1)
    growth = _words(
        _("How the participant can grow"), help_text=_("In short Dutch sentences: another task, function or scale.")
    )
    talk_days = _whole(_("Within how many days do you talk when it does not go well?"), 30, lowest=1)
    when_it_stops = _words(_("What you do if it stops"), help_text=_("In short Dutch sentences."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for cost in Cost:
            label = _("%(cost)s: who pays?") % {"cost": COSTS[cost]}
            self.fields[f"pays_{cost}"] = _one_of(label, PAYERS)
        self.order_fields([*ORDER, *(f"pays_{cost}" for cost in Cost), "talk_days", "when_it_stops"])


ORDER = (
    *("work_hours", "pay_unit", "pay", "wage_scale", "lessons_paid", "contract_months", "trial_months"),
    *("notice_weeks", "growth_months", "growth"),
)


class GroupTermsForm(forms.Form):
    """What the organisations around a group agree; whatever is left open is named as missing."""

    meeting_weeks = _whole(_("Every how many weeks do the parties talk about the group?"), 52, lowest=1)
    talk_days = _whole(_("Within how many days do you talk when it does not go well?"), 30, lowest=1)
    employer_stops = _words(_("What you do if an employer stops"))
    too_few = _words(_("What you do with too few participants"))
    not_covered = _one_of(
        _("Who pays what is not covered?"), {code: text for code, text in PAYERS.items() if code is not Payer.NONE}
    )


class NoteForm(forms.Form):
    """Why there is a new version."""

    note = forms.CharField(
        label=_("What changed, and why"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Every party reads this. Do not write about pay here."),
    )


class AskForm(forms.Form):
    """To whom a link goes."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)


class AnswerForm(forms.Form):
    """Approve or not. ``helped``: for the candidate, who may say who read it aloud; ``must``: it has to be said.

    ``signer``: for whoever comes by a link, who says who they are.
    """

    verdict = forms.ChoiceField(
        label=_("Your answer"),
        widget=forms.RadioSelect,
        choices=[(Verdict.APPROVED, _("I approve this version")), (Verdict.DECLINED, _("I do not approve it"))],
        error_messages={"required": _("Choose one of the two.")},
    )
    words = forms.CharField(
        label=_("If not: why not?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, helped: bool = False, must: bool = False, signer: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if signer:
            self.fields["signer"] = forms.CharField(label=_("Your name"), max_length=120)
        if helped:
            self.fields["helped_by"] = forms.CharField(
                label=_("Who read it aloud?"),
                required=must,
                max_length=120,
                help_text="" if must else _("Only if somebody helped you to read."),
            )
            self.fields["help_language"] = forms.ChoiceField(
                label=_("In which language?"), required=must, choices=[("", "–"), *_languages()]
            )

    def clean(self) -> dict[str, Any]:
        """Ask why, of who does not approve; and in which language, of who was helped."""
        cleaned = super().clean() or {}
        if cleaned.get("verdict") == Verdict.DECLINED and not (cleaned.get("words") or "").strip():
            self.add_error("words", _("Say why not. The other parties read it."))
        if cleaned.get("helped_by") and not cleaned.get("help_language") and "help_language" not in self.errors:
            self.add_error("help_language", _("Choose the language in which it was read."))
        return cleaned


def _languages() -> Iterable[tuple[str, Any]]:
    return LANGUAGES.items()


class AgreementFilter(forms.Form):
    """Narrowing the list of agreements."""

    q = forms.CharField(label=_("Code of the group"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("every kind")), *AgreementKind.choices])
