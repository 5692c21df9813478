"""Proposals who fits where in a region: asked by a director, worked out by a worker; people decide what comes of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.matching.enums import Left, RoundState
from leerwerk.matching.models.introductions import FILE
from leerwerk.parties.models import NAME, Person, Region
from leerwerk.placement.models import Workplace
from leerwerk.privacy.declare import Personal, alike
from leerwerk.privacy.enums import Category, Purpose, Retention
from leerwerk.trajectories.models import Enrolment

PROPOSED = Personal(Category.PROFILE, Purpose.PLANNING, Retention.INBURGERING, FILE)


class MatchRound(models.Model):
    """One proposal: who was looked at, how many places were free, and what it is worth with the proof.

    ``worth`` and ``bound`` in points of ``engine.matching.fit``: no proposal is worth more than ``bound``. ``rather``:
    how many people and workplaces would both rather have each other. ``attempt``: how often it was given to a worker.
    """

    ticket = models.UUIDField(_("page that was sent"), unique=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, verbose_name=_("region"), related_name="match_rounds")
    state = models.CharField(_("state"), max_length=8, choices=RoundState.choices, default=RoundState.WAITING)
    asked_at = models.DateTimeField(_("asked at"), db_default=Now())
    asked_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, verbose_name=_("asked by"), null=True, related_name="+"
    )
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=1)
    given_at = models.DateTimeField(_("given to a worker at"), db_default=Now())
    solved_at = models.DateTimeField(_("ready at"), null=True)
    people = models.PositiveIntegerField(_("people who look for work"), default=0)
    places = models.PositiveIntegerField(_("free places"), default=0)
    pairs = models.PositiveIntegerField(_("pairs that are possible"), default=0)
    placed = models.PositiveIntegerField(_("people with a workplace"), default=0)
    worth = models.PositiveIntegerField(_("points"), default=0)
    bound = models.FloatField(_("no proposal has more points than"), default=0.0)
    rather = models.PositiveIntegerField(_("pairs who would rather have each other"), default=0)

    personal: ClassVar = alike("asked_by", NAME)
    not_personal: ClassVar = frozenset(
        {"id", "ticket", "region", "state", "asked_at", "attempt", "given_at", "solved_at"}
        | {"people", "places", "pairs", "placed", "worth", "bound", "rather"}
    )

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=RoundState.SOLVED, solved_at__isnull=False)
                | Q(state__in=[RoundState.WAITING, RoundState.FAILED], solved_at=None),
                name="match_round_solved_when_ready",
            ),
            models.UniqueConstraint(
                fields=["region"], condition=Q(state=RoundState.WAITING), name="match_round_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.state}"


class MatchProposal(models.Model):
    """What a proposal has for one person: a workplace with its points, or why none. ``others``: fitting, best first."""

    round = models.ForeignKey(
        MatchRound, on_delete=models.CASCADE, verbose_name=_("proposal"), related_name="proposals"
    )
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), related_name="match_proposals"
    )
    workplace = models.ForeignKey(
        Workplace, on_delete=models.CASCADE, verbose_name=_("workplace"), null=True, related_name="match_proposals"
    )
    points = models.PositiveSmallIntegerField(_("points"), default=0)
    left = models.CharField(_("why none"), max_length=12, choices=Left.choices, blank=True)
    others = models.JSONField(_("other workplaces that fit"), default=list)
    rather = models.ForeignKey(
        Workplace, on_delete=models.CASCADE, verbose_name=_("both would rather"), null=True, related_name="+"
    )

    personal: ClassVar = alike("enrolment workplace points left others rather", PROPOSED)
    not_personal: ClassVar = frozenset({"id", "round"})

    class Meta:
        ordering: ClassVar = ["round", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "enrolment"], name="match_proposal_once"),
            models.CheckConstraint(
                condition=Q(workplace__isnull=False, left="") | Q(workplace=None, left__in=Left.values),
                name="match_proposal_or_why_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.enrolment_id}"
