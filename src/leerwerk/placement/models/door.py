"""An employer's door: a link by e-mail behind which a workplace is described without an account."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.enums import Function
from leerwerk.parties.models import NAME, Organisation, Person, Region
from leerwerk.placement.models.network import REACHED
from leerwerk.placement.models.workplaces import Workplace
from leerwerk.privacy.declare import alike


class EmployerLink(models.Model):
    """A link with which an employer describes one workplace; of its secret only the hash is kept.

    ``employer``: None while nobody has said which organisation it is; ``company`` is then what the inviter calls it.
    ``sent_at``: when the employer was done, after which the link describes nothing any more. ``settled_at``: when what
    was sent became a workplace, or was set aside.
    """

    region = models.ForeignKey(Region, on_delete=models.CASCADE, verbose_name=_("region"), related_name="+")
    employer = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        verbose_name=_("employer"),
        null=True,
        blank=True,
        related_name="employer_links",
    )
    company = models.CharField(_("name of the company"), max_length=120)
    email = models.EmailField(_("e-mail address"), max_length=254)
    token_hash = models.CharField(_("hash of the secret"), max_length=64, unique=True)
    invited_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, verbose_name=_("invited by"), null=True, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, verbose_name=_("invited for"), null=True, related_name="+"
    )
    function = models.CharField(_("invited as"), max_length=20, choices=Function.choices)
    invited_at = models.DateTimeField(_("invited at"), db_default=Now())
    expires_at = models.DateTimeField(_("expires at"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    account_asked_at = models.DateTimeField(_("account asked at"), null=True, blank=True)
    workplace = models.ForeignKey(
        Workplace, on_delete=models.SET_NULL, verbose_name=_("workplace"), null=True, blank=True, related_name="+"
    )

    personal: ClassVar = {**alike("email", REACHED), **alike("invited_by function", NAME)}
    not_personal: ClassVar = frozenset(
        {"id", "region", "employer", "company", "token_hash", "organisation", "invited_at", "expires_at"}
        | {"sent_at", "settled_at", "withdrawn_at", "account_asked_at", "workplace"}
    )

    class Meta:
        ordering: ClassVar = ["-invited_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "region",
                Lower("email"),
                Lower("company"),
                condition=Q(sent_at=None, withdrawn_at=None),
                name="employer_link_once_at_a_time",
            ),
            models.CheckConstraint(condition=Q(settled_at=None) | Q(sent_at__isnull=False), name="employer_link_order"),
        ]

    def __str__(self) -> str:
        return self.company

    def is_open(self, at: datetime) -> bool:
        """Whether a workplace can still be described with it."""
        return self.sent_at is None and self.withdrawn_at is None and at < self.expires_at


class WorkplaceDraft(models.Model):
    """What an employer typed behind the link so far, as it was typed; it is read as a form when it is sent."""

    link = models.OneToOneField(
        EmployerLink, on_delete=models.CASCADE, verbose_name=_("link"), primary_key=True, related_name="draft"
    )
    said = models.JSONField(_("what was typed"), default=dict)
    edits = models.PositiveIntegerField(_("times saved"), default=0)
    saved_at = models.DateTimeField(_("saved at"), db_default=Now())

    personal: ClassVar = alike("said", REACHED)
    not_personal: ClassVar = frozenset({"link", "edits", "saved_at"})

    def __str__(self) -> str:
        return str(self.link_id)
