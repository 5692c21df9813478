"""Who took part on a day: what the steps on somebody's path say of that day, whatever came after it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, CharField, DateField, Exists, Func, OuterRef, QuerySet, Value

from leerwerk.learning.models import Session
from leerwerk.learning.rules import ATTENDING
from leerwerk.trajectories.models import Enrolment


def was_at(stages: Iterable[str], day: Any, whose: Any = "pk") -> Func:
    """Return whether a path was at one of these stages on a day and did not pause: a condition on enrolments.

    ``day`` is a date, or an expression of the database for one; so is ``whose``, the key of the path.
    """
    codes = Value([str(stage) for stage in stages], output_field=ArrayField(CharField()))
    when = Value(day, output_field=DateField()) if isinstance(day, date) else day
    return Func(whose, codes, when, function="learning_was_at", output_field=BooleanField())


def somebody_there() -> Exists:
    """Return whether somebody took part in the group on the day of a session: a condition on sessions."""
    return Exists(Enrolment.objects.filter(was_at(ATTENDING, OuterRef("day")), cohort=OuterRef("cohort")))


def with_somebody(rows: QuerySet[Session]) -> QuerySet[Session]:
    """Return the sessions on whose day somebody took part in the group."""
    return rows.filter(somebody_there())
