"""What is refused before any view is asked, and what is said where a view says nothing."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from leerwerk.web.views import bad_request, needs_a_button

METHODS = ("GET", "HEAD", "POST")


class AddressesHoldText:
    """Refuses an address with a NUL byte: nobody types one, and no database can look for it.

    A NUL byte in a form is left alone: the form itself says which field is wrong, and keeps what was typed.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or refuse."""
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return bad_request(request, BadRequest())
        return self.answer(request)


class LinksAndForms:
    """Refuses what neither a link nor a form sends: no page of ours means anything by PUT or DELETE."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or refuse."""
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return self.answer(request)


class ButtonsAreExplained:
    """Gives a page to who opens the address of a button, for example after a mistake: Django's answer is empty."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; where the view only takes a form that was sent, say so."""
        answer = self.answer(request)
        if answer.status_code == 405 and not answer.content:
            told = needs_a_button(request)
            told["Allow"] = answer["Allow"]
            return told
        return answer
