"""What is done before learn-and-work starts: dated pieces, and what both sides say of a taster placement."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.engine import pathway
from leerwerk.engine.pathway.preparing import Side
from leerwerk.parties.models import NAME, Organisation, Person
from leerwerk.privacy.declare import alike
from leerwerk.recruitment.models import Named
from leerwerk.trajectories.enums import (
    Able,
    GoOn,
    Liked,
    NotNeeded,
    PreparationKind,
    PreparationState,
    Result,
    TeamCheck,
)
from leerwerk.trajectories.models.agreements import EMPLOYMENT
from leerwerk.trajectories.models.enrolments import CALLED, SHARED, Enrolment
from leerwerk.trajectories.models.groups import Cohort

DOERS = [*map(str, pathway.Doer)]
SIDES = [*map(str, Side)]
TEAM = PreparationKind.INTERCULTURAL_TEAM


class Preparation(models.Model):
    """One piece of work of somebody's pre-track, or of the team at an employer of a group, with its owner and days.

    ``content``: what of the design it comes from; empty when people added it. ``doer``: as what its owner does it;
    ``organisation``: whose it is, None for the directors. ``employer``: of a taster placement or a team.
    ``certificate``, ``place``, ``days``: what came of it, where its kind has that. ``result``, ``shows``: of what its
    owner concluded, whether it was reached and what shows it; empty in what was concluded before there were results.
    ``edits``: how often it was written.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, verbose_name=_("group"), related_name="preparations")
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), null=True, related_name="preparations"
    )
    kind = models.CharField(_("kind"), max_length=24, choices=PreparationKind.choices)
    content = models.CharField(_("part of the design"), max_length=30, blank=True)
    what = models.CharField(_("what"), max_length=140, blank=True)
    doer = models.CharField(_("done by"), max_length=20)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, verbose_name=_("organisation"), null=True, related_name="+"
    )
    employer = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, verbose_name=_("employer"), null=True, related_name="+"
    )
    begins_on = models.DateField(_("from"))
    due_on = models.DateField(_("ready by"))
    state = models.CharField(_("state"), max_length=12, choices=PreparationState.choices, default=PreparationState.OPEN)
    reason = models.CharField(_("why it is not needed"), max_length=20, choices=NotNeeded.choices, blank=True)
    closed_on = models.DateField(_("ready on"), null=True)
    result = models.CharField(_("result"), max_length=12, choices=Result.choices, blank=True)
    shows = models.CharField(_("what shows it"), max_length=300, blank=True)
    certificate = models.CharField(_("which certificate"), max_length=140, blank=True)
    place = models.CharField(_("at which work"), max_length=140, blank=True)
    days = models.PositiveSmallIntegerField(_("number of days"), null=True)
    checked = ArrayField(
        models.CharField(max_length=12, choices=TeamCheck.choices), verbose_name=_("what is there"), default=list
    )
    employer_told_at = models.DateTimeField(_("told by the employer at"), null=True)
    candidate_told_at = models.DateTimeField(_("told by the candidate at"), null=True)
    edits = models.PositiveIntegerField(_("times written"), default=0)

    personal: ClassVar = alike(
        "enrolment kind content what begins_on due_on state reason closed_on result shows certificate place days"
        " employer_told_at candidate_told_at",
        SHARED,
    )
    not_personal: ClassVar = frozenset({"id", "cohort", "doer", "organisation", "employer", "checked", "edits"})

    class Meta:
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enrolment", "content"],
                condition=Q(enrolment__isnull=False) & ~Q(content=""),
                name="preparation_of_design_once",
            ),
            models.UniqueConstraint(
                fields=["cohort", "employer"], condition=Q(enrolment=None), name="preparation_team_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=PreparationKind.values), name="preparation_kind_known"),
            models.CheckConstraint(condition=Q(doer__in=DOERS), name="preparation_doer_known"),
            models.CheckConstraint(
                condition=Q(kind=TEAM, enrolment=None, employer__isnull=False)
                | (~Q(kind=TEAM) & Q(enrolment__isnull=False)),
                name="preparation_of_somebody_or_a_team",
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("begins_on")), name="preparation_period"),
            models.CheckConstraint(
                condition=~Q(kind=PreparationKind.TASTER, state="done")
                | Q(employer_told_at__isnull=False, candidate_told_at__isnull=False),
                name="preparation_taster_told_by_both",
            ),
            models.CheckConstraint(
                condition=Q(state="open", reason="", closed_on=None)
                | Q(state="done", reason="", closed_on__isnull=False)
                | (Q(state="not_needed", closed_on__isnull=False) & Q(reason__in=NotNeeded.values)),
                name="preparation_state_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(result="", shows="")
                | (Q(state="done", result__in=Result.values) & ~Q(kind__in=[PreparationKind.TASTER, TEAM])),
                name="preparation_result_of_what_is_done",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.enrolment_id or self.cohort_id}"

    @property
    def told_by(self) -> frozenset[Side]:
        """Who told how a taster placement went."""
        told = {Side.EMPLOYER: self.employer_told_at, Side.CANDIDATE: self.candidate_told_at}
        return frozenset(side for side, at in told.items() if at is not None)


class TasterReport(models.Model):
    """How one side says that a taster placement went; both stand side by side, also where they differ.

    ``with_help``: the intermediary wrote down what the candidate said.
    """

    preparation = models.ForeignKey(
        Preparation, on_delete=models.CASCADE, verbose_name=_("taster placement"), related_name="reports"
    )
    # Whose it is stands here as well: with it they take along what was told of them.
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), related_name="taster_reports"
    )
    side = models.CharField(_("told by"), max_length=12)
    liked = models.CharField(_("liked the work"), max_length=10, choices=Liked.choices)
    able = models.CharField(_("could do the work"), max_length=10, choices=Able.choices)
    go_on = models.CharField(_("wants to go on"), max_length=10, choices=GoOn.choices)
    words = models.TextField(_("in own words"), max_length=1000, blank=True)
    with_help = models.BooleanField(_("told with help"), default=False)
    # No key of the database: what was told outlives an account.
    person = models.ForeignKey(
        Person, models.DO_NOTHING, verbose_name=_("who"), null=True, db_constraint=False, related_name="+"
    )
    at = models.DateTimeField(_("at"), db_default=Now())

    personal: ClassVar = {
        **alike("preparation enrolment side liked able go_on words with_help at", EMPLOYMENT),
        **alike("person", NAME),
    }
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["preparation", "-side"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["preparation", "side"], name="taster_told_once_by_a_side"),
            models.CheckConstraint(condition=Q(side__in=SIDES), name="taster_side_known"),
            models.CheckConstraint(condition=Q(side="candidate") | Q(with_help=False), name="taster_help_of_candidate"),
            models.CheckConstraint(
                condition=Q(liked__in=Liked.values, able__in=Able.values, go_on__in=GoOn.values),
                name="taster_answers_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.preparation_id} {self.side}"


class PreparedPerson(Named):
    """Whom a piece of work is about, by name, for who may meet them: a view of the database; nobody keeps a copy."""

    preparation = models.OneToOneField(
        Preparation, models.DO_NOTHING, verbose_name=_("preparation"), primary_key=True, related_name="about"
    )

    personal: ClassVar = alike("preparation given_name family_name", CALLED)
    not_personal: ClassVar = frozenset[str]()

    class Meta:
        managed = False
        db_table = "trajectories_preparedperson"
