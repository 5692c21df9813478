"""After how many days a region's director is asked as well, and which days were reminded of."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.models import NAME, Region
from leerwerk.privacy.declare import alike

LONGEST_TERM = 90


class EscalationTerm(models.Model):
    """After how many days of being overdue a matter goes to the director too, from a day on; the latest day holds."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, verbose_name=_("region"), related_name="+")
    since = models.DateField(_("holds from"))
    days = models.PositiveSmallIntegerField(
        _("days overdue"), validators=[MinValueValidator(1), MaxValueValidator(LONGEST_TERM)]
    )
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, verbose_name=_("set by"), null=True, related_name="+"
    )

    personal: ClassVar = alike("set_by", NAME)
    not_personal: ClassVar = frozenset({"id", "region", "since", "days"})

    class Meta:
        ordering: ClassVar = ["-since"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region", "since"], name="escalation_term_once_a_day"),
            models.CheckConstraint(condition=Q(days__range=(1, LONGEST_TERM)), name="escalation_term_in_range"),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.since} {self.days}"


class DayDone(models.Model):
    """A day of which the letters were written: once, whatever ends a worker in between."""

    day = models.DateField(_("day"), unique=True)
    letters = models.PositiveIntegerField(_("letters written"), default=0)
    done_at = models.DateTimeField(_("done at"), db_default=Now())

    personal: ClassVar = alike("", NAME)
    not_personal: ClassVar = frozenset({"id", "day", "letters", "done_at"})

    class Meta:
        ordering: ClassVar = ["-day"]

    def __str__(self) -> str:
        return str(self.day)
