"""The conversation of an intake, page by page: each is saved when it is left, and read back at the end."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from leerwerk.parties.enums import SECTORS, sector_label
from leerwerk.privacy.doors import ActorRequest, changes
from leerwerk.recruitment import actions, queries, rules
from leerwerk.recruitment.conversation import (
    MOST_WISHES,
    OF_THE_INTAKE,
    answers_told,
    differences,
    gaps,
    label_of,
    stamp_of,
    told,
    values_of,
)
from leerwerk.recruitment.forms import FORMS, StepForm
from leerwerk.recruitment.models import Candidate, Intake, WorkExperience
from leerwerk.recruitment.stamps import stamp
from leerwerk.recruitment.steps import BY_SLUG, STEPS, Step
from leerwerk.web.icons import ICONS

ORDER = [step.slug for step in STEPS]
LATER, WORK, OBSTACLE, FINISH = "later", "work_history", "obstacle", "finish"


def address(name: str, intake: Intake, *more: object) -> str:
    """Return the address of a page about an intake."""
    return reverse(f"recruitment:{name}", args=[intake.candidate_id, intake.pk, *more])


def _after(intake: Intake, step: Step, go: str) -> str:
    """Return where to go when a step is saved: what was pressed, or else the next step."""
    if go == LATER:
        return reverse("recruitment:candidate", args=[intake.candidate_id])
    if go in {WORK, OBSTACLE}:
        name = "add_work" if go == WORK else "add_obstacle"
        return f"{reverse(f'recruitment:{name}', args=[intake.candidate_id])}?intake={intake.pk}"
    following = [*ORDER, FINISH][ORDER.index(step.slug) + 1]
    to = go if go in BY_SLUG or go == FINISH else following
    return address("finish_intake", intake) if to == FINISH else address("intake_step", intake, to)


def _way(intake: Intake, current: str) -> list[dict[str, object]]:
    """Return the steps for the bar above the page."""
    bar: list[dict[str, object]] = [
        {"slug": step.slug, "title": step.title, "done": step.slug in intake.answers.done, "url": ""} for step in STEPS
    ]
    bar.append({"slug": FINISH, "title": _("Read back"), "done": False, "url": ""})
    for item in bar:
        slug = str(item["slug"])
        item["current"] = slug == current
        item["url"] = address("finish_intake", intake) if slug == FINISH else address("intake_step", intake, slug)
    return bar


def _pictures(chosen: list[str]) -> list[dict[str, object]]:
    """Return a picture for every sector, with the rank that it has among the wishes."""
    ranks = {code: rank for rank, code in enumerate(chosen, 1)}
    full = len(chosen) >= MOST_WISHES
    return [
        {
            "code": code,
            "name": sector_label(code),
            "icon": f"sector_{code}" if f"sector_{code}" in ICONS else "placement",
            "rank": ranks.get(code, 0),
            "full": full and code not in ranks,
        }
        for code in {**SECTORS, **dict.fromkeys(chosen)}
    ]


def _page(request: ActorRequest, intake: Intake, form: StepForm, **more: object) -> HttpResponse:
    step = form.step
    chosen = list(form["sectors"].value() or []) if "sectors" in form.fields else []
    context: dict[str, object] = {
        "candidate": intake.candidate,
        "intake": intake,
        "step": step,
        "number": ORDER.index(step.slug) + 1,
        "way": _way(intake, step.slug),
        "form": form,
        "chosen": [(code, sector_label(code)) for code in chosen],
        "pictures": _pictures(chosen) if "sectors" in form.fields else [],
        "theirs": [],
        "by": "",
        "at": "",
    }
    if step.slug == "work":
        context["work"] = WorkExperience.objects.filter(candidate=intake.candidate)
    if step.slug == "home":
        context["obstacles"] = intake.candidate.obstacles.filter(solved_on=None).select_related("owner")
    status = 422 if form.is_bound and (form.errors or more.get("theirs")) else 200
    return render(request, "recruitment/intake_step.html", context | more, status=status)


def found_open(request: ActorRequest, candidate: Candidate, key: int) -> Intake | HttpResponse:
    """Return an open intake of this candidate, or the way to where it is read when it is closed."""
    intake = get_object_or_404(queries.intakes_of(candidate), pk=key)
    intake.candidate = candidate
    if intake.is_open:
        return intake
    messages.info(request, _("This intake is finished. What was said in it does not change any more."))
    return redirect(address("intake", intake))


def closed(request: ActorRequest, candidate: Candidate, state: Intake | None) -> HttpResponse:
    """Say that somebody else finished an intake, or threw it away, a moment ago."""
    if state is None:
        messages.error(request, _("Somebody else threw this intake away a moment ago. Nothing was saved."))
        return redirect("recruitment:candidate", pk=candidate.pk)
    messages.error(request, _("Somebody else finished this intake a moment ago. Nothing of yours was saved."))
    return redirect(address("intake", state))


def _clash(request: ActorRequest, form: StepForm, now: Intake) -> HttpResponse:
    """Show what somebody else wrote meanwhile beside what was typed; sending it once more writes it over theirs."""
    written = values_of(now, form.step)
    data = request.POST.copy()
    data["seen"] = stamp(written)
    again = type(form)(data, intake=now)
    again.is_valid()
    theirs = [
        (label_of(name), told(now if name in OF_THE_INTAKE else now.answers, name))
        for name, value in form.values.items()
        if written[name] != value
    ]
    return _page(request, now, again, theirs=theirs, **_who(now))


def _who(now: Intake) -> Mapping[str, Any]:
    return {"by": now.changed_by or _("somebody"), "at": date_format(localtime(now.changed_at), "H:i")}


@changes(rules.CASEWORKERS_KEEP_A_FILE)
def step(request: ActorRequest, candidate: Candidate, intake: int, step: str) -> HttpResponse:
    """One page of the conversation."""
    if step not in FORMS:
        raise Http404
    row = found_open(request, candidate, intake)
    if isinstance(row, HttpResponse):
        return row
    form = FORMS[step](request.POST or None, intake=row)
    if request.method != "POST" or not form.is_valid():
        return _page(request, row, form)
    try:
        actions.save_step(
            intake=row, step=form.step, values=form.values, seen=form.cleaned_data["seen"], by=request.actor
        )
    except actions.ChangedMeanwhile as other:
        other.intake.candidate = candidate
        return _clash(request, form, other.intake)
    except actions.IntakeIsClosed as over:
        return closed(request, candidate, over.intake)
    return redirect(_after(row, form.step, request.POST.get("go", "")))


@changes(rules.CASEWORKERS_RANK_WISHES)
def press(request: ActorRequest, candidate: Candidate, intake: int) -> HttpResponse:
    """Put the pressed picture behind the wishes, or take it out; nothing is saved before the step is left."""
    row = found_open(request, candidate, intake)
    if isinstance(row, HttpResponse):
        return row
    if request.method != "POST":
        return redirect(address("intake_step", row, "wishes"))
    kind, _colon, code = request.POST.get("press", "").partition(":")
    chosen = [one for one in dict.fromkeys(request.POST.getlist("sectors")) if one]
    known = code in {**SECTORS, **dict.fromkeys([*chosen, *row.answers.sectors])}
    if kind == "add" and known and code not in chosen and len(chosen) < MOST_WISHES:
        chosen.append(code)
    elif kind == "remove":
        chosen = [one for one in chosen if one != code]
    elif kind == "up" and code in chosen[1:]:
        place = chosen.index(code)
        chosen[place - 1 : place + 1] = [code, chosen[place - 1]]
    data = request.POST.copy()
    data.setlist("sectors", list(chosen))
    form = FORMS["wishes"](data, intake=row)
    return _page(request, row, form)


@changes(rules.CASEWORKERS_KEEP_A_FILE)
def finish(request: ActorRequest, candidate: Candidate, intake: int) -> HttpResponse:
    """Read back what was said, see what it changes of the profile, and finish."""
    row = found_open(request, candidate, intake)
    if isinstance(row, HttpResponse):
        return row
    changed = False
    if request.method == "POST":
        try:
            done = actions.finish_intake(intake=row, seen=request.POST.get("seen", ""), by=request.actor)
        except actions.NotAskedYet:
            pass  # the page says what
        except actions.ChangedMeanwhile as other:
            row, changed = other.intake, True
            candidate = row.candidate
        except actions.IntakeIsClosed as over:
            return closed(request, candidate, over.intake)
        else:
            messages.success(request, _("The intake is finished. What was said is the profile from now on."))
            return redirect(address("intake", done))
    return _read_back(request, candidate, row, changed=changed)


def _read_back(request: ActorRequest, candidate: Candidate, row: Intake, *, changed: bool) -> HttpResponse:
    missing = list(gaps(row))
    context = {
        "candidate": candidate,
        "intake": row,
        "way": _way(row, FINISH),
        "gaps": [(gap, address("intake_step", row, gap.step.slug)) for gap in missing],
        "parts": [(step, answers_told(row, step), address("intake_step", row, step.slug)) for step in STEPS],
        "obstacles": candidate.obstacles.filter(solved_on=None).select_related("owner"),
        "before": candidate.profile,
        "newer": candidate.profile is not None and candidate.profile.stated_on > row.held_on,
        "changes": [] if missing else differences(candidate.profile, row.answers),
        "seen": stamp_of(row),
        "changed": changed,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "recruitment/intake_finish.html", context, status=status)
