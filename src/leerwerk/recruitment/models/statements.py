"""What candidates say against what was written about them: it stands beside it, and nobody edits it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.privacy.declare import alike
from leerwerk.recruitment.models.declared import TOLD, WORKED
from leerwerk.recruitment.models.files import Candidate, Profile
from leerwerk.recruitment.models.intakes import WORDS, Intake


class CounterStatement(models.Model):
    """A counter-statement beside one intake or one profile, and the answer to it.

    One about a profile is read by whoever reads the profile; one about an intake only by who reads the intake.
    Somebody else may have written it down for the candidate: then ``witness`` says who heard it besides them.
    """

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, verbose_name=_("candidate"), related_name="counter_statements"
    )
    intake = models.ForeignKey(
        Intake, on_delete=models.CASCADE, verbose_name=_("intake"), null=True, blank=True, related_name="statements"
    )
    profile = models.ForeignKey(
        Profile, on_delete=models.CASCADE, verbose_name=_("profile"), null=True, blank=True, related_name="statements"
    )
    text = models.TextField(_("what is not right"), max_length=WORDS)
    said_at = models.DateTimeField(_("said at"), db_default=Now())
    by_candidate = models.BooleanField(_("written by the candidate"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, verbose_name=_("written by"), null=True, related_name="+"
    )
    witness = models.CharField(_("who heard it as well"), max_length=80, blank=True)
    answer = models.TextField(_("answer"), max_length=WORDS, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        verbose_name=_("answered by"),
        null=True,
        blank=True,
        related_name="+",
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    personal: ClassVar = {
        **alike("candidate profile said_at by_candidate written_by text answer answered_by answered_at", WORKED),
        **alike("intake witness", TOLD),
    }
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["-said_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["candidate"], condition=Q(answered_at=None), name="counter_statement_waiting"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(intake=None, profile__isnull=False) | Q(intake__isnull=False, profile=None),
                name="counter_statement_about_one",
            ),
            models.CheckConstraint(
                condition=Q(by_candidate=True, witness="") | (Q(by_candidate=False) & ~Q(witness="")),
                name="counter_statement_with_a_witness",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="counter_statement_answered_at",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="counter_statement_says_something"),
        ]

    def __str__(self) -> str:
        return str(self.candidate_id)
