-- Version 2. What pages look for: questions by how many origins speak to them, questions that a claim answers, and words.
-- The words are kept by triggers, so that no writer can forget them. SQLite only: a PostgreSQL archive has its own search.

ALTER TABLE questions ADD COLUMN voices INTEGER NOT NULL DEFAULT 0;

UPDATE questions SET voices = (
    SELECT count(DISTINCT origin.value)
    FROM positions, json_each(positions.origins) AS origin
    WHERE positions.dossier = questions.dossier AND positions.question = questions.id
);

CREATE INDEX questions_status ON questions (dossier, status, voices);

CREATE INDEX questions_incident ON questions (dossier, incident, status);

CREATE TABLE answers (
    dossier TEXT NOT NULL,
    question TEXT NOT NULL,
    position INTEGER NOT NULL,
    claim TEXT NOT NULL,
    PRIMARY KEY (dossier, claim, question, position),
    FOREIGN KEY (dossier, question) REFERENCES questions (dossier, id)
);

CREATE INDEX answers_question ON answers (dossier, question);

INSERT OR IGNORE INTO answers (dossier, question, position, claim)
SELECT positions.dossier, positions.question, positions.ordinal, claim.value
FROM positions, json_each(positions.claims) AS claim;

CREATE TABLE voices (
    dossier TEXT NOT NULL,
    origin TEXT NOT NULL,
    question TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (dossier, origin, question, position),
    FOREIGN KEY (dossier, question) REFERENCES questions (dossier, id)
);

CREATE INDEX voices_question ON voices (dossier, question);

INSERT OR IGNORE INTO voices (dossier, origin, question, position)
SELECT positions.dossier, origin.value, positions.question, positions.ordinal
FROM positions, json_each(positions.origins) AS origin;

CREATE INDEX relations_question ON relations (dossier, question);

CREATE TABLE searched (
    number INTEGER NOT NULL PRIMARY KEY,
    claim TEXT NOT NULL UNIQUE
);

CREATE VIRTUAL TABLE search_claims USING fts5 (words, who, place, tokenize = "unicode61 remove_diacritics 2");

CREATE VIRTUAL TABLE search_reports USING fts5 (title, text, report UNINDEXED, tokenize = "unicode61 remove_diacritics 2");

INSERT INTO searched (claim) SELECT id FROM claims ORDER BY report, ordinal;

INSERT INTO search_claims (rowid, words, who, place)
SELECT searched.number, json_extract(claims.body, '$.content.text'), (
    SELECT group_concat(json_extract(source.value, '$.name'), ' ') FROM json_each(claims.body, '$.sources') AS source
), claims.place
FROM searched JOIN claims ON claims.id = searched.claim;

INSERT INTO search_reports (title, text, report) SELECT title, text, id FROM reports;

CREATE TRIGGER claims_added AFTER INSERT ON claims BEGIN INSERT INTO searched (claim) VALUES (new.id); INSERT INTO search_claims (rowid, words, who, place) VALUES ((SELECT number FROM searched WHERE claim = new.id), json_extract(new.body, '$.content.text'), (SELECT group_concat(json_extract(source.value, '$.name'), ' ') FROM json_each(new.body, '$.sources') AS source), new.place); END;

CREATE TRIGGER claims_removed AFTER DELETE ON claims BEGIN DELETE FROM search_claims WHERE rowid = (SELECT number FROM searched WHERE claim = old.id); DELETE FROM searched WHERE claim = old.id; END;

CREATE TRIGGER reports_added AFTER INSERT ON reports BEGIN INSERT INTO search_reports (title, text, report) VALUES (new.title, new.text, new.id); END;
