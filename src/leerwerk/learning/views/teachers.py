"""Another teacher or room for one session, and a teacher who cannot come for a while."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leerwerk.learning import rules
from leerwerk.learning.actions.sessions import AlreadyHeld, staff_session
from leerwerk.learning.actions.teachers import TeacherAway, Unanswered, teacher_away
from leerwerk.learning.consequences import InTheWay
from leerwerk.learning.forms.teachers import InsteadForm, StaffForm, TeacherAwayForm
from leerwerk.learning.models import Session
from leerwerk.learning.queries.clashes import remarks
from leerwerk.learning.queries.sessions import with_place
from leerwerk.learning.queries.teachers import lessons_away, teachers_of
from leerwerk.learning.views.clashing import in_the_way, to_know
from leerwerk.privacy.doors import ActorRequest, changes

MOST = 60  # lessons on one page


@changes(rules.KEEPERS_CHANGE_A_SESSION)
def staff(request: ActorRequest, session: Session) -> HttpResponse:
    """Let another teacher give a session, or be in another room."""
    row = with_place(Session.objects.filter(pk=session.pk)).get()
    form = StaffForm(request.POST or None, session=row)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            staff_session(session=session, teacher=given["teacher"], room=given["room"], by=request.actor)
        except AlreadyHeld:
            form.add_error(None, _("Who was there is recorded already. This session took place."))
        except InTheWay as busy:
            form.add_error(busy.clash.of, in_the_way(busy.clash))
        else:
            messages.success(request, _("Changed. Everybody whom it concerns gets a letter."))
            return redirect("learning:group", pk=session.cohort_id)
    context = {"session": row, "form": form, "title": _("Another teacher or room"), "stops": False}
    return render(request, "learning/change.html", context, status=422 if request.method == "POST" else 200)


def _told(away: TeacherAway) -> str:
    """Return what was done with how many lessons, and how many letters go out."""
    if not away.sessions:
        return _("Nothing changed: this was done already.")
    done = [
        (away.cancelled, ngettext("%(count)d lesson cancelled", "%(count)d lessons cancelled", away.cancelled)),
        (away.taken_over, ngettext("%(count)d lesson taken over", "%(count)d lessons taken over", away.taken_over)),
        (away.moved, ngettext("%(count)d lesson moved", "%(count)d lessons moved", away.moved)),
    ]
    letters = ngettext("%(count)d person gets a letter.", "%(count)d people get one letter each.", away.letters)
    what = ", ".join(text % {"count": count} for count, text in done if count)
    return f"{what}. {letters % {'count': away.letters}}"


@changes(rules.KEEPERS_REPLACE_A_TEACHER)
def away(request: ActorRequest) -> HttpResponse:
    """Say which teacher cannot come and when; then, for each lesson, what happens instead."""
    teachers = teachers_of(request.actor)
    form = TeacherAwayForm(request.GET or None, teachers=teachers)
    context: dict[str, Any] = {"form": form, "any": form.is_bound or teachers.exists(), "answers": None}
    if not form.is_valid():
        status = 422 if form.is_bound or request.method == "POST" else 200
        return render(request, "learning/teacher_away.html", context, status=status)
    given = form.cleaned_data
    teacher, period = given["teacher"], (given["first"], given["last"])
    found = lessons_away(request.actor, teacher, *period, timezone.now())
    others = [one for one in teachers if one.pk != teacher.pk]
    answers = InsteadForm(
        request.POST or None, sessions=found[:MOST], others=others, away=period, proposed=given["instead"]
    )
    ready = request.method == "POST" and answers.is_valid() and len(found) <= MOST
    if ready and (done := _change(request, given, answers)) is not None:
        messages.success(request, _told(done))
        return redirect("learning:today")
    context |= {"answers": answers, "teacher": teacher, "first": period[0], "last": period[1]}
    context |= {"count": len(found), "most": MOST, "too_many": len(found) > MOST}
    return render(request, "learning/teacher_away.html", context, status=422 if request.method == "POST" else 200)


def _change(request: ActorRequest, given: dict[str, Any], answers: InsteadForm) -> TeacherAway | None:
    """Do what was said; None when it cannot be done, which the form then says."""
    period, ways = {name: given[name] for name in ("teacher", "first", "last")}, answers.answers()
    moved = [(row, *moment) for row in answers.sessions if (moment := ways[row.pk].moment) is not None]
    try:
        with transaction.atomic():  # what is in the way comes before what one should know
            done = teacher_away(**period, answers=ways, by=request.actor)
            going_on = answers.told(to_know(remarks(request.actor, moved)))
            transaction.set_rollback(not going_on)
        return done if going_on else None
    except Unanswered:
        answers.add_error(None, _("Lessons were added meanwhile. Say what happens with those too."))
    except InTheWay as busy:
        key = busy.clash.session.pk
        answers.add_error(f"day_{key}" if ways[key].moment else f"what_{key}", in_the_way(busy.clash))
    return None
