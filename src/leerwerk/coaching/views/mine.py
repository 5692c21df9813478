"""What a participant sees of how they are accompanied, in plain words, and what they say themselves."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from leerwerk.coaching import actions, rules
from leerwerk.coaching.enums import Mood, Side
from leerwerk.coaching.forms import AnswerForm, MoodForm
from leerwerk.coaching.models import MoodTold, Note
from leerwerk.coaching.queries.people import shared_with, sides_of, steps_to_do
from leerwerk.coaching.views.people import who
from leerwerk.coaching.views.showing import FACES, moods, shown_talk
from leerwerk.parties.enums import Function
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.trajectories.rules import paths_of


@shows(rules.CANDIDATES_SEE_THEIR_COACHING)
def mine(request: ActorRequest) -> HttpResponse:
    """Who accompanies me, when we talk, what was written about it, and what I do."""
    today = timezone.localdate()
    enrolment = paths_of(request.actor).order_by("-since", "-id").first()
    sides = sides_of(enrolment, today) if enrolment is not None else []
    side = next((one for one in sides if one.clock.side == Side.CANDIDATE), None)
    told = MoodTold.objects.filter(clock=side.clock, day=today).first() if side is not None else None
    context = {
        "side": side,
        "talks": [shown_talk(one, request.actor) for one in side.talks] if side is not None else [],
        "shared": shared_with(enrolment, Side.CANDIDATE) if enrolment is not None else [],
        "steps": steps_to_do(request.actor, rules.steps_of(request.actor)),
        "moods": moods(),
        "told": {"label": Mood(told.mood).label, "icon": FACES[told.mood]} if told is not None else None,
    }
    return render(request, "coaching/mine.html", context)


@changes(rules.CANDIDATES_TELL_HOW_THEY_ARE)
def mood(request: ActorRequest) -> HttpResponse:
    """How I am today: one tap."""
    form = MoodForm(request.POST)
    clock = rules.clocks_of(request.actor).order_by("-enrolment__since").first()
    if request.method == "POST" and clock is not None and form.is_valid():
        actions.tell_mood(clock=clock, mood=form.said(), by=request.actor)
        messages.success(request, _("Thank you. Your coach reads it."))
    return redirect("coaching:mine")


@changes(rules.WHO_WAS_SPOKEN_WITH_ANSWERS)
def answer(request: ActorRequest, note: Note) -> HttpResponse:
    """Say something about what was written of a talk."""
    own, back = request.actor.candidate_id is not None, reverse("coaching:mine")
    if request.actor.function == Function.EMPLOYER:
        back = reverse("coaching:said", args=[note.enrolment_id])
    elif not own:
        back = reverse("coaching:talk", args=[note.talk_id])
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.answer_note(note=note, text=form.cleaned_data["text"], by=request.actor)
        messages.success(request, _("Thank you. It stands beside what was written."))
        return redirect(back)
    context = {"form": form, "note": note, "own": own, "back": back, "person": "" if own else who(note.enrolment)}
    return render(request, "coaching/answer.html", context, status=422 if request.method == "POST" else 200)
