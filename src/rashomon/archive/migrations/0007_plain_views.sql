-- Version 7. The views for people have plain names (reports, claims, questions ...); tables that had these names begin with an
-- underscore now. The triggers of the tables, and the tables that refer to them, follow by themselves. SQLite only.

DROP VIEW view_reports;

DROP VIEW view_claims;

DROP VIEW view_sources;

DROP VIEW view_figures;

DROP VIEW view_incidents;

DROP VIEW view_assessments;

DROP VIEW view_questions;

DROP VIEW view_positions;

DROP VIEW view_relations;

ALTER TABLE reports RENAME TO _reports;

ALTER TABLE claims RENAME TO _claims;

ALTER TABLE incidents RENAME TO _incidents;

ALTER TABLE questions RENAME TO _questions;

ALTER TABLE positions RENAME TO _positions;

ALTER TABLE relations RENAME TO _relations;

CREATE VIEW reports AS
SELECT members.dossier, reports.id, members.path, reports.outlet, reports.published,
    CASE WHEN reports.published GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*' THEN substr(reports.published, 1, 10) END AS day,
    reports.title, json_extract(reports.dateline, '$.place') AS dateline_place,
    json_extract(reports.dateline, '$.country') AS dateline_country, reports.language, reports.uri, members.copy_of,
    (SELECT count(*) FROM _claims AS claims WHERE claims.report = reports.id) AS claims, reports.sha256, reports.text
FROM members JOIN _reports AS reports ON reports.id = members.report;

CREATE VIEW claims AS
SELECT members.dossier, claims.id, claims.report, held.incident, reports.outlet, reports.published,
    json_extract(claims.body, '$.sources[#-1].name') AS source,
    json_extract(claims.body, '$.sources[#-1].kind') AS source_kind,
    json_extract(claims.body, '$.sources[#-1].role') AS source_role,
    json_extract(claims.body, '$.sources[#-1].affiliation') AS source_affiliation,
    coalesce((SELECT group_concat(name, '; ') FROM (
        SELECT json_extract(value, '$.name') AS name FROM json_each(claims.body, '$.sources') GROUP BY name ORDER BY min(key)
    )), '') AS sources,
    json_extract(claims.body, '$.cue.text') AS cue, json_extract(claims.body, '$.content.text') AS content,
    json_extract(claims.body, '$.content.start') AS content_start, json_extract(claims.body, '$.content.end') AS content_end,
    json_extract(claims.body, '$.mode') AS mode, claims.polarity, claims.certainty, claims.status, claims.event_type, claims.event_mode,
    coalesce((SELECT group_concat(name, '; ') FROM (
        SELECT json_extract(value, '$.name') AS name FROM json_each(claims.body, '$.event.actors') GROUP BY name ORDER BY min(key)
    )), '') AS actors,
    coalesce((SELECT group_concat(name, '; ') FROM (
        SELECT json_extract(value, '$.name') AS name FROM json_each(claims.body, '$.event.recipients') GROUP BY name ORDER BY min(key)
    )), '') AS recipients,
    claims.place, json_extract(claims.body, '$.event.place.precision') AS place_precision,
    json_extract(claims.body, '$.event.place.latitude') AS latitude, json_extract(claims.body, '$.event.place.longitude') AS longitude,
    claims.country, json_extract(claims.body, '$.event.place.geonames') AS geonames,
    claims.time_start AS event_start, claims.time_end AS event_end, json_extract(claims.body, '$.event.time.precision') AS time_precision,
    coalesce((SELECT group_concat(value, '; ') FROM json_each(claims.body, '$.denies')), '') AS denies
FROM members
JOIN _claims AS claims ON claims.report = members.report
JOIN _reports AS reports ON reports.id = members.report
LEFT JOIN (
    SELECT incidents.dossier, incidents.id AS incident, claim.value AS claim FROM _incidents AS incidents, json_each(incidents.claims) AS claim
) AS held ON held.dossier = members.dossier AND held.claim = claims.id;

CREATE VIEW sources AS
SELECT members.dossier, claims.id AS claim, source.key AS position, json_extract(source.value, '$.name') AS name,
    json_extract(source.value, '$.kind') AS kind, json_extract(source.value, '$.role') AS role,
    json_extract(source.value, '$.affiliation') AS affiliation, json_extract(source.value, '$.named') AS named,
    json_extract(source.value, '$.mention.text') AS mention, json_extract(source.value, '$.mention.start') AS mention_start,
    json_extract(source.value, '$.mention.end') AS mention_end
FROM members JOIN _claims AS claims ON claims.report = members.report, json_each(claims.body, '$.sources') AS source;

CREATE VIEW figures AS
SELECT members.dossier, claims.id AS claim, figure.key AS position, json_extract(figure.value, '$.low') AS low,
    json_extract(figure.value, '$.best') AS best, json_extract(figure.value, '$.high') AS high,
    json_extract(figure.value, '$.approximate') AS approximate, json_extract(figure.value, '$.unit') AS unit,
    json_extract(figure.value, '$.counted') AS counted, json_extract(figure.value, '$.outcome') AS outcome,
    json_extract(figure.value, '$.mention.text') AS mention, json_extract(figure.value, '$.mention.start') AS mention_start,
    json_extract(figure.value, '$.mention.end') AS mention_end
FROM members JOIN _claims AS claims ON claims.report = members.report, json_each(claims.body, '$.figures') AS figure;

CREATE VIEW incidents AS
SELECT dossier, id, title, json_extract(place, '$.name') AS place, json_extract(place, '$.precision') AS place_precision,
    json_extract(place, '$.latitude') AS latitude, json_extract(place, '$.longitude') AS longitude,
    json_extract(place, '$.country') AS country, json_extract(place, '$.geonames') AS geonames,
    json_extract(time, '$.start') AS event_start, json_extract(time, '$.end') AS event_end,
    json_extract(time, '$.precision') AS time_precision, json_array_length(claims) AS claims, json_array_length(questions) AS questions
FROM _incidents AS incidents;

CREATE VIEW assessments AS
SELECT incidents.dossier, incidents.id AS incident, json_extract(found.value, '$.policy') AS policy,
    json_extract(found.value, '$.version') AS version, json_extract(found.value, '$.grade') AS grade,
    json_extract(found.value, '$.low') AS low, json_extract(found.value, '$.best') AS best, json_extract(found.value, '$.high') AS high,
    json_extract(found.value, '$.outcome') AS outcome, json_extract(found.value, '$.explanation') AS explanation,
    json_extract(found.value, '$.decided') AS decided
FROM _incidents AS incidents, json_each(incidents.assessments) AS found;

CREATE VIEW questions AS
SELECT questions.dossier, questions.id, questions.incident, questions.kind, questions.text, questions.status,
    (SELECT count(*) FROM _positions AS positions WHERE positions.dossier = questions.dossier AND positions.question = questions.id) AS positions
FROM _questions AS questions;

CREATE VIEW positions AS
SELECT dossier, question, ordinal AS position, answer, low, high,
    coalesce((SELECT group_concat(value, '; ') FROM json_each(origins)), '') AS origins, json_array_length(origins) AS origin_count,
    coalesce((SELECT group_concat(value, '; ') FROM json_each(claims)), '') AS claims, superseded_by
FROM _positions AS positions;

CREATE VIEW relations AS
SELECT dossier, kind, a, b, question, json_extract(reason, '$.rule') AS rule, json_extract(reason, '$.words') AS words
FROM _relations AS relations;
