"""The calendar link of each person, and the calendar behind it."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from leerwerk.learning import rules
from leerwerk.learning.actions.feeds import make_feed, revoke_feed
from leerwerk.learning.queries import feeds
from leerwerk.learning.views.limits import limited
from leerwerk.privacy.doors import ActorRequest, changes, shows

PER_HOUR = 240  # of one address: a school behind one address has many calendars, and each asks a few times


@changes(rules.PEOPLE_HAVE_A_CALENDAR)
def calendar(request: ActorRequest) -> HttpResponse:
    """Make a calendar link, see that there is one, or end it."""
    if request.method == "POST" and request.POST.get("end"):
        if revoke_feed(by=request.actor):
            messages.success(request, _("The link does not work any more."))
        return redirect("learning:calendar")
    secret = make_feed(by=request.actor) if request.method == "POST" else ""
    link = request.build_absolute_uri(reverse("learning:feed", args=[secret])) if secret else ""
    context = {
        "known": rules.feeds_of(request.actor).first(),
        "link": link,
        "own": request.actor.candidate_id is not None,
    }
    return render(request, "learning/calendar.html", context)


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
        content = feeds.calendar(actor, timezone.localdate(), feeds.language_of(found))
    tag = feeds.etag(content)
    kept = {"ETag": tag, "Cache-Control": "private, max-age=900"}
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers=kept)
    kept |= {"Content-Disposition": 'inline; filename="leerwerk.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=kept)
