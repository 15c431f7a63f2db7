WITH c AS MATERIALIZED (
  SELECT message_id FROM floor.queue
  WHERE due_at <= now() AND (lease_until IS NULL OR lease_until < now())
  ORDER BY due_at, message_id LIMIT 100 FOR NO KEY UPDATE SKIP LOCKED
), l AS (
  UPDATE floor.queue q SET attempt = q.attempt + 1, lease_until = now() + interval '60 s'
  FROM c WHERE q.message_id = c.message_id RETURNING q.message_id
) SELECT array_agg(l.message_id)::text AS claimed, string_agg(m.body, '') AS bodies
FROM l JOIN floor.message m ON m.id = l.message_id \gset
DELETE FROM floor.queue WHERE message_id = ANY (:claimed::bigint[]);
