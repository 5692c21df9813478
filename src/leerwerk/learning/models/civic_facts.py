"""What happened in an inburgering: parts of the exam, more time, and moves to another municipality."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from leerwerk.learning.civic_enums import ExamOutcome, ExamPart, Ground
from leerwerk.learning.models.civic import CIVIC, CivicCase
from leerwerk.parties.models import Municipality
from leerwerk.privacy.declare import alike


class ExamResult(models.Model):
    """The result of one part of the exam. Only what was passed at the level of the plan achieves the route."""

    case = models.ForeignKey(CivicCase, on_delete=models.CASCADE, verbose_name=_("inburgering"), related_name="exams")
    part = models.CharField(_("part"), max_length=10, choices=ExamPart.choices)
    on = models.DateField(_("day of the exam"))
    outcome = models.CharField(_("result"), max_length=10, choices=ExamOutcome.choices)

    personal: ClassVar = alike("case part on outcome", CIVIC)
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "part", "on"], name="exam_result_once"),
            models.CheckConstraint(condition=Q(outcome__in=ExamOutcome.values), name="exam_outcome_known"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.part} {self.on}"


class TermExtension(models.Model):
    """The Minister gave more time. After substantial effort the months may be left to the law (B 4.4 lid 1)."""

    case = models.ForeignKey(
        CivicCase, on_delete=models.CASCADE, verbose_name=_("inburgering"), related_name="extensions"
    )
    decided_on = models.DateField(_("decided on"))
    ground = models.CharField(_("why"), max_length=20, choices=Ground.choices)
    months = models.PositiveSmallIntegerField(_("months"), default=0)
    days = models.PositiveSmallIntegerField(_("days"), default=0)

    personal: ClassVar = alike("case decided_on ground months days", CIVIC)
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["decided_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "decided_on", "ground"], name="term_extension_once"),
            models.CheckConstraint(
                condition=Q(ground=Ground.SUBSTANTIAL_EFFORT) | ~Q(months=0, days=0), name="term_extension_of_something"
            ),
            models.CheckConstraint(condition=Q(months__lte=120, days__lte=366), name="term_extension_sensible"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.decided_on}"


class CivicMove(models.Model):
    """Registration in another municipality, and the plan (PIP) that its college set; the term does not move."""

    case = models.ForeignKey(CivicCase, on_delete=models.CASCADE, verbose_name=_("inburgering"), related_name="moves")
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, verbose_name=_("to the municipality"), related_name="+"
    )
    registered_on = models.DateField(_("registered there on"))
    pip_on = models.DateField(_("date of its PIP"), null=True, blank=True)

    personal: ClassVar = alike("case municipality registered_on pip_on", CIVIC)
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["registered_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "registered_on"], name="civic_move_once"),
            models.CheckConstraint(condition=Q(pip_on=None) | Q(pip_on__gte=F("registered_on")), name="civic_move_pip"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.registered_on}"
