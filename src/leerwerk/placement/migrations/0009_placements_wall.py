"""Who sees somebody's work, who sees pay and contract; facts that nobody changes; and a step that the facts explain.

Work exists for whoever meets the participant, of the organisations only for the employer of that work and for the
mentor. Pay and contract exist for the participant, that employer, the intermediary and the director. What was placed is
never changed: what is otherwise later stands in a row of its own.
"""

from typing import ClassVar

from django.db import migrations

OF_THE_FILE = """coalesce((SELECT privacy_asker('guides')), (SELECT privacy_asker('candidate')),
                      (SELECT privacy_asker('directs'))) IS NOT NULL"""


def _of_placement(table: str, name: str) -> str:
    return f"""
ALTER TABLE placement_{table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY {name} ON placement_{table} TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM placement_placement p WHERE p.id = placement_id));
"""


def _of_terms(table: str) -> str:
    return f"""
ALTER TABLE placement_{table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY concerned ON placement_{table} TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM placement_placement p
                   WHERE p.id = placement_id
                     AND ({OF_THE_FILE} OR p.employer_id = (SELECT privacy_asker('works')))));
"""


WALL = (
    f"""
ALTER TABLE placement_placement ENABLE ROW LEVEL SECURITY;
CREATE POLICY parties ON placement_placement TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM trajectories_participant v WHERE v.enrolment_id = placement_placement.enrolment_id)
        AND ({OF_THE_FILE}
             OR employer_id = (SELECT privacy_asker('works'))
             OR EXISTS (SELECT 1 FROM trajectories_enrolment e
                        JOIN trajectories_party q ON q.cohort_id = e.cohort_id AND q.role = 'mentor' AND q.until IS NULL
                         AND (q.enrolment_id IS NULL OR q.enrolment_id = e.id)
                        WHERE e.id = placement_placement.enrolment_id
                          AND q.organisation_id = (SELECT privacy_asker('works')))));
ALTER TABLE placement_nextstudy ENABLE ROW LEVEL SECURITY;
CREATE POLICY file ON placement_nextstudy TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM trajectories_participant v WHERE v.enrolment_id = placement_nextstudy.enrolment_id)
        AND {OF_THE_FILE});
"""
    + _of_placement("onboardingstep", "parties")
    + _of_placement("confirmation", "parties")
    + _of_terms("placementterms")
    + _of_terms("placementchange")
)
POLICIES = {
    "placement": "parties",
    "nextstudy": "file",
    "onboardingstep": "parties",
    "confirmation": "parties",
    "placementterms": "concerned",
    "placementchange": "concerned",
}
UNDO_WALL = "".join(
    f"DROP POLICY {policy} ON placement_{table}; ALTER TABLE placement_{table} DISABLE ROW LEVEL SECURITY;"
    for table, policy in POLICIES.items()
)

KEPT = """
CREATE FUNCTION placement_placed_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['state', 'ended_on', 'end_reason', 'then', 'edits'];
BEGIN
    IF OLD.state <> 'draft' AND to_jsonb(NEW) - later <> to_jsonb(OLD) - later
       OR OLD.state = 'ended' AND NEW.state <> 'ended' OR OLD.state = 'placed' AND NEW.state = 'draft' THEN
        RAISE EXCEPTION 'what was placed is not changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER placed_kept BEFORE UPDATE ON placement_placement
    FOR EACH ROW EXECUTE FUNCTION placement_placed_kept();

CREATE FUNCTION placement_facts_kept() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM placement_placement p WHERE p.id = OLD.placement_id AND p.state <> 'draft') THEN
        RAISE EXCEPTION 'what was placed is not changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER terms_kept BEFORE UPDATE ON placement_placementterms
    FOR EACH ROW EXECUTE FUNCTION placement_facts_kept();
CREATE TRIGGER onboarding_kept BEFORE UPDATE ON placement_onboardingstep
    FOR EACH ROW EXECUTE FUNCTION placement_facts_kept();

CREATE FUNCTION placement_said_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was said of work is not changed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER confirmation_kept BEFORE UPDATE ON placement_confirmation
    FOR EACH ROW EXECUTE FUNCTION placement_said_kept();
CREATE TRIGGER change_kept BEFORE UPDATE ON placement_placementchange
    FOR EACH ROW EXECUTE FUNCTION placement_said_kept();
"""
UNDO_KEPT = """
DROP TRIGGER change_kept ON placement_placementchange; DROP TRIGGER confirmation_kept ON placement_confirmation;
DROP TRIGGER onboarding_kept ON placement_onboardingstep; DROP TRIGGER terms_kept ON placement_placementterms;
DROP TRIGGER placed_kept ON placement_placement;
DROP FUNCTION placement_said_kept; DROP FUNCTION placement_facts_kept; DROP FUNCTION placement_placed_kept;
"""

EXPLAINED = """
CREATE FUNCTION placement_explains() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM trajectories_pathwayevent v WHERE v.id = NEW.id) THEN RETURN NULL; END IF;
    IF NEW.step = 'place' AND NOT EXISTS (
        SELECT 1 FROM placement_placement p JOIN placement_placementterms t ON t.placement_id = p.id
        WHERE p.enrolment_id = NEW.enrolment_id AND p.event_number = NEW.number AND p.state <> 'draft'
          AND t.pay > 0 AND t.pay_per <> '' AND t.contract <> '' AND t.agreed_on IS NOT NULL
          AND t.agreed_on <= p.begins AND (t.no_end OR t.contract = 'open_ended' OR t.ends >= p.begins)
          AND t.probation_months IS NOT NULL AND cardinality(t.growth_kinds) > 0 AND t.growth_months > 0
          AND t.growth <> ''
          AND EXISTS (SELECT 1 FROM placement_onboardingstep o WHERE o.placement_id = p.id)
          AND NOT EXISTS (SELECT 1 FROM placement_onboardingstep o
                          WHERE o.placement_id = p.id AND (o.what = '' OR o.day IS NULL))) THEN
        RAISE EXCEPTION 'step % of enrolment % places nobody', NEW.number, NEW.enrolment_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'placement_step_is_whole';
    END IF;
    IF NEW.step = 'study' AND NOT EXISTS (
        SELECT 1 FROM placement_nextstudy s WHERE s.enrolment_id = NEW.enrolment_id) THEN
        RAISE EXCEPTION 'step % of enrolment % leads to no education', NEW.number, NEW.enrolment_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'study_step_is_whole';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER placement_explains AFTER INSERT ON trajectories_pathwayevent
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.step IN ('place', 'study'))
    EXECUTE FUNCTION placement_explains();
"""
UNDO_EXPLAINED = """
DROP TRIGGER placement_explains ON trajectories_pathwayevent; DROP FUNCTION placement_explains;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("placement", "0008_placements"),
        ("trajectories", "0025_after_learning"),
        ("privacy", "0003_asker"),
    ]
    operations: ClassVar = [
        migrations.RunSQL(WALL, UNDO_WALL),
        migrations.RunSQL(KEPT, UNDO_KEPT),
        migrations.RunSQL(EXPLAINED, UNDO_EXPLAINED),
    ]
