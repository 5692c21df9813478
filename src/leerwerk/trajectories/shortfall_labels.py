"""What somebody does not have of what is asked, in words."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from leerwerk.engine.pathway import Requirement, Shortfall
from leerwerk.recruitment.enums import LIMITS, SKILLS
from leerwerk.trajectories.fact_labels import names_of
from leerwerk.trajectories.path_labels import REQUIREMENTS
from leerwerk.web.fields import DAGDELEN

FOR_THE_INTERMEDIARY = frozenset({Requirement.LOAD, Requirement.LIMITS})


def shortfall_texts(shortfalls: Iterable[Shortfall], *, reads_the_file: bool) -> list[str]:
    """Return what is asked and not met; what is personal in full only to who reads the file, to others once."""
    texts = [
        _shortfall_text(one, hidden=one.requirement in FOR_THE_INTERMEDIARY and not reads_the_file)
        for one in shortfalls
    ]
    return list(dict.fromkeys(texts))


def _shortfall_text(one: Shortfall, *, hidden: bool) -> str:
    if hidden:
        return _("something personal, which the intermediary knows")
    name = str(REQUIREMENTS[one.requirement])
    match one.requirement:
        case Requirement.DAGDELEN:
            return _("%(what)s: not free on %(items)s") % {"what": name, "items": _days(one.items)}
        case Requirement.SKILLS:
            return _("%(what)s: %(items)s missing") % {"what": name, "items": ", ".join(names_of(one.items, SKILLS))}
        case Requirement.LIMITS if not one.items:
            return name
        case Requirement.LIMITS:
            return f"{name}: {', '.join(names_of(one.items, LIMITS))}"
        case Requirement.LICENCE:
            return _("no driving licence")
        case _ if not one.steps:
            return _("there is no profile yet")
        case _:
            return _("%(what)s: %(steps)d too low") % {"what": name, "steps": one.steps}


def _days(items: Sequence[str]) -> str:
    return ", ".join(str(DAGDELEN[int(day)]) for day in items)
