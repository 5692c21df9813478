"""What plans propose for the people an actor may know about."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from leerwerk.parties.enums import Function
from leerwerk.planning.enums import RoundState
from leerwerk.planning.models import Decision, PersonProposal
from leerwerk.planning.rules import people_of
from leerwerk.privacy.actor import Actor


def proposals_shown(actor: Actor) -> QuerySet[PersonProposal]:
    """Return the proposals this actor may see.

    The director sees every plan of the region. Others see no what-ifs, unless groups were decided from them: a try-out
    is not something to hope for.
    """
    rows = PersonProposal.objects.filter(round__state=RoundState.SOLVED)
    if actor.function == Function.DIRECTOR:
        return rows.filter(round__region=actor.region_id)
    decided = Exists(Decision.objects.filter(proposal__round=OuterRef("round")))
    return rows.filter(Q(round__variant=False) | decided, candidate__in=people_of(actor))


def own_people(actor: Actor, *, words: str, placed: str) -> QuerySet[PersonProposal]:
    """Return each own candidate's proposal in the newest plan they are in."""
    newer = proposals_shown(actor).filter(candidate=OuterRef("candidate"), round_id__gt=OuterRef("round"))
    rows = proposals_shown(actor).filter(~Exists(newer))
    if placed == "yes":
        rows = rows.filter(group__isnull=False)
    elif placed == "no":
        rows = rows.filter(group=None)
    for word in words.lower().split()[:5]:
        rows = rows.filter(candidate__search_text__contains=word)
    return rows.select_related("candidate", "round", "group__municipality", "workplace").order_by(
        "candidate__family_name", "candidate__given_name", "id"
    )
