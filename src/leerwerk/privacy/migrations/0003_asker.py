"""The role as which requests ask, what it may touch, and who is asking."""

from typing import ClassVar

from django.db import migrations

ROLE = """
DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'leerwerk_asker') THEN
        CREATE ROLE leerwerk_asker NOLOGIN;
    END IF;
    IF NOT pg_has_role(current_user, 'leerwerk_asker',
                       CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) THEN
        EXECUTE format('GRANT leerwerk_asker TO %I', current_user);
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE insufficient_privilege USING MESSAGE = format(
        'An administrator of the database server must first run: CREATE ROLE leerwerk_asker NOLOGIN; '
        'GRANT leerwerk_asker TO %I;', current_user);
END $$;
"""

GRANTS = """
DO $$
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO leerwerk_asker', current_schema());
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO leerwerk_asker', current_schema());
    EXECUTE format('GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA %I TO leerwerk_asker', current_schema());
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO leerwerk_asker',
                   current_schema());
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT USAGE, SELECT ON SEQUENCES TO leerwerk_asker',
                   current_schema());
END $$;

CREATE FUNCTION privacy_asker(fact text) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('leerwerk.' || fact, true), '')::bigint
$$;
"""

UNDO = """
DROP FUNCTION privacy_asker;
DROP OWNED BY leerwerk_asker;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("privacy", "0002_seal")]
    operations: ClassVar = [migrations.RunSQL(ROLE + GRANTS, UNDO)]
