"""The candidate's own pages, and the link that leads to them."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from leerwerk.notices.queries import own_matters
from leerwerk.parties.accepting import let_in, link_is_closed, who_accepts
from leerwerk.parties.accounts import AddressIsKnown
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.recruitment import actions, queries, rules


@shows(rules.CANDIDATES_SEE_THEIR_FILE)
def own_file(request: ActorRequest) -> HttpResponse:
    """What is kept about me, and who looked at it."""
    row = get_object_or_404(rules.own_file(request.actor))
    file = queries.file_of(row, request.actor, lately=50)
    context = {"file": file, "candidate": row, "profile": row.profile}
    context |= {"matters": own_matters(row.pk), "moves": queries.moves_of(row)}
    return render(request, "recruitment/own_file.html", context)


@shows(rules.CANDIDATES_SEE_THEIR_FILE)
def take_along(request: ActorRequest) -> HttpResponse:
    """All that is kept about me, as a file."""
    row = get_object_or_404(rules.own_file(request.actor))
    answer = JsonResponse(queries.everything_about(row), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="leerwerk.json"'
    return answer


@changes(rules.INVITED_CANDIDATES_ACCEPT)
def accept(request: ActorRequest, secret: str) -> HttpResponse:
    """Open my own file for the first time."""
    invitation = queries.invitation_of(secret)
    if invitation is None:
        return link_is_closed(request)
    candidate = invitation.candidate
    person = who_accepts(
        request,
        email=invitation.email,
        heading=_("See your own file"),
        lead=_("%(organisation)s keeps a file about you. Here you can read it.")
        % {"organisation": candidate.intermediary},
        by_code=True,
        given_name=candidate.given_name,
        family_name=candidate.family_name,
    )
    if isinstance(person, HttpResponse):
        return person
    by = Actor(person_id=person.pk, name=str(person))
    try:
        actions.accept_file(invitation=invitation, person=person, by=by)
    except (actions.LinkIsClosed, actions.HasAnotherFile):
        return link_is_closed(request)
    except AddressIsKnown:
        return redirect(request.path)
    let_in(request, person)
    messages.success(request, _("Welcome. This is your file."))
    return redirect("recruitment:own_file")
