"""Plans of synthetic questions, beside the baselines: ``python -m benchmarks.planning --sizes region``."""

from __future__ import annotations


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark; see ``benchmarks.planning.runner``."""
    from benchmarks.planning.runner import main as run

    return run(arguments)
