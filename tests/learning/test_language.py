"""Language levels: who may write them, where they come from, and growth beside what the design expects."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from leerwerk.engine.language import State
from leerwerk.engine.model import Cefr, ComponentKind, LanguageSkill, SkillLevels, from_dict, to_dict
from leerwerk.learning.actions.language import InTheFuture, NotSeenAtWork, take_level_back, write_levels
from leerwerk.learning.enums import MeasureSource
from leerwerk.learning.models import LanguageLevel
from leerwerk.learning.queries.language import as_measurement, group_of, levels_by_person, levels_of, measured_of
from leerwerk.learning.rules import measured, own_levels
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.parties.models import Person
from leerwerk.recruitment.models import Profile
from leerwerk.trajectories.models import BlueprintVersion, Cohort
from tests.enrolling import enrol, move
from tests.learning.lessons import TODAY, Lessons

pytestmark = pytest.mark.django_db
type As = Callable[[Person], Client]
A2, B1 = 3, 4


def _write(
    lessons: Lessons, who: str, source: MeasureSource = MeasureSource.TEACHER, **levels: int
) -> list[LanguageLevel]:
    return write_levels(
        enrolment=lessons.amal, day=date(2027, 3, 1), source=source, levels=levels, by=lessons.actor(who)
    )


def test_a_level_is_written_once_and_the_same_day_again_takes_its_place(lessons: Lessons) -> None:
    assert len(_write(lessons, "lotte", speaking=A2, listening=A2)) == 2
    assert _write(lessons, "lotte", speaking=A2) == []
    (changed,) = _write(lessons, "lotte", speaking=B1)
    assert LanguageLevel.objects.filter(skill="speaking").get() == changed
    assert changed.level == B1


def test_nothing_is_measured_in_the_future_and_a_mistake_is_taken_back(lessons: Lessons) -> None:
    with pytest.raises(InTheFuture):
        write_levels(
            enrolment=lessons.amal,
            day=date(2027, 3, 11),
            source=MeasureSource.TEST,
            levels={"speaking": A2},
            by=lessons.actor("lotte"),
        )
    (level,) = _write(lessons, "lotte", speaking=A2)
    take_level_back(level=level, by=lessons.actor("lotte"))
    assert not LanguageLevel.objects.exists()


def test_who_meets_the_language_of_amal_writes_it_and_nobody_else(lessons: Lessons) -> None:
    for name, may in (("lotte", True), ("karim", True), ("els", False), ("bas", True), ("mo", True), ("amal", False)):
        with behind_the_wall(lessons.actor(name)):
            assert measured(lessons.actor(name)).filter(pk=lessons.amal.pk).exists() == may, name


def test_who_wrote_a_level_takes_it_back_and_others_read_it(lessons: Lessons) -> None:
    _write(lessons, "lotte", speaking=A2)
    for name, own, reads in (("lotte", 1, 1), ("karim", 0, 1), ("els", 0, 0), ("bas", 0, 1), ("amal", 0, 1)):
        with behind_the_wall(lessons.actor(name)):
            assert own_levels(lessons.actor(name)).count() == own, name
            assert len(levels_of(lessons.amal)) == reads, name


def test_a_test_goes_before_what_a_teacher_saw_and_growth_stands_beside_the_design(lessons: Lessons) -> None:
    _write(lessons, "karim", MeasureSource.TEST, speaking=A2)
    _write(lessons, "lotte", MeasureSource.TEACHER, speaking=B1)
    rows = [as_measurement(row) for row in levels_of(lessons.amal)]
    found = group_of(lessons.cohort).skill(LanguageSkill.SPEAKING, rows, TODAY)
    assert found.growth.current is not None
    assert found.growth.current.level is Cefr.A2
    assert found.expected is not None
    assert found.growth.state in (State.ON_PLAN, State.AHEAD, State.BEHIND)
    nothing = group_of(lessons.cohort).skill(LanguageSkill.READING, rows, TODAY)
    assert (nothing.growth.state, nothing.expected) == (State.NOT_MEASURED_LATELY, None)


def test_after_a_transfer_the_page_of_the_group_knows_what_the_page_of_the_person_knows(lessons: Lessons) -> None:
    _write(lessons, "karim", MeasureSource.TEST, speaking=B1)
    move(lessons.amal, "left")
    elsewhere = Cohort.objects.get(pk=lessons.cohort.pk)
    elsewhere.pk, elsewhere.code = None, "verder"
    elsewhere.save(force_insert=True)
    now = enrol(lessons.amal.candidate, elsewhere, "learn_work")
    by_person = [(one.skill, one.level) for one in levels_by_person([now])[now.pk]]
    assert by_person == [(one.skill, one.level) for one in measured_of(now, levels_of(now))]
    assert by_person[-1] == (LanguageSkill.SPEAKING, Cefr.B1)


def test_what_amal_told_at_her_intake_comes_first_until_something_is_measured(lessons: Lessons, as_: As) -> None:
    told_on = date(2026, 12, 1)
    Profile.objects.filter(candidate=lessons.amal.candidate).update(
        stated_on=told_on, speaking=A2, listening=A2, reading=1, writing=1
    )
    _write(lessons, "lotte", speaking=B1)
    page = reverse("learning:language", args=[lessons.amal.pk])
    for name in ("karim", "lotte", "bas", "mo", "amal"):
        person = Person.objects.get(email="amal@example.org") if name == "amal" else getattr(lessons.running.cast, name)
        shown = as_(person).get(page)
        speaking, listening, reading, _writing = shown.context["cards"]
        assert (speaking["level"], speaking["grown"], listening["level"]) == ("B1", 1, "A2"), name
        assert (listening["day"], reading["day"]) == (told_on, told_on)
        rows = [(one["day"], one["organisation"] is None) for one in shown.context["rows"]]
        assert rows == [(date(2027, 3, 1), False), *[(told_on, True)] * 4], name
    assert LanguageLevel.objects.count() == 1, "nothing was copied"


def test_each_skill_has_a_goal_of_its_own_and_growth_from_the_intake_on(lessons: Lessons, as_: As) -> None:
    design = from_dict(lessons.cohort.version.design)
    components = tuple(
        replace(one, language_goals=SkillLevels(reading=Cefr.B1)) if one.kind is ComponentKind.LANGUAGE else one
        for one in design.components
    )
    silent = replace(design, components=components, profile=replace(design.profile, language=SkillLevels()))
    BlueprintVersion.objects.filter(pk=lessons.cohort.version_id).update(design=to_dict(silent))
    Profile.objects.filter(candidate=lessons.amal.candidate).update(stated_on=date(2026, 12, 1), reading=1)
    row = lessons.amal
    group = group_of(Cohort.objects.select_related("version").get(pk=lessons.cohort.pk))
    reading = group.skill(LanguageSkill.READING, measured_of(row, []), TODAY)
    assert reading.expected is not None
    assert (reading.expected.steps[0].level, reading.expected.goal.level) == (Cefr.PRE_A1, Cefr.B1)
    assert LanguageSkill.READING in group.with_goal
    assert group.skill(LanguageSkill.WRITING, measured_of(row, []), TODAY).expected is None
    page = as_(lessons.running.cast.lotte).get(reverse("learning:group_language", args=[lessons.cohort.pk]))
    assert page.context["rows"]


def test_bas_and_mo_write_what_practice_shows_of_speaking_and_listening(lessons: Lessons, as_: As) -> None:
    _write(lessons, "bas", MeasureSource.PRACTICE, speaking=A2)
    _write(lessons, "mo", MeasureSource.PRACTICE, listening=A2)
    for source, levels in ((MeasureSource.TEST, {"speaking": A2}), (MeasureSource.PRACTICE, {"reading": A2})):
        with pytest.raises(NotSeenAtWork):
            _write(lessons, "bas", source, **levels)
    bas, page = as_(lessons.running.cast.bas), reverse("learning:language", args=[lessons.amal.pk])
    form = bas.get(page).content.decode()
    assert ('name="speaking"' in form, 'name="reading"' in form, 'value="test"' in form) == (True, False, False)
    given = {"day": "2027-03-02", "source": "practice", "speaking": str(B1)}
    write = reverse("learning:measure", args=[lessons.amal.pk])
    assert bas.post(write, given | {"source": "test"}).status_code == 422
    assert bas.post(write, given).status_code == 302
    assert LanguageLevel.objects.get(level=B1).organisation == lessons.running.cast.groenwerk
    move(lessons.samuel, "selected")
    assert not measured(lessons.actor("bas")).filter(pk=lessons.samuel.pk).exists(), "nobody saw them at work yet"
