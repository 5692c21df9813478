"""The form of a blueprint holds all that a design holds: nothing is lost, and every finding can be mended in it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from leerwerk.engine.blueprints import EXAMPLES
from leerwerk.engine.model import Blueprint as Design
from leerwerk.engine.model import Cefr, ComponentKind, FindingCode, SkillLevels, check, to_dict
from leerwerk.engine.model.facts import flatten
from leerwerk.parties.models import Person
from leerwerk.trajectories import actions
from leerwerk.trajectories.forms import DesignForms
from leerwerk.trajectories.models import Blueprint
from tests.cast import Cast
from tests.engine.model.sound import SOUND
from tests.engine.model.test_rules import BROKEN
from tests.trajectories.page_forms import Typed, typed_in

type As = Callable[[Person], Client]


def _copy(cast: Cast, design: Design) -> Blueprint:
    version = Blueprint.objects.get(code=design.code, owner=None).versions.get()
    copy = actions.copy_blueprint(version=version, title=design.title.nl, by=cast.actor(cast.roos))
    copy.versions.update(design=to_dict(design))  # the sound design holds more than the example it began as
    return copy


def _typed(cast: Cast, as_: As, design: Design) -> Typed:
    """What the page of a copy of this example would send when nothing was changed."""
    url = reverse("trajectories:change_blueprint", args=[_copy(cast, design).pk])
    typed = typed_in(as_(cast.roos).get(url).content.decode(), field="based_on")
    return typed | {"title_en": [design.title.en], "note": ["Zo is het bij ons"]}


def _sent(typed: Typed) -> QueryDict:
    sent = QueryDict(mutable=True)
    for name, values in typed.items():
        sent.setlist(name, list(values))
    return sent


def _saved(design: Design, typed: Typed, *, seen: Design = SOUND) -> Design:
    """The design as it is when this was typed over it; ``seen`` was on the screen."""
    forms = DesignForms(seen, 1, _sent(typed))
    assert forms.is_valid(), [form.errors for form in forms.all]
    return forms.applied_to(design)


@pytest.mark.parametrize("place", range(len(EXAMPLES)), ids=[design.code for design in EXAMPLES])
def test_the_form_of_one_example_typed_over_another_gives_all_of_it(place: int, cast: Cast, as_: As) -> None:
    wanted, other = EXAMPLES[place], EXAMPLES[place - 1]
    saved = _saved(other, _typed(cast, as_, wanted), seen=wanted)
    assert flatten(replace(saved, code=wanted.code)) == flatten(wanted)


def test_every_finding_can_be_mended_in_the_form(cast: Cast, as_: As) -> None:
    typed = _typed(cast, as_, SOUND)
    for code, design in BROKEN:
        mended = _saved(design, typed)
        assert check(mended) == (), code
    assert {code for code, _design in BROKEN} == set(FindingCode)


def test_a_new_paper_and_a_new_phase_get_a_name_of_their_own_and_one_ticked_away_is_gone(cast: Cast, as_: As) -> None:
    typed = _typed(cast, as_, SOUND)
    papers = len(SOUND.credentials)
    typed |= {
        f"papers-{papers}-kind": ["vca"],
        f"papers-{papers}-title_nl": ["VCA basis"],
        f"papers-{papers + 1}-kind": ["vca"],
        f"papers-{papers + 1}-title_nl": ["VCA: basis"],
        "papers-0-DELETE": ["on"],
        "learn_work-phases-0-title_nl": ["Wennen"],
        "learn_work-phases-0-start": ["0"],
        "learn_work-phases-0-months": ["2"],
    }
    saved = _saved(SOUND, typed)
    codes = [paper.code for paper in saved.credentials]
    assert codes == [*(paper.code for paper in SOUND.credentials[1:]), "vca-basis", "vca-basis-2"]
    work = saved.component(ComponentKind.LEARN_WORK)
    assert work is not None
    assert [(phase.code, phase.title.en, phase.months) for phase in work.phases] == [("wennen", "Wennen", 2.0)]


def test_who_gets_something_to_do_takes_part_and_who_is_ticked_away_does_not(cast: Cast, as_: As) -> None:
    typed = _typed(cast, as_, SOUND)
    typed["learn_work-roles"] = [role for role in typed["learn_work-roles"] if role != "director"]
    typed["learn_work-duties"] += ["buddy.guide_on_floor"]
    work = _saved(SOUND, typed).component(ComponentKind.LEARN_WORK)
    assert work is not None
    assert "director" not in work.roles
    assert work.duties_of(next(role for role in work.roles if role == "buddy")) == {"guide_on_floor"}


def test_who_joins_brings_what_they_do_and_a_duty_belongs_to_somebody(cast: Cast, as_: As) -> None:
    typed = _typed(cast, as_, SOUND) | {
        "learn_work-joins-0": ["buddy"],
        "learn_work-joins-0-duties": ["guide_on_floor"],
        "learn_work-joins-1": ["connector"],
    }
    work = _saved(SOUND, typed).component(ComponentKind.LEARN_WORK)
    assert work is not None
    assert work.duties_of(next(role for role in work.roles if role == "buddy")) == {"guide_on_floor"}
    assert "connector" in work.roles
    forms = DesignForms(SOUND, 1, _sent(typed | {"learn_work-joins-0": [""]}))
    assert not forms.is_valid()
    assert set(forms.parts[ComponentKind.LEARN_WORK].errors) == {"joins-0"}


def test_a_week_with_an_evening_a_goal_and_a_go_no_go_is_kept(cast: Cast, as_: As) -> None:
    typed = _typed(cast, as_, SOUND) | {
        "language-tue-eve": ["language"],
        "language-goal_speaking": ["B1"],
        "language-goal_reading": ["A2"],
        "learn_work-gate": ["on"],
        "learn_work-criteria": ["credential_earned"],
        "learn_work-decided_by": ["employer"],
        "evenings": ["tue-eve"],
        "onward": ["mbo2", "mbo3"],
    }
    saved = _saved(SOUND, typed)
    language, gate = saved.component(ComponentKind.LANGUAGE), saved.gate_before(ComponentKind.LEARN_WORK)
    assert language is not None
    assert gate is not None
    assert ("tue-eve", "language") in [(slot.dagdeel, slot.activity) for slot in language.week]
    goals = SkillLevels(speaking=Cefr.B1, reading=Cefr.A2)
    assert (language.language_goals, gate.criteria, gate.decided_by) == (goals, ("credential_earned",), ("employer",))
    assert saved.profile.availability is not None
    assert saved.profile.availability[-1] == "tue-eve"
    assert saved.onward == ("mbo2", "mbo3")


def test_people_decide_before_the_pre_track_as_two_and_before_learning_and_working_and_nowhere_else(
    cast: Cast, as_: As
) -> None:
    typed, pre = _typed(cast, as_, SOUND), "pre_track"
    both = {f"{pre}-gate": ["on"], f"{pre}-criteria": ["motivation"]}
    chosen = _saved(SOUND, typed | both | {f"{pre}-decided_by": ["intermediary", "employer"]})
    gate = chosen.gate_before(ComponentKind.PRE_TRACK)
    assert gate is not None
    assert gate.criteria == ("motivation",)
    for roles in (["intermediary"], ["intermediary", "employer", "director"]):
        forms = DesignForms(SOUND, 1, _sent(typed | both | {f"{pre}-decided_by": roles}))
        assert not forms.is_valid()
        assert set(forms.parts[ComponentKind.PRE_TRACK].errors) == {"decided_by"}
    for kind in ("recruitment", "language", "coaching", "placement"):
        forms = DesignForms(SOUND, 1, _sent(typed | {f"{kind}-gate": ["on"]}))
        assert not forms.is_valid()
        assert set(forms.parts[ComponentKind(kind)].errors) == {"gate"}, kind


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"recruitment-months": ["-2"]}, "Werving en selectie › Maanden"),
        ({"language-longest": [""], "language-shortest": ["2"]}, "Extra taalondersteuning › Maanden die het ontwerp"),
        ({"papers-0-kind": [""]}, "Bewijs 1 › Soort"),
        ({"learn_work-phases-0-title_nl": ["Wennen"]}, "Leren en werken › Fase 1 › Maanden"),
        ({"any_time": ["on"]}, "Niemand hoeft een vast dagdeel vrij te hebben"),
        ({"papers-TOTAL_FORMS": ["x"]}, "ManagementForm"),
        ({"speaking": ["Z9"]}, "Spreken, minstens"),
        ({"coaching-duties": ["nobody.nothing"]}, "Extra begeleiding › Wat zij doen"),
        ({"title_nl": ["a\x00b"]}, "Titel in het Nederlands"),
        ({"costs": [""], "fixed_cost": ["nan"]}, "Kosten van een groep"),
        ({"max_size": ["9" * 400]}, "Grootste groep"),
    ],
)
def test_what_is_wrong_says_of_which_part(wrong: Typed, told: str, cast: Cast, as_: As) -> None:
    own, roos = _copy(cast, SOUND), as_(cast.roos)
    url = reverse("trajectories:change_blueprint", args=[own.pk])
    typed = typed_in(roos.get(url).content.decode(), field="based_on") | {"note": ["Anders"], "sector": ["anders"]}
    answer = roos.post(url, typed | wrong)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert 'value="anders"' in answer.content.decode()
    assert own.versions.count() == 1


def test_the_words_to_choose_from_are_in_the_language_of_the_page(cast: Cast, as_: As) -> None:
    url = reverse("trajectories:change_blueprint", args=[_copy(cast, SOUND).pk])
    for language, words in (("nl", "werkgever"), ("en", "employer")):
        roos = as_(cast.roos)
        roos.cookies["django_language"] = language
        assert words in roos.get(url).content.decode().lower()
