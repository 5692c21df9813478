"""Letters of the practice region: nobody gets them, so the link or code in them stands on the page."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _


def say_sent(request: HttpRequest, told: str, link: str) -> None:
    """Say that a letter with this link was sent; in the practice region, that it was not, and show the link."""
    if not settings.DEMO:
        messages.success(request, told)
        return
    unsent = _(
        "The invitation is ready. In the practice region no letters are sent: whoever is invited uses this link."
    )
    how = _("Open it in a private window of your browser; in this one you are signed in already.")
    messages.success(request, format_html('{} <a href="{}">{}</a> {}', unsent, link, link, how))


def say_code(request: HttpRequest, code: str) -> None:
    """In the practice region, say the code of a letter that nobody gets."""
    if settings.DEMO:
        messages.info(request, _("In the practice region no letters are sent. The code is %(code)s.") % {"code": code})
