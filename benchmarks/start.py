"""From a fresh clone to the first page, and what the demo holds: ``python -m benchmarks.start``.

Clones the last commit into a temporary folder and starts ``run.py`` there as somebody new would: with HOME and PATH and
nothing else in the environment. Once the first page has come it is stopped and started again. Then the demo's people,
groups and employers are counted, and its season is planned by the worker that runs there. Each number is printed with
its bar. With ``--no-caches`` pip, uv, npm and the compiler find empty caches, as on a new machine. Whatever was
started is ended, also by Ctrl-C, and the clone is thrown away.
"""

import argparse
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leerwerk.planning.models import PlanningRound

ROOT = Path(__file__).resolve().parent.parent
FIRST, SECOND = 120.0, 5.0  # seconds until the first page, on a fresh clone and after that
PLANNED, GAP = 10.0, 0.005  # the demo's season: seconds to plan, and how far from the bound at most
PEOPLE, OPTIONS, EMPLOYERS = 1_200, 60, 80
PATIENCE = 900  # seconds until a start counts as failed
CACHES = ("PIP_CACHE_DIR", "UV_CACHE_DIR", "npm_config_cache", "NUMBA_CACHE_DIR", "XDG_CACHE_HOME")


class Failed(Exception):
    """It could not be measured; the text says why."""


class Table:
    """Numbers with their bars; ``fine`` while all are met."""

    def __init__(self) -> None:
        self.fine = True
        print(f"\n{'what':52} {'measured':>10}  {'bar':>8}")

    def line(self, name: str, measured: float, *, most: float = 0, least: float = 0, form: str = ",.1f") -> None:
        """Print one number; a bar of 0 is none."""
        met = (not most or measured < most) and measured >= least
        self.fine &= met
        bar = f"<{most:{form}}" if most else f"≥{least:{form}}" if least else ""
        told = ("met" if met else "NOT MET") if bar else ""
        print(f"{name:52} {measured:>10{form}}  {bar:>8}  {told}".rstrip(), flush=True)


def _surroundings(folder: Path, *, caches: bool) -> dict[str, str]:
    """Return HOME and PATH, without what an activated environment put there; on request with empty caches."""
    path = [one for one in os.environ.get("PATH", os.defpath).split(os.pathsep) if ROOT not in Path(one).parents]
    env = {"HOME": os.environ.get("HOME", "/"), "PATH": os.pathsep.join(path)}
    for name in () if caches else CACHES:
        place = folder / "caches" / name.lower()
        place.mkdir(parents=True)
        env[name] = str(place)
    return env


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    """Whether the page to step in comes: the first one that somebody new sees."""
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        asked.request("GET", "/step-in/")
        return asked.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asked.close()


@contextmanager
def _running(clone: Path, env: dict[str, str]) -> Iterator[float]:
    """Start ``run.py``, give the seconds until its first page came, and stop it afterwards."""
    port, log = _free_port(), clone.parent / "run.log"
    began = time.monotonic()
    with log.open("ab") as out:
        words = ["python3", "run.py", "--no-browser", "--port", str(port)]
        run = subprocess.Popen(words, cwd=clone, env=env, stdout=out, stderr=out, start_new_session=True)
    try:
        while not _answers(port):
            if run.poll() is not None or time.monotonic() - began > PATIENCE:
                raise Failed(f"run.py gave no page:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}")
            time.sleep(0.05)
        yield time.monotonic() - began
    finally:
        _stop(run)


def _stop(run: "subprocess.Popen[bytes]") -> None:
    """Ask it to stop and wait until it has ended what it started. Ctrl-C is not heard by who runs in the background."""
    run.send_signal(signal.SIGTERM)
    try:
        run.wait(60)
    except subprocess.TimeoutExpired:
        os.killpg(run.pid, signal.SIGKILL)  # its guardian ends the rest
        run.wait()


def _facts(clone: Path, env: dict[str, str]) -> dict[str, float]:
    """Ask the demo that runs what it holds, with the code and the Python of the clone."""
    words = [str(clone / ".venv" / "bin" / "python"), "-m", "benchmarks.start", "--inside"]
    told = subprocess.run(words, cwd=clone, env=env, capture_output=True, text=True, check=False)
    if told.returncode:
        raise Failed(f"the demo could not be asked:\n{told.stderr[-3000:]}")
    facts: dict[str, float] = json.loads(told.stdout.splitlines()[-1])
    return facts


def _inside() -> None:
    """Count the demo's rows and let its worker plan the season; print both as JSON."""
    from doors.database import Cluster
    from doors.house import django as surroundings_of_django

    os.environ.update(surroundings_of_django("demo", Cluster("postgres").url))
    sys.path.insert(0, str(ROOT / "src"))
    import django

    django.setup()
    from leerwerk.home.queries import supply_of
    from leerwerk.parties.models import Person
    from leerwerk.parties.queries import actor_of
    from leerwerk.planning.enums import RoundState
    from leerwerk.recruitment.models import Candidate

    supply = supply_of(actor_of(Person.objects.get(email="roos@demo.example")))
    asked = _planned()
    if asked.state != RoundState.SOLVED:
        raise Failed(f"the round is {asked.state}: {asked.failure} {asked.failure_facts}")
    times, numbers = (asked.asked_at, asked.started_at, asked.finished_at), (asked.objective, asked.bound)
    pressed, began, ended = (one.timestamp() for one in times if one is not None)
    value, bound = (one for one in numbers if one is not None)
    facts = {
        "people": Candidate.objects.count(),
        "options": supply.options,
        "employers": supply.employers,
        "seconds": ended - began,
        "waited": ended - pressed,
        "gap": (bound - value) / abs(value),
    }
    print(json.dumps(facts))


def _planned() -> "PlanningRound":
    """Ask for the season with the weights that the form begins with, and wait for the worker."""
    from uuid import uuid4

    from django.db.models import Max, Min

    from leerwerk.parties.models import Person, Region
    from leerwerk.parties.queries import actor_of
    from leerwerk.planning import actions
    from leerwerk.planning.enums import BUSY
    from leerwerk.planning.forms import WeightsForm
    from leerwerk.planning.queries.season import Season
    from leerwerk.trajectories.models import Cohort

    roos = actor_of(Person.objects.get(email="roos@demo.example"))
    days: dict[str, date] = Cohort.objects.aggregate(first=Min("starts_on"), last=Max("starts_on"))
    form = WeightsForm({name: field.initial for name, field in WeightsForm.base_fields.items()})
    if not form.is_valid():
        raise Failed(f"the form does not accept what it begins with: {form.errors.as_json()}")
    asked = actions.plan_season(
        region=Region.objects.get(pk=roos.region),
        name="Measured",
        season=Season(region_id=roos.region, start=days["first"], end=days["last"] + timedelta(days=1)),
        weights=form.weights() | {"time_limit": int(PLANNED), "gap": GAP},
        previous=None,
        ticket=uuid4(),
        by=roos,
    )
    while asked.state in BUSY:
        time.sleep(0.2)
        asked.refresh_from_db()
    return asked


def _measure(folder: Path, *, caches: bool) -> bool:
    clone, env = folder / "leerwerk", _surroundings(folder, caches=caches)
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", ROOT, clone], check=True)
    table = Table()
    with _running(clone, env) as first:
        table.line("first page of a fresh clone, seconds", first, most=FIRST)
    with _running(clone, env) as second:
        table.line("first page of the second start, seconds", second, most=SECOND)
        facts = _facts(clone, env)
    table.line("candidates in the demo", facts["people"], least=PEOPLE, form=",.0f")
    table.line("group options in the demo", facts["options"], least=OPTIONS, form=",.0f")
    table.line("employers with a workplace in the demo", facts["employers"], least=EMPLOYERS, form=",.0f")
    table.line("planning the demo, seconds (read, solve, check, store)", facts["seconds"], most=PLANNED)
    table.line("the same from pressing the button, seconds", facts["waited"])
    table.line("at most below the best possible plan, %", 100 * facts["gap"], most=100 * GAP, form=".2f")
    return table.fine


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 1 when a bar is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-caches", action="store_true", help="begin with empty caches of pip, uv, npm and numba")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.inside:
        _inside()
        return 0
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # tidy up as after Ctrl-C
    folder = Path(tempfile.mkdtemp(prefix="leerwerk-start-"))
    caches = "without" if options.no_caches else "with"
    try:
        print(f"{datetime.now(tz=UTC):%Y-%m-%d}: a fresh clone in {folder}, {caches} caches")
        fine = _measure(folder, caches=not options.no_caches)
    except (Failed, subprocess.CalledProcessError) as failed:
        print(failed, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nstopped", file=sys.stderr)
        return 130
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print("every bar is met" if fine else "NOT every bar is met")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
