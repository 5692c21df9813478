"""What planning adds to the pages of other rooms."""

from collections.abc import Iterable

from django import template
from django.template import Context

from leerwerk.parties.enums import SECTORS
from leerwerk.planning.queries import own
from leerwerk.recruitment.enums import LIMITS, SKILLS
from leerwerk.recruitment.models import Candidate

register = template.Library()
WORDS = {**SECTORS, **SKILLS, **LIMITS}


@register.filter
def in_words(codes: Iterable[str]) -> list[str]:
    """The sectors, skills and limits that these codes mean, in the reader's language."""
    return [str(WORDS.get(code, code.replace("_", " "))) for code in codes]


@register.simple_tag(takes_context=True)
def seal_of_file(context: Context, candidate: Candidate) -> str:
    """Proof, for a part of a file that is fetched later, that the file was opened by who looks now."""
    return own.seal_of(context["request"].actor, candidate.pk)
