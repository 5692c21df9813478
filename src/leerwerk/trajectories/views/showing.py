"""A design as words and pictures: what the page of a blueprint shows."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from leerwerk.engine import model as generic
from leerwerk.recruitment.enums import LIMITS, SKILLS
from leerwerk.trajectories import queries
from leerwerk.trajectories.fact_labels import FIELDS, fact_text, names_of, said_already, value_text
from leerwerk.trajectories.finding_labels import finding_text, remedy_text
from leerwerk.trajectories.labels import citation_text, goal_texts, label
from leerwerk.trajectories.models import BlueprintVersion
from leerwerk.web.pictures import Axis, Stretch

SEVERITIES = {generic.Severity.BLOCKING: "bad", generic.Severity.WARNING: "warn", generic.Severity.ADVICE: "info"}


def said(text: generic.Text) -> str:
    """Return words of a design in the reader's language; languages without a translation read English."""
    return text.nl if (get_language() or "nl").startswith("nl") else text.en


def picture(design: generic.Blueprint) -> Axis:
    """Return the six components on a time axis, with the ranges of Table 1 behind them."""
    comparison = generic.compare(design)
    outside = sum(bar.fit is not generic.Fit.INSIDE for bar in comparison.bars)
    sentence = _("From the first to the last month: %(months)s months.") % {"months": f"{comparison.total_months:.3g}"}
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


def findings(design: generic.Blueprint) -> list[dict[str, Any]]:
    """Return what the check says, per severity, the worst first; a severity without findings is left out."""
    found = generic.check(design)
    groups = []
    for severity, tone in SEVERITIES.items():
        rows = [
            {
                "text": finding_text(finding),
                "remedy": remedy_text(finding),
                "where": citation_text(finding.citation),
                "part": _part(finding),
            }
            for finding in found
            if finding.severity is severity
        ]
        if rows:
            groups.append({"severity": label(severity), "tone": tone, "rows": rows})
    return groups


# Where a finding that belongs to no component is mended in the form; what is not named here stands at its beginning.
PARTS = {
    "profile": "profile",
    "placement": "contract",
    "credentials": "papers",
    "group": "group",
    "gates": "learn_work",
}


def _part(finding: generic.Finding) -> str:
    """The part of the form in which this can be mended."""
    return finding.component or PARTS.get(finding.place.partition(".")[0], "what")


def _components(design: generic.Blueprint) -> list[dict[str, Any]]:
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
            "span": component.span,
            "goals": goal_texts(component.language_goals),
            "phases": [(said(phase.title), phase.start, phase.months) for phase in component.phases],
            "gate": _gate(design.gate_before(component.kind)),
        }
        for component in design.components
    ]


def _gate(gate: generic.Gate | None) -> dict[str, list[str]] | None:
    if gate is None:
        return None
    return {"criteria": [label(one) for one in gate.criteria], "decided_by": [label(role) for role in gate.decided_by]}


def _week(design: generic.Blueprint) -> list[dict[str, Any]]:
    """Return the fixed half days, in the order of the week, with what happens in them while learning and working."""
    running = [
        part
        for kind in (generic.ComponentKind.LEARN_WORK, generic.ComponentKind.LANGUAGE)
        if (part := design.component(kind)) is not None
    ]
    slots: dict[generic.Dagdeel, list[str]] = {}
    for part in running:
        for slot in part.week:
            words = label(slot.activity)
            if words not in slots.setdefault(slot.dagdeel, []):
                slots[slot.dagdeel].append(words)
    return [{"name": label(day), "activities": slots[day]} for day in generic.Dagdeel if day in slots]


def _placement(design: generic.Blueprint) -> dict[str, Any]:
    terms = design.placement
    return {
        "paths": [label(path) for path in terms.paths],
        "trial_months": terms.trial_months,
        "contract_months": terms.contract_months,
        "wage_value_frame": terms.wage_value_frame,
        "clear_on": [label(term) for term in terms.clear_on],
    }


def _contacts(design: generic.Blueprint) -> list[dict[str, Any]]:
    """Return how often the coach speaks with each side: in each stage, and the moments after a placement."""
    return [
        {
            "title": title,
            "every": [
                (words, days)
                for name, words in EVERY.items()
                if (days := getattr(getattr(design.contacts, side), name)) is not None
            ],
            "weeks": ", ".join(map(str, getattr(design.contacts, side).weeks)),
            "months": ", ".join(map(str, getattr(design.contacts, side).months)),
        }
        for side, title in (("candidate", _("With the participant")), ("employer", _("With the employer")))
    ]


EVERY = {name: FIELDS[name] for name in ("pre_track", "learn_work", "search", "trial")}


def _paper(credential: generic.Credential) -> str:
    """A paper as its title, what it is, and perhaps its level."""
    facts = [label(credential.kind), *([label(credential.level)] if credential.level else [])]
    if credential.after_placement:
        facts.append(_("earned while employed"))
    return " · ".join([said(credential.title), *facts])


def _told(design: generic.Blueprint) -> dict[str, Any]:
    """Return what the whitepaper states, with where, and what is assumed."""
    known = [fact for fact in generic.facts(design) if not said_already(fact.path)]
    rows = [(fact_text(fact.path), value_text(fact.path, fact.value), fact.citation) for fact in known]
    return {
        "stated": [(what, value, citation_text(where)) for what, value, where in rows if where is not None],
        "assumed": [(what, value) for what, value, where in rows if where is None],
    }


def page(version: BlueprintVersion) -> dict[str, Any]:
    """Return everything the page of one version shows."""
    design = queries.design_of(version)
    hours, profile = design.weekly_hours, design.profile
    return {
        "design": design,
        "title": said(design.title),
        "description": said(design.description),
        "level": label(design.level),
        "reach": label(design.reach),
        "picture": picture(design),
        "findings": findings(design),
        "components": _components(design),
        "hours": hours,
        "work_share": design.work_share,
        "work_percent": round(100 * (design.work_share or 0)),
        "week_slots": _week(design),
        "placement": _placement(design),
        "contacts": _contacts(design),
        "language": [
            (label(skill), label(level) if (level := profile.language.of(skill)) else "–")
            for skill in generic.LanguageSkill
        ],
        "profile": profile,
        "skills": names_of(profile.skills, SKILLS),
        "limits": names_of(profile.excluded_limits, LIMITS),
        "made_with": [label(role) for role in profile.made_with],
        "week": sum(1 << n for n, day in enumerate(generic.WORKING_WEEK) if day in (profile.availability or ())),
        "credentials": [_paper(credential) for credential in design.credentials],
        "onward": [label(level) for level in design.onward],
        "tasks": [said(task) for task in design.work_tasks],
        **_told(design),
    }
