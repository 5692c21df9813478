"""Every rule of the whitepaper, in the order of its text, and the check that applies them all."""

from __future__ import annotations

from leerwerk.engine.model.blueprint import Blueprint
from leerwerk.engine.model.findings import Finding, Rule
from leerwerk.engine.model.rules import learn_work, placement, pre_track, recruitment, structure

RULES: tuple[Rule, ...] = (
    *structure.RULES,
    *recruitment.RULES,
    *pre_track.RULES,
    *learn_work.RULES,
    *placement.RULES,
)


def check(blueprint: Blueprint) -> tuple[Finding, ...]:
    """Everything in which the blueprint departs from the generic model, in the order of the rules."""
    return tuple(finding for rule in RULES for finding in rule.check(blueprint))
