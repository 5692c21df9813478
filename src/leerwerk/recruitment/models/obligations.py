"""Why somebody is not free in a dagdeel, and until when."""

from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.privacy.declare import alike
from leerwerk.recruitment.enums import ObligationKind
from leerwerk.recruitment.models.declared import NOT_FREE
from leerwerk.recruitment.models.files import Candidate
from leerwerk.web.fields import DAGDELEN


class Obligation(models.Model):
    """Why somebody is not free in one dagdeel of the week, which their profile says; ``until``: the last day of it."""

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, verbose_name=_("candidate"), related_name="obligations"
    )
    dagdeel = models.PositiveSmallIntegerField(_("dagdeel"))  # 0 is Monday morning, as in the engine
    kind = models.CharField(_("why not free"), max_length=12, choices=ObligationKind.choices)
    until = models.DateField(_("until and including"), null=True, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, verbose_name=_("noted by"), null=True, related_name="+"
    )
    noted_at = models.DateTimeField(_("noted at"), db_default=Now())

    personal: ClassVar = alike("candidate dagdeel kind until noted_by noted_at", NOT_FREE)
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["dagdeel"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["candidate", "dagdeel"], name="obligation_one_a_dagdeel"),
            models.CheckConstraint(condition=Q(dagdeel__lte=9), name="obligation_ten_dagdelen"),
            models.CheckConstraint(condition=Q(kind__in=ObligationKind.values), name="obligation_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.dagdeel} {self.kind}"

    @property
    def when(self) -> str:
        """The dagdeel in words."""
        return str(DAGDELEN[self.dagdeel])


def keeps_from(until: date | None, dagdeel: int, monday: date, stated_on: date) -> bool:
    """Whether somebody is not free in a dagdeel of the week of a Monday, by an obligation until a day.

    One that had ended when the profile was stated says nothing of it: then they were found to be not free anew.
    """
    return until is None or until < stated_on or monday + timedelta(days=dagdeel // 2) <= until
