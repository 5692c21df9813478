"""One row about a participant in every table of learning, where a test is about who sees it."""

from datetime import date

from leerwerk.learning.models import (
    Attendance,
    AttendanceChange,
    Credential,
    LanguageLevel,
    Roster,
    RosterShift,
    Tally,
    Tick,
    WorkProcess,
    WorkWeek,
)
from leerwerk.parties.models import Organisation
from leerwerk.trajectories.models import Enrolment

MONDAY = date(2027, 3, 1)


def about_learning(enrolment: Enrolment, organisation: Organisation) -> None:
    """Write them."""
    moment = {"enrolment": enrolment, "day": MONDAY, "dagdeel": "mon-am"}
    Attendance.objects.create(activity="work", presence="present", **moment)
    AttendanceChange.objects.create(before="absent", after="present", **moment)
    Tally.objects.create(
        enrolment=enrolment,
        until=MONDAY,
        attended=1,
        expected=1,
        excused=0,
        lately_attended=1,
        lately_expected=1,
        absent_in_a_row=0,
        away_in_a_row=0,
    )
    WorkWeek.objects.create(enrolment=enrolment, monday=MONDAY)
    LanguageLevel.objects.create(
        enrolment=enrolment, day=MONDAY, skill="speaking", level=2, source="test", organisation=organisation
    )
    process, _made = WorkProcess.objects.get_or_create(
        blueprint=enrolment.cohort.version.blueprint, region=enrolment.cohort.region, title="Snoeien"
    )
    Tick.objects.create(
        enrolment=enrolment, process=process, role="mentor", revision=1, day=MONDAY, organisation=organisation
    )
    roster = Roster.objects.create(region=enrolment.cohort.region, monday=MONDAY, state="taken")
    RosterShift.objects.create(roster=roster, enrolment=enrolment, dagdelen=1)
    Credential.objects.create(enrolment=enrolment, kind="vca", title="VCA", issuer=organisation, day=MONDAY)
