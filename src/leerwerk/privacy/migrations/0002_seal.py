"""Make the trail append-only, and seal each row to the one before it about the same subject."""

from typing import ClassVar

from django.db import migrations

SEAL = """
CREATE FUNCTION privacy_digest(previous bytea, body jsonb) RETURNS bytea
LANGUAGE sql IMMUTABLE AS $$
    SELECT sha256(coalesce(previous, ''::bytea) || convert_to((body - 'seal')::text, 'UTF8'))
$$;

CREATE FUNCTION privacy_seal() RETURNS trigger
LANGUAGE plpgsql SET timezone = 'UTC' AS $$
DECLARE previous bytea;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(concat_ws('/', TG_TABLE_NAME, NEW.subject_type, NEW.subject_id), 0));
    EXECUTE format(
        'SELECT seal FROM %I WHERE subject_type = $1 AND subject_id = $2 ORDER BY id DESC LIMIT 1', TG_TABLE_NAME
    ) INTO previous USING NEW.subject_type, NEW.subject_id;
    NEW.seal := privacy_digest(previous, to_jsonb(NEW));
    RETURN NEW;
END $$;

CREATE FUNCTION privacy_refuse() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION privacy_broken_seals(trail regclass, kind text, subject bigint)
RETURNS TABLE (id bigint)
LANGUAGE plpgsql STABLE SET timezone = 'UTC' AS $$
BEGIN
    RETURN QUERY EXECUTE format(
        'SELECT t.id FROM (
             SELECT id, seal, to_jsonb(r) AS body, lag(seal) OVER (ORDER BY id) AS previous
             FROM %s r WHERE subject_type = $1 AND subject_id = $2
         ) t WHERE t.seal IS DISTINCT FROM privacy_digest(t.previous, t.body) ORDER BY t.id', trail
    ) USING kind, subject;
END $$;
"""

GUARDS = """
CREATE TRIGGER {table}_seal BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION privacy_seal();
CREATE TRIGGER {table}_keep BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION privacy_refuse();
"""

UNDO = """
DROP TRIGGER privacy_event_seal ON privacy_event; DROP TRIGGER privacy_event_keep ON privacy_event;
DROP TRIGGER privacy_reading_seal ON privacy_reading; DROP TRIGGER privacy_reading_keep ON privacy_reading;
DROP FUNCTION privacy_broken_seals; DROP FUNCTION privacy_refuse; DROP FUNCTION privacy_seal;
DROP FUNCTION privacy_digest;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("privacy", "0001_initial")]
    operations: ClassVar = [
        migrations.RunSQL(SEAL + GUARDS.format(table="privacy_event") + GUARDS.format(table="privacy_reading"), UNDO)
    ]
