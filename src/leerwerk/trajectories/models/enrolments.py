"""Enrolments: candidates' paths through groups, the events that brought them where they are, and who may see whom."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.engine import pathway
from leerwerk.parties.models import NAME, Organisation, Person
from leerwerk.privacy.declare import Personal, alike
from leerwerk.privacy.enums import Audience, Category, Purpose, Retention
from leerwerk.recruitment.enums import LANGUAGES, Cefr
from leerwerk.recruitment.models import CARE, CONTACT, Candidate, Named
from leerwerk.trajectories.enums import ENDED, Stage
from leerwerk.trajectories.models.groups import Cohort

PARTIES = frozenset({Audience.INTERMEDIARY, Audience.DIRECTOR, Audience.PARTIES})
SHARED = Personal(Category.PROFILE, Purpose.GUIDANCE, Retention.INBURGERING, PARTIES)
CALLED = Personal(Category.CONTACT, Purpose.GUIDANCE, Retention.INBURGERING, PARTIES)


class Enrolment(models.Model):
    """A candidate's path through one group; at most one is active at a time.

    ``stage`` and what stands under it are stored by the one action that records an event; the database refuses a stage
    that the latest event does not say.
    """

    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, verbose_name=_("candidate"), related_name="enrolments"
    )
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, verbose_name=_("group"), related_name="enrolments")
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices, default=Stage.PROPOSED)
    since = models.DateTimeField(_("since"), db_default=Now())
    last_activity_at = models.DateTimeField(_("last activity"), db_default=Now())
    events_count = models.PositiveSmallIntegerField(_("events so far"), default=0)
    shown = models.BooleanField(_("seen by the other parties"), default=False)
    waiting = models.BooleanField(_("on the waiting list"), default=False)
    waiting_since = models.DateTimeField(_("came on the waiting list"), null=True, blank=True)
    paused = models.CharField(_("pauses because of"), max_length=30, blank=True)
    left_reason = models.CharField(_("reason for leaving"), max_length=30, blank=True)

    personal: ClassVar = {
        **alike("candidate", CONTACT),
        **alike(
            "cohort stage since last_activity_at events_count shown waiting waiting_since paused left_reason", SHARED
        ),
    }
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["-since", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["candidate"], condition=~Q(stage__in=ENDED), name="enrolment_one_active_per_candidate"
            ),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="enrolment_stage_known"),
            models.CheckConstraint(
                condition=Q(stage=Stage.LEFT) | Q(left_reason=""), name="enrolment_reason_only_of_who_left"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.cohort_id} {self.stage}"


class PathwayEvent(models.Model):
    """One step that was taken on a path; never changed. What only few may read stands in ``StepWords``.

    ``reason`` is as everybody reads it. ``by_as``: what the person was to the participant. ``with_help``: the
    intermediary wrote down what the candidate said.
    """

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), related_name="events"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    step = models.CharField(_("step"), max_length=20)
    stage = models.CharField(_("stage after it"), max_length=20, choices=Stage.choices)
    at = models.DateTimeField(_("at"), db_default=Now())
    by_as = models.CharField(_("taken as"), max_length=20)
    with_help = models.BooleanField(_("told with help"), default=False)
    # No key of the database: the log outlives an account, and nothing in it may change.
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
    reason = models.CharField(_("reason"), max_length=30, blank=True)
    says = models.BooleanField(_("with words"), default=False)
    advice = models.CharField(_("advice"), max_length=10, blank=True)
    alternatives = ArrayField(
        models.CharField(max_length=20), verbose_name=_("offered instead"), default=list, blank=True
    )
    outcome = models.CharField(_("outcome"), max_length=20, blank=True)
    came_along = models.CharField(_("stage that came along"), max_length=20, blank=True)
    deciders = ArrayField(models.CharField(max_length=20), verbose_name=_("who decide"), default=list, blank=True)
    criteria = models.JSONField(_("criteria weighed"), default=dict, blank=True)
    evidence = models.JSONField(_("what shows it, by criterion"), default=dict, blank=True)
    shortfalls = models.JSONField(_("short of, when the exception was asked for"), default=list, blank=True)

    personal: ClassVar = {
        **alike(
            "enrolment step stage by_as with_help reason says advice alternatives outcome came_along deciders criteria"
            " evidence shortfalls",
            SHARED,
        ),
        **alike("person organisation", NAME),
    }
    not_personal: ClassVar = frozenset({"id", "number", "at"})

    class Meta:
        ordering: ClassVar = ["enrolment", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enrolment", "number"], name="pathway_event_number_once"),
            models.CheckConstraint(condition=Q(step__in=[*map(str, pathway.Step)]), name="pathway_event_step_known"),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="pathway_event_stage_known"),
            models.CheckConstraint(condition=Q(by_as__in=[*map(str, pathway.Doer)]), name="pathway_event_doer_known"),
            models.CheckConstraint(
                condition=Q(reason="") | Q(reason__in=sorted(map(str, set(pathway.Reason) - pathway.PRIVATE))),
                name="pathway_event_no_private_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.number} {self.step}"


class StepWords(models.Model):
    """What was written with a step, and its reason in full: for the own intermediary, the person, and who wrote it."""

    event = models.OneToOneField(
        PathwayEvent, on_delete=models.CASCADE, verbose_name=_("step"), primary_key=True, related_name="words"
    )
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, verbose_name=_("candidate"), related_name="+")
    organisation = models.ForeignKey(
        Organisation,
        models.DO_NOTHING,
        verbose_name=_("on behalf of"),
        null=True,
        db_constraint=False,
        related_name="+",
    )
    reason = models.CharField(_("reason"), max_length=30, blank=True)
    text = models.TextField(_("in words"), max_length=2000, blank=True)

    personal: ClassVar = {**alike("event candidate reason text", CARE), **alike("organisation", NAME)}
    not_personal: ClassVar = frozenset[str]()

    def __str__(self) -> str:
        return str(self.event_id)


class Participant(Named):
    """Who somebody is to the other parties of their group: a view of the database, with a row where that is agreed.

    An employer meets who accepted the invitation and works there, a school and a mentor who was selected; the
    candidate can end it (``Enrolment.shown``). Nobody keeps a copy. See the migration ``participants``.
    """

    enrolment = models.OneToOneField(
        Enrolment, models.DO_NOTHING, verbose_name=_("participation"), primary_key=True, related_name="participant"
    )
    contact_language = models.CharField(_("language of contact"), max_length=8)
    intermediary = models.ForeignKey(
        Organisation, models.DO_NOTHING, verbose_name=_("intermediary"), related_name="+", db_constraint=False
    )
    listening = models.PositiveSmallIntegerField(_("listening"), choices=Cefr.choices, null=True)
    reading = models.PositiveSmallIntegerField(_("reading"), choices=Cefr.choices, null=True)
    speaking = models.PositiveSmallIntegerField(_("speaking"), choices=Cefr.choices, null=True)
    writing = models.PositiveSmallIntegerField(_("writing"), choices=Cefr.choices, null=True)
    skills = ArrayField(models.CharField(max_length=40), verbose_name=_("skills"), null=True)
    licence = models.BooleanField(_("driving licence"), null=True)
    told_on = models.DateField(_("language levels told on"), null=True)

    personal: ClassVar = {
        **alike("enrolment given_name family_name contact_language intermediary", CALLED),
        **alike("listening reading speaking writing skills licence told_on", SHARED),
    }
    not_personal: ClassVar = frozenset[str]()

    class Meta:
        managed = False
        db_table = "trajectories_participant"
        ordering: ClassVar = ["family_name", "given_name", "enrolment"]

    @property
    def language_name(self) -> str:
        """The language of contact on screen; a code that we have no name for is shown as it is."""
        return str(LANGUAGES.get(self.contact_language, self.contact_language))
