-- Puts the messages from :first to :last into the inbox.
INSERT INTO inbox (message_id, system, object_type, object_id, ordinal, lane, due_at, received_at)
SELECT id, system, object_type, object_id, ordinal, 'documents', received_at, received_at
FROM message WHERE version::bigint BETWEEN :first AND :last ORDER BY id;
ANALYZE inbox;
CHECKPOINT;
