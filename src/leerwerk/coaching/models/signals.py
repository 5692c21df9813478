"""Signals about a side of a participation: what raised them, what was done, and from when a region raises them.

Nobody writes a ``Signal`` but ``actions.signals``: it follows from what people recorded (``engine.coaching.signals``).
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.coaching.enums import Side
from leerwerk.coaching.signal_enums import Code, Done, Helped
from leerwerk.parties.models import NAME, Organisation, Person, Region
from leerwerk.privacy.declare import Personal, alike
from leerwerk.privacy.enums import Audience, Category, Purpose, Retention
from leerwerk.recruitment.models import Named
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.models.enrolments import CALLED

# Never an employer or a school: the wall says so, and of an obstacle not a coach or a director either.
SIGNALLED = Personal(
    Category.CARE,
    Purpose.GUIDANCE,
    Retention.INBURGERING,
    frozenset({Audience.INTERMEDIARY, Audience.DIRECTOR, Audience.COACH}),
)


class SignalRule(models.Model):
    """From a day on, whether a region raises a signal of a code, and at which thresholds; the latest day holds.

    ``thresholds``: by their names in ``engine.coaching.signal_facts``; what is not named is as the default.
    """

    region = models.ForeignKey(Region, on_delete=models.CASCADE, verbose_name=_("region"), related_name="+")
    code = models.CharField(_("signal"), max_length=20, choices=Code.choices)
    on = models.BooleanField(_("is raised"), default=True)
    thresholds = models.JSONField(_("thresholds"), default=dict)
    since = models.DateField(_("holds from"))
    said_by = models.ForeignKey(
        Person, models.DO_NOTHING, verbose_name=_("said by"), null=True, db_constraint=False, related_name="+"
    )

    personal: ClassVar = alike("said_by", NAME)
    not_personal: ClassVar = frozenset({"id", "region", "code", "on", "thresholds", "since"})

    class Meta:
        ordering: ClassVar = ["region", "code", "-since"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region", "code", "since"], name="signal_rule_once_a_day"),
            models.CheckConstraint(condition=Q(code__in=Code.values), name="signal_rule_code_known"),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.code} {self.since}"


class SignalWatch(models.Model):
    """When the signals of a participation are looked at again; None: nothing can change any more.

    Whoever looks holds this row, so that two never raise the same signal. Only the house reads it.
    """

    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), primary_key=True, related_name="watch"
    )
    region = models.ForeignKey(Region, on_delete=models.CASCADE, verbose_name=_("region"), related_name="+")
    looks_again_on = models.DateField(_("looked at again on"), null=True)

    personal: ClassVar = alike("enrolment", SIGNALLED)
    not_personal: ClassVar = frozenset({"region", "looks_again_on"})

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["region", "looks_again_on"], condition=Q(looks_again_on__isnull=False), name="watch_look"
            ),
        ]

    def __str__(self) -> str:
        return str(self.enrolment_id)


class Signal(models.Model):
    """A signal about one side, from the day on which facts raised it until they hold no longer.

    ``evidence``: every reason with its facts, as ``queries.signal_facts.as_evidence`` writes it; while the signal is
    open it is what the facts say now.
    """

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), related_name="signals"
    )
    side = models.CharField(_("side"), max_length=10, choices=Side.choices)
    region = models.ForeignKey(Region, on_delete=models.CASCADE, verbose_name=_("region"), related_name="+")
    code = models.CharField(_("what was seen"), max_length=20, choices=Code.choices)
    evidence = models.JSONField(_("what shows it"), default=list)
    raised_on = models.DateField(_("since"))
    cleared_on = models.DateField(_("no longer since"), null=True)

    personal: ClassVar = alike("enrolment side code evidence raised_on cleared_on", SIGNALLED)
    not_personal: ClassVar = frozenset({"id", "region"})

    class Meta:
        ordering: ClassVar = ["-raised_on", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enrolment", "side", "code"], condition=Q(cleared_on=None), name="signal_open_once"
            ),
            models.CheckConstraint(condition=Q(code__in=Code.values), name="signal_code_known"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="signal_side_known"),
            models.CheckConstraint(condition=~Q(evidence=[]), name="signal_has_a_reason"),
            models.CheckConstraint(
                condition=Q(cleared_on=None) | Q(cleared_on__gte=F("raised_on")), name="signal_period"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["region", "-raised_on", "-id"], condition=Q(cleared_on=None), name="signal_region"),
            models.Index(fields=["region", "code", "raised_on"], name="signal_counted"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.side} {self.code}"


class SignalResponse(models.Model):
    """What somebody did about a signal, and later whether it helped; what was said stays."""

    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, verbose_name=_("signal"), related_name="responses")
    done = models.CharField(_("what was done"), max_length=12, choices=Done.choices)
    words = models.CharField(_("in own words"), max_length=500, blank=True)
    day = models.DateField(_("on"))
    by = models.ForeignKey(
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
    at = models.DateTimeField(_("written at"), db_default=Now())
    helped = models.CharField(_("did it help"), max_length=8, choices=Helped.choices, blank=True)
    helped_on = models.DateField(_("said on"), null=True)

    personal: ClassVar = {
        **alike("signal done words day helped helped_on", SIGNALLED),
        **alike("by organisation", NAME),
    }
    not_personal: ClassVar = frozenset({"id", "at"})

    class Meta:
        ordering: ClassVar = ["signal", "-day", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(done__in=Done.values), name="signal_done_known"),
            models.CheckConstraint(
                condition=Q(helped="", helped_on=None) | Q(helped__in=Helped.values, helped_on__isnull=False),
                name="signal_helped_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signal_id} {self.done}"


class SignalledPerson(Named):
    """About whom a signal is, by name, for who may meet them: a view of the database; nobody keeps a copy."""

    signal = models.OneToOneField(
        Signal, models.DO_NOTHING, verbose_name=_("signal"), primary_key=True, related_name="about"
    )

    personal: ClassVar = alike("signal given_name family_name", CALLED)
    not_personal: ClassVar = frozenset[str]()

    class Meta:
        managed = False
        db_table = "coaching_signalledperson"
