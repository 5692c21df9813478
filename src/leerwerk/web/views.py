"""Error pages, the choice of language, and the style guide."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from leerwerk.web import guide as contents


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Every component with realistic content; there is none of it in production."""
    if settings.PRODUCTION:
        raise Http404
    return render(request, "web/guide.html", contents.everything(request.GET))


@require_safe
def guide_plain(request: HttpRequest) -> HttpResponse:
    """The variant of a page that candidates get."""
    if settings.PRODUCTION:
        raise Http404
    return render(request, "web/guide_plain.html", {"stages": contents.path()})


def _error(status: int, what: str, todo: str) -> HttpResponse:
    """Return a page that stands alone: without a request it asks no context processor, hence no database."""
    lost = _("Nothing was changed, and nothing you had saved is lost.")
    shown = render_to_string("web/error.html", {"status": status, "what": what, "lost": lost, "todo": todo})
    return HttpResponse(shown, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return _error(400, _("We did not understand this request"), _("Go back and try again."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _error(
        403,
        _("This page is not for your function"),
        _("Do you work for another organisation too? Switch at the top of the page."),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: also for rows that exist, but not for this person."""
    return _error(404, _("This page does not exist"), _("Check the address, or find it from the home page."))


def needs_a_button(request: HttpRequest) -> HttpResponse:
    """405: an address that a button sends something to."""
    return _error(
        405,
        _("This address belongs to a button"),
        _("Go back to the page with the button, or begin at the home page."),
    )


def broken(request: HttpRequest) -> HttpResponse:
    """500."""
    return _error(
        500,
        _("Something went wrong on our side"),
        _("Try again in a minute. If it happens again, tell your administrator what you were doing."),
    )
