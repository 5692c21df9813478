"""Who sees whom somebody accompanies, the clocks, and what was said to a coach.

A clock exists for the director of its region, for the organisation of its coach, for who guides the participant, for who
mentors the group, and for the side that it is about: a participant never sees the clock of the employer, nor an employer
that of the participant. Schools see none. Whoever may not meet the participant any more sees nothing of it.
What was written of a talk is read by its coach and the intermediary, by whoever was spoken with, and by whom it names.
"""

from typing import ClassVar

from django.db import migrations

SEES = """
CREATE FUNCTION coaching_as(whose bigint, of_side text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    path record;
    works bigint := privacy_asker('works');
BEGIN
    SELECT e.candidate_id, e.cohort_id, e.shown, g.region_id, c.intermediary_id, c.municipality_id INTO path
        FROM trajectories_enrolment e JOIN trajectories_cohort g ON g.id = e.cohort_id
        JOIN recruitment_candidate c ON c.id = e.candidate_id WHERE e.id = whose;
    IF NOT FOUND THEN RETURN NULL; END IF;
    IF path.intermediary_id = privacy_asker('guides') THEN RETURN 'coaches'; END IF;
    IF path.region_id = privacy_asker('directs') OR EXISTS (
        SELECT 1 FROM parties_municipality m
        WHERE m.code = path.municipality_id AND m.region_id = privacy_asker('directs')) THEN RETURN 'director'; END IF;
    IF path.candidate_id = privacy_asker('candidate') THEN RETURN 'candidate'; END IF;
    IF works IS NULL OR NOT path.shown THEN RETURN NULL; END IF;
    IF EXISTS (SELECT 1 FROM coaching_clock k WHERE k.enrolment_id = whose AND k.side = of_side AND k.organisation_id = works)
       OR EXISTS (SELECT 1 FROM trajectories_party q WHERE q.cohort_id = path.cohort_id AND q.role = 'mentor'
                  AND q.until IS NULL AND (q.enrolment_id IS NULL OR q.enrolment_id = whose)
                  AND q.organisation_id = works) THEN RETURN 'coaches'; END IF;
    IF EXISTS (SELECT 1 FROM trajectories_party q WHERE q.enrolment_id = whose AND q.role = 'employer'
               AND q.until IS NULL AND q.organisation_id = works) THEN RETURN 'employer'; END IF;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION coaching_as FROM PUBLIC;
GRANT EXECUTE ON FUNCTION coaching_as TO leerwerk_asker;

CREATE FUNCTION coaching_sees(whose bigint, of_side text) RETURNS boolean
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
    SELECT coaching_as(whose, of_side) IN ('coaches', 'director', of_side)
$$;
CREATE FUNCTION coaching_reads(whose bigint, of_side text, read_by text) RETURNS boolean
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
    SELECT CASE coaching_as(whose, of_side)
        WHEN 'coaches' THEN true
        WHEN 'director' THEN read_by <> 'coaches'
        WHEN 'candidate' THEN of_side = 'candidate' OR read_by = 'both_sides'
        WHEN 'employer' THEN of_side = 'employer' OR read_by = 'both_sides'
        ELSE false END
$$;
"""
UNDO_SEES = "DROP FUNCTION coaching_reads; DROP FUNCTION coaching_sees; DROP FUNCTION coaching_as;"

WALL = """
ALTER TABLE coaching_clock ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON coaching_clock TO leerwerk_asker
    USING (region_id = (SELECT privacy_asker('directs')) OR coaching_sees(enrolment_id, side));
ALTER TABLE coaching_note ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON coaching_note TO leerwerk_asker USING (coaching_reads(enrolment_id, side, read_by));
ALTER TABLE coaching_noteanswer ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON coaching_noteanswer TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM coaching_note n WHERE n.talk_id = note_id));
ALTER TABLE coaching_nextstep ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON coaching_nextstep TO leerwerk_asker
    USING (organisation_id = (SELECT privacy_asker('member'))
           OR (owner = 'candidate' AND EXISTS (
                   SELECT 1 FROM coaching_clock k JOIN trajectories_enrolment e ON e.id = k.enrolment_id
                   WHERE k.id = clock_id AND e.candidate_id = (SELECT privacy_asker('candidate'))))
           OR EXISTS (SELECT 1 FROM coaching_clock k WHERE k.id = clock_id));
"""
UNDO_WALL = """
DROP POLICY seen ON coaching_nextstep; ALTER TABLE coaching_nextstep DISABLE ROW LEVEL SECURITY;
DROP POLICY reads ON coaching_noteanswer; ALTER TABLE coaching_noteanswer DISABLE ROW LEVEL SECURITY;
DROP POLICY reads ON coaching_note; ALTER TABLE coaching_note DISABLE ROW LEVEL SECURITY;
DROP POLICY seen ON coaching_clock; ALTER TABLE coaching_clock DISABLE ROW LEVEL SECURITY;
"""
OF_A_CLOCK = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON {table} TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM coaching_clock k WHERE k.id = clock_id));
"""
UNDO_OF_A_CLOCK = "DROP POLICY seen ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
TABLES = ("accompaniment", "duecontact", "otherday", "talk", "moodtold")

NAMES = """
CREATE VIEW coaching_agreedwith WITH (security_barrier) AS
SELECT s.id AS step_id, v.given_name, v.family_name
FROM coaching_nextstep s JOIN coaching_clock k ON k.id = s.clock_id
CROSS JOIN LATERAL (
    SELECT given_name, family_name FROM trajectories_participant WHERE enrolment_id = k.enrolment_id LIMIT 1) v;
"""
UNDO_NAMES = "DROP VIEW coaching_agreedwith;"

MEETS = """
CREATE OR REPLACE FUNCTION notices_meets(candidate bigint, subject_type text, subject bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM recruitment_candidate c WHERE c.id = candidate)
        OR (subject_type = 'trajectories.enrolment'
            AND EXISTS (SELECT 1 FROM trajectories_participant v WHERE v.enrolment_id = subject))
        OR (subject_type = 'trajectories.preparation'
            AND EXISTS (SELECT 1 FROM trajectories_preparation p WHERE p.id = subject)){more};
END $$;
"""
ALSO = """
        OR (subject_type = 'coaching.nextstep' AND EXISTS (SELECT 1 FROM coaching_nextstep s WHERE s.id = subject))"""

# What was noted of a talk stays as it was written, but for the page that it was written on, and what was moved stays.
KEPT = """
CREATE FUNCTION coaching_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was answered or chosen is not changed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER answer_kept BEFORE UPDATE ON coaching_noteanswer FOR EACH ROW EXECUTE FUNCTION coaching_keep();
CREATE TRIGGER day_kept BEFORE UPDATE ON coaching_otherday FOR EACH ROW EXECUTE FUNCTION coaching_keep();
"""
UNDO_KEPT = """
DROP TRIGGER day_kept ON coaching_otherday; DROP TRIGGER answer_kept ON coaching_noteanswer;
DROP FUNCTION coaching_keep;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("coaching", "0001_initial"),
        ("trajectories", "0025_after_learning"),
        ("notices", "0007_who_sees_letters_with_a_link"),
        ("privacy", "0003_asker"),
    ]
    operations: ClassVar = [
        migrations.RunSQL(SEES, UNDO_SEES),
        migrations.RunSQL(WALL, UNDO_WALL),
        migrations.RunSQL(
            "".join(OF_A_CLOCK.format(table=f"coaching_{table}") for table in TABLES),
            "".join(UNDO_OF_A_CLOCK.format(table=f"coaching_{table}") for table in TABLES),
        ),
        migrations.RunSQL(NAMES, UNDO_NAMES),
        migrations.RunSQL(MEETS.replace("{more}", ALSO), MEETS.replace("{more}", "")),
        migrations.RunSQL(KEPT, UNDO_KEPT),
    ]
