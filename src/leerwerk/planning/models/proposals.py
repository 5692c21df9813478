"""What a plan proposes for each group and each person; rows hold what pages show, as it was when asked."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.models import NAME, Municipality
from leerwerk.placement.models import Workplace
from leerwerk.planning.enums import NotPlaced, ValuePart
from leerwerk.planning.models.rounds import PlanningRound
from leerwerk.privacy.declare import alike
from leerwerk.recruitment.models import PROFILE, Candidate
from leerwerk.trajectories.enums import Level
from leerwerk.trajectories.models import Cohort

if TYPE_CHECKING:
    from leerwerk.planning.models.choices import Decision


class GroupProposal(models.Model):
    """One group option in one plan: opened or not, with whom, where, at what cost, and why. Money in € thousand."""

    round = models.ForeignKey(
        PlanningRound, on_delete=models.CASCADE, verbose_name=_("round"), related_name="group_proposals"
    )
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, verbose_name=_("group"), related_name="proposals")
    title = models.CharField(_("blueprint"), max_length=140)
    sector = models.CharField(_("sector"), max_length=40)
    level = models.CharField(_("level"), max_length=20, choices=Level.choices)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, verbose_name=_("place"), related_name="+")
    starts_on = models.DateField(_("start"))
    min_size = models.PositiveSmallIntegerField(_("smallest size"))
    max_size = models.PositiveSmallIntegerField(_("largest size"))
    dagdelen = models.PositiveSmallIntegerField(_("dagdelen"))
    open = models.BooleanField(_("opens"))
    size = models.PositiveSmallIntegerField(_("participants"))
    eligible = models.PositiveIntegerField(_("candidates who could join"), default=0)
    places = models.PositiveIntegerField(_("places at its workplaces"), default=0)
    value = models.FloatField(_("value"))
    cost = models.FloatField(_("cost"))
    workplaces = models.JSONField(_("workplaces"), default=list)  # title, employer, town, places, taken
    budgets = models.JSONField(_("paid from"), default=list)  # name, amount
    resources = models.JSONField(_("uses"), default=list)  # name, amount
    reasons = models.JSONField(_("why"), default=dict)

    personal: ClassVar = alike("", NAME)
    not_personal: ClassVar = frozenset(
        [
            "id",
            "round",
            "cohort",
            "title",
            "sector",
            "level",
            "municipality",
            "starts_on",
            "min_size",
            "max_size",
            "dagdelen",
            "open",
            "size",
            "eligible",
            "places",
            "value",
            "cost",
            "workplaces",
            "budgets",
            "resources",
            "reasons",
        ]
    )

    class Meta:
        ordering: ClassVar = ["-open", "starts_on", "title", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "cohort"], name="group_proposed_once_per_round"),
            models.CheckConstraint(
                condition=Q(open=False, size=0)
                | Q(open=True, size__gte=models.F("min_size"), size__lte=models.F("max_size")),
                name="group_proposal_size_allowed",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["round", "-open", "starts_on", "title", "id"], name="group_proposal_board")
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.starts_on}"

    @property
    def decided(self) -> "Decision | None":
        """What a person decided about this group, if anybody did."""
        return getattr(self, "decision", None)

    @property
    def fill(self) -> float:
        """Participants as a share of the largest size."""
        return self.size / self.max_size


class PersonProposal(models.Model):
    """What one plan proposes for one person: a group and a workplace, or the reason why not. Values in € thousand."""

    round = models.ForeignKey(
        PlanningRound, on_delete=models.CASCADE, verbose_name=_("round"), related_name="person_proposals"
    )
    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, verbose_name=_("candidate"), related_name="proposals"
    )
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, verbose_name=_("municipality"), related_name="+"
    )
    low_skilled = models.BooleanField(_("low-skilled"))
    group = models.ForeignKey(
        GroupProposal, on_delete=models.CASCADE, verbose_name=_("group"), null=True, related_name="participants"
    )
    workplace = models.ForeignKey(
        Workplace, on_delete=models.PROTECT, verbose_name=_("workplace"), null=True, related_name="proposals"
    )
    value = models.FloatField(_("value"), default=0.0)
    parts = models.JSONField(_("parts of the value"), default=dict)
    reason = models.CharField(_("why not placed"), max_length=20, choices=NotPlaced.choices, blank=True)
    options = models.PositiveIntegerField(_("groups that fit"), default=0)

    personal: ClassVar = alike("candidate municipality low_skilled group workplace value parts reason options", PROFILE)
    not_personal: ClassVar = frozenset({"id", "round"})

    class Meta:
        ordering: ClassVar = ["round", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "candidate"], name="person_proposed_once_per_round"),
            models.CheckConstraint(
                condition=Q(group__isnull=False, workplace__isnull=False, reason="")
                | (Q(group__isnull=True, workplace__isnull=True) & ~Q(reason="")),
                name="person_placed_or_told_why_not",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["round", "reason", "municipality", "id"], name="person_proposal_unplaced"),
            models.Index(fields=["group", "id"], name="person_proposal_group"),
            models.Index(fields=["round", "id"], name="person_proposal_list"),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} in {self.round_id}"

    @property
    def chance(self) -> float | None:
        """The estimated chance of lasting work after this group; None when the value was given or nobody is placed."""
        benefit: float | None = self.parts.get(ValuePart.BENEFIT)
        return None if benefit is None or not self.round.benefit else benefit / self.round.benefit
