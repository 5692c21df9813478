"""Accepting an invitation by a link: with a new account, or with the one that has this address."""

from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import redirect, render

from leerwerk.parties.codes import ADDRESS
from leerwerk.parties.forms import NewPersonForm
from leerwerk.parties.models import Person
from leerwerk.privacy.doors import ActorRequest


def who_accepts(
    request: ActorRequest,
    *,
    email: str,
    heading: str,
    lead: str,
    by_code: bool,
    given_name: str = "",
    family_name: str = "",
) -> Person | HttpResponse:
    """Return who accepts (somebody new is not saved yet), or the page that asks them what is still needed.

    Only whoever holds the secret of the link gets this far, so that saying whether there is an account tells nobody
    else anything. ``by_code``: somebody new chooses no password, a code by e-mail will do for them.
    """
    said: dict[str, object] = {"heading": heading, "lead": lead, "email": email}
    known = Person.objects.filter(email__iexact=email).first()
    if request.user.is_authenticated and (known is None or request.user.pk != known.pk):
        return render(request, "parties/sign_out_first.html", said)
    if known is not None and not request.user.is_authenticated:
        request.session[ADDRESS] = email
        return render(request, "parties/sign_in_first.html", said)
    form = None
    if known is None:
        called = {"given_name": given_name, "family_name": family_name}
        form = NewPersonForm(request.POST or None, email=email, by_code=by_code, initial=called)
    if request.method == "POST" and (form is None or form.is_valid()):
        return known or form.person()  # type: ignore[union-attr]  # one of them is there
    status = 422 if request.method == "POST" else 200
    return render(request, "parties/accept.html", said | {"form": form, "by_code": by_code}, status=status)


def code_for(request: ActorRequest, email: str) -> HttpResponse:
    """Lead to the page that sends a code, with this address in it already."""
    request.session[ADDRESS] = email
    return redirect("account_request_login_code")


def let_in(request: ActorRequest, person: Person) -> None:
    """Sign in somebody who has just made an account."""
    if not request.user.is_authenticated:
        login(request, person)


def link_is_closed(request: ActorRequest) -> HttpResponse:
    """Wrong, expired, used and withdrawn links get the same page, that says what to do."""
    return render(request, "parties/closed_link.html", status=410)
