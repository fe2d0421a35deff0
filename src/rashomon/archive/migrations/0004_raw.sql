-- Version 4. The bytes that reports were read from, and what was fetched when. BYTEA is a blob in SQLite as well.

CREATE TABLE raw (
    sha256 TEXT NOT NULL PRIMARY KEY,
    format TEXT NOT NULL,
    hints TEXT NOT NULL,
    size INTEGER NOT NULL,
    packed BYTEA NOT NULL
);

CREATE TABLE watched (
    dossier TEXT NOT NULL,
    address TEXT NOT NULL,
    etag TEXT,
    modified TEXT,
    digest TEXT,
    checked TEXT,
    failures INTEGER NOT NULL,
    due DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (dossier, address)
);

CREATE TRIGGER reports_revised AFTER UPDATE OF title, text ON reports BEGIN DELETE FROM search_reports WHERE report = old.id; INSERT INTO search_reports (title, text, report) VALUES (new.title, new.text, new.id); END;
