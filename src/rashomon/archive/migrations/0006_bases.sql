-- Version 6. What each incident was concluded from, as a fingerprint, so that a dossier that grows is not concluded anew as a whole;
-- relations are numbered within their question, so that those of other questions stay as they are.

ALTER TABLE incidents ADD COLUMN basis TEXT NOT NULL DEFAULT '';

DROP VIEW view_relations;

DROP INDEX relations_question;

CREATE TABLE relations_within (
    dossier TEXT NOT NULL REFERENCES dossiers (name),
    question TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (dossier, question, ordinal)
);

INSERT INTO relations_within (dossier, question, ordinal, kind, a, b, reason)
SELECT dossier, question, row_number() OVER (PARTITION BY dossier, question ORDER BY ordinal) - 1, kind, a, b, reason
FROM relations;

DROP TABLE relations;

ALTER TABLE relations_within RENAME TO relations;

CREATE VIEW view_relations AS
SELECT dossier, kind, a, b, question, json_extract(reason, '$.rule') AS rule, json_extract(reason, '$.words') AS words
FROM relations;
