"""Letters that are written in the transaction that gives rise to them, and sent afterwards until it succeeds."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.notices.enums import WITH_A_LINK, LetterKind
from leerwerk.parties.models import ACCOUNT, Organisation, Region
from leerwerk.privacy.declare import Personal, alike
from leerwerk.privacy.enums import Audience, Category, Purpose, Retention

LETTER = Personal(Category.CONTACT, Purpose.COOPERATION, Retention.LETTER, frozenset({Audience.NOBODY}))


class Outgoing(models.Model):
    """One letter. No name of a candidate or other detail of a file stands in it: e-mail is read by many machines.

    Of a letter with a link the text stands apart, in ``LinkText``, and only until it went.

    ``once`` keeps it from being written twice: whose, about which day. ``number`` is in its Message-ID, so that a
    letter that went out twice, because the worker died between sending and noting it, is known to be the same.
    """

    number = models.UUIDField(_("number"), default=uuid4, unique=True, editable=False)
    once = models.CharField(_("written once for"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=LetterKind.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, verbose_name=_("to whom"), null=True, related_name="+"
    )
    address = models.EmailField(_("to which address"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, verbose_name=_("organisation"), null=True, related_name="+"
    )
    region = models.ForeignKey(Region, on_delete=models.CASCADE, verbose_name=_("region"), null=True, related_name="+")
    language = models.CharField(_("language"), max_length=8)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    written_at = models.DateTimeField(_("written at"), db_default=Now())
    tries = models.PositiveSmallIntegerField(_("times tried"), default=0)
    next_try_at = models.DateTimeField(_("tried again at"), null=True, db_default=Now())
    sent_at = models.DateTimeField(_("sent at"), null=True)
    failed_at = models.DateTimeField(_("given up at"), null=True)
    error = models.CharField(_("what went wrong"), max_length=200, blank=True)

    personal: ClassVar = {**alike("person language", ACCOUNT), **alike("once address body", LETTER)}
    not_personal: ClassVar = frozenset(
        {
            *("id", "number", "kind", "organisation", "region", "subject", "written_at", "tries", "next_try_at"),
            *("sent_at", "failed_at", "error"),
        }
    )

    class Meta:
        ordering: ClassVar = ["-written_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=LetterKind.values), name="letter_kind_known"),
            models.CheckConstraint(
                condition=Q(next_try_at__isnull=False, sent_at=None, failed_at=None)
                | Q(next_try_at=None, sent_at__isnull=False, failed_at=None)
                | Q(next_try_at=None, sent_at=None, failed_at__isnull=False),
                name="letter_waits_or_went_or_failed",
            ),
            models.CheckConstraint(condition=~Q(kind__in=WITH_A_LINK) | Q(body=""), name="letter_link_stands_apart"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["next_try_at"], condition=Q(next_try_at__isnull=False), name="letter_due"),
            models.Index(fields=["organisation", "-written_at"], name="letter_organisation"),
            models.Index(fields=["region", "-written_at"], name="letter_region"),
        ]

    def __str__(self) -> str:
        return self.once

    @property
    def with_link(self) -> bool:
        """Whether whoever reads its text could go in for somebody else."""
        return self.kind in WITH_A_LINK


class LinkText(models.Model):
    """What stands in a letter with a link, until it was sent. Nobody who asks for a page reads it, only the worker."""

    letter = models.OneToOneField(
        Outgoing, on_delete=models.CASCADE, verbose_name=_("letter"), primary_key=True, related_name="link_text"
    )
    body = models.TextField(_("text"))

    personal: ClassVar = alike("body", LETTER)
    not_personal: ClassVar = frozenset({"letter"})

    def __str__(self) -> str:
        return str(self.letter_id)
