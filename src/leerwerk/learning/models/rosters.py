"""When teachers and rooms can be used, and rosters: weeks of lessons and work of the groups of a region."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.learning.dagdelen import WHOLE_WEEK
from leerwerk.learning.enums import BUSY_ROSTERS, DAGDEEL_CHOICES, LESSONS, RosterState
from leerwerk.parties.models import NAME, Municipality, Region
from leerwerk.privacy.declare import alike
from leerwerk.trajectories.models import Cohort, Enrolment, Resource
from leerwerk.trajectories.models.enrolments import SHARED


class ResourceWeek(models.Model):
    """When one teacher or one room can be used: a roster knows only those that have this.

    ``most``: dagdelen a week that a teacher gives. ``liked``: dagdelen that a teacher would rather have. A room has
    ``seats`` and a place.
    """

    resource = models.OneToOneField(
        Resource, on_delete=models.CASCADE, verbose_name=_("teacher or room"), primary_key=True, related_name="week"
    )
    dagdelen = models.PositiveSmallIntegerField(_("can be used"), default=WHOLE_WEEK)
    liked = models.PositiveSmallIntegerField(_("would rather"), default=WHOLE_WEEK)
    most = models.PositiveSmallIntegerField(
        _("dagdelen a week at most"), default=10, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    seats = models.PositiveSmallIntegerField(_("seats"), null=True, blank=True)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, verbose_name=_("place"), null=True, blank=True, related_name="+"
    )

    personal: ClassVar = alike("", NAME)
    not_personal: ClassVar = frozenset({"resource", "dagdelen", "liked", "most", "seats", "municipality"})

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(dagdelen__lte=WHOLE_WEEK, liked__lte=WHOLE_WEEK), name="resource_week_ten_dagdelen"
            ),
            models.CheckConstraint(condition=Q(most__range=(1, 10)), name="resource_week_most"),
            models.CheckConstraint(
                condition=Q(seats=None) ^ Q(municipality__isnull=False), name="resource_week_room_has_a_place"
            ),
        ]

    def __str__(self) -> str:
        return str(self.resource_id)


class Roster(models.Model):
    """One week for all groups of a region that learn on ``monday``; it holds from that day once it is taken.

    ``attempt``: a job of an earlier attempt may store nothing. ``follows``: what holds until then; a roster stays near
    it. ``costs``: points per soft rule; ``bound``: no roster
    costs fewer. ``broken``: the rules that cannot hold together (``smallest``: and without any one of them the others
    can), ``ways_out``: what to leave out so that the rest fits.
    """

    region = models.ForeignKey(Region, on_delete=models.PROTECT, verbose_name=_("region"), related_name="rosters")
    monday = models.DateField(_("from"))
    state = models.CharField(_("state"), max_length=12, choices=RosterState.choices, default=RosterState.WAITING)
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=1)
    follows = models.ForeignKey(
        "self", on_delete=models.SET_NULL, verbose_name=_("follows"), null=True, related_name="+"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, verbose_name=_("made by"), null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made at"), db_default=Now())
    asked_at = models.DateTimeField(_("asked at"), db_default=Now())
    seconds = models.FloatField(_("seconds"), default=0.0)
    costs = models.JSONField(_("points"), default=dict)
    bound = models.PositiveIntegerField(_("no fewer points than"), default=0)
    broken = models.JSONField(_("rules that cannot hold together"), default=list)
    smallest = models.BooleanField(_("no fewer rules than these"), default=False)
    ways_out = models.JSONField(_("what to leave out"), default=list)
    taken_at = models.DateTimeField(_("taken at"), null=True)

    personal: ClassVar = alike("made_by", NAME)
    not_personal: ClassVar = frozenset(
        [
            *(
                "id",
                "region",
                "monday",
                "state",
                "attempt",
                "follows",
                "made_at",
                "asked_at",
                "seconds",
                "costs",
                "bound",
            ),
            *("broken", "smallest", "ways_out", "taken_at"),
        ]
    )

    class Meta:
        ordering: ClassVar = ["-made_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=RosterState.values), name="roster_state_known"),
            models.CheckConstraint(condition=Q(monday__iso_week_day=1), name="roster_from_a_monday"),
            models.UniqueConstraint(
                fields=["region"], condition=Q(state__in=BUSY_ROSTERS), name="roster_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.monday}"


class RosterLesson(models.Model):
    """One lesson of a group in a roster. ``kept``: somebody put it there, and the search leaves it there."""

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, verbose_name=_("roster"), related_name="lessons")
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, verbose_name=_("group"), related_name="+")
    activity = models.CharField(_("what"), max_length=10, choices=LESSONS)
    dagdeel = models.CharField(_("dagdeel"), max_length=7, choices=DAGDEEL_CHOICES)
    teacher = models.ForeignKey(
        Resource, on_delete=models.SET_NULL, verbose_name=_("teacher"), null=True, blank=True, related_name="+"
    )
    room = models.ForeignKey(
        Resource, on_delete=models.SET_NULL, verbose_name=_("room"), null=True, blank=True, related_name="+"
    )
    kept = models.BooleanField(_("stays there"), default=False)

    personal: ClassVar = alike("", NAME)
    not_personal: ClassVar = frozenset({"id", "roster", "cohort", "activity", "dagdeel", "teacher", "room", "kept"})

    class Meta:
        ordering: ClassVar = ["cohort", "id"]

    def __str__(self) -> str:
        return f"{self.cohort_id} {self.activity} {self.dagdeel}"


class RosterShift(models.Model):
    """The dagdelen in which somebody works, in a roster."""

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, verbose_name=_("roster"), related_name="shifts")
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), related_name="shifts"
    )
    dagdelen = models.PositiveSmallIntegerField(_("works"))
    kept = models.PositiveSmallIntegerField(_("stays there"), default=0)

    personal: ClassVar = alike("enrolment dagdelen kept", SHARED)
    not_personal: ClassVar = frozenset({"id", "roster"})

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["roster", "enrolment"], name="roster_shift_once"),
        ]

    def __str__(self) -> str:
        return f"{self.roster_id} {self.enrolment_id}"
