"""Blueprints: the shelf, a page with the picture and the check, copying, changing, comparing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from leerwerk.engine import model as generic
from leerwerk.parties.enums import Function
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.trajectories import actions, queries, rules
from leerwerk.trajectories.finding_labels import finding_text, remedy_text
from leerwerk.trajectories.forms import BlueprintForm, CopyForm, component_forms
from leerwerk.trajectories.labels import citation_text, label
from leerwerk.trajectories.models import Blueprint, BlueprintVersion
from leerwerk.web.pictures import Axis, Stretch

SEVERITIES = {generic.Severity.BLOCKING: "bad", generic.Severity.WARNING: "warn", generic.Severity.ADVICE: "info"}


def said(text: generic.Text) -> str:
    """Return words of a design in the reader's language; languages without a translation read English."""
    return text.nl if (get_language() or "nl").startswith("nl") else text.en


def picture(design: generic.Blueprint) -> Axis:
    """Return the six components on a time axis, with the ranges of Table 1 behind them."""
    comparison = generic.compare(design)
    outside = sum(bar.fit is not generic.Fit.INSIDE for bar in comparison.bars)
    sentence = _("From the first to the last month: %(months)s months.") % {"months": f"{comparison.total_months:g}"}
    if outside:
        sentence += " " + _("%(count)s components lie outside the usual range.") % {"count": outside}
    return Axis(
        title=said(design.title),
        sentence=sentence,
        stretches=[
            Stretch(
                label=label(bar.kind),
                start=bar.start,
                end=bar.end,
                low=bar.generic.low,
                high=bar.generic.high,
                fits=bar.fit is generic.Fit.INSIDE,
                extra=bar.nature is generic.ComponentNature.STATUS_HOLDER,
            )
            for bar in comparison.bars
        ],
        gates=[(label(kind), month) for kind, month in comparison.gates],
    )


def _findings(design: generic.Blueprint) -> list[dict[str, object]]:
    order = list(SEVERITIES)
    found = sorted(generic.check(design), key=lambda finding: order.index(finding.severity))
    return [
        {
            "text": finding_text(finding),
            "remedy": remedy_text(finding),
            "where": citation_text(finding.citation),
            "severity": label(finding.severity),
            "tone": SEVERITIES[finding.severity],
        }
        for finding in found
    ]


def _components(design: generic.Blueprint) -> list[dict[str, object]]:
    bars = {bar.kind: bar for bar in generic.compare(design).bars}
    return [
        {
            "name": label(component.kind),
            "months": component.months,
            "range": bars[component.kind].generic,
            "roles": [
                {"name": label(part.role), "duties": [label(duty) for duty in part.duties]} for part in component.parts
            ],
            "missing": [
                _(" or ").join(label(role) for role in sorted(wanted)) for wanted in bars[component.kind].missing_roles
            ],
            "content": [label(item) for item in component.content],
        }
        for component in design.components
    ]


def _page(version: BlueprintVersion) -> dict[str, object]:
    design = queries.design_of(version)
    hours = design.weekly_hours
    profile = design.profile
    facts = generic.facts(design)
    return {
        "design": design,
        "title": said(design.title),
        "description": said(design.description),
        "level": label(design.level),
        "picture": picture(design),
        "findings": _findings(design),
        "components": _components(design),
        "hours": hours,
        "work_share": hours.work / hours.total if hours.total else None,
        "language": [
            (label(skill), label(level) if (level := profile.language.of(skill)) else "–")
            for skill in generic.LanguageSkill
        ],
        "profile": profile,
        "week": sum(1 << n for n, day in enumerate(generic.WORKING_WEEK) if day in (profile.availability or ())),
        "credentials": [said(credential.title) for credential in design.credentials],
        "tasks": [said(task) for task in design.work_tasks],
        "stated": [
            (fact.path, fact.value, citation_text(fact.citation)) for fact in facts if fact.citation is not None
        ],
        "assumed": [(fact.path, fact.value) for fact in facts if fact.citation is None],
    }


@shows(rules.MEMBERS_SEE_BLUEPRINTS)
def blueprints(request: ActorRequest) -> HttpResponse:
    """The shelf."""
    shelf = [
        {"row": one, "title": said(one.design.title), "level": label(one.design.level)}
        for one in queries.shelf(request.actor)
    ]
    return render(request, "trajectories/blueprints.html", {"shelf": shelf})


@shows(rules.MEMBERS_SEE_A_BLUEPRINT)
def blueprint(request: ActorRequest, blueprint: Blueprint) -> HttpResponse:
    """One blueprint, in its latest or the asked version."""
    versions = list(blueprint.versions.select_related("made_by"))
    asked = request.GET.get("version", "")
    version = next((v for v in versions if str(v.number) == asked), versions[0])
    directs = request.actor.function == Function.DIRECTOR
    context = {
        "blueprint": blueprint,
        "version": version,
        "versions": versions,
        "directs": directs,
        "own": directs and blueprint.owner_id == request.actor.organisation_id,
        **_page(version),
    }
    return render(request, "trajectories/blueprint.html", context)


@changes(rules.DIRECTORS_COPY_A_BLUEPRINT)
def copy_blueprint(request: ActorRequest, blueprint: Blueprint) -> HttpResponse:
    """Make an own copy."""
    title = _("%(title)s, our version") % {"title": blueprint.title}
    versions = blueprint.versions.all()
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
    latest = get_object_or_404(blueprint.versions.all()[:1])
    design = queries.design_of(latest)
    form = BlueprintForm(request.POST or None, initial=BlueprintForm.values_of(design))
    parts = component_forms(design, request.POST or None)
    all_forms = [form, *parts.values()]
    wrong = [one for one in all_forms if not one.is_valid()]  # every form is asked, so that all errors show at once
    if request.method == "POST" and not wrong:
        changed = form.applied_to(design, parts)
        try:
            generic.from_dict(generic.to_dict(changed))
        except generic.InvalidBlueprint as invalid:
            form.add_error(None, ", ".join(f"{p.path}: {label(p.code)}" for p in invalid.problems))
        else:
            made = actions.change_blueprint(
                blueprint=blueprint, design=changed, note=form.cleaned_data["note"], by=request.actor
            )
            messages.success(request, _("Version %(number)s was saved.") % {"number": made.number})
            return redirect("trajectories:blueprint", pk=blueprint.pk)
    status = 422 if request.method == "POST" else 200
    context = {
        "form": form,
        "parts": [(label(kind), part) for kind, part in parts.items()],
        "all_forms": all_forms,
        "blueprint": blueprint,
    }
    return render(request, "trajectories/change_blueprint.html", context, status=status)


@shows(rules.MEMBERS_SEE_A_BLUEPRINT)
def compare(request: ActorRequest, blueprint: Blueprint) -> HttpResponse:
    """Two versions, or two blueprints, side by side."""
    known = rules.versions_of(request.actor).select_related("blueprint").order_by("blueprint__title", "-number")
    old = get_object_or_404(blueprint.versions.all()[:1])
    asked = request.GET.get("with", "")
    new = known.filter(pk=asked).first() if asked.isdigit() else None
    context: dict[str, object] = {"blueprint": blueprint, "versions": known, "old": old, "new": new}
    if new is not None:
        one, other = queries.design_of(old), queries.design_of(new)
        context |= {
            "pictures": [picture(one), picture(other)],
            "changes": generic.difference(one, other),
        }
    return render(request, "trajectories/compare.html", context)


@changes(rules.DIRECTORS_CHANGE_THEIR_BLUEPRINT)
def retire_blueprint(request: ActorRequest, blueprint: Blueprint) -> HttpResponse:
    """Take an own blueprint off the shelf."""
    if request.method != "POST":
        return render(request, "trajectories/retire.html", {"blueprint": blueprint})
    actions.retire_blueprint(blueprint=blueprint, by=request.actor)
    messages.success(request, _("The blueprint was taken off the shelf. Groups made from it stay."))
    return redirect("trajectories:blueprints")
