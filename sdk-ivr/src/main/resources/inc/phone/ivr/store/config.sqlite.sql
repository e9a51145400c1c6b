CREATE TABLE IF NOT EXISTS {prefix}ivr_config (
  config_id    TEXT NOT NULL,
  revision     INTEGER NOT NULL,
  saved_at     INTEGER NOT NULL, -- microseconds since 1970
  content_hash TEXT NOT NULL,
  json         TEXT NOT NULL,
  PRIMARY KEY (config_id, revision)
)
