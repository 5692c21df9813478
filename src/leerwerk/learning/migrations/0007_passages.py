"""Two questions that ask once who is met, not once for each row: somebody's attendance, and who has a signal."""

from typing import ClassVar

from django.db import migrations

# Both run as the owner of the tables, and ask the view whom the asker meets: what it does not show never passes.
PASSAGES = """
CREATE FUNCTION learning_attendance_of(whose bigint) RETURNS SETOF learning_attendance
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT a.* FROM learning_attendance a
    WHERE a.enrolment_id = whose AND EXISTS (SELECT 1 FROM trajectories_participant v WHERE v.enrolment_id = whose)
$$;

CREATE FUNCTION learning_signalled(asked bigint[], most integer) RETURNS TABLE (
    enrolment bigint, group_code text, name text, signals text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT t.enrolment_id, g.code::text, trim(v.given_name || ' ' || v.family_name), t.signals::text[]
    FROM learning_tally t
    JOIN trajectories_enrolment e ON e.id = t.enrolment_id AND e.stage IN ('pre_track', 'learn_work')
    JOIN trajectories_cohort g ON g.id = e.cohort_id
    CROSS JOIN LATERAL (  -- one look at the view for each row, and not the whole view
        SELECT p.given_name, p.family_name FROM trajectories_participant p WHERE p.enrolment_id = t.enrolment_id OFFSET 0
    ) v
    WHERE t.signals <> '{}' AND (asked IS NULL OR t.enrolment_id = ANY (asked))
    ORDER BY t.until DESC, t.enrolment_id
    LIMIT most
$$;
REVOKE ALL ON FUNCTION learning_attendance_of, learning_signalled FROM PUBLIC;
GRANT EXECUTE ON FUNCTION learning_attendance_of, learning_signalled TO leerwerk_asker;
"""
UNDO = "DROP FUNCTION learning_attendance_of; DROP FUNCTION learning_signalled;"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("learning", "0006_second_wall_of_civic")]
    operations: ClassVar = [migrations.RunSQL(PASSAGES, UNDO)]
