"""Who sees an introduction, what of somebody an employer sees, and what of it nobody changes.

An introduction exists for whoever holds or directs the file, for the participant, and for their mentor once they said
yes. For the employer of the workplace it exists from the yes of the participant until it is over. What the employer
then sees of them is what they chose, and what one side says after they met exists for the other when both spoke.
"""

from typing import ClassVar

from django.db import migrations

from leerwerk.coaching.migrations._meets import also_meets

OF_THE_FILE = """coalesce((SELECT privacy_asker('guides')), (SELECT privacy_asker('candidate')),
                      (SELECT privacy_asker('directs'))) IS NOT NULL"""
MEETS = """EXISTS (SELECT 1 FROM trajectories_participant v WHERE v.enrolment_id = i.enrolment_id)"""
EMPLOYS = """EXISTS (SELECT 1 FROM placement_workplace w
                    WHERE w.id = i.workplace_id AND w.employer_id = (SELECT privacy_asker('works')))"""

WALL = f"""
CREATE FUNCTION matching_both_spoke(introduction bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT count(*) = 2 FROM matching_introductionanswer a
    WHERE a.introduction_id = introduction AND a.moment = 'after';
$$;

CREATE FUNCTION matching_came(workplace bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT count(DISTINCT i.enrolment_id) FROM matching_introduction i
    JOIN placement_workplace w ON w.id = i.workplace_id
    JOIN trajectories_enrolment e ON e.id = i.enrolment_id
    WHERE i.workplace_id = workplace AND i.state = 'led_to_work'
      AND e.stage IN ('trial_placement', 'placed', 'sustained')
      AND EXISTS (SELECT 1 FROM trajectories_party q WHERE q.enrolment_id = e.id AND q.role = 'employer'
                   AND q.until IS NULL AND q.organisation_id = w.employer_id)
      AND NOT EXISTS (SELECT 1 FROM placement_seat s WHERE s.enrolment_id = e.id AND s.workplace_id = workplace);
$$;

ALTER TABLE matching_introduction ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON matching_introduction TO leerwerk_asker USING (
    (state IN ('wanted', 'mutual', 'goes_on') AND {EMPLOYS.replace("i.", "matching_introduction.")})
    OR ({MEETS.replace("i.", "matching_introduction.")}
        AND ({OF_THE_FILE}
             OR state <> 'asked' AND EXISTS (
                 SELECT 1 FROM trajectories_enrolment e
                 JOIN trajectories_party q ON q.cohort_id = e.cohort_id AND q.role = 'mentor' AND q.until IS NULL
                  AND (q.enrolment_id IS NULL OR q.enrolment_id = e.id)
                 WHERE e.id = matching_introduction.enrolment_id
                   AND q.organisation_id = (SELECT privacy_asker('works'))))));

ALTER TABLE matching_introductionanswer ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON matching_introductionanswer TO leerwerk_asker USING (
    EXISTS (SELECT 1 FROM matching_introduction i WHERE i.id = introduction_id
            AND (side = 'employer' OR NOT {EMPLOYS}))
    AND ((SELECT privacy_asker('candidate')) IS NULL OR moment = 'before' OR side = 'person'
         OR matching_both_spoke(introduction_id)));

ALTER TABLE matching_matchproposal ENABLE ROW LEVEL SECURITY;
CREATE POLICY file ON matching_matchproposal TO leerwerk_asker USING (
    {OF_THE_FILE} AND EXISTS (SELECT 1 FROM trajectories_participant v
                              WHERE v.enrolment_id = matching_matchproposal.enrolment_id));
"""
UNDO_WALL = """
DROP POLICY file ON matching_matchproposal; ALTER TABLE matching_matchproposal DISABLE ROW LEVEL SECURITY;
DROP POLICY seen ON matching_introductionanswer; ALTER TABLE matching_introductionanswer DISABLE ROW LEVEL SECURITY;
DROP POLICY seen ON matching_introduction; ALTER TABLE matching_introduction DISABLE ROW LEVEL SECURITY;
DROP FUNCTION matching_came; DROP FUNCTION matching_both_spoke;
"""

LEVEL = """coalesce((SELECT l.level FROM learning_languagelevel l JOIN trajectories_enrolment x ON x.id = l.enrolment_id
               WHERE x.candidate_id = c.id AND l.skill = '{skill}' ORDER BY l.day DESC, l.id DESC LIMIT 1), p.{skill})"""


def _chosen(what: str, column: str, none: str = "NULL") -> str:
    return f"CASE WHEN '{what}' = ANY (i.shows) THEN {column} ELSE {none} END"


LANGUAGE = ", ".join(
    f"{_chosen('language', LEVEL.format(skill=skill))} AS {skill}"
    for skill in ("listening", "reading", "speaking", "writing")
)
PAPERS = """(SELECT array_agg(DISTINCT r.title ORDER BY r.title) FROM learning_credential r
                JOIN trajectories_enrolment x ON x.id = r.enrolment_id
               WHERE x.candidate_id = c.id AND r.state IN ('issued', 'seen'))"""
FOR_FILE = """c.intermediary_id = (SELECT privacy_asker('guides'))
   OR c.id = (SELECT privacy_asker('candidate'))
   OR c.municipality_id IN (SELECT code FROM parties_municipality WHERE region_id = (SELECT privacy_asker('directs')))
   OR EXISTS (SELECT 1 FROM trajectories_cohort g
              WHERE g.id = e.cohort_id AND g.region_id = (SELECT privacy_asker('directs')))"""
FOR_EMPLOYER = f"(i.state IN ('wanted', 'mutual', 'goes_on') AND {EMPLOYS})"
OWNER = "current_setting('role') <> 'leerwerk_asker'"

SEEN = f"""
CREATE VIEW matching_introduced WITH (security_barrier) AS
SELECT i.id AS introduction_id,
       {_chosen("name", "c.given_name", "''")} AS given_name,
       {LANGUAGE},
       {_chosen("skills", "p.skills")} AS skills, {_chosen("skills", "p.licence")} AS licence,
       {_chosen("learned", PAPERS)} AS papers,
       {_chosen("times", "p.available")} AS available,
       {_chosen("town", "m.name", "''")} AS town
FROM matching_introduction i
JOIN trajectories_enrolment e ON e.id = i.enrolment_id
JOIN recruitment_candidate c ON c.id = e.candidate_id
JOIN parties_municipality m ON m.code = c.municipality_id
LEFT JOIN recruitment_profile p ON p.id = c.profile_id
WHERE {OWNER} OR {FOR_FILE} OR {FOR_EMPLOYER};

CREATE VIEW matching_introducedperson WITH (security_barrier) AS
SELECT i.id AS introduction_id,
       CASE WHEN v.given_name IS NOT NULL THEN v.given_name WHEN 'name' = ANY (i.shows) THEN c.given_name ELSE '' END
           AS given_name,
       coalesce(v.family_name, '') AS family_name
FROM matching_introduction i
JOIN trajectories_enrolment e ON e.id = i.enrolment_id
JOIN recruitment_candidate c ON c.id = e.candidate_id
LEFT JOIN LATERAL (SELECT given_name, family_name FROM trajectories_participant t
                    WHERE t.enrolment_id = i.enrolment_id LIMIT 1) v ON true
WHERE v.given_name IS NOT NULL OR {FOR_EMPLOYER};
"""
UNDO_SEEN = "DROP VIEW matching_introducedperson; DROP VIEW matching_introduced;"

KEPT = """
CREATE FUNCTION matching_introduction_kept() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    wanted constant boolean := EXISTS (SELECT 1 FROM matching_introductionanswer a WHERE a.introduction_id = NEW.id
        AND a.moment = 'before' AND a.side = 'person' AND a.yes);
    agreed constant boolean := wanted AND EXISTS (SELECT 1 FROM matching_introductionanswer a
        WHERE a.introduction_id = NEW.id AND a.moment = 'before' AND a.side = 'employer' AND a.yes);
    on_both constant boolean := agreed AND (SELECT count(*) FROM matching_introductionanswer a
        WHERE a.introduction_id = NEW.id AND a.moment = 'after' AND a.yes) = 2;
BEGIN
    IF (NEW.enrolment_id, NEW.workplace_id) IS DISTINCT FROM (OLD.enrolment_id, OLD.workplace_id) THEN
        RAISE EXCEPTION 'an introduction stays of whom and what it is' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state IN ('closed', 'led_to_work') THEN
        RAISE EXCEPTION 'an introduction that is over stays as it was' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state = 'wanted' AND NOT (OLD.state IN ('asked', 'wanted') AND wanted)
       OR NEW.state = 'mutual' AND NOT (OLD.state IN ('wanted', 'mutual') AND agreed)
       OR NEW.state = 'goes_on' AND NOT (OLD.state IN ('mutual', 'goes_on') AND on_both)
       OR NEW.state = 'asked' AND OLD.state <> 'asked'
       OR NEW.state = 'led_to_work' AND NOT wanted THEN
        RAISE EXCEPTION 'an introduction goes on by what both sides said' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER introduction_kept BEFORE UPDATE ON matching_introduction
    FOR EACH ROW EXECUTE FUNCTION matching_introduction_kept();

CREATE FUNCTION matching_answer_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was said of an introduction stays' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER answer_kept BEFORE UPDATE ON matching_introductionanswer
    FOR EACH ROW EXECUTE FUNCTION matching_answer_kept();
"""
UNDO_KEPT = """
DROP TRIGGER answer_kept ON matching_introductionanswer; DROP FUNCTION matching_answer_kept;
DROP TRIGGER introduction_kept ON matching_introduction; DROP FUNCTION matching_introduction_kept;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("matching", "0001_introductions"),
        ("coaching", "0007_note_taken_back"),
        ("learning", "0018_word_pictures"),
        ("privacy", "0003_asker"),
    ]
    operations: ClassVar = [
        migrations.RunSQL(WALL, UNDO_WALL),
        migrations.RunSQL(SEEN, UNDO_SEEN),
        migrations.RunSQL(KEPT, UNDO_KEPT),
        also_meets("matching.introduction", "matching_introduction"),
    ]
