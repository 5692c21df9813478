"""The trail cannot be changed, and tampering shows."""

import pytest
from django.db import DatabaseError, InternalError, connection, transaction

from leerwerk.privacy.actor import Actor
from leerwerk.privacy.doors import WroteWhileShowing, nothing_written
from leerwerk.privacy.enums import Purpose
from leerwerk.privacy.models import Event, Reading
from leerwerk.privacy.queries import broken_seals, events_about, readings_of
from leerwerk.privacy.trail import NotOneEvent, OutsideAnAction, action, part, record, record_reading
from tests.cast import Cast


def test_a_row_of_the_trail_is_never_changed_or_removed(cast: Cast) -> None:
    event = record("looked_at", cast.amal, by=cast.actor(cast.karim))
    for change in (
        lambda: Event.objects.filter(pk=event.pk).update(kind="something else"),
        lambda: Event.objects.filter(pk=event.pk).delete(),
    ):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()
    assert events_about(cast.amal).get().kind == "looked_at"


def test_tampering_behind_the_triggers_is_found(cast: Cast) -> None:
    karim = cast.actor(cast.karim)
    rows = [record_reading(cast.amal, by=karim, purpose=Purpose.GUIDANCE) for _ in range(4)]
    record_reading(cast.samuel, by=karim, purpose=Purpose.GUIDANCE)
    assert broken_seals((Reading, cast.amal)) == []
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE privacy_reading DISABLE TRIGGER privacy_reading_keep")
        cursor.execute("DELETE FROM privacy_reading WHERE id = %s", [rows[1].pk])
        cursor.execute("UPDATE privacy_reading SET person_id = 1 WHERE id = %s", [rows[3].pk])
        cursor.execute("ALTER TABLE privacy_reading ENABLE TRIGGER privacy_reading_keep")
    assert broken_seals((Reading, cast.amal)) == [rows[2].pk, rows[3].pk]
    assert broken_seals((Reading, cast.samuel)) == []
    assert readings_of(cast.amal).count() == 3


def test_an_action_without_an_event_is_refused_and_undone(cast: Cast) -> None:
    @action
    def rename_quietly(*, by: object) -> None:
        cast.amal.given_name = "Someone"
        cast.amal.save()

    with pytest.raises(NotOneEvent):
        rename_quietly(by=cast.actor(cast.karim))
    cast.amal.refresh_from_db()
    assert cast.amal.given_name == "Amal"


def test_a_part_of_an_action_is_refused_outside_one(cast: Cast) -> None:
    @part
    def rename(*, to: str) -> None:
        cast.amal.given_name = to
        cast.amal.save()

    @action
    def christen(*, by: Actor) -> None:
        rename(to="Amina")
        record("christened", cast.amal, by=by)

    with pytest.raises(OutsideAnAction):
        rename(to="Someone")
    christen(by=cast.actor(cast.karim))
    cast.amal.refresh_from_db()
    assert cast.amal.given_name == "Amina"


def test_an_action_that_writes_a_second_row_of_the_trail_fails_however_it_does_so(cast: Cast) -> None:
    karim = cast.actor(cast.karim)

    @action
    def tell_twice(*, by: Actor) -> None:
        for _time in range(2):
            record("told", cast.amal, by=by)

    @action
    def tell_aside(*, by: Actor) -> None:
        told = record("told", cast.amal, by=by)
        Event.objects.create(kind="told", subject_type=told.subject_type, subject_id=told.subject_id)

    for change in (tell_twice, tell_aside):
        with pytest.raises(AssertionError, match=r"two events|more than one"):
            change(by=karim)
    assert not events_about(cast.amal).exists()


def test_a_view_that_shows_cannot_write(cast: Cast) -> None:
    with pytest.raises(WroteWhileShowing), nothing_written():
        cast.amal.save()
    cast.amal.save()  # afterwards one can


@pytest.mark.parametrize(
    "words",
    [
        "WITH gone AS (DELETE FROM recruitment_obstacle RETURNING id) SELECT count(*) FROM gone",
        "WITH found AS (SELECT 1) UPDATE recruitment_candidate SET given_name = 'Someone'",
        "SELECT nextval('recruitment_obstacle_id_seq')",
        "SELECT id FROM recruitment_candidate FOR UPDATE",
        "CREATE TABLE aside AS SELECT 1",
        "SET TRANSACTION READ WRITE",
    ],
)
def test_words_that_begin_as_if_they_only_read_write_nothing_either(cast: Cast, words: str) -> None:
    refused = (WroteWhileShowing, InternalError)
    with pytest.raises(refused, match="read-only"), nothing_written(), connection.cursor() as cursor:
        cursor.execute(words)
    cast.amal.refresh_from_db()
    assert cast.amal.given_name == "Amal"
