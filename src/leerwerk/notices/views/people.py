"""Being away, how often one is reminded, when the director is asked as well, and which letters went out."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from leerwerk.notices import actions, queries, rules
from leerwerk.notices.forms import AwayForm, LetterFilter, RemindersForm, TermForm
from leerwerk.notices.models import Absence, Outgoing
from leerwerk.parties.models import Region
from leerwerk.privacy.doors import ActorRequest, changes, shows

PER_PAGE = 40


@changes(rules.MEMBERS_SAY_THEY_ARE_AWAY)
def away(request: ActorRequest) -> HttpResponse:
    """When I am away, and who takes over."""
    form = AwayForm(request.POST if request.method == "POST" else None, colleagues=queries.colleagues_of(request.actor))
    if request.method == "POST" and form.is_valid():
        try:
            actions.say_away(by=request.actor, **form.cleaned_data)
        except actions.AlreadyAway:
            form.add_error("since", _("You are away on one of these days already. Take that back first."))
        else:
            messages.success(request, _("Noted. On those days you are not asked and get no letters."))
            return redirect("notices:away")
    context = {"form": form, "absences": list(queries.absences_of(request.actor)), "today": timezone.localdate()}
    context["back"] = reverse("notices:mine")
    return render(request, "notices/away.html", context, status=422 if request.method == "POST" else 200)


@changes(rules.MEMBERS_COME_BACK)
def come_back(request: ActorRequest, absence: Absence) -> HttpResponse:
    """I am there after all."""
    if request.method == "POST":
        actions.end_absence(absence=absence, by=request.actor)
        messages.success(request, _("Good. From now on you are asked again."))
    return redirect("notices:away")


@changes(rules.MEMBERS_CHOOSE_REMINDERS)
def reminders(request: ActorRequest) -> HttpResponse:
    """How often I get a letter."""
    assert request.actor.person_id is not None
    form = RemindersForm(
        request.POST if request.method == "POST" else None,
        initial={"rhythm": queries.rhythm_of(request.actor.person_id)},
    )
    if request.method == "POST" and form.is_valid():
        actions.choose_reminders(rhythm=form.cleaned_data["rhythm"], by=request.actor)
        messages.success(request, _("Your choice was saved."))
        return redirect("notices:mine")
    context = {
        "form": form,
        "line": None,
        "title": _("Letters about what waits for me"),
        "lead": _("A letter counts what waits and names no candidate. It comes in the language of your account."),
        "back": reverse("notices:mine"),
        "button": _("Save"),
    }
    return render(request, "notices/form.html", context, status=422 if request.method == "POST" else 200)


@changes(rules.DIRECTORS_SET_THE_TERM)
def term(request: ActorRequest) -> HttpResponse:
    """After how many days I am asked as well."""
    region = get_object_or_404(Region, pk=request.actor.region)
    form = TermForm(
        request.POST if request.method == "POST" else None,
        initial={"days": queries.term_of(region.pk, timezone.localdate())},
    )
    if request.method == "POST" and form.is_valid():
        actions.set_escalation_term(region=region, days=form.cleaned_data["days"], by=request.actor)
        messages.success(request, _("Saved. Tomorrow morning it is used for the first time."))
        return redirect("notices:region")
    context = {
        "form": form,
        "line": None,
        "title": _("When is the director asked as well?"),
        "lead": _(
            "What is overdue for longer than this also stands in your own list. Its owner keeps it, and is told."
        ),
        "back": reverse("notices:region"),
        "button": _("Save"),
    }
    return render(request, "notices/form.html", context, status=422 if request.method == "POST" else 200)


@shows(rules.MANAGERS_READ_THE_LETTERS)
def letters(request: ActorRequest) -> HttpResponse:
    """Which letters went out, which wait, and which could not be sent; never what stands in them."""
    form = LetterFilter(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    page = Paginator(queries.letters_listed(request.actor, said), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "notices/letters.html", {"form": form, "page": page})


@changes(rules.MANAGERS_SEND_AGAIN)
def send_again(request: ActorRequest, letter: Outgoing) -> HttpResponse:
    """Try a letter that was given up once more."""
    if request.method == "POST":
        actions.send_again(letter=letter, by=request.actor)
        messages.success(request, _("The letter is tried again within a minute."))
    return redirect("notices:letters")
