"""A letter to somebody about whom others decided: that there is an answer, never which."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from leerwerk.notices.actions import reach, write_letter
from leerwerk.notices.enums import LetterKind
from leerwerk.notices.own_language import BETWEEN, one_below_the_other
from leerwerk.privacy.trail import part
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.own_words import languages, say


def _subject(language: str) -> str:
    if language in languages():
        return say(language, "answer_subject")
    with override(language):
        return _("There is an answer about your group")


def _text(language: str) -> str:
    if language in languages():
        return say(language, "answer")
    return _("There is an answer about your group. Look at your page in leerwerk, or ask your helper.")


@part
def write_of_an_answer(enrolment: Enrolment) -> None:
    """Write to somebody with an address, in their own language where we have it, with the Dutch below; once for each
    answer.

    The house does it: not everybody who decides meets the file.
    """
    candidate = Candidate.objects.select_related("person", "municipality").get(pk=enrolment.candidate_id)
    address, known, person_id = reach(candidate)
    if not address:
        return
    body = one_below_the_other(known, _text)
    write_letter(
        once=f"answer {enrolment.pk} {enrolment.events_count}",
        kind=LetterKind.CANDIDATE,
        address=address,
        language=known[0],
        subject=_subject(known[0]),
        body=f"{body}{BETWEEN}{settings.SITE_ADDRESS}{reverse('home:home')}\n",
        person_id=person_id,
        organisation_id=candidate.intermediary_id,
        region_id=candidate.municipality.region_id,
    )
