-- Version 3. What people decide, and people. Decisions are only ever added: the triggers refuse everything else.

CREATE TABLE decisions (
    dossier TEXT NOT NULL REFERENCES dossiers (name),
    number INTEGER NOT NULL,
    layer TEXT NOT NULL,
    once TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (dossier, number)
);

CREATE TRIGGER decisions_kept BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'a decision is never changed: undo it by another'); END;

CREATE TRIGGER decisions_stay BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'a decision is never removed: undo it by another'); END;

CREATE TABLE marks (
    dossier TEXT NOT NULL REFERENCES dossiers (name),
    claim TEXT NOT NULL,
    report TEXT NOT NULL,
    state TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (dossier, claim)
);

CREATE INDEX marks_report ON marks (dossier, report);

CREATE TABLE disagreements (
    dossier TEXT NOT NULL REFERENCES dossiers (name),
    ordinal INTEGER NOT NULL,
    decision INTEGER NOT NULL,
    claim TEXT,
    words TEXT NOT NULL,
    PRIMARY KEY (dossier, ordinal)
);

CREATE TABLE codings (
    dossier TEXT NOT NULL REFERENCES dossiers (name),
    coder TEXT NOT NULL,
    done TEXT,
    PRIMARY KEY (dossier, coder)
);

ALTER TABLE incidents ADD COLUMN linked TEXT NOT NULL DEFAULT '[]';

CREATE TABLE users (
    name TEXT NOT NULL PRIMARY KEY,
    role TEXT NOT NULL,
    password TEXT NOT NULL,
    totp TEXT,
    totp_used INTEGER NOT NULL,
    disabled INTEGER NOT NULL
);

CREATE TABLE sessions (
    token TEXT NOT NULL PRIMARY KEY,
    "user" TEXT NOT NULL REFERENCES users (name),
    begun INTEGER NOT NULL,
    seen INTEGER NOT NULL
);

CREATE INDEX sessions_user ON sessions ("user");

CREATE TABLE attempts (
    number INTEGER NOT NULL PRIMARY KEY,
    who TEXT NOT NULL,
    at INTEGER NOT NULL
);

CREATE INDEX attempts_who ON attempts (who, at);
