"""Compiling before anybody waits."""

from __future__ import annotations

from functools import cache

from leerwerk.engine.model.vocabulary import Activity
from leerwerk.engine.roster.curriculum.question import Course, Curriculum, Hall, Timetable
from leerwerk.engine.roster.curriculum.search import search
from leerwerk.engine.roster.question import Group, Lesson, Participant, Question, Room, Teacher, Workplace
from leerwerk.engine.roster.solver.pack import Pack
from leerwerk.engine.roster.solver.region import Region


@cache
def warm_up() -> None:
    """Compile the kernels of rosters, or load them from disk, on questions of one lesson; once in a process.

    Whoever gives a time limit calls this first, so that the limit is for the search.
    """
    question = Question(
        groups=(Group(id="group", size=1),),
        lessons=(Lesson(id="lesson", groups=("group",), activity=Activity.THEORY, teachers=("teacher",), room="room"),),
        participants=(Participant(id="person", group="group", home="place", workplace="work", shifts=1),),
        teachers=(Teacher(id="teacher"),),
        rooms=(Room(id="room", place="place", seats=1, kind="room"),),
        workplaces=(Workplace(id="work", place="place", patterns=((1,) * 10,)),),
    )
    Region(question, Pack(question), 2.0, 1, 1).run(None)
    table = Timetable(
        days=1,
        periods=2,
        courses=(Course(id="course", teacher="teacher", lectures=1, min_days=2, students=1),),
        halls=(Hall(id="hall", seats=1),),
        curricula=(Curriculum(id="curriculum", courses=("course",)),),
    )
    search(table, seconds=10.0, moves=1, threads=1)
