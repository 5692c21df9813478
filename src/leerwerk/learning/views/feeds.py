"""The calendar link of each person, and the calendar behind it."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from leerwerk.learning import rules
from leerwerk.learning.actions.feeds import choose_lessons, make_feed, revoke_feed
from leerwerk.learning.enums import FeedScope
from leerwerk.learning.forms.feeds import FeedForm
from leerwerk.learning.models import Feed
from leerwerk.learning.queries import feeds
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.web.limits import limited

PER_HOUR = 240  # of one address: a school behind one address has many calendars, and each asks a few times


@changes(rules.PEOPLE_HAVE_A_CALENDAR)
def calendar(request: ActorRequest) -> HttpResponse:
    """Make a calendar link, see that there is one, choose which lessons it shows, or end it."""
    actor, asked = request.actor, request.method == "POST"
    if asked and request.POST.get("end"):
        if revoke_feed(by=actor):
            messages.success(request, _("The link does not work any more."))
        return redirect("learning:calendar")
    known = rules.feeds_of(actor).first()
    form = _form(request, known)
    if asked and form is not None and not form.is_valid():
        return _page(request, known, form, "")
    scope = FeedScope(form.cleaned_data["scope"]) if asked and form is not None else FeedScope.SCHOOL
    if asked and request.POST.get("choose"):
        if choose_lessons(scope=scope, by=actor):
            messages.success(request, _("Saved. Your calendar shows it when it asks again."))
        return redirect("learning:calendar")
    secret = make_feed(scope=scope, by=actor) if asked else ""
    link = request.build_absolute_uri(reverse("learning:feed", args=[secret])) if secret else ""
    return _page(request, rules.feeds_of(actor).first() if asked else known, form, link)


def _form(request: ActorRequest, known: Feed | None) -> FeedForm | None:
    """Return the choice between one's own lessons and all of the school, for who is a teacher in lessons."""
    if not feeds.teaches_as(request.actor).exists():
        return None
    begun = known.scope if known is not None else FeedScope.OWN
    return FeedForm(request.POST if request.method == "POST" else None, initial={"scope": begun})


def _page(request: ActorRequest, known: Feed | None, form: FeedForm | None, link: str) -> HttpResponse:
    context = {
        "known": known,
        "form": form,
        "unlinked": form is None and request.actor.function in feeds.TEACHING,
        "link": link,
        "own": request.actor.candidate_id is not None,
    }
    wrong = form is not None and bool(form.errors)
    return render(request, "learning/calendar.html", context, status=422 if wrong else 200)


@limited(PER_HOUR, "learning.feed")
@shows(rules.WHO_HAS_THE_LINK_SEES_THE_CALENDAR)
def feed(request: ActorRequest, secret: str) -> HttpResponse:
    """A calendar for a calendar program; a link that ended answers as one that never was."""
    found = feeds.feed_of(secret)
    if found is None:
        raise Http404
    with feeds.as_whose_it_is(found) as actor:
        if actor is None:
            raise Http404
        content = feeds.calendar(actor, timezone.localdate(), feeds.language_of(found), found.scope)
    tag = feeds.etag(content)
    kept = {"ETag": tag, "Cache-Control": "private, max-age=900"}
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers=kept)
    kept |= {"Content-Disposition": 'inline; filename="leerwerk.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=kept)
