"""Enrolments: candidates' paths through groups, and the events that brought them where they are."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.privacy.declare import alike
from leerwerk.recruitment.models import CONTACT, Candidate
from leerwerk.trajectories.enums import ENDED, Stage
from leerwerk.trajectories.models.groups import Cohort


class Enrolment(models.Model):
    """A candidate's path through one group; at most one is active at a time."""

    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, verbose_name=_("candidate"), related_name="enrolments"
    )
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, verbose_name=_("group"), related_name="enrolments")
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices, default=Stage.PROPOSED)
    left_reason = models.CharField(_("reason for leaving"), max_length=60, blank=True)
    since = models.DateTimeField(_("since"), db_default=Now())
    last_activity_at = models.DateTimeField(_("last activity"), db_default=Now())

    personal: ClassVar = alike("candidate cohort stage left_reason since last_activity_at", CONTACT)
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["-since", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["candidate"], condition=~Q(stage__in=ENDED), name="enrolment_one_active_per_candidate"
            ),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="enrolment_stage_known"),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.cohort_id} {self.stage}"
