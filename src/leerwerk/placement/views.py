"""Workplaces: the list, a page, the form of five minutes."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from leerwerk.parties.enums import Function
from leerwerk.parties.models import Municipality
from leerwerk.placement import actions, queries, rules
from leerwerk.placement.forms import OfferForm, WorkplaceFilter, WorkplaceForm
from leerwerk.placement.models import Offer, Workplace
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.trajectories.rules import group_options_of

PER_PAGE = 40


def _may_offer(request: ActorRequest) -> bool:
    return request.actor.function in {Function.EMPLOYER, Function.DIRECTOR}


@shows(rules.MEMBERS_SEE_WORKPLACES)
def workplaces(request: ActorRequest) -> HttpResponse:
    """The workplaces that concern the actor."""
    today = timezone.localdate()
    form = WorkplaceFilter(request.GET, towns=Municipality.objects.filter(region=request.actor.region))
    said = form.cleaned_data if form.is_valid() else {}
    page = Paginator(queries.workplaces_listed(request.actor, said, today), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "stale_before": today - queries.FRESH_FOR,
        "may_offer": _may_offer(request),
    }
    return render(request, "placement/workplaces.html", context)


@shows(rules.MEMBERS_SEE_A_WORKPLACE)
def workplace(request: ActorRequest, workplace: Workplace) -> HttpResponse:
    """One workplace."""
    row = Workplace.objects.select_related("employer", "municipality", "site").get(pk=workplace.pk)
    keeps = _may_offer(request) and row.withdrawn_at is None
    context = {
        "workplace": row,
        "tasks": list(row.tasks.all()),
        "offers": queries.offers_of(row),
        "stale": row.confirmed_on < timezone.localdate() - queries.FRESH_FOR,
        "keeps": keeps,
        "directs": keeps and request.actor.function == Function.DIRECTOR,
    }
    return render(request, "placement/workplace.html", context)


def _edit(request: ActorRequest, row: Workplace, title: str) -> HttpResponse:
    assert request.actor.region_id is not None
    own = request.actor.organisation_id if request.actor.function == Function.EMPLOYER else None
    known = row.pk is not None
    initial = {"tasks": "\n".join(row.tasks.values_list("name", flat=True))} if known else {}
    form = WorkplaceForm(
        request.POST or None, instance=row, initial=initial, region_id=request.actor.region_id, employer_id=own
    )
    if request.method == "POST" and form.is_valid():
        change = actions.change_workplace if known else actions.register_workplace
        made = change(workplace=form.save(commit=False), tasks=form.cleaned_data["tasks"], by=request.actor)
        messages.success(request, _("%(title)s was saved. It can be offered to groups now.") % {"title": made.title})
        return redirect("placement:workplace", pk=made.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "placement/form.html", {"form": form, "title": title}, status=status)


@changes(rules.EMPLOYERS_OFFER_WORK)
def new(request: ActorRequest) -> HttpResponse:
    """Offer a workplace."""
    row = Workplace(code=f"w{request.actor.organisation_id}-{timezone.now():%y%m%d%H%M%S%f}", shifts=1023, places=1)
    if request.actor.function == Function.EMPLOYER:
        row.employer_id = request.actor.organisation_id  # type: ignore[assignment]
    return _edit(request, row, _("Offer a workplace"))


@changes(rules.EMPLOYERS_KEEP_A_WORKPLACE)
def change(request: ActorRequest, workplace: Workplace) -> HttpResponse:
    """Change a workplace."""
    return _edit(request, workplace, _("Change %(title)s") % {"title": workplace.title})


@changes(rules.EMPLOYERS_KEEP_A_WORKPLACE)
def confirm(request: ActorRequest, workplace: Workplace) -> HttpResponse:
    """Still right."""
    if request.method == "POST":
        actions.confirm_workplace(workplace=workplace, by=request.actor)
        messages.success(request, _("Thank you. It is confirmed for 90 days."))
    return redirect("placement:workplace", pk=workplace.pk)


@changes(rules.EMPLOYERS_KEEP_A_WORKPLACE)
def withdraw(request: ActorRequest, workplace: Workplace) -> HttpResponse:
    """Withdraw a workplace after a question."""
    if request.method != "POST":
        return render(request, "placement/withdraw.html", {"workplace": workplace})
    actions.withdraw_workplace(workplace=workplace, by=request.actor)
    messages.success(request, _("The workplace was withdrawn. People who work there stay."))
    return redirect("placement:workplaces")


@changes(rules.DIRECTORS_OFFER_TO_GROUPS)
def offer(request: ActorRequest, workplace: Workplace) -> HttpResponse:
    """Offer a workplace to a group option."""
    form = OfferForm(request.POST or None, groups=group_options_of(request.actor))
    if request.method == "POST" and form.is_valid():
        actions.offer_workplace(workplace=workplace, cohort=form.cleaned_data["cohort"], by=request.actor)
        messages.success(request, _("The workplace is offered to the group."))
        return redirect("placement:workplace", pk=workplace.pk)
    status = 422 if request.method == "POST" else 200
    title = _("Offer %(title)s to a group") % {"title": workplace.title}
    return render(request, "placement/form.html", {"form": form, "title": title}, status=status)


@changes(rules.DIRECTORS_TAKE_AN_OFFER_BACK)
def withdraw_offer(request: ActorRequest, offer: Offer) -> HttpResponse:
    """Take a workplace back from a group."""
    if request.method == "POST":
        actions.withdraw_offer(offer=offer, by=request.actor)
        messages.success(request, _("The workplace is no longer offered to that group."))
    return redirect("placement:workplace", pk=offer.workplace_id)
