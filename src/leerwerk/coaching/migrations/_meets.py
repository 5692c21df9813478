"""Letting one more kind of row name somebody in a list of what waits, beside those that rooms let before."""

from django.db import migrations

# Rooms add to this function in turn: what stands in it stays, and one subject comes with it.
ALSO_MEETS = """
DO $do$
DECLARE
    body text := (SELECT prosrc FROM pg_proc WHERE proname = 'notices_meets');
    ending constant text := E';\\nEND ';
    more constant text := $more$
        OR (subject_type = '{subject}' AND EXISTS (SELECT 1 FROM {table} s WHERE s.id = subject))$more$;
BEGIN
    IF position(ending IN body) = 0 THEN RAISE EXCEPTION 'notices_meets ends otherwise than expected'; END IF;
    EXECUTE format($make$CREATE OR REPLACE FUNCTION notices_meets(candidate bigint, subject_type text, subject bigint)
        RETURNS boolean LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
        AS %L$make$, {what});
END $do$;
"""


def also_meets(subject: str, table: str) -> migrations.RunSQL:
    """Let a matter about a row of this table name somebody to whoever sees that row."""
    add, take = "replace(body, ending, more || ending)", "replace(body, more, '')"
    asked = ALSO_MEETS.replace("{subject}", subject).replace("{table}", table)
    return migrations.RunSQL(asked.replace("{what}", add), asked.replace("{what}", take))
