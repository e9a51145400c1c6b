-- Phone.inc SDK, schema version 1, PostgreSQL. Times are microseconds since 1970, UTC.
CREATE TABLE IF NOT EXISTS {prefix}schema (
  version bigint NOT NULL PRIMARY KEY
);

-- A call is written once per event: room on its page keeps the indexes out of most of that.
CREATE TABLE IF NOT EXISTS {prefix}call (
  source text COLLATE "C" NOT NULL,
  call_id text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  state bytea NOT NULL,
  sorted_at bigint,
  from_number text,
  to_number text,
  party_number text COLLATE "C",
  direction text,
  call_state text,
  started_at bigint,
  answered_at bigint,
  ended_at bigint,
  duration bigint,
  branch_id text COLLATE "C",
  branch_pending bigint NOT NULL,
  customer_id text COLLATE "C",
  match_status text NOT NULL,
  lost bigint NOT NULL,
  outside_opening_hours bigint NOT NULL,
  event_count bigint NOT NULL,
  PRIMARY KEY (source, call_id)
) WITH (fillfactor = 60);

-- sorted_at is null for the place of an event that is about no call, for what an erasure left
-- (call_id begins with ~), and for a call whose data was pruned: such rows are in no list.
CREATE INDEX IF NOT EXISTS {prefix}call_log
  ON {prefix}call (source, sorted_at, call_id) WHERE sorted_at IS NOT NULL;

CREATE INDEX IF NOT EXISTS {prefix}call_customer
  ON {prefix}call (source, customer_id, sorted_at, call_id) WHERE customer_id IS NOT NULL;

CREATE INDEX IF NOT EXISTS {prefix}call_party
  ON {prefix}call (source, party_number) WHERE party_number IS NOT NULL;

CREATE INDEX IF NOT EXISTS {prefix}call_pending
  ON {prefix}call (source, sorted_at, call_id) WHERE match_status = 'pending';

CREATE INDEX IF NOT EXISTS {prefix}call_branch_pending
  ON {prefix}call (source, sorted_at, call_id) WHERE branch_pending = 1;

CREATE TABLE IF NOT EXISTS {prefix}voicemail (
  source text COLLATE "C" NOT NULL,
  call_id text COLLATE "C" NOT NULL,
  voicemail_id text COLLATE "C" NOT NULL,
  sorted_at bigint NOT NULL,
  from_number text,
  transcription text,
  searchable text,
  audio_url text,
  created_at bigint,
  transcribed_at bigint,
  PRIMARY KEY (source, call_id, voicemail_id)
);

CREATE INDEX IF NOT EXISTS {prefix}voicemail_list
  ON {prefix}voicemail (source, sorted_at, voicemail_id, call_id);

CREATE TABLE IF NOT EXISTS {prefix}event (
  source text COLLATE "C" NOT NULL,
  call_id text COLLATE "C" NOT NULL,
  event_id text COLLATE "C" NOT NULL,
  type text NOT NULL,
  occurred_at bigint NOT NULL,
  received_at bigint NOT NULL,
  late bigint NOT NULL,
  body bytea NOT NULL,
  PRIMARY KEY (source, call_id, event_id)
);

-- What is to be pruned, and past events of a listener that comes later, are found by time of receipt.
CREATE INDEX IF NOT EXISTS {prefix}event_received
  ON {prefix}event (source, received_at);

-- One lane per call and listener, kept as long as its call, or its fence would start again.
CREATE TABLE IF NOT EXISTS {prefix}lane (
  source text COLLATE "C" NOT NULL,
  call_id text COLLATE "C" NOT NULL,
  listener text COLLATE "C" NOT NULL,
  fence bigint NOT NULL,
  due_at bigint,
  leased_until bigint,
  ready_at bigint GENERATED ALWAYS AS (coalesce(leased_until, due_at)) STORED,
  node text,
  progress text,
  PRIMARY KEY (source, call_id, listener)
) WITH (autovacuum_vacuum_scale_factor = 0.02);

-- When a lane can be taken. What is dead lies at its front, hence the frequent vacuum.
CREATE INDEX IF NOT EXISTS {prefix}lane_ready
  ON {prefix}lane (source, listener, ready_at, call_id) WHERE ready_at IS NOT NULL;

-- What waits in a lane or is parked; what was delivered is gone.
CREATE TABLE IF NOT EXISTS {prefix}delivery (
  source text COLLATE "C" NOT NULL,
  call_id text COLLATE "C" NOT NULL,
  listener text COLLATE "C" NOT NULL,
  delivery_id text COLLATE "C" NOT NULL,
  occurred_at bigint NOT NULL,
  rank bigint NOT NULL,
  received_at bigint NOT NULL,
  attempts bigint NOT NULL,
  not_before bigint,
  parked_at bigint,
  failure text,
  PRIMARY KEY (source, call_id, listener, delivery_id)
) WITH (autovacuum_vacuum_scale_factor = 0.02);

CREATE INDEX IF NOT EXISTS {prefix}delivery_parked
  ON {prefix}delivery (source, parked_at, call_id, listener, delivery_id)
  WHERE parked_at IS NOT NULL;

CREATE TABLE IF NOT EXISTS {prefix}quarantine (
  source text COLLATE "C" NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  received_at bigint NOT NULL,
  reason text NOT NULL,
  body bytea NOT NULL,
  PRIMARY KEY (source, sha256)
);

CREATE INDEX IF NOT EXISTS {prefix}quarantine_list
  ON {prefix}quarantine (source, received_at, sha256);

INSERT INTO {prefix}schema (version) VALUES (1) ON CONFLICT (version) DO NOTHING;
