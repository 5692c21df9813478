"""Putting somebody in a group, a room above, to see what the list and the file say of it."""

from datetime import date
from decimal import Decimal

from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.models import Blueprint, BlueprintVersion, Cohort, Enrolment
from tests.cast import Cast
from tests.enrolling import enrol as enrol_in


def enrol(cast: Cast, row: Candidate, stage: str) -> Enrolment:
    """Return the candidate's place in a group of their own."""
    blueprint, _made = Blueprint.objects.get_or_create(code="own", defaults={"title": "Own", "owner": cast.werkcentrum})
    version, _made = BlueprintVersion.objects.get_or_create(
        blueprint=blueprint, number=1, defaults={"sector": "groen", "level": "entree", "design": {}}
    )
    cohort = Cohort.objects.create(
        code=f"G{row.pk}",
        version=version,
        region=cast.region,
        municipality_id="GM0344",
        starts_on=date(2027, 2, 1),
        min_size=1,
        max_size=12,
        fixed_cost=Decimal(10),
        cost_per_participant=Decimal(4),
    )
    return enrol_in(row, cohort, stage)
