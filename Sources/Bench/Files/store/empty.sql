TRUNCATE inbox;
