/* schema.c -- the tables, as migrations from one version to the next.
 *
 * The tenant leads every key, so that the tables can be distributed by it.
 * A migration that has been released is never edited; a new one follows it. */
#include "store/sqlite/schema.h"

#include <stddef.h>

static const char schema_version_1[] =
    "CREATE TABLE setting ("
    "  tenant TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,"
    "  PRIMARY KEY (tenant, name)) STRICT, WITHOUT ROWID;"

    /* One entry a transaction; digest covers all rows that bear its number. */
    "CREATE TABLE audit ("
    "  tenant TEXT NOT NULL, entry INTEGER NOT NULL, recorded_at INTEGER NOT NULL,"
    "  author TEXT NOT NULL, action TEXT NOT NULL, nrows INTEGER NOT NULL,"
    "  digest TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL,"
    "  PRIMARY KEY (tenant, entry)) STRICT, WITHOUT ROWID;"

    "CREATE TABLE document ("
    "  tenant TEXT NOT NULL, id INTEGER NOT NULL, hash TEXT NOT NULL, name TEXT NOT NULL,"
    "  title TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('report', 'table')),"
    "  period TEXT NOT NULL, area TEXT NOT NULL, text TEXT NOT NULL,"
    "  statements INTEGER NOT NULL, errors INTEGER NOT NULL, warnings INTEGER NOT NULL,"
    "  notes INTEGER NOT NULL, recorded_at INTEGER NOT NULL, author TEXT NOT NULL,"
    "  entry INTEGER NOT NULL, PRIMARY KEY (tenant, id), UNIQUE (tenant, hash)) STRICT;"
    "CREATE INDEX document_entry ON document (tenant, entry);"

    /* value = coef * 10^-scale; upper_* for ranges. state: 0 a number, 1 unknown,
     * 2 not applicable, 3 not yet due; only a number has a coefficient. */
    "CREATE TABLE fact ("
    "  tenant TEXT NOT NULL, indicator TEXT NOT NULL, area TEXT NOT NULL,"
    "  period TEXT NOT NULL,"
    "  kind TEXT NOT NULL CHECK (kind IN ('actual', 'estimate', 'plan', 'target')),"
    "  source TEXT NOT NULL, breakdown TEXT NOT NULL, revision INTEGER NOT NULL,"
    "  name TEXT NOT NULL, state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3),"
    "  coef INTEGER, scale INTEGER CHECK (scale BETWEEN 0 AND 18), upper_coef INTEGER,"
    "  upper_scale INTEGER CHECK (upper_scale BETWEEN 0 AND 18), unit TEXT NOT NULL,"
    "  hedge TEXT NOT NULL, status TEXT NOT NULL CHECK (status IN"
    "    ('draft', 'estimate', 'preliminary', 'official')), note TEXT NOT NULL,"
    "  recorded_at INTEGER NOT NULL, author TEXT NOT NULL, document INTEGER,"
    "  entry INTEGER NOT NULL, CHECK ((state = 0) = (coef IS NOT NULL AND scale IS NOT NULL)),"
    "  PRIMARY KEY (tenant, indicator, area, period, kind, source, breakdown, revision),"
    "  FOREIGN KEY (tenant, document) REFERENCES document (tenant, id)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX fact_entry ON fact (tenant, entry);"
    "CREATE INDEX fact_document ON fact (tenant, document);"

    "CREATE TABLE mention ("
    "  tenant TEXT NOT NULL, document INTEGER NOT NULL, ordinal INTEGER NOT NULL,"
    "  indicator TEXT NOT NULL, area TEXT NOT NULL, period TEXT NOT NULL, kind TEXT NOT NULL,"
    "  source TEXT NOT NULL, breakdown TEXT NOT NULL, revision INTEGER NOT NULL,"
    "  line INTEGER NOT NULL, col INTEGER NOT NULL, start_at INTEGER NOT NULL,"
    "  end_at INTEGER NOT NULL, sentence TEXT NOT NULL, coef INTEGER NOT NULL,"
    "  scale INTEGER NOT NULL, differs INTEGER NOT NULL, entry INTEGER NOT NULL,"
    "  PRIMARY KEY (tenant, document, ordinal),"
    "  FOREIGN KEY (tenant, document) REFERENCES document (tenant, id),"
    "  FOREIGN KEY (tenant, indicator, area, period, kind, source, breakdown, revision)"
    "    REFERENCES fact (tenant, indicator, area, period, kind, source, breakdown, revision)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX mention_entry ON mention (tenant, entry);"
    "CREATE INDEX mention_fact ON mention (tenant, indicator, area, period, kind);"

    /* Read model: which fact answers for an indicator, area, period and kind. */
    "CREATE TABLE latest ("
    "  tenant TEXT NOT NULL, indicator TEXT NOT NULL, area TEXT NOT NULL,"
    "  period TEXT NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL, breakdown TEXT NOT NULL,"
    "  revision INTEGER NOT NULL, rank INTEGER NOT NULL, recorded_at INTEGER NOT NULL,"
    "  PRIMARY KEY (tenant, indicator, area, period, kind),"
    "  FOREIGN KEY (tenant, indicator, area, period, kind, source, breakdown, revision)"
    "    REFERENCES fact (tenant, indicator, area, period, kind, source, breakdown, revision)"
    ") STRICT, WITHOUT ROWID;";

/* The tables of version 1 are set aside; upgrade.c moves their rows. */
static const char schema_version_2[] =
    "DROP INDEX document_entry; DROP INDEX fact_entry; DROP INDEX fact_document;"
    "DROP INDEX mention_entry; DROP INDEX mention_fact;"
    "ALTER TABLE latest RENAME TO old_latest; ALTER TABLE mention RENAME TO old_mention;"
    "ALTER TABLE fact RENAME TO old_fact; ALTER TABLE document RENAME TO old_document;"
    "ALTER TABLE audit RENAME TO old_audit; ALTER TABLE setting RENAME TO old_setting;"
#define INT2 "INTEGER"
#define INT4 "INTEGER"
#define INT8 "INTEGER"
#define TEXT "TEXT"
#define END ") STRICT, WITHOUT ROWID;"
#include "store/schema_2.def"
#undef INT2
#undef INT4
#undef INT8
#undef TEXT
#undef END
    "INSERT INTO head (tenant, entry) SELECT 1, max(entry) FROM old_audit HAVING count(*) > 0;"

    /* What the planner is to reckon with: the ledger of a province. Without it, a key that begins
     * with the tenant passes for one that finds few rows, and whole tables are walked. */
    "ANALYZE; DELETE FROM sqlite_stat1;"
    "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES"
    " ('fact', 'fact', '10000000 10000000 500000 12 2 1'),"
    " ('fact_note', 'fact_note', '100000 100000 10000 6 2 1'),"
    " ('series', 'series', '100000 100000 1'),"
    " ('series', 'sqlite_autoindex_series_2', '100000 100000 300 3 2 2 1 1'),"
    " ('series', 'series_area', '100000 100000 800 3'),"
    " ('series', 'series_indicator', '100000 100000 300'),"
    " ('mention', 'mention', '1000000 1000000 1000 1'),"
    " ('mention', 'mention_fact', '1000000 1000000 20 4 2'),"
    " ('term', 'term', '50000 50000 1'),"
    " ('term', 'sqlite_autoindex_term_2', '50000 50000 1'),"
    " ('document', 'document', '3000 3000 1'),"
    " ('document', 'sqlite_autoindex_document_2', '3000 3000 1'),"
    " ('record', 'record', '5000 5000 500 2 1'),"
    " ('tally', 'tally', '50000 50000 400 20 1'),"
    " ('audit', 'audit', '20000 20000 1');"
    "ANALYZE sqlite_schema;";

const char schema_drop_old[] =
    "DROP TABLE IF EXISTS old_latest; DROP TABLE IF EXISTS old_mention;"
    "DROP TABLE IF EXISTS old_fact; DROP TABLE IF EXISTS old_document;"
    "DROP TABLE IF EXISTS old_audit; DROP TABLE IF EXISTS old_setting;";

const char *const schema_migration[] = { schema_version_1, schema_version_2, NULL };
