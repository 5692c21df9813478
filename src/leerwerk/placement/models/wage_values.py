"""Wage value: rounds in which employer and coach assess the same tasks, each without the other's numbers.

What each side handed in, what was said in the talk about it and the participant's own words are never changed. Until
both sides handed in, the database shows each side only its own numbers, and nobody else any.
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.models import NAME, Organisation, Person
from leerwerk.placement.models.placements import Placement
from leerwerk.placement.wage_enums import HIGHEST, RoundState, WageSide
from leerwerk.privacy.declare import Personal, alike
from leerwerk.privacy.enums import Audience, Category, Purpose, Retention
from leerwerk.trajectories.models import Enrolment

WAGE = Personal(
    Category.PROFILE,
    Purpose.GUIDANCE,
    Retention.INBURGERING,
    frozenset({Audience.INTERMEDIARY, Audience.DIRECTOR, Audience.EMPLOYER, Audience.COACH}),
)


def _who(label: Any) -> "models.ForeignKey[Person | None]":
    """Return who did it. No key of the database: what was said outlives an account."""
    return models.ForeignKey(
        Person, models.DO_NOTHING, verbose_name=label, null=True, db_constraint=False, related_name="+"
    )


class WageValueRound(models.Model):
    """One assessment of somebody's work at an employer: first the frame, then two sides, then what they make of it.

    ``day``: the day of which it says something. ``placement``: None while somebody learns and works or is on trial.
    ``coach_party``: whose the side of the coach is; whoever mentors, else who guides the participant. The frame holds
    when ``employer_agreed_at`` and ``coach_agreed_at`` are there. ``wanted``: what a side wants otherwise in the frame.
    ``settled_at``: both sides name the same number of every task. ``edits``: times the frame was written.
    """

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), related_name="wage_rounds"
    )
    employer = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, verbose_name=_("employer"), related_name="wage_rounds"
    )
    coach_party = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, verbose_name=_("who coaches"), related_name="+"
    )
    placement = models.ForeignKey(
        Placement, on_delete=models.CASCADE, verbose_name=_("placement"), null=True, related_name="wage_rounds"
    )
    day = models.DateField(_("day that is looked at"))
    wanted = models.CharField(_("what should be otherwise"), max_length=400, blank=True)
    made_by = _who(_("who made the frame"))
    employer_agreed_at = models.DateTimeField(_("employer agreed with the frame at"), null=True)
    coach_agreed_at = models.DateTimeField(_("coach agreed with the frame at"), null=True)
    employer_handed_at = models.DateTimeField(_("employer handed in at"), null=True)
    coach_handed_at = models.DateTimeField(_("coach handed in at"), null=True)
    settled_at = models.DateTimeField(_("both sides agreed at"), null=True)
    edits = models.PositiveIntegerField(_("times written"), default=1)

    personal: ClassVar = {
        **alike(
            "enrolment employer coach_party placement day wanted employer_agreed_at coach_agreed_at"
            " employer_handed_at coach_handed_at settled_at",
            WAGE,
        ),
        **alike("made_by", NAME),
    }
    not_personal: ClassVar = frozenset({"id", "edits"})

    class Meta:
        ordering: ClassVar = ["day", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enrolment", "employer"],
                condition=Q(employer_handed_at=None) | Q(coach_handed_at=None),
                name="wage_one_round_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(employer_handed_at=None, coach_handed_at=None)
                | Q(employer_agreed_at__isnull=False, coach_agreed_at__isnull=False),
                name="wage_frame_before_scores",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(employer_handed_at__isnull=False, coach_handed_at__isnull=False),
                name="wage_scores_before_agreeing",
            ),
            models.CheckConstraint(condition=~Q(employer=F("coach_party")), name="wage_two_sides"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.day}"

    @property
    def state(self) -> RoundState:
        """How far the round is."""
        if self.settled_at is not None:
            return RoundState.AGREED
        if self.employer_handed_at is not None and self.coach_handed_at is not None:
            return RoundState.COMPARED
        if self.employer_agreed_at is not None and self.coach_agreed_at is not None:
            return RoundState.SCORING
        return RoundState.FRAME


class WageValueTask(models.Model):
    """One task of the frame, with its share of the week in per cent; together they are 100."""

    round = models.ForeignKey(
        WageValueRound, on_delete=models.CASCADE, verbose_name=_("assessment"), related_name="tasks"
    )
    position = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("task"), max_length=140)
    share = models.PositiveSmallIntegerField(_("share of the week"))

    personal: ClassVar = alike("round name share", WAGE)
    not_personal: ClassVar = frozenset({"id", "position"})

    class Meta:
        ordering: ClassVar = ["round", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "position"], name="wage_task_position_once"),
            models.CheckConstraint(condition=Q(share__gte=1, share__lte=100), name="wage_share_of_a_week"),
        ]

    def __str__(self) -> str:
        return self.name


class WageAssessment(models.Model):
    """What one side handed in: once, and final for this round."""

    round = models.ForeignKey(
        WageValueRound, on_delete=models.CASCADE, verbose_name=_("assessment"), related_name="assessments"
    )
    side = models.CharField(_("side"), max_length=8, choices=WageSide.choices)
    person = _who(_("who"))
    organisation = models.ForeignKey(
        Organisation,
        models.DO_NOTHING,
        verbose_name=_("on behalf of"),
        null=True,
        db_constraint=False,
        related_name="+",
    )
    at = models.DateTimeField(_("at"), db_default=Now())

    personal: ClassVar = {**alike("round side", WAGE), **alike("person organisation", NAME)}
    not_personal: ClassVar = frozenset({"id", "at"})

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "side"], name="wage_handed_in_once"),
            models.CheckConstraint(condition=Q(side__in=WageSide.values), name="wage_side_known"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.side}"


class WageScore(models.Model):
    """One task as one side sees it: three numbers in per cent of what is normal, and what shows it."""

    assessment = models.ForeignKey(
        WageAssessment, on_delete=models.CASCADE, verbose_name=_("what a side handed in"), related_name="scores"
    )
    task = models.ForeignKey(WageValueTask, on_delete=models.CASCADE, verbose_name=_("task"), related_name="scores")
    pace = models.PositiveSmallIntegerField(_("pace"))
    quality = models.PositiveSmallIntegerField(_("quality"))
    availability = models.PositiveSmallIntegerField(_("availability"))
    shows = models.CharField(_("what shows it"), max_length=300)

    personal: ClassVar = alike("assessment task pace quality availability shows", WAGE)
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "task"], name="wage_score_once"),
            models.CheckConstraint(
                condition=Q(pace__lte=HIGHEST, quality__lte=HIGHEST, availability__lte=HIGHEST) & ~Q(shows=""),
                name="wage_score_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.pace} {self.quality} {self.availability}"


class WageTalk(models.Model):
    """What a side says of a task in the talk about both assessments. ``number``: its value; None: we do not agree.

    What a side said last counts; what both say is agreed.
    """

    round = models.ForeignKey(
        WageValueRound, on_delete=models.CASCADE, verbose_name=_("assessment"), related_name="talk"
    )
    task = models.ForeignKey(WageValueTask, on_delete=models.CASCADE, verbose_name=_("task"), related_name="talk")
    side = models.CharField(_("side"), max_length=8, choices=WageSide.choices)
    number = models.PositiveSmallIntegerField(_("value of the task"), null=True)
    words = models.CharField(_("what was said about it"), max_length=300, blank=True)
    person = _who(_("who"))
    at = models.DateTimeField(_("at"), db_default=Now())

    personal: ClassVar = {**alike("round task side number words", WAGE), **alike("person", NAME)}
    not_personal: ClassVar = frozenset({"id", "at"})

    class Meta:
        ordering: ClassVar = ["round", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(side__in=WageSide.values) & (Q(number=None) | Q(number__lte=HIGHEST)),
                name="wage_talk_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.side} {self.number}"


class WageOwnWords(models.Model):
    """What the participant says of a round; it stays. ``spoken``: said aloud, and written down by who guides them."""

    round = models.ForeignKey(
        WageValueRound, on_delete=models.CASCADE, verbose_name=_("assessment"), related_name="own_words"
    )
    words = models.CharField(_("own words"), max_length=1000)
    spoken = models.BooleanField(_("written down by the intermediary"), default=False)
    person = _who(_("who wrote it down"))
    at = models.DateTimeField(_("at"), db_default=Now())

    personal: ClassVar = {**alike("round words spoken", WAGE), **alike("person", NAME)}
    not_personal: ClassVar = frozenset({"id", "at"})

    class Meta:
        ordering: ClassVar = ["round", "id"]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(words=""), name="wage_words_are_said")]

    def __str__(self) -> str:
        return self.words
