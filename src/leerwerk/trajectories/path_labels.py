"""What people read for the steps, reasons and hindrances of a path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leerwerk.engine.pathway import Advice, Alternative, Doer, Lack, Norm, Outcome, Reason, Requirement, Step

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Words:
    """A step as a button, as what was done (it follows the doer), and what it means for who is about to take it."""

    button: _StrPromise
    done: _StrPromise
    means: _StrPromise


STEPS: Mapping[Step, Words] = {
    Step.PROPOSE: Words(_("Propose"), _("proposed for the group"), _("The plan proposes this person for the group.")),
    Step.ARRIVE: Words(_("Arrive"), _("came from another group"), _("This person goes on here after another group.")),
    Step.INVITE: Words(
        _("Invite"),
        _("sent the invitation"),
        _("The candidate gets the invitation with the leaflet in their own language, and can accept, decline or ask."),
    ),
    Step.ASK: Words(_("Ask something"), _("asked something"), _("The intermediary answers it.")),
    Step.ANSWER: Words(
        _("Answer the question"), _("answered the question"), _("The candidate reads it and can choose.")
    ),
    Step.ACCEPT: Words(
        _("Yes, I take part"),
        _("accepted the invitation"),
        _(
            "The employer, and after selection the school and the mentor, see the name, the language levels "
            "and the skills. The candidate can stop that at any time."
        ),
    ),
    Step.DECLINE: Words(
        _("Decline"), _("declined"), _("The candidate does not want this now. That has no consequences for help later.")
    ),
    Step.HIDE: Words(
        _("Do not show me to others"),
        _("is not shown to the other parties any more"),
        _("The employer, the school and the mentor do not see the name any more. Selection cannot go on then."),
    ),
    Step.SHOW: Words(
        _("Show me to others again"), _("is shown to the other parties"), _("The other parties see the name again.")
    ),
    Step.ASK_EXCEPTION: Words(
        _("Ask for an exception"),
        _("asked for an exception"),
        _(
            "Somebody below the profile comes in only when a second person, of another organisation, agrees. "
            "Exceptions are counted, and later it is reported how they fared."
        ),
    ),
    Step.GRANT_EXCEPTION: Words(
        _("Agree with the exception"),
        _("agreed with the exception"),
        _("You answer for it as the second person."),
    ),
    Step.DENY_EXCEPTION: Words(
        _("Refuse the exception"), _("refused the exception"), _("The selection cannot go on below the profile.")
    ),
    Step.SELECT: Words(
        _("Select"),
        _("chose this person"),
        _("The intermediary and the employer both select. Only then this person has a place in the group."),
    ),
    Step.REFUSE: Words(
        _("Do not select"),
        _("did not select"),
        _("The candidate reads your answer. Say what would help, and what is possible instead."),
    ),
    Step.WAIT: Words(
        _("Put on the waiting list"),
        _("put on the waiting list"),
        _("The group is full now. A free place is offered."),
    ),
    Step.OFFER_PLACE: Words(
        _("Offer the free place"), _("offered a free place"), _("The selection of this person goes on.")
    ),
    Step.CHANGE_EMPLOYER: Words(
        _("Another employer"), _("gave a workplace elsewhere"), _("The employer of the new workplace selects as well.")
    ),
    Step.START_PRE_TRACK: Words(
        _("Start the pre-track"), _("started the pre-track"), _("From today this person is in the pre-track.")
    ),
    Step.ADVISE: Words(
        _("Give advice"), _("gave advice"), _("Whoever decides the go/no-go reads your advice with your reasons.")
    ),
    Step.GO: Words(_("Go"), _("decided: go"), _("When everybody who decides says go, learning and working can start.")),
    Step.NOT_YET: Words(
        _("Not yet"),
        _("decided: not yet"),
        _("The pre-track goes on. Say what is missing, and until when."),
    ),
    Step.NO_GO: Words(
        _("No go"),
        _("decided: no go"),
        _("The path through this group ends. The candidate reads your reasons and what is offered instead."),
    ),
    Step.START_LEARN_WORK: Words(
        _("Start learning and working"),
        _("started learning and working"),
        _("Learning and working begins today."),
    ),
    Step.COMPLETE: Words(
        _("Complete"), _("completed learning and working"), _("Learning and working has been finished.")
    ),
    Step.PAUSE: Words(_("Pause"), _("paused"), _("The place in the group is kept.")),
    Step.RESUME: Words(_("Go on after the pause"), _("went on"), _("It goes on where it stopped.")),
    Step.LEAVE: Words(_("Stop here"), _("stopped taking part"), _("The path here ends. Coming back is possible.")),
    Step.TRANSFER: Words(
        _("To another group"),
        _("went to another group"),
        _(
            "The path goes on in another group. Who is in the pre-track or further starts there before the go/no-go; "
            "others are selected there anew."
        ),
    ),
    Step.RETURN: Words(
        _("Come back"), _("came back"), _("It goes on where it stopped, while there is a place in the group.")
    ),
    Step.TELL: Words(
        _("The candidate was told"),
        _("told the candidate the answer"),
        _("You talked with the candidate: they know the answer, why, and what is possible instead."),
    ),
    Step.SEARCH: Words(
        _("Look for a placement elsewhere"),
        _("began to look for a placement"),
        _("Staying with the employer of the learning is not possible: work is looked for elsewhere."),
    ),
    Step.BEGIN_TRIAL: Words(
        _("Begin the trial placement"), _("began the trial placement"), _("Everybody approved the agreement about it.")
    ),
    Step.END_TRIAL: Words(
        _("End the trial placement"),
        _("ended the trial placement without a placement"),
        _("Work is looked for again. What was seen in the trial placement stays."),
    ),
    Step.PLACE: Words(_("Record the placement"), _("placed"), _("The facts of the work are complete and lawful.")),
    Step.END_PLACEMENT: Words(
        _("The work ends"),
        _("said that the work ended"),
        _("Work is looked for again. Who guides this person, and the director, are told."),
    ),
    Step.SUSTAIN: Words(
        _("Two years in work"), _("brought the last fact: two years in work"), _("The path is complete.")
    ),
    Step.STUDY: Words(
        _("Goes on in education"), _("noted the next step in education"), _("The path here ends with an education.")
    ),
}

DOERS: Mapping[Doer, _StrPromise] = {
    Doer.CANDIDATE: _("the candidate"),
    Doer.INTERMEDIARY: _("the intermediary"),
    Doer.EMPLOYER: _("the employer"),
    Doer.EDUCATOR: _("the educator"),
    Doer.LANGUAGE_EDUCATOR: _("the language school"),
    Doer.MENTOR: _("the mentor"),
    Doer.DIRECTOR: _("the director"),
}

REASONS: Mapping[Reason, _StrPromise] = {
    Reason.FOUND_WORK: _("found work"),
    Reason.EDUCATION: _("goes to school or studies"),
    Reason.OTHER_WISH: _("wants other work"),
    Reason.NO_TIME: _("has no time on these days"),
    Reason.NOT_NOW: _("not now, perhaps later"),
    Reason.TRAVEL: _("the journey is too long"),
    Reason.CHILDCARE: _("no childcare"),
    Reason.MOVED: _("moved to another place"),
    Reason.HEALTH: _("health"),
    Reason.CARE_AT_HOME: _("cares for somebody at home"),
    Reason.PREGNANCY: _("pregnancy"),
    Reason.LANGUAGE: _("not enough Dutch yet"),
    Reason.LEARNABILITY: _("learning goes too fast for now"),
    Reason.AVAILABILITY: _("not available on the days of the group"),
    Reason.LOAD: _("too heavy together with home"),
    Reason.MOTIVATION: _("the motivation is for something else"),
    Reason.ATTENDANCE: _("was absent too often"),
    Reason.CREDENTIAL: _("a paper that is needed is missing"),
    Reason.OBSTACLE: _("an obstacle is not solved"),
    Reason.TOO_HARD: _("it was too hard"),
    Reason.WORK_DOES_NOT_FIT: _("the work does not fit"),
    Reason.CONFLICT: _("a conflict at work or at school"),
    Reason.NO_CONTACT: _("cannot be reached"),
    Reason.NO_PLACE: _("there is no place left"),
    Reason.OTHERS_FIT_BETTER: _("others fit the group better"),
    Reason.EMPLOYER_STOPS: _("the employer stops"),
    Reason.GROUP_STOPS: _("the group stops"),
    Reason.CONTRACT_ENDED: _("the contract ended"),
    Reason.NO_WORK: _("the employer has no work any more"),
    Reason.OTHER_GROUP: _("goes on in another group"),
    Reason.OTHER: _("something else"),
    Reason.PERSONAL: _("personal circumstances"),
}

ADVICE: Mapping[Advice, _StrPromise] = {
    Advice.GO: _("go"),
    Advice.NOT_YET: _("not yet"),
    Advice.NO_GO: _("no go"),
}

ALTERNATIVES: Mapping[Alternative, _StrPromise] = {
    Alternative.OTHER_GROUP: _("a place in another group"),
    Alternative.NEXT_GROUP: _("a place in the next group"),
    Alternative.MORE_LANGUAGE: _("more Dutch lessons first"),
    Alternative.TASTER_PLACEMENT: _("some days to look around at a workplace"),
    Alternative.DIRECT_WORK: _("work without a learn-and-work trajectory"),
    Alternative.EDUCATION: _("a course or school"),
    Alternative.VOLUNTEERING: _("volunteer work, to practise"),
    Alternative.TALK: _("a talk about what is possible"),
}

NORMS: Mapping[Norm, _StrPromise] = {
    Norm.PARTICIPANTS: _("fewer are selected than the smallest size"),
    Norm.WORKPLACES: _("not everybody who was selected has a workplace"),
    Norm.MENTORS: _("no organisation mentors the group"),
    Norm.MONEY: _("not all of the money is covered"),
}

OUTCOMES: Mapping[Outcome, _StrPromise] = {
    Outcome.CREDENTIAL: _("with the diploma, certificate or praktijkverklaring"),
    Outcome.PART_OF_IT: _("with a part of it"),
    Outcome.WITHOUT_PAPER: _("without a paper"),
}

NOT_LOOKED_AT = ("", _("not looked at"))
CRITERION_ANSWERS = (
    ("yes", pgettext_lazy("criterion", "yes")),
    ("partly", pgettext_lazy("criterion", "partly")),
    ("no", pgettext_lazy("criterion", "no")),
    ("not_here", _("does not apply here")),
)

REQUIREMENTS: Mapping[Requirement, _StrPromise] = {
    Requirement.LISTENING: _("listening"),
    Requirement.READING: _("reading"),
    Requirement.SPEAKING: _("speaking"),
    Requirement.WRITING: _("writing"),
    Requirement.LEARNABILITY: _("learnability"),
    Requirement.LOAD: _("load"),
    Requirement.MOTIVATION: _("motivation"),
    Requirement.DAGDELEN: _("free dagdelen"),
    Requirement.SKILLS: _("skills"),
    Requirement.LICENCE: _("driving licence"),
    Requirement.LIMITS: _("what the work asks of the body"),
}

LACKS: Mapping[Lack, _StrPromise] = {
    Lack.STAGE: _("This does not belong to where this person is on the path now."),
    Lack.ROLE: _("Somebody else does this."),
    Lack.REASON: _("Choose a reason."),
    Lack.WORDS: _("Write some words about it."),
    Lack.ALTERNATIVE: _("Say what is possible instead."),
    Lack.CRITERIA: _("Say of everything that is weighed whether it is met, or does not apply."),
    Lack.PAUSED: _("This person pauses."),
    Lack.NOT_PAUSED: _("This person does not pause."),
    Lack.NOTHING_ASKED: _("Nothing was asked."),
    Lack.NOTHING_TO_TELL: _("There is no answer that has to be told."),
    Lack.SAID_ALREADY: _("Your side selected already. The other side has to select too."),
    Lack.ON_WAITING_LIST: _("This person is on the waiting list."),
    Lack.NOT_ON_WAITING_LIST: _("This person is not on the waiting list."),
    Lack.EXCEPTION_OPEN: _("An exception was asked for and waits for an answer."),
    Lack.EXCEPTION_GRANTED: _("The exception was agreed with already."),
    Lack.NO_EXCEPTION_OPEN: _("No exception was asked for."),
    Lack.SAME_PERSON: _("You asked for it yourself. A second person agrees."),
    Lack.SAME_ORGANISATION: _("Your organisation asked for it. Somebody of another organisation agrees."),
    Lack.HIDDEN: _("This person does not want to be shown to the other parties."),
    Lack.NOT_HIDDEN: _("This person is shown to the other parties already."),
    Lack.NO_GO_YET: _("Not everybody who decides the go/no-go has said go."),
    Lack.GO_ALREADY: _("You said go already."),
    Lack.WENT_TO_ANOTHER_GROUP: _("This person went on in another group."),
    Lack.GROUP_NOT_OPEN: _("The group is not open."),
    Lack.PROFILE_NOT_SIGNED: _("Intermediary and employer have not both agreed with what the group asks."),
    Lack.BELOW_PROFILE: _("This person does not meet what the group asks."),
    Lack.NOT_BELOW_PROFILE: _("This person meets what the group asks."),
    Lack.NO_EXCEPTIONS_HERE: _("The design of this group allows no exceptions."),
    Lack.NO_PLACE: _("The group has no place left."),
    Lack.PLACE_FREE: _("The group still has a place."),
    Lack.OTHERS_WAIT_LONGER: _("Others came on the waiting list earlier: the place that is free is theirs."),
    Lack.NO_WORKPLACE: _("There is no workplace for this person yet."),
    Lack.NO_PRE_TRACK: _("This group has no pre-track."),
    Lack.PRE_TRACK_FIRST: _("The pre-track comes first."),
    Lack.NO_GATE: _("This group has no go/no-go."),
    Lack.NOT_A_DECIDER: _("Others decide the go/no-go. You can give advice."),
    Lack.GROUP_GATE_NOT_PASSED: _("It has not been decided that the group as a whole starts."),
    Lack.OBSTACLES_OPEN: _("Practical obstacles are not solved yet."),
    Lack.AGREEMENT_NOT_BINDING: _("Not everybody has approved the same version of the agreement."),
    Lack.IN_ANOTHER_GROUP: _("This person takes part in another group."),
    Lack.TRIAL_NOT_AGREED: _("Not everybody has approved the agreement about the trial placement."),
    Lack.PLACEMENT_NOT_WHOLE: _("The facts of the placement are not complete, or not lawful."),
    Lack.NOT_LASTED_YET: _("The facts of two years do not say so."),
    Lack.STUDY_NOT_KNOWN: _("It is not said which education, where and from when."),
}


def reason_text(code: str) -> str:
    """Return a stored reason on screen; empty without one."""
    return str(REASONS[Reason(code)]) if code else ""
