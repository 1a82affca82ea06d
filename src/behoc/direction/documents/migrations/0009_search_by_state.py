"""What was indexed before is found by the state of its dispatch too."""

from django.db import migrations

MARK = """
UPDATE documents_searchtext AS kept
SET lexemes = array_to_tsvector(
    tsvector_to_array(kept.lexemes)
    || (':t' || CASE WHEN dispatch.withdrawn_at IS NULL THEN dispatch.state ELSE 'thu-hoi' END)
)
FROM documents_document AS document
JOIN documents_dispatch AS dispatch ON dispatch.id = document.dispatch_id
WHERE document.id = kept.document_id
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0008_programmes")]  # noqa: RUF012 (as Django writes it)
    operations = [migrations.RunSQL(MARK, migrations.RunSQL.noop)]  # noqa: RUF012 (as Django writes it)
