"""All tables, indexes and triggers of a project, version 1.

Released schemas are never edited: a change is a new step in `migrations`. The list of
columns of `record` and `template` is shared by the table that keeps their superseded
states, so that a state goes there and back inside SQLite, whatever it holds.
"""

_RECORD_COLUMNS = """
    instruction TEXT,
    task_description TEXT,
    examples TEXT,
    system TEXT,
    history TEXT,
    constraints TEXT,
    title TEXT,
    tags TEXT,
    task_type TEXT,
    language TEXT,
    input_language TEXT,
    output_language TEXT,
    source_kind TEXT,
    source_name TEXT,
    source_url TEXT,
    source_retrieved TEXT,
    licence TEXT,
    method TEXT,
    parent INTEGER,
    pair TEXT,
    created TEXT,
    updated TEXT,
    archived INTEGER,
    extra TEXT,
    content_hash TEXT,
    created_by INTEGER"""

_TEMPLATE_COLUMNS = """
    name TEXT,
    task_type TEXT,
    language TEXT,
    pattern TEXT,
    pair TEXT,
    keywords TEXT,
    needs TEXT,
    slots TEXT,
    priority REAL,
    version INTEGER,
    created_by INTEGER"""

_HISTORY = (
    # `undo_top` and `redo_top` are the tops of both stacks after this operation and
    # `below` is what lies under it in its own stack: the last row is the whole state,
    # and nothing is ever changed. `target` is the operation undone or redone.
    """
    CREATE TABLE operation (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        kind TEXT NOT NULL,
        label TEXT NOT NULL,
        label_values TEXT NOT NULL,
        target INTEGER REFERENCES operation(id),
        below INTEGER REFERENCES operation(id),
        undo_top INTEGER REFERENCES operation(id),
        redo_top INTEGER REFERENCES operation(id)
    )
    """,
    "CREATE INDEX operation_by_target ON operation(target)",
)

_RECORDS = (
    f"CREATE TABLE record (id INTEGER PRIMARY KEY, {_RECORD_COLUMNS}"
    " REFERENCES operation(id))",
    # Covering: counts, filters and the two usual orders read none of the texts, and new
    # rows go to the end of both. An index by title would be written to all over, and
    # cost an import more than the others together; that order sorts.
    """
    CREATE INDEX record_by_updated
    ON record(archived, updated, task_type, language, source_kind)
    """,
    "CREATE INDEX record_by_created ON record(archived, created)",
    "CREATE INDEX record_by_hash ON record(content_hash)",
    "CREATE INDEX record_by_operation ON record(created_by)",
    "CREATE INDEX record_by_pair ON record(pair) WHERE pair <> ''",
    # A row is the state before `operation`; `present` 0: there was none.
    f"""
    CREATE TABLE record_version (
        seq INTEGER PRIMARY KEY,
        operation INTEGER NOT NULL REFERENCES operation(id),
        present INTEGER NOT NULL,
        id INTEGER NOT NULL,
        {_RECORD_COLUMNS}
    )
    """,
    "CREATE INDEX record_version_by_operation ON record_version(operation, id)",
    "CREATE INDEX record_version_by_id ON record_version(id, operation)",
    """
    CREATE TABLE record_tag (
        record_id INTEGER NOT NULL REFERENCES record(id) ON DELETE CASCADE,
        tag TEXT NOT NULL,
        PRIMARY KEY (record_id, tag)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX record_tag_by_tag ON record_tag(tag, record_id)",
)

_TEMPLATES = (
    f"CREATE TABLE template (id TEXT PRIMARY KEY NOT NULL, {_TEMPLATE_COLUMNS}"
    " REFERENCES operation(id))",
    f"""
    CREATE TABLE template_version (
        seq INTEGER PRIMARY KEY,
        operation INTEGER NOT NULL REFERENCES operation(id),
        present INTEGER NOT NULL,
        id TEXT NOT NULL,
        {_TEMPLATE_COLUMNS}
    )
    """,
    "CREATE INDEX template_version_by_operation ON template_version(operation, id)",
    "CREATE INDEX template_version_by_id ON template_version(id, operation)",
)

_OUTBOX = (
    # AUTOINCREMENT: a number is never given twice, also after pruning.
    """
    CREATE TABLE outbox (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        record_id INTEGER NOT NULL
    )
    """,
    """
    CREATE TRIGGER record_inserted AFTER INSERT ON record BEGIN
        INSERT INTO outbox (record_id) VALUES (new.id);
    END
    """,
    """
    CREATE TRIGGER record_updated AFTER UPDATE ON record BEGIN
        INSERT INTO outbox (record_id) VALUES (new.id);
    END
    """,
    """
    CREATE TRIGGER record_deleted AFTER DELETE ON record BEGIN
        INSERT INTO outbox (record_id) VALUES (old.id);
    END
    """,
    """
    CREATE TRIGGER record_inserted_with_tags AFTER INSERT ON record
    WHEN new.tags <> '[]' BEGIN
        INSERT INTO record_tag (record_id, tag)
        SELECT DISTINCT new.id, value FROM json_each(new.tags);
    END
    """,
    """
    CREATE TRIGGER record_retagged AFTER UPDATE OF tags ON record
    WHEN new.tags <> old.tags BEGIN
        DELETE FROM record_tag WHERE record_id = new.id;
        INSERT INTO record_tag (record_id, tag)
        SELECT DISTINCT new.id, value FROM json_each(new.tags);
    END
    """,
)

_RUNS = (
    """
    CREATE TABLE run (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE,
        state TEXT NOT NULL,
        config TEXT NOT NULL,
        records INTEGER NOT NULL,
        step INTEGER NOT NULL,
        loss REAL,
        validation_loss REAL,
        chrf REAL,
        checkpoint TEXT NOT NULL,
        created TEXT NOT NULL,
        updated TEXT NOT NULL,
        message TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE run_step (
        run_id INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
        step INTEGER NOT NULL,
        loss REAL,
        tokens_per_second REAL,
        PRIMARY KEY (run_id, step)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE run_validation (
        run_id INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
        step INTEGER NOT NULL,
        loss REAL,
        chrf REAL,
        PRIMARY KEY (run_id, step)
    ) WITHOUT ROWID
    """,
)

_CHOICES = (
    """
    CREATE TABLE construction (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        task TEXT NOT NULL,
        candidates TEXT NOT NULL,
        failures TEXT NOT NULL,
        seed INTEGER NOT NULL,
        template_versions TEXT NOT NULL,
        model TEXT NOT NULL,
        library_version INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE event (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        profile TEXT NOT NULL,
        at TEXT NOT NULL,
        construction INTEGER REFERENCES construction(id),
        candidate_rank INTEGER,
        payload TEXT NOT NULL
    )
    """,
    "CREATE INDEX event_by_construction ON event(construction)",
    """
    CREATE TABLE rating (
        content_hash TEXT NOT NULL,
        profile TEXT NOT NULL,
        criterion TEXT NOT NULL,
        value REAL NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (content_hash, profile, criterion)
    ) WITHOUT ROWID
    """,
)

_SMALL_THINGS = (
    "CREATE TABLE task_type (name TEXT PRIMARY KEY NOT NULL, at TEXT NOT NULL)",
    "CREATE TABLE setting (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL)",
    """
    CREATE TABLE import_position (
        digest TEXT PRIMARY KEY NOT NULL,
        position INTEGER NOT NULL,
        operation INTEGER REFERENCES operation(id),
        at TEXT NOT NULL
    )
    """,
)

STATEMENTS: tuple[str, ...] = (
    *_HISTORY,
    *_RECORDS,
    *_TEMPLATES,
    *_OUTBOX,
    *_RUNS,
    *_CHOICES,
    *_SMALL_THINGS,
)
"""What makes an empty file a project."""
