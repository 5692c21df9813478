"""The home page of each role."""

from django.http import HttpResponse
from django.shortcuts import render

from leerwerk.home import rules
from leerwerk.privacy.doors import ActorRequest, shows


@shows(rules.HOME_IS_FOR_EVERYONE)
def home(request: ActorRequest) -> HttpResponse:
    """Home."""
    return render(request, "home/home.html", {})


@shows(rules.HOME_IS_FOR_EVERYONE)
def guide(request: ActorRequest) -> HttpResponse:
    """Guide."""
    return render(request, "home/home.html", {})
