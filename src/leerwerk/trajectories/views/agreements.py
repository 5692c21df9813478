"""Agreements: the list, reading one, filling it in, sending it, and answering for a side."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from leerwerk.parties.enums import Function
from leerwerk.parties.practice import say_sent
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.trajectories import actions, agreement_pages, filled_in, rules
from leerwerk.trajectories.actions import Reply
from leerwerk.trajectories.enums import AgreementKind, Verdict
from leerwerk.trajectories.forms.agreements import (
    AgreementFilter,
    AnswerForm,
    AskForm,
    GroupTermsForm,
    LearnWorkTermsForm,
    NoteForm,
)
from leerwerk.trajectories.models import Agreement, AgreementDraft, AgreementSide
from leerwerk.trajectories.queries import agreements as queries
from leerwerk.trajectories.queries.drawing_up import NobodyThere
from leerwerk.trajectories.setting import document
from leerwerk.web.documents import pdf_answer

PER_PAGE = 40


@shows(rules.PARTIES_SEE_AGREEMENTS)
def agreements(request: ActorRequest) -> HttpResponse:
    """The agreements to which the actor is a party."""
    form = AgreementFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    keys = queries.agreements_listed(request.actor, asked)
    page = Paginator(keys, PER_PAGE).get_page(request.GET.get("page"))
    lines = queries.lines_of(request.actor, queries.agreements_told(list(page.object_list)))
    return render(request, "trajectories/agreements.html", {"form": form, "page": page, "lines": lines})


def _asked_version(request: ActorRequest, told: queries.Told) -> queries.Version | None:
    number = request.GET.get("version", "")
    found = told.number(number)
    if number and found is None:
        raise Http404
    return found


@shows(rules.PARTIES_READ_AN_AGREEMENT)
def agreement(request: ActorRequest, row: Agreement) -> HttpResponse:
    """One agreement: what it says, what differs, who approved, and what is missing."""
    told = queries.told(row)
    version = _asked_version(request, told)
    mine = request.actor.candidate_id is not None
    context: dict[str, Any] = {"agreement": row, "told": told, "version": version, "now": None}
    if version is not None:
        standing = version.of(request.actor)
        context |= _reading(request, told, version, standing)
    if rules.writes(request.actor, row):
        context |= _for_writers(row, told)
    context |= _ways(request, row, told, version)
    return render(request, "trajectories/agreement_mine.html" if mine else "trajectories/agreement.html", context)


def _reading(
    request: ActorRequest, told: queries.Told, version: queries.Version, standing: queries.Standing | None
) -> dict[str, Any]:
    """A version for this reader: the participant, and whoever reads it with them, get the other language beside it."""
    explains = request.actor.candidate_id is not None or request.actor.function == Function.CASEWORKER
    return agreement_pages.reading(told, version, request.GET.get("language"), standing, explains=explains)


def _for_writers(row: Agreement, told: queries.Told) -> dict[str, Any]:
    now = queries.now(row, told.latest)
    if now is None:
        return {"now": None}
    return {
        "now": now,
        "missing": agreement_pages.missing(now.draft),
        "cautions": agreement_pages.cautions(now.draft),
        "would_change": agreement_pages.changes(now.changes),
        "proposal": agreement_pages.parts(now.draft.terms.clauses, "") if told.latest is None else [],
    }


def _ways(request: ActorRequest, row: Agreement, told: queries.Told, version: queries.Version | None) -> dict[str, Any]:
    """What the actor may do from here."""
    pending = told.pending
    shows_pending = pending is not None and version is pending
    standing = pending.of(request.actor) if pending is not None and shows_pending else None
    helps = request.actor.function == Function.CASEWORKER and row.enrolment_id is not None
    candidate = pending.candidate if pending is not None else None
    waits = [s.side for s in pending.standings if not s.approved] if pending is not None and shows_pending else []
    return {
        "can_answer": standing is not None and not standing.approved,
        "can_help": bool(helps and shows_pending and candidate is not None and not candidate.approved),
        "may_ask": {one.pk for one in waits if request.actor.candidate_id is None and rules.asks(request.actor, one)},
        "is_group": row.kind == AgreementKind.COOPERATION,
    }


@shows(rules.PARTIES_READ_AN_AGREEMENT)
def agreement_document(request: ActorRequest, row: Agreement) -> HttpResponse:
    """A version as tagged PDF, of what this reader reads, with a language beside the Dutch."""
    told = queries.told(row)
    version = _asked_version(request, told)
    if version is None:
        raise Http404
    beside = agreement_pages.beside_of(row.kind, request.GET.get("language"), version.row.beside)
    return pdf_answer(document(told, version, beside), f"{row.kind}-{row.pk}-{version.row.number}.pdf")


@changes(rules.WRITERS_FILL_IN_AN_AGREEMENT)
def agreement_terms(request: ActorRequest, row: Agreement) -> HttpResponse:
    """Fill in what people agree."""
    draft = AgreementDraft.objects.filter(agreement=row).first()
    kind = LearnWorkTermsForm if row.kind == AgreementKind.LEARN_WORK else GroupTermsForm
    seen = draft.edits if draft else 0
    form = kind(request.POST or None, initial=draft.filled if draft else {})
    if request.method == "POST" and form.is_valid():
        sent = request.POST.get("seen", "")
        seen = int(sent) if sent.isdecimal() and len(sent) < 9 else seen
        try:
            actions.fill_in(agreement=row, filled=filled_in.to_store(form.cleaned_data), seen=seen, by=request.actor)
        except actions.WrittenMeanwhile:
            told = _("Somebody else filled in something meanwhile. What you typed is still here; look at theirs first.")
            form.add_error(None, told)
        else:
            messages.success(request, _("Saved. Nothing is sent yet."))
            return redirect("trajectories:agreement", pk=row.pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "agreement": row, "seen": draft.edits if draft else 0}
    return render(request, "trajectories/agreement_terms.html", context, status=status)


@changes(rules.WRITERS_FILL_IN_AN_AGREEMENT)
def agreement_send(request: ActorRequest, row: Agreement) -> HttpResponse:
    """Make a version of it and let every party approve."""
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            version = actions.send_version(agreement=row, note=form.cleaned_data["note"], by=request.actor)
        except (actions.CannotBeSent, NobodyThere):
            messages.error(request, _("This cannot be sent yet: something is missing. It stands at the top."))
        else:
            text = _("Version %(number)s is with every party for approval.")
            messages.success(request, text % {"number": version.number})
        return redirect("trajectories:agreement", pk=row.pk)
    told = queries.told(row)
    context = {"form": form, "agreement": row, "told": told} | _for_writers(row, told)
    return render(request, "trajectories/agreement_send.html", context, status=422 if request.method == "POST" else 200)


def _reply(form: AnswerForm) -> Reply:
    said = form.cleaned_data
    return Reply(
        verdict=Verdict(said["verdict"]),
        words=said["words"],
        helped_by=said.get("helped_by", ""),
        help_language=said.get("help_language", ""),
    )


def _answer(request: ActorRequest, row: Agreement, *, for_candidate: bool) -> HttpResponse:
    told = queries.told(row)
    version = told.pending
    mine = request.actor.candidate_id is not None
    form = AnswerForm(request.POST or None, helped=mine or for_candidate, must=for_candidate)
    if request.method == "POST" and version is not None and form.is_valid():
        try:
            actions.answer(
                agreement=row,
                fingerprint=request.POST.get("fingerprint", ""),
                reply=_reply(form),
                for_candidate=for_candidate,
                by=request.actor,
            )
        except actions.NotTheNewest:
            messages.warning(request, _("There is a newer version meanwhile. Read that one; nothing was approved."))
        else:
            messages.success(request, _("Thank you. Your answer stands with the others."))
        return redirect("trajectories:agreement", pk=row.pk)
    context: dict[str, Any] = {"form": form, "agreement": row, "told": told, "pending": version, "mine": mine}
    context["for_candidate"] = for_candidate
    if version is not None:
        standing = version.candidate if for_candidate else version.of(request.actor)
        context |= _reading(request, told, version, standing)
    status = 422 if request.method == "POST" else 200
    return render(request, "trajectories/agreement_answer.html", context, status=status)


@changes(rules.PARTIES_ANSWER_AN_AGREEMENT)
def agreement_answer(request: ActorRequest, row: Agreement) -> HttpResponse:
    """Approve the newest version for one's own side, or say why not."""
    return _answer(request, row, for_candidate=False)


@changes(rules.INTERMEDIARIES_HELP_WITH_AN_AGREEMENT)
def agreement_help(request: ActorRequest, row: Agreement) -> HttpResponse:
    """Read it with the candidate, and write down what they say."""
    return _answer(request, row, for_candidate=True)


@changes(rules.MEMBERS_SEND_A_LINK)
def agreement_ask(request: ActorRequest, side: AgreementSide) -> HttpResponse:
    """Mail somebody without an account a link to answer for a side."""
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        base = request.build_absolute_uri(reverse("trajectories:agreement_by_link", args=["-"]))[: -len("-/")]
        try:
            secret = actions.send_link(side=side, email=email, link_base=base, by=request.actor)
        except (actions.NotTheNewest, actions.ApprovedAlready):
            messages.info(request, _("This is not needed any more: there is a newer version, or it was approved."))
        else:
            say_sent(request, _("The link was sent to %(email)s.") % {"email": email}, f"{base}{secret}/")
        return redirect("trajectories:agreement", pk=side.version.agreement_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "trajectories/agreement_ask.html", {"form": form, "side": side}, status=status)
