"""The tables of step 0006: evaluations, verdicts, style, annotation and crawls."""

EVALUATIONS = (
    """
    CREATE TABLE evaluation (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        at TEXT NOT NULL,
        settings TEXT NOT NULL,
        summary TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE evaluation_row (
        evaluation INTEGER NOT NULL REFERENCES evaluation(id) ON DELETE CASCADE,
        method TEXT NOT NULL,
        place INTEGER NOT NULL,
        task TEXT NOT NULL,
        reference_texts TEXT NOT NULL,
        text TEXT NOT NULL,
        scores TEXT NOT NULL,
        PRIMARY KEY (evaluation, method, place)
    ) WITHOUT ROWID
    """,
)
"""What methods scored on a data set, row by row."""

VERDICTS = (
    """
    CREATE TABLE rating_queue (
        name TEXT PRIMARY KEY NOT NULL,
        kind TEXT NOT NULL,
        settings TEXT NOT NULL,
        at TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE rating_item (
        queue TEXT NOT NULL REFERENCES rating_queue(name) ON DELETE CASCADE,
        place INTEGER NOT NULL,
        task TEXT NOT NULL,
        content_hash TEXT NOT NULL,
        text TEXT NOT NULL,
        system TEXT NOT NULL,
        PRIMARY KEY (queue, place)
    ) WITHOUT ROWID
    """,
    """
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
    ) WITHOUT ROWID
    """,
)
"""What is to be rated, and which of two texts people preferred.

`vote.first` < `vote.second` are content hashes, `on_left` is the one that stood left.
"""

STYLE = (
    """
    CREATE TABLE style_rule (
        profile TEXT NOT NULL,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        origin TEXT NOT NULL,
        is_on INTEGER NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (profile, name)
    ) WITHOUT ROWID
    """,
)
"""What a person has said of the rules that were learned about them."""

ANNOTATION = (
    """
    CREATE TABLE annotation_set (
        name TEXT PRIMARY KEY NOT NULL,
        guideline TEXT NOT NULL,
        settings TEXT NOT NULL,
        at TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE annotation_row (
        annotation_set TEXT NOT NULL
            REFERENCES annotation_set(name) ON DELETE CASCADE,
        place INTEGER NOT NULL,
        task TEXT NOT NULL,
        record INTEGER,
        construction INTEGER,
        PRIMARY KEY (annotation_set, place)
    ) WITHOUT ROWID
    """,
    """
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
    )
    """,
    "CREATE UNIQUE INDEX annotation_current ON annotation"
    " (annotation_set, place, annotator) WHERE is_current AND NOT is_final",
    "CREATE UNIQUE INDEX annotation_final ON annotation"
    " (annotation_set, place) WHERE is_current AND is_final",
    "CREATE INDEX annotation_of_row ON annotation (annotation_set, place)",
    "CREATE INDEX annotation_of_annotator ON annotation"
    " (annotation_set, annotator, id)",
)
"""Rows that wait for an instruction, and what annotators gave them.

`annotation` is a log: of those by one person on one row the last is current, and
taking it back makes the one before it current again. `construction` is what was
proposed for a row.
"""

CRAWLS = (
    """
    CREATE TABLE crawl (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        settings TEXT NOT NULL,
        state TEXT NOT NULL,
        at TEXT NOT NULL
    )
    """,
    """
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
    ) WITHOUT ROWID
    """,
    "CREATE INDEX crawl_page_next ON crawl_page (crawl, state, depth, place)",
    """
    CREATE TABLE crawl_passage (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        crawl INTEGER NOT NULL REFERENCES crawl(id) ON DELETE CASCADE,
        record TEXT NOT NULL,
        kind TEXT NOT NULL,
        state TEXT NOT NULL,
        content_hash TEXT NOT NULL UNIQUE,
        decision INTEGER NOT NULL DEFAULT 0,
        operation INTEGER NOT NULL DEFAULT 0
    )
    """,
    "CREATE INDEX crawl_passage_state ON crawl_passage (state, crawl)",
)
"""Crawls with the pages they have seen and what was found there for review.

`crawl_page.place` is the order in which addresses were seen. `crawl_passage.decision`
numbers the steps of the review; `operation` is the step of the library that took the
passage in, which may be undone.
"""

STATEMENTS: tuple[str, ...] = (
    *EVALUATIONS,
    *VERDICTS,
    *STYLE,
    *ANNOTATION,
    *CRAWLS,
)
"""What step 0006 adds to a project."""
