"""What an employer without an account sees behind a link: describing a workplace, bit by bit, and what comes after."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from leerwerk.parties.accepting import code_for, link_is_closed
from leerwerk.parties.accounts import AddressIsKnown
from leerwerk.parties.actions import LinkIsClosed
from leerwerk.parties.practice import say_sent
from leerwerk.placement.actions import door as doing
from leerwerk.placement.forms.door import DoorForm, as_sent, as_typed
from leerwerk.placement.models import EmployerLink, WorkplaceDraft
from leerwerk.placement.queries import door as queries
from leerwerk.placement.rules.door import WHOEVER_HAS_THE_LINK_DESCRIBES
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.doors import ActorRequest, changes
from leerwerk.trajectories.actions import WrittenMeanwhile
from leerwerk.web.limits import limited

PER_HOUR = 600  # a page that is saved as one types asks often


def invited_to(request: ActorRequest) -> str:
    """Return the absolute address to which the secret of an invitation is added."""
    return request.build_absolute_uri(reverse("parties:accept", args=["x"]))[:-2]


def _form(link: EmployerLink, **options: Any) -> DoorForm:
    return DoorForm(region_id=link.region_id, knows=link.employer_id is not None, **options)


def read_draft(link: EmployerLink) -> DoorForm:
    """Return what was sent behind a link, read as the form it was."""
    form = DoorForm(as_sent(queries.typed_so_far(link).said), region_id=link.region_id, knows=False)
    form.is_valid()
    return form


def _who(link: EmployerLink, name: str) -> Actor:
    return Actor(person_id=None, name=name or link.company, region_id=link.region_id)


def _wants_json(request: ActorRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"


def _page(
    request: ActorRequest, link: EmployerLink, form: DoorForm, seen: int, *, wrong: str = "", status: int = 200
) -> HttpResponse:
    context = {"form": form, "link": link, "seen": seen, "wrong": wrong}
    return render(request, "placement/door.html", context, status=status)


def _elsewhere(request: ActorRequest, link: EmployerLink, form: DoorForm, seen: int) -> HttpResponse:
    told = _("You changed this in another window. What you typed is still here; load the page again to see the other.")
    if _wants_json(request):
        return JsonResponse({"told": told}, status=409)
    return _page(request, link, form, seen, wrong=told, status=422)


def _saved(request: ActorRequest, draft: WorkplaceDraft) -> HttpResponse:
    if _wants_json(request):
        at = time_format(timezone.localtime(draft.saved_at))
        return JsonResponse({"edits": draft.edits, "told": _("Saved at %(time)s.") % {"time": at}})
    messages.success(request, _("Saved. Come back with the same link until you send it."))
    return redirect(request.path)


def _closed(request: ActorRequest) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"told": _("This link no longer works.")}, status=410)
    return link_is_closed(request)


@limited(PER_HOUR, "employer_link")
@changes(WHOEVER_HAS_THE_LINK_DESCRIBES)
def door(request: ActorRequest, secret: str) -> HttpResponse:
    """Describe a workplace; it is saved on the way, and sent once."""
    link = queries.link_of(secret)
    if link is None:
        return _closed(request)
    if link.sent_at is not None:
        return _after(request, link)
    draft = queries.typed_so_far(link)
    if request.method != "POST":
        return _page(request, link, _form(link, initial={**queries.known_of(link), **draft.said}), draft.edits)
    form, typed_seen = _form(link, data=request.POST), request.POST.get("seen", "")
    if not typed_seen.isdecimal() or len(typed_seen) > 9:
        return _page(request, link, form, draft.edits, wrong=_("Nothing was sent. Try again."), status=422)
    said, seen = as_typed(form, request.POST), int(typed_seen)
    who = _who(link, str(said.get("contact_name", "")))
    try:
        if request.POST.get("do") != "send":
            return _saved(request, doing.save_draft(link=link, said=said, seen=seen, by=who))
        if not form.is_valid():
            kept = doing.save_draft(link=link, said=said, seen=seen, by=who)
            return _page(request, link, form, kept.edits, status=422)
        doing.send_draft(link=link, said=said, described=form.described(), seen=seen, by=who)
    except WrittenMeanwhile:
        return _elsewhere(request, link, form, seen)
    except LinkIsClosed:  # sent in another window, or withdrawn meanwhile
        return _closed(request) if _wants_json(request) else redirect(request.path)
    return redirect(request.path)


def _after(request: ActorRequest, link: EmployerLink) -> HttpResponse:
    """Thanks, and the offer of an account; nothing that was typed stands there."""
    if _wants_json(request):
        return JsonResponse({"told": _("This was sent already.")}, status=410)
    if request.method == "POST" and request.POST.get("do") == "account":
        return _account(request, link)
    context = {
        "link": link,
        "has_account": queries.has_account(link),
        "may_ask": link.settled_at is not None and link.account_asked_at is None,
    }
    return render(request, "placement/door_thanks.html", context)


def _account(request: ActorRequest, link: EmployerLink) -> HttpResponse:
    """Give who described a workplace an account, or lead them to the one that they have: by a code to their address."""
    names = read_draft(link).cleaned_data.get("contact_name", "").strip().partition(" ")
    called, by = (names[0][:80], names[2].strip()[:80]), _who(link, " ".join(names).strip())
    try:
        if not queries.is_known(link):
            doing.open_account(link=link, names=called, by=by)
            told = _("Your account is ready. We send a code to %(email)s, and you are in.") % {"email": link.email}
            messages.success(request, told)
        elif not queries.has_account(link):
            return _invited(request, link, called, by)
    except AddressIsKnown:  # opened in another window meanwhile
        return redirect(request.path)
    except LinkIsClosed:
        return link_is_closed(request)
    return code_for(request, link.email)


def _invited(request: ActorRequest, link: EmployerLink, names: tuple[str, str], by: Actor) -> HttpResponse:
    """Invite somebody who has an account for something else: they accept with that one."""
    base = invited_to(request)
    secret = doing.ask_for_account(link=link, names=names, link_base=base, by=by)
    if secret:
        told = _("We sent an invitation to %(email)s. The link in it works for 14 days.") % {"email": link.email}
        say_sent(request, told, f"{base}{secret}/")
    return redirect(request.path)
