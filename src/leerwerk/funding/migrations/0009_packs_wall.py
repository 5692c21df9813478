"""To whom a seal belongs is seen by the director of the region only; what was made is not changed any more."""

from typing import ClassVar

from django.db import migrations

WALL = """
ALTER TABLE funding_packproof ENABLE ROW LEVEL SECURITY;
CREATE POLICY directs ON funding_packproof TO leerwerk_asker
    USING (EXISTS (SELECT 1 FROM funding_evidencepack p
                   WHERE p.id = pack_id AND p.region_id = (SELECT privacy_asker('directs'))));
"""
UNDO_WALL = "DROP POLICY directs ON funding_packproof; ALTER TABLE funding_packproof DISABLE ROW LEVEL SECURITY;"

KEPT = """
CREATE TRIGGER pack_stays BEFORE UPDATE ON funding_evidencepack FOR EACH ROW
    WHEN (OLD.state <> 'waiting') EXECUTE FUNCTION funding_stay();
CREATE TRIGGER proof_stays BEFORE UPDATE ON funding_packproof FOR EACH ROW EXECUTE FUNCTION funding_stay();
CREATE TRIGGER sample_stays BEFORE UPDATE ON funding_sampleitem FOR EACH ROW
    WHEN (ROW(OLD.pack_id, OLD.claim_id, OLD.proof, OLD.cents) IS DISTINCT FROM
          ROW(NEW.pack_id, NEW.claim_id, NEW.proof, NEW.cents)) EXECUTE FUNCTION funding_stay();
"""
UNDO_KEPT = """
DROP TRIGGER sample_stays ON funding_sampleitem; DROP TRIGGER proof_stays ON funding_packproof;
DROP TRIGGER pack_stays ON funding_evidencepack;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("funding", "0008_packs"), ("privacy", "0003_asker")]
    operations: ClassVar = [migrations.RunSQL(WALL, UNDO_WALL), migrations.RunSQL(KEPT, UNDO_KEPT)]
