SELECT count(*) FROM pg_stat_activity
WHERE application_name = 'holder' AND backend_xmin IS NOT NULL AND wait_event = 'PgSleep';
