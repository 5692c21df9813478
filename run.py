"""One door to leerwerk. ``python3 run.py`` shows it; ``python3 run.py test`` checks everything.

Standard library only; starts under any Python from 3.9 on and finds a newer one for leerwerk itself.
"""

import argparse
import os
import signal
import sys

USAGE = """\
examples:
  python3 run.py                     set everything up and open leerwerk with a practice region in it
  python3 run.py --port 8080         the same, at a port of your choice
  python3 run.py --fresh             throw the practice region away and begin again
  python3 run.py test                set everything up and check everything
  python3 run.py test tests imports  run some of the checks
"""


class Interrupted(KeyboardInterrupt):
    """Somebody asked us to stop."""


def interrupted(number: int, _frame: object) -> None:
    """Turn the first signal into an orderly end, and ignore the ones after it."""
    from doors.processes import came

    if came(number):
        return
    for signum in SIGNALS:
        signal.signal(signum, signal.SIG_IGN)
    raise Interrupted(number)


SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


def parse(words: "list[str] | None" = None) -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="run.py",
        description="Set up and open leerwerk, or check it.",
        epilog=USAGE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=int, help="serve at this port (default: the first free one from 8000 on)")
    parser.add_argument("--no-browser", action="store_true", help="do not open the browser")
    parser.add_argument("--fresh", action="store_true", help="throw away the practice region and begin again")
    parser.add_argument("--yes", action="store_true", help="do not ask before throwing away")
    doors = parser.add_subparsers(dest="door", metavar="test")
    checks = doors.add_parser("test", help="check everything, or only the steps that are named")
    checks.add_argument("steps", nargs="*", metavar="STEP", help="format, lint, types, imports, migrations, tests, …")
    asked = parser.parse_args(words)
    if asked.port is not None and not 1 <= asked.port <= 65535:
        parser.error("--port is a number from 1 to 65535")
    if asked.fresh and asked.door == "test":
        parser.error("--fresh belongs to the practice region; the tests make their own database")
    return asked


def agreed(asked: argparse.Namespace) -> bool:
    """Whether throwing away was confirmed."""
    if not asked.fresh or asked.yes:
        return True
    if not sys.stdin.isatty():
        print("--fresh throws the practice region away. Add --yes to say that you mean it.", file=sys.stderr)
        return False
    return input("Throw away the practice region and everything changed in it? [y/N] ").strip().lower() in {
        "y",
        "j",
        "yes",
    }


def enter(asked: argparse.Namespace) -> int:
    """Go through the door that was asked for; return the exit code."""
    from doors import checks, packages, serve
    from doors.processes import Family
    from doors.report import Stop, failure, of_error, say

    family = Family(asked.door or "demo")
    try:
        packages.fresh_start()
        if asked.door == "test":
            return 0 if checks.test(family, asked.steps) else 1
        serve.demo(family, port=asked.port, browser=not asked.no_browser, fresh=asked.fresh)
    except Stop as stop:
        failure(stop)
        return 1
    except OSError as error:
        failure(of_error(error))
        return 1
    except KeyboardInterrupt:
        say("\nstopping …")
        return 130
    finally:
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C does not cut the tidying up short
        family.close()
    return 0


def main() -> int:
    """Check the ground under our feet, then enter."""
    if sys.version_info < (3, 9):  # noqa: UP036 (this file also starts where it may not go on)
        print("run.py needs Python 3.9 or newer to start. Install Python 3.13 from python.org.", file=sys.stderr)
        return 1
    if os.name != "posix":
        print("leerwerk runs on Linux (not tried on macOS). On Windows, use the Subsystem for Linux.", file=sys.stderr)
        return 1
    asked = parse()
    if not agreed(asked):
        return 1
    for number in SIGNALS:
        if signal.getsignal(number) != signal.SIG_IGN or number == signal.SIGTERM:
            signal.signal(number, interrupted)  # under nohup a closed terminal stays ignored
    return enter(asked)


if __name__ == "__main__":
    sys.exit(main())
