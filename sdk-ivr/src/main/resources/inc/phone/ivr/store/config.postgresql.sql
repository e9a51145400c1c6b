CREATE TABLE IF NOT EXISTS {prefix}ivr_config (
  config_id    TEXT NOT NULL,
  revision     BIGINT NOT NULL,
  saved_at     BIGINT NOT NULL, -- microseconds since 1970
  content_hash TEXT NOT NULL,
  json         TEXT NOT NULL,
  PRIMARY KEY (config_id, revision)
)
