"""Whether an agreement, a version, a side or an answer exists for somebody is asked by functions that are planned once.

The wall of an agreement asks its participation, that of a version its agreement, and so on down to the words of who
declined. Written out in every query, the database spent most of a page on planning that nest again and again. Who sees
what is as before: the functions ask as whoever calls them, behind the same walls.
"""

from typing import ClassVar

from django.db import migrations

HOW = "LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET search_path FROM CURRENT"
SEEN = ("agreement", "agreementversion", "agreementside", "agreementanswer")


def _sees(table: str) -> str:
    return f"""
CREATE FUNCTION trajectories_sees_{table}(asked bigint) RETURNS boolean {HOW} AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM trajectories_{table} one WHERE one.id = asked);
END $$;
"""


FUNCTIONS = (
    "".join(map(_sees, SEEN))
    + f"""
CREATE FUNCTION trajectories_reads_circle(asked bigint, circle text) RETURNS boolean {HOW} AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM trajectories_agreementversion v
                   WHERE v.id = asked AND (circle = 'everyone' OR trajectories_reads_pay(v.agreement_id)));
END $$;
CREATE FUNCTION trajectories_reads_words(asked bigint, circle text) RETURNS boolean {HOW} AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM trajectories_agreementanswer w
                   JOIN trajectories_agreementside s ON s.id = w.side_id
                   WHERE w.id = asked AND trajectories_reads_circle(s.version_id, circle));
END $$;
"""
)
DROPPED = "".join(f"DROP FUNCTION trajectories_{name};" for name in ("reads_words", "reads_circle")) + "".join(
    f"DROP FUNCTION trajectories_sees_{table};" for table in reversed(SEEN)
)


def _policy(table: str, name: str, using: str, check: str = "") -> str:
    return f"ALTER POLICY {name} ON trajectories_{table} USING ({using}) {f'WITH CHECK ({check})' if check else ''};"


WALL = "".join(
    (
        _policy(
            "agreementdraft",
            "writers",
            "coalesce((SELECT privacy_asker('member')), (SELECT privacy_asker('candidate'))) IS NOT NULL"
            " AND trajectories_sees_agreement(agreement_id) AND trajectories_reads_pay(agreement_id)",
        ),
        _policy(
            "agreementversion",
            "parties",
            "trajectories_sees_agreement(agreement_id)"
            " AND (made_for_id = (SELECT privacy_asker('member')) OR trajectories_may_read_version(id))",
            "trajectories_sees_agreement(agreement_id)",
        ),
        _policy("agreementside", "parties", "trajectories_sees_agreementversion(version_id)"),
        _policy("agreementpart", "circle", "trajectories_reads_circle(version_id, circle)"),
        _policy("agreementanswer", "parties", "trajectories_sees_agreementside(side_id)"),
        _policy("answerwords", "circle", "trajectories_reads_words(answer_id, circle)"),
    )
)
BEFORE = "".join(
    (
        _policy(
            "agreementdraft",
            "writers",
            "coalesce((SELECT privacy_asker('member')), (SELECT privacy_asker('candidate'))) IS NOT NULL"
            " AND EXISTS (SELECT 1 FROM trajectories_agreement a WHERE a.id = agreement_id)"
            " AND trajectories_reads_pay(agreement_id)",
        ),
        _policy(
            "agreementversion",
            "parties",
            "EXISTS (SELECT 1 FROM trajectories_agreement a WHERE a.id = agreement_id)"
            " AND (made_for_id = (SELECT privacy_asker('member')) OR trajectories_may_read_version(id))",
            "EXISTS (SELECT 1 FROM trajectories_agreement a WHERE a.id = agreement_id)",
        ),
        _policy(
            "agreementside",
            "parties",
            "EXISTS (SELECT 1 FROM trajectories_agreementversion v WHERE v.id = version_id)",
        ),
        _policy(
            "agreementpart",
            "circle",
            "EXISTS (SELECT 1 FROM trajectories_agreementversion v"
            " WHERE v.id = version_id AND (circle = 'everyone' OR trajectories_reads_pay(v.agreement_id)))",
        ),
        _policy(
            "agreementanswer", "parties", "EXISTS (SELECT 1 FROM trajectories_agreementside s WHERE s.id = side_id)"
        ),
        _policy(
            "answerwords",
            "circle",
            "EXISTS (SELECT 1 FROM trajectories_agreementanswer w"
            " JOIN trajectories_agreementside s ON s.id = w.side_id"
            " JOIN trajectories_agreementversion v ON v.id = s.version_id"
            " WHERE w.id = answer_id AND (circle = 'everyone' OR trajectories_reads_pay(v.agreement_id)))",
        ),
    )
)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("trajectories", "0009_preparation_wall")]
    operations: ClassVar = [migrations.RunSQL(FUNCTIONS, DROPPED), migrations.RunSQL(WALL, BEFORE)]
