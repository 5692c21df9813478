"""Groups made from blueprints, and the resources that groups share."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.models import NAME, Membership, Municipality, Organisation, Region
from leerwerk.privacy.declare import alike
from leerwerk.recruitment.enums import Cefr
from leerwerk.trajectories.enums import CohortState, ResourceKind
from leerwerk.trajectories.models.blueprints import BlueprintVersion

SCALE = [MinValueValidator(1), MaxValueValidator(5)]


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
    """Something that groups share and that runs out: teachers, classrooms, mentors.

    ``member``: which member of the organisation this teacher or mentor is, where somebody said so.
    """

    code = models.CharField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=ResourceKind.choices)
    name = models.CharField(_("name"), max_length=120)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, verbose_name=_("region"), related_name="resources")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, verbose_name=_("organisation"), null=True, blank=True, related_name="+"
    )
    capacity = models.DecimalField(_("capacity"), max_digits=9, decimal_places=2)
    member = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, verbose_name=_("which member"), null=True, blank=True, related_name="+"
    )

    personal: ClassVar = alike("member", NAME)
    not_personal: ClassVar = frozenset({"id", "code", "kind", "name", "region", "organisation", "capacity"})

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(capacity__gte=0), name="resource_capacity_not_negative"),
            models.CheckConstraint(
                condition=Q(member=None) | ~Q(kind=ResourceKind.CLASSROOM), name="resource_room_is_no_member"
            ),
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
