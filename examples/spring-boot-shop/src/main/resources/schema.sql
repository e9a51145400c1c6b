CREATE TABLE IF NOT EXISTS customer (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  phone text NOT NULL CHECK (phone ~ '^[+][1-9][0-9]{1,14}$')
);

CREATE INDEX IF NOT EXISTS customer_phone ON customer (phone);

CREATE TABLE IF NOT EXISTS phone_call (
  source text NOT NULL,
  call_id text NOT NULL,
  revision bigint NOT NULL,
  version bigint NOT NULL,
  state bytea NOT NULL,
  sorted_at timestamptz,
  from_number text,
  started_at timestamptz,
  ended_at timestamptz,
  customer_id text,
  match_status text NOT NULL,
  PRIMARY KEY (source, call_id)
);

-- The call log; null is the place of an event that is about no call.
CREATE INDEX IF NOT EXISTS phone_call_log
  ON phone_call (source, sorted_at, call_id) WHERE sorted_at IS NOT NULL;

CREATE TABLE IF NOT EXISTS phone_voicemail (
  phone_call_source text NOT NULL,
  phone_call_call_id text NOT NULL,
  voicemail_id text NOT NULL,
  sorted_at timestamptz NOT NULL,
  transcription text,
  PRIMARY KEY (phone_call_source, phone_call_call_id, voicemail_id),
  FOREIGN KEY (phone_call_source, phone_call_call_id) REFERENCES phone_call
);

CREATE TABLE IF NOT EXISTS call_event (
  source text NOT NULL,
  call_id text NOT NULL,
  event_id text NOT NULL,
  type text NOT NULL,
  occurred_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  body bytea NOT NULL,
  PRIMARY KEY (source, call_id, event_id)
);

CREATE TABLE IF NOT EXISTS quarantined_delivery (
  source text NOT NULL,
  sha256 text NOT NULL,
  received_at timestamptz NOT NULL,
  reason text NOT NULL,
  body bytea NOT NULL,
  body_size integer NOT NULL,
  PRIMARY KEY (source, sha256)
);

CREATE INDEX IF NOT EXISTS quarantined_delivery_newest
  ON quarantined_delivery (source, received_at, sha256);
