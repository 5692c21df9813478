"""Organisations, members, invitations, switching and one's own account."""

import secrets

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from leerwerk.parties import actions, queries, rules
from leerwerk.parties.accepting import let_in, link_is_closed, who_accepts
from leerwerk.parties.accounts import AddressIsKnown
from leerwerk.parties.enums import OrganisationKind
from leerwerk.parties.forms import AccountForm, InvitationForm, OrganisationFilter, OrganisationForm, SiteForm
from leerwerk.parties.middleware import MEMBERSHIP_KEY
from leerwerk.parties.models import Invitation, Membership, Organisation, Person, Site
from leerwerk.parties.practice import say_sent
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.privacy.models import Event
from leerwerk.privacy.queries import broken_seals, events_about

PER_PAGE = 40


@shows(rules.MEMBERS_SEE_ORGANISATIONS)
def organisations(request: ActorRequest) -> HttpResponse:
    """The organisations of the region."""
    sectors = queries.sectors_of(request.actor)
    form = OrganisationFilter(request.GET, towns=queries.municipalities_of(request.actor.region_id), sectors=sectors)
    form.is_valid()
    found = queries.organisations_listed(request.actor, form.cleaned_data)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    may_add = rules.is_director(request.actor)
    return render(request, "parties/organisations.html", {"form": form, "page": page, "may_add": may_add})


def _organisation_context(request: ActorRequest, organisation: Organisation) -> dict[str, object]:
    manages = rules.managed_organisations(request.actor).filter(pk=organisation.pk).exists() and (
        rules.MANAGERS_CHANGE_AN_ORGANISATION.allows(request.actor)
    )
    return {
        "organisation": organisation,
        "sites": list(organisation.sites.select_related("municipality")),
        "members": list(queries.members_of(organisation)),
        "invitations": list(queries.open_invitations(organisation)) if manages else [],
        "manages": manages,
        "own_membership": request.actor.membership_id,
        "now": timezone.now(),
    }


@shows(rules.MEMBERS_SEE_AN_ORGANISATION)
def organisation(request: ActorRequest, organisation: Organisation) -> HttpResponse:
    """One organisation with its sites and members."""
    return render(request, "parties/organisation.html", _organisation_context(request, organisation))


@shows(rules.MANAGERS_READ_THE_TRAIL)
def trail(request: ActorRequest, organisation: Organisation) -> HttpResponse:
    """What was done to an organisation, and by whom."""
    found = queries.with_names(events_about(organisation))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "subject": organisation,
        "back": reverse("parties:organisation", args=[organisation.pk]),
        "tabs": [],
        "lines": queries.lines(page.object_list),
        "page": page,
        "whole": not broken_seals((Event, organisation)),
    }
    return render(request, "privacy/trail.html", context)


def _edit(request: ActorRequest, row: Organisation, title: str, back: str) -> HttpResponse:
    form = OrganisationForm(
        request.POST or None,
        instance=row,
        towns=queries.municipalities_of(row.region_id),
        directs=rules.is_director(request.actor),
    )
    if request.method == "POST" and form.is_valid():
        actions.save_organisation(organisation=form.save(commit=False), by=request.actor)
        messages.success(request, _("%(name)s was saved.") % {"name": row.name})
        return redirect("parties:organisation", pk=row.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "parties/form.html", {"form": form, "title": title, "back": back}, status=status)


@changes(rules.DIRECTORS_ADD_ORGANISATIONS)
def new_organisation(request: ActorRequest) -> HttpResponse:
    """Add an organisation to the region."""
    assert request.actor.region_id is not None
    row = Organisation(region_id=request.actor.region_id, code=f"o-{secrets.token_hex(5)}")
    return _edit(request, row, _("New organisation"), reverse("parties:organisations"))


@changes(rules.MANAGERS_CHANGE_AN_ORGANISATION)
def change_organisation(request: ActorRequest, organisation: Organisation) -> HttpResponse:
    """Change the facts of an organisation."""
    back = reverse("parties:organisation", args=[organisation.pk])
    return _edit(request, organisation, _("Change %(name)s") % {"name": organisation.name}, back)


def _edit_site(request: ActorRequest, site: Site, title: str) -> HttpResponse:
    organisation = site.organisation
    form = SiteForm(request.POST or None, instance=site, towns=queries.municipalities_of(organisation.region_id))
    if request.method == "POST" and form.is_valid():
        write = actions.add_site if site._state.adding else actions.change_site
        try:
            write(site=form.save(commit=False), by=request.actor)
        except IntegrityError:  # two people added the same name at the same moment
            form.add_error("name", _("The organisation has a site with this name already."))
        else:
            messages.success(request, _("The site was saved."))
            return redirect("parties:organisation", pk=organisation.pk)
    status = 422 if request.method == "POST" else 200
    back = reverse("parties:organisation", args=[organisation.pk])
    return render(request, "parties/form.html", {"form": form, "title": title, "back": back}, status=status)


@changes(rules.MANAGERS_CHANGE_AN_ORGANISATION)
def add_site(request: ActorRequest, organisation: Organisation) -> HttpResponse:
    """Add a site."""
    return _edit_site(request, Site(organisation=organisation), _("New site of %s") % organisation.name)


@changes(rules.MANAGERS_CHANGE_A_SITE)
def change_site(request: ActorRequest, site: Site) -> HttpResponse:
    """Change a site."""
    return _edit_site(request, site, _("Change %(name)s") % {"name": site.name})


@changes(rules.MANAGERS_CHANGE_A_SITE)
def remove_site(request: ActorRequest, site: Site) -> HttpResponse:
    """Remove a site after a question."""
    if request.method != "POST":
        question = _("Remove the site %s? Workplaces there keep their municipality.") % site.name
        back = reverse("parties:organisation", args=[site.organisation_id])
        return render(request, "parties/confirm.html", {"question": question, "back": back})
    actions.remove_site(site=site, by=request.actor)
    messages.success(request, _("The site was removed."))
    return redirect("parties:organisation", pk=site.organisation_id)


@changes(rules.MANAGERS_CHANGE_AN_ORGANISATION)
def invite(request: ActorRequest, organisation: Organisation) -> HttpResponse:
    """Invite someone to become a member."""
    form = InvitationForm(request.POST or None, functions=rules.functions_given_by(request.actor, organisation))
    if request.method == "POST" and form.is_valid():
        base = request.build_absolute_uri(reverse("parties:accept", args=["x"]))[:-2]
        secret = actions.invite(organisation=organisation, link_base=base, by=request.actor, **form.cleaned_data)
        told = _("We sent an invitation to %s. The link works for 14 days.") % form.cleaned_data["email"]
        say_sent(request, told, f"{base}{secret}/")
        return redirect("parties:organisation", pk=organisation.pk)
    status = 422 if request.method == "POST" else 200
    title = _("Invite someone to %s") % organisation.name
    back = reverse("parties:organisation", args=[organisation.pk])
    return render(request, "parties/form.html", {"form": form, "title": title, "back": back}, status=status)


@changes(rules.MANAGERS_WITHDRAW_AN_INVITATION)
def withdraw_invitation(request: ActorRequest, invitation: Invitation) -> HttpResponse:
    """Withdraw an invitation."""
    if request.method != "POST":
        question = _("Withdraw the invitation to %s?") % invitation.email
        back = reverse("parties:organisation", args=[invitation.organisation_id])
        return render(request, "parties/confirm.html", {"question": question, "back": back})
    try:
        actions.withdraw_invitation(invitation=invitation, by=request.actor)
    except actions.LinkIsClosed:
        messages.error(request, _("The invitation was accepted already. You can end the membership instead."))
    else:
        messages.success(request, _("The invitation was withdrawn; its link no longer works."))
    return redirect("parties:organisation", pk=invitation.organisation_id)


@changes(rules.MANAGERS_END_A_MEMBERSHIP)
def end_membership(request: ActorRequest, membership: Membership) -> HttpResponse:
    """End a membership after a question."""
    if request.method != "POST":
        question = _("End the membership of %s today?") % membership.person
        back = reverse("parties:organisation", args=[membership.organisation_id])
        return render(request, "parties/confirm.html", {"question": question, "back": back})
    actions.end_membership(membership=membership, by=request.actor)
    messages.success(request, _("The membership has ended; access stopped at once."))
    return redirect("parties:organisation", pk=membership.organisation_id)


@changes(rules.INVITED_PEOPLE_ACCEPT)
def accept(request: ActorRequest, secret: str) -> HttpResponse:
    """Accept an invitation: with a new account, or with the one that has this address."""
    invitation = queries.invitation_of(secret)
    if invitation is None:
        return link_is_closed(request)
    person = who_accepts(
        request,
        email=invitation.email,
        heading=_("Work together for %(name)s") % {"name": invitation.organisation.name},
        lead=_("You were invited as %(function)s, at %(email)s.")
        % {"function": invitation.get_function_display(), "email": invitation.email},
        by_code=invitation.organisation.kind == OrganisationKind.EMPLOYER,
        given_name=invitation.given_name,
        family_name=invitation.family_name,
    )
    if isinstance(person, HttpResponse):
        return person
    by = Actor(person_id=person.pk, name=str(person), organisation_id=invitation.organisation_id)
    try:
        membership = actions.accept_invitation(invitation=invitation, person=person, by=by)
    except actions.LinkIsClosed:
        return link_is_closed(request)
    except AddressIsKnown:
        return redirect(request.path)
    let_in(request, person)
    request.session[MEMBERSHIP_KEY] = membership.pk
    messages.success(request, _("Welcome. You now work for %s.") % invitation.organisation.name)
    if not person.has_usable_password() and not queries.may_sign_in_by_code(person):
        messages.info(request, _("From now on a code by e-mail is not enough. Choose a password."))
        return redirect("account_set_password")
    return redirect("home:home")


@changes(rules.EVERYONE_SWITCHES)
def switch(request: ActorRequest) -> HttpResponse:
    """Act for another of one's own organisations from now on."""
    chosen = request.POST.get("membership", "")
    assert isinstance(request.user, Person)
    if chosen.isdecimal() and queries.memberships_today(request.user).filter(pk=chosen).exists():
        request.session[MEMBERSHIP_KEY] = int(chosen)
    return redirect("home:home")


@changes(rules.EVERYONE_CHANGES_THEIR_ACCOUNT)
def account(request: ActorRequest) -> HttpResponse:
    """One's own name and language."""
    assert isinstance(request.user, Person)
    form = AccountForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        actions.change_account(person=form.save(commit=False), by=request.actor)
        with override(form.cleaned_data["preferred_language"]):
            messages.success(request, _("Your account was saved."))
        answer = redirect("parties:account")
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, form.cleaned_data["preferred_language"], samesite="Lax")
        return answer
    status = 422 if request.method == "POST" else 200
    return render(request, "parties/account.html", {"form": form}, status=status)
