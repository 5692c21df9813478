"""Tables that are made at once are the ones that Django makes one operation after the other."""

from collections.abc import Sequence

import pytest
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from leerwerk.web.at_once import KNOWN, AtOnce

STOOD_ALREADY = [
    migrations.CreateModel(
        "School",
        [("id", models.BigAutoField(primary_key=True)), ("name", models.CharField(max_length=20))],
        {
            "indexes": [models.Index(fields=["name"], name="school_list")],
            "constraints": [models.CheckConstraint(condition=~models.Q(name="-"), name="school_named")],
        },
    ),
]
# as makemigrations writes it: one table made in steps, and one that stood already changed
STEPS = [
    migrations.CreateModel(
        "Lesson", [("id", models.BigAutoField(primary_key=True)), ("day", models.DateField(unique=True))]
    ),
    migrations.RemoveConstraint("school", "school_named"),
    migrations.RemoveIndex("school", "school_list"),
    migrations.AddField("school", "first", models.ForeignKey("practice.Lesson", models.SET_NULL, null=True)),
    migrations.AddField("school", "beds", models.IntegerField(default=3)),
    migrations.AlterField("school", "name", models.CharField(max_length=80, null=True)),
    migrations.AddIndex("school", models.Index(fields=["name", "beds"], name="school_list")),
    migrations.AddField("lesson", "school", models.ForeignKey("practice.School", models.CASCADE)),
    migrations.AddField("lesson", "room", models.SlugField(default="")),
    migrations.AddConstraint("lesson", models.UniqueConstraint(fields=["school", "room"], name="lesson_room_once")),
    migrations.AddConstraint(
        "lesson",
        models.UniqueConstraint(fields=["school"], condition=models.Q(room=""), name="lesson_without_room_once"),
    ),
    migrations.AddConstraint("lesson", models.CheckConstraint(condition=~models.Q(room="-"), name="lesson_roomed")),
    migrations.AddIndex("lesson", models.Index(fields=["-day"], name="lesson_list")),
]


def _do(before: ProjectState, operations: Sequence[Operation], *, undo: bool = False) -> ProjectState:
    states = [before]
    for one in operations:
        states.append(states[-1].clone())
        one.state_forwards("practice", states[-1])
    steps = list(zip(operations, states, states[1:], strict=False))
    with connection.schema_editor() as editor:
        for one, earlier, later in reversed(steps) if undo else steps:
            if undo:
                one.database_backwards("practice", editor, later, earlier)
            else:
                one.database_forwards("practice", editor, earlier, later)
    return states[-1]


def _tables() -> list[tuple[str, ...]]:
    asked = """
        SELECT a.attrelid::regclass::text, a.attnum::text, a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
               || ' ' || a.attnotnull FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relname LIKE 'practice%' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
        UNION ALL SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE conrelid::regclass::text LIKE 'practice%'
        UNION ALL SELECT tablename, indexname, indexdef FROM pg_indexes WHERE tablename LIKE 'practice%'
        ORDER BY 1, 2, 3"""
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return list(cursor)


@pytest.mark.django_db
def test_tables_made_at_once_are_those_made_one_after_the_other_and_can_be_undone() -> None:
    stood = _do(ProjectState(), STOOD_ALREADY)
    before = _tables()
    _ = stood.apps  # as when a migration begins
    after = _do(stood, STEPS)
    apart = _tables()
    assert len(apart) > len(before) + 10
    _do(stood, STEPS, undo=True)
    undone = _tables()
    assert _do(stood, [AtOnce(STEPS)]) == after
    assert [_without_place(row) for row in _tables()] == [_without_place(row) for row in apart]
    _do(stood, [AtOnce(STEPS)], undo=True)
    assert _tables() == undone == before


def _without_place(row: tuple[str, ...]) -> tuple[str, ...]:
    """A column that was taken off a table leaves its number unused: only the order counts."""
    return row[:1] + (("",) if row[1].isdigit() else row[1:2]) + row[2:]


@pytest.mark.parametrize(
    "refused",
    [
        [migrations.RenameModel("school", "house")],
        [migrations.DeleteModel("school")],
        [migrations.RunSQL("SELECT 1")],
        [migrations.AlterField("school", "name", models.CharField(max_length=length)) for length in (8, 9)],
    ],
)
def test_what_depends_on_the_moment_in_between_is_not_done_at_once(refused: list[Operation]) -> None:
    with pytest.raises(ValueError, match="beside AtOnce"):
        AtOnce(refused)


def test_no_migration_changes_tables_one_after_the_other() -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    ours = [one for one in loader.disk_migrations.values() if type(one).__module__.startswith("leerwerk.")]
    assert len(ours) > 100, "the search does not find the migrations"
    slow = [
        str(one)
        for one in ours
        if any(
            isinstance(first, KNOWN) and isinstance(then, KNOWN)
            for first, then in zip(one.operations, one.operations[1:], strict=False)
        )
    ]
    assert slow == [], "put them in AtOnce([...]) of leerwerk.web.at_once"
