"""The employers of a region, and all that the region knows of one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from leerwerk.parties.models import Municipality, Organisation
from leerwerk.parties.queries import sectors_of
from leerwerk.placement.actions import network as doing
from leerwerk.placement.forms.network import ContactForm, EmployerFilter, InterestForm, PromiseForm, VisitForm
from leerwerk.placement.models import EmployerContact, EmployerPromise, EmployerVisit
from leerwerk.placement.network_choices import TONES
from leerwerk.placement.promising import came, outcome
from leerwerk.placement.queries import network as queries
from leerwerk.placement.rules import network as rules
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.web.paging import CountedUpTo

PER_PAGE = 40


@shows(rules.NETWORKERS_SEE_EMPLOYERS)
def employers(request: ActorRequest) -> HttpResponse:
    """The employers of the region: how far each is, whom one speaks to, what is next."""
    form = EmployerFilter(
        request.GET,
        towns=Municipality.objects.filter(region=request.actor.region),
        sectors=sectors_of(request.actor),
    )
    said = form.cleaned_data if form.is_valid() else {}
    pages = CountedUpTo(queries.employer_keys(request.actor, said), PER_PAGE, queries.employers_shown)
    context = {
        "form": form,
        "page": pages.get_page(request.GET.get("page")),
        "more": pages.more,
        "today": timezone.localdate(),
        "keeps": rules.keeps_the_network(request.actor),
    }
    return render(request, "placement/employers.html", context)


@shows(rules.NETWORKERS_SEE_AN_EMPLOYER)
def employer(request: ActorRequest, employer: Organisation) -> HttpResponse:
    """All that the region knows of one employer; an employer sees its own contacts and what it promised."""
    (known,) = queries.employers_shown([employer.pk])
    reads, today = rules.reads_the_network(request.actor), timezone.localdate()
    workplaces = queries.workplaces_at(employer)
    offered = [(row.sector, row.places) for row in workplaces]
    visits = list(queries.visits_to(employer)[: queries.LATEST_VISITS + 1]) if reads else []
    context: dict[str, Any] = {
        "employer": employer,
        "known": known,
        "workplaces": workplaces,
        "promises": [_promised(one, offered) for one in queries.promises_at(employer)],
        "visits": visits[: queries.LATEST_VISITS],
        "older": len(visits) > queries.LATEST_VISITS,
        "reads": reads,
        "keeps": rules.keeps_the_network(request.actor),
        "keeps_contacts": rules.keeps_contacts(request.actor),
        "today": today,
    }
    return render(request, "placement/employer.html", context)


def _promised(promise: EmployerPromise, offered: list[tuple[str, int]]) -> dict[str, Any]:
    state = outcome(promise, offered, timezone.localdate())
    return {
        "row": promise,
        "came": came(promise, offered),
        "state": state.label,
        "tone": TONES.get(state, "neutral"),
        "open": state.value == "open",
    }


def _page(request: ActorRequest, form: Any, title: str, employer: Organisation, template: str = "form") -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "title": title, "employer": employer}
    return render(request, f"placement/employer_{template}.html", context, status=status)


def _done(request: ActorRequest, told: str, employer_id: int) -> HttpResponse:
    messages.success(request, told)
    return redirect("placement:employer", pk=employer_id)


@changes(rules.KEEPERS_NOTE_A_CONTACT)
def contact_new(request: ActorRequest, employer: Organisation) -> HttpResponse:
    """Note somebody whom one speaks to."""
    form = ContactForm(request.POST or None, instance=EmployerContact(employer=employer))
    if request.method == "POST" and form.is_valid():
        doing.keep_contact(contact=form.save(commit=False), by=request.actor)
        return _done(request, _("The contact was saved."), employer.pk)
    return _page(request, form, _("Add a contact"), employer)


@changes(rules.KEEPERS_CHANGE_A_CONTACT)
def contact_change(request: ActorRequest, contact: EmployerContact) -> HttpResponse:
    """Change somebody whom one speaks to."""
    form = ContactForm(request.POST or None, instance=contact)
    if request.method == "POST" and form.is_valid():
        kept = doing.keep_contact(contact=form.save(commit=False), by=request.actor)
        if kept.pk == contact.pk:
            return _done(request, _("The contact was saved."), contact.employer_id)
        form.add_error("name", _("Somebody with this name and address stands there already."))
    return _page(request, form, _("Change a contact"), contact.employer)


@changes(rules.KEEPERS_CHANGE_A_CONTACT)
def contact_remove(request: ActorRequest, contact: EmployerContact) -> HttpResponse:
    """Take a contact away after a question."""
    if request.method != "POST":
        return render(request, "placement/contact_remove.html", {"contact": contact})
    key = contact.employer_id
    doing.remove_contact(contact=contact, by=request.actor)
    return _done(request, _("The contact was taken away."), key)


@changes(rules.KEEPERS_NOTE_OF_AN_EMPLOYER)
def visit_new(request: ActorRequest, employer: Organisation) -> HttpResponse:
    """Note a visit, with what comes next."""
    today = timezone.localdate()
    initial = {"day": today, "next_owner": request.actor.membership_id}
    owners = queries.who_can_do_it(request.actor, today)
    form = VisitForm(request.POST or None, owners=owners, initial=initial)
    if request.method == "POST" and form.is_valid():
        visit = form.visit()
        visit.employer = employer
        doing.note_visit(visit=visit, by=request.actor)
        return _done(request, _("The visit was noted."), employer.pk)
    return _page(request, form, _("Note a visit"), employer)


@changes(rules.NETWORKERS_SEE_A_VISIT)
def visit(request: ActorRequest, visit: EmployerVisit) -> HttpResponse:
    """One visit; whoever did the next step says so."""
    if request.method == "POST":
        doing.take_next_step(visit=visit, by=request.actor)
        return _done(request, _("Noted that it was done."), visit.employer_id)
    row = EmployerVisit.objects.select_related("employer", "visitor", "next_person").get(pk=visit.pk)
    return render(request, "placement/visit.html", {"visit": row, "today": timezone.localdate()})


@changes(rules.KEEPERS_NOTE_OF_AN_EMPLOYER)
def promise_new(request: ActorRequest, employer: Organisation) -> HttpResponse:
    """Note a promise of places."""
    form = PromiseForm(request.POST or None, initial={"sector": employer.sector})
    if request.method == "POST" and form.is_valid():
        promise = form.promise()
        promise.employer = employer
        doing.note_promise(promise=promise, by=request.actor)
        return _done(
            request, _("The promise was noted. Workplaces that are offered from now on count for it."), employer.pk
        )
    return _page(request, form, _("Note a promise"), employer)


@changes(rules.KEEPERS_WITHDRAW_A_PROMISE)
def promise_withdraw(request: ActorRequest, promise: EmployerPromise) -> HttpResponse:
    """The employer takes a promise back."""
    if request.method == "POST":
        doing.withdraw_promise(promise=promise, by=request.actor)
        messages.success(request, _("The promise was withdrawn."))
    return redirect("placement:employer", pk=promise.employer_id)


@changes(rules.KEEPERS_NOTE_OF_AN_EMPLOYER)
def interest(request: ActorRequest, employer: Organisation) -> HttpResponse:
    """Say how far an employer is."""
    (known,) = queries.employers_shown([employer.pk])
    form = InterestForm(request.POST or None, initial={"state": known.interest})
    if request.method == "POST" and form.is_valid():
        doing.say_interest(employer=employer, state=form.cleaned_data["state"], by=request.actor)
        return _done(request, _("Saved."), employer.pk)
    return _page(request, form, _("How far is this employer?"), employer)
