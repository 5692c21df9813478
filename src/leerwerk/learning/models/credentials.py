"""What a participant earned: a credential with its issuer, and the evidence as it stood on that day."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leerwerk.learning.enums import CREDENTIAL_KINDS, CredentialState
from leerwerk.parties.models import NAME, Organisation, Person
from leerwerk.privacy.declare import alike
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.models.enrolments import SHARED


class Credential(models.Model):
    """A paper of any kind, first as a draft. ``evidence``: ticks and attendance as they were when it was drafted."""

    key = models.UUIDField(_("number"), default=uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), related_name="credentials"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=CREDENTIAL_KINDS)
    title = models.CharField(_("title"), max_length=140)
    issuer = models.ForeignKey(Organisation, on_delete=models.PROTECT, verbose_name=_("issuer"), related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=CredentialState.choices, default=CredentialState.DRAFT)
    day = models.DateField(_("day"))
    evidence = models.JSONField(_("evidence"), default=dict)
    written_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, verbose_name=_("written by"), null=True, related_name="+"
    )

    personal: ClassVar = {
        **alike("key enrolment kind title issuer state day evidence", SHARED),
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
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def rests_on(self) -> int:
        """How many work processes that somebody saw it rests on."""
        return len(self.evidence.get("processes", ()))
