"""Letters to candidates about their file, in one language."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from leerwerk.notices import own_language
from leerwerk.notices.own_language import spoken

say = partial(own_language.say, "recruitment")


def about_moving(language: str) -> str:
    """Return the subject of the letter that a file moved to another municipality."""
    if language in spoken():
        return say(language, "moved_subject")
    with override(language):
        return _("Your file in leerwerk moved to your new municipality")


def moved(language: str, told: Mapping[str, Any]) -> str:
    """Return the letter that a file moved. ``told``: whether they have an ``account``, and the ``link`` to see it."""
    if language not in spoken():
        return render_to_string("recruitment/moved.txt", told)
    lines = [own_language.say("notices", language, "hello"), "", say(language, "moved"), ""]
    if told["account"]:
        lines += [say(language, "who_helps"), told["link"], ""]
    return "\n".join([*lines, say(language, "not_right")])


def about_the_own_file(language: str) -> str:
    """Return the subject of the letter with a link to the own file."""
    if language in spoken():
        return say(language, "file_subject")
    with override(language):
        return _("See your own file in leerwerk")


def own_file(language: str, told: Mapping[str, Any]) -> str:
    """Return the letter with a ``link`` to a ``candidate``'s own file, which ``inviter`` let be sent."""
    if language not in spoken():
        return render_to_string("recruitment/invitation.txt", told)
    candidate = told["candidate"]
    lines = [
        say(language, "file_hello", name=candidate.given_name),
        "",
        say(language, "file_kept", organisation=candidate.intermediary.name),
        say(language, "file_read"),
        "",
        say(language, "file_link"),
        told["link"],
    ]
    if told["inviter"]:
        lines += ["", say(language, "file_from", inviter=told["inviter"])]
    return "\n".join(lines)
