"""Parsing where a file goes, and why it is not accepted."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.models import Municipality, Organisation
from leerwerk.web.fields import limit


class _ReceiverField(forms.ModelChoiceField[Organisation]):
    """Choosing an organisation by its name and municipality."""

    def label_from_instance(self, obj: Any) -> str:
        """Return both."""
        return f"{obj.name} ({obj.municipality})" if obj.municipality_id else str(obj.name)


class HandoverForm(forms.Form):
    """Where somebody moves to, and who guides them there."""

    municipality = forms.ModelChoiceField(
        label=_("New municipality"),
        queryset=Municipality.objects.order_by("name"),
        empty_label=_("choose a municipality"),
    )
    receiver = _ReceiverField(
        label=_("Who guides them there"),
        queryset=Organisation.objects.none(),
        empty_label=_("choose an organisation"),
        help_text=_("Nobody there sees the file before they accept it: only the name, the municipality and you."),
    )

    def __init__(self, *args: Any, receivers: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "receiver", receivers)

    def clean(self) -> dict[str, Any]:
        """Refuse an organisation that works in another region than the new municipality."""
        said = super().clean() or {}
        town, receiver = said.get("municipality"), said.get("receiver")
        if town and receiver and town.region_id != receiver.region_id:
            self.add_error(
                "receiver", _("This organisation works in another region than the new municipality. Choose another.")
            )
        return said


class RefusalForm(forms.Form):
    """Why a file is not accepted."""

    reason = forms.CharField(
        label=_("If you do not accept: why not?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever offered the file reads this. Write nothing about health."),
    )
