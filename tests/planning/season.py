"""A small season for the tests: three group options in Midden-Utrecht, their workplaces, a teacher and a budget.

*Groen* in Utrecht and *bouw* in Nieuwegein can be filled; *zorg* finds nobody who wishes it. Karim guides ten people
besides Amal, Els guides three besides Samuel.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from leerwerk.engine.blueprints import EXAMPLES
from leerwerk.engine.model import Level, to_dict
from leerwerk.funding.models import Budget, Charge
from leerwerk.parties.models import Person
from leerwerk.placement.models import Offer, Workplace
from leerwerk.planning import actions
from leerwerk.planning.jobs import solve_round
from leerwerk.planning.models import PlanningRound
from leerwerk.planning.queries.season import Season
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.models import Background
from leerwerk.trajectories.models import Blueprint, BlueprintVersion, Cohort, Resource, ResourceUse
from tests.cast import Cast, candidate
from tests.kept import kept

START, END = date(2027, 1, 1), date(2027, 6, 30)
WEIGHTS: dict[str, Any] = {
    "benefit": 28.0,
    "wish_weights": [1.5, 0.75, 0.25],
    "reach_weights": {},
    "low_skilled_floor": 0.0,
    "time_limit": 600,
    "gap": 0.0,
    "seed": 1,
    "change_penalty": 0.0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallSeason:
    """The cast, and what can be planned for them."""

    cast: Cast
    season: Season
    groen: Cohort
    bouw: Cohort
    zorg: Cohort
    workplaces: list[Workplace]
    teacher: Resource
    budget: Budget

    def ask(
        self, *, by: Person | None = None, ticket: UUID | None = None, previous: PlanningRound | None = None, **w: Any
    ) -> PlanningRound:
        """Ask the planner, without solving yet."""
        return actions.plan_season(
            region=self.cast.region,
            name="Winter",
            season=self.season,
            weights=WEIGHTS | w,
            previous=previous,
            ticket=ticket or uuid4(),
            by=self.cast.actor(by or self.cast.roos),
        )

    def plan(self, **weights: Any) -> PlanningRound:
        """Ask the planner and let it solve here and now."""
        return solved(self.ask(**weights))


def solved(asked: PlanningRound) -> PlanningRound:
    """Run the worker's job for this round in this process."""
    solve_round(round_id=asked.pk, attempt=asked.attempt)
    return PlanningRound.objects.get(pk=asked.pk)


def weights_of(asked: PlanningRound) -> dict[str, Any]:
    """Return the weights that a plan was asked with, as actions take them."""
    return {key: getattr(asked, key) for key in WEIGHTS}


def planned_again(draft: PlanningRound, by: Actor, **weights: Any) -> PlanningRound:
    """Plan a draft of changes with the weights it has, except these; the job runs in this process."""
    return solved(actions.plan_with_changes(draft=draft, weights=weights_of(draft) | weights, by=by))


def _cohort(cast: Cast, code: str, sector: str, town: str, **facts: Any) -> Cohort:
    blueprint = Blueprint.objects.create(code=f"test-{code}", title=f"Leerwerk {sector}")
    design = replace(EXAMPLES[0], code=blueprint.code, sector=sector, level=Level.MBO2)
    version = BlueprintVersion.objects.create(
        blueprint=blueprint, number=1, design=to_dict(design), sector=design.sector, level=design.level
    )
    return Cohort.objects.create(
        code=code,
        version=version,
        region=cast.region,
        municipality_id=town,
        starts_on=date(2027, 2, 1),
        min_size=3,
        max_size=6,
        fixed_cost=Decimal(10),
        cost_per_participant=Decimal(4),
        dagdelen=0b0000001111,
        **facts,
    )


def _workplace(cast: Cast, code: str, places: int, *cohorts: Cohort) -> Workplace:
    row = Workplace.objects.create(
        code=code,
        employer=cast.groenwerk,
        title=f"Werkplek {code}",
        municipality_id="GM0356",
        places=places,
        confirmed_on=date(2026, 11, 1),
    )
    Offer.objects.bulk_create(Offer(cohort=cohort, workplace=row) for cohort in cohorts)
    return row


@kept
def build_season(cast: Cast) -> SmallSeason:
    """Write the season to the database."""
    groen = _cohort(cast, "groen", "groen", "GM0344", educator=cast.school)
    bouw = _cohort(cast, "bouw", "bouw", "GM0356")
    zorg = _cohort(cast, "zorg", "zorg", "GM0344")
    for n in range(10):
        row = candidate(f"U-1{n:03}", f"Kandidaat{n}", cast.utrecht, education=n % 5, sectors=["groen", "bouw"])
        Background.objects.create(candidate=row, sex="f" if n % 2 else "m", birth_year=1980 + n, nationality="SYR")
    for n in range(3):
        candidate(f"N-1{n:03}", f"Nieuw{n}", cast.nieuwegein, sectors=["bouw"], education=4)
    teacher = Resource.objects.create(
        code="nt2", kind="language_teacher", name="Taaldocenten", region=cast.region, capacity=Decimal(8)
    )
    for cohort in (groen, bouw, zorg):
        ResourceUse.objects.create(cohort=cohort, resource=teacher, per_group=Decimal(4))
    budget = Budget.objects.create(
        code="regio", name="Regiobudget", region=cast.region, amount=Decimal(200), payer=cast.fund
    )
    Charge.objects.create(budget=budget, cohort=groen, per_group=Decimal(10), per_participant=Decimal(2))
    Charge.objects.create(budget=budget, cohort=bouw, per_participant=Decimal(3), municipality_id="GM0344")
    return SmallSeason(
        cast=cast,
        season=Season(region_id=cast.region.pk, start=START, end=END),
        groen=groen,
        bouw=bouw,
        zorg=zorg,
        workplaces=[
            _workplace(cast, "tuin", 4, groen),
            _workplace(cast, "park", 4, groen, bouw),
            _workplace(cast, "steiger", 4, bouw),
        ],
        teacher=teacher,
        budget=budget,
    )
