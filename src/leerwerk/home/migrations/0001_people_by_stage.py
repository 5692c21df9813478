"""How many people are at which stage, counted in one go: the wall is asked once, not for each of 100,000 people."""

from typing import ClassVar

from django.db import migrations

# It runs as the owner of the tables, and counts for who asks what the wall would let them see one by one: whom their
# organisation guides, or who lives in the region that they direct. For another organisation or region it counts none.
COUNTED = """
CREATE FUNCTION home_people_by_stage(guides bigint, directs bigint) RETURNS TABLE (stage text, people bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
#variable_conflict use_column
BEGIN
    IF current_setting('role') = 'leerwerk_asker' THEN
        guides := CASE WHEN guides = privacy_asker('guides') THEN guides END;
        directs := CASE WHEN directs = privacy_asker('directs') THEN directs END;
    END IF;
    IF guides IS NOT NULL THEN
        RETURN QUERY SELECT e.stage::text, count(*) FROM trajectories_enrolment e
            JOIN recruitment_candidate c ON c.id = e.candidate_id
            WHERE e.stage NOT IN ('sustained', 'left') AND c.intermediary_id = guides GROUP BY e.stage;
    ELSIF directs IS NOT NULL THEN
        RETURN QUERY SELECT e.stage::text, count(*) FROM trajectories_enrolment e
            JOIN recruitment_candidate c ON c.id = e.candidate_id
            WHERE e.stage NOT IN ('sustained', 'left')
              AND c.municipality_id = ANY (ARRAY(SELECT m.code FROM parties_municipality m WHERE m.region_id = directs))
            GROUP BY e.stage;
    END IF;
END
$$;
REVOKE ALL ON FUNCTION home_people_by_stage FROM PUBLIC;
GRANT EXECUTE ON FUNCTION home_people_by_stage TO leerwerk_asker;
"""
UNDO = "DROP FUNCTION home_people_by_stage;"


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar = [
        ("trajectories", "0004_participants"),
        ("recruitment", "0004_second_wall"),
        ("parties", "0001_initial"),
        ("privacy", "0003_asker"),
    ]
    operations: ClassVar = [migrations.RunSQL(COUNTED, UNDO)]
