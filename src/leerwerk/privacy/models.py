"""The trail of actions and the log of readings: append-only, each row sealed to the one before it.

The database refuses to change or delete a row, and fills in ``seal``: the SHA-256 of the previous row about the same
subject and of this row (see migration 0001). No foreign keys, so that the trail never stands in the way of a file.
"""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.privacy.declare import Personal, alike
from leerwerk.privacy.enums import Audience, Category, Purpose, Retention

TRAIL = Personal(Category.TRAIL, Purpose.ACCOUNTABILITY, Retention.TRAIL, frozenset({Audience.DIRECTOR}))


class SealedRow(models.Model):
    """Who did or read what, and when; ``seal`` is written by the database."""

    at = models.DateTimeField(_("at"), db_default=Now())
    subject_type = models.CharField(_("about what"), max_length=60)
    subject_id = models.BigIntegerField(_("about which"))
    person_id = models.BigIntegerField(_("who"), null=True)
    organisation_id = models.BigIntegerField(_("on behalf of"), null=True)
    seal = models.BinaryField(_("seal"), db_default=b"")

    class Meta:
        abstract = True


class Event(SealedRow):
    """One action that was done."""

    kind = models.CharField(_("what"), max_length=60)
    facts = models.JSONField(_("facts"), default=dict)

    personal: ClassVar = alike("subject_id person_id organisation_id", TRAIL)
    not_personal: ClassVar = frozenset({"id", "at", "subject_type", "seal", "kind", "facts"})

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id", "-id"], name="event_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_type} {self.subject_id}"


class Reading(SealedRow):
    """One opening of a person's file."""

    purpose = models.CharField(_("purpose"), max_length=30, choices=Purpose.choices)

    personal: ClassVar = alike("subject_id person_id organisation_id", TRAIL)
    not_personal: ClassVar = frozenset({"id", "at", "subject_type", "seal", "purpose"})

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id", "-id"], name="reading_subject")]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}"
