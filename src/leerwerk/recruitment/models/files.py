"""Candidates with their dated profiles; background apart, so that nothing that matches people can touch it."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.enums import sector_label
from leerwerk.parties.models import Municipality, Organisation
from leerwerk.privacy.declare import Personal, alike
from leerwerk.privacy.enums import Audience, Category, Purpose, Retention
from leerwerk.recruitment.enums import LANGUAGES, LIMITS, SKILLS, Cefr, Education, ObstacleKind, Route, Sex
from leerwerk.recruitment.occupations import occupation_label

FILE = frozenset({Audience.INTERMEDIARY, Audience.DIRECTOR})
CONTACT = Personal(Category.CONTACT, Purpose.GUIDANCE, Retention.INBURGERING, FILE)
REACHED = Personal(Category.CONTACT, Purpose.GUIDANCE, Retention.INBURGERING, frozenset({Audience.INTERMEDIARY}))
WORKED = Personal(Category.PROFILE, Purpose.GUIDANCE, Retention.INBURGERING, FILE)
PROFILE = Personal(Category.PROFILE, Purpose.PLANNING, Retention.INBURGERING, FILE)
CARE = Personal(Category.CARE, Purpose.GUIDANCE, Retention.INBURGERING, frozenset({Audience.INTERMEDIARY}))
BACKGROUND = Personal(Category.BACKGROUND, Purpose.FAIRNESS, Retention.INBURGERING, frozenset({Audience.INTERMEDIARY}))
EARLIEST_WORK = 1940  # a year in which work that is still told of can have begun
SCALE = [MinValueValidator(1), MaxValueValidator(5)]


class Candidate(models.Model):
    """A status holder with a file, kept by one intermediary."""

    code = models.CharField(_("number"), max_length=40, unique=True)
    intermediary = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, verbose_name=_("intermediary"), related_name="candidates"
    )
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        related_name="candidate_file",
    )
    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80, blank=True)
    native_name = models.CharField(_("name in own script"), max_length=160, blank=True)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, verbose_name=_("municipality"), related_name="+"
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    contact_language = models.CharField(_("language of contact"), max_length=8, default="nl")
    route = models.CharField(_("learning route"), max_length=12, choices=Route.choices, default=Route.UNKNOWN)
    synthetic = models.BooleanField(_("invented for practice"), default=False)
    profile = models.OneToOneField(
        "Profile", on_delete=models.RESTRICT, verbose_name=_("current profile"), null=True, related_name="+"
    )
    # These two are of the current profile: 100,000 people are counted and put in order without opening their profiles.
    low_skilled = models.BooleanField(_("low-skilled"), default=False, editable=False)
    ready_on = models.DateField(_("can start from"), null=True, editable=False)
    search_text = models.CharField(_("for searching"), max_length=400, editable=False)
    created_at = models.DateTimeField(_("made at"), db_default=Now())
    changed_at = models.DateTimeField(_("changed at"), db_default=Now())

    personal: ClassVar = {
        **alike(
            "code person given_name family_name native_name municipality contact_language route search_text"
            " intermediary",
            CONTACT,
        ),
        **alike("email phone", REACHED),
        **alike("low_skilled ready_on", PROFILE),
    }
    not_personal: ClassVar = frozenset({"id", "synthetic", "profile", "created_at", "changed_at"})

    class Meta:
        ordering: ClassVar = ["family_name", "given_name", "id"]
        indexes: ClassVar = [
            GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="candidate_search"),
            # Each with every column that the policies of the second wall ask for: such an index is read alone.
            models.Index(
                fields=["intermediary", "family_name", "given_name", "id"],
                include=["municipality", "search_text"],
                name="candidate_list",
            ),
            models.Index(
                fields=["family_name", "given_name", "id"],
                include=["municipality", "intermediary", "search_text"],
                name="candidate_name",
            ),
            models.Index(
                fields=["municipality", "family_name", "given_name", "id"],
                include=["intermediary"],
                name="candidate_region_list",
            ),
            models.Index(
                fields=["intermediary", "ready_on", "id"],
                include=["municipality", "low_skilled"],
                name="candidate_ready",
            ),
            models.Index(
                fields=["ready_on", "id"],
                include=["municipality", "intermediary", "low_skilled"],
                name="candidate_region_ready",
            ),
            models.Index(
                fields=["municipality", "low_skilled"], include=["intermediary", "id"], name="candidate_region_count"
            ),
            models.Index(
                fields=["intermediary", "municipality", "low_skilled"], include=["id"], name="candidate_count"
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(profile__isnull=False) | Q(low_skilled=False, ready_on=None),
                name="candidate_facts_of_profile",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def in_own_script(self) -> str:
        """The name in their own script, unless it is written no otherwise there."""
        return "" if self.native_name == str(self) else self.native_name

    def hold(self, profile: "Profile") -> None:
        """Make a profile the current one, with what is kept of it here; the row is not written."""
        self.profile, self.low_skilled, self.ready_on = profile, profile.low_skilled, profile.ready_on

    @property
    def language_name(self) -> str:
        """The language of contact on screen; a code that we have no name for is shown as it is."""
        return str(LANGUAGES.get(self.contact_language, self.contact_language))


class Profile(models.Model):
    """What was stated about a candidate on one day; the planner reads nothing else about a person."""

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, verbose_name=_("candidate"), related_name="profiles"
    )
    stated_on = models.DateField(_("stated on"))
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, verbose_name=_("stated by"), null=True, related_name="+"
    )
    listening = models.PositiveSmallIntegerField(_("listening"), choices=Cefr.choices)
    reading = models.PositiveSmallIntegerField(_("reading"), choices=Cefr.choices)
    speaking = models.PositiveSmallIntegerField(_("speaking"), choices=Cefr.choices)
    writing = models.PositiveSmallIntegerField(_("writing"), choices=Cefr.choices)
    learnability = models.PositiveSmallIntegerField(_("learnability"), validators=SCALE)
    load = models.PositiveSmallIntegerField(_("load that can be carried"), validators=SCALE)
    motivation = models.PositiveSmallIntegerField(_("motivation"), validators=SCALE)
    available = models.PositiveSmallIntegerField(_("free dagdelen"), default=1023)  # bit d, as in the engine
    max_travel = models.PositiveSmallIntegerField(_("most minutes of travel, one way"), default=60)
    ready_on = models.DateField(_("can start from"))
    sectors = ArrayField(models.CharField(max_length=40), verbose_name=_("wishes, first one first"), default=list)
    skills = ArrayField(models.CharField(max_length=40), verbose_name=_("skills"), default=list, blank=True)
    licence = models.BooleanField(_("driving licence"), default=False)
    education = models.PositiveSmallIntegerField(_("education"), choices=Education.choices)
    limits = ArrayField(models.CharField(max_length=40), verbose_name=_("limits at work"), default=list, blank=True)

    personal: ClassVar = {
        **alike(
            "candidate stated_on stated_by listening reading speaking writing learnability motivation available"
            " max_travel ready_on sectors skills licence education",
            PROFILE,
        ),
        **alike("load limits", Personal(Category.CARE, Purpose.PLANNING, Retention.INBURGERING, FILE)),
    }
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["-stated_on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(listening__lte=7, reading__lte=7, speaking__lte=7, writing__lte=7),
                name="profile_cefr_known",
            ),
            models.CheckConstraint(
                condition=Q(learnability__range=(1, 5), load__range=(1, 5), motivation__range=(1, 5), education__lte=4),
                name="profile_scales_in_range",
            ),
            models.CheckConstraint(condition=Q(available__lte=1023), name="profile_ten_dagdelen"),
            models.CheckConstraint(condition=Q(max_travel__lte=240), name="profile_travel_in_range"),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.stated_on}"

    @property
    def low_skilled(self) -> bool:
        """Without a startkwalificatie: at most lower secondary education."""
        return self.education <= Education.LOWER_SECONDARY

    @property
    def wishes(self) -> list[str]:
        """The wished sectors on screen, first one first."""
        return [sector_label(code) for code in self.sectors]

    @property
    def skills_named(self) -> list[str]:
        """The skills on screen."""
        return [str(SKILLS.get(code, code.replace("_", " "))) for code in self.skills]

    @property
    def limits_named(self) -> list[str]:
        """The limits on screen."""
        return [str(LIMITS.get(code, code.replace("_", " "))) for code in self.limits]


class Background(models.Model):
    """Facts that no matching may use; they serve only to check afterwards that plans treat people alike."""

    candidate = models.OneToOneField(
        Candidate, on_delete=models.CASCADE, verbose_name=_("candidate"), primary_key=True, related_name="background"
    )
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex.choices, default=Sex.UNKNOWN)
    nationality = models.CharField(_("nationality"), max_length=40, blank=True)
    permit_on = models.DateField(_("residence permit since"), null=True, blank=True)

    personal: ClassVar = alike("candidate birth_year sex nationality permit_on", BACKGROUND)
    not_personal: ClassVar = frozenset[str]()

    def __str__(self) -> str:
        return str(self.candidate_id)


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

    personal: ClassVar = alike("candidate kind note owner due_on solved_on", CARE)
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=ObstacleKind.values), name="obstacle_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"


class WorkExperience(models.Model):
    """Work that somebody did, or still does: a fact that no later profile changes. The planner never reads it.

    No employer, place or country stands here, so that nobody is sorted by where they come from.
    """

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, verbose_name=_("candidate"), related_name="work_history"
    )
    work = models.CharField(_("work"), max_length=80)
    occupation = models.CharField(_("occupation"), max_length=4, blank=True)  # a unit group of ISCO-08
    since = models.PositiveSmallIntegerField(_("from year"))
    until = models.PositiveSmallIntegerField(_("until year"), null=True, blank=True)

    personal: ClassVar = alike("candidate work occupation since until", WORKED)
    not_personal: ClassVar = frozenset({"id"})

    class Meta:
        ordering: ClassVar = ["-since", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["candidate", "work", "since"], name="work_experience_once"),
            models.CheckConstraint(condition=Q(since__range=(EARLIEST_WORK, 2200)), name="work_experience_year_known"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since"), until__lte=2200),
                name="work_experience_years_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.work

    @property
    def occupation_named(self) -> str:
        """The occupation on screen."""
        return occupation_label(self.occupation)

    @property
    def years(self) -> str:
        """From when until when, on screen."""
        if self.until is None:
            return str(_("since %(year)s") % {"year": self.since})
        return str(self.since) if self.until == self.since else f"{self.since}–{self.until}"


class FileInvitation(models.Model):
    """An invitation to a candidate to see their own file; the link holds a secret of which only the hash is kept."""

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, verbose_name=_("candidate"), related_name="invitations"
    )
    email = models.EmailField(_("e-mail address"), max_length=254)
    token_hash = models.CharField(_("hash of the secret"), max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, verbose_name=_("invited by"), null=True, related_name="+"
    )
    invited_at = models.DateTimeField(_("invited at"), db_default=Now())
    expires_at = models.DateTimeField(_("expires at"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    personal: ClassVar = alike("candidate email invited_by", REACHED)
    not_personal: ClassVar = frozenset({"id", "token_hash", "invited_at", "expires_at", "accepted_at", "withdrawn_at"})

    class Meta:
        ordering: ClassVar = ["-invited_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["candidate"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="file_invitation_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.candidate_id)

    def is_open(self, at: datetime) -> bool:
        """Whether the link still works at this moment."""
        return self.accepted_at is None and self.withdrawn_at is None and at < self.expires_at
