"""Who is away and who takes over, and how often somebody wants to be reminded."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leerwerk.notices.enums import Rhythm
from leerwerk.parties.models import ACCOUNT, NAME, Membership
from leerwerk.privacy.declare import alike


class Absence(models.Model):
    """A member is not asked from a day up to and including a day; ``stands_in`` is, or else everybody in the function.

    An absence that is taken back or cut short stays, with ``ended_at``.
    """

    member = models.ForeignKey(Membership, on_delete=models.CASCADE, verbose_name=_("who"), related_name="absences")
    since = models.DateField(_("first day away"))
    until = models.DateField(_("last day away"))
    stands_in = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, verbose_name=_("who takes over"), null=True, blank=True, related_name="+"
    )
    said_at = models.DateTimeField(pgettext_lazy("absence", "said at"), db_default=Now())
    ended_at = models.DateTimeField(_("taken back at"), null=True)

    personal: ClassVar = alike("member since until stands_in", NAME)
    not_personal: ClassVar = frozenset({"id", "said_at", "ended_at"})

    class Meta:
        ordering: ClassVar = ["since", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="absence_period"),
            models.CheckConstraint(condition=~Q(stands_in=F("member")), name="absence_of_two_people"),
            ExclusionConstraint(  # ranges of one key: PostgreSQL needs no extension for them
                name="absence_one_at_a_time",
                expressions=[
                    (
                        Func(
                            "member",
                            "member",
                            Value("[]"),
                            function="int8range",
                            output_field=BigIntegerRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func("since", "until", Value("[]"), function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(ended_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.since} {self.until}"


class Reminders(models.Model):
    """How often somebody wants a letter about what waits for them; without a row: every working day."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        verbose_name=_("person"),
        primary_key=True,
        related_name="reminders",
    )
    rhythm = models.CharField(_("how often"), max_length=10, choices=Rhythm.choices, default=Rhythm.DAILY)

    personal: ClassVar = alike("person rhythm", ACCOUNT)
    not_personal: ClassVar = frozenset[str]()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(rhythm__in=Rhythm.values), name="reminders_rhythm_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.rhythm}"
