-- Full text of articles and statements.
CREATE VIRTUAL TABLE article_text USING fts5 (sha256 UNINDEXED, title, body, tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE statement_text USING fts5 (
    sha256 UNINDEXED, id UNINDEXED, content, tokenize = 'unicode61 remove_diacritics 2'
);

-- Views for any SQLite tool.
CREATE VIEW articles AS
SELECT a.id, a.title, a.outlet, a.agency, a.published_start, a.published_end, a.published_basis, a.language,
       (SELECT group_concat(s.uri, ' ') FROM sighting s WHERE s.sha256 = a.sha256) AS seen_at, a.sha256
FROM article a;

CREATE VIEW statements AS
SELECT s.speaker_code, s.speaker_name, s.kind, s.stance, s.content, s.said_start, s.said_end, s.confidence,
       a.outlet, a.title, a.published_start, s.id, s.sha256
FROM statement s JOIN article a USING (sha256);

CREATE VIEW events AS
SELECT e.date_start, e.date_end, e.event, e.mode, e.standing,
       (SELECT group_concat(code, ' ') FROM (SELECT code FROM event_side WHERE event_id = e.id AND side = 'actor' ORDER BY code))
           AS actor,
       (SELECT group_concat(code, ' ') FROM (SELECT code FROM event_side WHERE event_id = e.id AND side = 'recipient' ORDER BY code))
           AS recipient,
       e.quad, e.score, e.reports, e.sources, e.confidence, e.id
FROM event e;

-- Events that happened and fall in one month, both directions of each pair; an act that both share goes both ways.
CREATE VIEW dyad_month AS
SELECT a.code AS actor, r.code AS recipient, substr(e.date_end, 1, 7) AS month, count(*) AS events, avg(e.score) AS mean_score,
       sum(e.quad = 'VERBAL COOPERATION') AS verbal_cooperation, sum(e.quad = 'MATERIAL COOPERATION') AS material_cooperation,
       sum(e.quad = 'VERBAL CONFLICT') AS verbal_conflict, sum(e.quad = 'MATERIAL CONFLICT') AS material_conflict
FROM event e
JOIN event_side a ON a.event_id = e.id AND a.side = 'actor' AND a.official
JOIN event_side r ON r.event_id = e.id AND r.code <> a.code AND r.official
    AND (r.side = 'recipient'
         OR NOT EXISTS (SELECT 1 FROM event_side x WHERE x.event_id = e.id AND x.side = 'recipient'))
WHERE e.standing IN ('happened', 'background')
  AND (substr(e.date_start, 1, 7) = substr(e.date_end, 1, 7) OR julianday(e.date_end) - julianday(e.date_start) <= 14)
GROUP BY 1, 2, 3;
