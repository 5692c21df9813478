"""Blueprints and their versions."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.models import NAME, Organisation
from leerwerk.privacy.declare import alike
from leerwerk.trajectories.enums import Level


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
