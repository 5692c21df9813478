"""Reading the trail, and testing whether anyone has tampered with it."""

from django.db import connection
from django.db.models import Model, QuerySet

from leerwerk.privacy.models import Event, Reading, SealedRow


def events_about(subject: Model) -> QuerySet[Event]:
    """Return what was done to a row, newest first."""
    return Event.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk).order_by("-id")


def readings_of(subject: Model) -> QuerySet[Reading]:
    """Return who opened a person's file, newest first."""
    return Reading.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk).order_by("-id")


def broken_seals(trail: type[SealedRow], subject: Model) -> list[int]:
    """Return the ids of rows about this subject whose seal does not fit: changed, removed before, or slipped in."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM privacy_broken_seals(%s::regclass, %s, %s)",
            [trail._meta.db_table, subject._meta.label_lower, subject.pk],
        )
        return [row[0] for row in cursor.fetchall()]
