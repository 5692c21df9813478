"""What a plan says about a person exists for whom that person's file exists; a frozen question for its director."""

from typing import ClassVar

from django.db import migrations

PASSAGE = """
CREATE FUNCTION planning_placed(round bigint) RETURNS TABLE (candidate bigint, cohort bigint, workplace bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT p.candidate_id, g.cohort_id, p.workplace_id
    FROM planning_personproposal p JOIN planning_groupproposal g ON g.id = p.group_id WHERE p.round_id = round
$$;
REVOKE ALL ON FUNCTION planning_placed FROM PUBLIC;
GRANT EXECUTE ON FUNCTION planning_placed TO leerwerk_asker;
"""

WALL = """
ALTER TABLE planning_personproposal ENABLE ROW LEVEL SECURITY;
CREATE POLICY file ON planning_personproposal TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM recruitment_candidate c WHERE c.id = candidate_id));

ALTER TABLE planning_lock ENABLE ROW LEVEL SECURITY;
CREATE POLICY file ON planning_lock TO leerwerk_asker
    USING (
        (candidate_id IS NULL OR EXISTS (SELECT 1 FROM recruitment_candidate c WHERE c.id = candidate_id))
        AND (other_id IS NULL OR EXISTS (SELECT 1 FROM recruitment_candidate c WHERE c.id = other_id))
    );

ALTER TABLE planning_objection ENABLE ROW LEVEL SECURITY;
CREATE POLICY file ON planning_objection TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM planning_personproposal p WHERE p.id = proposal_id));

ALTER TABLE planning_frozenquestion ENABLE ROW LEVEL SECURITY;
CREATE POLICY director ON planning_frozenquestion TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM planning_planninground r
                   WHERE r.id = round_id AND r.region_id = (SELECT privacy_asker('directs'))));
CREATE POLICY file ON planning_frozenquestion FOR SELECT TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM planning_personproposal p WHERE p.round_id = planning_frozenquestion.round_id));
"""
TABLES = ("planning_personproposal", "planning_lock", "planning_objection", "planning_frozenquestion")

UNDO = """
DROP POLICY file ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("planning", "0005_cost_of_a_lock"),
        ("recruitment", "0004_second_wall"),
    ]
    operations: ClassVar = [
        migrations.RunSQL(
            PASSAGE + WALL,
            "DROP POLICY director ON planning_frozenquestion; DROP FUNCTION planning_placed;"
            + "".join(UNDO.format(table=table) for table in reversed(TABLES)),
        )
    ]
