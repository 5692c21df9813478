"""What every page's frame needs to know about who is looking."""

from typing import Any

from django.http import HttpRequest


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return the navigation of the actor's role."""
    return {}
