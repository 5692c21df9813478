"""From a function to tasks: the duties, four questions about each, and what remains for a starter."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from leerwerk.placement import actions, rules
from leerwerk.placement.forms.tasks import DutiesForm, DutyForms, answers_known
from leerwerk.placement.models import Workplace
from leerwerk.placement.splitting import Duty, verdict
from leerwerk.placement.task_enums import Fit
from leerwerk.privacy.doors import ActorRequest, changes
from leerwerk.trajectories.actions import WrittenMeanwhile


def _sorted(duties: list[Duty]) -> list[dict[str, Any]]:
    """Return the duties as the page shows them: what a starter does now, after learning, and what stays."""
    judged = [(duty, verdict(duty)) for duty in duties]
    return [
        {
            "fit": fit,
            "label": fit.label,
            "duties": [
                {"name": duty.name, "why": [why.label for why in found.why]}
                for duty, found in judged
                if found.fits == fit
            ],
        }
        for fit in Fit
    ]


def _first(request: ActorRequest, workplace: Workplace, form: DutiesForm, *, has_tasks: bool = False) -> HttpResponse:
    status = 422 if form.is_bound else 200
    context = {"workplace": workplace, "form": form, "has_tasks": has_tasks}
    return render(request, "placement/split.html", context, status=status)


def _second(
    request: ActorRequest, workplace: Workplace, seen: int, rows: DutyForms, wrong: str = "", *, tried: bool = False
) -> HttpResponse:
    """The questions; below them what remains, once they were answered."""
    answered = rows.is_bound and rows.is_valid()
    context = {
        "workplace": workplace,
        "rows": rows,
        "seen": seen,
        "wrong": wrong,
        "result": _sorted(rows.duties()) if answered else [],
        "none_for_starter": answered and all(verdict(duty).fits == Fit.NOT for duty in rows.duties()),
    }
    status = 422 if wrong or (tried and not answered) else 200
    return render(request, "placement/split_duties.html", context, status=status)


def _shown(request: ActorRequest, workplace: Workplace) -> HttpResponse:
    """Ask for the duties; or, with ``?known``, at once the questions about the tasks that are there."""
    known = {task.name: task for task in workplace.tasks.all()}
    if known and "known" in request.GET:
        rows = DutyForms(prefix="duty", initial=answers_known(known, known))
        return _second(request, workplace, workplace.edits, rows)
    form = DutiesForm(initial={"seen": workplace.edits, "duties": "\n".join(known)})
    return _first(request, workplace, form, has_tasks=bool(known))


def _begin(request: ActorRequest, workplace: Workplace) -> HttpResponse:
    """Take the duties in, and ask about each."""
    form = DutiesForm(request.POST)
    if not form.is_valid():
        return _first(request, workplace, form)
    known = {task.name: task for task in workplace.tasks.all()}
    rows = DutyForms(prefix="duty", initial=answers_known(form.cleaned_data["duties"], known))
    return _second(request, workplace, form.cleaned_data["seen"], rows)


def _seen(request: ActorRequest) -> int:
    typed = request.POST.get("seen", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else -1


@changes(rules.EMPLOYERS_KEEP_A_WORKPLACE)
def split(request: ActorRequest, workplace: Workplace) -> HttpResponse:
    """Go from a function to tasks; nothing is written before the last button."""
    if request.method != "POST":
        return _shown(request, workplace)
    if "duty-TOTAL_FORMS" not in request.POST:
        return _begin(request, workplace)
    rows, seen = DutyForms(request.POST, prefix="duty"), _seen(request)
    if request.POST.get("do") != "save" or not rows.is_valid():
        return _second(request, workplace, seen, rows, tried=True)
    try:
        actions.split_function(workplace=workplace, duties=rows.duties(), seen=seen, by=request.actor)
    except WrittenMeanwhile:
        told = _("Somebody else changed this workplace meanwhile. Your answers are still here; look at theirs first.")
        return _second(request, workplace, seen, rows, told)
    except actions.WorkplaceIsWithdrawn:
        messages.error(request, _("Somebody withdrew this workplace meanwhile. Nothing was changed."))
    else:
        messages.success(request, _("The tasks were saved. Candidates and agreements show what a starter does."))
    return redirect("placement:workplace", pk=workplace.pk)
