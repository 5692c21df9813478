"""Who sees a wage value; no side sees the other's numbers before both handed in; what was handed in is not changed.

A round exists for whoever meets the work: of the organisations only for its employer and for who mentors. What a side
handed in exists for that side; when both handed in, for whom the round exists. Nobody who asks changes or removes what
was handed in, said in the talk or said by the participant. The frame holds from when both sides agreed with it.
"""

from typing import ClassVar

from django.db import migrations

OF_THE_FILE = """coalesce((SELECT privacy_asker('guides')), (SELECT privacy_asker('candidate')),
                      (SELECT privacy_asker('directs'))) IS NOT NULL"""
OWN_SIDE = """(side = 'employer' AND r.employer_id = (SELECT privacy_asker('works'))
                        OR side = 'coach' AND (r.coach_party_id = (SELECT privacy_asker('works'))
                                               OR r.coach_party_id = (SELECT privacy_asker('guides'))))"""
BOTH_IN = "r.employer_handed_at IS NOT NULL AND r.coach_handed_at IS NOT NULL"


def _round(more: str = "") -> str:
    return f"EXISTS (SELECT 1 FROM placement_wagevalueround r WHERE r.id = round_id{more})"


SCORED = "EXISTS (SELECT 1 FROM placement_wageassessment a WHERE a.id = assessment_id)"

WALL = f"""
ALTER TABLE placement_wagevalueround ENABLE ROW LEVEL SECURITY;
CREATE POLICY parties ON placement_wagevalueround TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM trajectories_participant v
                   WHERE v.enrolment_id = placement_wagevalueround.enrolment_id)
        AND ({OF_THE_FILE}
             OR employer_id = (SELECT privacy_asker('works'))
             OR EXISTS (SELECT 1 FROM trajectories_enrolment e
                        JOIN trajectories_party q ON q.cohort_id = e.cohort_id AND q.role = 'mentor' AND q.until IS NULL
                         AND (q.enrolment_id IS NULL OR q.enrolment_id = e.id)
                        WHERE e.id = placement_wagevalueround.enrolment_id
                          AND q.organisation_id = (SELECT privacy_asker('works')))));
ALTER TABLE placement_wagevaluetask ENABLE ROW LEVEL SECURITY;
CREATE POLICY parties ON placement_wagevaluetask TO leerwerk_asker USING ({_round()});
ALTER TABLE placement_wageassessment ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON placement_wageassessment FOR SELECT TO leerwerk_asker
    USING ({_round(f" AND ({BOTH_IN} OR {OWN_SIDE})")});
CREATE POLICY adds ON placement_wageassessment FOR INSERT TO leerwerk_asker
    WITH CHECK ({_round(f" AND {OWN_SIDE}")});
ALTER TABLE placement_wagescore ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON placement_wagescore FOR SELECT TO leerwerk_asker USING ({SCORED});
CREATE POLICY adds ON placement_wagescore FOR INSERT TO leerwerk_asker WITH CHECK (
    EXISTS (SELECT 1 FROM placement_wageassessment a JOIN placement_wagevalueround r ON r.id = a.round_id
            WHERE a.id = assessment_id AND {OWN_SIDE}));
ALTER TABLE placement_wagetalk ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON placement_wagetalk FOR SELECT TO leerwerk_asker USING ({_round()});
CREATE POLICY adds ON placement_wagetalk FOR INSERT TO leerwerk_asker WITH CHECK ({_round(f" AND {OWN_SIDE}")});
ALTER TABLE placement_wageownwords ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON placement_wageownwords FOR SELECT TO leerwerk_asker USING ({_round()});
CREATE POLICY adds ON placement_wageownwords FOR INSERT TO leerwerk_asker
    WITH CHECK ({_round()} AND (NOT spoken AND (SELECT privacy_asker('candidate')) IS NOT NULL
                                OR spoken AND (SELECT privacy_asker('guides')) IS NOT NULL));
"""
POLICIES = {
    "wagevalueround": ("parties",),
    "wagevaluetask": ("parties",),
    "wageassessment": ("reads", "adds"),
    "wagescore": ("reads", "adds"),
    "wagetalk": ("reads", "adds"),
    "wageownwords": ("reads", "adds"),
}
UNDO_WALL = "".join(
    "".join(f"DROP POLICY {name} ON placement_{table};" for name in names)
    + f"ALTER TABLE placement_{table} DISABLE ROW LEVEL SECURITY;"
    for table, names in reversed(POLICIES.items())
)

KEPT = """
CREATE FUNCTION placement_wage_round_kept() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    later text[] := ARRAY['coach_party_id', 'employer_handed_at', 'coach_handed_at', 'settled_at'];
BEGIN
    IF OLD.employer_agreed_at IS NOT NULL AND OLD.coach_agreed_at IS NOT NULL
       AND to_jsonb(NEW) - later <> to_jsonb(OLD) - later
       OR OLD.employer_handed_at IS NOT NULL AND NEW.employer_handed_at IS DISTINCT FROM OLD.employer_handed_at
       OR OLD.coach_handed_at IS NOT NULL AND (NEW.coach_handed_at, NEW.coach_party_id)
                                              IS DISTINCT FROM (OLD.coach_handed_at, OLD.coach_party_id)
       OR OLD.settled_at IS NOT NULL AND NEW.settled_at IS DISTINCT FROM OLD.settled_at THEN
        RAISE EXCEPTION 'what was agreed or handed in about a wage value is not changed'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF (OLD.employer_agreed_at IS NULL OR OLD.coach_agreed_at IS NULL)
       AND NEW.employer_agreed_at IS NOT NULL AND NEW.coach_agreed_at IS NOT NULL
       AND (SELECT sum(share) FROM placement_wagevaluetask t WHERE t.round_id = NEW.id) IS DISTINCT FROM 100 THEN
        RAISE EXCEPTION 'the shares of the tasks are not one week'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'wage_shares_are_a_week';
    END IF;
    IF NEW.employer_handed_at IS NOT NULL AND NOT EXISTS (
           SELECT 1 FROM placement_wageassessment a WHERE a.round_id = NEW.id AND a.side = 'employer')
       OR NEW.coach_handed_at IS NOT NULL AND NOT EXISTS (
           SELECT 1 FROM placement_wageassessment a WHERE a.round_id = NEW.id AND a.side = 'coach') THEN
        RAISE EXCEPTION 'nothing was handed in' USING ERRCODE = 'check_violation', CONSTRAINT = 'wage_handed_in_is_there';
    END IF;
    IF OLD.settled_at IS NULL AND NEW.settled_at IS NOT NULL AND EXISTS (
        SELECT 1 FROM placement_wagevaluetask t
        LEFT JOIN LATERAL (SELECT number FROM placement_wagetalk w WHERE w.task_id = t.id AND w.side = 'employer'
                           ORDER BY w.id DESC LIMIT 1) theirs ON true
        LEFT JOIN LATERAL (SELECT number FROM placement_wagetalk w WHERE w.task_id = t.id AND w.side = 'coach'
                           ORDER BY w.id DESC LIMIT 1) ours ON true
        WHERE t.round_id = NEW.id AND (theirs.number = ours.number) IS NOT TRUE) THEN
        RAISE EXCEPTION 'both sides do not name the same numbers'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'wage_both_agree';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER wage_round_kept BEFORE UPDATE ON placement_wagevalueround
    FOR EACH ROW EXECUTE FUNCTION placement_wage_round_kept();

CREATE FUNCTION placement_wage_round_begins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a round begins without an agreed frame'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'wage_round_begins_with_a_frame';
END $$;
CREATE TRIGGER wage_round_begins BEFORE INSERT ON placement_wagevalueround FOR EACH ROW
    WHEN (NEW.employer_agreed_at IS NOT NULL AND NEW.coach_agreed_at IS NOT NULL)
    EXECUTE FUNCTION placement_wage_round_begins();

CREATE FUNCTION placement_wage_frame_kept() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM placement_wagevalueround r WHERE r.id = NEW.round_id
               AND r.employer_agreed_at IS NOT NULL AND r.coach_agreed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'the tasks that both sides agreed with are not changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER wage_frame_kept BEFORE INSERT OR UPDATE ON placement_wagevaluetask
    FOR EACH ROW EXECUTE FUNCTION placement_wage_frame_kept();

CREATE FUNCTION placement_wage_said_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was said of a wage value is not changed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER wage_assessment_kept BEFORE UPDATE ON placement_wageassessment
    FOR EACH ROW EXECUTE FUNCTION placement_wage_said_kept();
CREATE TRIGGER wage_score_kept BEFORE UPDATE ON placement_wagescore
    FOR EACH ROW EXECUTE FUNCTION placement_wage_said_kept();
CREATE TRIGGER wage_talk_kept BEFORE UPDATE ON placement_wagetalk
    FOR EACH ROW EXECUTE FUNCTION placement_wage_said_kept();
CREATE TRIGGER wage_own_words_kept BEFORE UPDATE ON placement_wageownwords
    FOR EACH ROW EXECUTE FUNCTION placement_wage_said_kept();

CREATE FUNCTION placement_wage_talk_in_time() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM placement_wagevalueround r JOIN placement_wagevaluetask t ON t.round_id = r.id
                   WHERE r.id = NEW.round_id AND t.id = NEW.task_id AND r.settled_at IS NULL
                     AND r.employer_handed_at IS NOT NULL AND r.coach_handed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'both sides did not hand in, or agreed already'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'wage_talk_in_time';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER wage_talk_in_time BEFORE INSERT ON placement_wagetalk
    FOR EACH ROW EXECUTE FUNCTION placement_wage_talk_in_time();

CREATE FUNCTION placement_wage_whole() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM placement_wageassessment a JOIN placement_wagevalueround r ON r.id = a.round_id
               WHERE a.id = NEW.id
                 AND (CASE a.side WHEN 'employer' THEN r.employer_handed_at ELSE r.coach_handed_at END IS NULL
                      OR EXISTS (SELECT 1 FROM placement_wagevaluetask t WHERE t.round_id = r.id AND NOT EXISTS (
                                 SELECT 1 FROM placement_wagescore s WHERE s.assessment_id = a.id AND s.task_id = t.id))
                      OR EXISTS (SELECT 1 FROM placement_wagescore s JOIN placement_wagevaluetask t ON t.id = s.task_id
                                 WHERE s.assessment_id = a.id AND t.round_id <> r.id))) THEN
        RAISE EXCEPTION 'other tasks are scored than there are'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'wage_handed_in_is_whole';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER wage_whole AFTER INSERT ON placement_wageassessment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION placement_wage_whole();
"""
UNDO_KEPT = """
DROP TRIGGER wage_whole ON placement_wageassessment; DROP TRIGGER wage_talk_in_time ON placement_wagetalk;
DROP TRIGGER wage_own_words_kept ON placement_wageownwords; DROP TRIGGER wage_talk_kept ON placement_wagetalk;
DROP TRIGGER wage_score_kept ON placement_wagescore; DROP TRIGGER wage_assessment_kept ON placement_wageassessment;
DROP TRIGGER wage_frame_kept ON placement_wagevaluetask; DROP TRIGGER wage_round_begins ON placement_wagevalueround;
DROP TRIGGER wage_round_kept ON placement_wagevalueround;
DROP FUNCTION placement_wage_whole; DROP FUNCTION placement_wage_talk_in_time; DROP FUNCTION placement_wage_said_kept;
DROP FUNCTION placement_wage_frame_kept; DROP FUNCTION placement_wage_round_begins;
DROP FUNCTION placement_wage_round_kept;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("placement", "0012_wage_values"),
        ("trajectories", "0025_after_learning"),
        ("privacy", "0003_asker"),
    ]
    operations: ClassVar = [migrations.RunSQL(WALL, UNDO_WALL), migrations.RunSQL(KEPT, UNDO_KEPT)]
