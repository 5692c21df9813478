"""The one list of who accompanies whom, and for how much somebody has room."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from leerwerk.coaching.enums import LEADS, Role, WhyEnded
from leerwerk.coaching.models.clocks import ACCOMPANIED, Clock
from leerwerk.parties.models import NAME, Membership, Person
from leerwerk.privacy.declare import alike


class Accompaniment(models.Model):
    """Somebody accompanies one side of a participation as mentor, job coach or buddy, from a day until a day.

    ``until``: the first day on which they do no longer. One coach at a time holds the clock; the database says so. A
    ``buddy`` is a colleague at work, by name, and need not be a member here.
    """

    clock = models.ForeignKey(Clock, on_delete=models.CASCADE, verbose_name=_("whom"), related_name="accompaniments")
    member = models.ForeignKey(
        Membership, on_delete=models.CASCADE, verbose_name=_("who"), null=True, related_name="accompanies"
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    role = models.CharField(_("as what"), max_length=10, choices=Role.choices)
    since = models.DateField(_("since"))
    until = models.DateField(_("no longer since"), null=True)
    why_ended = models.CharField(_("why it ended"), max_length=22, choices=WhyEnded.choices, blank=True)
    said_by = models.ForeignKey(
        Person, models.DO_NOTHING, verbose_name=_("said by"), null=True, db_constraint=False, related_name="+"
    )

    personal: ClassVar = {
        **alike("clock role since until why_ended", ACCOMPANIED),
        **alike("member name said_by", NAME),
    }
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["clock", "since", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="accompaniment_role_known"),
            models.CheckConstraint(
                condition=Q(role=Role.BUDDY) | Q(member__isnull=False, name=""), name="accompaniment_coach_is_a_member"
            ),
            models.CheckConstraint(condition=Q(member__isnull=False) | ~Q(name=""), name="accompaniment_by_somebody"),
            models.CheckConstraint(
                condition=Q(until=None, why_ended="") | (Q(until__isnull=False) & ~Q(why_ended="")),
                name="accompaniment_end_has_a_reason",
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="accompaniment_period"),
            ExclusionConstraint(  # ranges of one key: PostgreSQL needs no extension for them
                name="accompaniment_one_coach_at_a_time",
                expressions=[
                    (
                        Func("clock", "clock", Value("[]"), function="int8range", output_field=BigIntegerRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func("since", "until", Value("[)"), function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(role__in=LEADS),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["member", "until"], name="accompaniment_member"),
        ]

    def __str__(self) -> str:
        return f"{self.clock_id} {self.role}"

    @property
    def called(self) -> str:
        """Who it is on screen."""
        return self.name if self.member is None else str(self.member.person)


class Room(models.Model):
    """For how many points a coach has room, from a day on; the latest day holds. See ``engine.coaching.load``."""

    member = models.ForeignKey(Membership, on_delete=models.CASCADE, verbose_name=_("who"), related_name="rooms")
    since = models.DateField(_("holds from"))
    points = models.DecimalField(
        _("room, in points"),
        max_digits=5,
        decimal_places=1,
        validators=[MinValueValidator(0), MaxValueValidator(200)],
    )
    said_by = models.ForeignKey(
        Person, models.DO_NOTHING, verbose_name=_("said by"), null=True, db_constraint=False, related_name="+"
    )

    personal: ClassVar = alike("member since points said_by", NAME)
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["member", "-since"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "since"], name="room_once_a_day"),
            models.CheckConstraint(condition=Q(points__gte=0), name="room_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.points}"
