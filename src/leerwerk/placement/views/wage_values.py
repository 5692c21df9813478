"""Wage value: over time, one look at the work, its frame, what each side says, and the participant's own page."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from leerwerk.parties.enums import Function
from leerwerk.placement import actions
from leerwerk.placement.forms.wage_values import (
    AnswerForm,
    FrameForm,
    OwnWordsForm,
    TaskForms,
    all_right,
    assess_forms,
    talk_forms,
)
from leerwerk.placement.models import Placement, WageValueRound
from leerwerk.placement.queries.placements import with_everything
from leerwerk.placement.queries.wage_values import (
    AT_WORK,
    Looked,
    agreed_by,
    handed_by,
    looked,
    next_day,
    proposed_tasks,
    rounds_of,
    where_now,
    with_wage,
)
from leerwerk.placement.rules import wage_values as rules
from leerwerk.placement.views.showing_wage import (
    growth_picture,
    growth_shown,
    round_shown,
    subsidy_shown,
    tasks_shown,
    words_shown,
)
from leerwerk.placement.wage_enums import SEEN_BY_BOTH, RoundState
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.trajectories.actions import WrittenMeanwhile
from leerwerk.trajectories.models import Enrolment


def _whole(row: WageValueRound) -> Looked:
    """Return a round with everything that the asker may read of it: one query."""
    return looked(with_wage(WageValueRound.objects.filter(pk=row.pk)).get())


def _about(row: WageValueRound) -> dict[str, Any]:
    enrolment = row.enrolment
    return {"round": row, "enrolment": enrolment, "person": enrolment.participant, "group": enrolment.cohort}


def _answer(request: ActorRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, f"placement/{template}.html", context, status=status)


@shows(rules.PARTIES_SEE_A_WAGE_VALUE)
def wage(request: ActorRequest, enrolment: Enrolment) -> HttpResponse:
    """Somebody's wage value over time: every look, the line, when it is due again."""
    rounds = rounds_of(enrolment)
    if request.actor.function == Function.EMPLOYER:
        rounds = [one for one in rounds if one.row.employer_id == request.actor.organisation_id]
    open_now = bool(rounds) and rounds[-1].row.state not in SEEN_BY_BOTH
    context = {
        "enrolment": enrolment,
        "person": enrolment.participant,
        "group": enrolment.cohort,
        "rounds": [round_shown(one) for one in reversed(rounds)],
        "growth": growth_shown(rounds) if rounds else None,
        "picture": growth_picture(rounds),
        "due": next_day(rounds),
        "today": timezone.localdate(),
        "begins": rules.makes_frames(request.actor) and enrolment.stage in AT_WORK and not open_now,
        "at_work": enrolment.stage in AT_WORK,
    }
    return render(request, "placement/wage.html", context)


@shows(rules.PARTIES_SEE_A_ROUND)
def wage_round(request: ActorRequest, row: WageValueRound) -> HttpResponse:
    """One look at somebody's work: the tasks, what both sides say when both did, the talk, and what follows."""
    found, side = _whole(row), rules.side_of(row, request.actor)
    state, money = row.state, rules.sees_money(request.actor)
    placement = None
    if money and row.placement_id is not None and state in SEEN_BY_BOTH:
        placement = with_everything(Placement.objects.filter(pk=row.placement_id)).first()
    context = {
        **_about(row),
        "one": round_shown(found),
        "tasks": tasks_shown(found),
        "words": words_shown(found),
        "side": side,
        "subsidies": subsidy_shown(found, placement) if placement is not None else [],
        "money": money,
        "may_agree": state is RoundState.FRAME and side is not None and not agreed_by(row, side),
        "may_change": state is RoundState.FRAME and rules.makes_frames(request.actor),
        "may_assess": state is RoundState.SCORING and side is not None and not handed_by(row, side),
        "may_talk": state is RoundState.COMPARED and side is not None,
        "may_write": state in SEEN_BY_BOTH and request.actor.function == Function.CASEWORKER,
        "early": row.day > timezone.localdate(),
    }
    return render(request, "placement/wage_round.html", context)


def _frame_page(
    request: ActorRequest, form: FrameForm, rows: TaskForms, about: dict[str, Any], wrong: str = ""
) -> HttpResponse:
    return _answer(request, "wage_frame", {**about, "form": form, "rows": rows, "wrong": wrong})


@changes(rules.COACHES_MAKE_A_FRAME)
def wage_new(request: ActorRequest, enrolment: Enrolment) -> HttpResponse:
    """Propose which tasks are looked at; what is known of them stands there already."""
    about = {"enrolment": enrolment, "person": enrolment.participant, "group": enrolment.cohort, "round": None}
    if request.method != "POST":
        where = where_now(enrolment)
        known = proposed_tasks(rounds_of(enrolment), where) if where else []
        form = FrameForm(initial={"seen": 0, "day": timezone.localdate()})
        return _frame_page(request, form, TaskForms(prefix="task", initial=known), about)
    form, rows = FrameForm(request.POST), TaskForms(request.POST, prefix="task")
    if not (form.is_valid() & rows.is_valid()):
        return _frame_page(request, form, rows, about)
    try:
        made = actions.frame_round(enrolment=enrolment, frame=rows.frame(form.cleaned_data["day"]), by=request.actor)
    except actions.NotAtWork:
        wrong = _("This person does not work, learn and work or work on trial now. Nothing was saved.")
    except actions.RoundIsOpen:
        wrong = _("Another look at the work is under way. Finish that one first; nothing was saved.")
    except actions.TooEarly:
        wrong = _too_early()
    else:
        messages.success(request, _("Saved. Who did not agree yet is asked to."))
        return redirect("placement:wage_round", pk=made.pk)
    return _frame_page(request, form, rows, about, wrong)


def _too_early() -> str:
    return _("Choose a day on which the work had begun, and later than what was looked at before.")


@changes(rules.COACHES_CHANGE_A_FRAME)
def wage_frame(request: ActorRequest, row: WageValueRound) -> HttpResponse:
    """Change which tasks are looked at, as long as nobody scores."""
    if row.state is not RoundState.FRAME:
        if request.method == "POST":
            messages.error(request, _("Both sides agreed with the tasks meanwhile: they stay. Nothing was changed."))
        return redirect("placement:wage_round", pk=row.pk)
    if request.method != "POST":
        known = [{"name": one.name, "share": one.share} for one in row.tasks.all()]
        form = FrameForm(initial={"seen": row.edits, "day": row.day})
        return _frame_page(request, form, TaskForms(prefix="task", initial=known), _about(row))
    form, rows = FrameForm(request.POST), TaskForms(request.POST, prefix="task")
    if not (form.is_valid() & rows.is_valid()):
        return _frame_page(request, form, rows, _about(row))
    given = form.cleaned_data
    try:
        actions.change_frame(round=row, frame=rows.frame(given["day"]), seen=given["seen"], by=request.actor)
    except WrittenMeanwhile:
        wrong = _("Somebody else changed the tasks meanwhile. What you typed is still here; look at theirs first.")
    except actions.TooEarly:
        wrong = _too_early()
    else:
        messages.success(request, _("Saved. Who did not agree yet is asked to."))
        return redirect("placement:wage_round", pk=row.pk)
    return _frame_page(request, form, rows, _about(row), wrong)


@changes(rules.SIDES_ASSESS)
def wage_agree(request: ActorRequest, row: WageValueRound) -> HttpResponse:
    """Say whether the tasks are right, before anybody scores them."""
    form = AnswerForm(request.POST or None, initial={"seen": row.edits})
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_frame(
                round=row, wanted_otherwise=form.words(), seen=form.cleaned_data["seen"], by=request.actor
            )
        except WrittenMeanwhile:
            form.add_error(None, _("Somebody changed the tasks meanwhile. Look at them below before you answer."))
        except actions.FrameIsAgreed:
            form.add_error(None, _("Both sides agreed with the tasks: they stay."))
        else:
            messages.success(request, _("Thank you. Your answer was kept."))
            return redirect("placement:wage_round", pk=row.pk)
    context = {**_about(row), "form": form, "tasks": list(row.tasks.all())}
    return _answer(request, "wage_agree", context)


@changes(rules.SIDES_ASSESS)
def wage_assess(request: ActorRequest, row: WageValueRound) -> HttpResponse:
    """Say how one side sees every task; final when it is sent."""
    found = _whole(row)
    forms = assess_forms(found.row.all_tasks, request.POST if request.method == "POST" else None)
    wrong = ""
    if request.method == "POST" and all_right(forms.values()):
        try:
            scores = {task: form.assessed() for task, form in forms.items()}
            actions.hand_in(round=row, scores=scores, by=request.actor)
        except actions.FrameIsNotAgreed:
            wrong = _("Both sides have to agree with the tasks first. What you typed is still here.")
        except actions.TooEarly:
            wrong = _("The day that is looked at is still to come. What you typed is still here.")
        else:
            messages.success(request, _("Handed in. When the other side did so too, both read each other's."))
            return redirect("placement:wage_round", pk=row.pk)
    side = rules.side_of(row, request.actor)
    context = {
        **_about(row),
        "forms": list(forms.values()),
        "wrong": wrong,
        "done": side is not None and handed_by(row, side),
        "waits": row.state is RoundState.FRAME,
        "early": row.day > timezone.localdate(),
    }
    return _answer(request, "wage_assess", context)


@changes(rules.SIDES_ASSESS)
def wage_talk(request: ActorRequest, row: WageValueRound) -> HttpResponse:
    """Say what came out of the talk: one number for a task, or that we do not agree."""
    found, side = _whole(row), rules.side_of(row, request.actor)
    if side is None:
        raise Http404
    last = {int(task): sides[side] for task, sides in found.talked.items() if side in sides}
    said = {
        task: {"number": one["number"], "disagree": one["number"] is None, "words": one["words"]}
        for task, one in last.items()
    }
    forms = talk_forms(found.row.all_tasks, said, request.POST if request.method == "POST" else None)
    wrong = ""
    if request.method == "POST" and all_right(forms.values()):
        answers = {task: talked for task, form in forms.items() if (talked := form.talked()) is not None}
        try:
            if answers:
                actions.say_in_talk(round=row, said=answers, by=request.actor)
                messages.success(request, _("Saved. A task is agreed when both sides say the same number."))
                return redirect("placement:wage_round", pk=row.pk)
            wrong = _("Say a number, or that you do not agree, for at least one task.")
        except actions.NotBothHandedIn:
            wrong = _("The talk begins when both sides handed in. What you typed is still here.")
        except actions.AgreedAlready:
            wrong = _("Both sides agreed on every task: that stays.")
    rows = [{**one, "form": forms[one["key"]]} for one in tasks_shown(found)]
    context = {
        **_about(row),
        "rows": rows,
        "forms": list(forms.values()),
        "wrong": wrong,
        "both": row.state in SEEN_BY_BOTH,
    }
    return _answer(request, "wage_talk", context)


@shows(rules.CANDIDATES_SEE_THEIR_WAGE_VALUE)
def my_wage(request: ActorRequest) -> HttpResponse:
    """How the candidate's own work is seen, in simple words."""
    enrolment = Enrolment.objects.filter(candidate=request.actor.candidate_id).order_by("-since", "-pk").first()
    rounds = rounds_of(enrolment) if enrolment else []
    context = {
        "rounds": [
            {**round_shown(one), "tasks": tasks_shown(one), "words": words_shown(one)} for one in reversed(rounds)
        ],
        "growth": growth_shown(rounds) if any(one.value is not None for one in rounds) else None,
    }
    return render(request, "placement/my_wage.html", context)


@changes(rules.CANDIDATES_SAY_THEIR_WORDS)
def wage_words(request: ActorRequest, row: WageValueRound) -> HttpResponse:
    """Put the participant's own words beside what both sides handed in."""
    own = request.actor.candidate_id is not None
    form = OwnWordsForm(request.POST or None, own=own)
    if request.method == "POST" and form.is_valid():
        try:
            actions.say_own_words(round=row, words=form.cleaned_data["words"], by=request.actor)
        except actions.NotBothHandedIn:
            form.add_error(None, _("This can be said when both sides handed in. What you typed is still here."))
        else:
            messages.success(request, _("Thank you. These words stay beside what the others say."))
            return redirect("placement:my_wage") if own else redirect("placement:wage_round", pk=row.pk)
    return _answer(request, "wage_words", {**_about(row), "form": form, "own": own})
