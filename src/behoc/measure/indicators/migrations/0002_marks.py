"""Whatever writes figures leaves a mark: services, bulk paths and plain SQL alike.

Statement triggers see the rows really written, so nothing is computed from what a writer believes.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION indicators_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO indicators_figuremark (organisation_id, period)
    SELECT DISTINCT organisation_id, period FROM changed;
    RETURN NULL;
END $$;
CREATE TRIGGER figure_added AFTER INSERT ON indicators_figure
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION indicators_mark();
CREATE TRIGGER figure_changed AFTER UPDATE ON indicators_figure
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION indicators_mark();
CREATE TRIGGER figure_removed AFTER DELETE ON indicators_figure
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION indicators_mark();

CREATE FUNCTION indicators_refuse_new_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the key of a figure stays: delete it and add another'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER figure_key_stays
    BEFORE UPDATE OF organisation_id, period, indicator_id, part ON indicators_figure
    FOR EACH STATEMENT EXECUTE FUNCTION indicators_refuse_new_key();

CREATE FUNCTION indicators_mark_superior() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER figures_of_added_body AFTER INSERT ON organisations_organisation
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION indicators_mark_superior();

CREATE FUNCTION indicators_mark_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO indicators_figuremark (organisation_id, period)
    SELECT DISTINCT figure.organisation_id, figure.period
    FROM changed
    JOIN organisations_organisation body ON body.place_id = changed.parent_id
    JOIN indicators_figure figure ON figure.organisation_id = body.id;
    RETURN NULL;
END $$;
CREATE TRIGGER figures_of_added_place AFTER INSERT ON organisations_place
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION indicators_mark_place();

CREATE FUNCTION indicators_empty_totals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM indicators_total;
    DELETE FROM indicators_figuremark;
    RETURN NULL;
END $$;
CREATE TRIGGER figures_emptied AFTER TRUNCATE ON indicators_figure
    FOR EACH STATEMENT EXECUTE FUNCTION indicators_empty_totals();
"""

BACKWARD = """
DROP TRIGGER figures_of_added_place ON organisations_place;
DROP TRIGGER figures_of_added_body ON organisations_organisation;
DROP FUNCTION indicators_mark_place();
DROP FUNCTION indicators_mark_superior();
DROP TRIGGER figures_emptied ON indicators_figure;
DROP TRIGGER figure_key_stays ON indicators_figure;
DROP TRIGGER figure_removed ON indicators_figure;
DROP TRIGGER figure_changed ON indicators_figure;
DROP TRIGGER figure_added ON indicators_figure;
DROP FUNCTION indicators_empty_totals();
DROP FUNCTION indicators_refuse_new_key();
DROP FUNCTION indicators_mark();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0001_figures"),
        ("organisations", "0001_initial"),
    ]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
