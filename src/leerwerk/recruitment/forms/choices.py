"""What several forms of a file choose from."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

SCALE = [(step, str(step)) for step in range(1, 6)]
LEARNS = _("1 = learns slowly, 5 = learns fast")
CARRIES = _("1 = very little besides life at home, 5 = a full week")
WANTS = _("1 = is in doubt, 5 = wants to start at once")
CONDITIONS = _("What somebody cannot do, never why.")


def with_own(known: Mapping[str, Any], own: Iterable[str]) -> list[tuple[str, Any]]:
    """Return the known choices, and those that are not known but were stated before: nothing gets lost."""
    rest = [(code, code.replace("_", " ")) for code in own if code and code not in known]
    return [*known.items(), *rest]


def not_to_come(day: Any) -> Any:
    """Refuse a day that is still to come."""
    if day is not None and day > timezone.localdate():
        raise forms.ValidationError(_("This day is still to come."))
    return day
