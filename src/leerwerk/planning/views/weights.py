"""The weights of two plans, in words, where they differ."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from leerwerk.planning.forms import WeightsForm, weights_of
from leerwerk.planning.models import PlanningRound

WITHOUT_EFFECT = {"time_limit", "gap", "change_penalty"}  # a plan's worth is measured without them


class Weight(NamedTuple):
    """A weight of two plans."""

    label: str
    before: str
    after: str


def _text(name: str, value: object) -> str:
    if name == "floor":
        return _("%(share)s%%") % {"share": value}
    amount = round(float(str(value)), 3)
    return number_format(int(amount) if amount.is_integer() else amount)


def _differing(first: PlanningRound, second: PlanningRound) -> Iterator[Weight]:
    before, after = weights_of(first), weights_of(second)
    for name, field in WeightsForm.base_fields.items():
        if name not in WITHOUT_EFFECT and before[name] != after[name]:
            yield Weight(capfirst(str(field.label)), _text(name, before[name]), _text(name, after[name]))


def weights_that_differ(first: PlanningRound, second: PlanningRound) -> list[Weight]:
    """Return the weights that differ, as the form names them."""
    return list(_differing(first, second))
