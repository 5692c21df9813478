"""What the house does every day: bring what is long overdue to the directors, and write letters about what waits."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from leerwerk.notices.digests import Letter, letters_to_candidates, letters_to_members
from leerwerk.notices.enums import KEPT_FOR, LINK_KEPT_FOR, WITH_A_LINK
from leerwerk.notices.kinds import confidential_kinds
from leerwerk.notices.models import DayDone, Matter, Outgoing
from leerwerk.notices.queries.people import term_of
from leerwerk.notices.writing import write_letter
from leerwerk.parties.enums import Function
from leerwerk.parties.models import Region
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record


@action
def escalate_overdue(*, region: Region, day: date, by: Actor) -> int:
    """Ask the director as well about what is overdue for longer than the region's term; return how many.

    What was brought already stays as it was. Its owner keeps it, and is told by the letter of the day.
    """
    long_ago = day - timedelta(days=term_of(region.pk, day))
    late = Matter.objects.filter(region=region, closed_at=None, escalated_at=None, due_on__lt=long_ago)
    late = late.exclude(function=Function.DIRECTOR).exclude(kind__in=confidential_kinds())
    brought = late.update(escalated_at=timezone.now())
    record("overdue_escalated", region, by=by, matters=brought, day=day.isoformat())
    return brought


def _write(letters: list[Letter]) -> int:
    return sum(write_letter(**letter.as_kept()) for letter in letters)


def _forget(day: date) -> int:
    """Remove letters that are older than 90 days and went out or were given up, and links that never went and work no
    longer; return how many.
    """
    old = Q(written_at__date__lt=day - KEPT_FOR, next_try_at=None)
    useless = Q(written_at__date__lt=day - LINK_KEPT_FOR, sent_at=None, kind__in=WITH_A_LINK)
    _rows, by_kind = Outgoing.objects.filter(old | useless).delete()
    return by_kind.get(Outgoing._meta.label, 0)


@action
def remind_day(*, day: date, by: Actor) -> DayDone:
    """Write everybody's letter of a day, in one transaction: all of them, or none; a second time changes nothing.

    Old letters leave the log.

    What happened since the last such day is new in it, however long ago that was.
    """
    last = DayDone.objects.filter(day__lt=day).values_list("day", flat=True).first() or day - timedelta(days=1)
    try:
        with transaction.atomic():  # somebody else who writes this day's letters is waited for here
            done = DayDone.objects.create(day=day)
    except IntegrityError:
        done = DayDone.objects.get(day=day)
        record("day_reminded_again", done, by=by)
        return done
    done.letters = _write(list(letters_to_members(day, last))) + _write(list(letters_to_candidates(day, last)))
    done.save(update_fields=["letters"])
    record("day_reminded", done, by=by, letters=done.letters, forgotten=_forget(day))
    return done
