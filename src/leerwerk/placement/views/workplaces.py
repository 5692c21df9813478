"""Workplaces: the list, a page, the form of five minutes."""

from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from leerwerk.parties.enums import Function
from leerwerk.parties.models import Municipality, Organisation
from leerwerk.placement import actions, queries, rules
from leerwerk.placement.forms import OfferForm, WorkplaceFilter, WorkplaceForm
from leerwerk.placement.getting_there import begins, begins_too_early, ends, ends_too_late, rides_to
from leerwerk.placement.models import Offer, Workplace
from leerwerk.placement.rules.placements import guides
from leerwerk.placement.task_enums import FOR_STARTERS, Fit
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.recruitment.enums import LIMITS, SKILLS
from leerwerk.trajectories.actions import GroupIsDecided, WrittenMeanwhile
from leerwerk.trajectories.fact_labels import names_of

PER_PAGE = 40


def _may_offer(request: ActorRequest) -> bool:
    return request.actor.function in {Function.EMPLOYER, Function.DIRECTOR}


@shows(rules.MEMBERS_SEE_WORKPLACES)
def workplaces(request: ActorRequest) -> HttpResponse:
    """The workplaces that concern the actor."""
    today = timezone.localdate()
    form = WorkplaceFilter(
        request.GET,
        towns=Municipality.objects.filter(region=request.actor.region),
        sectors=queries.sectors_of(request.actor),
    )
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
    row = Workplace.objects.select_related("employer", "municipality", "site__municipality").get(pk=workplace.pk)
    keeps = _may_offer(request) and row.withdrawn_at is None
    tasks, today = list(row.tasks.all()), timezone.localdate()
    context = {
        "workplace": row,
        "tasks": [task for task in tasks if task.fits in FOR_STARTERS],
        "with_colleagues": [task for task in tasks if task.fits == Fit.NOT],
        "offers": queries.offers_of(row, request.actor),
        "skills": names_of(row.skills, SKILLS),
        "limits": names_of(row.excluded_limits, LIMITS),
        "recognitions": [
            {"row": one, "over": one.is_over(today), "later": one.valid_from > today}
            for one in queries.recognitions_at(row)
        ],
        "rides": rides_to(row),
        "begins_too_early": begins_too_early(row),
        "ends_too_late": ends_too_late(row),
        "begins": begins(row),
        "ends": ends(row),
        "stale": row.confirmed_on < today - queries.FRESH_FOR,
        "keeps": keeps,
        "directs": keeps and request.actor.function == Function.DIRECTOR,
        "guides": guides(request.actor) and row.employer.region_id == request.actor.region_id,
    }
    return render(request, "placement/workplace.html", context)


def _form(request: ActorRequest, row: Workplace) -> WorkplaceForm:
    own = request.actor.organisation_id if request.actor.function == Function.EMPLOYER else None
    known = row.pk is not None
    initial: dict[str, object] = {"ticket": uuid4()}
    if known:
        names = row.tasks.filter(fits__in=FOR_STARTERS).values_list("name", flat=True)
        initial = {"tasks": "\n".join(names), "seen": row.edits}
    return WorkplaceForm(
        request.POST or None, instance=row, initial=initial, region_id=request.actor.region, employer_id=own
    )


def _page(request: ActorRequest, form: WorkplaceForm, title: str) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, "placement/edit.html", {"form": form, "title": title}, status=status)


def _saved(request: ActorRequest, row: Workplace) -> HttpResponse:
    messages.success(request, _("%(title)s was saved. It can be offered to groups now.") % {"title": row.title})
    return redirect("placement:workplace", pk=row.pk)


def _withdrawn(request: ActorRequest, row: Workplace) -> HttpResponse:
    """Somebody withdrew the workplace between opening the page and pressing the button."""
    messages.error(request, _("Somebody withdrew this workplace meanwhile. Nothing was changed."))
    return redirect("placement:workplace", pk=row.pk)


@changes(rules.EMPLOYERS_OFFER_WORK)
def new(request: ActorRequest) -> HttpResponse:
    """Offer a workplace. The page that is sent twice makes one."""
    row = Workplace(shifts=1023, places=1)
    if request.actor.function == Function.EMPLOYER:
        own = Organisation.objects.get(pk=request.actor.organisation)
        row.employer, row.sector = own, own.sector
        if own.municipality_id is not None:
            row.municipality_id = own.municipality_id
    form = _form(request, row)
    if request.method == "POST" and form.is_valid():
        ticket = form.cleaned_data["ticket"] or uuid4()
        made = form.save(commit=False)
        made.code = f"w{made.employer_id}-{ticket.hex[:12]}"
        try:
            actions.register_workplace(workplace=made, tasks=form.cleaned_data["tasks"], by=request.actor)
        except IntegrityError:  # the same page was sent before
            made = get_object_or_404(rules.all_kept_workplaces(request.actor), code=made.code)
        return _saved(request, made)
    return _page(request, form, _("Offer a workplace"))


@changes(rules.EMPLOYERS_KEEP_A_WORKPLACE)
def change(request: ActorRequest, workplace: Workplace) -> HttpResponse:
    """Change a workplace."""
    title = _("Change %(title)s") % {"title": workplace.title}
    form = _form(request, workplace)
    if request.method == "POST" and form.is_valid():
        made = form.save(commit=False)
        try:
            actions.change_workplace(
                workplace=made,
                tasks=form.cleaned_data["tasks"],
                seen=form.cleaned_data["seen"] or 0,
                by=request.actor,
            )
        except WrittenMeanwhile:
            told = _(
                "Somebody else changed this workplace meanwhile. What you typed is still here; look at theirs first."
            )
            form.add_error(None, told)
        except actions.WorkplaceIsFull as full:
            form.add_error("places", _("%(taken)s people have a place here now.") % {"taken": full.taken})
        except actions.WorkplaceIsWithdrawn:
            return _withdrawn(request, workplace)
        else:
            return _saved(request, made)
    return _page(request, form, title)


@changes(rules.EMPLOYERS_KEEP_A_WORKPLACE)
def confirm(request: ActorRequest, workplace: Workplace) -> HttpResponse:
    """Still right."""
    if request.method == "POST":
        try:
            actions.confirm_workplace(workplace=workplace, by=request.actor)
        except actions.WorkplaceIsWithdrawn:
            return _withdrawn(request, workplace)
        messages.success(request, _("Thank you. It is confirmed for 90 days."))
    return redirect("placement:workplace", pk=workplace.pk)


@changes(rules.EMPLOYERS_WITHDRAW_A_WORKPLACE)
def withdraw(request: ActorRequest, workplace: Workplace) -> HttpResponse:
    """Withdraw a workplace after a question."""
    if request.method != "POST":
        return render(request, "placement/withdraw.html", {"workplace": workplace})
    actions.withdraw_workplace(workplace=workplace, by=request.actor)
    messages.success(request, _("The workplace was withdrawn. People who work there stay."))
    return redirect("placement:workplaces")


@changes(rules.DIRECTORS_OFFER_TO_GROUPS)
def offer(request: ActorRequest, workplace: Workplace) -> HttpResponse:
    """Offer a workplace to a group option, or to a group that is under way."""
    groups = queries.open_groups(workplace, request.actor)
    asked = request.POST if request.method == "POST" else None
    form = OfferForm(asked, groups=rules.groups_to_offer_to(request.actor) if asked else groups)
    if request.method == "POST" and form.is_valid():
        try:
            actions.offer_workplace(workplace=workplace, cohort=form.cleaned_data["cohort"], by=request.actor)
        except GroupIsDecided:
            messages.error(request, _("This group does not open, or is over."))
        except actions.WorkplaceIsWithdrawn:
            return _withdrawn(request, workplace)
        else:
            messages.success(request, _("The workplace is offered to the group."))
        return redirect("placement:workplace", pk=workplace.pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "workplace": workplace, "none_left": asked is None and not groups.exists()}
    return render(request, "placement/offer.html", context, status=status)


@changes(rules.DIRECTORS_TAKE_AN_OFFER_BACK)
def withdraw_offer(request: ActorRequest, offer: Offer) -> HttpResponse:
    """Take a workplace back from a group."""
    if request.method == "POST":
        try:
            actions.withdraw_offer(offer=offer, by=request.actor)
        except GroupIsDecided:
            messages.error(request, _("Somebody decided about this group meanwhile; it is no longer an option."))
        else:
            messages.success(request, _("The workplace is no longer offered to that group."))
    return redirect("placement:workplace", pk=offer.workplace_id)
