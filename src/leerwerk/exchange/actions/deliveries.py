"""Handing in a workbook, correcting its cells, and taking it in once."""

from django.db import transaction
from django.utils import timezone

from leerwerk.engine.planning.parsing import Reading
from leerwerk.exchange.actions.region import take_in_region
from leerwerk.exchange.enums import DeliveryState
from leerwerk.exchange.models import Delivery
from leerwerk.exchange.queries.changing import Then, as_it_would_be, changes_between
from leerwerk.exchange.queries.reading import Cells, pack, read_region, unpack
from leerwerk.parties.models import Region
from leerwerk.placement.models import Workplace
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record, record_readings
from leerwerk.recruitment.rules import reason
from leerwerk.trajectories.models import Cohort


class StillWrong(Exception):
    """The workbook has mistakes; nothing of it was taken in."""


class AlreadyTaken(Exception):
    """The workbook was taken in already."""


class _NotYet(Exception):
    pass


def _what_would_change(delivery: Delivery, reading: Reading, by: Actor) -> None:
    """Note what taking in would do, by doing it and undoing it: the counts and rows are those of the real thing.

    Whoever's file is shown beside the workbook sees in their own log that it was read.
    """
    after: dict[str, Then] = {}
    try:
        with transaction.atomic():
            region = Region.objects.get(pk=by.region)
            delivery.counts = take_in_region(reading=reading, region=region, by=by)
            after = as_it_would_be(reading, delivery.counts, by)
            raise _NotYet
    except _NotYet:
        delivery.changes, files = changes_between(after, by)
    record_readings(files, by=by, purpose=reason(by))


def _judge(delivery: Delivery, cells: Cells, by: Actor) -> None:
    reading = read_region(cells, by)
    delivery.cells = pack(cells)
    delivery.mistakes = len(reading.mistakes)
    delivery.state = DeliveryState.WRONG if reading.mistakes else DeliveryState.READY
    delivery.counts, delivery.changes = {}, {}
    if not reading.mistakes:
        _what_would_change(delivery, reading, by)


@action
def hand_in(*, name: str, cells: Cells, by: Actor) -> Delivery:
    """Keep a workbook's cells and what they would change; the region itself stays as it is."""
    delivery = Delivery(name=name[:200], person_id=by.person_id or 0, organisation_id=by.organisation)
    _judge(delivery, cells, by)
    delivery.save()
    record("workbook_handed_in", delivery, by=by, mistakes=delivery.mistakes)
    return delivery


@action
def correct(*, delivery: Delivery, corrections: dict[tuple[str, int, str], str], by: Actor) -> Delivery:
    """Put other words in cells (sheet, row, heading → text), and read everything again. Raises AlreadyTaken."""
    delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if delivery.state == DeliveryState.TAKEN:
        raise AlreadyTaken
    cells = unpack(delivery.cells)
    for (sheet, row, heading), text in corrections.items():
        rows = cells.get(sheet, [])
        if 2 <= row <= len(rows) + 1 and heading in rows[row - 2]:
            rows[row - 2][heading] = text
    _judge(delivery, cells, by)
    delivery.save()
    record("workbook_corrected", delivery, by=by, cells=len(corrections), mistakes=delivery.mistakes)
    return delivery


def _hold(region: Region) -> None:
    """Keep groups and workplaces as they are read until they are written: nobody decides or withdraws in between."""
    workplaces = Workplace.objects.filter(employer__region=region).order_by("pk")
    list(workplaces.select_for_update(of=("self",)).values_list("pk"))
    list(Cohort.objects.filter(region=region).order_by("pk").select_for_update().values_list("pk"))


@action
def take_in(*, delivery: Delivery, by: Actor) -> Delivery:
    """Take everything in, in one transaction, or nothing. Raises StillWrong or AlreadyTaken."""
    delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if delivery.state == DeliveryState.TAKEN:
        raise AlreadyTaken
    region = Region.objects.get(pk=by.region)
    _hold(region)
    reading = read_region(unpack(delivery.cells), by)
    if reading.mistakes:
        raise StillWrong
    delivery.counts = take_in_region(reading=reading, region=region, by=by)
    delivery.state, delivery.taken_at = DeliveryState.TAKEN, timezone.now()
    delivery.cells, delivery.changes = pack({}), {}  # the rows are in the region; a second copy of files is not kept
    delivery.save()
    record("workbook_taken_in", delivery, by=by, counts=delivery.counts)
    return delivery
