"""A process of its own for a search, so that a call that ignores its time limit can be ended from outside.

The child reads tasks from standard input and writes results to standard output, as framed ``.npz`` archives without
pickled objects; between them it may be told what a better solution elsewhere is worth. A plain subprocess rather than
``multiprocessing``: it starts the same from a web worker's job, a test or a script, and never re-imports the
parent's main module.
"""

from __future__ import annotations

import contextlib
import io
import os
import queue
import struct
import subprocess
import sys
import threading
from dataclasses import fields
from typing import IO, Any, NoReturn

import numpy as np

from leerwerk.engine.planning.question import Floats
from leerwerk.engine.planning.solver.branch import Tree
from leerwerk.engine.planning.solver.task import Listener, Result, Task

FRAME = struct.Struct("<Q")
NEWS = "news"


def _pack(values: dict[str, Any]) -> bytes:
    body = io.BytesIO()
    arrays = {name: np.asarray(value) for name, value in values.items()}
    np.savez(body, **arrays)  # type: ignore[arg-type]  # numpy's types take every keyword for its option allow_pickle
    data = body.getvalue()
    return FRAME.pack(len(data)) + data


def _read(stream: IO[bytes]) -> dict[str, Any] | None:
    head = stream.read(FRAME.size)
    if len(head) < FRAME.size:
        return None
    data = stream.read(FRAME.unpack(head)[0])
    with np.load(io.BytesIO(data), allow_pickle=False) as archive:
        loaded = {name: archive[name] for name in archive.files}
    return {name: value if value.ndim else value.item() for name, value in loaded.items()}


def _as_dict(thing: Task | Result) -> dict[str, Any]:
    return {field.name: getattr(thing, field.name) for field in fields(thing)}


class Helper:
    """One child process; ``submit`` a task, then ``poll`` until a finished result (or None: it died)."""

    def __init__(self) -> None:
        environment = dict(os.environ)
        environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
            environment[name] = "1"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "leerwerk.engine.planning.solver.helper"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )
        self._messages: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()
        self.pid = self._process.pid

    def _listen(self) -> None:
        assert self._process.stdout is not None
        try:
            while (message := _read(self._process.stdout)) is not None:
                self._messages.put(message)
        except (OSError, ValueError):
            pass  # the child was ended in the middle of a message
        self._messages.put(None)

    def submit(self, task: Task) -> None:
        """Hand a task over; raises OSError when the child is gone."""
        self._send(_as_dict(task))

    def tell(self, known: float) -> None:
        """Say what the best solution known elsewhere is worth; raises OSError when the child is gone."""
        self._send({NEWS: known})

    def _send(self, values: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(_pack(values))
        self._process.stdin.flush()

    def poll(self, seconds: float) -> Result | bool | None:
        """The next result or report; False: nothing yet; None: the child has ended."""
        try:
            message = self._messages.get(timeout=max(seconds, 0.0)) if seconds > 0 else self._messages.get_nowait()
        except queue.Empty:
            return False
        return None if message is None else Result(**message)

    def end(self) -> None:
        """End the child at once and wait for it."""
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):  # unsent bytes for a child that is no longer there
                    stream.close()


class Messenger(Listener):
    """The child's side of the pipe: passes on what is found, and hears what is known elsewhere."""

    def __init__(self, tasks: IO[bytes], results: IO[bytes]) -> None:
        self._results = results
        self._known, self._told = -np.inf, np.inf
        self._tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()
        threading.Thread(target=self._receive, args=(tasks,), daemon=True).start()

    def _receive(self, stream: IO[bytes]) -> None:
        while (message := _read(stream)) is not None:
            if NEWS in message:
                self._known = max(self._known, float(message[NEWS]))
            else:
                self._known = -np.inf  # the parent speaks of one task at a time
                self._tasks.put(Task(**message))
        os._exit(0)  # the parent has gone or wants no more: nobody is left to read a result

    def next(self) -> Task:
        """The next task; when the parent closes the door, this process ends."""
        task = self._tasks.get()
        self._told = np.inf
        return task

    def found(self, solution: Floats, objective: float, bound: float) -> None:
        """Pass a better solution on."""
        self.send(
            Result(solution=solution, objective=objective, bound=bound, infeasible=False, finished=False, last=False)
        )

    def proved(self, bound: float) -> None:
        """Pass a better bound on."""
        if bound < self._told - 1e-6 * (1 + abs(bound)):
            self._told = bound
            self.found(np.zeros(0), -np.inf, bound)

    def known(self) -> float:
        """What the parent said last about this task."""
        return self._known

    def send(self, result: Result) -> None:
        """Write a result."""
        self._results.write(_pack(_as_dict(result)))
        self._results.flush()


def serve() -> NoReturn:
    """The child's life: solve what comes, until the parent closes the door."""
    results = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, sys.stdout.fileno())  # whatever a library prints must not end up between results
    messenger = Messenger(sys.stdin.buffer, results)
    while True:
        messenger.send(Tree(messenger.next(), messenger).run())


if __name__ == "__main__":
    serve()
