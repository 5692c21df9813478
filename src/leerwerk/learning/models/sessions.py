"""The week pattern of a group, when its schools are closed, and the sessions that follow."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from leerwerk.learning.dagdelen import DAYS
from leerwerk.learning.enums import ACTIVITY_CHOICES, DAGDEEL_CHOICES, TO_COME, ChangeReason, SessionState
from leerwerk.parties.models import NAME, Organisation, Site
from leerwerk.privacy.declare import alike
from leerwerk.trajectories.models import Cohort, Resource

ON_ITS_DAY = Q()  # a dagdeel belongs to one day of the week
for _number, _day in enumerate(DAYS, 1):
    ON_ITS_DAY |= Q(day__iso_week_day=_number, dagdeel__startswith=_day)


class WeekSlot(models.Model):
    """One dagdeel in the week of a group, for as long as it holds; sessions are made from it."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, verbose_name=_("group"), related_name="week")
    dagdeel = models.CharField(_("dagdeel"), max_length=7, choices=DAGDEEL_CHOICES)
    activity = models.CharField(_("what"), max_length=10, choices=ACTIVITY_CHOICES)
    begins = models.TimeField(_("begins at"))
    ends = models.TimeField(_("ends at"))
    teacher = models.ForeignKey(
        Resource, on_delete=models.SET_NULL, verbose_name=_("teacher"), null=True, blank=True, related_name="+"
    )
    room = models.ForeignKey(
        Resource, on_delete=models.SET_NULL, verbose_name=_("room"), null=True, blank=True, related_name="+"
    )
    site = models.ForeignKey(
        Site, on_delete=models.SET_NULL, verbose_name=_("site"), null=True, blank=True, related_name="+"
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until and including"))

    personal: ClassVar = alike("", NAME)
    not_personal: ClassVar = frozenset(
        {"id", "cohort", "dagdeel", "activity", "begins", "ends", "teacher", "room", "site", "since", "until"}
    )

    class Meta:
        ordering: ClassVar = ["cohort", "dagdeel", "since"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="week_slot_period"),
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="week_slot_hours"),
            models.CheckConstraint(
                condition=Q(dagdeel__in=[code for code, _text in DAGDEEL_CHOICES]), name="week_slot_dagdeel_known"
            ),
            models.UniqueConstraint(fields=["cohort", "dagdeel", "since"], name="week_slot_once"),
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id} {self.dagdeel} {self.activity}"


class ClosedDays(models.Model):
    """Days on which a school gives no lessons, besides public holidays."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, verbose_name=_("organisation"), related_name="closed_days"
    )
    name = models.CharField(_("what for"), max_length=80)
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))

    personal: ClassVar = alike("", NAME)
    not_personal: ClassVar = frozenset({"id", "organisation", "name", "first", "last"})

    class Meta:
        ordering: ClassVar = ["first", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="closed_days_period"),
            models.UniqueConstraint(fields=["organisation", "first", "last"], name="closed_days_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Session(models.Model):
    """One dagdeel on one day. ``planned_on``: the day that the pattern gave it; another ``day`` was moved to.

    ``keeper``: the organisation that records who was there; without one the director does. ``change``: how often its
    time changed, for calendars. ``version``: how often who was there was recorded; 0: never.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, verbose_name=_("group"), related_name="sessions")
    slot = models.ForeignKey(
        WeekSlot, on_delete=models.SET_NULL, verbose_name=_("week pattern"), null=True, related_name="sessions"
    )
    planned_on = models.DateField(_("planned on"))
    day = models.DateField(_("day"))
    dagdeel = models.CharField(_("dagdeel"), max_length=7, choices=DAGDEEL_CHOICES)
    begins = models.TimeField(_("begins at"))
    ends = models.TimeField(_("ends at"))
    activity = models.CharField(_("what"), max_length=10, choices=ACTIVITY_CHOICES)
    keeper = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, verbose_name=_("who records"), null=True, related_name="+"
    )
    teacher = models.ForeignKey(
        Resource, on_delete=models.SET_NULL, verbose_name=_("teacher"), null=True, blank=True, related_name="+"
    )
    room = models.ForeignKey(
        Resource, on_delete=models.SET_NULL, verbose_name=_("room"), null=True, blank=True, related_name="+"
    )
    site = models.ForeignKey(
        Site, on_delete=models.SET_NULL, verbose_name=_("site"), null=True, blank=True, related_name="+"
    )
    state = models.CharField(_("state"), max_length=10, choices=SessionState.choices, default=SessionState.PLANNED)
    reason = models.CharField(_("reason"), max_length=10, choices=ChangeReason.choices, blank=True)
    change = models.PositiveSmallIntegerField(_("changes so far"), default=0)
    changed_at = models.DateTimeField(_("changed at"), null=True)
    version = models.PositiveSmallIntegerField(_("records so far"), default=0)
    recorded_at = models.DateTimeField(_("recorded at"), null=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, verbose_name=_("recorded by"), null=True, related_name="+"
    )

    personal: ClassVar = alike("recorded_by", NAME)
    not_personal: ClassVar = frozenset(
        [
            *(
                "id",
                "cohort",
                "slot",
                "planned_on",
                "day",
                "dagdeel",
                "begins",
                "ends",
                "activity",
                "keeper",
                "teacher",
            ),
            *("room", "site", "state", "reason", "change", "changed_at", "version", "recorded_at"),
        ]
    )

    class Meta:
        ordering: ClassVar = ["day", "begins", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["slot", "planned_on"], name="session_of_slot_once"),
            models.UniqueConstraint(
                fields=["cohort", "day", "dagdeel"],
                condition=~Q(state=SessionState.CANCELLED),
                name="session_one_at_a_time",
            ),
            models.CheckConstraint(condition=Q(state__in=SessionState.values), name="session_state_known"),
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="session_hours"),
            models.CheckConstraint(condition=ON_ITS_DAY, name="session_on_its_day"),
            models.CheckConstraint(
                condition=Q(state=SessionState.HELD) | Q(version=0), name="session_recorded_is_held"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[SessionState.MOVED, SessionState.CANCELLED]) | ~Q(reason=""),
                name="session_changed_for_a_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["cohort", "day"], name="session_group"),
            models.Index(fields=["day", "begins", "id"], name="session_day"),
            models.Index(fields=["keeper", "day"], condition=Q(state__in=TO_COME), name="session_unrecorded"),
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id} {self.day} {self.dagdeel}"
