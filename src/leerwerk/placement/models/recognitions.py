"""For which qualifications SBB recognises an employer, where, from when until when, and who says so."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.models import NAME, Organisation, Person, Site
from leerwerk.privacy.declare import alike


class Recognition(models.Model):
    """SBB's recognition of an employer as leerbedrijf for one qualification, by its crebo number.

    ``site``: where it holds; None for everywhere. Without ``checked_on`` the employer typed it; with it somebody looked
    it up at SBB on that day.
    """

    employer = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, verbose_name=_("employer"), related_name="recognitions"
    )
    site = models.ForeignKey(
        Site, on_delete=models.CASCADE, verbose_name=_("site"), null=True, blank=True, related_name="recognitions"
    )
    crebo = models.CharField(_("crebo number"), max_length=5)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    checked_on = models.DateField(_("checked at SBB on"), null=True, blank=True)
    checked_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, verbose_name=_("checked by"), null=True, blank=True, related_name="+"
    )

    personal: ClassVar = alike("checked_by", NAME)
    not_personal: ClassVar = frozenset({"id", "employer", "site", "crebo", "valid_from", "valid_until", "checked_on"})

    class Meta:
        ordering: ClassVar = ["crebo", "valid_from", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["employer", "site", "crebo", "valid_from"], name="recognition_once", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(crebo__regex=r"^[0-9]{5}$"), name="recognition_crebo_of_five"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=models.F("valid_from")), name="recognition_period"
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | Q(checked_on__isnull=False), name="recognition_checked_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.crebo

    def holds(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def is_over(self, day: date) -> bool:
        """Whether it ended before a day."""
        return self.valid_until is not None and self.valid_until < day
