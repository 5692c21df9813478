"""What stands in somebody's way, who solves it and by when, and what was done about it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.privacy.declare import alike
from leerwerk.recruitment.enums import ObstacleKind, ObstacleStepKind
from leerwerk.recruitment.models.declared import CARE
from leerwerk.recruitment.models.files import Candidate


class Obstacle(models.Model):
    """Something practical that stands in the way, with the person who solves it and by when."""

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, verbose_name=_("candidate"), related_name="obstacles"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ObstacleKind.choices)
    note = models.CharField(_("note"), max_length=300, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        verbose_name=_("who solves it"),
        null=True,
        blank=True,
        related_name="+",
    )
    due_on = models.DateField(_("solved by"))
    solved_on = models.DateField(_("solved on"), null=True, blank=True)
    solution = models.CharField(_("how it was solved"), max_length=300, blank=True)

    personal: ClassVar = alike("candidate kind note owner due_on solved_on solution", CARE)
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=ObstacleKind.values), name="obstacle_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"


class ObstacleStep(models.Model):
    """What was done about an obstacle on some moment, with who solves it and by when as it was from then on."""

    obstacle = models.ForeignKey(Obstacle, on_delete=models.CASCADE, verbose_name=_("obstacle"), related_name="steps")
    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, verbose_name=_("candidate"), related_name="obstacle_steps"
    )
    kind = models.CharField(_("what was done"), max_length=10, choices=ObstacleStepKind.choices)
    note = models.CharField(_("note"), max_length=300, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        verbose_name=_("who solves it"),
        null=True,
        related_name="+",
    )
    due_on = models.DateField(_("solved by"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, verbose_name=_("noted by"), null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("noted at"), db_default=Now())

    personal: ClassVar = alike("obstacle candidate kind note owner due_on made_by made_at", CARE)
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["-made_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=ObstacleStepKind.values), name="obstacle_step_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.obstacle_id} {self.kind}"
