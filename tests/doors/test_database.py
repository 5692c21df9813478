"""Our own PostgreSQL comes up whatever the last run left behind, and keeps what was saved."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from doors import database, processes
from doors.database import Cluster
from doors.processes import Family
from doors.report import Stop


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for module in (processes, database):
        monkeypatch.setattr(module, "VAR", tmp_path)
        monkeypatch.setattr(module, "LOG", tmp_path / "log")
    return tmp_path


@pytest.fixture
def family(place: Path) -> Iterator[Family]:
    made = Family("demo")
    made.open()
    yield made
    made.close()


def ask(cluster: Cluster, sql: str) -> list[tuple[object, ...]]:
    with psycopg.connect(cluster.url, autocommit=True) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchall() if cursor.description else []


def cluster_with_a_row(family: Family) -> Cluster:
    cluster = Cluster("postgres")
    cluster.start(family)
    ask(cluster, "CREATE TABLE kept (name text)")
    ask(cluster, "INSERT INTO kept VALUES ('Şerife')")
    return cluster


def test_every_script_is_searched_and_the_owner_is_no_superuser(family: Family) -> None:
    cluster = cluster_with_a_row(family)
    assert ask(cluster, "SELECT 'ОЛЕНА' ILIKE 'олена', 'ŞERİFE' ILIKE 'şerife', 'Éva' ILIKE 'éva'")[0][::2] == (
        True,
        True,
    )
    assert ask(cluster, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") == [(False,)]
    ask(cluster, "CREATE EXTENSION pg_trgm")
    assert ask(cluster, "SELECT cardinality(show_trgm('олена'))") == [(6,)]


def test_a_server_that_was_left_running_is_ended_and_nothing_is_lost(family: Family, place: Path) -> None:
    cluster = cluster_with_a_row(family)
    (before,) = family.records
    (place / "run" / "demo.json").unlink()  # as if nobody had written it down
    cluster.start(family)
    assert not processes.running(before)
    assert ask(cluster, "SELECT name FROM kept") == [("Şerife",)]
    family.children[before.pid].wait()
    family.records.remove(before)


def test_after_a_crash_the_mark_of_the_dead_server_is_no_obstacle(family: Family) -> None:
    cluster = cluster_with_a_row(family)
    (dead,) = family.records
    os.kill(dead.pid, signal.SIGKILL)
    family.end(family.children[dead.pid])
    mark = cluster.folder / "postmaster.pid"
    lines = mark.read_text(encoding="utf-8").splitlines(keepends=True)
    with subprocess.Popen(["sleep", "600"]) as stranger:  # has the number of the dead server by now
        mark.write_text("".join([f"{stranger.pid}\n", *lines[1:]]), encoding="utf-8")
        cluster.start(family)
        assert stranger.poll() is None
        stranger.kill()
    assert ask(cluster, "SELECT name FROM kept") == [("Şerife",)]


def test_data_of_another_postgresql_are_not_touched(family: Family) -> None:
    cluster = Cluster("postgres")
    cluster.folder.mkdir(mode=0o700)
    (cluster.folder / "PG_VERSION").write_text("12\n", encoding="utf-8")
    with pytest.raises(Stop) as stopped:
        cluster.start(family)
    assert "PostgreSQL 12" in stopped.value.what
    assert "--fresh" in stopped.value.do


def test_a_long_folder_name_gets_a_short_socket(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "VAR", place / ("a-very-long-name-" * 8))
    cluster = Cluster("postgres")
    assert len(str(cluster.socket / ".s.PGSQL.5432")) < 104
    assert cluster.socket != cluster.folder


def test_a_database_that_does_not_answer_is_named_before_anything_else(family: Family) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"postgresql://leerwerk@127.0.0.1:{nobody.getsockname()[1]}/leerwerk"
        with pytest.raises(Stop) as stopped:
            database.reachable(family, url)
    assert "does not answer" in stopped.value.what
    assert "DATABASE_URL" in stopped.value.do
