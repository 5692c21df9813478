"""Reading the trail, and testing whether anyone has tampered with it."""

from django.db import connection
from django.db.models import BooleanField, F, Func, JSONField, Model, QuerySet, Value

from leerwerk.privacy.models import Event, Reading, SealedRow
from leerwerk.privacy.trail import TAKEN_OUT_OF


def events_about(subject: Model) -> QuerySet[Event]:
    """Return what was done to a row, newest first."""
    return Event.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk).order_by("-id")


def readings_of(subject: Model) -> QuerySet[Reading]:
    """Return who opened a person's file, newest first."""
    return Reading.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk).order_by("-id")


class _Holds(Func):
    """Whether one of the spans in ``facts`` holds a key."""

    template = "jsonb_path_exists(%(expressions)s, silent => true)"  # facts of other events have no spans
    arg_joiner = ", 'strict $.who[*] ? (@[0] <= $key && @[1] >= $key)', "  # strict: a span is not taken apart
    output_field = BooleanField()


def taken_out(subject: Model) -> QuerySet[Event]:
    """Return when a person's file was taken out of leerwerk together with others, newest first."""
    return Event.objects.filter(
        _Holds(F("facts"), Value({"key": subject.pk}, JSONField())),
        subject_type=TAKEN_OUT_OF,
        facts__of=subject._meta.label_lower,
    ).order_by("-id")


def broken_seals(*about: tuple[type[SealedRow], Model]) -> list[int]:
    """Return the ids of rows about each subject whose seal does not fit: changed, removed before, or slipped in."""
    asked = " UNION ALL ".join(["SELECT id FROM privacy_broken_seals(%s::regclass, %s, %s)"] * len(about))
    told = [(trail._meta.db_table, subject._meta.label_lower, subject.pk) for trail, subject in about]
    with connection.cursor() as cursor:
        cursor.execute(asked, [fact for facts in told for fact in facts])
        return [row[0] for row in cursor.fetchall()]
