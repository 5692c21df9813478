"""Workbooks that were handed in, with what they would change; nothing of them is in the region until taken in."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.exchange.enums import DeliveryState
from leerwerk.parties.models import NAME, Organisation
from leerwerk.privacy.declare import Personal, alike
from leerwerk.privacy.enums import Audience, Category, Purpose, Retention

HANDED_IN = Personal(Category.PROFILE, Purpose.PLANNING, Retention.INBURGERING, frozenset({Audience.INTERMEDIARY}))


class Delivery(models.Model):
    """One workbook: its cells, and what taking it in would do. Only who handed it in may open it."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, verbose_name=_("organisation"), related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, verbose_name=_("handed in by"), related_name="+"
    )
    name = models.CharField(_("file"), max_length=200)
    state = models.CharField(_("state"), max_length=8, choices=DeliveryState.choices)
    cells = models.BinaryField(_("cells"))  # compressed JSON: table → rows
    counts = models.JSONField(_("how much would change"), default=dict)
    changes = models.JSONField(_("what would change"), default=dict)  # ``queries.changing``; until it is taken in
    mistakes = models.PositiveIntegerField(_("mistakes"), default=0)
    handed_in_at = models.DateTimeField(_("handed in at"), db_default=Now())
    taken_at = models.DateTimeField(_("taken in at"), null=True)

    personal: ClassVar = {**alike("cells changes", HANDED_IN), **alike("person name", NAME)}
    not_personal: ClassVar = frozenset(
        {"id", "organisation", "state", "counts", "mistakes", "handed_in_at", "taken_at"}
    )

    class Meta:
        ordering: ClassVar = ["-handed_in_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=DeliveryState.TAKEN, taken_at__isnull=False)
                | (~Q(state=DeliveryState.TAKEN) & Q(taken_at=None)),
                name="delivery_taken_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name
