"""What an employer tells of one workplace, to reckon what it costs and brings."""

from decimal import Decimal

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Size(TextChoices):
    """How large an employer is, for its premiums."""

    SMALL = "small", _("small")
    LARGE = "large", _("middle-sized or large")


class WorkplaceForm(forms.Form):
    """Hours, pay and months of one workplace."""

    hours = forms.DecimalField(label=_("Paid hours a week"), min_value=8, max_value=40, decimal_places=1)
    learning = forms.DecimalField(
        label=_("of which lessons"),
        min_value=0,
        max_value=20,
        decimal_places=1,
        help_text=_("Hours of the paid time in which nothing is made."),
    )
    wage = forms.DecimalField(
        label=_("Wage an hour, €"), min_value=5, max_value=60, decimal_places=2, help_text=_("Gross.")
    )
    months = forms.IntegerField(label=_("Months of learning and working"), min_value=1, max_value=48)
    guidance = forms.DecimalField(
        label=_("Guidance by a colleague, hours a week"), min_value=0, max_value=20, decimal_places=1
    )
    size = forms.ChoiceField(label=_("Employer"), choices=Size.choices)
    bbl = forms.BooleanField(label=_("It is a bbl place, and we are recognised by SBB"), required=False)

    def clean_learning(self) -> Decimal:
        """Refuse more lessons than paid hours."""
        learning: Decimal = self.cleaned_data["learning"]
        if learning >= self.cleaned_data.get("hours", Decimal(40)):
            raise forms.ValidationError(_("There are as many lessons as paid hours."))
        return learning
