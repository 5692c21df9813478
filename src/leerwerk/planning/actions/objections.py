"""A candidate or their intermediary objects; a person answers in words."""

from django.utils import timezone
from django.utils.translation import gettext as _

from leerwerk.planning.enums import RoundState
from leerwerk.planning.models import Objection, PersonProposal
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record


class CannotObject(ValueError):
    """The objection or its answer was not accepted; the text says why."""


@action
def object_to_proposal(*, proposal: PersonProposal, text: str, by: Actor) -> Objection:
    """Object to what a plan proposes for someone; a second objection while one waits changes nothing."""
    proposal = PersonProposal.objects.select_for_update(of=("self",)).select_related("round").get(pk=proposal.pk)
    if proposal.round.state != RoundState.SOLVED:
        raise CannotObject(_("There is no plan to object to."))
    if not text.strip():
        raise CannotObject(_("Say in your own words what is wrong."))
    waiting = proposal.objections.filter(answered_at=None).first()
    objection = waiting or Objection.objects.create(proposal=proposal, text=text.strip(), by_id=by.person_id)
    record("planning.objected", objection, by=by, round=proposal.round_id, again=waiting is not None)
    return objection


@action
def answer_objection(*, objection: Objection, answer: str, by: Actor) -> Objection:
    """Answer an objection; the first answer stands."""
    objection = Objection.objects.select_for_update(of=("self",)).get(pk=objection.pk)
    if not answer.strip():
        raise CannotObject(_("Write an answer; the candidate reads it."))
    if objection.answered_at is None:
        objection.answer, objection.answered_at = answer.strip(), timezone.now()
        objection.answered_by_id = by.person_id
        objection.save(update_fields=["answer", "answered_at", "answered_by"])
    record("planning.answered", objection, by=by)
    return objection
