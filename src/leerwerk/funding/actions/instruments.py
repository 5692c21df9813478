"""A region's own instruments: added, told anew from a day, and taken in from a table. What was told before stays."""

from collections.abc import Sequence
from datetime import timedelta

from leerwerk.funding.models import RegionInstrument
from leerwerk.parties.models import Region
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, part, record


class ToldForThatDay(Exception):
    """The instrument was told from that day on already; ``code`` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@part
def _tell(region: Region, told: RegionInstrument) -> None:
    """Write a version: the one before it ends the day before, and it ends before the next. Raises ToldForThatDay."""
    versions = list(RegionInstrument.objects.filter(region=region, code=told.code).order_by("valid_from"))
    if any(one.valid_from == told.valid_from for one in versions):
        raise ToldForThatDay(told.code)
    for one in versions:
        if one.valid_from < told.valid_from and (one.valid_until is None or one.valid_until >= told.valid_from):
            one.valid_until = told.valid_from - timedelta(days=1)
            one.save(update_fields=["valid_until"])
        elif one.valid_from > told.valid_from and (told.valid_until is None or told.valid_until >= one.valid_from):
            told.valid_until = one.valid_from - timedelta(days=1)
    told.region = region
    told.save(force_insert=True)


def _locked(region: Region) -> Region:
    return Region.objects.select_for_update(no_key=True).get(pk=region.pk)


@action
def tell_instrument(*, region: Region, told: RegionInstrument, by: Actor) -> RegionInstrument:
    """Add an instrument of a region, or tell it anew from a day. Raises ToldForThatDay."""
    _tell(_locked(region), told)
    record("funding.instrument", told, by=by, code=told.code)
    return told


@action
def take_in_instruments(*, region: Region, rows: Sequence[RegionInstrument], by: Actor) -> int:
    """Take in all of these or none; what was told for that day already raises ToldForThatDay."""
    held = _locked(region)
    for one in sorted(rows, key=lambda row: (row.code, row.valid_from)):
        _tell(held, one)
    record("funding.instruments_taken_in", region, by=by, instruments=len(rows))
    return len(rows)
