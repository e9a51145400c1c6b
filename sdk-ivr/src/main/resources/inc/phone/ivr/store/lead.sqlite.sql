CREATE TABLE IF NOT EXISTS {prefix}lead (
  campaign_id        TEXT NOT NULL,
  number             TEXT NOT NULL, -- E.164
  name               TEXT NOT NULL,
  status             TEXT NOT NULL, -- calling or completed
  created_at         INTEGER NOT NULL, -- microseconds since 1970
  last_call_id       TEXT NOT NULL,
  last_call_began_at INTEGER NOT NULL,
  last_call_at       INTEGER, -- hung up
  PRIMARY KEY (campaign_id, number)
);
CREATE INDEX IF NOT EXISTS {prefix}lead_call ON {prefix}lead (last_call_id)
