"""Letters to participants about their lessons in a language in which no page is; see ``notices.own_language``."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from functools import partial
from typing import Any

from leerwerk.learning.dagdelen import DAYS, weekday_of
from leerwerk.notices import own_language

say = partial(own_language.say, "learning")
WEEK = (*DAYS, "sat", "sun")


def _when(language: str, day: date, begins: time, ends: time) -> dict[str, object]:
    return {
        "weekday": say(language, WEEK[day.weekday()]),
        "day": day,
        "begins": f"{begins:%H:%M}",
        "ends": f"{ends:%H:%M}",
    }


def _dagdeel(language: str, dagdeel: str) -> dict[str, object]:
    part = dagdeel.partition("-")[2]
    return {"weekday": say(language, WEEK[weekday_of(dagdeel)]), "part": say(language, f"part_{part}")}


def changed(language: str, told: Mapping[str, Any]) -> str:
    """Return the letter that lessons change. ``told``: as the template ``learning/changed.txt`` takes it."""
    return _letter(language, told, (line for group in told["groups"] for line in _changes(language, group)))


def about_changes(language: str, changes: list[Any]) -> str:
    """Return the subject of the letter that lessons change; each as it is in ``learning.telling``."""
    if len(changes) > 1:
        return say(language, "subject_several", count=len(changes))
    (change,) = changes
    what = "cancelled" if change.cancelled else "moved" if change.moved else "changed"
    return say(language, f"subject_{what}", day=change.was.day)


def _changes(language: str, group: Mapping[str, Any]) -> Iterator[str]:
    for one in group["changes"]:
        session, was = one["session"], one["was"]
        what = say(language, f"activity_{session.activity}")
        before = say(language, "change", what=what, **_when(language, was.day, was.begins, was.ends))
        yield f"- {before} {_news(language, one)}"
        if session.reason and (one["cancelled"] or one["moved"]):
            yield "  " + say(language, "why", reason=say(language, f"reason_{session.reason}"))
        if not one["cancelled"] and one["place"]:
            other = one["place"] != was.place and was.place
            key = "place_was" if other else "place"
            yield "  " + say(language, key, place=one["place"], before=was.place)
        if one["teacher"]:
            yield "  " + say(language, "teacher")


def _news(language: str, one: Mapping[str, Any]) -> str:
    session = one["session"]
    if one["cancelled"]:
        return say(language, "cancelled")
    if one["moved"]:
        return say(language, "moved", **_when(language, session.day, session.begins, session.ends))
    return say(language, "same")


def new_week(language: str, told: Mapping[str, Any]) -> str:
    """Return the letter about a new week. ``told``: as the template ``learning/new_week.txt`` takes it."""
    return _letter(language, told, (line for group in told["groups"] for line in _week(language, group)))


def about_week(language: str, since: date, *, lessons: bool) -> str:
    """Return the subject of the letter about a new week: of lessons, or only of work."""
    return say(language, "subject_week" if lessons else "subject_work", day=since)


def _week(language: str, group: Mapping[str, Any]) -> Iterator[str]:
    since = {"weekday": say(language, WEEK[group["since"].weekday()]), "day": group["since"]}
    if group["lessons"]:
        yield say(language, "lessons", **since)
    for one in group["lessons"]:
        slot = one["slot"]
        hours = {"begins": f"{slot.begins:%H:%M}", "ends": f"{slot.ends:%H:%M}"}
        what = say(language, f"activity_{slot.activity}")
        place = f" {say(language, 'place', place=one['place'])}" if one["place"] else ""
        yield f"- {say(language, 'lesson', what=what, **_dagdeel(language, slot.dagdeel), **hours)}{place}"
    if group["works"]:
        yield say(language, "works" if group["work"] else "no_work", **since)
    for dagdeel, _words, _count in group["work"]:
        yield f"- {say(language, 'work', **_dagdeel(language, dagdeel))}"


def _letter(language: str, told: Mapping[str, Any], lines: Iterable[str]) -> str:
    text = [own_language.say("notices", language, "hello"), "", *lines, ""]
    if told["account"]:
        text += [say(language, "sign_in"), told["groups"][0]["link"], ""]
    return "\n".join([*text, own_language.say("notices", language, "help")])
