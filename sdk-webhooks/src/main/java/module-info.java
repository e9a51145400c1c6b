/** Receives phone events: authenticates exact bytes, merges, stores, matches and delivers. */
module inc.phone.webhooks {
  requires static transitive org.jspecify;
  requires transitive inc.phone.core;
  requires transitive java.sql;
  requires com.fasterxml.jackson.databind;
  requires org.slf4j;

  exports inc.phone.webhooks;
  exports inc.phone.webhooks.call;
  exports inc.phone.webhooks.livekit;
  exports inc.phone.webhooks.signature;
  exports inc.phone.webhooks.spi;
  exports inc.phone.webhooks.store;
}
