"""What a business case leans on: applications to instruments, figures of a region, and what was told of a group."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from leerwerk.funding.enums import PARTY_CHOICES, PER_CHOICES, SURE, ApplicationState, Covers, Sure
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


class RegionInstrument(models.Model):
    """An instrument that a region adds, or tells otherwise than it is stated, from a day to a day; as it was it stays.

    ``code`` names it, also over its versions. ``amounts``: euros for the first, the second ...; ``goes_on``: the last
    is for everybody after as well. ``later``: months until it is paid. ``needs``: by fact what it is at least.
    ``never``: items that it does not pay. ``chance``: in per cent.
    """

    region = models.ForeignKey(Region, on_delete=models.CASCADE, verbose_name=_("region"), related_name="instruments")
    code = models.SlugField(_("code"), max_length=40, db_index=False)
    name = models.CharField(_("name"), max_length=140)
    payer = models.CharField(_("who pays"), max_length=20, choices=PARTY_CHOICES)
    payee = models.CharField(_("to whom"), max_length=20, choices=PARTY_CHOICES)
    covers = models.CharField(_("covers"), max_length=20, choices=Covers.choices)
    amounts = ArrayField(
        models.DecimalField(max_digits=11, decimal_places=2), verbose_name=_("amounts, €"), default=list, blank=True
    )
    goes_on = models.BooleanField(_("the last amount is for everybody after as well"), default=False)
    per = models.CharField(_("counted by"), max_length=10, choices=PER_CHOICES)
    later = models.PositiveSmallIntegerField(_("months until it is paid"), default=0)
    needs = models.JSONField(_("what it asks"), default=dict, blank=True)
    never = ArrayField(models.CharField(max_length=20), verbose_name=_("never pays"), default=list, blank=True)
    chance = models.PositiveSmallIntegerField(_("chance, %"), default=50)
    valid_from = models.DateField(_("holds from"))
    valid_until = models.DateField(_("holds until"), null=True, blank=True)
    confidence = models.CharField(_("how well known"), max_length=6, choices=Sure.choices)
    source = models.CharField(_("where it was read"), max_length=300)

    personal: ClassVar = alike("", NAME)
    not_personal: ClassVar = frozenset(
        {"id", "region", "code", "name", "payer", "payee", "covers", "amounts", "goes_on", "per", "later", "needs"}
        | {"never", "chance", "valid_from", "valid_until", "confidence", "source"}
    )

    class Meta:
        ordering: ClassVar = ["region", "code", "valid_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region", "code", "valid_from"], name="instrument_once_a_day"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")), name="instrument_period"
            ),
            models.CheckConstraint(condition=Q(chance__lte=100), name="instrument_chance"),
            models.CheckConstraint(condition=~Q(payer=F("payee")), name="instrument_between_two"),
            models.CheckConstraint(condition=Q(confidence__in=Sure.values), name="instrument_sure_known"),
        ]

    def __str__(self) -> str:
        return self.name


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
