"""What the books answer to a form: done, done before, or refused with the reason beside the form."""

from collections.abc import Callable

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from leerwerk.funding import words_of_books as words
from leerwerk.funding.models import Budget, Reservation
from leerwerk.funding.refusing import AlreadyDone, Refused
from leerwerk.privacy.doors import ActorRequest

DIGITS, LARGEST = 19, 2**63  # beyond every key


def key_in(request: ActorRequest, name: str) -> int | None:
    """Return a key that stands in the address; None when there is none, or what stands there can be none."""
    written = request.GET.get(name, "")
    if not (written.isascii() and written.isdecimal() and len(written) <= DIGITS):
        return None
    return int(written) if int(written) < LARGEST else None


def moved(form: forms.BaseForm, move: Callable[[], object]) -> bool:
    """Do what a form asks; return whether it is done, also when it was done before. A refusal is said in the form."""
    try:
        move()
    except AlreadyDone:
        return True
    except Refused as refused:
        form.add_error(None, str(words.REFUSALS[refused.reason]))
        return False
    return True


def money_page(
    request: ActorRequest,
    form: forms.BaseForm,
    title: object,
    budget: Budget,
    left: tuple[int, object],
    kept: Reservation | None = None,
) -> HttpResponse:
    """Return the page with a form that moves money; ``left``: how many cents there are to move, and what they are."""
    shown = {"form": form, "title": title, "budget": budget, "left": left[0], "left_is": left[1], "kept": kept}
    return render(request, "funding/money.html", shown, status=422 if form.errors else 200)
