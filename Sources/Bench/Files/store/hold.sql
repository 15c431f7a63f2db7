-- A report that takes its time: its snapshot keeps every row that anybody deletes meanwhile.
SET application_name = 'holder';
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT count(*) FROM outbox;
SELECT pg_sleep(3600);
COMMIT;
