"""Work processes with their words, what a participant can do, and the words to learn."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from leerwerk.learning import rules
from leerwerk.learning.actions import craft as actions
from leerwerk.learning.enums import TickRole
from leerwerk.learning.forms.craft import ProcessForm, WordForm
from leerwerk.learning.models import VocabularyItem, WorkProcess
from leerwerk.learning.queries import craft as queries
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.trajectories.models import Blueprint, Enrolment


@shows(rules.MEMBERS_SEE_PROCESSES)
def processes(request: ActorRequest, blueprint: Blueprint) -> HttpResponse:
    """What participants of a blueprint learn to do in this region, and the words for it."""
    supplies = rules.SUPPLIERS_ADD_A_PROCESS.allows(request.actor)
    context = {
        "blueprint": blueprint,
        "processes": [
            (process, [(word, supplies and rules.own_word(request.actor, word)) for word in process.words.all()])
            for process in queries.processes_listed(blueprint, request.actor.region)
        ],
        "supplies": supplies,
    }
    return render(request, "learning/processes.html", context)


def _form(request: ActorRequest, form: Any, title: str, blueprint: int, lead: object = "") -> HttpResponse:
    context = {"form": form, "title": title, "blueprint": blueprint, "lead": lead}
    return render(request, "learning/craft_form.html", context, status=422 if request.method == "POST" else 200)


@changes(rules.SUPPLIERS_ADD_A_PROCESS)
def new_process(request: ActorRequest, blueprint: Blueprint) -> HttpResponse:
    """Write a work process."""
    row = WorkProcess(blueprint=blueprint, region_id=request.actor.region)
    form = ProcessForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        actions.save_process(process=form.save(commit=False), by=request.actor)
        messages.success(request, _("The work process was written."))
        return redirect("learning:processes", pk=blueprint.pk)
    return _form(request, form, _("New work process"), blueprint.pk, blueprint.title)


@changes(rules.SUPPLIERS_CHANGE_A_PROCESS)
def change_process(request: ActorRequest, process: WorkProcess) -> HttpResponse:
    """Change a work process, or take it off the list."""
    if request.method == "POST" and request.POST.get("retire"):
        actions.retire_process(process=process, by=request.actor)
        messages.success(request, _("Taken off the list. What was ticked stays."))
        return redirect("learning:processes", pk=process.blueprint_id)
    form = ProcessForm(request.POST or None, instance=process)
    if request.method == "POST" and form.is_valid():
        actions.save_process(process=form.save(commit=False), by=request.actor)
        messages.success(request, _("The work process was written."))
        return redirect("learning:processes", pk=process.blueprint_id)
    return _form(request, form, _("Change the work process"), process.blueprint_id)


@changes(rules.SUPPLIERS_CHANGE_A_PROCESS)
def new_word(request: ActorRequest, process: WorkProcess) -> HttpResponse:
    """Add a word or sentence to a work process."""
    form = WordForm(request.POST or None, request.FILES or None, instance=VocabularyItem(process=process))
    if request.method == "POST" and form.is_valid():
        try:
            photo = form.cleaned_data["photo"]
            actions.add_word(word=form.save(commit=False), by=request.actor, photo=photo)
        except actions.AnothersWord as there:
            told = _("This is on the list already, written by %(who)s. Ask them to change it.")
            form.add_error("text", told % {"who": there.word.supplied_by or _("somebody else")})
        else:
            messages.success(request, _("Added to the words."))
            return redirect("learning:processes", pk=process.blueprint_id)
    return _form(request, form, _("New word or sentence"), process.blueprint_id, process.title)


@changes(rules.SUPPLIERS_REMOVE_A_WORD)
@require_POST
def remove_word(request: ActorRequest, word: VocabularyItem) -> HttpResponse:
    """Take a word off the list."""
    blueprint = word.process.blueprint_id
    actions.remove_word(word=word, by=request.actor)
    messages.success(request, _("The word was taken off the list."))
    return redirect("learning:processes", pk=blueprint)


@shows(rules.PARTIES_SEE_LEARNING)
def progress(request: ActorRequest, enrolment: Enrolment) -> HttpResponse:
    """What a participant can do, and who saw it."""
    rows = queries.progress_of(enrolment)
    may = rules.TICKERS_TICK.allows(request.actor) and enrolment.stage in (*rules.ATTENDING, "completed")
    mine = queries.roles_of(request.actor, enrolment.cohort) if may else frozenset()
    context = {
        "enrolment": enrolment,
        "person": enrolment.participant,
        "group": enrolment.cohort,
        "rows": [
            {"process": row.process, "cells": [(role, tick, role in mine) for role, tick in row.ticks.items()]}
            for row in rows
        ],
        "roles": list(TickRole),
        "seen": [(role.label, queries.seen_by(rows, role), len(rows)) for role in TickRole] if rows else [],
        "own": request.actor.candidate_id is not None,
    }
    return render(request, "learning/progress.html", context)


@changes(rules.TICKERS_TICK)
@require_POST
def tick(request: ActorRequest, enrolment: Enrolment) -> HttpResponse:
    """Tick what a participant can do, or take that back."""
    key, role = request.POST.get("process", ""), request.POST.get("role", "")
    if not (key.isdecimal() and len(key) < 15 and role in TickRole.values):
        messages.error(request, _("Choose what you saw."))
        return redirect("learning:progress", pk=enrolment.pk)
    there = WorkProcess.objects.filter(
        blueprint=enrolment.cohort.version.blueprint_id, region=enrolment.cohort.region_id
    )
    process = get_object_or_404(there, pk=key)
    can = request.POST.get("can") == "yes"
    try:
        with transaction.atomic():
            actions.tick(enrolment=enrolment, process=process, role=TickRole(role), can=can, by=request.actor)
    except actions.NotYourColumn:
        messages.error(request, _("Somebody else ticks this column."))
    else:
        messages.success(request, _("Ticked.") if can else _("Taken back."))
    return redirect("learning:progress", pk=enrolment.pk)


@shows(rules.PARTIES_SEE_LEARNING)
def words(request: ActorRequest, enrolment: Enrolment) -> HttpResponse:
    """The words of the work, large, to learn and to hear."""
    context = {
        "enrolment": enrolment,
        "person": enrolment.participant,
        "group": enrolment.cohort,
        "words": queries.words_for(enrolment),
        "own": request.actor.candidate_id is not None,
    }
    return render(request, "learning/words.html", context)
