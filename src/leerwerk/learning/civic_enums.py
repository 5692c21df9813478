"""The words of the Wet inburgering on screen, and its norms, deadlines and what is missing in words."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leerwerk.engine.inburgering import Missing, NormCode, State, Timeliness, Unmet, What, Why
from leerwerk.engine.inburgering.talks import Event


class Route(TextChoices):
    """The three leerroutes."""

    B1 = "b1", _("B1 route")
    EDUCATION = "education", _("education route")
    Z = "z", _("self-reliance route")


class CivicGroup(TextChoices):
    """Whose obligation it is."""

    ASIEL = "asiel", _("asylum status holder")
    GEZIN_OVERIG = "gezin_overig", _("family and other migrant")


class Bucket(TextChoices):
    """What an hour was spent on."""

    NT2 = "nt2", _("Dutch (NT2)")
    ALFABETISERING = "alfabetisering", _("learning to read and write")
    KNM = "knm", _("knowledge of society (KNM)")
    Z_PARTICIPATIE = "z_participatie", _("participation in the Z-route")
    MAP = "map", _("labour market and participation (MAP)")
    PVT = "pvt", _("participatieverklaring (PVT)")
    PAID_WORK = "paid_work", _("paid work")


class BeforePip(TextChoices):
    """Why the college lets an hour from before the PIP count."""

    INTAKE = "intake", _("part of the intake")
    PARTICIPATIEWET = "participatiewet", _("under the Participatiewet, during the intake")
    BEGELEIDING = "begeleiding", _("part of the maatschappelijke begeleiding")


class MapTheme(TextChoices):
    """The eight themes of MAP."""

    BEROEPENORIENTATIE = "beroepenorientatie", _("looking at occupations")
    WERKNEMERSCOMPETENTIES = "werknemerscompetenties", _("what an employee can do")
    REALISTISCH_BEROEPSBEELD = "realistisch_beroepsbeeld", _("a real picture of the occupation")
    BEROEPSKANSEN = "beroepskansen", _("chances in the occupation")
    BEROEPSCOMPETENTIES = "beroepscompetenties", _("skills for the occupation")
    NETWERK_OPBOUWEN = "netwerk_opbouwen", _("building a network")
    WERK_VINDEN = "werk_vinden", _("finding work")
    WERKCULTUUR = "werkcultuur", _("work culture")


class ExamPart(TextChoices):
    """The four language parts and KNM."""

    LEZEN = "lezen", _("reading")
    LUISTEREN = "luisteren", _("listening")
    SCHRIJVEN = "schrijven", _("writing")
    SPREKEN = "spreken", _("speaking")
    KNM = "knm", _("knowledge of society (KNM)")


class ExamOutcome(TextChoices):
    """What came of a part of the exam."""

    PASSED = "passed", _("passed, at the level of the plan")
    LOWER = "lower", _("passed, at a lower level")
    FAILED = "failed", _("not passed")


class Ground(TextChoices):
    """Why the Minister gave more time."""

    NOT_CULPABLE = "not_culpable", _("it was not their fault")
    SUBSTANTIAL_EFFORT = "substantial_effort", _("after substantial effort")
    INTERRUPTION = "interruption", _("an interruption")


NORMS = {
    NormCode.Z_COURSE_HOURS: _("Course, Z-route"),
    NormCode.Z_PARTICIPATION_HOURS: _("Participation, Z-route"),
    NormCode.A2_FALLBACK_HOURS: _("Hours before A2 is possible"),
    NormCode.MAP_PRACTICE_HOURS: _("Practice of MAP"),
    NormCode.PVT_HOURS: _("PVT"),
    NormCode.EXTENSION_LESSON_HOURS: _("Lessons for an extension"),
}
WHATS = {
    What.PIP: _("The plan (PIP) is set"),
    What.PIP_AFTER_MOVE: _("The plan (PIP) after moving is set"),
    What.PVT: _("PVT is done"),
    What.MAP: _("MAP is done"),
    What.ROUTE: _("The route is achieved"),
    What.ROUTE_SWITCH: _("The route can be changed"),
    What.SWITCH_TO_B1: _("Changing to the B1 route is possible"),
    What.EXTENSION_REQUEST: _("More time can be asked"),
}
STATES = {
    State.OPEN: ("info", _("open")),
    State.MET: ("good", pgettext_lazy("deadline", "done")),
    State.MET_LATE: ("warn", _("done, too late")),
    State.MISSED: ("bad", _("too late")),
    State.NOT_YET: ("neutral", _("not possible yet")),
    State.POSSIBLE: ("good", _("possible now")),
    State.CLOSED: ("neutral", _("not possible any more")),
}
UNMET = {
    Unmet.NO_PIP: _("there is no plan (PIP) yet"),
    Unmet.NOT_IN_ROUTE: _("it is not part of this route"),
    Unmet.PVT_HOURS_LEFT: _("hours of PVT are missing"),
    Unmet.PVT_ACTIVITY_MISSING: _("an activity of PVT is missing"),
    Unmet.MAP_PRACTICE_HOURS_LEFT: _("hours of practice are missing"),
    Unmet.MAP_THEMES_MISSING: _("themes of MAP are missing"),
    Unmet.Z_COURSE_HOURS_LEFT: _("hours of the course are missing"),
    Unmet.Z_PARTICIPATION_HOURS_LEFT: _("hours of participation are missing"),
}
MISSING = {
    Missing.NO_PIP: _("there is no plan (PIP) yet"),
    Missing.NOT_B1_ROUTE: _("only in the B1 route"),
    Missing.LESSONS_NOT_STATED: _("nobody said whether all lessons were followed"),
    Missing.LESSONS_MISSED: _("not all lessons were followed"),
    Missing.TOO_FEW_LESSON_HOURS: _("hours of lessons are missing"),
    Missing.TOO_FEW_LANGUAGE_PARTS: _("two language parts of the exam have to be passed"),
    Missing.KNM_NOT_PASSED: _("KNM is not passed yet"),
    Missing.PVT_NOT_DONE: _("PVT is not done yet"),
    Missing.MAP_NOT_DONE: _("MAP is not done yet"),
}
WHYS = {
    Why.NOT_YET: _("still to come"),
    Why.BEFORE_PIP: _("before the plan (PIP)"),
    Why.BEFORE_LATE_CHANGE: _("before a change of route that came too late"),
    Why.SETTING_NOT_STATED: _("nobody said whether Dutch is spoken, together with others"),
    Why.NOT_DUTCH_SPEAKING: _("Dutch is not spoken there"),
    Why.IN_ISOLATION: _("done alone"),
    Why.SCHOOL_NOT_STATED: _("nobody said whether the school is recognised"),
    Why.SCHOOL_NOT_RECOGNISED: _("the school is not recognised"),
    Why.NOT_PRACTICE: _("not marked as practice"),
    Why.NOT_IN_ROUTE: _("the route asks no such hours"),
    Why.NO_PIP: _("there is no plan (PIP) yet"),
}
TIMELINESS = {
    Timeliness.IN_TIME: "",
    Timeliness.ALWAYS_ALLOWED: _("possible at any time"),
    Timeliness.SPECIAL_CASE: _("a special case, later than a year and a half"),
    Timeliness.TOO_LATE: _("too late: hours from before it wait until it is said to be a special case"),
}
TALKS = {
    Event.PVT_SIGNING: _("Signing the participatieverklaring"),
    Event.MAP_FINAL_TALK: _("Final talk of MAP"),
    Event.Z_FINAL_TALK: _("Final talk of the Z-route"),
}
CLOSED_BY = {Event.PVT_SIGNING: "pvt_signed_on", Event.MAP_FINAL_TALK: "map_talk_on", Event.Z_FINAL_TALK: "z_talk_on"}
