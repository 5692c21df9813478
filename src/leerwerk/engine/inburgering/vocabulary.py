"""The words of the Wet inburgering 2021 that hours, deadlines and final talks are stated in."""

from __future__ import annotations

from enum import StrEnum


class Route(StrEnum):
    """The three leerroutes (Wi 7, 8, 9)."""

    B1 = "b1"
    ONDERWIJS = "education"
    Z = "z"


class Group(StrEnum):
    """Whose obligation it is: asielstatushouders (Wi 13), or gezinsmigranten and overige migranten (Wi 19)."""

    ASIEL = "asiel"
    GEZIN_OVERIG = "gezin_overig"


class Bucket(StrEnum):
    """What an hour was spent on. An hour is in one bucket; which norms it counts for is told by ``counting``."""

    NT2 = "nt2"
    ALFABETISERING = "alfabetisering"
    KNM = "knm"
    Z_PARTICIPATIE = "z_participatie"
    MAP = "map"
    PVT = "pvt"
    PAID_WORK = "paid_work"


class Source(StrEnum):
    """How an hour is known: somebody marked attendance at a session, or somebody stated it afterwards."""

    ATTENDANCE = "attendance"
    STATED = "stated"


class BeforePip(StrEnum):
    """Why the college lets an hour from before the PIP count. What COA offered before (B 3.17) is not among them."""

    INTAKE = "intake"  # as part of the brede intake
    PARTICIPATIEWET = "participatiewet"  # during the intake, under the Participatiewet
    BEGELEIDING = "begeleiding"  # as part of the maatschappelijke begeleiding of Wi 13


class NormCode(StrEnum):
    """The dated parameters of ``facts/inburgering_norms.csv``."""

    PIP_WEEKS = "pip_weeks"
    PIP_FROM_NOTICE = "pip_from_notice"
    TERM_YEARS = "term_years"
    ROUTE_SWITCH_MONTHS = "route_switch_months"
    EXTENSION_REQUEST_MONTHS = "extension_request_months"
    EXTENSION_MONTHS = "extension_months"
    EXTENSION_LANGUAGE_PARTS = "extension_language_parts"
    EXTENSION_LESSON_HOURS = "extension_lesson_hours"
    Z_COURSE_HOURS = "z_course_hours"
    Z_PARTICIPATION_HOURS = "z_participation_hours"
    A2_FALLBACK_HOURS = "a2_fallback_hours"
    MAP_PRACTICE_HOURS = "map_practice_hours"
    PVT_HOURS = "pvt_hours"
    PVT_ACTIVITIES = "pvt_activities"


class Why(StrEnum):
    """Why an hour does not count for a norm."""

    NOT_YET = "not_yet"  # its day is after today
    BEFORE_PIP = "before_pip"  # and no exception of that norm was granted
    BEFORE_LATE_CHANGE = "before_late_change"  # made before a change of route that came too late
    SETTING_NOT_STATED = "setting_not_stated"
    NOT_DUTCH_SPEAKING = "not_dutch_speaking"
    IN_ISOLATION = "in_isolation"
    SCHOOL_NOT_STATED = "school_not_stated"
    SCHOOL_NOT_RECOGNISED = "school_not_recognised"
    NOT_PRACTICE = "not_practice"  # not aimed at practice on the labour market
    NOT_IN_ROUTE = "not_in_route"  # the route has no norm in hours that this bucket belongs to
    NO_PIP = "no_pip"  # without a PIP there is no route, and no norm yet


class Closer(StrEnum):
    """Who alone may close an event or decide it."""

    MUNICIPALITY = "municipality"
    MINISTER = "minister"


class ExamPart(StrEnum):
    """The four language parts and KNM (B 3.3, 3.4)."""

    LEZEN = "lezen"
    LUISTEREN = "luisteren"
    SCHRIJVEN = "schrijven"
    SPREKEN = "spreken"
    KNM = "knm"


LANGUAGE_PARTS = (ExamPart.LEZEN, ExamPart.LUISTEREN, ExamPart.SCHRIJVEN, ExamPart.SPREKEN)


class MapTheme(StrEnum):
    """The eight themes of the module Arbeidsmarkt en Participatie (B 3.2 lid 1)."""

    BEROEPENORIENTATIE = "beroepenorientatie"
    WERKNEMERSCOMPETENTIES = "werknemerscompetenties"
    REALISTISCH_BEROEPSBEELD = "realistisch_beroepsbeeld"
    BEROEPSKANSEN = "beroepskansen"
    BEROEPSCOMPETENTIES = "beroepscompetenties"
    NETWERK_OPBOUWEN = "netwerk_opbouwen"
    WERK_VINDEN = "werk_vinden"
    WERKCULTUUR = "werkcultuur"
