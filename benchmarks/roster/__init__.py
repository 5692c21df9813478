"""How well weeks are laid: synthetic regions, a teacher who falls ill, questions that nothing fits."""

from benchmarks.roster.runner import main

__all__ = ["main"]
