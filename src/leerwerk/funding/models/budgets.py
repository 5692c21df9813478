"""Budgets for a region's season, and what groups charge to them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.models import NAME, Municipality, Organisation, Region
from leerwerk.privacy.declare import alike
from leerwerk.trajectories.models import Cohort


class Budget(models.Model):
    """Money that may be spent on groups, in thousands of euros, with where it comes from and until when.

    ``instrument``: the code of the instrument that it comes from (``engine.money.instruments``), when it does: some
    things may not be paid from some instruments.
    """

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=140)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, verbose_name=_("region"), related_name="budgets")
    payer = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, verbose_name=_("payer"), null=True, blank=True, related_name="budgets"
    )
    amount = models.DecimalField(_("amount, € thousand"), max_digits=12, decimal_places=3)
    source = models.CharField(_("ground"), max_length=200, blank=True)
    instrument = models.CharField(_("instrument"), max_length=40, blank=True)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_until = models.DateField(_("until"), null=True, blank=True)

    personal: ClassVar = alike("", NAME)
    not_personal: ClassVar = frozenset(
        {"id", "code", "name", "region", "payer", "amount", "source", "instrument", "valid_from", "valid_until"}
    )

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="budget_not_negative"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="budget_period",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Charge(models.Model):
    """What one group charges to a budget: once, and for each participant (from one municipality, or from any)."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, verbose_name=_("budget"), related_name="charges")
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, verbose_name=_("group"), related_name="charges")
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, verbose_name=_("participant's municipality"), null=True, blank=True
    )
    per_participant = models.DecimalField(_("per participant, € thousand"), max_digits=9, decimal_places=3, default=0)
    per_group = models.DecimalField(_("per group, € thousand"), max_digits=9, decimal_places=3, default=0)

    personal: ClassVar = alike("", NAME)
    not_personal: ClassVar = frozenset({"id", "budget", "cohort", "municipality", "per_participant", "per_group"})

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["budget", "cohort", "municipality"], name="charge_once", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(per_participant__gte=0, per_group__gte=0), name="charge_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.budget_id} {self.cohort_id}"
