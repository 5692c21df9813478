"""The demo: prepare, fill the database, serve pages and jobs until somebody says stop."""

import contextlib
import fcntl
import http.client
import os
import shutil
import socket
import subprocess
import time
import webbrowser
from collections.abc import Iterator
from pathlib import Path
from typing import Optional

from doors import database, packages
from doors.house import LOG, PYTHON, ROOT, VAR, django, fingerprint, recall, remember
from doors.processes import Family
from doors.report import Stop, say, step

FIRST_PORT, LAST_PORT = 8000, 8099
PATIENCE = 90  # seconds until the first page must have come
DEATHS = 5  # a worker that ends this often within a minute is not started again


@contextlib.contextmanager
def only_one(door: str) -> Iterator[Path]:
    """Let a door be open once per folder. The lock falls with its holder, however that ends."""
    (VAR / "run").mkdir(parents=True, exist_ok=True)
    facts = VAR / "run" / f"{door}-open.json"
    with (VAR / "run" / f"{door}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            known = recall(facts)
            where = f" at {known['address']}" if known.get("address") else ""
            raise Stop(f"This folder is in use already{where} (process {known.get('pid', 'unknown')}).",
                       "Use that one, or stop it first (Ctrl-C there).") from None  # fmt: skip
        facts.unlink(missing_ok=True)
        remember(facts, pid=os.getpid())
        try:
            yield facts
        finally:
            facts.unlink(missing_ok=True)


def demo(family: Family, *, port: Optional[int], browser: bool, fresh: bool) -> None:
    """Serve the demo until a signal comes. Raises ``Stop`` when it cannot."""
    with only_one("demo") as facts:
        left = family.open()
        if left:
            say(f"  ended what an earlier run left behind: {', '.join(left)}")
        port = free_port(port)
        packages.prepare(family, test=False)
        with compiled_planner(family):
            url = filled_database(family, fresh=fresh)
        web = start_web(family, url, port)
        address = f"http://127.0.0.1:{port}"
        with step("waiting for the first page"):
            first_page(web, port)
        worker = start_worker(family, url)  # only now, so that its start does not keep the first page waiting
        remember(facts, address=address)
        say(f"\nleerwerk is at {address}   (Ctrl-C stops it; what it says is in {LOG})")
        if browser:
            show(address)
        watch(family, url, web, worker)


def free_port(wanted: Optional[int]) -> int:
    """Return the port asked for, or the first free one from 8000 on."""
    for port in [wanted] if wanted else range(FIRST_PORT, LAST_PORT + 1):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except PermissionError:
                raise Stop(f"This account may not use port {port}.", "Choose one above 1023: --port 8080") from None
            except OSError:
                continue
            return port
    if wanted:
        raise Stop(f"Port {wanted} is taken by another program.", "Choose another with --port, or leave that out.")
    raise Stop(f"All ports from {FIRST_PORT} to {LAST_PORT} are taken.", "Choose another with --port.")


@contextlib.contextmanager
def compiled_planner(family: Family) -> Iterator[None]:
    """Compile the planner for this machine beside what happens within; the compiler keeps the result with the code."""
    planner = ROOT / "src" / "leerwerk" / "engine" / "planning"
    marks = VAR / "run" / "planner.json"
    made = fingerprint([*planner.rglob("*.py"), ROOT / "requirements" / "run.txt"])
    if recall(marks).get("compiled") == made:
        yield
        return
    words = [PYTHON, ROOT / "scripts" / "compile_planner.py"]
    compiler = family.spawn("planner", words, log=LOG / "planner.log", env=django("demo", ""), cwd=ROOT)
    yield
    with step("compiling the planner"):
        family.finish("planner", compiler)
    remember(marks, compiled=made)


def filled_database(family: Family, *, fresh: bool) -> str:
    """Return the address of a database that has every table and the demo region; leave out what was done already."""
    url = os.environ.get("DATABASE_URL", "")
    marks = VAR / "run" / "database.json"
    if url and fresh:
        raise Stop("--fresh throws away only the database that run.py made itself, never the one of DATABASE_URL.",
                   "Leave DATABASE_URL out, or empty that database yourself.")  # fmt: skip
    if url:
        with step("asking the database of DATABASE_URL"):
            database.reachable(family, url)
        marks.unlink(missing_ok=True)  # anybody may have changed it meanwhile
    else:
        cluster = database.Cluster("postgres")
        if fresh:
            with step("throwing away the demo's database"):
                cluster.throw_away()
        with step("starting PostgreSQL"):
            cluster.start(family)
        url, marks = cluster.url, cluster.facts
    env = django("demo", url)
    manage = [PYTHON, "-m", "django"]
    if recall(marks).get("tables") != database.tables():
        with step("making the tables"):
            family.run("migrate", [*manage, "migrate", "--no-input"], env=env, cwd=ROOT)
            family.run("cache-table", [*manage, "createcachetable"], env=env, cwd=ROOT)
        remember(marks, tables=database.tables())
    if not recall(marks).get("demo"):
        with step("loading the demo region"):
            told = "Throw the half-loaded demo away with: python3 run.py --fresh"
            family.run("demo", [*manage, "demo"], told, env=env, cwd=ROOT)
        remember(marks, demo=True)
    return url


def start_web(family: Family, url: str, port: int) -> "subprocess.Popen[bytes]":
    """Start the web server."""
    # Threads times workers stays far below PostgreSQL's 100 connections; what comes on top waits in line.
    words = [PYTHON, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", port, "--workers", 2]
    words += ["--blocking-threads", 4, "--backpressure", 64, "--respawn-failed-workers", "--log-level", "warning"]
    words += ["leerwerk.config.wsgi:application"]
    return family.spawn("web", words, log=LOG / "web.log", env=django("demo", url), cwd=ROOT)


def start_worker(family: Family, url: str) -> "subprocess.Popen[bytes]":
    """Start the process that takes jobs, one at a time."""
    words = [PYTHON, "-m", "django", "procrastinate", "worker", "--concurrency", 1]
    return family.spawn("worker", words, log=LOG / "worker.log", env=django("demo", url), cwd=ROOT)


def first_page(web: "subprocess.Popen[bytes]", port: int) -> None:
    """Wait until a page comes; a server that ends, stays silent or answers with an error is a failure."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and web.poll() is None:
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            asked.request("GET", "/")
            status = asked.getresponse().status
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
            continue
        finally:
            asked.close()
        if status in {200, 302}:
            return
        raise Stop(f"The first page answers with {status}:\n{tail('web')}", f"The whole log is in {LOG / 'web.log'}.")
    raise Stop(f"The web server did not start:\n{tail('web')}", f"The whole log is in {LOG / 'web.log'}.")


def tail(name: str, lines: int = 20) -> str:
    """Return the end of a program's log."""
    log = LOG / f"{name}.log"
    text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    return "\n".join("  | " + line for line in text.strip().splitlines()[-lines:])


def show(address: str) -> None:
    """Open the browser where there is a screen; nothing depends on it."""
    screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or shutil.which("open")
    if screen:
        with contextlib.suppress(Exception):
            webbrowser.open(address)


def watch(family: Family, url: str, web: "subprocess.Popen[bytes]", worker: "subprocess.Popen[bytes]") -> None:
    """Wait; start a worker that ended again; stop when the web server or PostgreSQL ended."""
    deaths: list[float] = []
    while True:
        time.sleep(0.5)
        for record in family.records:
            child = family.children[record.pid]
            if child is not worker and child.poll() is not None:
                raise Stop(f"{record.name} ended by itself (exit code {child.returncode}):\n{tail(record.name)}",
                           "Nothing that was saved is lost. Run the same command again.")  # fmt: skip
        if worker.poll() is None:
            continue
        now = time.monotonic()
        deaths = [*(then for then in deaths if now - then < 60), now]
        last = tail("worker", 8)
        if len(deaths) >= DEATHS:
            raise Stop(f"The worker ended {DEATHS} times within a minute:\n{last}", f"Read {LOG / 'worker.log'}.")
        say(f"  the worker ended (exit code {worker.returncode}); it is started again\n{last}")
        family.end(worker)
        worker = start_worker(family, url)
