"""Who asks sees the files that exist for them, whatever the code asks for; and the four questions that go past that."""

from typing import ClassVar

from django.db import migrations, models

from leerwerk.web.at_once import AtOnce

# Somebody else's file never passes, only: that a number is taken, where a participant lives, which rows hold a word
# (rows that are then fetched behind the wall), and the one file that the secret of a link belongs to.
PASSAGES = """
CREATE FUNCTION recruitment_found(patterns text[]) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 200 SET search_path FROM CURRENT AS $$
BEGIN
    RETURN QUERY EXECUTE (
        SELECT 'SELECT id FROM recruitment_candidate WHERE ' || string_agg(format('search_text LIKE %L', one), ' AND ')
        FROM unnest(patterns) AS one
    );
END $$;

CREATE FUNCTION recruitment_codes_in_use(codes text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT code::text FROM recruitment_candidate WHERE code = ANY (codes)
$$;

CREATE FUNCTION recruitment_home(candidate bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT municipality_id::text FROM recruitment_candidate WHERE id = candidate
$$;

CREATE FUNCTION recruitment_invited() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT candidate_id FROM recruitment_fileinvitation
    WHERE token_hash = current_setting('leerwerk.link', true)
      AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > now()
$$;

REVOKE ALL ON FUNCTION recruitment_found, recruitment_codes_in_use, recruitment_home, recruitment_invited FROM PUBLIC;
GRANT EXECUTE ON FUNCTION recruitment_found, recruitment_codes_in_use, recruitment_home, recruitment_invited
    TO leerwerk_asker;
"""

# "(SELECT …)" around a function lets PostgreSQL ask it once per statement instead of once per row.
FILES = """
ALTER TABLE recruitment_candidate ENABLE ROW LEVEL SECURITY;
CREATE POLICY intermediary ON recruitment_candidate TO leerwerk_asker
    USING (intermediary_id = (SELECT privacy_asker('guides')));
CREATE POLICY director ON recruitment_candidate TO leerwerk_asker
    USING (municipality_id IN (SELECT code FROM parties_municipality
                               WHERE region_id = (SELECT privacy_asker('directs'))));
CREATE POLICY own ON recruitment_candidate TO leerwerk_asker
    USING (id = (SELECT privacy_asker('candidate')));
CREATE POLICY invited ON recruitment_candidate TO leerwerk_asker
    USING (id = (SELECT recruitment_invited()));

ALTER TABLE recruitment_fileinvitation ENABLE ROW LEVEL SECURITY;
CREATE POLICY invited ON recruitment_fileinvitation TO leerwerk_asker
    USING (token_hash = (SELECT current_setting('leerwerk.link', true)));
"""

ABOUT = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY file ON {table} TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM recruitment_candidate c WHERE c.id = candidate_id));
"""
TABLES = ("recruitment_profile", "recruitment_background", "recruitment_obstacle", "recruitment_fileinvitation")

UNDO = """
DROP POLICY intermediary ON recruitment_candidate; DROP POLICY director ON recruitment_candidate;
DROP POLICY own ON recruitment_candidate; DROP POLICY invited ON recruitment_candidate;
DROP POLICY invited ON recruitment_fileinvitation;
ALTER TABLE recruitment_candidate DISABLE ROW LEVEL SECURITY;
DROP FUNCTION recruitment_found; DROP FUNCTION recruitment_codes_in_use; DROP FUNCTION recruitment_home;
DROP FUNCTION recruitment_invited;
"""
UNDO_ABOUT = "DROP POLICY file ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"


# An index that holds every column the policies ask for is read alone; name: (fields, included).
COVERING = {
    "candidate_list": (["intermediary", "family_name", "given_name", "id"], ["municipality", "search_text"]),
    "candidate_name": (["family_name", "given_name", "id"], ["municipality", "intermediary", "search_text"]),
    "candidate_region_list": (["municipality", "family_name", "given_name", "id"], ["intermediary"]),
}


class Migration(migrations.Migration):
    dependencies: ClassVar = [("recruitment", "0003_facts_of_profile"), ("privacy", "0003_asker"), ("parties", "0002_facts")]
    operations: ClassVar = [
        AtOnce([
            *(migrations.RemoveIndex(model_name="candidate", name=name) for name in COVERING),
            *(
                migrations.AddIndex(
                    model_name="candidate", index=models.Index(fields=fields, include=included, name=name)
                )
                for name, (fields, included) in COVERING.items()
            ),
        ]),
        migrations.RunSQL(
            PASSAGES + FILES + "".join(ABOUT.format(table=table) for table in TABLES),
            "".join(UNDO_ABOUT.format(table=table) for table in TABLES) + UNDO,
        ),
    ]
