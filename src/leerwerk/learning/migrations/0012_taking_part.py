"""Who took part on a day: asked by day, because somebody may complete, leave or pause later; and no signals of who pauses."""

from typing import ClassVar

from django.db import migrations

# It runs as the owner of the tables, and says of a path no more than its row, which every asker reads, said on that day.
# On the day of a step both the stage before it and the one after it count; who pauses at the end of a day is not expected.
WAS_AT = """
CREATE FUNCTION learning_was_at(whose bigint, stages text[], on_day date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    WITH step AS (
        SELECT p.number, p.step, p.stage, (p.at AT TIME ZONE 'Europe/Amsterdam')::date AS day
        FROM trajectories_pathwayevent p WHERE p.enrolment_id = whose
    )
    SELECT coalesce((SELECT stage FROM step WHERE day <= on_day ORDER BY number DESC LIMIT 1) = ANY (stages)
            OR (SELECT stage FROM step WHERE day < on_day ORDER BY number DESC LIMIT 1) = ANY (stages), false)
        AND coalesce((SELECT step.step FROM step
            WHERE day <= on_day AND step.step IN ('pause', 'resume', 'leave', 'transfer')
            ORDER BY number DESC LIMIT 1), '') <> 'pause'
$$;
REVOKE ALL ON FUNCTION learning_was_at FROM PUBLIC;
GRANT EXECUTE ON FUNCTION learning_was_at TO leerwerk_asker;
"""

# As 0007 says it, but for who pauses.
SIGNALLED = """
CREATE OR REPLACE FUNCTION learning_signalled(asked bigint[], most integer) RETURNS TABLE (
    enrolment bigint, group_code text, name text, signals text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT t.enrolment_id, g.code::text, trim(v.given_name || ' ' || v.family_name), t.signals::text[]
    FROM learning_tally t
    JOIN trajectories_enrolment e ON e.id = t.enrolment_id AND e.stage IN ('pre_track', 'learn_work'){but}
    JOIN trajectories_cohort g ON g.id = e.cohort_id
    CROSS JOIN LATERAL (  -- one look at the view for each row, and not the whole view
        SELECT p.given_name, p.family_name FROM trajectories_participant p WHERE p.enrolment_id = t.enrolment_id OFFSET 0
    ) v
    WHERE t.signals <> '{{}}' AND (asked IS NULL OR t.enrolment_id = ANY (asked))
    ORDER BY t.until DESC, t.enrolment_id
    LIMIT most
$$;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("learning", "0011_second_wall_of_rosters"),
        ("trajectories", "0004_participants"),
    ]
    operations: ClassVar = [
        migrations.RunSQL(WAS_AT, "DROP FUNCTION learning_was_at;"),
        migrations.RunSQL(SIGNALLED.format(but=" AND e.paused = ''"), SIGNALLED.format(but="")),
    ]
