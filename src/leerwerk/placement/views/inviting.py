"""Inviting employers to describe a workplace, and looking at what a new one sent."""

import secrets
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from leerwerk.parties.actions import LinkIsClosed
from leerwerk.parties.enums import SECTORS
from leerwerk.parties.models import Organisation
from leerwerk.parties.practice import say_sent
from leerwerk.placement.actions import door as doing
from leerwerk.placement.forms.door import AcceptDraftForm, DoorForm, InviteEmployerForm, InviteNewEmployerForm
from leerwerk.placement.models import EmployerLink
from leerwerk.placement.network_choices import EMPLOYERS
from leerwerk.placement.queries import door as queries
from leerwerk.placement.rules import door as rules
from leerwerk.placement.rules.network import employers_of
from leerwerk.placement.views.door import invited_to, read_draft
from leerwerk.privacy.doors import ActorRequest, changes, shows

PER_PAGE = 40


def _invited(request: ActorRequest, form: InviteEmployerForm, employer: Organisation | None) -> None:
    base = request.build_absolute_uri(reverse("placement:door", args=["x"]))[:-2]
    said = form.cleaned_data
    secret = doing.invite_employer(
        employer=employer, company=said.get("company", ""), email=said["email"], link_base=base, by=request.actor
    )
    told = _("We sent a letter to %(email)s. The link in it works for 14 days.") % {"email": said["email"]}
    say_sent(request, told, f"{base}{secret}/")


@changes(rules.NETWORKERS_INVITE_AN_EMPLOYER)
def invite(request: ActorRequest, employer: Organisation) -> HttpResponse:
    """Invite an employer of the region to describe a workplace."""
    form = InviteEmployerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _invited(request, form, employer)
        return redirect("placement:employer", pk=employer.pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "title": _("Let them describe a workplace"), "employer": employer}
    return render(request, "placement/employer_form.html", context, status=status)


@changes(rules.NETWORKERS_INVITE_SOMEBODY_NEW)
def invite_new(request: ActorRequest) -> HttpResponse:
    """Invite an employer that nobody knows here yet."""
    form = InviteNewEmployerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _invited(request, form, None)
        return redirect("placement:links")
    status = 422 if request.method == "POST" else 200
    return render(request, "placement/invite_new.html", {"form": form}, status=status)


@shows(rules.NETWORKERS_SEE_LINKS)
def links(request: ActorRequest) -> HttpResponse:
    """Which employers were invited, and what became of it."""
    page = Paginator(queries.links_listed(request.actor.region), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "placement/links.html", {"page": page, "now": timezone.now()})


@changes(rules.NETWORKERS_WITHDRAW_A_LINK)
def withdraw_link(request: ActorRequest, link: EmployerLink) -> HttpResponse:
    """Let a link work no longer."""
    if request.method == "POST":
        try:
            doing.withdraw_employer_link(link=link, by=request.actor)
        except LinkIsClosed:
            messages.error(request, _("They were done meanwhile. Nothing was withdrawn."))
        else:
            messages.success(request, _("The link was withdrawn. What was typed behind it is thrown away."))
    return redirect("placement:links")


def _look(request: ActorRequest, link: EmployerLink, form: AcceptDraftForm, described: DoorForm) -> HttpResponse:
    context: dict[str, Any] = {
        "link": link,
        "form": form,
        "described": [(bound.label, _shown(described, bound.name)) for bound in described if bound.name != "shifts"],
        "shifts": described.cleaned_data.get("shifts", 0),
        "alike": queries.alike_in(link.region_id, described.cleaned_data.get("company", link.company)),
        "whole": described.is_valid(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "placement/draft.html", context, status=status)


def _shown(described: DoorForm, name: str) -> object:
    value = described.cleaned_data.get(name, "")
    if isinstance(value, list):
        return ", ".join(value)
    return SECTORS.get(value, _("another sector")) if name == "sector" else value


@changes(rules.NETWORKERS_LOOK_AT_A_DRAFT)
def draft(request: ActorRequest, link: EmployerLink) -> HttpResponse:
    """Look at what a new employer sent: choose or make the organisation and accept it, or set it aside."""
    described = read_draft(link)
    company = described.cleaned_data.get("company", link.company)
    form = AcceptDraftForm(
        request.POST or None,
        employers=employers_of(request.actor).select_related("municipality"),
        initial={"name": company},
    )
    if request.method != "POST":
        return _look(request, link, form, described)
    try:
        if request.POST.get("do") == "aside":
            doing.set_draft_aside(link=link, by=request.actor)
            messages.success(request, _("Set aside. Nothing was made of it."))
            return redirect("placement:links")
        if not described.is_valid() or not form.is_valid():
            return _look(request, link, form, described)
        said = form.cleaned_data
        accepted = doing.accept_draft(
            link=link,
            employer=said["employer"] or _new(link, said["name"].strip(), described),
            described=described.described(),
            link_base=invited_to(request),
            by=request.actor,
        )
    except LinkIsClosed:
        messages.error(request, _("Somebody looked at this meanwhile. Nothing was changed."))
        return redirect("placement:links")
    told = _("The workplace was registered. We invited %(email)s to have an account.") % {"email": link.email}
    messages.success(request, told)
    return redirect("placement:workplace", pk=accepted.workplace_id)


def _new(link: EmployerLink, name: str, described: DoorForm) -> Organisation:
    return Organisation(
        code=f"o-{secrets.token_hex(5)}",
        kind=EMPLOYERS,
        name=name,
        region_id=link.region_id,
        municipality=described.cleaned_data["municipality"],
        sector=described.cleaned_data["sector"],
    )
