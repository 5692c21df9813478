"""What people read for a finding of the check: what is wrong, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from leerwerk.engine.model import (
    Finding,
    FindingCode,
    Remedy,
)
from leerwerk.trajectories.labels import label

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

FINDINGS: Mapping[FindingCode, _StrPromise] = {
    FindingCode.COMPONENT_MISSING: _("A component is missing: %(component)s."),
    FindingCode.COMPONENT_REPEATED: _("%(component)s occurs %(times)s times in this design."),
    FindingCode.DURATION_OUTSIDE_RANGE: _(
        "%(component)s lasts %(months)s months. For this design, %(low)s to %(high)s months is usual."
    ),
    FindingCode.ROLE_MISSING: _("%(component)s has no party with the role %(role)s."),
    FindingCode.OUT_OF_ORDER: _("%(component)s and %(other)s do not follow each other."),
    FindingCode.PREPARATION_NOT_LED: _("No director or initiator prepares the trajectory with all parties."),
    FindingCode.DIRECTOR_MISSING: _("Nobody directs this component: %(component)s."),
    FindingCode.DAGDELEN_CLASH: _("%(dagdeel)s is used twice: for %(component)s and for %(other)s."),
    FindingCode.WEEK_TOO_FULL: _(
        "The week has %(hours)s hours of work and lessons. More than %(limit)s hours is too much."
    ),
    FindingCode.EMPLOYER_ABSENT_AT_RECRUITMENT: _("No employer takes part in recruitment and selection."),
    FindingCode.EXPERTISE_PARTNER_ABSENT: _("No expertise partner helps with recruitment and selection."),
    FindingCode.CONNECTOR_ABSENT: _("No connector helps to reach candidates and employers."),
    FindingCode.PROFILE_INCOMPLETE: _("The profile says nothing about: %(criterion)s."),
    FindingCode.PROFILE_WITHOUT_EMPLOYER: _("The profile was made without an employer or the branch."),
    FindingCode.SELECTION_NOT_BINDING: _(
        "The design lets selection deviate from the requirements at will. Here two people of different"
        " organisations have to agree all the same."
    ),
    FindingCode.INTAKE_NOT_CULTURE_SENSITIVE: _("There is no culture-sensitive intake."),
    FindingCode.INTERPRETER_ABSENT: _("There is no interpreter at the intake."),
    FindingCode.COMMUNICATION_UNCLEAR: _("Not all parties get clear information about the trajectory."),
    FindingCode.AMBASSADORS_ABSENT: _("No earlier participants tell others about the trajectory."),
    FindingCode.REACH_TOO_LOCAL: _(
        "Candidates come from one municipality only. A group of %(minimum)s is then hard to fill."
    ),
    FindingCode.GROUP_SIZES_REVERSED: _("The smallest group (%(minimum)s) is larger than the largest (%(maximum)s)."),
    FindingCode.GROUP_TOO_SMALL_TO_PAY: _(
        "With %(minimum)s people, the fixed cost is €\xa0%(fixed_share)s thousand each. That is more "
        "than the €\xa0%(per_participant)s thousand per participant."
    ),
    FindingCode.ROSTER_OUTSIDE_AVAILABILITY: _(
        "The week uses %(dagdeel)s, but the profile does not ask people to be free then."
    ),
    FindingCode.LANGUAGE_MINIMUM_TOO_HIGH: _(
        "The profile asks %(cefr)s for %(skill)s. That shuts out people for whom %(level)s is meant."
    ),
    FindingCode.PRE_TRACK_MISSING: _("There is no pre-track. Candidate and employer start without preparation."),
    FindingCode.NO_GO_NO_GO: _("There is no go/no-go before learning and working."),
    FindingCode.GATE_WITHOUT_CRITERIA: _(
        "The go/no-go before this component has no criteria or nobody who decides: %(component)s."
    ),
    FindingCode.EMPLOYER_ABSENT_IN_PRE_TRACK: _("No employer takes part in the pre-track."),
    FindingCode.EMPLOYER_NOT_MET: _("Candidate and employer do not meet before the start."),
    FindingCode.INTERCULTURAL_ONE_WAY: _("Preparation is one-sided. Missing: %(content)s."),
    FindingCode.OBSTACLES_NOT_ADDRESSED: _("Practical obstacles, such as childcare, are not solved before the start."),
    FindingCode.LANGUAGE_ABSENT_FROM_PRE_TRACK: _("The pre-track has no Dutch lessons."),
    FindingCode.LANGUAGE_STARTS_LATE: _(
        "Extra language support starts in month %(start)s, when the pre-track is already over."
    ),
    FindingCode.LANGUAGE_TOO_LOW_FOR_LEVEL: _("At the start people speak %(cefr)s. For %(level)s they need %(floor)s."),
    FindingCode.EDUCATION_NEEDS_HBO: _(
        "Work in education asks a high level of language. This design is at another level: %(level)s."
    ),
    FindingCode.ORIENTATION_ABSENT: _("People do not get to know the occupation in the pre-track."),
    FindingCode.EMPLOYEE_SKILLS_ABSENT: _("Nowhere do people practise how things work in a company."),
    FindingCode.WORK_SHARE_FAR: _(
        "Work is %(percent)s percent of work and theory. In the model it is about %(wanted)s percent."
    ),
    FindingCode.LEARNING_NOT_SECTOR_BASED: _("Learning is not built for one sector."),
    FindingCode.CREDENTIAL_MISSING: _("The trajectory does not end with a diploma, certificate or other credential."),
    FindingCode.FUNCTIONS_NOT_TASKS: _("The work is not described as tasks."),
    FindingCode.REGULAR_SUPPLY_UNUSED: _("The design does not use a regular programme at this level: %(level)s."),
    FindingCode.BESPOKE_NEEDED: _("People may start with %(cefr)s for speaking, but nothing is made to measure."),
    FindingCode.UNUSUAL_LENGTH_FOR_LEVEL: _(
        "Learning and working lasts %(months)s months. A diploma at this level (%(level)s) usually "
        "takes %(low)s to %(high)s months."
    ),
    FindingCode.MBO4_SELDOM_DUAL: _("There is seldom a learn-and-work programme at this level: %(level)s."),
    FindingCode.LANGUAGE_NOT_PARALLEL: _(
        "Language support runs from month %(start)s to month %(end)s. It must run beside the work "
        "from the first day until month %(until)s."
    ),
    FindingCode.VOCATIONAL_LANGUAGE_ABSENT: _("The language lessons do not teach the language of the trade."),
    FindingCode.VOCATIONAL_LANGUAGE_STARTS_LATE: _("The pre-track does not teach the language of the trade."),
    FindingCode.IDIOM_NOT_SUPPLIED: _("The employer does not tell the language teacher which words are used at work."),
    FindingCode.COURSE_LANGUAGE_NOT_STATED: _(
        "The school does not tell the language teacher which Dutch its course needs."
    ),
    FindingCode.LANGUAGE_NOT_SCHEDULED: _("The language lessons have no fixed dagdelen. Hours per week: %(hours)s."),
    FindingCode.COACHING_NOT_PARALLEL: _(
        "Coaching runs from month %(start)s to month %(end)s. It must run beside the work from the "
        "first day until month %(until)s."
    ),
    FindingCode.COACHING_STARTS_LATE: _("Coaching starts in month %(start)s, when the pre-track is already over."),
    FindingCode.COACHING_ENDS_AT_PLACEMENT: _(
        "Coaching does not go on after the placement. It ends %(months)s months before the placement has ended."
    ),
    FindingCode.CANDIDATE_NOT_COACHED: _("The candidate has no coaching."),
    FindingCode.EMPLOYER_NOT_COACHED: _("The employer is not coached."),
    FindingCode.CONTACT_NOT_LOW_THRESHOLD: _("It is not arranged that the coach is easy to reach."),
    FindingCode.HIRING_INTENTION_MISSING: _("No employer says that it means to hire people."),
    FindingCode.NO_PLACEMENT_PATH: _("The design does not say how people get a contract."),
    FindingCode.TRIAL_TOO_SHORT: _(
        "The trial placement lasts %(months)s months. For this level %(limit)s months is often too short."
    ),
    FindingCode.WAGE_VALUE_FRAME_MISSING: _("It is not agreed when someone has wage value at this level: %(level)s."),
    FindingCode.TERMS_UNCLEAR: _("At the placement this is not clear: %(term)s."),
    FindingCode.ONBOARDING_MISSING: _("The employer has no introduction for new people."),
    FindingCode.BUDDY_MISSING: _("There is no colleague who is buddy."),
    FindingCode.COLLEAGUES_NOT_MET: _("It is not arranged that people meet colleagues and customers."),
    FindingCode.EMPLOYER_NETWORK_MISSING: _("There is a trial placement, but no network of other employers."),
    FindingCode.TEAM_NOT_PREPARED: _("The team is not prepared for the new colleague."),
}

REMEDIES: Mapping[Remedy, _StrPromise] = {
    Remedy.ADD_COMPONENT: _("Add this component to the design."),
    Remedy.KEEP_ONE_COMPONENT: _("Keep one, and make the others phases of it."),
    Remedy.CHANGE_DURATION: _("Change the duration, or write down why it is different here."),
    Remedy.GIVE_ROLE_A_PARTY: _("Ask a party to take this role."),
    Remedy.FIND_INITIATOR: _("Ask a party to prepare the trajectory with everybody, from the recruitment on."),
    Remedy.MOVE_COMPONENT: _("Move the start of one of them."),
    Remedy.MOVE_DAGDEEL: _("Choose another dagdeel for one of them."),
    Remedy.LOWER_HOURS: _("Plan fewer hours, or spread the lessons over more months."),
    Remedy.INVOLVE_EMPLOYER: _("Ask the employer to take part from here on."),
    Remedy.COMPLETE_PROFILE: _("State the least that is needed, together with the employer."),
    Remedy.WRITE_PROFILE_TOGETHER: _("Write the profile together with an employer or the branch."),
    Remedy.BIND_SELECTION: _("Allow exceptions only with a reason and two people."),
    Remedy.IMPROVE_INTAKE: _("Take more time for the intake, with an interpreter and an expertise partner."),
    Remedy.TELL_ALL_PARTIES: _("Tell all parties the goal, the length, the effort and what it brings."),
    Remedy.ASK_AMBASSADORS: _("Ask people who did a trajectory to tell about it."),
    Remedy.RECRUIT_WIDER: _("Recruit beyond the municipality."),
    Remedy.CORRECT_GROUP_SIZE: _("Change the size of the group."),
    Remedy.ASK_AVAILABILITY: _("Ask this dagdeel in the profile, or change the week."),
    Remedy.LOWER_LANGUAGE_MINIMUM: _("Ask a lower level at the start and teach the rest on the way."),
    Remedy.ADD_GATE: _("Plan a go/no-go at the end of the pre-track."),
    Remedy.NAME_GATE_CRITERIA: _("Write down what is weighed and who decides."),
    Remedy.LET_THEM_MEET: _("Plan a taster placement, an internship or company visits."),
    Remedy.PREPARE_BOTH_SIDES: _("Prepare both the candidate and the team."),
    Remedy.LIST_OBSTACLES: _("List the obstacles per candidate, with who solves them and when."),
    Remedy.START_LANGUAGE_EARLIER: _("Start language lessons in the pre-track."),
    Remedy.RAISE_LANGUAGE_GOAL: _("Make the pre-track longer with a higher language goal, or choose another level."),
    Remedy.CHOOSE_HBO: _("Choose hbo, or another sector."),
    Remedy.ADD_CONTENT: _("Add this to the component."),
    Remedy.BALANCE_WEEK: _("Change the hours of work and theory."),
    Remedy.CHOOSE_SECTOR: _("Choose a sector and fit the lessons to it."),
    Remedy.ADD_CREDENTIAL: _("Add a credential: a certificate or praktijkverklaring is good too."),
    Remedy.DESCRIBE_TASKS: _("Write down with the employer which tasks someone does."),
    Remedy.USE_REGULAR_SUPPLY: _("See whether a regular programme, or part of it, fits."),
    Remedy.ADD_BESPOKE: _("Add something made to measure, or a slower pace."),
    Remedy.CHECK_LEVEL: _("Check the level and the length with the educator."),
    Remedy.RUN_LANGUAGE_BESIDE_WORK: _("Let the language lessons run beside the work."),
    Remedy.ASK_EMPLOYER_FOR_WORDS: _("Ask the employer for the words that are used at work."),
    Remedy.ASK_SCHOOL_FOR_LANGUAGE: _(
        "Ask the school which words and skills its lessons need, and plan the lessons together."
    ),
    Remedy.SCHEDULE_LANGUAGE: _("Give the language lessons hours and fixed dagdelen."),
    Remedy.RUN_COACHING_BESIDE_WORK: _("Let the coaching run beside the work."),
    Remedy.START_COACHING_EARLIER: _("Start the coaching in the pre-track."),
    Remedy.CONTINUE_COACHING: _("Plan coaching for some months after the placement."),
    Remedy.COACH_EMPLOYER: _("Plan coaching for the employer and the team as well."),
    Remedy.ASK_HIRING_INTENTION: _("Agree with the employer when it says whether it will hire someone."),
    Remedy.CHOOSE_PLACEMENT_PATH: _("Choose a contract straight away, a trial placement, or both."),
    Remedy.LENGTHEN_TRIAL: _("Agree on a longer trial placement with the municipality."),
    Remedy.SET_WAGE_VALUE_FRAME: _("Agree how wage value is judged."),
    Remedy.SETTLE_TERMS: _("Settle this before the placement."),
    Remedy.START_TRADE_WORDS_EARLIER: _("Teach the words of the trade in the pre-track as well."),
    Remedy.COACH_CANDIDATE: _("Plan personal coaching for the candidate."),
    Remedy.ARRANGE_WELCOME: _("Arrange an introduction with a colleague as buddy."),
    Remedy.BUILD_NETWORK: _("Build a network of employers who want to place people."),
}


def finding_text(finding: Finding) -> str:
    """The sentence for a finding in the active language, with its numbers and codes filled in."""
    return str(FINDINGS[finding.code]) % {name: _readable(value) for name, value in finding.parameters}


def remedy_text(finding: Finding) -> str:
    """What to do about a finding, in the active language."""
    return str(REMEDIES[finding.remedy])


def _readable(value: int | float | str) -> str:
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, str):
        return value
    # Months in tenths; a whole number without decimals.
    rounded = round(value, 1)
    return number_format(rounded, decimal_pos=0 if rounded == int(rounded) else 1)
