"""Noting, checking and taking away recognitions by SBB; what workplaces say of it follows."""

from collections.abc import Collection
from datetime import date

from django.utils import timezone

from leerwerk.parties.models import Organisation, Region
from leerwerk.placement.models import Recognition, Workplace
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, part, record


def _covered(recognitions: Collection[Recognition], workplace: Workplace) -> bool:
    return any(one.site_id in (None, workplace.site_id) for one in recognitions)


@part
def tell_workplaces(employer: int, today: date, *, also: Collection[int] = ()) -> int:
    """Let ``recognised`` of an employer's workplaces say whether a recognition holds there; return how many changed.

    Only where a recognition was ever noted, and of those ``also`` named by their keys: elsewhere what was typed stands.
    """
    noted = list(Recognition.objects.filter(employer=employer))
    valid = [one for one in noted if one.holds(today)]
    told = {True: list[int](), False: list[int]()}
    for row in Workplace.objects.filter(employer=employer).only("site", "recognised"):
        if _covered(noted, row) or row.pk in also:
            holds = _covered(valid, row)
            if row.recognised != holds:
                told[holds].append(row.pk)
    for holds, keys in told.items():
        Workplace.objects.filter(pk__in=keys).update(recognised=holds)
    return len(told[True]) + len(told[False])


def _employer_held(key: int) -> Organisation:
    """The employer, so that two who note the same come one by one."""
    return Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=key)


@action
def note_recognition(*, recognition: Recognition, checked: bool, by: Actor) -> Recognition:
    """Note a recognition; ``checked``: it was looked up at SBB today. What is known already is noted once.

    ``recognition`` is not saved yet. Known with another last day, it gets this one.
    """
    employer = _employer_held(recognition.employer_id)
    today = timezone.localdate()
    known = Recognition.objects.filter(
        employer=employer, site=recognition.site_id, crebo=recognition.crebo, valid_from=recognition.valid_from
    ).first()
    row = known or recognition
    same = known is not None and known.valid_until == recognition.valid_until
    if same and not (checked and row.checked_on != today):
        record("recognition_left_as_it_was", employer, by=by, crebo=row.crebo)
        return row
    row.valid_until = recognition.valid_until
    row.checked_on, row.checked_by_id = (today, by.person_id) if checked else (None, None)
    row.save()
    tell_workplaces(employer.pk, today)
    record("recognition_noted", employer, by=by, crebo=row.crebo, checked=checked)
    return row


@action
def check_recognition(*, recognition: Recognition, by: Actor) -> None:
    """Note that somebody looked a recognition up at SBB today, and that it is right."""
    employer = _employer_held(recognition.employer_id)
    today = timezone.localdate()
    older = Recognition.objects.filter(pk=recognition.pk).exclude(checked_on=today)
    checked = older.update(checked_on=today, checked_by=by.person_id)
    kind = "recognition_checked" if checked else "recognition_left_as_it_was"
    record(kind, employer, by=by, crebo=recognition.crebo)


@action
def remove_recognition(*, recognition: Recognition, by: Actor) -> None:
    """Take away a recognition that is not right; workplaces that leaned on it say so no longer."""
    employer = _employer_held(recognition.employer_id)
    rows = Workplace.objects.filter(employer=employer)
    leaned = rows if recognition.site_id is None else rows.filter(site=recognition.site_id)
    keys = set(leaned.values_list("pk", flat=True))
    gone, _by_table = Recognition.objects.filter(pk=recognition.pk).delete()
    if gone:
        tell_workplaces(employer.pk, timezone.localdate(), also=keys)
    record("recognition_removed" if gone else "recognition_left_as_it_was", employer, by=by, crebo=recognition.crebo)


@action
def see_what_ended(*, region: Region, today: date, by: Actor) -> int:
    """Let workplaces say what recognitions began or ended means for them; return how many changed. Once a day."""
    employers = (
        Recognition.objects.filter(employer__region=region).order_by("employer").values_list("employer", flat=True)
    )
    changed = sum(tell_workplaces(key, today) for key in employers.distinct())
    record("recognitions_seen", region, by=by, workplaces=changed)
    return changed
