"""A file that moves to another intermediary because the candidate moves to another municipality."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.models import NAME, Municipality, Organisation
from leerwerk.privacy.declare import Personal, alike
from leerwerk.privacy.enums import Audience, Category, Purpose, Retention
from leerwerk.recruitment.enums import HandoverState
from leerwerk.recruitment.models.files import Candidate
from leerwerk.recruitment.models.named import Named

# The receiving side reads it before the file is theirs: who comes from whom, and where they go to live.
TOLD = Personal(
    Category.CONTACT,
    Purpose.GUIDANCE,
    Retention.INBURGERING,
    frozenset({Audience.INTERMEDIARY, Audience.DIRECTOR, Audience.RECEIVER}),
)


class Handover(models.Model):
    """A candidate's file is offered to the intermediary of the municipality they move to, and accepted or refused.

    The legal ground is article 35, fourth paragraph, of the Wet inburgering 2021: on a move the new municipality gets
    the personal plan (PIP) and what is known of the progress. The file changes hands when it is accepted, not before.
    """

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, verbose_name=_("candidate"), related_name="handovers"
    )
    sender = models.ForeignKey(Organisation, on_delete=models.PROTECT, verbose_name=_("from whom"), related_name="+")
    receiver = models.ForeignKey(Organisation, on_delete=models.PROTECT, verbose_name=_("to whom"), related_name="+")
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, verbose_name=_("new municipality"), related_name="+"
    )
    state = models.CharField(_("state"), max_length=10, choices=HandoverState.choices, default=HandoverState.OFFERED)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, verbose_name=_("offered by"), null=True, related_name="+"
    )
    offered_at = models.DateTimeField(_("offered at"), db_default=Now())
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, verbose_name=_("answered by"), null=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered at"), null=True)
    reason = models.CharField(_("why not"), max_length=500, blank=True)

    personal: ClassVar = {
        **alike("candidate sender receiver municipality state reason", TOLD),
        **alike("offered_by answered_by", NAME),
    }
    not_personal: ClassVar = frozenset({"id", "offered_at", "answered_at"})

    class Meta:
        ordering: ClassVar = ["-offered_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["candidate"], condition=Q(state=HandoverState.OFFERED), name="handover_one_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(sender=F("receiver")), name="handover_to_somebody_else"),
            models.CheckConstraint(condition=Q(state__in=HandoverState.values), name="handover_state_known"),
            models.CheckConstraint(
                condition=Q(state=HandoverState.OFFERED, answered_at=None)
                | (~Q(state=HandoverState.OFFERED) & Q(answered_at__isnull=False)),
                name="handover_answered_or_open",
            ),
            models.CheckConstraint(
                condition=~Q(state=HandoverState.REFUSED) | ~Q(reason=""), name="handover_refused_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.state}"


class MovingPerson(Named):
    """The name that the receiving side reads before accepting: a view of the database; nobody keeps a copy."""

    handover = models.OneToOneField(
        Handover, models.DO_NOTHING, verbose_name=_("handover"), primary_key=True, related_name="person"
    )

    personal: ClassVar = alike("handover given_name family_name", TOLD)
    not_personal: ClassVar = frozenset[str]()

    class Meta:
        managed = False
        db_table = "recruitment_movingperson"
