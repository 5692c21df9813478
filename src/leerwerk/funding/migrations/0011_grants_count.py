"""What an instrument granted for the whole programme of a group counts with what budgets keep for it: together they
never come to more than the group costs. Money that reaches the group through a budget counts once, as kept.

Who keeps and who notes a grant hold the group's row first, and so see each other.
"""

from typing import ClassVar

from django.db import migrations

TOGETHER = """
CREATE FUNCTION funding_beyond_cost(of_group bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path FROM CURRENT AS $$
    SELECT coalesce((
        SELECT sum(CASE e.move WHEN 'reserve' THEN e.cents ELSE -e.cents END)
        FROM funding_reservation r JOIN funding_ledgerentry e ON e.reservation_id = r.id
        WHERE r.cohort_id = of_group AND e.move IN ('reserve', 'free')), 0)
    + coalesce((
        SELECT sum(round(a.euros * 100)) FROM funding_application a
        WHERE a.cohort_id = of_group AND a.covers = 'programme' AND a.state IN ('granted', 'received')
          AND NOT EXISTS (
              SELECT 1 FROM funding_reservation r JOIN funding_budget b ON b.id = r.budget_id
              WHERE r.cohort_id = of_group AND b.instrument = a.code)), 0)
    > (SELECT (g.fixed_cost + g.cost_per_participant * g.max_size) * 100000
       FROM trajectories_cohort g WHERE g.id = of_group)
$$;

CREATE FUNCTION funding_hold_grant() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF NEW.covers = 'programme' AND NEW.state IN ('granted', 'received') THEN
        PERFORM 1 FROM trajectories_cohort WHERE id = NEW.cohort_id FOR NO KEY UPDATE;
        IF funding_beyond_cost(NEW.cohort_id) THEN PERFORM funding_refuse('group_paid_beyond_cost'); END IF;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER grant_holds AFTER INSERT OR UPDATE ON funding_application
    FOR EACH ROW EXECUTE FUNCTION funding_hold_grant();

CREATE FUNCTION funding_hold_kept() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF funding_beyond_cost((SELECT cohort_id FROM funding_reservation WHERE id = NEW.reservation_id)) THEN
        PERFORM funding_refuse('group_paid_beyond_cost');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER kept_holds AFTER INSERT ON funding_ledgerentry
    FOR EACH ROW WHEN (NEW.move = 'reserve') EXECUTE FUNCTION funding_hold_kept();
"""
UNDO = """
DROP TRIGGER kept_holds ON funding_ledgerentry; DROP FUNCTION funding_hold_kept;
DROP TRIGGER grant_holds ON funding_application; DROP FUNCTION funding_hold_grant; DROP FUNCTION funding_beyond_cost;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("funding", "0010_region_instruments")]
    operations: ClassVar = [migrations.RunSQL(TOGETHER, UNDO)]
