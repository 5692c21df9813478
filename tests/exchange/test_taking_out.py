"""Taking files out leaves one event, and a line in the log of everybody who is in the workbook."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from python_calamine import load_workbook

from leerwerk.exchange.actions import take_region_out
from leerwerk.exchange.queries import round_workbook
from leerwerk.exchange.schema import REGION as REGION_TABLES
from leerwerk.parties.models import Person
from leerwerk.parties.queries import opening_lines, openings, openings_are_whole
from leerwerk.planning.actions import lock
from leerwerk.planning.enums import LockKind
from leerwerk.planning.models import PlanningRound
from leerwerk.privacy.enums import Purpose
from leerwerk.privacy.models import Event, Reading
from leerwerk.privacy.queries import events_about, taken_out
from leerwerk.privacy.trail import record_taking_out, spans
from leerwerk.recruitment.models import Candidate
from tests.cast import Cast
from tests.planning.season import build_season, planned_again

type SignIn = Callable[[Person], Client]

REGION = reverse("exchange:region")


@pytest.fixture
def plan(cast: Cast) -> PlanningRound:
    """The small season, planned for real."""
    return build_season(cast).plan()


def _log(candidate: Candidate) -> list[tuple[str, str]]:
    return [(line.person, line.what) for line in opening_lines(openings(candidate))]


def test_taking_the_region_out_is_one_event_with_everybody_who_is_in_it(cast: Cast, as_: SignIn) -> None:
    answer = as_(cast.roos).post(REGION)
    assert answer["Content-Disposition"].endswith('.xlsx"')
    taken = Event.objects.get(kind="region_taken_out")
    table = REGION_TABLES.table("candidates")
    rows = load_workbook(io.BytesIO(answer.content)).get_sheet_by_name(table.label).to_python()[1:]
    codes = {str(row[0]) for row in rows}
    inside = Candidate.objects.filter(code__in=codes)
    assert taken.facts["people"] == len(codes) == inside.count()
    assert (taken.person_id, taken.organisation_id) == (cast.roos.pk, cast.actor(cast.roos).organisation_id)
    assert not Reading.objects.exists()
    for candidate in Candidate.objects.all():
        assert taken_out(candidate).exists() == (candidate.code in codes), candidate


def test_the_person_reads_in_their_own_log_who_took_their_file_out_and_why(cast: Cast, as_: SignIn) -> None:
    as_(cast.roos).post(REGION)
    as_(cast.karim).post(REGION)
    assert [who for who, _what in _log(cast.amal)] == [str(cast.karim), str(cast.roos)]
    page = as_(cast.karim).get(reverse("recruitment:trail", args=[cast.amal.pk]), {"part": "readings"})
    text = page.content.decode()
    assert "haalde de dossiers van een regio op als werkmap: groepen plannen voor een regio" in text
    assert "haalde de dossiers van een regio op als werkmap: de kandidaat begeleiden" in text
    assert "De zegels kloppen" in text
    file = as_(cast.karim).get(reverse("recruitment:candidate", args=[cast.amal.pk])).content.decode()
    assert "haalde de dossiers van een regio op als werkmap" in file


def test_a_caseworker_takes_only_candidates_of_the_own_organisation_out(cast: Cast) -> None:
    take_region_out(by=cast.actor(cast.els))
    for candidate in Candidate.objects.exclude(profile=None):
        assert taken_out(candidate).exists() == (candidate.intermediary == cast.nieuwegein)


def test_taking_a_plan_out_stands_in_the_log_of_everybody_it_names(
    cast: Cast, plan: PlanningRound, as_: SignIn
) -> None:
    address = reverse("exchange:plan", args=[plan.pk])
    assert as_(cast.roos).post(address)["Content-Disposition"].endswith('.xlsx"')
    event = Event.objects.get(kind="plan_taken_out")
    assert event.facts["people"] == plan.person_proposals.count() > 0
    assert event.facts["round"] == plan.pk
    for proposal in plan.person_proposals.all():
        assert _log(proposal.candidate)[0] == (
            str(cast.roos),
            "haalde een plan op als werkmap: groepen plannen voor een regio",
        )


def test_an_address_alone_takes_nothing_out(cast: Cast, plan: PlanningRound, as_: SignIn) -> None:
    roos = as_(cast.roos)
    assert roos.get(REGION).status_code == 302
    assert roos.get(reverse("exchange:plan", args=[plan.pk])).status_code == 302
    for person in (cast.bas, cast.lotte, cast.fleur):
        assert as_(person).post(REGION).status_code == 403
    assert not Event.objects.filter(kind__endswith="_taken_out").exists()


def test_tampering_with_a_taking_out_shows_in_the_persons_log(cast: Cast) -> None:
    for _time in range(2):
        take_region_out(by=cast.actor(cast.roos))
    region = cast.amal.municipality.region
    assert openings_are_whole(cast.amal, region)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE privacy_event DISABLE TRIGGER privacy_event_keep")
        cursor.execute("DELETE FROM privacy_event WHERE id = %s", [taken_out(cast.amal).order_by("id")[0].pk])
        cursor.execute("ALTER TABLE privacy_event ENABLE TRIGGER privacy_event_keep")
    assert not openings_are_whole(cast.amal, region)


def test_a_hundred_thousand_people_are_one_row_of_the_trail(cast: Cast) -> None:
    region = cast.amal.municipality.region
    crowd = [Candidate(pk=number) for number in range(1_000, 301_000, 3)]
    record_taking_out("region_taken_out", region, crowd, by=cast.actor(cast.roos), purpose=Purpose.PLANNING)
    assert events_about(region).get().facts["people"] == 100_000
    assert taken_out(Candidate(pk=1_000)).exists()
    assert taken_out(Candidate(pk=300_997)).exists()
    assert not taken_out(Candidate(pk=1_001)).exists()


def test_keys_in_a_row_are_one_span() -> None:
    assert spans([7, 1, 2, 3, 9, 8]) == [[1, 3], [7, 9]]
    assert spans([]) == []


def _sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = load_workbook(io.BytesIO(content))
    return {name: [*book.get_sheet_by_name(name).to_python()] for name in book.sheet_names}


def test_the_workbook_of_a_plan_tells_what_its_pages_tell(cast: Cast) -> None:
    season = build_season(cast)
    cast.amal.profiles.update(max_travel=1)
    first = season.plan()
    director = cast.actor(cast.roos)
    shut = first.group_proposals.filter(open=True)[0]
    held = lock(previous=first, kind=LockKind.CLOSED, cohort=shut.cohort, reason="=geen lokaal", by=director)
    plan = planned_again(held.round, director)
    with override("nl"):
        sheets = _sheets(round_workbook(plan))
    summary = {str(row[0]): row[1] for row in sheets["Samenvatting"]}
    assert summary["Een ander plan is hoogstens zoveel beter, %"] == round(100 * (plan.proven_gap or 0), 3)
    assert summary["Bewijs"] in ("geen plan is beter", "misschien bestaat een beter plan")
    why = {str(row[0]): str(row[-1]) for row in sheets["Groepen"]}
    assert why[shut.cohort.code].startswith("De groep gaat niet open")
    assert all(why.values())
    _, row = sheets["Sloten"]
    assert shut.cohort.code in str(row[0])
    assert row[1:3] == ["'=geen lokaal", str(cast.roos)]
    assert len(sheets["Wat één meer oplevert"]) == 1 + len(plan.gains)
    row = next(row for row in sheets["Niet geplaatst"] if row[0] == cast.amal.code)
    assert row[3] == "geen groep past bij dit profiel"
    assert row[5] in {group.cohort.code for group in plan.group_proposals.all()}
    assert "minuten meer reistijd" in str(row[6])
