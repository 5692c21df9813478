"""Form fields for what the domain counts in: half days and short lists of codes."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any, cast

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.functional import lazy
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

_SAID_BY_DJANGO = _("Null characters are not allowed.")  # its Dutch words tell nobody what to do; ours do

DAGDELEN = (
    _("Monday morning"),
    _("Monday afternoon"),
    _("Tuesday morning"),
    _("Tuesday afternoon"),
    _("Wednesday morning"),
    _("Wednesday afternoon"),
    _("Thursday morning"),
    _("Thursday afternoon"),
    _("Friday morning"),
    _("Friday afternoon"),
)


class DayInput(forms.DateInput):
    """A day from the device's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DagdelenField(forms.TypedMultipleChoiceField):
    """Ten half days as tick boxes; the value is a bit mask, bit 0 = Monday morning."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=list(enumerate(DAGDELEN)), coerce=int, required=False, **options)

    def clean(self, value: Any) -> int:
        """Return the mask."""
        return sum(1 << day for day in super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        """Return the ticked half days of a mask, or what was posted."""
        return [day for day in range(10) if value >> day & 1] if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another set of half days was ticked."""
        before = self.prepare_value(initial or 0)
        return {str(day) for day in before} != {str(day) for day in data or ()}


class CodesField(forms.CharField):
    """Codes separated by commas; the value is a list without empty or repeated items.

    ``known`` gives codes their words: people read and type words, in any of our languages. Another word is a code too.
    """

    def __init__(self, *, known: Mapping[str, Any], **options: Any) -> None:
        told = lazy(self._told, str)()
        super().__init__(**({"help_text": told} | options))
        self.known = known

    def _told(self) -> str:
        words = ", ".join(str(word) for word in self.known.values())
        return gettext("With a comma between them. We know: %(words)s.") % {"words": words}

    def prepare_value(self, value: Any) -> Any:
        """Return the codes as words on one line."""
        if not isinstance(value, list | tuple):
            return value
        return ", ".join(str(self.known.get(code, code.replace("_", " "))) for code in value)

    def to_python(self, value: Any) -> Any:
        """Return the codes, in the order they were typed."""
        items: Iterable[str] = value if isinstance(value, list | tuple) else (super().to_python(value) or "").split(",")
        codes: dict[str, str] = {}
        for language, _name in settings.LANGUAGES:
            with override(language):
                codes |= {str(word).lower(): code for code, word in self.known.items()}
        typed = (" ".join(item.lower().split()) for item in items)
        return list(dict.fromkeys(codes.get(item, item.replace(" ", "_")) for item in typed if item))

    def validate(self, value: Any) -> None:
        """Refuse a missing value and a code that is too long to be one."""
        super().validate(value)
        if any(len(code) > 40 for code in value):
            raise forms.ValidationError(_("Separate codes with commas; each has at most 40 characters."))

    def run_validators(self, value: Any) -> None:
        """The length of the whole line says nothing."""


EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)


def _sensible_day(day: date) -> None:
    """Refuse a day that is a slip of the keyboard, and with which nothing could be reckoned further."""
    if not EARLIEST <= day <= LATEST:
        raise forms.ValidationError(_("Choose a day between the years 1900 and 2200."))


def sensible_days(form: forms.BaseForm) -> None:
    """Let every day that a form asks lie within some centuries of today."""
    for field in form.fields.values():
        if isinstance(field, forms.DateField):
            field.validators = [*field.validators, _sensible_day]


def offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Let a field choose among these. Raises TypeError when it is not a field that chooses."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} does not choose")
    field.choices = list(choices)


def limit(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """Let a field choose among these rows only. Raises TypeError when it is not a field that chooses rows."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(f"{name} does not choose rows")
    field.queryset = rows


def limit_by(form: forms.BaseForm, rows: QuerySet[Any], column: str, **kept: Collection[str]) -> None:
    """Let several fields choose among rows that are asked for once: each those that have one of its values there.

    Raises TypeError when one of them is not a field that chooses rows.
    """
    known = cache(lambda: list(rows))
    for name, values in kept.items():
        limit(form, name, rows.filter(**{f"{column}__in": values}))
        field = cast("forms.ModelChoiceField[Any]", form.fields[name])

        def choices(
            field: "forms.ModelChoiceField[Any]" = field, values: Collection[str] = values
        ) -> list[tuple[Any, str]]:
            empty = [] if field.empty_label is None else [("", str(field.empty_label))]
            some = [row for row in known() if getattr(row, column) in values]
            return [*empty, *((field.prepare_value(row), field.label_from_instance(row)) for row in some)]

        field.choices = choices
