"""What a business case leans on: applications to instruments, figures of a region, and what was told of a group."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from leerwerk.funding.enums import SURE, ApplicationState, Sure
from leerwerk.parties.models import NAME, Region
from leerwerk.privacy.declare import alike
from leerwerk.trajectories.models import Cohort


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
