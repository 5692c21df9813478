"""What a participant earned: a credential with its issuer, and the evidence as it stood on that day."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leerwerk.engine.model import CredentialKind
from leerwerk.learning.enums import CREDENTIAL_KINDS, ISSUED_HERE, CredentialState
from leerwerk.parties.models import NAME, Organisation, Person
from leerwerk.privacy.declare import alike
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.models.enrolments import SHARED


class Credential(models.Model):
    """A paper of any kind, first as a draft. ``evidence``: ticks and attendance as they were when it was drafted.

    What another body gave is *seen*: ``issued_by``, ``number`` and ``issued_on`` stand on that paper; ``issuer`` saw
    it, on ``day``.
    """

    key = models.UUIDField(_("number"), default=uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), related_name="credentials"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=CREDENTIAL_KINDS)
    title = models.CharField(_("title"), max_length=140)
    issuer = models.ForeignKey(Organisation, on_delete=models.PROTECT, verbose_name=_("issuer"), related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=CredentialState.choices, default=CredentialState.DRAFT)
    day = models.DateField(_("day"))
    issued_by = models.CharField(_("issued by"), max_length=140, blank=True)
    number = models.CharField(_("number of the paper"), max_length=60, blank=True)
    issued_on = models.DateField(_("date of the paper"), null=True, blank=True)
    evidence = models.JSONField(_("evidence"), default=dict)
    written_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, verbose_name=_("written by"), null=True, related_name="+"
    )

    personal: ClassVar = {
        **alike("key enrolment kind title issuer state day issued_by number issued_on evidence", SHARED),
        **alike("written_by", NAME),
    }
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["-day", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enrolment", "kind", "title", "issuer"],
                condition=~Q(state=CredentialState.WITHDRAWN),
                name="credential_once",
            ),
            models.CheckConstraint(condition=Q(state__in=CredentialState.values), name="credential_state_known"),
            models.CheckConstraint(
                condition=~Q(state=CredentialState.SEEN) | (~Q(issued_by="") & Q(issued_on__isnull=False)),
                name="credential_seen_of_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def issued_here(self) -> bool:
        """Whether it is of a kind that schools and employers give themselves."""
        return self.kind in ISSUED_HERE

    @property
    def is_a_badge(self) -> bool:
        """Whether it can be taken along as an Open Badge: an own praktijkverklaring only."""
        return self.kind == CredentialKind.PRAKTIJKVERKLARING and self.state != CredentialState.SEEN

    @property
    def rests_on(self) -> int:
        """How many work processes that somebody saw it rests on."""
        return len(self.evidence.get("processes", ()))
