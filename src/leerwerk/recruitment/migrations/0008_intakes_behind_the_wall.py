"""What is said in an intake is for the intermediary and the candidate; what was said or finished does not change."""

from typing import ClassVar

from django.db import migrations

# That there was an intake belongs to the file, which a director may open as well.
FILE = """
ALTER TABLE recruitment_intake ENABLE ROW LEVEL SECURITY;
CREATE POLICY file ON recruitment_intake TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM recruitment_candidate c WHERE c.id = candidate_id));
"""

# What was said in it does not.
KEPT = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY kept ON {table} TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM recruitment_candidate c WHERE c.id = candidate_id AND {whose}));
"""
WHOSE = "(c.intermediary_id = (SELECT privacy_asker('guides')) OR c.id = (SELECT privacy_asker('candidate')))"
TABLES = {
    "recruitment_intakeanswers": WHOSE,
    "recruitment_intakecall": WHOSE,
    "recruitment_obstaclestep": WHOSE,
    # What is said of a profile is read by whoever reads the profile.
    "recruitment_counterstatement": f"(intake_id IS NULL OR {WHOSE})",
}

STAYS = """
CREATE FUNCTION recruitment_statement_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.candidate_id, NEW.intake_id, NEW.profile_id, NEW.text, NEW.said_at, NEW.by_candidate, NEW.witness)
       IS DISTINCT FROM
       (OLD.candidate_id, OLD.intake_id, OLD.profile_id, OLD.text, OLD.said_at, OLD.by_candidate, OLD.witness)
    THEN RAISE EXCEPTION 'what a candidate said is not changed'; END IF;
    IF OLD.answered_at IS NOT NULL AND (NEW.answer, NEW.answered_at) IS DISTINCT FROM (OLD.answer, OLD.answered_at)
    THEN RAISE EXCEPTION 'what was answered is not changed'; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER recruitment_counterstatement_stays BEFORE UPDATE ON recruitment_counterstatement
    FOR EACH ROW EXECUTE FUNCTION recruitment_statement_stays();

CREATE FUNCTION recruitment_answers_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM recruitment_intake i WHERE i.id = OLD.intake_id AND i.state <> 'open')
    THEN RAISE EXCEPTION 'what was said in a finished intake is not changed'; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER recruitment_intakeanswers_stay BEFORE UPDATE ON recruitment_intakeanswers
    FOR EACH ROW EXECUTE FUNCTION recruitment_answers_stay();
"""

UNDO = """
DROP TRIGGER recruitment_counterstatement_stays ON recruitment_counterstatement;
DROP TRIGGER recruitment_intakeanswers_stay ON recruitment_intakeanswers;
DROP FUNCTION recruitment_statement_stays; DROP FUNCTION recruitment_answers_stay;
DROP POLICY file ON recruitment_intake; ALTER TABLE recruitment_intake DISABLE ROW LEVEL SECURITY;
"""
UNDO_KEPT = "DROP POLICY kept ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("recruitment", "0007_intakes")]
    operations: ClassVar = [
        migrations.RunSQL(
            FILE + "".join(KEPT.format(table=table, whose=whose) for table, whose in TABLES.items()) + STAYS,
            UNDO + "".join(UNDO_KEPT.format(table=table) for table in TABLES),
        ),
    ]
