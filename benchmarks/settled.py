"""Lets the many groups of ``lessons.teach`` have agreements and charge their budgets, for measurements."""

import time

# Each is a copy of one that is binding, for another participant; one in four still waits for an answer.
AGREE = """
WITH model AS (SELECT v.* FROM trajectories_agreementversion v
               JOIN trajectories_agreement a ON a.id = v.agreement_id AND a.enrolment_id IS NOT NULL
               ORDER BY v.bound_at NULLS LAST, v.id LIMIT 1),
     spoken AS (SELECT s.* FROM trajectories_agreementside s JOIN model m ON m.id = s.version_id),
     made AS (INSERT INTO trajectories_agreement (kind, cohort_id, enrolment_id)
              SELECT 'learn_work', e.cohort_id, e.id FROM trajectories_enrolment e
              JOIN trajectories_cohort g ON g.id = e.cohort_id AND g.code LIKE 'many-%'
              WHERE NOT EXISTS (SELECT FROM trajectories_agreement a WHERE a.enrolment_id = e.id)
              RETURNING id),
     sent AS (INSERT INTO trajectories_agreementversion (agreement_id, number, fingerprint, leaves, note, beside,
                                                         made_by_id, made_for_id, made_at, bound_at)
              SELECT made.id, 1, m.fingerprint, m.leaves, m.note, m.beside, m.made_by_id, m.made_for_id, m.made_at,
                     CASE WHEN made.id % 4 > 0 THEN m.bound_at END
              FROM made CROSS JOIN model m RETURNING id, agreement_id),
     parts AS (INSERT INTO trajectories_agreementpart (version_id, circle, clauses)
               SELECT sent.id, p.circle, p.clauses
               FROM sent CROSS JOIN model m JOIN trajectories_agreementpart p ON p.version_id = m.id),
     sides AS (INSERT INTO trajectories_agreementside (version_id, side, organisation_id, name)
               SELECT sent.id, s.side, s.organisation_id, s.name FROM sent CROSS JOIN spoken s
               RETURNING id, version_id, side, organisation_id)
INSERT INTO trajectories_agreementanswer (side_id, verdict, person_id, signer, helped_by, help_language, at)
SELECT sides.id, a.verdict, a.person_id, a.signer, a.helped_by, a.help_language, a.at
FROM sides JOIN sent ON sent.id = sides.version_id
JOIN spoken s ON s.side = sides.side AND s.organisation_id IS NOT DISTINCT FROM sides.organisation_id
JOIN trajectories_agreementanswer a ON a.side_id = s.id
WHERE sent.agreement_id % 4 > 0 OR sides.side <> 'candidate'
"""

# As the practice region's own groups do: one budget pays for people of its municipality, others for everybody.
CHARGE = """
INSERT INTO funding_charge (budget_id, cohort_id, municipality_id, per_participant, per_group)
SELECT DISTINCT ON (g.id, c.budget_id, c.municipality_id) c.budget_id, g.id, c.municipality_id, c.per_participant,
                                                          c.per_group
FROM trajectories_cohort g CROSS JOIN funding_charge c WHERE g.code LIKE 'many-%'
ORDER BY g.id, c.budget_id, c.municipality_id, c.id
"""


def agree() -> None:
    """Let everybody who learns and works in these groups have an agreement, and budgets pay for them."""
    from django.db import connection, transaction

    from leerwerk.funding.models import Charge
    from leerwerk.trajectories.models import Agreement

    began = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(AGREE)
        cursor.execute(CHARGE)
    took = time.perf_counter() - began
    print(f"{Agreement.objects.count():,} agreements, {Charge.objects.count():,} charges in {took:.0f} s", flush=True)
