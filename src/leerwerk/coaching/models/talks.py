"""Contacts that were held or tried, what was written of them and answered, how somebody is, and what was agreed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.coaching.enums import Channel, Goes, Mood, ReadBy, Side, StepOwner
from leerwerk.coaching.models.clocks import ACCOMPANIED, Clock
from leerwerk.parties.models import NAME, Organisation, Person
from leerwerk.privacy.declare import Personal, alike
from leerwerk.privacy.enums import Audience, Category, Purpose, Retention
from leerwerk.recruitment.models import Named
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.models.enrolments import CALLED

# What is said to a coach: read by whom the note names, by the wall; an employer only what is for both sides.
CONFIDED = Personal(
    Category.CARE,
    Purpose.GUIDANCE,
    Retention.INBURGERING,
    frozenset({Audience.INTERMEDIARY, Audience.DIRECTOR, Audience.COACH, Audience.EMPLOYER}),
)
ASKED = "work", "together", "go_on"


class Talk(models.Model):
    """One contact with one side. ``reached``: somebody was spoken with; an attempt closes nothing.

    ``ticket``: one filled-in page; sent twice, it is one contact. ``mood``: as the participant says it. ``work``,
    ``together``, ``go_on``: what an employer answers. ``taken_back_at``: it was noted by mistake.
    """

    clock = models.ForeignKey(Clock, on_delete=models.CASCADE, verbose_name=_("whom"), related_name="talks")
    ticket = models.UUIDField(_("filled-in page"), unique=True)
    day = models.DateField(_("on"))
    channel = models.CharField(_("how"), max_length=8, choices=Channel.choices)
    reached = models.BooleanField(_("spoken with"), default=True)
    mood = models.CharField(_("how they are"), max_length=1, choices=Mood.choices, blank=True)
    work = models.CharField(_("the work"), max_length=6, choices=Goes.choices, blank=True)
    together = models.CharField(_("working together"), max_length=6, choices=Goes.choices, blank=True)
    go_on = models.CharField(_("going on together"), max_length=6, choices=Goes.choices, blank=True)
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
    at = models.DateTimeField(_("noted at"), db_default=Now())
    edits = models.PositiveSmallIntegerField(_("times written"), default=0)
    taken_back_at = models.DateTimeField(_("taken back at"), null=True)

    personal: ClassVar = {
        **alike("clock day channel reached mood work together go_on taken_back_at", ACCOMPANIED),
        **alike("person organisation", NAME),
    }
    not_personal: ClassVar = frozenset({"id", "ticket", "at", "edits"})

    class Meta:
        ordering: ClassVar = ["-day", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="talk_channel_known"),
            models.CheckConstraint(condition=Q(mood="") | Q(mood__in=Mood.values), name="talk_mood_known"),
            models.CheckConstraint(
                condition=Q(**{f"{name}__in": ["", *Goes.values] for name in ASKED}), name="talk_answers_known"
            ),
            models.CheckConstraint(
                condition=Q(reached=True) | Q(mood="", work="", together="", go_on=""), name="talk_answers_of_somebody"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["clock", "-day", "-id"], name="talk_clock")]

    def __str__(self) -> str:
        return f"{self.clock_id} {self.day}"


class Note(models.Model):
    """What was talked about, and who reads it. Whoever was spoken with always does; the wall says the rest."""

    talk = models.OneToOneField(
        Talk, on_delete=models.CASCADE, verbose_name=_("contact"), primary_key=True, related_name="note"
    )
    # What the wall decides by, and what a side that was not spoken with reads beside it, stands here as well.
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), related_name="coaching_notes"
    )
    side = models.CharField(_("spoken with"), max_length=10, choices=Side.choices)
    day = models.DateField(_("on"))
    read_by = models.CharField(_("read by"), max_length=10, choices=ReadBy.choices, default=ReadBy.COACHES)
    taken_back = models.BooleanField(_("taken back"), default=False)
    text = models.TextField(_("what was talked about"), max_length=2000)
    by = models.ForeignKey(
        Person, models.DO_NOTHING, verbose_name=_("written by"), null=True, db_constraint=False, related_name="+"
    )

    personal: ClassVar = {**alike("talk enrolment side day read_by taken_back text", CONFIDED), **alike("by", NAME)}
    not_personal: ClassVar = frozenset[str]()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(read_by__in=ReadBy.values), name="note_read_by_known"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="note_side_known"),
        ]

    def __str__(self) -> str:
        return str(self.talk_id)


class NoteAnswer(models.Model):
    """What whoever was spoken with adds to what was written, in their own words; it stands beside it for good."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, verbose_name=_("note"), related_name="answers")
    text = models.TextField(_("in own words"), max_length=1000)
    with_help = models.BooleanField(_("told with help"), default=False)
    by = models.ForeignKey(
        Person, models.DO_NOTHING, verbose_name=_("who"), null=True, db_constraint=False, related_name="+"
    )
    at = models.DateTimeField(_("at"), db_default=Now())

    personal: ClassVar = {**alike("note text with_help at", CONFIDED), **alike("by", NAME)}
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["note", "at", "id"]

    def __str__(self) -> str:
        return f"{self.note_id} {self.at}"


class MoodTold(models.Model):
    """A participant says by themselves how they are: one a day, the last counts. It is no contact."""

    clock = models.ForeignKey(Clock, on_delete=models.CASCADE, verbose_name=_("whom"), related_name="moods")
    day = models.DateField(_("on"))
    mood = models.CharField(_("how they are"), max_length=1, choices=Mood.choices)

    personal: ClassVar = alike("clock day mood", ACCOMPANIED)
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["clock", "-day"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clock", "day"], name="mood_once_a_day"),
            models.CheckConstraint(condition=Q(mood__in=Mood.values), name="mood_known"),
        ]

    def __str__(self) -> str:
        return f"{self.clock_id} {self.day}"


class NextStep(models.Model):
    """What was agreed in a contact: who does it, by when. ``organisation``: whose it is, None: the participant's.

    ``withdrawn_on``: the contact was taken back before it was done; ``read_on``: whose it was read that.
    """

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, verbose_name=_("contact"), related_name="steps")
    clock = models.ForeignKey(Clock, on_delete=models.CASCADE, verbose_name=_("whom"), related_name="steps")
    what = models.CharField(_("what"), max_length=200)
    owner = models.CharField(_("who"), max_length=12, choices=StepOwner.choices)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, verbose_name=_("organisation"), null=True, related_name="+"
    )
    due_on = models.DateField(_("ready by"))
    done_on = models.DateField(_("done on"), null=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True)
    read_on = models.DateField(_("read that it was withdrawn on"), null=True)

    personal: ClassVar = {
        **alike("talk clock what owner due_on done_on withdrawn_on read_on", CONFIDED),
        **alike("organisation", NAME),
    }
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(owner__in=StepOwner.values), name="step_owner_known"),
            models.CheckConstraint(
                condition=Q(owner=StepOwner.CANDIDATE, organisation=None)
                | (~Q(owner=StepOwner.CANDIDATE) & Q(organisation__isnull=False)),
                name="step_of_an_organisation",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, read_on=None) | Q(withdrawn_on__isnull=False, done_on=None),
                name="step_done_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return self.what


class AgreedWith(Named):
    """About whom a next step is, by name, for who may meet them: a view of the database; nobody keeps a copy."""

    step = models.OneToOneField(
        NextStep, models.DO_NOTHING, verbose_name=_("step"), primary_key=True, related_name="about"
    )

    personal: ClassVar = alike("step given_name family_name", CALLED)
    not_personal: ClassVar = frozenset[str]()

    class Meta:
        managed = False
        db_table = "coaching_agreedwith"
