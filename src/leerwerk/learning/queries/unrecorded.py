"""Sessions that passed without a record of who was there, and for which nobody was asked yet."""

from datetime import date, timedelta

from django.db.models import QuerySet

from leerwerk.learning.enums import TO_COME
from leerwerk.learning.models import Session
from leerwerk.notices.models import Matter
from leerwerk.parties.models import Region

KIND = "learning.attendance"
LONGEST_AGO = timedelta(weeks=8)  # what nobody recorded by then, nobody remembers


def unrecorded_without_matter(today: date) -> QuerySet[Session]:
    """Return the sessions of the last weeks that passed without a record, and without an open matter."""
    known = Matter.objects.filter(subject_type=Session._meta.label_lower, kind=KIND, closed_at=None)
    rows = Session.objects.filter(state__in=TO_COME, day__lt=today, day__gte=today - LONGEST_AGO)
    return rows.exclude(pk__in=known.values("subject_id"))


def regions_to_remind(today: date) -> list[Region]:
    """Return the regions in which a session passed without a record that nobody was asked for yet."""
    return list(Region.objects.filter(pk__in=unrecorded_without_matter(today).values("cohort__region")).order_by("id"))
