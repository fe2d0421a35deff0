-- Version 1. Text, integers and double precision only, so that the same statements serve SQLite and PostgreSQL.
-- JSON is kept as text. Statements end with a semicolon at the end of a line.

CREATE TABLE meta (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE dossiers (
    name TEXT NOT NULL PRIMARY KEY,
    revision INTEGER NOT NULL,
    concluded INTEGER NOT NULL
);

CREATE TABLE reports (
    id TEXT NOT NULL PRIMARY KEY,
    sha256 TEXT NOT NULL,
    text TEXT NOT NULL,
    title TEXT,
    outlet TEXT,
    published TEXT,
    dateline TEXT,
    language TEXT NOT NULL,
    uri TEXT,
    warnings TEXT NOT NULL
);

CREATE TABLE members (
    dossier TEXT NOT NULL REFERENCES dossiers (name),
    report TEXT NOT NULL REFERENCES reports (id),
    path TEXT,
    copy_of TEXT,
    PRIMARY KEY (dossier, report)
);

CREATE INDEX members_report ON members (report);

CREATE TABLE readings (
    report TEXT NOT NULL PRIMARY KEY REFERENCES reports (id),
    model TEXT NOT NULL,
    version TEXT NOT NULL,
    mentions TEXT NOT NULL,
    warnings TEXT NOT NULL
);

CREATE TABLE claims (
    id TEXT NOT NULL PRIMARY KEY,
    report TEXT NOT NULL REFERENCES readings (report),
    ordinal INTEGER NOT NULL,
    polarity TEXT NOT NULL,
    certainty TEXT NOT NULL,
    status TEXT NOT NULL,
    event_type TEXT NOT NULL,
    event_mode TEXT,
    place TEXT,
    country TEXT,
    time_start TEXT,
    time_end TEXT,
    body TEXT NOT NULL
);

CREATE INDEX claims_report ON claims (report);

CREATE INDEX claims_time ON claims (time_start, time_end);

CREATE TABLE claim_sources (
    claim TEXT NOT NULL REFERENCES claims (id),
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    role TEXT,
    affiliation TEXT,
    PRIMARY KEY (claim, ordinal)
);

CREATE INDEX claim_sources_name ON claim_sources (name);

CREATE TABLE claim_figures (
    claim TEXT NOT NULL REFERENCES claims (id),
    ordinal INTEGER NOT NULL,
    low DOUBLE PRECISION,
    best DOUBLE PRECISION,
    high DOUBLE PRECISION,
    approximate INTEGER NOT NULL,
    unit TEXT NOT NULL,
    counted TEXT NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (claim, ordinal)
);

CREATE TABLE incidents (
    dossier TEXT NOT NULL REFERENCES dossiers (name),
    id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    title TEXT NOT NULL,
    place TEXT,
    time TEXT,
    claims TEXT NOT NULL,
    questions TEXT NOT NULL,
    assessments TEXT NOT NULL,
    evidence TEXT NOT NULL,
    PRIMARY KEY (dossier, id)
);

CREATE TABLE questions (
    dossier TEXT NOT NULL REFERENCES dossiers (name),
    id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    incident TEXT,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    status TEXT NOT NULL,
    evidence TEXT NOT NULL,
    PRIMARY KEY (dossier, id)
);

CREATE TABLE positions (
    dossier TEXT NOT NULL,
    question TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    answer TEXT NOT NULL,
    low DOUBLE PRECISION,
    high DOUBLE PRECISION,
    claims TEXT NOT NULL,
    origins TEXT NOT NULL,
    superseded_by INTEGER,
    PRIMARY KEY (dossier, question, ordinal),
    FOREIGN KEY (dossier, question) REFERENCES questions (dossier, id)
);

CREATE TABLE relations (
    dossier TEXT NOT NULL REFERENCES dossiers (name),
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    question TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (dossier, ordinal)
);
