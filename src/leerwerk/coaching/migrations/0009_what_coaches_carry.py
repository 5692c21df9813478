"""What each coach carries is counted behind the wall: numbers only, of everybody whom they accompany.

Who divides the work counts in whom they may not meet themselves, as a colleague's room is taken by them all the same.
"""

from typing import ClassVar

from django.db import migrations

CARRIED = """
CREATE FUNCTION coaching_carried(coaches bigint[], today date) RETURNS TABLE (
    coach bigint, side text, phase text, since date, sides bigint, people bigint, late bigint, missed bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT k.coach_id, k.side, k.phase, k.phase_since, count(*), count(*) FILTER (WHERE k.nth = 1),
           count(*) FILTER (WHERE k.due_on < today), count(*) FILTER (WHERE k.missed > 0)
    FROM (SELECT c.*, row_number() OVER (PARTITION BY c.coach_id, c.enrolment_id ORDER BY c.side) AS nth
          FROM coaching_clock c WHERE c.coach_id = ANY (coaches) AND c.phase <> '') k
    GROUP BY 1, 2, 3, 4
$$;
REVOKE ALL ON FUNCTION coaching_carried FROM PUBLIC;
GRANT EXECUTE ON FUNCTION coaching_carried TO leerwerk_asker;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("coaching", "0008_steps_withdrawn")]
    operations: ClassVar = [migrations.RunSQL(CARRIED, "DROP FUNCTION coaching_carried;")]
