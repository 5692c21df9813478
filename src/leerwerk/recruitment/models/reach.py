"""How people are reached: who carried the message where and in which language, and how a candidate heard of it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.models import NAME, Organisation, Region
from leerwerk.privacy.declare import alike
from leerwerk.recruitment.enums import LANGUAGES, Channel
from leerwerk.recruitment.models.declared import CONTACT
from leerwerk.recruitment.models.files import Candidate


class Outreach(models.Model):
    """One time that the message was carried: a meeting, a visit, a letter; how many it reached, and no names."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, verbose_name=_("region"), related_name="+")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, verbose_name=_("organisation"), related_name="outreach"
    )
    channel = models.CharField(_("how"), max_length=20, choices=Channel.choices)
    language = models.CharField(_("language"), max_length=8, default="nl")
    carried_by = models.CharField(_("who told it"), max_length=80, blank=True)
    held_on = models.DateField(_("on"))
    reached = models.PositiveIntegerField(_("people reached"))
    place = models.CharField(_("where"), max_length=120, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, verbose_name=_("noted by"), null=True, related_name="+"
    )
    noted_at = models.DateTimeField(_("noted at"), db_default=Now())

    personal: ClassVar = alike("carried_by noted_by", NAME)
    not_personal: ClassVar = frozenset(
        {"id", "region", "organisation", "channel", "language", "held_on", "reached", "place", "noted_at"}
    )

    class Meta:
        ordering: ClassVar = ["-held_on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="outreach_channel_known"),
            models.CheckConstraint(condition=Q(reached__gte=1, reached__lte=100_000), name="outreach_reached_somebody"),
        ]
        indexes: ClassVar = [models.Index(fields=["region", "-held_on", "-id"], name="outreach_region")]

    def __str__(self) -> str:
        return f"{self.channel} {self.held_on}"

    @property
    def language_name(self) -> str:
        """The language on screen."""
        return str(LANGUAGES.get(self.language, self.language))


class HeardOfIt(models.Model):
    """How a candidate heard of learning and working: the channel, and which organisation told it, if that is known."""

    candidate = models.OneToOneField(
        Candidate, on_delete=models.CASCADE, verbose_name=_("candidate"), primary_key=True, related_name="heard"
    )
    channel = models.CharField(_("how"), max_length=20, choices=Channel.choices)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        verbose_name=_("told by"),
        null=True,
        blank=True,
        related_name="+",
    )

    personal: ClassVar = alike("candidate channel organisation", CONTACT)
    not_personal: ClassVar = frozenset[str]()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="heard_channel_known"),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.channel}"
