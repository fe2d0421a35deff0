-- Version 8. Days and places of events that only other reports of a dossier give, so that pages and searches tell what exports
-- tell. They are drawn with the conclusions: those of every dossier are to be drawn anew once.

CREATE TABLE completed (
    dossier TEXT NOT NULL REFERENCES dossiers (name),
    claim TEXT NOT NULL,
    place TEXT,
    time_start TEXT,
    time_end TEXT,
    event TEXT NOT NULL,
    evidence TEXT NOT NULL,
    PRIMARY KEY (dossier, claim)
);

CREATE INDEX completed_claim ON completed (claim);

-- Whether copies were looked for since its reports last changed: a decision does not have them looked for again.
ALTER TABLE dossiers ADD COLUMN copied INTEGER NOT NULL DEFAULT 0;

UPDATE dossiers SET concluded = -1;
