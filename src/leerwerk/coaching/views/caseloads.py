"""Whom somebody accompanies, which contacts are open in a region, and who carries how much."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leerwerk.coaching import actions, rules
from leerwerk.coaching.enums import WhyEnded
from leerwerk.coaching.forms import HandOverForm, OpenFilter, RoomForm
from leerwerk.coaching.queries import caseload as queries
from leerwerk.coaching.queries.signals import open_counts
from leerwerk.coaching.rules.caseloads import coaches_of
from leerwerk.parties.enums import Function
from leerwerk.parties.models import Membership
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.web.paging import CountedUpTo

PER_PAGE = 40


@shows(rules.COACHES_SEE_THEIR_CASELOAD)
def caseload(request: ActorRequest) -> HttpResponse:
    """Whom the actor accompanies: who is due first first."""
    today = timezone.localdate()
    people = queries.caseload_of(request.actor.membership_id or 0)
    clocks = [side for one in people for side in one.sides]
    context = {
        "people": people,
        "today": today,
        "load": queries.points(clocks, open_counts(request.actor), today),
        "late": sum(1 for one in clocks if one.due_on is not None and one.due_on < today),
        "divides": request.actor.function == Function.MENTOR or request.actor.administrator,
    }
    return render(request, "coaching/caseload.html", context)


@shows(rules.DIRECTORS_SEE_OPEN_CONTACTS)
def open_contacts(request: ActorRequest) -> HttpResponse:
    """Which contacts of the region are open, late or missed, and whom nobody accompanies."""
    today = timezone.localdate()
    form = OpenFilter(request.GET, organisations=queries.coaching_organisations(request.actor))
    said = form.cleaned_data if form.is_valid() else {}
    keys = queries.open_contacts(request.actor, said, today).values_list("pk", flat=True)
    pages = CountedUpTo(keys, PER_PAGE, queries.clocks_with)
    page = pages.get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "more": pages.more, "today": today, "narrowed": any(said.values())}
    return render(request, "coaching/open.html", context)


@shows(rules.WHO_DIVIDES_SEES_THE_BALANCE)
def balance(request: ActorRequest) -> HttpResponse:
    """Who carries how much, of how much they have room for, and who could take somebody over."""
    context = {"found": queries.balance_of(request.actor, open_counts(request.actor), timezone.localdate())}
    return render(request, "coaching/balance.html", context)


@changes(rules.WHO_DIVIDES_SAYS_ROOM)
def room(request: ActorRequest, member: Membership) -> HttpResponse:
    """For how much somebody has room."""
    form = RoomForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.say_room(member=member, points=form.cleaned_data["points"], by=request.actor)
        messages.success(request, _("Saved."))
        return redirect("coaching:balance")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "member": member, "title": _("Room for people"), "text": _("Save")}
    return render(request, "coaching/member_form.html", context, status=status)


@changes(rules.WHO_DIVIDES_HANDS_OVER)
def hand_over(request: ActorRequest, member: Membership) -> HttpResponse:
    """Let a colleague accompany everybody whom somebody accompanies."""
    colleagues = coaches_of(request.actor).filter(organisation=member.organisation_id).exclude(pk=member.pk)
    form = HandOverForm(request.POST or None, members=colleagues, initial={"since": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            moved = actions.hand_over_all(
                giver=member, taker=said["taker"], since=said["since"], why=WhyEnded(said["why"]), by=request.actor
            )
        except actions.NotThatDay:
            form.add_error("since", _("Some began later than that day. Choose a later day."))
        else:
            told = ngettext("%(n)s contact was handed over.", "%(n)s contacts were handed over.", moved)
            messages.success(request, told % {"n": moved})
            return redirect("coaching:balance")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "member": member, "title": _("Hand over"), "text": _("Hand over")}
    return render(request, "coaching/member_form.html", context, status=status)
