"""The credentials of a participant: drafting, issuing, and taking them along as PDF or Open Badge."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from leerwerk.engine.model import CredentialKind
from leerwerk.learning import rules
from leerwerk.learning.actions import credentials as actions
from leerwerk.learning.enums import DECLARES, CredentialState, TickRole
from leerwerk.learning.forms.craft import CredentialForm, SeenForm
from leerwerk.learning.models import Credential
from leerwerk.learning.paper import printed
from leerwerk.learning.queries.credentials import open_badge
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.trajectories.models import Enrolment, Participant, Party

DUTCH = "nl"


def _page(
    request: ActorRequest, enrolment: Enrolment, form: CredentialForm | None = None, seen: SeenForm | None = None
) -> HttpResponse:
    actor = request.actor
    rows = rules.credentials_of(actor).filter(enrolment=enrolment).select_related("issuer")
    issues = rules.ISSUERS_DRAFT.allows(actor)
    first = {"kind": CredentialKind.PRAKTIJKVERKLARING, "title": _("Praktijkverklaring")}
    context: dict[str, Any] = {
        "enrolment": enrolment,
        "person": enrolment.participant,
        "group": enrolment.cohort,
        "rows": list(rows),
        "form": (form or CredentialForm(initial=first)) if issues else None,
        "seen": (seen or SeenForm()) if issues else None,
        "organisation": actor.organisation_id,
        "own": actor.candidate_id is not None,
    }
    wrong = any(one is not None and one.errors for one in (form, seen))
    return render(request, "learning/credentials.html", context, status=422 if wrong else 200)


@shows(rules.PARTIES_SEE_LEARNING)
def credentials(request: ActorRequest, enrolment: Enrolment) -> HttpResponse:
    """What a participant earned."""
    return _page(request, enrolment)


@changes(rules.ISSUERS_DRAFT)
@require_POST
def draft(request: ActorRequest, enrolment: Enrolment) -> HttpResponse:
    """Draft a credential with the evidence of today."""
    form = CredentialForm(request.POST)
    if not form.is_valid():
        return _page(request, enrolment, form)
    actions.draft_credential(enrolment=enrolment, **form.cleaned_data, by=request.actor)
    messages.success(request, _("Drafted, with what was seen up to today."))
    return redirect("learning:credentials", pk=enrolment.pk)


@changes(rules.ISSUERS_DRAFT)
@require_POST
def see(request: ActorRequest, enrolment: Enrolment) -> HttpResponse:
    """Write that a paper of another body was seen."""
    form = SeenForm(request.POST)
    if not form.is_valid():
        return _page(request, enrolment, seen=form)
    actions.see_credential(enrolment=enrolment, paper=form.paper(), by=request.actor)
    messages.success(request, _("Written, as seen today."))
    return redirect("learning:credentials", pk=enrolment.pk)


@changes(rules.ISSUERS_CHANGE_A_CREDENTIAL)
@require_POST
def change_credential(request: ActorRequest, credential: Credential) -> HttpResponse:
    """Issue a credential, or take it back."""
    if request.POST.get("do") == "issue":
        try:
            actions.issue_credential(credential=credential, by=request.actor)
        except actions.WasWithdrawn:
            messages.error(request, _("This was withdrawn. Draft a new one."))
        except actions.NotIssuedHere:
            messages.error(request, _("This is a paper of another body. Write that you saw it."))
        else:
            messages.success(request, _("Issued."))
    elif request.POST.get("do") == "withdraw":
        actions.withdraw_credential(credential=credential, by=request.actor)
        messages.success(request, _("Withdrawn."))
    else:
        messages.error(request, _("Choose what to do."))
    return redirect("learning:credentials", pk=credential.enrolment_id)


@shows(rules.PARTIES_SEE_A_CREDENTIAL)
def badge(request: ActorRequest, credential: Credential) -> HttpResponse:
    """A praktijkverklaring as Open Badges 3.0, to take along; it is not signed."""
    row = Credential.objects.select_related("issuer").get(pk=credential.pk)
    if not row.is_a_badge:
        raise Http404
    named = f'attachment; filename="{row.key}.json"'
    return JsonResponse(open_badge(row), content_type="application/ld+json", headers={"Content-Disposition": named})


def _seen(one: dict[str, Any]) -> str:
    return " · ".join(f"{TickRole(seen['role']).label}: {seen['by']}, {seen['day']}" for seen in one["seen"])


def _facts(row: Credential, person: Participant) -> dict[str, Any]:
    """Return the texts of the PDF."""
    facts = {
        "title": row.title,
        "language": DUTCH,
        "issuer": row.issuer.name,
        "name": str(person),
        "declares": str(DECLARES[CredentialKind(row.kind)]),
        "signature": _("name, day and signature"),
        "nothing": _("No work process was ticked yet."),
    }
    return facts | (_own(row) if row.issued_here else _of_others(row))


def _own(row: Credential) -> dict[str, Any]:
    """Return what stands on a paper that is given here, with what it rests on."""
    cohort = row.enrolment.cohort
    employer = Party.objects.filter(enrolment=row.enrolment, role="employer", until=None).select_related("organisation")
    attendance = row.evidence.get("attendance")
    rows = [[_("Trajectory"), cohort.version.blueprint.title], [_("Day"), date_format(row.day, "j F Y")]]
    if attendance:
        told = _("%(a)s of %(e)s times") % {"a": attendance["attended"], "e": attendance["expected"]}
        rows.append([_("Attendance"), told])
    works_at = employer.first()
    return {
        "footer": _("Made with leerwerk. A paper is valid when the issuer has signed it."),
        "draft": "" if row.state == CredentialState.ISSUED else _("DRAFT. This paper was not issued."),
        "rows": [*rows, [_("Number"), str(row.key)]],
        "processes_title": _("Work processes"),
        "processes": [
            {"title": one["title"], "explanation": one["explanation"], "seen": _seen(one)}
            for one in row.evidence.get("processes", ())
        ],
        "issuer_label": _("Issuer"),
        "employer_label": _("Employer"),
        "employer": works_at.organisation.name if works_at else "–",
    }


def _of_others(row: Credential) -> dict[str, Any]:
    """Return what is said of a paper of another body: what stands on it, and who saw it when."""
    rows = [
        [_("Paper"), row.get_kind_display()],
        [_("Issued by"), row.issued_by or "–"],
        [_("Number of the paper"), row.number or "–"],
        [_("Date of the paper"), date_format(row.issued_on, "j F Y") if row.issued_on else "–"],
        [_("Seen on"), date_format(row.day, "j F Y")],
    ]
    return {
        "footer": _(
            "Made with leerwerk. This page says what was seen; it does not take the place of the paper itself."
        ),
        "draft": "" if row.state == CredentialState.SEEN else _("DRAFT. This paper was not seen."),
        "rows": rows,
        "processes_title": "",
        "processes": [],
        "issuer_label": _("Seen by"),
        "employer_label": "",
        "employer": "",
    }


@shows(rules.PARTIES_SEE_A_CREDENTIAL)
def pdf(request: ActorRequest, credential: Credential) -> HttpResponse:
    """A praktijkverklaring, a statement of the employer, or what was seen of another paper, as PDF in Dutch."""
    rows = Credential.objects.select_related("issuer", "enrolment__cohort__version__blueprint")
    row = rows.get(pk=credential.pk)
    person = Participant.objects.filter(enrolment=row.enrolment_id).first()
    if person is None:
        raise Http404
    sentence, screen = DECLARES[CredentialKind(row.kind)], (get_language() or DUTCH)[:2]
    also = {"also": "" if screen == DUTCH else str(sentence), "also_language": screen}
    with override(DUTCH):  # who reads it later reads Dutch, whatever stands on the screen now
        content = printed(_facts(row, person) | also)
    named = f'attachment; filename="{row.key}.pdf"'
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": named})
