"""What a step must know of the world today, counted for each enrolment by the database: no query more for many."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, Func, JSONField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from leerwerk.engine.pathway import HOLDING_A_PLACE, Doer
from leerwerk.trajectories.enums import ENDED, Stage
from leerwerk.trajectories.models.agreements import AgreementSide
from leerwerk.trajectories.models.enrolments import Enrolment
from leerwerk.trajectories.models.parties import GroupGate, Party, ProfileSignature


class Compared(Func):
    """What somebody brings and how many obstacles are open, by enrolment; empty for whom the asker may not meet."""

    function = "trajectories_compared"
    arity = 1
    output_field = JSONField()


def _agreed_with_employer() -> QuerySet[AgreementSide]:
    """Return which versions every side approved, of an agreement with who is the participant's employer now."""
    employers = Party.objects.filter(enrolment=OuterRef(OuterRef("pk")), role="employer", until=None)
    return AgreementSide.objects.filter(
        version__agreement__enrolment=OuterRef("pk"),
        version__bound_at__isnull=False,
        side=str(Doer.EMPLOYER),
        organisation__in=employers.values("organisation"),
    )


def _first_in_line() -> QuerySet[Enrolment, Any]:
    """Return who came on the waiting list of a group before somebody, or before they could, and has no place yet."""
    earlier = Q(waiting_since__lt=OuterRef("waiting_since")) | Q(
        waiting_since=OuterRef("waiting_since"), pk__lt=OuterRef("pk")
    )
    nobody = Q(Exists(Enrolment.objects.filter(pk=OuterRef(OuterRef("pk")), waiting_since=None)))
    in_line = Enrolment.objects.filter(cohort=OuterRef("cohort"), stage=Stage.ACCEPTED, waiting_since__isnull=False)
    return in_line.filter(earlier | nobody).exclude(pk=OuterRef("pk")).order_by().values("cohort")


def with_facts(rows: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """Return enrolments with ``participant`` and what ``queries.paths`` makes facts of.

    ``places_held``: of the group; ``ahead``: on its waiting list; ``busy``: active in another group; ``signed``: sides
    and fingerprints; ``gate``: the last decision about the group; ``roles``: organisations around; ``compared``;
    ``agreed``: a binding agreement; ``seated``: has a workplace.
    """
    group = {"cohort": OuterRef("cohort")}
    held = Enrolment.objects.filter(**group, stage__in=HOLDING_A_PLACE).order_by().values("cohort")
    elsewhere = Enrolment.objects.filter(candidate=OuterRef("candidate")).exclude(pk=OuterRef("pk"))
    roles = Party.objects.filter(**group, until=None).filter(Q(enrolment=None) | Q(enrolment=OuterRef("pk")))
    signatures = ProfileSignature.objects.filter(**group).order_by("id")
    return rows.select_related("participant__intermediary").annotate(
        places_held=Coalesce(Subquery(held.annotate(n=Count("pk")).values("n")), 0),
        ahead=Coalesce(Subquery(_first_in_line().annotate(n=Count("pk")).values("n")), 0),
        busy=Exists(elsewhere.exclude(stage__in=ENDED)),
        signed=ArraySubquery(signatures.values(one=JSONObject(side="side", profile="profile"))),
        gate=Subquery(GroupGate.objects.filter(**group).order_by("-id").values("verdict")[:1]),
        roles=ArraySubquery(roles.order_by("pk").values(one=JSONObject(role="role", organisation="organisation_id"))),
        compared=Compared("pk"),
        agreed=Exists(_agreed_with_employer()),
        seated=Exists(Enrolment.objects.filter(pk=OuterRef("pk"), seat__isnull=False)),
    )
