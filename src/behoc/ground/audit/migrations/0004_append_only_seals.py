"""Seals may only be added, like the entries that they hold."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE ON audit_logseal
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER audit_seal_no_truncate BEFORE TRUNCATE ON audit_logseal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
"""

BACKWARD = """
DROP TRIGGER audit_seal_no_truncate ON audit_logseal;
DROP TRIGGER audit_seal_append_only ON audit_logseal;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_seals")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
