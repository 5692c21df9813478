"""What is done before the start: of a group, of a participant, and of a candidate themselves."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from leerwerk.engine.pathway import Doer
from leerwerk.engine.pathway.preparing import Side
from leerwerk.parties.enums import Function
from leerwerk.privacy.doors import ActorRequest, shows
from leerwerk.trajectories import own_words, rules
from leerwerk.trajectories.enums import PreparationKind, PreparationState, Stage
from leerwerk.trajectories.models import Cohort, Enrolment, Preparation
from leerwerk.trajectories.preparation_labels import title_of
from leerwerk.trajectories.queries.paths import paths_with_facts
from leerwerk.trajectories.queries.preparing import overview, pieces_for, waits_of
from leerwerk.trajectories.views.showing_preparation import checks_of, evidence_of, line, reports_of

TASTER, TEAM = PreparationKind.TASTER, PreparationKind.INTERCULTURAL_TEAM


@shows(rules.PARTIES_SEE_PARTICIPANTS)
def preparations(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """A group: who has done what before the start, and how far the teams are."""
    found = overview(request.actor, cohort)
    heads: dict[str, str] = {}  # what the design asks, in the order of its days; what people added comes after it
    for one in found.people:
        for row in one.pieces:
            if row.content:
                heads.setdefault(row.content, title_of(row))
    people = [
        {
            "enrolment": one.enrolment,
            "cells": [
                {"head": title, "lines": [line(row) for row in one.pieces if row.content == content]}
                for content, title in heads.items()
            ],
            "more": [line(row) for row in one.pieces if not row.content],
        }
        for one in found.people
    ]
    context = {
        "group": cohort,
        "heads": list(heads.values()),
        "people": people,
        "more": any(one["more"] for one in people),
        "teams": [line(row) for row in found.teams],
    }
    return render(request, "trajectories/preparations.html", context)


@shows(rules.PARTIES_SEE_WHAT_SOMEBODY_PREPARES)
def prepared(request: ActorRequest, enrolment: Enrolment) -> HttpResponse:
    """One participant: what is done before the start, until when, and who acts next."""
    found = paths_with_facts([enrolment])
    if not found:
        raise Http404
    rows = pieces_for(request.actor, found[0])
    waits = waits_of(rows)
    context = {
        "enrolment": enrolment,
        "person": enrolment.participant,
        "group": enrolment.cohort,
        "lines": [line(row, waits[row.pk]) for row in rows],
        "evidence": evidence_of(found[0], rows),
        "adds": request.actor.function in {Function.CASEWORKER, Function.DIRECTOR}
        and enrolment.stage == Stage.PRE_TRACK,
        "only_own": request.actor.function == Function.EMPLOYER,
    }
    return render(request, "trajectories/prepared.html", context)


@shows(rules.CANDIDATES_SEE_THEIR_PREPARATION)
def mine(request: ActorRequest) -> HttpResponse:
    """What a candidate does before the start, in plain words, with their own language beside it."""
    rows = list(rules.preparations_of(request.actor).prefetch_related("reports").order_by("due_on", "id"))
    waits = waits_of(rows)
    language = own_words.language_of(rows[0].enrolment) if rows else ""
    lines = [
        line(row, waits[row.pk])
        | {
            "tells": row.kind == TASTER
            and row.days is not None
            and row.state == PreparationState.OPEN
            and Side.CANDIDATE not in row.told_by,
            "own": own_words.about(language, row.kind, row.content),
            "own_result": own_words.say(language, f"result_{row.result}") if row.result else "",
        }
        for row in rows
    ]
    context = {
        "open": [one for one in lines if one["open"]],
        "done": [one for one in lines if not one["open"]],
        "words": own_words.words(language),
        "language": language,
        "direction": own_words.direction(language),
    }
    return render(request, "trajectories/my_preparation.html", context)


def _ways(request: ActorRequest, row: Preparation) -> dict[str, Any]:
    """What the actor may do about a piece from here."""
    actor, is_open = request.actor, row.state == PreparationState.OPEN
    owns = rules.own_preparations(actor).filter(pk=row.pk).exists()
    mine = actor.candidate_id is not None
    arranged = row.kind == TASTER and row.days is not None
    tells = {
        Side.EMPLOYER: actor.function == Function.EMPLOYER and row.employer_id == actor.organisation_id,
        Side.CANDIDATE: mine or actor.function == Function.CASEWORKER,
    }
    return {
        "concludes": owns and not (row.kind in (TASTER, TEAM) and row.state == PreparationState.DONE),
        "arranges": owns and row.kind == TASTER and is_open and row.employer_id is not None,
        "checks": owns and row.kind == TEAM,
        "reports": arranged and is_open and tells[Side.EMPLOYER] and Side.EMPLOYER not in row.told_by,
        "tells": arranged and is_open and tells[Side.CANDIDATE] and Side.CANDIDATE not in row.told_by,
        "changes": is_open
        and actor.function in {Function.CASEWORKER, Function.DIRECTOR}
        and rules.changed_preparations(actor).filter(pk=row.pk).exists(),
        "reads_reports": mine
        or actor.function in {Function.CASEWORKER, Function.DIRECTOR}
        or (actor.function == Function.EMPLOYER and row.employer_id == actor.organisation_id),
    }


@shows(rules.PARTIES_SEE_A_PREPARATION)
def preparation(request: ActorRequest, row: Preparation) -> HttpResponse:
    """One piece: what it is, whose, until when, what came of it, and what may be done now."""
    mine = request.actor.candidate_id is not None
    context = _ways(request, row) | {
        "line": line(row, waits_of([row])[row.pk]),
        "row": row,
        "group": row.cohort,
        "person": "" if row.enrolment is None else row.enrolment.participant,
        "told": reports_of(row) if row.kind == TASTER else [],
        "checks_there": checks_of(row),
        "mine": mine,
        "by_employer": row.doer == Doer.EMPLOYER,
        "is_taster": row.kind == TASTER,
    }
    return render(request, "trajectories/preparation.html", context)
