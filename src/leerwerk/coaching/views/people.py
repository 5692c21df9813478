"""How one participant is accompanied: both sides, the coach, another day, and what was agreed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from leerwerk.coaching import actions, rules
from leerwerk.coaching.enums import Side, WhyEnded
from leerwerk.coaching.forms import CoachForm, MoveForm
from leerwerk.coaching.models import Clock, DueContact, NextStep
from leerwerk.coaching.queries.coaches import may_accompany
from leerwerk.coaching.queries.people import sides_of
from leerwerk.coaching.views.showing import shown_side
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.trajectories.models import Enrolment, Participant


def who(enrolment: Enrolment) -> str:
    """Return the name of a participant, for whom the asker meets them; empty otherwise."""
    found = Participant.objects.filter(enrolment=enrolment.pk).first()
    return "" if found is None else str(found)


@shows(rules.COACHES_SEE_A_PERSON)
def person(request: ActorRequest, enrolment: Enrolment) -> HttpResponse:
    """One participant: who accompanies both sides, what is due, and what was talked about."""
    today = timezone.localdate()
    sides = sides_of(enrolment, today)
    context = {
        "enrolment": enrolment,
        "person": enrolment.participant,
        "group": enrolment.cohort,
        "sides": [shown_side(one, request.actor) for one in sides],
        "today": today,
    }
    return render(request, "coaching/person.html", context)


@changes(rules.COACHES_AND_DIRECTORS_NAME_A_COACH)
def coach(request: ActorRequest, clock: Clock) -> HttpResponse:
    """Say who accompanies a side, from which day, and who is the buddy."""
    buddy = clock.accompaniments.filter(role="buddy", until=None).values_list("name", flat=True).first() or ""
    form = CoachForm(
        request.POST or None,
        members=may_accompany(clock),
        follows=clock.coach_id is not None,
        initial={"seen": clock.coach_id, "since": timezone.localdate(), "member": clock.coach_id, "buddy": buddy},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.accompany(
                clock=clock,
                member=said["member"],
                role=form.role_said,
                since=said["since"],
                why=said.get("why") or WhyEnded.HANDED_OVER,
                seen=said["seen"],
                by=request.actor,
            )
            if said["buddy"].strip() and said["buddy"].strip() != buddy:
                actions.name_buddy(clock=clock, name=said["buddy"].strip(), since=said["since"], by=request.actor)
        except actions.NotThatDay:
            form.add_error("since", _("Whoever accompanies now began on that day or later. Choose a later day."))
        except actions.NotACoach:
            form.add_error("member", _("This person mentors no group of the participant. Choose somebody else."))
        except actions.SomebodyElseMeanwhile as other:
            told = _("Somebody named %(who)s meanwhile. Look at it again.")
            form.add_error(None, told % {"who": other.member.person if other.member else "–"})
        else:
            messages.success(request, _("Saved."))
            return redirect("coaching:person", pk=clock.enrolment_id)
    context = {
        "form": form,
        "person": who(clock.enrolment),
        "enrolment": clock.enrolment,
        "group": clock.enrolment.cohort,
        "title": _("Who accompanies the participant?")
        if clock.side == Side.CANDIDATE
        else _("Who accompanies the employer?"),
        "lead": "",
    }
    return render(request, "coaching/form.html", context, status=422 if request.method == "POST" else 200)


@changes(rules.COACHES_MOVE_A_CONTACT)
def move(request: ActorRequest, due: DueContact) -> HttpResponse:
    """Choose another day for a contact."""
    form = MoveForm(request.POST or None, initial={"to": due.day})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.choose_day(due=due, to=said["to"], why=said["why"], by=request.actor)
        except actions.NotMovedThere:
            told = _("Choose a day from today on, after the contact before and before the next one.")
            form.add_error("to", told)
        else:
            messages.success(request, _("The contact is on another day now."))
            return redirect("coaching:person", pk=due.clock.enrolment_id)
    context = {
        "form": form,
        "person": who(due.clock.enrolment),
        "enrolment": due.clock.enrolment,
        "group": due.clock.enrolment.cohort,
        "title": _("Choose another day"),
        "lead": _("The contacts after it stay where they are."),
    }
    return render(request, "coaching/form.html", context, status=422 if request.method == "POST" else 200)


@changes(rules.WHO_DOES_IT_FINISHES_A_STEP)
def step(request: ActorRequest, row: NextStep) -> HttpResponse:
    """What was agreed, and a button to say that it is done; or why it does not have to be done any more."""
    own = request.actor.candidate_id is not None
    if request.method == "POST":
        try:
            if "read" in request.POST:
                actions.read_withdrawal(step=row, by=request.actor)
            else:
                actions.finish_step(step=row, by=request.actor)
        except actions.StepIsWithdrawn:
            messages.info(request, _("This does not have to be done any more. Read why."))
            return redirect("coaching:step", pk=row.pk)
        messages.success(request, _("Thank you.") if "read" in request.POST else _("Done: thank you."))
        return redirect("coaching:mine") if own else redirect("notices:mine")
    context = {"row": row, "own": own, "person": "" if own else who(row.clock.enrolment), "today": timezone.localdate()}
    return render(request, "coaching/step.html", context)
