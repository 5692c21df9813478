"""Work after learning for the browser: Pari works at Bas' and somebody asks whether she still does."""

from django.db import transaction
from django.urls import reverse

from leerwerk.parties.models import Organisation
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.enums import Stage
from leerwerk.trajectories.models import Cohort, Party
from tests.browser.meeting import matching_pages
from tests.browser.valuing import wage_pages
from tests.enrolling import enrol
from tests.project.standing_placing import work_of
from tests.project.standing_trials import trial_of


def work_pages(somebody: dict[str, Actor], mine: Candidate, cohort: Cohort) -> dict[str, list[str]]:
    """Write it; return addresses by the slug of who opens them. ``mine`` has an account."""
    bas = somebody["bas"].organisation
    with transaction.atomic():  # the database asks at its end whether the events explain the stage
        enrolment = enrol(mine, cohort, Stage.PLACED)
    enrolment.shown = True
    enrolment.save(update_fields=["shown"])
    Party.objects.create(
        cohort=cohort, enrolment=enrolment, organisation_id=bas, role="employer", since=cohort.starts_on
    )
    row = work_of(enrolment, Organisation.objects.get(pk=bas))

    def at(name: str, *about: object) -> str:
        return reverse(f"placement:{name}", args=about)

    wage = wage_pages(somebody, enrolment)
    meets = matching_pages(somebody, enrolment)
    trial = trial_of(enrolment, Organisation.objects.get(pk=bas))
    tried = [at("trial", enrolment.pk), at("review_trial", trial.pk, "end")]
    whole = [at("work", enrolment.pk), at("fill", enrolment.pk), at("fill_part", enrolment.pk, "contract")]
    return {
        "roos": [at("lasted"), at("not_known"), at("work", enrolment.pk), *meets["roos"]],
        "karim": [
            *(*whole, at("place", row.pk), at("end_work", row.pk), at("change_work", row.pk)),
            *(at("confirm_work", row.pk), at("study", enrolment.pk)),
            *(*tried, at("fill_trial", enrolment.pk), at("answer_trial", trial.pk), at("begin_trial", trial.pk)),
            *(at("conclude_trial", trial.pk), at("end_trial", trial.pk)),
            *(*wage["karim"], *meets["karim"]),
        ],
        "bas": [*whole, at("confirm_work", row.pk), *tried, *wage["bas"], *meets["bas"]],
        "candidate": [
            *(at("my_work"), at("my_trial"), at("answer_trial", trial.pk), at("react_to_review", trial.pk, "mid")),
            at("end_trial", trial.pk),
            *(*wage["candidate"], *meets["candidate"]),
        ],
    }
