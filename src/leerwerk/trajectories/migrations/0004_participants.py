"""Who somebody is to the parties of their group; events that nobody changes; and a stage that the events explain."""

from typing import ClassVar

from django.db import migrations

# Whom the wall hides altogether from an employer, a school or a mentor appears here with a name, language levels and
# skills, and nothing else, from the moment when that is agreed. Who has no wall (jobs, commands) sees everybody.
PARTICIPANT = """
CREATE VIEW trajectories_participant WITH (security_barrier) AS
SELECT e.id AS enrolment_id, c.given_name, c.family_name, c.contact_language, c.intermediary_id,
       p.listening, p.reading, p.speaking, p.writing, p.skills, p.licence
FROM trajectories_enrolment e
JOIN recruitment_candidate c ON c.id = e.candidate_id
LEFT JOIN recruitment_profile p ON p.id = c.profile_id
WHERE current_setting('role') <> 'leerwerk_asker'
   OR c.intermediary_id = (SELECT privacy_asker('guides'))
   OR c.id = (SELECT privacy_asker('candidate'))
   OR c.municipality_id IN (SELECT code FROM parties_municipality
                            WHERE region_id = (SELECT privacy_asker('directs')))
   OR EXISTS (SELECT 1 FROM trajectories_cohort g
              WHERE g.id = e.cohort_id AND g.region_id = (SELECT privacy_asker('directs')))
   OR (e.shown AND e.stage NOT IN ('proposed', 'invited') AND EXISTS (
           SELECT 1 FROM trajectories_party q
           WHERE q.enrolment_id = e.id AND q.role = 'employer' AND q.until IS NULL
             AND q.organisation_id = (SELECT privacy_asker('works'))))
   OR (e.shown AND e.stage NOT IN ('proposed', 'invited', 'accepted') AND (
           EXISTS (SELECT 1 FROM trajectories_party q
                   WHERE q.cohort_id = e.cohort_id AND q.role = 'mentor' AND q.until IS NULL
                     AND (q.enrolment_id IS NULL OR q.enrolment_id = e.id)
                     AND q.organisation_id = (SELECT privacy_asker('works')))
           OR EXISTS (SELECT 1 FROM trajectories_cohort g
                      WHERE g.id = e.cohort_id
                        AND (SELECT privacy_asker('works')) IN (g.educator_id, g.language_school_id))));

-- What is compared with what a group asks, and how many obstacles are open, of a participant whom the asker meets.
CREATE FUNCTION trajectories_compared(asked bigint) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT jsonb_build_object(
        'profile', CASE WHEN p.id IS NULL THEN NULL ELSE jsonb_build_object(
            'language', jsonb_build_array(p.listening, p.reading, p.speaking, p.writing),
            'learnability', p.learnability, 'load', p.load, 'motivation', p.motivation, 'available', p.available,
            'skills', p.skills, 'licence', p.licence, 'limits', p.limits) END,
        'obstacles', (SELECT count(*) FROM recruitment_obstacle o
                      WHERE o.candidate_id = e.candidate_id AND o.solved_on IS NULL))
    FROM trajectories_enrolment e
    JOIN recruitment_candidate c ON c.id = e.candidate_id
    LEFT JOIN recruitment_profile p ON p.id = c.profile_id
    WHERE e.id = asked AND EXISTS (SELECT 1 FROM trajectories_participant v WHERE v.enrolment_id = e.id)
$$;
REVOKE ALL ON FUNCTION trajectories_compared FROM PUBLIC;
GRANT EXECUTE ON FUNCTION trajectories_compared TO leerwerk_asker;
"""
UNDO_PARTICIPANT = "DROP FUNCTION trajectories_compared; DROP VIEW trajectories_participant;"

WALL = """
ALTER TABLE trajectories_pathwayevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY parties ON trajectories_pathwayevent TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM trajectories_participant v WHERE v.enrolment_id = trajectories_pathwayevent.enrolment_id));

ALTER TABLE trajectories_stepwords ENABLE ROW LEVEL SECURITY;
CREATE POLICY file ON trajectories_stepwords TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM recruitment_candidate c WHERE c.id = candidate_id));
CREATE POLICY writer ON trajectories_stepwords TO leerwerk_asker
    USING (organisation_id = (SELECT privacy_asker('member')));
"""
UNDO_WALL = """
DROP POLICY file ON trajectories_stepwords; DROP POLICY writer ON trajectories_stepwords;
ALTER TABLE trajectories_stepwords DISABLE ROW LEVEL SECURITY;
DROP POLICY parties ON trajectories_pathwayevent;
ALTER TABLE trajectories_pathwayevent DISABLE ROW LEVEL SECURITY;
"""

# Whoever was proposed before there were events was proposed and nothing else.
EARLIER = """
INSERT INTO trajectories_pathwayevent (enrolment_id, number, step, stage, at, by_as, with_help, reason, says, advice,
    alternatives, outcome, came_along, deciders, criteria)
SELECT id, 1, 'propose', 'proposed', since, 'director', false, '', false, '', '{}', '', '', '{}', '{}'
FROM trajectories_enrolment WHERE stage = 'proposed';
UPDATE trajectories_enrolment SET events_count = 1 WHERE stage = 'proposed';
"""

EXPLAINED = """
CREATE FUNCTION trajectories_explained() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    whose bigint := CASE WHEN TG_TABLE_NAME = 'trajectories_enrolment' THEN (to_jsonb(NEW) ->> 'id')::bigint
                         ELSE (to_jsonb(NEW) ->> 'enrolment_id')::bigint END;
    stored record;
    said record;
BEGIN
    SELECT stage, events_count INTO stored FROM trajectories_enrolment WHERE id = whose;
    IF NOT FOUND THEN RETURN NULL; END IF;
    SELECT stage, number INTO said FROM trajectories_pathwayevent
        WHERE enrolment_id = whose ORDER BY number DESC LIMIT 1;
    IF NOT FOUND OR said.stage <> stored.stage OR said.number <> stored.events_count THEN
        RAISE EXCEPTION 'the stage of enrolment % is not what its events say', whose
            USING ERRCODE = 'check_violation', CONSTRAINT = 'enrolment_stage_is_explained';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER enrolment_explained AFTER INSERT OR UPDATE OF stage, events_count ON trajectories_enrolment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION trajectories_explained();
CREATE CONSTRAINT TRIGGER event_explains AFTER INSERT ON trajectories_pathwayevent
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION trajectories_explained();

CREATE FUNCTION trajectories_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what happened on a path is not changed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER event_kept BEFORE UPDATE ON trajectories_pathwayevent
    FOR EACH ROW EXECUTE FUNCTION trajectories_keep();
CREATE TRIGGER words_kept BEFORE UPDATE ON trajectories_stepwords
    FOR EACH ROW EXECUTE FUNCTION trajectories_keep();
"""
UNDO_EXPLAINED = """
DROP TRIGGER words_kept ON trajectories_stepwords; DROP TRIGGER event_kept ON trajectories_pathwayevent;
DROP TRIGGER event_explains ON trajectories_pathwayevent; DROP TRIGGER enrolment_explained ON trajectories_enrolment;
DROP FUNCTION trajectories_keep; DROP FUNCTION trajectories_explained;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("trajectories", "0003_paths"), ("recruitment", "0004_second_wall")]
    operations: ClassVar = [
        migrations.RunSQL(PARTICIPANT, UNDO_PARTICIPANT),
        migrations.RunSQL(WALL, UNDO_WALL),
        migrations.RunSQL(EARLIER, migrations.RunSQL.noop),
        migrations.RunSQL(EXPLAINED, UNDO_EXPLAINED),
    ]
