"""What happened, and what is kept, in words: every app names its events in ``EVENT_SENTENCES`` of its ``enums``.

A sentence continues after a name: «Karim — stated a profile».
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Kinds of rows that say something about a person, for the page that tells what is kept.
MODEL_TITLES = {
    "privacy.event": _("Trail of actions"),
    "privacy.reading": _("Who read whose file"),
    "parties.person": _("Account"),
    "parties.membership": _("Membership of an organisation"),
    "parties.invitation": _("Invitation of a member"),
    "recruitment.candidate": _("File of a candidate"),
    "recruitment.profile": _("Profile of a candidate"),
    "recruitment.background": _("Background of a candidate"),
    "recruitment.obligation": _("Why a candidate is not free"),
    "recruitment.obstacle": _("What stands in a candidate's way"),
    "recruitment.obstaclestep": _("What was done about an obstacle"),
    "recruitment.workexperience": _("Work that a candidate did"),
    "recruitment.intake": _("Intake of a candidate"),
    "recruitment.intakeanswers": _("What was said in an intake"),
    "recruitment.intakecall": _("Asking a candidate to come to an intake"),
    "recruitment.counterstatement": _("What a candidate says is not right"),
    "recruitment.outreach": _("That people were told about learning and working"),
    "recruitment.heardofit": _("How a candidate heard of it"),
    "recruitment.fileinvitation": _("Invitation of a candidate"),
    "funding.claim": _("Claim of a party, with who checked and paid it"),
    "funding.ledgerentry": _("Entry in the books of a budget"),
    "funding.closedyear": _("Closed year of a budget"),
    "funding.evidencepack": _("Evidence pack of a payer"),
    "funding.packproof": _("What an evidence pack counted for a participant"),
    "funding.sampleitem": _("What was found in the sample of an evidence pack"),
    "notices.matter": _("What waits for somebody to do it"),
    "notices.absence": _("When a member is away, and who takes over"),
    "notices.reminders": _("How often somebody wants to be reminded"),
    "notices.outgoing": _("Letter about what waits"),
    "notices.linktext": _("Text of a letter with a link, until it was sent"),
    "notices.escalationterm": _("After how many days the director is asked as well"),
    "recruitment.handover": _("Move of a file to another municipality"),
    "recruitment.movingperson": _("What the new municipality reads before it accepts a file"),
    "trajectories.enrolment": _("Taking part in a group"),
    "trajectories.pathwayevent": _("Step on the path through a group"),
    "trajectories.stepwords": _("What was written with a step"),
    "trajectories.participant": _("What employer, school and mentor of the group see of a participant"),
    "trajectories.party": _("Role of an organisation in a group"),
    "trajectories.profilesignature": _("Signature under what a group asks"),
    "trajectories.groupgate": _("Decision whether a group starts"),
    "trajectories.agreement": _("Agreement about a participation"),
    "trajectories.agreementdraft": _("What was filled in for an agreement"),
    "trajectories.agreementversion": _("Version of an agreement"),
    "trajectories.agreementpart": _("Clauses of an agreement"),
    "trajectories.agreementside": _("Party to an agreement"),
    "trajectories.approvallink": _("Link to approve an agreement"),
    "trajectories.agreementanswer": _("Answer to an agreement"),
    "trajectories.answerwords": _("Why somebody does not approve an agreement"),
    "trajectories.preparation": _("Something to do before the start"),
    "trajectories.preparedperson": _("Whom something before the start is about"),
    "trajectories.tasterreport": _("How a taster placement went"),
    "trajectories.blueprintversion": _("Version of a blueprint"),
    "trajectories.resource": _("Teacher, room or mentor"),
    "placement.placement": _("Work after learning"),
    "placement.placementterms": _("Pay and contract of work after learning"),
    "placement.onboardingstep": _("Plan for the first weeks at work"),
    "placement.placementchange": _("What changed at work"),
    "placement.confirmation": _("What was said about whether somebody still works there"),
    "placement.nextstudy": _("Next step in education"),
    "placement.trial": _("Trial placement"),
    "placement.trialanswer": _("Who approved a trial placement"),
    "placement.trialreview": _("What was said of a trial placement"),
    "placement.trialreaction": _("What the participant said of a review"),
    "placement.wagevalueround": _("Wage value: a look at the work"),
    "placement.wagevaluetask": _("Wage value: the tasks and their shares"),
    "placement.wageassessment": _("Wage value: who handed in"),
    "placement.wagescore": _("Wage value: how a side sees a task"),
    "placement.wagetalk": _("Wage value: what both sides said in the talk"),
    "placement.wageownwords": _("Wage value: the participant's own words"),
    "matching.introduction": _("Introduction to an employer"),
    "matching.introductionanswer": _("What was said of an introduction"),
    "matching.introduced": _("What an employer sees of somebody, as they chose"),
    "matching.introducedperson": _("Whom an introduction is about"),
    "matching.matchround": _("Who asked for a proposal who fits where"),
    "matching.matchproposal": _("What a proposal who fits where has for somebody"),
    "placement.workplace": _("Workplace"),
    "placement.seat": _("Workplace of a participant"),
    "coaching.clock": _("Clock of contacts with one side"),
    "coaching.duecontact": _("Contact that is due"),
    "coaching.otherday": _("Other day of a contact"),
    "coaching.accompaniment": _("Who accompanies whom"),
    "coaching.room": _("For how much a coach has room"),
    "coaching.talk": _("Contact with a participant or employer"),
    "coaching.note": _("What was talked about"),
    "coaching.noteanswer": _("Answer to what was written of a talk"),
    "coaching.moodtold": _("How a participant says they are"),
    "coaching.nextstep": _("What was agreed in a talk"),
    "coaching.agreedwith": _("Whom an agreed step is about"),
    "coaching.signalrule": _("From when a region raises a signal"),
    "coaching.signalwatch": _("When signals are looked for again"),
    "coaching.signal": _("Signal about a participant or employer"),
    "coaching.signalresponse": _("What was done about a signal"),
    "coaching.signalledperson": _("Whom a signal is about"),
    "coaching.teamplan": _("When and by whom a team is prepared"),
    "coaching.coachcontact": _("With whom of an employer the coach speaks"),
    "coaching.helprequest": _("Request for help"),
    "coaching.helpasker": _("Whom a request for help is about"),
    "placement.recognition": _("Recognition of an employer by SBB"),
    "placement.employercontact": _("Contact at an employer"),
    "placement.employervisit": _("Visit to an employer"),
    "placement.employerpromise": _("Promise of an employer"),
    "placement.employerinterest": _("How far an employer is"),
    "placement.employerlink": _("Link with which an employer describes a workplace"),
    "placement.workplacedraft": _("What an employer typed behind a link"),
    "learning.session": _("Session of a group"),
    "learning.attendance": _("Attendance of a participant"),
    "learning.attendancechange": _("Correction of attendance"),
    "learning.tally": _("Count of a participant's attendance"),
    "learning.workweek": _("Week of work of a participant"),
    "learning.roster": _("Roster"),
    "learning.rostershift": _("When a participant works by a roster"),
    "learning.languagelevel": _("Measured language level"),
    "learning.wordpicture": _("Photo or drawing of a word, and who added it"),
    "learning.tick": _("What was seen that a participant can do"),
    "learning.credential": _("Credential of a participant"),
    "learning.civiccase": _("Plan of the inburgering"),
    "learning.routechange": _("Change of route of the inburgering"),
    "learning.examresult": _("Exam of the inburgering"),
    "learning.termextension": _("More time for the inburgering"),
    "learning.civicmove": _("Move to another municipality"),
    "learning.statedhours": _("Stated hours of the inburgering"),
    "learning.feed": _("Calendar link"),
    "planning.planninground": _("Planning round"),
    "planning.frozenquestion": _("What a planning round was asked"),
    "planning.personproposal": _("Proposal for a candidate"),
    "planning.lock": _("Lock before planning"),
    "planning.decision": _("Decision about a group"),
    "planning.objection": _("Objection to a proposal"),
    "exchange.delivery": _("Workbook that was handed in"),
}


# What rooms record without a sentence of their own; a room that names it in its ``enums`` goes first.
UNNAMED_ELSEWHERE = {
    "funding.budget": _("saved a budget"),
    "funding.charge": _("charged a group to a budget"),
    "funding.charge_removed": _("took a group off a budget"),
    "planning.asked": _("asked for a plan"),
    "planning.asked_again": _("asked for a plan that was being made already"),
    "planning.what_if": _("began a what-if"),
    "planning.request": _("told the planner to stop or to take the best plan"),
    "planning.repeated": _("asked for the same plan again"),
    "planning.solved": _("stored a checked plan"),
    "planning.no_plan": _("noted that there is no plan"),
    "planning.interrupted": _("noted that planning was interrupted"),
    "planning.came_too_late": _("threw away a result that came too late"),
    "planning.locked": _("locked something before planning"),
    "planning.unlocked": _("took a lock back"),
    "planning.decided": _("decided about a group"),
    "planning.decided_again": _("pressed once more on a decision that was taken"),
    "planning.objected": _("objected to a proposal"),
    "planning.answered": _("answered an objection"),
    "region_taken_in": _("took in a region from a workbook"),
    "practice_region_filled": _("filled the practice region"),
}


@cache
def event_sentences() -> Mapping[str, str | Promise]:
    """Return the sentence of every kind of event in every app."""
    found: dict[str, str | Promise] = dict(UNNAMED_ELSEWHERE)
    for config in apps.get_app_configs():
        name = f"{config.name}.enums"
        if config.name.startswith("leerwerk.") and find_spec(name) is not None:
            found.update(getattr(import_module(name), "EVENT_SENTENCES", {}))
    return found


def sentence(kind: str) -> str:
    """Return what happened in the reader's language; an event from before a sentence was given keeps its code."""
    return str(event_sentences().get(kind, kind))


def model_title(label: str) -> str:
    """Return what a kind of row is called on screen; ``label`` is such as ``recruitment.profile``."""
    return str(MODEL_TITLES.get(label, label))
