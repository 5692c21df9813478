"""Kernels are compiled also where nothing can be kept on disk, and compiled code decides as plain Python does."""

import os
import subprocess
import sys

from leerwerk.engine.planning.compiled import compiled

PLAN = """
from leerwerk.engine.planning.solver.solve import solve
from leerwerk.engine.planning.solver.warmth import six_people, warm_up
warm_up()
answer = solve(*six_people())
print(answer.objective, answer.plan.group.tolist(), answer.plan.workplace.tolist(), answer.plan.open.tolist())
"""


def plan_without_compiler(without: bool) -> str:
    """The plan for six people from a process of its own, which has settled groups before."""
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1" if without else "0", "PYTHONPATH": os.pathsep.join(sys.path)}
    words = [sys.executable, "-W", "ignore::RuntimeWarning", "-c", PLAN]  # whole numbers run over in a hash, as meant
    return subprocess.run(words, capture_output=True, text=True, check=True, env=environment).stdout


def test_a_kernel_that_cannot_be_kept_works_all_the_same() -> None:
    nowhere: dict[str, object] = {}
    exec("def twice(n):\n    return 2 * n", nowhere)  # noqa: S102 (code without a file has no place to be kept)
    twice = nowhere["twice"]
    assert callable(twice)
    assert compiled(twice)(21) == 42


def test_compiled_kernels_make_the_same_plan_as_plain_python() -> None:
    compiled_plan = plan_without_compiler(False)
    assert compiled_plan.startswith("29.0 ")
    assert plan_without_compiler(True) == compiled_plan
