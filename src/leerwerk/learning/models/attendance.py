"""Who was there: one row for a person and a dagdeel, what was corrected, and the counts that pages show."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.learning.enums import ACTIVITY_CHOICES, DAGDEEL_CHOICES, AbsenceReason, Presence
from leerwerk.learning.models.sessions import ON_ITS_DAY, Session
from leerwerk.parties.models import NAME, Organisation, Person
from leerwerk.privacy.declare import alike
from leerwerk.trajectories.models import Cohort, Enrolment
from leerwerk.trajectories.models.enrolments import SHARED


class Attendance(models.Model):
    """One participant at one dagdeel: at a session, or without one at work."""

    enrolment = models.ForeignKey(
        Enrolment,
        on_delete=models.CASCADE,
        verbose_name=_("participation"),
        related_name="attendance",
        db_index=False,  # the first of what is unique
    )
    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, verbose_name=_("session"), null=True, related_name="attendance"
    )
    day = models.DateField(_("day"))
    dagdeel = models.CharField(_("dagdeel"), max_length=7, choices=DAGDEEL_CHOICES)
    activity = models.CharField(_("what"), max_length=10, choices=ACTIVITY_CHOICES)
    presence = models.CharField(_("was there"), max_length=8, choices=Presence.choices)
    reason = models.CharField(_("reason"), max_length=20, choices=AbsenceReason.choices, blank=True)

    personal: ClassVar = alike("enrolment session day dagdeel activity presence reason", SHARED)
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["day", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enrolment", "day", "dagdeel"], name="attendance_once"),
            models.CheckConstraint(condition=Q(presence__in=Presence.values), name="attendance_presence_known"),
            models.CheckConstraint(
                condition=Q(reason="") | (Q(reason__in=AbsenceReason.values) & ~Q(presence=Presence.PRESENT)),
                name="attendance_reason_of_who_was_not_there",
            ),
            models.CheckConstraint(condition=ON_ITS_DAY, name="attendance_on_its_day"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.day} {self.presence}"


class AttendanceChange(models.Model):
    """What a record of attendance was before somebody corrected it; never changed itself."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), related_name="attendance_changes"
    )
    day = models.DateField(_("day"))
    dagdeel = models.CharField(_("dagdeel"), max_length=7, choices=DAGDEEL_CHOICES)
    before = models.CharField(_("before"), max_length=8, choices=Presence.choices)
    reason_before = models.CharField(_("reason before"), max_length=20, choices=AbsenceReason.choices, blank=True)
    after = models.CharField(_("after"), max_length=8, choices=Presence.choices)
    reason_after = models.CharField(_("reason after"), max_length=20, choices=AbsenceReason.choices, blank=True)
    at = models.DateTimeField(_("at"), db_default=Now())
    # No key of the database: what was corrected outlives an account.
    person = models.ForeignKey(
        Person, models.DO_NOTHING, verbose_name=_("who"), null=True, db_constraint=False, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.DO_NOTHING,
        verbose_name=_("on behalf of"),
        null=True,
        db_constraint=False,
        related_name="+",
    )

    personal: ClassVar = {
        **alike("enrolment day dagdeel before reason_before after reason_after", SHARED),
        **alike("person organisation", NAME),
    }
    not_personal: ClassVar = frozenset({"id", "at"})

    class Meta:
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.day} {self.before} {self.after}"


class Tally(models.Model):
    """How somebody's attendance stood after the last record; written by the house whenever one is recorded.

    ``attended`` of ``expected`` since the start, ``lately_…`` in the weeks before ``until``; ``signals``: codes of
    ``engine.attendance``.
    """

    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), primary_key=True, related_name="tally"
    )
    until = models.DateField(_("up to and including"))
    attended = models.PositiveSmallIntegerField(_("attended"))
    expected = models.PositiveSmallIntegerField(_("expected"))
    excused = models.PositiveSmallIntegerField(_("excused"))
    lately_attended = models.PositiveSmallIntegerField(_("attended lately"))
    lately_expected = models.PositiveSmallIntegerField(_("expected lately"))
    absent_in_a_row = models.PositiveSmallIntegerField(_("absent in a row"))
    away_in_a_row = models.PositiveSmallIntegerField(_("away in a row"))
    signals = ArrayField(models.CharField(max_length=30), verbose_name=_("signals"), default=list)

    personal: ClassVar = alike(
        "enrolment until attended expected excused lately_attended lately_expected absent_in_a_row away_in_a_row"
        " signals",
        SHARED,
    )
    not_personal: ClassVar = frozenset[str]()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["-until"], condition=~Q(signals=[]), name="tally_signals"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.attended}/{self.expected}"

    @property
    def percent(self) -> int | None:
        """Attended of expected since the start, in whole per cent rounded down; None when nothing was expected."""
        return 100 * self.attended // self.expected if self.expected else None


class WorkWeek(models.Model):
    """A week of work that the employer recorded; ``version``: how often."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), related_name="work_weeks"
    )
    monday = models.DateField(_("week of"))
    version = models.PositiveSmallIntegerField(_("records so far"), default=1)
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())
    recorded_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, verbose_name=_("recorded by"), null=True, related_name="+"
    )

    personal: ClassVar = {**alike("enrolment monday version recorded_at", SHARED), **alike("recorded_by", NAME)}
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["-monday"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enrolment", "monday"], name="work_week_once"),
            models.CheckConstraint(condition=Q(monday__iso_week_day=1), name="work_week_begins_on_monday"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.monday}"


class AskedWeek(models.Model):
    """A week of work of a group at one employer that passed without a record: what the employer is asked for."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, verbose_name=_("group"), related_name="asked_weeks")
    employer = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, verbose_name=_("employer"), related_name="asked_weeks"
    )
    monday = models.DateField(_("week of"))

    personal: ClassVar = alike("", NAME)
    not_personal: ClassVar = frozenset({"id", "cohort", "employer", "monday"})

    class Meta:
        ordering: ClassVar = ["-monday", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cohort", "employer", "monday"], name="asked_week_once"),
            models.CheckConstraint(condition=Q(monday__iso_week_day=1), name="asked_week_begins_on_monday"),
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id} {self.employer_id} {self.monday}"
