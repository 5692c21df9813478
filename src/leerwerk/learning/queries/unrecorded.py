"""Sessions that passed without a record: what nobody was asked for yet, and what is of no use any more."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from leerwerk.learning.enums import TO_COME
from leerwerk.learning.models import Session
from leerwerk.learning.queries.taking_part import with_somebody
from leerwerk.learning.queries.unrecorded_work import work_differences
from leerwerk.notices.models import Matter
from leerwerk.parties.models import Region
from leerwerk.trajectories.enums import CohortState

KIND = "learning.attendance"
LONGEST_AGO = timedelta(weeks=8)  # what nobody recorded by then, nobody remembers


def _open_now() -> QuerySet[Matter]:
    return Matter.objects.filter(subject_type=Session._meta.label_lower, kind=KIND, closed_at=None)


def unrecorded_without_matter(today: date) -> QuerySet[Session]:
    """Return the sessions of the last weeks that passed without a record, and without an open matter.

    What nobody took part in is not asked for.
    """
    rows = Session.objects.filter(state__in=TO_COME, day__lt=today, day__gte=today - LONGEST_AGO)
    return with_somebody(rows.exclude(pk__in=_open_now().values("subject_id")))


def asked_for_nothing(today: date) -> QuerySet[Matter]:
    """Return the open matters about sessions that are gone, need no record, or in which nobody took part."""
    passed = with_somebody(Session.objects.filter(state__in=TO_COME, day__lt=today))
    return _open_now().exclude(subject_id__in=passed.values("pk"))


def of_finished_groups() -> QuerySet[Session]:
    """Return the sessions without a record of groups that finished, on days on which nobody takes part any more."""
    rows = Session.objects.filter(state__in=TO_COME, cohort__state=CohortState.FINISHED)
    return rows.exclude(pk__in=with_somebody(rows).values("pk"))


def regions_to_remind(today: date) -> list[Region]:
    """Return the regions in which what is asked for is not what should be, or a group that finished has sessions."""
    wrong = Q(pk__in=unrecorded_without_matter(today).values("cohort__region"))
    wrong |= Q(pk__in=asked_for_nothing(today).values("region")) | Q(
        pk__in=of_finished_groups().values("cohort__region")
    )
    found = set(Region.objects.filter(wrong).values_list("pk", flat=True))
    return [one for one in Region.objects.order_by("id") if one.pk in found or _work_differs(one, today)]


def _work_differs(region: Region, today: date) -> bool:
    found = work_differences(region.pk, today)
    return bool(found.missing or found.done)
