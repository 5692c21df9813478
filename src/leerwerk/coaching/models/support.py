"""Support of employers and participants: days of a team, whom the coach speaks with there, and asking for help."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.coaching.enums import Side
from leerwerk.coaching.models.talks import CONFIDED
from leerwerk.coaching.support_enums import Topic
from leerwerk.parties.models import NAME, Membership, Organisation, Person, Region
from leerwerk.privacy.declare import alike
from leerwerk.recruitment.models import Named
from leerwerk.trajectories.models import Enrolment, Preparation
from leerwerk.trajectories.models.enrolments import CALLED


class TeamPlan(models.Model):
    """When and by whom a team is prepared: the days of a ``Preparation`` of a team, whose checklist says how far it is.

    ``team_on``: the day on which the team talks about it; ``welcomes`` and ``buddy``: colleagues by name, who need not
    be members here. ``edits``: how often it was written.
    """

    preparation = models.OneToOneField(
        Preparation, on_delete=models.CASCADE, verbose_name=_("team"), primary_key=True, related_name="team_plan"
    )
    team_on = models.DateField(_("the team talks about it on"))
    welcomes = models.CharField(_("who welcomes on the first day"), max_length=80)
    buddy = models.CharField(_("who is the buddy"), max_length=80)
    said_by = models.ForeignKey(
        Person, models.DO_NOTHING, verbose_name=_("said by"), null=True, db_constraint=False, related_name="+"
    )
    edits = models.PositiveSmallIntegerField(_("times written"), default=0)

    personal: ClassVar = alike("welcomes buddy said_by", NAME)
    not_personal: ClassVar = frozenset({"preparation", "team_on", "edits"})

    def __str__(self) -> str:
        return f"{self.preparation_id} {self.team_on}"


class CoachContact(models.Model):
    """With whom of an employer the coach speaks: one member at a time, as the employer says."""

    employer = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, verbose_name=_("employer"), primary_key=True, related_name="+"
    )
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, verbose_name=_("who"), related_name="+")
    since = models.DateField(_("since"))
    said_by = models.ForeignKey(
        Person, models.DO_NOTHING, verbose_name=_("said by"), null=True, db_constraint=False, related_name="+"
    )

    personal: ClassVar = alike("member since said_by", NAME)
    not_personal: ClassVar = frozenset({"employer"})

    def __str__(self) -> str:
        return f"{self.employer_id} {self.member_id}"


class HelpRequest(models.Model):
    """A participant, or an employer about one of their people, asks for help; whoever accompanies them answers.

    ``organisation``: the employer who asks; None when it is the participant. ``agreed``: the answer, which who asked
    reads. The other side reads nothing of it.
    """

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), related_name="help_requests"
    )
    side = models.CharField(_("asked by"), max_length=10, choices=Side.choices)
    region = models.ForeignKey(Region, on_delete=models.CASCADE, verbose_name=_("region"), related_name="+")
    topic = models.CharField(_("about"), max_length=10, choices=Topic.choices)
    words = models.CharField(_("in own words"), max_length=500, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, verbose_name=_("employer"), null=True, related_name="+"
    )
    person = models.ForeignKey(
        Person, models.DO_NOTHING, verbose_name=_("who"), null=True, db_constraint=False, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"), db_default=Now())
    due_on = models.DateField(_("answered by"))
    agreed = models.CharField(_("what was agreed"), max_length=500, blank=True)
    answered_on = models.DateField(_("answered on"), null=True)
    answered_by = models.ForeignKey(
        Person, models.DO_NOTHING, verbose_name=_("answered by whom"), null=True, db_constraint=False, related_name="+"
    )

    personal: ClassVar = {
        **alike("enrolment side topic words asked_at due_on agreed answered_on", CONFIDED),
        **alike("organisation person answered_by", NAME),
    }
    not_personal: ClassVar = frozenset({"id", "region"})

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="help_topic_known"),
            models.CheckConstraint(
                condition=Q(side=Side.CANDIDATE, organisation=None) | Q(side=Side.EMPLOYER, organisation__isnull=False),
                name="help_asked_by_one_side",
            ),
            models.CheckConstraint(
                condition=Q(agreed="", answered_on=None) | (~Q(agreed="") & Q(answered_on__isnull=False)),
                name="help_answer_has_a_day",
            ),
            models.UniqueConstraint(
                fields=["enrolment", "side", "topic", "words"],
                condition=Q(answered_on=None),
                name="help_asked_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.topic}"


class HelpAsker(Named):
    """About whom a request for help is, by name, for who may meet them: a view of the database; nobody keeps a copy."""

    request = models.OneToOneField(
        HelpRequest, models.DO_NOTHING, verbose_name=_("request"), primary_key=True, related_name="about"
    )

    personal: ClassVar = alike("request given_name family_name", CALLED)
    not_personal: ClassVar = frozenset[str]()

    class Meta:
        managed = False
        db_table = "coaching_helpasker"
