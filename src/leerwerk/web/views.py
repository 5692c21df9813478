"""Error pages, the choice of language, and the style guide."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def _error(request: HttpRequest, status: int, what: str, todo: str) -> HttpResponse:
    lost = _("Nothing was changed, and nothing you had saved is lost.")
    return render(request, "web/error.html", {"what": what, "lost": lost, "todo": todo}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return _error(request, 400, _("We did not understand this request"), _("Go back and try again."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _error(
        request,
        403,
        _("This page is not for your function"),
        _("Do you work for another organisation too? Switch at the top of the page."),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: also for rows that exist, but not for this person."""
    return _error(request, 404, _("This page does not exist"), _("Check the address, or find it from the home page."))


def broken(request: HttpRequest) -> HttpResponse:
    """500."""
    return _error(
        request,
        500,
        _("Something went wrong on our side"),
        _("Try again in a minute. If it happens again, tell your administrator what you were doing."),
    )
