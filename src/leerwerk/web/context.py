"""What the page frame needs when no room above says otherwise."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the frame's defaults; the home room fills in the navigation and the organisations."""
    return {
        "navigation": [],
        "memberships": [],
        "who": "",
        "where": "",
        "is_practice": settings.DEMO,
    }
