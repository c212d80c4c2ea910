-- A project as version 6 of the schema left it. Frozen: never edit, add the next.
PRAGMA application_id = 1231967092;
PRAGMA foreign_keys = off;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'instrstudio','0001_first_schema','2026-01-01T00:00:00.000Z');
INSERT INTO "_sqlite_migrations" VALUES(2,'instrstudio','0002_rouge_l','2026-01-01T00:00:00.000Z');
INSERT INTO "_sqlite_migrations" VALUES(3,'instrstudio','0003_lineage','2026-01-01T00:00:00.000Z');
INSERT INTO "_sqlite_migrations" VALUES(4,'instrstudio','0004_search_language','2026-01-01T00:00:00.000Z');
INSERT INTO "_sqlite_migrations" VALUES(5,'instrstudio','0005_order_of_ties','2026-01-01T00:00:00.000Z');
INSERT INTO "_sqlite_migrations" VALUES(6,'instrstudio','0006_judging','2026-01-01T00:00:00.000Z');
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
    );
CREATE TABLE event (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        profile TEXT NOT NULL,
        at TEXT NOT NULL,
        construction INTEGER REFERENCES construction(id),
        candidate_rank INTEGER,
        payload TEXT NOT NULL
    );
CREATE TABLE import_position (
        digest TEXT PRIMARY KEY NOT NULL,
        position INTEGER NOT NULL,
        operation INTEGER REFERENCES operation(id),
        at TEXT NOT NULL
    );
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
    );
INSERT INTO "operation" VALUES(1,'2026-01-01T00:00:00.000Z','insert','Import {count} rows','{"count":2}',NULL,NULL,1,NULL);
CREATE TABLE outbox (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        record_id INTEGER NOT NULL
    );
INSERT INTO "outbox" VALUES(1,1);
INSERT INTO "outbox" VALUES(2,2);
CREATE TABLE rating (
        content_hash TEXT NOT NULL,
        profile TEXT NOT NULL,
        criterion TEXT NOT NULL,
        value REAL NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (content_hash, profile, criterion)
    ) WITHOUT ROWID
    ;
CREATE TABLE record (id INTEGER PRIMARY KEY, 
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
    created_by INTEGER REFERENCES operation(id));
INSERT INTO "record" VALUES(1,'Translate the text.','','[]','','[]','[]','Translate the text','["kept"]','','en','','','own','','','','','',NULL,'','2026-01-01T00:00:00.000Z','2026-01-01T00:00:00.000Z',0,'{}','6018f8dc0cf6f4a786e4eec1237b70cc',1);
INSERT INTO "record" VALUES(2,'翻译文本。','','[]','','[]','[]','翻译文本','[]','','zh','','','own','','','','','',NULL,'','2026-01-01T00:00:00.000Z','2026-01-01T00:00:00.000Z',0,'{}','73d2a4892a4bb629f9032517f1b4b8e4',1);
CREATE TABLE record_tag (
        record_id INTEGER NOT NULL REFERENCES record(id) ON DELETE CASCADE,
        tag TEXT NOT NULL,
        PRIMARY KEY (record_id, tag)
    ) WITHOUT ROWID
    ;
INSERT INTO "record_tag" VALUES(1,'kept');
CREATE TABLE record_version (
        seq INTEGER PRIMARY KEY,
        operation INTEGER NOT NULL REFERENCES operation(id),
        present INTEGER NOT NULL,
        id INTEGER NOT NULL,
        
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
    created_by INTEGER
    );
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
    , rouge_l REAL);
CREATE TABLE run_step (
        run_id INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
        step INTEGER NOT NULL,
        loss REAL,
        tokens_per_second REAL,
        PRIMARY KEY (run_id, step)
    ) WITHOUT ROWID
    ;
CREATE TABLE run_validation (
        run_id INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
        step INTEGER NOT NULL,
        loss REAL,
        chrf REAL, rouge_l REAL,
        PRIMARY KEY (run_id, step)
    ) WITHOUT ROWID
    ;
CREATE TABLE saved_search (name TEXT PRIMARY KEY NOT NULL, query TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE setting (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL);
CREATE TABLE task_type (name TEXT PRIMARY KEY NOT NULL, at TEXT NOT NULL);
CREATE TABLE template (id TEXT PRIMARY KEY NOT NULL, 
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
    created_by INTEGER REFERENCES operation(id));
CREATE TABLE template_version (
        seq INTEGER PRIMARY KEY,
        operation INTEGER NOT NULL REFERENCES operation(id),
        present INTEGER NOT NULL,
        id TEXT NOT NULL,
        
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
    created_by INTEGER
    );
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX operation_by_target ON operation(target);
CREATE INDEX record_by_created ON record(archived, created);
CREATE INDEX record_by_hash ON record(content_hash);
CREATE INDEX record_by_operation ON record(created_by);
CREATE INDEX record_by_pair ON record(pair) WHERE pair <> '';
CREATE INDEX record_by_parent ON record(parent) WHERE parent IS NOT NULL;
CREATE INDEX record_version_by_operation ON record_version(operation, id);
CREATE INDEX record_version_by_id ON record_version(id, operation);
CREATE INDEX record_tag_by_tag ON record_tag(tag, record_id);
CREATE INDEX template_version_by_operation ON template_version(operation, id);
CREATE INDEX template_version_by_id ON template_version(id, operation);
CREATE INDEX event_by_construction ON event(construction);
CREATE TRIGGER record_inserted AFTER INSERT ON record BEGIN
        INSERT INTO outbox (record_id) VALUES (new.id);
    END;
CREATE TRIGGER record_updated AFTER UPDATE ON record BEGIN
        INSERT INTO outbox (record_id) VALUES (new.id);
    END;
CREATE TRIGGER record_deleted AFTER DELETE ON record BEGIN
        INSERT INTO outbox (record_id) VALUES (old.id);
    END;
CREATE TRIGGER record_inserted_with_tags AFTER INSERT ON record
    WHEN new.tags <> '[]' BEGIN
        INSERT INTO record_tag (record_id, tag)
        SELECT DISTINCT new.id, value FROM json_each(new.tags);
    END;
CREATE TRIGGER record_retagged AFTER UPDATE OF tags ON record
    WHEN new.tags <> old.tags BEGIN
        DELETE FROM record_tag WHERE record_id = new.id;
        INSERT INTO record_tag (record_id, tag)
        SELECT DISTINCT new.id, value FROM json_each(new.tags);
    END;
CREATE TRIGGER rating_given AFTER INSERT ON rating BEGIN INSERT INTO outbox (record_id) SELECT id FROM record WHERE content_hash = new.content_hash; END;
CREATE TRIGGER rating_changed AFTER UPDATE ON rating BEGIN INSERT INTO outbox (record_id) SELECT id FROM record WHERE content_hash = new.content_hash; END;
CREATE TRIGGER rating_withdrawn AFTER DELETE ON rating BEGIN INSERT INTO outbox (record_id) SELECT id FROM record WHERE content_hash = old.content_hash; END;
CREATE INDEX record_by_updated ON record(archived, updated, id, task_type, language, source_kind);
CREATE TABLE evaluation (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        at TEXT NOT NULL,
        settings TEXT NOT NULL,
        summary TEXT NOT NULL
    );
CREATE TABLE evaluation_row (
        evaluation INTEGER NOT NULL REFERENCES evaluation(id) ON DELETE CASCADE,
        method TEXT NOT NULL,
        place INTEGER NOT NULL,
        task TEXT NOT NULL,
        reference_texts TEXT NOT NULL,
        text TEXT NOT NULL,
        scores TEXT NOT NULL,
        PRIMARY KEY (evaluation, method, place)
    ) WITHOUT ROWID;
CREATE TABLE rating_queue (
        name TEXT PRIMARY KEY NOT NULL,
        kind TEXT NOT NULL,
        settings TEXT NOT NULL,
        at TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE rating_item (
        queue TEXT NOT NULL REFERENCES rating_queue(name) ON DELETE CASCADE,
        place INTEGER NOT NULL,
        task TEXT NOT NULL,
        content_hash TEXT NOT NULL,
        text TEXT NOT NULL,
        system TEXT NOT NULL,
        PRIMARY KEY (queue, place)
    ) WITHOUT ROWID;
CREATE TABLE vote (
        first TEXT NOT NULL,
        second TEXT NOT NULL,
        profile TEXT NOT NULL,
        criterion TEXT NOT NULL,
        verdict TEXT NOT NULL,
        on_left TEXT NOT NULL,
        reasons TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (first, second, profile, criterion)
    ) WITHOUT ROWID;
CREATE TABLE style_rule (
        profile TEXT NOT NULL,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        origin TEXT NOT NULL,
        is_on INTEGER NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (profile, name)
    ) WITHOUT ROWID;
CREATE TABLE annotation_set (
        name TEXT PRIMARY KEY NOT NULL,
        guideline TEXT NOT NULL,
        settings TEXT NOT NULL,
        at TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE annotation_row (
        annotation_set TEXT NOT NULL
            REFERENCES annotation_set(name) ON DELETE CASCADE,
        place INTEGER NOT NULL,
        task TEXT NOT NULL,
        record INTEGER,
        construction INTEGER,
        PRIMARY KEY (annotation_set, place)
    ) WITHOUT ROWID;
CREATE TABLE annotation (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        annotation_set TEXT NOT NULL,
        place INTEGER NOT NULL,
        annotator TEXT NOT NULL,
        verdict TEXT NOT NULL,
        text TEXT NOT NULL,
        digest TEXT NOT NULL,
        proposed TEXT NOT NULL,
        method TEXT NOT NULL,
        is_final INTEGER NOT NULL,
        is_current INTEGER NOT NULL,
        at TEXT NOT NULL,
        FOREIGN KEY (annotation_set, place)
            REFERENCES annotation_row(annotation_set, place) ON DELETE CASCADE
    );
CREATE UNIQUE INDEX annotation_current ON annotation (annotation_set, place, annotator) WHERE is_current AND NOT is_final;
CREATE UNIQUE INDEX annotation_final ON annotation (annotation_set, place) WHERE is_current AND is_final;
CREATE INDEX annotation_of_row ON annotation (annotation_set, place);
CREATE INDEX annotation_of_annotator ON annotation (annotation_set, annotator, id);
CREATE TABLE crawl (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        settings TEXT NOT NULL,
        state TEXT NOT NULL,
        at TEXT NOT NULL
    );
CREATE TABLE crawl_page (
        crawl INTEGER NOT NULL REFERENCES crawl(id) ON DELETE CASCADE,
        url TEXT NOT NULL,
        kind TEXT NOT NULL,
        depth INTEGER NOT NULL,
        hops INTEGER NOT NULL,
        place INTEGER NOT NULL,
        state TEXT NOT NULL,
        note TEXT NOT NULL,
        requests INTEGER NOT NULL,
        size INTEGER NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (crawl, url)
    ) WITHOUT ROWID;
CREATE INDEX crawl_page_next ON crawl_page (crawl, state, depth, place);
CREATE TABLE crawl_passage (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        crawl INTEGER NOT NULL REFERENCES crawl(id) ON DELETE CASCADE,
        record TEXT NOT NULL,
        kind TEXT NOT NULL,
        state TEXT NOT NULL,
        content_hash TEXT NOT NULL UNIQUE,
        decision INTEGER NOT NULL DEFAULT 0,
        operation INTEGER NOT NULL DEFAULT 0
    );
CREATE INDEX crawl_passage_state ON crawl_passage (state, crawl);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('outbox',2);
COMMIT;
