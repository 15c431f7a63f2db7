-- What a sorter of the product sends: its claim and its finish, the statements as they are. The answer is one row here,
-- for pgbench keeps no others: every row is made, and its body is sent. What the product sends in one trip goes in one.
\set limit 100
\set floor 0
BEGIN;
SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now \gset
\set until :now + 60000
SELECT array_agg(c.id) AS ids, array_agg(c.lease_token + 1) AS tokens, string_agg(c.data, '') AS bodies,
  count(*) FILTER (WHERE c.has_older) AS older
FROM (
  SELECT m.*, i.lane, i.lease_token, i.due_at, EXISTS (SELECT 1 FROM inbox e
      WHERE e.object_id = i.object_id AND e.object_type = i.object_type AND e.system = i.system
        AND e.ordinal < i.ordinal) AS has_older
  FROM inbox i JOIN message m ON m.id = i.message_id
  WHERE i.due_at <= :now AND i.due_at >= :floor AND (i.lease_until IS NULL OR i.lease_until < :now)
    AND NOT EXISTS (SELECT 1 FROM inbox o
      WHERE o.object_id = i.object_id AND o.object_type = i.object_type AND o.system = i.system
        AND (o.ordinal > i.ordinal OR (o.ordinal < i.ordinal AND o.lease_until >= :now)))
  ORDER BY i.due_at, i.message_id LIMIT :limit FOR UPDATE OF i SKIP LOCKED
) AS c \gset
\startpipeline
WITH input AS (SELECT * FROM unnest(:ids::text[], :tokens::bigint[]) WITH ORDINALITY AS i ("id", "token", "n"))
UPDATE inbox SET lease_until = :until, lease_token = input.token FROM input WHERE message_id = input.id;
COMMIT;
\endpipeline
\startpipeline
BEGIN;
WITH input AS (SELECT * FROM unnest(:ids::text[], :tokens::bigint[]) WITH ORDINALITY AS i ("id", "token", "n"))
DELETE FROM inbox WHERE (message_id, lease_token) IN (SELECT id, token FROM input) RETURNING message_id;
COMMIT;
\endpipeline
