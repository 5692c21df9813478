"""Open matters: what waits for whom, since when, until when."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.enums import Function
from leerwerk.parties.models import NAME, Organisation, Region
from leerwerk.privacy.declare import Personal, alike
from leerwerk.privacy.enums import Audience, Category, Purpose, Retention

AWAITED = Personal(
    Category.PROFILE,
    Purpose.GUIDANCE,
    Retention.INBURGERING,
    frozenset({Audience.INTERMEDIARY, Audience.DIRECTOR, Audience.PARTIES}),
)
OWN = "candidate"  # the function of somebody who acts for themselves


class Matter(models.Model):
    """Something that one owner has to do: a function in an organisation, the directors of a region, or a candidate.

    ``kind`` is a room's name for it (``trajectories.step.invite``), and ``MATTERS`` of its ``enums`` says it in words;
    ``subject`` is the row it is about. ``person`` may be asked by name; else it is any member of the organisation in
    that function. A matter that is closed stays.
    """

    kind = models.CharField(_("what"), max_length=60)
    subject_type = models.CharField(_("about what"), max_length=60)
    subject_id = models.BigIntegerField(_("about which"))
    region = models.ForeignKey(Region, on_delete=models.CASCADE, verbose_name=_("region"), related_name="+")
    group_code = models.CharField(_("group"), max_length=40, blank=True)
    candidate = models.ForeignKey(
        "recruitment.Candidate",  # a room above: only for the wall, and so that a deleted file takes its matters along
        on_delete=models.CASCADE,
        verbose_name=_("candidate"),
        null=True,
        related_name="matters",
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, verbose_name=_("organisation"), null=True, related_name="matters"
    )
    function = models.CharField(_("function"), max_length=20)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, verbose_name=_("who"), null=True, related_name="matters"
    )
    due_on = models.DateField(_("due on"))
    opened_at = models.DateTimeField(_("open since"), db_default=Now())
    closed_at = models.DateTimeField(_("closed at"), null=True)
    escalated_at = models.DateTimeField(_("brought to the director at"), null=True)

    personal: ClassVar = {
        **alike("kind subject_id candidate due_on opened_at closed_at escalated_at", AWAITED),
        **alike("person", NAME),
    }
    not_personal: ClassVar = frozenset({"id", "subject_type", "region", "group_code", "organisation", "function"})

    class Meta:
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "subject_type", "subject_id", "organisation", "function"],
                condition=Q(closed_at=None),
                name="matter_open_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(function__in=[*Function.values, OWN]), name="matter_function_known"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(function__in=[Function.DIRECTOR, OWN]),
                name="matter_has_an_owner",
            ),
            models.CheckConstraint(
                condition=~Q(function=OWN) | Q(candidate__isnull=False), name="matter_own_of_somebody"
            ),
        ]
        indexes: ClassVar = [  # all of open matters only, in the orders in which people read them
            models.Index(
                fields=["organisation", "function", "due_on", "id"], condition=Q(closed_at=None), name="matter_owner"
            ),
            models.Index(fields=["organisation", "due_on", "id"], condition=Q(closed_at=None), name="matter_house"),
            models.Index(fields=["organisation", "opened_at", "id"], condition=Q(closed_at=None), name="matter_age"),
            models.Index(fields=["region", "due_on", "id"], condition=Q(closed_at=None), name="matter_region"),
            models.Index(fields=["region", "opened_at", "id"], condition=Q(closed_at=None), name="matter_region_age"),
            models.Index(
                fields=["region", "due_on", "id"],
                condition=Q(closed_at=None, organisation=None, function=Function.DIRECTOR),
                name="matter_director",
            ),
            models.Index(
                fields=["region", "due_on", "id"],
                condition=Q(closed_at=None, escalated_at__isnull=False),
                name="matter_escalated",
            ),
            models.Index(fields=["subject_type", "subject_id"], condition=Q(closed_at=None), name="matter_subject"),
            models.Index(fields=["group_code", "due_on", "id"], condition=Q(closed_at=None), name="matter_group"),
            models.Index(fields=["due_on"], condition=Q(closed_at=None, escalated_at=None), name="matter_late"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"

    @property
    def function_name(self) -> str:
        """Whose it is on screen: a function, or the candidate."""
        return str(_("the candidate") if self.function == OWN else Function(self.function).label)
