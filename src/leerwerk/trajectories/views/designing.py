"""Blueprints to change: copying, a new version, taking off the shelf."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from leerwerk.engine import model as generic
from leerwerk.privacy.doors import ActorRequest, changes
from leerwerk.trajectories import actions, queries, rules
from leerwerk.trajectories.fact_labels import change_texts
from leerwerk.trajectories.forms import CopyForm, DesignForms
from leerwerk.trajectories.labels import label
from leerwerk.trajectories.models import Blueprint, BlueprintVersion


@changes(rules.DIRECTORS_COPY_A_BLUEPRINT)
def copy_blueprint(request: ActorRequest, blueprint: Blueprint) -> HttpResponse:
    """Make an own copy."""
    title = _("%(title)s, our version") % {"title": blueprint.title}
    versions = blueprint.versions.select_related("blueprint")
    form = CopyForm(
        request.POST or None, versions=versions, initial={"version": versions.first(), "title": title[:140]}
    )
    if request.method == "POST" and form.is_valid():
        made = actions.copy_blueprint(by=request.actor, **form.cleaned_data)
        messages.success(request, _("The copy was made. Change what is different with you."))
        return redirect("trajectories:change_blueprint", pk=made.pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "title": _("Copy %(title)s") % {"title": blueprint.title}}
    return render(request, "trajectories/form.html", context, status=status)


@changes(rules.DIRECTORS_CHANGE_THEIR_BLUEPRINT)
def change_blueprint(request: ActorRequest, blueprint: Blueprint) -> HttpResponse:
    """Change an own blueprint: a new version, with a note."""
    seen = _seen(request, blueprint)
    forms = DesignForms(queries.design_of(seen), seen.number, request.POST if request.method == "POST" else None)
    if request.method == "POST" and forms.is_valid():
        made = _saved(request, blueprint, seen, forms)
        if made is not None:
            return redirect("trajectories:blueprint", pk=blueprint.pk)
    status = 422 if request.method == "POST" else 200
    context = {
        "form": forms.whole,
        "parts": list(forms.parts.values()),
        "papers": forms.papers,
        "rhythms": [
            (_("With the participant"), forms.rhythms["candidate"]),
            (_("With the employer"), forms.rhythms["employer"]),
        ],
        "all_forms": forms.all,
        "blueprint": blueprint,
    }
    return render(request, "trajectories/change_blueprint.html", context, status=status)


def _seen(request: ActorRequest, blueprint: Blueprint) -> BlueprintVersion:
    """Return the version that was on the screen, not one that was saved since; the latest for a fresh page."""
    asked = request.POST.get("based_on", "")
    known = blueprint.versions.filter(number=asked).first() if asked.isdecimal() and len(asked) < 10 else None
    return known or blueprint.versions.all()[0]


def _saved(
    request: ActorRequest, blueprint: Blueprint, seen: BlueprintVersion, forms: DesignForms
) -> BlueprintVersion | None:
    """Save what the forms say as a version; None when it cannot be, with the reason in the form."""
    form, based_on = forms.whole, forms.whole.cleaned_data["based_on"]
    design = forms.applied_to(queries.design_of(seen))
    try:
        generic.from_dict(generic.to_dict(design))
        made = actions.change_blueprint(
            blueprint=blueprint, based_on=based_on, design=design, note=form.cleaned_data["note"], by=request.actor
        )
    except generic.InvalidBlueprint as invalid:
        form.add_error(None, ", ".join(f"{p.path}: {label(p.code)}" for p in invalid.problems))
        return None
    except actions.ChangedMeanwhile as meanwhile:
        form.add_error(None, _changed_meanwhile(blueprint, based_on, meanwhile.latest))
        return None
    if made.number == based_on:
        messages.info(request, _("Nothing was different, so there is no new version."))
    else:
        messages.success(request, _("Version %(number)s was saved.") % {"number": made.number})
    return made


def _changed_meanwhile(blueprint: Blueprint, based_on: int, latest: int) -> str:
    """Say what somebody else changed, so that it can be taken over, and how to go on."""
    versions: dict[int, Any] = {v.number: v for v in blueprint.versions.filter(number__in=(based_on, latest))}
    told = change_texts(queries.differences(versions[based_on], versions[latest])) if based_on in versions else []
    return _(
        "Somebody saved version %(number)s meanwhile. What changed there: %(changes)s. "
        "Open the blueprint again and add your changes to that version."
    ) % {"number": latest, "changes": "; ".join(f"{what}: {before} → {after}" for what, before, after in told[:10])}


@changes(rules.DIRECTORS_RETIRE_THEIR_BLUEPRINT)
def retire_blueprint(request: ActorRequest, blueprint: Blueprint) -> HttpResponse:
    """Take an own blueprint off the shelf after a question."""
    if request.method != "POST":
        return render(request, "trajectories/retire.html", {"blueprint": blueprint})
    actions.retire_blueprint(blueprint=blueprint, by=request.actor)
    messages.success(request, _("The blueprint was taken off the shelf. Groups made from it stay."))
    return redirect("trajectories:blueprints")
