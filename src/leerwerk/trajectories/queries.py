"""Reading blueprints and groups."""

from typing import Any

from leerwerk.engine import model as generic
from leerwerk.recruitment.enums import Cefr
from leerwerk.trajectories.models import BlueprintVersion


def terms_of(version: BlueprintVersion) -> dict[str, Any]:
    """Return what a group inherits from its blueprint, as fields of ``Cohort``."""
    terms = generic.group_terms(generic.from_dict(version.design))
    ranks = {level.value: rank for rank, level in enumerate(generic.Cefr)}
    return {
        "min_size": terms.min_size,
        "max_size": terms.max_size,
        "fixed_cost": terms.fixed_cost,
        "cost_per_participant": terms.cost_per_participant,
        "dagdelen": sum(1 << day for day, needed in enumerate(terms.dagdelen) if needed),
        **{skill.value: Cefr(ranks[level.value]) for skill, level in terms.language.items()},
        "learnability": terms.learnability,
        "load": terms.load,
        "motivation": terms.motivation,
        "skills": list(terms.skills),
        "licence": terms.licence,
        "excluded_limits": list(terms.excluded_limits),
    }
