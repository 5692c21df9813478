"""What people lock, decide and object to."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.models import NAME
from leerwerk.planning.enums import GROUP_ONLY, PERSON_AND_GROUP, TWO_PEOPLE, LockKind, Verdict
from leerwerk.planning.models.proposals import GroupProposal, PersonProposal
from leerwerk.planning.models.rounds import PlanningRound
from leerwerk.privacy.declare import alike
from leerwerk.recruitment.models import CONTACT, PROFILE, Candidate
from leerwerk.trajectories.models import Cohort


class Lock(models.Model):
    """Something a person fixed before the planner could choose, with the reason."""

    round = models.ForeignKey(PlanningRound, on_delete=models.CASCADE, verbose_name=_("round"), related_name="locks")
    kind = models.CharField(_("kind"), max_length=10, choices=LockKind.choices)
    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, verbose_name=_("candidate"), null=True, blank=True, related_name="+"
    )
    other = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, verbose_name=_("the other"), null=True, blank=True, related_name="+"
    )
    cohort = models.ForeignKey(
        Cohort, on_delete=models.CASCADE, verbose_name=_("group"), null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, verbose_name=_("locked by"), null=True, related_name="+"
    )
    at = models.DateTimeField(_("locked at"), db_default=Now())

    personal: ClassVar = {**alike("candidate other reason", PROFILE), **alike("by", NAME)}
    not_personal: ClassVar = frozenset({"id", "round", "kind", "cohort", "at"})

    class Meta:
        ordering: ClassVar = ["round", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=PERSON_AND_GROUP, candidate__isnull=False, cohort__isnull=False, other=None)
                | Q(kind__in=GROUP_ONLY, candidate=None, cohort__isnull=False, other=None)
                | Q(kind__in=TWO_PEOPLE, candidate__isnull=False, cohort=None, other__isnull=False),
                name="lock_names_whom_it_is_about",
            ),
            models.CheckConstraint(condition=~Q(candidate=F("other")), name="lock_two_different_people"),
            models.CheckConstraint(condition=~Q(reason=""), name="lock_has_a_reason"),
            models.UniqueConstraint(
                fields=["round", "kind", "candidate", "cohort", "other"], name="lock_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.round_id}"

    @property
    def what(self) -> tuple[str, int | None, int | None, int | None]:
        """What is locked, whatever the round and the reason."""
        return self.kind, self.candidate_id, self.other_id, self.cohort_id


class Decision(models.Model):
    """A person's decision on one proposed group; a decision that differs from the proposal says why."""

    proposal = models.OneToOneField(
        GroupProposal, on_delete=models.PROTECT, verbose_name=_("proposal"), related_name="decision"
    )
    verdict = models.CharField(_("decision"), max_length=10, choices=Verdict.choices)
    proposed_size = models.PositiveSmallIntegerField(_("participants proposed"))
    size = models.PositiveSmallIntegerField(_("participants decided"))
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, verbose_name=_("decided by"), related_name="+"
    )
    at = models.DateTimeField(_("decided at"), db_default=Now())

    personal: ClassVar = alike("by", NAME)
    not_personal: ClassVar = frozenset({"id", "proposal", "verdict", "proposed_size", "size", "reason", "at"})

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="decision_known"),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.ACCEPTED) | ~Q(reason=""), name="decision_that_differs_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(verdict=Verdict.ACCEPTED) | Q(size=F("proposed_size")),
                name="decision_as_proposed_keeps_the_size",
            ),
            models.CheckConstraint(
                condition=~Q(verdict=Verdict.REFUSED) | Q(size=0), name="decision_refused_has_no_participants"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.proposal_id}"


class Objection(models.Model):
    """A candidate, or their intermediary, objects to what the plan proposes for them; a person answers."""

    proposal = models.ForeignKey(
        PersonProposal, on_delete=models.CASCADE, verbose_name=_("proposal"), related_name="objections"
    )
    text = models.TextField(_("what is wrong, in your own words"), max_length=2000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, verbose_name=_("objects"), null=True, related_name="+"
    )
    at = models.DateTimeField(_("at"), db_default=Now())
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, verbose_name=_("answered by"), null=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered at"), null=True)

    personal: ClassVar = {**alike("proposal text by answer", CONTACT), **alike("answered_by", NAME)}
    not_personal: ClassVar = frozenset({"id", "at", "answered_at"})

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(answered_at=None), name="objection_one_open_per_person"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="objection_answered_with_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.at:%Y-%m-%d}"
