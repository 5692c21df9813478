"""Intakes: guided conversations in which somebody tells what they can, want and need; what was said stands apart.

That there was an intake, and when, belongs to the file. What was said in it is read by the intermediary and by the
candidate, and by nobody else: it stands in a table of its own with a policy of its own.
"""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.privacy.declare import alike
from leerwerk.recruitment.enums import (
    LANGUAGES,
    LIMITS,
    SKILLS,
    CallHow,
    Cefr,
    Education,
    IntakeKind,
    IntakeState,
    Interpreter,
    LearnabilitySource,
    TalkHow,
)
from leerwerk.recruitment.models.declared import CARE, REACHED, TOLD, WORKED
from leerwerk.recruitment.models.files import SCALE, Candidate, Profile

MOST_SCHOOL_YEARS = 30
WORDS = 2000  # letters that somebody's own words may have


class Intake(models.Model):
    """One conversation, held or asked for; a finished one wrote a profile."""

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, verbose_name=_("candidate"), related_name="intakes"
    )
    kind = models.CharField(_("kind"), max_length=8, choices=IntakeKind.choices)
    state = models.CharField(_("state"), max_length=10, choices=IntakeState.choices, default=IntakeState.OPEN)
    held_on = models.DateField(_("day of the conversation"))
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, verbose_name=_("held by"), null=True, related_name="+"
    )
    began_at = models.DateTimeField(_("begun at"), db_default=Now())
    changed_at = models.DateTimeField(_("changed at"), db_default=Now())
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, verbose_name=_("changed by"), null=True, related_name="+"
    )
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    profile = models.ForeignKey(
        Profile, on_delete=models.RESTRICT, verbose_name=_("profile"), null=True, blank=True, related_name="intakes"
    )

    personal: ClassVar = alike(
        "candidate kind state held_on held_by began_at changed_at changed_by finished_at profile", WORKED
    )
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["-held_on", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["candidate"], condition=Q(state=IntakeState.OPEN), name="intake_one_open_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["candidate"],
                condition=Q(kind=IntakeKind.FIRST, state=IntakeState.FINISHED),
                name="intake_one_first",
            ),
            models.CheckConstraint(condition=Q(kind__in=IntakeKind.values), name="intake_kind_known"),
            models.CheckConstraint(
                condition=Q(state=IntakeState.OPEN, finished_at=None, profile=None)
                | Q(state=IntakeState.FINISHED, finished_at__isnull=False, profile__isnull=False)
                | Q(state=IntakeState.ABSENT, finished_at__isnull=False, profile=None),
                name="intake_finished_with_a_profile",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def is_open(self) -> bool:
        """Whether the conversation still goes on."""
        return self.state == IntakeState.OPEN


class IntakeAnswers(models.Model):
    """What was said in an intake: everything may be empty as long as it is open.

    No country stands here, and no illness: what somebody cannot do at work is told as a condition, never why.
    """

    intake = models.OneToOneField(
        Intake, on_delete=models.CASCADE, verbose_name=_("intake"), primary_key=True, related_name="answers"
    )
    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, verbose_name=_("candidate"), related_name="intake_answers"
    )
    done = ArrayField(models.CharField(max_length=12), verbose_name=_("steps that were done"), default=list, blank=True)
    # How we talk
    how = models.CharField(_("how we talked"), max_length=8, choices=TalkHow.choices, blank=True)
    language = models.CharField(_("language of the conversation"), max_length=8, blank=True)
    interpreter = models.CharField(_("interpreter"), max_length=8, choices=Interpreter.choices, blank=True)
    purpose_told = models.BooleanField(_("told what the intake is for"), null=True, blank=True)
    understood = models.BooleanField(_("the candidate understood it"), null=True, blank=True)
    told_alone = models.BooleanField(_("told of the right to talk alone"), null=True, blank=True)
    alone = models.BooleanField(_("talked alone"), null=True, blank=True)
    # School and work
    education = models.PositiveSmallIntegerField(_("education"), choices=Education.choices, null=True, blank=True)
    school_years = models.PositiveSmallIntegerField(
        _("years of school"), null=True, blank=True, validators=[MaxValueValidator(MOST_SCHOOL_YEARS)]
    )
    learnability = models.PositiveSmallIntegerField(_("learnability"), validators=SCALE, null=True, blank=True)
    learnability_source = models.CharField(
        _("how we know the learnability"), max_length=8, choices=LearnabilitySource.choices, blank=True
    )
    skills = ArrayField(models.CharField(max_length=40), verbose_name=_("skills"), default=list, blank=True)
    # Languages
    listening = models.PositiveSmallIntegerField(_("listening"), choices=Cefr.choices, null=True, blank=True)
    reading = models.PositiveSmallIntegerField(_("reading"), choices=Cefr.choices, null=True, blank=True)
    speaking = models.PositiveSmallIntegerField(_("speaking"), choices=Cefr.choices, null=True, blank=True)
    writing = models.PositiveSmallIntegerField(_("writing"), choices=Cefr.choices, null=True, blank=True)
    # Wishes
    sectors = ArrayField(
        models.CharField(max_length=40), verbose_name=_("wishes, first one first"), default=list, blank=True
    )
    # Time
    available = models.PositiveSmallIntegerField(_("free dagdelen"), null=True, blank=True)  # bit d, as in the engine
    max_travel = models.PositiveSmallIntegerField(
        _("most minutes of travel, one way"), null=True, blank=True, validators=[MaxValueValidator(240)]
    )
    licence = models.BooleanField(_("driving licence"), null=True, blank=True)
    ready_on = models.DateField(_("can start from"), null=True, blank=True)
    # Home
    home = models.TextField(_("what asks time and attention at home"), max_length=WORDS, blank=True)
    load = models.PositiveSmallIntegerField(_("load that can be carried"), validators=SCALE, null=True, blank=True)
    limits = ArrayField(models.CharField(max_length=40), verbose_name=_("limits at work"), default=list, blank=True)
    # Motivation
    own_words = models.TextField(_("motivation in their own words"), max_length=WORDS, blank=True)
    own_words_nl = models.TextField(_("motivation in Dutch"), max_length=WORDS, blank=True)
    motivation = models.PositiveSmallIntegerField(
        _("motivation"), validators=[MinValueValidator(1), MaxValueValidator(5)], null=True, blank=True
    )

    personal: ClassVar = {
        **alike("intake candidate done", TOLD),
        **alike("how language interpreter purpose_told understood told_alone alone", REACHED),
        **alike(
            "education school_years learnability learnability_source skills listening reading speaking writing sectors"
            " available max_travel licence ready_on own_words own_words_nl motivation",
            TOLD,
        ),
        **alike("home load limits", CARE),
    }
    not_personal: ClassVar = frozenset[str]()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(listening__lte=7) & Q(reading__lte=7) & Q(speaking__lte=7) & Q(writing__lte=7),
                name="intake_cefr_known",
            ),
            models.CheckConstraint(
                condition=Q(learnability__range=(1, 5))
                & Q(load__range=(1, 5))
                & Q(motivation__range=(1, 5))
                & Q(education__lte=4),
                name="intake_scales_in_range",
            ),
            models.CheckConstraint(
                condition=Q(available__lte=1023) & Q(max_travel__lte=240) & Q(school_years__lte=MOST_SCHOOL_YEARS),
                name="intake_times_in_range",
            ),
        ]

    def __str__(self) -> str:
        return str(self.intake_id)

    @property
    def language_name(self) -> str:
        """The language of the conversation on screen."""
        return str(LANGUAGES.get(self.language, self.language))

    @property
    def doubtful_interpreter(self) -> bool:
        """Whether somebody interprets before whom not everything can be said."""
        return self.interpreter in {Interpreter.FAMILY, Interpreter.CHILD}

    @property
    def skills_named(self) -> list[str]:
        """The skills on screen."""
        return [str(SKILLS.get(code, code.replace("_", " "))) for code in self.skills]

    @property
    def limits_named(self) -> list[str]:
        """The limits on screen."""
        return [str(LIMITS.get(code, code.replace("_", " "))) for code in self.limits]


class IntakeCall(models.Model):
    """Somebody was asked to come to an intake on a day; after three of them it may be finished in their absence."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, verbose_name=_("intake"), related_name="calls")
    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, verbose_name=_("candidate"), related_name="intake_calls"
    )
    called_on = models.DateField(_("asked on"))
    how = models.CharField(_("how we asked"), max_length=8, choices=CallHow.choices)
    asked_for = models.DateField(_("asked to come on"))
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, verbose_name=_("noted by"), null=True, related_name="+"
    )

    personal: ClassVar = alike("intake candidate called_on how asked_for noted_by", TOLD)
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["called_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["intake", "called_on"], name="intake_call_once_a_day"),
            models.CheckConstraint(condition=Q(asked_for__gte=models.F("called_on")), name="intake_call_days_in_order"),
            models.CheckConstraint(condition=Q(how__in=CallHow.values), name="intake_call_how_known"),
        ]

    def __str__(self) -> str:
        return f"{self.called_on}"
