"""What stands in a letter with a link is read by nobody who asks for a page. That it went is seen by whose letter it is.

The text has a wall without a door: no policy lets anybody through. Letters to members, also to those who are invited,
are seen by the members of the organisation; those to candidates by who guides them.
"""

from typing import ClassVar

from django.db import migrations

SEEN = """
DROP POLICY seen ON notices_outgoing;
CREATE POLICY seen ON notices_outgoing TO leerwerk_asker USING (
    region_id = (SELECT privacy_asker('directs'))
    OR (kind IN ({members}) AND organisation_id = (SELECT privacy_asker('member')))
    OR (kind NOT IN ({members}) AND organisation_id = (SELECT privacy_asker('guides'))));
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("notices", "0006_letters_with_a_link")]
    operations: ClassVar = [
        migrations.RunSQL(SEEN.format(members="'reminder', 'link'"), SEEN.format(members="'reminder'")),
        migrations.RunSQL(
            "ALTER TABLE notices_linktext ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE notices_linktext DISABLE ROW LEVEL SECURITY",
        ),
    ]
