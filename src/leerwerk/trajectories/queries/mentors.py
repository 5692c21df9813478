"""Which organisation mentors whom."""

from collections.abc import Collection, Mapping

from leerwerk.trajectories.models import Enrolment, Party


def mentors_of(enrolments: Collection[Enrolment]) -> Mapping[int, int]:
    """Return which organisation mentors each of these participations: theirs alone before that of the group.

    One query.
    """
    cohorts: dict[int, dict[int | None, int]] = {one.cohort_id: {} for one in enrolments}
    rows = Party.objects.filter(cohort__in=list(cohorts), role="mentor", until=None).order_by("-id")
    for cohort, enrolment, organisation in rows.values_list("cohort_id", "enrolment_id", "organisation_id"):
        cohorts[cohort][enrolment] = organisation  # of several the first
    found: dict[int, int] = {}
    for one in enrolments:
        of_group = cohorts[one.cohort_id]
        mentor = of_group.get(one.pk) or of_group.get(None)
        if mentor is not None:
            found[one.pk] = mentor
    return found
