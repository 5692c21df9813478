"""What is known stands beside what is weighed, as far as who decides may see it; and each party's advice with it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from leerwerk.engine.language import Source
from leerwerk.engine.model import GateCriterion, LanguageSkill
from leerwerk.engine.pathway import Lack, NotAllowed, Step
from leerwerk.engine.pathway.preparing import Side
from leerwerk.learning.models import Credential, LanguageLevel, Tally
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.parties.models import Person
from leerwerk.recruitment.models import Obstacle, Profile
from leerwerk.trajectories.enums import Stage
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.queries.known import Known, known_of
from leerwerk.trajectories.rules import paths_of
from tests.costs import DOOR
from tests.trajectories.preparing import arranged, concluded, told
from tests.trajectories.running import WEIGHED, Running

pytestmark = pytest.mark.django_db
type As = Callable[[Person], Client]
TODAY, TOLD_ON = date(2027, 3, 10), date(2026, 12, 1)
COST_OF_A_GO = 9
A1, A2, B1 = 2, 3, 4


@pytest.fixture
def begun(running: Running) -> Running:
    """Amal is in the pre-track; her levels were told in December."""
    running.until("pre_track")
    Profile.objects.filter(candidate=running.cast.amal).update(stated_on=TOLD_ON, speaking=A1, writing=A1)
    return running


def _who(running: Running, name: str) -> Person:
    return Person.objects.get(email="amal@example.org") if name == "amal" else getattr(running.cast, name)


def _page(running: Running, as_: As, name: str, step: Step) -> Any:
    return as_(_who(running, name)).get(reverse("trajectories:step", args=[running.amal.pk, step]))


def _known(running: Running, name: str) -> Known:
    actor = running.actor(name)
    with behind_the_wall(actor):
        row = paths_of(actor).select_related("participant").get(pk=running.amal.pk)
        return known_of(actor, row, TODAY)


def _measured(running: Running, level: int, source: str, day: date) -> None:
    school = running.cast.lotte.memberships.get().organisation
    LanguageLevel.objects.create(
        enrolment=running.amal, day=day, skill="speaking", level=level, source=source, organisation=school
    )


def _paper(running: Running, **facts: Any) -> None:
    school = running.cast.lotte.memberships.get().organisation
    Credential.objects.create(enrolment=running.amal, issuer=school, kind="certificate", day=TODAY, **facts)


def _came(running: Running, attended: int, expected: int) -> None:
    lately = dict.fromkeys(("lately_attended", "lately_expected", "absent_in_a_row", "away_in_a_row", "excused"), 0)
    Tally.objects.create(enrolment=running.amal, until=TODAY, attended=attended, expected=expected, **lately)


def test_attendance_language_and_papers_are_known_to_everybody_who_decides(begun: Running) -> None:
    _came(begun, 9, 10)
    _measured(begun, A2, "teacher", date(2027, 2, 1))
    _paper(begun, title="VCA-basis", state="seen", issued_by="SSVV", issued_on=date(2027, 1, 5))
    _paper(begun, title="Heftruck", state="draft")
    for name in ("roos", "karim", "bas"):
        known = _known(begun, name)
        assert known.came is not None
        assert (known.came.attended, known.came.expected) == (9, 10)
        speaking, writing = known.levels[LanguageSkill.SPEAKING], known.levels[LanguageSkill.WRITING]
        assert (speaking.level, speaking.found.source, speaking.found.day) == ("A2", Source.TEACHER, date(2027, 2, 1))
        assert (writing.level, writing.found.source, writing.found.day) == ("A1", Source.INTAKE, TOLD_ON)
        assert [(one.title, one.issued_by) for one in known.papers] == [("VCA-basis", "SSVV")], "no drafts"


def test_which_obstacle_it_is_stays_between_amal_and_karim(begun: Running, as_: As) -> None:
    Obstacle.objects.create(candidate=begun.cast.amal, kind="debt", due_on=timezone.localdate() + timedelta(days=9))
    for name, named in (("karim", True), ("amal", True), ("roos", False), ("bas", False), ("lotte", False)):
        assert [one.kind for one in _known(begun, name).hindrances] == ["debt"] * named, name
    for name, named in (("karim", True), ("bas", False), ("roos", False)):
        page = _page(begun, as_, name, Step.NOT_YET)
        assert ("schulden" in page.content.decode()) == named, name
        assert page.context["weighing"].beside()[GateCriterion.OBSTACLES_SOLVED], name


def test_beside_each_criterion_stands_what_is_known_of_it(begun: Running, as_: As) -> None:
    _came(begun, 9, 10)
    arranged(begun)
    told(begun, "amal", Side.CANDIDATE)
    told(begun, "bas", Side.EMPLOYER)
    _paper(begun, title="VCA-basis", state="seen", issued_by="SSVV", issued_on=date(2027, 1, 5))
    fields = _page(begun, as_, "roos", Step.GO).context["form"].fields
    assert "90" in fields["criterion_attendance"].help_text
    assert "Wilt u verder met deze kandidaat?" in str(fields["criterion_employer_agrees"].help_text)
    assert "Wilt u hier werken?" in str(fields["criterion_candidate_agrees"].help_text)
    beside = _page(begun, as_, "roos", Step.GO).context["weighing"].beside()
    assert "VCA-basis" in beside[GateCriterion.CREDENTIAL_EARNED]
    assert "de kas" in beside[GateCriterion.INTERNSHIP_COMPLETED]
    concluded(begun, "vocational_language", "lotte", result="partly", shows="Kent de namen van de planten.")
    beside = _page(begun, as_, "roos", Step.GO).context["weighing"].beside()
    assert "Kent de namen van de planten." in beside[GateCriterion.LANGUAGE_REACHED]
    lotte = _page(begun, as_, "lotte", Step.ADVISE).context["weighing"].beside()
    assert lotte[GateCriterion.EMPLOYER_AGREES] == "", "what was told of the days at work is not the school's to read"


def test_who_advised_and_who_did_not_yet_stands_with_who_decides(begun: Running, as_: As) -> None:
    begun.act("lotte", Step.ADVISE, advice="not_yet", words="Mist vaak een les.", criteria={"attendance": "no"})
    begun.act("lotte", Step.ADVISE, advice="go", words="Nu komt zij altijd.")
    begun.act("karim", Step.GO, words="ja", criteria=WEIGHED)
    page = _page(begun, as_, "bas", Step.GO)
    advised = page.context["advised"]
    (given,) = advised.given
    assert (given["event"].by_as, str(given["advice"])) == ("educator", "go")
    assert "Nu komt zij altijd." in page.content.decode()
    assert "Mist vaak een les." not in page.content.decode(), "the last advice of a party counts"
    assert set(advised.missing) == {"de kandidaat", "de mentor", "de taalschool"} & set(advised.missing)
    assert {"de kandidaat", "de mentor"} <= set(advised.missing)
    assert dict(advised.deciding) == {"de intermediair": True, "de werkgever": False, "de regisseur": False}


def test_what_shows_a_criterion_is_kept_with_it_and_read_on_the_path(begun: Running, as_: As) -> None:
    sent = {f"criterion_{one}": "yes" for one in GateCriterion}
    shows = {"shows_attendance": "Negen van tien lessen.", "shows_motivation": "staat niet in dit ontwerp"}
    answer = as_(begun.cast.karim).post(
        reverse("trajectories:step", args=[begun.amal.pk, Step.GO]),
        {"seen": begun.amal.events.count(), "words": "klaar", **sent, **shows},
    )
    assert answer.status_code == 302
    event = begun.amal.events.latest("number")
    assert event.evidence == {"attendance": "Negen van tien lessen."}
    for name in ("karim", "bas", "lotte", "amal"):
        page = as_(_who(begun, name)).get(reverse("trajectories:path", args=[begun.amal.pk])).content.decode()
        assert "Negen van tien lessen." in page, name


def test_words_without_an_answer_are_asked_about(begun: Running, as_: As) -> None:
    answer = as_(begun.cast.karim).post(
        reverse("trajectories:step", args=[begun.amal.pk, Step.NOT_YET]),
        {"seen": begun.amal.events.count(), "words": "nog niet", "shows_attendance": "Drie keer weg."},
    )
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"criterion_attendance"}
    assert "Drie keer weg." in answer.content.decode()


def test_the_pre_track_waits_until_both_sides_weighed_what_the_design_weighs_before_it(running: Running) -> None:
    running.until("accepted")
    with pytest.raises(NotAllowed) as refused:
        running.act("karim", Step.SELECT, criteria={"motivation": "yes"})
    assert refused.value.lacks == (Lack.CRITERIA,)
    running.act("karim", Step.SELECT, criteria=WEIGHED, evidence={"motivation": "wil dit werk", "attendance": "nee"})
    event = running.amal.events.latest("number")
    assert event.criteria == {"profile_met": "yes", "motivation": "yes"}
    assert event.evidence == {"motivation": "wil dit werk"}
    with pytest.raises(NotAllowed) as early:
        running.act("roos", Step.START_PRE_TRACK)
    assert Lack.STAGE in early.value.lacks
    running.act("bas", Step.SELECT)
    assert running.act("roos", Step.START_PRE_TRACK).stage == Stage.PRE_TRACK


def test_who_selects_reads_what_is_known_before_a_pre_track_began(running: Running, as_: As) -> None:
    running.until("accepted")
    page = _page(running, as_, "bas", Step.SELECT)
    assert {"criterion_profile_met", "criterion_motivation"} < page.context["form"].fields.keys()
    assert page.context["weighing"].beside()[GateCriterion.PROFILE_MET]
    assert page.context["advised"] is None, "advice is given at the go/no-go"


@pytest.mark.parametrize("step", [Step.GO, Step.NOT_YET, Step.ADVISE])
def test_what_is_known_is_shown_in_few_queries(
    begun: Running, as_: As, django_assert_num_queries: DjangoAssertNumQueries, step: Step
) -> None:
    arranged(begun)
    told(begun, "amal", Side.CANDIDATE)
    begun.act("lotte", Step.ADVISE, advice="go", words="Leert snel.")
    assert Enrolment.objects.get(pk=begun.amal.pk).stage == Stage.PRE_TRACK
    browser = as_(begun.cast.bas)
    address = reverse("trajectories:step", args=[begun.amal.pk, step])
    browser.get(address)
    with django_assert_num_queries(DOOR + COST_OF_A_GO):
        browser.get(address)
