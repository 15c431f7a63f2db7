WITH k AS (
  INSERT INTO floor.key (caller, key, fingerprint, message_id)
  VALUES ('ut103', gen_random_uuid()::text, '\x00112233445566778899aabbccddeeff', nextval('floor.message_id'))
  ON CONFLICT DO NOTHING RETURNING message_id
), m AS (
  INSERT INTO floor.message (id, system, object_type, object_id, version, hash, body)
  SELECT message_id, 'ut103', 'Документ.РеализацияТоваровУслуг', gen_random_uuid(), '1',
    '\x00112233445566778899aabbccddeeff', :body FROM k
), q AS (
  INSERT INTO floor.queue (message_id, lane) SELECT message_id, 1 FROM k
) SELECT message_id FROM k;
