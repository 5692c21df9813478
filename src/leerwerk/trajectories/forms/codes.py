"""Fields that offer the codes of the generic model, and the order in which a design keeps them."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerwerk.trajectories import labels


def choices(kind: type[StrEnum], *, empty: Any = None) -> list[tuple[str, Any]]:
    """Every code of an enum with its words in the active language; ``empty`` are the words for none of them."""
    found = [(member.value, labels.label(member)) for member in kind]
    return [("", empty), *found] if empty is not None else found


def pick(label: Any, kind: type[StrEnum], *, empty: Any = None) -> forms.TypedChoiceField:
    """Return a choice of one code; with the words for none of them, it may be left empty."""
    return forms.TypedChoiceField(
        label=label,
        required=empty is None,
        coerce=kind,
        empty_value=None,
        choices=partial(choices, kind, empty=empty),
    )


def ticks(label: Any, kind: type[StrEnum]) -> forms.MultipleChoiceField:
    """Return tick boxes, one per code."""
    return forms.MultipleChoiceField(
        label=label, choices=partial(choices, kind), required=False, widget=forms.CheckboxSelectMultiple
    )


def scale(label: Any) -> forms.TypedChoiceField:
    """Return a choice from 1 to 5, or nothing said."""
    return forms.TypedChoiceField(
        label=label,
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("not stated")), *((n, str(n)) for n in range(1, 6))],
    )


def in_their_order[Code](before: Sequence[Code], ticked: Iterable[Code]) -> tuple[Code, ...]:
    """What was ticked: what was there already in the order of the design, what is new behind it."""
    said = list(ticked)
    return (*(code for code in before if code in said), *(code for code in said if code not in before))
