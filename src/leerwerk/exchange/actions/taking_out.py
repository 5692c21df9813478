"""Taking people's files out as a workbook: one event, which stands in the log of everybody who is in it."""

from leerwerk.exchange import queries
from leerwerk.parties.models import Region
from leerwerk.planning.models import PlanningRound
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.enums import Purpose
from leerwerk.privacy.trail import action, record_taking_out
from leerwerk.recruitment.models import Candidate
from leerwerk.recruitment.rules import reason


@action
def take_region_out(*, by: Actor) -> bytes:
    """Return what the actor may see of the region as a workbook."""
    tables = queries.region_rows(by)
    rows = list(tables["candidates"])
    people = Candidate.objects.filter(code__in=[row["candidate"] for row in rows]).only("pk")
    region = Region.objects.get(pk=by.region)
    record_taking_out("region_taken_out", region, people, by=by, purpose=reason(by))
    return queries.region_workbook(tables | {"candidates": rows})


@action
def take_plan_out(*, planning_round: PlanningRound, by: Actor) -> bytes:
    """Return the plan of a solved round as a workbook."""
    people = Candidate.objects.filter(proposals__round=planning_round).only("pk")
    region = planning_round.region
    record_taking_out("plan_taken_out", region, people, by=by, purpose=Purpose.PLANNING, round=planning_round.pk)
    return queries.round_workbook(planning_round)
