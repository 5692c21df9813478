"""Work after learn-and-work: each spell of it with all its facts, what changed, who said that it lasts, and study.

Pay and contract stand in rows of their own, so that the second wall can keep a mentor away from them.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.engine import pathway
from leerwerk.parties.models import NAME, Organisation, Person
from leerwerk.placement.placing_enums import (
    Changed,
    ChangeReason,
    Contract,
    GrowthIn,
    Paid,
    PlacementState,
    Said,
    StudyLevel,
    Then,
)
from leerwerk.privacy.declare import Personal, alike
from leerwerk.privacy.enums import Audience, Category, Purpose, Retention
from leerwerk.trajectories.models import Enrolment

WORK = Personal(
    Category.PROFILE,
    Purpose.GUIDANCE,
    Retention.INBURGERING,
    frozenset({Audience.INTERMEDIARY, Audience.DIRECTOR, Audience.PARTIES}),
)
TERMS = Personal(
    Category.PROFILE,
    Purpose.GUIDANCE,
    Retention.INBURGERING,
    frozenset({Audience.INTERMEDIARY, Audience.DIRECTOR, Audience.EMPLOYER}),
)
GUIDED = Personal(
    Category.PROFILE,
    Purpose.GUIDANCE,
    Retention.INBURGERING,
    frozenset({Audience.INTERMEDIARY, Audience.DIRECTOR}),
)
DOERS = [*map(str, pathway.Doer)]


class Placement(models.Model):
    """One spell of work of a participant. A draft may lack anything; once placed, its facts never change.

    ``hours``: paid, a week. ``where_learned``, ``through_trial``: how it came about, found when it was placed.
    ``event_number``: the step on the path that placed. ``ended_on``: the last day of work. ``edits``: times written.
    """

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), related_name="placements"
    )
    state = models.CharField(_("state"), max_length=8, choices=PlacementState.choices, default=PlacementState.DRAFT)
    employer = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, verbose_name=_("employer"), null=True, related_name="placements"
    )
    workplace = models.CharField(_("where the work is"), max_length=200, blank=True)
    tasks = ArrayField(models.CharField(max_length=140), verbose_name=_("tasks"), default=list, blank=True)
    hours = models.DecimalField(_("hours a week"), max_digits=4, decimal_places=2, null=True)
    begins = models.DateField(_("first day"), null=True)
    buddy = models.CharField(_("buddy"), max_length=120, blank=True)
    coach = models.CharField(_("coach after the placement"), max_length=120, blank=True)
    where_learned = models.BooleanField(_("with the employer of the learning"), default=False)
    through_trial = models.BooleanField(_("after a trial placement"), default=False)
    event_number = models.PositiveSmallIntegerField(_("placed by step"), null=True)
    ended_on = models.DateField(_("last day"), null=True)
    end_reason = models.CharField(_("why it ended"), max_length=30, blank=True)
    then = models.CharField(_("what comes next"), max_length=20, choices=Then.choices, blank=True)
    edits = models.PositiveIntegerField(_("times written"), default=0)

    personal: ClassVar = {
        **alike(
            "enrolment state employer workplace tasks hours begins coach where_learned through_trial ended_on"
            " end_reason then",
            WORK,
        ),
        **alike("buddy", NAME),
    }
    not_personal: ClassVar = frozenset({"id", "event_number", "edits"})

    class Meta:
        ordering: ClassVar = ["begins", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enrolment", "state"],
                condition=Q(state__in=[PlacementState.DRAFT, PlacementState.PLACED]),
                name="placement_one_draft_and_one_at_a_time",
            ),
            models.CheckConstraint(condition=Q(state__in=PlacementState.values), name="placement_state_known"),
            models.CheckConstraint(
                condition=Q(state=PlacementState.DRAFT, event_number=None)
                | (
                    ~Q(state=PlacementState.DRAFT)
                    & Q(employer__isnull=False, hours__gte=1, hours__lte=48, begins__isnull=False)
                    & Q(event_number__isnull=False, tasks__len__gte=1)
                    & ~Q(workplace="")
                    & ~Q(buddy="")
                    & ~Q(coach="")
                ),
                name="placement_placed_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=PlacementState.ENDED, ended_on__gte=F("begins"), then__in=Then.values)
                & ~Q(end_reason="")
                | (~Q(state=PlacementState.ENDED) & Q(ended_on=None, end_reason="", then="")),
                name="placement_end_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.state}"


class PlacementTerms(models.Model):
    """Pay, contract and growth of a placement: for the participant, the employer, the intermediary and the director.

    ``pay``: gross euros, without holiday pay. ``ends``: the last day of the contract; ``no_end``: there is none.
    ``earlier_months``: on fixed terms with this employer before. ``probation_months``: 0 is no trial period.
    """

    placement = models.OneToOneField(
        Placement, on_delete=models.CASCADE, verbose_name=_("placement"), primary_key=True, related_name="terms"
    )
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), related_name="placement_terms"
    )
    pay = models.DecimalField(_("pay"), max_digits=8, decimal_places=2, null=True)
    pay_per = models.CharField(_("paid"), max_length=8, choices=Paid.choices, blank=True)
    wage_scale = models.CharField(_("minimum wage to compare with"), max_length=8, default="adult")
    contract = models.CharField(_("contract"), max_length=16, choices=Contract.choices, blank=True)
    agreed_on = models.DateField(_("agreed on"), null=True)
    ends = models.DateField(_("last day of the contract"), null=True)
    no_end = models.BooleanField(_("without an end"), default=False)
    earlier_months = models.PositiveSmallIntegerField(_("months on earlier contracts"), default=0)
    probation_months = models.PositiveSmallIntegerField(_("trial period in months"), null=True)
    growth_kinds = ArrayField(
        models.CharField(max_length=10, choices=GrowthIn.choices), verbose_name=_("grows in"), default=list, blank=True
    )
    growth_months = models.PositiveSmallIntegerField(_("after how many months"), null=True)
    growth = models.CharField(_("how somebody grows"), max_length=400, blank=True)
    collective_agreement = models.CharField(_("collective agreement"), max_length=140, blank=True)

    personal: ClassVar = alike(
        "placement enrolment pay pay_per wage_scale contract agreed_on ends no_end earlier_months probation_months"
        " growth_kinds growth_months growth collective_agreement",
        TERMS,
    )
    not_personal: ClassVar = frozenset[str]()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(pay=None) | Q(pay__gte=0), name="placement_pay_is_not_less"),
            models.CheckConstraint(
                condition=Q(contract="") | Q(contract__in=Contract.values), name="placement_contract_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.placement_id)


class OnboardingStep(models.Model):
    """One step of the plan for the first weeks."""

    placement = models.ForeignKey(
        Placement, on_delete=models.CASCADE, verbose_name=_("placement"), related_name="onboarding"
    )
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), related_name="onboarding_steps"
    )
    position = models.PositiveSmallIntegerField(_("order"))
    what = models.CharField(_("what happens"), max_length=200, blank=True)
    day = models.DateField(_("on which day"), null=True)

    personal: ClassVar = alike("placement enrolment what day", WORK)
    not_personal: ClassVar = frozenset({"id", "position"})

    class Meta:
        ordering: ClassVar = ["placement", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["placement", "position"], name="onboarding_position_once"),
        ]

    def __str__(self) -> str:
        return self.what


class PlacementChange(models.Model):
    """What is otherwise from a day on; what was agreed before stays. ``values``: the facts that are new, as texts."""

    placement = models.ForeignKey(
        Placement, on_delete=models.CASCADE, verbose_name=_("placement"), related_name="changes"
    )
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), related_name="placement_changes"
    )
    kind = models.CharField(_("what changes"), max_length=10, choices=Changed.choices)
    since = models.DateField(_("from"))
    reason = models.CharField(_("why"), max_length=20, choices=ChangeReason.choices)
    values = models.JSONField(_("what is new"))
    # No key of the database: what was changed outlives an account.
    person = models.ForeignKey(
        Person, models.DO_NOTHING, verbose_name=_("who"), null=True, db_constraint=False, related_name="+"
    )
    at = models.DateTimeField(_("at"), db_default=Now())

    personal: ClassVar = {
        **alike("placement enrolment kind since reason values", TERMS),
        **alike("person", NAME),
    }
    not_personal: ClassVar = frozenset({"id", "at"})

    class Meta:
        ordering: ClassVar = ["placement", "since", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=Changed.values, reason__in=ChangeReason.values), name="placement_change_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id} {self.kind} {self.since}"


class Confirmation(models.Model):
    """What somebody says of a day: the participant works there still, does not, or they do not know."""

    placement = models.ForeignKey(
        Placement, on_delete=models.CASCADE, verbose_name=_("placement"), related_name="confirmations"
    )
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), related_name="work_confirmations"
    )
    day = models.DateField(_("about which day"))
    said = models.CharField(_("works there still"), max_length=8, choices=Said.choices)
    by_as = models.CharField(_("said as"), max_length=20)
    # No key of the database: what was said outlives an account.
    person = models.ForeignKey(
        Person, models.DO_NOTHING, verbose_name=_("who"), null=True, db_constraint=False, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.DO_NOTHING,
        verbose_name=_("on behalf of"),
        null=True,
        db_constraint=False,
        related_name="+",
    )
    at = models.DateTimeField(_("at"), db_default=Now())

    personal: ClassVar = {
        **alike("placement enrolment day said by_as", WORK),
        **alike("person organisation", NAME),
    }
    not_personal: ClassVar = frozenset({"id", "at"})

    class Meta:
        ordering: ClassVar = ["placement", "day", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(said__in=Said.values, by_as__in=DOERS), name="confirmation_answer_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id} {self.day} {self.said}"


class NextStudy(models.Model):
    """The next step in education: an outcome of its own."""

    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), related_name="next_study"
    )
    school = models.CharField(_("school"), max_length=140)
    programme = models.CharField(_("programme"), max_length=140)
    level = models.CharField(_("level"), max_length=12, choices=StudyLevel.choices)
    begins = models.DateField(_("first day"))

    personal: ClassVar = alike("enrolment school programme level begins", GUIDED)
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(school="") & ~Q(programme="") & Q(level__in=StudyLevel.values), name="study_is_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.programme}"
