"""Every change to applications, to figures of a region, and to what was told of a group."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from leerwerk.engine import money
from leerwerk.engine.money.instruments import Fact, Found, Standing
from leerwerk.funding.enums import ASKED, SURE, ApplicationState
from leerwerk.funding.models import Application, GroupFact, RegionFigure
from leerwerk.funding.refusing import by_the_books
from leerwerk.parties.models import Region
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.trajectories.models import Cohort


class CannotBeUsed(Exception):
    """The instrument is closed, or something that it asks is not so; ``standing`` says which."""

    def __init__(self, standing: Standing) -> None:
        super().__init__(str(standing))
        self.standing = standing


class CostTwice(Exception):
    """Another instrument covers the same cost of the group."""


class ChangedMeanwhile(Exception):
    """Somebody else wrote it since it was read."""


@action
def note_application(*, cohort: Cohort, found: Found, told: Mapping[str, Any], seen: int, by: Actor) -> Application:
    """Write how far a group's application is; ``found``: the instrument now; ``seen``: the edits that were read.

    ``told`` holds state, chance, euros, on, evidence. Raises CannotBeUsed when it is asked for and cannot be had,
    CostTwice, ChangedMeanwhile, and Refused when with what budgets keep it would be more than the group costs.
    """
    instrument = found.instrument
    if told["state"] in ASKED and found.standing in (Standing.CLOSED, Standing.CANNOT, Standing.NOT_YET):
        raise CannotBeUsed(found.standing)
    Cohort.objects.select_for_update().only("pk").get(pk=cohort.pk)
    held = Application.objects.filter(cohort=cohort, code=instrument.code).first()
    if (0 if held is None else held.edits) != seen:
        raise ChangedMeanwhile
    others = Application.objects.filter(cohort=cohort, covers=instrument.covers).exclude(code=instrument.code)
    if told["state"] != ApplicationState.REFUSED and others.exclude(state=ApplicationState.REFUSED).exists():
        raise CostTwice
    row = held or Application(cohort=cohort, code=instrument.code, covers=instrument.covers, edits=0)
    for name in ("state", "chance", "euros", "on", "evidence"):
        setattr(row, name, told[name])
    if told["state"] in SURE:
        row.chance = 100
    if told["state"] == ApplicationState.REFUSED:
        row.chance = 0
    row.edits += 1
    with by_the_books():  # a grant for the whole programme counts with what budgets keep
        row.save()
    record("funding.application", row, by=by, group=cohort.pk, instrument=row.code, state=row.state)
    return row


class NoOwnFigure(LookupError):
    """The region has no figure of its own: it is what is stated already."""


@action
def set_figure(*, region: Region, code: money.Code, told: Mapping[str, Any], today: date, by: Actor) -> RegionFigure:
    """Let a region have a figure of its own from today; ``told`` holds value, low, high, sure, source."""
    row, _made = RegionFigure.objects.update_or_create(
        region=region, code=code, since=today, defaults={**told, "dropped": False}
    )
    record("funding.figure", row, by=by, code=row.code, value=str(row.value))
    return row


@action
def drop_figure(*, region: Region, code: money.Code, today: date, by: Actor) -> None:
    """Let a figure of a region be what is stated again, from today; what it was stays. Raises NoOwnFigure."""
    held = RegionFigure.objects.filter(region=region, code=code).order_by("-since").first()
    if held is None or held.dropped:
        raise NoOwnFigure(code)
    same = {name: getattr(held, name) for name in ("value", "low", "high", "sure", "source")}
    row, _made = RegionFigure.objects.update_or_create(
        region=region, code=code, since=today, defaults={**same, "dropped": True}
    )
    record("funding.figure_dropped", row, by=by, code=row.code)


@action
def tell_facts(*, cohort: Cohort, told: Mapping[Fact, Decimal | None], by: Actor) -> None:
    """Write what is known of a group that instruments ask; None: it is not known any more."""
    for fact, value in told.items():
        if value is None:
            GroupFact.objects.filter(cohort=cohort, fact=fact).delete()
        else:
            GroupFact.objects.update_or_create(cohort=cohort, fact=fact, defaults={"value": value})
    record("funding.facts", cohort, by=by, facts=sorted(told))
