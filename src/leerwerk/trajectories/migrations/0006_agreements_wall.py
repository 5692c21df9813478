"""Who reads which part of an agreement; versions that nobody changes; and a binding that every side approved."""

from typing import ClassVar

from django.db import migrations

# What a link opens is found without asking who is looking, as whoever holds it is nobody here.
LINKS = """
CREATE FUNCTION trajectories_linked_side() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT side_id FROM trajectories_approvallink
    WHERE token_hash = current_setting('leerwerk.link', true)
      AND used_at IS NULL AND withdrawn_at IS NULL AND expires_at > now()
$$;
CREATE FUNCTION trajectories_linked_agreement() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT v.agreement_id FROM trajectories_agreementside s JOIN trajectories_agreementversion v ON v.id = s.version_id
    WHERE s.id = trajectories_linked_side()
$$;
CREATE FUNCTION trajectories_linked_circle() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT CASE WHEN side IN ('candidate', 'employer', 'intermediary', 'director') THEN 'employment' ELSE 'everyone' END
    FROM trajectories_agreementside WHERE id = trajectories_linked_side()
$$;

-- An organisation reads the versions that it was asked to approve: not what a former employer had agreed. Whoever holds
-- a link reads what the side of the link may read, whoever they are here.
CREATE FUNCTION trajectories_may_read_version(asked bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT CASE
        WHEN privacy_asker('works') IS NOT NULL AND EXISTS (
            SELECT 1 FROM trajectories_agreementside s
            WHERE s.version_id = asked AND s.organisation_id = privacy_asker('works')) THEN true
        WHEN trajectories_linked_side() IS NULL THEN privacy_asker('works') IS NULL
        ELSE EXISTS (
            SELECT 1 FROM trajectories_agreementversion v JOIN trajectories_agreementside l ON l.id = trajectories_linked_side()
            WHERE v.id = asked AND v.agreement_id = trajectories_linked_agreement()
              AND (l.organisation_id IS NULL OR EXISTS (
                  SELECT 1 FROM trajectories_agreementside s
                  WHERE s.version_id = asked AND s.organisation_id = l.organisation_id)))
        END
$$;
"""

PAY = """
CREATE FUNCTION trajectories_reads_pay(asked bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM trajectories_agreement a
        JOIN trajectories_cohort g ON g.id = a.cohort_id
        LEFT JOIN trajectories_enrolment e ON e.id = a.enrolment_id
        LEFT JOIN trajectories_participant v ON v.enrolment_id = a.enrolment_id
        WHERE a.id = asked AND (
            a.enrolment_id IS NULL
            OR v.intermediary_id = privacy_asker('guides')
            OR e.candidate_id = privacy_asker('candidate')
            OR g.region_id = privacy_asker('directs')
            OR EXISTS (SELECT 1 FROM trajectories_party q
                       WHERE q.enrolment_id = a.enrolment_id AND q.role = 'employer' AND q.until IS NULL
                         AND q.organisation_id = privacy_asker('works'))
            OR (a.id = trajectories_linked_agreement() AND trajectories_linked_circle() = 'employment')))
$$;
"""

WALL = """
ALTER TABLE trajectories_agreement ENABLE ROW LEVEL SECURITY;
CREATE POLICY participation ON trajectories_agreement TO leerwerk_asker
    USING (enrolment_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM trajectories_participant v WHERE v.enrolment_id = trajectories_agreement.enrolment_id));
CREATE POLICY together ON trajectories_agreement TO leerwerk_asker
    USING (enrolment_id IS NULL AND (
        EXISTS (SELECT 1 FROM trajectories_cohort g
                WHERE g.id = cohort_id AND (g.region_id = (SELECT privacy_asker('directs'))
                      OR (SELECT privacy_asker('works')) IN (g.educator_id, g.language_school_id)))
        OR EXISTS (SELECT 1 FROM trajectories_party q
                   WHERE q.cohort_id = trajectories_agreement.cohort_id AND q.until IS NULL
                     AND q.organisation_id = (SELECT privacy_asker('works')))
        OR EXISTS (SELECT 1 FROM trajectories_enrolment e JOIN trajectories_participant v ON v.enrolment_id = e.id
                   WHERE e.cohort_id = trajectories_agreement.cohort_id
                     AND v.intermediary_id = (SELECT privacy_asker('guides')))));
CREATE POLICY linked ON trajectories_agreement TO leerwerk_asker
    USING (id = (SELECT trajectories_linked_agreement()));

ALTER TABLE trajectories_agreementdraft ENABLE ROW LEVEL SECURITY;
CREATE POLICY writers ON trajectories_agreementdraft TO leerwerk_asker
    USING (coalesce((SELECT privacy_asker('member')), (SELECT privacy_asker('candidate'))) IS NOT NULL
           AND EXISTS (SELECT 1 FROM trajectories_agreement a WHERE a.id = agreement_id)
           AND trajectories_reads_pay(agreement_id));

ALTER TABLE trajectories_agreementversion ENABLE ROW LEVEL SECURITY;
CREATE POLICY parties ON trajectories_agreementversion TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM trajectories_agreement a WHERE a.id = agreement_id)
           AND (made_for_id = (SELECT privacy_asker('member')) OR trajectories_may_read_version(id)))
    WITH CHECK (EXISTS (SELECT 1 FROM trajectories_agreement a WHERE a.id = agreement_id));

ALTER TABLE trajectories_agreementside ENABLE ROW LEVEL SECURITY;
CREATE POLICY parties ON trajectories_agreementside TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM trajectories_agreementversion v WHERE v.id = version_id))
    WITH CHECK (true);

ALTER TABLE trajectories_agreementpart ENABLE ROW LEVEL SECURITY;
CREATE POLICY circle ON trajectories_agreementpart TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM trajectories_agreementversion v
                   WHERE v.id = version_id AND (circle = 'everyone' OR trajectories_reads_pay(v.agreement_id))));

ALTER TABLE trajectories_agreementanswer ENABLE ROW LEVEL SECURITY;
CREATE POLICY parties ON trajectories_agreementanswer TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM trajectories_agreementside s WHERE s.id = side_id));

ALTER TABLE trajectories_answerwords ENABLE ROW LEVEL SECURITY;
CREATE POLICY circle ON trajectories_answerwords TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM trajectories_agreementanswer w
                   JOIN trajectories_agreementside s ON s.id = w.side_id
                   JOIN trajectories_agreementversion v ON v.id = s.version_id
                   WHERE w.id = answer_id AND (circle = 'everyone' OR trajectories_reads_pay(v.agreement_id))));

ALTER TABLE trajectories_approvallink ENABLE ROW LEVEL SECURITY;
CREATE POLICY linked ON trajectories_approvallink TO leerwerk_asker
    USING (token_hash = (SELECT current_setting('leerwerk.link', true)));
CREATE POLICY senders ON trajectories_approvallink TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM trajectories_agreementside s
                   JOIN trajectories_agreementversion v ON v.id = s.version_id
                   JOIN trajectories_agreement a ON a.id = v.agreement_id
                   JOIN trajectories_cohort g ON g.id = a.cohort_id
                   WHERE s.id = side_id AND (
                       s.organisation_id = (SELECT privacy_asker('member'))
                       OR g.region_id = (SELECT privacy_asker('directs'))
                       OR (s.organisation_id IS NULL  -- the candidate's own
                           AND coalesce((SELECT privacy_asker('guides')), (SELECT privacy_asker('candidate'))) IS NOT NULL))));
"""

KEPT = """
CREATE FUNCTION trajectories_version_kept() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF to_jsonb(NEW) - 'bound_at' <> to_jsonb(OLD) - 'bound_at' OR OLD.bound_at IS NOT NULL THEN
        RAISE EXCEPTION 'a version of an agreement is not changed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.bound_at IS NOT NULL AND (
        NOT EXISTS (SELECT 1 FROM trajectories_agreementside s WHERE s.version_id = NEW.id)
        OR EXISTS (SELECT 1 FROM trajectories_agreementside s WHERE s.version_id = NEW.id AND NOT EXISTS (
            SELECT 1 FROM trajectories_agreementanswer w WHERE w.side_id = s.id AND w.verdict = 'approved'))) THEN
        RAISE EXCEPTION 'not every side approved version % of agreement %', NEW.number, NEW.agreement_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'agreement_binds_when_all_approved';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER version_kept BEFORE UPDATE ON trajectories_agreementversion
    FOR EACH ROW EXECUTE FUNCTION trajectories_version_kept();

CREATE FUNCTION trajectories_agreed_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what stands in an agreement, and what was said of it, is not changed'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER part_kept BEFORE UPDATE ON trajectories_agreementpart
    FOR EACH ROW EXECUTE FUNCTION trajectories_agreed_kept();
CREATE TRIGGER side_kept BEFORE UPDATE ON trajectories_agreementside
    FOR EACH ROW EXECUTE FUNCTION trajectories_agreed_kept();
CREATE TRIGGER answer_kept BEFORE UPDATE ON trajectories_agreementanswer
    FOR EACH ROW EXECUTE FUNCTION trajectories_agreed_kept();
CREATE TRIGGER words_kept BEFORE UPDATE ON trajectories_answerwords
    FOR EACH ROW EXECUTE FUNCTION trajectories_agreed_kept();
"""

# Groups that were decided, and people who were chosen, before there were agreements.
EARLIER = """
INSERT INTO trajectories_agreement (kind, cohort_id, enrolment_id)
SELECT 'cooperation', id, NULL FROM trajectories_cohort WHERE state IN ('decided', 'running');
INSERT INTO trajectories_agreement (kind, cohort_id, enrolment_id)
SELECT 'learn_work', cohort_id, id FROM trajectories_enrolment WHERE stage IN ('selected', 'pre_track', 'learn_work');
"""

TABLES = (
    *("agreement", "agreementdraft", "agreementversion", "agreementside", "agreementpart", "agreementanswer"),
    *("answerwords", "approvallink"),
)
POLICIES = {
    "agreement": ("participation", "together", "linked"),
    "agreementdraft": ("writers",),
    "agreementversion": ("parties",),
    "agreementside": ("parties",),
    "agreementpart": ("circle",),
    "agreementanswer": ("parties",),
    "answerwords": ("circle",),
    "approvallink": ("linked", "senders"),
}
UNDO_KEPT = """
DROP TRIGGER words_kept ON trajectories_answerwords; DROP TRIGGER answer_kept ON trajectories_agreementanswer;
DROP TRIGGER side_kept ON trajectories_agreementside; DROP TRIGGER part_kept ON trajectories_agreementpart;
DROP TRIGGER version_kept ON trajectories_agreementversion;
DROP FUNCTION trajectories_agreed_kept; DROP FUNCTION trajectories_version_kept;
"""
UNDO_WALL = "".join(
    "".join(f"DROP POLICY {policy} ON trajectories_{table};" for policy in POLICIES[table])
    + f"ALTER TABLE trajectories_{table} DISABLE ROW LEVEL SECURITY;"
    for table in TABLES
)
UNDO_FUNCTIONS = """
DROP FUNCTION trajectories_reads_pay; DROP FUNCTION trajectories_may_read_version;
DROP FUNCTION trajectories_linked_circle; DROP FUNCTION trajectories_linked_agreement;
DROP FUNCTION trajectories_linked_side;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("trajectories", "0005_agreements"), ("privacy", "0003_asker")]
    operations: ClassVar = [
        migrations.RunSQL(LINKS + PAY, UNDO_FUNCTIONS),
        migrations.RunSQL(WALL, UNDO_WALL),
        migrations.RunSQL(KEPT, UNDO_KEPT),
        migrations.RunSQL(EARLIER, migrations.RunSQL.noop),
    ]
