"""Measured language levels: of whom, which skill, when, and from where."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.engine.model import LanguageSkill
from leerwerk.learning.enums import MeasureSource
from leerwerk.parties.models import NAME, Organisation, Person
from leerwerk.privacy.declare import alike
from leerwerk.recruitment.enums import Cefr
from leerwerk.trajectories.labels import LANGUAGE_SKILLS
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.models.enrolments import SHARED

SKILL_CHOICES = [(str(skill), LANGUAGE_SKILLS[skill]) for skill in LanguageSkill]


class LanguageLevel(models.Model):
    """One level of one skill, as a test, a teacher or practice showed it on one day."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, verbose_name=_("participation"), related_name="language_levels"
    )
    day = models.DateField(_("measured on"))
    skill = models.CharField(_("skill"), max_length=10, choices=SKILL_CHOICES)
    level = models.PositiveSmallIntegerField(_("level"), choices=Cefr.choices)
    source = models.CharField(_("source"), max_length=10, choices=MeasureSource.choices)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, verbose_name=_("measured by"), related_name="+"
    )
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, verbose_name=_("written by"), null=True, related_name="+"
    )
    at = models.DateTimeField(_("written at"), db_default=Now())

    personal: ClassVar = {
        **alike("enrolment day skill level source organisation", SHARED),
        **alike("person", NAME),
    }
    not_personal: ClassVar = frozenset({"id", "at"})

    class Meta:
        ordering: ClassVar = ["day", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enrolment", "day", "skill", "source", "organisation"], name="language_level_once"
            ),
            models.CheckConstraint(condition=Q(level__in=Cefr.values), name="language_level_known"),
            models.CheckConstraint(
                condition=Q(skill__in=[code for code, _text in SKILL_CHOICES]), name="language_skill_known"
            ),
            models.CheckConstraint(condition=Q(source__in=MeasureSource.values), name="language_source_known"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.skill} {self.level}"
