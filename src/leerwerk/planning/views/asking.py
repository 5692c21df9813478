"""What somebody wrote in an address: any text at all, also what no page of ours makes."""

from django.http import HttpRequest

LONGEST_KEY = 18  # digits that certainly fit a database key


def written(request: HttpRequest, name: str) -> str:
    """Return what the address says under this name, without what the database refuses to compare with."""
    return request.GET.get(name, "").replace("\0", "").strip()


def key_written(request: HttpRequest, name: str) -> int | None:
    """Return the key that the address says under this name, if it is one."""
    text = written(request, name)
    return int(text) if text.isdecimal() and len(text) <= LONGEST_KEY else None
