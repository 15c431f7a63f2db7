-- Messages of as many objects as came in at 5,000 a second until now, in the product's tables; none of them waits yet.
-- A message's number stands in its version.
INSERT INTO message (id, system, object_type, object_id, ordinal, version, changed_at, operation, presentation, data,
  data_hash, caller, correlation_id, received_at)
SELECT left(hex, 8) || '-' || right(hex, 4) || '-7' || lpad(to_hex(n % 4096), 3, '0') || '-8000-'
    || lpad(to_hex(n), 12, '0'),
  'ut103', 'Документ.РеализацияТоваровУслуг', gen_random_uuid()::text, 1, n::text, at, 'upsert',
  'Реализация БН000004711', :'data', md5(n::text), 'bench', gen_random_uuid()::text, at
FROM (SELECT n, at, lpad(to_hex(at), 12, '0') AS hex FROM (
    SELECT n, (extract(epoch FROM now()) * 1000)::bigint - (:count - n) / 5 AS at FROM generate_series(1, :count) AS n
  ) AS timed) AS named;
INSERT INTO object (system, object_type, object_id, message_id, ordinal, version, changed_at, operation, data_hash,
  presentation, arrivals)
SELECT system, object_type, object_id, id, ordinal, version, changed_at, operation, data_hash, presentation, 1
FROM message;
VACUUM ANALYZE message;
VACUUM ANALYZE object;
