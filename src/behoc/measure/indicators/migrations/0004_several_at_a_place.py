"""A place where several bodies stand has totals of its own, and indicators may be states.

A second body at a place makes it a node, so the figures of the first are gathered anew.
"""

from django.db import migrations, models

FORWARD = """
CREATE OR REPLACE FUNCTION indicators_mark_superior() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO indicators_figuremark (organisation_id, period)
    SELECT DISTINCT figure.organisation_id, figure.period
    FROM (
        SELECT id FROM changed
        UNION SELECT superior_id FROM changed
        UNION SELECT mate.id FROM changed
            JOIN organisations_organisation mate ON mate.place_id = changed.place_id
    ) near JOIN indicators_figure figure ON figure.organisation_id = near.id;
    RETURN NULL;
END $$;
"""

BACKWARD = """
CREATE OR REPLACE FUNCTION indicators_mark_superior() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO indicators_figuremark (organisation_id, period)
    SELECT DISTINCT figure.organisation_id, figure.period
    FROM changed JOIN indicators_figure figure
        ON figure.organisation_id IN (changed.id, changed.superior_id);
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0003_targets"),
    ]
    operations = [
        migrations.AlterField(
            model_name="indicator",
            name="aggregation",
            field=models.CharField(
                "cách gộp",
                max_length=10,
                choices=[
                    ("sum", "sum"),
                    ("ratio", "ratio"),
                    ("share", "share"),
                    ("last", "last"),
                    ("distinct", "distinct"),
                ],
            ),
        ),
        migrations.AlterField(
            model_name="total",
            name="indicator",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=models.CASCADE,
                related_name="+",
                to="indicators.indicator",
                verbose_name="chỉ số",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
