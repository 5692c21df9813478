"""Support: an employer's page, material for teams, planning a team, and asking for help and answering."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from leerwerk.coaching import actions
from leerwerk.coaching.enums import Side
from leerwerk.coaching.forms.support import AskForm, ContactForm, HelpForm, PlanForm
from leerwerk.coaching.material import SLUGS, every_page
from leerwerk.coaching.material import material as page_of
from leerwerk.coaching.models import HelpRequest
from leerwerk.coaching.queries import support as queries
from leerwerk.coaching.queries.people import shared_with, sides_of
from leerwerk.coaching.rules import support as rules
from leerwerk.coaching.support_enums import Topic
from leerwerk.coaching.views.showing import shown_talk
from leerwerk.parties.enums import Function
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.trajectories.enums import PreparationState, TeamCheck
from leerwerk.trajectories.models import Enrolment, Participant, Preparation
from leerwerk.trajectories.queries.participants import with_names

TOPIC_GLYPHS = {
    Topic.TALK: "speak",
    Topic.WORK: "learn_work",
    Topic.HOURS: "calendar",
    Topic.LANGUAGE: "language",
    Topic.TOGETHER: "people",
    Topic.LESSONS: "school",
    Topic.PAPERS: "money",
    Topic.OTHER: "question",
}


def _person(enrolment: Enrolment) -> Participant:
    """Return who somebody is, for whom the asker meets them. Raises Http404."""
    for one in with_names([enrolment]):
        return one.participant
    raise Http404


def _team(row: Preparation) -> dict[str, Any]:
    plan = getattr(row, "team_plan", None)
    return {
        "row": row,
        "plan": plan,
        "there": len(row.checked),
        "all": len(TeamCheck),
        "done": row.state == PreparationState.DONE,
        "first_day": queries.first_day_of(row.cohort),
    }


@shows(rules.EMPLOYERS_SEE_THEIR_SUPPORT)
def support(request: ActorRequest) -> HttpResponse:
    """An employer's people, who accompanies them and when, how far the team is, material, and who asked for help."""
    found = queries.support_of(request.actor)
    names = {one.enrolment.pk: one.enrolment.participant.given_name for one in found.people}
    context = {
        "people": found.people,
        "teams": [_team(row) for row in found.teams],
        "contact": found.contact,
        "requests": [{"row": row, "person": names.get(row.enrolment_id, "")} for row in found.requests],
        "material": every_page(get_language() or "nl"),
    }
    return render(request, "coaching/support.html", context)


@shows(rules.MEMBERS_READ_MATERIAL)
def materials(request: ActorRequest) -> HttpResponse:
    """All short pages for teams."""
    return render(request, "coaching/materials.html", {"pages": every_page(get_language() or "nl")})


@shows(rules.MEMBERS_READ_MATERIAL)
def material(request: ActorRequest, slug: str) -> HttpResponse:
    """One short page."""
    if slug not in SLUGS:
        raise Http404
    found = page_of(slug, get_language() or "nl")
    others = [one for one in every_page(get_language() or "nl") if one.slug != slug]
    return render(request, "coaching/material.html", {"found": found, "others": others})


@changes(rules.EMPLOYERS_NAME_THEIR_CONTACT)
def set_contact(request: ActorRequest) -> HttpResponse:
    """Say with whom of an employer the coach speaks."""
    members = queries.who_may_be_contact(request.actor.organisation, timezone.localdate())
    now = queries.contacts_of([request.actor.organisation]).get(request.actor.organisation)
    form = ContactForm(request.POST or None, members=members, initial={"member": now.member_id if now else ""})
    if request.method == "POST" and form.is_valid():
        actions.name_contact(member=form.chosen(), by=request.actor)
        messages.success(request, _("Saved."))
        return redirect("coaching:support")
    title = _("With whom does the coach speak?")
    return _form_page(request, form, title, _("The coach calls this person at the fixed moments."))


def _form_page(request: ActorRequest, form: Any, title: str, lead: str) -> HttpResponse:
    back = "coaching:support" if request.actor.function == Function.EMPLOYER else "notices:mine"
    context = {"form": form, "title": title, "lead": lead, "back": back}
    status = 422 if request.method == "POST" else 200
    return render(request, "coaching/support_form.html", context, status=status)


@changes(rules.EMPLOYERS_PLAN_THEIR_TEAM)
def plan_team(request: ActorRequest, team: Preparation) -> HttpResponse:
    """Plan when and by whom a team is prepared."""
    plan, first = getattr(team, "team_plan", None), queries.first_day_of(team.cohort)
    now = {name: getattr(plan, name) for name in ("team_on", "welcomes", "buddy")} if plan is not None else {}
    form = PlanForm(
        request.POST or None, first_day=first, initial={**now, "seen": plan.edits if plan is not None else 0}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.plan_team(team=team, said=form.said(), seen=form.cleaned_data["seen"], by=request.actor)
        except actions.PlannedMeanwhile:
            told = _("Somebody else planned this team meanwhile. What you typed is still here; look at theirs first.")
            form.add_error(None, told)
        else:
            messages.success(request, _("Saved."))
            return redirect("trajectories:preparation", pk=team.pk)
    lead = _("The first day of work of %(group)s is %(day)s. The team is prepared before that day.") % {
        "group": team.cohort.code,
        "day": date_format(first, "j F Y"),
    }
    return _form_page(request, form, _("Plan how the team prepares"), lead)


def _asked(request: ActorRequest, form: AskForm, enrolment: Enrolment, side: Side) -> HelpRequest | None:
    """Ask; return the request, or None with why not in the form."""
    said = form.cleaned_data
    try:
        return actions.ask_help(
            enrolment=enrolment, side=side, topic=Topic(said["topic"]), words=said["words"], by=request.actor
        )
    except actions.NobodyAccompanies:
        form.add_error(None, _("Nobody accompanies this person now. Call the municipality."))
        return None


def _topics(form: AskForm) -> list[dict[str, Any]]:
    return [{"choice": one, "glyph": TOPIC_GLYPHS[Topic(one.data["value"])]} for one in form["topic"].subwidgets]


@changes(rules.CANDIDATES_ASK_FOR_HELP)
def ask_help(request: ActorRequest) -> HttpResponse:
    """A participant asks for help: a tap on what about, and words when they want."""
    clock = queries.own_clock(request.actor)
    form = AskForm(request.POST if request.method == "POST" else None)  # also where nothing was sent
    if request.method == "POST":
        if clock is None:
            form.add_error(None, _("Nobody accompanies you now. Call your helper at the municipality."))
        elif form.is_valid() and (asked := _asked(request, form, clock.enrolment, Side.CANDIDATE)) is not None:
            return redirect("coaching:help", pk=asked.pk)
    context = {
        "form": form,
        "topics": _topics(form),
        "clock": clock,
        "coach": clock.coach.person if clock is not None and clock.coach is not None else "",
        "requests": queries.asked_before(request.actor),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "coaching/ask_help.html", context, status=status)


@changes(rules.EMPLOYERS_ASK_FOR_HELP)
def ask_help_about(request: ActorRequest, enrolment: Enrolment) -> HttpResponse:
    """An employer asks for help about somebody who works with them."""
    person = _person(enrolment)
    form = AskForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and (asked := _asked(request, form, enrolment, Side.EMPLOYER)) is not None
    ):
        return redirect("coaching:help", pk=asked.pk)
    context = {"form": form, "topics": _topics(form), "person": person}
    status = 422 if request.method == "POST" else 200
    return render(request, "coaching/ask_help_about.html", context, status=status)


@shows(rules.EMPLOYERS_READ_WHAT_WAS_SAID)
def said(request: ActorRequest, enrolment: Enrolment) -> HttpResponse:
    """What an employer spoke about with the coach about somebody, and what the participant's talks left for both."""
    sides = sides_of(enrolment, timezone.localdate())
    context = {
        "enrolment": enrolment,
        "person": _person(enrolment),
        "talks": [shown_talk(one, request.actor) for side in sides for one in side.talks],
        "shared": shared_with(enrolment, Side.EMPLOYER),
    }
    return render(request, "coaching/said.html", context)


def _help_page(request: ActorRequest, row: HelpRequest, form: HelpForm | None) -> HttpResponse:
    person, contact = _person(row.enrolment), None
    if form is not None and row.organisation_id is not None:
        contact = queries.contacts_of([row.organisation_id]).get(row.organisation_id)
    context = {
        "row": row,
        "person": person,
        "glyph": TOPIC_GLYPHS[Topic(row.topic)],
        "mine": request.actor.candidate_id is not None,
        "employer": request.actor.function == Function.EMPLOYER,
        "answers": request.actor.function in rules.ANSWER and row.answered_on is None,
        "contact": contact,
        "form": form,
    }
    return render(request, "coaching/help.html", context, status=422 if request.method == "POST" else 200)


@shows(rules.ASKERS_READ_AN_ANSWER)
def help_request(request: ActorRequest, row: HelpRequest) -> HttpResponse:
    """What somebody asked help for, and what was agreed."""
    answers = request.actor.function in rules.ANSWER and row.answered_on is None
    return _help_page(request, row, HelpForm() if answers else None)


@changes(rules.COACHES_ANSWER_WHO_ASKS)
def answer_help(request: ActorRequest, row: HelpRequest) -> HttpResponse:
    """Say what was agreed with who asked."""
    if request.method != "POST":
        return redirect("coaching:help", pk=row.pk)
    form = HelpForm(request.POST)
    if form.is_valid():
        try:
            actions.answer_help(request=row, agreed=form.cleaned_data["agreed"], by=request.actor)
        except actions.AnsweredMeanwhile:
            told = _("Somebody else answered meanwhile. What you typed is still here; look at theirs first.")
            form.add_error(None, told)
        else:
            messages.success(request, _("Saved. Who asked can read it now."))
            return redirect("coaching:help", pk=row.pk)
    return _help_page(request, row, form)
