"""A figure of the business case as a region knows it itself."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerwerk.engine import money
from leerwerk.funding.enums import Sure

HUNDRED = Decimal(100)
MAY_BE_LESS_THAN_NOTHING = frozenset({money.Code.EFFECT})


def _plain(number: Decimal) -> Decimal:
    """Return a number as somebody would type it: without zeros at its end, nor as a power of ten."""
    return Decimal(f"{number.normalize():f}")


class FigureForm(forms.Form):
    """Value and ends, in percent where the figure is a share; both ends empty: it is certain."""

    value = forms.DecimalField(label=_("Value"), max_digits=10, decimal_places=2)
    low = forms.DecimalField(label=_("At least"), max_digits=10, decimal_places=2, required=False)
    high = forms.DecimalField(
        label=_("At most"),
        max_digits=10,
        decimal_places=2,
        required=False,
        help_text=_("Leave both ends empty when it is certain."),
    )
    sure = forms.ChoiceField(label=_("How well known"), choices=Sure.choices)
    source = forms.CharField(
        label=_("Where it was read"),
        max_length=300,
        help_text=_("So that somebody else can find it: a report, an agreement, your own records."),
    )

    def __init__(self, *args: Any, figure: money.Figure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.figure = figure
        self.share = figure.unit.startswith("share")

    @staticmethod
    def of(figure: money.Figure) -> dict[str, Any]:
        """Return what the form begins with."""
        times = HUNDRED if figure.unit.startswith("share") else Decimal(1)
        ends = (figure.a, figure.b) if figure.shape is money.Shape.TRIANGLE else (None, None)
        low, high = (None if one is None else _plain(one * times) for one in ends)
        return {"value": _plain(figure.value * times), "low": low, "high": high, "sure": figure.confidence}

    def clean(self) -> dict[str, Any]:
        """Refuse ends on the wrong side, half a range, and what no share or amount can be."""
        said = super().clean() or {}
        value, low, high = said.get("value"), said.get("low"), said.get("high")
        if value is None:
            return said
        if (low is None) != (high is None):
            self.add_error("high" if high is None else "low", _("Fill in both ends, or neither."))
        for name, end, wrong in (
            ("low", low, low is not None and low > value),
            ("high", high, high is not None and high < value),
        ):
            if end is not None and wrong:
                self.add_error(name, _("The value lies between both ends."))
        least = -HUNDRED if self.figure.code in MAY_BE_LESS_THAN_NOTHING else Decimal(0)
        for name, one in (("value", value), ("low", low), ("high", high)):
            if one is not None and (one < least or (self.share and one > HUNDRED)):
                self.add_error(name, _("This cannot be."))
        return said

    def told(self) -> dict[str, Any]:
        """Return what was filled in, as the action takes it; shares between 0 and 1."""
        said, times = self.cleaned_data, HUNDRED if self.share else Decimal(1)
        value = said["value"] / times
        low, high = (value if said[name] is None else said[name] / times for name in ("low", "high"))
        return {"value": value, "low": low, "high": high, "sure": said["sure"], "source": said["source"]}
