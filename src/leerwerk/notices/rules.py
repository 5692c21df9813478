"""Who sees what waits, who may take and give it, and who reads the log of letters."""

from django.db.models import Q, QuerySet

from leerwerk.notices.models import Absence, EscalationTerm, Matter, Outgoing, Reminders
from leerwerk.parties.enums import Function
from leerwerk.parties.rules import is_director, is_member
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.rules import Rule


def _manages(actor: Actor) -> bool:
    return is_director(actor) or actor.administrator


def same_work(actor: Actor) -> QuerySet[Matter]:
    """Return the open matters of the actor's function in their organisation: the ones they may take and give."""
    open_now = Matter.objects.filter(closed_at=None).select_related("organisation", "person")
    if actor.function == Function.DIRECTOR:
        return open_now.filter(region=actor.region_id, organisation=None, function=Function.DIRECTOR)
    return open_now.filter(organisation=actor.organisation_id or 0, function=actor.function)


def own_absences(actor: Actor) -> QuerySet[Absence]:
    """Return the actor's own absences, under this membership, that were not taken back."""
    return Absence.objects.filter(member=actor.membership_id or 0, ended_at=None)


def letters_of(actor: Actor) -> QuerySet[Outgoing]:
    """Return the letters of the actor's organisation; for a director also those to candidates of the region."""
    own = Q(organisation=actor.organisation_id or 0)
    return Outgoing.objects.filter(own | Q(region=actor.region_id) if is_director(actor) else own)


MEMBERS_SEE_WHAT_WAITS = Rule[Matter](name="members see what waits for them and their organisation", allows=is_member)
DIRECTORS_SEE_WHAT_WAITS = Rule[Matter](name="directors see everything that waits in their region", allows=is_director)
PEERS_TAKE_A_MATTER = Rule(
    name="members take and give what waits for their function in their organisation",
    allows=is_member,
    among=same_work,
)
MEMBERS_SAY_THEY_ARE_AWAY = Rule[Absence](name="members say when they are away", allows=is_member)
MEMBERS_COME_BACK = Rule(name="members take back their own absence", allows=is_member, among=own_absences)
MEMBERS_CHOOSE_REMINDERS = Rule[Reminders](name="members choose how often they are reminded", allows=is_member)
DIRECTORS_SET_THE_TERM = Rule[EscalationTerm](
    name="directors set after how many days they are asked as well", allows=is_director
)
MANAGERS_READ_THE_LETTERS = Rule[Outgoing](
    name="directors and administrators read which letters went out", allows=_manages
)
MANAGERS_SEND_AGAIN = Rule(
    name="directors and administrators let a failed letter be sent again", allows=_manages, among=letters_of
)
