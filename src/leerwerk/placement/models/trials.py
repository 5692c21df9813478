"""Trial placements: what is agreed, who approved which version, what both sides said, and whether that is right."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.models import NAME, Organisation, Person
from leerwerk.placement.models.placements import WORK
from leerwerk.placement.trial_enums import (
    BEGAN,
    DECIDED,
    NOT_OVER,
    Ground,
    Reached,
    Reviewer,
    Round,
    Side,
    TrialOutcome,
    TrialState,
)
from leerwerk.privacy.declare import alike
from leerwerk.trajectories.models import Enrolment

WHOLE = (
    Q(employer__isnull=False, hours__isnull=False, begins__isnull=False, ends__isnull=False, looked_at__isnull=False)
    & Q(intends=True, asked_on__isnull=False, tasks__len__gte=1, goals__len__gte=1)
    & ~Q(workplace="")
    & ~Q(coach="")
)


class Trial(models.Model):
    """A trial placement of a participant, from the first words of it until its outcome.

    ``grounds``: why it is longer than is usual. ``looked_at``: the day of the review halfway. ``version``: the
    number of the last version that was sent, 0 for none. ``where_learned``: with the employer of learn-and-work.
    ``longer_ends`` and ``longer_grounds``: a later last day that is asked for, and why. ``event_number``: the step that
    began it, and ``begun_version``: with which version. ``edits``: times written.
    """

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), related_name="trials"
    )
    state = models.CharField(_("state"), max_length=10, choices=TrialState.choices, default=TrialState.DRAFT)
    employer = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, verbose_name=_("employer"), null=True, related_name="trials"
    )
    workplace = models.CharField(_("where the work is"), max_length=200, blank=True)
    tasks = ArrayField(models.CharField(max_length=140), verbose_name=_("tasks"), default=list, blank=True)
    hours = models.DecimalField(_("hours a week"), max_digits=4, decimal_places=2, null=True)
    begins = models.DateField(_("first day"), null=True)
    ends = models.DateField(_("last day"), null=True)
    grounds = ArrayField(
        models.CharField(max_length=14, choices=Ground.choices), verbose_name=_("why longer"), default=list, blank=True
    )
    intends = models.BooleanField(_("a contract is intended"), null=True)
    coach = models.CharField(_("coach"), max_length=120, blank=True)
    looked_at = models.DateField(_("looked at on"), null=True)
    goals = ArrayField(models.CharField(max_length=140), verbose_name=_("learning goals"), default=list, blank=True)
    asked_on = models.DateField(_("sent on"), null=True)
    version = models.PositiveSmallIntegerField(_("version that was sent"), default=0)
    where_learned = models.BooleanField(_("with the employer of the learning"), default=False)
    longer_ends = models.DateField(_("later last day that is asked"), null=True)
    longer_grounds = ArrayField(
        models.CharField(max_length=14, choices=Ground.choices), verbose_name=_("why still longer"), default=list
    )
    event_number = models.PositiveSmallIntegerField(_("begun by step"), null=True)
    begun_version = models.PositiveSmallIntegerField(_("version with which it began"), null=True)
    outcome = models.CharField(_("what comes of it"), max_length=10, choices=TrialOutcome.choices, blank=True)
    ended_on = models.DateField(_("ended on"), null=True)
    end_reason = models.CharField(_("why it ended"), max_length=30, blank=True)
    edits = models.PositiveIntegerField(_("times written"), default=0)

    personal: ClassVar = alike(
        "enrolment state employer workplace tasks hours begins ends grounds intends coach looked_at goals asked_on"
        " where_learned longer_ends longer_grounds outcome ended_on end_reason",
        WORK,
    )
    not_personal: ClassVar = frozenset({"id", "version", "event_number", "begun_version", "edits"})

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(state__in=NOT_OVER), name="trial_one_that_is_not_over"
            ),
            models.CheckConstraint(
                condition=Q(state__in=TrialState.values, grounds__contained_by=Ground.values)
                & Q(longer_grounds__contained_by=Ground.values),
                name="trial_codes_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[TrialState.DRAFT, TrialState.WITHDRAWN]) | WHOLE, name="trial_asked_is_whole"
            ),
            models.CheckConstraint(
                condition=Q(begins=None)
                | Q(ends=None)
                | Q(state=TrialState.DRAFT)
                | Q(state=TrialState.WITHDRAWN)
                | Q(ends__gte=F("begins"), looked_at__gte=F("begins"), looked_at__lte=F("ends")),
                name="trial_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(state__in=BEGAN, event_number__isnull=False, begun_version__isnull=False)
                | (~Q(state__in=BEGAN) & Q(event_number=None, begun_version=None)),
                name="trial_begun_by_a_step",
            ),
            models.CheckConstraint(
                condition=Q(state=TrialState.ENDED, ended_on__isnull=False, outcome__in=TrialOutcome.values)
                | Q(state=TrialState.RUNNING, ended_on=None, end_reason="", outcome__in=["", *DECIDED])
                | (Q(ended_on=None, end_reason="", outcome="") & Q(state__in=[*NOT_OVER, TrialState.WITHDRAWN])),
                name="trial_end_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(outcome=TrialOutcome.LONGER, longer_ends__gt=F("ends"), longer_grounds__len__gte=1)
                | (~Q(outcome=TrialOutcome.LONGER) & Q(longer_ends=None, longer_grounds__len=0)),
                name="trial_longer_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.state}"


class TrialAnswer(models.Model):
    """Whether one side approves one version. An answer is never changed; a later version asks anew.

    ``with_help``: whoever guides the participant wrote down what they said.
    """

    trial = models.ForeignKey(
        Trial, on_delete=models.CASCADE, verbose_name=_("trial placement"), related_name="answers"
    )
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), related_name="trial_answers"
    )
    version = models.PositiveSmallIntegerField(_("version"))
    side = models.CharField(_("answered for"), max_length=12, choices=Side.choices)
    yes = models.BooleanField(_("approved"))
    words = models.TextField(_("why not"), max_length=1000, blank=True)
    with_help = models.BooleanField(_("told with help"), default=False)
    # No key of the database: what was answered outlives an account.
    person = models.ForeignKey(
        Person, models.DO_NOTHING, verbose_name=_("who"), null=True, db_constraint=False, related_name="+"
    )
    at = models.DateTimeField(_("at"), db_default=Now())

    personal: ClassVar = {
        **alike("trial enrolment version side yes words with_help at", WORK),
        **alike("person", NAME),
    }
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["trial", "version", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trial", "version", "side"], name="trial_answered_once_by_a_side"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="trial_answer_side_known"),
            models.CheckConstraint(condition=Q(yes=True) | ~Q(words=""), name="trial_no_says_why"),
            models.CheckConstraint(
                condition=Q(side=Side.CANDIDATE) | Q(with_help=False), name="trial_help_of_candidate"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trial_id} {self.version} {self.side}"


class TrialReview(models.Model):
    """What one side says of how it goes, without having read the other. It is never changed.

    ``until``: the day that the review belongs to: that of the talk halfway, or the last day; one that goes on longer
    has an end review of its own. ``reached``: how far each learning goal is, in order. ``organisation``: who said it.
    """

    trial = models.ForeignKey(
        Trial, on_delete=models.CASCADE, verbose_name=_("trial placement"), related_name="reviews"
    )
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), related_name="trial_reviews"
    )
    round = models.CharField(_("when"), max_length=4, choices=Round.choices)
    until = models.DateField(_("of the period until"))
    side = models.CharField(_("said by"), max_length=10, choices=Reviewer.choices)
    reached = ArrayField(
        models.CharField(max_length=10, choices=Reached.choices), verbose_name=_("how far each learning goal is")
    )
    well = models.CharField(_("what goes well"), max_length=400)
    harder = models.CharField(_("what is still hard"), max_length=400)
    next = models.CharField(_("what happens next"), max_length=400)
    organisation = models.ForeignKey(
        Organisation,
        models.DO_NOTHING,
        verbose_name=_("on behalf of"),
        null=True,
        db_constraint=False,
        related_name="+",
    )
    person = models.ForeignKey(
        Person, models.DO_NOTHING, verbose_name=_("who"), null=True, db_constraint=False, related_name="+"
    )
    at = models.DateTimeField(_("at"), db_default=Now())

    personal: ClassVar = {
        **alike("trial enrolment round until side reached well harder next at", WORK),
        **alike("person organisation", NAME),
    }
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["trial", "until", "-side"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trial", "round", "until", "side"], name="trial_reviewed_once_by_a_side"),
            models.CheckConstraint(
                condition=Q(round__in=Round.values, side__in=Reviewer.values)
                & Q(reached__contained_by=Reached.values, reached__len__gte=1)
                & ~Q(well="")
                & ~Q(harder="")
                & ~Q(next=""),
                name="trial_review_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trial_id} {self.round} {self.side}"


class TrialReaction(models.Model):
    """Whether the participant signs a review of both sides, or contradicts it. What they say stands for good.

    ``seen_on``: the day on which their intermediary looked at what they contradict.
    """

    trial = models.ForeignKey(
        Trial, on_delete=models.CASCADE, verbose_name=_("trial placement"), related_name="reactions"
    )
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), related_name="trial_reactions"
    )
    round = models.CharField(_("when"), max_length=4, choices=Round.choices)
    until = models.DateField(_("of the period until"))
    right = models.BooleanField(_("the review is right"))
    words = models.TextField(_("what is not right"), max_length=1000, blank=True)
    with_help = models.BooleanField(_("told with help"), default=False)
    person = models.ForeignKey(
        Person, models.DO_NOTHING, verbose_name=_("who"), null=True, db_constraint=False, related_name="+"
    )
    at = models.DateTimeField(_("at"), db_default=Now())
    seen_on = models.DateField(_("looked at on"), null=True)

    personal: ClassVar = {
        **alike("trial enrolment round until right words with_help at seen_on", WORK),
        **alike("person", NAME),
    }
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["trial", "until", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trial", "round", "until"], name="trial_reacted_once"),
            models.CheckConstraint(condition=Q(round__in=Round.values), name="trial_reaction_round_known"),
            models.CheckConstraint(
                condition=Q(right=True, seen_on=None) | (Q(right=False) & ~Q(words="")), name="trial_contradiction_says"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trial_id} {self.round}"
