"""What whoever holds a link to an agreement sees, without an account."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from leerwerk.engine.pathway import Doer
from leerwerk.parties.accepting import link_is_closed
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.trajectories import actions, agreement_pages, rules
from leerwerk.trajectories.actions import Reply
from leerwerk.trajectories.enums import Verdict
from leerwerk.trajectories.forms.agreements import AnswerForm
from leerwerk.trajectories.models import ApprovalLink
from leerwerk.trajectories.queries import agreements as queries
from leerwerk.trajectories.setting import document
from leerwerk.web.documents import pdf_answer


def _opened(link: ApprovalLink) -> tuple[queries.Told, queries.Version]:
    told = queries.told(link.side.version.agreement)
    version = next(one for one in told.versions if one.row.pk == link.side.version_id)
    return told, version


@changes(rules.WHOEVER_HAS_THE_LINK_ANSWERS)
def agreement_by_link(request: ActorRequest, secret: str) -> HttpResponse:
    """Read a version and answer for a side; the link works once."""
    link = queries.link_of(secret)
    if link is None:
        return link_is_closed(request)
    told, version = _opened(link)
    form = AnswerForm(request.POST or None, signer=True, helped=link.side.side == Doer.CANDIDATE)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        reply = Reply(
            verdict=Verdict(said["verdict"]),
            words=said["words"],
            helped_by=said.get("helped_by", ""),
            help_language=said.get("help_language", ""),
        )
        try:
            actions.answer_by_link(link=link, reply=reply, by=Actor(person_id=None, name=said["signer"].strip()))
        except actions.LinkIsClosed:
            return link_is_closed(request)
        return redirect(f"{reverse('trajectories:agreement_thanks')}?said={reply.verdict}")
    by_candidate = link.side.side == Doer.CANDIDATE
    context: dict[str, Any] = {"form": form, "side": link.side, "secret": secret, "told": told}
    standing = next(one for one in version.standings if one.side.pk == link.side_id)
    context |= agreement_pages.reading(told, version, request.GET.get("language"), standing, explains=by_candidate)
    status = 422 if request.method == "POST" else 200
    return render(request, "trajectories/agreement_by_link.html", context, status=status)


@shows(rules.WHOEVER_HAS_THE_LINK_ANSWERS)
def agreement_linked_document(request: ActorRequest, secret: str) -> HttpResponse:
    """The version that a link is about, as tagged PDF, to read or keep before answering."""
    link = queries.link_of(secret)
    if link is None:
        return link_is_closed(request)
    told, version = _opened(link)
    beside = agreement_pages.beside_of(told.agreement.kind, request.GET.get("language"), version.row.beside)
    return pdf_answer(document(told, version, beside), f"{told.agreement.kind}-{version.row.number}.pdf")


@shows(rules.WHOEVER_HAS_THE_LINK_ANSWERS)
def agreement_thanks(request: ActorRequest) -> HttpResponse:
    """What follows on an answer by a link; it tells nothing about anybody."""
    approved = request.GET.get("said") == Verdict.APPROVED
    return render(request, "trajectories/agreement_thanks.html", {"approved": approved})
