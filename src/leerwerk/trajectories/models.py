"""Blueprints with their versions, groups made from them, the resources groups share, and enrolments."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.models import NAME, Municipality, Organisation, Region
from leerwerk.privacy.declare import alike
from leerwerk.recruitment.enums import Cefr
from leerwerk.recruitment.models import CONTACT, Candidate
from leerwerk.trajectories.enums import ENDED, CohortState, Level, ResourceKind, Stage

SCALE = [MinValueValidator(1), MaxValueValidator(5)]


class Blueprint(models.Model):
    """The design of a leerwerktraject; what it holds stands in its versions."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=140)
    owner = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        verbose_name=_("owner"),
        null=True,
        blank=True,
        help_text=_("Without an owner a blueprint is an example for everyone, and cannot be changed, only copied."),
    )
    copied_from = models.ForeignKey(
        "BlueprintVersion", on_delete=models.SET_NULL, verbose_name=_("copied from"), null=True, related_name="+"
    )
    retired_at = models.DateTimeField(_("no longer used since"), null=True, blank=True)

    personal: ClassVar = alike("", NAME)
    not_personal: ClassVar = frozenset({"id", "code", "title", "owner", "copied_from", "retired_at"})

    class Meta:
        ordering: ClassVar = ["title", "id"]

    def __str__(self) -> str:
        return self.title


class BlueprintVersion(models.Model):
    """One version of a blueprint: the engine's ``Blueprint`` as JSON. A version never changes."""

    blueprint = models.ForeignKey(
        Blueprint, on_delete=models.CASCADE, verbose_name=_("blueprint"), related_name="versions"
    )
    number = models.PositiveIntegerField(_("version"))
    design = models.JSONField(_("design"))
    sector = models.CharField(_("sector"), max_length=40)
    level = models.CharField(_("level"), max_length=20, choices=Level.choices)
    note = models.CharField(_("what changed"), max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, verbose_name=_("made by"), null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made at"), db_default=Now())

    personal: ClassVar = alike("made_by", NAME)
    not_personal: ClassVar = frozenset({"id", "blueprint", "number", "design", "sector", "level", "note", "made_at"})

    class Meta:
        ordering: ClassVar = ["blueprint", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["blueprint", "number"], name="blueprint_version_once"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="blueprint_level_known"),
        ]

    def __str__(self) -> str:
        return f"{self.blueprint_id} v{self.number}"


class Cohort(models.Model):
    """A group: one running of a blueprint version, at first as an option in the season's plan."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    version = models.ForeignKey(
        BlueprintVersion, on_delete=models.PROTECT, verbose_name=_("blueprint"), related_name="cohorts"
    )
    region = models.ForeignKey(Region, on_delete=models.PROTECT, verbose_name=_("region"), related_name="cohorts")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, verbose_name=_("place"), related_name="+")
    educator = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, verbose_name=_("educator"), null=True, blank=True, related_name="+"
    )
    language_school = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        verbose_name=_("language school"),
        null=True,
        blank=True,
        related_name="+",
    )
    state = models.CharField(_("state"), max_length=12, choices=CohortState.choices, default=CohortState.OPTION)
    starts_on = models.DateField(_("start"))
    min_size = models.PositiveSmallIntegerField(_("smallest size"))
    max_size = models.PositiveSmallIntegerField(_("largest size"))
    fixed_cost = models.DecimalField(_("cost of the group, € thousand"), max_digits=9, decimal_places=3)
    cost_per_participant = models.DecimalField(_("cost per participant, € thousand"), max_digits=9, decimal_places=3)
    dagdelen = models.PositiveSmallIntegerField(_("dagdelen that everyone must have free"), default=0)
    listening = models.PositiveSmallIntegerField(_("listening, at least"), choices=Cefr.choices, default=0)
    reading = models.PositiveSmallIntegerField(_("reading, at least"), choices=Cefr.choices, default=0)
    speaking = models.PositiveSmallIntegerField(_("speaking, at least"), choices=Cefr.choices, default=0)
    writing = models.PositiveSmallIntegerField(_("writing, at least"), choices=Cefr.choices, default=0)
    learnability = models.PositiveSmallIntegerField(_("learnability, at least"), validators=SCALE, default=1)
    load = models.PositiveSmallIntegerField(_("load, at least"), validators=SCALE, default=1)
    motivation = models.PositiveSmallIntegerField(_("motivation, at least"), validators=SCALE, default=1)
    skills = ArrayField(models.CharField(max_length=40), verbose_name=_("skills needed"), default=list, blank=True)
    licence = models.BooleanField(_("driving licence needed"), default=False)
    excluded_limits = ArrayField(
        models.CharField(max_length=40), verbose_name=_("limits that do not fit"), default=list, blank=True
    )
    synthetic = models.BooleanField(_("invented for practice"), default=False)

    personal: ClassVar = alike("", NAME)
    not_personal: ClassVar = frozenset(
        [
            "id",
            "code",
            "version",
            "region",
            "municipality",
            "educator",
            "language_school",
            "state",
            "starts_on",
            "min_size",
            "max_size",
            "fixed_cost",
            "cost_per_participant",
            "dagdelen",
            "listening",
            "reading",
            "speaking",
            "writing",
            "learnability",
            "load",
            "motivation",
            "skills",
            "licence",
            "excluded_limits",
            "synthetic",
        ]
    )

    class Meta:
        ordering: ClassVar = ["starts_on", "code"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(max_size__gte=F("min_size"), min_size__gte=1), name="cohort_sizes"),
            models.CheckConstraint(condition=Q(dagdelen__lte=1023), name="cohort_ten_dagdelen"),
            models.CheckConstraint(
                condition=Q(fixed_cost__gte=0, cost_per_participant__gte=0), name="cohort_costs_not_negative"
            ),
            models.CheckConstraint(condition=Q(state__in=CohortState.values), name="cohort_state_known"),
        ]
        indexes: ClassVar = [models.Index(fields=["region", "state", "starts_on"], name="cohort_region")]

    def __str__(self) -> str:
        return self.code


class Resource(models.Model):
    """Something that groups share and that runs out: teachers, classrooms, mentors."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=ResourceKind.choices)
    name = models.CharField(_("name"), max_length=120)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, verbose_name=_("region"), related_name="resources")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, verbose_name=_("organisation"), null=True, blank=True, related_name="+"
    )
    capacity = models.DecimalField(_("capacity"), max_digits=9, decimal_places=2)

    personal: ClassVar = alike("", NAME)
    not_personal: ClassVar = frozenset({"id", "code", "kind", "name", "region", "organisation", "capacity"})

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(capacity__gte=0), name="resource_capacity_not_negative"),
        ]

    def __str__(self) -> str:
        return self.name


class ResourceUse(models.Model):
    """What one group takes of a resource, once and per participant."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, verbose_name=_("group"), related_name="uses")
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, verbose_name=_("resource"), related_name="uses")
    per_group = models.DecimalField(_("per group"), max_digits=9, decimal_places=2, default=0)
    per_participant = models.DecimalField(_("per participant"), max_digits=9, decimal_places=3, default=0)

    personal: ClassVar = alike("", NAME)
    not_personal: ClassVar = frozenset({"id", "cohort", "resource", "per_group", "per_participant"})

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cohort", "resource"], name="resource_use_once"),
            models.CheckConstraint(condition=Q(per_group__gte=0, per_participant__gte=0), name="resource_use_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id} {self.resource_id}"


class Enrolment(models.Model):
    """A candidate's path through one group; at most one is active at a time."""

    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, verbose_name=_("candidate"), related_name="enrolments"
    )
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, verbose_name=_("group"), related_name="enrolments")
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices, default=Stage.PROPOSED)
    left_reason = models.CharField(_("reason for leaving"), max_length=60, blank=True)
    since = models.DateTimeField(_("since"), db_default=Now())
    last_activity_at = models.DateTimeField(_("last activity"), db_default=Now())

    personal: ClassVar = alike("candidate cohort stage left_reason since last_activity_at", CONTACT)
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["-since", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["candidate"], condition=~Q(stage__in=ENDED), name="enrolment_one_active_per_candidate"
            ),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="enrolment_stage_known"),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.cohort_id} {self.stage}"
