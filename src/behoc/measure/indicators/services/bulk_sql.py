"""The statements of services.bulk.

Tables last as long as the transaction. What stands already is looked up before anything is
inserted: a scan beside the insert would read the table as it grows.
"""

from typing import Final

STAGE: Final = """
DROP TABLE IF EXISTS staged, parsed, rejected, claimed, body_of, indicator_of, period_of;
CREATE TEMP TABLE staged (
    row integer GENERATED ALWAYS AS IDENTITY (CACHE 10000),
    body text, indicator text, period text, numerator text, denominator text
) ON COMMIT DROP
"""
TAKE: Final = """
COPY staged (body, indicator, period, numerator, denominator) FROM STDIN (FORMAT csv)
"""
ROOM: Final = "SET LOCAL work_mem = '256MB'; SET LOCAL jit = off"
PERIODS: Final = (
    "CREATE TEMP TABLE period_of (period text, key integer, kind smallint) ON COMMIT DROP"
)
CLAIMS: Final = """
CREATE TEMP TABLE claimed (body bigint, period integer, indicator bigint) ON COMMIT DROP
"""
BODIES: Final = """
CREATE TEMP TABLE body_of ON COMMIT DROP AS
SELECT said.body, reached.id
FROM (SELECT DISTINCT body FROM staged WHERE body IS NOT NULL) said
JOIN ({reached}) reached(id, code) ON reached.code = btrim(normalize(said.body, NFC))
"""
INDICATORS: Final = """
CREATE TEMP TABLE indicator_of ON COMMIT DROP AS
SELECT said.indicator, known.id, known.period_kind AS kind, known.decimals,
       known.denominator IS NOT NULL AS needs
FROM (SELECT DISTINCT indicator FROM staged WHERE indicator IS NOT NULL) said
JOIN indicators_indicator known ON known.code = btrim(normalize(said.indicator, NFC))
"""

# The same reading of numbers as everywhere: a point before three digits parts thousands, a comma
# the decimals; what can only be English is read as such. Plain digits, nearly all, come first.
_BARE = r"regexp_replace({0}, '^[−–]|[\s\u00a0\u2009\u202f]', '', 'g')"
_SIGNED = r"CASE WHEN ltrim({0}) ~ '^[−–]' THEN '-' ELSE '' END || " + _BARE
_NUMBER = r"""
CASE WHEN {0} ~ '^[0-9]+$' AND length({0}) <= 16 THEN {0}::numeric
     WHEN {1} ~ '^-?[0-9]{{1,16}}$' THEN ({1})::numeric
     WHEN {1} ~ '^-?([0-9]{{1,3}}(\.[0-9]{{3}}){{1,5}}|[0-9]{{1,16}})(,[0-9]{{1,4}})?$'
         AND {1} ~ '[.,]' THEN replace(replace({1}, '.', ''), ',', '.')::numeric
     WHEN {1} ~ '^-?[0-9]{{1,3}}(,[0-9]{{3}}){{2,5}}(\.[0-9]{{1,4}})?$'
         OR {1} ~ '^-?[0-9]{{1,3}}(,[0-9]{{3}})+\.[0-9]{{1,4}}$'
         THEN replace({1}, ',', '')::numeric
     WHEN {1} ~ '^-?[0-9]{{1,16}}\.[0-9]{{1,4}}$' THEN ({1})::numeric
END
"""


def number_of(column: str) -> str:
    """The expression that reads a column of words as a number; null where it is none."""
    return _NUMBER.format(column, f"({_SIGNED.format(column)})")


_PARSE: Final = """
CREATE TEMP TABLE parsed ON COMMIT DROP AS
WITH typed AS (
    SELECT staged.row, body_of.id AS body, period_of.key AS period, indicator_of.id AS indicator,
           indicator_of.kind = period_of.kind AS fits, indicator_of.needs, indicator_of.decimals,
           {n} AS n, {d} AS d,
           staged.numerator IS NOT NULL AS has_n, staged.denominator IS NOT NULL AS has_d
    FROM staged
    LEFT JOIN body_of USING (body)
    LEFT JOIN indicator_of USING (indicator)
    LEFT JOIN period_of USING (period)
    WHERE staged.numerator IS NOT NULL OR staged.denominator IS NOT NULL
), beside AS (
    SELECT typed.*,
           lag(row) OVER same AS earlier, lead(row) OVER same AS later
    FROM typed WINDOW same AS (PARTITION BY body, period, indicator ORDER BY row)
)
SELECT beside.*,
       claimed.body IS NOT NULL AS is_claimed,
       figure.organisation_id IS NOT NULL AS stands,
       (figure.numerator, figure.denominator) IS NOT DISTINCT FROM (n, d)
           AND (NOT %(approved)s OR (figure.approved_numerator, figure.approved_denominator)
                IS NOT DISTINCT FROM (n, d)) AS same_numbers,
       figure.numerator AS stood,
       coalesce(beside.body IS NOT NULL AND fits AND has_n = (n IS NOT NULL) AND n >= 0
           AND n = round(n, decimals)
           AND has_d = (d IS NOT NULL) AND has_d = needs
           AND (d IS NULL OR (n <= d AND d = round(d, decimals)))
           AND earlier IS NULL AND later IS NULL AND claimed.body IS NULL, FALSE) AS good
FROM beside
LEFT JOIN claimed USING (body, period, indicator)
LEFT JOIN indicators_figure figure
    ON figure.organisation_id = beside.body AND figure.period = beside.period
    AND figure.indicator_id = beside.indicator AND figure.part = 0
"""
PARSE: Final = _PARSE.format(n=number_of("staged.numerator"), d=number_of("staged.denominator"))
# One line for each thing that is wrong: the column (from 0), what, and a fact to say with it.
REJECT: Final = """
CREATE TEMP TABLE rejected ON COMMIT DROP AS
SELECT parsed.row + %(above)s AS row, wrong.at, wrong.code, coalesce(wrong.fact, '') AS fact,
       ARRAY[staged.body, staged.indicator, staged.period, staged.numerator, staged.denominator]
           AS cells
FROM parsed JOIN staged USING (row)
CROSS JOIN LATERAL (VALUES
    (parsed.body IS NULL, 0, 'body', staged.body),
    (parsed.indicator IS NULL, 1, 'indicator', staged.indicator),
    (parsed.period IS NULL, 2, 'period', staged.period),
    (NOT parsed.fits, 2, 'kind', staged.period),
    (NOT has_n, 3, 'missing', NULL),
    (has_n AND n IS NULL, 3, 'number', staged.numerator),
    (n < 0, 3, 'negative', staged.numerator),
    (n <> round(n, decimals), 3, 'decimals', decimals::text),
    (NOT has_d AND needs, 4, 'needed', NULL),
    (has_d AND NOT needs, 4, 'unasked', staged.denominator),
    (has_d AND d IS NULL, 4, 'number', staged.denominator),
    (d <> round(d, decimals), 4, 'decimals', decimals::text),
    (n > d, 3, 'above', staged.denominator),
    (earlier IS NOT NULL AND parsed.body + parsed.period + parsed.indicator IS NOT NULL,
     3, 'twice', (earlier + %(above)s)::text),
    (earlier IS NULL AND later IS NOT NULL
     AND parsed.body + parsed.period + parsed.indicator IS NOT NULL,
     3, 'twice', (later + %(above)s)::text),
    (is_claimed, 0, 'claimed', NULL),
    (good AND stands AND NOT same_numbers AND NOT %(replaces)s, 3, 'stands', stood::text)
) AS wrong(is_so, at, code, fact)
WHERE wrong.is_so AND (NOT good OR (stands AND NOT same_numbers AND NOT %(replaces)s))
"""
_INTO = "organisation_id, period, indicator_id, part, numerator, denominator"
_NEW = "FROM parsed WHERE good AND NOT stands"
INSERT: Final = f"""
INSERT INTO indicators_figure ({_INTO}, covers)
SELECT body, period, indicator, 0, n, d, FALSE {_NEW}
"""
INSERT_APPROVED: Final = f"""
INSERT INTO indicators_figure ({_INTO}, approved_numerator, approved_denominator, covers)
SELECT body, period, indicator, 0, n, d, n, d, FALSE {_NEW}
"""
_THESE = """
FROM parsed
WHERE good AND stands AND NOT same_numbers
    AND figure.organisation_id = parsed.body AND figure.period = parsed.period
    AND figure.indicator_id = parsed.indicator AND figure.part = 0
"""
_CHANGE: Final = "UPDATE indicators_figure figure SET {set} {these}"
CHANGE: Final = _CHANGE.format(set="numerator = n, denominator = d", these=_THESE)
CHANGE_APPROVED: Final = _CHANGE.format(
    set="numerator = n, denominator = d, approved_numerator = n, approved_denominator = d",
    these=_THESE,
)
COUNT: Final = """
SELECT (SELECT count(*) FROM staged WHERE coalesce(body, indicator, period, numerator, denominator)
            IS NOT NULL),
       (SELECT count(*) FROM staged WHERE numerator IS NULL AND denominator IS NULL
            AND coalesce(body, indicator, period) IS NOT NULL),
       (SELECT count(DISTINCT row) FROM rejected),
       coalesce(sum(n), 0), coalesce(sum(d), 0)
FROM parsed WHERE good AND (%(replaces)s OR NOT stands OR same_numbers)
"""
