"""Reads the files of ITC-2007 track 3 (``.ctt``)."""

from __future__ import annotations

from pathlib import Path

from leerwerk.engine.roster.curriculum.question import Course, Curriculum, Hall, Timetable


def read_ctt(path: Path) -> Timetable:
    """Return the instance in this file; raises ValueError or KeyError when it is not one."""
    head: dict[str, str] = {}
    sections: dict[str, list[list[str]]] = {}
    current: list[list[str]] | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        words = line.split()
        if not words:
            continue
        if words[0].endswith(":") and len(words) == 1:
            current = sections.setdefault(words[0][:-1], [])
        elif current is None:
            name, _, value = line.partition(":")
            head[name] = value.strip()
        elif words[0] != "END.":
            current.append(words)
    periods = int(head["Periods_per_day"])
    return Timetable(
        days=int(head["Days"]),
        periods=periods,
        courses=tuple(
            Course(id=name, teacher=teacher, lectures=int(lectures), min_days=int(days), students=int(students))
            for name, teacher, lectures, days, students in sections["COURSES"]
        ),
        halls=tuple(Hall(id=name, seats=int(seats)) for name, seats in sections["ROOMS"]),
        curricula=tuple(Curriculum(id=row[0], courses=tuple(row[2:])) for row in sections["CURRICULA"]),
        closed=frozenset(
            (name, int(day) * periods + int(period))
            for name, day, period in sections.get("UNAVAILABILITY_CONSTRAINTS", [])
        ),
    )
