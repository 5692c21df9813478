"""A planning round: what is asked, how far the planner is, and what it found."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.models import NAME, Region
from leerwerk.planning.enums import BUSY, Failure, Request, RoundState
from leerwerk.privacy.declare import alike
from leerwerk.recruitment.models import PROFILE

WEIGHTS = (
    "benefit",
    "wish_weights",
    "reach_weights",
    "low_skilled_floor",
    "time_limit",
    "gap",
    "seed",
    "change_penalty",
)
"""What a person chooses about a round besides its season."""

NEAR = 0.5  # thousands of euros: what moves someone away from an earlier plan brings at least so much


class PlanningRound(models.Model):
    """One question about one region's season, and its result. Weights are thousands of euros."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, verbose_name=_("region"), related_name="rounds")
    name = models.CharField(_("name"), max_length=120)
    season_from = models.DateField(_("groups that start from"))
    season_until = models.DateField(_("groups that start until"))
    state = models.CharField(_("state"), max_length=12, choices=RoundState.choices, default=RoundState.DRAFT)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, verbose_name=_("made by"), null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made at"), db_default=Now())
    previous = models.ForeignKey(
        "self", on_delete=models.SET_NULL, verbose_name=_("earlier plan"), null=True, blank=True, related_name="next"
    )
    ticket = models.UUIDField(_("number of the form"), unique=True, null=True)  # the same form twice is one round
    variant = models.BooleanField(_("what-if of the earlier plan"), default=False)
    without = models.OneToOneField(  # the earlier plan's question without one of its locks: what does that lock cost?
        "planning.Lock",
        on_delete=models.CASCADE,
        verbose_name=_("the earlier plan without this lock"),
        null=True,
        blank=True,
        related_name="trial",
    )

    benefit = models.FloatField(_("one person lastingly in work"), default=28.0)
    wish_weights = models.JSONField(_("a wish that comes true"), default=list)  # 1st, 2nd, 3rd … wish
    reach_weights = models.JSONField(_("reach by education"), default=dict)  # education → weight
    low_skilled_floor = models.FloatField(
        _("least share of low-skilled participants"),
        default=0.0,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
    )
    time_limit = models.PositiveIntegerField(_("seconds at most"), default=60)
    gap = models.FloatField(_("good enough at this gap"), default=0.001)
    seed = models.PositiveIntegerField(_("seed"), default=1)
    change_penalty = models.FloatField(_("each person who changes group"), default=0.0)

    attempt = models.PositiveIntegerField(_("attempt"), default=1)  # a job of an earlier attempt may store nothing
    request = models.CharField(_("asked of the planner"), max_length=8, choices=Request.choices, blank=True, default="")
    asked_at = models.DateTimeField(_("asked at"), null=True)
    started_at = models.DateTimeField(_("started at"), null=True)
    heartbeat_at = models.DateTimeField(_("last sign of life"), null=True)
    finished_at = models.DateTimeField(_("finished at"), null=True)
    phase = models.CharField(_("phase"), max_length=20, blank=True)

    status = models.CharField(_("proof"), max_length=12, blank=True)  # optimal or feasible
    objective = models.FloatField(_("value of the best plan"), null=True)
    bound = models.FloatField(_("no plan is worth more than"), null=True)
    seconds = models.FloatField(_("seconds"), default=0.0)
    people = models.PositiveIntegerField(_("candidates"), default=0)
    groups = models.PositiveIntegerField(_("group options"), default=0)
    workplaces = models.PositiveIntegerField(_("workplaces"), default=0)
    placed = models.PositiveIntegerField(_("placed"), default=0)
    opened = models.PositiveIntegerField(_("groups open"), default=0)
    low_skilled = models.PositiveIntegerField(_("low-skilled"), default=0)
    low_skilled_placed = models.PositiveIntegerField(_("low-skilled placed"), default=0)
    cost = models.FloatField(_("cost"), default=0.0)
    floor_price = models.FloatField(_("price of the floor"), default=0.0)
    travel_is_approximate = models.BooleanField(_("travel times are estimated"), default=True)
    overview = models.JSONField(_("counts of the plan"), default=dict)  # by municipality, reason, sector, board
    gains = models.JSONField(_("what one more would bring"), default=list)
    failure = models.CharField(_("what went wrong"), max_length=12, choices=Failure.choices, blank=True, default="")
    failure_facts = models.JSONField(_("facts of what went wrong"), default=list)
    engine_version = models.CharField(_("version of the planner"), max_length=40, blank=True)

    personal: ClassVar = alike("made_by", NAME)
    not_personal: ClassVar = frozenset(
        [
            "id",
            "region",
            "name",
            "season_from",
            "season_until",
            "state",
            "made_at",
            "previous",
            "ticket",
            "variant",
            "without",
            *WEIGHTS,
            "attempt",
            "request",
            "asked_at",
            "started_at",
            "heartbeat_at",
            "finished_at",
            "phase",
            "status",
            "objective",
            "bound",
            "seconds",
            "people",
            "groups",
            "workplaces",
            "placed",
            "opened",
            "low_skilled",
            "low_skilled_placed",
            "cost",
            "floor_price",
            "travel_is_approximate",
            "overview",
            "gains",
            "failure",
            "failure_facts",
            "engine_version",
        ]
    )

    class Meta:
        ordering: ClassVar = ["-made_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(season_until__gte=F("season_from")), name="round_season"),
            models.CheckConstraint(condition=Q(state__in=RoundState.values), name="round_state_known"),
            models.CheckConstraint(condition=Q(request__in=Request.values), name="round_request_known"),
            models.CheckConstraint(condition=Q(low_skilled_floor__range=(0, 1)), name="round_floor_is_a_share"),
            models.CheckConstraint(condition=Q(change_penalty__gte=0, gap__gte=0), name="round_weights_not_negative"),
            models.CheckConstraint(condition=Q(time_limit__range=(1, 3600)), name="round_time_limit"),
            models.CheckConstraint(
                condition=~Q(state=RoundState.SOLVED)
                | Q(objective__isnull=False, bound__isnull=False, finished_at__isnull=False),
                name="round_solved_has_its_proof",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=BUSY) | Q(asked_at__isnull=False), name="round_busy_was_asked"
            ),
            # One unfinished set of changes per plan, so that two clicks do not begin two.
            models.UniqueConstraint(
                fields=["previous"], condition=Q(state=RoundState.DRAFT), name="round_one_draft_per_plan"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["region", "-made_at", "-id"], name="round_region")]

    def __str__(self) -> str:
        return self.name

    @property
    def proven_gap(self) -> float | None:
        """(bound − objective) / max(1, |objective|): how far below the best possible plan this one can be at most."""
        if self.objective is None or self.bound is None:
            return None
        return max(0.0, self.bound - self.objective) / max(1.0, abs(self.objective))

    @property
    def worth(self) -> float:
        """Value of the plan without what staying near an earlier plan counts for, so that plans can be compared."""
        return (self.objective or 0.0) - float(self.overview.get("kept", 0.0))

    @property
    def low_skilled_share(self) -> float:
        """Share of low-skilled people among those placed, 0 when nobody is."""
        return self.low_skilled_placed / self.placed if self.placed else 0.0


class FrozenQuestion(models.Model):
    """The question as it was asked, as compressed contract tables; nothing that changes later can change the answer.

    ``people`` holds the table of candidates, ``rest`` all other tables.
    ``prices`` come with the answer: what one more place, teacher or euro would bring at the margin.
    """

    round = models.OneToOneField(
        PlanningRound, on_delete=models.CASCADE, verbose_name=_("round"), primary_key=True, related_name="question"
    )
    people = models.BinaryField(_("candidates"))
    rest = models.BinaryField(_("all other tables"))
    fingerprint = models.CharField(_("SHA-256 of the tables"), max_length=64)
    prices = models.BinaryField(_("prices"), null=True)

    personal: ClassVar = alike("people", PROFILE)
    not_personal: ClassVar = frozenset({"round", "rest", "fingerprint", "prices"})

    def __str__(self) -> str:
        return self.fingerprint


class ProgressPoint(models.Model):
    """One point of the line that shows how the plan got better and the bound came down."""

    round = models.ForeignKey(PlanningRound, on_delete=models.CASCADE, verbose_name=_("round"), related_name="points")
    seconds = models.FloatField(_("seconds"))
    best = models.FloatField(_("best plan"), null=True)
    bound = models.FloatField(_("bound"), null=True)

    personal: ClassVar = alike("", NAME)
    not_personal: ClassVar = frozenset({"id", "round", "seconds", "best", "bound"})

    class Meta:
        ordering: ClassVar = ["round", "seconds", "id"]

    def __str__(self) -> str:
        return f"{self.round_id} {self.seconds:.1f} s"
