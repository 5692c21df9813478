"""Who sees signals: whoever coaches and the director; never an organisation that employs or teaches the participant.

That something in somebody's way was not solved in time is known to their own intermediary and to themselves alone. A
participant's own signals exist for them, those about their employer do not. When somebody is looked at again is read by
nobody who asks.
"""

from typing import ClassVar

from django.db import migrations

from leerwerk.coaching.migrations._meets import also_meets

SEES = """
CREATE FUNCTION coaching_sees_signal(whose bigint, of_side text, what text) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    seen_as text;
    works bigint := privacy_asker('works');
BEGIN
    IF what = 'obstacle_overdue' THEN
        RETURN EXISTS (
            SELECT 1 FROM trajectories_enrolment e JOIN recruitment_candidate c ON c.id = e.candidate_id
            WHERE e.id = whose
              AND (c.intermediary_id = privacy_asker('guides') OR c.id = privacy_asker('candidate')));
    END IF;
    seen_as := coaching_as(whose, of_side);
    IF seen_as = 'candidate' THEN RETURN of_side = 'candidate'; END IF;
    IF seen_as IS NULL OR seen_as NOT IN ('coaches', 'director') THEN RETURN false; END IF;
    RETURN works IS NULL OR NOT (
        EXISTS (SELECT 1 FROM trajectories_party q WHERE q.enrolment_id = whose AND q.role = 'employer'
                AND q.until IS NULL AND q.organisation_id = works)
        OR EXISTS (SELECT 1 FROM trajectories_enrolment e JOIN trajectories_cohort g ON g.id = e.cohort_id
                   WHERE e.id = whose AND works IN (g.educator_id, g.language_school_id)));
END $$;
"""
UNDO_SEES = "DROP FUNCTION coaching_sees_signal;"

WALL = """
ALTER TABLE coaching_signal ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON coaching_signal TO leerwerk_asker USING (
    (region_id = (SELECT privacy_asker('directs')) AND code <> 'obstacle_overdue')
    OR coaching_sees_signal(enrolment_id, side, code));
ALTER TABLE coaching_signalresponse ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON coaching_signalresponse TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM coaching_signal s WHERE s.id = signal_id));
ALTER TABLE coaching_signalwatch ENABLE ROW LEVEL SECURITY;
"""
UNDO_WALL = """
ALTER TABLE coaching_signalwatch DISABLE ROW LEVEL SECURITY;
DROP POLICY seen ON coaching_signalresponse; ALTER TABLE coaching_signalresponse DISABLE ROW LEVEL SECURITY;
DROP POLICY seen ON coaching_signal; ALTER TABLE coaching_signal DISABLE ROW LEVEL SECURITY;
"""

NAMES = """
CREATE VIEW coaching_signalledperson WITH (security_barrier) AS
SELECT s.id AS signal_id, v.given_name, v.family_name
FROM coaching_signal s
CROSS JOIN LATERAL (
    SELECT given_name, family_name FROM trajectories_participant WHERE enrolment_id = s.enrolment_id LIMIT 1) v
WHERE coaching_sees_signal(s.enrolment_id, s.side, s.code);
"""  # as its owner sees the signal, so that it is asked here who sees it
UNDO_NAMES = "DROP VIEW coaching_signalledperson;"

class Migration(migrations.Migration):
    dependencies: ClassVar = [("coaching", "0003_signals")]
    operations: ClassVar = [
        migrations.RunSQL(SEES, UNDO_SEES),
        migrations.RunSQL(WALL, UNDO_WALL),
        migrations.RunSQL(NAMES, UNDO_NAMES),
        also_meets("coaching.signal", "coaching_signal"),
    ]
