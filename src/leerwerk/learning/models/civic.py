"""What the municipality keeps of somebody's inburgering; nobody else but the person sees it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.learning.civic_enums import BeforePip, Bucket, CivicGroup, MapTheme, Route
from leerwerk.parties.models import NAME, Person
from leerwerk.privacy.declare import Personal, alike
from leerwerk.privacy.enums import Audience, Category, Purpose, Retention
from leerwerk.recruitment.models import Candidate

CIVIC = Personal(
    Category.PROFILE, Purpose.GUIDANCE, Retention.INBURGERING, frozenset({Audience.INTERMEDIARY})
)  # where the intermediary is a municipality: the database lets no other organisation see it


class CivicCase(models.Model):
    """The plan (PIP) and the events of one person, as ``engine.inburgering`` reads them.

    ``work_…`` and ``school_…`` say what holds of the hours that come from attendance; None: nobody has said.
    """

    candidate = models.OneToOneField(
        Candidate, on_delete=models.CASCADE, verbose_name=_("candidate"), primary_key=True, related_name="civic_case"
    )
    registered_on = models.DateField(_("registered in the municipality on"))
    notice_on = models.DateField(_("notice of DUO on"), null=True, blank=True)
    group = models.CharField(_("group"), max_length=12, choices=CivicGroup.choices, default=CivicGroup.ASIEL)
    pip_on = models.DateField(_("date of the first PIP"), null=True, blank=True)
    route = models.CharField(_("route in the first PIP"), max_length=10, choices=Route.choices, blank=True)
    lower_course_hours = models.PositiveSmallIntegerField(_("lower norm of course hours"), null=True, blank=True)
    pvt_activities = models.PositiveSmallIntegerField(_("activities of the PVT"), default=0)
    map_themes = ArrayField(
        models.CharField(max_length=30, choices=MapTheme.choices),
        verbose_name=_("themes of MAP that were done"),
        default=list,
        blank=True,
    )
    pvt_signed_on = models.DateField(_("participatieverklaring signed on"), null=True)
    map_talk_on = models.DateField(_("final talk of MAP on"), null=True)
    z_talk_on = models.DateField(_("final talk of the Z-route on"), null=True)
    diploma_on = models.DateField(_("diploma of the education route on"), null=True, blank=True)
    all_lessons = models.BooleanField(_("all lessons were followed"), null=True, blank=True)
    work_paid = models.BooleanField(_("the work is paid"), null=True, blank=True)
    work_dutch_speaking = models.BooleanField(_("Dutch is spoken at work"), null=True, blank=True)
    work_not_isolated = models.BooleanField(_("work is done together with others"), null=True, blank=True)
    work_practice = models.BooleanField(_("the work counts as practice of MAP"), null=True, blank=True)
    school_recognised = models.BooleanField(_("the school is recognised (Blik op Werk)"), null=True, blank=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    personal: ClassVar = alike(
        "candidate registered_on notice_on group pip_on route lower_course_hours pvt_activities map_themes"
        " pvt_signed_on map_talk_on z_talk_on diploma_on all_lessons work_paid work_dutch_speaking work_not_isolated"
        " work_practice school_recognised changed_at",
        CIVIC,
    )
    not_personal: ClassVar = frozenset[str]()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(pip_on=None, route="") | (Q(pip_on__isnull=False) & ~Q(route="")),
                name="civic_pip_has_a_route",
            ),
        ]

    def __str__(self) -> str:
        return str(self.candidate_id)


class RouteChange(models.Model):
    """The college set another route."""

    case = models.ForeignKey(
        CivicCase, on_delete=models.CASCADE, verbose_name=_("inburgering"), related_name="route_changes"
    )
    on = models.DateField(_("on"))
    route = models.CharField(_("route"), max_length=10, choices=Route.choices)
    special_case = models.BooleanField(_("special case (B 5.4 lid 2)"), default=False)

    personal: ClassVar = alike("case on route special_case", CIVIC)
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["on"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "on"], name="civic_route_change_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.route}"


class StatedHours(models.Model):
    """Hours that somebody stated: what attendance does not know of."""

    case = models.ForeignKey(CivicCase, on_delete=models.CASCADE, verbose_name=_("inburgering"), related_name="hours")
    day = models.DateField(_("day"))
    bucket = models.CharField(_("what for"), max_length=20, choices=Bucket.choices)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    dutch_speaking = models.BooleanField(_("Dutch was spoken"), null=True, blank=True)
    not_isolated = models.BooleanField(_("together with others"), null=True, blank=True)
    recognised_school = models.BooleanField(_("at a recognised school"), null=True, blank=True)
    practice = models.BooleanField(_("practice of MAP"), default=False)
    before_pip = models.CharField(
        _("counts although before the PIP"), max_length=20, choices=BeforePip.choices, blank=True
    )
    at = models.DateTimeField(_("written at"), db_default=Now())
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, verbose_name=_("written by"), null=True, related_name="+"
    )

    personal: ClassVar = {
        **alike("case day bucket minutes dutch_speaking not_isolated recognised_school practice before_pip", CIVIC),
        **alike("person", NAME),
    }
    not_personal: ClassVar = frozenset({"id", "at"})

    class Meta:
        ordering: ClassVar = ["-day", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(minutes__range=(1, 1440)), name="stated_hours_of_a_day"),
            models.UniqueConstraint(fields=["case", "day", "bucket", "minutes"], name="stated_hours_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.day} {self.bucket}"
