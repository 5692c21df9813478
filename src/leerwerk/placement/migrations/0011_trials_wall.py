"""Who sees a trial placement, what of it nobody changes, and a step that begins only what everybody approved.

A trial placement exists for whoever meets the participant, of the organisations only for its employer and for the
mentor. What one side says of how it goes exists for nobody else until both sides spoke. Once sent, facts change only by
going back to what is being filled in, and then everybody answers anew; while it goes on, only its last day can become a
later one that everybody approved. Answers, reviews and what the participant says of them are never changed.
"""

from typing import ClassVar

from django.db import migrations

OF_THE_FILE = """coalesce((SELECT privacy_asker('guides')), (SELECT privacy_asker('candidate')),
                      (SELECT privacy_asker('directs'))) IS NOT NULL"""


def _of_trial(table: str) -> str:
    return f"""
ALTER TABLE placement_{table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY parties ON placement_{table} TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM placement_trial t WHERE t.id = trial_id));
"""


WALL = (
    f"""
CREATE FUNCTION placement_both_spoke(trial bigint, part text, day date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT count(*) = 2 FROM placement_trialreview r
    WHERE r.trial_id = trial AND r.round = part AND r.until = day;
$$;

ALTER TABLE placement_trial ENABLE ROW LEVEL SECURITY;
CREATE POLICY parties ON placement_trial TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM trajectories_participant v WHERE v.enrolment_id = placement_trial.enrolment_id)
        AND ({OF_THE_FILE}
             OR employer_id = (SELECT privacy_asker('works'))
             OR EXISTS (SELECT 1 FROM trajectories_enrolment e
                        JOIN trajectories_party q ON q.cohort_id = e.cohort_id AND q.role = 'mentor' AND q.until IS NULL
                         AND (q.enrolment_id IS NULL OR q.enrolment_id = e.id)
                        WHERE e.id = placement_trial.enrolment_id
                          AND q.organisation_id = (SELECT privacy_asker('works')))));
ALTER TABLE placement_trialreview ENABLE ROW LEVEL SECURITY;
CREATE POLICY spoken ON placement_trialreview TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM placement_trial t WHERE t.id = trial_id)
        AND (organisation_id = (SELECT privacy_asker('member')) OR placement_both_spoke(trial_id, round, until)));
"""
    + _of_trial("trialanswer")
    + _of_trial("trialreaction")
)
POLICIES = {"trialreaction": "parties", "trialanswer": "parties", "trialreview": "spoken", "trial": "parties"}
UNDO_WALL = (
    "".join(
        f"DROP POLICY {policy} ON placement_{table}; ALTER TABLE placement_{table} DISABLE ROW LEVEL SECURITY;"
        for table, policy in POLICIES.items()
    )
    + "DROP FUNCTION placement_both_spoke;"
)

KEPT = """
CREATE FUNCTION placement_trial_approved(trial bigint, which integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT NOT EXISTS (
        SELECT 1 FROM (
            SELECT unnest(ARRAY['candidate', 'employer', 'intermediary']) AS side
            UNION SELECT 'mentor' FROM placement_trial t JOIN trajectories_enrolment e ON e.id = t.enrolment_id
            JOIN trajectories_party q ON q.cohort_id = e.cohort_id AND q.role = 'mentor' AND q.until IS NULL
                AND (q.enrolment_id IS NULL OR q.enrolment_id = e.id)
            WHERE t.id = trial) needed
        WHERE NOT EXISTS (SELECT 1 FROM placement_trialanswer a
                          WHERE a.trial_id = trial AND a.version = which AND a.side = needed.side AND a.yes));
$$;

CREATE FUNCTION placement_trial_kept() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    later text[] := ARRAY['state', 'edits', 'version', 'asked_on', 'longer_ends', 'longer_grounds', 'event_number', 'outcome',
                          'ended_on', 'end_reason', 'ends', 'grounds'];
    before text[] := ARRAY['state', 'edits', 'event_number', 'begun_version'];
BEGIN
    IF OLD.state IN ('ended', 'withdrawn') THEN
        RAISE EXCEPTION 'a trial placement that is over is not changed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.version < OLD.version OR NEW.enrolment_id <> OLD.enrolment_id
       OR OLD.version > 0 AND NEW.employer_id IS DISTINCT FROM OLD.employer_id
       OR OLD.state <> 'running' AND NEW.state = 'ended' OR OLD.state = 'running' AND NEW.state NOT IN ('running', 'ended')
       OR OLD.state <> 'asked' AND OLD.state <> 'agreed' AND NEW.state = 'agreed'
       OR OLD.state <> 'agreed' AND OLD.state <> 'running' AND NEW.state = 'running'
       OR OLD.state = 'agreed' AND NEW.state = 'running' AND NEW.begun_version <> OLD.version THEN
        RAISE EXCEPTION 'a trial placement does not go that way' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state IN ('asked', 'agreed') AND NEW.state NOT IN ('draft', 'withdrawn')
       AND to_jsonb(NEW) - before <> to_jsonb(OLD) - before THEN
        RAISE EXCEPTION 'what was sent is not changed: it is filled in and sent anew' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state = 'asked' AND OLD.state = 'draft' AND NEW.version = OLD.version THEN
        RAISE EXCEPTION 'what is sent is a version of its own' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state = 'running' THEN
        IF to_jsonb(NEW) - later <> to_jsonb(OLD) - later OR NEW.event_number <> OLD.event_number THEN
            RAISE EXCEPTION 'what was agreed is not changed while it goes on' USING ERRCODE = 'restrict_violation';
        END IF;
        IF (NEW.ends, NEW.grounds) IS DISTINCT FROM (OLD.ends, OLD.grounds)
           AND (NEW.ends IS DISTINCT FROM OLD.longer_ends OR NOT NEW.grounds <@ (OLD.grounds || OLD.longer_grounds)
                OR NOT placement_trial_approved(OLD.id, OLD.version)) THEN
            RAISE EXCEPTION 'a later last day was not approved by everybody' USING ERRCODE = 'restrict_violation';
        END IF;
        IF OLD.outcome = 'longer' AND NEW.outcome = 'longer' AND NEW.version = OLD.version
           AND (NEW.longer_ends, NEW.longer_grounds) IS DISTINCT FROM (OLD.longer_ends, OLD.longer_grounds) THEN
            RAISE EXCEPTION 'what was sent is not changed: it is sent anew' USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER trial_kept BEFORE UPDATE ON placement_trial FOR EACH ROW EXECUTE FUNCTION placement_trial_kept();

CREATE FUNCTION placement_trial_answered() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF TG_OP = 'UPDATE' OR NOT EXISTS (
        SELECT 1 FROM placement_trial t WHERE t.id = NEW.trial_id AND t.version = NEW.version AND t.version > 0
           AND (t.state IN ('asked', 'agreed') OR t.state = 'running' AND t.outcome = 'longer')) THEN
        RAISE EXCEPTION 'an answer belongs to the version that was sent, and stays' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER trial_answered BEFORE INSERT OR UPDATE ON placement_trialanswer
    FOR EACH ROW EXECUTE FUNCTION placement_trial_answered();

CREATE FUNCTION placement_trial_said() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was said of a trial placement stays' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER review_kept BEFORE UPDATE ON placement_trialreview
    FOR EACH ROW EXECUTE FUNCTION placement_trial_said();

CREATE FUNCTION placement_trial_reacted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NOT placement_both_spoke(NEW.trial_id, NEW.round, NEW.until) THEN
            RAISE EXCEPTION 'both sides speak before the participant does' USING ERRCODE = 'restrict_violation';
        END IF;
    ELSIF to_jsonb(NEW) - 'seen_on' <> to_jsonb(OLD) - 'seen_on' OR OLD.seen_on IS NOT NULL OR OLD.right THEN
        RAISE EXCEPTION 'what was said of a trial placement stays' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reaction_kept BEFORE INSERT OR UPDATE ON placement_trialreaction
    FOR EACH ROW EXECUTE FUNCTION placement_trial_reacted();
"""
UNDO_KEPT = """
DROP TRIGGER reaction_kept ON placement_trialreaction; DROP TRIGGER review_kept ON placement_trialreview;
DROP TRIGGER trial_answered ON placement_trialanswer; DROP TRIGGER trial_kept ON placement_trial;
DROP FUNCTION placement_trial_reacted; DROP FUNCTION placement_trial_said; DROP FUNCTION placement_trial_answered;
DROP FUNCTION placement_trial_kept; DROP FUNCTION placement_trial_approved;
"""

EXPLAINED = """
CREATE FUNCTION placement_trial_explains() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM trajectories_pathwayevent v WHERE v.id = NEW.id) THEN RETURN NULL; END IF;
    IF NOT EXISTS (
        SELECT 1 FROM placement_trial t
        WHERE t.enrolment_id = NEW.enrolment_id AND t.event_number = NEW.number AND t.state IN ('running', 'ended')
          AND placement_trial_approved(t.id, t.begun_version)) THEN
        RAISE EXCEPTION 'step % of enrolment % begins no trial placement that everybody approved',
            NEW.number, NEW.enrolment_id USING ERRCODE = 'check_violation', CONSTRAINT = 'trial_step_is_agreed';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER placement_trial_explains AFTER INSERT ON trajectories_pathwayevent
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.step = 'begin_trial')
    EXECUTE FUNCTION placement_trial_explains();
"""
UNDO_EXPLAINED = """
DROP TRIGGER placement_trial_explains ON trajectories_pathwayevent; DROP FUNCTION placement_trial_explains;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("placement", "0010_trials"),
        ("trajectories", "0025_after_learning"),
        ("privacy", "0003_asker"),
    ]
    operations: ClassVar = [
        migrations.RunSQL(WALL, UNDO_WALL),
        migrations.RunSQL(KEPT, UNDO_KEPT),
        migrations.RunSQL(EXPLAINED, UNDO_EXPLAINED),
    ]
