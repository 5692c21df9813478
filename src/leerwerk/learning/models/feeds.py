"""Links with which somebody's own calendar shows their sessions."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.learning.enums import FeedScope
from leerwerk.parties.models import ACCOUNT, Membership, Person
from leerwerk.privacy.declare import alike
from leerwerk.recruitment.models import Candidate


class Feed(models.Model):
    """A calendar link of a person: as a candidate, or under one membership. Only the hash of its secret is kept.

    ``scope``: of a teacher, whether it shows their own lessons or all that their organisation holds.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, verbose_name=_("whose"), related_name="feeds")
    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, verbose_name=_("candidate"), null=True, related_name="+"
    )
    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, verbose_name=_("membership"), null=True, related_name="+"
    )
    token_hash = models.CharField(_("hash of the secret"), max_length=64, unique=True)
    scope = models.CharField(_("which lessons"), max_length=8, choices=FeedScope.choices, default=FeedScope.SCHOOL)
    made_at = models.DateTimeField(_("made at"), db_default=Now())
    revoked_at = models.DateTimeField(_("ended at"), null=True)

    personal: ClassVar = alike("person candidate membership scope made_at revoked_at", ACCOUNT)
    not_personal: ClassVar = frozenset({"id", "token_hash"})

    class Meta:
        ordering: ClassVar = ["-made_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "candidate", "membership"],
                condition=Q(revoked_at=None),
                name="feed_one_at_a_time",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(candidate=None) ^ Q(membership=None), name="feed_as_candidate_or_member"
            ),
            models.CheckConstraint(condition=Q(scope__in=FeedScope.values), name="feed_scope_known"),
        ]

    def __str__(self) -> str:
        return str(self.person_id)
