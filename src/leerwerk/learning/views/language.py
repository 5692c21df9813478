"""Language levels over time, of a participant and of a group; and writing them."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from leerwerk.engine.language import State
from leerwerk.learning import rules
from leerwerk.learning.actions import language as actions
from leerwerk.learning.enums import MeasureSource
from leerwerk.learning.forms.language import LevelsForm
from leerwerk.learning.models import LanguageLevel
from leerwerk.learning.queries import language as queries
from leerwerk.learning.queries.sessions import participants
from leerwerk.learning.views.showing import growth_picture, measured_rows, skill_cards, skills_in_order
from leerwerk.parties.enums import Function
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.trajectories.models import Cohort, Enrolment
from leerwerk.trajectories.queries.known import told_at_intake


def _page(request: ActorRequest, enrolment: Enrolment, form: LevelsForm | None) -> HttpResponse:
    now, actor = timezone.localdate(), request.actor
    row = enrolment
    rows = queries.levels_of(row)
    measured = queries.measured_of(row, rows)
    group = queries.group_of(row.cohort)
    skills = [group.skill(skill, measured, now) for skill in skills_in_order()]
    writes = rules.SCHOOLS_MEASURE.allows(actor) and (
        not rules.sees_practice(actor) or enrolment.stage not in rules.BEFORE_PRACTICE
    )
    if writes and form is None:
        usual = MeasureSource.TEACHER if actor.function == Function.EDUCATOR else MeasureSource.TEST
        practice = rules.sees_practice(actor)
        given = {"day": now, "source": MeasureSource.PRACTICE if practice else usual}
        form = LevelsForm(initial=given, practice=practice)
    context: dict[str, Any] = {
        "enrolment": row,
        "person": row.participant,
        "group": row.cohort,
        "cards": skill_cards(skills),
        "picture": growth_picture(skills),
        "rows": measured_rows(rows, told_at_intake(row.participant)),
        "form": form if writes else None,
        "organisation": actor.organisation_id if writes else None,
        "own": actor.candidate_id is not None,
    }
    wrong = form is not None and form.is_bound
    return render(request, "learning/language.html", context, status=422 if wrong else 200)


@shows(rules.PARTIES_SEE_LEARNING)
def language(request: ActorRequest, enrolment: Enrolment) -> HttpResponse:
    """The language levels of one participant over time."""
    return _page(request, enrolment, None)


@changes(rules.SCHOOLS_MEASURE)
@require_POST
def measure(request: ActorRequest, enrolment: Enrolment) -> HttpResponse:
    """Write levels that were measured."""
    form = LevelsForm(request.POST, practice=rules.sees_practice(request.actor))
    if not form.is_valid():
        return _page(request, enrolment, form)
    with transaction.atomic():
        written = actions.write_levels(
            enrolment=enrolment,
            day=form.cleaned_data["day"],
            source=MeasureSource(form.cleaned_data["source"]),
            levels=form.levels(),
            by=request.actor,
        )
    text = ngettext("%(count)d level was written.", "%(count)d levels were written.", len(written))
    messages.success(request, text % {"count": len(written)})
    return redirect("learning:language", pk=enrolment.pk)


@changes(rules.SCHOOLS_TAKE_A_LEVEL_BACK)
@require_POST
def take_back(request: ActorRequest, level: LanguageLevel) -> HttpResponse:
    """Take back a level that was a mistake."""
    enrolment = level.enrolment_id
    actions.take_level_back(level=level, by=request.actor)
    messages.success(request, _("The level was taken back."))
    return redirect("learning:language", pk=enrolment)


@shows(rules.PARTIES_SEE_LESSONS)
def group_language(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """How the language of everybody in a group stands."""
    now = timezone.localdate()
    people = participants(request.actor, cohort)
    measured, group = queries.levels_by_person(people), queries.group_of(cohort)
    stands = [[group.skill(skill, measured.get(one.pk, ()), now) for skill in skills_in_order()] for one in people]
    rows: list[dict[str, Any]] = [
        {"enrolment": one, "cards": skill_cards(skills)} for one, skills in zip(people, stands, strict=True)
    ]
    asked = [{one.growth.state for one in skills if one.skill in group.with_goal} for skills in stands]
    context = {
        "group": cohort,
        "rows": rows,
        "heads": [card["skill"] for card in rows[0]["cards"]] if rows else [],
        "behind": sum(State.BEHIND in states for states in asked),
        "unmeasured": sum(State.NOT_MEASURED_LATELY in states for states in asked),
    }
    return render(request, "learning/group_language.html", context)
