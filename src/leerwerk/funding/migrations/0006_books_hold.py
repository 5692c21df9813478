"""What the database keeps of the books: numbers without gaps, nothing overdrawn, no bill paid beyond what it says,
nothing in a closed year, and nothing changed that was written. What a budget holds is an entry as well.

Locks are taken in one order: the group, the employer or the bill, then the budget. Who comes second waits and sees the first.
"""

from typing import ClassVar

from django.db import migrations

NUMBERED = """
CREATE FUNCTION funding_number_entry() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF NEW.move = 'reserve' THEN
        PERFORM 1 FROM trajectories_cohort g JOIN funding_reservation r ON r.cohort_id = g.id
            WHERE r.id = NEW.reservation_id FOR NO KEY UPDATE OF g;
    ELSIF NEW.move = 'claim' THEN
        PERFORM 1 FROM funding_bill b JOIN funding_claim c ON c.bill_id = b.id
            WHERE c.id = NEW.claim_id FOR NO KEY UPDATE OF b;
    ELSIF NEW.move = 'commit' THEN
        PERFORM 1 FROM parties_organisation o JOIN funding_commitment k ON k.party_id = o.id
            WHERE k.id = NEW.commitment_id AND k.aid FOR NO KEY UPDATE OF o;
    END IF;
    PERFORM 1 FROM funding_budget WHERE id = NEW.budget_id FOR NO KEY UPDATE;
    SELECT coalesce(max(number), 0) + 1 INTO NEW.number FROM funding_ledgerentry WHERE budget_id = NEW.budget_id;
    RETURN NEW;
END $$;
CREATE TRIGGER entry_numbered BEFORE INSERT ON funding_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION funding_number_entry();
"""

HOLDS = """
CREATE FUNCTION funding_refuse(because text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the books do not take this: %', because USING ERRCODE = 'check_violation', CONSTRAINT = because;
END $$;

CREATE FUNCTION funding_hold_entry() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    short boolean;
    budget funding_budget;
    work funding_commitment;
    asked funding_claim;
BEGIN
    SELECT * INTO budget FROM funding_budget WHERE id = NEW.budget_id;
    SELECT * INTO work FROM funding_commitment WHERE id = NEW.commitment_id;
    SELECT * INTO asked FROM funding_claim WHERE id = NEW.claim_id;
    IF NOT EXISTS (SELECT 1 FROM funding_reservation r WHERE r.id = NEW.reservation_id AND r.budget_id = NEW.budget_id)
            AND NEW.reservation_id IS NOT NULL
        OR NEW.commitment_id IS NOT NULL AND work.reservation_id <> NEW.reservation_id
        OR NEW.claim_id IS NOT NULL AND asked.commitment_id <> NEW.commitment_id THEN
        PERFORM funding_refuse('entry_subject_of_another');
    END IF;
    IF EXISTS (SELECT 1 FROM funding_closedyear y WHERE y.budget_id = NEW.budget_id
               AND y.year >= extract(year FROM NEW."on")) THEN
        PERFORM funding_refuse('entry_in_closed_year');
    END IF;
    IF NEW.move IN ('reserve', 'commit') AND NEW."on" > budget.valid_until
        OR NEW.move = 'commit' AND (work.first < budget.valid_from OR work.last > budget.valid_until)
        OR NEW.move = 'claim' AND (asked.first < work.first OR asked.last > work.last) THEN
        PERFORM funding_refuse('entry_outside_period');
    END IF;
    IF NEW.source NOT IN ('promised', 'payer', 'party', 'cash') THEN
        SELECT coalesce(sum(CASE WHEN e.target = NEW.source THEN e.cents ELSE -e.cents END), 0) < 0 INTO short
        FROM funding_ledgerentry e
        WHERE e.budget_id = NEW.budget_id AND NEW.source IN (e.source, e.target) AND CASE NEW.source
            WHEN 'available' THEN true
            WHEN 'reserved' THEN e.reservation_id = NEW.reservation_id
            WHEN 'committed' THEN e.commitment_id = NEW.commitment_id
            ELSE e.claim_id = NEW.claim_id END;
        IF short THEN PERFORM funding_refuse('entry_overdraws'); END IF;
    END IF;
    IF NEW.move = 'claim' AND (
        SELECT b.party_id <> work.party_id OR b.cents < (
            SELECT sum(CASE e.move WHEN 'claim' THEN e.cents ELSE -e.cents END)
            FROM funding_claim c JOIN funding_ledgerentry e ON e.claim_id = c.id
            WHERE c.bill_id = b.id AND e.move IN ('claim', 'refuse', 'give_back'))
        FROM funding_bill b WHERE b.id = asked.bill_id) THEN
        PERFORM funding_refuse('bill_paid_beyond_amount');
    END IF;
    -- De minimis: at most 300,000 euros to one employer in any three years (Regulation (EU) 2023/2831, art. 3). What is
    -- dated later counts as well: otherwise an earlier date would be a way around it.
    IF NEW.move = 'commit' AND work.aid AND 30000000 < (
        SELECT coalesce(sum(CASE e.move WHEN 'commit' THEN e.cents ELSE -e.cents END), 0)
        FROM funding_commitment k JOIN funding_ledgerentry e ON e.commitment_id = k.id
        WHERE k.party_id = work.party_id AND k.aid AND e.move IN ('commit', 'lift')
          AND e."on" > NEW."on" - interval '3 years'
    ) + (
        SELECT coalesce(sum(a.cents), 0) FROM funding_aidelsewhere a
        WHERE a.employer_id = work.party_id AND a."on" > NEW."on" - interval '3 years') THEN
        PERFORM funding_refuse('employer_aid_in_three_years');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER entry_holds AFTER INSERT ON funding_ledgerentry FOR EACH ROW EXECUTE FUNCTION funding_hold_entry();

CREATE FUNCTION funding_hold_promise() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    more bigint := round(NEW.amount * 100000) - CASE TG_OP WHEN 'UPDATE' THEN round(OLD.amount * 100000) ELSE 0 END;
    today date := (now() AT TIME ZONE 'Europe/Amsterdam')::date;
BEGIN
    IF more = 0 THEN RETURN NULL; END IF;
    INSERT INTO funding_ledgerentry (budget_id, move, cents, "on", note, person_id)
    VALUES (NEW.id, CASE WHEN more > 0 THEN 'promise' ELSE 'cut' END, abs(more),
            CASE WHEN TG_OP = 'INSERT' AND NEW.valid_from < today THEN NEW.valid_from ELSE today END,
            left(NEW.source, 200), privacy_asker('person'));
    RETURN NULL;
END $$;
CREATE TRIGGER promise_held AFTER INSERT OR UPDATE OF amount ON funding_budget
    FOR EACH ROW EXECUTE FUNCTION funding_hold_promise();
INSERT INTO funding_ledgerentry (budget_id, move, cents, "on", note)
SELECT id, 'promise', round(amount * 100000), coalesce(least(valid_from, now()::date), now()::date), left(source, 200)
FROM funding_budget WHERE amount > 0;
"""
UNDO_HOLDS = """
DROP TRIGGER promise_held ON funding_budget; DROP FUNCTION funding_hold_promise;
DROP TRIGGER entry_holds ON funding_ledgerentry; DROP FUNCTION funding_hold_entry; DROP FUNCTION funding_refuse;
"""

STAYS = """
CREATE FUNCTION funding_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was written in the books is not changed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE ON funding_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION funding_stay();
CREATE TRIGGER year_stays BEFORE UPDATE OR DELETE ON funding_closedyear
    FOR EACH ROW EXECUTE FUNCTION funding_stay();
CREATE TRIGGER bill_stays BEFORE UPDATE OR DELETE ON funding_bill FOR EACH ROW EXECUTE FUNCTION funding_stay();
CREATE TRIGGER reservation_stays BEFORE UPDATE OR DELETE ON funding_reservation
    FOR EACH ROW EXECUTE FUNCTION funding_stay();
CREATE TRIGGER commitment_stays BEFORE UPDATE OR DELETE ON funding_commitment
    FOR EACH ROW EXECUTE FUNCTION funding_stay();
CREATE TRIGGER claim_removed BEFORE DELETE ON funding_claim FOR EACH ROW EXECUTE FUNCTION funding_stay();
CREATE TRIGGER claim_stays BEFORE UPDATE ON funding_claim FOR EACH ROW
    WHEN (ROW(OLD.commitment_id, OLD.bill_id, OLD.first, OLD.last, OLD.cents, OLD.told, OLD.filed_on, OLD.filed_by_id)
          IS DISTINCT FROM
          ROW(NEW.commitment_id, NEW.bill_id, NEW.first, NEW.last, NEW.cents, NEW.told, NEW.filed_on, NEW.filed_by_id)
          OR OLD.state IN ('paid', 'refused'))
    EXECUTE FUNCTION funding_stay();
"""
UNDO_STAYS = """
DROP TRIGGER claim_stays ON funding_claim; DROP TRIGGER claim_removed ON funding_claim;
DROP TRIGGER commitment_stays ON funding_commitment; DROP TRIGGER reservation_stays ON funding_reservation;
DROP TRIGGER bill_stays ON funding_bill; DROP TRIGGER year_stays ON funding_closedyear;
DROP TRIGGER entry_stays ON funding_ledgerentry; DROP FUNCTION funding_stay;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("funding", "0005_books"), ("privacy", "0003_asker")]
    operations: ClassVar = [
        migrations.RunSQL(NUMBERED, "DROP TRIGGER entry_numbered ON funding_ledgerentry; DROP FUNCTION funding_number_entry;"),
        migrations.RunSQL(HOLDS, UNDO_HOLDS),
        migrations.RunSQL(STAYS, UNDO_STAYS),
    ]
