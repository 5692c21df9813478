"""Forms of a region's own instruments: one, told from a day on, and many from a table."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerwerk.engine.money.instruments import Fact, instrument_of
from leerwerk.facts import dated_instrument
from leerwerk.funding import words
from leerwerk.funding.enums import CostItem, Covers
from leerwerk.funding.models import RegionInstrument
from leerwerk.web.fields import DayInput, sensible_days

MOST_AMOUNTS = 20
MOST_BYTES = 1024 * 1024
MOST_LINES = 500


class AmountsField(forms.CharField):
    """Amounts for the first, the second ..., with a / between them."""

    def to_python(self, value: Any) -> Any:
        """Return the amounts; decimals may have a comma or a point."""
        typed = [one.strip().replace(",", ".") for one in str(value or "").split("/") if one.strip()]
        try:
            found = [Decimal(one) for one in typed]
        except InvalidOperation:
            raise forms.ValidationError(_("Write amounts as 8000 / 6000 / 5000.")) from None
        if any(not one.is_finite() or one < 0 or one >= 10**9 for one in found) or len(found) > MOST_AMOUNTS:
            raise forms.ValidationError(_("Write amounts as 8000 / 6000 / 5000."))
        return found

    def prepare_value(self, value: Any) -> Any:
        """Return amounts as they are typed."""
        return " / ".join(f"{one.normalize():f}" for one in value) if isinstance(value, list) else value


class InstrumentForm(forms.ModelForm[RegionInstrument]):
    """An instrument from a day on; what it asks has a field for each fact."""

    amounts = AmountsField(
        label=_("Amounts, €"),
        required=False,
        help_text=_("For the first, the second and so on: 8000 / 6000 / 5000. Empty: decided for each case."),
    )
    never = forms.MultipleChoiceField(
        label=_("Never pays"), choices=CostItem.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = RegionInstrument
        fields = (
            "code",
            "name",
            "payer",
            "payee",
            "covers",
            "amounts",
            "goes_on",
            "per",
            "later",
            "chance",
            "valid_from",
            "valid_until",
            "never",
            "confidence",
            "source",
        )
        widgets = {"valid_from": DayInput(), "valid_until": DayInput()}
        help_texts = {
            "code": _("Short, without spaces. The code of one that is stated tells it otherwise for your region."),
            "valid_from": _("What was told before ends the day before it."),
            "source": _("A law, decision or page, so that somebody else can find it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sensible_days(self)
        asked = self.instance.needs
        for fact in Fact:
            name, label = f"needs_{fact}", words.FACTS[fact].capitalize()
            first = asked.get(str(fact))
            if fact in words.FLAGS:
                field: forms.Field = forms.BooleanField(required=False, initial=bool(first))
            else:
                field = forms.DecimalField(required=False, min_value=0, max_value=999, initial=first)
                label = _("%(fact)s, at least") % {"fact": label}
            field.label = label
            self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning, and who pays themselves."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("valid_from"), cleaned.get("valid_until")
        if first and last and first > last:
            self.add_error("valid_until", _("The last day cannot be before the first."))
        if cleaned.get("payer") and cleaned.get("payer") == cleaned.get("payee"):
            self.add_error("payee", _("Choose somebody else than who pays."))
        if (cleaned.get("chance") or 0) > 100:
            self.add_error("chance", _("A chance is at most 100."))
        if cleaned.get("goes_on") and not cleaned.get("amounts"):
            self.add_error("amounts", _("Say how much the last amount is."))
        return cleaned

    def validate_unique(self) -> None:
        """The action says in words what the database would refuse."""

    def validate_constraints(self) -> None:
        """The action says in words what the database would refuse."""

    def told(self) -> RegionInstrument:
        """Return what was filled in as a version of its own."""
        row = RegionInstrument(**{name: self.cleaned_data[name] for name in self.Meta.fields})
        asked = {fact: self.cleaned_data.get(f"needs_{fact}") for fact in Fact}
        row.needs = {str(fact): str(Decimal(value)) for fact, value in asked.items() if value}
        return row


class InstrumentsFile(forms.Form):
    """A table of instruments with the columns of ``facts/instruments.csv``, and one more for the name."""

    file = forms.FileField(label=_("Table (CSV)"), widget=forms.ClearableFileInput(attrs={"accept": ".csv"}))

    def clean_file(self) -> Any:
        """Read every line, and name each that cannot be; keep what was read in ``rows``."""
        file = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 1 MB."))
        try:
            lines = list(csv.DictReader(io.StringIO(file.read().decode("utf-8-sig"))))
        except (UnicodeDecodeError, csv.Error):
            raise forms.ValidationError(_("We cannot read this file. Save it as CSV in UTF-8.")) from None
        if not 0 < len(lines) <= MOST_LINES:
            raise forms.ValidationError(_("A table has at least one line and at most 500."))
        wrong = []
        self.rows = []
        for number, line in enumerate(lines, 2):
            try:
                self.rows.append(_read(line))
            except (KeyError, ValueError, ArithmeticError, TypeError, AttributeError) as mistake:
                said = {"line": number, "mistake": mistake}
                wrong.append(_("Line %(line)s cannot be read: %(mistake)s") % said)
        if wrong:
            raise forms.ValidationError(wrong[:20])
        return file


def _read(line: dict[str, str]) -> RegionInstrument:
    """Return a line as an instrument. Raises KeyError, ValueError or ArithmeticError for what cannot be."""
    dated = dated_instrument({"never": "", **line})
    found = instrument_of(dated)  # raises for parties, facts and counts that there are not
    row = RegionInstrument(
        code=found.code,
        name=line.get("name") or words.instrument(found),
        payer=found.payer,
        payee=found.payee,
        covers=Covers(found.covers),
        amounts=list(found.amounts),
        goes_on=found.goes_on,
        per=found.per,
        later=found.later,
        needs={str(need.fact): str(need.at_least) for need in found.needs},
        never=[str(CostItem(one)) for one in sorted(found.never)],
        chance=round(found.chance * 100),
        valid_from=found.valid_from,
        valid_until=found.valid_until,
        confidence=found.confidence,
        source=found.source,
    )
    for problem in _problems(row):
        raise ValueError(problem)
    return row


def _problems(row: RegionInstrument) -> Iterator[str]:
    if not row.code or len(row.code) > 40 or not row.source:
        yield "code, source"
    if row.payer == row.payee:
        yield f"{row.payer} → {row.payee}"
    if row.valid_until is not None and row.valid_until < row.valid_from:
        yield f"{row.valid_from} > {row.valid_until}"
    if not 0 <= row.chance <= 100 or not 0 <= row.later <= 120 or any(one < 0 for one in row.amounts):
        yield "chance, later, amounts"
