-- Journal entries from :first to :last of :count, spread evenly over the time from :start to :stop.
INSERT INTO journal (id, at, kind, system, object_type, object_id, message_id, correlation_id, summary, detail)
SELECT left(hex, 8) || '-' || right(hex, 4) || '-7' || lpad(to_hex(n % 4096), 3, '0') || '-8000-'
    || lpad(to_hex(n), 12, '0'),
  at, 'accepted', 'ut103', 'Документ.РеализацияТоваровУслуг', md5(n::text)::uuid::text, md5('m' || n)::uuid::text,
  md5('c' || n)::uuid::text, 'Принято: Реализация БН000004711',
  '{"version":"1","operation":"upsert","caller":"dev","hash":"' || md5(n::text) || md5('h' || n) || '"}'
FROM (SELECT n, at, lpad(to_hex(at), 12, '0') AS hex FROM (
    SELECT n, :start + (:stop - :start) * n / :count AS at FROM generate_series(:first::bigint, :last) AS n
  ) AS timed) AS named;
