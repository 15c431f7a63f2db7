WITH b AS MATERIALIZED (
  SELECT nextval('floor.message_id') AS message_id, gen_random_uuid()::text AS key, body
  FROM unnest(ARRAY[
    :body, :body, :body, :body, :body, :body, :body, :body, :body, :body,
    :body, :body, :body, :body, :body, :body, :body, :body, :body, :body,
    :body, :body, :body, :body, :body, :body, :body, :body, :body, :body,
    :body, :body, :body, :body, :body, :body, :body, :body, :body, :body,
    :body, :body, :body, :body, :body, :body, :body, :body, :body, :body
  ]::text[]) AS body
), k AS (
  INSERT INTO floor.key (caller, key, fingerprint, message_id)
  SELECT 'ut103', key, '\x00112233445566778899aabbccddeeff', message_id FROM b
  ON CONFLICT DO NOTHING RETURNING message_id
), m AS (
  INSERT INTO floor.message (id, system, object_type, object_id, version, hash, body)
  SELECT b.message_id, 'ut103', 'Документ.РеализацияТоваровУслуг', gen_random_uuid(), '1',
    '\x00112233445566778899aabbccddeeff', b.body FROM b JOIN k USING (message_id)
), q AS (
  INSERT INTO floor.queue (message_id, lane) SELECT message_id, 1 FROM k
) SELECT count(*) FROM k;
