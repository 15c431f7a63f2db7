-- What one accept writes at the least: the message with its body, its row in the queue, the key that makes a replay.
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS floor CASCADE;
CREATE SCHEMA floor;
CREATE SEQUENCE floor.message_id CACHE 32;
CREATE TABLE floor.message (
  id BIGINT PRIMARY KEY,
  received_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  system TEXT NOT NULL, object_type TEXT NOT NULL, object_id UUID NOT NULL, version TEXT NOT NULL,
  hash BYTEA NOT NULL,
  body TEXT NOT NULL
);
CREATE TABLE floor.queue (
  message_id BIGINT PRIMARY KEY,
  lane SMALLINT NOT NULL,
  due_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  attempt SMALLINT NOT NULL DEFAULT 0,
  lease_until TIMESTAMPTZ
);
CREATE INDEX queue_due ON floor.queue (due_at, message_id);
CREATE TABLE floor.key (
  caller TEXT NOT NULL, key TEXT NOT NULL,
  fingerprint BYTEA NOT NULL,
  message_id BIGINT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  PRIMARY KEY (caller, key)
);
ALTER TABLE floor.queue SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0);
