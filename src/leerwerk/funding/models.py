"""Budgets for a region's season, what groups charge to them, and applications to instruments."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from leerwerk.funding.enums import SURE, ApplicationState, Sure
from leerwerk.parties.models import NAME, Municipality, Organisation, Region
from leerwerk.privacy.declare import alike
from leerwerk.trajectories.models import Cohort


class Budget(models.Model):
    """Money that may be spent on groups, in thousands of euros, with where it comes from and until when."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=140)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, verbose_name=_("region"), related_name="budgets")
    payer = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, verbose_name=_("payer"), null=True, blank=True, related_name="budgets"
    )
    amount = models.DecimalField(_("amount, € thousand"), max_digits=12, decimal_places=3)
    source = models.CharField(_("ground"), max_length=200, blank=True)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_until = models.DateField(_("until"), null=True, blank=True)

    personal: ClassVar = alike("", NAME)
    not_personal: ClassVar = frozenset(
        {"id", "code", "name", "region", "payer", "amount", "source", "valid_from", "valid_until"}
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


class Application(models.Model):
    """How far a group's application to an instrument is; ``code`` names the instrument (``engine.money.instruments``).

    ``euros``: what is asked or granted in all, None: what the instrument says. ``covers``: which cost; no cost of a
    group is covered twice. ``evidence``: where the decision can be read.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, verbose_name=_("group"), related_name="applications")
    code = models.CharField(_("instrument"), max_length=40)
    covers = models.CharField(_("covers"), max_length=20)
    state = models.CharField(_("how far"), max_length=10, choices=ApplicationState.choices)
    chance = models.PositiveSmallIntegerField(_("chance, %"))
    euros = models.DecimalField(_("amount, €"), max_digits=11, decimal_places=2, null=True, blank=True)
    on = models.DateField(_("since"))
    evidence = models.CharField(_("where it can be read"), max_length=300, blank=True)
    edits = models.PositiveSmallIntegerField(_("times written"), default=0)

    personal: ClassVar = alike("", NAME)
    not_personal: ClassVar = frozenset(
        {"id", "cohort", "code", "covers", "state", "chance", "euros", "on", "evidence", "edits"}
    )

    class Meta:
        ordering: ClassVar = ["cohort", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cohort", "code"], name="application_once"),
            models.UniqueConstraint(
                fields=["cohort", "covers"],
                condition=~Q(state=ApplicationState.REFUSED),
                name="application_no_cost_twice",
            ),
            models.CheckConstraint(condition=Q(state__in=ApplicationState.values), name="application_state_known"),
            models.CheckConstraint(condition=Q(chance__lte=100), name="application_chance"),
            models.CheckConstraint(condition=~Q(state__in=SURE) | Q(chance=100), name="application_granted_is_sure"),
            models.CheckConstraint(
                condition=~Q(state=ApplicationState.REFUSED) | Q(chance=0), name="application_refused_brings_nothing"
            ),
            models.CheckConstraint(condition=Q(euros=None) | Q(euros__gte=0), name="application_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.state}"


class RegionFigure(models.Model):
    """A figure of the business case as a region knows it itself, from a day on; the latest day holds, all stay.

    ``code`` names it (``engine.money.Code``); ``low`` and ``high``: between which it lies. Shares are between 0 and 1.
    """

    region = models.ForeignKey(Region, on_delete=models.CASCADE, verbose_name=_("region"), related_name="figures")
    code = models.CharField(_("figure"), max_length=40)
    since = models.DateField(_("holds from"))
    value = models.DecimalField(_("value"), max_digits=12, decimal_places=4)
    low = models.DecimalField(_("at least"), max_digits=12, decimal_places=4)
    high = models.DecimalField(_("at most"), max_digits=12, decimal_places=4)
    sure = models.CharField(_("how well known"), max_length=6, choices=Sure.choices)
    source = models.CharField(_("where it was read"), max_length=300)
    dropped = models.BooleanField(_("no longer"), default=False)

    personal: ClassVar = alike("", NAME)
    not_personal: ClassVar = frozenset(
        {"id", "region", "code", "since", "value", "low", "high", "sure", "source", "dropped"}
    )

    class Meta:
        ordering: ClassVar = ["region", "code", "-since"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region", "code", "since"], name="figure_once_a_day"),
            models.CheckConstraint(condition=Q(low__lte=F("value"), high__gte=F("value")), name="figure_between_ends"),
            models.CheckConstraint(condition=Q(sure__in=Sure.values), name="figure_sure_known"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.value}"


class GroupFact(models.Model):
    """Something that instruments ask about a group and that nothing else in leerwerk says; a flag is 1 or 0."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, verbose_name=_("group"), related_name="money_facts")
    fact = models.CharField(_("what"), max_length=20)
    value = models.DecimalField(_("value"), max_digits=7, decimal_places=3)

    personal: ClassVar = alike("", NAME)
    not_personal: ClassVar = frozenset({"id", "cohort", "fact", "value"})

    class Meta:
        ordering: ClassVar = ["cohort", "fact"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cohort", "fact"], name="group_fact_once"),
            models.CheckConstraint(condition=Q(value__gte=0), name="group_fact_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.fact} {self.value}"
