-- Phone.inc SDK, schema version 1, SQLite. Times are microseconds since 1970, UTC.
CREATE TABLE IF NOT EXISTS {prefix}schema (
  version INTEGER NOT NULL PRIMARY KEY
) STRICT;

CREATE TABLE IF NOT EXISTS {prefix}call (
  source TEXT NOT NULL,
  call_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  state BLOB NOT NULL,
  sorted_at INTEGER,
  from_number TEXT,
  to_number TEXT,
  party_number TEXT,
  direction TEXT,
  call_state TEXT,
  started_at INTEGER,
  answered_at INTEGER,
  ended_at INTEGER,
  duration INTEGER,
  branch_id TEXT,
  branch_pending INTEGER NOT NULL,
  customer_id TEXT,
  match_status TEXT NOT NULL,
  lost INTEGER NOT NULL,
  outside_opening_hours INTEGER NOT NULL,
  event_count INTEGER NOT NULL,
  PRIMARY KEY (source, call_id)
) STRICT;

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
  source TEXT NOT NULL,
  call_id TEXT NOT NULL,
  voicemail_id TEXT NOT NULL,
  sorted_at INTEGER NOT NULL,
  from_number TEXT,
  transcription TEXT,
  searchable TEXT,
  audio_url TEXT,
  created_at INTEGER,
  transcribed_at INTEGER,
  PRIMARY KEY (source, call_id, voicemail_id)
) STRICT;

CREATE INDEX IF NOT EXISTS {prefix}voicemail_list
  ON {prefix}voicemail (source, sorted_at, voicemail_id, call_id);

CREATE TABLE IF NOT EXISTS {prefix}event (
  source TEXT NOT NULL,
  call_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  type TEXT NOT NULL,
  occurred_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  late INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (source, call_id, event_id)
) STRICT;

-- What is to be pruned, and past events of a listener that comes later, are found by time of receipt.
CREATE INDEX IF NOT EXISTS {prefix}event_received
  ON {prefix}event (source, received_at);

-- One lane per call and listener, kept as long as its call, or its fence would start again.
CREATE TABLE IF NOT EXISTS {prefix}lane (
  source TEXT NOT NULL,
  call_id TEXT NOT NULL,
  listener TEXT NOT NULL,
  fence INTEGER NOT NULL,
  due_at INTEGER,
  leased_until INTEGER,
  ready_at INTEGER GENERATED ALWAYS AS (coalesce(leased_until, due_at)) VIRTUAL,
  node TEXT,
  progress TEXT,
  PRIMARY KEY (source, call_id, listener)
) STRICT, WITHOUT ROWID;

-- When a lane can be taken.
CREATE INDEX IF NOT EXISTS {prefix}lane_ready
  ON {prefix}lane (source, listener, ready_at, call_id) WHERE ready_at IS NOT NULL;

-- What waits in a lane or is parked; what was delivered is gone.
CREATE TABLE IF NOT EXISTS {prefix}delivery (
  source TEXT NOT NULL,
  call_id TEXT NOT NULL,
  listener TEXT NOT NULL,
  delivery_id TEXT NOT NULL,
  occurred_at INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  not_before INTEGER,
  parked_at INTEGER,
  failure TEXT,
  PRIMARY KEY (source, call_id, listener, delivery_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS {prefix}delivery_parked
  ON {prefix}delivery (source, parked_at, call_id, listener, delivery_id)
  WHERE parked_at IS NOT NULL;

CREATE TABLE IF NOT EXISTS {prefix}quarantine (
  source TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (source, sha256)
) STRICT;

CREATE INDEX IF NOT EXISTS {prefix}quarantine_list
  ON {prefix}quarantine (source, received_at, sha256);

INSERT INTO {prefix}schema (version) VALUES (1) ON CONFLICT (version) DO NOTHING;
