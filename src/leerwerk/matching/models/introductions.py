"""Introductions: somebody and a workplace, what both say of meeting each other, and what the employer may see."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.matching.enums import OPEN, Closed, IntroState, Moment, Shown, Side, Why
from leerwerk.parties.models import NAME, Organisation, Person
from leerwerk.placement.models import Workplace
from leerwerk.privacy.declare import Personal, alike
from leerwerk.privacy.enums import Audience, Category, Purpose, Retention
from leerwerk.recruitment.models import Named
from leerwerk.trajectories.models import Enrolment

FILE = frozenset({Audience.INTERMEDIARY, Audience.DIRECTOR})
GUIDED = Personal(Category.PROFILE, Purpose.GUIDANCE, Retention.INBURGERING, FILE | {Audience.COACH})
TO_EMPLOYER = Personal(
    Category.PROFILE,
    Purpose.GUIDANCE,
    Retention.INBURGERING,
    FILE | {Audience.COACH, Audience.INTRODUCED},
)
AS_CHOSEN = Personal(Category.PROFILE, Purpose.GUIDANCE, Retention.INBURGERING, FILE | {Audience.INTRODUCED})


class Introduction(models.Model):
    """Somebody who looks for work, and a workplace: from the question whether they want to meet, to what came of it.

    ``rank``: the place in the participant's order, 1 first; None while they gave none. ``shows``: what of them the
    employer sees. ``words``: what they want to say to the employer. ``meets_on`` and what follows: the first meeting.
    """

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), related_name="introductions"
    )
    workplace = models.ForeignKey(
        Workplace, on_delete=models.CASCADE, verbose_name=_("workplace"), related_name="introductions"
    )
    state = models.CharField(_("state"), max_length=12, choices=IntroState.choices, default=IntroState.ASKED)
    asked_on = models.DateField(_("asked on"))
    rank = models.PositiveSmallIntegerField(_("place in the order"), null=True)
    shows = ArrayField(
        models.CharField(max_length=10, choices=Shown.choices), verbose_name=_("what the employer sees"), default=list
    )
    words = models.TextField(_("own words for the employer"), max_length=400, blank=True)
    meets_on = models.DateField(_("first meeting on"), null=True)
    meets_at = models.TimeField(_("at"), null=True)
    meets_where = models.CharField(_("where"), max_length=200, blank=True)
    goes_along = models.CharField(_("who goes along"), max_length=120, blank=True)
    closed_on = models.DateField(_("over since"), null=True)
    because = models.CharField(_("why it is over"), max_length=12, choices=Closed.choices, blank=True)
    # No key of the database: what was proposed outlives an account.
    proposed_by = models.ForeignKey(
        Person, models.DO_NOTHING, verbose_name=_("proposed by"), null=True, db_constraint=False, related_name="+"
    )

    personal: ClassVar = {
        **alike("enrolment workplace state asked_on rank closed_on because", GUIDED),
        **alike("shows words meets_on meets_at meets_where goes_along", TO_EMPLOYER),
        **alike("proposed_by", NAME),
    }
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enrolment", "workplace"], condition=Q(state__in=OPEN), name="introduction_open_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=IntroState.values, shows__contained_by=Shown.values),
                name="introduction_codes_known",
            ),
            models.CheckConstraint(
                condition=Q(state=IntroState.CLOSED, closed_on__isnull=False, because__in=Closed.values)
                | Q(state=IntroState.LED_TO_WORK, closed_on__isnull=False, because="")
                | Q(state__in=OPEN, closed_on=None, because=""),
                name="introduction_end_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(meets_on=None, meets_at=None, meets_where="")
                | (Q(meets_on__isnull=False, meets_at__isnull=False) & ~Q(meets_where="")),
                name="introduction_meeting_is_whole",
            ),
            models.CheckConstraint(condition=Q(rank=None) | Q(rank__gt=0), name="introduction_rank_counts"),
        ]
        indexes: ClassVar = [models.Index(fields=["workplace", "state"], name="introduction_at_workplace")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.workplace_id} {self.state}"


class IntroductionAnswer(models.Model):
    """What one side says, before or after they met. It is added, and never changed.

    ``first``: an employer's first choice. ``reason`` and ``words``: as far as somebody wants to say. ``with_help``:
    who guides the participant wrote it down. The employer reads its own answers alone: the wall keeps the others.
    """

    introduction = models.ForeignKey(
        Introduction, on_delete=models.CASCADE, verbose_name=_("introduction"), related_name="answers"
    )
    moment = models.CharField(_("when"), max_length=6, choices=Moment.choices)
    side = models.CharField(_("who said it"), max_length=8, choices=Side.choices)
    yes = models.BooleanField(_("wants it"))
    first = models.BooleanField(_("first choice"), default=False)
    reason = models.CharField(_("why not"), max_length=10, choices=Why.choices, blank=True)
    words = models.TextField(_("in own words"), max_length=400, blank=True)
    with_help = models.BooleanField(_("told with help"), default=False)
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
        **alike("introduction with_help", GUIDED),
        **alike("moment side yes first reason words at", TO_EMPLOYER),
        **alike("person organisation", NAME),
    }
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["introduction", "moment", "side"], name="introduction_answered_once"),
            models.CheckConstraint(
                condition=Q(moment__in=Moment.values, side__in=Side.values, reason__in=["", *Why.values]),
                name="introduction_answer_codes_known",
            ),
            models.CheckConstraint(condition=Q(yes=True, reason="") | Q(yes=False), name="introduction_yes_has_no_why"),
            models.CheckConstraint(
                condition=Q(first=False) | Q(yes=True, side=Side.EMPLOYER), name="introduction_first_of_employer"
            ),
            models.CheckConstraint(
                condition=Q(with_help=False) | Q(side=Side.PERSON), name="introduction_help_of_participant"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.introduction_id} {self.moment} {self.side}"


class Introduced(models.Model):
    """What an employer sees of somebody, as they chose it: a view of the database, empty where they chose nothing.

    ``papers``: titles of what was issued. Levels are the last that were measured, else as told.
    """

    introduction = models.OneToOneField(
        Introduction, models.DO_NOTHING, verbose_name=_("introduction"), primary_key=True, related_name="seen"
    )
    given_name = models.CharField(_("given name"), max_length=80)
    listening = models.PositiveSmallIntegerField(_("listening"), null=True)
    reading = models.PositiveSmallIntegerField(_("reading"), null=True)
    speaking = models.PositiveSmallIntegerField(_("speaking"), null=True)
    writing = models.PositiveSmallIntegerField(_("writing"), null=True)
    skills = ArrayField(models.CharField(max_length=40), verbose_name=_("skills"), null=True)
    licence = models.BooleanField(_("driving licence"), null=True)
    papers = ArrayField(models.CharField(max_length=140), verbose_name=_("papers"), null=True)
    available = models.PositiveSmallIntegerField(_("free dagdelen"), null=True)
    town = models.CharField(_("municipality"), max_length=100)

    personal: ClassVar = alike(
        "introduction given_name listening reading speaking writing skills licence papers available town", AS_CHOSEN
    )
    not_personal: ClassVar = frozenset[str]()

    class Meta:
        managed = False
        db_table = "matching_introduced"

    def __str__(self) -> str:
        return self.given_name


class IntroducedPerson(Named):
    """Whom an introduction is about, by name, for who may know it: a view of the database; nobody keeps a copy."""

    introduction = models.OneToOneField(
        Introduction, models.DO_NOTHING, verbose_name=_("introduction"), primary_key=True, related_name="about"
    )

    personal: ClassVar = alike("introduction given_name family_name", AS_CHOSEN)
    not_personal: ClassVar = frozenset[str]()

    class Meta:
        managed = False
        db_table = "matching_introducedperson"
