"""Who has which role in a group, who signed what it asks, and whether the group as a whole may start."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.engine import pathway
from leerwerk.parties.models import NAME, Organisation
from leerwerk.privacy.declare import alike
from leerwerk.trajectories.enums import GateVerdict
from leerwerk.trajectories.models.enrolments import SHARED, Enrolment
from leerwerk.trajectories.models.groups import Cohort


class Party(models.Model):
    """An organisation with a role in a group, or for one participant of it; schools stand on the group itself."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, verbose_name=_("group"), related_name="parties")
    enrolment = models.ForeignKey(
        Enrolment,
        on_delete=models.CASCADE,
        verbose_name=_("participation"),
        null=True,
        blank=True,
        related_name="parties",
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, verbose_name=_("organisation"), related_name="roles"
    )
    role = models.CharField(_("role"), max_length=20)
    since = models.DateField(_("since"))
    until = models.DateField(_("no longer since"), null=True, blank=True)

    personal: ClassVar = alike("enrolment", SHARED)
    not_personal: ClassVar = frozenset({"id", "cohort", "organisation", "role", "since", "until"})

    class Meta:
        ordering: ClassVar = ["cohort", "role", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cohort", "enrolment", "organisation", "role"],
                condition=Q(until=None),
                name="party_role_once",
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(until=None, role="employer"), name="party_one_employer"
            ),
            models.CheckConstraint(condition=Q(role__in=["employer", "mentor"]), name="party_role_known"),
            models.CheckConstraint(
                condition=~Q(role="employer") | Q(enrolment__isnull=False), name="party_employer_of_somebody"
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=models.F("since")), name="party_period"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.role} {self.cohort_id}"


class ProfileSignature(models.Model):
    """An intermediary, or an employer (or its branch), agrees with what a group asks of its participants.

    ``profile`` is the fingerprint of the requirements that were signed: a change of them asks for new signatures.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, verbose_name=_("group"), related_name="signatures")
    side = models.CharField(_("side"), max_length=20)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, verbose_name=_("organisation"), related_name="+"
    )
    profile = models.CharField(_("what was signed"), max_length=64)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, verbose_name=_("signed by"), null=True, related_name="+"
    )
    at = models.DateTimeField(_("signed at"), db_default=Now())

    personal: ClassVar = alike("person", NAME)
    not_personal: ClassVar = frozenset({"id", "cohort", "side", "organisation", "profile", "at"})

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cohort", "organisation", "profile"], name="profile_signed_once"),
            models.CheckConstraint(
                condition=Q(side__in=[str(pathway.Doer.INTERMEDIARY), str(pathway.Doer.EMPLOYER)]),
                name="profile_signed_by_a_side",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id} {self.side}"


class GroupGate(models.Model):
    """A decision whether the group as a whole starts, with what was counted on that day."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, verbose_name=_("group"), related_name="gates")
    verdict = models.CharField(_("decision"), max_length=10, choices=GateVerdict.choices)
    participants = models.PositiveSmallIntegerField(_("participants selected"))
    workplaces = models.PositiveSmallIntegerField(_("of whom with a workplace"))
    mentors = models.PositiveSmallIntegerField(_("organisations that mentor"))
    money_missing = models.DecimalField(_("not covered, € thousand"), max_digits=9, decimal_places=3)
    reason = models.TextField(_("reasons"), max_length=2000)
    again_on = models.DateField(_("asked again on"), null=True, blank=True)
    below = models.TextField(_("why it starts below the norm"), max_length=2000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, verbose_name=_("decided by"), null=True, related_name="+"
    )
    at = models.DateTimeField(_("decided at"), db_default=Now())

    personal: ClassVar = alike("by", NAME)
    not_personal: ClassVar = frozenset(
        {
            "id",
            "cohort",
            "verdict",
            "participants",
            "workplaces",
            "mentors",
            "money_missing",
            "reason",
            "below",
            "again_on",
            "at",
        }
    )

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(verdict__in=GateVerdict.values), name="group_gate_verdict_known"),
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id} {self.verdict}"
