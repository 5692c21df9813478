"""How often an address may be asked without signing in: counted in the shared store, before the door."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

HOUR = 3600  # seconds
TOO_MANY = 429

type View = Callable[..., HttpResponse]


def limited(times: int, what: str) -> Callable[[View], View]:
    """Answer 429 to whoever asks an address more than so many times within an hour; put it around the door."""

    def around(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            key = f"{what}:{get_adapter().get_client_ip(request)}"
            if cache.add(key, 1, HOUR):
                return view(request, *args, **kwargs)
            try:
                asked = cache.incr(key)
            except ValueError:  # it ran out in between
                cache.add(key, 1, HOUR)
                asked = 1
            if asked > times:
                return HttpResponse(
                    _("You tried too often. Wait an hour."), status=TOO_MANY, headers={"Retry-After": HOUR}
                )
            return view(request, *args, **kwargs)

        return wrapped

    return around
