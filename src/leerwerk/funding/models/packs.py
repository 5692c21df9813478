"""Evidence packs: what a payer's money did in a year, with seals of the proof, and the sample that is looked at."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.funding.enums import LookedAt, PackState
from leerwerk.funding.models.books import Claim, by_somebody
from leerwerk.parties.models import NAME, Organisation, Region
from leerwerk.privacy.declare import alike
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.models.enrolments import SHARED


class EvidencePack(models.Model):
    """A year of everything that one payer pays in a region. Once it is made nothing in it changes.

    ``content``: what machines read, of which ``fingerprint`` (SHA-256) is taken; document and workbook say the same.
    """

    region = models.ForeignKey(Region, on_delete=models.PROTECT, verbose_name=_("region"), related_name="packs")
    payer = models.ForeignKey(Organisation, on_delete=models.PROTECT, verbose_name=_("payer"), related_name="packs")
    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(_("state"), max_length=7, choices=PackState.choices, default=PackState.WAITING)
    asked_at = models.DateTimeField(_("asked at"), db_default=Now())
    asked_by = by_somebody(_("asked by"))
    made_at = models.DateTimeField(_("made at"), null=True)
    content = models.JSONField(_("content"), default=dict)
    fingerprint = models.CharField(_("fingerprint"), max_length=64, blank=True)
    document = models.BinaryField(_("document"), default=bytes)
    workbook = models.BinaryField(_("workbook"), default=bytes)
    interval = models.FloatField(_("interval of the sample, in cents"), default=0.0)

    personal: ClassVar = alike("asked_by", NAME)
    not_personal: ClassVar = frozenset(
        {"id", "region", "payer", "year", "state", "asked_at", "made_at", "content", "fingerprint", "document"}
        | {"workbook", "interval"}
    )

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=PackState.values), name="pack_state_known"),
            models.CheckConstraint(
                condition=~Q(state=PackState.MADE) | (Q(made_at__isnull=False) & ~Q(fingerprint="")),
                name="pack_made_has_a_fingerprint",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payer_id} {self.year}"


class PackProof(models.Model):
    """What a pack counted for one participant; the pack itself holds only its seal, and no name.

    ``seal``: SHA-256 of ``nonce`` and ``facts``. Only directors see to whom it belongs.
    """

    pack = models.ForeignKey(EvidencePack, on_delete=models.CASCADE, verbose_name=_("pack"), related_name="proofs")
    number = models.PositiveIntegerField(_("number"))
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), related_name="+"
    )
    nonce = models.CharField(_("nonce"), max_length=32)
    facts = models.JSONField(_("what was counted"))
    seal = models.CharField(_("seal"), max_length=64)

    personal: ClassVar = alike("enrolment facts", SHARED)
    not_personal: ClassVar = frozenset({"id", "pack", "number", "nonce", "seal"})

    class Meta:
        ordering: ClassVar = ["pack", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pack", "number"], name="proof_number_once"),
            models.UniqueConstraint(fields=["pack", "enrolment"], name="proof_once"),
        ]

    def __str__(self) -> str:
        return f"{self.pack_id} {self.number}"


class SampleItem(models.Model):
    """Something of a pack that is looked at: a payment, or the proof of one participant by its number."""

    pack = models.ForeignKey(EvidencePack, on_delete=models.CASCADE, verbose_name=_("pack"), related_name="sample")
    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, verbose_name=_("claim"), null=True, related_name="sampled"
    )
    proof = models.PositiveIntegerField(_("number of the proof"), null=True)
    cents = models.BigIntegerField(_("amount in cents"), default=0)
    looked_at = models.CharField(_("found"), max_length=10, choices=LookedAt.choices, blank=True)
    wrong = models.BigIntegerField(_("of which is wrong, in cents"), default=0)
    note = models.CharField(_("note"), max_length=300, blank=True)
    on = models.DateField(_("on"), null=True)
    person = by_somebody(_("who"))

    personal: ClassVar = alike("person", NAME)
    not_personal: ClassVar = frozenset({"id", "pack", "claim", "proof", "cents", "looked_at", "wrong", "note", "on"})

    class Meta:
        ordering: ClassVar = ["pack", "claim", "proof"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(claim__isnull=False, proof=None) | Q(claim=None, proof__isnull=False),
                name="sample_of_one_thing",
            ),
            models.UniqueConstraint(fields=["pack", "claim"], name="sample_claim_once"),
            models.UniqueConstraint(fields=["pack", "proof"], name="sample_proof_once"),
            models.CheckConstraint(condition=Q(wrong__gte=0, wrong__lte=F("cents")), name="sample_wrong_at_most_all"),
            models.CheckConstraint(condition=Q(looked_at__in=["", *LookedAt.values]), name="sample_found_known"),
        ]

    def __str__(self) -> str:
        return f"{self.pack_id} {self.claim_id or self.proof} {self.looked_at}"
