"""Forms with which a municipality writes exams, more time and moves."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerwerk.learning.civic_enums import Ground
from leerwerk.learning.models import CivicMove, ExamResult, TermExtension
from leerwerk.web.fields import DayInput, offer, sensible_days


class _Once(forms.ModelForm[Any]):
    """What was written of the same day before is replaced: that is no mistake."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sensible_days(self)

    def validate_unique(self) -> None:
        """Nothing is refused."""

    def _get_validation_exclusions(self) -> set[str]:
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # Django's own hook
        return excluded | {"case"}

    def not_later(self, name: str, given: dict[str, Any]) -> None:
        """Refuse a day that is still to come."""
        if given.get(name) and given[name] > timezone.localdate():
            self.add_error(name, _("Choose a day up to and including today."))


class ExamForm(_Once):
    """The result of a part of the exam."""

    class Meta:
        model = ExamResult
        fields = ("part", "on", "outcome")
        widgets = {"on": DayInput(), "outcome": forms.RadioSelect()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "outcome", ExamResult._meta.get_field("outcome").choices or ())  # not the empty one

    def clean(self) -> dict[str, Any]:
        """Refuse an exam that is still to come."""
        given: dict[str, Any] = super().clean() or {}
        self.not_later("on", given)
        return given


class ExtensionForm(_Once):
    """A decision about more time."""

    class Meta:
        model = TermExtension
        fields = ("decided_on", "ground", "months", "days")
        widgets = {"decided_on": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, most in (("months", 120), ("days", 366)):
            self.fields[name] = forms.IntegerField(
                label=self.fields[name].label, min_value=0, max_value=most, required=False
            )
        self.fields["months"].help_text = _("As the decision says. After substantial effort it may stay empty.")

    def clean(self) -> dict[str, Any]:
        """Refuse no time at all, and a decision that is still to come."""
        given: dict[str, Any] = super().clean() or {}
        self.not_later("decided_on", given)
        for name in ("months", "days"):
            if name not in self.errors:
                given[name] = given.get(name) or 0
        if given.get("months") == given.get("days") == 0 and given.get("ground") != Ground.SUBSTANTIAL_EFFORT:
            self.add_error("months", _("Fill in how much time it is."))
        return given


class CivicMoveForm(_Once):
    """A registration in another municipality."""

    class Meta:
        model = CivicMove
        fields = ("municipality", "registered_on", "pip_on")
        widgets = {"registered_on": DayInput(), "pip_on": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pip_on"].help_text = _(
            "Leave it empty as long as there is none. Save the move again when there is."
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a move before the first registration or still to come, and a plan before the move."""
        given: dict[str, Any] = super().clean() or {}
        self.not_later("registered_on", given)
        self.not_later("pip_on", given)
        moved, pip = given.get("registered_on"), given.get("pip_on")
        if moved and moved <= self.instance.case.registered_on:
            self.add_error("registered_on", _("This is not after the first registration."))
        if moved and pip and pip < moved:
            self.add_error("pip_on", _("The plan is not before the move."))
        return given
