"""Workplaces as tasks, places and conditions; which groups they are offered to; who sits where."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.models import NAME, Municipality, Organisation, Site
from leerwerk.placement.task_enums import Fit, Often, Risk, TaskSkill, WithoutPaper
from leerwerk.privacy.declare import alike
from leerwerk.recruitment.enums import Cefr
from leerwerk.recruitment.models import CONTACT
from leerwerk.trajectories.models import Cohort, Enrolment


class Workplace(models.Model):
    """An employer's offer: tasks, places, shifts, what it asks, and the mentor on the floor."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    employer = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, verbose_name=_("employer"), related_name="workplaces"
    )
    site = models.ForeignKey(
        Site, on_delete=models.SET_NULL, verbose_name=_("site"), null=True, blank=True, related_name="workplaces"
    )
    title = models.CharField(_("title"), max_length=140)
    sector = models.CharField(_("sector"), max_length=40, blank=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, verbose_name=_("municipality"))
    places = models.PositiveSmallIntegerField(_("places"))
    shifts = models.PositiveSmallIntegerField(_("dagdelen with work"), default=1023)
    demands = models.CharField(_("what the work asks"), max_length=400, blank=True)
    skills = ArrayField(models.CharField(max_length=40), verbose_name=_("skills needed"), default=list, blank=True)
    licence = models.BooleanField(_("driving licence needed"), default=False)
    excluded_limits = ArrayField(
        models.CharField(max_length=40), verbose_name=_("limits that do not fit"), default=list, blank=True
    )
    mentor_name = models.CharField(_("mentor on the floor"), max_length=120, blank=True)
    # Whether for any qualification: planning and workbooks ask no more. Where recognitions are noted by their crebo
    # (``Recognition``), it follows from them; elsewhere it is what was typed.
    recognised = models.BooleanField(_("recognised by SBB"), default=False)
    begins_at = models.TimeField(_("work begins at"), null=True, blank=True)
    ends_at = models.TimeField(_("work ends at"), null=True, blank=True)
    stop = models.CharField(_("nearest stop or station"), max_length=120, blank=True)
    walk_minutes = models.PositiveSmallIntegerField(_("minutes on foot from there"), null=True, blank=True)
    first_arrival = models.TimeField(_("first arrival there on working days"), null=True, blank=True)
    last_departure = models.TimeField(_("last departure there on working days"), null=True, blank=True)
    confirmed_on = models.DateField(_("confirmed on"), default=timezone.localdate)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    synthetic = models.BooleanField(_("invented for practice"), default=False)
    edits = models.PositiveIntegerField(_("times changed"), default=0)

    personal: ClassVar = alike("mentor_name", NAME)
    not_personal: ClassVar = frozenset(
        [
            "id",
            "code",
            "employer",
            "site",
            "title",
            "sector",
            "municipality",
            "places",
            "shifts",
            "demands",
            "skills",
            "licence",
            "excluded_limits",
            "recognised",
            "begins_at",
            "ends_at",
            "stop",
            "walk_minutes",
            "first_arrival",
            "last_departure",
            "confirmed_on",
            "withdrawn_at",
            "synthetic",
            "edits",
        ]
    )

    class Meta:
        ordering: ClassVar = ["title", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(shifts__lte=1023), name="workplace_ten_dagdelen"),
            models.CheckConstraint(
                condition=Q(walk_minutes=None) | Q(walk_minutes__lte=240), name="workplace_walk_of_an_afternoon"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Task(models.Model):
    """One task of a workplace: when a starter does it, in which language, and what can go wrong.

    ``language``: the level that it asks for ``skill``; None where it asks none, or nobody said. ``without_paper`` is
    what the employer answered, ``fits`` what follows from all answers (``placement.splitting``). What stays with
    colleagues is kept: it is what somebody can grow into. Who reads tasks as work for a starter takes ``FOR_STARTERS``.
    """

    workplace = models.ForeignKey(
        Workplace, on_delete=models.CASCADE, verbose_name=_("workplace"), related_name="tasks"
    )
    position = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("task"), max_length=140)
    often = models.CharField(_("how often"), max_length=8, choices=Often.choices, blank=True)
    without_paper = models.CharField(
        _("can be done without the paper"), max_length=8, choices=WithoutPaper.choices, blank=True
    )
    language = models.PositiveSmallIntegerField(_("language level"), choices=Cefr.choices, null=True, blank=True)
    skill = models.CharField(_("level is asked for"), max_length=10, choices=TaskSkill.choices, blank=True)
    risk = models.CharField(_("what can go wrong"), max_length=6, choices=Risk.choices, blank=True)
    risk_words = models.CharField(_("which risk"), max_length=80, blank=True)
    fits = models.CharField(_("when a starter does it"), max_length=8, choices=Fit.choices, default=Fit.NOW)

    personal: ClassVar = alike("", NAME)
    not_personal: ClassVar = frozenset(
        {"id", "workplace", "position", "name", "often", "without_paper", "language", "skill"}
        | {"risk", "risk_words", "fits"}
    )

    class Meta:
        ordering: ClassVar = ["workplace", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workplace", "position"],
                name="task_position_once",
                deferrable=models.Deferrable.DEFERRED,  # asked at the end: tasks change places among themselves
            ),
            models.CheckConstraint(condition=Q(often__in=["", *Often.values]), name="task_often_known"),
            models.CheckConstraint(
                condition=Q(without_paper__in=["", *WithoutPaper.values]), name="task_without_paper_known"
            ),
            models.CheckConstraint(
                condition=Q(language=None, skill="") | Q(language__in=Cefr.values, skill__in=TaskSkill.values),
                name="task_language_of_a_skill",
            ),
            models.CheckConstraint(condition=Q(risk__in=["", *Risk.values]), name="task_risk_known"),
            models.CheckConstraint(condition=Q(fits__in=Fit.values), name="task_fits_known"),
        ]

    def __str__(self) -> str:
        return self.name


class Offer(models.Model):
    """A workplace offered to a group; a workplace may be offered to several, which then share its places."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, verbose_name=_("group"), related_name="offers")
    workplace = models.ForeignKey(
        Workplace, on_delete=models.CASCADE, verbose_name=_("workplace"), related_name="offers"
    )

    personal: ClassVar = alike("", NAME)
    not_personal: ClassVar = frozenset({"id", "cohort", "workplace"})

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cohort", "workplace"], name="offer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id} {self.workplace_id}"


class Seat(models.Model):
    """The workplace of one participant."""

    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), related_name="seat"
    )
    workplace = models.ForeignKey(
        Workplace, on_delete=models.PROTECT, verbose_name=_("workplace"), related_name="seats"
    )

    personal: ClassVar = alike("enrolment workplace", CONTACT)
    not_personal: ClassVar = frozenset({"id"})

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.workplace_id}"
