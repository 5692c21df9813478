"""Agreements with their versions, who approved which, and the links for whoever has no account.

A version never changes, and nothing of it is deleted. What everybody reads and what only concerns pay and contract
stand in two rows, so that the second wall can keep a school away from the second (decision 0017).
"""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.engine import pathway
from leerwerk.parties.models import NAME, Organisation, Person
from leerwerk.privacy.declare import Personal, alike
from leerwerk.privacy.enums import Audience, Category, Purpose, Retention
from leerwerk.trajectories.enums import AgreementCircle, AgreementKind, Verdict
from leerwerk.trajectories.models.enrolments import SHARED, Enrolment
from leerwerk.trajectories.models.groups import Cohort

# Pay and contract: the row of a version that holds them exists for these, by the wall, and for the own employer.
EMPLOYMENT = Personal(
    Category.PROFILE,
    Purpose.GUIDANCE,
    Retention.INBURGERING,
    frozenset({Audience.INTERMEDIARY, Audience.DIRECTOR, Audience.EMPLOYER}),
)
SIDES = [*map(str, pathway.Doer)]


class Agreement(models.Model):
    """What is agreed about one participation, or about a group as a whole; what it says stands in its versions."""

    kind = models.CharField(_("kind"), max_length=12, choices=AgreementKind.choices)
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, verbose_name=_("group"), related_name="agreements")
    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), null=True, related_name="agreement"
    )

    personal: ClassVar = alike("enrolment", SHARED)
    not_personal: ClassVar = frozenset({"id", "kind", "cohort"})

    class Meta:
        ordering: ClassVar = ["cohort", "kind", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cohort"], condition=Q(enrolment=None), name="agreement_one_per_group"),
            models.CheckConstraint(
                condition=Q(kind=AgreementKind.LEARN_WORK, enrolment__isnull=False)
                | Q(kind=AgreementKind.COOPERATION, enrolment=None),
                name="agreement_about_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.cohort_id} {self.enrolment_id or ''}".strip()


class AgreementDraft(models.Model):
    """What people filled in so far for the next version; ``edits`` tells whether somebody else wrote meanwhile."""

    agreement = models.OneToOneField(
        Agreement, on_delete=models.CASCADE, verbose_name=_("agreement"), primary_key=True, related_name="draft"
    )
    filled = models.JSONField(_("filled in"), default=dict)
    edits = models.PositiveIntegerField(_("times written"), default=0)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, verbose_name=_("changed by"), null=True, related_name="+"
    )
    changed_at = models.DateTimeField(_("changed at"), db_default=Now())

    personal: ClassVar = {**alike("agreement filled", EMPLOYMENT), **alike("changed_by", NAME)}
    not_personal: ClassVar = frozenset({"edits", "changed_at"})

    def __str__(self) -> str:
        return str(self.agreement_id)


class AgreementVersion(models.Model):
    """One version as it was sent. ``fingerprint`` stands for all of it; ``leaves`` for its clauses, one by one."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, verbose_name=_("agreement"), related_name="versions"
    )
    number = models.PositiveSmallIntegerField(_("version"))
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    leaves = models.JSONField(_("fingerprints of the clauses"))
    note = models.CharField(_("why"), max_length=300, blank=True)
    beside = models.CharField(_("the participant's language"), max_length=8, blank=True)
    # No key of the database: a version outlives an account, and nothing in it may change.
    made_by = models.ForeignKey(
        Person, models.DO_NOTHING, verbose_name=_("made by"), null=True, db_constraint=False, related_name="+"
    )
    made_for = models.ForeignKey(
        Organisation,
        models.DO_NOTHING,
        verbose_name=_("on behalf of"),
        null=True,
        db_constraint=False,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made at"), db_default=Now())
    bound_at = models.DateTimeField(_("binding since"), null=True)

    personal: ClassVar = {**alike("agreement note beside bound_at", SHARED), **alike("made_by made_for", NAME)}
    not_personal: ClassVar = frozenset({"id", "number", "fingerprint", "leaves", "made_at"})

    class Meta:
        ordering: ClassVar = ["agreement", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "number"], name="agreement_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} v{self.number}"


class AgreementPart(models.Model):
    """The clauses of a version that one circle reads: each with its position, its salt and its values."""

    version = models.ForeignKey(
        AgreementVersion, on_delete=models.CASCADE, verbose_name=_("version"), related_name="parts"
    )
    circle = models.CharField(_("read by"), max_length=12, choices=AgreementCircle.choices)
    clauses = models.JSONField(_("clauses"))

    personal: ClassVar = alike("version circle clauses", EMPLOYMENT)
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "circle"], name="agreement_part_once"),
            models.CheckConstraint(condition=Q(circle__in=AgreementCircle.values), name="agreement_part_circle_known"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.circle}"


class AgreementSide(models.Model):
    """A party that has to approve a version, as it was when the version was made."""

    version = models.ForeignKey(
        AgreementVersion, on_delete=models.CASCADE, verbose_name=_("version"), related_name="sides"
    )
    side = models.CharField(_("side"), max_length=20)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, verbose_name=_("organisation"), null=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=170)

    personal: ClassVar = alike("version name", SHARED)
    not_personal: ClassVar = frozenset({"id", "side", "organisation"})

    class Meta:
        ordering: ClassVar = ["version", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "side", "organisation"], name="agreement_side_once", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(side__in=SIDES), name="agreement_side_known"),
            models.CheckConstraint(
                condition=Q(side="candidate", organisation=None) | (~Q(side="candidate") & ~Q(organisation=None)),
                name="agreement_side_of_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.side}"


class ApprovalLink(models.Model):
    """A link by e-mail for a side that has no account here; it holds a secret of which only the hash is kept."""

    side = models.ForeignKey(AgreementSide, on_delete=models.CASCADE, verbose_name=_("side"), related_name="links")
    email = models.EmailField(_("e-mail address"), max_length=254)
    token_hash = models.CharField(_("hash of the secret"), max_length=64, unique=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, verbose_name=_("sent by"), null=True, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent at"), db_default=Now())
    expires_at = models.DateTimeField(_("expires at"))
    used_at = models.DateTimeField(_("used at"), null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True)

    personal: ClassVar = alike("side email sent_by", NAME)
    not_personal: ClassVar = frozenset({"id", "token_hash", "sent_at", "expires_at", "used_at", "withdrawn_at"})

    class Meta:
        ordering: ClassVar = ["-sent_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["side"], condition=Q(used_at=None, withdrawn_at=None), name="approval_link_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return str(self.side_id)

    def is_open(self, at: datetime) -> bool:
        """Whether the link still works at this moment."""
        return self.used_at is None and self.withdrawn_at is None and at < self.expires_at


class AgreementAnswer(models.Model):
    """What a side says of a version. Somebody who declined may approve it later; both stay.

    ``signer``: the name of who answered. ``helped_by``, ``help_language``: who read it to the candidate, in what.
    """

    side = models.ForeignKey(AgreementSide, on_delete=models.CASCADE, verbose_name=_("side"), related_name="answers")
    verdict = models.CharField(_("answer"), max_length=10, choices=Verdict.choices)
    person = models.ForeignKey(
        Person, models.DO_NOTHING, verbose_name=_("who"), null=True, db_constraint=False, related_name="+"
    )
    link = models.OneToOneField(
        ApprovalLink, models.DO_NOTHING, verbose_name=_("by the link"), null=True, db_constraint=False, related_name="+"
    )
    signer = models.CharField(_("name"), max_length=170)
    helped_by = models.CharField(_("read aloud by"), max_length=120, blank=True)
    help_language = models.CharField(_("read in"), max_length=8, blank=True)
    at = models.DateTimeField(_("at"), db_default=Now())

    personal: ClassVar = {
        **alike("side verdict helped_by help_language at", SHARED),
        **alike("person link signer", NAME),
    }
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["side"], condition=Q(verdict="approved"), name="agreement_approved_once"),
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="agreement_verdict_known"),
            models.CheckConstraint(
                condition=Q(helped_by="", help_language="") | (~Q(helped_by="") & ~Q(help_language="")),
                name="agreement_help_has_a_language",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side_id} {self.verdict}"


class AnswerWords(models.Model):
    """Why a side declined, in its own words, for the circle that it belongs to."""

    answer = models.OneToOneField(
        AgreementAnswer, on_delete=models.CASCADE, verbose_name=_("answer"), primary_key=True, related_name="words"
    )
    circle = models.CharField(_("read by"), max_length=12, choices=AgreementCircle.choices)
    text = models.TextField(_("in words"), max_length=2000)

    personal: ClassVar = alike("answer circle text", EMPLOYMENT)
    not_personal: ClassVar = frozenset[str]()

    def __str__(self) -> str:
        return str(self.answer_id)
