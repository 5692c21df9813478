"""Organisations, members, invitations, switching and one's own account."""

from django.contrib import messages
from django.contrib.auth import login
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from leerwerk.parties import actions, queries, rules
from leerwerk.parties.forms import (
    AccountForm,
    InvitationForm,
    NewPersonForm,
    OrganisationFilter,
    OrganisationForm,
    SiteForm,
)
from leerwerk.parties.middleware import MEMBERSHIP_KEY
from leerwerk.parties.models import Invitation, Membership, Organisation, Person, Site
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.doors import ActorRequest, changes, shows

PER_PAGE = 40
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@shows(rules.MEMBERS_SEE_ORGANISATIONS)
def organisations(request: ActorRequest) -> HttpResponse:
    """The organisations of the region."""
    form = OrganisationFilter(request.GET)
    form.is_valid()
    found = queries.organisations_listed(
        request.actor, q=form.cleaned_data.get("q", ""), kind=form.cleaned_data.get("kind", "")
    )
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
    }


@shows(rules.MEMBERS_SEE_AN_ORGANISATION)
def organisation(request: ActorRequest, organisation: Organisation) -> HttpResponse:
    """One organisation with its sites and members."""
    return render(request, "parties/organisation.html", _organisation_context(request, organisation))


def _edit(request: ActorRequest, row: Organisation, title: str) -> HttpResponse:
    form = OrganisationForm(request.POST or None, instance=row, region_id=row.region_id)
    if request.method == "POST" and form.is_valid():
        actions.save_organisation(organisation=form.save(commit=False), by=request.actor)
        messages.success(request, _("%(name)s was saved.") % {"name": row.name})
        return redirect("parties:organisation", pk=row.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "parties/form.html", {"form": form, "title": title}, status=status)


@changes(rules.DIRECTORS_ADD_ORGANISATIONS)
def new_organisation(request: ActorRequest) -> HttpResponse:
    """Add an organisation to the region."""
    number = Organisation.objects.count() + 1
    assert request.actor.region_id is not None
    row = Organisation(region_id=request.actor.region_id, code=f"o{request.actor.region_id}-{number}")
    return _edit(request, row, _("New organisation"))


@changes(rules.MANAGERS_CHANGE_AN_ORGANISATION)
def change_organisation(request: ActorRequest, organisation: Organisation) -> HttpResponse:
    """Change the facts of an organisation."""
    return _edit(request, organisation, _("Change %(name)s") % {"name": organisation.name})


@changes(rules.MANAGERS_CHANGE_AN_ORGANISATION)
def add_site(request: ActorRequest, organisation: Organisation) -> HttpResponse:
    """Add a site."""
    form = SiteForm(request.POST or None, instance=Site(organisation=organisation), region_id=organisation.region_id)
    if request.method == "POST" and form.is_valid():
        actions.add_site(site=form.save(commit=False), by=request.actor)
        messages.success(request, _("The site was added."))
        return redirect("parties:organisation", pk=organisation.pk)
    status = 422 if request.method == "POST" else 200
    return render(
        request, "parties/form.html", {"form": form, "title": _("New site of %s") % organisation.name}, status=status
    )


@changes(rules.MANAGERS_REMOVE_A_SITE)
def remove_site(request: ActorRequest, site: Site) -> HttpResponse:
    """Remove a site after a question."""
    if request.method != "POST":
        question = _("Remove the site %s? Workplaces there keep their municipality.") % site.name
        return render(request, "parties/confirm.html", {"question": question})
    actions.remove_site(site=site, by=request.actor)
    messages.success(request, _("The site was removed."))
    return redirect("parties:organisation", pk=site.organisation_id)


@changes(rules.MANAGERS_CHANGE_AN_ORGANISATION)
def invite(request: ActorRequest, organisation: Organisation) -> HttpResponse:
    """Invite someone to become a member."""
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.invite(
            organisation=organisation,
            link_base=request.build_absolute_uri(reverse("parties:accept", args=["x"]))[:-2],
            by=request.actor,
            **form.cleaned_data,
        )
        messages.success(
            request, _("We sent an invitation to %s. The link works for 14 days.") % form.cleaned_data["email"]
        )
        return redirect("parties:organisation", pk=organisation.pk)
    status = 422 if request.method == "POST" else 200
    title = _("Invite someone to %s") % organisation.name
    return render(request, "parties/form.html", {"form": form, "title": title}, status=status)


@changes(rules.MANAGERS_WITHDRAW_AN_INVITATION)
def withdraw_invitation(request: ActorRequest, invitation: Invitation) -> HttpResponse:
    """Withdraw an invitation."""
    if request.method != "POST":
        return render(
            request, "parties/confirm.html", {"question": _("Withdraw the invitation to %s?") % invitation.email}
        )
    actions.withdraw_invitation(invitation=invitation, by=request.actor)
    messages.success(request, _("The invitation was withdrawn; its link no longer works."))
    return redirect("parties:organisation", pk=invitation.organisation_id)


@changes(rules.MANAGERS_END_A_MEMBERSHIP)
def end_membership(request: ActorRequest, membership: Membership) -> HttpResponse:
    """End a membership after a question."""
    if request.method != "POST":
        return render(
            request, "parties/confirm.html", {"question": _("End the membership of %s today?") % membership.person}
        )
    actions.end_membership(membership=membership, by=request.actor)
    messages.success(request, _("The membership has ended; access stopped at once."))
    return redirect("parties:organisation", pk=membership.organisation_id)


@changes(rules.INVITED_PEOPLE_ACCEPT)
def accept(request: ActorRequest, secret: str) -> HttpResponse:
    """Accept an invitation: with a new account, or with the one that has this address."""
    invitation = queries.invitation_of(secret)
    if invitation is None:
        return render(request, "parties/closed_link.html", status=410)
    known = Person.objects.filter(email__iexact=invitation.email).first()
    if known is not None and request.user.pk != known.pk:
        return render(request, "parties/sign_in_first.html", {"invitation": invitation})
    form = None if known else NewPersonForm(request.POST or None, email=invitation.email)
    if request.method == "POST" and (form is None or form.is_valid()):
        return _accepted(request, invitation, known, form)
    status = 422 if request.method == "POST" else 200
    return render(request, "parties/accept.html", {"invitation": invitation, "form": form}, status=status)


def _accepted(
    request: ActorRequest, invitation: Invitation, known: Person | None, form: NewPersonForm | None
) -> HttpResponse:
    person = known
    if person is None:
        assert form is not None
        person = form.person()
        person.set_password(form.cleaned_data["password"])
    by = Actor(person_id=person.pk, name=str(person), organisation_id=invitation.organisation_id)
    try:
        membership = actions.accept_invitation(invitation=invitation, person=person, by=by)
    except actions.LinkIsClosed:
        return render(request, "parties/closed_link.html", status=410)
    if known is None:
        login(request, person, backend=BACKEND)
    request.session[MEMBERSHIP_KEY] = membership.pk
    messages.success(request, _("Welcome. You now work for %s.") % invitation.organisation.name)
    return redirect("home:home")


@changes(rules.EVERYONE_SWITCHES)
def switch(request: ActorRequest) -> HttpResponse:
    """Act for another of one's own organisations from now on."""
    chosen = request.POST.get("membership", "")
    assert isinstance(request.user, Person)
    if chosen.isdigit() and queries.memberships_today(request.user).filter(pk=chosen).exists():
        request.session[MEMBERSHIP_KEY] = int(chosen)
    return redirect("home:home")


@changes(rules.EVERYONE_CHANGES_THEIR_ACCOUNT)
def account(request: ActorRequest) -> HttpResponse:
    """One's own name and language."""
    assert isinstance(request.user, Person)
    form = AccountForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        actions.change_account(person=form.save(commit=False), by=request.actor)
        messages.success(request, _("Your account was saved."))
        return redirect("parties:account")
    status = 422 if request.method == "POST" else 200
    return render(request, "parties/account.html", {"form": form}, status=status)
