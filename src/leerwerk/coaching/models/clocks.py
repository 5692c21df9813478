"""The clock of each side of a participation, and the contacts that are or were due by it.

What is due follows from the facts of the path (``engine.coaching``) and is stored, so that a list of everybody is
quick, and so that what was missed stays known. Nobody writes it but ``actions.winding``.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.coaching.enums import DueKind, Phase, Side, Standing, WhyMoved
from leerwerk.parties.models import NAME, Membership, Organisation, Person, Region
from leerwerk.privacy.declare import Personal, alike
from leerwerk.privacy.enums import Audience, Category, Purpose, Retention
from leerwerk.trajectories.models import Enrolment

ACCOMPANIED = Personal(
    Category.PROFILE,
    Purpose.GUIDANCE,
    Retention.INBURGERING,
    frozenset({Audience.INTERMEDIARY, Audience.DIRECTOR, Audience.COACH}),
)


class Clock(models.Model):
    """One side of a participation, from the first day of the pre-track until the path is over.

    ``coach``: who accompanies this side now, and ``organisation``: for whom they do; both follow from
    ``Accompaniment``. ``due_on``: the day of the contact that is open now; ``next_on``: of the one after it, or of the
    next when none is open. ``last_on``: the last time that they were reached. ``missed``: how many in a row.
    ``looks_again_on``: the day on which time alone changes something.
    """

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), related_name="clocks"
    )
    side = models.CharField(_("side"), max_length=10, choices=Side.choices)
    region = models.ForeignKey(Region, on_delete=models.CASCADE, verbose_name=_("region"), related_name="+")
    coach = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, verbose_name=_("coach"), null=True, related_name="clocks"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, verbose_name=_("organisation of the coach"), null=True, related_name="+"
    )
    phase = models.CharField(_("phase"), max_length=12, choices=Phase.choices, blank=True)
    phase_since = models.DateField(_("in this phase since"), null=True)
    due_on = models.DateField(_("due on"), null=True)
    next_on = models.DateField(_("next on"), null=True)
    last_on = models.DateField(_("last spoken with on"), null=True)
    missed = models.PositiveSmallIntegerField(_("missed in a row"), default=0)
    looks_again_on = models.DateField(_("looked at again on"), null=True)

    personal: ClassVar = alike(
        "enrolment side coach organisation phase phase_since due_on next_on last_on missed", ACCOMPANIED
    )
    not_personal: ClassVar = frozenset({"id", "region", "looks_again_on"})

    class Meta:
        ordering: ClassVar = ["enrolment", "side"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enrolment", "side"], name="clock_once_a_side"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="clock_side_known"),
            models.CheckConstraint(condition=Q(phase="") | Q(phase__in=Phase.values), name="clock_phase_known"),
            models.CheckConstraint(
                condition=Q(phase="", phase_since=None) | (~Q(phase="") & Q(phase_since__isnull=False)),
                name="clock_phase_has_a_day",
            ),
            models.CheckConstraint(condition=Q(coach=None) | Q(organisation__isnull=False), name="clock_coach_of_one"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["looks_again_on"], condition=Q(looks_again_on__isnull=False), name="clock_look"),
            models.Index(fields=["coach", "due_on", "id"], condition=~Q(phase=""), name="clock_coach"),
            models.Index(fields=["organisation", "coach"], condition=~Q(phase=""), name="clock_organisation"),
            models.Index(fields=["region", "due_on", "id"], condition=Q(due_on__isnull=False), name="clock_open"),
            models.Index(fields=["region", "-missed", "id"], condition=Q(missed__gt=0), name="clock_missed"),
            models.Index(fields=["region", "coach"], condition=~Q(phase=""), name="clock_region"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.side}"


class DueContact(models.Model):
    """A contact that is or was due; ``spell``, ``kind`` and ``ordinal`` make it this one, whatever moves it.

    ``nominal``: its day by the rhythm. ``day``: when it is due; None while nobody knows when they are back. A contact
    counts for it from ``opens`` until, and not on, ``closes``.
    """

    clock = models.ForeignKey(Clock, on_delete=models.CASCADE, verbose_name=_("clock"), related_name="dues")
    spell = models.PositiveSmallIntegerField(_("stretch of the path"))
    kind = models.CharField(_("why"), max_length=10, choices=DueKind.choices)
    ordinal = models.PositiveSmallIntegerField(_("number"))
    phase = models.CharField(_("phase"), max_length=12, choices=Phase.choices)
    nominal = models.DateField(_("by the rhythm on"))
    day = models.DateField(_("due on"), null=True)
    moved = ArrayField(models.CharField(max_length=12), verbose_name=_("moved by"), default=list)
    opens = models.DateField(_("counts from"), null=True)
    closes = models.DateField(_("counts until"), null=True)
    standing = models.CharField(_("standing"), max_length=8, choices=Standing.choices)
    talk = models.ForeignKey(
        "coaching.Talk", on_delete=models.SET_NULL, verbose_name=_("held with"), null=True, related_name="held"
    )

    personal: ClassVar = alike("clock phase nominal day moved opens closes standing talk", ACCOMPANIED)
    not_personal: ClassVar = frozenset({"id", "spell", "kind", "ordinal"})

    class Meta:
        ordering: ClassVar = ["clock", "spell", "nominal", "kind"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clock", "spell", "kind", "ordinal"], name="due_once"),
            models.UniqueConstraint(
                fields=["clock"], condition=Q(standing=Standing.OPEN), name="due_one_open_at_a_time"
            ),
            models.CheckConstraint(condition=Q(standing__in=Standing.values), name="due_standing_known"),
            models.CheckConstraint(condition=Q(kind__in=DueKind.values), name="due_kind_known"),
            models.CheckConstraint(
                condition=Q(standing=Standing.HELD) | Q(talk=None), name="due_talk_of_what_was_held"
            ),
            models.CheckConstraint(
                condition=Q(day__isnull=False) | Q(standing__in=[Standing.ON_HOLD, Standing.DROPPED]),
                name="due_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clock_id} {self.nominal} {self.standing}"


class OtherDay(models.Model):
    """People chose another day for a contact of the rhythm; the last choice counts, all stay."""

    clock = models.ForeignKey(Clock, on_delete=models.CASCADE, verbose_name=_("clock"), related_name="other_days")
    spell = models.PositiveSmallIntegerField(_("stretch of the path"))
    ordinal = models.PositiveSmallIntegerField(_("number"))
    to = models.DateField(_("other day"))
    why = models.CharField(_("why"), max_length=12, choices=WhyMoved.choices)
    by = models.ForeignKey(
        Person, models.DO_NOTHING, verbose_name=_("who"), null=True, db_constraint=False, related_name="+"
    )
    at = models.DateTimeField(_("at"), db_default=Now())

    personal: ClassVar = {**alike("clock to why", ACCOMPANIED), **alike("by", NAME)}
    not_personal: ClassVar = frozenset({"id", "spell", "ordinal", "at"})

    class Meta:
        ordering: ClassVar = ["clock", "at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(why__in=WhyMoved.values), name="other_day_why_known"),
        ]

    def __str__(self) -> str:
        return f"{self.clock_id} {self.to}"
