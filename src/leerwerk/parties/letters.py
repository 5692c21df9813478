"""Letters with a link: what this room asks of whoever keeps and sends letters. ``notices`` fills it in when it starts.

A link is a secret: whoever has it is let in. Its letter belongs to the action that makes the link.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLetter:
    """A letter in which a link stands. ``once``: which link it is; a second letter with the same is not written."""

    once: str
    address: str
    language: str
    subject: str
    body: str
    person_id: int | None = None
    organisation_id: int | None = None
    region_id: int | None = None


class Post(Protocol):
    """Whoever keeps letters in the running transaction, and sends them once it is done."""

    def write_link(self, letter: LinkLetter) -> bool:
        """Keep a letter; return whether it was not there yet."""
        ...

    def take_back(self, once: Iterable[str]) -> int:
        """Throw away the letters of links that no longer work and that have not gone; return how many."""
        ...


class NobodySends(LookupError):
    """No room has said that it sends letters."""


_posts: list[Post] = []


def sent_by(post: Post) -> None:
    """Let letters be kept and sent by this post from now on."""
    _posts[:] = [post]


def post() -> Post:
    """Return who keeps and sends letters. Raises NobodySends."""
    if not _posts:
        raise NobodySends
    return _posts[0]
