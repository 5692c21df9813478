"""Beginning a file and keeping it."""

from django.contrib import messages
from django.db import IntegrityError
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from leerwerk.parties.practice import say_sent
from leerwerk.privacy.doors import ActorRequest, changes
from leerwerk.recruitment import actions, queries, rules
from leerwerk.recruitment.forms import BackgroundForm, CandidateForm, FileInvitationForm, ObligationsForm, ProfileForm
from leerwerk.recruitment.models import Background, Candidate, FileInvitation, Profile
from leerwerk.recruitment.stamps import obligations_stamp


def _form(request: ActorRequest, form: BaseForm, title: str, back: str, **more: object) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "title": title, "back": back, "known": [], "hint": ""} | more
    return render(request, "recruitment/candidate_form.html", context, status=status)


def _file(candidate_id: int) -> str:
    return reverse("recruitment:candidate", args=[candidate_id])


@changes(rules.CASEWORKERS_REGISTER)
def register(request: ActorRequest) -> HttpResponse:
    """Begin a file, after asking whether this person is known already."""
    assert request.actor.organisation_id is not None
    row = Candidate(intermediary_id=request.actor.organisation_id)
    form = CandidateForm(request.POST or None, instance=row, towns=queries.towns_of(request.actor))
    known: list[Candidate] = []
    if request.method == "POST" and (twice := rules.guided_candidates(request.actor).filter(code=form.given_code)):
        return redirect("recruitment:state_profile", pk=twice[0].pk)  # the second click of a double click
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        known = queries.perhaps_known(
            intermediary_id=request.actor.organisation_id,
            given_name=said["given_name"],
            family_name=said["family_name"],
            municipality=said["municipality"].pk,
        )
        if not known or said["same_person_checked"]:
            try:
                made = actions.register_candidate(candidate=form.save(commit=False), by=request.actor)
            except IntegrityError:  # the same number came in a moment ago: the second click of a double click
                form.add_error("code", _("This number belongs to another file. Is it the same person?"))
            else:
                messages.success(request, _("The file of %s was made. Now state a profile.") % made)
                return redirect("recruitment:state_profile", pk=made.pk)
    return _form(request, form, _("New candidate"), reverse("recruitment:candidates"), known=known)


@changes(rules.CASEWORKERS_KEEP_A_FILE)
def change(request: ActorRequest, candidate: Candidate) -> HttpResponse:
    """Change contact facts."""
    name = str(candidate)
    form = CandidateForm(request.POST or None, instance=candidate, towns=queries.towns_of(request.actor))
    if request.method == "POST" and form.is_valid():
        actions.change_candidate(candidate=form.save(commit=False), by=request.actor)
        messages.success(request, _("The file of %s was saved.") % candidate)
        return redirect("recruitment:candidate", pk=candidate.pk)
    return _form(request, form, _("Change %(name)s") % {"name": name}, _file(candidate.pk))


@changes(rules.CASEWORKERS_KEEP_A_FILE)
def state_profile(request: ActorRequest, candidate: Candidate) -> HttpResponse:
    """State a new profile, beginning with what was stated last."""
    profile = Profile.objects.filter(candidate=candidate, pk=candidate.profile_id or 0).first() or Profile(
        ready_on=timezone.localdate()
    )
    profile.pk = None
    profile._state.adding = True
    profile.candidate = candidate
    profile.stated_on = timezone.localdate()
    form = ProfileForm(request.POST or None, instance=profile)
    if request.method == "POST" and form.is_valid():
        actions.state_profile(profile=form.save(commit=False), by=request.actor)
        messages.success(request, _("The profile was saved. The earlier ones stay in the file."))
        return redirect("recruitment:candidate", pk=candidate.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "recruitment/profile_form.html", {"form": form, "candidate": candidate}, status=status)


@changes(rules.CASEWORKERS_KEEP_A_FILE)
def obligations(request: ActorRequest, candidate: Candidate) -> HttpResponse:
    """Note why somebody is not free, and until when."""
    known = list(candidate.obligations.all())
    form = ObligationsForm(
        request.POST or None,
        available=candidate.profile.available if candidate.profile else 0,
        known=known,
        seen=obligations_stamp(known),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_obligations(
                candidate=candidate, obligations=form.said(), seen=form.cleaned_data["seen"], by=request.actor
            )
        except (actions.ObligationsChanged, actions.FreeThen):
            form.add_error(None, _("Somebody else changed this in the meantime. Open the page again."))
        else:
            messages.success(request, _("Saved. A roster of a later week counts on it."))
            return redirect("recruitment:candidate", pk=candidate.pk)
    hint = _("Only what the profile calls not free stands here. After the last day, rosters count on it as free again.")
    if not form.not_free:
        hint = _("The profile says: free on every dagdeel. State another profile first.")
    return _form(request, form, _("Why %s is not free") % candidate, _file(candidate.pk), hint=hint)


@changes(rules.CASEWORKERS_KEEP_A_FILE)
def background(request: ActorRequest, candidate: Candidate) -> HttpResponse:
    """Keep what no matching may use."""
    row = Background.objects.filter(pk=candidate.pk).first() or Background(candidate=candidate)
    form = BackgroundForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        actions.keep_background(background=form.save(commit=False), by=request.actor)
        messages.success(request, _("The background was saved. The planner never sees it."))
        return redirect("recruitment:candidate", pk=candidate.pk)
    hint = _("Only you and your colleagues see this. It is used afterwards, to check that plans treat people alike.")
    return _form(request, form, _("Background of %s") % candidate, _file(candidate.pk), hint=hint)


@changes(rules.CASEWORKERS_KEEP_A_FILE)
def invite(request: ActorRequest, candidate: Candidate) -> HttpResponse:
    """Mail the candidate a link to their own file."""
    form = FileInvitationForm(request.POST or None, initial={"email": candidate.email})
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        base = request.build_absolute_uri(reverse("recruitment:accept", args=["x"]))[:-2]
        try:
            secret = actions.invite_candidate(candidate=candidate, email=email, link_base=base, by=request.actor)
        except actions.HasAnotherFile:
            messages.info(request, _("%s has an account already and can see this file.") % candidate)
        else:
            say_sent(request, _("We sent a link to %s. It works for 14 days.") % email, f"{base}{secret}/")
        return redirect("recruitment:candidate", pk=candidate.pk)
    hint = _("The candidate then sees what you see, who opened the file and why, and can take all of it along.")
    return _form(request, form, _("Let %s see their own file") % candidate, _file(candidate.pk), hint=hint)


@changes(rules.CASEWORKERS_WITHDRAW_AN_INVITATION)
def withdraw_invitation(request: ActorRequest, invitation: FileInvitation) -> HttpResponse:
    """Make the link to a file useless."""
    if request.method == "POST":
        try:
            actions.withdraw_file_invitation(invitation=invitation, by=request.actor)
        except actions.LinkIsClosed:
            messages.error(request, _("The candidate opened the file already."))
        else:
            messages.success(request, _("The invitation was withdrawn; its link no longer works."))
    return redirect("recruitment:candidate", pk=invitation.candidate_id)
